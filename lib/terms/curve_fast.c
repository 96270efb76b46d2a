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
    return 1;
}
