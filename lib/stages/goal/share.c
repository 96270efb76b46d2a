/* SPDX-License-Identifier: MIT */
#include "share.h"

#include "share_exact.h"
#include "wider.h"

/* Below these, the quotient estimated in double is at most one off: its relative error is under 4 * 2^-53, so its error
 * is below 2^50 * 2^-51 = 1/2, and the remainder it leaves lies in (-weight sum, 2 * weight sum), which fits in 63
 * bits. */
#define STEPS_LIMIT ((uint64_t)1 << 50)
#define WEIGHTS_LIMIT ((uint64_t)1 << 61)

/* Whole parts and remainders in parts of 1 / sum; the sum of the whole parts. Products wrap: the remainder is small
 * again. */
CPF__WIDER static uint64_t whole_parts(uint64_t steps, uint64_t sum, const int64_t *weights, int64_t n, int64_t *rests,
                                       int64_t *parts)
{
    double ratio = (double)(int64_t)steps / (double)(int64_t)sum;
    int64_t total = 0;

    for (int64_t i = 0; i < n; i++) {
        int64_t whole = (int64_t)(ratio * (double)weights[i]);
        int64_t rest = (int64_t)(steps * (uint64_t)weights[i] - (uint64_t)whole * sum);
        int64_t low = rest < 0, high;

        rest += low ? (int64_t)sum : 0;
        high = rest >= (int64_t)sum;
        rest -= high ? (int64_t)sum : 0;
        whole += high - low;
        rests[i] = rest;
        parts[i] = whole;
        total += whole;
    }
    return (uint64_t)total;
}

/* Sum of the weights in two halves, so that nothing can wrap. */
CPF__WIDER static void weight_halves(const int64_t *weights, int64_t n, uint64_t *high, uint64_t *low)
{
    uint64_t above = 0, below = 0;

    for (int64_t i = 0; i < n; i++) {
        above += (uint64_t)weights[i] >> 32;
        below += (uint64_t)weights[i] & UINT32_MAX;
    }
    *high = above;
    *low = below;
}

CPF__WIDER static int64_t number_above(const int64_t *values, int64_t n, int64_t line)
{
    int64_t count = 0;

    for (int64_t i = 0; i < n; i++)
        count += values[i] > line;
    return count;
}

/* A line that `left` values lie above; with equal values on it, the lowest line that fewer lie above. 0 < left < n, and
 * all values are in [0, top). Remainders lie about evenly, so that interpolation needs few passes; every third pass
 * halves. */
static int64_t line_under(const int64_t *values, int64_t n, int64_t left, int64_t top)
{
    int64_t low = -1, high = top - 1, low_count = n, high_count = 0;

    for (int32_t pass = 1; high - low > 1; pass++) {
        double part = pass % 3 ? (double)(low_count - left) / (double)(low_count - high_count) : 0.5;
        int64_t line = low + (int64_t)((double)(high - low) * part), count;

        line = line <= low ? low + 1 : line >= high ? high - 1 : line;
        count = number_above(values, n, line);
        if (count == left)
            return line;
        if (count > left) {
            low = line;
            low_count = count;
        } else {
            high = line;
            high_count = count;
        }
    }
    return high;
}

/* One more step to all remainders above the line. */
CPF__WIDER static void give_above(int64_t line, int64_t n, int64_t *restrict rests, int64_t *restrict parts)
{
    for (int64_t i = 0; i < n; i++) {
        int64_t gets = rests[i] > line;

        parts[i] += gets;
        rests[i] = gets ? -1 : rests[i];
    }
}

/* One more step to the `left` largest remainders; those that got it have -1 as their remainder then. */
static void give_steps(int64_t left, int64_t top, int64_t n, int64_t *rests, int64_t *parts)
{
    int64_t line, ties;

    if (!left)
        return;
    line = line_under(rests, n, left, top);
    ties = left - number_above(rests, n, line);
    give_above(line, n, rests, parts);
    for (int64_t i = 0; ties > 0; i++)
        if (rests[i] == line) {
            parts[i]++;
            rests[i] = -1;
            ties--;
        }
}

/* The next in line for a step: the largest remainder that got none, then the lower index; never a weight of zero. */
static int64_t next_in_line(const int64_t *weights, const int64_t *rests, int64_t n)
{
    int64_t best = -1;

    for (int64_t i = 0; i < n; i++)
        if (weights[i] > 0 && rests[i] >= 0 && (best < 0 || rests[i] > rests[best]))
            best = i;
    return best < 0 ? 0 : best;
}

static int64_t share_equally(uint64_t steps, int64_t n, int64_t *parts)
{
    uint64_t whole = steps / (uint64_t)n;
    int64_t more = (int64_t)(steps % (uint64_t)n);

    for (int64_t i = 0; i < n; i++)
        parts[i] = (int64_t)(whole + (i < more));
    return more;
}

/* Counts of steps into amounts with their sign; `broken` is the piece of a step that part `next` gets. */
static void put_back(int64_t step, int negative, uint64_t broken, int64_t next, int64_t n, int64_t *parts)
{
    if (step != 1)
        for (int64_t i = 0; i < n; i++)
            parts[i] = (int64_t)((uint64_t)parts[i] * (uint64_t)step);
    if (broken)
        parts[next] = (int64_t)((uint64_t)parts[next] + broken);
    if (negative)
        for (int64_t i = 0; i < n; i++)
            parts[i] = (int64_t)(0 - (uint64_t)parts[i]);
}

cpf_status cpf__share(const cpf_context *context, const cpf__share_rule *rule, int64_t amount, const int64_t *weights,
                      int64_t n, int64_t *rests, int64_t *parts)
{
    uint64_t magnitude = amount < 0 ? 0 - (uint64_t)amount : (uint64_t)amount;
    uint64_t steps = magnitude / (uint64_t)rule->step, broken = magnitude % (uint64_t)rule->step;
    uint64_t high = 0, low = 0, sum;
    int64_t next;

    if (weights)
        weight_halves(weights, n, &high, &low);
    sum = (high << 32) + low;
    if (!high && !low) {
        next = share_equally(steps, n, parts);
    } else if (steps < STEPS_LIMIT && high < WEIGHTS_LIMIT >> 33 && sum < WEIGHTS_LIMIT && !rule->ties_by_weight) {
        uint64_t given = whole_parts(steps, sum, weights, n, rests, parts);

        give_steps((int64_t)(steps - given), (int64_t)sum, n, rests, parts);
        next = broken ? next_in_line(weights, rests, n) : 0;
    } else {
        cpf_status status = cpf__share_exact(context, rule->ties_by_weight, steps, weights, n, parts, &next);

        if (status != CPF_OK)
            return status;
    }
    put_back(rule->step, amount < 0, broken, next, n, parts);
    return CPF_OK;
}
