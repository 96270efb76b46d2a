/* SPDX-License-Identifier: MIT */
#include "survival.h"

#include <math.h>
#include <string.h>

static const double EQUAL = 1e-12; /* shares that differ by less are the same fraction */

int64_t cpf__stay_days(const cpf__stay *stays, int64_t n)
{
    int64_t count = 0;

    for (int64_t i = 0; i < n; i++) {
        if (stays[i].end && stays[i].length >= count && stays[i].length >= stays[i].seen)
            count = stays[i].length + 1;
    }
    return count;
}

/* At risk: who comes less who has left, summed up from 0. */
static void count_risks(const cpf__stay *stays, int64_t n, cpf__stay_day *days, int64_t count)
{
    for (int64_t i = 0; i < n; i++) {
        const cpf__stay *stay = &stays[i];

        if (stay->length < stay->seen || stay->seen >= count)
            continue;
        days[stay->seen].at_risk++;
        if (stay->length + 1 < count)
            days[stay->length + 1].at_risk--;
        if (stay->end)
            days[stay->length].ended[stay->end - 1]++;
    }
    for (int64_t day = 1; day < count; day++)
        days[day].at_risk += days[day - 1].at_risk;
}

void cpf__stay_curve(const cpf__stay *stays, int64_t n, cpf__stay_day *days, int64_t count)
{
    double still = 1, over[2] = {0, 0}, variance = 0;

    memset(days, 0, (size_t)count * sizeof *days);
    count_risks(stays, n, days, count);
    for (int64_t day = 0; day < count; day++) {
        cpf__stay_day *it = &days[day];
        double risk = (double)it->at_risk, ended = (double)(it->ended[0] + it->ended[1]);

        if (ended > 0) {
            over[0] += still * (double)it->ended[0] / risk;
            over[1] += still * (double)it->ended[1] / risk;
            still *= (risk - ended) / risk;
            variance += ended < risk ? ended / (risk * (risk - ended)) : (double)INFINITY;
        }
        it->still = still;
        it->over[0] = over[0];
        it->over[1] = over[1];
        it->variance = variance;
    }
}

int64_t cpf__stay_quantile(const cpf__stay_day *days, int64_t count, double over)
{
    for (int64_t day = 0; day < count; day++) {
        if (days[day].still <= 1 - over + EQUAL)
            return day;
    }
    return -1;
}

/* A limit of `still`; outside those that there are when none is over yet, or all is. */
static double still_limit(const cpf__stay_day *day, double z)
{
    double log_still = log(day->still);

    if (day->still >= 1 || day->still <= 0)
        return day->still > 0 || z > 0 ? day->still : 1;
    return exp(log_still * exp(z * sqrt(day->variance) / -log_still));
}

cpf__stay_limits cpf__stay_quantile_limits(const cpf__stay_day *days, int64_t count, double over, double z)
{
    cpf__stay_limits limits = {-1, -1};

    for (int64_t day = 0; day < count && limits.high < 0; day++) {
        if (limits.low < 0 && still_limit(&days[day], z) <= 1 - over + EQUAL)
            limits.low = day;
        if (still_limit(&days[day], -z) <= 1 - over + EQUAL)
            limits.high = day;
    }
    return limits;
}
