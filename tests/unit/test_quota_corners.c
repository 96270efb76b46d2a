/* SPDX-License-Identifier: MIT */
/* Forced distributions where plans are not whole, several settings meet, or memory ends while a conflict is told. */
#include "quota_check.h"

static quota_world team_world(int32_t people, int32_t teams)
{
    quota_world w = {.people = people, .teams = teams, .bands = {-1}, .group = "siblings", .tie = "up", .level = ""};

    for (int32_t i = 0; i < people; i++) {
        w.team[i] = i % teams;
        w.value[i] = 100 - i / 2;
        w.there[i] = 1;
    }
    for (int i = 0; i < QUOTA_GRADES; i++)
        w.shares[i] = QUOTA_WHOLE / 4;
    return w;
}

static void add_record(cpf_plan *plan, const char *kind, const char *const *fields)
{
    cpf_record *record = cpf_plan_add_record(plan, kind);

    for (int i = 0; i < 6 && fields[i]; i++) {
        char name[40];
        const char *sign = strchr(fields[i], '=');

        snprintf(name, sizeof name, "%.*s", (int)(sign - fields[i]), fields[i]);
        cpf_record_set(record, name, sign + 1);
    }
}

/* Whatever a record lacks or names wrongly is told once, and nothing else goes wrong with it. */
static void test_unwhole(void **state)
{
    static const struct {
        const char *code, *kind, *fields[6];
    } wrong[] = {
        {"field-missing", "grade_quota", {"grade=A", "most=10"}},
        {"field-missing", "quota_rule", {"small=exempt"}},
        {"field-missing", "tie_key", {"indicator=k"}},
        {"field-missing", "tie_key", {"standing=s"}},
        {"quota-team", "grade_quota", {"standing=s", "grade=A", "most=10", "team_grade=A"}},
        {"quota-team", "grade_quota", {"standing=s", "grade=A", "most=10", "team=s", "team_grade=A"}},
        {"quota-team", "grade_quota", {"standing=late", "grade=A", "most=10", "team=s", "team_grade=X"}},
        {"quota-percent", "grade_quota", {"standing=bands", "grade=A", "percent=100"}},
        {"choice", "quota_rule", {"standing=s", "small=sideways"}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        quota_world w = team_world(6, 2);
        cpf_plan *plan = quota_plan(NULL, &w, 0);
        cpf_standing *late = cpf_plan_add_standing(plan, "late", "person", "level:team"), *bands;
        cpf_error *error = NULL;

        cpf_standing_add_quota(late, "A", "100");
        bands = cpf_plan_add_standing(plan, "bands", "person", "all");
        cpf_standing_add_band(bands, "A", "50");
        cpf_standing_add_band(bands, "B", NULL);
        add_record(plan, wrong[i].kind, wrong[i].fields);
        assert_int_equal(cpf_plan_check(plan, &error), CPF_E_PLAN);
        cpf_test_has(error, wrong[i].code);
        cpf_error_free(error);
        cpf_plan_free(plan);
    }
}

static cpf_appraisal *appraise(cpf_plan *plan, const quota_world *w, cpf_model **model)
{
    cpf_appraisal *appraisal = NULL;
    cpf_error *error = NULL;

    if (cpf_plan_freeze(plan, model, &error) != CPF_OK || quota_appraise(*model, w, &appraisal, &error) != CPF_OK)
        cpf_test_tell(CPF_OK, error);
    assert_non_null(appraisal);
    cpf_plan_free(plan);
    return appraisal;
}

static void expect_grade(const cpf_model *model, const cpf_appraisal *appraisal, int32_t standing, const char *unit,
                         const char *grade)
{
    int64_t subject = cpf_appraisal_find(appraisal, cpf_model_find_unit(model, unit));

    assert_string_equal(
        cpf_appraisal_grade_name(appraisal, standing, cpf_appraisal_grades(appraisal, standing)[subject]), grade);
}

/* Two settings of the same people: each has its own keys. Less may be better; who has no value stands last. */
static void test_keys_of_settings(void **state)
{
    static const char *const keys[][6] = {{"standing=s", "indicator=k"}, {"standing=other", "indicator=cost"}};
    static const char *const rule[] = {"standing=other", "border=1", NULL, NULL, NULL, NULL};
    quota_world w = team_world(4, 1);
    cpf_plan *plan;
    cpf_standing *other;
    cpf_indicator *cost;
    cpf_model *model = NULL;
    cpf_appraisal *appraisal;
    cpf_facts *targets = NULL, *actuals;
    cpf_appraise_options options;
    cpf_table *table = NULL;

    (void)state;
    for (int i = 0; i < 4; i++) {
        w.value[i] = 80;
        w.key[i] = i;
    }
    plan = quota_plan(NULL, &w, 0);
    other = cpf_plan_add_standing(plan, "other", "person", "all");
    for (int i = 0; i < QUOTA_GRADES; i++)
        cpf_standing_add_quota(other, quota_grades[i], "25");
    cpf_standing_set_quota_rule(other, "largest_remainder", NULL, "down", 0);
    cost = cpf_plan_add_indicator(plan, "cost", "cost", "sum(m)");
    cpf_indicator_set_unit(cost, "one");
    cpf_indicator_set_direction(cost, "less");
    cpf_indicator_set_origin(cost, "o", "d");
    for (int i = 0; i < 2; i++)
        add_record(plan, "tie_key", keys[i]);
    add_record(plan, "quota_rule", rule);
    assert_int_equal(cpf_plan_freeze(plan, &model, NULL), CPF_OK);
    actuals = quota_facts(model, &w);
    for (int i = 0; i < 3; i++) { /* the last one has no cost */
        static const int64_t costs[] = {7, 5, 5};
        static const char *const people[] = {"P000", "P001", "P002"};
        cpf_id unit = cpf_model_find_unit(model, people[i]), indicator = cpf_model_find_indicator(model, "cost");
        cpf_id period = 0;

        assert_int_equal(cpf_facts_set(actuals, 1, &unit, &indicator, &period, &costs[i], NULL), CPF_OK);
    }
    assert_int_equal(cpf_facts_new(model, &targets, NULL), CPF_OK);
    cpf_appraise_options_init(&options, sizeof options);
    options.period = 0;
    assert_int_equal(cpf_appraise(model, targets, actuals, &options, &appraisal, NULL), CPF_OK);
    expect_grade(model, appraisal, 0, "P003", "A"); /* the largest key first */
    expect_grade(model, appraisal, 0, "P000", "D");
    expect_grade(model, appraisal, 1, "P001", "B"); /* two of cost 5: both down */
    expect_grade(model, appraisal, 1, "P002", "B");
    expect_grade(model, appraisal, 1, "P000", "C");
    expect_grade(model, appraisal, 1, "P003", "D");
    assert_int_equal(cpf_appraisal_table(appraisal, "borders", &table, NULL), CPF_OK);
    assert_true(cpf_table_row_count(table) > 0);
    cpf_table_free(table);
    cpf_facts_free(actuals);
    cpf_facts_free(targets);
    cpf_appraisal_free(appraisal);
    cpf_model_free(model);
    cpf_plan_free(plan);
}

/* Shares of two conditions that both hold: the last said takes the place of the other as a whole. */
static void test_last_shares(void **state)
{
    static const char *const shares[][6] = {{"standing=s", "grade=A", "percent=50", "team_from=0"},
                                            {"standing=s", "grade=B", "percent=50", "team_from=0"},
                                            {"standing=s", "grade=C", "percent=100", "team_from=50"}};
    quota_world w = team_world(8, 2);
    cpf_plan *plan;
    cpf_model *model = NULL;
    cpf_appraisal *appraisal;

    (void)state;
    w.team_value[0] = 80;
    w.team_value[1] = 40;
    plan = quota_plan(NULL, &w, 0);
    for (int i = 0; i < 3; i++)
        add_record(plan, "grade_quota", shares[i]);
    appraisal = appraise(plan, &w, &model);
    expect_grade(model, appraisal, 0, "P000", "C");
    expect_grade(model, appraisal, 0, "P006", "C");
    expect_grade(model, appraisal, 0, "P001", "A");
    expect_grade(model, appraisal, 0, "P007", "B");
    cpf_appraisal_free(appraisal);
    cpf_model_free(model);
}

/* The same appraisal used again for other figures. */
static void test_used_again(void **state)
{
    static const char *const limit[] = {"standing=s", "grade=A", "most=0", NULL, NULL, NULL};
    quota_world w = team_world(6, 1);
    cpf_plan *plan = quota_plan(NULL, &w, 0);
    cpf_model *model = NULL;
    cpf_appraisal *appraisal;
    cpf_facts *targets = NULL, *actuals;
    cpf_appraise_options options;

    (void)state;
    add_record(plan, "grade_quota", limit);
    appraisal = appraise(plan, &w, &model);
    expect_grade(model, appraisal, 0, "P000", "B");
    for (int i = 0; i < 6; i++)
        w.value[i] = i;
    actuals = quota_facts(model, &w);
    assert_int_equal(cpf_facts_new(model, &targets, NULL), CPF_OK);
    cpf_appraise_options_init(&options, sizeof options);
    options.period = 0;
    options.reuse = 1;
    assert_int_equal(cpf_appraise(model, targets, actuals, &options, &appraisal, NULL), CPF_OK);
    expect_grade(model, appraisal, 0, "P000", "D");
    expect_grade(model, appraisal, 0, "P005", "B");
    cpf_facts_free(actuals);
    cpf_facts_free(targets);
    cpf_appraisal_free(appraisal);
    cpf_model_free(model);
}

/* Contradictions that only the team's result brings together are told, or there is no memory to tell them. */
static void test_conflict_memory(void **state)
{
    static const char *const rows[][6] = {{"standing=s", "grade=A", "least=60", "team_from=50"},
                                          {"standing=s", "grade=B", "through=D", "least=60", "team_to=90"}};
    quota_world w = team_world(8, 1);
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    w.team_value[0] = 70;
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(-1, &memory);
        cpf_plan *plan = quota_plan(context, &w, 0);
        cpf_model *model = NULL;
        cpf_appraisal *appraisal = NULL;
        cpf_error *error = NULL;

        for (int i = 0; i < 2; i++)
            add_record(plan, "grade_quota", rows[i]);
        assert_int_equal(cpf_plan_freeze(plan, &model, NULL), CPF_OK);
        cpf_test_memory_limit(memory, n);
        status = quota_appraise(model, &w, &appraisal, &error);
        cpf_test_memory_limit(memory, -1);
        assert_null(appraisal);
        if (status == CPF_E_INFEASIBLE)
            assert_non_null(strstr(cpf_error_message_at(error, 0, CPF_ENGLISH), "A: 60 - 100 %; B-D: 60 - 100 %"));
        cpf_error_free(error);
        cpf_model_free(model);
        cpf_plan_free(plan);
        cpf_test_failing_free(context, memory);
    }
    assert_int_equal(status, CPF_E_INFEASIBLE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_unwhole),    cmocka_unit_test(test_keys_of_settings), cmocka_unit_test(test_last_shares),
        cmocka_unit_test(test_used_again), cmocka_unit_test(test_conflict_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
