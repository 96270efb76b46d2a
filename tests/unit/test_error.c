/* SPDX-License-Identifier: MIT */
#include "support.h"

#include <string.h>

#include "error.h"

static const cpf__message warning = {"few-rows",
                                     CPF_E_DATA,
                                     CPF_WARNING,
                                     {"only %d rows in %s", "仅 %d 行：%s"},
                                     {"Check the export.", "请检查导出文件。"}};
static const cpf__message broken = {"bad-amount",
                                    CPF_E_DATA,
                                    CPF_ERROR,
                                    {"amount %lld is too large", "金额 %lld 过大"},
                                    {"Use cents.", "请以分为单位。"}};
static const cpf__message plain = {"no-goal", CPF_E_PLAN, CPF_ERROR, {"there is no goal", "没有目标"}, {NULL, NULL}};

static cpf_status find_three(const cpf_context *context, cpf_error **error)
{
    const cpf__place place = {"orders.csv", 812, 4, "amount", NULL, NULL};
    const cpf__place path = {NULL, 0, 0, NULL, "indicators[2].rule", "indicator sales"};

    cpf__find(context, error, &path, &plain);
    cpf__find(context, error, &place, &broken, 123456789012345LL);
    return cpf__find(context, error, NULL, &plain);
}

static void findings_are_rendered_in_both_languages(void **state)
{
    cpf_error *error = NULL;

    (void)state;
    assert_int_equal(find_three(NULL, &error), CPF_E_PLAN);
    assert_int_equal(cpf_error_count(error), 3);
    assert_int_equal(cpf_error_status(error), CPF_E_PLAN);
    assert_string_equal(cpf_error_message(error), "there is no goal");
    assert_string_equal(cpf_error_subject(error), "indicators[2].rule (indicator sales)");
    assert_string_equal(cpf_error_hint(error), "");
    assert_string_equal(cpf_error_message_at(error, 1, CPF_ENGLISH), "amount 123456789012345 is too large");
    assert_string_equal(cpf_error_message_at(error, 1, CPF_CHINESE), "金额 123456789012345 过大");
    assert_string_equal(cpf_error_hint_at(error, 1, CPF_CHINESE), "请以分为单位。");
    assert_string_equal(cpf_error_code_at(error, 1), "bad-amount");
    assert_string_equal(cpf_error_subject_at(error, 1), "orders.csv line 812 column amount");
    assert_string_equal(cpf_error_subject_at(error, 2), "");
    assert_int_equal(cpf_error_status_at(error, 1), CPF_E_DATA);
    cpf_error_free(error);
}

static void errors_come_before_warnings_each_in_the_order_met(void **state)
{
    static const cpf__message note = {"note", CPF_E_PLAN, CPF_WARNING, {"note %d", "注 %d"}, {"", ""}};
    static const cpf__message fault = {"fault", CPF_E_DATA, CPF_ERROR, {"fault %d", "错 %d"}, {"", ""}};
    static const char *const expected[] = {"fault 1", "fault 3", "note 0", "note 2", "note 4"};
    cpf_error *error = NULL;

    (void)state;
    for (int i = 0; i < 5; i++)
        cpf__find(NULL, &error, NULL, i % 2 ? &fault : &note, i);
    for (int32_t i = 0; i < 5; i++) {
        assert_string_equal(cpf_error_message_at(error, i, CPF_ENGLISH), expected[i]);
        assert_int_equal(cpf_error_severity_at(error, i), i < 2 ? CPF_ERROR : CPF_WARNING);
    }
    assert_int_equal(cpf__error_fatal_count(error), 2);
    cpf_error_free(error);
}

static void readers_stand_nothing_and_wrong_places(void **state)
{
    cpf_error *error = NULL;

    (void)state;
    assert_int_equal(cpf_error_count(NULL), 0);
    assert_int_equal(cpf_error_status(NULL), CPF_OK);
    assert_string_equal(cpf_error_message(NULL), "");
    assert_string_equal(cpf_error_subject(NULL), "");
    assert_string_equal(cpf_error_hint(NULL), "");
    assert_string_equal(cpf_error_code_at(NULL, 0), "");
    assert_int_equal(cpf_error_severity_at(NULL, 0), CPF_ERROR);
    assert_null(cpf__error_place_at(NULL, 0));
    assert_int_equal(cpf__error_fatal_count(NULL), 0);
    assert_int_equal(cpf__bad_argument(NULL, &error, "units"), CPF_E_ARGUMENT);
    assert_string_equal(cpf_error_subject(error), "units");
    assert_non_null(strstr(cpf_error_message(error), "'units'"));
    assert_string_equal(cpf_error_message_at(error, 1, CPF_ENGLISH), "");
    assert_int_equal(cpf_error_status_at(error, -1), CPF_OK);
    assert_int_equal(cpf__error_set_line(error, 7, "x", 1), CPF_OK);
    cpf_error_free(error);
    cpf_error_free(NULL);
    assert_int_equal(cpf__find(NULL, NULL, NULL, &plain), CPF_E_PLAN);
}

