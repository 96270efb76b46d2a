/* SPDX-License-Identifier: MIT */
/* The children of one unit of a weave: their shares of the whole, and of one part after the other. */
#ifndef CPF_GOAL_WEAVE_SHARE_H
#define CPF_GOAL_WEAVE_SHARE_H

#include "flow_shares.h"
#include "weave.h"

/* A weave, and memory for the children of one unit. */
typedef struct cpf__weaving {
    cpf__weave weave;
    cpf_error **error;
    cpf__flow_item *items;            /* those that share */
    int64_t *parts, *who;             /* by item: what it gets, and which child it is */
    int64_t *weights, *shares, *left; /* by child; left: of the whole, for the parts still to come */
} cpf__weaving;

/* CPF_E_MEMORY; close it also then. */
cpf_status cpf__weaving_open(cpf__weaving *at, cpf__flow *flow, int32_t top, const cpf__bounds *bounds,
                             cpf_error **error);
void cpf__weaving_close(cpf__weaving *at);

/* The joint at a child; NULL: it is a plain one. */
cpf__joint *cpf__weave_joint(const cpf__weaving *at, cpf_id child, int32_t depth);

/*
 * Shares `total` steps of the whole (`strand` -1), or of one of the joint's strands, among its children: into `shares`,
 * and into the joints below. The network is the joint's; its arcs keep what was found. CPF_E_DATA, CPF_E_RANGE,
 * CPF_E_MEMORY.
 */
cpf_status cpf__weave_share(cpf__weaving *at, const cpf__joint *joint, int32_t strand, int64_t total);

#endif
