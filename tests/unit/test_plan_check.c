/* SPDX-License-Identifier: MIT */
/* Every rule a plan must keep: a plan that breaks it and nothing else is told exactly that, with its place. */
#include <stdio.h>
#include <string.h>

#include "model_messages.h"
#include "plan_place.h"
#include "test_plan_rich.h"

#define BREAK(name) static void name(rich_plan *rich)

static cpf_calendar_options calendar_of(int32_t first, int32_t last)
{
    cpf_calendar_options options;

    (void)cpf_calendar_options_init(&options, sizeof options);
    options.first_year = first;
    options.last_year = last;
    return options;
}

static void set_grain(rich_plan *rich, int32_t month, int32_t grain)
{
    cpf_calendar_options options = calendar_of(2025, 2026);

    options.fiscal_start_month = month;
    options.grain = grain;
    cpf_plan_set_calendar(rich->plan, &options);
}

BREAK(years)
{
    cpf_calendar_options options = calendar_of(2026, 2025);

    cpf_plan_set_calendar(rich->plan, &options);
}
BREAK(start_month)
{
    set_grain(rich, 13, 0);
}
BREAK(grain)
{
    set_grain(rich, 1, 9);
}
BREAK(window_days)
{
    cpf_plan_add_window(rich->plan, "W2", 20000, 20000);
}
BREAK(window_code)
{
    cpf_plan_add_window(rich->plan, "2026-Q1", 20000, 20010);
}
BREAK(season_count)
{
    static const int64_t factors[3] = {1, 2, 3};

    cpf_plan_add_season(rich->plan, "short", 3, factors);
}
BREAK(season_negative)
{
    static const int64_t factors[12] = {1, 2, 3, -1, 5, 6, 7, 8, 9, 10, 11, 12};

    cpf_plan_add_season(rich->plan, "odd", 12, factors);
}
BREAK(season_zero)
{
    static const int64_t factors[12] = {0};

    cpf_plan_add_season(rich->plan, "none", 12, factors);
}
BREAK(season_code)
{
    static const int64_t factors[12] = {1};

    cpf_plan_add_season(rich->plan, "retail", 12, factors);
}
BREAK(level_twice)
{
    cpf_plan_add_level(rich->plan, "region", NULL);
}
BREAK(level_empty)
{
    cpf_plan_add_level(rich->plan, "", NULL);
}
BREAK(channel_level)
{
    cpf_plan_set_channel_level(rich->plan, "chanel");
}
BREAK(unit_twice)
{
    (void)cpf_plan_add_unit(rich->plan, rich->east, "channel", "R9", NULL);
}
BREAK(unit_empty)
{
    (void)cpf_plan_add_unit(rich->plan, rich->east, "channel", "", NULL);
}
BREAK(orphan)
{
    (void)cpf_plan_add_unit_under(rich->plan, "eats", "channel", "R77", NULL);
}
BREAK(unit_level)
{
    (void)cpf_plan_add_unit(rich->plan, rich->east, "chanel", "R77", NULL);
}
BREAK(two_roots)
{
    (void)cpf_plan_add_unit(rich->plan, NULL, "company", "US", NULL);
}
BREAK(cycle)
{
    (void)cpf_plan_add_unit_under(rich->plan, "B", "region", "A", NULL);
    (void)cpf_plan_add_unit_under(rich->plan, "A", "channel", "B", NULL);
}
BREAK(position)
{
    static const int32_t parent[1] = {99};

    cpf_plan_add_units(rich->plan, "channel", 1, parent, NULL);
}
BREAK(level_order)
{
    (void)cpf_plan_add_unit(rich->plan, rich->east, "region", "R77", NULL);
}
BREAK(unit_span)
{
    cpf_unit_set_span(rich->channel[0], 20000, 20000);
}
BREAK(attribute_mixed)
{
    static const int64_t value[1] = {5};

    cpf_unit_set_attribute(rich->east, "size", "big");
    cpf_plan_set_attribute_column(rich->plan, "size", 0, 1, value, 0);
}
BREAK(attribute_large)
{
    static const int64_t value[1] = {INT64_MAX};

    cpf_plan_set_attribute_column(rich->plan, "size", 0, 1, value, 0);
    cpf_plan_set_attribute_column(rich->plan, "size", 1, 1, value, 2);
}
BREAK(attribute_span)
{
    static const int64_t value[2] = {1, 2};

    cpf_plan_set_attribute_column(rich->plan, "size", 6, 2, value, 0);
}
BREAK(measure_twice)
{
    cpf_plan_add_measure(rich->plan, "sales", NULL, "sum", 2, "");
}
BREAK(measure_kind)
{
    cpf_plan_add_measure(rich->plan, "more", NULL, "average", 2, "");
}
BREAK(measure_decimals)
{
    cpf_plan_add_measure(rich->plan, "more", NULL, "sum", 10, "");
}
BREAK(source_twice)
{
    (void)cpf_plan_add_source(rich->plan, "orders", NULL);
}
BREAK(source_unit)
{
    cpf_source_set_unit(rich->orders, "R", 0, NULL);
}
BREAK(source_unit_column)
{
    static const char *const columns[1] = {""};

    cpf_source_set_unit(rich->orders, "R", 1, columns);
}
BREAK(source_day)
{
    cpf_source_set_day(rich->orders, NULL);
}
BREAK(source_separator)
{
    cpf_source_set_format(rich->orders, '"', '.', 0);
}
BREAK(source_point)
{
    cpf_source_set_format(rich->orders, ',', '!', 0);
}
BREAK(source_filter)
{
    cpf_source_set_filter(rich->orders, "Amount > 'x' - 1");
}
BREAK(feed_filter)
{
    cpf_source_add_measure(rich->orders, "sales", "Amount", "unit.stagg = 'x'");
}
BREAK(feed_measure)
{
    cpf_source_add_measure(rich->orders, "sale", "Amount", NULL);
}
BREAK(feed_column)
{
    cpf_source_add_measure(rich->orders, "sales", NULL, NULL);
}
BREAK(column_twice)
{
    cpf_source_add_first(rich->orders, "Key", "sku");
}
BREAK(lookup_file)
{
    cpf_source_add_lookup(rich->orders, "Key", NULL, "Key", "Name", "name");
}
BREAK(lookup_key)
{
    cpf_source_add_lookup(rich->orders, "Key", "x.csv", "", "Name", "name");
}
BREAK(indicator_twice)
{
    (void)cpf_plan_add_indicator(rich->plan, "sales", NULL, "sum(sales)");
}
BREAK(indicator_formula)
{
    (void)cpf_plan_add_indicator(rich->plan, "more", NULL, "sum(");
}
BREAK(indicator_builtin)
{
    (void)cpf_plan_add_builtin(rich->plan, "more", NULL, "no_such_indicator");
}
BREAK(indicator_direction)
{
    cpf_indicator_set_direction(rich->active, "up");
}
BREAK(indicator_parameter)
{
    cpf_indicator_set_parameter(cpf_plan_add_builtin(rich->plan, "more", NULL, "sales"), "saels", "sales");
}
BREAK(indicator_range)
{
    cpf_indicator *indicator = cpf_plan_add_builtin(rich->plan, "more", NULL, "new_effective_channels");

    cpf_indicator_set_parameter(indicator, "first_order", "first_order");
    cpf_indicator_set_parameter(indicator, "minimum_orders", "-1");
}
BREAK(goal_unit_code)
{
    cpf_goal_set_amount(cpf_plan_add_goal(rich->plan, "R11", "sales", "2026"), 1);
}
BREAK(goal_indicator)
{
    cpf_goal_set_amount(cpf_plan_add_goal(rich->plan, "R10", "sale", "2026"), 1);
}
BREAK(goal_period)
{
    cpf_goal_set_amount(cpf_plan_add_goal(rich->plan, "R10", "sales", "2026-Q5"), 1);
}
BREAK(goal_no_target)
{
    (void)cpf_plan_add_goal(rich->plan, "R10", "sales", "2026");
}
BREAK(goal_twice)
{
    cpf_goal_set_amount(cpf_plan_add_goal(rich->plan, "east", "sales", "2026-Q1"), 1);
}
BREAK(goal_text)
{
    cpf_goal_set_target(rich->year, "a lot");
}
BREAK(goal_fine)
{
    cpf_goal_set_target(rich->quarter, "10.005");
}
BREAK(goal_large)
{
    cpf_goal_set_target(rich->quarter, "99999999999999999999");
}
BREAK(goal_step)
{
    cpf_goal_set_step(rich->year, "0");
}
BREAK(goal_multiple)
{
    cpf_goal_set_target(rich->year, "120005.00");
}
BREAK(goal_no_unit)
{
    cpf_indicator_set_unit(rich->sales, "");
}
BREAK(goal_no_direction)
{
    cpf_indicator_set_direction(rich->sales, NULL);
}
BREAK(goal_no_owner)
{
    cpf_indicator_set_origin(rich->sales, "", "ERP");
}
BREAK(goal_no_source)
{
    cpf_indicator_set_origin(rich->rate, "finance", NULL);
}
BREAK(split_name)
{
    cpf_goal_set_split(rich->year, "evenly", NULL);
}
BREAK(split_kind)
{
    cpf_goal_set_split(rich->level, "equal", NULL);
}
BREAK(split_level)
{
    cpf_goal_set_split(rich->quarter, "equal", "region");
}
BREAK(split_unknown_level)
{
    cpf_goal_set_split(rich->quarter, "equal", "chanel");
}
BREAK(no_drivers)
{
    cpf_goal_set_split(rich->quarter, "by_base", NULL);
}
BREAK(base_driver)
{
    cpf_goal_set_split(rich->quarter, "by_base", NULL);
    cpf_goal_add_driver(rich->quarter, "potential", NULL, NULL);
}
BREAK(weight_driver)
{
    cpf_goal_set_split(rich->quarter, "by_weight", NULL);
    cpf_goal_add_driver(rich->quarter, "sales", "same", NULL);
}
BREAK(driver_unknown)
{
    cpf_goal_set_split(rich->quarter, "by_weight", NULL);
    cpf_goal_add_driver(rich->quarter, "potent", NULL, NULL);
}
BREAK(driver_text)
{
    cpf_goal_set_split(rich->quarter, "by_weight", NULL);
    cpf_goal_add_driver(rich->quarter, "stage", NULL, NULL);
}
BREAK(driver_kind)
{
    cpf_goal_set_split(rich->quarter, "by_base", NULL);
    cpf_goal_add_driver(rich->quarter, "rate", "2025", NULL);
}
BREAK(driver_period)
{
    cpf_goal *goal = cpf_plan_add_goal(rich->plan, "CN", "sales", "2025");

    cpf_goal_set_amount(goal, 5);
    cpf_goal_set_split(goal, "by_base", NULL);
    cpf_goal_add_driver(goal, "sales", NULL, NULL);
}
BREAK(driver_period_code)
{
    cpf_goal_set_split(rich->quarter, "by_base", NULL);
    cpf_goal_add_driver(rich->quarter, "sales", "2024", NULL);
}
BREAK(blend_sum)
{
    cpf_goal_set_split(rich->quarter, "blend", NULL);
    cpf_goal_add_driver(rich->quarter, "sales", "same", "60");
    cpf_goal_add_driver(rich->quarter, "potential", NULL, "39.9999");
}
BREAK(blend_percent)
{
    cpf_goal_set_split(rich->quarter, "by_base", NULL);
    cpf_goal_add_driver(rich->quarter, "sales", "same", "101");
}
BREAK(season_missing)
{
    cpf_goal_set_season(rich->year, "factors", NULL);
}
BREAK(season_unknown)
{
    cpf_goal_set_season(rich->year, "factors", "retali");
}
BREAK(season_attribute)
{
    cpf_goal_set_season(rich->year, "factors", "attribute:seasn");
}
BREAK(season_text)
{
    cpf_unit_set_attribute(rich->west, "season", "toys");
}
BREAK(season_kind)
{
    cpf_goal_set_season(rich->level, "days", NULL);
}
BREAK(season_window)
{
    cpf_goal *goal = cpf_plan_add_goal(rich->plan, "CN", "sales", "W1");

    cpf_goal_set_amount(goal, 1);
    cpf_goal_set_season(goal, "equal", NULL);
}
BREAK(card_twice)
{
    (void)cpf_plan_add_scorecard(rich->plan, "dealer", "region");
}
BREAK(card_level)
{
    cpf_scorecard *card = cpf_plan_add_scorecard(rich->plan, "more", "regoin");

    (void)cpf_scorecard_add_item(card, "sales", "100", "linear");
}
BREAK(card_decimals)
{
    cpf_scorecard_set_decimals(rich->card, 4, 11);
}
BREAK(card_missing)
{
    cpf_scorecard_set_missing(rich->card, "ignore");
}
BREAK(card_attribute)
{
    cpf_scorecard_set_filter(rich->card, "stagg", "new");
}
BREAK(weight_sum)
{
    (void)cpf_scorecard_add_item(cpf_plan_add_scorecard(rich->plan, "more", "region"), "sales", "99.9999", "linear");
}
BREAK(item_weight)
{
    (void)cpf_scorecard_add_item(cpf_plan_add_scorecard(rich->plan, "more", "region"), "sales", "100", "linear");
    (void)cpf_scorecard_add_item(cpf_plan_add_scorecard(rich->plan, "top", "company"), "sales", "100", "linear");
    (void)cpf_scorecard_add_item(rich->card, "missing", "0", "linear");
}
BREAK(item_twice)
{
    cpf_scorecard *card = cpf_plan_add_scorecard(rich->plan, "more", "region");

    (void)cpf_scorecard_add_item(card, "sales", "50", "linear");
    (void)cpf_scorecard_add_item(card, "sales", "50", "gate");
}
BREAK(item_rule)
{
    (void)cpf_scorecard_add_item(cpf_plan_add_scorecard(rich->plan, "more", "region"), "sales", "100", "lineer");
}
BREAK(item_setting)
{
    cpf_item_set_parameter(rich->first, "capp", "5");
}
BREAK(item_target)
{
    cpf_item_set_target(rich->third, "0.5");
}
BREAK(zero_policy)
{
    cpf_item_set_policies(rich->third, "none", NULL, NULL);
}
BREAK(zero_scale)
{
    cpf_item_set_policies(rich->third, "absolute", NULL, NULL);
}
BREAK(two_cards)
{
    cpf_scorecard *card = cpf_plan_add_scorecard(rich->plan, "new", "channel");

    cpf_scorecard_set_filter(card, "stage", "new");
    (void)cpf_scorecard_add_item(card, "sales", "100", "linear");
}
BREAK(standing_twice)
{
    (void)cpf_plan_add_standing(rich->plan, "people", "channel", "all");
}
BREAK(standing_group)
{
    (void)cpf_plan_add_standing(rich->plan, "more", "channel", "everyone");
}
BREAK(standing_group_level)
{
    (void)cpf_plan_add_standing(rich->plan, "more", "channel", "level:channel");
}
BREAK(standing_group_unknown)
{
    (void)cpf_plan_add_standing(rich->plan, "more", "channel", "level:regoin");
}
BREAK(standing_group_number)
{
    static const int64_t value[1] = {5};

    cpf_plan_set_attribute_column(rich->plan, "size", 0, 1, value, 0);
    (void)cpf_plan_add_standing(rich->plan, "more", "channel", "attribute:size");
}
BREAK(standing_card)
{
    (void)cpf_plan_add_standing(rich->plan, "more", "region", "all");
}
BREAK(standing_rank)
{
    cpf_standing_set_methods(rich->bands, "1223", NULL);
}
BREAK(standing_percentile)
{
    cpf_standing_set_methods(rich->bands, NULL, "above");
}
BREAK(mixed_decimals)
{
    cpf_scorecard *card = cpf_plan_add_scorecard(rich->plan, "new", "channel");

    cpf_scorecard_set_filter(card, "stage", "new");
    cpf_scorecard_set_filter(rich->card, "stage", "mature");
    cpf_scorecard_set_decimals(card, 4, 1);
    (void)cpf_scorecard_add_item(card, "sales", "100", "linear");
    cpf_standing_add_band(rich->quotas, "x", NULL);
}
BREAK(both_kinds)
{
    cpf_standing_add_quota(rich->bands, "A", "100");
}
BREAK(band_order)
{
    cpf_standing *standing = cpf_plan_add_standing(rich->plan, "more", "channel", NULL);

    cpf_standing_add_band(standing, "A", "90");
    cpf_standing_add_band(standing, "B", "90.00");
    cpf_standing_add_band(standing, "C", NULL);
}
BREAK(band_lowest)
{
    cpf_standing_add_band(cpf_plan_add_standing(rich->plan, "more", "channel", NULL), "A", "90");
}
BREAK(band_open)
{
    cpf_standing *standing = cpf_plan_add_standing(rich->plan, "more", "channel", NULL);

    cpf_standing_add_band(standing, "A", NULL);
    cpf_standing_add_band(standing, "B", NULL);
}
BREAK(band_twice)
{
    cpf_standing *standing = cpf_plan_add_standing(rich->plan, "more", "channel", NULL);

    cpf_standing_add_band(standing, "A", "90");
    cpf_standing_add_band(standing, "A", NULL);
}
BREAK(band_fine)
{
    cpf_standing *standing = cpf_plan_add_standing(rich->plan, "more", "channel", NULL);

    cpf_standing_add_band(standing, "A", "90.555");
    cpf_standing_add_band(standing, "B", NULL);
}
BREAK(quota_sum)
{
    cpf_standing_add_quota(cpf_plan_add_standing(rich->plan, "more", "channel", NULL), "A", "99");
}
BREAK(quota_percent)
{
    cpf_standing_add_quota(cpf_plan_add_standing(rich->plan, "more", "channel", NULL), "A", "-1");
}
BREAK(quota_rest)
{
    cpf_standing_set_quota_rule(rich->quotas, "floor", NULL, NULL, 0);
}
BREAK(quota_rest_unknown)
{
    cpf_standing_set_quota_rule(rich->quotas, "floor", "C", NULL, 0);
}
BREAK(quota_places)
{
    cpf_standing_set_quota_rule(rich->quotas, "ceiling", "B", NULL, 0);
}
BREAK(quota_tie)
{
    cpf_standing_set_quota_rule(rich->quotas, "floor", "B", "sideways", 0);
}
BREAK(quota_minimum)
{
    cpf_standing_set_quota_rule(rich->quotas, "floor", "B", NULL, -1);
}
BREAK(bad_call)
{
    cpf_indicator_set_decimals(rich->sales, 12);
}
BREAK(filter_value)
{
    cpf_scorecard_set_filter(rich->card, "stage", "old");
}
BREAK(condition_value)
{
    (void)cpf_plan_add_indicator(rich->plan, "more", NULL, "count(stage = 'old')");
}
BREAK(no_feeds)
{
    static const char *const columns[1] = {"Key"};
    cpf_source *source = cpf_plan_add_source(rich->plan, "more", "more.csv");

    cpf_source_set_unit(source, NULL, 1, columns);
    cpf_source_set_day(source, "Date");
}
BREAK(floor_above)
{
    cpf_goal_set_range(rich->level, "0.96", NULL);
}
BREAK(stretch_below)
{
    cpf_goal_set_range(rich->level, NULL, "0.94");
}

