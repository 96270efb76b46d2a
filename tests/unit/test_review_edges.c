/* SPDX-License-Identifier: MIT */
/* Results after the appraisal at their edges: other periods and grades, figures that do not fit, memory that ends in
 * the middle of long tables. */
#include <stdio.h>
#include <string.h>

#include "support.h"
#include "table.h"

enum { PEOPLE = 40 };

/* PEOPLE people; grades by bands, by quotas, and some that nobody calibrates. */
static cpf_plan *make_plan(cpf_context *context, const char *records)
{
    static char text[65536];
    cpf_plan *plan = NULL;
    int n = snprintf(text, sizeof text,
                     "{\"channelperf\": 1, \"calendar\": {\"years\": [2026, 2026]}, \"levels\": [{\"code\": "
                     "\"company\"}, {\"code\": \"person\"}], \"units\": [{\"level\": \"company\", \"code\": \"ALL\"}");

    for (int i = 0; i < PEOPLE; i++)
        n += snprintf(text + n, sizeof text - (size_t)n,
                      ", {\"level\": \"person\", \"code\": \"P%d\", \"parent\": \"ALL\"}", i + 1);
    snprintf(text + n, sizeof text - (size_t)n,
             "], \"measures\": [{\"code\": \"s\", \"kind\": \"sum\", \"decimals\": 2}], \"indicators\": [{\"code\": "
             "\"sales\", \"formula\": \"sum(s)\", \"decimals\": 4, \"direction\": \"more\", \"owner\": \"o\", "
             "\"data_source\": \"d\"}, {\"code\": \"skill\", \"formula\": \"sum(s)\", \"decimals\": 4, \"direction\": "
             "\"more\", \"owner\": \"o\", \"data_source\": \"d\"}], \"scorecards\": [{\"code\": \"rep\", \"level\": "
             "\"person\", \"items\": [{\"indicator\": \"sales\", \"weight\": 100, \"target\": \"100\", \"rule\": "
             "{\"name\": \"linear\"}}]}], \"grades\": [{\"code\": \"people\", \"level\": \"person\", \"bands\": "
             "[{\"grade\": \"A\", \"from\": 90}, {\"grade\": \"B\", \"from\": 75}, {\"grade\": \"C\"}]}, {\"code\": "
             "\"forced\", \"level\": \"person\", \"quotas\": [{\"grade\": \"A\", \"percent\": 20}, {\"grade\": \"B\", "
             "\"percent\": 70}, {\"grade\": \"C\", \"percent\": 10}]}, {\"code\": \"idle\", \"level\": \"person\", "
             "\"bands\": [{\"grade\": \"A\", \"from\": 90}, {\"grade\": \"B\"}]}], \"records\": [%s]}",
             records);
    assert_int_equal(cpf_plan_parse(context, text, (int64_t)strlen(text), NULL, &plan, NULL), CPF_OK);
    return plan;
}

static cpf_model *make_model(cpf_context *context, const char *records)
{
    cpf_plan *plan = make_plan(context, records);
    cpf_model *model = NULL;
    cpf_error *error = NULL;

    assert_int_equal(cpf_test_tell(cpf_plan_freeze(plan, &model, &error), error), CPF_OK);
    cpf_plan_free(plan);
    return model;
}

/* The same total, with so many decimals, and grade B twice for everyone. */
static cpf_table *totals_of(int64_t total, int32_t decimals)
{
    const cpf__column columns[] = {{"unit", {"u", "u"}, CPF_COLUMN_TEXT, 0},
                                   {"scorecard", {"s", "s"}, CPF_COLUMN_TEXT, 0},
                                   {"total", {"t", "t"}, CPF_COLUMN_DECIMAL, decimals},
                                   {"grade_people", {"g", "g"}, CPF_COLUMN_TEXT, 0},
                                   {"grade_forced", {"g", "g"}, CPF_COLUMN_TEXT, 0}};
    cpf_table *table = cpf__table_new(NULL, "totals", PEOPLE, columns, 5);

    for (int i = 0; i < PEOPLE; i++) {
        char code[16];

        snprintf(code, sizeof code, "P%d", i + 1);
        cpf__table_set_text(table, 0, i, code);
        cpf__table_set_text(table, 1, i, "rep");
        if (total >= 0)
            cpf__table_set_decimal(table, 2, i, total);
        cpf__table_set_text(table, 3, i, "B");
        cpf__table_set_text(table, 4, i, "B");
    }
    return table;
}

