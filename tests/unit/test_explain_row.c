/* SPDX-License-Identifier: MIT */
/* A row of outcomes explained: its words in both languages, what cannot be explained, and every allocation failing. */
#include "explain_small.h"

static void test_words(void **state)
{
    small_world made = make_small(small_scheme);

    (void)state;
    check_text(&made, "pay", CPF_ENGLISH,
               "Paid 900.01 = the larger -- table pay: p, R1, R1, 2026-Q3\n"
               "Before the floor 800.00 = rounded once\n"
               "product 800 = product\n"
               "Base 1000.00\n"
               "coefficient of the band 0.8 = the second, as the first holds\n"
               "first >= second 1 = first >= second\n"
               "Total 75.50\n"
               "lowest total of the band; it belongs to it 60.0000: plan.pay_band -- p\n"
               "the factor 0.800000: plan.pay_band -- p\n"
               "floor in full steps 900.01 = rounded up\n"
               "Floor 900.0050\n");
    check_text(&made, "commissions", CPF_CHINESE,
               "金额 22.00 = 取小 —— 表 commissions: R1, R1, t, sales, 2026-Q3\n"
               "应得与结转合计 22 = 相加\n"
               "应得 22.00 = 舍入一次\n"
               "各档合计 22 = 相加 —— 2026-Q3\n"
               "档位 1 = 相乘 —— 第 1 档，费率表“t”\n"
               "费率 0.01\n"
               "档内金额 100 = 前者 - 后者\n"
               "档内所达金额 100\n"
               "档位起点 0\n"
               "档位 21 = 相乘 —— 第 2 档，费率表“t”\n");
    end_small(&made);
}

/* What cannot be explained is told with its name. */
static void test_findings(void **state)
{
    small_world made = make_small(small_scheme),
                other =
                    make_small("{\"kind\": \"pay\", \"rows\": [{\"code\": \"p\", \"by\": \"total\", \"base\": 1000}]}");
    cpf_explanation *explanation = NULL;
    cpf_error *error = NULL;

    (void)state;
    assert_int_equal(cpf_explain_row(made.model, made.tables, "paid", 0, NULL, NULL, NULL, &explanation, &error),
                     CPF_E_NOT_FOUND);
    assert_non_null(strstr(cpf_error_message_at(error, 0, CPF_CHINESE), "paid"));
    assert_non_null(strstr(cpf_error_message_at(error, 0, CPF_ENGLISH), "pay, commissions"));
    assert_string_equal(cpf_error_code_at(error, 0), "explain-no-table");
    cpf_error_free(error);
    error = NULL;
    assert_int_equal(cpf_explain_row(made.model, made.tables, "cliffs", 0, NULL, NULL, NULL, &explanation, &error),
                     CPF_E_NOT_FOUND);
    cpf_error_free(error);
    error = NULL;
    assert_int_equal(cpf_explain_row(other.model, made.tables, "pay", 0, NULL, NULL, NULL, &explanation, &error),
                     CPF_E_DATA);
    assert_string_equal(cpf_error_code_at(error, 0), "explain-not-made");
    assert_string_equal(cpf_error_subject_at(error, 0), "pay");
    assert_non_null(strstr(cpf_error_message_at(error, 0, CPF_ENGLISH), "'amount'"));
    assert_non_null(strstr(cpf_error_message_at(error, 0, CPF_CHINESE), "amount"));
    cpf_error_free(error);
    assert_null(explanation);
    end_small(&other);
    end_small(&made);
}

static void test_arguments(void **state)
{
    small_world made = make_small(small_scheme), other = make_small(small_scheme);
    cpf_explanation *explanation = NULL;

    (void)state;
    assert_int_equal(cpf_explain_row(NULL, made.tables, "pay", 0, NULL, NULL, NULL, &explanation, NULL),
                     CPF_E_ARGUMENT);
    assert_int_equal(cpf_explain_row(made.model, NULL, "pay", 0, NULL, NULL, NULL, &explanation, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_explain_row(made.model, made.tables, NULL, 0, NULL, NULL, NULL, &explanation, NULL),
                     CPF_E_ARGUMENT);
    assert_int_equal(cpf_explain_row(made.model, made.tables, "pay", 2, NULL, NULL, NULL, &explanation, NULL),
                     CPF_E_ARGUMENT);
    assert_int_equal(cpf_explain_row(made.model, made.tables, "pay", -1, NULL, NULL, NULL, &explanation, NULL),
                     CPF_E_ARGUMENT);
    assert_int_equal(cpf_explain_row(made.model, made.tables, "pay", 0, NULL, other.facts, NULL, &explanation, NULL),
                     CPF_E_ARGUMENT);
    assert_int_equal(cpf_explain_row(made.model, made.tables, "pay", 0, NULL, NULL, other.facts, &explanation, NULL),
                     CPF_E_ARGUMENT);
    assert_int_equal(cpf_explain_row(made.model, made.tables, "pay", 0, NULL, NULL, NULL, NULL, NULL), CPF_E_ARGUMENT);
    end_small(&other);
    end_small(&made);
}

/* Every allocation of explaining fails once. */
static void test_chaos(void **state)
{
    static const char *const told[] = {"pay", "commissions", "pools"};
    cpf_test_memory *memory;
    cpf_context *context = cpf_test_failing_context(-1, &memory);
    cpf_plan *plan = apply_plan(context, small_scheme);
    small_world made = {0};

    (void)state;
    assert_int_equal(cpf_plan_freeze(plan, &made.model, NULL), CPF_OK);
    made.facts = apply_facts(made.model, 1, small_facts);
    made.results = apply_results(2, small_results);
    made.tables = apply_run(made.model, made.facts, NULL, made.results, NULL);
    for (int i = 0; i < 3; i++) {
        cpf_explanation *explanation = NULL;
        cpf_error *error = NULL;
        int64_t failing = 0;

        for (;; failing++) {
            cpf_test_memory_limit(memory, failing);
            if (cpf_explain_row(made.model, made.tables, told[i], 0, NULL, NULL, made.facts, &explanation, &error) ==
                CPF_OK)
                break;
            assert_int_equal(cpf_error_status(error), CPF_E_MEMORY);
            cpf_error_free(error);
            error = NULL;
            assert_null(explanation);
        }
        assert_true(failing > 10);
        cpf_test_memory_limit(memory, -1);
        cpf_explanation_free(explanation);
    }
    end_small(&made);
    cpf_plan_free(plan);
    cpf_test_failing_free(context, memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_words), cmocka_unit_test(test_findings),
                                       cmocka_unit_test(test_arguments), cmocka_unit_test(test_chaos)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
