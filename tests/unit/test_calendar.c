/* SPDX-License-Identifier: MIT */
/* Calendars against a walk from day to day that knows nothing but month lengths and the week. */
#include "support.h"

#include "calendar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_length(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return lengths[month - 1] + (month == 2 && is_leap(year));
}

/* Day number of a first of a month, counted from 1970-01-01 year by year. */
static int first_day(int year, int month)
{
    int day = 0;

    for (int y = 1970; y < year; y++)
        day += is_leap(y) ? 366 : 365;
    for (int y = year; y < 1970; y++)
        day -= is_leap(y) ? 366 : 365;
    for (int m = 1; m < month; m++)
        day += month_length(year, m);
    return day;
}

static int weekday(int day)
{
    return ((day + 3) % 7 + 7) % 7;
}

static cpf__calendar *build(const cpf__calendar_spec *spec)
{
    cpf__calendar *calendar = NULL;
    cpf_error *error = NULL;

    assert_int_equal(cpf_test_tell(cpf__calendar_build(NULL, spec, &calendar, &error), error), CPF_OK);
    return calendar;
}

/* One period of the walk: every day that should be in it is told here. */
static void expect_day(const cpf__calendar *calendar, int *days, const char *code, int grain, int day)
{
    cpf_id id = cpf__calendar_find(calendar, code, (int64_t)strlen(code));
    const struct cpf_period *period;

    if (id == CPF_NONE)
        fail_msg("no period %s", code);
    period = &calendar->periods[id];
    assert_string_equal(period->code, code);
    assert_int_equal(period->id, id);
    assert_int_equal(period->grain, grain);
    assert_true(day >= period->from && day < period->to);
    days[id]++;
}

/* The shape: contiguous grains, children that fill their parent, leaves, neighbours. */
static void check_shape(const cpf__calendar *calendar, const int *days, const int *working)
{
    for (int32_t id = 0; id < calendar->window_begin; id++) {
        const struct cpf_period *period = &calendar->periods[id];
        int32_t leaf_days = 0, inside = 0;

        assert_int_equal(days[id], period->to - period->from);
        assert_int_equal(working[id], period->working_days);
        assert_int_equal(period->working_days, cpf__calendar_working_days(calendar, period->from, period->to));
        for (int32_t leaf = period->leaf_begin; leaf < period->leaf_end; leaf++)
            leaf_days += calendar->periods[leaf].to - calendar->periods[leaf].from;
        assert_int_equal(leaf_days, days[id]);
        assert_int_equal(calendar->periods[period->leaf_begin].from, period->from);
        for (int32_t child = period->child_begin; child < period->child_end; child++) {
            assert_int_equal(calendar->periods[child].parent, id);
            inside += days[child];
        }
        assert_int_equal(inside, id < calendar->leaf_begin ? days[id] : 0);
        if (id > 0 && calendar->periods[id - 1].grain == period->grain) {
            assert_int_equal(period->previous, id - 1);
            assert_int_equal(calendar->periods[id - 1].to, period->from);
        } else {
            assert_int_equal(period->previous, CPF_NONE);
        }
        if (period->grain == CPF__YEAR)
            assert_int_equal(period->parent, CPF_NONE);
    }
}

typedef struct walk {
    const cpf__calendar_spec *spec;
    const cpf__calendar *calendar;
    int *days, *working;
} walk;

/* Codes of one day in every grain; `month` and `week` count from 0 in the fiscal year. */
static void tell_day(walk *all, int day, int label, int month, int week, const char *month_code)
{
    const cpf__calendar_spec *spec = all->spec;
    const char *fy = spec->fiscal_start_month == 1 && spec->pattern == CPF__GREGORIAN ? "" : "FY";
    int free_day = !(spec->working_week >> weekday(day) & 1);
    char codes[5][32];

    snprintf(codes[0], 32, "%s%d", fy, label);
    snprintf(codes[1], 32, "%s%d-H%d", fy, label, month / 6 + 1);
    snprintf(codes[2], 32, "%s%d-Q%d", fy, label, month / 3 + 1);
    snprintf(codes[3], 32, "%s", month_code);
    snprintf(codes[4], 32, "FY%d-W%02d", label, week + 1);
    for (int64_t i = 0; i < spec->holiday_count; i++)
        free_day |= spec->holidays[i] == day;
    for (int grain = 0; grain <= (int)spec->grain; grain++) {
        if (spec->left_out >> grain & 1) {
            assert_int_equal(cpf__calendar_find(all->calendar, codes[grain], (int64_t)strlen(codes[grain])), CPF_NONE);
            continue;
        }
        expect_day(all->calendar, all->days, codes[grain], grain, day);
        all->working[cpf__calendar_find(all->calendar, codes[grain], (int64_t)strlen(codes[grain]))] += !free_day;
    }
    assert_int_equal(cpf__calendar_leaf_of(all->calendar, day),
                     cpf__calendar_find(all->calendar, codes[spec->grain], (int64_t)strlen(codes[spec->grain])));
}

