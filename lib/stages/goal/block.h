/* SPDX-License-Identifier: MIT */
/*
 * How the goals of one indicator lie over each other. A block is a set of finest periods whose amount comes down from
 * one unit together. A goal inside the block of a goal above it is a pinned value: it cuts the block at its unit.
 */
#ifndef CPF_GOAL_BLOCK_H
#define CPF_GOAL_BLOCK_H

#include "facts_in.h"
#include "vec.h"

typedef enum cpf__block_kind {
    CPF__BLOCK_FIXED = 0, /* the amount is a goal's value */
    CPF__BLOCK_SHARE,     /* ... the unit's share in the block above */
    CPF__BLOCK_REST,      /* ... what the pinned values leave of the group's */
    CPF__BLOCK_SAME       /* nothing is divided: every unit and period has the value */
} cpf__block_kind;

typedef struct cpf__block {
    cpf_id unit;
    cpf_id period;       /* whose periods the set is; CPF_NONE: no period's */
    cpf_id goal;         /* whose amount, and what findings are about */
    cpf_id split_goal;   /* whose split it goes by; CPF_NONE: it stays at its unit */
    cpf_id season_goal;  /* whose season; CPF_NONE: not divided over periods */
    int32_t kind;        /* cpf__block_kind */
    int32_t parent;      /* the block it was cut out of, or its group */
    int32_t first, next; /* its own cuts; the next cut of its parent */
    int32_t here;        /* the block made before it at the same unit */
    int32_t group;       /* 1: cut at its own unit; its children there hold its periods between them */
    int32_t rest;        /* of a group: the child that holds what is not pinned */
    int32_t store;       /* where its amounts are */
    int32_t whole;       /* the group around it whose units get bounded shares of the whole first; CPF_NONE: none */
    int32_t top;         /* the fixed block in whose bounded shares its amounts lie; CPF_NONE: there are no bounds */
    int32_t woven;       /* of a top: 1: units below have goals inside parts of the period of such a group */
    int32_t mixed;       /* of such a group: 1: ... or its parts are divided in different ways */
    int64_t amount;
} cpf__block;

typedef struct cpf__forest {
    const cpf_model *model;
    CPF__VEC(cpf__block) blocks; /* a block before its cuts; units in their order */
    CPF__VEC(uint64_t) sets;     /* `words` a block: bits of leaf periods, then of windows */
    CPF__VEC(cpf_id) alone;      /* goals that are neither divided nor part of another */
    const int64_t *amounts;      /* by goal, where they are not the goals' own; NULL: they are */
    int32_t words;
    int32_t *latest;  /* per unit: the last block made there */
    uint64_t *wanted; /* `words`: set at hand */
} cpf__forest;

/* An empty forest, for one indicator after the other; CPF_E_MEMORY. Close it also then. */
cpf_status cpf__forest_open(cpf__forest *forest, const cpf_model *model, cpf_error **error);
void cpf__forest_close(cpf__forest *forest);

/* The amount that a goal brings down. */
static inline int64_t cpf__forest_amount(const cpf__forest *forest, cpf_id goal)
{
    return forest->amounts ? forest->amounts[goal] : forest->model->goals[goal].target;
}

/* The blocks of `count` goals of one indicator, ordered by unit, longer periods first. CPF_E_INFEASIBLE, CPF_E_RANGE,
 * CPF_E_MEMORY. */
cpf_status cpf__forest_grow(cpf__forest *forest, const cpf_id *goals, int64_t count, cpf_error **error);

/* Whether the shares of the block's split have bounds. */
static inline int cpf__block_bounded(const cpf__forest *forest, const cpf__block *block)
{
    return block->split_goal != CPF_NONE && forest->model->goals[block->split_goal].manner->bounds;
}

/* Whether the block is a group whose units get their shares of the whole first, and of its parts within those. */
static inline int cpf__block_is_whole(const cpf__forest *forest, const cpf__block *block)
{
    return block->group && block->whole == CPF_NONE && cpf__block_bounded(forest, block);
}

/* Whether the period's days are all in the block's set, or some of them. */
int cpf__block_holds(const cpf__forest *forest, int32_t block, cpf_id period);
int cpf__block_meets(const cpf__forest *forest, int32_t block, cpf_id period);
int cpf__block_empty(const cpf__forest *forest, int32_t block);

/* Whether amounts of the block come down to the unit, which is at or below the block's. */
int cpf__block_reaches(const cpf__forest *forest, const cpf__block *block, cpf_id unit);

#endif
