/* SPDX-License-Identifier: MIT */
/* Sums and quotients of 256 bits against 16-bit digits on paper. */
#include "support.h"

#include "wide_divide.h"

#include <string.h>

enum { DIGITS = 20 };

typedef struct paper {
    uint32_t digit[DIGITS]; /* 16 bits each, lowest first */
} paper;

static paper written(cpf__wide value)
{
    paper result = {{0}};

    for (int i = 0; i < 8; i++) {
        result.digit[i] = (uint32_t)(value.low >> (16 * i)) & 0xffff;
        result.digit[i + 8] = (uint32_t)(value.high >> (16 * i)) & 0xffff;
    }
    return result;
}

static paper sum_of(paper a, paper b)
{
    uint32_t carry = 0;

    for (int i = 0; i < DIGITS; i++) {
        carry += a.digit[i] + b.digit[i];
        a.digit[i] = carry & 0xffff;
        carry >>= 16;
    }
    return a;
}

static paper scaled(paper a, uint64_t factor)
{
    paper result = {{0}};

    for (int shift = 0; shift < 4; shift++) {
        uint32_t part = (uint32_t)(factor >> (16 * shift)) & 0xffff, carry = 0;
        paper row = {{0}};

        for (int i = 0; i + shift < DIGITS; i++) {
            carry += a.digit[i] * part;
            row.digit[i + shift] = carry & 0xffff;
            carry >>= 16;
        }
        result = sum_of(result, row);
    }
    return result;
}

static int order(paper a, paper b)
{
    for (int i = DIGITS - 1; i >= 0; i--) {
        if (a.digit[i] != b.digit[i])
            return a.digit[i] < b.digit[i] ? -1 : 1;
    }
    return 0;
}

static cpf__u128 bits(cpf_test_random *random, int64_t count)
{
    cpf__u128 value = (cpf__u128)cpf_test_next(random) << 64 | cpf_test_next(random);

    return count == 0 ? 0 : value >> (128 - count);
}

/* q b <= a < (q + 1) b; with half, a is no farther from q b than b / 2, and not on the half below. */
static void check_quotient(cpf__wide a, cpf__wide b)
{
    uint64_t down = cpf__wide_divide(a, b, 0), half = cpf__wide_divide(a, b, 1);
    paper twice = scaled(written(a), 2);

    if (down >> 63) {
        assert_true(down == (uint64_t)1 << 63 && half == down);
        assert_true(order(written(a), scaled(written(b), down)) >= 0);
        return;
    }
    assert_true(order(scaled(written(b), down), written(a)) <= 0);
    assert_true(order(scaled(written(b), down + 1), written(a)) > 0);
    assert_int_equal(half - down, order(twice, sum_of(scaled(written(b), 2 * down), written(b))) >= 0);
}

static void test_divide(void **state)
{
    cpf_test_random random = cpf_test_seed("divide", 91);

    (void)state;
    for (int round = 0; round < 20000; round++) {
        int64_t size = cpf_test_between(&random, 1, 190), more = cpf_test_between(&random, 0, 62);
        cpf__wide b = {size > 128 ? bits(&random, size - 128) : 0, bits(&random, size > 128 ? 128 : size) | 1}, a;

        if (round % 3 == 0) {
            a = cpf__wide_scale(b, (uint64_t)bits(&random, more)); /* a multiple, or half of one */
            if (round % 2)
                a = cpf__wide_add(a, (cpf__wide){b.high >> 1, b.high << 127 | b.low >> 1});
        } else {
            a = (cpf__wide){bits(&random, cpf_test_between(&random, 0, 126)), bits(&random, 128)};
        }
        check_quotient(a, b);
    }
}

static void test_arithmetic(void **state)
{
    cpf_test_random random = cpf_test_seed("arithmetic", 92);

    (void)state;
    for (int round = 0; round < 20000; round++) {
        cpf__wide a = {bits(&random, 120), bits(&random, 128)}, b = {bits(&random, 120), bits(&random, 128)};
        cpf__wide sum = cpf__wide_add(a, b);
        uint64_t factor = cpf_test_next(&random) >> 58;

        assert_int_equal(order(written(sum), sum_of(written(a), written(b))), 0);
        assert_int_equal(order(written(cpf__wide_sub(sum, b)), written(a)), 0);
        assert_int_equal(order(written(cpf__wide_scale(a, factor)), scaled(written(a), factor)), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_divide),
        cmocka_unit_test(test_arithmetic),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
