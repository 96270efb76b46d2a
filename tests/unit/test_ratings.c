/* SPDX-License-Identifier: MIT */
/* Scores out of ratings: published cases, and a dull reference in fractions over random ratings. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

static const char head[] =
    "{\"channelperf\": 1, \"calendar\": {\"years\": [2026, 2026]}, \"levels\": [{\"code\": \"company\"}, {\"code\": "
    "\"person\"}], \"units\": [{\"level\": \"company\", \"code\": \"ALL\"}, {\"level\": \"person\", \"code\": \"U\", "
    "\"parent\": \"ALL\"}, {\"level\": \"person\", \"code\": \"V\", \"parent\": \"ALL\"}], \"measures\": [{\"code\": "
    "\"m\", "
    "\"kind\": \"sum\", \"decimals\": 0}], \"indicators\": [{\"code\": \"skill\", \"formula\": \"sum(m)\", \"unit\": "
    "\"point\", \"decimals\": 4, \"direction\": \"more\", \"owner\": \"o\", \"data_source\": \"d\"}], \"records\": [";

static char rows[65536];

static void add_rating(const char *unit, const char *category, const char *rater, const char *item, const char *value)
{
    size_t n = strlen(rows);

    snprintf(rows + n, sizeof rows - n,
             "%s{\"unit\": \"%s\", \"category\": \"%s\", \"rater\": \"%s\", \"item\": \"%s\", \"value\": \"%s\"}",
             n ? ", " : "", unit, category, rater, item, value);
}

static cpf_plan *make_plan(cpf_context *context, const char *more)
{
    static char text[80000];
    cpf_plan *plan = NULL;

    snprintf(
        text, sizeof text,
        "%s{\"kind\": \"rating\", \"set\": {\"indicator\": \"skill\", \"period\": \"2026\"}, \"rows\": [%s]}%s%s]}",
        head, rows, *more ? ", " : "", more);
    assert_int_equal(cpf_plan_parse(context, text, (int64_t)strlen(text), NULL, &plan, NULL), CPF_OK);
    return plan;
}

/* Value of the indicator of U; INT64_MIN: none. */
static int64_t rate(const char *more)
{
    cpf_plan *plan = make_plan(NULL, more);
    cpf_model *model = NULL;
    cpf_facts *facts = NULL;
    cpf_error *error = NULL;
    int64_t value = INT64_MIN;

    assert_int_equal(cpf_test_tell(cpf_plan_freeze(plan, &model, &error), error), CPF_OK);
    assert_int_equal(cpf_facts_new(model, &facts, NULL), CPF_OK);
    assert_int_equal(cpf_test_tell(cpf_rate(model, facts, &error), error), CPF_OK);
    (void)cpf_facts_value(facts, cpf_model_find_unit(model, "U"), 0, cpf_model_find_period(model, "2026"), &value);
    cpf_facts_free(facts);
    cpf_model_free(model);
    cpf_plan_free(plan);
    return value;
}

/* SAP 2525218: weighted mean 5.4375, from the scale 1-10 to 4-9 6.47. */
static void test_weighted_scale(void **state)
{
    static const char *const ratings[] = {"6", "6", "4", "4", "4", "10", "5", "7.5", "5", "8", "3", "7"};
    static const char *const weights[] = {"10", "10", "10", "10", "15", "2.5", "5", "2.5", "10", "10", "5", "10"};
    char more[4096] = "{\"kind\": \"rating_weight\", \"set\": {\"indicator\": \"skill\"}, \"rows\": [";

    (void)state;
    rows[0] = '\0';
    for (int i = 0; i < 12; i++) {
        char item[16], weight[64];

        snprintf(item, sizeof item, "i%d", i);
        add_rating("U", "manager", "m", item, ratings[i]);
        snprintf(weight, sizeof weight, "%s{\"item\": \"%s\", \"weight\": \"%s\"}", i ? ", " : "", item, weights[i]);
        strcat(more, weight);
    }
    strcat(more, "]}");
    assert_int_equal(rate(more), 54375);
    strcat(
        more,
        ", {\"kind\": \"rating_rule\", \"rows\": [{\"indicator\": \"skill\", \"low\": 1, \"high\": 10, \"to_low\": 4, "
        "\"to_high\": 9}]}");
    assert_int_equal((rate(more) + 50) / 100, 647);
}

