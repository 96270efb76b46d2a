/* SPDX-License-Identifier: MIT */
/* Differences of totals where lines come, go, are suspended or have no value, decimals differ and gates are shut; what
 * next_grade says there. */
#include <stdio.h>
#include <string.h>

#include "support.h"

enum { PEOPLE = 6, INDICATORS = 4, SALES = 0, RETURNS, STOCK, VISITS };

static const char head[] =
    "{\"channelperf\": 1, \"calendar\": {\"years\": [2026, 2026]}, \"levels\": [{\"code\": \"company\"}, {\"code\": "
    "\"person\"}], \"units\": [{\"level\": \"company\", \"code\": \"ALL\"}";
#define INDICATOR(code, direction)                                                                                     \
    "{\"code\": \"" code "\", \"formula\": \"sum(" code ")\", \"unit\": \"piece\", \"decimals\": 0, \"direction\": "   \
    "\"" direction "\", \"owner\": \"o\", \"data_source\": \"d\"}"
#define MEASURE(code) "{\"code\": \"" code "\", \"kind\": \"sum\", \"decimals\": 0}"
static const char middle[] =
    "], \"measures\": [" MEASURE("sales") ", " MEASURE("returns") ", " MEASURE("stock") ", " MEASURE(
        "visits") "], "
                  "\"indicators\": [" INDICATOR("sales", "more") ", " INDICATOR("returns", "less") ", " INDICATOR(
                      "stock",
                      "range") ", " INDICATOR("visits",
                                              "more") "], \"scorecards\": [{\"code\": \"all\", \"level\": "
                                                      "\"company\", \"items\": "
                                                      "[{\"indicator\": \"sales\", \"weight\": 100, "
                                                      "\"target\": \"1000\", \"rule\": {\"name\": \"linear\"}}]}, ";
#define ITEM(code, weight, rule)                                                                                       \
    "{\"indicator\": \"" code "\", \"weight\": " weight ", \"target\": \"100\", \"rule\": " rule "}"
#define LINEAR "{\"name\": \"linear\"}"
#define BANDS                                                                                                          \
    "\"grades\": [{\"code\": \"people\", \"level\": \"person\", \"bands\": [{\"grade\": \"A\", \"from\": 95}, "        \
    "{\"grade\": \"B\", \"from\": 70}, {\"grade\": \"C\"}]}]"

static const char first_card[] =
    "{\"code\": \"rep\", \"level\": \"person\", \"points_decimals\": 4, "
    "\"total_decimals\": 1, \"items\": [" ITEM("sales", "50", LINEAR) ", " ITEM(
        "returns", "30", "{\"name\": \"less_ratio\"}") ", " ITEM("stock", "20", "{\"name\": \"range\"}") "]}], " BANDS;
static const char second_card[] =
    "{\"code\": \"rep\", \"level\": \"person\", \"points_decimals\": 1, \"total_decimals\": 3, \"missing\": \"zero\", "
    "\"items\": [" ITEM("visits", "30", LINEAR) ", " ITEM(
        "sales", "70", LINEAR) "]}], " BANDS ", \"records\": [{\"kind\": \"gate\", \"rows\": [{\"code\": "
                               "\"seen\", \"scorecard\": \"rep\", \"indicator\": "
                               "\"stock\", \"condition\": \"below\", \"limit\": \"95\", \"effect\": \"cap\", "
                               "\"amount\": \"60\"}]}, {\"kind\": "
                               "\"suspension\", \"rows\": [{\"scorecard\": \"rep\", \"indicator\": \"visits\", "
                               "\"unit\": \"P3\", \"policy\": "
                               "\"redistribute\", \"reason\": \"ill\"}, {\"scorecard\": \"rep\", \"indicator\": "
                               "\"visits\", \"unit\": \"P4\", "
                               "\"policy\": \"keep_gap\", \"reason\": \"ill\"}]}]";

/* By person; -999: no value. The last has none at all. */
static int64_t actuals_of[INDICATORS][PEOPLE] = {{97, -33, 71, 88, 55, -999},
                                                 {100, 120, 300, -999, 90, -999},
                                                 {101, 90, -999, 104, 70, -999},
                                                 {80, 33, 70, 64, -999, -999}};