static void check_walk(const cpf__calendar_spec *spec, int (*step)(walk *all))
{
    cpf__calendar *calendar = build(spec);
    walk all = {spec, calendar, calloc((size_t)calendar->count, sizeof(int)),
                calloc((size_t)calendar->count, sizeof(int))};
    int days = step(&all);

    assert_int_equal(calendar->to - calendar->from, days);
    assert_int_equal(cpf__calendar_leaf_of(calendar, calendar->from - 1), CPF_NONE);
    assert_int_equal(cpf__calendar_leaf_of(calendar, calendar->to), CPF_NONE);
    check_shape(calendar, all.days, all.working);
    free(all.days);
    free(all.working);
    cpf__calendar_free(calendar);
}

static int walk_months(walk *all)
{
    const cpf__calendar_spec *spec = all->spec;
    int start = spec->fiscal_start_month, days = 0;

    for (int label = spec->first_year; label <= spec->last_year; label++) {
        int year = start > 1 && !spec->label_by_start ? label - 1 : label, calendar_month = start;

        for (int month = 0; month < 12; month++) {
            char code[32];

            snprintf(code, sizeof code, "%d-%02d", year, calendar_month);
            for (int i = 0; i < month_length(year, calendar_month); i++, days++)
                tell_day(all, first_day(year, calendar_month) + i, label, month, 0, code);
            year += calendar_month == 12;
            calendar_month = calendar_month % 12 + 1;
        }
    }
    return days;
}

static int start_of_weeks(const cpf__calendar_spec *spec, int label)
{
    int year = spec->fiscal_start_month > 1 && !spec->label_by_start ? label - 1 : label;
    int day = first_day(year, spec->fiscal_start_month);

    for (int away = 0; away <= 3; away++) {
        if (weekday(day - away) == spec->week_start)
            return day - away;
        if (weekday(day + away) == spec->week_start)
            return day + away;
    }
    fail_msg("a week begins within three days of any day");
    return 0;
}

static int walk_weeks(walk *all)
{
    static const int lengths[][3] = {{0, 0, 0}, {4, 4, 5}, {4, 5, 4}, {5, 4, 4}};
    const cpf__calendar_spec *spec = all->spec;
    int days = 0;

    for (int label = spec->first_year; label <= spec->last_year; label++) {
        int month = 0, left = lengths[spec->pattern][0], week = 0;

        for (int day = start_of_weeks(spec, label); day < start_of_weeks(spec, label + 1); day += 7, week++) {
            char code[32];

            if (left == 0 && month < 11)
                left = lengths[spec->pattern][++month % 3];
            left -= left > 0;
            snprintf(code, sizeof code, "FY%d-P%02d", label, month + 1);
            for (int i = 0; i < 7; i++, days++)
                tell_day(all, day + i, label, month, week, code);
        }
        assert_true(week == 52 || week == 53);
    }
    return days;
}

static const cpf__calendar_spec plain = {
    .first_year = 2023, .last_year = 2029, .fiscal_start_month = 1, .grain = CPF__MONTH, .working_week = 31};

static void test_months(void **state)
{
    cpf_test_random random = cpf_test_seed("months", 3);

    (void)state;
    for (int start = 1; start <= 12; start++) {
        for (int grain = CPF__YEAR; grain <= CPF__MONTH; grain++) {
            cpf_day holidays[40];
            cpf__calendar_spec spec = plain;

            for (int i = 0; i < 40; i++)
                holidays[i] = first_day(2022, 6) + (cpf_day)cpf_test_between(&random, 0, 2900 / (1 + i % 3));
            holidays[7] = holidays[8] = holidays[30];
            spec.fiscal_start_month = start;
            spec.label_by_start = start % 2;
            spec.grain = (cpf__grain)grain;
            spec.working_week = (int32_t)cpf_test_between(&random, 0, 127);
            spec.holidays = holidays;
            spec.holiday_count = 40;
            check_walk(&spec, walk_months);
        }
    }
}

