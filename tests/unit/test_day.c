/* SPDX-License-Identifier: MIT */
#include "support.h"

#include <string.h>

#include "day.h"

static int32_t month_length(int32_t year, int32_t month)
{
    if (month == 2)
        return year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/* Walks every day of the calendar: what the functions jump to is where counting leads. */
static void every_day_from_the_year_1_to_9999(void **state)
{
    cpf_day day = -719162;
    int32_t weekday = 0; /* 0001-01-01 was a Monday */

    (void)state;
    assert_int_equal(cpf_day_from_date(1970, 1, 1), 0);
    for (int32_t year = 1; year <= 9999; year++)
        for (int32_t month = 1; month <= 12; month++)
            for (int32_t date = 1; date <= month_length(year, month); date++, day++, weekday = (weekday + 1) % 7) {
                int32_t y, m, d;

                if (cpf_day_from_date(year, month, date) != day)
                    fail_msg("%d-%d-%d", (int)year, (int)month, (int)date);
                cpf__day_to_date(day, &y, &m, &d);
                if (y != year || m != month || d != date || cpf__day_of_week(day) != weekday)
                    fail_msg("day %d", (int)day);
            }
    assert_int_equal(cpf_day_from_date(9999, 12, 31), day - 1);
}

static void dates_that_do_not_exist(void **state)
{
    int32_t y = 1, m = 1, d = 1;

    (void)state;
    assert_int_equal(cpf_day_from_date(2026, 2, 29), CPF_NO_DAY);
    assert_int_equal(cpf_day_from_date(1900, 2, 29), CPF_NO_DAY);
    assert_true(cpf_day_from_date(2000, 2, 29) != CPF_NO_DAY);
    assert_int_equal(cpf_day_from_date(0, 1, 1), CPF_NO_DAY);
    assert_int_equal(cpf_day_from_date(10000, 1, 1), CPF_NO_DAY);
    assert_int_equal(cpf_day_from_date(2026, 0, 1), CPF_NO_DAY);
    assert_int_equal(cpf_day_from_date(2026, 13, 1), CPF_NO_DAY);
    assert_int_equal(cpf_day_from_date(2026, 4, 31), CPF_NO_DAY);
    assert_int_equal(cpf_day_from_date(2026, 4, 0), CPF_NO_DAY);
    cpf__day_to_date(CPF_NO_DAY, &y, &m, &d);
    assert_true(!y && !m && !d);
    assert_in_range(cpf__day_of_week(INT32_MAX), 0, 6);
    assert_in_range(cpf__day_of_week(CPF_NO_DAY), 0, 6);
}

static void months_are_added_and_the_last_day_is_kept_within(void **state)
{
    static const int32_t rows[][7] = {
        {2026, 1, 31, 1, 2026, 2, 28},  {2024, 1, 31, 1, 2024, 2, 29},   {2026, 3, 31, -1, 2026, 2, 28},
        {2026, 12, 15, 1, 2027, 1, 15}, {2026, 1, 15, -1, 2025, 12, 15}, {2026, 5, 31, 0, 2026, 5, 31},
        {2024, 2, 29, 12, 2025, 2, 28}, {2024, 2, 29, 48, 2028, 2, 29},  {2026, 8, 31, -18, 2025, 2, 28},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const int32_t *r = rows[i];

        assert_int_equal(cpf__day_add_months(cpf_day_from_date(r[0], r[1], r[2]), r[3]),
                         cpf_day_from_date(r[4], r[5], r[6]));
    }
    assert_int_equal(cpf__day_add_months(cpf_day_from_date(9999, 12, 1), 1), CPF_NO_DAY);
    assert_int_equal(cpf__day_add_months(cpf_day_from_date(1, 1, 1), -1), CPF_NO_DAY);
    assert_int_equal(cpf__day_add_months(0, INT32_MAX), CPF_NO_DAY);
    assert_int_equal(cpf__day_add_months(0, INT32_MIN), CPF_NO_DAY);
    assert_int_equal(cpf__day_add_months(CPF_NO_DAY, 1), CPF_NO_DAY);
}

static void days_are_written_and_read(void **state)
{
    cpf_test_random random = cpf_test_seed("days", 41);
    char buffer[11];

    (void)state;
    for (int i = 0; i < 20000; i++) {
        cpf_day day = (cpf_day)cpf_test_between(&random, -719162, 2932896), back = 0;

        assert_int_equal(cpf__day_format(day, buffer), 10);
        assert_int_equal(cpf_day_parse(buffer, &back), CPF_OK);
        assert_int_equal(back, day);
    }
    cpf__day_format(cpf_day_from_date(26, 7, 3), buffer);
    assert_string_equal(buffer, "0026-07-03");
    assert_int_equal(cpf__day_format(CPF_NO_DAY, buffer), 0);
    assert_string_equal(buffer, "");
    assert_int_equal(cpf__day_format(INT32_MAX, buffer), 0);
}

static void days_in_texts(void **state)
{
    static const char *const good[] = {"2026-07-31", "2026-07-31T08:15", "2026-07-31 08:15:00.000",
                                       "2026-07-31t08:15:00Z", "2026-07-31T08:15:00+08:00"};
    static const char *const bad[] = {"",
                                      "2026-07-3",
                                      "2026/07/31",
                                      "2026-7-31",
                                      "26-07-31",
                                      "2026-02-30",
                                      "2026-07-31x",
                                      "2026-07-31T",
                                      "2026-07-31T8:15",
                                      "2026-07-31T08:15 o'clock",
                                      " 2026-07-31",
                                      "0000-01-01",
                                      "2026-13-01",
                                      "2026-07-3l",
                                      "2026-07-31-08:15",
                                      "20260731"};
    cpf_day day = 5;

    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        day = 5;
        assert_int_equal(cpf_day_parse(good[i], &day), CPF_OK);
        assert_int_equal(day, cpf_day_from_date(2026, 7, 31));
    }
    day = 5;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_int_equal(cpf_day_parse(bad[i], &day), CPF_E_SYNTAX);
    assert_int_equal(day, 5);
    assert_int_equal(cpf__day_parse("2026-07-31T08:15", 10, &day), CPF_OK);
    assert_int_equal(cpf__day_parse("2026-07-31T08\0:15", 17, &day), CPF_E_SYNTAX);
    assert_int_equal(cpf__day_parse("2026-07-31T08:15\0", 17, &day), CPF_E_SYNTAX);
    assert_int_equal(cpf_day_parse(NULL, &day), CPF_E_ARGUMENT);
    assert_int_equal(cpf_day_parse("2026-07-31", NULL), CPF_E_ARGUMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_from_the_year_1_to_9999),
        cmocka_unit_test(dates_that_do_not_exist),
        cmocka_unit_test(months_are_added_and_the_last_day_is_kept_within),
        cmocka_unit_test(days_are_written_and_read),
        cmocka_unit_test(days_in_texts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
