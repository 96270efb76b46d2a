/* SPDX-License-Identifier: MIT */
#include "season_run.h"

#include <string.h>

#include "wider.h"

enum { LANES = CPF__SEASON_LANES, PERIODS_MAX = 64 };

/* Units side by side: a row a period, a lane a unit. Whole parts in 64 bits, remainders in 32. */
typedef struct season_lanes {
    int64_t whole[PERIODS_MAX][LANES];
    uint32_t rest[PERIODS_MAX][LANES];
    uint32_t left[LANES]; /* steps that the whole parts leave */
} season_lanes;

/* Estimated in double and corrected: the error of an estimate below 2^50 is below 1/2 (see share.c). */
CPF__WIDER static void lane_parts(const int64_t *steps, int64_t factor, int64_t sum, int64_t *restrict whole,
                                  uint32_t *restrict rest, int64_t *restrict given)
{
    double ratio = (double)factor / (double)sum;

    for (int32_t i = 0; i < LANES; i++) {
        int64_t part = (int64_t)((double)steps[i] * ratio);
        int64_t over = (int64_t)((uint64_t)steps[i] * (uint64_t)factor - (uint64_t)part * (uint64_t)sum);
        int64_t low = over < 0, high;

        over += low ? sum : 0;
        high = over >= sum;
        over -= high ? sum : 0;
        part += high - low;
        whole[i] = part;
        rest[i] = (uint32_t)over;
        given[i] += part;
    }
}

/* Adds a step where fewer than `left` remainders come before this one; `row` is its position in the order of ties. */
CPF__WIDER static void lane_steps(const season_lanes *lanes, int32_t row, int32_t count, uint32_t *restrict gets)
{
    uint32_t before[LANES];
    const uint32_t *own = lanes->rest[row];

    memset(before, 0, sizeof before);
    for (int32_t other = 0; other < row; other++)
        for (int32_t i = 0; i < LANES; i++)
            before[i] += lanes->rest[other][i] >= own[i];
    for (int32_t other = row + 1; other < count; other++)
        for (int32_t i = 0; i < LANES; i++)
            before[i] += lanes->rest[other][i] > own[i];
    for (int32_t i = 0; i < LANES; i++)
        gets[i] = before[i] < lanes->left[i];
}

/* Order in which equal remainders get a step: as they stand, or by the larger factor. */
static void tie_order(const int64_t *factors, int32_t count, int32_t by_weight, uint8_t *order)
{
    for (int32_t i = 0; i < count; i++) {
        int32_t at = i;

        while (by_weight && at > 0 && factors[order[at - 1]] < factors[i]) {
            order[at] = order[at - 1];
            at--;
        }
        order[at] = (uint8_t)i;
    }
}

/* Counts of steps of all amounts; 0 when one of them is too large for the lanes or not a whole number of steps. */
static int lane_amounts(int64_t step, const int64_t *amounts, int64_t n, int64_t *steps)
{
    const int64_t limit = (int64_t)1 << 50;
    int fits = 1;

    memset(steps, 0, LANES * sizeof *steps);
    for (int64_t i = 0; i < n; i++) {
        int64_t amount = step == 1 ? amounts[i] : amounts[i] / step;

        fits &= amount < limit && amount > -limit && (step == 1 || amount * step == amounts[i]);
        steps[i] = fits && amount < 0 ? -amount : amount;
    }
    return fits;
}

static void season_lanes_run(const cpf__share_rule *rule, const int64_t *amounts, const int64_t *steps, int64_t n,
                             const int64_t *factors, int64_t sum, int32_t count, int64_t *const *columns, int64_t first)
{
    season_lanes lanes;
    int64_t given[LANES] = {0};
    uint8_t order[PERIODS_MAX];

    tie_order(factors, count, rule->ties_by_weight, order);
    for (int32_t row = 0; row < count; row++)
        lane_parts(steps, factors[order[row]], sum, lanes.whole[row], lanes.rest[row], given);
    for (int32_t i = 0; i < LANES; i++)
        lanes.left[i] = (uint32_t)(steps[i] - given[i]);
    for (int32_t row = 0; row < count; row++) {
        int64_t *column = columns[order[row]] + first;
        uint32_t gets[LANES];

        lane_steps(&lanes, row, count, gets);
        for (int64_t i = 0; i < n; i++) {
            int64_t part = (lanes.whole[row][i] + gets[i]) * rule->step;

            column[i] = amounts[i] < 0 ? -part : part;
        }
    }
}

cpf_status cpf__season_run(const cpf_context *context, const cpf__share_rule *rule, const int64_t *amounts, int64_t n,
                           const int64_t *factors, int32_t count, int64_t *const *columns, int64_t first,
                           int64_t *scratch)
{
    int64_t steps[LANES], sum = 0;
    int fits = count <= PERIODS_MAX;

    for (int32_t i = 0; i < count && fits; i++) {
        fits = factors[i] < INT32_MAX;
        sum += fits ? factors[i] : 0;
    }
    if (fits && sum <= UINT32_MAX && sum > 0 && lane_amounts(rule->step, amounts, n, steps)) {
        season_lanes_run(rule, amounts, steps, n, factors, sum, count, columns, first);
        return CPF_OK;
    }
    for (int64_t i = 0; i < n; i++) {
        int64_t *parts = scratch + count;

        if (cpf__share(context, rule, amounts[i], factors, count, scratch, parts) != CPF_OK)
            return CPF_E_MEMORY;
        for (int32_t period = 0; period < count; period++)
            columns[period][first + i] = parts[period];
    }
    return CPF_OK;
}
