/* SPDX-License-Identifier: MIT */
/* Lists by attainment of an indicator against plain integers, and why somebody stands in a box. */
#include "apply_check.h"

enum { MONTHS = 3, REPS = 4, ROUNDS = 60 };

static const char *const reps[REPS] = {"R1", "R2", "R3", "R10"}, *const months[MONTHS] = {"2026-07", "2026-08",
                                                                                          "2026-09"};

static cpf_tables *results_of_months(void)
{
    static const char *const lines[][4] = {
        {"2026-07", "R1", "50", "D"}, {"2026-07", "R2", "60", "B"}, {"2026-07", "R3", "75.5", "B"},
        {"2026-08", "R1", "50", "D"}, {"2026-08", "R2", "60", "B"}, {"2026-08", "R3", "75.5", "B"},
        {"2026-09", "R1", "50", "D"}, {"2026-09", "R2", "90", "A"}, {"2026-09", "R3", "75.5", "B"},
        {"2026-09", "R10", "", ""},
    };

    return apply_results((int32_t)(sizeof lines / sizeof lines[0]), lines);
}

/* Random values in cents; -1: there is none. */
static cpf_facts *draw(cpf_test_random *random, const cpf_model *model, int64_t values[REPS][MONTHS])
{
    cpf_facts *facts = NULL;

    assert_int_equal(cpf_facts_new(model, &facts, NULL), CPF_OK);
    for (int r = 0; r < REPS; r++)
        for (int m = 0; m < MONTHS; m++) {
            cpf_id unit = cpf_model_find_unit(model, reps[r]), indicator = cpf_model_find_indicator(model, "sales");
            cpf_id period = cpf_model_find_period(model, months[m]);

            values[r][m] = cpf_test_between(random, 0, 9) ? cpf_test_between(random, 0, 30) : -1;
            if (values[r][m] >= 0)
                assert_int_equal(cpf_facts_set(facts, 1, &unit, &indicator, &period, &values[r][m], NULL), CPF_OK);
        }
    return facts;
}

/* Below 0.8 in the last two months, by whole numbers; a target of 0 says nothing. */
static int is_low(const int64_t *actual, const int64_t *target)
{
    for (int m = 1; m < MONTHS; m++)
        if (actual[m] < 0 || target[m] <= 0 || actual[m] * 10 >= target[m] * 8)
            return 0;
    return 1;
}

static void test_attainment(void **state)
{
    static const char trigger[] = "{\"kind\": \"trigger\", \"rows\": [{\"code\": \"low\", \"condition\": \"below\", "
                                  "\"limit\": \"0.8\", \"times\": 2, \"level\": \"rep\", "
                                  "\"indicator\": \"sales\"}]}";
    cpf_test_random random = cpf_test_seed("apply_career", 5);
    cpf_model *model = apply_model(trigger);
    cpf_tables *results = results_of_months();
    int64_t found = 0;

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        int64_t actual[REPS][MONTHS], target[REPS][MONTHS], row = 0;
        cpf_facts *actuals = draw(&random, model, actual), *targets = draw(&random, model, target);
        cpf_tables *tables = apply_run(model, actuals, targets, results, "lists");
        const cpf_table *table = cpf_tables_at(tables, 0);

        for (int r = 0; r < REPS; r++)
            if (is_low(actual[r], target[r]))
                apply_cell(table, "unit", row++, reps[r]);
        assert_int_equal(cpf_table_row_count(table), row);
        found += row;
        cpf_tables_free(tables);
        cpf_facts_free(actuals);
        cpf_facts_free(targets);
    }
    assert_true(found > ROUNDS / 4);
    cpf_tables_free(results);
    cpf_model_free(model);
}

static void test_reason(void **state)
{
    static const char *const sold[][4] = {{"R1", "sales", "2026-09", "70"}, {"R2", "sales", "2026-09", "100"}};
    static const char *const goals[][4] = {{"R1", "sales", "2026-09", "90"}, {"R2", "sales", "2026-09", "100"}};
    cpf_model *model = apply_model("{\"kind\": \"trigger\", \"rows\": [{\"code\": \"1\", \"condition\": \"below\", "
                                   "\"limit\": \"0.8\", \"indicator\": \"sales\"}, {\"code\": "
                                   "\"2\", \"condition\": \"at_least\", \"limit\": \"1\", \"indicator\": \"sales\"}]}");
    cpf_facts *actuals = apply_facts(model, 2, sold), *targets = apply_facts(model, 2, goals);
    cpf_tables *results = results_of_months(), *tables = apply_run(model, actuals, targets, results, "lists");

    (void)state;
    apply_cell(cpf_tables_at(tables, 0), "reason", 0, "attainment of sales below 0.8 in 2026-09 (0.7778)");
    apply_cell(cpf_tables_at(tables, 0), "reason_zh", 0, "2026-09（0.7778） sales 完成率低于 0.8");
    apply_cell(cpf_tables_at(tables, 0), "unit", 1, "R2");
    apply_cell(cpf_tables_at(tables, 0), "reason_zh", 1, "2026-09（1.0000） sales 完成率不低于 1");
    cpf_tables_free(tables);
    tables = apply_run(model, NULL, NULL, results, "lists"); /* without facts nothing is attained */
    assert_int_equal(cpf_table_row_count(cpf_tables_at(tables, 0)), 0);
    cpf_tables_free(tables);
    cpf_tables_free(results);
    cpf_facts_free(actuals);
    cpf_facts_free(targets);
    cpf_model_free(model);
}

static void test_boxes(void **state)
{
    static const char *const reasons[] = {
        "performance 50, below 60; potential 8, from 8",
        "performance 90, from 90; potential 5, from 5, below 8",
        "performance 75.5, from 60, below 90; potential 2, below 5",
        "performance is not known; potential is not known",
    };
    cpf_model *model = apply_model("{\"kind\": \"box\", \"rows\": [{\"code\": \"b\", \"performance_low\": 60, "
                                   "\"performance_high\": 90, \"potential\": \"potential\", "
                                   "\"potential_low\": 5, \"potential_high\": 8}]}");
    cpf_tables *results = results_of_months(), *tables = NULL;
    cpf_stage_options options;
    const cpf_table *table;

    (void)state;
    assert_int_equal(cpf_stage_options_init(&options, sizeof options), CPF_OK);
    options.period = cpf_model_find_period(model, "2026-09");
    assert_int_equal(cpf_apply(model, NULL, NULL, results, &options, &tables, NULL), CPF_OK);
    table = cpf_tables_find(tables, "boxes");
    apply_column(table, "reason", 4, reasons);
    apply_cell(table, "reason_zh", 1, "绩效 90，不低于 90；潜力 5，不低于 5，低于 8");
    apply_cell(table, "reason_zh", 3, "绩效未知；潜力未知");
    cpf_tables_free(tables);
    cpf_tables_free(results);
    cpf_model_free(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_attainment),
        cmocka_unit_test(test_reason),
        cmocka_unit_test(test_boxes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
