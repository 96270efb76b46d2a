/* SPDX-License-Identifier: MIT */
/* Strict and lenient raters: by hand, by what each method promises, over random ratings in any order; scales by parts
 * and by tables; agreement against published figures; what is not shown; findings; every allocation failing. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

enum { PEOPLE = 12, RATERS = 5, TEXT = 60000, ROUNDS = 40 };

static char text[TEXT], rows[TEXT];

static void add_rating(int person, const char *category, const char *rater, const char *item, const char *value)
{
    size_t n = strlen(rows);

    snprintf(rows + n, sizeof rows - n,
             "%s{\"unit\": \"P%d\", \"category\": \"%s\", \"rater\": \"%s\", \"item\": \"%s\", \"value\": \"%s\"}",
             n ? ", " : "", person, category, rater, item, value);
}

static cpf_plan *make_plan(cpf_context *context, const char *more)
{
    int n = sprintf(
        text, "{\"channelperf\": 1, \"calendar\": {\"years\": [2026, 2026]}, \"levels\": [{\"code\": \"company\"}, "
              "{\"code\": \"person\"}], \"units\": [{\"level\": \"company\", \"code\": \"ALL\"}");
    cpf_plan *plan = NULL;
    cpf_error *error = NULL;

    for (int p = 0; p < PEOPLE; p++)
        n += sprintf(text + n, ", {\"level\": \"person\", \"code\": \"P%d\", \"parent\": \"ALL\"}", p);
    snprintf(
        text + n, sizeof text - (size_t)n,
        "], \"measures\": [{\"code\": \"m\", \"kind\": \"sum\", \"decimals\": 0}], \"indicators\": [{\"code\": "
        "\"skill\", \"formula\": \"sum(m)\", \"unit\": \"point\", \"decimals\": 4, \"direction\": \"more\", "
        "\"owner\": \"o\", \"data_source\": \"d\"}, {\"code\": \"will\", \"formula\": \"sum(m)\", \"unit\": \"point\", "
        "\"owner\": \"o\", \"data_source\": \"d\"}, {\"code\": \"luck\", \"formula\": \"sum(m)\", \"unit\": \"point\", "
        "\"owner\": \"o\", \"data_source\": \"d\"}], \"records\": [{\"kind\": \"rating\", \"set\": {\"indicator\": "
        "\"skill\", \"period\": \"2026\"}, \"rows\": [%s]}%s]}",
        rows, more);
    if (cpf_plan_parse(context, text, (int64_t)strlen(text), NULL, &plan, &error) != CPF_E_MEMORY)
        cpf_test_tell(CPF_OK, error);
    cpf_error_free(error);
    return plan;
}

static cpf_model *make_model(const char *more)
{
    cpf_plan *plan = make_plan(NULL, more);
    cpf_model *model = NULL;
    cpf_error *error = NULL;

    assert_int_equal(cpf_test_tell(cpf_plan_freeze(plan, &model, &error), error), CPF_OK);
    cpf_plan_free(plan);
    return model;
}

static cpf_tables *review(const cpf_model *model, const char *only)
{
    cpf_stage_options options;
    cpf_tables *tables = NULL;
    cpf_error *error = NULL;

    assert_int_equal(cpf_stage_options_init(&options, sizeof options), CPF_OK);
    options.only = only;
    assert_int_equal(cpf_test_tell(cpf_review(model, NULL, &options, &tables, &error), error), CPF_OK);
    return tables;
}

static void check_cell(const cpf_tables *tables, const char *column, int64_t row, const char *wanted)
{
    const cpf_table *table = cpf_tables_at(tables, 0);
    char cell[64];

    assert_true(cpf_table_find(table, column) >= 0);
    assert_string_equal(cpf_table_format(table, cpf_table_find(table, column), row, cell), wanted);
}

static double number(const cpf_table *table, const char *column, int64_t row)
{
    char cell[64];

    return strtod(cpf_table_format(table, cpf_table_find(table, column), row, cell), NULL);
}

/* The value of the indicator, in 0.0001; INT64_MIN: none. */
static int64_t value_of(const cpf_model *model, int person)
{
    cpf_facts *facts = NULL;
    cpf_error *error = NULL;
    int64_t value = INT64_MIN;
    char code[8];

    snprintf(code, sizeof code, "P%d", person);
    assert_int_equal(cpf_facts_new(model, &facts, NULL), CPF_OK);
    assert_int_equal(cpf_test_tell(cpf_rate(model, facts, &error), error), CPF_OK);
    (void)cpf_facts_value(facts, cpf_model_find_unit(model, code), 0, cpf_model_find_period(model, "2026"), &value);
    cpf_facts_free(facts);
    return value;
}

