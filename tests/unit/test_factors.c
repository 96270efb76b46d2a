/* SPDX-License-Identifier: MIT */
/* Drivers that are not known everywhere, and factors, down random trees: against shares worked out one by one in long
 * double; effects add up and are what they say. */
#include "explain_check.h"
#include "support.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 64, DRIVERS = 2, TABLES = 2, ROWS = 10, POLICIES = 3 };

static const char *const attributes[TABLES] = {"stage", "place"};
static const char *const texts[TABLES][3] = {{"start", "growth", "mature"}, {"north", "south", "west"}};
static const char *const levels[] = {"company", "region", "shop"};
static const char *const policies[POLICIES] = {"zero", "renormalise", "siblings"};
static const char *const factors[] = {"0", "0.5", "0.95", "1.05", "1.15", "1.3333", "2"};

typedef struct factor_row {
    int32_t table, text, factor;
    int indicator, period, level; /* level -1: none; period 1: 2026, 2: 2026-Q1; indicator 1: revenue, 2: another */
} factor_row;

typedef struct factor_case {
    int32_t count, parent[MOST], depth[MOST], text[TABLES][MOST], row_count, policy, percent, split;
    int known[DRIVERS][MOST], own_text[TABLES][MOST], absent[MOST]; /* absent: closed before the year */
    int64_t value[DRIVERS][MOST], target[MOST], amount;
    factor_row rows[ROWS];
} factor_case;

static void draw_units(cpf_test_random *random, factor_case *it)
{
    int32_t begin = 0, end = 1;

    memset(it, 0, sizeof *it);
    it->count = 1;
    for (int32_t depth = 1; depth < 3; depth++) {
        for (int32_t unit = begin; unit < end; unit++)
            for (int64_t i = cpf_test_between(random, depth < 2, 6); i > 0; i--) {
                it->parent[it->count] = unit;
                it->depth[it->count++] = depth;
            }
        begin = end;
        end = it->count;
    }
    for (int32_t unit = 0; unit < it->count; unit++)
        for (int k = 0; k < TABLES; k++) {
            it->own_text[k][unit] = !unit || cpf_test_next(random) % 3 != 0;
            it->text[k][unit] =
                it->own_text[k][unit] ? (int32_t)cpf_test_between(random, 0, 2) : it->text[k][it->parent[unit]];
        }
}

/* Driver 0: revenue of the year before; driver 1: an attribute, whose parents are what is below them. */
static void draw_values(cpf_test_random *random, factor_case *it)
{
    int64_t gaps = cpf_test_between(random, 0, 2), zeros = cpf_test_between(random, 0, 3);
    int dated = cpf_test_next(random) % 2 == 0;

    for (int32_t unit = 0; unit < it->count; unit++)
        it->absent[unit] = dated && it->depth[unit] == 2 && cpf_test_next(random) % 4 == 0;
    for (int32_t unit = 0; unit < it->count; unit++)
        for (int k = 0; k < DRIVERS; k++) {
            it->known[k][unit] =
                !it->absent[unit] && cpf_test_between(random, 0, 5) >= gaps && (k == 0 || it->depth[unit] == 2);
            it->value[k][unit] =
                !it->known[k][unit] || cpf_test_between(random, 0, 9) < zeros ? 0 : cpf_test_between(random, 1, 1000);
        }
    for (int32_t unit = it->count; --unit > 0;)
        if (it->known[1][unit]) {
            it->known[1][it->parent[unit]] = 1;
            it->value[1][it->parent[unit]] += it->value[1][unit];
        }
    it->policy = (int32_t)cpf_test_between(random, 0, POLICIES - 1);
    it->split = (int32_t)cpf_test_between(random, 0, 5);
    it->percent = (int32_t)cpf_test_between(random, 1, 99);
    it->amount = cpf_test_between(random, -3000, 10000000);
}

