/* SPDX-License-Identifier: MIT */
/* Totals that 64 bits do not hold are told of the first person who has one; what is not there is asked for. */
#include <stdio.h>
#include <string.h>

#include "support.h"

enum { PEOPLE = 12, LARGE = 7 };

static const char head[] =
    "{\"channelperf\": 1, \"calendar\": {\"years\": [2026, 2026]}, \"levels\": [{\"code\": \"company\"}, {\"code\": "
    "\"person\"}], \"units\": [{\"level\": \"company\", \"code\": \"ALL\"}";
static const char middle[] =
    "], \"measures\": [{\"code\": \"s\", \"kind\": \"sum\"}, {\"code\": \"c\", \"kind\": \"sum\"}], \"indicators\": "
    "[{\"code\": \"sales\", \"formula\": \"sum(s)\", \"unit\": \"CNY\", \"direction\": \"more\", \"owner\": \"o\", "
    "\"data_source\": \"d\"}, {\"code\": \"calls\", \"formula\": \"sum(c)\", \"unit\": \"one\", \"direction\": "
    "\"more\", \"owner\": \"o\", \"data_source\": \"d\"}], \"scorecards\": [{\"code\": \"rep\", \"level\": \"person\", "
    "\"points_decimals\": 0, \"total_decimals\": 9, \"missing\": \"%s\", \"items\": [{\"indicator\": \"calls\", "
    "\"weight\": 40, \"target\": \"100\", \"rule\": {\"name\": \"linear\"}}, {\"indicator\": \"sales\", \"weight\": "
    "60, \"target\": \"1\", \"rule\": {\"name\": \"linear\"}}]}], \"grades\": [{\"code\": \"bands\", \"level\": "
    "\"person\", \"bands\": [{\"grade\": \"A\", \"from\": 90}, {\"grade\": \"B\"}]}, {\"code\": \"quotas\", \"level\": "
    "\"person\", \"quotas\": [{\"grade\": \"Q\", \"percent\": 40}, {\"grade\": \"R\", \"percent\": 60}]}]%s}";
/* The last person has other weights, so that each has its own. */
static const char weights[] =
    ", \"records\": [{\"kind\": \"weight\", \"rows\": [{\"scorecard\": \"rep\", \"indicator\": \"calls\", \"unit\": "
    "\"P11\", \"percent\": 100}, {\"scorecard\": \"rep\", \"indicator\": \"sales\", \"unit\": \"P11\", \"percent\": "
    "0}]}]";

static cpf_model *make_model(cpf_context *context, const char *missing, const char *records)
{
    static char text[8192];
    size_t n = (size_t)snprintf(text, sizeof text, "%s", head);
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    cpf_status status;

    for (int i = 0; i < PEOPLE; i++)
        n += (size_t)snprintf(text + n, sizeof text - n,
                              ", {\"level\": \"person\", \"code\": \"P%d\", \"parent\": \"ALL\"}", i);
    snprintf(text + n, sizeof text - n, middle, missing, records);
    status = cpf_plan_parse(context, text, (int64_t)strlen(text), NULL, &plan, &error);
    if (status == CPF_OK)
        status = cpf_plan_freeze(plan, &model, &error);
    assert_int_equal(cpf_test_tell(status, error), CPF_OK);
    cpf_plan_free(plan);
    return model;
}

static void set_fact(cpf_facts *facts, cpf_id unit, cpf_id indicator, int64_t value)
{
    cpf_id period = 0;

    assert_int_equal(cpf_facts_set(facts, 1, &unit, &indicator, &period, &value, NULL), CPF_OK);
}

/* Everyone has sales of the unit's id; of calls only even units; the large one as much as is given. */
static cpf_facts *make_actuals(const cpf_model *model, int64_t large)
{
    cpf_facts *actuals = NULL;

    assert_int_equal(cpf_facts_new(model, &actuals, NULL), CPF_OK);
    for (cpf_id unit = 1; unit <= PEOPLE; unit++) {
        set_fact(actuals, unit, 0, unit == LARGE ? large : unit);
        if (unit % 2 == 0 || unit == LARGE)
            set_fact(actuals, unit, 1, 80);
    }
    return actuals;
}

