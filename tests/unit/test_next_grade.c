/* SPDX-License-Identifier: MIT */
/* What would have made it the next grade: with the value that is told the grade comes, with a step less it does not. */
#include <stdio.h>
#include <string.h>

#include "support.h"

enum { PEOPLE = 60 };

static const char tail[] =
    "], \"measures\": [{\"code\": \"s\", \"kind\": \"sum\", \"decimals\": 2}, {\"code\": \"r\", \"kind\": \"sum\", "
    "\"decimals\": 0}], \"indicators\": [{\"code\": \"sales\", \"formula\": \"sum(s)\", \"unit\": \"CNY\", "
    "\"decimals\": 2, "
    "\"direction\": \"more\", \"owner\": \"o\", \"data_source\": \"d\"}, {\"code\": \"returns\", \"formula\": "
    "\"sum(r)\", "
    "\"unit\": \"piece\", \"decimals\": 0, \"direction\": \"less\", \"owner\": \"o\", \"data_source\": \"d\"}], "
    "\"scorecards\": [{\"code\": \"rep\", \"level\": \"person\", \"items\": [{\"indicator\": \"sales\", \"weight\": "
    "70, "
    "\"target\": \"1000\", \"rule\": {\"name\": \"capped\", \"floor\": 0, \"cap\": 120}}, {\"indicator\": \"returns\", "
    "\"weight\": 30, \"target\": \"20\", \"rule\": {\"name\": \"less_ratio\", \"cap\": 110}}]}], \"grades\": "
    "[{\"code\": "
    "\"people\", \"level\": \"person\", \"bands\": [{\"grade\": \"A\", \"from\": 100}, {\"grade\": \"B\", \"from\": "
    "80}, "
    "{\"grade\": \"C\"}]}]}";

static cpf_model *make_model(cpf_context *context)
{
    static char text[16384];
    int n =
        snprintf(text, sizeof text,
                 "{\"channelperf\": 1, \"calendar\": {\"years\": [2026, 2026]}, \"levels\": [{\"code\": \"company\"}, "
                 "{\"code\": \"person\"}], \"units\": [{\"level\": \"company\", \"code\": \"ALL\"}");
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;
    cpf_error *error = NULL;

    for (int i = 0; i < PEOPLE; i++)
        n += snprintf(text + n, sizeof text - (size_t)n,
                      ", {\"level\": \"person\", \"code\": \"P%02d\", \"parent\": "
                      "\"ALL\"}",
                      i);
    snprintf(text + n, sizeof text - (size_t)n, "%s", tail);
    assert_int_equal(cpf_plan_parse(context, text, (int64_t)strlen(text), NULL, &plan, NULL), CPF_OK);
    assert_int_equal(cpf_test_tell(cpf_plan_freeze(plan, &model, &error), error), CPF_OK);
    cpf_plan_free(plan);
    return model;
}

static int64_t values[2][PEOPLE + 1]; /* sales in cents, returns; by unit */

static cpf_appraisal *appraise(const cpf_model *model)
{
    cpf_facts *targets = NULL, *actuals = NULL;
    cpf_appraisal *appraisal = NULL;
    cpf_appraise_options how;
    cpf_error *error = NULL;

    assert_int_equal(cpf_facts_new(model, &targets, NULL), CPF_OK);
    assert_int_equal(cpf_facts_new(model, &actuals, NULL), CPF_OK);
    for (cpf_id i = 0; i < 2; i++)
        assert_int_equal(cpf_facts_set_column(actuals, i, 0, values[i], NULL, 0, NULL), CPF_OK);
    assert_int_equal(cpf_appraise_options_init(&how, sizeof how), CPF_OK);
    how.period = 0;
    assert_int_equal(cpf_test_tell(cpf_appraise(model, targets, actuals, &how, &appraisal, &error), error), CPF_OK);
    cpf_facts_free(targets);
    cpf_facts_free(actuals);
    return appraisal;
}

static int grade_with(const cpf_model *model, cpf_id unit, cpf_id indicator, int64_t value)
{
    int64_t kept = values[indicator][unit];
    cpf_appraisal *appraisal;
    int grade;

    values[indicator][unit] = value;
    appraisal = appraise(model);
    grade = cpf_appraisal_grades(appraisal, 0)[cpf_appraisal_find(appraisal, unit)];
    cpf_appraisal_free(appraisal);
    values[indicator][unit] = kept;
    return grade;
}

static void draw(void)
{
    cpf_test_random random = cpf_test_seed("next grade", 77);

    for (int i = 1; i <= PEOPLE; i++) {
        values[0][i] = cpf_test_between(&random, 0, 140000);
        values[1][i] = cpf_test_between(&random, 1, 60);
    }
}

/* One row against appraisals with the value moved. */
static void check_row(const cpf_model *model, const cpf_appraisal *appraisal, const cpf_table *table, int64_t row)
{
    cpf_id unit = cpf_model_find_unit(model, cpf_table_text(table, cpf_table_find(table, "unit"), row));
    cpf_id indicator = cpf_model_find_indicator(model, cpf_table_text(table, cpf_table_find(table, "indicator"), row));
    const char *way = cpf_table_text(table, cpf_table_find(table, "way"), row);
    int grade = cpf_appraisal_grades(appraisal, 0)[cpf_appraisal_find(appraisal, unit)], worse = indicator ? 1 : -1;
    int64_t needed;

    if (strcmp(way, "alone") != 0) {
        assert_string_equal(way, "not_alone");
        assert_int_equal(grade_with(model, unit, indicator, indicator ? 0 : 1000000000), grade);
        return;
    }
    needed = cpf_table_decimals(table, cpf_table_find(table, "actual_needed"))[row];
    assert_true(grade_with(model, unit, indicator, needed) < grade);
    assert_int_equal(grade_with(model, unit, indicator, needed + worse), grade);
    assert_int_equal(cpf_table_decimals(table, cpf_table_find(table, "change"))[row], needed - values[indicator][unit]);
}