/* Keys are not repeated: a row for every text at most. */
static void draw_rows(cpf_test_random *random, factor_case *it)
{
    it->row_count = (int32_t)cpf_test_between(random, 0, ROWS);
    for (int32_t i = 0; i < it->row_count; i++) {
        factor_row *row = &it->rows[i];

        for (int again = 1; again;) {
            *row = (factor_row){(int32_t)cpf_test_between(random, 0, TABLES - 1),
                                (int32_t)cpf_test_between(random, 0, 2),
                                (int32_t)cpf_test_between(random, 0, 6),
                                (int)cpf_test_between(random, 0, 2),
                                (int)cpf_test_between(random, 0, 2),
                                (int)cpf_test_between(random, -1, 2)};
            again = 0;
            for (int32_t k = 0; k < i; k++)
                again |= it->rows[k].table == row->table && it->rows[k].text == row->text &&
                         it->rows[k].indicator == row->indicator && it->rows[k].period == row->period &&
                         it->rows[k].level == row->level;
        }
    }
}

static int drives(const factor_case *it, int driver)
{
    return it->split >= 3 ? 1 : it->split == 1 + driver; /* 0 equal, 1 by_base, 2 by_weight, else blend */
}

static int32_t percent_of(const factor_case *it, int driver)
{
    return it->split < 3 ? 100 : driver ? 100 - it->percent : it->percent;
}

static long double factor_of(const factor_case *it, int table, int32_t unit)
{
    int most = 0, found = -1;

    for (int32_t i = 0; i < it->row_count; i++) {
        const factor_row *row = &it->rows[i];
        int says = 1 + 4 * (row->indicator == 1) + 2 * (row->level >= 0) + (row->period == 1);

        if (row->table == table && row->text == it->text[table][unit] && row->indicator != 2 && row->period != 2 &&
            (row->level < 0 || row->level == it->depth[unit]) && says > most) {
            most = says;
            found = row->factor;
        }
    }
    return found < 0 ? 1 : strtold(factors[found], NULL);
}

/* Weights of the children of one parent: parts[driver][child] of 1 in all, their sum, and factors put on. */
typedef struct reference {
    int32_t child[MOST], n;
    long double parts[DRIVERS][MOST], base[MOST], steps[TABLES + 1][MOST];
} reference;

static void add_driver_parts(const factor_case *it, reference *to, int driver, const int *dropped)
{
    long double sum = 0, known = 0, present = 0;

    for (int32_t i = 0; i < to->n; i++) {
        sum += (long double)it->value[driver][to->child[i]];
        known += it->known[driver][to->child[i]];
        present += !it->absent[to->child[i]];
    }
    for (int32_t i = 0; i < to->n; i++) {
        int32_t unit = to->child[i];
        long double share = (long double)it->value[driver][unit] / sum, has = 0, whole = 0;

        if (it->policy == 2)
            share = it->absent[unit] ? 0 : it->known[driver][unit] ? share * known / present : 1.0L / present;
        for (int k = 0; k < DRIVERS; k++) {
            int counts = drives(it, k) && !dropped[k];

            whole += counts ? percent_of(it, k) : 0;
            has += counts && it->known[k][unit] ? percent_of(it, k) : 0;
        }
        to->parts[driver][i] = share * percent_of(it, driver);
        if (it->policy == 1 && it->split >= 3 && has > 0)
            to->parts[driver][i] *= whole / has;
    }
}

static void normalise(long double *weights, int32_t n)
{
    long double sum = 0;

    for (int32_t i = 0; i < n; i++)
        sum += weights[i];
    for (int32_t i = 0; i < n; i++)
        weights[i] = sum > 0 ? weights[i] / sum : 1.0L / n;
}