typedef struct broken_plan {
    void (*spoil)(rich_plan *rich);
    const char *code, *subject;
    int32_t findings; /* in all */
} broken_plan;

static const broken_plan broken[] = {
    {years, "years", "calendar.years (calendar)", 1},
    {start_month, "start-month", "calendar.fiscal_start_month (calendar)", 1},
    {grain, "grain", "calendar.grain (calendar)", 1},
    {window_days, "window-days", "calendar.windows[1] (window W2)", 1},
    {window_code, "window-code", NULL, 1},
    {season_count, "season-count", "calendar.seasons[1] (season short)", 1},
    {season_negative, "season-negative", "calendar.seasons[1][3] (season odd)", 1},
    {season_zero, "season-zero", "calendar.seasons[1] (season none)", 1},
    {season_code, "code-twice", "calendar.seasons[1].code (season retail)", 1},
    {level_twice, "code-twice", "levels[3].code (level region)", 1},
    {level_empty, "no-code", "levels[3].code (level )", 1},
    {channel_level, "unknown-level", "channel_level", 1},
    {unit_twice, "code-twice", "units[7].code (unit R9)", 1},
    {unit_empty, "no-code", "units[7].code (unit )", 1},
    {orphan, "unknown-parent", "units[7].parent (unit R77)", 1},
    {unit_level, "unknown-level", "units[7].level (unit R77)", 1},
    {two_roots, "two-roots", "units[7].parent (unit US)", 1},
    {cycle, "cycle", NULL, 0},
    {position, "parent-position", "units[7].parent (unit 7)", 1},
    {level_order, "level-order", "units[7].level (unit R77)", 1},
    {unit_span, "unit-days", "units[3].to (unit R10)", 1},
    {attribute_mixed, "attribute-mixed", "units (attribute size)", 1},
    {attribute_large, "attribute-large", "units (attribute size)", 1},
    {attribute_span, "attribute-span", "units (attribute size)", 1},
    {measure_twice, "code-twice", "measures[5].code (measure sales)", 1},
    {measure_kind, "choice", "measures[5].kind (measure more)", 1},
    {measure_decimals, "decimals", "measures[5].decimals (measure more)", 1},
    {source_twice, "code-twice", "sources[1].code (source orders)", 1},
    {source_unit, "source-unit", "sources[0].unit (source orders)", 1},
    {source_unit_column, "no-column", "sources[0].unit.columns[0] (source orders)", 1},
    {source_day, "source-day", "sources[0].day (source orders)", 1},
    {source_separator, "separator", "sources[0].separator (source orders)", 1},
    {source_point, "decimal-point", "sources[0].decimal_point (source orders)", 1},
    {source_filter, "filter-types", "sources[0].where column 8 (source orders)", 1},
    {feed_filter, "unknown-attribute", "sources[0].feeds[4].where column 1 (source orders)", 1},
    {feed_measure, "unknown-measure", "sources[0].feeds[4].measure (source orders)", 1},
    {feed_column, "feed-column", "sources[0].feeds[4].column (source orders)", 1},
    {column_twice, "column-twice", "sources[0].firsts[1].as (source orders)", 1},
    {lookup_file, "lookup-file", "sources[0].lookups[1].file (source orders)", 1},
    {lookup_key, "no-column", "sources[0].lookups[1] (source orders)", 1},
    {indicator_twice, "code-twice", "indicators[3].code (indicator sales)", 1},
    {indicator_formula, "formula-value", "indicators[3].formula column 5 (indicator more)", 1},
    {indicator_builtin, "choice", "indicators[3].builtin (indicator more)", 1},
    {indicator_direction, "choice", "indicators[2].direction (indicator active)", 1},
    {indicator_parameter, "unknown-parameter", "indicators[3].with.saels (indicator more)", 1},
    {indicator_range, "parameter-range", "indicators[3].with.minimum_orders (indicator more)", 1},
    {goal_unit_code, "unknown-unit", "goals[3].unit (goal R11/sales/2026)", 1},
    {goal_indicator, "unknown-indicator", "goals[3].indicator (goal R10/sale/2026)", 1},
    {goal_period, "unknown-period", "goals[3].period (goal R10/sales/2026-Q5)", 1},
    {goal_no_target, "goal-no-target", "goals[3].target (goal R10/sales/2026)", 1},
    {goal_twice, "goal-twice", "goals[3] (goal east/sales/2026-Q1)", 1},
    {goal_text, "not-a-number", "goals[0].target (goal CN/sales/2026)", 1},
    {goal_fine, "too-fine", "goals[1].target (goal east/sales/2026-Q1)", 1},
    {goal_large, "too-large", "goals[1].target (goal east/sales/2026-Q1)", 1},
    {goal_step, "goal-step", "goals[0].split.step (goal CN/sales/2026)", 1},
    {goal_multiple, "goal-multiple", "goals[0].target (goal CN/sales/2026)", 1},
    {goal_no_unit, "goal-unit", "indicators[0].unit (goal CN/sales/2026)", 1},
    {goal_no_direction, "goal-direction", "indicators[0].direction (goal CN/sales/2026)", 1},
    {goal_no_owner, "goal-owner", "indicators[0].owner (goal CN/sales/2026)", 1},
    {goal_no_source, "goal-source", "indicators[1].data_source (goal CN/rate/2026)", 1},
    {split_name, "choice", "goals[0].split.by (goal CN/sales/2026)", 1},
    {split_kind, "split-kind", "goals[2].split.by (goal CN/rate/2026)", 1},
    {split_level, "split-level", "goals[1].split.to (goal east/sales/2026-Q1)", 1},
    {split_unknown_level, "unknown-level", "goals[1].split.to (goal east/sales/2026-Q1)", 1},
    {no_drivers, "no-drivers", "goals[1].split.drivers (goal east/sales/2026-Q1)", 1},
    {base_driver, "base-driver", "goals[1].split.drivers (goal east/sales/2026-Q1)", 1},
    {weight_driver, "weight-driver", "goals[1].split.drivers (goal east/sales/2026-Q1)", 1},
    {driver_unknown, "unknown-driver", "goals[1].split.drivers[0].of (goal east/sales/2026-Q1)", 1},
    {driver_text, "attribute-text", "goals[1].split.drivers[0].of (goal east/sales/2026-Q1)", 1},
    {driver_kind, "driver-kind", "goals[1].split.drivers[0].of (goal east/sales/2026-Q1)", 1},
    {driver_period, "driver-period", "goals[3].split.drivers[0].in (goal CN/sales/2025)", 1},
    {driver_period_code, "unknown-period", "goals[1].split.drivers[0].in (goal east/sales/2026-Q1)", 1},
    {blend_sum, "blend-sum", "goals[1].split.drivers (goal east/sales/2026-Q1)", 1},
    {blend_percent, "percent", "goals[1].split.drivers[0].percent (goal east/sales/2026-Q1)", 1},
    {season_missing, "season-name", "goals[0].season.season (goal CN/sales/2026)", 1},
    {season_unknown, "unknown-season", "goals[0].season.season (goal CN/sales/2026)", 1},
    {season_attribute, "unknown-attribute", "goals[0].season.attribute (goal CN/sales/2026)", 1},
    {season_text, "season-of-text", "goals[0].season.attribute (goal CN/sales/2026)", 1},
    {season_kind, "season-kind", "goals[2].season.by (goal CN/rate/2026)", 1},
    {season_window, "season-window", "goals[3].season (goal CN/sales/W1)", 1},
    {card_twice, "code-twice", "scorecards[1].code (scorecard dealer)", 1},
    {card_level, "unknown-level", "scorecards[1].level (scorecard more)", 1},
    {card_decimals, "decimals", "scorecards[0].total_decimals (scorecard dealer)", 0},
    {card_missing, "choice", "scorecards[0].missing (scorecard dealer)", 1},
    {card_attribute, "unknown-attribute", "scorecards[0].where.attribute (scorecard dealer)", 1},
    {weight_sum, "weight-sum", "scorecards[1].items (scorecard more)", 1},
    {item_weight, "item-weight", "scorecards[0].items[3].weight (scorecard dealer/missing)", 2},
    {item_twice, "item-twice", "scorecards[1].items[1].indicator (scorecard more)", 1},
    {item_rule, "choice", "scorecards[1].items[0].rule.name (scorecard more/sales)", 1},
    {item_setting, "rule-setting", "scorecards[0].items[0].rule.capp (scorecard dealer/sales)", 1},
    {item_target, "too-fine", "scorecards[0].items[2].target (scorecard dealer/active)", 1},
    {zero_policy, "choice", "scorecards[0].items[2].zero_target (scorecard dealer/active)", 1},
    {zero_scale, "zero-scale", "scorecards[0].items[2].zero_target (scorecard dealer/active)", 1},
    {two_cards, "two-cards", "scorecards[1] (scorecard new)", 1},
    {standing_twice, "code-twice", "grades[2].code (grades people)", 1},
    {standing_group, "choice", "grades[2].group (grades more)", 1},
    {standing_group_level, "group-level", "grades[2].group (grades more)", 1},
    {standing_group_unknown, "unknown-level", "grades[2].group (grades more)", 1},
    {standing_group_number, "attribute-number", "grades[2].group (grades more)", 1},
    {standing_card, "no-card", "grades[2].level (grades more)", 1},
    {standing_rank, "choice", "grades[0].rank (grades people)", 1},
    {standing_percentile, "choice", "grades[0].percentile (grades people)", 1},
    {mixed_decimals, "mixed-decimals", "grades[0].level (grades people)", 3},
    {both_kinds, "bands-and-quotas", "grades[0] (grades people)", 1},
    {band_order, "band-order", "grades[2].bands[1].from (grades more)", 1},
    {band_lowest, "band-lowest", "grades[2].bands[0].from (grades more)", 1},
    {band_open, "band-open", "grades[2].bands[0].from (grades more)", 1},
    {band_twice, "code-twice", "grades[2].bands[1].grade (grades more)", 1},
    {band_fine, "too-fine", "grades[2].bands[0].from (grades more)", 1},
    {quota_sum, "quota-sum", "grades[2].quotas (grades more)", 1},
    {quota_percent, "percent", "grades[2].quotas[0].percent (grades more)", 1},
    {quota_rest, "rest-grade", "grades[1].rest (grades forced)", 1},
    {quota_rest_unknown, "choice", "grades[1].rest (grades forced)", 1},
    {quota_places, "choice", "grades[1].places (grades forced)", 1},
    {quota_tie, "choice", "grades[1].ties (grades forced)", 1},
    {quota_minimum, "group-minimum", "grades[1].minimum (grades forced)", 1},
    {bad_call, "bad-argument", "cpf_indicator_set_decimals decimals", 1},
    {filter_value, "no-unit-has", "scorecards[0].where.is (scorecard dealer)", 1},
    {condition_value, "no-unit-has", "indicators[3].formula column 15 (indicator more)", 1},
    {no_feeds, "no-feeds", "sources[1].feeds (source more)", 1},
    {floor_above, "goal-floor", "goals[2].floor (goal CN/rate/2026)", 1},
    {stretch_below, "goal-stretch", "goals[2].stretch (goal CN/rate/2026)", 1},
};