#define STRICT(fields) ", {\"kind\": \"strictness\", \"rows\": [{\"indicator\": \"skill\", \"minimum\": 1" fields "}]}"

/* Strict gives 2, 4, 3; lenient 5, 5, 8: means 3 and 6, of all 4.5; deviations sqrt(2/3), sqrt(2), sqrt(3.5833...). */
static void two_raters(void)
{
    rows[0] = '\0';
    add_rating(0, "manager", "strict", "", "2");
    add_rating(1, "manager", "strict", "", "4");
    add_rating(2, "manager", "strict", "", "3");
    add_rating(3, "manager", "lenient", "", "5");
    add_rating(4, "manager", "lenient", "", "5");
    add_rating(5, "manager", "lenient", "", "8");
}

typedef struct by_hand {
    const char *more;
    int64_t values[6];
} by_hand;

static const by_hand cases[] = {
    {"", {20000, 40000, 30000, 50000, 50000, 80000}},
    {STRICT(""), {30000, 60000, 45000, 37500, 37500, 60000}},                        /* times 1.5, times 0.75 */
    {STRICT(", \"method\": \"shift\""), {35000, 55000, 45000, 35000, 35000, 65000}}, /* plus 1.5, less 1.5 */
    {STRICT(", \"method\": \"shift\", \"shrinkage\": 3"), {27500, 47500, 37500, 42500, 42500, 72500}}, /* half of it */
    {STRICT(", \"method\": \"shift\", \"shrinkage\": \"0.001\""), {34995, 54995, 44995, 35005, 35005, 65005}},
    /* 4.5 - sqrt(3.58333) / sqrt(2/3) = 4.5 - 1.892969 / 0.816497, and 1.892969 / 1.414214 a point */
    {STRICT(", \"method\": \"z_score\""), {21816, 68184, 45000, 31615, 31615, 71771}},
    {STRICT(", \"method\": \"z_score\", \"shrinkage\": 3"), {20908, 54092, 37500, 40807, 40807, 75885}},
    {", {\"kind\": \"strictness\", \"rows\": [{\"indicator\": \"skill\", \"minimum\": 4}]}",
     {20000, 40000, 30000, 50000, 50000, 80000}},
    {STRICT("") ", {\"kind\": \"rating_rule\", \"rows\": [{\"indicator\": \"skill\", \"low\": 1, \"high\": 5, "
                "\"to_low\": 1, "
                "\"to_high\": 5}]}", /* ratings stay on the form */
     {30000, 50000, 45000, 37500, 37500, 50000}},
};

static void test_by_hand(void **state)
{
    (void)state;
    two_raters();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cpf_model *model = make_model(cases[i].more);

        for (int p = 0; p < 6; p++)
            if (value_of(model, p) != cases[i].values[p])
                fail_msg("case %d, P%d: %lld", (int)i, p, (long long)value_of(model, p));
        cpf_model_free(model);
    }
}

