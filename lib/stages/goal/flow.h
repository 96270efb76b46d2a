/* SPDX-License-Identifier: MIT */
/* A cascade under way: the blocks of one indicator with the units they reach and the amounts they bring there. */
#ifndef CPF_GOAL_FLOW_H
#define CPF_GOAL_FLOW_H

#include "block.h"
#include "target_columns.h"
#include "reach.h"
#include "weights.h"

/* Amounts of a set of periods: a column of the result where the set is a period's, else memory of our own. */
typedef struct cpf__store {
    int64_t *values;
    uint8_t *valid;           /* NULL: all */
    const cpf__reach *places; /* values[unit + shift of its depth]; NULL: values[unit] */
} cpf__store;

struct cpf__conflicts;
struct cpf__flow;
struct cpf__bounds;

/* Looks at blocks that have been divided among units, and at those that have been divided over periods. A status other
 * than CPF_OK ends the cascade. */
typedef struct cpf__looker {
    cpf_status (*units)(void *user, const struct cpf__flow *flow, int32_t block, const cpf__weights *weights,
                        const struct cpf__bounds *bounds, cpf_error **error);
    cpf_status (*periods)(void *user, const struct cpf__flow *flow, int32_t block, cpf_error **error);
    void *user;
} cpf__looker;

/* Memory for the bounds of one block after the other. */
typedef struct cpf__bounds_room {
    int64_t *floors, *caps;
    int64_t count; /* of each */
} cpf__bounds_room;

/* What a unit gets of a block, found together with what is fixed for parts of the period. */
typedef struct cpf__woven {
    cpf_id unit;
    int32_t next; /* of the same block: its place + 1; 0: none */
    int64_t amount;
} cpf__woven;

/* What is remembered of a block until its parts have been divided. */
typedef struct cpf__held {
    int64_t *left; /* of a whole: what its units have for the parts still to come, by place; NULL: not divided */
    int32_t woven; /* the first of its amounts in `woven`, + 1; 0: none */
} cpf__held;

typedef struct cpf__flow {
    const cpf_model *model;
    const cpf_facts *base;
    cpf__forest forest;
    cpf__columns columns;
    cpf__reach *reaches; /* by block */
    cpf__store *stores;  /* by block that has one of its own */
    int64_t count;       /* of both */
    CPF__VEC(cpf__weights) weights;
    int64_t fan; /* most children of a unit */
    cpf__bounds_room bounds_room;
    cpf__held *held; /* by block */
    CPF__VEC(cpf__woven) woven;
    int last;                         /* no other indicator follows */
    struct cpf__conflicts *conflicts; /* NULL: the first is told */
    const cpf__looker *looker;        /* NULL: none */
} cpf__flow;

/* Where the amount of a unit stands; children of one unit stand side by side. */
static inline int64_t cpf__store_place(const cpf__store *store, int32_t depth, cpf_id unit)
{
    return store->places ? cpf__reach_place(store->places, depth, unit) : unit;
}

static inline const cpf__store *cpf__store_of(const cpf__flow *flow, int32_t block)
{
    return &flow->stores[flow->forest.blocks.items[block].store];
}

/* Period whose column holds the block's amounts; CPF_NONE. */
static inline cpf_id cpf__store_period(const cpf__flow *flow, int32_t block)
{
    return flow->forest.blocks.items[flow->forest.blocks.items[block].store].period;
}

static inline cpf_id cpf__block_indicator(const cpf__flow *flow, const cpf__block *block)
{
    return flow->model->goals[block->goal].indicator;
}

/* Whether the block gives every unit of the model an amount, so that its columns need no bits. */
static inline int cpf__block_full(const cpf__flow *flow, int32_t block)
{
    const cpf__block *it = &flow->forest.blocks.items[block];

    return it->unit == 0 && it->parent == CPF_NONE && it->first == CPF_NONE && it->split_goal != CPF_NONE &&
           flow->model->goals[it->split_goal].manner->to_level >= flow->model->level_count - 1;
}

/* Weights of the goal, made once for all goals that are divided alike; until others are asked for. CPF_E_DATA,
 * CPF_E_RANGE, CPF_E_MEMORY. */
cpf_status cpf__flow_weights(cpf__flow *flow, cpf_id goal, const cpf__weights **weights, cpf_error **error);

#endif
