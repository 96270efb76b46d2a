/* SPDX-License-Identifier: MIT */
#include "curve_block.h"

#include <float.h>
#include <math.h>

static const double unit = DBL_EPSILON / 2; /* u of the proof */
static const double limit = 0x1p46;
static const double widest = 0x1p50; /* beyond it every row is in doubt */

static int bound(cpf__ratio ratio, int32_t decimals, double *value)
{
    int64_t rounded;

    if (cpf__ratio_round(ratio, decimals, CPF__HALF_UP, &rounded) != CPF_OK)
        return 0;
    *value = (double)rounded;
    return fabs(*value) <= widest;
}

static void set_edge(const cpf__piece *piece, double *edge, double *place)
{
    *place = (double)piece->edge_num / (double)piece->edge_den;
    if (piece->edge_num == 0)
        *edge = piece->closed ? 0.0 : DBL_MIN;
    else
        *edge = *place + (piece->closed ? -8 : 8) * unit * fabs(*place);
}

/* A constant piece is rounded here, exactly, once for all of its rows. */
static int set_line(const cpf__piece *piece, int32_t decimals, double *a, double *b)
{
    cpf__i128 scale = cpf__pow10(decimals);
    int64_t rounded;

    if (piece->b == 0) {
        if (cpf__divide(piece->a * scale, piece->den, CPF__HALF_UP, &rounded) != CPF_OK)
            return 0;
        *a = (double)rounded;
        *b = 0;
        return fabs(*a) <= widest;
    }
    *a = (double)(piece->a * scale) / (double)piece->den;
    *b = (double)(piece->b * scale) / (double)piece->den;
    return 1;
}

/* The largest |b x| of a piece towards one of its ends, over the rows that matter, (7): up to the edge, or until the
 * value leaves the clamp. `edge`: NULL where there is none; `rising`: the value rises on the way. */
static double end_bound(const cpf__fast *fast, int32_t i, const double *edge, int rising)
{
    double by_value = fabs(fast->a[i]) + fabs(rising ? fast->high : fast->low) + 1;
    double by_edge = edge ? fabs(fast->b[i]) * fabs(*edge) : by_value;

    return by_edge < by_value ? by_edge : by_value;
}

static double piece_bound(const cpf__fast *fast, int32_t i)
{
    double down = end_bound(fast, i, i > 0 ? &fast->place[i] : NULL, fast->b[i] < 0);
    double up = end_bound(fast, i, i + 1 < fast->count ? &fast->place[i + 1] : NULL, fast->b[i] > 0);

    if (fast->b[i] == 0)
        return fabs(fast->a[i]);
    return fabs(fast->a[i]) + (down > up ? down : up);
}

static void try_steady(cpf__fast *fast)
{
    const double largest = 0x1p40, slack = 1 + 0x1p-40;
    double bound = 1, lowest = fast->flat ? 0 : fast->low;

    for (int32_t i = 0; i < fast->count; i++) {
        double own = piece_bound(fast, i) * slack;

        bound = own > bound ? own : bound;
        if (fast->flat && fast->a[i] < lowest)
            lowest = fast->a[i];
    }
    fast->steady = !fast->stepped && lowest >= 0 && bound < largest;
    fast->close = 2 * CPF__EPSILON * bound;
    fast->least = fast->low + 0.5;
    fast->greatest = fast->high + 0.5;
    fast->safe = limit / (bound * fast->denominator);
    for (int32_t i = 0; i < fast->count; i++)
        fast->base[i] = fast->a[i] + (0.5 + fast->close / 2);
}

int cpf__fast_make(const cpf__curve *curve, int32_t decimals, cpf__fast *fast)
{
    double largest = 1;

    if (curve->count > CPF__MAX_PIECES)
        return 0;
    *fast = (cpf__fast){.count = curve->count, .flat = 1, .stepped = curve->step_num > 0, .denominator = 1};
    fast->low = -widest;
    fast->high = widest;
    if (curve->clamped && (!bound(curve->low, decimals, &fast->low) || !bound(curve->high, decimals, &fast->high)))
        return 0;
    for (int32_t i = 0; i < curve->count; i++) {
        const cpf__piece *piece = &curve->pieces[i];

        if (!set_line(piece, decimals, &fast->a[i], &fast->b[i]))
            return 0;
        if (i > 0)
            set_edge(piece, &fast->edge[i], &fast->place[i]);
        if (i > 0 && fabs((double)piece->edge_num) > largest)
            largest = fabs((double)piece->edge_num);
        if (piece->b)
            fast->flat = 0;
        if (piece->b && (double)piece->den > fast->denominator)
            fast->denominator = (double)piece->den;
    }
    fast->target_limit = limit / largest;
    if (fast->stepped) {
        fast->step = (double)curve->step_num / (double)curve->step_den;
        fast->step_num = (double)curve->step_num;
    }
    try_steady(fast);
    return 1;
}
