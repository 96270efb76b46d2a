/* SPDX-License-Identifier: MIT */
/* Product lines at their ends: months that have begun, windows, sums that do not fit, what is not there. */
#include "product_check.h"

#define BY_PRODUCTS(more)                                                                                              \
    "{\"kind\": \"gap\", \"rows\": [{\"indicator\": \"sales\", \"level\": \"company\", \"by\": \"products\"" more      \
    "}]}, " PRODUCTS
#define BLOCKAGE(more) "{\"kind\": \"blockage\", \"rows\": [{\"indicator\": \"sales\"" more "}]}, " PRODUCTS

static void make(const product_world *world, const char *records, int months, track_case *is)
{
    cpf_error *error = NULL;

    *is = (track_case){0};
    assert_int_equal(cpf_test_tell(product_make(NULL, world, NULL, records, months, is, &error), error), CPF_OK);
}

/* The table of a case on a day, or the finding that it must give. */
static const cpf_table *table_of(track_case *is, cpf_day day, const char *period, const char *name, const char *finding,
                                 cpf_tables **tables)
{
    cpf_error *error = NULL;
    cpf_status status = track_tables(is, day, period, tables, &error);

    if (finding) {
        assert_int_not_equal(status, CPF_OK);
        cpf_test_has(error, finding);
        cpf_error_free(error);
        return NULL;
    }
    assert_int_equal(cpf_test_tell(status, error), CPF_OK);
    return cpf_tables_find(*tables, name);
}

static void set_value(const track_case *is, const char *indicator, const char *unit, const char *period, int64_t value)
{
    cpf_id unit_id = cpf_model_find_unit(is->model, unit),
           indicator_id = cpf_model_find_indicator(is->model, indicator),
           period_id = cpf_model_find_period(is->model, period);

    assert_int_equal(cpf_facts_set(is->facts, 1, &unit_id, &indicator_id, &period_id, &value, NULL), CPF_OK);
}

static int64_t line_of(const cpf_table *table, const char *column, const char *line)
{
    return track_cell(table, column, track_row(table, "product", line));
}

/* August 2025 counts for the lines from the first working day of August 2026 on, and not before. */
static void test_begun(void **state)
{
    static const struct {
        int month, day;
        int64_t l0, l1;
    } cases[] = {{7, 31, 1, 1}, {8, 2, 1, 1}, {8, 3, 1, 2}, {8, 31, 1, 2}};
    product_world world = {0};

    (void)state;
    for (int i = 0; i < PARTNERS; i++) {
        world.amount[i][0][12] = 900; /* January 2025 */
        world.amount[i][1][13] = 900;
        world.amount[i][1][19] = 900; /* August */
    }
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        track_case is;
        cpf_tables *tables = NULL;
        const cpf_table *table;

        make(&world, BY_PRODUCTS(", \"curve\": \"working_days\""), 24, &is);
        table = table_of(&is, cpf_day_from_date(2026, cases[i].month, cases[i].day), NULL, "stalls", NULL, &tables);
        assert_int_equal(cpf_table_row_count(table), LINES);
        assert_true(llabs(cases[i].l1 * line_of(table, "expected", "l0") -
                          cases[i].l0 * line_of(table, "expected", "l1")) <= 2 * PARTNERS);
        assert_int_equal(line_of(table, "expected", "l2"), 0);
        cpf_tables_free(tables);
        track_free(&is);
    }
}

/* A window has no year before: nothing says what its lines are to have, nor what its causes took. */
static void test_window(void **state)
{
    static const char records[] = BY_PRODUCTS("}, {\"indicator\": \"sales\", \"level\": \"company\", \"by\": "
                                              "\"causes\"") ", {\"kind\": "
                                                            "\"cause\", \"rows\": [{\"indicator\": \"sales\", "
                                                            "\"position\": 1, \"factor\": \"cost\"}, {\"indicator\": "
                                                            "\"cost\", \"position\": 1, \"factor\": \"rate\"}]}";
    product_world world = {0};
    track_case is;
    cpf_tables *tables = NULL;
    const cpf_table *table;
    int64_t targets[UNITS], row;

    (void)state;
    world.amount[0][2][27] = 400; /* April 2026 */
    make(&world, records, MONTHS_ALL, &is);
    for (int unit = 0; unit < UNITS; unit++)
        targets[unit] = 1000;
    cpf_facts_set_column(is.targets, cpf_model_find_indicator(is.model, "sales"), cpf_model_find_period(is.model, "W"),
                         targets, NULL, 0, NULL);
    table = table_of(&is, cpf_day_from_date(2026, 12, 31), "W", "stalls", NULL, &tables);
    assert_int_equal(line_of(table, "gap", "l2"), -400);
    assert_int_equal(line_of(table, "gap", "rest"), 1000);
    row = track_row(table, "cause", "plan");
    assert_int_equal(track_cell(table, "gap", row), 1000);
    assert_int_equal(track_cell(table, "gap", track_row(table, "cause", "rest")), -400);
    assert_int_equal(track_cell(table, "total", row), 600);
    cpf_tables_free(tables);
    track_free(&is);
}

