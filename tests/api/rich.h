/* SPDX-License-Identifier: MIT */
/* A small company that uses every part of a plan, for tests that go through everything. */
#ifndef CPF_TEST_RICH_H
#define CPF_TEST_RICH_H

#include "support.h"

#include <string.h>

/* Everything that a run makes; what could not be made is NULL. */
typedef struct rich {
    cpf_plan *plan;
    cpf_model *model;
    cpf_events *events;
    cpf_facts *actuals, *targets;
    cpf_appraisal *appraisal;
    cpf_explanation *explanation;
    cpf_table *table;
    cpf_text *text;
    cpf_error *error;
} rich;

static void rich_calendar(cpf_plan *plan)
{
    static const int64_t factors[4] = {1, 2, 3, 4};
    cpf_calendar_options calendar;

    if (cpf_calendar_options_init(&calendar, sizeof calendar) != CPF_OK)
        return;
    calendar.first_year = 2025;
    calendar.last_year = 2026;
    calendar.grain = CPF_GRAIN_QUARTER;
    cpf_plan_set_name(plan, "rich", "A rich plan", "3");
    cpf_plan_set_calendar(plan, &calendar);
    cpf_plan_add_holiday(plan, cpf_day_from_date(2026, 1, 1));
    cpf_plan_add_window(plan, "W1", cpf_day_from_date(2026, 1, 10), cpf_day_from_date(2026, 2, 10));
    cpf_plan_add_season(plan, "rising", 4, factors);
}

static void rich_units(cpf_plan *plan)
{
    static const int32_t parents[3] = {1, 1, 2};
    static const char *const codes[3] = {"c1", "c2", "c3"};
    static const int64_t potential[3] = {5, 3, 2};
    cpf_unit *root, *unit;

    cpf_plan_add_level(plan, "company", "Company");
    cpf_plan_add_level(plan, "region", "Region");
    cpf_plan_add_level(plan, "channel", "Channel");
    cpf_plan_set_channel_level(plan, "channel");
    root = cpf_plan_add_unit(plan, NULL, "company", "all", "All");
    cpf_plan_add_unit(plan, root, "region", "east", "East");
    unit = cpf_plan_add_unit_under(plan, "all", "region", "west", NULL);
    cpf_unit_set_span(unit, cpf_day_from_date(2020, 1, 1), CPF_NO_DAY);
    cpf_unit_set_attribute(unit, "stage", "mature");
    cpf_plan_add_units(plan, "channel", 3, parents, codes);
    cpf_plan_set_attribute_column(plan, "potential", 3, 3, potential, 0);
}

static void rich_sources(cpf_plan *plan)
{
    static const char *const columns[] = {"channel"};
    cpf_source *source;

    cpf_plan_add_measure(plan, "sales", "Sales", "sum", 2, "CNY");
    cpf_plan_add_measure(plan, "orders", "Orders", "count", 0, "order");
    cpf_plan_add_measure(plan, "items", "Items", "distinct", 0, "item");
    source = cpf_plan_add_source(plan, "orders", NULL);
    cpf_source_set_unit(source, "c", 1, columns);
    cpf_source_set_day(source, "day");
    cpf_source_set_filter(source, "kind = 'order'");
    cpf_source_set_format(source, ',', '.', 0);
    cpf_source_set_policy(source, 1, 1);
    cpf_source_add_first(source, "item", "item_first");
    cpf_source_add_measure(source, "sales", "amount", NULL);
    cpf_source_add_measure(source, "orders", NULL, "amount > 0");
    cpf_source_add_measure(source, "items", "item", NULL);
}

static void rich_indicator(cpf_indicator *indicator, const char *unit, int32_t decimals)
{
    cpf_indicator_set_unit(indicator, unit);
    cpf_indicator_set_decimals(indicator, decimals);
    cpf_indicator_set_direction(indicator, "more");
    cpf_indicator_set_origin(indicator, "head of sales", "ERP");
}

static void rich_goals(cpf_plan *plan)
{
    cpf_goal *goal = cpf_plan_add_goal(plan, "all", "sales", "2026");

    cpf_goal_set_target(goal, "1000.00");
    cpf_goal_set_range(goal, "900", "1200.00");
    cpf_goal_set_split(goal, "blend", "channel");
    cpf_goal_add_driver(goal, "sales", "year_before", "60");
    cpf_goal_add_driver(goal, "potential", NULL, "40");
    cpf_goal_set_season(goal, "factors", "rising");
    cpf_goal_set_step(goal, "0.5");
    cpf_goal_set_ties(goal, 1);
    goal = cpf_plan_add_goal(plan, "c2", "sales", "2026-Q2");
    cpf_goal_set_amount(goal, 5000);
}

