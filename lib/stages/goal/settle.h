/* SPDX-License-Identifier: MIT */
/*
 * Two versions of a target that meet: what was given from above, what was committed from below. The units that talk
 * stand in one list, a unit before its children, children of a unit side by side.
 */
#ifndef CPF_GOAL_SETTLE_H
#define CPF_GOAL_SETTLE_H

#include "facts_in.h"
#include "goal_messages.h"

/* Fields of the records, in the order of record_agree.c and record_goals.c. */
enum {
    CPF__SET_INDICATOR,
    CPF__SET_PERIOD,
    CPF__SET_UNIT,
    CPF__SET_RULE,
    CPF__SET_ALPHA,
    CPF__SET_WEIGHTS,
    CPF__SET_ATTRIBUTE,
    CPF__SET_FLOOR,
    CPF__SET_STEP
};
enum {
    CPF__SUB_UNIT,
    CPF__SUB_INDICATOR,
    CPF__SUB_PERIOD,
    CPF__SUB_ROUND,
    CPF__SUB_VALUE,
    CPF__SUB_ON,
    CPF__SUB_BY,
    CPF__SUB_COMMENT
};
enum { CPF__AGR_UNIT, CPF__AGR_INDICATOR, CPF__AGR_PERIOD, CPF__AGR_VALUE, CPF__AGR_ON, CPF__AGR_BY };

enum cpf__settle_rule { CPF__KEEP_PARENT = 0, CPF__KEEP_CHILDREN, CPF__COMPROMISE, CPF__LEAST_SQUARES };
enum cpf__settle_weights { CPF__BY_TARGET = 0, CPF__BY_EQUAL, CPF__BY_ATTRIBUTE };

enum { CPF__WHOLE_ALPHA = 1000000 }; /* 100 per cent */

enum cpf__talk_state {
    CPF__TALK_ANSWERED = 1, /* has said a figure of its own */
    CPF__TALK_CLOSED = 2,   /* zero stays zero, here and below */
    CPF__TALK_FIXED = 4,    /* agreed already */
    CPF__TALK_OPEN = 8,     /* takes what is left: it, or some unit below, has not answered and no one for it */
    CPF__TALK_ASKED = 16,   /* has a record of its last round, perhaps without a figure */
    CPF__TALK_SPOKEN = 32   /* it, or some unit below, has said more than zero, or is agreed */
};

typedef struct cpf__talk {
    cpf_id unit;
    int64_t parent;     /* place in the list; CPF_NONE: a top */
    int64_t first, end; /* its children; none: first == end */
    int64_t given, answer, weight;
    int64_t wish;  /* its answer, or the sum of those below; the given where nobody answered */
    int64_t least; /* what it and those below must get */
    int64_t firm;  /* wishes of those below that answered, and the least of the others */
    int64_t loose; /* the given of the units below that take what is left */
    int64_t bare;  /* what these must get */
    int64_t agreed;
    int64_t round; /* of its last record; 0: none */
    uint8_t state;
} cpf__talk;

typedef struct cpf__talks {
    const cpf_model *model;
    const cpf_context *context;
    const cpf_facts *targets;
    int64_t row; /* of the settlement; -1: there is none, nothing is agreed */
    cpf_id indicator, period;
    int32_t rule, weights;
    int64_t alpha, floor, step;
    cpf_id attribute;
    cpf__talk *items;
    int64_t count, capacity;
} cpf__talks;

/* The units of a settlement with what was given and answered up to the end of `as_of`. `row` -1: those of an indicator
 * and period without one. CPF_E_MEMORY; close it also then. */
cpf_status cpf__talks_open(cpf__talks *talks, const cpf_model *model, const cpf_facts *targets, int64_t row,
                           cpf_id indicator, cpf_id period, cpf_day as_of, cpf_error **error);
void cpf__talks_close(cpf__talks *talks);

/* Whether the figures can be settled: CPF_E_DATA, CPF_E_RANGE. */
cpf_status cpf__talks_check(cpf__talks *talks, cpf_error **error);

/* How easily the lowest units give way, and those above as their sum. CPF_E_RANGE. */
cpf_status cpf__talks_weigh(cpf__talks *talks, cpf_error **error);

/* Fills `agreed` of all, where there is a settlement. CPF_E_DATA, CPF_E_INFEASIBLE, CPF_E_RANGE, CPF_E_MEMORY. */
cpf_status cpf__settle(cpf__talks *talks, cpf_error **error);
cpf_status cpf__settle_exact(cpf__talks *talks, cpf_error **error);   /* all rules but the last */
cpf_status cpf__settle_squares(cpf__talks *talks, cpf_error **error); /* the last */

/* Puts what is agreed in place of what was given: in the period, those around it and those inside it, for the units
 * that talk and those above them. CPF_E_RANGE, CPF_E_MEMORY. */
cpf_status cpf__settle_put(const cpf__talks *talks, cpf_facts *agreed, cpf_error **error);

/* A finding about the settlement that names a unit of it and an amount. */
cpf_status cpf__settle_find(const cpf__talks *talks, cpf__goal_message row, int64_t at, int64_t amount,
                            cpf_error **error);

#endif