static void test_next(void **state)
{
    cpf_model *model = make_model(NULL);
    cpf_appraisal *appraisal;
    cpf_table *table = NULL;
    int64_t below = 0, alone = 0;

    (void)state;
    draw();
    appraisal = appraise(model);
    for (cpf_id unit = 1; unit <= PEOPLE; unit++)
        below += cpf_appraisal_grades(appraisal, 0)[cpf_appraisal_find(appraisal, unit)] > 0;
    assert_int_equal(cpf_appraisal_table(appraisal, "next_grade", &table, NULL), CPF_OK);
    assert_int_equal(cpf_table_row_count(table), 2 * below);
    for (int64_t row = 0; row < cpf_table_row_count(table); row++) {
        check_row(model, appraisal, table, row);
        alone += !strcmp(cpf_table_text(table, cpf_table_find(table, "way"), row), "alone");
    }
    assert_true(alone > 20 && alone < 2 * below); /* both ways are met */
    cpf_table_free(table);
    cpf_appraisal_free(appraisal);
    cpf_model_free(model);
}

/* Effects add up to the difference of the totals, whatever was changed, and those of lines that did not change are 0.
 */
static void check_difference(const cpf_appraisal *before, const cpf_appraisal *after, cpf_id unit)
{
    char code[16];
    cpf_table *table = NULL;
    int32_t effect;
    int64_t sum = 0, rows, a = cpf_appraisal_totals(before)[cpf_appraisal_find(before, unit)];
    int64_t b = cpf_appraisal_totals(after)[cpf_appraisal_find(after, unit)];

    snprintf(code, sizeof code, "P%02d", (int)unit - 1);
    assert_int_equal(cpf_explain_difference(before, after, code, &table, NULL), CPF_OK);
    effect = cpf_table_find(table, "effect");
    rows = cpf_table_row_count(table);
    assert_int_equal(rows, 4); /* two lines, gates, total */
    for (int64_t row = 0; row < rows - 1; row++)
        sum += cpf_table_decimals(table, effect)[row];
    assert_int_equal(sum, b - a);
    assert_int_equal(cpf_table_decimals(table, effect)[rows - 1], b - a);
    cpf_table_free(table);
}

static void test_difference(void **state)
{
    cpf_model *model = make_model(NULL);
    cpf_appraisal *before, *after;
    cpf_table *table = NULL;
    cpf_error *error = NULL;

    (void)state;
    draw();
    before = appraise(model);
    for (cpf_id unit = 1; unit <= PEOPLE; unit++) {
        values[0][unit] += unit % 3 ? unit * 777 : 0;
        values[1][unit] += unit % 2 ? unit : 0;
    }
    after = appraise(model);
    for (cpf_id unit = 1; unit <= PEOPLE; unit++)
        check_difference(before, after, unit);
    assert_int_equal(cpf_explain_difference(before, before, "P03", &table, NULL), CPF_OK);
    for (int64_t row = 0; row < 4; row++)
        assert_int_equal(cpf_table_decimals(table, cpf_table_find(table, "effect"))[row], 0);
    cpf_table_free(table);
    assert_int_equal(cpf_explain_difference(before, after, "ALL", &table, &error), CPF_E_MISSING);
    cpf_test_has(error, "explain-no-total");
    cpf_error_free(error);
    cpf_appraisal_free(before);
    cpf_appraisal_free(after);
    cpf_model_free(model);
}

static cpf_status next_grade(const cpf_appraisal *appraisal, cpf_table **table)
{
    return cpf_appraisal_table(appraisal, "next_grade", table, NULL);
}

static cpf_status difference(const cpf_appraisal *appraisal, cpf_table **table)
{
    return cpf_explain_difference(appraisal, appraisal, "P07", table, NULL);
}

static void test_chaos(void **state)
{
    static cpf_status (*const asks[])(const cpf_appraisal *appraisal, cpf_table **table) = {next_grade, difference};
    cpf_test_memory *memory;
    cpf_context *context = cpf_test_failing_context(-1, &memory);
    cpf_model *model = make_model(context);
    cpf_appraisal *appraisal;

    (void)state;
    draw();
    appraisal = appraise(model);
    for (size_t i = 0; i < sizeof asks / sizeof asks[0]; i++) {
        cpf_status status = CPF_E_MEMORY;

        for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
            cpf_table *table = NULL;

            cpf_test_memory_limit(memory, n);
            status = asks[i](appraisal, &table);
            cpf_test_memory_limit(memory, -1);
            cpf_table_free(table);
        }
        assert_int_equal(status, CPF_OK);
    }
    cpf_appraisal_free(appraisal);
    cpf_model_free(model);
    cpf_test_failing_free(context, memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_next), cmocka_unit_test(test_difference),
                                       cmocka_unit_test(test_chaos)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