/* SAP 2435115, 2743359: 3.4 on 1-5 is 3.1 on 0.25-5, 3.5 is 3.3125 on 0.5-5. */
static void test_scales(void **state)
{
    (void)state;
    rows[0] = '\0';
    add_rating("U", "manager", "m", "", "3.4");
    assert_int_equal(rate("{\"kind\": \"rating_rule\", \"rows\": [{\"indicator\": \"skill\", \"low\": 1, \"high\": 5, "
                          "\"to_low\": \"0.25\", \"to_high\": 5}]}"),
                     31000);
    rows[0] = '\0';
    add_rating("U", "manager", "m", "", "3.5");
    assert_int_equal(rate("{\"kind\": \"rating_rule\", \"rows\": [{\"indicator\": \"skill\", \"low\": 1, \"high\": 5, "
                          "\"to_low\": \"0.5\", \"to_high\": 5}]}"),
                     33125);
}

/* SAP 3417142: means of raters 2, 2.67, 5, 3.67 are not rounded on the way: 3.33, not 3.335. */
static void test_raters_unrounded(void **state)
{
    static const char *const given[4][3] = {{"3", "1", ""}, {"3", "2", "3"}, {"", "5", ""}, {"4", "2", "5"}};

    (void)state;
    rows[0] = '\0';
    for (int rater = 0; rater < 4; rater++) {
        for (int item = 0; item < 3; item++) {
            char name[16], what[16];

            snprintf(name, sizeof name, "r%d", rater);
            snprintf(what, sizeof what, "b%d", item + 1);
            add_rating("U", "peer", name, what, given[rater][item]);
        }
    }
    assert_int_equal(rate(""), 33333);
}

/* frappe/hrms: 5 and 3 of 5 with 30 and 70 are 3.6; what is absent does not divide. */
static void test_absent(void **state)
{
    const char *weights =
        "{\"kind\": \"rating_weight\", \"set\": {\"indicator\": \"skill\"}, \"rows\": [{\"item\": \"a\", "
        "\"weight\": 30}, {\"item\": \"b\", \"weight\": 70}]}";

    (void)state;
    rows[0] = '\0';
    add_rating("U", "manager", "m", "a", "5");
    add_rating("U", "manager", "m", "b", "3");
    add_rating("U", "self", "U", "a", "");
    assert_int_equal(rate(weights), 36000);
    rows[0] = '\0';
    add_rating("V", "manager", "m", "a", "5");
    assert_true(rate(weights) == INT64_MIN);
}

enum { CATEGORIES = 3, RATERS = 5, ITEMS = 4 };

/* given[category][rater][item]: whole points, -1 not rated. */
typedef struct ratings {
    int given[CATEGORIES][RATERS][ITEMS], category_weight[CATEGORIES], item_weight[ITEMS];
} ratings;

static double dull_category(const ratings *r, int category, int item, int minimum, int trim, int *raters)
{
    double means[RATERS], sum = 0;

    *raters = 0;
    for (int k = 0; k < RATERS; k++) {
        double top = 0, bottom = 0;

        for (int i = 0; i < ITEMS; i++) {
            if (r->given[category][k][i] < 0 || (item >= 0 && i != item))
                continue;
            top += (item >= 0 ? 1 : r->item_weight[i]) * r->given[category][k][i];
            bottom += item >= 0 ? 1 : r->item_weight[i];
        }
        if (bottom > 0)
            means[(*raters)++] = top / bottom;
    }
    for (int i = 0; i < *raters; i++)
        for (int k = i + 1; k < *raters; k++)
            if (means[k] < means[i]) {
                double other = means[i];

                means[i] = means[k];
                means[k] = other;
            }
    if (*raters < minimum)
        return -1;
    if (*raters <= 2 * trim)
        trim = 0;
    for (int i = trim; i < *raters - trim; i++)
        sum += means[i];
    return *raters ? sum / (*raters - 2 * trim) : -1;
}

