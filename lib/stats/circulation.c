/* SPDX-License-Identifier: MIT */
#include "circulation.h"

#include <string.h>

/* Edge 2 e goes along, edge 2 e + 1 back. Behind those of the arcs: two a node, from the source and to the sink. */
static int32_t edge_count(const cpf__circulation *flow)
{
    return 2 * ((int32_t)flow->network->arcs.count + 2 * flow->network->nodes);
}

static int32_t source_of(const cpf__circulation *flow)
{
    return flow->network->nodes;
}

static void ends_of(const cpf__circulation *flow, int32_t pair, int32_t *from, int32_t *to)
{
    int32_t arcs = (int32_t)flow->network->arcs.count, node = (pair - arcs) / 2;

    if (pair < arcs) {
        *from = flow->network->arcs.items[pair].from;
        *to = flow->network->arcs.items[pair].to;
    } else {
        *from = (pair - arcs) % 2 ? node : source_of(flow);
        *to = (pair - arcs) % 2 ? source_of(flow) + 1 : node;
    }
}

/* The edges of each node side by side. */
static void list_edges(cpf__circulation *flow)
{
    int32_t nodes = flow->network->nodes + 2, edges = edge_count(flow), from, to;

    for (int32_t pair = 0; pair < edges / 2; pair++) {
        ends_of(flow, pair, &from, &to);
        flow->head[2 * pair] = to;
        flow->head[2 * pair + 1] = from;
        flow->begin[from + 1]++;
        flow->begin[to + 1]++;
    }
    for (int32_t node = 0; node < nodes; node++)
        flow->begin[node + 1] += flow->begin[node];
    memcpy(flow->next, flow->begin, (size_t)nodes * sizeof *flow->next);
    for (int32_t edge = 0; edge < edges; edge++)
        flow->edges[flow->next[flow->head[edge ^ 1]]++] = edge;
}

cpf_status cpf__circulation_open(cpf__circulation *flow, const cpf_context *context, const cpf__network *network)
{
    int64_t nodes = network->nodes + 2, arcs = network->arcs.count, edges;

    *flow = (cpf__circulation){.context = context, .network = network};
    edges = edge_count(flow);
    flow->low = cpf__alloc(context, arcs, sizeof *flow->low);
    flow->high = cpf__alloc(context, arcs, sizeof *flow->high);
    flow->room = cpf__alloc(context, edges, sizeof *flow->room);
    flow->need = cpf__alloc(context, nodes, sizeof *flow->need);
    flow->head = cpf__alloc(context, edges, sizeof *flow->head);
    flow->edges = cpf__alloc(context, edges, sizeof *flow->edges);
    flow->begin = cpf__alloc(context, nodes + 1, sizeof *flow->begin);
    flow->next = cpf__alloc(context, nodes, sizeof *flow->next);
    flow->queue = cpf__alloc(context, nodes, sizeof *flow->queue);
    flow->path = cpf__alloc(context, nodes, sizeof *flow->path);
    flow->level = cpf__alloc(context, nodes, sizeof *flow->level);
    if (!flow->low || !flow->high || !flow->room || !flow->need || !flow->head || !flow->edges || !flow->begin ||
        !flow->next || !flow->queue || !flow->path || !flow->level)
        return CPF_E_MEMORY;
    list_edges(flow);
    return CPF_OK;
}

void cpf__circulation_close(cpf__circulation *flow)
{
    void *const all[] = {flow->low,   flow->high, flow->room,  flow->need, flow->head, flow->edges,
                         flow->begin, flow->next, flow->queue, flow->path, flow->level};

    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        cpf__free(flow->context, all[i]);
}

void cpf__circulation_limits(cpf__circulation *flow, int64_t scale)
{
    for (int64_t arc = 0; arc < flow->network->arcs.count; arc++) {
        const cpf__arc *it = &flow->network->arcs.items[arc];

        flow->low[arc] = (cpf__i128)it->low * scale;
        flow->high[arc] = it->high == CPF__NO_LIMIT ? CPF__FLOW_MOST : (cpf__i128)it->high * scale;
    }
}

