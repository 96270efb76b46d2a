/* SPDX-License-Identifier: MIT */
/*
 * One violated condition after another is made active. Its wall is taken apart into what the active walls say already
 * (`shares`) and a direction of its own; the step goes along that direction until the condition holds, or until an
 * active one would have to pull where it can only push: that one is let go.
 */
#include "nearest_point.h"

#include <math.h>
#include <string.h>

#include "dense.h"
#include "mem.h"

enum { STEPS_A_WALL = 100 };
static const double tolerance = 1e-11, dependent = 1e-10;

typedef struct active_walls {
    cpf__walls walls;
    double *x;
    int64_t *active; /* numbers of walls */
    double *push;    /* their multipliers */
    double *sign;    /* -1 where an equality is approached from above */
    int64_t count;
    double *direction, *shares, *matrix, *turned; /* of the next one; scratch */
} active_walls;

static const double *wall(const active_walls *it, int64_t k)
{
    return it->walls.rows + k * it->walls.n;
}

static double size_of(const double *row, int64_t n)
{
    return sqrt(cpf__dot(row, row, n));
}

/* How far x is on the wrong side of a wall, in units of its length: below 0 is wrong. */
static double distance(const active_walls *it, int64_t k)
{
    int64_t n = it->walls.n;
    double length = size_of(wall(it, k), n);
    double scale = fmax(size_of(it->x, n), length > 0 ? fabs(it->walls.bounds[k]) / length : 1);
    double off = cpf__dot(wall(it, k), it->x, n) - it->walls.bounds[k];

    if (length > 0)
        off /= length;
    return fabs(off) <= tolerance * (scale > 0 ? scale : 1) ? 0 : off;
}

static int is_active(const active_walls *it, int64_t k)
{
    for (int64_t a = 0; a < it->count; a++) {
        if (it->active[a] == k)
            return 1;
    }
    return 0;
}

/* The most violated condition, equalities first. */
static int64_t most_violated(const active_walls *it)
{
    int64_t found = CPF_NONE;
    double worst = 0;

    for (int64_t k = 0; k < it->walls.count; k++) {
        double off = is_active(it, k) ? 0 : distance(it, k);

        if (k == it->walls.equal && found != CPF_NONE)
            break;
        off = k < it->walls.equal ? -fabs(off) : off;
        if (off < worst) {
            worst = off;
            found = k;
        }
    }
    return found;
}

/* Takes a wall apart: shares by least squares over the active walls, and the rest as direction. Whether there is a
 * rest. */
static int take_apart(active_walls *it, int64_t k, double sign)
{
    int64_t n = it->walls.n, count = it->count;
    double length = size_of(wall(it, k), n);

    for (int64_t i = 0; i < n; i++) {
        for (int64_t a = 0; a < count; a++)
            it->matrix[i * count + a] = it->sign[a] * wall(it, it->active[a])[i];
        it->turned[i] = sign * wall(it, k)[i];
        it->direction[i] = it->turned[i];
    }
    cpf__triangulate(it->matrix, n, count, it->turned, 1);
    memcpy(it->shares, it->turned, (size_t)count * sizeof *it->shares);
    cpf__solve_upper(it->matrix, count, count, it->shares);
    for (int64_t a = 0; a < count; a++) {
        for (int64_t i = 0; i < n; i++)
            it->direction[i] -= it->shares[a] * it->sign[a] * wall(it, it->active[a])[i];
    }
    return size_of(it->direction, n) > dependent * length;
}

/* The active inequality that would first have to pull, CPF_NONE when none would; *step: how far until then. */
static int64_t first_to_leave(const active_walls *it, double *step)
{
    int64_t found = CPF_NONE;
    double largest = 0;

    for (int64_t a = 0; a < it->count; a++)
        largest = fmax(largest, fabs(it->shares[a]));
    for (int64_t a = 0; a < it->count; a++) {
        if (it->active[a] < it->walls.equal || it->shares[a] <= 1e-13 * largest)
            continue;
        if (found == CPF_NONE || it->push[a] / it->shares[a] < *step) {
            found = a;
            *step = it->push[a] / it->shares[a];
        }
    }
    return found;
}

static void let_go(active_walls *it, int64_t a)
{
    it->count--;
    for (; a < it->count; a++) {
        it->active[a] = it->active[a + 1];
        it->push[a] = it->push[a + 1];
        it->sign[a] = it->sign[a + 1];
    }
}

static void move(active_walls *it, double along, double step)
{
    for (int64_t i = 0; i < it->walls.n; i++)
        it->x[i] += along * it->direction[i];
    for (int64_t a = 0; a < it->count; a++)
        it->push[a] -= step * it->shares[a];
}

static void mark_conflict(const active_walls *it, int64_t k, uint8_t *involved)
{
    memset(involved, 0, (size_t)it->walls.count);
    involved[k] = 1;
    for (int64_t a = 0; a < it->count; a++) {
        if (fabs(it->shares[a]) > 1e-9)
            involved[it->active[a]] = 1;
    }
}

/* Makes one condition hold. 0 when it cannot. */
static int add_wall(active_walls *it, int64_t k)
{
    int64_t n = it->walls.n;
    double sign = k < it->walls.equal && distance(it, k) > 0 ? -1 : 1, push = 0;

    for (;;) {
        int free_way = it->count < n && take_apart(it, k, sign);
        double part = INFINITY, whole = INFINITY, step, off;
        int64_t leaves;

        if (it->count == n)
            take_apart(it, k, sign);
        leaves = first_to_leave(it, &part);
        off = sign * (cpf__dot(wall(it, k), it->x, n) - it->walls.bounds[k]);
        if (free_way)
            whole = fmax(0, -off) / cpf__dot(it->direction, it->direction, n);
        if (isinf(whole) && leaves == CPF_NONE)
            return 0;
        step = fmin(part, whole);
        move(it, free_way ? step : 0, step);
        push += step;
        if (whole <= part) {
            it->active[it->count] = k;
            it->push[it->count] = push;
            it->sign[it->count++] = sign;
            return 1;
        }
        let_go(it, leaves);
    }
}

static cpf_status find_point(active_walls *it, uint8_t *involved)
{
    int64_t left = STEPS_A_WALL * (it->walls.count + 1), k;

    while ((k = most_violated(it)) != CPF_NONE && left-- > 0) {
        if (!add_wall(it, k)) {
            mark_conflict(it, k, involved);
            return CPF_E_INFEASIBLE;
        }
    }
    return k == CPF_NONE ? CPF_OK : CPF_E_RANGE;
}

cpf_status cpf__nearest_point(const cpf_context *context, cpf__walls walls, double *x, uint8_t *involved)
{
    int64_t n = walls.n, room = n + 1;
    double *block = cpf__alloc(context, n * room + 5 * room, sizeof *block);
    int64_t *active = cpf__alloc(context, room, sizeof *active);
    active_walls it = {.walls = walls, .x = x, .active = active};
    cpf_status status = CPF_E_MEMORY;

    if (block && active) {
        it.push = block;
        it.sign = block + room;
        it.direction = block + 2 * room;
        it.shares = block + 3 * room;
        it.turned = block + 4 * room;
        it.matrix = block + 5 * room;
        status = find_point(&it, involved);
    }
    cpf__free(context, active);
    cpf__free(context, block);
    return status;
}