static void rich_cards(cpf_plan *plan)
{
    cpf_scorecard *card = cpf_plan_add_scorecard(plan, "channels", "channel");
    cpf_item *item = cpf_scorecard_add_item(card, "sales", "70", "capped");
    cpf_standing *standing;

    cpf_scorecard_set_decimals(card, 4, 2);
    cpf_scorecard_set_missing(card, "redistribute");
    cpf_item_set_parameter(item, "cap", "120");
    cpf_item_set_policies(item, "reached", NULL, "shift");
    item = cpf_scorecard_add_item(card, "ticket", "30", "points");
    cpf_item_add_point(item, "0", "0");
    cpf_item_add_point(item, "1", "100");
    cpf_item_set_target(item, "60");
    card = cpf_plan_add_scorecard(plan, "mature", "region");
    cpf_scorecard_set_filter(card, "stage", "mature");
    cpf_scorecard_add_item(card, "sales", "100", "linear");
    standing = cpf_plan_add_standing(plan, "bands", "channel", "all");
    cpf_standing_set_methods(standing, "1224", "below");
    cpf_standing_add_band(standing, "A", "90");
    cpf_standing_add_band(standing, "B", NULL);
    standing = cpf_plan_add_standing(plan, "quota", "channel", "all");
    cpf_standing_add_quota(standing, "A", "30");
    cpf_standing_add_quota(standing, "B", "70");
    cpf_standing_set_quota_rule(standing, "largest_remainder", NULL, "order", 0);
}

static void rich_fill(cpf_plan *plan)
{
    cpf_indicator *indicator;

    rich_calendar(plan);
    rich_units(plan);
    rich_sources(plan);
    indicator = cpf_plan_add_indicator(plan, "sales", "Sales", "sum(sales)");
    rich_indicator(indicator, "CNY", 2);
    indicator = cpf_plan_add_indicator(plan, "ticket", "Sales an order", "sum(sales) / sum(orders)");
    rich_indicator(indicator, "CNY", 2);
    rich_goals(plan);
    rich_cards(plan);
}

static const char rich_rows[] = "channel,day,amount,item,kind\n"
                                "1,2025-02-01,100.00,a,order\n2,2025-05-01,300.00,b,order\n"
                                "1,2026-01-15,120.00,a,order\n1,2026-02-20,70.50,b,order\n"
                                "2,2026-04-01,210.00,c,order\n3,2026-11-30,55.55,a,order\n"
                                "3,2026-12-01,9.00,a,return\n9,2026-12-01,9.00,a,order\n"
                                "3,yesterday,9.00,a,order\n";

static cpf_status rich_explain(rich *made)
{
    cpf_status status = cpf_explain(made->appraisal, made->targets, made->actuals, cpf_model_find_unit(made->model, "c1"),
                                    CPF_NONE, &made->explanation, &made->error);

    if (status == CPF_OK)
        status = cpf_explanation_text(made->explanation, CPF_CHINESE, &made->text, &made->error);
    cpf_text_free(made->text);
    made->text = NULL;
    if (status == CPF_OK)
        status = cpf_explanation_json(made->explanation, &made->text, &made->error);
    if (status == CPF_OK)
        status = cpf_explanation_table(made->explanation, &made->table, &made->error);
    return status;
}

/* Goes all the way once; stops at the first failure and leaves the rest to rich_free. */
static cpf_status rich_make(cpf_context *context, rich *made)
{
    cpf_appraise_options how;
    cpf_status status;

    memset(made, 0, sizeof *made);
    status = cpf_plan_new(context, &made->plan);
    if (status == CPF_OK) {
        rich_fill(made->plan);
        status = cpf_plan_freeze(made->plan, &made->model, &made->error);
    }
    if (status == CPF_OK)
        status = cpf_events_new(made->model, &made->events, &made->error);
    if (status == CPF_OK)
        status = cpf_events_parse(made->events, 0, rich_rows, (int64_t)strlen(rich_rows), &made->error);
    if (status == CPF_OK)
        status = cpf_measure(made->model, made->events, NULL, &made->actuals, &made->error);
    if (status == CPF_OK)
        status = cpf_cascade(made->model, made->actuals, NULL, &made->targets, &made->error);
    if (status == CPF_OK)
        status = cpf_check_sums(made->model, made->targets, &made->error);
    if (status == CPF_OK)
        status = cpf_appraise_options_init(&how, sizeof how);
    if (status == CPF_OK) {
        how.period = cpf_model_find_period(made->model, "2026");
        status = cpf_appraise(made->model, made->targets, made->actuals, &how, &made->appraisal, &made->error);
    }
    return status == CPF_OK ? rich_explain(made) : status;
}

static void rich_free(rich *made)
{
    cpf_text_free(made->text);
    cpf_table_free(made->table);
    cpf_explanation_free(made->explanation);
    cpf_appraisal_free(made->appraisal);
    cpf_facts_free(made->targets);
    cpf_facts_free(made->actuals);
    cpf_events_free(made->events);
    cpf_model_free(made->model);
    cpf_plan_free(made->plan);
    cpf_error_free(made->error);
    memset(made, 0, sizeof *made);
}

#endif
