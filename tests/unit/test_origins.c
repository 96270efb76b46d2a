/* SPDX-License-Identifier: MIT */
/* Targets that are taken over: by share and by growth, what they imply, and everything that can be wrong. */
#include "explain_check.h"
#include "support.h"

#include <stdio.h>
#include <string.h>

enum { TEXT = 6000 };

/* Sales of 2025: ALL 2000.00, A 1000.00, B 0.00; C has no value. */
static const char head[] =
    "{\"channelperf\": 1, \"code\": \"t\", \"calendar\": {\"years\": [2025, 2026]}, \"levels\": [{\"code\": "
    "\"company\"}, {\"code\": \"channel\"}], \"units\": [{\"level\": \"company\", \"code\": \"ALL\"}, {\"level\": "
    "\"channel\", \"code\": \"A\", \"parent\": \"ALL\"}, {\"level\": \"channel\", \"code\": \"B\", \"parent\": "
    "\"ALL\"}, {\"level\": \"channel\", \"code\": \"C\", \"parent\": \"ALL\"}], \"measures\": [{\"code\": \"sales\", "
    "\"kind\": \"sum\", \"decimals\": 2}, {\"code\": \"fine\", \"kind\": \"sum\", \"decimals\": 4}], \"indicators\": "
    "[{\"code\": \"sales\", \"formula\": \"sum(sales)\", \"decimals\": 2, \"unit\": \"USD\", \"direction\": \"more\", "
    "\"owner\": \"o\", \"data_source\": \"d\"}, {\"code\": \"fine\", \"formula\": \"sum(fine)\", \"decimals\": 4}], ";

/* A plan of goals (without targets) at A with records. */
typedef struct origin_case {
    cpf_context *context;
    cpf_model *model;
    cpf_facts *base, *targets;
    cpf_tables *tables;
    cpf_error *error;
    cpf_status status;
} origin_case;

static cpf_status freeze(cpf_context *context, const char *goals, const char *records, cpf_model **model,
                         cpf_error **error)
{
    char text[TEXT];
    cpf_plan *plan = NULL;
    cpf_status status;

    snprintf(text, sizeof text, "%s\"goals\": [%s], \"records\": [{\"kind\": \"origin\", \"rows\": [%s]}]}", head,
             goals, records);
    status = cpf_plan_parse(context, text, (int64_t)strlen(text), NULL, &plan, error);
    if (status == CPF_OK)
        status = cpf_plan_freeze(plan, model, error);
    cpf_plan_free(plan);
    return status;
}

static cpf_status fill_base(const cpf_model *model, cpf_facts *base, cpf_error **error)
{
    static const char *const units[] = {"ALL", "A", "B", "A"};
    static const int64_t values[] = {200000, 100000, 0, 12345678};
    cpf_id unit[4], indicator[4], period[4];

    for (int i = 0; i < 4; i++) {
        unit[i] = cpf_model_find_unit(model, units[i]);
        indicator[i] = i == 3;
        period[i] = cpf_model_find_period(model, "2025");
    }
    return cpf_facts_set(base, 4, unit, indicator, period, values, error);
}

static void run(origin_case *it, const char *goals, const char *records, int with_base)
{
    *it = (origin_case){0};
    it->status = freeze(it->context, goals, records, &it->model, &it->error);
    if (it->status == CPF_OK && with_base) {
        it->status = cpf_facts_new(it->model, &it->base, &it->error);
        if (it->status == CPF_OK)
            it->status = fill_base(it->model, it->base, &it->error);
    }
    if (it->status == CPF_OK)
        it->status = cpf_cascade(it->model, it->base, NULL, &it->targets, &it->error);
    if (it->status == CPF_OK)
        it->status = cpf_cascade_tables(it->model, it->base, it->targets, NULL, &it->tables, &it->error);
}

static void end(origin_case *it)
{
    cpf_tables_free(it->tables);
    cpf_facts_free(it->targets);
    cpf_facts_free(it->base);
    cpf_error_free(it->error);
    cpf_model_free(it->model);
}

static const char goal_a[] = "{\"unit\": \"A\", \"indicator\": \"sales\", \"period\": \"2026\"}";

typedef struct settled {
    const char *goal, *record;
    int64_t target;
    const char *cells; /* by|by_growth|implied_share|implied_growth|contribution|contradicts|note */
    const char *finding;
} settled;

#define A_ROW(rest) "{\"unit\": \"A\", \"indicator\": \"sales\", \"period\": \"2026\", " rest "}"
#define B_GOAL "{\"unit\": \"B\", \"indicator\": \"sales\", \"period\": \"2026\"}"
#define STEPS(step)                                                                                                    \
    "{\"unit\": \"ALL\", \"indicator\": \"sales\", \"period\": \"2026\", \"split\": {\"by\": \"equal\", \"step\": "    \
    "\"" step "\"}}"
#define ALL_ROW(rest) "{\"unit\": \"ALL\", \"indicator\": \"sales\", \"period\": \"2026\", " rest "}"