static double dull_score(const ratings *r, int item, int minimum, int trim)
{
    double top = 0, bottom = 0;

    for (int c = 0; c < CATEGORIES; c++) {
        int raters;
        double mean = dull_category(r, c, item, minimum, trim, &raters);

        if (mean < 0)
            continue;
        top += r->category_weight[c] * mean;
        bottom += r->category_weight[c];
    }
    return bottom > 0 ? top / bottom : -1;
}

static double dull_items(const ratings *r, int minimum, int trim)
{
    double top = 0, bottom = 0;

    for (int i = 0; i < ITEMS; i++) {
        double score = dull_score(r, i, minimum, trim);

        if (score < 0)
            continue;
        top += r->item_weight[i] * score;
        bottom += r->item_weight[i];
    }
    return bottom > 0 ? top / bottom : -1;
}

static void draw(cpf_test_random *random, ratings *r)
{
    for (int c = 0; c < CATEGORIES; c++) {
        r->category_weight[c] = (int)cpf_test_between(random, 1, 5);
        for (int k = 0; k < RATERS; k++)
            for (int i = 0; i < ITEMS; i++)
                r->given[c][k][i] =
                    (int)cpf_test_between(random, -2, 10) < 0 ? -1 : (int)cpf_test_between(random, 0, 10);
    }
    for (int i = 0; i < ITEMS; i++)
        r->item_weight[i] = (int)cpf_test_between(random, 1, 4);
}

/* The ratings in any order. */
static void write_rows(cpf_test_random *random, const ratings *r)
{
    int32_t order[CATEGORIES * RATERS * ITEMS];

    rows[0] = '\0';
    for (int i = 0; i < CATEGORIES * RATERS * ITEMS; i++)
        order[i] = i;
    cpf_test_shuffle(random, order, CATEGORIES * RATERS * ITEMS);
    for (int n = 0; n < CATEGORIES * RATERS * ITEMS; n++) {
        int c = order[n] / (RATERS * ITEMS), k = order[n] / ITEMS % RATERS, i = order[n] % ITEMS;
        char category[16], rater[16], item[16], value[16];

        snprintf(category, sizeof category, "c%d", c);
        snprintf(rater, sizeof rater, "r%d", k);
        snprintf(item, sizeof item, "i%d", i);
        snprintf(value, sizeof value, "%d", r->given[c][k][i]);
        add_rating("U", category, rater, item, r->given[c][k][i] < 0 ? "" : value);
    }
}

static void write_more(const ratings *r, int by_item, int minimum, int trim, char *more)
{
    int n =
        sprintf(more,
                "{\"kind\": \"rating_rule\", \"rows\": [{\"indicator\": \"skill\", \"order\": \"%s\", \"minimum\": %d, "
                "\"trim\": %d}]}, {\"kind\": \"rating_weight\", \"set\": {\"indicator\": \"skill\"}, \"rows\": [",
                by_item ? "item_first" : "category_first", minimum, trim);

    for (int c = 0; c < CATEGORIES; c++)
        n += sprintf(more + n, "{\"category\": \"c%d\", \"weight\": %d}, ", c, r->category_weight[c]);
    for (int i = 0; i < ITEMS; i++)
        n += sprintf(more + n, "%s{\"item\": \"i%d\", \"weight\": %d}", i ? ", " : "", i, r->item_weight[i]);
    strcpy(more + n, "]}");
}

static void test_random(void **state)
{
    cpf_test_random random = cpf_test_seed("ratings", 1124);

    (void)state;
    for (int round = 0; round < 40; round++) {
        ratings r;
        char more[4096];
        int by_item = round % 2, minimum = (int)cpf_test_between(&random, 1, 4),
            trim = (int)cpf_test_between(&random, 0, 1);
        double dull;
        int64_t score;

        draw(&random, &r);
        write_rows(&random, &r);
        write_more(&r, by_item, minimum, trim, more);
        dull = by_item ? dull_items(&r, minimum, trim) : dull_score(&r, -1, minimum, trim);
        score = rate(more);
        if (dull < 0)
            assert_true(score == INT64_MIN);
        else
            assert_true(score > dull * 10000 - 0.500001 && score < dull * 10000 + 0.500001);
    }
}

