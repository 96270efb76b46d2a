/* SPDX-License-Identifier: MIT */
/* Explanations of shares between floors and caps: every figure follows from its parts, none is left without a way, and
 * those that are held say so. */
#include "explain_check.h"
#include "test_cascade_random.h"

typedef struct seen {
    int64_t figures, combined, skipped, floors, caps, between;
} seen;

static int has(const char *text, const char *words)
{
    return strstr(text, words) != NULL;
}

static void explain_unit(const random_plan *it, const cpf_facts *targets, int32_t unit, seen *all)
{
    cpf_explanation *explanation = NULL;
    cpf_text *text = NULL;
    const char *words;
    int64_t value;
    cpf_id period = cpf_model_find_period(it->model, "2026"), id = plan_unit(it, unit);

    assert_int_equal(cpf_facts_value(targets, id, 0, period, &value), CPF_OK);
    assert_int_equal(cpf_explain_target(targets, it->base, id, 0, period, &explanation, NULL), CPF_OK);
    check_explanation(explanation, 1, value, &all->combined, &all->skipped);
    assert_int_equal(cpf_explanation_text(explanation, CPF_ENGLISH, &text, NULL), CPF_OK);
    words = cpf_text_data(text);
    if (has(words, "held as it is"))
        fail_msg("%s", words);
    all->figures++;
    all->floors += has(words, "its floor takes");
    all->caps += has(words, "its cap hands");
    all->between += has(words, "the bounds of others");
    cpf_text_free(text);
    cpf_explanation_free(explanation);
}

static void test_random_bounds(void **state)
{
    cpf_test_random random = cpf_test_seed("explained bounds", 20261124);
    seen all = {0};

    (void)state;
    for (int round = 0; round < 60; round++) {
        random_plan it;
        cpf_context *context;
        cpf_facts *targets = NULL;
        cpf_error *error = NULL;

        plan_make_room(&it, 30);
        plan_draw_tree(&random, &it);
        plan_draw_values(&random, &it, 3);
        assert_int_equal(cpf_context_new(NULL, &context), CPF_OK);
        assert_int_equal(plan_freeze(context, &it), CPF_OK);
        plan_base(&it);
        if (cpf_cascade(it.model, it.base, NULL, &targets, &error) == CPF_OK)
            for (int32_t unit = 0; unit < it.count; unit++)
                explain_unit(&it, targets, unit, &all);
        cpf_error_free(error);
        cpf_facts_free(targets);
        plan_forget(&it);
        cpf_context_free(context);
    }
    print_message("%lld figures, %lld steps recomputed: %lld at a floor, %lld at a cap, %lld between\n",
                  (long long)all.figures, (long long)all.combined, (long long)all.floors, (long long)all.caps,
                  (long long)all.between);
    assert_true(all.floors > 20 && all.caps > 20 && all.between > 20);
}

/* Every allocation of an explanation fails once. */
static void test_no_memory(void **state)
{
    cpf_test_random random = cpf_test_seed("explained memory", 5);
    cpf_status status = CPF_E_MEMORY;
    random_plan it;

    (void)state;
    plan_make_room(&it, 9);
    plan_draw_tree(&random, &it);
    do
        plan_draw_values(&random, &it, 0);
    while (it.amount < 100 || it.step != 1);
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory = cpf_test_memory_new(-1);
        cpf_context *context;
        cpf_facts *targets = NULL;
        cpf_explanation *explanation = NULL;

        assert_int_equal(cpf_context_new(cpf_test_allocator(memory), &context), CPF_OK);
        assert_int_equal(plan_freeze(context, &it), CPF_OK);
        plan_base(&it);
        status = cpf_cascade(it.model, it.base, NULL, &targets, NULL);
        if (status == CPF_OK) {
            cpf_test_memory_limit(memory, n);
            status = cpf_explain_target(targets, it.base, it.count - 1, 0, cpf_model_find_period(it.model, "2026"),
                                        &explanation, NULL);
            cpf_test_memory_limit(memory, -1);
        }
        cpf_explanation_free(explanation);
        cpf_facts_free(targets);
        cpf_facts_free(it.base);
        cpf_model_free(it.model);
        cpf_context_free(context);
        cpf_test_memory_free(memory);
        it.base = NULL;
        it.model = NULL;
    }
    plan_forget(&it);
    assert_int_equal(status, CPF_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_bounds),
        cmocka_unit_test(test_no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
