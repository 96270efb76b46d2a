/* SPDX-License-Identifier: MIT */
/* Indicators over random trees, calendars and rows against a reference that goes through all rows for every single
 * value. */
#include "bits.h"
#include "decimal.h"
#include "model_in.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { UNITS_MAX = 40, ROWS_MAX = 400, SKUS = 12 };

typedef struct dull_row {
    cpf_id unit;
    cpf_day day;
    int64_t sales, sku, price, level;
} dull_row;

/* One case: the model and the rows it was fed with. */
typedef struct dull_case {
    cpf_model *model;
    int32_t rows;
    dull_row row[ROWS_MAX];
} dull_case;

typedef struct dull_value {
    int missing;
    cpf__ratio ratio;
} dull_value;

enum measure { SALES, ORDERS, FIRST_ORDER, LAST_ORDER, SKU, PRICE_MIN, PRICE_MAX, LEVEL, MEASURES };

static const char *const measure_codes[MEASURES] = {"sales", "orders",    "first_order", "last_order",
                                                    "sku",   "price_min", "price_max",   "level"};
static const char *const measure_kinds[MEASURES] = {"sum", "count", "first", "last", "distinct", "min", "max", "stock"};

/* --- the reference --- */

static int is_below(const dull_case *c, cpf_id unit, cpf_id above)
{
    for (; unit != CPF_NONE; unit = cpf_model_unit_parent(c->model, unit))
        if (unit == above)
            return 1;
    return 0;
}

static int64_t amount(const dull_row *row, enum measure measure)
{
    switch (measure) {
    case SALES:
        return row->sales;
    case ORDERS:
        return 1;
    case FIRST_ORDER:
    case LAST_ORDER:
        return row->day;
    case SKU:
        return row->sku;
    case LEVEL:
        return row->level;
    default:
        return row->price;
    }
}

/* Sum of the last values of each unit by itself: of its rows in the span the latest, of equal days the largest. */
static dull_value dull_stock(const dull_case *c, cpf_id unit, cpf_day from, cpf_day to)
{
    dull_value sum = {1, {0, 1}};

    for (cpf_id own = 0; own < cpf_model_unit_count(c->model); own++) {
        const dull_row *best = NULL;

        for (int32_t i = 0; i < c->rows && is_below(c, own, unit); i++) {
            const dull_row *row = &c->row[i];

            if (row->unit == own && row->day >= from && row->day < to &&
                (!best || row->day > best->day || (row->day == best->day && row->level > best->level)))
                best = row;
        }
        if (best) {
            sum.missing = 0;
            sum.ratio.num += best->level;
        }
    }
    return sum;
}

/* A measure over the rows of the unit and those under it. */
static dull_value dull_measure(const dull_case *c, enum measure measure, cpf_id unit, cpf_day from, cpf_day to)
{
    int seen[SKUS] = {0}, any = 0;
    dull_value value = {0, {0, 1}};

    if (measure == LEVEL)
        return dull_stock(c, unit, from, to);
    for (int32_t i = 0; i < c->rows; i++) {
        const dull_row *row = &c->row[i];
        int64_t one = amount(row, measure);

        if (!is_below(c, row->unit, unit) || row->day < from || row->day >= to)
            continue;
        if (measure == SALES || measure == ORDERS)
            value.ratio.num += one;
        else if (measure == SKU)
            value.ratio.num += !seen[one]++;
        else if (measure == FIRST_ORDER || measure == PRICE_MIN)
            value.ratio.num = !any || one < value.ratio.num ? one : value.ratio.num;
        else
            value.ratio.num = !any || one > value.ratio.num ? one : value.ratio.num;
        any = 1;
    }
    value.missing = measure > ORDERS && measure != SKU && !any;
    return value;
}

static dull_value in_period(const dull_case *c, enum measure measure, cpf_id unit, cpf_id period)
{
    const cpf_period *p = cpf_model_period(c->model, period);

    return dull_measure(c, measure, unit, measure == FIRST_ORDER ? INT32_MIN + 1 : cpf_period_from(p),
                        cpf_period_to(p));
}

static int is_channel(const dull_case *c, cpf_id unit)
{
    return strcmp(cpf_model_unit_level(c->model, unit), "channel") == 0;
}

