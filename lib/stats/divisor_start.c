/* SPDX-License-Identifier: MIT */
/*
 * A divisor x at which the parts, rounded up as far as doubles could be wrong, do not exceed the amount. The true parts
 * at x then do not either, so each unit that belongs to them is among the first `amount` of all, and parts rounded down
 * are safe to begin with. The search is over y = 1 / x, in which the sum of parts is nearly a line.
 */
#include "divisor_start.h"

#include "decimal.h"

static const double ERROR = 0x1p-48; /* of weight * y, relative: its roundings have less, and so has an offset added */
static const double PARTS_MAX = 0x1p63;

enum { STEPS_MAX = 400, STEPS_NARROW = 16, FEW = 4, WIDER = 16 };

static uint64_t clamp_parts(const cpf__problem *problem, int64_t i, double share)
{
    uint64_t least = cpf__problem_least(problem, i), most = cpf__problem_most(problem, i);
    uint64_t parts = share <= 0 ? 0 : share >= PARTS_MAX ? INT64_MAX : (uint64_t)share;

    return parts < least ? least : parts > most ? most : parts;
}

/* Sum of the parts at y, rounded up; it stops where it passes the amount, at most twice 2^63 - 1. */
static uint64_t sum_high(const cpf__problem *problem, double y)
{
    double offset = cpf__divisor_spans[problem->method].high;
    uint64_t sum = 0;

    for (int64_t i = 0; i < problem->n && sum <= problem->amount; i++) {
        double share = (double)problem->weights[i] * y;

        if (share >= PARTS_MAX && cpf__problem_most(problem, i) > INT64_MAX)
            return UINT64_MAX;
        if (problem->weights[i])
            sum += clamp_parts(problem, i, share + share * ERROR + offset);
        else
            sum += cpf__problem_least(problem, i);
    }
    return sum;
}

static void set_low(const cpf__problem *problem, double y, uint64_t *parts)
{
    double offset = cpf__divisor_spans[problem->method].low;

    for (int64_t i = 0; i < problem->n; i++) {
        double share = (double)problem->weights[i] * y;

        if (problem->weights[i])
            parts[i] = clamp_parts(problem, i, share - share * ERROR + offset);
        else
            parts[i] = cpf__problem_least(problem, i);
    }
}

/* The largest y found whose sum does not pass the amount: steps along the line of all weights, which only bounds make
 * too short, and halving in between. */
static double search_y(const cpf__problem *problem)
{
    double low = 0, high = 0, sum = (double)problem->sum;
    uint64_t left = problem->amount - sum_high(problem, 0);

    for (int32_t step = 0; step < STEPS_MAX; step++) {
        double next = low + (double)left / sum;
        uint64_t reached;

        if (step % 2)
            next = high > 0 ? low + (high - low) / 2 : low * WIDER;
        if (high > 0 && next >= high)
            next = low + (high - low) / 2;
        if (next == low || next == high)
            break; /* no double in between */
        reached = sum_high(problem, next);
        if (reached > problem->amount) {
            high = next;
        } else {
            low = next;
            left = problem->amount - reached;
        }
        if (left <= (uint64_t)problem->n / 4 || (step >= STEPS_NARROW && left <= FEW * (uint64_t)problem->n))
            break;
    }
    return low;
}

void cpf__divisor_start(const cpf__problem *problem, uint64_t *parts)
{
    cpf__u128 least = 0;

    for (int64_t i = 0; i < problem->n; i++) {
        parts[i] = cpf__problem_least(problem, i);
        least += parts[i];
    }
    if (least + (uint64_t)problem->n < problem->amount) /* y = 0 gives one part at most to each */
        set_low(problem, search_y(problem), parts);
}