/* Raw and corrected side by side; the records are as they were. */
static void test_tables(void **state)
{
    cpf_model *model;
    cpf_tables *tables;
    cpf_table *records = NULL;

    (void)state;
    two_raters();
    add_rating(6, "manager", "", "", "1");
    add_rating(6, "self", "P6", "", "9");
    model = make_model(
        ", {\"kind\": \"strictness\", \"rows\": [{\"indicator\": \"skill\", \"minimum\": 2, \"shrinkage\": 1}]}");
    tables = review(model, "strictness");
    assert_int_equal(cpf_table_row_count(cpf_tables_at(tables, 0)), 4);
    check_cell(tables, "rater", 0, "");
    check_cell(tables, "why_not", 0, "unnamed");
    check_cell(tables, "rater", 1, "lenient");
    check_cell(tables, "ratings", 1, "3");
    check_cell(tables, "mean", 1, "6.0000");
    check_cell(tables, "all_mean", 1, "4.0000");
    check_cell(tables, "factor", 1, "1.5000");
    check_cell(tables, "share", 1, "0.7500");
    check_cell(tables, "corrected", 1, "1");
    check_cell(tables, "deviation", 2, "0.816497");
    check_cell(tables, "why_not", 3, "few_ratings");
    check_cell(tables, "category", 3, "self");
    cpf_tables_free(tables);
    tables = review(model, "corrected_ratings");
    assert_int_equal(cpf_table_row_count(cpf_tables_at(tables, 0)), 8);
    check_cell(tables, "unit", 5, "P5");
    check_cell(tables, "raw", 5, "8.0000");
    check_cell(tables, "counted", 5, "6.0000"); /* 8 - 0.75 * (8 - 8 * 4 / 6) */
    check_cell(tables, "counted", 6, "1.0000");
    cpf_tables_free(tables);
    tables = review(model, "ratings");
    check_cell(tables, "mean", 5, "6.0000");
    check_cell(tables, "raw_mean", 5, "8.0000");
    cpf_tables_free(tables);
    tables = review(model, "rating_scores");
    check_cell(tables, "score", 5, "6.0000");
    check_cell(tables, "mapped", 5, "6.0000");
    check_cell(tables, "raw", 5, "8.0000");
    cpf_tables_free(tables);
    assert_int_equal(cpf_model_table(model, "rating", &records, NULL), CPF_OK);
    assert_true(number(records, "value", 5) == 8);
    cpf_table_free(records);
    cpf_model_free(model);
}

/* No factor of a mean of 0, no spread of equal ratings. */
static void test_not_defined(void **state)
{
    cpf_model *model;
    cpf_tables *tables;

    (void)state;
    rows[0] = '\0';
    add_rating(0, "manager", "a", "", "0");
    add_rating(1, "manager", "a", "", "0");
    add_rating(2, "manager", "b", "", "4");
    add_rating(3, "manager", "b", "", "5");
    model = make_model(STRICT(""));
    tables = review(model, "strictness");
    check_cell(tables, "why_not", 0, "not_positive");
    check_cell(tables, "corrected", 1, "1");
    assert_int_equal(value_of(model, 0), 0);
    cpf_tables_free(tables);
    cpf_model_free(model);
    model = make_model(STRICT(", \"method\": \"z_score\""));
    tables = review(model, "strictness");
    check_cell(tables, "why_not", 0, "no_spread");
    check_cell(tables, "factor", 0, "0.0000");
    cpf_tables_free(tables);
    cpf_model_free(model);
    rows[0] = '\0';
    add_rating(0, "manager", "a", "", "-1");
    add_rating(1, "manager", "b", "", "1");
    model = make_model(STRICT(""));
    tables = review(model, "strictness");
    check_cell(tables, "factor", 0, "");
    check_cell(tables, "why_not", 1, "not_positive");
    cpf_tables_free(tables);
    cpf_model_free(model);
}

/* A rater is compared with those of his category, or with all; then he is one, whatever he rates as. */
static void test_scope(void **state)
{
    cpf_model *model;
    cpf_tables *tables;

    (void)state;
    rows[0] = '\0';
    add_rating(0, "manager", "a", "", "2");
    add_rating(0, "peer", "b", "", "6");
    add_rating(1, "peer", "a", "", "4");
    model = make_model(STRICT(", \"method\": \"shift\""));
    assert_int_equal(value_of(model, 0), 35000); /* (2 + 5) / 2 */
    cpf_model_free(model);
    model = make_model(STRICT(", \"method\": \"shift\", \"scope\": \"all\""));
    assert_int_equal(value_of(model, 0), 35000); /* (3 + 4) / 2 */
    assert_int_equal(value_of(model, 1), 50000);
    tables = review(model, "strictness");
    assert_int_equal(cpf_table_row_count(cpf_tables_at(tables, 0)), 2);
    check_cell(tables, "category", 0, "");
    check_cell(tables, "ratings", 0, "2");
    cpf_tables_free(tables);
    cpf_model_free(model);
}

