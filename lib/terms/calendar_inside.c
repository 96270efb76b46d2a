/* SPDX-License-Identifier: MIT */
#include "calendar_inside.h"

cpf__grain cpf__grain_of_each(int64_t each)
{
    static const cpf__grain grains[CPF__EACH_GRAINS] = {CPF__GRAIN_COUNT, CPF__YEAR,  CPF__HALF,
                                                        CPF__QUARTER,     CPF__MONTH, CPF__WEEK};

    return grains[each];
}

void cpf__calendar_inside(const cpf__calendar *calendar, cpf_id period, int64_t each, cpf_id *begin, cpf_id *end)
{
    const struct cpf_period *whole = &calendar->periods[period];
    int32_t grain = (int32_t)cpf__grain_of_each(each);

    *begin = period;
    *end = period + 1;
    if (each == CPF__EACH_WHOLE)
        return;
    *begin = *end = 0;
    for (cpf_id id = 0; id < calendar->window_begin; id++) {
        const struct cpf_period *part = &calendar->periods[id];

        if (part->grain != grain || part->from < whole->from || part->to > whole->to)
            continue;
        *begin = *end ? *begin : id;
        *end = id + 1;
    }
}
