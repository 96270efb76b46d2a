/* SPDX-License-Identifier: MIT */
/* Corners of funnels: deals alike in what they bring, two indicators, amounts beyond 64 bits, periods without target,
 * stages from which nothing is known to go. */
#include "prospects_check.h"

#define FUNNEL(more)                                                                                                   \
    "{\"kind\": \"funnel\", \"rows\": [{\"indicator\": \"sales\", \"level\": \"region\"}" more "]}, {\"kind\": "       \
    "\"funnel_stage\", \"rows\": [{\"code\": \"visit\", \"position\": 1, \"probability\": 100}, {\"code\": "           \
    "\"offer\", "                                                                                                      \
    "\"position\": 2, \"probability\": 50}, {\"code\": \"talk\", \"position\": 3}]}, {\"kind\": \"stage\", \"set\": "  \
    "{\"indicator\": \"sales\"}, \"rows\": ["
#define STAY(deal, unit, stage, entered, amount)                                                                       \
    "{\"deal\": \"" deal "\", \"unit\": \"" unit "\", \"stage\": \"" stage "\", \"entered\": \"" entered               \
    "\", \"amount\": \"" amount "\"}"

static int64_t one_amount(const void *user, int partner, int month)
{
    (void)user;
    (void)partner;
    return 100 * month;
}

static cpf_status tell(const char *records, const char *only, const char *period, cpf_tables **tables,
                       cpf_error **error)
{
    cpf_stage_options options;
    track_case is = {0};
    cpf_status status;

    cpf_stage_options_init(&options, sizeof options);
    options.as_of = cpf_day_from_date(2026, 6, 30);
    options.only = only;
    status = track_make(NULL, track_units, records, 26, one_amount, NULL, &is, error);
    assert_int_equal(cpf_test_tell(status, *error), CPF_OK);
    options.period = period ? cpf_model_find_period(is.model, period) : CPF_NONE;
    status = cpf_track(is.model, is.facts, is.targets, &options, tables, error);
    track_free(&is);
    return status;
}

/* The amount decides, then the name, the stage and the day; each deal once, although two funnels have it. */
static void test_order(void **state)
{
    static const char *const rows[] = {
        STAY("c", "P1", "visit", "2026-02-01", "5"), STAY("a", "P1", "talk", "", "5"),
        STAY("b", "P3", "visit", "2026-02-03", "5"), STAY("b", "P2", "visit", "2026-02-02", "5"),
        STAY("a", "P1", "offer", "2026-02-01", "7"), STAY("d", "P4", "visit", "2026-02-01", "9")};
    static const char *const wanted[][2] = {{"d", "visit"}, {"b", "visit"}, {"b", "visit"},
                                            {"c", "visit"}, {"a", "offer"}, {"a", "talk"}};
    cpf_test_random random = cpf_test_seed("order", 116);

    (void)state;
    for (int round = 0; round < 10; round++) {
        char text[4096] = FUNNEL(", {\"indicator\": \"sales\", \"level\": \"company\"}");
        int32_t order[] = {0, 1, 2, 3, 4, 5};
        cpf_tables *tables = NULL;
        cpf_error *error = NULL;
        const cpf_table *deals;

        cpf_test_shuffle(&random, order, 6);
        for (int i = 0; i < 6; i++) {
            strcat(text, i ? ", " : "");
            strcat(text, rows[order[i]]);
        }
        strcat(text, "]}");
        assert_int_equal(cpf_test_tell(tell(text, "deals", NULL, &tables, &error), error), CPF_OK);
        deals = cpf_tables_find(tables, "deals");
        assert_int_equal(cpf_table_row_count(deals), 6);
        for (int64_t row = 0; row < 6; row++) {
            assert_string_equal(track_text(deals, "deal", row), wanted[row][0]);
            assert_string_equal(track_text(deals, "stage", row), wanted[row][1]);
            assert_int_equal(track_has(deals, "chance", row), row < 4);
        }
        assert_string_equal(track_text(deals, "unit", 1), "P2");
        cpf_tables_free(tables);
    }
}