static int32_t first_of_code(const cpf_error *error, const char *code)
{
    for (int32_t i = 0; i < cpf_error_count(error); i++)
        if (strcmp(cpf_error_code_at(error, i), code) == 0)
            return i;
    return CPF_NONE;
}

static void each_broken_plan_is_told_its_fault(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        const broken_plan *row = &broken[i];
        cpf_error *error = NULL;
        cpf_status status;
        rich_plan rich;
        int32_t at;

        assert_int_equal(rich_new(NULL, &rich), CPF_OK);
        row->spoil(&rich);
        status = cpf_plan_check(rich.plan, &error);
        at = first_of_code(error, row->code);
        if (at == CPF_NONE || (row->findings && cpf_error_count(error) != row->findings) ||
            (row->subject && strcmp(cpf_error_subject_at(error, at), row->subject) != 0)) {
            printf("expected %s %s\n", row->code, row->subject ? row->subject : "");
            (void)cpf_test_tell(CPF_E_PLAN, error);
            fail();
        }
        assert_int_equal(status, cpf_error_severity_at(error, at) == CPF_WARNING ? CPF_OK : CPF_E_PLAN);
        cpf_error_free(error);
        cpf_plan_free(rich.plan);
    }
}

static void an_empty_plan_is_told_all_it_lacks(void **state)
{
    static const char *const codes[] = {"no-calendar", "no-levels", "no-units"};
    cpf_plan *plan = NULL;
    cpf_error *error = NULL;

    (void)state;
    assert_int_equal(cpf_plan_new(NULL, &plan), CPF_OK);
    assert_int_equal(cpf_plan_check(plan, &error), CPF_E_PLAN);
    assert_int_equal(cpf_error_count(error), 3);
    for (int32_t i = 0; i < 3; i++)
        assert_string_equal(cpf_error_code_at(error, i), codes[i]);
    cpf_error_free(error);
    cpf_plan_free(plan);
}

