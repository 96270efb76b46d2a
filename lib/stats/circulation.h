/* SPDX-License-Identifier: MIT */
/* Whether amounts can flow round a network whose arcs have least and most amounts. */
#ifndef CPF_STATS_CIRCULATION_H
#define CPF_STATS_CIRCULATION_H

#include "decimal.h"
#include "vec.h"

#define CPF__NO_LIMIT INT64_MAX

typedef struct cpf__arc {
    int32_t from, to;
    int64_t low, high; /* low <= high; CPF__NO_LIMIT: any */
} cpf__arc;

typedef struct cpf__network {
    int32_t nodes;
    CPF__VEC(cpf__arc) arcs;
} cpf__network;

/* One network, solved with one set of limits after the other. */
typedef struct cpf__circulation {
    const cpf_context *context;
    const cpf__network *network;
    cpf__i128 *low, *high; /* by arc; high CPF__FLOW_MOST: any */
    cpf__i128 gap;         /* by how much the limits contradict each other; 0: they do not */
    int32_t *level;        /* by node: >= 0 on the side that has too much, -1 on the side that has too little */
    /* The rest is its own: arcs there and back, then those from the source and to the sink. */
    cpf__i128 *room, *need;
    int32_t *head, *edges, *begin, *next, *queue, *path;
} cpf__circulation;

#define CPF__FLOW_MOST ((cpf__i128)1 << 126)

/* CPF_E_MEMORY; close it also then. The network must not get other arcs while it is open. */
cpf_status cpf__circulation_open(cpf__circulation *flow, const cpf_context *context, const cpf__network *network);
void cpf__circulation_close(cpf__circulation *flow);

/* The network's own limits, times `scale`. */
void cpf__circulation_limits(cpf__circulation *flow, int64_t scale);

/*
 * Hoffman 1960: there is a circulation within the limits, or a set of nodes into which more must flow than can flow
 * out; the set with the largest difference, *gap, has the nodes with level >= 0. By a largest flow (Dinitz 1970).
 */
void cpf__circulation_solve(cpf__circulation *flow);

#endif