static int is_present(const dull_case *c, cpf_id unit, cpf_day day)
{
    const cpf_model *m = c->model;
    cpf_day from = m->unit_from ? m->unit_from[unit] : CPF_NO_DAY, to = m->unit_to ? m->unit_to[unit] : CPF_NO_DAY;

    return (from == CPF_NO_DAY || day >= from) && (to == CPF_NO_DAY || day < to);
}

static dull_value missing_value(void)
{
    return (dull_value){1, {0, 1}};
}

static dull_value whole(int64_t number)
{
    return (dull_value){0, {number, 1}};
}

static dull_value divided(dull_value a, dull_value b)
{
    if (a.missing || b.missing || b.ratio.num == 0)
        return missing_value();
    assert_int_equal(cpf__ratio_div(a.ratio, b.ratio, &a.ratio), CPF_OK);
    return a;
}

/* Channels under the unit that are there at the end of the period, with a condition. */
typedef int (*dull_condition)(const dull_case *c, cpf_id channel, cpf_id period);

static int32_t channels_where(const dull_case *c, cpf_id unit, cpf_id period, int closing, dull_condition holds,
                              cpf_id *list)
{
    int32_t n = 0;

    for (cpf_id i = 0; i < cpf_model_unit_count(c->model); i++)
        if (is_channel(c, i) && is_below(c, i, unit) &&
            (!closing || is_present(c, i, cpf_period_to(cpf_model_period(c->model, period)) - 1)) &&
            (!holds || holds(c, i, period)))
            list[n++] = i;
    return n;
}

static dull_value counted(const dull_case *c, cpf_id unit, cpf_id period, dull_condition holds)
{
    cpf_id list[UNITS_MAX];

    return whole(channels_where(c, unit, period, 1, holds, list));
}

static int has_order(const dull_case *c, cpf_id channel, cpf_id period)
{
    return in_period(c, ORDERS, channel, period).ratio.num >= 1;
}

static int is_new(const dull_case *c, cpf_id channel, cpf_id period)
{
    const cpf_period *p = cpf_model_period(c->model, period);
    dull_value first = dull_measure(c, FIRST_ORDER, channel, INT32_MIN + 1, INT32_MAX);

    return !first.missing && first.ratio.num >= cpf_period_from(p) && first.ratio.num < cpf_period_to(p) &&
           in_period(c, ORDERS, channel, period).ratio.num >= 2;
}

static int is_back(const dull_case *c, cpf_id channel, cpf_id period)
{
    cpf_day from = cpf_period_from(cpf_model_period(c->model, period));

    return has_order(c, channel, period) && dull_measure(c, ORDERS, channel, INT32_MIN + 1, from).ratio.num == 0;
}

static int is_gold(const dull_case *c, cpf_id channel, cpf_id period)
{
    const char *type = cpf_model_unit_attribute(c->model, channel, "type");

    return (type && strcmp(type, "gold") == 0) || !(in_period(c, SALES, channel, period).ratio.num * 1 > 5000);
}