static void work_out(const factor_case *it, int32_t parent, reference *to)
{
    int dropped[DRIVERS] = {1, 1};

    memset(to, 0, sizeof *to);
    for (int32_t unit = parent + 1; unit < it->count; unit++)
        if (it->parent[unit] == parent)
            to->child[to->n++] = unit;
    for (int k = 0; k < DRIVERS; k++)
        for (int32_t i = 0; i < to->n; i++)
            dropped[k] &= !(drives(it, k) && it->value[k][to->child[i]]);
    for (int k = 0; k < DRIVERS; k++)
        if (!dropped[k])
            add_driver_parts(it, to, k, dropped);
    for (int32_t i = 0; i < to->n; i++)
        to->base[i] = to->parts[0][i] + to->parts[1][i];
    /* nothing known: everybody the same, and factors do not help where all count nothing */
    memcpy(to->steps[0], to->base, sizeof to->base);
    for (int32_t i = 0; i < to->n && it->split == 0; i++)
        to->steps[0][i] = !it->absent[to->child[i]];
    for (int k = 0; k < TABLES; k++)
        for (int32_t i = 0; i < to->n; i++)
            to->steps[k + 1][i] = to->steps[k][i] * factor_of(it, k, to->child[i]);
    for (int k = 0; k <= TABLES; k++)
        normalise(to->steps[k], to->n);
}

static void code_of(int32_t unit, char *code)
{
    snprintf(code, 16, "u%02d", (int)unit);
}

static void add_units(cpf_plan *plan, const factor_case *it, const int32_t *order)
{
    cpf_unit *units[MOST] = {NULL};
    cpf_day closed = 0;

    assert_int_equal(cpf_day_parse("2025-11-01", &closed), CPF_OK);

    for (int32_t depth = 0; depth < 3; depth++)
        for (int32_t i = 0; i < it->count; i++) {
            int32_t unit = order[i];
            char code[16], number[24];

            if (it->depth[unit] != depth)
                continue;
            code_of(unit, code);
            units[unit] = cpf_plan_add_unit(plan, unit ? units[it->parent[unit]] : NULL, levels[depth], code, code);
            for (int k = 0; k < TABLES; k++)
                if (it->own_text[k][unit])
                    cpf_unit_set_attribute(units[unit], attributes[k], texts[k][it->text[k][unit]]);
            snprintf(number, sizeof number, "%d", (int)it->value[1][unit]);
            if (it->absent[unit])
                cpf_unit_set_span(units[unit], 0, closed);
            if (depth == 2 && it->known[1][unit])
                cpf_unit_set_attribute(units[unit], "potential", number);
        }
    /* that of the whole is never divided by, but makes the attribute be there */
    cpf_unit_set_attribute(units[0], "potential", "7");
}

static void add_rows(cpf_plan *plan, const factor_case *it)
{
    for (int32_t i = 0; i < it->row_count; i++) {
        const factor_row *row = &it->rows[i];
        cpf_record *record = cpf_plan_add_record(plan, "factor");

        cpf_record_set(record, "attribute", attributes[row->table]);
        cpf_record_set(record, "value", texts[row->table][row->text]);
        cpf_record_set(record, "factor", factors[row->factor]);
        if (row->indicator)
            cpf_record_set(record, "indicator", row->indicator == 1 ? "revenue" : "other");
        if (row->period)
            cpf_record_set(record, "period", row->period == 1 ? "2026" : "2026-Q1");
        if (row->level >= 0)
            cpf_record_set(record, "level", levels[row->level]);
    }
}

static void add_goal(cpf_plan *plan, const factor_case *it, const char *policy)
{
    static const char *const splits[] = {"equal", "by_base", "by_weight"};
    cpf_goal *goal = cpf_plan_add_goal(plan, "u00", "revenue", "2026");
    char first[16], second[16];

    snprintf(first, sizeof first, "%d", (int)percent_of(it, 0));
    snprintf(second, sizeof second, "%d", (int)percent_of(it, 1));
    cpf_goal_set_amount(goal, it->amount);
    cpf_goal_set_split(goal, it->split < 3 ? splits[it->split] : "blend", NULL);
    cpf_goal_set_missing(goal, policy);
    if (drives(it, 0))
        cpf_goal_add_driver(goal, "revenue", NULL, first);
    if (drives(it, 1))
        cpf_goal_add_driver(goal, "potential", NULL, second);
}

