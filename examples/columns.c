/* SPDX-License-Identifier: MIT */
/*
 * columns.c - columns in, columns out: what a binding does. Half a million rows of two measures go in as arrays,
 * totals come out as an array; no call is made for a row.
 *
 * Prints:
 *
 *     rows 500000
 *     collection rate of all: 0.8000
 *     subjects 1000, best total 100.00, worst total 100.00
 */
#include "common.h"

enum { CHANNELS = 1000, ROWS = 500000 };

static cpf_model *agree(void)
{
    cpf_calendar_options calendar;
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    cpf_indicator *rate;
    cpf_scorecard *card;
    cpf_item *item;
    static int32_t parents[CHANNELS]; /* all 0: below the first unit */

    must(cpf_plan_new(NULL, &plan), &error);
    must(cpf_calendar_options_init(&calendar, sizeof calendar), &error);
    calendar.first_year = calendar.last_year = 2026;
    calendar.grain = CPF_GRAIN_QUARTER;
    cpf_plan_set_name(plan, "columns", "Columns", "1");
    cpf_plan_set_calendar(plan, &calendar);
    cpf_plan_add_level(plan, "company", "Company");
    cpf_plan_add_level(plan, "channel", "Channel");
    cpf_plan_add_unit(plan, NULL, "company", "all", NULL);
    cpf_plan_add_units(plan, "channel", CHANNELS, parents, NULL);
    cpf_plan_add_measure(plan, "due", "Due", "sum", 2, "CNY");
    cpf_plan_add_measure(plan, "paid", "Paid", "sum", 2, "CNY");
    rate = cpf_plan_add_indicator(plan, "rate", "Collection rate", "sum(paid) / sum(due)");
    cpf_indicator_set_decimals(rate, 4);
    cpf_indicator_set_unit(rate, "ratio");
    cpf_indicator_set_direction(rate, "more");
    cpf_indicator_set_origin(rate, "finance", "ERP");
    card = cpf_plan_add_scorecard(plan, "channels", "channel");
    item = cpf_scorecard_add_item(card, "rate", "100", "linear");
    cpf_item_set_target(item, "0.8");
    must(cpf_plan_freeze(plan, &model, &error), &error);
    cpf_plan_free(plan);
    return model;
}

static cpf_facts *load(const cpf_model *model)
{
    static cpf_id unit[ROWS];
    static cpf_day day[ROWS];
    static int64_t due[ROWS], paid[ROWS];
    cpf_events *events = NULL;
    cpf_facts *actuals = NULL;
    cpf_error *error = NULL;

    for (int i = 0; i < ROWS; i++) {
        unit[i] = 1 + i % CHANNELS;
        day[i] = cpf_day_from_date(2026, 1, 1) + i % 90;
        due[i] = 1000;
        paid[i] = 800;
    }
    must(cpf_events_new(model, &events, &error), &error);
    must(cpf_events_append(events, cpf_model_find_measure(model, "due"), ROWS, unit, day, due, NULL, NULL, &error), &error);
    must(cpf_events_append(events, cpf_model_find_measure(model, "paid"), ROWS, unit, day, paid, NULL, NULL, &error), &error);
    must(cpf_measure(model, events, NULL, &actuals, &error), &error);
    cpf_events_free(events);
    return actuals;
}

int main(void)
{
    cpf_model *model = agree();
    cpf_facts *actuals = load(model), *targets = NULL;
    cpf_appraisal *appraisal = NULL;
    cpf_appraise_options how;
    cpf_error *error = NULL;
    const int64_t *totals;
    int64_t best, worst;
    char text[2][24];

    must(cpf_appraise_options_init(&how, sizeof how), &error);
    how.period = cpf_model_find_period(model, "2026-Q1");
    must(cpf_cascade(model, NULL, NULL, &targets, &error), &error);
    must(cpf_appraise(model, targets, actuals, &how, &appraisal, &error), &error);
    cpf_decimal_format(cpf_facts_column(actuals, cpf_model_find_indicator(model, "rate"), how.period)[0], 4, text[0]);
    printf("rows %d\ncollection rate of all: %s\n", ROWS, text[0]);
    totals = cpf_appraisal_totals(appraisal);
    best = worst = totals[0];
    for (int64_t i = 1; i < cpf_appraisal_count(appraisal); i++) {
        best = totals[i] > best ? totals[i] : best;
        worst = totals[i] < worst ? totals[i] : worst;
    }
    cpf_decimal_format(best, 2, text[0]);
    cpf_decimal_format(worst, 2, text[1]);
    printf("subjects %lld, best total %s, worst total %s\n", (long long)cpf_appraisal_count(appraisal), text[0], text[1]);
    cpf_appraisal_free(appraisal);
    cpf_facts_free(targets);
    cpf_facts_free(actuals);
    cpf_model_free(model);
    return 0;
}