typedef struct quarter {
    const char *period;
    int64_t total;
    int32_t decimals;
} quarter;

static cpf_tables *gather(const quarter *quarters, int count)
{
    cpf_tables *results = NULL;

    assert_int_equal(cpf_tables_new(NULL, &results), CPF_OK);
    for (int i = 0; i < count; i++)
        assert_int_equal(
            cpf_tables_add(results, quarters[i].period, totals_of(quarters[i].total, quarters[i].decimals), NULL),
            CPF_OK);
    return results;
}

/* What of the review is wanted; NULL, or a day that is empty: all. */
typedef struct wanted {
    const char *only, *period, *as_of;
} wanted;

static cpf_status review(const cpf_model *model, const cpf_tables *results, wanted what, cpf_tables **tables,
                         cpf_error **error)
{
    cpf_stage_options options;

    *tables = NULL;
    assert_int_equal(cpf_stage_options_init(&options, sizeof options), CPF_OK);
    options.only = what.only;
    if (what.period)
        options.period = cpf_model_find_period(model, what.period);
    if (what.as_of)
        assert_int_equal(cpf_day_parse(what.as_of, &options.as_of), CPF_OK);
    return cpf_review(model, results, &options, tables, error);
}

static void check_text(const cpf_table *table, const char *column, int64_t row, const char *text)
{
    char buffer[40];

    assert_string_equal(cpf_table_format(table, cpf_table_find(table, column), row, buffer), text);
}

/* One table out of a plan of these records; NULL: it was not made. */
static const cpf_table *one_table(const char *records, const cpf_tables *results, wanted what, cpf_tables **tables)
{
    cpf_model *model = make_model(NULL, records);
    cpf_error *error = NULL;

    assert_int_equal(cpf_test_tell(review(model, results, what, tables, &error), error), CPF_OK);
    cpf_model_free(model);
    return cpf_tables_find(*tables, what.only);
}

