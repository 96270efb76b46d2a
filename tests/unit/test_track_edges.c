/* SPDX-License-Identifier: MIT */
/* Tracking where little is known, or something else than a sum up to a day is followed. */
#include <math.h>

#include "track_check.h"

static int64_t flat_amount(const void *user, int partner, int month)
{
    (void)user;
    return 200000 + 1000 * ((month * 7 + partner * 3) % 11);
}

static cpf_tables *tell(const char *records, int months, int64_t (*amount)(const void *, int, int), cpf_day day,
                        const char *period, track_case *is)
{
    cpf_tables *tables = NULL;
    cpf_error *error = NULL;

    assert_int_equal(cpf_test_tell(track_make(NULL, track_units, records, months, amount, NULL, is, &error), error),
                     CPF_OK);
    assert_int_equal(cpf_test_tell(track_tables(is, day, period, &tables, &error), error), CPF_OK);
    return tables;
}

/* Fewer than eight months before: the blend of run rate and target, without limits; behind, but untested. */
static void test_short_history(void **state)
{
    track_case is = {0};
    cpf_tables *tables =
        tell("{\"kind\": \"pace\", \"rows\": [{\"indicator\": \"sales\", \"level\": \"partner\", \"history\": 7}]}", 27,
             flat_amount, cpf_day_from_date(2026, 3, 31), NULL, &is);
    const cpf_table *pace = cpf_tables_find(tables, "pace");

    (void)state;
    for (int64_t row = 0; row < 4; row++) {
        double actual = (double)track_cell(pace, "actual", row), target = (double)track_cell(pace, "target", row),
               share = (double)track_cell(pace, "expected", row) / target;

        assert_string_equal(track_text(pace, "method", row), "blend");
        assert_true(fabs((double)track_cell(pace, "landing", row) -
                         (actual + (1 - share) * ((1 - share) * target + actual))) <= 1);
        assert_false(track_has(pace, "low", row));
        assert_false(track_has(pace, "p_target", row));
        assert_string_equal(track_text(pace, "status", row), "behind_untested");
    }
    cpf_tables_free(tables);
    track_free(&is);
}

/* A rate stands at its target on every day; it has no landing and nothing is required a day. */
static void test_rate(void **state)
{
    track_case is = {0};
    cpf_tables *tables = tell("{\"kind\": \"pace\", \"rows\": [{\"indicator\": \"rate\", \"level\": \"region\"}]}", 27,
                              flat_amount, cpf_day_from_date(2026, 3, 31), NULL, &is);
    cpf_id unit = cpf_model_find_unit(is.model, "R1"), rate = cpf_model_find_indicator(is.model, "rate"),
           year = cpf_model_find_period(is.model, "2026");
    int64_t value = 4000;
    const cpf_table *pace = cpf_tables_find(tables, "pace");

    (void)state;
    assert_string_equal(track_text(pace, "status", 0), "no_actual");
    assert_string_equal(track_text(pace, "status", 1), "no_target");
    cpf_tables_free(tables);
    assert_int_equal(cpf_facts_set(is.facts, 1, &unit, &rate, &year, &value, NULL), CPF_OK);
    assert_int_equal(track_tables(&is, cpf_day_from_date(2026, 3, 31), NULL, &tables, NULL), CPF_OK);
    pace = cpf_tables_find(tables, "pace");
    assert_int_equal(track_cell(pace, "expected", 0), 5000);
    assert_int_equal(track_cell(pace, "index", 0), 8000);
    assert_string_equal(track_text(pace, "light", 0), "red");
    assert_string_equal(track_text(pace, "curve", 0), "level");
    assert_false(track_has(pace, "landing", 0));
    assert_false(track_has(pace, "required", 0));
    cpf_tables_free(tables);
    track_free(&is);
}

/* The gap of a region by its partners, the lowest level when none is said. */
static void test_gap_of_unit(void **state)
{
    track_case is = {0};
    cpf_tables *tables = tell("{\"kind\": \"gap\", \"rows\": [{\"indicator\": \"sales\", \"unit\": \"R2\"}, "
                              "{\"indicator\": \"rate\"}]}, {\"kind\": \"pace\", \"rows\": [{\"indicator\": \"sales\", "
                              "\"level\": \"region\"}]}",
                              27, flat_amount, cpf_day_from_date(2026, 3, 17), NULL, &is);
    const cpf_table *stalls = cpf_tables_find(tables, "stalls"), *pace = cpf_tables_find(tables, "pace");

    (void)state;
    assert_int_equal(cpf_table_row_count(stalls), 2);
    assert_string_equal(track_text(stalls, "of", 0), "R2");
    assert_int_equal(track_cell(stalls, "together", 1), track_cell(stalls, "total", 1));
    assert_int_equal(track_cell(stalls, "total", 0), -track_cell(pace, "gap", track_row(pace, "unit", "R2")));
    cpf_tables_free(tables);
    track_free(&is);
}

/* P2 sells nothing in a month though it always did: no logarithm, and told all the same. */
static int64_t silent_amount(const void *user, int partner, int month)
{
    return partner == 1 && month == 26 ? 0 : flat_amount(user, partner, month);
}

