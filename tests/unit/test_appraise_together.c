/* SPDX-License-Identifier: MIT */
/* Scorecards that differ in weights alone, their people mixed: points and totals against exact quotients taken one by
 * one; lifetimes of facts; a result used again after a failure. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "appraisal_in.h"

enum { MOST = 9000, CARDS = 3, LINES = 3, KINDS = CARDS + 1 }; /* the last kind has no scorecard */

/* Facts by input: people follow the top. */
typedef struct mixed {
    int32_t people, kind[MOST], weight[CARDS][LINES], missing, kinds;
    int64_t actual[LINES][MOST], target[LINES][MOST];
    uint8_t has[LINES][MOST];
} mixed;

static const char *const kind_names[KINDS] = {"a", "b", "c", "none"};
static const char *const missing_names[] = {"redistribute", "zero", "refuse"};

static void draw_mixed(cpf_test_random *random, mixed *it, int32_t most)
{
    it->people = (int32_t)cpf_test_between(random, 1, most);
    it->missing = (int32_t)cpf_test_between(random, 0, 2);
    it->kinds = cpf_test_between(random, 0, 1) ? KINDS : CARDS;
    for (int32_t card = 0; card < CARDS; card++) {
        it->weight[card][0] = (int32_t)cpf_test_between(random, 1, 50);
        it->weight[card][1] = (int32_t)cpf_test_between(random, 1, 49);
        it->weight[card][2] = 100 - it->weight[card][0] - it->weight[card][1];
    }
    for (int32_t i = 0; i < it->people; i++) {
        it->kind[i] = (int32_t)cpf_test_between(random, 0, it->kinds - 1);
        for (int32_t k = 0; k < LINES; k++) {
            it->target[k][i] = cpf_test_between(random, 0, 50) ? cpf_test_between(random, 1, 1000000) : 0;
            it->actual[k][i] = cpf_test_between(random, 0, 1500000);
            it->has[k][i] = (uint8_t)(k == 0 || cpf_test_between(random, 0, 9) > 0);
        }
    }
}

static void add_card(cpf_plan *plan, const mixed *it, int32_t card)
{
    static const char *const rules[LINES] = {"linear", "capped", "gate"};
    cpf_scorecard *made = cpf_plan_add_scorecard(plan, kind_names[card], "person");
    char code[8], weight[8];

    cpf_scorecard_set_filter(made, "kind", kind_names[card]);
    cpf_scorecard_set_missing(made, missing_names[it->missing]);
    cpf_scorecard_set_decimals(made, 9, 2);
    for (int32_t k = 0; k < LINES; k++) {
        snprintf(code, sizeof code, "i%d", k);
        snprintf(weight, sizeof weight, "%d", it->weight[card][k]);
        cpf_scorecard_add_item(made, code, weight, rules[k]);
    }
}

static cpf_plan *open_plan(cpf_context *context)
{
    cpf_calendar_options calendar;
    cpf_plan *plan = NULL;

    assert_int_equal(cpf_plan_new(context, &plan), CPF_OK);
    cpf_calendar_options_init(&calendar, sizeof calendar);
    calendar.first_year = calendar.last_year = 2026;
    calendar.grain = CPF_GRAIN_YEAR;
    cpf_plan_set_calendar(plan, &calendar);
    cpf_plan_set_name(plan, "t", "t", "1");
    cpf_plan_add_level(plan, "top", NULL);
    cpf_plan_add_level(plan, "person", NULL);
    cpf_plan_add_unit_under(plan, NULL, "top", "all", NULL);
    return plan;
}

static cpf_model *freeze_mixed(const mixed *it, cpf_context *context)
{
    cpf_plan *plan = open_plan(context);
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    char code[16];

    for (int32_t i = 0; i < it->people; i++) {
        snprintf(code, sizeof code, "p%05d", i);
        cpf_unit_set_attribute(cpf_plan_add_unit_under(plan, "all", "person", code, NULL), "kind",
                               kind_names[it->kind[i]]);
    }
    for (int32_t k = 0; k < LINES; k++) {
        char formula[16];
        cpf_indicator *indicator;

        snprintf(code, sizeof code, "m%d", k);
        cpf_plan_add_measure(plan, code, NULL, "sum", 2, "USD");
        snprintf(formula, sizeof formula, "sum(m%d)", k);
        snprintf(code, sizeof code, "i%d", k);
        indicator = cpf_plan_add_indicator(plan, code, code, formula);
        cpf_indicator_set_unit(indicator, "USD");
        cpf_indicator_set_direction(indicator, "more");
        cpf_indicator_set_origin(indicator, "o", "d");
        cpf_indicator_set_decimals(indicator, 2);
    }
    for (int32_t card = 0; card < CARDS; card++)
        add_card(plan, it, card);
    cpf_plan_freeze(plan, &model, &error);
    cpf_test_tell(cpf_error_status(error), error);
    cpf_error_free(error);
    cpf_plan_free(plan);
    assert_non_null(model);
    return model;
}

