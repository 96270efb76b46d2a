/* SPDX-License-Identifier: MIT */
/* Stages that tell what they find as tables: what they look at, and a row for each table. */
#ifndef CPF_FACTS_STAGE_VIEW_H
#define CPF_FACTS_STAGE_VIEW_H

#include "model_in.h"
#include "tables.h"

#include <channelperf/facts.h>

/* What a stage looks at. */
typedef struct cpf__stage_view {
    const cpf_model *model;
    const cpf_context *context;
    const cpf_facts *facts;    /* actuals; NULL: none */
    const cpf_facts *targets;  /* NULL: none */
    const cpf_tables *earlier; /* of stages before; NULL: none */
    cpf_id period;             /* CPF_NONE: all */
    cpf_day as_of;             /* known up to the end of this day; CPF_NO_DAY: all that is known */
    const char *only;          /* the one table that was asked for by name; NULL: all that are not large */
} cpf__stage_view;

/* One table. `make` gives CPF_OK without a table when the plan asks for none, or a finding. */
typedef struct cpf__stage_row {
    const char *name;
    cpf_status (*make)(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
} cpf__stage_row;

/* Checks what the caller gave, and fills the view. */
cpf_status cpf__stage_begin(cpf__stage_view *view, const cpf_model *model, const cpf_stage_options *options,
                            cpf_error **error);

/* Facts that a stage takes: NULL or those of the view's model, else CPF_E_ARGUMENT. */
cpf_status cpf__stage_takes(const cpf__stage_view *view, const cpf_facts *facts, const char *name, cpf_error **error);

/* Makes the tables of the rows, the last of which has no name; or only that of the name options->only. */
cpf_status cpf__stage_tables(const cpf__stage_view *view, const cpf_stage_options *options, const cpf__stage_row *rows,
                             cpf_tables **tables, cpf_error **error);

#endif