static void a_plan_without_a_top_is_told_so(void **state)
{
    cpf_plan *plan = NULL;
    cpf_error *error = NULL;
    cpf_calendar_options options = calendar_of(2026, 2026);

    (void)state;
    assert_int_equal(cpf_plan_new(NULL, &plan), CPF_OK);
    cpf_plan_set_calendar(plan, &options);
    cpf_plan_add_level(plan, "a", NULL);
    cpf_plan_add_level(plan, "b", NULL);
    (void)cpf_plan_add_unit_under(plan, "Y", "a", "X", NULL);
    (void)cpf_plan_add_unit_under(plan, "X", "b", "Y", NULL);
    assert_int_equal(cpf_plan_check(plan, &error), CPF_E_PLAN);
    assert_true(first_of_code(error, "cycle") != CPF_NONE || first_of_code(error, "no-root") != CPF_NONE);
    cpf_error_free(error);
    cpf_plan_free(plan);
}

static void the_nearest_codes_are_named(void **state)
{
    cpf_error *error = NULL;
    rich_plan rich;

    (void)state;
    assert_int_equal(rich_new(NULL, &rich), CPF_OK);
    cpf_goal_set_amount(cpf_plan_add_goal(rich.plan, "EAST", "sales", "2026"), 1);
    assert_int_equal(cpf_plan_check(rich.plan, &error), CPF_E_PLAN);
    assert_string_equal(cpf_error_message(error), "there is no unit \"EAST\"; nearest: east, west");
    cpf_error_free(error);
    cpf_plan_free(rich.plan);
}