/* Columns of the facts, in the order of the units: that of the codes. */
static cpf_facts *facts_of(const cpf_model *model, const mixed *it, int targets)
{
    int64_t *values = calloc((size_t)it->people + 1, sizeof *values);
    uint8_t *valid = calloc((size_t)it->people / 8 + 1, 1);
    cpf_facts *facts = NULL;

    assert_int_equal(cpf_facts_new(model, &facts, NULL), CPF_OK);
    for (int32_t k = 0; k < LINES; k++) {
        for (int32_t i = 0; i < it->people; i++) {
            values[i + 1] = targets ? it->target[k][i] : it->actual[k][i];
            cpf__bit_set(valid, i + 1, targets || it->has[k][i]);
        }
        assert_int_equal(cpf_facts_set_column(facts, k, 0, values, k ? valid : NULL, 0, NULL), CPF_OK);
    }
    free(values);
    free(valid);
    return facts;
}

static void check_person(const cpf_appraisal *appraisal, const cpf_model *model, const mixed *it, int32_t i)
{
    int64_t subject = cpf_appraisal_find(appraisal, i + 1), first, want_total = 0;
    int32_t card = it->kind[i], scored = 0;
    cpf__ratio sum = {0, 1}, weights = {0, 1};

    if (card == CARDS) {
        assert_int_equal(subject, CPF_NONE);
        return;
    }
    assert_int_equal(cpf_appraisal_units(appraisal)[subject], i + 1);
    for (int32_t k = 0; k < LINES; k++) {
        const struct cpf_item *item = &model->scorecards[card].items[k];
        const int64_t *points = cpf_appraisal_points(appraisal, card, k, &first, NULL);
        const uint8_t *bits = cpf_appraisal_points_validity(appraisal, card, k);
        int64_t want = 0;
        cpf__i128 num, den;
        int has = it->has[k][i] &&
                  cpf__attainment(&item->attain, it->actual[k][i], it->target[k][i], &num, &den) == CPF_OK &&
                  cpf__curve_points(item->curve, num, den, 9, &want, NULL) == CPF_OK;
        cpf__ratio weight = {it->weight[card][k], 1}, part = {want, cpf__pow10(9)};

        assert_int_equal(!bits || cpf__bit(bits, subject - first), has);
        assert_int_equal(points[subject - first], has ? want : 0);
        scored += has;
        if (has) {
            assert_int_equal(cpf__ratio_mul(part, weight, &part), CPF_OK);
            assert_int_equal(cpf__ratio_add(sum, part, &sum), CPF_OK);
        }
        if (has || it->missing == CPF__MISSING_ZERO)
            assert_int_equal(cpf__ratio_add(weights, weight, &weights), CPF_OK);
    }
    scored = scored && (it->missing != CPF__MISSING_REFUSE || scored == LINES);
    assert_int_equal(cpf__bit(cpf_appraisal_total_validity(appraisal), subject), scored);
    if (scored) {
        assert_int_equal(cpf__ratio_div(sum, weights, &sum), CPF_OK);
        assert_int_equal(cpf__ratio_round(sum, 2, CPF__HALF_UP, &want_total), CPF_OK);
    }
    assert_int_equal(cpf_appraisal_totals(appraisal)[subject], want_total);
}

static cpf_status appraise(const cpf_model *model, const cpf_facts *targets, const cpf_facts *actuals, int reuse,
                           cpf_appraisal **appraisal)
{
    cpf_appraise_options options;

    assert_int_equal(cpf_appraise_options_init(&options, sizeof options), CPF_OK);
    options.period = 0;
    options.reuse = reuse;
    return cpf_appraise(model, targets, actuals, &options, appraisal, NULL);
}