/* Where raters stay unknown, nothing tells what one of them gave. */
static void test_anonymous(void **state)
{
    cpf_model *model;
    cpf_tables *tables;

    (void)state;
    two_raters();
    model = make_model(
        STRICT("") ", {\"kind\": \"rating_rule\", \"rows\": [{\"indicator\": \"skill\", \"anonymous\": 4}]}");
    tables = review(model, "corrected_ratings");
    assert_int_equal(cpf_table_row_count(cpf_tables_at(tables, 0)), 0);
    cpf_tables_free(tables);
    tables = review(model, "strictness");
    check_cell(tables, "mean", 0, "");
    check_cell(tables, "factor", 0, "");
    check_cell(tables, "all_mean", 0, "4.5000");
    cpf_tables_free(tables);
    tables = review(model, "ratings");
    check_cell(tables, "raw_mean", 0, "");
    cpf_tables_free(tables);
    cpf_model_free(model);
}

/* What a method promises: all raters have the mean of all; by z-score also the spread; shrunk, part of the way. */
static void check_promise(const cpf_model *model, const char *method, double share)
{
    cpf_tables *tables = review(model, "corrected_ratings"), *strict = review(model, "strictness");
    const cpf_table *values = cpf_tables_at(tables, 0), *raters = cpf_tables_at(strict, 0);

    for (int64_t r = 0; r < cpf_table_row_count(raters); r++) {
        double raw = 0, counted = 0, squares = 0, n = 0, all = number(raters, "all_mean", r);

        for (int64_t i = 0; i < cpf_table_row_count(values); i++) {
            if (strcmp(cpf_table_text(values, cpf_table_find(values, "rater"), i),
                       cpf_table_text(raters, cpf_table_find(raters, "rater"), r)) != 0)
                continue;
            n++;
            raw += number(values, "raw", i);
            counted += number(values, "counted", i);
            squares += number(values, "counted", i) * number(values, "counted", i);
        }
        assert_true(fabs(n - number(raters, "ratings", r)) < 0.5);
        assert_true(fabs(raw / n - number(raters, "mean", r)) < 0.0001);
        if (!number(raters, "corrected", r)) {
            assert_true(fabs(raw - counted) < 1e-9);
            continue;
        }
        assert_true(fabs(counted / n - (raw / n + share * (all - raw / n))) < 0.0003);
        if (strcmp(method, "z_score") == 0 && share == 1)
            assert_true(fabs(sqrt(fabs(squares / n - counted / n * counted / n)) - number(raters, "all_deviation", r)) <
                        0.001);
    }
    cpf_tables_free(strict);
    cpf_tables_free(tables);
}

static char *bytes_of(const cpf_model *model)
{
    static const char *const names[] = {"ratings", "strictness", "corrected_ratings", "agreement"};
    char *all = calloc(1, TEXT * 4);

    for (int i = 0; i < 4; i++) {
        cpf_tables *tables = review(model, names[i]);
        cpf_text *csv = NULL;

        assert_int_equal(cpf_table_write(cpf_tables_at(tables, 0), "csv", CPF_ENGLISH, &csv, NULL), CPF_OK);
        strcat(all, cpf_text_data(csv));
        cpf_text_free(csv);
        cpf_tables_free(tables);
    }
    return all;
}

static void write_drawn(const int64_t *drawn, const int32_t *order)
{
    rows[0] = '\0';
    for (int i = 0; i < PEOPLE * RATERS; i++) {
        int at = order[i];
        char rater[8], value[16];

        snprintf(rater, sizeof rater, "r%d", at % RATERS);
        snprintf(value, sizeof value, "%d.%02d", (int)(drawn[at] / 100), (int)(drawn[at] % 100));
        if (drawn[at])
            add_rating(at / RATERS, "peer", rater, "", value);
    }
}

static void test_promises(void **state)
{
    static const char *const methods[] = {"factor", "z_score", "shift"};
    cpf_test_random random = cpf_test_seed("strictness", 9);

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        int64_t drawn[PEOPLE * RATERS];
        int32_t order[PEOPLE * RATERS];
        char more[200];
        const char *method = methods[round % 3];
        cpf_model *model, *other;
        char *one, *two;

        for (int i = 0; i < PEOPLE * RATERS; i++) {
            drawn[i] = cpf_test_between(&random, 0, 3) ? cpf_test_between(&random, 100, 500) : 0;
            order[i] = i;
        }
        snprintf(
            more, sizeof more,
            ", {\"kind\": \"strictness\", \"rows\": [{\"indicator\": \"skill\", \"method\": \"%s\", \"minimum\": 3}]}",
            method);
        write_drawn(drawn, order);
        model = make_model(more);
        check_promise(model, method, 1);
        cpf_test_shuffle(&random, order, PEOPLE * RATERS);
        write_drawn(drawn, order);
        other = make_model(more);
        one = bytes_of(model);
        two = bytes_of(other);
        assert_string_equal(one, two);
        free(one);
        free(two);
        cpf_model_free(other);
        cpf_model_free(model);
    }
}

