/* SPDX-License-Identifier: MIT */
/* What other figures tell in the explanation of a row: scores of forms, totals, targets, values, bands of huge amounts.
 */
#include "explain_small.h"

#define RATED(few)                                                                                                     \
    "{\"kind\": \"rating_rule\", \"rows\": [{\"indicator\": \"skills\", \"anonymous\": " few                           \
    ", \"low\": 1, \"high\": 5, "                                                                                      \
    "\"to_low\": 0, \"to_high\": 10}]}, {\"kind\": \"rating\", \"set\": {\"unit\": \"R1\", \"indicator\": "            \
    "\"skills\", "                                                                                                     \
    "\"period\": \"2026-Q3\", \"category\": \"peer\"}, \"rows\": [{\"rater\": \"a\", \"value\": 3}, {\"rater\": "      \
    "\"b\", "                                                                                                          \
    "\"value\": 4}, {\"rater\": \"c\", \"value\": 3}]}"

static void check_rated(const char *records, const char *wanted)
{
    small_world made = {.model = apply_model(records)};

    assert_int_equal(cpf_review(made.model, NULL, NULL, &made.tables, NULL), CPF_OK);
    check_text(&made, "rating_scores", CPF_ENGLISH, wanted);
    end_small(&made);
}

/* A form's score down to the means of categories; where too few rated, their mean is not told. */
static void test_ratings(void **state)
{
    (void)state;
    check_rated(RATED("3"), "Score that counts 5.8333 = rounded once -- table rating_scores: R1, skills, 2026-Q3\n"
                            "sum 5.833333333 = sum\n");
    check_rated(RATED("4"), "Score that counts 5.8333 -- table rating_scores: R1, skills, 2026-Q3\n"
                            "Score of the form 3.3333\n");
}

static const char *const small_targets[][4] = {{"R1", "sales", "2026-Q3", "500"}};

/* How many steps are of a kind. */
static int64_t steps_of(const small_world *made, const char *table, const cpf_appraisal *appraisal,
                        const cpf_facts *targets, const char *kind)
{
    cpf_explanation *explanation = NULL;
    cpf_table *steps = NULL;
    int64_t count = 0;

    assert_int_equal(
        cpf_explain_row(made->model, made->tables, table, 0, appraisal, targets, made->facts, &explanation, NULL),
        CPF_OK);
    assert_int_equal(cpf_explanation_table(explanation, &steps, NULL), CPF_OK);
    for (int64_t row = 0; row < cpf_table_row_count(steps); row++)
        count += strcmp(cpf_table_text(steps, cpf_table_find(steps, "kind"), row), kind) == 0;
    cpf_table_free(steps);
    cpf_explanation_free(explanation);
    return count;
}

/* Totals, targets and values are told in full where they are known, and are what the row shows. */
static void test_sources(void **state)
{
    small_world made = make_small(small_scheme);
    cpf_facts *targets = apply_facts(made.model, 1, small_targets);
    cpf_appraise_options how;
    cpf_appraisal *appraisal = NULL;
    cpf_table *totals = NULL;

    (void)state;
    assert_int_equal(cpf_appraise_options_init(&how, sizeof how), CPF_OK);
    how.period = cpf_model_find_period(made.model, "2026-Q3");
    assert_int_equal(cpf_appraise(made.model, targets, made.facts, &how, &appraisal, NULL), CPF_OK);
    assert_int_equal(steps_of(&made, "pay", appraisal, targets, "total"), 0); /* the row is of another total */
    cpf_tables_free(made.tables);
    cpf_tables_free(made.results);
    assert_int_equal(cpf_appraisal_table(appraisal, "totals", &totals, NULL), CPF_OK);
    assert_int_equal(cpf_tables_new(NULL, &made.results), CPF_OK);
    assert_int_equal(cpf_tables_add(made.results, "2026-Q3", totals, NULL), CPF_OK);
    made.tables = apply_run(made.model, made.facts, targets, made.results, NULL);
    assert_int_equal(steps_of(&made, "pay", appraisal, targets, "total"),
                     2); /* of what is paid, and of the coefficient */
    assert_int_equal(steps_of(&made, "pay", NULL, targets, "total"), 0);
    assert_int_equal(steps_of(&made, "pay", appraisal, NULL, "total"), 0);
    assert_int_equal(steps_of(&made, "commissions", appraisal, targets, "actual"), 1);
    assert_int_equal(steps_of(&made, "commissions", appraisal, targets, "target"), 1);
    assert_int_equal(steps_of(&made, "commissions", NULL, targets, "target"), 1);
    assert_int_equal(steps_of(&made, "commissions", NULL, NULL, "target"), 0);
    cpf_appraisal_free(appraisal);
    cpf_facts_free(targets);
    end_small(&made);
}

/* Amounts whose exact parts no step can show: the figure stands for itself. A plan without the rate table likewise. */
static void test_huge(void **state)
{
    static const char *const facts_lines[][4] = {{"R1", "sales", "2026-Q3", "90000000000000000.01"},
                                                 {"R1", "sales", "2026-Q4", "1.07"}};
    static const char *const target_lines[][4] = {{"R1", "sales", "2026-H2", "70000000000000000.33"},
                                                  {"R1", "sales", "2026-Q3", "70000000000000000.33"}};
    static const char *const ways[] = {"period", "cumulative"};
    cpf_model *without = apply_model(RATED("1"));

    (void)state;
    for (int i = 0; i < 2; i++) {
        char records[900];
        small_world made = {0};
        cpf_facts *targets;
        cpf_explanation *explanation = NULL;
        cpf_error *error = NULL;

        snprintf(
            records, sizeof records,
            "{\"kind\": \"rate_table\", \"rows\": [{\"code\": \"t\", \"base\": \"attainment\", \"per\": \"%s\"}]}, "
            "{\"kind\": \"rate_band\", \"rows\": [{\"table\": \"t\", \"rate\": \"0.000000003\"}, {\"table\": \"t\", "
            "\"from\": \"0.3333\", \"rate\": \"0.000000007\"}]}, {\"kind\": \"commission\", \"rows\": [{\"table\": "
            "\"t\", "
            "\"unit\": \"R1\", \"indicator\": \"sales\", \"period\": \"2026-H2\", \"each\": \"quarter\"}]}",
            ways[i]);
        made.model = apply_model(records);
        made.facts = apply_facts(made.model, 2, facts_lines);
        targets = apply_facts(made.model, 2, target_lines);
        made.tables = apply_run(made.model, made.facts, targets, NULL, NULL);
        assert_int_equal(
            cpf_explain_row(made.model, made.tables, "commissions", 0, NULL, targets, made.facts, &explanation, NULL),
            CPF_OK);
        cpf_explanation_free(explanation);
        explanation = NULL;
        (void)cpf_explain_row(without, made.tables, "commissions", 0, NULL, NULL, NULL, &explanation, &error);
        cpf_error_free(error);
        cpf_explanation_free(explanation);
        cpf_facts_free(targets);
        end_small(&made);
    }
    cpf_model_free(without);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_ratings), cmocka_unit_test(test_sources),
                                       cmocka_unit_test(test_huge)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
