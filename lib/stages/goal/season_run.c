/* SPDX-License-Identifier: MIT */
#include "season_run.h"

#include <string.h>

#include "wider.h"

enum { LANES = CPF__SEASON_LANES, PERIODS_MAX = 64, KEY_BITS = 31 };

/* Units side by side: a row a period, a lane a unit. Remainders are told apart by their leading bits. */
typedef struct season_lanes {
    int64_t whole[PERIODS_MAX][LANES];
    uint32_t key[PERIODS_MAX][LANES];
    uint32_t left[LANES];    /* steps that the whole parts leave */
    uint32_t lowest[LANES];  /* key of those that got one of them */
    uint32_t highest[LANES]; /* ... of those that did not */
} season_lanes;

/* Estimated in double and corrected: the error of an estimate below 2^50 is below 1/2 (see share.c). */
CPF__WIDER static void lane_parts(const int64_t *steps, int64_t factor, int64_t sum, int32_t shift,
                                  int64_t *restrict whole, uint32_t *restrict key, int64_t *restrict given)
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
        key[i] = (uint32_t)(over >> shift);
        given[i] += part;
    }
}

/* Adds a step where fewer than `left` keys come before this one; `row` is its position in the order of ties. */
CPF__WIDER static void lane_steps(season_lanes *restrict lanes, int32_t row, int32_t count, uint32_t *restrict gets)
{
    uint32_t before[LANES];
    const uint32_t *own = lanes->key[row];

    memset(before, 0, sizeof before);
    for (int32_t other = 0; other < row; other++)
        for (int32_t i = 0; i < LANES; i++)
            before[i] += lanes->key[other][i] >= own[i];
    for (int32_t other = row + 1; other < count; other++)
        for (int32_t i = 0; i < LANES; i++)
            before[i] += lanes->key[other][i] > own[i];
    for (int32_t i = 0; i < LANES; i++) {
        uint32_t got = before[i] < lanes->left[i];
        uint32_t low = got ? own[i] : UINT32_MAX, high = got ? 0 : own[i];

        gets[i] = got;
        lanes->lowest[i] = low < lanes->lowest[i] ? low : lanes->lowest[i];
        lanes->highest[i] = high > lanes->highest[i] ? high : lanes->highest[i];
    }
}

CPF__WIDER static void lane_amounts_out(const int64_t *restrict whole, const uint32_t *restrict gets,
                                        const int64_t *restrict signs, int64_t step, int64_t n,
                                        int64_t *restrict column)
{
    for (int64_t i = 0; i < n; i++) {
        int64_t part = (whole[i] + gets[i]) * step;

        column[i] = (part ^ signs[i]) - signs[i];
    }
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

/* Counts of steps of all amounts and their signs (0 or -1); 0 when one of them is too large for the lanes or not a
 * whole number of steps. */
static int lane_amounts(int64_t step, const int64_t *amounts, int64_t n, int64_t *steps, int64_t *signs)
{
    const int64_t limit = (int64_t)1 << 50;
    int fits = 1;

    memset(steps, 0, LANES * sizeof *steps);
    for (int64_t i = 0; i < n; i++) {
        int64_t amount = step == 1 ? amounts[i] : amounts[i] / step;

        fits &= amount < limit && amount > -limit && (step == 1 || amount * step == amounts[i]);
        signs[i] = -(int64_t)(amount < 0);
        steps[i] = fits ? (amount ^ signs[i]) - signs[i] : 0;
    }
    return fits;
}

/* Number of bits by which a remainder below `sum` is cut to a key. */
static int32_t key_shift(int64_t sum)
{
    int32_t shift = 0;

    while (sum >> shift >> KEY_BITS)
        shift++;
    return shift;
}

typedef struct season_job {
    const cpf_context *context;
    const cpf__share_rule *rule;
    const int64_t *amounts, *factors;
    int64_t n, sum, first;
    int32_t count;
    int64_t *const *columns;
    int64_t *scratch;
} season_job;

/* One unit by itself, with its remainders whole. */
static cpf_status season_one(const season_job *job, int64_t i)
{
    int64_t *parts = job->scratch + job->count, amount = job->amounts[i];

    if (cpf__share(job->context, job->rule, amount, job->factors, job->count, job->scratch, parts) != CPF_OK)
        return CPF_E_MEMORY;
    for (int32_t period = 0; period < job->count; period++)
        job->columns[period][job->first + i] = parts[period];
    return CPF_OK;
}

static cpf_status season_lanes_run(const season_job *job, const int64_t *steps, const int64_t *signs)
{
    season_lanes lanes;
    int64_t given[LANES] = {0}, kept[LANES];
    uint8_t order[PERIODS_MAX];
    int32_t shift = key_shift(job->sum);
    cpf_status status = CPF_OK;

    tie_order(job->factors, job->count, job->rule->ties_by_weight, order);
    for (int32_t row = 0; row < job->count; row++)
        lane_parts(steps, job->factors[order[row]], job->sum, shift, lanes.whole[row], lanes.key[row], given);
    for (int32_t i = 0; i < LANES; i++)
        lanes.left[i] = (uint32_t)(steps[i] - given[i]);
    memset(lanes.lowest, 0xff, sizeof lanes.lowest);
    memset(lanes.highest, 0, sizeof lanes.highest);
    memcpy(kept, job->amounts, (size_t)job->n * sizeof *kept);
    for (int32_t row = 0; row < job->count; row++) {
        uint32_t gets[LANES];

        lane_steps(&lanes, row, job->count, gets);
        lane_amounts_out(lanes.whole[row], gets, signs, job->rule->step, job->n, job->columns[order[row]] + job->first);
    }
    /* Keys that do not tell the last that got a step from the first that did not: decided with all bits. */
    for (int64_t i = 0; shift && i < job->n && status == CPF_OK; i++)
        if (lanes.left[i] && lanes.lowest[i] == lanes.highest[i]) {
            season_job again = *job;

            again.amounts = kept;
            status = season_one(&again, i);
        }
    return status;
}

cpf_status cpf__season_run(const cpf_context *context, const cpf__share_rule *rule, const int64_t *amounts, int64_t n,
                           const int64_t *factors, int32_t count, int64_t *const *columns, int64_t first,
                           int64_t *scratch)
{
    const int64_t limit = (int64_t)1 << 61;
    season_job job = {context, rule, amounts, factors, n, 0, first, count, columns, scratch};
    int64_t steps[LANES], signs[LANES];
    int fits = count <= PERIODS_MAX;
    cpf_status status = CPF_OK;

    for (int32_t i = 0; i < count && fits; i++) {
        fits = factors[i] < limit - job.sum;
        job.sum += fits ? factors[i] : 0;
    }
    if (fits && job.sum > 0 && lane_amounts(rule->step, amounts, n, steps, signs))
        return season_lanes_run(&job, steps, signs);
    for (int64_t i = 0; i < n && status == CPF_OK; i++)
        status = season_one(&job, i);
    return status;
}