static cpf_status appraise(const cpf_model *model, const cpf_facts *actuals, cpf_appraisal **appraisal,
                           cpf_error **error)
{
    cpf_facts *targets = NULL;
    cpf_appraise_options how;
    cpf_status status = cpf_facts_new(model, &targets, error);

    assert_int_equal(cpf_appraise_options_init(&how, sizeof how), CPF_OK);
    how.period = 0;
    if (status == CPF_OK)
        status = cpf_appraise(model, targets, actuals, &how, appraisal, error);
    cpf_facts_free(targets);
    return status;
}

/* 0.6 * 100 * sales + 32 in billionths: 153722867 sales are the most that fit. */
static void test_total_range(void **state)
{
    static const char *const missing[] = {"redistribute", "zero", "refuse"};
    static const char *const records[] = {"", weights};
    const int64_t most = 153722866;

    (void)state;
    for (int i = 0; i < 6; i++) {
        cpf_model *model = make_model(NULL, missing[i % 3], records[i / 3]);
        cpf_facts *fits = make_actuals(model, most), *over = make_actuals(model, most + 2);
        cpf_appraisal *appraisal = NULL;
        cpf_error *error = NULL;

        assert_int_equal(appraise(model, fits, &appraisal, NULL), CPF_OK);
        assert_true(cpf_appraisal_totals(appraisal)[cpf_appraisal_find(appraisal, LARGE)] ==
                    (60 * most + 32) * 1000000000);
        cpf_appraisal_free(appraisal);
        appraisal = NULL;
        assert_int_equal(appraise(model, over, &appraisal, &error), CPF_E_RANGE);
        assert_null(appraisal);
        assert_string_equal(cpf_error_subject_at(error, cpf_test_has(error, "appraise-total-range")),
                            "scorecard rep/P6");
        cpf_error_free(error);
        cpf_facts_free(fits);
        cpf_facts_free(over);
        cpf_model_free(model);
    }
}

/* A finding needs memory too; the failure is told as either, and nothing is lost. */
static void test_range_chaos(void **state)
{
    const int64_t larges[2] = {200000000, INT64_MAX};

    (void)state;
    for (int i = 0; i < 2; i++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(-1, &memory);
        cpf_model *model = make_model(context, "zero", "");
        cpf_facts *actuals = make_actuals(model, larges[i]);
        cpf_status status = CPF_E_MEMORY;

        for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
            int64_t live = cpf_test_memory_live(memory);
            cpf_appraisal *appraisal = NULL;
            cpf_error *error = NULL;

            cpf_test_memory_limit(memory, n);
            status = appraise(model, actuals, &appraisal, &error);
            cpf_test_memory_limit(memory, -1);
            assert_null(appraisal);
            cpf_error_free(error);
            assert_int_equal(cpf_test_memory_live(memory), live);
        }
        assert_int_equal(status, CPF_E_RANGE);
        cpf_facts_free(actuals);
        cpf_model_free(model);
        cpf_test_failing_free(context, memory);
    }
}

static void test_nothing(void **state)
{
    int64_t first = 5, count = 5;

    (void)state;
    assert_int_equal(cpf_appraisal_period(NULL), CPF_NONE);
    assert_int_equal(cpf_appraisal_count(NULL), 0);
    assert_null(cpf_appraisal_units(NULL));
    assert_int_equal(cpf_appraisal_find(NULL, 0), CPF_NONE);
    assert_null(cpf_appraisal_totals(NULL));
    assert_null(cpf_appraisal_total_validity(NULL));
    assert_null(cpf_appraisal_points(NULL, 0, 0, &first, &count));
    assert_true(first == 0 && count == 0);
    assert_null(cpf_appraisal_points_validity(NULL, 0, 0));
    assert_null(cpf_appraisal_ranks(NULL, 0));
    assert_null(cpf_appraisal_percentiles(NULL, 0));
    assert_null(cpf_appraisal_percentiles_narrow(NULL, 0));
    assert_null(cpf_appraisal_grades(NULL, 0));
    assert_string_equal(cpf_appraisal_grade_name(NULL, 0, 0), "");
}