#define OTHERS(indicator, period, a, b)                                                                                \
    ", {\"kind\": \"rating\", \"set\": {\"indicator\": \"" indicator "\", \"period\": \"" period                       \
    "\", \"category\": \"manager\"}, \"rows\": [{\"unit\": \"P0\", \"rater\": \"x\", \"value\": " a                    \
    "}, {\"unit\": \"P1\", \"rater\": \"y\", \"value\": " b "}]}"

/* Indicators and periods stand by themselves; one that has no record is not corrected; a period may be asked for. */
static void test_apart(void **state)
{
    static const char *const names[] = {"strictness", "corrected_ratings", "agreement", "ratings"};
    static const int64_t all[] = {6, 10, 4, 12}, month[] = {2, 2, 2, 4};
    cpf_model *model;
    cpf_tables *tables;

    (void)state;
    two_raters();
    model = make_model(OTHERS("will", "2026-01", "1", "3") OTHERS("will", "2026-02", "6", "8") OTHERS(
        "luck", "2026-01", "4", "2") STRICT(", \"method\": \"shift\"}, {\"indicator\": "
                                            "\"will\", \"minimum\": 1, \"method\": \"shift\""));
    tables = review(model, "corrected_ratings");
    check_cell(tables, "unit", 1, "P0");
    check_cell(tables, "period", 1, "2026-01");
    check_cell(tables, "counted", 1, "2.0000");
    check_cell(tables, "counted", 2, "7.0000");
    cpf_tables_free(tables);
    for (int i = 0; i < 4; i++) {
        cpf_stage_options options;

        tables = review(model, names[i]);
        assert_int_equal(cpf_table_row_count(cpf_tables_at(tables, 0)), all[i]);
        cpf_tables_free(tables);
        assert_int_equal(cpf_stage_options_init(&options, sizeof options), CPF_OK);
        options.only = names[i];
        options.period = cpf_model_find_period(model, "2026-01");
        assert_int_equal(cpf_review(model, NULL, &options, &tables, NULL), CPF_OK);
        assert_int_equal(cpf_table_row_count(cpf_tables_at(tables, 0)), month[i]);
        cpf_tables_free(tables);
    }
    cpf_model_free(model);
}

typedef struct scale_case {
    const char *more, *given;
    int64_t wanted;
} scale_case;

#define PARTS(low, high, to_low, to_high)                                                                              \
    ", {\"kind\": \"rating_rule\", \"rows\": [{\"indicator\": \"skill\", \"map\": \"parts\", \"low\": " low            \
    ", \"high\": " high ", \"to_low\": " to_low ", \"to_high\": " to_high "}]}"
#define TABLE                                                                                                          \
    ", {\"kind\": \"rating_rule\", \"rows\": [{\"indicator\": \"skill\", \"map\": \"table\"}]}, {\"kind\": "           \
    "\"scale_step\", \"set\": {\"indicator\": \"skill\"}, \"rows\": [{\"from\": \"3.5\", \"to\": 100}, {\"from\": 1, " \
    "\"to\": 20}, "                                                                                                    \
    "{\"from\": 2, \"to\": \"60.5\"}]}"

/* SAP 3628265: four levels in three bins are 1, 1, 2, 3; and a table of one's own. */
static const scale_case scales[] = {
    {PARTS("1", "4", "1", "3"), "1", 10000},
    {PARTS("1", "4", "1", "3"), "2", 10000},
    {PARTS("1", "4", "1", "3"), "3", 20000},
    {PARTS("1", "4", "1", "3"), "4", 30000},
    {PARTS("1", "4", "1", "3"), "2.0001", 20000},
    {PARTS("1", "4", "1", "3"), "9", 30000},
    {PARTS("1", "4", "1", "3"), "-9", 10000},
    {PARTS("0", "100", "-1", "1"), "33.3334", 0},
    {PARTS("0", "100", "-1", "1"), "33.3333", -10000},
    {TABLE, "1", 200000},
    {TABLE, "1.9999", 200000},
    {TABLE, "2", 605000},
    {TABLE, "3.4999", 605000},
    {TABLE, "3.5", 1000000},
    {TABLE, "99", 1000000},
    {TABLE, "0.9999", INT64_MIN},
};

