/* SPDX-License-Identifier: MIT */
/* Days of the proleptic Gregorian calendar. Years are counted from 1 March inside, so that the leap day is the last of
 * its year. */
#include "day.h"

enum {
    YEAR_MIN = 1,
    YEAR_MAX = 9999,
    DAYS_400_YEARS = 146097,
    DAYS_100_YEARS = 36524,
    DAYS_4_YEARS = 1461,
    EPOCH_FROM_MARCH_0 = 719468, /* 1970-01-01 from 0000-03-01 */
    DAY_FIRST = -719162,         /* 0001-01-01 */
    DAY_LAST = 2932896           /* 9999-12-31 */
};

static int32_t days_in_month(int32_t year, int32_t month)
{
    static const int32_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (month == 2 && leap);
}

static int is_dated(cpf_day day)
{
    return day >= DAY_FIRST && day <= DAY_LAST;
}

cpf_day cpf_day_from_date(int32_t year, int32_t month, int32_t day)
{
    int32_t march_year, march_month, of_era;

    if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
        return CPF_NO_DAY;
    march_year = year - (month <= 2);
    march_month = (month + 9) % 12;
    of_era = march_year % 400 * 365 + march_year % 400 / 4 - march_year % 400 / 100;
    return march_year / 400 * DAYS_400_YEARS + of_era + (153 * march_month + 2) / 5 + day - 1 - EPOCH_FROM_MARCH_0;
}

void cpf__day_to_date(cpf_day day, int32_t *year, int32_t *month, int32_t *day_of_month)
{
    int32_t from_march, era, of_era, year_of_era, of_year, march_month;

    if (!is_dated(day)) {
        *year = *month = *day_of_month = 0;
        return;
    }
    from_march = day + EPOCH_FROM_MARCH_0;
    era = from_march / DAYS_400_YEARS;
    of_era = from_march % DAYS_400_YEARS;
    year_of_era = of_era - of_era / (DAYS_4_YEARS - 1) + of_era / DAYS_100_YEARS - of_era / (DAYS_400_YEARS - 1);
    year_of_era /= 365;
    of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    march_month = (5 * of_year + 2) / 153;
    *day_of_month = of_year - (153 * march_month + 2) / 5 + 1;
    *month = march_month < 10 ? march_month + 3 : march_month - 9;
    *year = era * 400 + year_of_era + (*month <= 2);
}

int32_t cpf__day_of_week(cpf_day day)
{
    int64_t from_monday = (int64_t)day + 3; /* 1970-01-01 was a Thursday */

    return (int32_t)((from_monday % 7 + 7) % 7);
}

cpf_day cpf__day_add_months(cpf_day day, int32_t months)
{
    int32_t year, month, day_of_month, last;
    int64_t count;

    if (!is_dated(day))
        return CPF_NO_DAY;
    cpf__day_to_date(day, &year, &month, &day_of_month);
    count = (int64_t)year * 12 + month - 1 + months;
    if (count < YEAR_MIN * 12 || count >= (YEAR_MAX + 1) * 12)
        return CPF_NO_DAY;
    year = (int32_t)(count / 12);
    month = (int32_t)(count % 12) + 1;
    last = days_in_month(year, month);
    return cpf_day_from_date(year, month, day_of_month < last ? day_of_month : last);
}

static void put_number(char *buffer, int32_t number, int32_t digits)
{
    for (; digits > 0; number /= 10)
        buffer[--digits] = (char)('0' + number % 10);
}

int32_t cpf__day_format(cpf_day day, char *buffer)
{
    int32_t year, month, day_of_month;

    buffer[0] = '\0';
    if (!is_dated(day))
        return 0;
    cpf__day_to_date(day, &year, &month, &day_of_month);
    put_number(buffer, year, 4);
    put_number(buffer + 5, month, 2);
    put_number(buffer + 8, day_of_month, 2);
    buffer[4] = buffer[7] = '-';
    buffer[10] = '\0';
    return 10;
}
