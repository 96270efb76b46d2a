/* SPDX-License-Identifier: MIT */
/*
 * Records (过程记录): what is known about units, people and deals that is no event to be summed: a submission, a leave,
 * a rating, a relief, a rate of pay. Each kind is a row with its fields; plans, files, findings, tables and the manual
 * know no kind by name.
 */
#ifndef CPF_TERMS_RECORD_H
#define CPF_TERMS_RECORD_H

#include <channelperf/registry.h>

/* What a field holds, and what its value is in a model. */
typedef enum cpf__field_type {
    CPF__FIELD_TEXT = 0,  /* any text */
    CPF__FIELD_WORD,      /* position in `words` */
    CPF__FIELD_UNIT,      /* id of the unit with that code */
    CPF__FIELD_LEVEL,     /* its position */
    CPF__FIELD_INDICATOR, /* id */
    CPF__FIELD_PERIOD,    /* id */
    CPF__FIELD_ATTRIBUTE, /* id of an attribute of units */
    CPF__FIELD_SCORECARD, /* id */
    CPF__FIELD_STANDING,  /* id */
    CPF__FIELD_DAY,
    CPF__FIELD_NUMBER, /* count of 10^-decimals, inside minimum and maximum of its parameter */
    CPF__FIELD_AMOUNT, /* in the steps of the indicator that the record's field "indicator" names */
    CPF__FIELD_TYPES
} cpf__field_type;

/* The params[] of the kind's entry say name, summaries, unit, range and fallback (NULL: the field must be given; "": it
 * may be missing) of each field; the fields[] beside them, in the same order, what it is. */
typedef struct cpf__record_field {
    cpf__field_type type;
    int32_t decimals;  /* of a number */
    const char *words; /* "mean|last"; of a word */
} cpf__record_field;

typedef struct cpf__record_kind {
    cpf_entry entry;                 /* name: singular, "submission"; it names the table of a model too */
    const cpf__record_field *fields; /* entry.param_count of them */
    int32_t key_count;               /* the first fields that together name a record: no two are alike; 0: any may be */
} cpf__record_kind;

/* All kinds; the position is a kind's id. */
extern const cpf__record_kind *const cpf__record_kinds[];
extern const int32_t cpf__record_kind_count;

int32_t cpf__record_kind_find(const char *name); /* CPF_NONE */
int32_t cpf__record_kind_id(const cpf__record_kind *kind);
int32_t cpf__record_field_find(const cpf__record_kind *kind, const char *name); /* CPF_NONE */

/* Defines a kind whose parameters and fields stand in `params` and `fields`. */
#define CPF__RECORD_KIND(name, title, title_zh, summary, summary_zh, source, params, fields, keys)                     \
    {                                                                                                                  \
        {                                                                                                              \
            name,    title,      title_zh,                                                                             \
            summary, summary_zh, "",                                                                                   \
            source,  params,     (int32_t)(sizeof(params) / sizeof(params)[0]),                                        \
            0},                                                                                                        \
            fields, keys                                                                                               \
    }
/* Stands behind it: as many fields as parameters. */
#define CPF__RECORD_MATCH(params, fields)                                                                              \
    _Static_assert(sizeof(params) / sizeof(params)[0] == sizeof(fields) / sizeof(fields)[0], "a field each parameter")

/* The kinds, by the file that holds them. */
extern const cpf__record_kind cpf__record_submission; /* record_goals.c */
extern const cpf__record_kind cpf__record_settlement, cpf__record_agreement; /* record_agree.c */
extern const cpf__record_kind cpf__record_hedge, cpf__record_hedge_limit; /* record_hedge.c */
extern const cpf__record_kind cpf__record_ratio_goal; /* record_ratio.c */
extern const cpf__record_kind cpf__record_challenge; /* record_challenge.c */
extern const cpf__record_kind cpf__record_origin, cpf__record_factor; /* record_origin.c */
extern const cpf__record_kind cpf__record_assignment, cpf__record_leave, cpf__record_ramp, cpf__record_presence; /* record_people.c */
extern const cpf__record_kind cpf__record_weight, cpf__record_suspension; /* record_weights.c */
extern const cpf__record_kind cpf__record_decision, cpf__record_amendment; /* record_states.c */

#endif