static void test_scales(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof scales / sizeof scales[0]; i++) {
        cpf_model *model;
        cpf_tables *tables;

        rows[0] = '\0';
        add_rating(0, "manager", "m", "", scales[i].given);
        model = make_model(scales[i].more);
        if (value_of(model, 0) != scales[i].wanted)
            fail_msg("%s becomes %lld", scales[i].given, (long long)value_of(model, 0));
        tables = review(model, "rating_scores");
        if (scales[i].wanted == INT64_MIN)
            check_cell(tables, "mapped", 0, "");
        cpf_tables_free(tables);
        cpf_model_free(model);
    }
}

/* Shrout & Fleiss 1979: six subjects, four judges; ICC(2,1) .29, ICC(2,4) .62. */
static void test_agreement(void **state)
{
    static const char *const judged[6][4] = {{"9", "2", "5", "8"}, {"6", "1", "3", "2"},  {"8", "4", "6", "8"},
                                             {"7", "1", "2", "6"}, {"10", "5", "6", "9"}, {"6", "2", "4", "7"}};
    /* Krippendorff 2011: four observers, twelve units; interval alpha .849 */
    static const char *const observed[4][12] = {{"1", "2", "3", "3", "2", "1", "4", "1", "2", "", "", ""},
                                                {"1", "2", "3", "3", "2", "2", "4", "1", "2", "5", "", "3"},
                                                {"", "3", "3", "3", "2", "3", "4", "2", "2", "5", "1", ""},
                                                {"1", "2", "3", "3", "2", "4", "4", "1", "2", "5", "1", ""}};
    cpf_model *model;
    cpf_tables *tables;

    (void)state;
    rows[0] = '\0';
    for (int p = 0; p < 6; p++)
        for (int r = 0; r < 4; r++) {
            char name[8];

            snprintf(name, sizeof name, "j%d", r);
            add_rating(p, "manager", name, "", judged[p][r]);
        }
    for (int r = 0; r < 4; r++)
        for (int p = 0; p < 12; p++) {
            char name[8];

            snprintf(name, sizeof name, "o%d", r);
            add_rating(p, "peer", name, "", observed[r][p]);
        }
    add_rating(0, "self", "P0", "", "4");
    add_rating(1, "two", "a", "", "4"); /* two agree on all three */
    add_rating(1, "two", "b", "", "4");
    add_rating(2, "two", "a", "", "2");
    add_rating(2, "two", "b", "", "2");
    add_rating(3, "two", "a", "", "3");
    add_rating(3, "two", "b", "", "3");
    model = make_model("");
    tables = review(model, "agreement");
    assert_int_equal(cpf_table_row_count(cpf_tables_at(tables, 0)), 4);
    assert_true(fabs(number(cpf_tables_at(tables, 0), "icc", 0) - 0.29) < 0.005);
    assert_true(fabs(number(cpf_tables_at(tables, 0), "icc_mean", 0) - 0.62) < 0.005);
    check_cell(tables, "complete", 0, "6");
    check_cell(tables, "kappa", 0, "");
    assert_true(fabs(number(cpf_tables_at(tables, 0), "alpha", 1) - 0.849) < 0.0005);
    check_cell(tables, "complete", 1, "8");
    check_cell(tables, "ratees", 1, "12");
    check_cell(tables, "ratings", 1, "41");
    check_cell(tables, "complete", 2, ""); /* one rater alone */
    check_cell(tables, "raters", 2, "1");
    assert_true(fabs(number(cpf_tables_at(tables, 0), "kappa", 3) - 1) < 1e-9);
    assert_true(fabs(number(cpf_tables_at(tables, 0), "w", 3) - 1) < 1e-9);
    cpf_tables_free(tables);
    cpf_model_free(model);
}

