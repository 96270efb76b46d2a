/* SPDX-License-Identifier: MIT */
/* Results after the appraisal where memory ends in the middle of long tables. */
#include "review_limits.h"

/* More rows of everything than a table has room for at first. */
static const char *many_records(void)
{
    static char text[65536];
    int n = snprintf(text, sizeof text, "{\"kind\": \"case_event\", \"set\": {\"period\": \"2026-Q1\"}, \"rows\": [");

    for (int i = 1; i <= PEOPLE; i++)
        n += snprintf(text + n, sizeof text - (size_t)n,
                      "%s{\"unit\": \"P%d\", \"state\": \"delivered\", \"on\": \"2026-04-01\"}, {\"unit\": \"P%d\", "
                      "\"state\": \"appealed\", \"on\": \"2026-04-02\", \"reason\": \"r%d\"}",
                      i > 1 ? ", " : "", i, i, i);
    n += snprintf(text + n, sizeof text - (size_t)n,
                  "]}, {\"kind\": \"calibration_move\", \"set\": {\"period\": \"2026-Q1\", \"by\": \"b\", \"reason\": "
                  "\"r\"}, \"rows\": [");
    for (int i = 1; i <= PEOPLE; i++)
        n += snprintf(text + n, sizeof text - (size_t)n,
                      "%s{\"standing\": \"people\", \"unit\": \"P%d\", \"to\": \"A\", \"on\": \"2026-04-0%d\"}",
                      i > 1 ? ", " : "", i, 1 + i % 3);
    n += snprintf(text + n, sizeof text - (size_t)n,
                  "]}, {\"kind\": \"rating\", \"set\": {\"indicator\": \"skill\", \"period\": \"2026-Q1\"}, \"rows\": "
                  "[");
    for (int i = 1; i <= PEOPLE; i++)
        n += snprintf(text + n, sizeof text - (size_t)n, "%s{\"unit\": \"P%d\", \"value\": 3}", i > 1 ? ", " : "", i);
    snprintf(text + n, sizeof text - (size_t)n, "]}, {\"kind\": \"composition\", \"rows\": [{\"period\": \"2026\"}]}");
    return text;
}

/* Tables, and the rows each has when there is memory. */
static const struct {
    const char *name;
    int64_t rows;
} many_tables[] = {
    {"ratings", PEOPLE},     {"rating_scores", PEOPLE},     {"composed", PEOPLE},     {"composed_parts", 4 * PEOPLE},
    {"calibration", 3},      {"calibration_moves", PEOPLE}, {"final_grades", PEOPLE}, {"cases", PEOPLE},
    {"case_causes", PEOPLE}, {"case_log", 2 * PEOPLE},
};

static void test_chaos(void **state)
{
    cpf_test_memory *memory;
    cpf_context *context = cpf_test_failing_context(-1, &memory);
    cpf_model *model = make_model(context, many_records());
    cpf_tables *results = gather(&(const quarter){"2026-Q1", 8000, 2}, 1);

    (void)state;
    for (size_t i = 0; i < sizeof many_tables / sizeof many_tables[0]; i++) {
        cpf_status status = CPF_E_MEMORY;

        for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
            cpf_tables *tables;
            cpf_error *error = NULL;

            cpf_test_memory_limit(memory, n);
            status = review(model, results, (wanted){.only = many_tables[i].name}, &tables, &error);
            cpf_test_memory_limit(memory, -1);
            if (status == CPF_OK)
                assert_int_equal(cpf_table_row_count(cpf_tables_at(tables, 0)), many_tables[i].rows);
            else
                assert_null(tables);
            cpf_tables_free(tables);
            cpf_error_free(error);
        }
        assert_int_equal(status, CPF_OK);
    }
    cpf_tables_free(results);
    cpf_model_free(model);
    cpf_test_failing_free(context, memory);
}

static void test_rate_chaos(void **state)
{
    cpf_test_memory *memory;
    cpf_context *context = cpf_test_failing_context(-1, &memory);
    cpf_model *model = make_model(context, many_records());
    cpf_status status = CPF_E_MEMORY;
    cpf_id skill = cpf_model_find_indicator(model, "skill"), quarter_id = cpf_model_find_period(model, "2026-Q1");

    (void)state;
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_facts *facts = NULL;
        int64_t value = 0;

        assert_int_equal(cpf_facts_new(model, &facts, NULL), CPF_OK);
        cpf_test_memory_limit(memory, n);
        status = cpf_rate(model, facts, NULL);
        cpf_test_memory_limit(memory, -1);
        if (status == CPF_OK)
            assert_int_equal(cpf_facts_value(facts, PEOPLE, skill, quarter_id, &value), CPF_OK);
        assert_int_equal(value, status == CPF_OK ? 30000 : 0);
        cpf_facts_free(facts);
    }
    assert_int_equal(status, CPF_OK);
    cpf_model_free(model);
    cpf_test_failing_free(context, memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chaos),
        cmocka_unit_test(test_rate_chaos),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