static void test_arguments(void **state)
{
    cpf_model *model = make_model(NULL, "");
    cpf_tables *tables = NULL;
    cpf_error *error = NULL;

    (void)state;
    assert_int_equal(cpf_review(NULL, NULL, NULL, &tables, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_review(model, NULL, NULL, NULL, &error), CPF_E_ARGUMENT);
    assert_non_null(strstr(cpf_error_message_at(error, 0, CPF_ENGLISH), "tables"));
    cpf_error_free(error);
    error = NULL;
    assert_int_equal(cpf_rate(model, NULL, &error), CPF_E_ARGUMENT);
    assert_non_null(strstr(cpf_error_message_at(error, 0, CPF_ENGLISH), "facts"));
    cpf_error_free(error);
    assert_int_equal(cpf_review(model, NULL, NULL, &tables, NULL), CPF_OK);
    assert_int_equal(cpf_tables_count(tables), 0);
    cpf_tables_free(tables);
    cpf_model_free(model);
}

#define RATING(unit, indicator, period, rater, value)                                                                  \
    "{\"unit\": \"" unit "\", \"indicator\": \"" indicator "\", \"period\": \"" period "\", \"rater\": \"" rater       \
    "\", \"value\": \"" value "\"}"
#define RATINGS(rows) "{\"kind\": \"rating\", \"rows\": [" rows "]}"

/* Cells are told apart by unit, indicator and period; rules and weights of another indicator change nothing. */
static void test_rating_cells(void **state)
{
    static const char records[] =
        RATINGS(RATING("P1", "sales", "2026-Q1", "a", "2") ", " RATING("P1", "sales", "2026-Q2", "a", "3") ", " RATING(
            "P1", "skill", "2026-Q2", "a",
            "4") ", " RATING("P2", "skill", "2026-Q2", "a",
                             "5")) ", {\"kind\": "
                                   "\"rating_rule\", \"rows\": [{\"indicator\": \"skill\", \"minimum\": 2}]}, "
                                   "{\"kind\": \"rating_weight\", "
                                   "\"rows\": [{\"indicator\": \"skill\", \"category\": \"manager\", \"weight\": 0}, "
                                   "{\"indicator\": \"sales\", "
                                   "\"category\": \"self\", \"weight\": 0}, {\"indicator\": \"sales\", \"item\": "
                                   "\"x\", \"weight\": 0}]}";
    static const char *const scores[] = {"2.0000", "3.0000", "", ""};
    cpf_tables *tables;
    const cpf_table *table = one_table(records, NULL, (wanted){.only = "rating_scores"}, &tables);

    (void)state;
    assert_int_equal(cpf_table_row_count(table), 4);
    for (int row = 0; row < 4; row++)
        check_text(table, "score", row, scores[row]);
    cpf_tables_free(tables);
    table = one_table(records, NULL, (wanted){.only = "rating_scores", .period = "2026-Q1"}, &tables);
    assert_int_equal(cpf_table_row_count(table), 1);
    check_text(table, "period", 0, "2026-Q1");
    cpf_tables_free(tables);
    table = one_table(RATINGS(RATING("P1", "sales", "2026-Q1", "a", "")), NULL, (wanted){.only = "ratings"}, &tables);
    assert_int_equal(cpf_table_row_count(table), 0); /* nobody was rated */
    cpf_tables_free(tables);
}

/* Raters (or categories of one rater each) that rate an item of their own and a common one, with weights of which no
 * two sums have anything in common: the denominators of their means multiply. */
static const char *uneven(int count, int by_category, const char *more)
{
    static const char *const weights[] = {"999900.0002", "999900.0004", "999900.0010", "999900.0018", "999900.0030"};
    static char text[8192];
    int n = snprintf(text, sizeof text,
                     "{\"kind\": \"rating\", \"set\": {\"unit\": \"P1\", \"indicator\": \"sales\", \"period\": "
                     "\"2026-Q1\"}, \"rows\": [");

    for (int i = 0; i < 2 * count; i++)
        n += snprintf(text + n, sizeof text - (size_t)n,
                      "%s{\"category\": \"%d\", \"rater\": \"%d\", \"item\": \"%d\", \"value\": %d}", i ? ", " : "",
                      by_category ? i / 2 : 0, i / 2, i % 2 ? 9 : i / 2, i % 2 ? 3 : 1);
    n += snprintf(text + n, sizeof text - (size_t)n,
                  "]}, {\"kind\": \"rating_weight\", \"set\": {\"indicator\": \"sales\"}, \"rows\": [{\"item\": \"9\", "
                  "\"weight\": 0.0001}");
    for (int i = 0; i < count; i++)
        n += snprintf(text + n, sizeof text - (size_t)n, ", {\"item\": \"%d\", \"weight\": \"%s\"}", i, weights[i]);
    snprintf(text + n, sizeof text - (size_t)n, "]}%s%s", *more ? ", " : "", more);
    return text;
}

#define SCALE(low, high, to_low, to_high)                                                                              \
    "{\"kind\": \"rating_rule\", \"rows\": [{\"indicator\": \"sales\", \"low\": \"" low "\", \"high\": \"" high        \
    "\", \"to_low\": \"" to_low "\", \"to_high\": \"" to_high "\"}]}"
#define LARGE "900000000000000.0001"

/* `in_categories`: the table of categories cannot be made either. */
static void check_too_large(const char *records, int in_categories)
{
    cpf_model *model = make_model(NULL, records);
    cpf_tables *tables;
    cpf_error *error = NULL;
    cpf_facts *facts = NULL;

    assert_int_equal(review(model, NULL, (wanted){.only = "ratings"}, &tables, NULL),
                     in_categories ? CPF_E_RANGE : CPF_OK);
    cpf_tables_free(tables);
    assert_int_equal(review(model, NULL, (wanted){.only = "rating_scores"}, &tables, &error), CPF_E_RANGE);
    cpf_test_has(error, "rating-range");
    assert_null(tables);
    cpf_error_free(error);
    error = NULL;
    assert_int_equal(cpf_facts_new(model, &facts, NULL), CPF_OK);
    assert_int_equal(cpf_rate(model, facts, &error), CPF_E_RANGE);
    assert_string_equal(cpf_error_subject_at(error, cpf_test_has(error, "rating-range")), "P1");
    cpf_error_free(error);
    cpf_facts_free(facts);
    cpf_model_free(model);
}

static void test_rating_range(void **state)
{
    cpf_tables *tables;

    (void)state;
    check_too_large(uneven(5, 0, ""), 1);
    check_too_large(uneven(5, 1, ""), 0);
    check_too_large(uneven(3, 1, SCALE("-" LARGE, LARGE, "0", "1")), 0);
    check_too_large(uneven(3, 1, SCALE("0", LARGE, "0", "1")), 0);
    check_too_large(uneven(3, 1, SCALE("0", "1", "0", LARGE)), 0);
    check_too_large(uneven(3, 1, SCALE("0", "1", LARGE, "900000000000001.0001")), 0);
    check_too_large(RATINGS(RATING("P1", "sales", "2026-Q1", "a", "1000000")) ", " SCALE("0", "1", "0", "10000000000"),
                    0);
    check_text(one_table(uneven(3, 1, SCALE("0", "1", "0", "2")), NULL, (wanted){.only = "rating_scores"}, &tables),
               "mapped", 0, "2.0000"); /* three are well */
    cpf_tables_free(tables);
}

/* Items first: five of which each has the weights of its own two categories. */
static void test_item_range(void **state)
{
    static const char *const weights[] = {"999900.0002", "999900.0004", "999900.0010", "999900.0018", "999900.0030"};
    static char text[8192];
    int n = snprintf(text, sizeof text,
                     "{\"kind\": \"rating_rule\", \"rows\": [{\"indicator\": \"sales\", \"order\": \"item_first\"}]}, "
                     "{\"kind\": \"rating\", \"set\": {\"unit\": \"P1\", \"indicator\": \"sales\", \"period\": "
                     "\"2026-Q1\"}, \"rows\": [");

    (void)state;
    for (int i = 0; i < 10; i++)
        n += snprintf(text + n, sizeof text - (size_t)n, "%s{\"category\": \"%d\", \"item\": \"%d\", \"value\": %d}",
                      i ? ", " : "", i % 2 ? 9 : i / 2, i / 2, i % 2 ? 3 : 1);
    n += snprintf(text + n, sizeof text - (size_t)n,
                  "]}, {\"kind\": \"rating_weight\", \"set\": {\"indicator\": \"sales\"}, \"rows\": [{\"category\": "
                  "\"9\", \"weight\": 0.0001}");
    for (int i = 0; i < 5; i++)
        n += snprintf(text + n, sizeof text - (size_t)n, ", {\"category\": \"%d\", \"weight\": \"%s\"}", i, weights[i]);
    snprintf(text + n, sizeof text - (size_t)n, "]}");
    check_too_large(text, 0);
}

#define MOVE(standing, period, unit, to, on)                                                                           \
    "{\"standing\": \"" standing "\", \"period\": \"" period "\", \"unit\": \"" unit "\", \"to\": \"" to               \
    "\", \"on\": \"" on "\", \"by\": \"b\", \"reason\": \"r\"}"
#define MOVES(rows) "{\"kind\": \"calibration_move\", \"rows\": [" rows "]}"

static const quarter two_quarters[] = {{"2026-Q1", 8000, 2}, {"2026-Q2", 8000, 2}};

/* Moves without a rule: by one grade; of two meetings, each with its own; moves of one day as they are written. */
static void test_moves(void **state)
{
    static const char records[] = MOVES(MOVE("people", "2026-Q1", "P1", "C", "2026-04-02") ", " MOVE(
        "people", "2026-Q1", "P1", "B",
        "2026-04-02") ", " MOVE("people", "2026-Q1", "P1", "A",
                                "2026-04-02") ", " MOVE("forced", "2026-Q1", "P2", "C",
                                                        "2026-04-01") ", " MOVE("people", "2026-Q2", "P3", "A",
                                                                                "2026-07-01") ", " MOVE("people",
                                                                                                        "2026-Q1", "P4",
                                                                                                        "A",
                                                                                                        "2026-04-01"));
    cpf_tables *results = gather(two_quarters, 2), *tables;
    const cpf_table *table =
        one_table(records, results, (wanted){.only = "final_grades", .period = "2026-Q1"}, &tables);

    (void)state;
    assert_int_equal(cpf_table_row_count(table), 2 * PEOPLE);
    check_text(table, "standing", 0, "people");
    check_text(table, "grade", 0, "A"); /* B, C, B, A */
    check_text(table, "moved", 0, "1");
    check_text(table, "grade", 1, "B");
    check_text(table, "grade", 2, "B"); /* moved a quarter later */
    check_text(table, "grade", 3, "A");
    check_text(table, "standing", PEOPLE + 1, "forced");
    check_text(table, "grade", PEOPLE + 1, "C");
    cpf_tables_free(tables);
    table = one_table(records, results, (wanted){.only = "calibration_moves"}, &tables);
    assert_int_equal(cpf_table_row_count(table), 6);
    check_text(table, "unit", 0, "P4");
    check_text(table, "to", 1, "C");
    check_text(table, "to", 3, "A");
    check_text(table, "unit", 4, "P2");
    check_text(table, "unit", 5, "P3");
    cpf_tables_free(tables);
    table = one_table(records, results, (wanted){.only = "calibration", .as_of = "2026-04-01"}, &tables);
    assert_int_equal(cpf_table_row_count(table), 12); /* two quarters, two meetings, three grades */
    check_text(table, "before", 1, "40");
    check_text(table, "after", 0, "1");
    check_text(table, "mean_after", 0, "80.00");
    check_text(table, "mean_before", 0, "");
    cpf_tables_free(tables);
    assert_null(one_table(records, NULL, (wanted){.only = "calibration"}, &tables)); /* no results, no meeting */
    cpf_tables_free(tables);
    assert_null(one_table("", results, (wanted){.only = "calibration"}, &tables));
    cpf_tables_free(tables);
    cpf_tables_free(results);
}

/* The rule of other grades is not that of these; grades without totals have no mean. */
static void test_rules(void **state)
{
    static const char records[] =
        "{\"kind\": \"calibration_rule\", \"rows\": [{\"standing\": \"idle\", \"most_steps\": 0}, {\"standing\": "
        "\"people\", \"most_steps\": 0}]}, " MOVES(
            MOVE("people", "2026-Q1", "P1", "A", "2026-04-02") ", " MOVE("forced", "2026-Q1", "P1", "A", "2026-04-02"));
    static const quarter empty[] = {{"2026-Q1", -1, 2}};
    cpf_tables *results = gather(empty, 1), *tables;
    const cpf_table *table = one_table(records, results, (wanted){.only = "calibration_moves"}, &tables);

    (void)state;
    check_text(table, "why_not", 0, "second-approver");
    check_text(table, "standing", 1, "forced");
    check_text(table, "counts", 1, "1");
    cpf_tables_free(tables);
    table = one_table(records, results, (wanted){.only = "calibration"}, &tables);
    assert_int_equal(cpf_table_row_count(table), 8); /* of "idle" as well, of which the results have no grades */
    check_text(table, "before", 1, "40");
    check_text(table, "mean_before", 1, "");
    check_text(table, "standing", 6, "idle");
    check_text(table, "before", 6, "0");
    cpf_tables_free(tables);
    cpf_tables_free(results);
}

#define COMPOSED "{\"kind\": \"composition\", \"rows\": [{\"period\": \"2026\"}, {\"period\": \"2026-H1\"}]}"

/* Totals of different decimals: the finest are those of the composed one. */
static void test_composed(void **state)
{
    static const quarter finer[] = {{"2026-Q1", 80, 0}, {"2026-Q2", 80125, 3}, {"2026-Q3", 8000, 2}};
    static const quarter years[] = {{"2026", 80, 0}};
    static const char parts[] =
        "{\"kind\": \"composition\", \"rows\": [{\"period\": \"2026\", \"rule\": \"weighted\"}, {\"period\": "
        "\"2026-H1\"}]}, {\"kind\": \"composition_part\", \"rows\": [{\"period\": \"2026\", \"part\": \"2026-Q1\", "
        "\"weight\": 0}, {\"period\": \"2026-H1\", \"part\": \"2026-Q2\", \"weight\": 3}]}";
    cpf_tables *results = gather(finer, 3), *tables;
    const cpf_table *table = one_table(COMPOSED, results, (wanted){.only = "composed", .period = "2026"}, &tables);

    (void)state;
    assert_int_equal(cpf_table_row_count(table), PEOPLE);
    check_text(table, "total", 0, "80.042"); /* 240.125 / 3 */
    cpf_tables_free(tables);
    table = one_table(COMPOSED, results, (wanted){.only = "composed"}, &tables);
    assert_int_equal(cpf_table_row_count(table), 2 * PEOPLE);
    check_text(table, "total", PEOPLE, "80.063"); /* 160.125 / 2 */
    cpf_tables_free(tables);
    table = one_table(parts, results, (wanted){.only = "composed"}, &tables);
    check_text(table, "total", 0, ""); /* all of no weight */
    check_text(table, "total", PEOPLE, "80.125");
    cpf_tables_free(tables);
    cpf_tables_free(results);
    results = gather(years, 1); /* none of the parts was appraised */
    table = one_table(COMPOSED, results, (wanted){.only = "composed"}, &tables);
    assert_int_equal(cpf_table_row_count(table), 0);
    cpf_tables_free(tables);
    cpf_tables_free(results);
}

/* Totals that do not fit with the decimals of the others. */
static void test_composed_range(void **state)
{
    static const quarter finer_later[] = {{"2026-Q1", INT64_MAX / 2, 0}, {"2026-Q2", 8000, 2}};
    static const quarter finer_before[] = {{"2026-Q1", 8000, 2}, {"2026-Q2", INT64_MAX / 2, 0}};
    static const quarter *const cases[] = {finer_later, finer_before};
    cpf_model *model = make_model(NULL, COMPOSED);

    (void)state;
    for (int i = 0; i < 2; i++) {
        cpf_tables *results = gather(cases[i], 2), *tables;
        cpf_error *error = NULL;

        assert_int_equal(review(model, results, (wanted){.only = "composed"}, &tables, &error), CPF_E_ARGUMENT);
        assert_non_null(strstr(cpf_error_message_at(error, 0, CPF_ENGLISH), "results"));
        assert_null(tables);
        cpf_error_free(error);
        cpf_tables_free(results);
    }
    cpf_model_free(model);
}

#define EVENT(unit, period, state, on, rest)                                                                           \
    "{\"unit\": \"" unit "\", \"period\": \"" period "\", \"state\": \"" state "\", \"on\": \"" on "\"" rest "}"
#define EVENTS(rows) "{\"kind\": \"case_event\", \"rows\": [" rows "]}"

/* P1 is closed after a change, P2 upheld, P3 under review and late, P4 was told only later; P1 again in Q2. */
static const char case_records[] = EVENTS(EVENT("P1", "2026-Q1", "delivered", "2026-04-01", "") ", " EVENT("P1", "2026-Q1", "appealed", "2026-04-02", ", \"reason\": \"returns\"") ", " EVENT(
    "P1", "2026-Q1", "reviewed", "2026-04-03",
    "") ", " EVENT("P1", "2026-Q1", "changed", "2026-04-04",
                   ", \"total\": \"81.125\"") ","
                                              " " EVENT("P1", "2026-Q1", "closed", "2026-04-05", "") ", " EVENT("P2", "2026-Q1", "delivered", "2026-04-01", "") ", " EVENT("P2", "2026-Q1", "appealed", "2026-04-02", ", \"reason\": \"target\"") ", " EVENT(
                                                  "P2", "2026-Q1", "reviewed", "2026-04-03",
                                                  "") ", " EVENT("P2", "2026-Q1", "upheld", "2026-04-04",
                                                                 "") ", " EVENT("P3", "2026-Q1", "delivered",
                                                                                "2026-04-01",
                                                                                "") ", " EVENT("P3", "2026-Q1",
                                                                                               "appealed", "2026-04-02",
                                                                                               ", \"reason\": "
                                                                                               "\"returns\"") ","
                                                                                                              " " EVENT("P3",
                                                                                                                        "2026-Q1",
                                                                                                                        "reviewed",
                                                                                                                        "2026-04-03",
                                                                                                                        "") ", " EVENT("P4",
                                                                                                                                       "2026-Q1",
                                                                                                                                       "delivered",
                                                                                                                                       "2026-05-01",
                                                                                                                                       "") ", " EVENT("P1",
                                                                                                                                                      "2026-Q2",
                                                                                                                                                      "delivered",
                                                                                                                                                      "2026-04-20",
                                                                                                                                                      "")) ", {\"kind\": \"case_rule\", \"rows\": [{\"silence\": \"open\"}]}";

static void test_cases(void **state)
{
    cpf_tables *results = gather(two_quarters, 1), *tables;
    const cpf_table *table =
        one_table(case_records, results, (wanted){.only = "cases", .as_of = "2026-04-30"}, &tables);

    (void)state;
    assert_int_equal(cpf_table_row_count(table), 4);
    check_text(table, "state", 0, "closed");
    check_text(table, "due", 0, "");
    check_text(table, "old_total", 0, "80.00");
    check_text(table, "new_total", 0, "81.125");
    check_text(table, "period", 1, "2026-Q2");
    check_text(table, "state", 1, "delivered"); /* silence says nothing here */
    check_text(table, "overdue", 1, "1");
    check_text(table, "old_total", 1, ""); /* not appraised yet */
    check_text(table, "state", 2, "upheld");
    check_text(table, "state", 3, "reviewed");
    check_text(table, "due", 3, "2026-04-16");
    check_text(table, "overdue", 3, "1");
    cpf_tables_free(tables);
    table = one_table(case_records, NULL, (wanted){.only = "cases", .period = "2026-Q2"}, &tables);
    assert_int_equal(cpf_table_row_count(table), 1);
    check_text(table, "overdue", 0, "0"); /* no day, no delay */
    cpf_tables_free(tables);
    table = one_table(case_records, NULL, (wanted){.only = "case_causes"}, &tables);
    assert_int_equal(cpf_table_row_count(table), 2);
    check_text(table, "cause", 0, "returns");
    check_text(table, "appeals", 0, "2");
    check_text(table, "changed", 0, "1");
    check_text(table, "upheld", 0, "0");
    check_text(table, "cause", 1, "target");
    check_text(table, "upheld", 1, "1");
    cpf_tables_free(tables);
    cpf_tables_free(results);
}

/* More rows of everything than a table has room for at first. */
static const char *many_records(void)
{
    static char text[65536];
    int n = snprintf(text, sizeof text, "{\"kind\": \"case_event\", \"set\": {\"period\": \"2026-Q1\"}, \"rows\": [");

    for (int i = 1; i <= PEOPLE; i++)
        n += snprintf(text + n, sizeof text - (size_t)n,
                      "%s{\"unit\": \"P%d\", \"state\": \"delivered\", \"on\": \"2026-04-01\"}, {\"unit\": \"P%d\", "
                      "\"state\": \"appealed\", \"on\": \"2026-04-02\", \"reason\": \"r%d\"}",
                      i > 1 ? ", " : "", i, i, i);
    n += snprintf(text + n, sizeof text - (size_t)n,
                  "]}, {\"kind\": \"calibration_move\", \"set\": {\"period\": \"2026-Q1\", \"by\": \"b\", \"reason\": "
                  "\"r\"}, \"rows\": [");
    for (int i = 1; i <= PEOPLE; i++)
        n += snprintf(text + n, sizeof text - (size_t)n,
                      "%s{\"standing\": \"people\", \"unit\": \"P%d\", \"to\": \"A\", \"on\": \"2026-04-0%d\"}",
                      i > 1 ? ", " : "", i, 1 + i % 3);
    n += snprintf(text + n, sizeof text - (size_t)n,
                  "]}, {\"kind\": \"rating\", \"set\": {\"indicator\": \"skill\", \"period\": \"2026-Q1\"}, \"rows\": "
                  "[");
    for (int i = 1; i <= PEOPLE; i++)
        n += snprintf(text + n, sizeof text - (size_t)n, "%s{\"unit\": \"P%d\", \"value\": 3}", i > 1 ? ", " : "", i);
    snprintf(text + n, sizeof text - (size_t)n, "]}, {\"kind\": \"composition\", \"rows\": [{\"period\": \"2026\"}]}");
    return text;
}

/* Tables, and the rows each has when there is memory. */
static const struct {
    const char *name;
    int64_t rows;
} many_tables[] = {
    {"ratings", PEOPLE},     {"rating_scores", PEOPLE},     {"composed", PEOPLE},     {"composed_parts", 4 * PEOPLE},
    {"calibration", 3},      {"calibration_moves", PEOPLE}, {"final_grades", PEOPLE}, {"cases", PEOPLE},
    {"case_causes", PEOPLE}, {"case_log", 2 * PEOPLE},
};

static void test_chaos(void **state)
{
    cpf_test_memory *memory;
    cpf_context *context = cpf_test_failing_context(-1, &memory);
    cpf_model *model = make_model(context, many_records());
    cpf_tables *results = gather(two_quarters, 1);

    (void)state;
    for (size_t i = 0; i < sizeof many_tables / sizeof many_tables[0]; i++) {
        cpf_status status = CPF_E_MEMORY;

        for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
            cpf_tables *tables;
            cpf_error *error = NULL;

            cpf_test_memory_limit(memory, n);
            status = review(model, results, (wanted){.only = many_tables[i].name}, &tables, &error);
            cpf_test_memory_limit(memory, -1);
            if (status == CPF_OK)
                assert_int_equal(cpf_table_row_count(cpf_tables_at(tables, 0)), many_tables[i].rows);
            else
                assert_null(tables);
            cpf_tables_free(tables);
            cpf_error_free(error);
        }
        assert_int_equal(status, CPF_OK);
    }
    cpf_tables_free(results);
    cpf_model_free(model);
    cpf_test_failing_free(context, memory);
}

