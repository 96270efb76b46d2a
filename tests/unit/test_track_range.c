/* SPDX-License-Identifier: MIT */
/* Tracking where figures do not fit, and where memory ends in the middle of long tables. */
#include "track_limits.h"

/* A figure, of all months of a year when the period is NULL. */
typedef struct figure {
    int is_target, year; /* year 0: none */
    const char *unit, *period;
    int64_t value;
} figure;

#define ACTUAL(unit, period, value)                                                                                    \
    {                                                                                                                  \
        0, 0, unit, period, value                                                                                      \
    }
#define TARGET(unit, period, value)                                                                                    \
    {                                                                                                                  \
        1, 0, unit, period, value                                                                                      \
    }
#define MONTHS(is_target, year, unit, value)                                                                           \
    {                                                                                                                  \
        is_target, year, unit, NULL, value                                                                             \
    }
#define LARGE INT64_C(700000000000000000)

/* What is told as too large, of which unit, on which day. */
static const struct {
    const char *records, *only, *unit;
    int month, day;
    figure figures[4];
} too_large[] = {
    /* expected of the unit, by adding and by parts; of one below it; the gap of either */
    {PACE(", \"level\": \"company\""), "pace", "ALL", 3, 15, {MONTHS(1, 2026, "ALL", INT64_MAX)}},
    {PACE(", \"level\": \"company\""),
     "pace",
     "ALL",
     2,
     15,
     {MONTHS(1, 2026, "ALL", 0), TARGET("ALL", "2026-01", INT64_MAX), TARGET("ALL", "2026-02", INT64_MAX)}},
    {PACE(", \"level\": \"company\""), "pace", "ALL", 3, 15, {MONTHS(1, 2026, "R1", INT64_MAX)}},
    {PACE(", \"level\": \"company\""),
     "pace",
     "ALL",
     3,
     15,
     {TARGET("R1", "2026", 1000), ACTUAL("R1", "2026", INT64_MIN)}},
    {PACE(", \"level\": \"partner\""),
     "pace",
     "P1",
     3,
     15,
     {TARGET("P1", "2026", 1000), ACTUAL("P1", "2026", INT64_MIN)}},
    /* index, run rate, what is required a day */
    {PACE(", \"level\": \"partner\""), "pace", "P1", 6, 30, {TARGET("P1", "2026", 2), ACTUAL("P1", "2026", INT64_MAX)}},
    {PACE(", \"level\": \"partner\""), "pace", "P1", 1, 5, {TARGET("P1", "2026", 0), ACTUAL("P1", "2026", INT64_MAX)}},
    {PACE(", \"level\": \"partner\""),
     "pace",
     "P1",
     12,
     20,
     {TARGET("P1", "2026", INT64_MAX), ACTUAL("P1", "2026", 0)}},
    /* parts of a gap: expected by adding and by parts, all of them together, one gap, all gaps */
    {GAP, "stalls", "ALL", 3, 15, {MONTHS(1, 2026, "P1", INT64_MAX)}},
    {GAP,
     "stalls",
     "ALL",
     2,
     15,
     {MONTHS(1, 2026, "P1", 0), TARGET("P1", "2026-01", INT64_MAX), TARGET("P1", "2026-02", INT64_MAX)}},
    {GAP, "stalls", "ALL", 12, 31, {TARGET("P1", "2026", INT64_MAX), TARGET("P2", "2026", INT64_MAX)}},
    {GAP, "stalls", "ALL", 12, 31, {TARGET("P1", "2026", INT64_MAX), ACTUAL("P1", "2026", -10)}},
    {GAP,
     "stalls",
     "ALL",
     12,
     31,
     {TARGET("P1", "2026", INT64_MAX), TARGET("P2", "2026", 0), ACTUAL("P2", "2026", -INT64_MAX)}},
    /* a year, the whole's year, the year before; share, change, year on year */
    {TREND, "trends", "P1", 12, 31, {MONTHS(0, 2026, "P1", INT64_MAX)}},
    {TREND, "trends", "P1", 12, 31, {MONTHS(0, 2026, "P1", 1), MONTHS(0, 2026, "ALL", INT64_MAX)}},
    {TREND, "trends", "P1", 12, 31, {MONTHS(0, 2025, "P1", INT64_MAX), MONTHS(0, 2026, "P1", 1)}},
    {TREND, "trends", "P1", 12, 31, {MONTHS(0, 2026, "P1", LARGE), MONTHS(0, 2026, "ALL", 1)}},
    {TREND, "trends", "P1", 12, 31, {MONTHS(0, 2025, "P1", -LARGE), MONTHS(0, 2026, "P1", LARGE)}},
    {TREND, "trends", "P1", 12, 31, {MONTHS(0, 2025, "P1", 1), MONTHS(0, 2026, "P1", LARGE)}},
    /* amounts of one stage, of two, the gap, the cover */
    {FUNNEL ", " STAYS(STAY("d", "a", FULL) ", " STAY("e", "a", FULL)),
     "funnel",
     "R1",
     12,
     31,
     {TARGET("R1", "2026", 1)}},
    {FUNNEL ", " STAYS(STAY("d", "a", "-" FULL) ", " STAY("e", "a", "-" FULL)),
     "funnel",
     "R1",
     12,
     31,
     {TARGET("R1", "2026", 1)}},
    {FUNNEL ", " STAYS(STAY("d", "a", FULL) ", " STAY("e", "a", FULL)),
     "pipeline",
     "R1",
     12,
     31,
     {TARGET("R1", "2026", 1)}},
    {FUNNEL ", " STAYS(STAY("d", "a", FULL) ", " STAY("e", "b", FULL)),
     "pipeline",
     "R1",
     12,
     31,
     {TARGET("R1", "2026", 1)}},
    {FUNNEL ", " STAYS(STAY("d", "a", "1")),
     "pipeline",
     "R1",
     12,
     31,
     {TARGET("R1", "2026", 1), ACTUAL("R1", "2026", INT64_MIN)}},
    {FUNNEL ", " STAYS(STAY("d", "a", FULL)),
     "pipeline",
     "R1",
     12,
     31,
     {TARGET("R1", "2026", 1), ACTUAL("R1", "2026", 0)}},
};