static const settled cases[] = {
    /* 35 % of 3000.00; over 1000.00 that is 5 %; 50 of 1000 more */
    {goal_a, A_ROW("\"total\": 3000, \"total_before\": 2000, \"share\": 35"), 105000, "share||35.0000|5.0000|5.0000|0|",
     NULL},
    {goal_a, A_ROW("\"total\": 3000, \"total_before\": 2000, \"growth\": 10"), 110000,
     "growth|1100.00|36.6667|10.0000|10.0000|0|", NULL},
    {goal_a, A_ROW("\"growth\": \"-12.3456\""), 87654, "growth|876.54||-12.3460|||no total", NULL},
    {goal_a, A_ROW("\"total\": 3000, \"share\": 35, \"growth\": 5"), 105000,
     "share|1050.00|35.0000|5.0000||0|no total before", NULL},
    {goal_a, A_ROW("\"total\": 3000, \"share\": 35, \"growth\": \"5.002\""), 105000,
     "share|1050.02|35.0000|5.0000||1|no total before", "goal-origin-contradiction"},
    {goal_a, A_ROW("\"total\": 3000, \"share\": 35, \"growth\": \"5.001\""), 105000,
     "share|1050.01|35.0000|5.0000||0|no total before", NULL},
    {goal_a, A_ROW("\"total\": 2000, \"total_before\": 2000, \"share\": 50"), 100000,
     "share||50.0000|0.0000||0|the total does not grow", NULL},
    {goal_a, A_ROW("\"total\": 0, \"total_before\": 2000, \"share\": 50"), 0,
     "share|||-100.0000|50.0000|0|the total is zero", NULL},
    {B_GOAL, "{\"unit\": \"B\", \"indicator\": \"sales\", \"period\": \"2026\", \"total\": 3000, \"share\": \"0.1\"}",
     300, "share||0.1000|||0|the value before is zero", NULL},
    /* from an indicator with more decimals: 1234.5678 * 1.1 = 1358.02458 */
    {goal_a, A_ROW("\"growth\": 10, \"of\": \"fine\", \"in\": \"2025\""), 135802, "growth|1358.02||9.9996|||no total",
     NULL},
    /* whole steps of 100: 2000 * 1.024 = 2048; half a step goes up */
    {STEPS("100"), ALL_ROW("\"growth\": \"2.4\""), 200000, "growth|2000.00||0.0000|||no total", NULL},
    {STEPS("100"), ALL_ROW("\"growth\": \"2.5\""), 210000, "growth|2100.00||5.0000|||no total", NULL},
};

static void check_cells(const cpf_table *table, const char *cells)
{
    static const char *const names[] = {"by",           "by_growth",   "implied_share", "implied_growth",
                                        "contribution", "contradicts", "note"};
    char found[400] = "", buffer[40];

    assert_int_equal(cpf_table_row_count(table), 1);
    for (int i = 0; i < 7; i++) {
        int32_t column = cpf_table_find(table, names[i]);

        assert_true(column >= 0);
        if (i)
            strcat(found, "|");
        if (cpf_table_valid(table, column, 0) && !(i == 5 && !strstr(cells, "|0|") && !strstr(cells, "|1|")))
            strcat(found, cpf_table_format(table, column, 0, buffer));
    }
    assert_string_equal(found, cells);
}

static void explain(const origin_case *it, cpf_id unit, int64_t value)
{
    cpf_explanation *explanation = NULL;
    cpf_error *error = NULL;
    cpf_text *text = NULL;
    int64_t combined = 0, skipped = 0;

    assert_int_equal(cpf_test_tell(cpf_explain_target(it->targets, it->base, unit, 0,
                                                      cpf_model_find_period(it->model, "2026"), &explanation, &error),
                                   error),
                     CPF_OK);
    check_explanation(explanation, 1, value, &combined, &skipped);
    assert_true(combined >= 1 && !skipped);
    assert_int_equal(cpf_explanation_text(explanation, CPF_ENGLISH, &text, &error), CPF_OK);
    assert_true(strstr(cpf_text_data(text), "share of the total") || strstr(cpf_text_data(text), "growth over before"));
    cpf_text_free(text);
    cpf_explanation_free(explanation);
}

static void test_settled(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        origin_case it;
        cpf_id unit;
        int64_t value;

        run(&it, cases[i].goal, cases[i].record, 1);
        assert_int_equal(cpf_test_tell(it.status, it.status == CPF_OK ? NULL : it.error), CPF_OK);
        unit = cpf_model_find_unit(it.model, strstr(cases[i].goal, "ALL")     ? "ALL"
                                             : strstr(cases[i].goal, "\"B\"") ? "B"
                                                                              : "A");
        assert_int_equal(cpf_facts_value(it.targets, unit, 0, cpf_model_find_period(it.model, "2026"), &value), CPF_OK);
        assert_int_equal(value, cases[i].target);
        check_cells(cpf_tables_find(it.tables, "origins"), cases[i].cells);
        if (cases[i].finding)
            assert_int_equal(cpf_error_severity_at(it.error, cpf_test_has(it.error, cases[i].finding)), CPF_WARNING);
        else
            assert_null(it.error);
        assert_int_equal(cpf_check_sums(it.model, it.targets, NULL), CPF_OK);
        explain(&it, unit, value);
        end(&it);
    }
}

