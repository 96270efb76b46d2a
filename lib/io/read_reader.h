/* SPDX-License-Identifier: MIT */
/* What the readers of the parts of a plan share: the plan that is filled, the document that is read, the findings. */
#ifndef CPF_IO_READ_READER_H
#define CPF_IO_READ_READER_H

#include <channelperf/plan.h>

#include "json_locate.h"
#include "read_messages.h"

enum { CPF__READ_FINDINGS = 1000 }; /* more are counted as one */

typedef struct cpf__reader {
    cpf_context *context;
    cpf_plan *plan;
    const cpf__json *json;
    const char *file;   /* of the plan, as it was given; "" when it came from memory */
    const char *folder; /* where its tables are; NULL: it may not name any */
    cpf_error *findings;
    cpf_text *path;               /* of the node that is told about */
    struct cpf__kept_table *kept; /* rows of a file that the next entry names too; NULL: none */
    int64_t goals_from;           /* the first goal of those made from the kept rows */
    int64_t told; /* findings met so far, told or not: a part that met some is not worth going on with */
} cpf__reader;

/* A cell that is told about. */
typedef struct cpf__cell_place {
    const char *file, *column;
    int64_t line;
} cpf__cell_place;

/* A finding about a node; the row takes at most the two texts. */
void cpf__tell(cpf__reader *reader, int32_t node, cpf__plan_message row, const char *first, const char *second);

/* A finding about a cell of the table that the node names. */
void cpf__tell_cell(cpf__reader *reader, int32_t node, const cpf__cell_place *cell, cpf__plan_message row,
                    const char *text);

/* The path of a node, borrowed until the next call; "" for the root. */
const char *cpf__reader_path(cpf__reader *reader, int32_t node);

/* What is added to the plan from now on stands at this node. */
void cpf__reader_at(cpf__reader *reader, int32_t node);

/* No memory is left: what follows is of no use. */
int cpf__reader_stopped(const cpf__reader *reader);

/* Calls `each` for every item of a list; CPF_NONE is an empty list. */
void cpf__read_each(cpf__reader *reader, int32_t list, void (*each)(cpf__reader *reader, int32_t node));

/* The same for items that belong to something. */
void cpf__read_each_of(cpf__reader *reader, int32_t list, void *owner,
                       void (*each)(cpf__reader *reader, int32_t node, void *owner));

#endif
