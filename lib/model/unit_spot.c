/* SPDX-License-Identifier: MIT */
#include "unit_spot.h"

static const cpf__spot somewhere = {"units", NULL, 0};

/* The run that the unit belongs to: the last that begins at or before it; the first begins with the first unit. */
static const cpf__unit_spot *spot_run(const cpf_plan *plan, int32_t position)
{
    int64_t low = 0, high = plan->unit_spots.count;

    while (low < high) {
        int64_t middle = low + (high - low) / 2;

        if (plan->unit_spots.items[middle].first <= position)
            low = middle + 1;
        else
            high = middle;
    }
    return &plan->unit_spots.items[low - 1];
}

void cpf__at_unit(cpf__build *build, int32_t position, const char *code)
{
    const cpf__unit_spot *run = spot_run(build->plan, position);
    cpf__spot spot = run->spot;

    spot.line += (int64_t)run->step * (position - run->first);
    cpf__at(build, &spot, "units", position);
    cpf__about(build, "unit %s", code);
}

int cpf__tally(int64_t *count)
{
    return (*count)++ < CPF__TOLD_IN_FULL;
}

void cpf__tally_rest(cpf__build *build, int64_t count)
{
    if (count <= CPF__TOLD_IN_FULL)
        return;
    cpf__at(build, &somewhere, "units", 0);
    cpf__tell(build, cpf__member(build, ""), CPF__MODEL(MORE_UNITS), (long long)(count - CPF__TOLD_IN_FULL));
}