static int compare_numbers(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

/* Sales of the channels that are there at the end, ascending. */
static int32_t channel_sales(const dull_case *c, cpf_id unit, cpf_id period, dull_condition holds, int64_t *values)
{
    cpf_id list[UNITS_MAX];
    int32_t n = channels_where(c, unit, period, 1, holds, list);

    for (int32_t i = 0; i < n; i++)
        values[i] = (int64_t)in_period(c, SALES, list[i], period).ratio.num;
    qsort(values, (size_t)n, sizeof *values, compare_numbers);
    return n;
}

static int64_t total_of(const int64_t *values, int32_t n)
{
    int64_t total = 0;

    for (int32_t i = 0; i < n; i++)
        total += values[i];
    return total;
}

static dull_value cents(dull_value value)
{
    return divided(value, whole(100));
}

static dull_value f_sales(const dull_case *c, cpf_id unit, cpf_id period)
{
    return cents(in_period(c, SALES, unit, period));
}

static dull_value f_active(const dull_case *c, cpf_id unit, cpf_id period)
{
    return counted(c, unit, period, has_order);
}

static dull_value f_new(const dull_case *c, cpf_id unit, cpf_id period)
{
    return counted(c, unit, period, is_new);
}

static dull_value f_back(const dull_case *c, cpf_id unit, cpf_id period)
{
    return counted(c, unit, period, is_back);
}

static dull_value f_gold(const dull_case *c, cpf_id unit, cpf_id period)
{
    return counted(c, unit, period, is_gold);
}

static dull_value f_output(const dull_case *c, cpf_id unit, cpf_id period)
{
    return divided(f_sales(c, unit, period), f_active(c, unit, period));
}

static dull_value f_share(const dull_case *c, cpf_id unit, cpf_id period)
{
    for (cpf_id up = unit; up != CPF_NONE; up = cpf_model_unit_parent(c->model, up))
        if (strcmp(cpf_model_unit_level(c->model, up), "region") == 0)
            return divided(f_sales(c, unit, period), f_sales(c, up, period));
    return missing_value();
}

static dull_value f_growth(const dull_case *c, cpf_id unit, cpf_id period)
{
    cpf_id before = c->model->calendar->periods[period].year_before;
    dull_value value;

    if (before == CPF_NONE)
        return missing_value();
    value = divided(f_sales(c, unit, period), f_sales(c, unit, before));
    if (!value.missing)
        assert_int_equal(cpf__ratio_sub(value.ratio, whole(1).ratio, &value.ratio), CPF_OK);
    return value;
}

static dull_value f_median(const dull_case *c, cpf_id unit, cpf_id period)
{
    int64_t v[UNITS_MAX];
    int32_t n = channel_sales(c, unit, period, NULL, v);

    return n ? divided(whole(v[(n - 1) / 2] + v[n / 2]), whole(200)) : missing_value();
}

static dull_value f_mean(const dull_case *c, cpf_id unit, cpf_id period)
{
    int64_t v[UNITS_MAX];
    int32_t n = channel_sales(c, unit, period, has_order, v);

    return divided(whole(total_of(v, n)), whole(n * 100));
}

static dull_value f_top(const dull_case *c, cpf_id unit, cpf_id period)
{
    int64_t v[UNITS_MAX];
    int32_t n = channel_sales(c, unit, period, NULL, v), k = n < 2 ? n : 2;
    int64_t total = total_of(v, n);

    return total > 0 ? divided(whole(total_of(v + n - k, k)), whole(total)) : missing_value();
}

/* Half the mean difference of all pairs in the mean. */
static dull_value f_gini(const dull_case *c, cpf_id unit, cpf_id period)
{
    int64_t v[UNITS_MAX], apart = 0;
    int32_t n = channel_sales(c, unit, period, NULL, v);

    if (!n || v[0] < 0)
        return missing_value();
    for (int32_t i = 0; i < n; i++)
        for (int32_t k = 0; k < n; k++)
            apart += v[i] > v[k] ? v[i] - v[k] : v[k] - v[i];
    return divided(whole(apart), whole(2 * n * total_of(v, n)));
}

static dull_value f_skus(const dull_case *c, cpf_id unit, cpf_id period)
{
    return in_period(c, SKU, unit, period);
}

static dull_value f_skus_ever(const dull_case *c, cpf_id unit, cpf_id period)
{
    return dull_measure(c, SKU, unit, INT32_MIN + 1, cpf_period_to(cpf_model_period(c->model, period)));
}

static dull_value f_stock(const dull_case *c, cpf_id unit, cpf_id period)
{
    return cents(in_period(c, LEVEL, unit, period));
}

static dull_value f_trailing(const dull_case *c, cpf_id unit, cpf_id period)
{
    const cpf__calendar *calendar = c->model->calendar;
    int32_t end = calendar->periods[period].leaf_end;

    if (calendar->periods[period].grain == CPF__WINDOW || end - 3 < calendar->leaf_begin)
        return missing_value();
    return cents(dull_measure(c, SALES, unit, calendar->periods[end - 3].from, calendar->periods[period].to));
}

static dull_value f_price_min(const dull_case *c, cpf_id unit, cpf_id period)
{
    return cents(in_period(c, PRICE_MIN, unit, period));
}

/* The largest of the channels' smallest prices. */
static dull_value f_price_odd(const dull_case *c, cpf_id unit, cpf_id period)
{
    cpf_id list[UNITS_MAX];
    int32_t n = channels_where(c, unit, period, 0, NULL, list);
    dull_value best = missing_value();

    for (int32_t i = 0; i < n; i++) {
        dull_value one = in_period(c, PRICE_MIN, list[i], period);

        if (!one.missing && (best.missing || one.ratio.num > best.ratio.num))
            best = one;
    }
    return cents(best);
}

static dull_value f_large(const dull_case *c, cpf_id unit, cpf_id period)
{
    cpf_id list[UNITS_MAX];
    int32_t n = channels_where(c, unit, period, 0, has_order, list);
    int64_t total = 0;

    for (int32_t i = 0; i < n; i++)
        total += (int64_t)in_period(c, SALES, list[i], period).ratio.num;
    return cents(whole(total));
}

static dull_value potential(const dull_case *c, cpf_id unit, cpf_id period, dull_condition holds)
{
    const cpf__attribute *attribute = &c->model->attributes[cpf__model_find_attribute(c->model, "potential")];
    int64_t total = 0;

    for (cpf_id i = 0; i < cpf_model_unit_count(c->model); i++)
        if (is_below(c, i, unit) && attribute->number && cpf__bit(attribute->number_valid, i) &&
            is_present(c, i, cpf_period_to(cpf_model_period(c->model, period)) - 1) &&
            (!holds || (is_channel(c, i) && holds(c, i, period))))
            total += attribute->number[i];
    return whole(total);
}

static dull_value f_weighted(const dull_case *c, cpf_id unit, cpf_id period)
{
    return divided(potential(c, unit, period, has_order), potential(c, unit, period, NULL));
}

static dull_value f_when(const dull_case *c, cpf_id unit, cpf_id period)
{
    dull_value orders = in_period(c, ORDERS, unit, period);

    return orders.ratio.num >= 5 ? divided(f_sales(c, unit, period), orders) : missing_value();
}

static dull_value f_least(const dull_case *c, cpf_id unit, cpf_id period)
{
    const cpf_period *p = cpf_model_period(c->model, period);
    int64_t orders = (int64_t)in_period(c, ORDERS, unit, period).ratio.num,
            days = cpf_period_to(p) - cpf_period_from(p);

    return divided(whole(3 * (orders < days ? orders : days)), whole(cpf_period_working_days(p)));
}

typedef struct formula_case {
    const char *code, *formula;
    int32_t decimals;
    dull_value (*value)(const dull_case *c, cpf_id unit, cpf_id period);
} formula_case;

static const formula_case formulas[] = {
    {"sales", "sum(sales)", 2, f_sales},
    {"rough", "sum(sales)", 0, f_sales},
    {"active", "count(orders >= 1)", 0, f_active},
    {"new", "count(first_order in period and orders >= 2)", 0, f_new},
    {"back", "count(orders >= 1 and orders(before) = 0)", 0, f_back},
    {"gold", "count(type = \"gold\" or not sales > 50)", 0, f_gold},
    {"output", "sum(sales) / count(orders >= 1)", 3, f_output},
    {"share", "sum(sales) / sum(sales, region)", 4, f_share},
    {"growth", "sum(sales) / sum(sales, year_before) - 1", 6, f_growth},
    {"median", "median(sales)", 2, f_median},
    {"mean", "mean(sales where orders >= 1)", 4, f_mean},
    {"top", "top(2, sales)", 5, f_top},
    {"gini", "gini(sales)", 6, f_gini},
    {"skus", "distinct(sku)", 0, f_skus},
    {"skus_ever", "distinct(sku, ever)", 0, f_skus_ever},
    {"stock", "sum(level)", 2, f_stock},
    {"trailing", "sum(sales, trailing(3))", 2, f_trailing},
    {"price_min", "min(price_min)", 2, f_price_min},
    {"price_odd", "max(price_min)", 2, f_price_odd},
    {"large", "sum(sales where orders >= 1)", 2, f_large},
    {"weighted", "sum(potential where orders >= 1) / sum(potential)", 4, f_weighted},
    {"when", "when(sum(orders) >= 5, sum(sales) / sum(orders))", 2, f_when},
    {"least", "3 * least(sum(orders), days()) / working_days()", 4, f_least},
};
enum { FORMULAS = sizeof formulas / sizeof formulas[0] };

/* --- making a case --- */

static void add_units(cpf_plan *plan, cpf_test_random *random)
{
    static const char *const levels[] = {"company", "region", "person", "channel", "store"};
    cpf_unit *units[UNITS_MAX];
    int level[UNITS_MAX], n = (int)cpf_test_between(random, 1, UNITS_MAX);

    for (int i = 0; i < 5; i++)
        cpf_plan_add_level(plan, levels[i], levels[i]);
    cpf_plan_set_channel_level(plan, "channel");
    for (int i = 0; i < n; i++) {
        int parent = i ? (int)cpf_test_between(random, 0, i - 1) : 0;
        char code[16], number[16];

        while (i && level[parent] == 4)
            parent--;
        level[i] = i ? (int)cpf_test_between(random, level[parent] + 1, 4) : 0;
        snprintf(code, sizeof code, "U%d", i);
        units[i] = cpf_plan_add_unit(plan, i ? units[parent] : NULL, levels[level[i]], code, code);
        if (cpf_test_between(random, 0, 3) == 0)
            cpf_unit_set_span(units[i], cpf_day_from_date(2023, (int32_t)cpf_test_between(random, 1, 12), 5),
                              cpf_test_between(random, 0, 1) ? CPF_NO_DAY : cpf_day_from_date(2024, 8, 9));
        if (!i || cpf_test_between(random, 0, 2) == 0)
            cpf_unit_set_attribute(units[i], "type", cpf_test_between(random, 0, 1) ? "gold" : "tin");
        snprintf(number, sizeof number, "%d", (int)cpf_test_between(random, 0, 9));
        if (!i || cpf_test_between(random, 0, 3))
            cpf_unit_set_attribute(units[i], "potential", number);
    }
}

static void add_series(cpf_plan *plan)
{
    for (int i = 0; i < MEASURES; i++)
        cpf_plan_add_measure(plan, measure_codes[i], "", measure_kinds[i], i == SALES || i >= PRICE_MIN ? 2 : 0, "");
    for (int i = 0; i < FORMULAS; i++) {
        cpf_indicator *indicator = cpf_plan_add_indicator(plan, formulas[i].code, "", formulas[i].formula);

        cpf_indicator_set_decimals(indicator, formulas[i].decimals);
        cpf_indicator_set_unit(indicator, "1");
        cpf_indicator_set_direction(indicator, "more");
        cpf_indicator_set_origin(indicator, "owner", "source");
    }
}

static cpf_model *make_model(cpf_context *context, cpf_test_random *random)
{
    cpf_calendar_options options;
    cpf_plan *plan;
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    static const int32_t grains[] = {CPF_GRAIN_MONTH, CPF_GRAIN_QUARTER, CPF_GRAIN_MONTH, CPF_GRAIN_HALF};
    int kind = (int)cpf_test_between(random, 0, 3);

    assert_int_equal(cpf_plan_new(context, &plan), CPF_OK);
    cpf_plan_set_name(plan, "c", "case", "1");
    cpf_calendar_options_init(&options, sizeof options);
    options.first_year = 2023;
    options.last_year = 2024;
    options.fiscal_start_month = kind == 1 ? 4 : 1;
    options.grain = grains[kind];
    cpf_plan_set_calendar(plan, &options);
    cpf_plan_add_window(plan, "W1", cpf_day_from_date(2023, 1, 20), cpf_day_from_date(2023, 5, 3));
    cpf_plan_add_window(plan, "W2", cpf_day_from_date(2022, 11, 20), cpf_day_from_date(2023, 3, 1));
    cpf_plan_add_window(plan, "W3", cpf_day_from_date(2024, 1, 20), cpf_day_from_date(2024, 5, 3));
    add_units(plan, random);
    add_series(plan);
    if (cpf_plan_freeze(plan, &model, &error) != CPF_OK)
        cpf_test_tell(CPF_E_PLAN, error);
    assert_non_null(model);
    cpf_error_free(error);
    cpf_plan_free(plan);
    return model;
}

static void make_case(dull_case *c, cpf_context *context, cpf_test_random *random)
{
    c->model = make_model(context, random);
    c->rows = (int32_t)cpf_test_between(random, 0, ROWS_MAX);
    for (int32_t i = 0; i < c->rows; i++) {
        dull_row *row = &c->row[i];

        row->unit = (cpf_id)cpf_test_between(random, 0, cpf_model_unit_count(c->model) - 1);
        row->day = cpf_day_from_date(2022, 6, 1) + (cpf_day)cpf_test_between(random, 0, 1000);
        row->sales = cpf_test_between(random, i % 5 ? 0 : -3000, 9000);
        row->sku = cpf_test_between(random, 0, SKUS - 1);
        row->price = cpf_test_between(random, -50, 50);
        row->level = cpf_test_between(random, -99, 99);
    }
}

static cpf_events *feed(const dull_case *c, int32_t first, int32_t end)
{
    cpf_events *events = NULL;

    assert_int_equal(cpf_events_new(c->model, &events, NULL), CPF_OK);
    for (int m = 0; m < MEASURES; m++) {
        cpf_id id = cpf_model_find_measure(c->model, measure_codes[m]);

        for (int32_t i = first; i < end; i++) {
            const dull_row *row = &c->row[i];
            int64_t value = amount(row, (enum measure)m);
            int dated = m == ORDERS || m == FIRST_ORDER || m == LAST_ORDER;

            assert_int_equal(
                cpf_events_append(events, id, 1, &row->unit, &row->day, dated ? NULL : &value, NULL, NULL, NULL),
                CPF_OK);
        }
    }
    return events;
}

static void compare_value(const dull_case *c, const cpf_facts *facts, int formula, cpf_id unit, cpf_id period)
{
    dull_value wanted = formulas[formula].value(c, unit, period);
    cpf_id indicator = cpf_model_find_indicator(c->model, formulas[formula].code);
    int64_t value = 0, rounded = 0;
    cpf_status status = cpf_facts_value(facts, unit, indicator, period, &value);

    if (!wanted.missing)
        assert_int_equal(cpf__ratio_round(wanted.ratio, formulas[formula].decimals, CPF__HALF_UP, &rounded), CPF_OK);
    if (status != (wanted.missing ? CPF_E_MISSING : CPF_OK) || value != rounded)
        fail_msg("%s of %s in %s: %lld (status %d), wanted %lld (missing %d)", formulas[formula].code,
                 cpf_model_unit_code(c->model, unit), cpf_period_code(cpf_model_period(c->model, period)),
                 (long long)value, (int)status, (long long)rounded, wanted.missing);
}

static void test_formulas(void **state)
{
    static dull_case c;
    cpf_test_random random = cpf_test_seed("evaluate", 8642);

    (void)state;
    for (int round = 0; round < 12; round++) {
        cpf_events *events;
        cpf_facts *facts = NULL;
        cpf_error *error = NULL;

        make_case(&c, NULL, &random);
        events = feed(&c, 0, c.rows);
        if (cpf_measure(c.model, events, NULL, &facts, &error) != CPF_OK)
            cpf_test_tell(CPF_E_RANGE, error);
        assert_non_null(facts);
        for (int f = 0; f < FORMULAS; f++)
            for (cpf_id period = 0; period < cpf_model_period_count(c.model); period += 1 + (period % 3 == round % 3))
                for (cpf_id unit = 0; unit < cpf_model_unit_count(c.model); unit++)
                    compare_value(&c, facts, f, unit, period);
        cpf_facts_free(facts);
        cpf_events_free(events);
        cpf_model_free(c.model);
    }
}

static void test_measures(void **state)
{
    static dull_case c;
    cpf_test_random random = cpf_test_seed("measures", 97531);

    (void)state;
    for (int round = 0; round < 10; round++) {
        cpf_events *events;
        cpf_facts *facts = NULL;

        make_case(&c, NULL, &random);
        events = feed(&c, 0, c.rows);
        assert_int_equal(cpf_measure(c.model, events, NULL, &facts, NULL), CPF_OK);
        for (int m = 0; m < MEASURES; m++)
            for (cpf_id period = 0; period < cpf_model_period_count(c.model); period++)
                for (cpf_id unit = 0; unit < cpf_model_unit_count(c.model); unit++) {
                    dull_value wanted = in_period(&c, (enum measure)m, unit, period);
                    int64_t value = 0;
                    cpf_status status = cpf_facts_measure_value(
                        facts, unit, cpf_model_find_measure(c.model, measure_codes[m]), period, &value);

                    assert_int_equal(status, wanted.missing ? CPF_E_MISSING : CPF_OK);
                    if (!wanted.missing)
                        assert_int_equal(value, (int64_t)wanted.ratio.num);
                }
        cpf_facts_free(facts);
        cpf_events_free(events);
        cpf_model_free(c.model);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_formulas), cmocka_unit_test(test_measures)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