static void test_range(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof too_large / sizeof too_large[0]; i++) {
        track_case is = make_case("", "", too_large[i].records);
        cpf_tables *tables;
        cpf_error *error = NULL;
        const char *message;

        for (int k = 0; k < 4 && too_large[i].figures[k].unit; k++) {
            const figure *it = &too_large[i].figures[k];
            cpf_facts *facts = it->is_target ? is.targets : is.facts;

            if (it->period)
                put(&is, facts, it->unit, "sales", it->period, it->value);
            else
                put_months(&is, facts, it->unit, "sales", 12 * (it->year - 2024), 12 * (it->year - 2024) + 11,
                           it->value);
        }
        if (tell(&is, too_large[i].only, "2026", DAY(too_large[i].month, too_large[i].day), &tables, &error) !=
            CPF_E_RANGE)
            fail_msg("row %d is not too large", (int)i);
        assert_null(tables);
        message = cpf_error_message_at(error, cpf_test_has(error, "track-range"), CPF_ENGLISH);
        assert_non_null(strstr(message, too_large[i].unit));
        cpf_error_free(error);
        track_free(&is);
    }
}

/* All stays of the funnel whenever they were: no period is named. */
static void test_funnel_range_of_all(void **state)
{
    track_case is = make_case("", "", FUNNEL ", " STAYS(STAY("d", "a", FULL) ", " STAY("e", "a", FULL)));
    cpf_tables *tables;
    cpf_error *error = NULL;

    (void)state;
    assert_int_equal(tell(&is, "funnel", NULL, DAY(3, 1), &tables, &error), CPF_E_RANGE);
    assert_non_null(strstr(cpf_error_message_at(error, cpf_test_has(error, "track-range"), CPF_ENGLISH), "R1/sales/-"));
    cpf_error_free(error);
    track_free(&is);
}