enum { ORPHANS = 1000 };

static void many_findings_of_a_kind_are_counted(void **state)
{
    cpf_error *error = NULL;
    rich_plan rich;

    (void)state;
    assert_int_equal(rich_new(NULL, &rich), CPF_OK);
    for (int i = 0; i < ORPHANS; i++) {
        char code[24];

        (void)snprintf(code, sizeof code, "X%d", i);
        (void)cpf_plan_add_unit_under(rich.plan, "nobody", "channel", code, NULL);
    }
    assert_int_equal(cpf_plan_check(rich.plan, &error), CPF_E_PLAN);
    assert_int_equal(cpf_error_count(error), 101);
    assert_string_equal(cpf_error_message_at(error, 100, CPF_ENGLISH), "900 more units have the same trouble");
    cpf_error_free(error);
    cpf_plan_free(rich.plan);
}

static void all_findings_come_at_once(void **state)
{
    cpf_error *error = NULL;
    rich_plan rich;

    (void)state;
    assert_int_equal(rich_new(NULL, &rich), CPF_OK);
    orphan(&rich);
    measure_kind(&rich);
    goal_text(&rich);
    quota_minimum(&rich);
    floor_above(&rich);
    assert_int_equal(cpf_plan_check(rich.plan, &error), CPF_E_PLAN);
    assert_int_equal(cpf_error_count(error), 5);
    assert_int_equal(cpf_error_severity_at(error, 4), CPF_WARNING);
    cpf_error_free(error);
    cpf_plan_free(rich.plan);
}

