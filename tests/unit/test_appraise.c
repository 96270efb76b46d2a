/* SPDX-License-Identifier: MIT */
/* Random scorecards, figures and gaps: points, totals, ranks and grades against exact quotients taken one by one and
 * ranks counted one against all; the same on two threads, into memory used before, and with the rows of the plan in
 * another order. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "appraisal_in.h"

enum { UNITS_MOST = 700, ITEMS = 6, STANDINGS = 3 };

/* One random plan with its figures. Units: 0 the top, then teams, then people. */
typedef struct score_case {
    int32_t teams, people, team_of[UNITS_MOST], order[UNITS_MOST], items, missing, points_decimals, total_decimals;
    int32_t rule[ITEMS], zero[ITEMS], negative[ITEMS], weight[ITEMS], tie, minimum, floor;
    int64_t actual[ITEMS][UNITS_MOST], target[ITEMS][UNITS_MOST]; /* by person */
    uint8_t has_actual[ITEMS][UNITS_MOST], has_target[ITEMS][UNITS_MOST];
} score_case;

static const char *const rules[] = {"linear", "capped", "gate", "less_ratio", "range", "points"};
static const char *const missing[] = {"redistribute", "zero", "refuse"};
static const char *const zeros[] = {"missing", "reached", "absolute"};
static const char *const negatives[] = {"shift", "missing"};
static const char *const ties[] = {"order", "up", "down"};

static void draw_case(cpf_test_random *random, score_case *it, int32_t most)
{
    int32_t left = 100;

    it->teams = (int32_t)cpf_test_between(random, 1, 9);
    it->people = (int32_t)cpf_test_between(random, 1, most);
    it->items = (int32_t)cpf_test_between(random, 1, ITEMS);
    it->missing = (int32_t)cpf_test_between(random, 0, 2);
    it->points_decimals = (int32_t)cpf_test_between(random, 0, 9);
    it->total_decimals = (int32_t)cpf_test_between(random, 0, 5);
    it->tie = (int32_t)cpf_test_between(random, 0, 2);
    it->minimum = (int32_t)cpf_test_between(random, 0, 6);
    it->floor = (int32_t)cpf_test_between(random, 0, 1);
    for (int32_t i = 0; i < it->people; i++) {
        it->team_of[i] = (int32_t)cpf_test_between(random, 0, it->teams - 1);
        it->order[i] = i;
    }
    for (int32_t k = 0; k < it->items; k++) {
        int64_t size = INT64_MAX >> cpf_test_between(random, 20, 62);

        it->rule[k] = (int32_t)cpf_test_between(random, 0, 5);
        it->zero[k] = (int32_t)cpf_test_between(random, 0, 2);
        it->negative[k] = (int32_t)cpf_test_between(random, 0, 1);
        it->weight[k] = k + 1 < it->items ? (int32_t)cpf_test_between(random, 1, left - (it->items - k - 1)) : left;
        left -= it->weight[k];
        for (int32_t i = 0; i < it->people; i++) {
            it->actual[k][i] = cpf_test_between(random, cpf_test_between(random, 0, 9) ? 0 : -size, size);
            it->target[k][i] =
                cpf_test_between(random, cpf_test_between(random, 0, 9) ? size / 50 + 1 : -size / 2, size);
            it->target[k][i] = cpf_test_between(random, 0, 15) ? it->target[k][i] : 0;
            it->has_actual[k][i] = (uint8_t)(cpf_test_between(random, 0, 7) > 0);
            it->has_target[k][i] = (uint8_t)(cpf_test_between(random, 0, 7) > 0);
        }
    }
}

