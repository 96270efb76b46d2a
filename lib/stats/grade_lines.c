/* SPDX-License-Identifier: MIT */
/* A limit of a run of classes bounds how far apart two lines are, so that lines are a system of differences: shortest
 * ways say how far each can go, whole numbers by themselves, and a negative circle names what contradicts itself
 * (Bellman 1958). */
#include "grade_lines.h"

#include "mem.h"

/* line[to] <= line[from] + length */
typedef struct line_edge {
    int32_t from, to, limit; /* limit: -1 for what always holds */
    int64_t length;
} line_edge;

typedef struct line_net {
    int32_t nodes, edge_count;
    line_edge *edges;
    int64_t *reach; /* by node */
    int32_t *via;   /* the edge by which it was reached; -1: none */
} line_net;

static void add_edge(line_net *net, int32_t from, int32_t to, int64_t length, int32_t limit)
{
    net->edges[net->edge_count++] = (line_edge){from, to, limit, length};
}

/* What always holds of lines between n places. */
static void add_order(line_net *net, int64_t n)
{
    int32_t last = net->nodes - 1;

    net->edge_count = 0;
    for (int32_t k = 0; k < last; k++)
        add_edge(net, k + 1, k, 0, -1);
    add_edge(net, 0, last, n, -1);
    add_edge(net, last, 0, -n, -1);
}

static void add_limit(line_net *net, const cpf__line_limit *limit, int32_t id)
{
    add_edge(net, limit->first, limit->last + 1, limit->most, id);
    add_edge(net, limit->last + 1, limit->first, -limit->least, id);
}

/* Whether going once along every edge shortens a way; *node: the last one that is nearer now. */
static int go_along(line_net *net, int backward, int32_t *node)
{
    int nearer = 0;

    for (int32_t i = 0; i < net->edge_count; i++) {
        const line_edge *edge = &net->edges[i];
        int32_t from = backward ? edge->to : edge->from, to = backward ? edge->from : edge->to;

        if (net->reach[from] == INT64_MAX || net->reach[from] + edge->length >= net->reach[to])
            continue;
        net->reach[to] = net->reach[from] + edge->length;
        net->via[to] = i;
        *node = to;
        nearer = 1;
    }
    return nearer;
}

/* The limits of the circle that leads to a node. */
static int32_t name_circle(const line_net *net, int32_t node, int32_t *conflict)
{
    int32_t start, count = 0;

    for (int32_t k = 0; k < net->nodes; k++)
        node = net->edges[net->via[node]].from;
    start = node;
    do {
        const line_edge *edge = &net->edges[net->via[node]];

        if (edge->limit >= 0 && (!count || conflict[count - 1] != edge->limit))
            conflict[count++] = edge->limit; /* one may contradict itself */
        node = edge->from;
    } while (node != start);
    return count;
}

/* Whether there are lines at all; every node is a beginning. *node: else, one that a circle leads to. */
static int has_lines(line_net *net, int32_t *node)
{
    int more = 1;

    for (int32_t k = 0; k < net->nodes; k++) {
        net->reach[k] = 0;
        net->via[k] = -1;
    }
    for (int32_t k = 0; k < net->nodes && more; k++)
        more = go_along(net, 0, node);
    return !more;
}

/* Leaves out what contradicts without it all the same: the other side of a limit may do so alone. */
static int32_t least_conflict(line_net *net, int64_t n, const cpf__line_limit *limits, int32_t *conflict, int32_t count)
{
    int32_t node, kept = 0;

    while (kept < count) {
        add_order(net, n);
        for (int32_t i = 0; i < count; i++)
            if (i != kept)
                add_limit(net, &limits[conflict[i]], conflict[i]);
        if (has_lines(net, &node)) {
            kept++;
            continue;
        }
        count--;
        for (int32_t i = kept; i < count; i++)
            conflict[i] = conflict[i + 1];
    }
    return count;
}

/* Length of the shortest way from node 0 to a node, or back from it. */
static int64_t shortest(line_net *net, int backward, int32_t node)
{
    int32_t last;

    for (int32_t k = 1; k < net->nodes; k++)
        net->reach[k] = INT64_MAX;
    net->reach[0] = 0;
    while (go_along(net, backward, &last))
        continue;
    return net->reach[node];
}

static void put_lines(line_net *net, int64_t *places)
{
    int64_t wished = 0, before = 0;

    for (int32_t k = 1; k < net->nodes; k++) {
        int64_t high = shortest(net, 0, k), low = -shortest(net, 1, k), line;

        wished += places[k - 1];
        line = wished > high ? high : wished < low ? low : wished;
        add_edge(net, 0, k, line, -1);
        add_edge(net, k, 0, -line, -1);
        places[k - 1] = line - before;
        before = line;
    }
}

cpf_status cpf__grade_lines(const cpf_context *context, int64_t n, int32_t classes, const cpf__line_limit *limits,
                            int32_t limit_count, int64_t *places, int32_t *conflict, int32_t *conflicts)
{
    int64_t room = 2 * (int64_t)limit_count + 3 * (int64_t)classes + 2;
    line_net net = {.nodes = classes + 1,
                    .edges = cpf__alloc(context, room, sizeof *net.edges),
                    .reach = cpf__alloc(context, (int64_t)classes + 1, sizeof *net.reach),
                    .via = cpf__alloc(context, (int64_t)classes + 1, sizeof *net.via)};
    cpf_status status = CPF_E_MEMORY;
    int32_t node = 0;

    if (net.edges && net.reach && net.via) {
        add_order(&net, n);
        for (int32_t i = 0; i < limit_count; i++)
            add_limit(&net, &limits[i], i);
        status = has_lines(&net, &node) ? CPF_OK : CPF_E_INFEASIBLE;
    }
    if (status == CPF_OK)
        put_lines(&net, places);
    else if (status == CPF_E_INFEASIBLE)
        *conflicts = least_conflict(&net, n, limits, conflict, name_circle(&net, node, conflict));
    cpf__free(context, net.edges);
    cpf__free(context, net.reach);
    cpf__free(context, net.via);
    return status;
}