/* Lines rounded each for itself are a step off the whole: that stands in the rest. */
static void test_rounded(void **state)
{
    product_world world = {0};
    track_case is;
    cpf_tables *tables = NULL;
    const cpf_table *table;

    (void)state;
    world.amount[0][0][12] = world.amount[0][0][30] = 1000;
    make(&world, BY_PRODUCTS(""), MONTHS_ALL, &is);
    set_value(&is, "l1", "ALL", "2026", 1);
    table = table_of(&is, cpf_day_from_date(2026, 12, 31), NULL, "stalls", NULL, &tables);
    assert_int_equal(line_of(table, "actual", "rest"), -1);
    assert_int_equal(line_of(table, "expected", "rest"), 0);
    assert_int_equal(line_of(table, "total", "rest"), 12000000 - 1000);
    cpf_tables_free(tables);
    track_free(&is);
}

/* Figures too large to be added up: told, or, where they would only say a proportion, not used. */
static void test_large(void **state)
{
    product_world world = {0};
    track_case is;
    cpf_tables *tables = NULL;
    const cpf_table *table;

    (void)state;
    world.amount[0][0][12] = world.amount[0][1][12] = 1;
    make(&world, BY_PRODUCTS(""), 24, &is);
    for (int line = 0; line < 2; line++) { /* of all units that are asked: only l1 is left to say something */
        static const char *const units[] = {"ALL", "P0"};

        set_value(&is, "l0", units[line], "2025-01", INT64_MAX);
        set_value(&is, "l0", units[line], "2025-02", 1);
    }
    table = table_of(&is, cpf_day_from_date(2026, 12, 31), NULL, "stalls", NULL, &tables);
    assert_int_equal(line_of(table, "expected", "l0"), 0);
    assert_int_equal(line_of(table, "expected", "l1"), 12000000);
    cpf_tables_free(tables);
    track_free(&is);

    for (int i = 0; i < 2; i++) { /* lines that have more than fits: wrong, by whatever sum */
        static const int64_t values[] = {INT64_MAX, INT64_MIN};

        make(&world, BY_PRODUCTS(""), 24, &is);
        for (int line = 0; line < 3; line++)
            set_value(&is, line == 2 ? "l2" : line ? "l1" : "l0", "ALL", "2026", values[i]);
        (void)table_of(&is, cpf_day_from_date(2026, 12, 31), NULL, NULL, "track-product-sum", &tables);
        track_free(&is);
    }
}

/* Partners' targets that do not fit together, and actuals that leave no room for a gap. */
static void test_too_large(void **state)
{
    product_world world = {0};
    track_case is;
    cpf_tables *tables = NULL;
    int64_t targets[UNITS];

    (void)state;
    world.amount[0][0][12] = 1;
    make(&world, BY_PRODUCTS(""), 24, &is);
    for (int unit = 0; unit < UNITS; unit++)
        targets[unit] = unit ? INT64_MAX / 4 : 1000;
    cpf_facts_set_column(is.targets, 0, cpf_model_find_period(is.model, "2026"), targets, NULL, 0, NULL);
    (void)table_of(&is, cpf_day_from_date(2026, 12, 31), NULL, NULL, "track-range", &tables);
    track_free(&is);

    make(&world, BY_PRODUCTS(""), 24, &is);
    set_value(&is, "l0", "ALL", "2026", INT64_MIN + 10);
    set_value(&is, "l1", "ALL", "2026", INT64_MAX);
    set_value(&is, "l2", "ALL", "2026", -10);
    set_value(&is, "sales", "ALL", "2026", -1);
    (void)table_of(&is, cpf_day_from_date(2026, 12, 31), NULL, NULL, "track-range", &tables);
    track_free(&is);
}

/* Blocked products of a level, of a short history, after the last day, and with money beyond what can be counted. */
static void test_blocked_ends(void **state)
{
    product_world world = {0};
    track_case is;
    cpf_tables *tables = NULL;
    const cpf_table *table;

    (void)state;
    for (int month = 0; month < MONTHS_ALL; month++) {
        world.amount[0][0][month] = month < 20 ? 100 : 0;
        world.amount[0][1][month] = 5;
        world.amount[2][0][month] = 7;
    }
    make(&world, BLOCKAGE(", \"level\": \"region\", \"within\": 600"), MONTHS_ALL, &is);
    table = table_of(&is, CPF_NO_DAY, NULL, "blocked", NULL, &tables);
    assert_int_equal(cpf_table_row_count(table), 0); /* the other partner of the region goes on */
    cpf_tables_free(tables);
    track_free(&is);

    world.amount[2][0][30] = -1000000; /* peers sent back more than they bought: in proportion to time */
    make(&world, BLOCKAGE(", \"level\": \"partner\", \"within\": 600"), MONTHS_ALL, &is);
    table = table_of(&is, CPF_NO_DAY, NULL, "blocked", NULL, &tables);
    assert_int_equal(cpf_table_row_count(table), 1);
    assert_int_equal(track_cell(table, "expected", 0), 2000 * 16 / 20);
    assert_int_equal(track_int(table, "found", 0), 1);
    cpf_tables_free(tables);
    (void)table_of(&is, cpf_day_from_date(2040, 1, 1), NULL, NULL, "track-day-outside", &tables);
    track_free(&is);
}