static void test_weeks(void **state)
{
    (void)state;
    for (int start = 1; start <= 12; start += 3) {
        for (int pattern = CPF__445; pattern <= CPF__544; pattern++) {
            for (int week_start = 0; week_start < 7; week_start += 2) {
                cpf__calendar_spec spec = plain;

                spec.fiscal_start_month = start;
                spec.pattern = (cpf__pattern)pattern;
                spec.week_start = week_start;
                spec.grain = week_start == 4 ? CPF__MONTH : CPF__WEEK;
                spec.label_by_start = pattern == CPF__454;
                check_walk(&spec, walk_weeks);
            }
        }
    }
}

/* Every set of levels between the year and the finest: those left out have no periods, the others fill each other. */
static void test_levels(void **state)
{
    (void)state;
    for (int left_out = 0; left_out < 1 << CPF__MONTH; left_out += 1 << CPF__HALF) {
        cpf__calendar_spec spec = plain;

        spec.left_out = left_out;
        check_walk(&spec, walk_months);
        spec.grain = CPF__QUARTER;
        if (!(left_out >> CPF__QUARTER & 1))
            check_walk(&spec, walk_months);
    }
    for (int left_out = 0; left_out < 1 << CPF__WEEK; left_out += 1 << CPF__HALF) {
        cpf__calendar_spec spec = plain;

        spec.pattern = CPF__454;
        spec.grain = CPF__WEEK;
        spec.left_out = left_out;
        check_walk(&spec, walk_weeks);
    }
}

/* The same place one year earlier; a 53rd week has none when the year before has 52. */
static void test_year_before(void **state)
{
    cpf__calendar_spec spec = plain;
    cpf__calendar *calendar;
    int lonely = 0;

    (void)state;
    spec.pattern = CPF__445;
    spec.grain = CPF__WEEK;
    calendar = build(&spec);
    for (int32_t id = 0; id < calendar->count; id++) {
        const struct cpf_period *period = &calendar->periods[id];
        char code[32];

        snprintf(code, sizeof code, "FY%d%s", atoi(period->code + 2) - 1, period->code + 6);
        assert_int_equal(period->year_before, cpf__calendar_find(calendar, code, (int64_t)strlen(code)));
        lonely += period->year_before == CPF_NONE && atoi(period->code + 2) > spec.first_year;
    }
    assert_int_equal(lonely, 1); /* FY2026 is the year of 53 weeks; FY2027 has no W53 */
    cpf__calendar_free(calendar);
}

static void test_windows(void **state)
{
    const cpf__window_spec windows[] = {
        {"spring", first_day(2026, 3), first_day(2026, 6)},
        {"spring-25", first_day(2025, 3), first_day(2025, 6)},
        {"summer", first_day(2026, 6), first_day(2026, 6) + 45},
        {"old", first_day(2019, 12), first_day(2020, 2)},
    };
    const cpf_day holidays[] = {first_day(2020, 1), first_day(2026, 5)};
    cpf__calendar_spec spec = plain;
    cpf__calendar *calendar;
    const struct cpf_period *rows;

    (void)state;
    spec.windows = windows;
    spec.window_count = 4;
    spec.holidays = holidays;
    spec.holiday_count = 2;
    calendar = build(&spec);
    rows = calendar->periods + calendar->window_begin;
    assert_int_equal(calendar->count - calendar->window_begin, 4);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(cpf__calendar_find(calendar, windows[i].code, (int64_t)strlen(windows[i].code)), rows[i].id);
        assert_int_equal(rows[i].grain, CPF__WINDOW);
        assert_int_equal(rows[i].parent, CPF_NONE);
        assert_int_equal(rows[i].leaf_begin, rows[i].leaf_end);
    }
    assert_int_equal(rows[0].year_before, rows[1].id);
    assert_int_equal(rows[1].year_before, CPF_NONE);
    assert_int_equal(rows[2].previous, rows[0].id);
    assert_int_equal(rows[0].previous, CPF_NONE);
    assert_int_equal(rows[0].working_days, 22 + 22 + 21 - 1); /* 1 May 2026 is a Friday */
    assert_int_equal(rows[3].working_days, 22 + 23 - 1);
    assert_int_equal(cpf__calendar_find(calendar, "winter", 6), CPF_NONE);
    cpf__calendar_free(calendar);
}

