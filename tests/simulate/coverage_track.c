/* SPDX-License-Identifier: MIT */
/* How often the landings of real series lie inside their limits: monthly sales of Adventure Works by company, territory
 * and person, forecast for the next one, three and six months from every month on. Fails when too few do. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "extreme_deviates.h"
#include "outlook.h"
#include "support.h"

enum { SEASON = 12, AHEAD_MOST = 6, MONTHS_MOST = 64 };

typedef struct coverage {
    int64_t tried, inside[2];
} coverage;

static const double outside[2] = {0.20, 0.05};

static void try_from(const double *y, int64_t known, int64_t ahead, coverage *count)
{
    double season[SEASON], scratch[SEASON], parts[AHEAD_MOST] = {1, 1, 1, 1, 1, 1}, sum = 0;
    cpf__rest_ahead rest = {parts, ahead, 0, 0};
    cpf__rest_forecast forecast;
    cpf__outlook outlook;

    if (!cpf__outlook_fit(&outlook, y, known, SEASON, season, scratch) || !(outlook.sigma > 0))
        return;
    forecast = cpf__outlook_rest(&outlook, &rest);
    for (int64_t i = 0; i < ahead; i++)
        sum += y[known + i];
    count->tried++;
    for (int k = 0; k < 2; k++)
        count->inside[k] +=
            fabs(sum - forecast.mean) <= forecast.deviation * cpf__student_quantile(outside[k] / 2, outlook.freedom);
}

/* The months of a unit up to the last with sales, from the first. */
static int64_t take_series(const cpf_model *model, const cpf_facts *facts, cpf_id unit, double *y)
{
    int64_t n = 0, sales = 0;

    for (cpf_id period = 0; period < cpf_model_period_count(model); period++) {
        const cpf_period *span = cpf_model_period(model, period);

        if (strcmp(cpf_period_grain(span), "month") != 0 || cpf_period_from(span) >= cpf_day_from_date(2013, 12, 1) ||
            cpf_facts_value(facts, unit, 0, period, &sales) != CPF_OK)
            continue;
        if ((n || sales) && n < MONTHS_MOST)
            y[n++] = (double)sales;
    }
    return n;
}

int main(void)
{
    static const int64_t spans[] = {1, 3, 6};
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;
    cpf_events *events = NULL;
    cpf_facts *facts = NULL;
    cpf_error *error = NULL;
    cpf_read_options options;
    double y[MONTHS_MOST];
    int few = 0;

    cpf_read_options_init(&options, sizeof options);
    options.folder = CPF_TEST_ROOT "/examples/adventureworks";
    if (cpf_test_tell(cpf_plan_read(NULL, CPF_TEST_ROOT "/examples/adventureworks/track.json", &plan, &error), error) ||
        cpf_test_tell(cpf_plan_freeze(plan, &model, &error), error) ||
        cpf_test_tell(cpf_events_new(model, &events, &error), error) ||
        cpf_test_tell(cpf_events_read(events, 0, &options, &error), error) ||
        cpf_test_tell(cpf_measure(model, events, NULL, &facts, &error), error))
        return 70;
    for (size_t k = 0; k < sizeof spans / sizeof spans[0]; k++) {
        coverage count = {0};

        for (cpf_id unit = 0; unit < cpf_model_unit_count(model); unit++) {
            int64_t n = strcmp(cpf_model_unit_level(model, unit), "reseller") ? take_series(model, facts, unit, y) : 0;

            for (int64_t known = CPF__OUTLOOK_LEAST; known + spans[k] <= n; known++)
                try_from(y, known, spans[k], &count);
        }
        printf("%d months ahead: %lld landings, inside limits of 80 %%: %.1f %%, of 95 %%: %.1f %%\n", (int)spans[k],
               (long long)count.tried, 100 * (double)count.inside[0] / (double)count.tried,
               100 * (double)count.inside[1] / (double)count.tried);
        few += (double)count.inside[0] < 0.75 * (double)count.tried ||
               (double)count.inside[1] < 0.90 * (double)count.tried;
    }
    cpf_facts_free(facts);
    cpf_events_free(events);
    cpf_model_free(model);
    cpf_plan_free(plan);
    return few ? 1 : 0;
}