/* What every arc must have is on its way: nodes that have too much of it get the rest from the source, and so on.
 * What the source has. */
static cpf__i128 start(cpf__circulation *flow)
{
    int32_t arcs = (int32_t)flow->network->arcs.count, nodes = flow->network->nodes;
    cpf__i128 all = 0;

    memset(flow->need, 0, (size_t)nodes * sizeof *flow->need);
    for (int32_t arc = 0; arc < arcs; arc++) {
        flow->need[flow->network->arcs.items[arc].to] += flow->low[arc];
        flow->need[flow->network->arcs.items[arc].from] -= flow->low[arc];
    }
    for (int32_t node = 0; node < nodes; node++) {
        cpf__i128 need = flow->need[node], *room = flow->room + 2 * (arcs + 2 * node);

        room[0] = need > 0 ? need : 0;
        room[2] = need < 0 ? -need : 0;
        room[1] = room[3] = 0;
        all += room[0];
    }
    for (int32_t arc = 0; arc < arcs; arc++) {
        flow->room[2 * arc] = flow->high[arc] == CPF__FLOW_MOST ? all : flow->high[arc] - flow->low[arc];
        flow->room[2 * arc + 1] = 0;
    }
    return all;
}

/* Levels of the nodes that can be reached from the source; 0: the sink is none of them. */
static int find_levels(cpf__circulation *flow)
{
    int32_t source = source_of(flow), count = 1;

    for (int32_t node = 0; node < source + 2; node++)
        flow->level[node] = -1;
    flow->level[source] = 0;
    flow->queue[0] = source;
    for (int32_t i = 0; i < count; i++)
        for (int32_t at = flow->begin[flow->queue[i]]; at < flow->begin[flow->queue[i] + 1]; at++) {
            int32_t edge = flow->edges[at], to = flow->head[edge];

            if (flow->room[edge] <= 0 || flow->level[to] >= 0)
                continue;
            flow->level[to] = flow->level[flow->queue[i]] + 1;
            flow->queue[count++] = to;
        }
    return flow->level[source + 1] >= 0;
}

/* As much as the path of `length` edges has room for; where the first of them is full now. */
static int32_t push(cpf__circulation *flow, int32_t length, cpf__i128 *pushed)
{
    cpf__i128 most = flow->room[flow->path[0]];
    int32_t full = length;

    for (int32_t i = 1; i < length; i++)
        most = flow->room[flow->path[i]] < most ? flow->room[flow->path[i]] : most;
    for (int32_t i = length; i-- > 0;) {
        flow->room[flow->path[i]] -= most;
        flow->room[flow->path[i] ^ 1] += most;
        full = flow->room[flow->path[i]] == 0 ? i : full;
    }
    *pushed += most;
    return full;
}

/* The next edge of the node that leads a level on; -1: none is left. */
static int32_t edge_on(cpf__circulation *flow, int32_t node)
{
    for (; flow->next[node] < flow->begin[node + 1]; flow->next[node]++) {
        int32_t edge = flow->edges[flow->next[node]];

        if (flow->room[edge] > 0 && flow->level[flow->head[edge]] == flow->level[node] + 1)
            return edge;
    }
    return -1;
}

/* All that flows from level to level. */
static cpf__i128 push_all(cpf__circulation *flow)
{
    int32_t source = source_of(flow), node = source, length = 0;
    cpf__i128 pushed = 0;

    memcpy(flow->next, flow->begin, (size_t)(source + 2) * sizeof *flow->next);
    while (node != source || edge_on(flow, source) >= 0) {
        int32_t edge = node == source + 1 ? -1 : edge_on(flow, node);

        if (edge >= 0) {
            flow->path[length++] = edge;
            node = flow->head[edge];
        } else if (node == source + 1) {
            length = push(flow, length, &pushed);
            node = flow->head[flow->path[length] ^ 1];
        } else {
            node = flow->head[flow->path[--length] ^ 1];
            flow->next[node]++;
        }
    }
    return pushed;
}

void cpf__circulation_solve(cpf__circulation *flow)
{
    flow->gap = start(flow);
    while (find_levels(flow))
        flow->gap -= push_all(flow);
}
