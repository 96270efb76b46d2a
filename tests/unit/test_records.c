/* SPDX-License-Identifier: MIT */
/* Records: what is said comes back as it was meant, from rows, from a file and from C; everything wrong is told. */
#include <stdio.h>
#include <string.h>

#include "support.h"

static const char head[] =
    "{\"channelperf\": 1, \"calendar\": {\"years\": [2026, 2026]}, \"levels\": [{\"code\": \"company\"}, {\"code\": "
    "\"region\"}], \"units\": [{\"level\": \"company\", \"code\": \"ALL\"}, {\"level\": \"region\", \"code\": \"R1\", "
    "\"parent\": \"ALL\"}, {\"level\": \"region\", \"code\": \"R2\", \"parent\": \"ALL\"}], \"measures\": [{\"code\": "
    "\"sales\", \"kind\": \"sum\", \"decimals\": 2}], \"indicators\": [{\"code\": \"sales\", \"formula\": "
    "\"sum(sales)\", \"decimals\": 2, \"direction\": \"more\", \"owner\": \"o\", \"data_source\": \"d\"}], "
    "\"records\": [";

static cpf_plan *parse(cpf_context *context, const char *records, const char *folder, cpf_error **error)
{
    char text[4096];
    cpf_plan *plan = NULL;

    snprintf(text, sizeof text, "%s%s]}", head, records);
    (void)cpf_plan_parse(context, text, (int64_t)strlen(text), folder, &plan, error);
    return plan;
}

static cpf_table *submissions(cpf_plan *plan)
{
    cpf_model *model = NULL;
    cpf_table *table = NULL;
    cpf_error *error = NULL;

    assert_int_equal(cpf_test_tell(cpf_plan_freeze(plan, &model, &error), error), CPF_OK);
    assert_int_equal(cpf_model_table(model, "submission", &table, &error), CPF_OK);
    cpf_model_free(model);
    cpf_plan_free(plan);
    return table;
}

static void check_cell(const cpf_table *table, const char *column, int64_t row, const char *text)
{
    char buffer[40];

    assert_string_equal(cpf_table_format(table, cpf_table_find(table, column), row, buffer), text);
}

/* The same three records whichever way they are said. */
static void check_three(cpf_table *table)
{
    assert_int_equal(cpf_table_row_count(table), 3);
    check_cell(table, "unit", 0, "R1");
    check_cell(table, "value", 0, "120.50");
    check_cell(table, "round", 0, "1");
    check_cell(table, "on", 0, "2026-01-31");
    check_cell(table, "comment", 0, "new shops");
    check_cell(table, "value", 1, "");
    assert_false(cpf_table_valid(table, cpf_table_find(table, "value"), 1));
    check_cell(table, "value", 2, "0.00");
    check_cell(table, "round", 2, "2");
    cpf_table_free(table);
}

static const char rows[] =
    "{\"kind\": \"submission\", \"set\": {\"indicator\": \"sales\", \"period\": \"2026\"}, \"rows\": [{\"unit\": "
    "\"R1\", "
    "\"value\": 120.5, \"on\": \"2026-01-31\", \"comment\": \"new shops\"}, {\"unit\": \"R2\", \"value\": null}, "
    "{\"unit\": \"R2\", \"round\": 2, \"value\": \"0\"}]}";

static void test_rows(void **state)
{
    cpf_error *error = NULL;
    cpf_plan *plan = parse(NULL, rows, NULL, &error);

    (void)state;
    assert_null(error);
    check_three(submissions(plan));
}

static void test_file(void **state)
{
    FILE *file = fopen("submissions.csv", "w");
    cpf_error *error = NULL;
    cpf_plan *plan;

    (void)state;
    assert_non_null(file);
    fputs("region;n;committed;when;why\n1;1;120.50;2026-01-31;new shops\n2;1;;;\n2;2;0;;\n9;1;5;;left out\n", file);
    fclose(file);
    plan = parse(
        NULL,
        "{\"kind\": \"submission\", \"file\": \"submissions.csv\", \"separator\": \";\", \"where\": \"region != "
        "'9'\", \"columns\": {\"unit\": \"region\", \"round\": \"n\", \"value\": \"committed\", \"on\": \"when\", "
        "\"comment\": \"why\"}, \"prefix\": {\"unit\": \"R\"}, \"set\": {\"indicator\": \"sales\", \"period\": "
        "\"2026\"}}",
        ".", &error);
    assert_null(error);
    check_three(submissions(plan));
    remove("submissions.csv");
}