static void test_mixed(void **state)
{
    cpf_test_random random = cpf_test_seed("mixed", 20261102);
    mixed *it = malloc(sizeof *it);

    (void)state;
    for (int round = 0; round < 24; round++) {
        cpf_context *context = NULL;
        cpf_appraisal *appraisal = NULL;
        cpf_facts *targets, *actuals;
        cpf_model *model;

        draw_mixed(&random, it, round % 4 ? 300 : MOST);
        assert_int_equal(cpf_context_new(NULL, &context), CPF_OK);
        assert_int_equal(cpf_context_set_threads(context, 1 + round % 2), CPF_OK);
        model = freeze_mixed(it, context);
        cpf_context_free(context);
        targets = facts_of(model, it, 1);
        actuals = facts_of(model, it, 0);
        assert_int_equal(appraise(model, targets, actuals, 0, &appraisal), CPF_OK);
        for (int32_t i = 0; i < it->people; i++)
            check_person(appraisal, model, it, i);
        assert_int_equal(appraise(model, targets, actuals, 1, &appraisal), CPF_OK);
        for (int32_t i = 0; i < it->people; i++)
            check_person(appraisal, model, it, i);
        cpf_facts_free(actuals);
        cpf_facts_free(targets);
        cpf_appraisal_free(appraisal);
        cpf_model_free(model);
    }
    free(it);
}

/* Facts and model go first; the table of scores is still there. */
static void test_any_order(void **state)
{
    cpf_test_random random = cpf_test_seed("order", 20261103);
    mixed *it = malloc(sizeof *it);
    cpf_model *model;
    cpf_facts *targets, *actuals;
    cpf_appraisal *appraisal = NULL;
    cpf_table *table = NULL;
    int64_t rows = 0;

    (void)state;
    draw_mixed(&random, it, 90);
    model = freeze_mixed(it, NULL);
    targets = facts_of(model, it, 1);
    actuals = facts_of(model, it, 0);
    assert_int_equal(appraise(model, targets, actuals, 0, &appraisal), CPF_OK);
    cpf_facts_free(targets);
    cpf_facts_free(actuals);
    cpf_model_free(model);
    assert_int_equal(cpf_appraisal_table(appraisal, "scores", &table, NULL), CPF_OK);
    for (int32_t i = 0; i < it->people; i++)
        rows += it->kind[i] < CARDS ? LINES : 0;
    assert_int_equal(cpf_table_row_count(table), rows);
    for (int64_t row = 0; row < rows; row += LINES)
        assert_string_not_equal(cpf_table_text(table, cpf_table_find(table, "state"), row), "no_actual");
    cpf_table_free(table);
    cpf_appraisal_free(appraisal);
    free(it);
}

static void set_all(mixed *it, int64_t actual, int64_t target)
{
    for (int32_t i = 0; i < it->people; i++) {
        it->actual[0][i] = actual;
        it->target[0][i] = target;
    }
}

/* Points that do not fit spoil the result used again: it is empty, and good for the next one. */
static void test_empty_after_failure(void **state)
{
    static const char *const tables[] = {"totals", "scores", "groups"};
    cpf_test_random random = cpf_test_seed("failure", 20261104);
    mixed *it = malloc(sizeof *it);
    cpf_facts *targets, *actuals, *wrong, *ones;
    cpf_appraisal *appraisal = NULL;
    cpf_model *model;

    (void)state;
    draw_mixed(&random, it, 60);
    model = freeze_mixed(it, NULL);
    targets = facts_of(model, it, 1);
    actuals = facts_of(model, it, 0);
    assert_int_equal(appraise(model, targets, actuals, 0, &appraisal), CPF_OK);
    set_all(it, INT64_MAX / 2, 1);
    wrong = facts_of(model, it, 0);
    ones = facts_of(model, it, 1);
    assert_int_equal(appraise(model, ones, wrong, 1, &appraisal), CPF_E_RANGE);
    assert_int_equal(cpf_appraisal_count(appraisal), 0);
    assert_int_equal(cpf_appraisal_find(appraisal, 1), CPF_NONE);
    assert_null(cpf_appraisal_points(appraisal, 0, 0, NULL, NULL));
    assert_null(cpf_appraisal_ranks(appraisal, 0));
    for (int i = 0; i < 3; i++) {
        cpf_table *table = NULL;

        assert_int_equal(cpf_appraisal_table(appraisal, tables[i], &table, NULL), CPF_OK);
        assert_int_equal(cpf_table_row_count(table), 0);
        cpf_table_free(table);
    }
    set_all(it, 50, 100);
    cpf_facts_free(wrong);
    cpf_facts_free(ones);
    wrong = facts_of(model, it, 0);
    ones = facts_of(model, it, 1);
    assert_int_equal(appraise(model, ones, wrong, 1, &appraisal), CPF_OK);
    for (int32_t i = 0; i < it->people; i++)
        check_person(appraisal, model, it, i);
    cpf_facts_free(targets);
    cpf_facts_free(actuals);
    cpf_facts_free(wrong);
    cpf_facts_free(ones);
    cpf_appraisal_free(appraisal);
    cpf_model_free(model);
    free(it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mixed),
        cmocka_unit_test(test_any_order),
        cmocka_unit_test(test_empty_after_failure),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