/* Raters without a common ratee; ratings of two of which none is alike; unnamed ones. */
static void test_no_agreement(void **state)
{
    cpf_model *model;
    cpf_tables *tables;

    (void)state;
    rows[0] = '\0';
    add_rating(0, "apart", "a", "", "4");
    add_rating(1, "apart", "b", "", "3");
    add_rating(0, "same", "a", "", "4");
    add_rating(0, "same", "b", "", "4");
    add_rating(1, "same", "a", "", "4");
    add_rating(1, "same", "b", "", "4");
    add_rating(2, "unnamed", "", "", "4");
    model = make_model("");
    tables = review(model, "agreement");
    assert_int_equal(cpf_table_row_count(cpf_tables_at(tables, 0)), 2);
    check_cell(tables, "complete", 0, "0");
    check_cell(tables, "alpha", 0, "");
    check_cell(tables, "kappa", 1, ""); /* one class only */
    cpf_tables_free(tables);
    cpf_model_free(model);
}

static const char *const wrong[][3] = {
    {", {\"kind\": \"rating_rule\", \"rows\": [{\"indicator\": \"skill\", \"map\": \"parts\"}]}", "rating-scale",
     "records[1].rows[0].high"},
    {PARTS("1", "4", "\"1.5\"", "3"), "rating-parts", "records[1].rows[0].to_high"},
    {PARTS("1", "4", "3", "1"), "rating-parts", "records[1].rows[0].to_high"},
    {PARTS("4", "1", "1", "3"), "rating-scale", "records[1].rows[0].high"},
    {", {\"kind\": \"rating_rule\", \"rows\": [{\"indicator\": \"skill\", \"map\": \"table\"}]}", "rating-table",
     "records[1].rows[0].map"},
    {", {\"kind\": \"rating_rule\", \"rows\": [{\"indicator\": \"skill\", \"map\": \"table\", \"low\": 1}]}, "
     "{\"kind\": "
     "\"scale_step\", \"rows\": [{\"indicator\": \"skill\", \"from\": \"1.5\", \"to\": 2}]}",
     "rating-table", "records[1].rows[0].map"},
    {", {\"kind\": \"strictness\", \"rows\": [{\"indicator\": \"skill\", \"minimum\": 0}]}", "field-range",
     "records[1].rows[0].minimum"},
    {", {\"kind\": \"strictness\", \"rows\": [{\"indicator\": \"skill\", \"method\": \"rasch\"}]}", "choice",
     "records[1].rows[0].method"},
};

static void test_wrong(void **state)
{
    (void)state;
    two_raters();
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        cpf_plan *plan = make_plan(NULL, wrong[i][0]);
        cpf_error *error = NULL;
        int32_t at;

        assert_int_equal(cpf_plan_check(plan, &error), CPF_E_PLAN);
        at = cpf_test_has(error, wrong[i][1]);
        if (!strstr(cpf_error_subject_at(error, at), wrong[i][2]))
            fail_msg("%s is told at %s", wrong[i][1], cpf_error_subject_at(error, at));
        cpf_error_free(error);
        cpf_plan_free(plan);
    }
}

/* Squares that 128 bits do not hold; a corrected rating that does not fit. */
static void check_range(const char *more)
{
    static const char *const names[] = {"ratings", "strictness", "corrected_ratings"};
    cpf_model *model = make_model(more);
    cpf_facts *facts = NULL;
    cpf_error *error = NULL;

    for (int i = 0; i < 3; i++) {
        cpf_stage_options options;
        cpf_tables *tables = NULL;

        assert_int_equal(cpf_stage_options_init(&options, sizeof options), CPF_OK);
        options.only = names[i];
        assert_int_equal(cpf_review(model, NULL, &options, &tables, NULL), CPF_E_RANGE);
    }
    assert_int_equal(cpf_facts_new(model, &facts, NULL), CPF_OK);
    assert_int_equal(cpf_rate(model, facts, &error), CPF_E_RANGE);
    assert_true(*cpf_error_subject_at(error, cpf_test_has(error, "rating-range")) == 'P');
    cpf_error_free(error);
    cpf_facts_free(facts);
    cpf_model_free(model);
}