/* Working days of any span, inside the tree or not, by counting. */
static void test_working_days(void **state)
{
    cpf_test_random random = cpf_test_seed("working days", 4);
    cpf__calendar_spec spec = plain;
    cpf__calendar *calendar;
    cpf_day holidays[300];

    (void)state;
    for (int i = 0; i < 300; i++)
        holidays[i] = first_day(2020, 1) + (cpf_day)cpf_test_between(&random, 0, 5000);
    spec.holidays = holidays;
    spec.holiday_count = 300;
    spec.working_week = 0x5d;
    calendar = build(&spec);
    for (int round = 0; round < 400; round++) {
        cpf_day from = first_day(2020, 1) + (cpf_day)cpf_test_between(&random, 0, 4800);
        cpf_day to = from + (cpf_day)cpf_test_between(&random, -20, 600);
        int count = 0;

        for (cpf_day day = from; day < to; day++) {
            int works = spec.working_week >> weekday(day) & 1;

            for (int i = 0; works && i < 300; i++)
                works = holidays[i] != day;
            count += works;
        }
        assert_int_equal(cpf__calendar_working_days(calendar, from, to), count);
    }
    cpf__calendar_free(calendar);
}

static void test_trailing(void **state)
{
    static const cpf__window_spec window = {"w", 20000, 20010};
    cpf__calendar_spec spec = plain;
    cpf__calendar *calendar;
    int32_t begin = 0, end = 0;
    cpf_id quarter;

    (void)state;
    spec.windows = &window;
    spec.window_count = 1;
    calendar = build(&spec);
    quarter = cpf__calendar_find(calendar, "2024-Q1", 7);
    assert_int_equal(cpf__calendar_trailing(calendar, quarter, 12, &begin, &end), CPF_OK);
    assert_string_equal(calendar->periods[begin].code, "2023-04");
    assert_string_equal(calendar->periods[end - 1].code, "2024-03");
    assert_int_equal(cpf__calendar_trailing(calendar, quarter, 15, &begin, &end), CPF_OK);
    assert_int_equal(begin, calendar->leaf_begin);
    assert_int_equal(cpf__calendar_trailing(calendar, quarter, 16, &begin, &end), CPF_E_MISSING);
    assert_int_equal(cpf__calendar_trailing(calendar, calendar->window_begin, 1, &begin, &end), CPF_E_MISSING);
    assert_int_equal(cpf__calendar_trailing(calendar, quarter, 0, &begin, &end), CPF_E_ARGUMENT);
    assert_int_equal(cpf__calendar_trailing(calendar, calendar->count, 1, &begin, &end), CPF_E_ARGUMENT);
    assert_int_equal(cpf__calendar_trailing(calendar, CPF_NONE, 1, &begin, &end), CPF_E_ARGUMENT);
    cpf__calendar_free(calendar);
}

static void refuse(const cpf__calendar_spec *spec, const char *code)
{
    cpf__calendar *calendar = NULL;
    cpf_error *error = NULL;

    assert_int_equal(cpf__calendar_build(NULL, spec, &calendar, &error), CPF_E_PLAN);
    assert_null(calendar);
    cpf_test_has(error, code);
    cpf_error_free(error);
}