/* Of each indicator on its own; what says none belongs to both. */
static void test_indicators(void **state)
{
    static const char text[] = FUNNEL(", {\"indicator\": \"cost\", \"level\": \"company\"}")
        STAY("a", "P1", "visit", "2026-02-01", "5") "]}, "
                                                    "{\"kind\": \"stage\", \"rows\": [{\"deal\": \"b\", \"unit\": "
                                                    "\"P1\", \"stage\": \"visit\"}, {\"deal\": \"c\", "
                                                    "\"unit\": \"P3\", \"stage\": \"visit\", \"indicator\": \"cost\", "
                                                    "\"entered\": \"2026-03-01\", \"amount\": \"3\"}]}";
    cpf_tables *tables = NULL;
    cpf_error *error = NULL;
    const cpf_table *deals;

    (void)state;
    assert_int_equal(cpf_test_tell(tell(text, "deals", NULL, &tables, &error), error), CPF_OK);
    deals = cpf_tables_find(tables, "deals");
    assert_int_equal(cpf_table_row_count(deals), 4);
    for (int64_t row = 0; row < 4; row++)
        assert_string_equal(track_text(deals, "indicator", row), row < 2 ? "sales" : "cost");
    cpf_tables_free(tables);
}

/* A period that has no target: what is open is told, what it covers is not. One before the year has no values. */
static void test_without_target(void **state)
{
    static const char text[] = FUNNEL("") STAY("a", "P1", "visit", "2026-02-01", "5") "]}";
    static const struct {
        const char *period;
        int target, actual;
    } periods[] = {{"2026", 1, 1}, {"2025-03", 0, 0}, {"2026-Q1", 1, 1}};

    (void)state;
    for (size_t i = 0; i < sizeof periods / sizeof periods[0]; i++) {
        cpf_tables *tables = NULL;
        cpf_error *error = NULL;
        const cpf_table *pipeline;

        assert_int_equal(cpf_test_tell(tell(text, "pipeline", periods[i].period, &tables, &error), error), CPF_OK);
        pipeline = cpf_tables_find(tables, "pipeline");
        assert_int_equal(track_cell(pipeline, "amount", 0), 500);
        assert_int_equal(track_cell(pipeline, "by_end", 0), 500);
        assert_int_equal(track_has(pipeline, "target", 0), periods[i].target);
        assert_int_equal(track_has(pipeline, "actual", 0), periods[i].actual);
        assert_int_equal(track_has(pipeline, "likely_cover", 0), periods[i].target);
        cpf_tables_free(tables);
    }
}

/* Amounts that each fit and together do not: all, those stuck, those of which nothing is known, what is expected. */
static void test_range(void **state)
{
#define MUCH "90000000000000000"
    static const char *const texts[] = {
        FUNNEL("") STAY("a", "P1", "offer", "2026-02-01", MUCH) ", " STAY("b", "P2", "talk", "2026-02-01", MUCH) "]}",
        FUNNEL("") STAY("a", "P1", "offer", "2026-02-01", MUCH) ", " STAY("b", "P2", "offer", "2026-02-01", MUCH) "]}",
        FUNNEL("") STAY("a", "P1", "offer", "2026-02-01", MUCH) ", " STAY(
            "b", "P2", "talk", "2026-02-01", MUCH) ", " STAY("c", "P2", "visit", "2026-02-01", "-" MUCH) "]}",
        FUNNEL("")
            STAY("a", "P1", "offer", "2026-02-01", "-" MUCH) ", " STAY("b", "P2", "talk", "2026-02-01", "-" MUCH) "]}",
        FUNNEL("") STAY("a", "P1", "visit", "2026-02-01", "92233720368547758.07") "]}"};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        cpf_tables *tables = NULL;
        cpf_error *error = NULL;

        assert_int_equal(tell(texts[i], "pipeline", NULL, &tables, &error), CPF_E_RANGE);
        cpf_test_has(error, "track-range");
        assert_null(tables);
        cpf_error_free(error);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_order), cmocka_unit_test(test_indicators),
                                       cmocka_unit_test(test_without_target), cmocka_unit_test(test_range)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