/* What was taken over comes down as any other target does. */
static void test_comes_down(void **state)
{
    origin_case it;
    int64_t sum = 0, value;

    (void)state;
    run(&it, STEPS("1"), ALL_ROW("\"total\": 9999, \"share\": \"33.3333\""), 0);
    assert_int_equal(cpf_test_tell(it.status, it.error), CPF_OK);
    for (int i = 0; i < 3; i++) {
        static const char *const codes[] = {"A", "B", "C"};

        assert_int_equal(cpf_facts_value(it.targets, cpf_model_find_unit(it.model, codes[i]), 0,
                                         cpf_model_find_period(it.model, "2026"), &value),
                         CPF_OK);
        sum += value;
    }
    assert_int_equal(sum, 333300); /* 3332.996667 in steps of 1.00 */
    end(&it);
}

typedef struct wrong_case {
    const char *goal, *record, *code;
    int with_base;
    cpf_status status;
} wrong_case;

static const wrong_case wrong[] = {
    {goal_a, A_ROW("\"total\": 1"), "origin-empty", 1, CPF_E_PLAN},
    {goal_a, A_ROW("\"share\": 1"), "origin-total", 1, CPF_E_PLAN},
    {goal_a, A_ROW("\"growth\": 1, \"in\": \"year_befor\""), "unknown-period", 1, CPF_E_PLAN},
    {goal_a, "{\"unit\": \"B\", \"indicator\": \"sales\", \"period\": \"2026\", \"total\": 1, \"share\": 1}",
     "origin-no-goal", 1, CPF_E_PLAN},
    {goal_a, "{\"unit\": \"B\", \"indicator\": \"sales\", \"period\": \"2026\", \"total\": 1, \"share\": 1}",
     "goal-no-target", 1, CPF_E_PLAN},
    {"{\"unit\": \"A\", \"indicator\": \"sales\", \"period\": \"2026\", \"target\": 5}",
     A_ROW("\"total\": 1, \"share\": 1"), "origin-target", 1, CPF_E_PLAN},
    {"{\"unit\": \"A\", \"indicator\": \"sales\", \"period\": \"2025\"}",
     "{\"unit\": \"A\", \"indicator\": \"sales\", \"period\": \"2025\", \"growth\": 1}", "driver-period", 1,
     CPF_E_PLAN},
    {"{\"unit\": \"ALL\", \"indicator\": \"sales\", \"period\": \"2026\", \"split\": {\"by\": \"ratio\"}}",
     ALL_ROW("\"total\": 1, \"share\": 1"), "origin-ratio", 1, CPF_E_PLAN},
    {goal_a, A_ROW("\"total\": 1, \"share\": 101"), "field-range", 1, CPF_E_PLAN},
    {goal_a, A_ROW("\"growth\": 1"), "goal-origin-before", 0, CPF_E_DATA},
    {"{\"unit\": \"C\", \"indicator\": \"sales\", \"period\": \"2026\"}",
     "{\"unit\": \"C\", \"indicator\": \"sales\", \"period\": \"2026\", \"growth\": 1}", "goal-origin-before", 1,
     CPF_E_DATA},
    {goal_a,
     A_ROW("\"growth\": 10000, \"of\": \"fine\", \"in\": \"2025\", \"total\": \"90000000000000000\", \"share\": 100"),
     NULL, 1, CPF_OK},
};

static void test_wrong(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        origin_case it;

        run(&it, wrong[i].goal, wrong[i].record, wrong[i].with_base);
        assert_int_equal(it.status, wrong[i].status);
        if (wrong[i].code) {
            int32_t at = cpf_test_has(it.error, wrong[i].code);

            assert_true(cpf_error_message_at(it.error, at, CPF_CHINESE)[0] &&
                        cpf_error_hint_at(it.error, at, CPF_CHINESE)[0]);
        }
        end(&it);
    }
}

static void test_memory(void **state)
{
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(n, &memory);
        origin_case it = {.status = CPF_E_MEMORY};

        if (context)
            it.status = freeze(context, goal_a, cases[4].record, &it.model, &it.error);
        if (it.status == CPF_OK)
            it.status = cpf_facts_new(it.model, &it.base, &it.error);
        if (it.status == CPF_OK)
            it.status = fill_base(it.model, it.base, &it.error);
        if (it.status == CPF_OK)
            it.status = cpf_cascade(it.model, it.base, NULL, &it.targets, &it.error);
        if (it.status == CPF_OK)
            it.status = cpf_cascade_tables(it.model, it.base, it.targets, NULL, &it.tables, &it.error);
        status = it.status;
        end(&it);
        cpf_test_failing_free(context, memory);
    }
    assert_int_equal(status, CPF_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_settled),
        cmocka_unit_test(test_comes_down),
        cmocka_unit_test(test_wrong),
        cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