/* Large gaps against each other: what they come to together is told where it fits, a share where there is a total. */
static void test_gaps_together(void **state)
{
    track_case is = make_case("", "", GAP);
    cpf_tables *tables;
    const cpf_table *table;

    (void)state;
    put(&is, is.targets, "P1", "sales", "2026", INT64_MAX);
    put(&is, is.targets, "P2", "sales", "2026", 0);
    put(&is, is.targets, "P3", "sales", "2026", 0);
    put(&is, is.facts, "P1", "sales", "2026", 0);
    put(&is, is.facts, "P2", "sales", "2026", -INT64_MAX);
    put(&is, is.facts, "P3", "sales", "2026", INT64_MAX);
    table = table_of(&is, "stalls", "2026", DAY(12, 31), &tables);
    assert_int_equal(cpf_table_row_count(table), 3);
    assert_true(track_cell(table, "total", 0) == INT64_MAX);
    assert_true(track_has(table, "together", 0));
    assert_false(track_has(table, "together", 1));
    assert_true(track_cell(table, "together", 2) == INT64_MAX);
    cpf_tables_free(tables);
    put(&is, is.facts, "P2", "sales", "2026", 0);
    put(&is, is.facts, "P3", "sales", "2026", INT64_MAX - 1);
    table = table_of(&is, "stalls", "2026", DAY(12, 31), &tables);
    assert_int_equal(track_cell(table, "total", 0), 1);
    assert_false(track_has(table, "share", 0)); /* a share of 9e20 per cent */
    cpf_tables_free(tables);
    put(&is, is.facts, "P3", "sales", "2026", INT64_MAX);
    table = table_of(&is, "stalls", "2026", DAY(12, 31), &tables);
    assert_int_equal(track_cell(table, "total", 0), 0);
    assert_false(track_has(table, "share", 0));
    assert_int_equal(track_int(table, "explains", 0), 0);
    cpf_tables_free(tables);
    track_free(&is);
}

/* More rows of everything than a table has room for at first, and every allocation failing. */
static const char *many_records(void)
{
    static char text[1 << 15];
    int n = snprintf(text, sizeof text,
                     "%s, %s, %s, {\"kind\": \"alert\", \"rows\": [{\"code\": \"x\", \"indicator\": \"sales\", "
                     "\"level\": \"partner\", \"test\": \"limit\", \"high\": 0}, {\"code\": \"y\", \"indicator\": "
                     "\"sales\", \"level\": \"partner\"}]}, {\"kind\": \"funnel\", \"rows\": [{\"indicator\": "
                     "\"sales\", \"level\": \"partner\"}]}, {\"kind\": \"funnel_stage\", \"rows\": [{\"code\": \"a\", "
                     "\"position\": 1}]}, {\"kind\": \"stage\", \"rows\": [",
                     PACE(""), GAP, TREND);

    for (int i = 1; i <= partners; i++)
        n += snprintf(text + n, sizeof text - (size_t)n,
                      "%s{\"deal\": \"d%d\", \"stage\": \"a\", \"entered\": \"2026-01-05\", \"unit\": \"P%d\"}",
                      i > 1 ? ", " : "", i, i);
    snprintf(text + n, sizeof text - (size_t)n, "]}");
    return text;
}

static const struct {
    const char *name;
    int more; /* rows beside those of the partners */
} many_tables[] = {{"pace", 3}, {"stalls", 0}, {"trends", 0}, {"alerts", 0}, {"funnel", 0}, {"pipeline", 0}};

static void test_chaos(void **state)
{
    cpf_test_memory *memory;
    cpf_context *context = cpf_test_failing_context(-1, &memory);
    track_case is = {0};

    (void)state;
    partners = 40;
    is.model = make_model(context, "", GOAL("sales", "2026", ""), many_records());
    assert_int_equal(cpf_facts_new(is.model, &is.facts, NULL), CPF_OK);
    assert_int_equal(cpf_facts_new(is.model, &is.targets, NULL), CPF_OK);
    for (int i = 1; i <= partners; i++) {
        char unit[16];

        snprintf(unit, sizeof unit, "P%d", i);
        put_months(&is, is.facts, unit, "sales", 0, 26, 1000 + i);
        put(&is, is.facts, unit, "sales", "2026", 3000 + 3 * i);
        put(&is, is.targets, unit, "sales", "2026", 14000);
    }
    for (size_t i = 0; i < sizeof many_tables / sizeof many_tables[0]; i++) {
        cpf_status status = CPF_E_MEMORY;

        for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
            cpf_tables *tables;
            cpf_error *error = NULL;

            cpf_test_memory_limit(memory, n);
            status = tell(&is, many_tables[i].name, "2026", DAY(3, 31), &tables, &error);
            cpf_test_memory_limit(memory, -1);
            if (status == CPF_OK)
                assert_int_equal(cpf_table_row_count(cpf_tables_at(tables, 0)), partners + many_tables[i].more);
            else
                assert_null(tables);
            cpf_tables_free(tables);
            cpf_error_free(error);
        }
        assert_int_equal(status, CPF_OK);
    }
    track_free(&is);
    cpf_test_failing_free(context, memory);
    partners = 4;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_range),
        cmocka_unit_test(test_funnel_range_of_all),
        cmocka_unit_test(test_gaps_together),
        cmocka_unit_test(test_chaos),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