static void test_places(void **state)
{
    static const cpf_id wrong[][2] = {{-1, 0}, {1, 0}, {0, -1}, {0, 2}};
    cpf_model *model = make_model(NULL, "zero", "");
    cpf_facts *actuals = make_actuals(model, 1);
    cpf_appraisal *appraisal = NULL;
    int64_t first = 5, count = 5;

    (void)state;
    assert_int_equal(appraise(model, actuals, &appraisal, NULL), CPF_OK);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_null(cpf_appraisal_points(appraisal, wrong[i][0], wrong[i][1], NULL, &count));
        assert_int_equal(count, 0);
        assert_null(cpf_appraisal_points(appraisal, wrong[i][0], wrong[i][1], &first, NULL));
        assert_int_equal(first, 0);
    }
    assert_non_null(cpf_appraisal_points(appraisal, 0, 1, NULL, &count));
    assert_int_equal(count, PEOPLE);
    assert_int_equal(cpf_appraisal_find(appraisal, -1), CPF_NONE);
    assert_int_equal(cpf_appraisal_find(appraisal, PEOPLE + 1), CPF_NONE);
    for (int32_t standing = -1; standing <= 2; standing += 3) {
        assert_null(cpf_appraisal_ranks(appraisal, standing));
        assert_null(cpf_appraisal_percentiles(appraisal, standing));
        assert_null(cpf_appraisal_percentiles_narrow(appraisal, standing));
        assert_string_equal(cpf_appraisal_grade_name(appraisal, standing, 0), "");
    }
    assert_string_equal(cpf_appraisal_grade_name(appraisal, 0, 1), "B");
    assert_string_equal(cpf_appraisal_grade_name(appraisal, 0, 2), "");
    assert_string_equal(cpf_appraisal_grade_name(appraisal, 0, -1), "");
    assert_string_equal(cpf_appraisal_grade_name(appraisal, 1, 1), "R");
    assert_string_equal(cpf_appraisal_grade_name(appraisal, 1, 2), "");
    cpf_appraisal_free(appraisal);
    cpf_facts_free(actuals);
    cpf_model_free(model);
}

static void test_tables(void **state)
{
    cpf_model *model = make_model(NULL, "zero", "");
    cpf_facts *actuals = make_actuals(model, 1);
    cpf_appraisal *appraisal = NULL;
    cpf_table *table = NULL;
    cpf_error *error = NULL;

    (void)state;
    assert_int_equal(appraise(model, actuals, &appraisal, NULL), CPF_OK);
    assert_int_equal(cpf_appraisal_table(NULL, "totals", &table, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_appraisal_table(appraisal, NULL, &table, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_appraisal_table(appraisal, "totals", NULL, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_appraisal_table(appraisal, "total", &table, &error), CPF_E_NOT_FOUND);
    assert_non_null(
        strstr(cpf_error_hint_at(error, cpf_test_has(error, "appraise-no-table"), CPF_CHINESE), "next_grade"));
    assert_null(table);
    cpf_error_free(error);
    cpf_appraisal_free(appraisal);
    cpf_facts_free(actuals);
    cpf_model_free(model);
}

/* A wide column that found no memory is made when it is asked for again. */
static void test_percentiles(void **state)
{
    cpf_test_memory *memory;
    cpf_context *context = cpf_test_failing_context(-1, &memory);
    cpf_model *model = make_model(context, "zero", "");
    cpf_facts *actuals = make_actuals(model, 1);
    cpf_appraisal *appraisal = NULL;
    const int32_t *narrow;
    const int64_t *wide;

    (void)state;
    assert_int_equal(appraise(model, actuals, &appraisal, NULL), CPF_OK);
    narrow = cpf_appraisal_percentiles_narrow(appraisal, 1);
    cpf_test_memory_limit(memory, 0);
    assert_null(cpf_appraisal_percentiles(appraisal, 1));
    cpf_test_memory_limit(memory, -1);
    wide = cpf_appraisal_percentiles(appraisal, 1);
    assert_non_null(wide);
    assert_ptr_equal(cpf_appraisal_percentiles(appraisal, 1), wide);
    for (int i = 0; i < PEOPLE; i++)
        assert_int_equal(wide[i], narrow[i]);
    cpf_appraisal_free(appraisal);
    cpf_facts_free(actuals);
    cpf_model_free(model);
    cpf_test_failing_free(context, memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_total_range), cmocka_unit_test(test_range_chaos), cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_places),      cmocka_unit_test(test_tables),      cmocka_unit_test(test_percentiles),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