static void test_rate_chaos(void **state)
{
    cpf_test_memory *memory;
    cpf_context *context = cpf_test_failing_context(-1, &memory);
    cpf_model *model = make_model(context, many_records());
    cpf_status status = CPF_E_MEMORY;
    cpf_id skill = cpf_model_find_indicator(model, "skill"), quarter_id = cpf_model_find_period(model, "2026-Q1");

    (void)state;
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_facts *facts = NULL;
        int64_t value = 0;

        assert_int_equal(cpf_facts_new(model, &facts, NULL), CPF_OK);
        cpf_test_memory_limit(memory, n);
        status = cpf_rate(model, facts, NULL);
        cpf_test_memory_limit(memory, -1);
        if (status == CPF_OK)
            assert_int_equal(cpf_facts_value(facts, PEOPLE, skill, quarter_id, &value), CPF_OK);
        assert_int_equal(value, status == CPF_OK ? 30000 : 0);
        cpf_facts_free(facts);
    }
    assert_int_equal(status, CPF_OK);
    cpf_model_free(model);
    cpf_test_failing_free(context, memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arguments),  cmocka_unit_test(test_rating_cells), cmocka_unit_test(test_rating_range),
        cmocka_unit_test(test_item_range), cmocka_unit_test(test_moves),        cmocka_unit_test(test_rules),
        cmocka_unit_test(test_composed),   cmocka_unit_test(test_cases),        cmocka_unit_test(test_composed_range),
        cmocka_unit_test(test_chaos),      cmocka_unit_test(test_rate_chaos),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