/* The row's line for a table beside the plan, the plan's own line for its path. */
static int64_t line_of(const void *user, const char *path)
{
    return strcmp(path, "goals[7].target") == 0 ? *(const int64_t *)user : 0;
}

static void findings_stand_where_the_reader_read(void **state)
{
    static int64_t line = 42;
    cpf_error *error = NULL;
    rich_plan rich;
    cpf__plan_locator locator = {&line, line_of, NULL};

    (void)state;
    assert_int_equal(rich_new(NULL, &rich), CPF_OK);
    cpf__plan_set_file(rich.plan, "plan.json");
    cpf__plan_set_locator(rich.plan, locator);
    cpf__plan_at(rich.plan, "goals[7]");
    cpf_goal_set_target(cpf_plan_add_goal(rich.plan, "R1", "sales", "2026"), "x");
    cpf__plan_at(rich.plan, "units[3]");
    for (int i = 0; i < 5; i++) {
        char code[24];

        cpf__plan_at_row(rich.plan, "more.csv", 2 + i);
        (void)snprintf(code, sizeof code, "X%d", i);
        (void)cpf_plan_add_unit_under(rich.plan, i == 3 ? "nobody" : "east", "channel", code, NULL);
    }
    cpf__plan_at_row(rich.plan, NULL, 0);
    cpf__plan_at(rich.plan, NULL);
    assert_int_equal(cpf_plan_check(rich.plan, &error), CPF_E_PLAN);
    assert_int_equal(cpf_error_count(error), 2);
    assert_string_equal(cpf_error_subject_at(error, 0), "more.csv line 5: units[3].parent (unit X3)");
    assert_string_equal(cpf_error_subject_at(error, 1), "plan.json line 42: goals[7].target (goal R1/sales/2026)");
    cpf_error_free(error);
    cpf_plan_free(rich.plan);
}

