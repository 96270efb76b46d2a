/* SPDX-License-Identifier: MIT */
/* A small plan that uses every part; tests break one thing in it at a time. */
#ifndef CPF_TEST_PLAN_RICH_H
#define CPF_TEST_PLAN_RICH_H

#include "support.h"

/* Handles of the plan, NULL where there was no memory. */
typedef struct rich_plan {
    cpf_plan *plan;
    cpf_unit *company, *east, *west, *channel[4];
    cpf_source *orders;
    cpf_indicator *sales, *rate, *active;
    cpf_goal *year, *quarter, *level;
    cpf_scorecard *card;
    cpf_item *first, *second, *third;
    cpf_standing *bands, *quotas;
} rich_plan;

static inline void rich_calendar(rich_plan *rich)
{
    static const int64_t factors[12] = {8, 7, 9, 8, 8, 9, 7, 7, 9, 8, 10, 10};
    cpf_calendar_options options;

    (void)cpf_calendar_options_init(&options, sizeof options);
    options.first_year = 2025;
    options.last_year = 2026;
    cpf_plan_set_calendar(rich->plan, &options);
    cpf_plan_add_holiday(rich->plan, cpf_day_from_date(2026, 1, 1));
    cpf_plan_add_window(rich->plan, "W1", cpf_day_from_date(2025, 12, 29), cpf_day_from_date(2026, 3, 30));
    cpf_plan_add_season(rich->plan, "retail", 12, factors);
}

static inline void rich_units(rich_plan *rich)
{
    cpf_plan *plan = rich->plan;

    cpf_plan_add_level(plan, "company", "Company 公司");
    cpf_plan_add_level(plan, "region", "Region 大区");
    cpf_plan_add_level(plan, "channel", "Channel 渠道");
    rich->company = cpf_plan_add_unit(plan, NULL, "company", "CN", "China");
    rich->east = cpf_plan_add_unit(plan, rich->company, "region", "east", "East");
    rich->west = cpf_plan_add_unit_under(plan, "CN", "region", "west", NULL);
    rich->channel[0] = cpf_plan_add_unit(plan, rich->east, "channel", "R10", "Ten");
    rich->channel[1] = cpf_plan_add_unit(plan, rich->east, "channel", "R9", NULL);
    rich->channel[2] = cpf_plan_add_unit_under(plan, "west", "channel", "R2", NULL);
    rich->channel[3] = cpf_plan_add_unit_under(plan, "west", "channel", "R1", "One");
    cpf_unit_set_attribute(rich->company, "stage", "mature");
    cpf_unit_set_attribute(rich->west, "stage", "new");
    cpf_unit_set_attribute(rich->company, "season", "retail");
    cpf_unit_set_attribute(rich->channel[0], "potential", "1.5");
    cpf_unit_set_attribute(rich->channel[2], "potential", "2");
    cpf_unit_set_span(rich->channel[3], cpf_day_from_date(2025, 6, 1), CPF_NO_DAY);
}

static inline void rich_sources(rich_plan *rich)
{
    static const char *const unit[] = {"Area", "Key"};
    cpf_plan *plan = rich->plan;

    cpf_plan_add_measure(plan, "sales", "Sales 销售额", "sum", 2, "CNY");
    cpf_plan_add_measure(plan, "invoiced", NULL, "sum", 2, "CNY");
    cpf_plan_add_measure(plan, "orders", NULL, "count", 0, "order");
    cpf_plan_add_measure(plan, "skus", NULL, "distinct", 0, "SKU");
    cpf_plan_add_measure(plan, "first_order", NULL, "first", 0, "day");
    rich->orders = cpf_plan_add_source(plan, "orders", "orders.csv");
    cpf_source_set_unit(rich->orders, "R", 2, unit);
    cpf_source_set_day(rich->orders, "Date");
    cpf_source_set_filter(rich->orders, "Status != 'void' and Date - unit.from >= 0 days");
    cpf_source_add_lookup(rich->orders, "Product", "products.csv", "Key", "SKU", "sku");
    cpf_source_add_first(rich->orders, "sku", "sku_first");
    cpf_source_add_measure(rich->orders, "sales", "Amount", NULL);
    cpf_source_add_measure(rich->orders, "orders", NULL, "Amount > 0");
    cpf_source_add_measure(rich->orders, "skus", "sku", "Date - sku_first <= 90 days");
    cpf_source_add_measure(rich->orders, "first_order", NULL, NULL);
}