static void test_blocked_large(void **state)
{
    static const struct {
        int partner, month;
        int64_t value, twice; /* in that month and the next */
    } cases[] = {{0, 3, INT64_MAX - 200, 300}, {0, 3, INT64_MIN + 200, -300000}, {0, 25, INT64_MIN + 200, -300},
                 {2, 3, INT64_MAX - 200, 300}, {2, 25, INT64_MAX - 200, 300},    {2, 25, INT64_MAX - 200, 0},
                 {0, 25, INT64_MIN + 900, 0}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        product_world world = {0};
        track_case is = {0};
        cpf_tables *tables = NULL;
        cpf_error *error = NULL;
        static const char *const months[] = {"01", "02", "03", "04", "05"};
        char code[16], unit[16];

        for (int month = 0; month < MONTHS_ALL; month++) {
            world.amount[0][0][month] = month < 20 ? 100 : 0;
            world.amount[0][1][month] = 5;
            world.amount[2][0][month] = 7;
        }
        make(&world, BLOCKAGE(""), MONTHS_ALL, &is);
        snprintf(unit, sizeof unit, "P%d", cases[i].partner);
        for (int next = 0; next < 2; next++) {
            int64_t value = next ? cases[i].twice : cases[i].value, whole = value;

            snprintf(code, sizeof code, "%d-%s", 2024 + cases[i].month / 12, months[cases[i].month % 12 + next]);
            set_value(&is, "l0", unit, code, value);
            if (!cases[i].partner) { /* something else is bought, so that it is an order */
                int64_t other = value < 0 ? -value : 5;

                set_value(&is, "l1", unit, code, other);
                whole = value < 0 ? 5 : value + 5;
                set_value(&is, "l2", unit, code, value < 0 ? 5 : 0);
            }
            set_value(&is, "sales", unit, code, whole);
        }
        assert_int_equal(track_tables(&is, CPF_NO_DAY, NULL, &tables, &error), CPF_E_RANGE);
        cpf_test_has(error, "track-range");
        cpf_error_free(error);
        track_free(&is);
    }
}

/* A line must be a sum like its whole: with its decimals and direction, and known at all. */
static void test_unlike(void **state)
{
    static const char indicators[][120] = {
        "\"decimals\": 0, \"direction\": \"more\", \"formula\": \"sum(s)\"",
        "\"decimals\": 2, \"direction\": \"less\", \"formula\": \"sum(s)\"",
        "\"decimals\": 2, \"direction\": \"more\", \"formula\": \"sum(s) / sum(s)\"",
        "\"decimals\": 2, \"direction\": \"more\", \"formula\": \"sum(s)\"",
    };

    (void)state;
    for (int i = 0; i < 8; i++) {
        char text[2000];
        cpf_plan *plan = NULL;
        cpf_error *error = NULL;
        int turned = i / 4, wrong = i % 4;

        snprintf(
            text, sizeof text,
            "{\"channelperf\": 1, \"calendar\": {\"years\": [2024, 2024]}, \"levels\": [{\"code\": \"c\"}], "
            "\"units\": [{\"level\": \"c\", \"code\": \"C\"}], \"measures\": [{\"code\": \"s\", \"kind\": \"sum\", "
            "\"decimals\": 2}], \"indicators\": [{\"code\": \"a\", %s, \"unit\": \"-\", \"owner\": \"o\", "
            "\"data_source\": \"d\"}, {\"code\": \"b\", %s, \"unit\": \"-\", \"owner\": \"o\", \"data_source\": "
            "\"d\"}], \"records\": [{\"kind\": \"product\", \"rows\": [{\"indicator\": \"%s\", \"of\": \"%s\"}, "
            "{\"indicator\": \"nothing\", \"of\": \"a\"}]}, {\"kind\": \"gap\", \"rows\": [{\"indicator\": "
            "\"nothing\", \"by\": \"products\"}]}]}",
            indicators[3], indicators[wrong], turned ? "b" : "a", turned ? "a" : "b");
        assert_int_equal(cpf_plan_parse(NULL, text, (int64_t)strlen(text), NULL, &plan, &error), CPF_OK);
        assert_int_equal(cpf_plan_check(plan, &error), CPF_E_PLAN);
        cpf_test_has(error, wrong < 3 ? "product-unlike" : "unknown-indicator");
        cpf_error_free(error);
        cpf_plan_free(plan);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rounded),       cmocka_unit_test(test_begun),     cmocka_unit_test(test_window),
        cmocka_unit_test(test_large),         cmocka_unit_test(test_too_large), cmocka_unit_test(test_blocked_ends),
        cmocka_unit_test(test_blocked_large), cmocka_unit_test(test_unlike),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
