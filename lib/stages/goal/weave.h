/* SPDX-License-Identifier: MIT */
/*
 * Shares of a whole between bounds where units below have goals for parts of the period: what a unit has in the whole
 * and in each part hangs together with what is fixed around it. All of it is one network: amounts of the parts flow
 * down to the units that they reach, and from each unit, within its bounds, up into the whole.
 */
#ifndef CPF_GOAL_WEAVE_H
#define CPF_GOAL_WEAVE_H

#include "bounds.h"
#include "circulation.h"

/* A block that holds some of the periods at a joint. */
typedef struct cpf__strand {
    int32_t block, node;
    int64_t amount;
} cpf__strand;

/* What of a strand of the joint above comes to a joint. */
typedef struct cpf__inlet {
    cpf_id unit;
    int32_t strand; /* its block */
    int32_t cut;    /* the block that goes on from here; CPF_NONE: the strand does */
    int32_t arc;
    int64_t least; /* fixed further down, where nothing is shared any more */
    int deep;      /* 1: something is fixed there */
    int closed;    /* 1: ... and nobody can take more */
    int64_t amount;
} cpf__inlet;

/* A unit with such goals at it or below it. Its other children that get shares are its plain ones: one row together. */
typedef struct cpf__joint {
    cpf_id unit;
    int32_t depth, above, first, next; /* joints below it, in their order */
    int32_t strand, strands;
    int32_t inlet;              /* one for each strand of the joint above */
    int32_t whole;              /* block that brings the whole here */
    int32_t end, fixed;         /* nothing below it shares; ... since it has a goal for the whole */
    int32_t plain;              /* 1: it has plain children */
    int64_t floor, cap;         /* of an end, or of all plain children together */
    int64_t own_floor, own_cap; /* of an end that has not all of its periods fixed */
    int32_t node, plain_node, arc, plain_arc;
    int64_t amount; /* of the whole */
} cpf__joint;

/* What limits an arc. */
typedef enum cpf__limit_kind {
    CPF__LIMIT_NONE = 0,
    CPF__LIMIT_GOAL,  /* of block id */
    CPF__LIMIT_LEAST, /* values that are fixed in block id */
    CPF__LIMIT_FIXED, /* values that are fixed below the inlets of joint id */
    CPF__LIMIT_END,   /* floor and cap of joint id */
    CPF__LIMIT_PLAIN, /* ... of its plain children */
    CPF__LIMIT_AMOUNT /* found for the joint above */
} cpf__limit_kind;

typedef struct cpf__limit {
    int32_t kind, id;
} cpf__limit;

typedef struct cpf__weave {
    cpf__flow *flow;
    const cpf__bounds *bounds; /* of the top block */
    int32_t top;
    int64_t step;
    int32_t *joint_at; /* by place in the top's reach: 0; 1: goals at or below the unit; joint + 2 */
    CPF__VEC(cpf__joint) joints;
    CPF__VEC(cpf__strand) strands;
    CPF__VEC(cpf__inlet) inlets;
    CPF__VEC(int32_t) queue;
    cpf__network network;        /* below one joint; node 0 is the whole */
    CPF__VEC(cpf__limit) limits; /* by arc */
    int64_t broken;              /* an amount beside whole steps; 0: none */
    int32_t no_memory;
} cpf__weave;

static inline const cpf__block *cpf__weave_block(const cpf__weave *weave, int32_t id)
{
    return &weave->flow->forest.blocks.items[id];
}

/* Whether a goal says the block's amount. A group may be fixed only because all of its periods are. */
static inline int cpf__weave_said(const cpf__weave *weave, int32_t id)
{
    const cpf__block *it = cpf__weave_block(weave, id);

    return it->kind == CPF__BLOCK_FIXED && weave->flow->model->goals[it->goal].unit == it->unit;
}

/* The joints of a top block, whose bounds are known. Close it also after CPF_E_MEMORY. */
cpf_status cpf__weave_open(cpf__weave *weave, cpf__flow *flow, int32_t top, const cpf__bounds *bounds);
void cpf__weave_close(cpf__weave *weave);

/* Whether the child gets a share of the whole. */
int cpf__weave_takes(const cpf__weave *weave, cpf_id child, int32_t depth);

/* The network below a joint, whose strands have their amounts; of the first joint with all goals. CPF_E_MEMORY. */
cpf_status cpf__weave_network(cpf__weave *weave, int32_t joint);

/*
 * Brings the whole and the parts down to the joints: into the flow's `woven`, for the bounds of each block. The shares
 * of a unit's children are as near to the weights as can be, in the whole first and then in one part after the other.
 * *failed says why that cannot be. CPF_E_DATA, CPF_E_RANGE, CPF_E_MEMORY.
 */
cpf_status cpf__weave_through(cpf__flow *flow, int32_t top, const cpf__bounds *bounds, cpf__breach_at *failed,
                              cpf_error **error);

#endif
