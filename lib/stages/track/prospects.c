/* SPDX-License-Identifier: MIT */
#include "prospects.h"

#include <math.h>

static void add_to(cpf__lot *lot, int64_t amount)
{
    lot->count++;
    lot->amount += amount;
}

static void add_stay(const cpf__chances *chances, const cpf__stay_known *stay, cpf__i128 *ages,
                     cpf__prospects *prospects)
{
    cpf__chance chance = cpf__chance_of(chances, stay);

    add_to(&prospects->open, stay->amount);
    if (isnan(chance.ever))
        add_to(&prospects->untold, stay->amount);
    else if (chance.stuck)
        add_to(&prospects->stuck, stay->amount);
    else
        ages[chance.age] += stay->amount;
}

/* Amounts of one age together, ages upwards: the order in which stays were told changes no bit. */
static void add_stage(const cpf__chances *chances, int32_t stage, const cpf__stage_count *count, cpf__i128 *ages,
                      cpf__prospects *prospects)
{
    for (int64_t i = 0; i < count->filled; i++) {
        const cpf__stay_known *stay = cpf__funnel_stay(chances->counts, count, i);

        if (stay->end == CPF__STAY_OPEN)
            add_stay(chances, stay, ages, prospects);
    }
    for (int64_t age = 0; age < chances->counts->own.count; age++) {
        cpf__chance chance;

        if (!ages[age])
            continue;
        chance = cpf__chance_at(chances, stage, age);
        prospects->expected += (double)ages[age] * chance.ever;
        prospects->by_end += (double)ages[age] * chance.by_end;
        ages[age] = 0;
    }
}

void cpf__prospects_of(const cpf__chances *chances, int32_t team, cpf__i128 *ages, cpf__prospects *prospects)
{
    *prospects = (cpf__prospects){0};
    for (int32_t stage = 0; stage < chances->counts->known->stage_count; stage++)
        add_stage(chances, stage, cpf__funnel_at(chances->counts, team, stage), ages, prospects);
}
