/* SPDX-License-Identifier: MIT */
/* Why a unit has its target ratio: numerator over denominator, in every period, and the figures follow from each other.
 */
#include "explain_check.h"
#include "test_goal_world.h"

enum { BILLS = 1, CASH, RATE };

static cpf_model *model_of(cpf_context *context)
{
    goal_world world = {.count = 4, .parent = {CPF_NONE, 0, 0, 1}, .depth = {0, 1, 1, 2}, .children = {2, 1}};
    cpf_goal *goal;

    world_plan(&world, context);
    goal = cpf_plan_add_goal(world.plan, "0", "rate", "2026");
    cpf_goal_set_target(goal, "0.9");
    cpf_goal_set_split(goal, "ratio", NULL);
    cpf_goal_set_season(goal, "equal", NULL);
    goal = cpf_plan_add_goal(world.plan, "0", "bills", "2026");
    cpf_goal_set_target(goal, "98765.43");
    cpf_goal_set_split(goal, "equal", NULL);
    cpf_goal_set_season(goal, "days", NULL);
    world_record(world.plan, "ratio_goal",
                 "indicator=rate unit=0 period=2026 numerator=cash denominator=bills base=equal floor=0.8");
    return world_model(&world);
}

static void test_every_cell(void **state)
{
    cpf_model *model = model_of(NULL);
    int64_t combined = 0, skipped = 0;
    cpf_facts *targets = NULL;

    (void)state;
    assert_int_equal(cpf_cascade(model, NULL, NULL, &targets, NULL), CPF_OK);
    for (cpf_id period = 0; period < cpf_model_period_count(model); period++)
        for (cpf_id unit = 0; unit < 4; unit++) {
            cpf_explanation *explanation = NULL;
            int64_t value = 0;
            int has = cpf_facts_value(targets, unit, RATE, period, &value) == CPF_OK;

            assert_int_equal(cpf_explain_target(targets, NULL, unit, RATE, period, &explanation, NULL), CPF_OK);
            check_explanation(explanation, has, value, &combined, &skipped);
            cpf_explanation_free(explanation);
        }
    assert_int_equal(combined, 150); /* a rounding and a quotient in 19 periods at 4 units, but for the goal itself */
    assert_int_equal(skipped, 0);
    cpf_facts_free(targets);
    cpf_model_free(model);
}

static void test_chaos(void **state)
{
    cpf_test_memory *memory = NULL;
    cpf_context *context = cpf_test_failing_context(-1, &memory);
    cpf_model *model = model_of(context);
    cpf_status status = CPF_E_MEMORY;
    cpf_facts *targets = NULL;

    (void)state;
    assert_int_equal(cpf_cascade(model, NULL, NULL, &targets, NULL), CPF_OK);
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_explanation *explanation = NULL;
        cpf_error *error = NULL;

        cpf_test_memory_limit(memory, n);
        status = cpf_explain_target(targets, NULL, 3, RATE, cpf_model_find_period(model, "2026"), &explanation, &error);
        cpf_test_memory_limit(memory, -1);
        cpf_error_free(error);
        cpf_explanation_free(explanation);
    }
    assert_int_equal(status, CPF_OK);
    cpf_facts_free(targets);
    cpf_model_free(model);
    cpf_test_failing_free(context, memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_cell),
        cmocka_unit_test(test_chaos),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