static void add_units(cpf_plan *plan, const score_case *it)
{
    char code[16], team[16];

    cpf_plan_add_level(plan, "top", NULL);
    cpf_plan_add_level(plan, "team", NULL);
    cpf_plan_add_level(plan, "person", NULL);
    cpf_plan_add_unit_under(plan, NULL, "top", "all", NULL);
    for (int32_t i = 0; i < it->people; i++) {
        int32_t person = it->order[i];
        cpf_unit *unit;

        snprintf(team, sizeof team, "t%d", it->team_of[person]);
        snprintf(code, sizeof code, "p%d", person);
        unit = cpf_plan_add_unit_under(plan, team, "person", code, NULL);
        snprintf(code, sizeof code, "k%d", person % 4);
        cpf_unit_set_attribute(unit, "kind", code);
    }
    for (int32_t i = 0; i < it->teams; i++) {
        snprintf(team, sizeof team, "t%d", i);
        cpf_plan_add_unit_under(plan, "all", "team", team, NULL);
    }
}

static void add_items(cpf_plan *plan, const score_case *it)
{
    cpf_scorecard *card = cpf_plan_add_scorecard(plan, "card", "person");
    char code[16], weight[16], formula[24];

    cpf_scorecard_set_decimals(card, it->points_decimals, it->total_decimals);
    cpf_scorecard_set_missing(card, missing[it->missing]);
    for (int32_t k = 0; k < it->items; k++) {
        cpf_indicator *indicator;
        cpf_item *item;

        snprintf(code, sizeof code, "i%d", k);
        snprintf(formula, sizeof formula, "sum(m%d)", k);
        snprintf(weight, sizeof weight, "%d", it->weight[k]);
        snprintf(formula, sizeof formula, "m%d", k);
        cpf_plan_add_measure(plan, formula, NULL, "sum", 2, "USD");
        snprintf(formula, sizeof formula, "sum(m%d)", k);
        indicator = cpf_plan_add_indicator(plan, code, code, formula);
        cpf_indicator_set_unit(indicator, "USD");
        cpf_indicator_set_direction(indicator, it->rule[k] == 3 ? "less" : it->rule[k] == 4 ? "range" : "more");
        cpf_indicator_set_origin(indicator, "sales", "ERP");
        cpf_indicator_set_decimals(indicator, 2);
        item = cpf_scorecard_add_item(card, code, weight, rules[it->rule[k]]);
        cpf_item_set_policies(item, zeros[it->zero[k]], it->zero[k] == 2 ? "50000000" : NULL,
                              negatives[it->negative[k]]);
        if (it->rule[k] == 5) {
            cpf_item_add_point(item, "0.5", "0");
            cpf_item_add_point(item, "1", "100");
            cpf_item_add_point(item, "1.3", "117.5");
        }
    }
}

static void add_standings(cpf_plan *plan, const score_case *it)
{
    cpf_standing *bands = cpf_plan_add_standing(plan, "bands", "person", "all");
    cpf_standing *team = cpf_plan_add_standing(plan, "team", "person", "siblings");
    cpf_standing *kind = cpf_plan_add_standing(plan, "kind", "person", "attribute:kind");

    cpf_standing_set_methods(bands, "1224", "below");
    cpf_standing_add_band(bands, "S", "110");
    cpf_standing_add_band(bands, "A", "90");
    cpf_standing_add_band(bands, "B", NULL);
    cpf_standing_set_methods(team, "1334", "mean");
    cpf_standing_add_quota(team, "A", "20");
    cpf_standing_add_quota(team, "B", "70");
    cpf_standing_add_quota(team, "C", "10");
    cpf_standing_set_quota_rule(team, it->floor ? "floor" : "largest_remainder", it->floor ? "B" : NULL, ties[it->tie],
                                it->minimum);
    cpf_standing_set_methods(kind, "dense", "strict");
}

static cpf_model *freeze_case(const score_case *it, cpf_context *context)
{
    cpf_calendar_options calendar;
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    cpf_plan *plan;

    assert_int_equal(cpf_plan_new(context, &plan), CPF_OK);
    cpf_calendar_options_init(&calendar, sizeof calendar);
    calendar.first_year = calendar.last_year = 2026;
    calendar.grain = CPF_GRAIN_YEAR;
    cpf_plan_set_calendar(plan, &calendar);
    cpf_plan_set_name(plan, "t", "t", "1");
    add_units(plan, it);
    add_items(plan, it);
    add_standings(plan, it);
    cpf_plan_freeze(plan, &model, &error);
    cpf_test_tell(cpf_error_status(error), error);
    cpf_error_free(error);
    cpf_plan_free(plan);
    assert_non_null(model);
    return model;
}