static cpf_model *make_model(cpf_context *context, const char *card)
{
    static char text[16384];
    int n = snprintf(text, sizeof text, "%s", head);
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    cpf_status status;

    for (int i = 0; i < PEOPLE; i++)
        n += snprintf(text + n, sizeof text - (size_t)n,
                      ", {\"level\": \"person\", \"code\": \"P%d\", \"parent\": \"ALL\"}", i);
    snprintf(text + n, sizeof text - (size_t)n, "%s%s}", middle, card);
    status = cpf_plan_parse(context, text, (int64_t)strlen(text), NULL, &plan, &error);
    if (status == CPF_OK)
        status = cpf_plan_freeze(plan, &model, &error);
    assert_int_equal(cpf_test_tell(status, error), CPF_OK);
    cpf_plan_free(plan);
    return model;
}

static cpf_appraisal *appraise(const cpf_model *model, int64_t more)
{
    cpf_facts *targets = NULL, *actuals = NULL;
    cpf_appraisal *appraisal = NULL;
    cpf_appraise_options how;
    cpf_error *error = NULL;

    assert_int_equal(cpf_facts_new(model, &targets, NULL), CPF_OK);
    assert_int_equal(cpf_facts_new(model, &actuals, NULL), CPF_OK);
    for (cpf_id i = 0; i < INDICATORS; i++) {
        for (cpf_id unit = 1, period = 0; unit <= PEOPLE; unit++) {
            int64_t value = actuals_of[i][unit - 1] + more;

            if (actuals_of[i][unit - 1] != -999)
                assert_int_equal(cpf_facts_set(actuals, 1, &unit, &i, &period, &value, NULL), CPF_OK);
        }
    }
    assert_int_equal(cpf_appraise_options_init(&how, sizeof how), CPF_OK);
    how.period = 0;
    assert_int_equal(cpf_test_tell(cpf_appraise(model, targets, actuals, &how, &appraisal, &error), error), CPF_OK);
    cpf_facts_free(targets);
    cpf_facts_free(actuals);
    return appraisal;
}

static int64_t at_three(const cpf_table *table, const char *column, int64_t row)
{
    int32_t found = cpf_table_find(table, column);
    int64_t value = cpf_table_decimals(table, found)[row];

    for (int32_t decimals = cpf_table_row_decimals(table, found, row); decimals < 3; decimals++)
        value *= 10;
    return value;
}

static int64_t row_of(const cpf_table *table, const char *indicator)
{
    for (int64_t row = 0; row < cpf_table_row_count(table); row++)
        if (strcmp(cpf_table_text(table, cpf_table_find(table, "indicator"), row), indicator) == 0)
            return row;
    return -1;
}

/* All lines and the gates add up to the last row: the totals themselves. */
static void check_sum(const cpf_table *table, int64_t before, int64_t after)
{
    int64_t rows = cpf_table_row_count(table), sum = 0;

    for (int64_t row = 0; row < rows - 1; row++)
        sum += at_three(table, "effect", row);
    assert_int_equal(sum, after - before);
    assert_int_equal(at_three(table, "effect", rows - 1), after - before);
    assert_int_equal(at_three(table, "points_before", rows - 1), before);
    assert_int_equal(at_three(table, "points", rows - 1), after);
}

static int has(const cpf_table *table, const char *column, int64_t row)
{
    return cpf_table_valid(table, cpf_table_find(table, column), row);
}

static int64_t total_at_three(const cpf_appraisal *appraisal, cpf_id unit, int64_t raise)
{
    return cpf_appraisal_totals(appraisal)[cpf_appraisal_find(appraisal, unit)] * raise;
}

