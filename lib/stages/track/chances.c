/* SPDX-License-Identifier: MIT */
/* Discrete days: a prospect of age a goes on when it is d days old with probability f(d) / still(a), d > a, where f and
 * still are those of all teams; then it has the rest of the days in the next stage. */
#include "chances.h"

#include <math.h>

#include "mem.h"

enum { SURE = 1000000 }; /* 100 % in 0.0001 % */

/* A stage with 100 % is the aim: who comes there has won, and so has who goes on from the last. */
static int is_won(const cpf__funnel_counts *counts, int32_t stage)
{
    return stage == counts->known->stage_count || cpf__funnel_probability(counts, stage) == SURE;
}

/* Share of stays that go on when they are so old, to the day. */
static double went_at(const cpf__funnel_curve *curve, int64_t day)
{
    return curve->days[day].over[0] - (day ? curve->days[day - 1].over[0] : 0);
}

static double won_within(const cpf__chances *chances, int32_t stage, int64_t days)
{
    return is_won(chances->counts, stage) ? 1 : chances->within[(int64_t)stage * (chances->days + 1) + days];
}

/* Those that go on from `age` on, each with what is left for the next stage. */
static double sum_wins(const cpf__chances *chances, int32_t stage, int64_t age, int64_t days)
{
    const cpf__funnel_curve *curve = &chances->counts->curves[stage];
    double sum = 0;

    for (int64_t day = age; day < curve->count && day - age <= days; day++)
        sum += went_at(curve, day) * won_within(chances, stage + 1, days - (day - age));
    return curve->count ? sum : (double)NAN;
}

static double went_on(const cpf__funnel_curve *curve)
{
    return curve->count ? curve->days[curve->count - 1].over[0] : (double)NAN;
}

/* From the last stage back to the first. */
static void follow_stages(cpf__chances *chances)
{
    const cpf__funnel_counts *counts = chances->counts;

    chances->won[counts->known->stage_count] = 1;
    for (int32_t stage = counts->known->stage_count - 1; stage >= 0; stage--) {
        for (int64_t day = 0; day <= chances->days; day++)
            chances->within[(int64_t)stage * (chances->days + 1) + day] = sum_wins(chances, stage, 0, day);
        chances->won[stage] = is_won(counts, stage) ? 1 : went_on(&counts->curves[stage]) * chances->won[stage + 1];
    }
}

static void fill_ages(cpf__chances *chances)
{
    const cpf__funnel_counts *counts = chances->counts;

    for (int32_t stage = 0; stage < counts->known->stage_count; stage++) {
        const cpf__funnel_curve *curve = &counts->curves[stage];

        for (int64_t age = 0; age < curve->count; age++) {
            double still = curve->days[age].still,
                   sum = chances->days ? sum_wins(chances, stage, age + 1, chances->days - 1) : 0;

            chances->by_end[chances->first[stage] + age] = still > 0 ? sum / still : 0;
        }
    }
}

cpf_status cpf__chances_make(const cpf__funnel_counts *counts, cpf_day to, cpf__chances *chances)
{
    const cpf_context *context = counts->view->context;
    int64_t left = counts->known->last == CPF_NO_DAY ? 0 : (int64_t)to - 1 - counts->known->last, ages = 0;
    int32_t stages = counts->known->stage_count;

    *chances = (cpf__chances){.counts = counts, .days = left > 0 ? left : 0};
    chances->first = cpf__alloc(context, stages, sizeof *chances->first);
    chances->won = cpf__alloc(context, (int64_t)stages + 1, sizeof *chances->won);
    chances->within = cpf__alloc(context, stages * (chances->days + 1), sizeof *chances->within);
    for (int32_t stage = 0; chances->first && stage < stages; stage++) {
        chances->first[stage] = ages;
        ages += counts->curves[stage].count;
    }
    chances->by_end = cpf__alloc(context, ages, sizeof *chances->by_end);
    if (!chances->first || !chances->won || !chances->within || !chances->by_end)
        return CPF_E_MEMORY;
    follow_stages(chances);
    fill_ages(chances);
    return CPF_OK;
}

void cpf__chances_end(cpf__chances *chances)
{
    const cpf_context *context = chances->counts->view->context;

    cpf__free(context, chances->first);
    cpf__free(context, chances->won);
    cpf__free(context, chances->within);
    cpf__free(context, chances->by_end);
}

cpf__chance cpf__chance_at(const cpf__chances *chances, int32_t stage, int64_t age)
{
    const cpf__funnel_curve *curve = &chances->counts->curves[stage];
    cpf__chance chance = {(double)NAN, (double)NAN, age, 0, 0};
    const cpf__stay_day *day;

    if (is_won(chances->counts, stage))
        return (cpf__chance){1, 1, 0, 0, 0};
    if (!curve->count)
        return chance;
    chance.stuck = age >= curve->count - 1;
    day = chance.stuck ? &curve->days[curve->count - 1] : &curve->days[age];
    chance.ever = chance.by_end = 0;
    if (chance.stuck || day->still <= 0)
        return chance;
    chance.ever = (went_on(curve) - day->over[0]) / day->still * chances->won[stage + 1];
    chance.by_end = chances->by_end[chances->first[stage] + age];
    return chance;
}

cpf__chance cpf__chance_of(const cpf__chances *chances, const cpf__stay_known *stay)
{
    if (stay->entered == CPF_NO_DAY && !is_won(chances->counts, stay->stage))
        return (cpf__chance){(double)NAN, (double)NAN, 0, 0, 0};
    return cpf__chance_at(chances, stay->stage, (int64_t)stay->left - stay->entered);
}

cpf_status cpf__chance_steps(double expected, int64_t *steps)
{
    if (!(fabs(expected) < 0x1p63))
        return CPF_E_RANGE;
    *steps = llround(expected);
    return CPF_OK;
}