static void test_builder(void **state)
{
    static const char *const fields[] = {"unit", "round", "value", "indicator", "period"};
    static const char *const cells[] = {"R2", NULL, "", "sales", "2026", "R2", "2", "0", "sales", "2026"};
    cpf_plan *plan = parse(NULL, "", NULL, NULL);
    cpf_record *record = cpf_plan_add_record(plan, "submission");

    (void)state;
    cpf_record_set(record, "unit", "R1");
    cpf_record_set(record, "indicator", "sales");
    cpf_record_set(record, "period", "2026");
    cpf_record_set(record, "value", "120.50");
    cpf_record_set(record, "on", "2026-01-31");
    cpf_record_set(record, "comment", "new shops");
    cpf_record_set(NULL, "unit", "R1");
    cpf_plan_add_records(plan, "submission", 5, fields, 2, cells);
    check_three(submissions(plan));
}

/* A record that is wrong, and the code and the place that tell it. */
typedef struct wrong_record {
    const char *json, *code, *place;
} wrong_record;

static const wrong_record wrong[] = {
    {"{\"kind\": \"submision\", \"rows\": []}", "unknown-record", "records[0]"},
    {"{\"kind\": \"submission\", \"rows\": [{\"who\": \"R1\"}]}", "unknown-field", "records[0].rows[0]"},
    {"{\"kind\": \"submission\", \"rows\": [{\"unit\": \"R1\"}]}", "field-missing", "records[0].rows[0].indicator"},
    {"{\"kind\": \"submission\", \"rows\": [{\"unit\": \"R3\"}]}", "unknown-unit", "records[0].rows[0].unit"},
    {"{\"kind\": \"submission\", \"rows\": [{\"unit\": \"R1\", \"indicator\": \"sale\"}]}", "unknown-indicator",
     ".indicator"},
    {"{\"kind\": \"submission\", \"rows\": [{\"unit\": \"R1\", \"period\": \"2030\"}]}", "unknown-period", ".period"},
    {"{\"kind\": \"submission\", \"rows\": [{\"indicator\": \"sales\", \"value\": \"1.234\"}]}", "too-fine", ".value"},
    {"{\"kind\": \"submission\", \"rows\": [{\"on\": \"31.1.2026\"}]}", "field-day", ".on"},
    {"{\"kind\": \"submission\", \"rows\": [{\"round\": 0}]}", "field-range", ".round"},
    {"{\"kind\": \"submission\", \"rows\": [{\"unit\": \"R1\", \"indicator\": \"sales\", \"period\": \"2026\"}, "
     "{\"unit\": "
     "\"R1\", \"indicator\": \"sales\", \"period\": \"2026\", \"round\": 1}]}",
     "record-twice", "records[0].rows[1]"},
    {"{\"kind\": \"submission\"}", "plan-one-of", "records[0]"},
    {"{\"kind\": \"submission\", \"rows\": [7]}", "plan-not-object", "records[0].rows[0]"},
};

static void test_wrong(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        cpf_error *read = NULL, *error = NULL;
        cpf_plan *plan = parse(NULL, wrong[i].json, NULL, &read);
        int32_t at;

        assert_non_null(plan);
        assert_int_equal(cpf_plan_check(plan, &error), CPF_E_PLAN);
        at = cpf_test_has(error, wrong[i].code);
        if (!strstr(cpf_error_subject_at(error, at), wrong[i].place))
            fail_msg("%s is told at %s", wrong[i].code, cpf_error_subject_at(error, at));
        cpf_error_free(read);
        cpf_error_free(error);
        cpf_plan_free(plan);
    }
}

/* Every allocation fails once: nothing is lost, and the answer is that there is no memory. */
static void test_chaos(void **state)
{
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(n, &memory);
        cpf_error *error = NULL;
        cpf_model *model = NULL;
        cpf_table *table = NULL;
        cpf_plan *plan = context ? parse(context, rows, NULL, &error) : NULL;

        status = plan ? cpf_plan_freeze(plan, &model, &error) : CPF_E_MEMORY;
        if (status == CPF_OK)
            status = cpf_model_table(model, "submission", &table, &error);
        cpf_table_free(table);
        cpf_model_free(model);
        cpf_plan_free(plan);
        cpf_error_free(error);
        cpf_test_failing_free(context, memory);
    }
    assert_int_equal(status, CPF_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),  cmocka_unit_test(test_file),  cmocka_unit_test(test_builder),
        cmocka_unit_test(test_wrong), cmocka_unit_test(test_chaos),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