static inline void rich_indicators(rich_plan *rich)
{
    cpf_plan *plan = rich->plan;

    rich->sales = cpf_plan_add_indicator(plan, "sales", "Sales 销售额", "sum(sales)");
    cpf_indicator_set_unit(rich->sales, "CNY");
    cpf_indicator_set_direction(rich->sales, "more");
    cpf_indicator_set_origin(rich->sales, "sales operations", "ERP");
    rich->rate = cpf_plan_add_indicator(plan, "rate", NULL, "sum(sales) / sum(invoiced)");
    cpf_indicator_set_unit(rich->rate, "%");
    cpf_indicator_set_decimals(rich->rate, 3);
    cpf_indicator_set_direction(rich->rate, "more");
    cpf_indicator_set_origin(rich->rate, "finance", "ERP");
    rich->active = cpf_plan_add_indicator(plan, "active", NULL, "count(first_order in period and stage = 'new')");
}

static inline void rich_goals(rich_plan *rich)
{
    cpf_plan *plan = rich->plan;

    rich->year = cpf_plan_add_goal(plan, "CN", "sales", "2026");
    cpf_goal_set_target(rich->year, "120000.00");
    cpf_goal_set_range(rich->year, "100000", "150000");
    cpf_goal_set_split(rich->year, "blend", "channel");
    cpf_goal_add_driver(rich->year, "sales", "year_before", "60");
    cpf_goal_add_driver(rich->year, "potential", NULL, "40");
    cpf_goal_set_step(rich->year, "10");
    cpf_goal_set_season(rich->year, "factors", "attribute:season");
    rich->quarter = cpf_plan_add_goal(plan, "east", "sales", "2026-Q1");
    cpf_goal_set_amount(rich->quarter, 1000000);
    rich->level = cpf_plan_add_goal(plan, "CN", "rate", "2026");
    cpf_goal_set_target(rich->level, "0.95");
    cpf_goal_set_split(rich->level, "same", NULL);
    cpf_goal_set_season(rich->level, "equal", NULL);
}

static inline void rich_cards(rich_plan *rich)
{
    cpf_plan *plan = rich->plan;

    rich->card = cpf_plan_add_scorecard(plan, "dealer", "channel");
    rich->first = cpf_scorecard_add_item(rich->card, "sales", "60", "capped");
    cpf_item_set_parameter(rich->first, "cap", "120");
    cpf_item_set_policies(rich->first, "absolute", "1000", "missing");
    rich->second = cpf_scorecard_add_item(rich->card, "rate", "30", "points");
    cpf_item_add_point(rich->second, "0.8", "60");
    cpf_item_add_point(rich->second, "1", "100");
    cpf_item_set_target(rich->second, "target(sales) / target(sales) * 0.9");
    rich->third = cpf_scorecard_add_item(rich->card, "active", "10", "linear");
    cpf_item_set_target(rich->third, "3");
    rich->bands = cpf_plan_add_standing(plan, "people", "channel", "level:region");
    cpf_standing_add_band(rich->bands, "A", "110");
    cpf_standing_add_band(rich->bands, "B", "90.5");
    cpf_standing_add_band(rich->bands, "C", NULL);
    rich->quotas = cpf_plan_add_standing(plan, "forced", "channel", "attribute:stage");
    cpf_standing_add_quota(rich->quotas, "A", "20");
    cpf_standing_add_quota(rich->quotas, "B", "80");
    cpf_standing_set_quota_rule(rich->quotas, "floor", "B", "up", 3);
    cpf_standing_set_methods(rich->quotas, "dense", "mean");
}

static inline void rich_fill(rich_plan *rich)
{
    rich_calendar(rich);
    rich_units(rich);
    rich_sources(rich);
    rich_indicators(rich);
    rich_goals(rich);
    rich_cards(rich);
}

static inline cpf_status rich_new(cpf_context *context, rich_plan *rich)
{
    cpf_status status;

    *rich = (rich_plan){0};
    status = cpf_plan_new(context, &rich->plan);
    if (status != CPF_OK)
        return status;
    cpf_plan_set_name(rich->plan, "cn", "China 中国", "2026.1");
    rich_fill(rich);
    return CPF_OK;
}

#endif
