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
    double *basis;     /* orthonormal, one row of n for each active wall */
    double *triangle;  /* the active walls in that basis: wall k is row k, of n + 1 */
    double *direction; /* what a new wall adds to the basis */
    double *parts;     /* the rest of it in the basis */
    double *shares;    /* and in the active walls */
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

/* A wall less its parts along the first `count` rows of the basis, twice, so that rounding leaves nothing along them.
 */
static void split_off(active_walls *it, int64_t k, double sign, int64_t count)
{
    int64_t n = it->walls.n;

    for (int64_t i = 0; i < n; i++)
        it->direction[i] = sign * wall(it, k)[i];
    for (int64_t a = 0; a < count; a++)
        it->parts[a] = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (int64_t a = 0; a < count; a++) {
            const double *row = it->basis + a * n;
            double part = 0;

            for (int64_t i = 0; i < n; i++)
                part += row[i] * it->direction[i];
            for (int64_t i = 0; i < n; i++)
                it->direction[i] -= part * row[i];
            it->parts[a] += part;
        }
    }
}

/* Puts what was split off last behind the basis. */
static void extend_basis(active_walls *it, int64_t count)
{
    int64_t n = it->walls.n;
    double length = size_of(it->direction, n), *row = it->triangle + count * (n + 1);

    memcpy(row, it->parts, (size_t)count * sizeof *row);
    row[count] = length;
    for (int64_t i = 0; i < n; i++)
        it->basis[count * n + i] = it->direction[i] / length;
}

/* Takes a wall apart: shares of the active walls, and the rest as direction. Whether there is a rest. */
static int take_apart(active_walls *it, int64_t k, double sign)
{
    int64_t room = it->walls.n + 1;

    split_off(it, k, sign, it->count);
    for (int64_t a = it->count - 1; a >= 0; a--) {
        it->shares[a] = it->parts[a];
        for (int64_t c = a + 1; c < it->count; c++)
            it->shares[a] -= it->triangle[c * room + a] * it->shares[c];
        it->shares[a] /= it->triangle[a * room + a];
    }
    return it->count < it->walls.n &&
           size_of(it->direction, it->walls.n) > dependent * size_of(wall(it, k), it->walls.n);
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
        split_off(it, it->active[a], it->sign[a], a);
        extend_basis(it, a);
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
        int free_way = take_apart(it, k, sign);
        double part = INFINITY, whole = INFINITY, step, off;
        int64_t leaves = first_to_leave(it, &part);

        off = sign * (cpf__dot(wall(it, k), it->x, n) - it->walls.bounds[k]);
        if (free_way)
            whole = fmax(0, -off) / cpf__dot(it->direction, it->direction, n);
        if (isinf(whole) && leaves == CPF_NONE)
            return 0;
        step = fmin(part, whole);
        move(it, free_way ? step : 0, step);
        push += step;
        if (whole <= part) {
            extend_basis(it, it->count);
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
    double *block = cpf__alloc(context, 2 * room * room + 5 * room, sizeof *block);
    int64_t *active = cpf__alloc(context, room, sizeof *active);
    active_walls it = {.walls = walls, .x = x, .active = active};
    cpf_status status = CPF_E_MEMORY;

    if (block && active) {
        it.push = block;
        it.sign = block + room;
        it.direction = block + 2 * room;
        it.shares = block + 3 * room;
        it.parts = block + 4 * room;
        it.basis = block + 5 * room;
        it.triangle = it.basis + room * room;
        status = find_point(&it, involved);
    }
    cpf__free(context, active);
    cpf__free(context, block);
    return status;
}