static const char silence[] =
    "{\"kind\": \"alert\", \"rows\": [{\"code\": \"silent\", \"rule\": \"other\", \"indicator\": \"sales\", \"level\": "
    "\"partner\", \"side\": \"below\", \"budget\": 0.1}, {\"code\": \"least\", \"rule\": \"other\", \"indicator\": "
    "\"sales\", \"level\": \"partner\", \"test\": \"limit\", \"low\": 100}]}, {\"kind\": \"clearance\", \"rows\": "
    "[{\"alert\": \"silent\", \"unit\": \"P2\", \"period\": \"2026-03\", \"on\": \"2026-04-20\", \"by\": \"Wu\"}]}";

static void test_silence(void **state)
{
    track_case is = {0};
    cpf_tables *tables = tell(silence, 28, silent_amount, cpf_day_from_date(2026, 4, 19), NULL, &is);
    const cpf_table *alerts = cpf_tables_find(tables, "alerts");

    (void)state;
    assert_int_equal(cpf_table_row_count(alerts), 2);
    assert_string_equal(track_text(alerts, "unit", 0), "P2");
    assert_int_equal(track_cell(alerts, "value", 0), 0);
    assert_true(track_cell(alerts, "z", 0) < -500);
    assert_string_equal(track_text(alerts, "state", 0), "open"); /* it is cleared a day later */
    assert_int_equal(track_cell(alerts, "low", 1), 10000);
    cpf_tables_free(tables);
    assert_int_equal(track_tables(&is, cpf_day_from_date(2026, 4, 20), NULL, &tables, NULL), CPF_OK);
    alerts = cpf_tables_find(tables, "alerts");
    assert_string_equal(track_text(alerts, "state", 0), "cleared");
    assert_int_equal(track_int(alerts, "cleared_on", 0), cpf_day_from_date(2026, 4, 20));
    cpf_tables_free(tables);
    track_free(&is);
}

/* Without a day everything is known; entries of the period asked for are counted, amounts of all that are there. */
static void test_funnel_period(void **state)
{
    static const char records[] =
        "{\"kind\": \"funnel\", \"rows\": [{\"indicator\": \"sales\", \"level\": \"region\"}]}, {\"kind\": "
        "\"funnel_stage\", \"rows\": [{\"code\": \"visit\", \"position\": 1, \"probability\": 50}]}, {\"kind\": "
        "\"stage\", \"set\": {\"indicator\": \"sales\", \"stage\": \"visit\"}, \"rows\": [{\"deal\": \"a\", "
        "\"entered\": "
        "\"2026-01-10\", \"unit\": \"P1\", \"amount\": 10}, {\"deal\": \"b\", \"entered\": \"2026-04-10\", \"unit\": "
        "\"P1\", \"amount\": 30}, {\"deal\": \"c\", \"entered\": \"2026-02-10\", \"left\": \"2026-03-01\", \"unit\": "
        "\"R1\", \"amount\": 50}, {\"deal\": \"d\", \"entered\": \"2026-02-10\", \"unit\": \"ALL\", \"amount\": 70}, "
        "{\"deal\": \"e\", \"entered\": \"2026-02-10\", \"unit\": \"R1\", \"indicator\": \"cost\", \"amount\": 90}]}";
    track_case is = {0};
    cpf_tables *tables = tell(records, 30, flat_amount, CPF_NO_DAY, "2026-Q1", &is);
    const cpf_table *funnel = cpf_tables_find(tables, "funnel");

    (void)state;
    assert_int_equal(track_cell(funnel, "entered", 0), 2);
    assert_int_equal(track_cell(funnel, "lost", 0), 1);
    assert_int_equal(track_cell(funnel, "amount", 0), 4000);
    assert_int_equal(track_cell(funnel, "weighted", 0), 2000);
    assert_int_equal(track_cell(funnel, "entered", 1), 0);
    assert_false(track_has(funnel, "rate", 1));
    cpf_tables_free(tables);
    track_free(&is);
}

/* Rows of trends end with the last month that has figures, also inside a year asked for. */
static void test_last_month(void **state)
{
    track_case is = {0};
    cpf_tables *tables = tell("{\"kind\": \"trend\", \"rows\": [{\"indicator\": \"sales\", \"level\": \"partner\", "
                              "\"season\": \"whole\", \"variance\": \"hamed_rao\"}]}",
                              29, flat_amount, CPF_NO_DAY, "2026", &is);
    const cpf_table *trends = cpf_tables_find(tables, "trends");

    (void)state;
    assert_string_equal(track_text(trends, "until", 0), "2026-05");
    assert_string_equal(track_text(trends, "method", 0), "adjusted");
    assert_int_equal(track_cell(trends, "periods", 0), 29);
    assert_int_equal(track_int(trends, "watch", 0), 0);
    cpf_tables_free(tables);
    track_free(&is);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_short_history), cmocka_unit_test(test_rate),          cmocka_unit_test(test_gap_of_unit),
        cmocka_unit_test(test_silence),       cmocka_unit_test(test_funnel_period), cmocka_unit_test(test_last_month),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