static void test_refusals(void **state)
{
    static const cpf__window_spec taken[] = {{"2026-Q1", 20000, 20001}},
                                  twice[] = {{"w", 20000, 20001}, {"w", 20001, 20002}, {"w", 20002, 20003}},
                                  reversed[] = {{"w", 20001, 20000}}, empty[] = {{"w", 20001, 20001}},
                                  far[] = {{"w", -2000000, 0}}, late[] = {{"w", 0, 2000000}},
                                  open[] = {{"w", CPF_NO_DAY, 20000}};
    static const struct {
        const cpf__window_spec *windows;
        int64_t count;
        const char *code;
    } windows[] = {{taken, 1, "window-code"}, {twice, 3, "window-code"}, {reversed, 1, "window-span"},
                   {empty, 1, "window-span"}, {far, 1, "window-years"},  {late, 1, "window-years"},
                   {open, 1, "window-years"}};
    static const struct {
        int32_t first, last, start, pattern, grain, week_start, working_week;
        const char *code;
    } rows[] = {
        {2026, 2025, 1, 0, 3, 0, 31, "calendar-years"},        {1899, 2025, 1, 0, 3, 0, 31, "calendar-years"},
        {2026, 2201, 1, 0, 3, 0, 31, "calendar-years"},        {2026, 2027, 0, 0, 3, 0, 31, "calendar-start-month"},
        {2026, 2027, 13, 0, 3, 0, 31, "calendar-start-month"}, {2026, 2027, 1, 4, 3, 0, 31, "calendar-pattern"},
        {2026, 2027, 1, -1, 3, 0, 31, "calendar-pattern"},     {2026, 2027, 1, 0, -1, 0, 31, "calendar-grain"},
        {2026, 2027, 1, 0, 4, 0, 31, "calendar-grain"},        {2026, 2027, 1, 1, 5, 0, 31, "calendar-grain"},
        {2026, 2027, 1, 1, 4, 7, 31, "calendar-week-start"},   {2026, 2027, 1, 1, 4, 0, 128, "calendar-working-week"},
    };
    cpf__calendar_spec all = {.first_year = 1,
                              .fiscal_start_month = 99,
                              .week_start = -1,
                              .working_week = -1,
                              .grain = CPF__WEEK,
                              .windows = empty,
                              .window_count = 1};
    cpf__calendar *calendar = NULL;
    cpf_error *error = NULL;

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cpf__calendar_spec spec = {.first_year = rows[i].first,
                                   .last_year = rows[i].last,
                                   .fiscal_start_month = rows[i].start,
                                   .pattern = (cpf__pattern)rows[i].pattern,
                                   .grain = (cpf__grain)rows[i].grain,
                                   .week_start = rows[i].week_start,
                                   .working_week = rows[i].working_week};

        refuse(&spec, rows[i].code);
    }
    for (int grain = CPF__YEAR; grain <= CPF__MONTH; grain++) {
        cpf__calendar_spec spec = plain;

        spec.grain = (cpf__grain)grain;
        spec.left_out = 1 << grain;
        refuse(&spec, "calendar-levels");
        spec.left_out = 1 << CPF__YEAR;
        refuse(&spec, "calendar-levels");
    }
    for (size_t i = 0; i < sizeof windows / sizeof windows[0]; i++) {
        cpf__calendar_spec spec = plain;

        spec.windows = windows[i].windows;
        spec.window_count = windows[i].count;
        refuse(&spec, windows[i].code);
    }
    assert_int_equal(cpf__calendar_build(NULL, &all, &calendar, &error), CPF_E_PLAN);
    assert_int_equal(cpf_error_count(error), 6);
    cpf_error_free(error);
}

static void test_too_many_windows(void **state)
{
    cpf__window_spec *windows = calloc(4097, sizeof *windows);
    char(*codes)[16] = calloc(4097, sizeof *codes);
    cpf__calendar_spec spec = plain;

    (void)state;
    for (int i = 0; i < 4097; i++) {
        snprintf(codes[i], sizeof codes[i], "w%d", i);
        windows[i] = (cpf__window_spec){codes[i], 20000 + i, 20001 + i};
    }
    spec.windows = windows;
    spec.window_count = 4097;
    refuse(&spec, "window-count");
    spec.window_count = 4096;
    cpf__calendar_free(build(&spec));
    free(windows);
    free(codes);
}

static void test_memory(void **state)
{
    static const cpf__window_spec window = {"w", 20000, 20010};
    static const cpf_day holidays[] = {20001, 19999};
    cpf__calendar_spec spec = plain;
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    spec.last_year = 2024;
    spec.grain = CPF__MONTH;
    spec.windows = &window;
    spec.window_count = 1;
    spec.holidays = holidays;
    spec.holiday_count = 2;
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(n, &memory);
        cpf__calendar *calendar = NULL;
        cpf_error *error = NULL;

        if (context) {
            status = cpf__calendar_build(context, &spec, &calendar, &error);
            assert_true(status == CPF_OK || status == CPF_E_MEMORY);
            assert_int_equal(cpf_error_status(error), status);
        }
        cpf__calendar_free(calendar);
        cpf_error_free(error);
        cpf_test_failing_free(context, memory);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_months),           cmocka_unit_test(test_weeks),    cmocka_unit_test(test_levels),
        cmocka_unit_test(test_year_before),      cmocka_unit_test(test_windows),  cmocka_unit_test(test_working_days),
        cmocka_unit_test(test_trailing),         cmocka_unit_test(test_refusals), cmocka_unit_test(test_memory),
        cmocka_unit_test(test_too_many_windows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