static void test_range(void **state)
{
    (void)state;
    rows[0] = '\0';
    add_rating(0, "manager", "a", "", "900000000000000");
    add_rating(1, "manager", "a", "", "1");
    add_rating(2, "manager", "b", "", "-900000000000000");
    check_range(STRICT(", \"method\": \"shift\""));
    rows[0] = '\0';
    add_rating(0, "manager", "a", "", "0.0001");
    add_rating(1, "manager", "a", "", "-0.0000");
    add_rating(2, "manager", "a", "", "900000000");
    add_rating(3, "manager", "b", "", "900000000");
    add_rating(4, "manager", "b", "", "-899999999.9999");
    check_range(STRICT(""));
}

/* Whatever fits or not, all who ask hear the same. */
static void test_range_agrees(void **state)
{
    static const char *const large[] = {"1000000000000.0001", "300000000000.0007", "20000000000.0003", "90000000.0001"};
    static const char *const methods[] = {"factor", "z_score", "shift"};
    static const char *const shrinkages[] = {"0", "0.0007", "999983.0001"};
    int fit = 0, out = 0;

    (void)state;
    for (int i = 0; i < 4 * 3 * 3; i++) {
        cpf_facts *facts = NULL;
        cpf_stage_options options;
        cpf_tables *tables = NULL;
        cpf_model *model;
        cpf_status status;
        char more[300];

        rows[0] = '\0';
        add_rating(0, "manager", "a", "", large[i % 4]);
        add_rating(1, "manager", "a", "", "0.0003");
        add_rating(2, "manager", "a", "", "70000000.0001");
        add_rating(3, "manager", "b", "", "1.0001");
        add_rating(4, "manager", "b", "", large[(i + 1) % 4]);
        snprintf(more, sizeof more, STRICT(", \"method\": \"%s\", \"shrinkage\": \"%s\""), methods[i / 4 % 3],
                 shrinkages[i / 12]);
        model = make_model(more);
        assert_int_equal(cpf_facts_new(model, &facts, NULL), CPF_OK);
        status = cpf_rate(model, facts, NULL);
        assert_int_equal(cpf_stage_options_init(&options, sizeof options), CPF_OK);
        options.only = "corrected_ratings";
        assert_int_equal(cpf_review(model, NULL, &options, &tables, NULL), status);
        fit += status == CPF_OK;
        out += status == CPF_E_RANGE;
        cpf_tables_free(tables);
        cpf_facts_free(facts);
        cpf_model_free(model);
    }
    assert_int_equal(fit + out, 4 * 3 * 3);
    assert_true(fit && out);
}

static void test_chaos(void **state)
{
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    two_raters();
    add_rating(0, "manager", "lenient", "", "4");
    add_rating(1, "manager", "lenient", "", "7");
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(-1, &memory);
        cpf_plan *plan = make_plan(context, STRICT(", \"method\": \"z_score\"") PARTS("1", "10", "1", "5"));
        cpf_model *model = NULL;
        cpf_facts *facts = NULL;
        cpf_tables *tables = NULL;

        cpf_test_memory_limit(memory, n);
        status = cpf_plan_freeze(plan, &model, NULL);
        if (status == CPF_OK)
            status = cpf_facts_new(model, &facts, NULL);
        if (status == CPF_OK)
            status = cpf_rate(model, facts, NULL);
        if (status == CPF_OK)
            status = cpf_review(model, NULL, NULL, &tables, NULL);
        cpf_test_memory_limit(memory, -1);
        if (status == CPF_OK)
            assert_non_null(cpf_tables_find(tables, "agreement"));
        cpf_tables_free(tables);
        cpf_facts_free(facts);
        cpf_model_free(model);
        cpf_plan_free(plan);
        cpf_test_failing_free(context, memory);
    }
    assert_int_equal(status, CPF_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_hand),   cmocka_unit_test(test_tables),       cmocka_unit_test(test_not_defined),
        cmocka_unit_test(test_scope),     cmocka_unit_test(test_apart),        cmocka_unit_test(test_range_agrees),
        cmocka_unit_test(test_anonymous), cmocka_unit_test(test_promises),     cmocka_unit_test(test_scales),
        cmocka_unit_test(test_agreement), cmocka_unit_test(test_no_agreement), cmocka_unit_test(test_wrong),
        cmocka_unit_test(test_range),     cmocka_unit_test(test_chaos),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