static void test_lines(void **state)
{
    cpf_model *old_model = make_model(NULL, first_card), *new_model = make_model(NULL, second_card);
    cpf_appraisal *before = appraise(old_model, 0), *after = appraise(new_model, 0);
    const cpf_appraisal *const pairs[2][2] = {{before, after}, {after, before}};
    const int64_t raises[2] = {100, 1};

    (void)state;
    for (int i = 0; i < PEOPLE - 1; i++) {
        char code[8];

        snprintf(code, sizeof code, "P%d", i);
        for (int turn = 0; turn < 2; turn++) {
            cpf_table *table = NULL;

            assert_int_equal(cpf_explain_difference(pairs[turn][0], pairs[turn][1], code, &table, NULL), CPF_OK);
            assert_int_equal(cpf_table_row_count(table), 6); /* four indicators, gates, total */
            check_sum(table, total_at_three(pairs[turn][0], (cpf_id)i + 1, raises[turn]),
                      total_at_three(pairs[turn][1], (cpf_id)i + 1, raises[!turn]));
            assert_int_equal(has(table, turn ? "points_before" : "points", row_of(table, "returns")), 0);
            assert_int_equal(has(table, turn ? "points" : "points_before", row_of(table, "visits")), 0);
            assert_int_equal(has(table, turn ? "points_before" : "points", row_of(table, "visits")), i != 3 && i != 4);
            cpf_table_free(table);
        }
    }
    cpf_appraisal_free(before);
    cpf_appraisal_free(after);
    cpf_model_free(old_model);
    cpf_model_free(new_model);
}

/* Figures by hand, second card: 0.3 * visits + 0.7 * sales; suspended visits leave sales alone, or a gap. */
static void test_figures(void **state)
{
    static const struct {
        const char *unit, *visits, *sales;
    } wanted[] = {
        {"P0", "24.000", "67.900"}, {"P1", "9.900", "-23.100"}, {"P2", "21.000", "49.700"},
        {"P3", "0.000", "88.000"},  {"P4", "0.000", "38.500"},
    };
    cpf_model *old_model = make_model(NULL, first_card), *new_model = make_model(NULL, second_card);
    cpf_appraisal *before = appraise(old_model, 0), *after = appraise(new_model, 0);

    (void)state;
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        cpf_table *table = NULL;
        char text[40];
        int64_t visits, sales, gates = 4;

        assert_int_equal(cpf_explain_difference(before, after, wanted[i].unit, &table, NULL), CPF_OK);
        visits = row_of(table, "visits");
        sales = row_of(table, "sales");
        assert_string_equal(cpf_table_format(table, cpf_table_find(table, "effect"), visits, text), wanted[i].visits);
        assert_int_equal(cpf_decimal_parse(wanted[i].sales, 3, 0, &sales), CPF_OK);
        assert_string_equal(cpf_table_text(table, cpf_table_find(table, "what"), gates), "gates");
        assert_int_equal(at_three(table, "effect", gates), 0);
        cpf_table_free(table);
        assert_int_equal(cpf_explain_difference(after, after, wanted[i].unit, &table, NULL), CPF_OK);
        assert_int_equal(cpf_table_row_count(table), 4);
        assert_int_equal(at_three(table, "effect", 0), 0);
        cpf_table_free(table);
        assert_int_equal(total_at_three(after, (cpf_id)i + 1, 1),
                         sales + (i < 3 ? (int64_t[]){24000, 9900, 21000}[i] : 0));
    }
    cpf_appraisal_free(before);
    cpf_appraisal_free(after);
    cpf_model_free(old_model);
    cpf_model_free(new_model);
}

/* A gate that is shut takes its part: 7 less of each, and a stock of 94 lets no more than 60 of 84.9 points count. */
static void test_gates(void **state)
{
    cpf_model *model = make_model(NULL, second_card);
    cpf_appraisal *open = appraise(model, 0), *shut = appraise(model, -7);
    cpf_table *table = NULL;

    (void)state;
    for (int turn = 0; turn < 2; turn++) {
        const int64_t sign = turn ? -1 : 1;

        assert_int_equal(cpf_explain_difference(turn ? shut : open, turn ? open : shut, "P0", &table, NULL), CPF_OK);
        check_sum(table, turn ? 60000 : 91900, turn ? 91900 : 60000);
        assert_int_equal(at_three(table, "effect", row_of(table, "visits")), sign * -2100);
        assert_int_equal(at_three(table, "effect", row_of(table, "sales")), sign * -4900);
        assert_int_equal(at_three(table, "effect", 2), sign * -24900);
        cpf_table_free(table);
    }
    cpf_appraisal_free(open);
    cpf_appraisal_free(shut);
    cpf_model_free(model);
}

static int32_t grade_with(const cpf_model *model, cpf_id unit, cpf_id indicator, int64_t value)
{
    int64_t kept = actuals_of[indicator][unit - 1];
    cpf_appraisal *appraisal;
    int32_t grade;

    actuals_of[indicator][unit - 1] = value;
    appraisal = appraise(model, 0);
    grade = cpf_appraisal_grades(appraisal, 0)[cpf_appraisal_find(appraisal, unit)];
    cpf_appraisal_free(appraisal);
    actuals_of[indicator][unit - 1] = kept;
    return grade;
}

