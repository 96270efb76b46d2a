/* SPDX-License-Identifier: MIT */
/* Ratings at their edges: cells side by side, and ratings that cannot be added up exactly. */
#include "review_limits.h"

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

/* Too few raters give no value. */
static void test_too_few(void **state)
{
    cpf_model *model = make_model(
        NULL,
        RATINGS(RATING("P1", "sales", "2026-Q1", "a", "2") ", " RATING("P2", "sales", "2026-Q1", "a", "2") ", " RATING(
            "P2", "sales", "2026-Q1", "b", "5")) ", {\"kind\": \"rating_rule\", "
                                                 "\"rows\": [{\"indicator\": \"sales\", \"minimum\": 2}]}");
    cpf_id sales = cpf_model_find_indicator(model, "sales"), period = cpf_model_find_period(model, "2026-Q1");
    cpf_facts *facts = NULL;
    int64_t value = 0;

    (void)state;
    assert_int_equal(cpf_facts_new(model, &facts, NULL), CPF_OK);
    assert_int_equal(cpf_rate(model, facts, NULL), CPF_OK);
    assert_int_equal(cpf_facts_value(facts, cpf_model_find_unit(model, "P1"), sales, period, &value), CPF_E_MISSING);
    assert_int_equal(cpf_facts_value(facts, cpf_model_find_unit(model, "P2"), sales, period, &value), CPF_OK);
    assert_int_equal(value, 35000);
    cpf_facts_free(facts);
    cpf_model_free(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rating_cells),
        cmocka_unit_test(test_rating_range),
        cmocka_unit_test(test_item_range),
        cmocka_unit_test(test_too_few),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
