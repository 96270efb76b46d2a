/* SPDX-License-Identifier: MIT */
#include "grid_flow.h"

#include <math.h>

#include "mem.h"

typedef struct chains {
    cpf__grid *grid;
    int64_t nodes;
    double *distance;
    int64_t *before;       /* node that it was reached from; CPF_NONE: a start */
    int64_t *heap, *place; /* heap of nodes by distance; place in it, CPF_NONE: not yet, -2: done */
    int64_t size;
    int64_t *arc, *path; /* depth first: next arc to try, nodes of the chain */
    uint8_t *seen;
} chains;

enum { DONE = -2 };

static int64_t need_of(const cpf__grid *grid, int64_t node)
{
    return node < grid->rows ? grid->row_need[node] : -grid->column_need[node - grid->rows];
}

/* Above 0: chains begin here; below 0: they end here. */
static void add_need(cpf__grid *grid, int64_t node, int64_t amount)
{
    if (node < grid->rows)
        grid->row_need[node] += amount;
    else
        grid->column_need[node - grid->rows] -= amount;
}

double cpf__grid_step(const cpf__grid *grid, int64_t from, int64_t to)
{
    int more = from < grid->rows;
    int64_t row = more ? from : to, column = (more ? to : from) - grid->rows, cell = row * grid->columns + column;
    double cost = grid->cost(grid->user, cell, grid->units[cell] - !more);

    if (isinf(cost))
        return INFINITY;
    cost = cost + grid->row_price[row] - grid->column_price[column];
    cost = more ? cost : -cost;
    return cost <= grid->slack ? 0 : cost;
}

static void sift_up(chains *it, int64_t at)
{
    int64_t node = it->heap[at];

    for (; at > 0 && it->distance[it->heap[(at - 1) / 2]] > it->distance[node]; at = (at - 1) / 2) {
        it->heap[at] = it->heap[(at - 1) / 2];
        it->place[it->heap[at]] = at;
    }
    it->heap[at] = node;
    it->place[node] = at;
}

static int64_t take_nearest(chains *it)
{
    int64_t nearest = it->heap[0], node = it->heap[--it->size], at = 0;

    for (int64_t child = 1; child < it->size; at = child, child = 2 * at + 1) {
        child += child + 1 < it->size && it->distance[it->heap[child + 1]] < it->distance[it->heap[child]];
        if (it->distance[it->heap[child]] >= it->distance[node])
            break;
        it->heap[at] = it->heap[child];
        it->place[it->heap[at]] = at;
    }
    if (it->size) {
        it->heap[at] = node;
        it->place[node] = at;
    }
    it->place[nearest] = DONE;
    return nearest;
}

static void reach(chains *it, int64_t node, double distance, int64_t before)
{
    if (it->place[node] == DONE || !(distance < it->distance[node]))
        return;
    it->distance[node] = distance;
    it->before[node] = before;
    if (it->place[node] == CPF_NONE) {
        it->place[node] = it->size;
        it->heap[it->size++] = node;
    }
    sift_up(it, it->place[node]);
}

/* Dijkstra from all starts to the nearest end, CPF_NONE when there is none. */
static int64_t nearest_end(chains *it)
{
    it->size = 0;
    for (int64_t v = 0; v < it->nodes; v++) {
        it->distance[v] = INFINITY;
        it->place[v] = CPF_NONE;
    }
    for (int64_t v = 0; v < it->nodes; v++) {
        if (need_of(it->grid, v) > 0)
            reach(it, v, 0, CPF_NONE);
    }
    while (it->size) {
        int64_t v = take_nearest(it), first = v < it->grid->rows ? it->grid->rows : 0;
        int64_t count = v < it->grid->rows ? it->grid->columns : it->grid->rows;

        if (need_of(it->grid, v) < 0)
            return v;
        for (int64_t k = first; k < first + count; k++) {
            if (it->place[k] != DONE)
                reach(it, k, it->distance[v] + cpf__grid_step(it->grid, v, k), v);
        }
    }
    return CPF_NONE;
}

