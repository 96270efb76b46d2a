/* SPDX-License-Identifier: MIT */
/*
 * What the methods of cpf_call share: reading their parameters exactly as they are written, and writing the answer. The first
 * failure is remembered: read and write without checking, and look at `status` before anything is computed.
 */
#ifndef CPF_IO_CALL_JSON_H
#define CPF_IO_CALL_JSON_H

#include <channelperf/io.h>

#include "arena.h"
#include "decimal.h"
#include "io_messages.h"
#include "json_locate.h"

typedef struct cpf__call {
    cpf_context *context;
    const cpf_entry *entry; /* of the method */
    const cpf__json *json;
    const char *source; /* the document as it was given; its places are those of `json` */
    cpf__arena *arena;  /* for everything of this call */
    cpf_text *answer;
    cpf_error **error;
    cpf_status status; /* of the first failure */
} cpf__call;

typedef struct cpf__call_row {
    cpf_method method;
    void (*run)(cpf__call *call);
} cpf__call_row;

/* A list of numbers. `valid` is NULL when all are given. */
typedef struct cpf__numbers {
    int64_t *items;
    uint8_t *valid;
    int64_t count;
} cpf__numbers;

/* A finding about a node (CPF_NONE: the document), remembered as the call's status; nothing when the call has failed already. The row
 * takes at most three texts. */
void cpf__call_fail(cpf__call *call, int32_t node, int32_t message, const char *a, const char *b, const char *c);
void cpf__call_failed(cpf__call *call, cpf_status status); /* told already, or CPF_E_MEMORY */

/* The value of a parameter, CPF_NONE when it is not given. */
int32_t cpf__call_find(const cpf__call *call, const char *name);

/* The value of a parameter, or its fallback. Words: position among those of the parameter's unit, "one|two|three". */
int64_t cpf__call_whole(cpf__call *call, const char *name, int64_t low, int64_t high);
int32_t cpf__call_word(cpf__call *call, const char *name);
int32_t cpf__call_word_at(cpf__call *call, int32_t node, const char *words);

/* Texts and numbers as they are written; "" and told when the node is neither. */
const char *cpf__call_scalar(cpf__call *call, int32_t node);
const char *cpf__call_text(cpf__call *call, int32_t node); /* a text only */

/* Number of items of a list, told when it is none. `needed` < 0: any. CPF_NONE is an empty list. */
int64_t cpf__call_list(cpf__call *call, int32_t node, int64_t needed);
int cpf__call_object(cpf__call *call, int32_t node);

/* Fewest decimals in which every number of the list, or the number, is exact; at least `least`, at most 9. */
int32_t cpf__call_decimals(cpf__call *call, int32_t node, int32_t least);

/* The numbers of a list in steps of 10^-decimals; null is a missing one where `nullable`. */
cpf__numbers cpf__call_numbers(cpf__call *call, int32_t node, int32_t decimals, int nullable);
int64_t cpf__call_number(cpf__call *call, int32_t node, int32_t decimals);

/* The texts of a list, each with its NUL; `needed` as in cpf__call_list. NULL when the node is CPF_NONE. */
const char **cpf__call_texts(cpf__call *call, int32_t node, int64_t needed);

/* Zeroed memory of the call; a failure is remembered. */
void *cpf__call_take(cpf__call *call, int64_t count, size_t size);

/* The answer: members in the order of writing. */
void cpf__answer_name(cpf__call *call, const char *name);
void cpf__answer_whole(cpf__call *call, const char *name, int64_t value);
void cpf__answer_flag(cpf__call *call, const char *name, int flag);
void cpf__answer_text(cpf__call *call, const char *name, const char *text);
void cpf__answer_numbers(cpf__call *call, const char *name, cpf__numbers numbers, int32_t decimals);

#endif