static cpf_status make_model(cpf_context *context, const factor_case *it, const int32_t *order, const char *policy,
                             cpf_model **model, cpf_error **error)
{
    static const char *const codes[] = {"revenue", "other"};
    cpf_calendar_options calendar;
    cpf_plan *plan;
    cpf_status status = cpf_plan_new(context, &plan);

    if (status != CPF_OK)
        return status;
    cpf_calendar_options_init(&calendar, sizeof calendar);
    calendar.first_year = 2025;
    calendar.last_year = 2026;
    cpf_plan_set_name(plan, "t", "t", "1");
    cpf_plan_set_calendar(plan, &calendar);
    for (int i = 0; i < 3; i++)
        cpf_plan_add_level(plan, levels[i], levels[i]);
    add_units(plan, it, order);
    cpf_plan_add_measure(plan, "sales", "Sales", "sum", 0, "USD");
    for (int i = 0; i < 2; i++) {
        cpf_indicator *indicator = cpf_plan_add_indicator(plan, codes[i], codes[i], "sum(sales)");

        cpf_indicator_set_unit(indicator, "USD");
        cpf_indicator_set_direction(indicator, "more");
        cpf_indicator_set_origin(indicator, "head of sales", "ERP");
    }
    add_goal(plan, it, policy);
    add_rows(plan, it);
    status = cpf_plan_freeze(plan, model, error);
    cpf_plan_free(plan);
    return status;
}

static cpf_status make_base(const cpf_model *model, const factor_case *it, cpf_facts **base, cpf_error **error)
{
    cpf_status status = cpf_facts_new(model, base, error);
    cpf_id indicator = 0, period = cpf_model_find_period(model, "2025");

    for (int32_t unit = 0; unit < it->count && status == CPF_OK; unit++) {
        char code[16];
        cpf_id id;

        code_of(unit, code);
        id = cpf_model_find_unit(model, code);
        if (it->known[0][unit] || unit == 0)
            status = cpf_facts_set(*base, 1, &id, &indicator, &period, &it->value[0][unit], error);
    }
    return status;
}

/* Shares are the exact ones' floors or ceilings, and those with more left over come first. */
static void check_children(factor_case *it, const cpf_model *model, const cpf_facts *targets, int32_t parent)
{
    reference exact;
    long double up = 2, down = -1;
    int64_t sum = 0;

    work_out(it, parent, &exact);
    for (int32_t i = 0; i < exact.n; i++) {
        int sign = it->target[parent] < 0 ? -1 : 1;
        long double share = (long double)it->target[parent] * exact.steps[TABLES][i] * sign, rest;
        int64_t value;
        char code[16];

        code_of(exact.child[i], code);
        assert_int_equal(
            cpf_facts_value(targets, cpf_model_find_unit(model, code), 0, cpf_model_find_period(model, "2026"), &value),
            CPF_OK);
        it->target[exact.child[i]] = value;
        sum += value;
        rest = share - floorl(share + 1e-6L);
        assert_true(fabsl((long double)value * sign - share) < 1 + 1e-6L);
        if ((long double)value * sign > share + 1e-6L)
            up = rest < up ? rest : up;
        else if ((long double)value * sign < share - 1e-6L)
            down = rest > down ? rest : down;
    }
    assert_true(up >= down - 1e-6L);
    assert_true(!exact.n || sum == it->target[parent]);
}

/* Sum over rows of the units below a parent of one kind and name; LLONG_MIN: no rows. */
static int64_t sum_rows(const cpf_table *table, const factor_case *it, int32_t parent, int32_t unit, const char *kind,
                        const char *name)
{
    const int64_t *amounts = cpf_table_decimals(table, cpf_table_find(table, "amount"));
    int64_t sum = 0;

    for (int64_t row = 0; row < cpf_table_row_count(table); row++) {
        int32_t at = atoi(cpf_table_text(table, 0, row) + 1);

        if ((unit >= 0 ? at == unit : at && it->parent[at] == parent) &&
            (!kind || strcmp(cpf_table_text(table, cpf_table_find(table, "kind"), row), kind) == 0) &&
            (!name || strcmp(cpf_table_text(table, cpf_table_find(table, "name"), row), name) == 0))
            sum += amounts[row];
    }
    return sum;
}