/* The value that is told brings a better grade, a step less does not; without one, none of some values does. */
static int check_row(const cpf_model *model, const cpf_table *table, int64_t row)
{
    cpf_id unit = cpf_model_find_unit(model, cpf_table_text(table, cpf_table_find(table, "unit"), row));
    cpf_id indicator = cpf_model_find_indicator(model, cpf_table_text(table, cpf_table_find(table, "indicator"), row));
    const char *way = cpf_table_text(table, cpf_table_find(table, "way"), row);
    int64_t actual, needed, change;
    int32_t grade;

    if (strcmp(way, "gate") == 0) { /* a total that is held down: no line is told */
        assert_int_equal(indicator, CPF_NONE);
        assert_true(actuals_of[STOCK][unit - 1] < 95);
        return 0;
    }
    actual = actuals_of[indicator][unit - 1];
    assert_true(actual != -999);
    grade = grade_with(model, unit, indicator, actual);
    if (strcmp(way, "alone") != 0) {
        assert_string_equal(way, indicator == STOCK ? "range" : "not_alone");
        for (int64_t value = 0; value <= 400; value += 10)
            assert_true(indicator == STOCK || grade_with(model, unit, indicator, value) >= grade);
        return 0;
    }
    needed = cpf_table_decimals(table, cpf_table_find(table, "actual_needed"))[row];
    change = cpf_table_decimals(table, cpf_table_find(table, "change"))[row];
    assert_int_equal(change, needed - actual);
    assert_true(grade_with(model, unit, indicator, needed) < grade);
    assert_int_equal(grade_with(model, unit, indicator, needed + (change > 0 ? -1 : 1)), grade);
    return 1;
}

static void test_next_grade(void **state)
{
    const char *const cards[2] = {first_card, second_card};

    (void)state;
    for (int i = 0; i < 2; i++) {
        cpf_model *model = make_model(NULL, cards[i]);
        cpf_appraisal *appraisal = appraise(model, 0);
        cpf_table *table = NULL;
        int64_t alone = 0, rows;

        assert_int_equal(cpf_appraisal_table(appraisal, "next_grade", &table, NULL), CPF_OK);
        rows = cpf_table_row_count(table);
        for (int64_t row = 0; row < rows; row++)
            alone += check_row(model, table, row);
        assert_true(alone > 0 && alone < rows);
        cpf_table_free(table);
        cpf_appraisal_free(appraisal);
        cpf_model_free(model);
    }
}

static void test_wrong(void **state)
{
    cpf_model *model = make_model(NULL, first_card);
    cpf_appraisal *it = appraise(model, 0);
    const struct {
        const cpf_appraisal *before, *after;
        const char *unit;
        int has_table;
        const char *named;
    } wrong[] = {{NULL, it, "P0", 1, "before"},
                 {it, NULL, "P0", 1, "after"},
                 {it, it, NULL, 1, "unit"},
                 {it, it, "P0", 0, "table"}};
    static const char *const without[] = {"P5", "ALL", "nobody"};
    cpf_table *table = NULL;

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        cpf_error *error = NULL;

        assert_int_equal(cpf_explain_difference(wrong[i].before, wrong[i].after, wrong[i].unit,
                                                wrong[i].has_table ? &table : NULL, &error),
                         CPF_E_ARGUMENT);
        assert_non_null(strstr(cpf_error_message_at(error, 0, CPF_ENGLISH), wrong[i].named));
        cpf_error_free(error);
    }
    for (size_t i = 0; i < sizeof without / sizeof *without; i++) {
        cpf_error *error = NULL;

        assert_int_equal(cpf_explain_difference(it, it, without[i], &table, &error), CPF_E_MISSING);
        cpf_test_has(error, "explain-no-total");
        cpf_error_free(error);
    }
    assert_null(table);
    cpf_appraisal_free(it);
    cpf_model_free(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_lines), cmocka_unit_test(test_figures),
                                       cmocka_unit_test(test_gates), cmocka_unit_test(test_next_grade),
                                       cmocka_unit_test(test_wrong)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