/* New prices, at which the steps of the shortest chains cost nothing. */
static void raise_prices(chains *it, double most)
{
    for (int64_t v = 0; v < it->nodes; v++) {
        double rise = fmin(it->distance[v], most);

        *(v < it->grid->rows ? &it->grid->row_price[v] : &it->grid->column_price[v - it->grid->rows]) += rise;
    }
}

static void exchange_unit(cpf__grid *grid, int64_t from, int64_t to)
{
    int more = from < grid->rows;

    grid->units[(more ? from : to) * grid->columns + (more ? to : from) - grid->rows] += more ? 1 : -1;
}

static void send_back(chains *it, int64_t end)
{
    int64_t v = end;

    add_need(it->grid, end, 1);
    for (; it->before[v] != CPF_NONE; v = it->before[v])
        exchange_unit(it->grid, it->before[v], v);
    add_need(it->grid, v, -1);
}

/* One more chain of steps that cost nothing, depth first; nodes that lead nowhere are not tried again. */
static int send_free(chains *it, int64_t start)
{
    int64_t length = 1, rows = it->grid->rows;

    it->path[0] = start;
    it->seen[start] = 1;
    while (length) {
        int64_t v = it->path[length - 1], first = v < rows ? rows : 0, end = v < rows ? it->nodes : rows, k;

        if (need_of(it->grid, v) < 0)
            break;
        for (k = first + it->arc[v]; k < end && (it->seen[k] || cpf__grid_step(it->grid, v, k) > 0); k++)
            continue;
        it->arc[v] = k - first;
        if (k == end) {
            length--; /* stays seen */
            continue;
        }
        it->seen[k] = 1;
        it->path[length++] = k;
    }
    if (!length)
        return 0;
    add_need(it->grid, it->path[length - 1], 1);
    add_need(it->grid, start, -1);
    for (int64_t k = length - 1; k >= 0; k--) {
        it->seen[it->path[k]] = 0;
        if (k > 0)
            exchange_unit(it->grid, it->path[k - 1], it->path[k]);
    }
    return 1;
}

static void send_all_free(chains *it)
{
    for (int64_t v = 0; v < it->nodes; v++) {
        it->arc[v] = 0;
        it->seen[v] = 0;
    }
    for (int64_t v = 0; v < it->nodes; v++) {
        while (need_of(it->grid, v) > 0 && !it->seen[v] && send_free(it, v))
            continue;
    }
}

static cpf_status settle_all(chains *it)
{
    int64_t end;

    while ((end = nearest_end(it)) != CPF_NONE) {
        raise_prices(it, it->distance[end]);
        send_back(it, end);
        send_all_free(it);
    }
    for (int64_t v = 0; v < it->nodes; v++) {
        if (need_of(it->grid, v) != 0)
            return CPF_E_INFEASIBLE;
    }
    return CPF_OK;
}

cpf_status cpf__grid_settle(const cpf_context *context, cpf__grid *grid)
{
    chains it = {.grid = grid, .nodes = grid->rows + grid->columns};
    int64_t *places = cpf__alloc(context, 5 * it.nodes, sizeof *places);
    double *distance = cpf__alloc(context, it.nodes, sizeof *distance);
    uint8_t *seen = cpf__alloc(context, it.nodes, 1);
    cpf_status status = CPF_E_MEMORY;

    if (places && distance && seen) {
        it.distance = distance;
        it.seen = seen;
        it.before = places;
        it.heap = places + it.nodes;
        it.place = places + 2 * it.nodes;
        it.arc = places + 3 * it.nodes;
        it.path = places + 4 * it.nodes;
        status = settle_all(&it);
    }
    cpf__free(context, seen);
    cpf__free(context, distance);
    cpf__free(context, places);
    return status;
}
