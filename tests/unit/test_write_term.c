/* SPDX-License-Identifier: MIT */
/* A term in an explanation is written as it could stand in a plan: written again from what was compiled, it is the
 * text that was compiled. */
#include <string.h>

#include "test_plan_rich.h"

static const char *const terms[] = {
    "sum(sales)",
    "sum(sales, year_before)",
    "sum(sales, period_before)",
    "sum(sales, ever)",
    "sum(sales, before)",
    "sum(sales, trailing(3))",
    "sum(sales, trailing(12), company)",
    "sum(sales, company where orders(before) = 0)",
    "sum(potential)",
    "sum(potential, region where skus >= 3)",
    "top(5, sales)",
    "top(2, sales, year_before where orders > 0)",
    "mean(sales)",
    "median(sales, region)",
    "distinct(skus)",
    "count()",
    "count(company)",
    "count(opening)",
    "count(any)",
    "count(company, opening)",
    "count(orders >= 1, any)",
    "count(orders < 1.25, region, opening)",
    "count(orders(trailing(6)) != 1)",
    "count(first_order in period)",
    "count(first_order in period and (orders >= 2))",
    "count(first_order >= 2026-03-01)",
    "count((first_order < 2026-04-01) and (first_order > 1999-12-31))",
    "count(first_order <= (2026-02-28 + 30))",
    "count(stage = 'new')",
    "count(stage = 'new' or not stage = 'mature')",
    "count(not ((orders > 1) and (orders <= 3)))",
    "count(-potential < ((orders * 2) / 3))",
    "count(((orders + 1) - potential) > days())",
    "count(orders > (working_days() / 10))",
    "count(least(orders, potential) >= greatest(1, orders(ever)))",
    "count(when(orders > 1, potential) > 0.5)",
};

static void check_term(const char *term)
{
    const char *begin;
    cpf_explanation *explanation = NULL;
    cpf_model *model = NULL;
    cpf_facts *facts = NULL;
    cpf_events *events = NULL;
    cpf_text *text = NULL;
    cpf_error *error = NULL;
    rich_plan rich;
    cpf_status status;

    assert_int_equal(rich_new(NULL, &rich), CPF_OK);
    (void)cpf_plan_add_indicator(rich.plan, "tested", NULL, term);
    status = cpf_plan_freeze(rich.plan, &model, &error);
    if (cpf_test_tell(status, error) != CPF_OK)
        fail_msg("not taken: %s", term);
    assert_int_equal(cpf_events_new(model, &events, NULL), CPF_OK);
    assert_int_equal(cpf_measure(model, events, NULL, &facts, NULL), CPF_OK);
    assert_int_equal(cpf_explain_value(facts, 0, cpf_model_find_indicator(model, "tested"),
                                       cpf_model_find_period(model, "2026-Q2"), &explanation, NULL),
                     CPF_OK);
    assert_int_equal(cpf_explanation_text(explanation, CPF_ENGLISH, &text, NULL), CPF_OK);
    begin = strchr(cpf_text_data(text), '\n');
    assert_non_null(begin);
    begin += 1 + strspn(begin + 1, " ");
    if (strncmp(begin, term, strlen(term)) != 0 || begin[strlen(term)] != ' ')
        fail_msg("\"%s\" is told as\n%s", term, cpf_text_data(text));
    cpf_text_free(text);
    cpf_explanation_free(explanation);
    cpf_facts_free(facts);
    cpf_events_free(events);
    cpf_model_free(model);
    cpf_plan_free(rich.plan);
}

static void test_terms(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++)
        check_term(terms[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_terms)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
