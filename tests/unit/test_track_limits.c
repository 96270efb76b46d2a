/* SPDX-License-Identifier: MIT */
/* Tracking at its limits: figures that do not fit, that are not there, or that are zero; windows; long tables. */
#include "track_check.h"

static int partners = 4; /* P1, P2, ...: of R1 the odd ones, of R2 the others */

static cpf_model *make_model(cpf_context *context, const char *calendar, const char *goals, const char *records)
{
    static char text[1 << 16];
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    int n = snprintf(text, sizeof text,
                     "{\"channelperf\": 1, \"calendar\": {\"years\": [2024, 2026]%s}, \"levels\": [{\"code\": "
                     "\"company\"}, {\"code\": \"region\"}, {\"code\": \"partner\"}], \"units\": [{\"level\": "
                     "\"company\", \"code\": \"ALL\"}, {\"level\": \"region\", \"code\": \"R1\", \"parent\": \"ALL\"}, "
                     "{\"level\": \"region\", \"code\": \"R2\", \"parent\": \"ALL\", \"from\": \"2024-06-01\"}",
                     calendar);

    for (int i = 1; i <= partners; i++)
        n += snprintf(text + n, sizeof text - (size_t)n,
                      ", {\"level\": \"partner\", \"code\": \"P%d\", \"parent\": \"R%d\"%s}", i, i % 2 ? 1 : 2,
                      i == 4 ? ", \"from\": \"2026-02-01\"" : "");
    snprintf(text + n, sizeof text - (size_t)n,
             "], \"measures\": [{\"code\": \"sales\", \"kind\": \"sum\", \"decimals\": 2}, {\"code\": \"visits\", "
             "\"kind\": \"count\"}], \"indicators\": [{\"code\": \"sales\", \"formula\": \"sum(sales)\", \"decimals\": "
             "2, \"direction\": \"more\", \"owner\": \"o\", \"unit\": \"CNY\", \"data_source\": \"d\"}, {\"code\": "
             "\"cost\", \"formula\": "
             "\"sum(sales)\", \"decimals\": 2, \"direction\": \"less\", \"owner\": \"o\", \"data_source\": \"d\"}, "
             "{\"code\": \"stock\", \"formula\": \"sum(sales)\", \"decimals\": 2, \"direction\": \"range\", \"owner\": "
             "\"o\", \"data_source\": \"d\"}, {\"code\": \"rate\", \"formula\": \"sum(sales) / sum(visits)\", "
             "\"decimals\": 4, \"unit\": \"ratio\", \"direction\": \"more\", \"owner\": \"o\", \"data_source\": "
             "\"d\"}], \"goals\": [%s], \"records\": [%s]}",
             goals, records);
    assert_int_equal(cpf_test_tell(cpf_plan_parse(context, text, (int64_t)strlen(text), NULL, &plan, &error), error),
                     CPF_OK);
    (void)cpf_plan_freeze(plan, &model, &error);
    assert_int_equal(cpf_test_tell(error ? CPF_E_PLAN : CPF_OK, error), CPF_OK);
    cpf_plan_free(plan);
    return model;
}

static track_case make_case(const char *calendar, const char *goals, const char *records)
{
    track_case is = {make_model(NULL, calendar, goals, records), NULL, NULL};

    assert_int_equal(cpf_facts_new(is.model, &is.facts, NULL), CPF_OK);
    assert_int_equal(cpf_facts_new(is.model, &is.targets, NULL), CPF_OK);
    return is;
}

static void put(const track_case *is, cpf_facts *facts, const char *unit, const char *indicator, const char *period,
                int64_t value)
{
    cpf_id u = cpf_model_find_unit(is->model, unit), i = cpf_model_find_indicator(is->model, indicator),
           p = cpf_model_find_period(is->model, period);

    assert_true(u >= 0 && i >= 0 && p >= 0);
    assert_int_equal(cpf_facts_set(facts, 1, &u, &i, &p, &value, NULL), CPF_OK);
}

/* The same value in months from `first` to `last`, counted from January 2024. */
static void put_months(const track_case *is, cpf_facts *facts, const char *unit, const char *indicator, int first,
                       int last, int64_t value)
{
    for (int month = first; month <= last; month++) {
        char code[16];

        snprintf(code, sizeof code, "%d-%02d", 2024 + month / 12, 1 + month % 12);
        put(is, facts, unit, indicator, code, value);
    }
}