/* A category of two raters is counted, and its mean kept to itself. */
static void test_tables(void **state)
{
    cpf_plan *plan;
    cpf_model *model = NULL;
    cpf_tables *tables = NULL;
    const cpf_table *table;
    char buffer[40];

    (void)state;
    rows[0] = '\0';
    add_rating("U", "manager", "m1", "", "4");
    add_rating("U", "peer", "p1", "", "3");
    add_rating("U", "peer", "p2", "", "5");
    add_rating("U", "peer", "p3", "", "2");
    plan = make_plan(NULL, "{\"kind\": \"rating_rule\", \"rows\": [{\"indicator\": \"skill\", \"anonymous\": 3}]}");
    assert_int_equal(cpf_plan_freeze(plan, &model, NULL), CPF_OK);
    assert_int_equal(cpf_review(model, NULL, NULL, &tables, NULL), CPF_OK);
    table = cpf_tables_find(tables, "ratings");
    assert_int_equal(cpf_table_row_count(table), 2);
    assert_false(cpf_table_valid(table, cpf_table_find(table, "mean"), 0));
    assert_string_equal(cpf_table_format(table, cpf_table_find(table, "mean"), 1, buffer), "3.3333");
    assert_string_equal(cpf_table_format(table, cpf_table_find(table, "raters"), 1, buffer), "3");
    table = cpf_tables_find(tables, "rating_scores");
    assert_string_equal(cpf_table_format(table, cpf_table_find(table, "score"), 0, buffer), "3.6667");
    cpf_tables_free(tables);
    cpf_model_free(model);
    cpf_plan_free(plan);
}

static void test_wrong(void **state)
{
    cpf_plan *plan;
    cpf_error *error = NULL;

    (void)state;
    rows[0] = '\0';
    add_rating("U", "manager", "m1", "", "4");
    plan =
        make_plan(NULL, "{\"kind\": \"rating_rule\", \"rows\": [{\"indicator\": \"skill\", \"low\": 1, \"high\": 5}]}");
    assert_int_equal(cpf_plan_check(plan, &error), CPF_E_PLAN);
    cpf_test_has(error, "rating-scale");
    cpf_error_free(error);
    cpf_plan_free(plan);
    error = NULL;
    assert_int_equal(cpf_rate(NULL, NULL, &error), CPF_E_ARGUMENT);
    cpf_error_free(error);
}

static void test_chaos(void **state)
{
    cpf_test_memory *memory;
    cpf_context *context = cpf_test_failing_context(-1, &memory);
    cpf_plan *plan;
    cpf_model *model = NULL;
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    rows[0] = '\0';
    add_rating("U", "manager", "m1", "a", "4");
    add_rating("V", "peer", "p1", "b", "3");
    plan = make_plan(context,
                     "{\"kind\": \"rating_rule\", \"rows\": [{\"indicator\": \"skill\", \"order\": \"item_first\"}]}");
    assert_int_equal(cpf_plan_freeze(plan, &model, NULL), CPF_OK);
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_facts *facts = NULL;
        cpf_tables *tables = NULL;

        cpf_test_memory_limit(memory, n);
        status = cpf_facts_new(model, &facts, NULL);
        if (status == CPF_OK)
            status = cpf_rate(model, facts, NULL);
        if (status == CPF_OK)
            status = cpf_review(model, NULL, NULL, &tables, NULL);
        cpf_test_memory_limit(memory, -1);
        cpf_tables_free(tables);
        cpf_facts_free(facts);
    }
    assert_int_equal(status, CPF_OK);
    cpf_model_free(model);
    cpf_plan_free(plan);
    cpf_test_failing_free(context, memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_weighted_scale), cmocka_unit_test(test_scales), cmocka_unit_test(test_raters_unrounded),
        cmocka_unit_test(test_absent),         cmocka_unit_test(test_random), cmocka_unit_test(test_tables),
        cmocka_unit_test(test_wrong),          cmocka_unit_test(test_chaos),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