static void check_effects_below(const factor_case *it, const cpf_table *table, int32_t parent)
{
    static const char *const names[] = {"revenue", "potential"};
    long double amount = (long double)it->target[parent], whole = 0;
    reference exact;

    work_out(it, parent, &exact);
    if (!exact.n)
        return;
    assert_int_equal(sum_rows(table, it, parent, -1, "driver", NULL), it->target[parent]);
    for (int k = 0; k < TABLES; k++)
        assert_int_equal(sum_rows(table, it, parent, -1, "factor", attributes[k]), 0);
    assert_int_equal(sum_rows(table, it, parent, -1, "rounding", NULL), 0);
    for (int32_t i = 0; i < exact.n; i++)
        whole += exact.base[i];
    for (int32_t i = 0; i < exact.n; i++) {
        int32_t unit = exact.child[i];

        assert_int_equal(sum_rows(table, it, parent, unit, NULL, NULL), it->target[unit]);
        for (int k = 0; k < DRIVERS && whole > 0; k++)
            assert_true(fabsl((long double)sum_rows(table, it, parent, unit, "driver", names[k]) -
                              amount * exact.parts[k][i] / whole) < 2.001L);
        /* before the first row of an attribute is said, so the order is that of the rows */
        for (int k = 0; k < TABLES && it->row_count && it->rows[0].table == 0; k++)
            assert_true(fabsl((long double)sum_rows(table, it, parent, unit, "factor", attributes[k]) -
                              amount * (exact.steps[k + 1][i] - exact.steps[k][i])) < 2.001L);
    }
}

static void check_tables(const factor_case *it, const cpf_model *model, const cpf_facts *base, const cpf_facts *targets)
{
    cpf_tables *tables = NULL;
    cpf_error *error = NULL;
    const cpf_table *table;

    assert_int_equal(cpf_test_tell(cpf_cascade_tables(model, base, targets, NULL, &tables, &error), error), CPF_OK);
    table = cpf_tables_find(tables, "effects");
    assert_true(!table == (it->split < 3 && !it->row_count));
    for (int32_t unit = 0; unit < it->count && table; unit++)
        check_effects_below(it, table, unit);
    cpf_tables_free(tables);
}

/* Every figure of an explanation follows from its parts, down to what each driver and factor brought. */
static void check_explanations(const factor_case *it, const cpf_model *model, const cpf_facts *base,
                               const cpf_facts *targets)
{
    int64_t combined = 0, skipped = 0;
    cpf_error *error = NULL;

    for (int32_t unit = 0; unit < it->count; unit += 3) {
        cpf_explanation *explanation = NULL;
        char code[16];

        code_of(unit, code);
        assert_int_equal(cpf_test_tell(cpf_explain_target(targets, base, cpf_model_find_unit(model, code), 0,
                                                          cpf_model_find_period(model, "2026"), &explanation, &error),
                                       error),
                         CPF_OK);
        check_explanation(explanation, 1, it->target[unit], &combined, &skipped);
        cpf_explanation_free(explanation);
    }
}

/* Rows of one attribute whose first record does not speak of the goal come in the order of those that do. */
static int order_is_plain(const factor_case *it)
{
    for (int32_t i = 0; i < it->row_count; i++)
        if (it->rows[i].indicator != 2 && it->rows[i].period != 2)
            return it->rows[i].table == it->rows[0].table;
    return 1;
}

static void run_case(cpf_test_random *random, factor_case *it)
{
    cpf_model *model = NULL;
    cpf_facts *base = NULL, *targets = NULL;
    cpf_error *error = NULL;
    int32_t order[MOST];

    for (int32_t i = 0; i < it->count; i++)
        order[i] = i;
    cpf_test_shuffle(random, order, it->count);
    assert_int_equal(cpf_test_tell(make_model(NULL, it, order, policies[it->policy], &model, &error), error), CPF_OK);
    assert_int_equal(cpf_test_tell(make_base(model, it, &base, &error), error), CPF_OK);
    assert_int_equal(cpf_test_tell(cpf_cascade(model, base, NULL, &targets, &error), error), CPF_OK);
    it->target[0] = it->amount;
    for (int32_t unit = 0; unit < it->count; unit++)
        check_children(it, model, targets, unit);
    assert_int_equal(cpf_test_tell(cpf_check_sums(model, targets, &error), error), CPF_OK);
    if (order_is_plain(it))
        check_tables(it, model, base, targets);
    if (cpf_test_next(random) % 8 == 0)
        check_explanations(it, model, base, targets);
    cpf_facts_free(targets);
    cpf_facts_free(base);
    cpf_model_free(model);
}