static cpf_status tell(const track_case *is, const char *only, const char *period, cpf_day day, cpf_tables **tables,
                       cpf_error **error)
{
    cpf_stage_options options;

    *tables = NULL;
    cpf_stage_options_init(&options, sizeof options);
    options.as_of = day;
    options.only = only;
    if (period)
        options.period = cpf_model_find_period(is->model, period);
    return cpf_track(is->model, is->facts, is->targets, &options, tables, error);
}

static const cpf_table *table_of(const track_case *is, const char *only, const char *period, cpf_day day,
                                 cpf_tables **tables)
{
    cpf_error *error = NULL;

    assert_int_equal(cpf_test_tell(tell(is, only, period, day, tables, &error), error), CPF_OK);
    return cpf_tables_find(*tables, only);
}

#define DAY(month, day) cpf_day_from_date(2026, month, day)

static void test_arguments(void **state)
{
    track_case is = make_case("", "", "");
    cpf_tables *tables = NULL;
    cpf_error *error = NULL;

    (void)state;
    assert_int_equal(cpf_track(NULL, is.facts, NULL, NULL, &tables, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_track(is.model, NULL, NULL, NULL, &tables, &error), CPF_E_ARGUMENT);
    assert_non_null(strstr(cpf_error_message_at(error, 0, CPF_ENGLISH), "facts"));
    cpf_error_free(error);
    error = NULL;
    assert_int_equal(cpf_track(is.model, is.facts, NULL, NULL, NULL, &error), CPF_E_ARGUMENT);
    assert_non_null(strstr(cpf_error_message_at(error, 0, CPF_ENGLISH), "tables"));
    cpf_error_free(error);
    track_free(&is);
}

#define PACE(rest) "{\"kind\": \"pace\", \"rows\": [{\"indicator\": \"sales\"" rest "}]}"
#define GAP "{\"kind\": \"gap\", \"rows\": [{\"indicator\": \"sales\"}]}"
#define TREND "{\"kind\": \"trend\", \"rows\": [{\"indicator\": \"sales\", \"level\": \"partner\"}]}"
#define FUNNEL                                                                                                         \
    "{\"kind\": \"funnel\", \"rows\": [{\"indicator\": \"sales\", \"level\": \"region\"}]}, {\"kind\": "               \
    "\"funnel_stage\", \"rows\": [{\"code\": \"a\", \"position\": 1, \"probability\": 100}, {\"code\": \"b\", "        \
    "\"position\": 2, \"probability\": 100}, {\"code\": \"c\", \"position\": 3}]}"
#define STAY(deal, stage, amount)                                                                                      \
    "{\"deal\": \"" deal "\", \"stage\": \"" stage "\", \"entered\": \"2026-01-05\", \"unit\": \"P1\", "               \
    "\"indicator\": \"sales\", \"amount\": \"" amount "\"}"
#define STAYS(rows) "{\"kind\": \"stage\", \"rows\": [" rows "]}"
#define FULL "92233720368547758.07"

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

#define GOAL(indicator, period, rest)                                                                                  \
    "{\"unit\": \"ALL\", \"indicator\": \"" indicator "\", \"period\": \"" period "\", \"target\": \"1000\"" rest "}"

/* Only P1 has a target; its part of the floor is not known, as the whole has none. */
static void test_missing(void **state)
{
    track_case is = make_case("", GOAL("sales", "2026", ", \"floor\": \"900\""), PACE("") ", " GAP ", " FUNNEL);
    cpf_tables *tables;
    const cpf_table *table;
    cpf_facts *targets = is.targets;

    (void)state;
    for (int month = 0; month < 27; month++)
        put_months(&is, is.facts, "P1", "sales", month, month, 5000 + month * month % 7);
    put(&is, is.facts, "P1", "sales", "2026", 15000);
    put(&is, is.facts, "P2", "sales", "2026", 15000);
    put(&is, targets, "P1", "sales", "2026", 100000);
    put(&is, targets, "R1", "sales", "2026", 100000);
    put(&is, targets, "R2", "sales", "2026", 10000);
    table = table_of(&is, "pace", NULL, DAY(3, 31), &tables);
    assert_string_equal(track_text(table, "status", 0), "no_target"); /* ALL */
    assert_false(track_has(table, "p_floor", track_row(table, "unit", "P1")));
    assert_true(track_has(table, "p_target", track_row(table, "unit", "P1")));
    assert_string_equal(track_text(table, "status", track_row(table, "unit", "P2")), "no_target");
    assert_string_equal(track_text(table, "status", track_row(table, "unit", "R1")), "no_actual");
    assert_string_equal(track_text(table, "worst", track_row(table, "unit", "R1")), "P1");
    assert_false(track_has(table, "worst_gap", track_row(table, "unit", "R2"))); /* nobody below has a target */
    cpf_tables_free(tables);
    table = table_of(&is, "stalls", NULL, DAY(3, 31), &tables);
    assert_int_equal(cpf_table_row_count(table), 1);
    assert_string_equal(track_text(table, "unit", 0), "P1");
    cpf_tables_free(tables);
    table = table_of(&is, "pipeline", "2026", DAY(3, 31), &tables);
    assert_int_equal(track_cell(table, "target", 0), 100000);
    assert_false(track_has(table, "actual", 0));
    assert_int_equal(track_cell(table, "weighted", 0), 0);
    cpf_tables_free(tables);
    put(&is, is.facts, "R2", "sales", "2026", 10000);
    table = table_of(&is, "pipeline", "2026", DAY(3, 31), &tables);
    assert_int_equal(track_cell(table, "gap", 1), 0);
    assert_false(track_has(table, "cover", 1)); /* nothing is left to cover */
    cpf_tables_free(tables);
    table = table_of(&is, "funnel", NULL, CPF_NO_DAY, &tables);
    assert_int_equal(cpf_table_row_count(table), 6);
    assert_int_equal(track_cell(table, "entered", 0), 0);
    assert_false(track_has(table, "rate", 0));
    cpf_tables_free(tables);
    is.targets = NULL;
    assert_null(table_of(&is, "stalls", NULL, DAY(3, 31), &tables));
    cpf_tables_free(tables);
    assert_null(table_of(&is, "pace", NULL, DAY(3, 31), &tables));
    cpf_tables_free(tables);
    table = table_of(&is, "pipeline", "2026", DAY(3, 31), &tables);
    assert_int_equal(cpf_table_row_count(table), 2);
    assert_false(track_has(table, "target", 0));
    cpf_tables_free(tables);
    is.targets = targets;
    track_free(&is);
}

/* Partner P1, P2, ... as told from row `from` on. */
static int64_t row_of_partner(const cpf_table *table, int64_t from, int number)
{
    int64_t row = from;

    while (track_text(table, "unit", row)[0] != 'P' || track_text(table, "unit", row)[1] != '0' + number)
        row++;
    return row;
}

/* Targets of zero: what is at least as good is green, anything worse red; a range is not judged. */
static void test_zero_targets(void **state)
{
    static const char *const indicators[] = {"sales", "cost", "stock"};
    static const char *const lights[][3] = {{"green", "green", "red"}, {"green", "red", "green"}, {"", "", ""}};
    static const int64_t actuals[] = {0, 500, -500};
    track_case is = make_case("", "",
                              PACE("") ", {\"kind\": \"pace\", \"rows\": [{\"indicator\": \"cost\"}, {\"indicator\": "
                                       "\"stock\"}]}");
    cpf_tables *tables;
    const cpf_table *table;

    (void)state;
    for (int k = 0; k < 3; k++) {
        for (int i = 0; i < 4; i++) {
            char unit[3] = {'P', (char)('1' + i), 0};

            put(&is, is.targets, unit, indicators[k], "2026", 0);
            put(&is, is.facts, unit, indicators[k], "2026", i < 3 ? actuals[i] : 700);
        }
    }
    table = table_of(&is, "pace", "2026", DAY(6, 30), &tables);
    assert_int_equal(cpf_table_row_count(table), 21);
    for (int k = 0; k < 3; k++) {
        for (int i = 0; i < 3; i++) {
            int64_t row = row_of_partner(table, 7 * k, i + 1);

            assert_string_equal(track_text(table, "light", row), lights[k][i]);
            assert_false(track_has(table, "index", row));
            assert_int_equal(strcmp(track_text(table, "status", row), "not_judged") == 0, k == 2);
        }
    }
    assert_string_equal(track_text(table, "worst", 1), "P3"); /* of P1 and P3 the one below zero */
    assert_false(track_has(table, "worst_gap", 2));           /* P2 and P4 are above */
    assert_false(track_has(table, "worst_gap", 8));           /* less is better */
    assert_string_equal(track_text(table, "worst", 9), "P4"); /* by more than P2 */
    cpf_tables_free(tables);
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

/* Before the first month is over nothing can be told, and the same without any figures. */
static void test_nothing_yet(void **state)
{
    track_case is = make_case(
        "", GOAL("sales", "2026", ""),
        TREND ", {\"kind\": \"alert\", \"rows\": [{\"code\": \"x\", \"indicator\": \"sales\"}]}, " PACE(", \"curve\": "
                                                                                                        "\"season\""));
    static const char *const names[] = {"trends", "alerts"};
    cpf_tables *tables;
    cpf_error *error = NULL;

    (void)state;
    for (int i = 0; i < 2; i++) {
        assert_int_equal(cpf_table_row_count(table_of(&is, names[i], NULL, CPF_NO_DAY, &tables)), 0);
        cpf_tables_free(tables);
        assert_int_equal(cpf_table_row_count(table_of(&is, names[i], NULL, cpf_day_from_date(2024, 1, 20), &tables)),
                         0);
        cpf_tables_free(tables);
        assert_int_equal(tell(&is, names[i], NULL, cpf_day_from_date(2023, 12, 31), &tables, &error), CPF_E_DATA);
        cpf_test_has(error, "track-day-outside");
        cpf_error_free(error);
        error = NULL;
    }
    assert_int_equal(tell(&is, "pace", NULL, cpf_day_from_date(2023, 12, 31), &tables, &error), CPF_E_DATA);
    cpf_error_free(error);
    put(&is, is.targets, "ALL", "sales", "2026", 100000); /* no year before: by working days */
    assert_string_equal(track_text(table_of(&is, "pace", NULL, DAY(3, 31), &tables), "curve", 0), "working_days");
    cpf_tables_free(tables);
    track_free(&is);
}

/* A window has no months of its own: by working days, or by days where none of them is one. */
static void test_windows(void **state)
{
    track_case is = make_case(", \"windows\": [{\"code\": \"W\", \"from\": \"2026-02-10\", \"to\": \"2026-03-20\"}, "
                              "{\"code\": \"E\", \"from\": \"2026-01-03\", \"to\": \"2026-01-05\"}]",
                              GOAL("sales", "W", "") ", " GOAL("sales", "2025", ""),
                              PACE("") ", " PACE(", \"curve\": \"season\", \"level\": \"partner\""));
    cpf_tables *tables;
    const cpf_table *table;

    (void)state;
    for (int i = 1; i <= 2; i++) {
        char unit[3] = {'P', (char)('0' + i), 0};

        put_months(&is, is.facts, unit, "sales", 0, 25, 200000);
        put(&is, is.facts, unit, "sales", "W", 30000);
        put(&is, is.facts, unit, "sales", "E", 10);
        put(&is, is.targets, unit, "sales", "W", 280000);
        put(&is, is.targets, unit, "sales", "E", 100);
        put(&is, is.targets, unit, "sales", "2025", 2400000);
        put(&is, is.facts, unit, "sales", "2025", 2400000);
    }
    put_months(&is, is.facts, "ALL", "sales", 0, 25, 400000);
    table = table_of(&is, "pace", NULL, DAY(2, 23), &tables);
    assert_int_equal(cpf_table_row_count(table), 7 + 4); /* the window only */
    assert_string_equal(track_text(table, "curve", 3), "working_days");
    assert_int_equal(track_cell(table, "expected", 3), 100000); /* 10 of 28 working days */
    assert_string_equal(track_text(table, "curve", 7), "working_days");
    cpf_tables_free(tables);
    table = table_of(&is, "pace", "E", DAY(1, 3), &tables);
    assert_int_equal(track_cell(table, "expected", 3), 50);
    assert_int_equal(track_cell(table, "days_left", 3), 0);
    assert_false(track_has(table, "required", 3));
    cpf_tables_free(tables);
    table = table_of(&is, "pace", "2025", DAY(2, 23), &tables); /* over since: what was wanted is what was expected */
    assert_string_equal(track_text(table, "status", 3), "reached");
    assert_int_equal(track_int(table, "day", 3), cpf_day_from_date(2025, 12, 31));
    cpf_tables_free(tables);
    table = table_of(&is, "pace", "2025", cpf_day_from_date(2025, 6, 30), &tables);
    assert_string_equal(track_text(table, "curve", 6), "season");
    assert_string_equal(track_text(table, "method", 3), "level");
    assert_int_equal(track_cell(table, "expected", 6), 1200000); /* all months alike */
    cpf_tables_free(tables);
    track_free(&is);
}

/* Histories too short or too strange for a test, for seasons, or for a change of level. */
static void test_short_trends(void **state)
{
    track_case is = make_case("", "",
                              TREND ", {\"kind\": \"trend\", \"rows\": [{\"indicator\": \"rate\"}, {\"indicator\": "
                                    "\"cost\", \"level\": \"partner\"}]}");
    cpf_tables *tables;
    const cpf_table *table;

    (void)state;
    put_months(&is, is.facts, "P1", "sales", 33, 35, 100);  /* three months */
    put_months(&is, is.facts, "P2", "sales", 31, 35, -100); /* five */
    for (int month = 0; month < 36; month++) {              /* nothing in Januaries */
        put_months(&is, is.facts, "P3", "sales", month, month, month % 12 == 0 ? 0 : 100 + month * month % 7);
        put_months(&is, is.facts, "P4", "sales", month, month, 50);
        put_months(&is, is.facts, "P3", "cost", month, month, month % 2 ? 50 : -50); /* years that come to nothing */
    }
    put_months(&is, is.facts, "R1", "rate", 10, 35, 5000);
    for (int month = 25; month < 36; month++) {
        put_months(&is, is.facts, "P1", "cost", month, month, 1000 + 100 * (month - 25));
        put_months(&is, is.facts, "P2", "cost", month, month, 9000 - 100 * (month - 25));
    }
    table = table_of(&is, "trends", NULL, DAY(12, 31), &tables);
    assert_int_equal(cpf_table_row_count(table), 4 + 7 + 4);
    assert_int_equal(track_cell(table, "periods", 0), 3); /* P1 */
    assert_false(track_has(table, "p", 0));
    assert_false(track_has(table, "change", 0));
    assert_false(track_has(table, "year_on_year", 0));
    assert_int_equal(track_cell(table, "periods", 1), 35); /* P3, from its first sale on */
    assert_true(track_has(table, "p", 1));
    assert_false(track_has(table, "change", 1));
    assert_int_equal(track_cell(table, "periods", 2), 5); /* P2 */
    assert_true(track_has(table, "p", 2));
    assert_false(track_has(table, "change", 2));
    assert_false(track_has(table, "slope_percent", 2));    /* of a mean below zero */
    assert_int_equal(track_cell(table, "periods", 3), 11); /* P4 is there since February */
    assert_int_equal(track_cell(table, "periods", 4), 0);  /* ALL has no rate */
    assert_false(track_has(table, "last", 4));
    assert_int_equal(track_cell(table, "last", 5), 5000);
    assert_int_equal(track_cell(table, "now", 5), 5000); /* a rate does not add up */
    assert_int_equal(track_cell(table, "moved", 5), 0);
    assert_int_equal(track_int(table, "watch", 11), 1); /* the rising cost of P1 */
    assert_int_equal(track_cell(table, "periods", 12), 36);
    assert_false(track_has(table, "change", 12));
    assert_int_equal(track_int(table, "found", 13), 1); /* the falling one of P2 */
    assert_int_equal(track_int(table, "watch", 13), 0);
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
        cmocka_unit_test(test_arguments),           cmocka_unit_test(test_range),
        cmocka_unit_test(test_funnel_range_of_all), cmocka_unit_test(test_missing),
        cmocka_unit_test(test_zero_targets),        cmocka_unit_test(test_gaps_together),
        cmocka_unit_test(test_nothing_yet),         cmocka_unit_test(test_windows),
        cmocka_unit_test(test_short_trends),        cmocka_unit_test(test_chaos),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
