/* SPDX-License-Identifier: MIT */
#include "support.h"

#include <string.h>

static void statuses_are_listed_in_order_and_have_names_and_texts(void **state)
{
    cpf_status before = -1;

    (void)state;
    assert_int_equal(cpf_status_count(), 15);
    for (int32_t i = 0; i < cpf_status_count(); i++) {
        cpf_status status = cpf_status_at(i);

        assert_true(status > before);
        before = status;
        assert_int_equal(strncmp(cpf_status_name(status), "CPF_", 4), 0);
        assert_true(strlen(cpf_status_text(status, CPF_ENGLISH)) > 3);
        assert_true((unsigned char)cpf_status_text(status, CPF_CHINESE)[0] >= 0xE0);
        for (int32_t j = 0; j < i; j++)
            assert_string_not_equal(cpf_status_name(status), cpf_status_name(cpf_status_at(j)));
    }
    assert_string_equal(cpf_status_name(CPF_E_INFEASIBLE), "CPF_E_INFEASIBLE");
    assert_string_equal(cpf_status_name(CPF_OK), "CPF_OK");
}

static void unknown_statuses_are_said_to_be_unknown(void **state)
{
    (void)state;
    assert_string_equal(cpf_status_name(12345), "CPF_E_?");
    assert_string_equal(cpf_status_text(-1, CPF_ENGLISH), "unknown status");
    assert_string_equal(cpf_status_text(-1, CPF_CHINESE), "未知状态");
    assert_int_equal(cpf_status_at(-1), CPF_E_INTERNAL);
    assert_int_equal(cpf_status_at(cpf_status_count()), CPF_E_INTERNAL);
}

static void version_as_number_and_text_agree(void **state)
{
    const char *text = cpf_version_text();
    int32_t numbers[3] = {0, 0, 0};
    int part = 0;

    (void)state;
    for (; *text; text++) {
        if (*text == '.')
            part++;
        else
            numbers[part] = numbers[part] * 10 + (*text - '0');
    }
    assert_int_equal(part, 2);
    assert_int_equal(numbers[0] * 10000 + numbers[1] * 100 + numbers[2], cpf_version());
    assert_int_equal(cpf_version(), CPF_VERSION);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(statuses_are_listed_in_order_and_have_names_and_texts),
        cmocka_unit_test(unknown_statuses_are_said_to_be_unknown),
        cmocka_unit_test(version_as_number_and_text_agree),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
