/* SPDX-License-Identifier: MIT */
/* Sizes of options: what is shorter than known is never read, what is longer may only have zeros there. */
#include "options.h"
#include "support.h"

#include <string.h>

enum { KNOWN = 16 };

/* By the rule, byte by byte. */
static int fits(const unsigned char *bytes, uint32_t size)
{
    int sum = 0;

    for (uint32_t i = KNOWN; i < size && i < 64; i++)
        sum += bytes[i];
    return size >= KNOWN && size <= 64 && !sum;
}

static void every_size_and_tail(void **state)
{
    cpf_test_random random = cpf_test_seed("every_size_and_tail", 7);

    (void)state;
    for (int round = 0; round < 20000; round++) {
        unsigned char bytes[64];
        uint32_t size = (uint32_t)cpf_test_between(&random, 0, 64);
        cpf_error *error = NULL;
        cpf_status status;

        memset(bytes, 0, sizeof bytes);
        for (uint32_t i = 4; i < KNOWN; i++)
            bytes[i] = (unsigned char)cpf_test_next(&random); /* what is known may be anything */
        if (round % 3 == 0)
            bytes[cpf_test_between(&random, KNOWN, 63)] = (unsigned char)cpf_test_between(&random, 1, 255);
        memcpy(bytes, &size, sizeof size);
        status = cpf__options_check(NULL, bytes, KNOWN, &error);
        assert_int_equal(status, fits(bytes, size) ? CPF_OK : CPF_E_ABI);
        assert_int_equal(cpf_error_status(error), status);
        cpf_error_free(error);
    }
    assert_int_equal(cpf__options_check(NULL, NULL, KNOWN, NULL), CPF_OK);
}

static void begins_with_zeros(void **state)
{
    unsigned char bytes[64];

    (void)state;
    for (uint32_t size = 0; size <= 32; size++) {
        memset(bytes, 0xAA, sizeof bytes);
        assert_int_equal(cpf__options_begin(bytes, size, KNOWN), size < KNOWN ? CPF_E_ABI : CPF_OK);
        for (uint32_t i = 0; i < 64; i++) {
            int wanted = size < KNOWN || i >= size ? 0xAA : i == 0 ? (int)size : 0;

            assert_int_equal(bytes[i], wanted);
        }
    }
    assert_int_equal(cpf__options_begin(bytes, UINT32_MAX, KNOWN), CPF_E_ABI);
    assert_int_equal(cpf__options_begin(NULL, KNOWN, KNOWN), CPF_E_ABI);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_size_and_tail), cmocka_unit_test(begins_with_zeros)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
