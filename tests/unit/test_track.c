/* SPDX-License-Identifier: MIT */
/* Paces and stalls against counting days and adding up; trends against loops; the order of units changes nothing. */
#include <math.h>

#include "track_check.h"

__extension__ typedef __int128 wide;

static const char settings[] =
    "{\"kind\": \"pace\", \"rows\": [{\"indicator\": \"sales\"}, {\"indicator\": \"cost\", \"level\": \"partner\", "
    "\"curve\": \"straight\"}, {\"indicator\": \"sales\", \"level\": \"region\", \"curve\": \"season\"}, "
    "{\"indicator\": \"rate\", \"level\": \"region\"}]}, {\"kind\": \"trend\", \"rows\": [{\"indicator\": \"sales\", "
    "\"periods\": 24}, "
    "{\"indicator\": \"cost\", \"level\": \"partner\", \"periods\": 12, \"watch_drop\": 5}]}, {\"kind\": \"gap\", "
    "\"rows\": [{\"indicator\": \"sales\", \"level\": \"partner\", \"percent\": 70}, {\"indicator\": \"cost\", "
    "\"level\": \"region\"}]}, {\"kind\": \"alert\", \"rows\": [{\"code\": \"size\", \"indicator\": \"sales\", "
    "\"level\": \"partner\"}, {\"code\": \"cap\", \"rule\": \"other\", \"indicator\": \"sales\", \"level\": "
    "\"partner\", \"test\": \"limit\", \"high\": \"3000\"}, {\"code\": \"peers\", \"rule\": \"price\", \"indicator\": "
    "\"sales\", \"test\": \"peers\"}]}, {\"kind\": \"cause\", \"rows\": [{\"indicator\": \"sales\", \"position\": 1, "
    "\"factor\": \"cost\", \"level\": \"partner\"}]}, {\"kind\": \"clearance\", \"rows\": [{\"alert\": \"cap\", "
    "\"unit\": \"P1\", "
    "\"period\": \"2026-05\", \"by\": \"Lin\"}]}";

/* Amounts by partner and month. */
typedef struct amounts {
    int64_t of[4][36];
} amounts;

static int64_t amount_of(const void *user, int partner, int month)
{
    return ((const amounts *)user)->of[partner][month];
}

static void draw_amounts(cpf_test_random *random, amounts *drawn)
{
    for (int i = 0; i < 4; i++) {
        for (int month = 0; month < 36; month++)
            drawn->of[i][month] = cpf_test_between(random, 150000, 350000);
    }
}