static cpf_id person_id(const cpf_model *model, int32_t person)
{
    char code[16];

    snprintf(code, sizeof code, "p%d", person);
    return cpf_model_find_unit(model, code);
}

static cpf_facts *make_facts(const cpf_model *model, const score_case *it, int targets)
{
    cpf_facts *facts = NULL;

    assert_int_equal(cpf_facts_new(model, &facts, NULL), CPF_OK);
    for (int32_t k = 0; k < it->items; k++)
        for (int32_t i = 0; i < it->people; i++) {
            cpf_id unit = person_id(model, i), indicator = k, period = 0;

            if (targets ? it->has_target[k][i] : it->has_actual[k][i])
                assert_int_equal(cpf_facts_set(facts, 1, &unit, &indicator, &period,
                                               targets ? &it->target[k][i] : &it->actual[k][i], NULL),
                                 CPF_OK);
        }
    return facts;
}

/* What one person should get. */
typedef struct wanted {
    int64_t points[ITEMS], total;
    int scored[ITEMS], has_total;
} wanted;

static wanted expect_person(const cpf_model *model, const score_case *it, int32_t person)
{
    const struct cpf_scorecard *card = &model->scorecards[0];
    cpf__ratio sum = {0, 1}, weights = {0, 1};
    wanted want = {0};
    int scored = 0;

    for (int32_t k = 0; k < it->items; k++) {
        cpf__i128 num, den;
        cpf__ratio weight = {it->weight[k], 1}, part;

        want.scored[k] =
            it->has_actual[k][person] && it->has_target[k][person] &&
            cpf__attainment(&card->items[k].attain, it->actual[k][person], it->target[k][person], &num, &den) ==
                CPF_OK &&
            cpf__curve_points(card->items[k].curve, num, den, it->points_decimals, &want.points[k], NULL) == CPF_OK;
        scored += want.scored[k];
        if (want.scored[k]) {
            part = (cpf__ratio){want.points[k], cpf__pow10(it->points_decimals)};
            assert_int_equal(cpf__ratio_mul(part, weight, &part), CPF_OK);
            assert_int_equal(cpf__ratio_add(sum, part, &sum), CPF_OK);
        }
        if (want.scored[k] || it->missing == CPF__MISSING_ZERO)
            assert_int_equal(cpf__ratio_add(weights, weight, &weights), CPF_OK);
    }
    want.has_total = scored && (it->missing != CPF__MISSING_REFUSE || scored == it->items);
    if (want.has_total) {
        assert_int_equal(cpf__ratio_div(sum, weights, &sum), CPF_OK);
        assert_int_equal(cpf__ratio_round(sum, it->total_decimals, CPF__HALF_UP, &want.total), CPF_OK);
    }
    return want;
}

/* Rank and percentile of one among the members of its group, by counting. */
static void expect_rank(const cpf_model *model, const score_case *it, const wanted *all, int32_t person, int standing,
                        int32_t *rank, int64_t *percentile)
{
    int64_t higher = 0, lower = 0, equal = 0, n = 0, steps = 0;

    for (int32_t i = 0; i < it->people; i++) {
        int together = standing == 0 || (standing == 1 ? it->team_of[i] == it->team_of[person] : i % 4 == person % 4);
        int first = 1;

        if (!together || !all[i].has_total)
            continue;
        n++;
        higher += all[i].total > all[person].total;
        lower += all[i].total < all[person].total;
        equal += all[i].total == all[person].total;
        for (int32_t k = 0; k < i && standing == 2; k++)
            first &= k % 4 != person % 4 || !all[k].has_total || all[k].total != all[i].total;
        steps += first && all[i].total > all[person].total;
    }
    (void)model;
    if (standing == 0) {
        *rank = (int32_t)higher + 1;
        *percentile = n == 1 ? 1000000 : (2 * 1000000 * lower + n - 1) / (2 * (n - 1));
    } else if (standing == 1) {
        *rank = (int32_t)(higher + equal);
        *percentile = (2 * 500000 * (2 * lower + equal) + n) / (2 * n);
    } else {
        *rank = (int32_t)steps + 1;
        *percentile = (2 * 1000000 * lower + n) / (2 * n);
    }
}