static void a_place_says_what_is_known_of_it(void **state)
{
    static const struct {
        cpf__place place;
        const char *line;
    } rows[] = {
        {{"a.csv", 3, 0, NULL, NULL, NULL}, "a.csv line 3"},
        {{"a.csv", 3, 2, NULL, NULL, NULL}, "a.csv line 3 column 2"},
        {{"a.csv", 0, 0, "x", NULL, "unit 7"}, "a.csv column x (unit 7)"},
        {{"plan.json", 14, 0, NULL, "goals[0]", NULL}, "plan.json line 14: goals[0]"},
        {{NULL, 14, 0, NULL, NULL, NULL}, "line 14"},
        {{NULL, 0, 0, NULL, "goals[0]", NULL}, "goals[0]"},
        {{NULL, 0, 0, NULL, NULL, "goal east"}, "goal east"},
        {{"", 0, 0, "", "", ""}, ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cpf_error *error = NULL;

        cpf__find(NULL, &error, &rows[i].place, &plain);
        assert_string_equal(cpf_error_subject(error), rows[i].line);
        cpf_error_free(error);
    }
}

static void a_line_can_be_learned_later(void **state)
{
    cpf_error *error = NULL;

    (void)state;
    find_three(NULL, &error);
    assert_string_equal(cpf__error_place_at(error, 0)->path, "indicators[2].rule");
    assert_int_equal(cpf__error_set_line(error, 0, "plan.json", 14), CPF_OK);
    assert_string_equal(cpf_error_subject(error), "plan.json line 14: indicators[2].rule (indicator sales)");
    assert_int_equal(cpf__error_set_line(error, 0, "other.json", 15), CPF_OK);
    assert_string_equal(cpf_error_subject(error), "other.json line 15: indicators[2].rule (indicator sales)");
    assert_int_equal(cpf__error_place_at(error, 0)->line, 15);
    cpf_error_free(error);
}

static void joining_keeps_every_finding(void **state)
{
    cpf_test_memory *memory;
    cpf_context *other = cpf_test_failing_context(-1, &memory);
    cpf_error *error = NULL, *from = NULL;

    (void)state;
    find_three(NULL, &from);
    assert_int_equal(cpf__error_join(NULL, &error, from), CPF_OK);
    assert_int_equal(cpf_error_count(error), 3);
    from = NULL;
    cpf__find(other, &from, NULL, &broken, 5LL); /* its texts live in another allocator */
    cpf__find(other, &from, NULL, &warning, 3, "a.csv");
    assert_int_equal(cpf__error_join(NULL, &error, from), CPF_OK);
    assert_int_equal(cpf_error_count(error), 5);
    assert_string_equal(cpf_error_message_at(error, 3, CPF_ENGLISH), "amount 5 is too large");
    assert_string_equal(cpf_error_message_at(error, 4, CPF_ENGLISH), "only 3 rows in a.csv");
    assert_int_equal(cpf__error_join(NULL, &error, NULL), CPF_OK);
    from = NULL;
    find_three(NULL, &from);
    assert_int_equal(cpf__error_join(NULL, NULL, from), CPF_OK);
    cpf_error_free(error);
    cpf_test_failing_free(other, memory);
}

static void the_memory_error_needs_no_memory_and_stays(void **state)
{
    cpf_error *error = NULL, *from = NULL;

    (void)state;
    find_three(NULL, &error);
    assert_int_equal(cpf__no_memory(&error), CPF_E_MEMORY);
    assert_int_equal(cpf_error_status(error), CPF_E_MEMORY);
    assert_int_equal(cpf_error_count(error), 1);
    assert_string_equal(cpf_error_code_at(error, 0), "no-memory");
    assert_true(cpf_error_message_at(error, 0, CPF_CHINESE)[0] != '\0');
    assert_string_equal(cpf_error_subject(error), "");
    assert_int_equal(cpf__find(NULL, &error, NULL, &plain), CPF_E_PLAN);
    assert_int_equal(cpf_error_count(error), 1);
    assert_int_equal(cpf__error_set_line(error, 0, "x", 1), CPF_OK);
    find_three(NULL, &from);
    assert_int_equal(cpf__error_join(NULL, &error, from), CPF_OK);
    assert_int_equal(cpf_error_count(error), 1);
    from = NULL;
    find_three(NULL, &from);
    assert_int_equal(cpf__error_join(NULL, &from, error), CPF_E_MEMORY);
    assert_int_equal(cpf_error_status(from), CPF_E_MEMORY);
    cpf_error_free(from);
    cpf_error_free(error);
    assert_int_equal(cpf__no_memory(NULL), CPF_E_MEMORY);
}

/* Everything that allocates, with the n-th allocation failing; CPF_OK when none did. */
static cpf_status make_errors(const cpf_context *context)
{
    cpf_error *error = NULL, *from = NULL;
    cpf_status status;

    find_three(context, &error);
    cpf__find(NULL, &from, NULL, &warning, 1, "x");
    cpf__error_join(context, &error, from);
    from = NULL;
    find_three(context, &from);
    cpf__error_join(context, &error, from);
    status = cpf__error_set_line(error, 0, "plan.json", 3);
    if (cpf_error_status(error) == CPF_E_MEMORY)
        status = CPF_E_MEMORY;
    if (status == CPF_OK)
        assert_int_equal(cpf_error_count(error), 7);
    cpf_error_free(error);
    return status;
}

static void every_failed_allocation_becomes_the_memory_error(void **state)
{
    cpf_status status = CPF_E_MEMORY;
    int64_t n;

    (void)state;
    for (n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(n, &memory);

        if (context)
            status = make_errors(context);
        cpf_test_failing_free(context, memory);
    }
    assert_int_equal(status, CPF_OK);
    assert_true(n > 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(findings_are_rendered_in_both_languages),
        cmocka_unit_test(errors_come_before_warnings_each_in_the_order_met),
        cmocka_unit_test(readers_stand_nothing_and_wrong_places),
        cmocka_unit_test(a_place_says_what_is_known_of_it),
        cmocka_unit_test(a_line_can_be_learned_later),
        cmocka_unit_test(joining_keeps_every_finding),
        cmocka_unit_test(the_memory_error_needs_no_memory_and_stays),
        cmocka_unit_test(every_failed_allocation_becomes_the_memory_error),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