static void test_random(void **state)
{
    cpf_test_random random = cpf_test_seed("factors", 20261124);
    static factor_case it;

    (void)state;
    for (int round = 0; round < 1500; round++) {
        draw_units(&random, &it);
        draw_values(&random, &it);
        draw_rows(&random, &it);
        run_case(&random, &it);
    }
}

/* Whoever lacks a driver is named, with the driver. */
static void test_fail(void **state)
{
    cpf_test_random random = cpf_test_seed("fail", 5);
    static factor_case it;
    int failed = 0;

    (void)state;
    for (int round = 0; round < 200; round++) {
        cpf_model *model = NULL;
        cpf_facts *base = NULL, *targets = NULL;
        cpf_error *error = NULL;
        int32_t order[MOST];
        int unknown = 0;
        cpf_status status;

        draw_units(&random, &it);
        draw_values(&random, &it);
        for (int32_t i = 0; i < it.count; i++) {
            order[i] = i;
            unknown |=
                i && !it.absent[i] && ((drives(&it, 0) && !it.known[0][i]) || (drives(&it, 1) && !it.known[1][i]));
        }
        assert_int_equal(cpf_test_tell(make_model(NULL, &it, order, "fail", &model, &error), error), CPF_OK);
        assert_int_equal(cpf_test_tell(make_base(model, &it, &base, &error), error), CPF_OK);
        status = cpf_cascade(model, base, NULL, &targets, &error);
        assert_int_equal(status, unknown ? CPF_E_DATA : CPF_OK);
        if (unknown) {
            const char *message = cpf_error_message_at(error, cpf_test_has(error, "goal-driver-missing"), CPF_ENGLISH);

            assert_true(message[0] == 'u' && (strstr(message, "of revenue") || strstr(message, "of potential")));
            failed++;
        }
        cpf_error_free(error);
        cpf_facts_free(targets);
        cpf_facts_free(base);
        cpf_model_free(model);
    }
    assert_true(failed > 20 && failed < 195);
}

static void test_memory(void **state)
{
    cpf_test_random random = cpf_test_seed("memory", 11);
    cpf_status status = CPF_E_MEMORY;
    static factor_case it;
    int32_t order[MOST];

    (void)state;
    do {
        draw_units(&random, &it);
        draw_values(&random, &it);
        draw_rows(&random, &it);
    } while (it.count > 12 || it.count < 6 || it.split < 3 || !it.policy || it.row_count < 4);
    for (int32_t i = 0; i < it.count; i++)
        order[i] = i;
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(n, &memory);
        cpf_model *model = NULL;
        cpf_facts *base = NULL, *targets = NULL;
        cpf_tables *tables = NULL;
        cpf_explanation *explanation = NULL;
        cpf_error *error = NULL;

        if (context)
            status = make_model(context, &it, order, policies[it.policy], &model, &error);
        if (context && status == CPF_OK)
            status = make_base(model, &it, &base, &error);
        if (context && status == CPF_OK)
            status = cpf_cascade(model, base, NULL, &targets, &error);
        if (context && status == CPF_OK)
            status = cpf_cascade_tables(model, base, targets, NULL, &tables, &error);
        if (context && status == CPF_OK)
            status = cpf_explain_target(targets, base, it.count - 1, 0, cpf_model_find_period(model, "2026"),
                                        &explanation, &error);
        cpf_explanation_free(explanation);
        cpf_tables_free(tables);
        cpf_facts_free(targets);
        cpf_facts_free(base);
        cpf_error_free(error);
        cpf_model_free(model);
        cpf_test_failing_free(context, memory);
    }
    assert_int_equal(status, CPF_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_fail),
        cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
