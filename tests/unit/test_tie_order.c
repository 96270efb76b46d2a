/* SPDX-License-Identifier: MIT */
/* Equal totals at a line between two quota grades: the unit that comes first gets the better one, whatever scorecard it
 * has. */
#include "support.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rank.h"

enum { SUBJECTS = 40 };

static void test_sorted(void **state)
{
    cpf_test_random random = cpf_test_seed("tie order", 20260731);
    cpf_id units[200];
    int32_t subjects[200];

    (void)state;
    for (int32_t n = 0; n <= 200; n++) {
        for (int32_t i = 0; i < n; i++) {
            units[i] = 3 * i + 1;
            subjects[i] = i;
        }
        cpf_test_shuffle(&random, subjects, n);
        cpf__rank_by_key(units, subjects, n);
        for (int32_t i = 0; i < n; i++)
            assert_int_equal(subjects[i], i);
    }
}

static void add_card(cpf_plan *plan, const char *code)
{
    cpf_scorecard *card = cpf_plan_add_scorecard(plan, code, "person");

    cpf_scorecard_set_filter(card, "kind", code);
    cpf_scorecard_add_item(card, "sales", "100", "linear");
}

/* People of two kinds by turns, a scorecard a kind, grades 30 / 70 per cent over all. */
static cpf_model *turns(void)
{
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    cpf_calendar_options calendar;
    cpf_indicator *indicator;
    cpf_standing *standing;

    assert_int_equal(cpf_plan_new(NULL, &plan), CPF_OK);
    assert_int_equal(cpf_calendar_options_init(&calendar, sizeof calendar), CPF_OK);
    calendar.first_year = calendar.last_year = 2026;
    cpf_plan_set_name(plan, "ties", "ties", "1");
    cpf_plan_set_calendar(plan, &calendar);
    cpf_plan_add_level(plan, "company", "company");
    cpf_plan_add_level(plan, "person", "person");
    cpf_plan_add_unit(plan, NULL, "company", "C", "C");
    for (int i = 0; i < SUBJECTS; i++) {
        char code[16];

        snprintf(code, sizeof code, "P%d", i);
        cpf_unit_set_attribute(cpf_plan_add_unit_under(plan, "C", "person", code, NULL), "kind",
                               i % 2 ? "odd" : "even");
    }
    cpf_plan_add_measure(plan, "sales", "sales", "sum", 0, "USD");
    indicator = cpf_plan_add_indicator(plan, "sales", "sales", "sum(sales)");
    cpf_indicator_set_unit(indicator, "USD");
    cpf_indicator_set_direction(indicator, "more");
    add_card(plan, "odd");
    add_card(plan, "even");
    standing = cpf_plan_add_standing(plan, "all", "person", "all");
    cpf_standing_add_quota(standing, "A", "30");
    cpf_standing_add_quota(standing, "B", "70");
    cpf_standing_set_quota_rule(standing, "largest_remainder", NULL, "order", 0);
    assert_int_equal(cpf_test_tell(cpf_plan_freeze(plan, &model, &error), error), CPF_OK);
    cpf_error_free(error);
    cpf_plan_free(plan);
    return model;
}

/* Everybody has the same total. */
static cpf_appraisal *appraise_all_alike(const cpf_model *model)
{
    cpf_facts *targets = NULL, *actuals = NULL;
    cpf_appraisal *appraisal = NULL;
    cpf_appraise_options options;
    int64_t same[SUBJECTS + 1];

    for (int i = 0; i <= SUBJECTS; i++)
        same[i] = 100;
    assert_int_equal(cpf_facts_new(model, &targets, NULL), CPF_OK);
    assert_int_equal(cpf_facts_new(model, &actuals, NULL), CPF_OK);
    assert_int_equal(cpf_facts_set_column(targets, 0, 0, same, NULL, 0, NULL), CPF_OK);
    assert_int_equal(cpf_facts_set_column(actuals, 0, 0, same, NULL, 0, NULL), CPF_OK);
    assert_int_equal(cpf_appraise_options_init(&options, sizeof options), CPF_OK);
    options.period = 0;
    assert_int_equal(cpf_appraise(model, targets, actuals, &options, &appraisal, NULL), CPF_OK);
    cpf_facts_free(targets);
    cpf_facts_free(actuals);
    return appraisal;
}

static void test_two_scorecards(void **state)
{
    cpf_model *model = turns();
    cpf_appraisal *appraisal = appraise_all_alike(model);

    (void)state;
    for (cpf_id unit = 1; unit <= SUBJECTS; unit++) {
        int64_t row = cpf_appraisal_find(appraisal, unit);

        assert_int_equal(cpf_appraisal_ranks(appraisal, 0)[row], 1);
        assert_int_equal(cpf_appraisal_grades(appraisal, 0)[row], unit > 12); /* 30 % of 40 */
    }
    cpf_appraisal_free(appraisal);
    cpf_model_free(model);
}

static void *ask(void *appraisal)
{
    return (void *)(uintptr_t)cpf_appraisal_percentiles(appraisal, 0);
}

/* Wide percentiles are made once, whoever asks first. */
static void test_asked_by_many(void **state)
{
    enum { THREADS = 8, ROUNDS = 20 };
    cpf_model *model = turns();

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        cpf_appraisal *appraisal = appraise_all_alike(model);
        const int32_t *narrow = cpf_appraisal_percentiles_narrow(appraisal, 0);
        pthread_t threads[THREADS];

        for (int i = 0; i < THREADS; i++)
            assert_int_equal(pthread_create(&threads[i], NULL, ask, appraisal), 0);
        for (int i = 0; i < THREADS; i++) {
            void *got;

            assert_int_equal(pthread_join(threads[i], &got), 0);
            assert_ptr_equal(got, cpf_appraisal_percentiles(appraisal, 0));
        }
        for (int64_t i = 0; i < SUBJECTS; i++)
            assert_int_equal(cpf_appraisal_percentiles(appraisal, 0)[i], narrow[i]);
        cpf_appraisal_free(appraisal);
    }
    cpf_model_free(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sorted),
        cmocka_unit_test(test_two_scorecards),
        cmocka_unit_test(test_asked_by_many),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