static void findings_of_the_reader_are_told_every_time(void **state)
{
    cpf_error *error = NULL, *finding = NULL;
    cpf_model *model = NULL;
    rich_plan rich;

    (void)state;
    assert_int_equal(rich_new(NULL, &rich), CPF_OK);
    (void)cpf__find(NULL, &finding, NULL, &cpf__model_messages[CPF__MODEL_GOAL_STEP], "0");
    cpf__plan_add_findings(rich.plan, finding);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(cpf_plan_freeze(rich.plan, &model, &error), CPF_E_PLAN);
        assert_int_equal(cpf_error_count(error), 1);
        assert_null(model);
        cpf_error_free(error);
        error = NULL;
    }
    cpf_plan_free(rich.plan);
}

/* Both languages, a hint in each, and no code twice. */
static void messages_are_complete(void **state)
{
    (void)state;
    for (int32_t i = 0; i < CPF__MODEL_MESSAGE_COUNT; i++) {
        const cpf__message *message = &cpf__model_messages[i];

        for (int language = 0; language < 2; language++)
            assert_true(*message->text[language] && *message->hint[language]);
        for (int32_t j = 0; j < i; j++)
            assert_string_not_equal(message->code, cpf__model_messages[j].code);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_broken_plan_is_told_its_fault),
        cmocka_unit_test(an_empty_plan_is_told_all_it_lacks),
        cmocka_unit_test(a_plan_without_a_top_is_told_so),
        cmocka_unit_test(the_nearest_codes_are_named),
        cmocka_unit_test(many_findings_of_a_kind_are_counted),
        cmocka_unit_test(all_findings_come_at_once),
        cmocka_unit_test(findings_stand_where_the_reader_read),
        cmocka_unit_test(findings_of_the_reader_are_told_every_time),
        cmocka_unit_test(messages_are_complete),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