static void compare_person(const cpf_appraisal *appraisal, const cpf_model *model, const score_case *it,
                           const wanted *all, int32_t person)
{
    int64_t subject = cpf_appraisal_find(appraisal, person_id(model, person));
    const wanted *want = &all[person];

    assert_true(subject >= 0 && cpf_appraisal_units(appraisal)[subject] == person_id(model, person));
    for (int32_t k = 0; k < it->items; k++) {
        const uint8_t *bits = cpf_appraisal_points_validity(appraisal, 0, k);

        assert_int_equal(!bits || (bits[subject / 8] >> subject % 8 & 1), want->scored[k]);
        if (want->scored[k])
            assert_int_equal(cpf_appraisal_points(appraisal, 0, k, NULL, NULL)[subject], want->points[k]);
    }
    assert_int_equal(cpf_appraisal_total_validity(appraisal)[subject / 8] >> subject % 8 & 1, want->has_total);
    assert_int_equal(cpf_appraisal_totals(appraisal)[subject], want->total);
    for (int standing = 0; standing < STANDINGS; standing++) {
        int32_t rank = 0;
        int64_t percentile = 0;

        if (want->has_total)
            expect_rank(model, it, all, person, standing, &rank, &percentile);
        assert_int_equal(cpf_appraisal_ranks(appraisal, standing)[subject], rank);
        assert_int_equal(cpf_appraisal_percentiles_narrow(appraisal, standing)[subject], percentile);
        /* The wide ones were asked for by every earlier person, and follow an appraisal that is written over. */
        assert_int_equal(cpf_appraisal_percentiles(appraisal, standing)[subject], percentile);
    }
    if (want->has_total) {
        int64_t one = cpf__pow10(it->total_decimals);
        int grade = want->total >= 110 * one ? 0 : want->total >= 90 * one ? 1 : 2;

        assert_int_equal(cpf_appraisal_grades(appraisal, 0)[subject], grade);
    } else {
        assert_int_equal(cpf_appraisal_grades(appraisal, 0)[subject], -1);
    }
}

static cpf_appraisal *appraise(const cpf_model *model, const score_case *it, cpf_appraisal *earlier)
{
    cpf_facts *targets = make_facts(model, it, 1), *actuals = make_facts(model, it, 0);
    cpf_appraisal *appraisal = earlier;
    cpf_appraise_options options;
    cpf_error *error = NULL;

    assert_int_equal(cpf_appraise_options_init(&options, sizeof options), CPF_OK);
    options.period = 0;
    options.reuse = earlier != NULL;
    cpf_appraise(model, targets, actuals, &options, &appraisal, &error);
    assert_int_equal(cpf_test_tell(cpf_error_status(error), error), CPF_OK);
    cpf_facts_free(targets);
    cpf_facts_free(actuals);
    return appraisal;
}

static void test_random_cards(void **state)
{
    cpf_test_random random = cpf_test_seed("cards", 20260711);
    score_case *it = malloc(sizeof *it);
    wanted *all = malloc(UNITS_MOST * sizeof *all);

    (void)state;
    for (int round = 0; round < 250; round++) {
        cpf_appraisal *appraisal;
        cpf_model *model;

        draw_case(&random, it, round % 25 ? 30 : 300);
        model = freeze_case(it, NULL);
        appraisal = appraise(model, it, NULL);
        assert_int_equal(cpf_appraisal_count(appraisal), it->people);
        for (int32_t i = 0; i < it->people; i++)
            all[i] = expect_person(model, it, i);
        for (int32_t i = 0; i < it->people; i++)
            compare_person(appraisal, model, it, all, i);
        cpf_appraisal_free(appraisal);
        cpf_model_free(model);
    }
    free(all);
    free(it);
}