static int works(cpf_day day)
{
    int weekday = (int)(((day + 3) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */

    return weekday < 5 && day != cpf_day_from_date(2026, 5, 1);
}

static int64_t working(cpf_day from, cpf_day to)
{
    int64_t count = 0;

    for (; from < to; from++)
        count += works(from);
    return count;
}

static int64_t rounded(wide above, wide below)
{
    wide half = above < 0 ? -below : below;

    return (int64_t)((2 * above + half) / (2 * below));
}

static int64_t value_of(const cpf_facts *facts, const cpf_model *model, const char *unit, const char *indicator,
                        const char *period)
{
    int64_t value = INT64_MIN;

    (void)cpf_facts_value(facts, cpf_model_find_unit(model, unit), cpf_model_find_indicator(model, indicator),
                          cpf_model_find_period(model, period), &value);
    return value;
}

/* Targets of the months that are over, and of the month that has begun its part by working days. */
static int64_t dull_expected(const track_case *is, const char *unit, cpf_day day)
{
    int64_t whole = 0;

    for (int month = 1; month <= 12; month++) {
        cpf_day from = cpf_day_from_date(2026, month, 1),
                to = month == 12 ? cpf_day_from_date(2027, 1, 1) : cpf_day_from_date(2026, month + 1, 1);
        char code[16];
        int64_t target;

        snprintf(code, sizeof code, "2026-%02d", month);
        target = value_of(is->targets, is->model, unit, "sales", code);
        assert_true(target != INT64_MIN);
        if (to <= day + 1)
            whole += target;
        else if (from <= day + 1)
            return rounded((wide)whole * working(from, to) + (wide)target * working(from, day + 1), working(from, to));
    }
    return whole;
}

static void check_pace(const track_case *is, const cpf_table *table, cpf_day day)
{
    static const char *const units[] = {"ALL", "R1", "R2", "P1", "P2", "P3", "P4"};
    int64_t left = working(day + 1, cpf_day_from_date(2027, 1, 1)),
            done = working(cpf_day_from_date(2026, 1, 1), day + 1);

    for (int64_t row = 0; row < 7; row++) {
        int64_t target = value_of(is->targets, is->model, units[row], "sales", "2026"),
                actual = value_of(is->facts, is->model, units[row], "sales", "2026"),
                expected = dull_expected(is, units[row], day);

        assert_string_equal(track_text(table, "unit", row), units[row]);
        assert_string_equal(track_text(table, "period", row), "2026");
        assert_string_equal(track_text(table, "curve", row), "targets");
        assert_int_equal(track_int(table, "day", row), day);
        assert_int_equal(track_cell(table, "target", row), target);
        assert_int_equal(track_cell(table, "actual", row), actual);
        assert_int_equal(track_cell(table, "expected", row), expected);
        assert_int_equal(track_cell(table, "gap", row), actual - expected);
        assert_int_equal(track_cell(table, "index", row), rounded((wide)actual * 10000, expected));
        assert_int_equal(track_cell(table, "days_left", row), left);
        assert_int_equal(track_cell(table, "required", row), rounded((wide)(target - actual) * 100, left));
        assert_int_equal(track_cell(table, "run_rate", row), rounded((wide)actual * 100, done));
        assert_string_equal(track_text(table, "light", row), actual * 100 >= expected * 98 ? "green"
                                                             : actual * 10 >= expected * 9 ? "amber"
                                                                                           : "red");
        assert_true(track_cell(table, "p_floor", row) >= track_cell(table, "p_target", row));
        assert_true(track_cell(table, "p_target", row) >= track_cell(table, "p_stretch", row));
        assert_true(track_cell(table, "low", row) <= track_cell(table, "landing", row));
        assert_true(track_cell(table, "landing", row) <= track_cell(table, "high", row));
        assert_true(track_cell(table, "low", row) >= actual);
    }
}

/* Straight: by days of the calendar; less is better, so that more than expected is behind. */
static void check_cost(const track_case *is, const cpf_table *table, cpf_day day)
{
    for (int64_t row = 7; row < 11; row++) {
        const char *unit = track_text(table, "unit", row);
        int64_t target = value_of(is->targets, is->model, unit, "cost", "2026"),
                actual = value_of(is->facts, is->model, unit, "cost", "2026"),
                days = day + 1 - cpf_day_from_date(2026, 1, 1), expected = rounded((wide)target * days, 365);

        assert_string_equal(track_text(table, "curve", row), "straight");
        assert_int_equal(track_cell(table, "expected", row), expected);
        assert_string_equal(track_text(table, "light", row), actual * 98 <= expected * 100   ? "green"
                                                             : actual * 90 <= expected * 100 ? "amber"
                                                                                             : "red");
    }
}

/* As the whole went in the same months of the two years before. */
static void check_season(const track_case *is, const amounts *drawn, const cpf_table *table, cpf_day day)
{
    wide done = 0, all = 0;

    for (int month = 0; month < 12; month++) {
        cpf_day from = cpf_day_from_date(2026, month + 1, 1),
                to = month == 11 ? cpf_day_from_date(2027, 1, 1) : cpf_day_from_date(2026, month + 2, 1);
        wide before = 0;

        for (int i = 0; i < 4; i++)
            before += drawn->of[i][month] + drawn->of[i][12 + month];
        all += before * 1000000;
        if (to <= day + 1)
            done += before * 1000000;
        else if (from <= day + 1)
            done += before * 1000000 * working(from, day + 1) / working(from, to);
    }
    for (int64_t row = 11; row < 13; row++) {
        const char *unit = track_text(table, "unit", row);
        int64_t target = value_of(is->targets, is->model, unit, "sales", "2026");

        assert_string_equal(track_text(table, "curve", row), "season");
        /* the part of a month is cut to a millionth here */
        assert_true(llabs(track_cell(table, "expected", row) - rounded(target * done, all)) <= 1);
    }
}

/* The parts add up to the gap of the whole as its pace has it, each within a step; no smaller set explains as much. */
static void check_stalls(const cpf_table *pace, const cpf_table *stalls)
{
    int64_t total = -track_cell(pace, "gap", 0), sum = 0, best = 5, named = 0, together = 0;

    for (int64_t row = 0; row < 4; row++) {
        int64_t own = track_row(pace, "unit", track_text(stalls, "unit", row)), gap = track_cell(stalls, "gap", row);

        assert_true(llabs(gap + track_cell(pace, "gap", own)) <= 1);
        assert_int_equal(track_cell(stalls, "rank", row), row + 1);
        if (row)
            assert_true(gap <= track_cell(stalls, "gap", row - 1));
        sum += gap;
        assert_int_equal(track_cell(stalls, "together", row), sum);
        assert_int_equal(track_cell(stalls, "total", row), total);
        named += track_int(stalls, "explains", row);
        together += track_int(stalls, "explains", row) ? gap : 0;
    }
    assert_int_equal(sum, total);
    for (int set = 0; set < 16; set++) {
        int64_t size = 0, gaps = 0;

        for (int i = 0; i < 4; i++) {
            size += set >> i & 1;
            gaps += set >> i & 1 ? track_cell(stalls, "gap", i) : 0;
        }
        if (total > 0 && gaps * 10 >= total * 7 && size < best)
            best = size;
    }
    assert_int_equal(named, total > 0 ? best : 0);
    assert_true(total <= 0 || together * 10 >= total * 7);
}

/* Year on year, share and rank of the last complete month. */
static void check_trends(const amounts *drawn, const cpf_table *table, int months)
{
    int64_t moved[4], whole = 0;

    for (int i = 0; i < 4; i++) {
        moved[i] = 0;
        for (int month = months - 12; month < months; month++) {
            moved[i] += drawn->of[i][month] - drawn->of[i][month - 12];
            whole += drawn->of[i][month];
        }
    }
    for (int i = 0; i < 4; i++) {
        char unit[3] = {'P', (char)('1' + i), 0};
        int64_t row = track_row(table, "unit", unit), rank = 1, now = 0, last = drawn->of[i][months - 1],
                before = drawn->of[i][months - 13];

        for (int month = months - 12; month < months; month++)
            now += drawn->of[i][month];
        for (int64_t other = 0; other < cpf_table_row_count(table); other++) {
            if (other < 7 && track_cell(table, "moved", other) < moved[i])
                rank++;
        }
        assert_int_equal(track_cell(table, "periods", row), 24);
        assert_string_equal(track_text(table, "method", row), "seasonal");
        assert_int_equal(track_cell(table, "moved", row), moved[i]);
        assert_int_equal(track_cell(table, "last", row), last);
        assert_int_equal(track_cell(table, "year_on_year", row), rounded((wide)(last - before) * 10000, before));
        assert_int_equal(track_cell(table, "share", row), rounded((wide)now * 10000, whole));
        assert_int_equal(track_cell(table, "rank", row), rank);
    }
}

/* Trends found are those that Benjamini & Hochberg's step-up finds. */
static void check_found(const cpf_table *table)
{
    int64_t found = 0, told = 0, n = 7;

    for (int64_t k = 1; k <= n; k++) {
        int64_t below = 0;

        for (int64_t row = 0; row < n; row++)
            below += (double)track_cell(table, "p", row) <= 50000.0 * (double)k / (double)n;
        found = below >= k ? k : found;
    }
    for (int64_t row = 0; row < n; row++)
        told += track_int(table, "found", row);
    assert_int_equal(told, found);
}

static void test_random(void **state)
{
    cpf_test_random random = cpf_test_seed("track", 101);

    (void)state;
    for (int round = 0; round < 30; round++) {
        cpf_day day = cpf_day_from_date(2026, 1, 1) + (cpf_day)cpf_test_between(&random, 4, 360);
        int32_t months = 24, complete;
        track_case is = {0}, reversed = {0};
        cpf_tables *tables = NULL, *others = NULL;
        cpf_error *error = NULL;
        amounts drawn;

        while (months < 36 && cpf_day_from_date(2024 + months / 12, 1 + months % 12, 1) <= day)
            months++;
        complete = months - (day + 1 < (months == 36 ? cpf_day_from_date(2027, 1, 1)
                                                     : cpf_day_from_date(2024 + months / 12, 1 + months % 12, 1)));
        draw_amounts(&random, &drawn);
        assert_int_equal(
            cpf_test_tell(track_make(NULL, track_units, settings, months, amount_of, &drawn, &is, &error), error),
            CPF_OK);
        assert_int_equal(track_make(NULL, track_units_reversed, settings, months, amount_of, &drawn, &reversed, &error),
                         CPF_OK);
        assert_int_equal(cpf_test_tell(track_tables(&is, day, NULL, &tables, &error), error), CPF_OK);
        assert_int_equal(track_tables(&reversed, day, NULL, &others, &error), CPF_OK);
        check_pace(&is, cpf_tables_find(tables, "pace"), day);
        check_cost(&is, cpf_tables_find(tables, "pace"), day);
        check_season(&is, &drawn, cpf_tables_find(tables, "pace"), day);
        check_stalls(cpf_tables_find(tables, "pace"), cpf_tables_find(tables, "stalls"));
        check_trends(&drawn, cpf_tables_find(tables, "trends"), complete);
        check_found(cpf_tables_find(tables, "trends"));
        assert_int_equal(cpf_tables_count(tables), cpf_tables_count(others));
        for (int32_t i = 0; i < cpf_tables_count(tables); i++)
            track_same(cpf_tables_at(tables, i), cpf_tables_at(others, i));
        cpf_tables_free(tables);
        cpf_tables_free(others);
        track_free(&is);
        track_free(&reversed);
    }
}

/* Everyone sells 2500 a month; P1 stops in June 2026, P4 sells ten times as much in July. */
static int64_t steady_amount(const void *user, int partner, int month)
{
    int64_t usual = 250000 + (month * 7919 + partner * 104729) % 20001 - 10000;

    (void)user;
    if (partner == 0 && month >= 29)
        return 0;
    return partner == 3 && month == 30 ? 10 * usual : usual;
}

static void test_story(void **state)
{
    track_case is = {0};
    cpf_tables *tables = NULL;
    cpf_error *error = NULL;
    const cpf_table *pace, *stalls, *alerts;
    int64_t row;

    (void)state;
    assert_int_equal(track_make(NULL, track_units, settings, 31, steady_amount, NULL, &is, &error), CPF_OK);
    assert_int_equal(track_tables(&is, cpf_day_from_date(2026, 7, 31), NULL, &tables, &error), CPF_OK);
    pace = cpf_tables_find(tables, "pace");
    row = track_row(pace, "unit", "P1");
    /* of seven units two went as far astray within the year: one more does not count as certain */
    assert_string_equal(track_text(pace, "status", row), "behind_by_chance");
    assert_string_equal(track_text(pace, "light", row), "red");
    assert_string_equal(track_text(pace, "method", row), "seasonal");
    assert_string_equal(track_text(pace, "worst", track_row(pace, "unit", "R1")), "P1");
    assert_true(track_cell(pace, "p_target", row) < 500);
    row = track_row(pace, "unit", "P4");
    assert_string_equal(track_text(pace, "status", row), "reached");
    row = track_row(pace, "unit", "P2");
    assert_string_equal(track_text(pace, "light", row), "green");
    stalls = cpf_tables_find(tables, "stalls");
    assert_string_equal(track_text(stalls, "unit", 0), "P1");
    alerts = cpf_tables_find(tables, "alerts");
    row = track_row(alerts, "unit", "P4");
    assert_string_equal(track_text(alerts, "alert", row), "size");
    assert_string_equal(track_text(alerts, "state", row), "open");
    assert_int_equal(track_int(alerts, "hold", row), 1);
    assert_in_range(track_cell(alerts, "usual", row), 240000, 260000);
    cpf_tables_free(tables);
    track_free(&is);
}

/* Amounts above a limit; one was cleared. */
static int64_t high_amount(const void *user, int partner, int month)
{
    (void)user;
    return partner == 0 && month == 28 ? 300001 : 250000;
}

static void test_clearance(void **state)
{
    track_case is = {0};
    cpf_tables *tables = NULL;
    cpf_error *error = NULL;
    const cpf_table *alerts;

    (void)state;
    assert_int_equal(track_make(NULL, track_units, settings, 29, high_amount, NULL, &is, &error), CPF_OK);
    assert_int_equal(track_tables(&is, CPF_NO_DAY, NULL, &tables, &error), CPF_OK);
    alerts = cpf_tables_find(tables, "alerts");
    assert_int_equal(track_row(alerts, "alert", "cap"), 0);
    assert_string_equal(track_text(alerts, "unit", 0), "P1");
    assert_string_equal(track_text(alerts, "period", 0), "2026-05");
    assert_int_equal(track_cell(alerts, "high", 0), 300000);
    assert_string_equal(track_text(alerts, "state", 0), "cleared");
    assert_string_equal(track_text(alerts, "cleared_by", 0), "Lin");
    assert_int_equal(track_int(alerts, "hold", 0), 0);
    for (int64_t row = 1; row < cpf_table_row_count(alerts); row++)
        assert_string_not_equal(track_text(alerts, "alert", row), "cap");
    cpf_tables_free(tables);
    track_free(&is);
}

/* The states of a period: before it, at its end, after it; without targets there is no pace. */
static void test_times(void **state)
{
    track_case is = {0};
    cpf_tables *tables = NULL;
    cpf_error *error = NULL;
    cpf_facts *none;

    (void)state;
    assert_int_equal(track_make(NULL, track_units, settings, 36, steady_amount, NULL, &is, &error), CPF_OK);
    assert_int_equal(track_tables(&is, cpf_day_from_date(2025, 12, 31), "2026", &tables, &error), CPF_OK);
    assert_string_equal(track_text(cpf_tables_find(tables, "pace"), "status", 3), "not_begun");
    assert_int_equal(track_cell(cpf_tables_find(tables, "pace"), "expected", 3), 0);
    assert_false(track_has(cpf_tables_find(tables, "pace"), "index", 3));
    cpf_tables_free(tables);
    assert_int_equal(track_tables(&is, cpf_day_from_date(2026, 12, 31), NULL, &tables, &error), CPF_OK);
    assert_string_equal(track_text(cpf_tables_find(tables, "pace"), "status", 3), "missed");
    assert_string_equal(track_text(cpf_tables_find(tables, "pace"), "method", 3), "final");
    assert_int_equal(track_cell(cpf_tables_find(tables, "pace"), "landing", 3),
                     track_cell(cpf_tables_find(tables, "pace"), "actual", 3));
    assert_int_equal(track_cell(cpf_tables_find(tables, "pace"), "expected", 3),
                     track_cell(cpf_tables_find(tables, "pace"), "target", 3));
    cpf_tables_free(tables);
    none = is.targets;
    is.targets = NULL;
    assert_int_equal(track_tables(&is, CPF_NO_DAY, NULL, &tables, &error), CPF_OK);
    assert_null(cpf_tables_find(tables, "pace"));
    assert_null(cpf_tables_find(tables, "stalls"));
    assert_non_null(cpf_tables_find(tables, "trends"));
    cpf_tables_free(tables);
    is.targets = none;
    assert_int_equal(track_tables(&is, cpf_day_from_date(2031, 1, 1), NULL, &tables, &error), CPF_E_DATA);
    cpf_test_has(error, "track-day-outside");
    cpf_error_free(error);
    track_free(&is);
}

static int64_t huge_amount(const void *user, int partner, int month)
{
    (void)user;
    return partner == 0 && month > 23 ? INT64_MAX / 16 : 1;
}

/* A figure that does not fit is named. */
static void test_range(void **state)
{
    track_case is = {0};
    cpf_tables *tables = NULL;
    cpf_error *error = NULL;

    (void)state;
    assert_int_equal(track_make(NULL, track_units, settings, 28, huge_amount, NULL, &is, &error), CPF_OK);
    assert_int_equal(track_tables(&is, cpf_day_from_date(2026, 4, 20), NULL, &tables, &error), CPF_E_RANGE);
    cpf_test_has(error, "track-range");
    cpf_error_free(error);
    track_free(&is);
}

static void test_chaos(void **state)
{
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(-1, &memory);
        cpf_error *error = NULL;
        cpf_tables *tables = NULL;
        track_case is = {0};

        assert_int_equal(track_make(context, track_units, settings, 31, steady_amount, NULL, &is, &error), CPF_OK);
        cpf_test_memory_limit(memory, n);
        status = track_tables(&is, cpf_day_from_date(2026, 7, 15), NULL, &tables, &error);
        cpf_tables_free(tables);
        cpf_error_free(error);
        track_free(&is);
        cpf_test_failing_free(context, memory);
    }
    assert_int_equal(status, CPF_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random), cmocka_unit_test(test_story), cmocka_unit_test(test_clearance),
        cmocka_unit_test(test_times),  cmocka_unit_test(test_range), cmocka_unit_test(test_chaos),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