static void same_results(const cpf_model *model, const cpf_appraisal *a, const cpf_model *other_model,
                         const cpf_appraisal *b, const score_case *it)
{
    for (int32_t i = 0; i < it->people; i++) {
        int64_t one = cpf_appraisal_find(a, person_id(model, i));
        int64_t other = cpf_appraisal_find(b, person_id(other_model, i));

        assert_int_equal(cpf_appraisal_totals(a)[one], cpf_appraisal_totals(b)[other]);
        for (int s = 0; s < STANDINGS; s++) {
            assert_int_equal(cpf_appraisal_ranks(a, s)[one], cpf_appraisal_ranks(b, s)[other]);
            assert_int_equal(cpf_appraisal_grades(a, s)[one], cpf_appraisal_grades(b, s)[other]);
            assert_int_equal(cpf_appraisal_percentiles(a, s)[one], cpf_appraisal_percentiles(b, s)[other]);
        }
    }
}

static void test_order_threads_reuse(void **state)
{
    cpf_test_random random = cpf_test_seed("order", 20260712);
    score_case *it = malloc(sizeof *it);

    (void)state;
    for (int round = 0; round < 12; round++) {
        cpf_context *context = NULL;
        cpf_model *model, *shuffled;
        cpf_appraisal *one, *two;

        draw_case(&random, it, UNITS_MOST);
        assert_int_equal(cpf_context_new(NULL, &context), CPF_OK);
        assert_int_equal(cpf_context_set_threads(context, 2), CPF_OK);
        model = freeze_case(it, NULL);
        cpf_test_shuffle(&random, it->order, it->people);
        shuffled = freeze_case(it, context);
        cpf_context_free(context);
        one = appraise(model, it, NULL);
        two = appraise(shuffled, it, NULL);
        same_results(model, one, shuffled, two, it);
        two = appraise(shuffled, it, two);
        same_results(model, one, shuffled, two, it);
        cpf_appraisal_free(one);
        cpf_appraisal_free(two);
        cpf_model_free(model);
        cpf_model_free(shuffled);
    }
    free(it);
}

static void test_no_memory(void **state)
{
    static const char *const names[] = {"totals", "scores", "groups"};
    cpf_test_random random = cpf_test_seed("memory", 20260713);
    score_case *it = malloc(sizeof *it);
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    draw_case(&random, it, 9);
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(-1, &memory);
        cpf_model *model = freeze_case(it, context);
        cpf_facts *targets = make_facts(model, it, 1), *actuals = make_facts(model, it, 0);
        cpf_appraise_options options;
        cpf_appraisal *appraisal = NULL;
        cpf_error *error = NULL;

        cpf_appraise_options_init(&options, sizeof options);
        options.period = 0;
        cpf_test_memory_limit(memory, n);
        status = cpf_appraise(model, targets, actuals, &options, &appraisal, &error);
        for (int i = 0; i < 3 && status == CPF_OK; i++) {
            cpf_table *table = NULL;

            status = cpf_appraisal_table(appraisal, names[i], &table, &error);
            assert_true(status == CPF_OK ? table != NULL : status == CPF_E_MEMORY);
            cpf_table_free(table);
        }
        assert_true(status == CPF_OK || cpf_error_status(error) == CPF_E_MEMORY);
        cpf_error_free(error);
        cpf_appraisal_free(appraisal);
        cpf_facts_free(targets);
        cpf_facts_free(actuals);
        cpf_model_free(model);
        cpf_test_failing_free(context, memory);
    }
    assert_int_equal(status, CPF_OK);
    free(it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_cards),
        cmocka_unit_test(test_order_threads_reuse),
        cmocka_unit_test(test_no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
