/* SPDX-License-Identifier: MIT */
/* Lines that score distances, ranks and cells of matrices: against a dull reference, in any order of records; what is
 * missing; explanations that add up; findings; every allocation failing. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "decimal.h"
#include "explain_check.h"
#include "support.h"

enum { PEOPLE = 24, REGIONS = 3, ROUNDS = 60, TEXT = 24000, EDGES = 4 };
enum { SALES, RATE, DAYS, STOCK, VISITS, INDICATORS };

static const char *const codes[INDICATORS] = {"sales", "rate", "days", "stock", "visits"};
static const char *const directions[INDICATORS] = {"more", "more", "less", "range", "more"};
static const int decimals[INDICATORS] = {2, 4, 0, 1, 1};

/* What is drawn: the matrix, in 0.0001 and 0.000001, the words of the records, and the figures of everybody. */
typedef struct drawn {
    int64_t row_from[EDGES], column_from[EDGES], cells[EDGES][EDGES];
    int rows_by_value, columns_by_value, upper, rate_by_value, days_siblings, stock_siblings;
    int64_t actual[PEOPLE][INDICATORS], target[PEOPLE][INDICATORS]; /* INT64_MIN: none */
} drawn;

static int64_t maybe(cpf_test_random *random, int64_t value)
{
    return cpf_test_between(random, 0, 9) ? value : INT64_MIN;
}

static void draw(cpf_test_random *random, drawn *it)
{
    for (int i = 0; i < EDGES; i++) {
        it->row_from[i] = (i ? it->row_from[i - 1] : -1000) + cpf_test_between(random, 1, 6000);
        it->column_from[i] = (i ? it->column_from[i - 1] : -1000) + cpf_test_between(random, 1, 6000);
        for (int k = 0; k < EDGES; k++)
            it->cells[i][k] = cpf_test_between(random, 0, 1500000);
    }
    it->rows_by_value = (int)cpf_test_between(random, 0, 1);
    it->columns_by_value = (int)cpf_test_between(random, 0, 1);
    it->upper = (int)cpf_test_between(random, 0, 1);
    it->rate_by_value = (int)cpf_test_between(random, 0, 1);
    it->days_siblings = (int)cpf_test_between(random, 0, 1);
    it->stock_siblings = (int)cpf_test_between(random, 0, 1);
    for (int p = 0; p < PEOPLE; p++)
        for (int k = 0; k < INDICATORS; k++) {
            it->target[p][k] = maybe(random, cpf_test_between(random, -1, 6) * 100);
            it->actual[p][k] = maybe(random, cpf_test_between(random, -2, 40) * (k == DAYS || k == STOCK ? 25 : 50));
        }
    for (int p = 0; p < PEOPLE; p += 3) { /* at an edge */
        it->target[p][SALES] = it->target[p][RATE] = 10000;
        it->actual[p][SALES] = it->row_from[cpf_test_between(random, 0, EDGES - 1)];
        it->actual[p][RATE] = it->column_from[cpf_test_between(random, 0, EDGES - 1)];
    }
}

static int write_head(char *text)
{
    int n = sprintf(
        text,
        "{\"channelperf\": 1, \"calendar\": {\"years\": [2026, 2026]}, \"levels\": [{\"code\": \"company\"}, "
        "{\"code\": \"region\"}, {\"code\": \"person\"}], \"units\": [{\"level\": \"company\", \"code\": \"ALL\"}");

    for (int r = 0; r < REGIONS; r++)
        n += sprintf(text + n, ", {\"level\": \"region\", \"code\": \"R%d\", \"parent\": \"ALL\"}", r);
    for (int p = 0; p < PEOPLE; p++)
        n += sprintf(text + n, ", {\"level\": \"person\", \"code\": \"P%02d\", \"parent\": \"R%d\"}", p, p % REGIONS);
    n += sprintf(text + n,
                 "], \"measures\": [{\"code\": \"m\", \"kind\": \"sum\", \"decimals\": 0}], \"indicators\": [");
    for (int k = 0; k < INDICATORS; k++)
        n +=
            sprintf(text + n,
                    "%s{\"code\": \"%s\", \"formula\": \"sum(m)\", \"unit\": \"one\", \"decimals\": %d, \"direction\": "
                    "\"%s\", \"owner\": \"o\", \"data_source\": \"d\"}",
                    k ? ", " : "", codes[k], decimals[k], directions[k]);
    return n + sprintf(text + n, "], \"scorecards\": [{\"code\": \"c\", \"level\": \"person\", \"items\": [");
}

#define STEPS "{\"name\": \"steps\", \"points\": [[1, 100], [2, 90], [4, 70], [9, 10]]}"
static const char *const rules[INDICATORS] = {
    "{\"name\": \"linear\"}", STEPS, STEPS, "{\"name\": \"points\", \"points\": [[1, 100], [12, 1]]}",
    "{\"name\": \"per_step\", \"step\": 1, \"gain\": 2, \"loss\": \"1.5\", \"floor\": 0, \"cap\": 130}"};

static int write_cell(const drawn *it, int cell, char *text)
{
    char figures[3][32];

    cpf_decimal_format(it->row_from[cell / EDGES], 4, figures[0]);
    cpf_decimal_format(it->column_from[cell % EDGES], 4, figures[1]);
    cpf_decimal_format(it->cells[cell / EDGES][cell % EDGES], 6, figures[2]);
    return sprintf(text, "{\"row_from\": \"%s\", \"column_from\": \"%s\", \"value\": \"%s\"}", figures[0], figures[1],
                   figures[2]);
}

static void write_plan(const drawn *it, const int32_t *order, char *text)
{
    int n = write_head(text);

    for (int k = 0; k < INDICATORS; k++)
        n += sprintf(text + n, "%s{\"indicator\": \"%s\", \"weight\": 20, \"rule\": %s}", k ? ", " : "", codes[k],
                     rules[k]);
    n +=
        sprintf(text + n,
                "]}], \"records\": [{\"kind\": \"basis\", \"set\": {\"scorecard\": \"c\"}, \"rows\": [{\"indicator\": "
                "\"sales\", \"by\": \"matrix\", \"matrix\": \"m\"}, {\"indicator\": \"rate\", \"by\": \"rank\", "
                "\"of\": \"%s\"}, {\"indicator\": \"days\", \"by\": \"rank\", \"among\": \"%s\"}, {\"indicator\": "
                "\"stock\", \"by\": \"rank\", \"of\": \"value\", \"among\": \"%s\"}, {\"indicator\": \"visits\", "
                "\"by\": \"distance\"}]}, {\"kind\": \"matrix\", \"rows\": [{\"code\": \"m\", \"rows\": \"sales\", "
                "\"columns\": \"rate\", \"rows_by\": \"%s\", \"columns_by\": \"%s\", \"closed\": \"%s\"}]}, {\"kind\": "
                "\"matrix_cell\", \"set\": {\"matrix\": \"m\"}, \"rows\": [",
                it->rate_by_value ? "value" : "attainment", it->days_siblings ? "siblings" : "all",
                it->stock_siblings ? "siblings" : "all", it->rows_by_value ? "value" : "attainment",
                it->columns_by_value ? "value" : "attainment", it->upper ? "upper" : "lower");
    for (int i = 0; i < EDGES * EDGES; i++) {
        n += sprintf(text + n, "%s", i ? ", " : "");
        n += write_cell(it, order[i], text + n);
    }
    sprintf(text + n, "]}]}");
}

typedef struct world {
    cpf_model *model;
    cpf_facts *actuals, *targets;
    cpf_appraisal *appraisal;
} world;

static cpf_id person(const cpf_model *model, int p)
{
    char code[8];

    snprintf(code, sizeof code, "P%02d", p);
    return cpf_model_find_unit(model, code);
}

static void set_fact(const cpf_model *model, cpf_facts *facts, int p, int k, int64_t value)
{
    cpf_id unit = person(model, p), indicator = cpf_model_find_indicator(model, codes[k]);
    cpf_id period = cpf_model_find_period(model, "2026");

    if (value != INT64_MIN)
        assert_int_equal(cpf_facts_set(facts, 1, &unit, &indicator, &period, &value, NULL), CPF_OK);
}

static cpf_status appraise(world *w, cpf_error **error)
{
    cpf_appraise_options how;

    assert_int_equal(cpf_appraise_options_init(&how, sizeof how), CPF_OK);
    how.period = cpf_model_find_period(w->model, "2026");
    how.reuse = w->appraisal != NULL;
    return cpf_appraise(w->model, w->targets, w->actuals, &how, &w->appraisal, error);
}

static world open_facts(const drawn *it, const int32_t *order, cpf_context *context)
{
    static char text[TEXT];
    world w = {0};
    cpf_plan *plan = NULL;
    cpf_error *error = NULL;

    write_plan(it, order, text);
    assert_int_equal(cpf_test_tell(cpf_plan_parse(context, text, (int64_t)strlen(text), NULL, &plan, &error), error),
                     CPF_OK);
    assert_int_equal(cpf_test_tell(cpf_plan_freeze(plan, &w.model, &error), error), CPF_OK);
    cpf_plan_free(plan);
    assert_int_equal(cpf_facts_new(w.model, &w.actuals, NULL), CPF_OK);
    assert_int_equal(cpf_facts_new(w.model, &w.targets, NULL), CPF_OK);
    for (int p = 0; p < PEOPLE; p++)
        for (int k = 0; k < INDICATORS; k++) {
            set_fact(w.model, w.actuals, p, k, it->actual[p][k]);
            set_fact(w.model, w.targets, p, k, it->target[p][k]);
        }
    return w;
}

static world open_world(const drawn *it, const int32_t *order)
{
    world w = open_facts(it, order, NULL);
    cpf_error *error = NULL;

    assert_int_equal(cpf_test_tell(appraise(&w, &error), error), CPF_OK);
    return w;
}

static void close_world(world *w)
{
    cpf_appraisal_free(w->appraisal);
    cpf_facts_free(w->actuals);
    cpf_facts_free(w->targets);
    cpf_model_free(w->model);
}

/* Attainment as over / under; 0: there is none. A target below 0 is shifted. */
static int attained(const drawn *it, int p, int k, cpf__i128 *over, cpf__i128 *under)
{
    int64_t actual = it->actual[p][k], target = it->target[p][k];

    if (actual == INT64_MIN || target == INT64_MIN || !target)
        return 0;
    *under = target < 0 ? -target : target;
    *over = target < 0 ? *under + actual - target : actual;
    return 1;
}

/* Position of the last edge that is reached, -1: none; -2: there is nothing to go by. */
static int band(const drawn *it, int p, int k, int by_value, const int64_t *edges)
{
    cpf__i128 over = it->actual[p][k], under = decimals[k] == 2 ? 100 : 10000;
    int last = -1;

    if (it->actual[p][k] == INT64_MIN || (!by_value && !attained(it, p, k, &over, &under)))
        return -2;
    for (int i = 0; i < EDGES; i++)
        last = over * 10000 > edges[i] * under || (!it->upper && over * 10000 == edges[i] * under) ? i : last;
    return last;
}

/* Whether a is better than b; a range is about its target. */
static int better(const drawn *it, int a, int b, int k, int by_value)
{
    cpf__i128 x = it->actual[a][k], xu = 1, y = it->actual[b][k], yu = 1;

    if (!by_value) {
        (void)attained(it, a, k, &x, &xu);
        (void)attained(it, b, k, &y, &yu);
    }
    if (k == STOCK) { /* how far away */
        x = x > xu ? x - xu : xu - x;
        y = y > yu ? y - yu : yu - y;
    }
    return k == RATE ? x * yu > y * xu : x * yu < y * xu;
}

/* 0: not ranked. */
static int64_t rank_of(const drawn *it, int p, int k, int by_value, int siblings)
{
    cpf__i128 over, under;
    int64_t rank = 1;

    if (it->actual[p][k] == INT64_MIN || (!by_value && !attained(it, p, k, &over, &under)))
        return 0;
    for (int q = 0; q < PEOPLE; q++)
        if (it->actual[q][k] != INT64_MIN && (by_value || attained(it, q, k, &over, &under)) &&
            (!siblings || q % REGIONS == p % REGIONS))
            rank += better(it, q, p, k, by_value);
    return rank;
}

static int64_t by_steps(int64_t rank)
{
    return rank ? (rank >= 9 ? 10 : rank >= 4 ? 70 : rank >= 2 ? 90 : 100) * 10000 : INT64_MIN;
}

static int64_t divided(int64_t over, int64_t under)
{
    return (2 * over + under) / (2 * under);
}

/* Points in 0.0001; INT64_MIN: none. */
static int64_t dull_points(const drawn *it, int p, int k)
{
    int row, column;
    int64_t rank, away, points;

    switch (k) {
    case SALES:
        row = band(it, p, SALES, it->rows_by_value, it->row_from);
        column = band(it, p, RATE, it->columns_by_value, it->column_from);
        return row == -2 || column == -2 ? INT64_MIN : row < 0 || column < 0 ? 0 : it->cells[row][column];
    case RATE:
        return by_steps(rank_of(it, p, RATE, it->rate_by_value, 0));
    case DAYS:
        return by_steps(rank_of(it, p, DAYS, 0, it->days_siblings));
    case STOCK:
        rank = rank_of(it, p, STOCK, 0, it->stock_siblings);
        return !rank ? INT64_MIN : rank >= 12 ? 10000 : divided((1100 - 99 * (rank - 1)) * 10000, 11);
    default:
        if (it->actual[p][k] == INT64_MIN || it->target[p][k] == INT64_MIN)
            return INT64_MIN;
        away = (it->actual[p][k] - it->target[p][k]) / 10; /* whole units, towards 0 */
        points = 1000000 + (away >= 0 ? away * 20000 : away * 15000);
        return points < 0 ? 0 : points > 1300000 ? 1300000 : points;
    }
}

static void check_points(const drawn *it, const world *w)
{
    for (int p = 0; p < PEOPLE; p++) {
        int64_t subject = cpf_appraisal_find(w->appraisal, person(w->model, p));

        for (int k = 0; k < INDICATORS; k++) {
            const uint8_t *valid = cpf_appraisal_points_validity(w->appraisal, 0, k);
            int64_t points = cpf_appraisal_points(w->appraisal, 0, k, NULL, NULL)[subject];
            int64_t wanted = dull_points(it, p, k);

            points = valid[subject / 8] >> subject % 8 & 1 ? points : INT64_MIN;
            if (points != wanted)
                fail_msg("P%02d, %s: %lld instead of %lld", p, codes[k], (long long)points, (long long)wanted);
        }
    }
}

static void check_explained(const drawn *it, const world *w)
{
    int64_t combined = 0, skipped = 0;

    for (int p = 0; p < PEOPLE; p++)
        for (int k = 0; k < INDICATORS; k++) {
            cpf_explanation *told = NULL;
            int64_t wanted = dull_points(it, p, k);

            assert_int_equal(cpf_explain(w->appraisal, w->targets, w->actuals, person(w->model, p),
                                         cpf_model_find_indicator(w->model, codes[k]), &told, NULL),
                             CPF_OK);
            check_explanation(told, wanted != INT64_MIN, wanted == INT64_MIN ? 0 : wanted, &combined, &skipped);
            cpf_explanation_free(told);
        }
    assert_int_equal(skipped, 0);
    assert_true(combined > 0);
}

static char *table_bytes(const world *w, const char *name)
{
    cpf_table *table = NULL;
    cpf_text *text = NULL;
    char *copy;

    assert_int_equal(cpf_appraisal_table(w->appraisal, name, &table, NULL), CPF_OK);
    assert_int_equal(cpf_table_write(table, "csv", CPF_ENGLISH, &text, NULL), CPF_OK);
    copy = strdup(cpf_text_data(text));
    cpf_text_free(text);
    cpf_table_free(table);
    return copy;
}

static void check_same(const world *a, const world *b, const char *name)
{
    char *one = table_bytes(a, name), *other = table_bytes(b, name);

    assert_string_equal(one, other);
    free(one);
    free(other);
}

/* The table shows the figure that each rule took, and the band. */
static void check_table(const drawn *it, const world *w)
{
    cpf_table *table = NULL;

    assert_int_equal(cpf_appraisal_table(w->appraisal, "bases", &table, NULL), CPF_OK);
    assert_int_equal(cpf_table_row_count(table), PEOPLE * INDICATORS);
    for (int64_t row = 0; row < cpf_table_row_count(table); row++) {
        int p = atoi(cpf_table_text(table, 0, row) + 1);
        const char *indicator = cpf_table_text(table, cpf_table_find(table, "indicator"), row);
        int at = band(it, p, SALES, it->rows_by_value, it->row_from);
        int other = band(it, p, RATE, it->columns_by_value, it->column_from);
        char cell[32], wanted[32] = "";

        cpf_table_format(table, cpf_table_find(table, "row_from"), row, cell);
        if (strcmp(indicator, "sales") == 0 && at >= 0 && other >= 0)
            cpf_decimal_format(it->row_from[at], 4, wanted);
        assert_string_equal(cell, wanted);
        if (strcmp(indicator, "days") == 0 && rank_of(it, p, DAYS, 0, it->days_siblings)) {
            snprintf(wanted, sizeof wanted, "%d", (int)rank_of(it, p, DAYS, 0, it->days_siblings));
            assert_string_equal(cpf_table_format(table, cpf_table_find(table, "figure"), row, cell), wanted);
        }
    }
    cpf_table_free(table);
}

static void test_random(void **state)
{
    cpf_test_random random = cpf_test_seed("bases", 42);
    int32_t order[EDGES * EDGES];

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        drawn it;
        world w, other;

        draw(&random, &it);
        for (int i = 0; i < EDGES * EDGES; i++)
            order[i] = i;
        w = open_world(&it, order);
        cpf_test_shuffle(&random, order, EDGES * EDGES);
        other = open_world(&it, order);
        check_points(&it, &w);
        check_explained(&it, &w);
        check_table(&it, &w);
        check_same(&w, &other, "scores");
        check_same(&w, &other, "bases");
        assert_int_equal(appraise(&other, NULL), CPF_OK); /* again into the same memory */
        check_same(&w, &other, "totals");
        close_world(&other);
        close_world(&w);
    }
}

static void draw_fixed(drawn *it)
{
    cpf_test_random random = cpf_test_seed("bases, one of them", 43);

    draw(&random, it);
}

/* A distance that does not fit is told with its place. */
static void test_range(void **state)
{
    int32_t order[EDGES * EDGES];
    drawn it;
    world w;
    cpf_error *error = NULL;
    int32_t at;

    (void)state;
    for (int i = 0; i < EDGES * EDGES; i++)
        order[i] = i;
    draw_fixed(&it);
    it.actual[7][VISITS] = INT64_MAX - 1;
    it.target[7][VISITS] = -1000;
    w = open_facts(&it, order, NULL);
    assert_int_equal(appraise(&w, &error), CPF_E_RANGE);
    at = cpf_test_has(error, "appraise-points-range");
    assert_string_equal(cpf_error_subject_at(error, at), "scorecard c/P07/visits");
    cpf_error_free(error);
    error = NULL;
    close_world(&w);
    it.actual[7][VISITS] = 100;
    it.target[7][VISITS] = 100;
    it.actual[8][VISITS] = INT64_MAX; /* fits, but 1 more does not */
    it.target[8][VISITS] = 0;
    w = open_facts(&it, order, NULL);
    assert_int_equal(appraise(&w, &error), CPF_E_RANGE);
    assert_string_equal(cpf_error_subject_at(error, 0), "scorecard c/P08/visits");
    cpf_error_free(error);
    close_world(&w);
}

/* Lines by rank or by matrix depend on others: no next value is named. */
static void test_next_grade(void **state)
{
    static const char grades[] = ", \"grades\": [{\"code\": \"g\", \"level\": \"person\", \"bands\": [{\"grade\": "
                                 "\"A\", \"from\": 300}, {\"grade\": \"B\"}]}]";
    static char text[TEXT];
    int32_t order[EDGES * EDGES];
    drawn it;
    world w = {0};
    cpf_plan *plan = NULL;
    cpf_table *table = NULL;
    char *end;

    (void)state;
    for (int i = 0; i < EDGES * EDGES; i++)
        order[i] = i;
    draw_fixed(&it);
    write_plan(&it, order, text);
    end = strstr(text, ", \"records\"");
    memmove(end + strlen(grades), end, strlen(end) + 1);
    memcpy(end, grades, strlen(grades));
    assert_int_equal(cpf_plan_parse(NULL, text, (int64_t)strlen(text), NULL, &plan, NULL), CPF_OK);
    assert_int_equal(cpf_plan_freeze(plan, &w.model, NULL), CPF_OK);
    cpf_plan_free(plan);
    assert_int_equal(cpf_facts_new(w.model, &w.actuals, NULL), CPF_OK);
    assert_int_equal(cpf_facts_new(w.model, &w.targets, NULL), CPF_OK);
    for (int k = 0; k < INDICATORS; k++) {
        set_fact(w.model, w.actuals, 0, k, 10000);
        set_fact(w.model, w.targets, 0, k, 10000);
    }
    assert_int_equal(appraise(&w, NULL), CPF_OK);
    assert_int_equal(cpf_appraisal_table(w.appraisal, "next_grade", &table, NULL), CPF_OK);
    assert_int_equal(cpf_table_row_count(table), INDICATORS);
    for (int64_t row = 0; row < INDICATORS; row++)
        assert_string_equal(cpf_table_text(table, cpf_table_find(table, "way"), row), "basis");
    cpf_table_free(table);
    close_world(&w);
}

#define CELL                                                                                                           \
    ", {\"kind\": \"matrix_cell\", \"rows\": [{\"matrix\": \"m\", \"row_from\": 0, \"column_from\": 0, \"value\": "    \
    "1}]}"
#define MATRIX(rows)                                                                                                   \
    ", {\"kind\": \"matrix\", \"rows\": [{\"code\": \"m\", \"rows\": \"" rows "\", \"columns\": \"rate\"}]}" CELL

static const char *const wrong[][3] = {
    {"{\"scorecard\": \"c\", \"indicator\": \"rate\", \"by\": \"rank\"}]}", "no-such-line",
     "records[0].rows[0].indicator"},
    {"{\"scorecard\": \"c\", \"indicator\": \"sales\", \"by\": \"matrix\"}]}" MATRIX("sales"), "field-missing",
     "records[0].rows[0].matrix"},
    {"{\"scorecard\": \"c\", \"indicator\": \"sales\", \"by\": \"matrix\", \"matrix\": \"n\"}]}" MATRIX("sales"),
     "unknown-code", "records[0].rows[0].matrix"},
    {"{\"scorecard\": \"c\", \"indicator\": \"sales\", \"by\": \"matrix\", \"matrix\": \"m\"}]}" MATRIX("rate"),
     "basis-matrix", "records[0].rows[0].matrix"},
    {"{\"scorecard\": \"c\", \"indicator\": \"sales\", \"by\": \"place\"}]}", "choice", "records[0].rows[0].by"},
    {"{\"scorecard\": \"d\", \"indicator\": \"sales\", \"by\": \"rank\"}]}", "unknown-scorecard",
     "records[0].rows[0].scorecard"},
};

static void test_wrong(void **state)
{
    static char text[TEXT];

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        int n = write_head(text);
        cpf_plan *plan = NULL;
        cpf_error *error = NULL;
        int32_t at;

        sprintf(text + n,
                "{\"indicator\": \"sales\", \"weight\": 100, \"rule\": {\"name\": \"linear\"}}]}], \"records\": "
                "[{\"kind\": \"basis\", \"rows\": [%s]}",
                wrong[i][0]);
        assert_int_equal(cpf_test_tell(cpf_plan_parse(NULL, text, (int64_t)strlen(text), NULL, &plan, &error), error),
                         CPF_OK);
        assert_int_equal(cpf_plan_check(plan, &error), CPF_E_PLAN);
        at = cpf_test_has(error, wrong[i][1]);
        if (!strstr(cpf_error_subject_at(error, at), wrong[i][2]))
            fail_msg("%s is told at %s", wrong[i][1], cpf_error_subject_at(error, at));
        cpf_error_free(error);
        cpf_plan_free(plan);
    }
}

static void test_chaos(void **state)
{
    int32_t order[EDGES * EDGES];
    cpf_status status = CPF_E_MEMORY;
    drawn it;

    (void)state;
    for (int i = 0; i < EDGES * EDGES; i++)
        order[i] = i;
    draw_fixed(&it);
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(-1, &memory);
        world w = open_facts(&it, order, context);
        cpf_table *table = NULL;
        cpf_explanation *told[INDICATORS] = {NULL};

        cpf_test_memory_limit(memory, n);
        status = appraise(&w, NULL);
        if (status == CPF_OK)
            status = cpf_appraisal_table(w.appraisal, "bases", &table, NULL);
        for (int k = 0; k < INDICATORS && status == CPF_OK; k++)
            status = cpf_explain(w.appraisal, w.targets, w.actuals, person(w.model, 3), k, &told[k], NULL);
        cpf_test_memory_limit(memory, -1);
        for (int k = 0; k < INDICATORS; k++)
            cpf_explanation_free(told[k]);
        cpf_table_free(table);
        close_world(&w);
        cpf_test_failing_free(context, memory);
    }
    assert_int_equal(status, CPF_OK);
}

/* Freezing a plan with all of it. */
static void test_freeze_chaos(void **state)
{
    static char text[TEXT];
    int32_t order[EDGES * EDGES];
    cpf_status status = CPF_E_MEMORY;
    drawn it;

    (void)state;
    for (int i = 0; i < EDGES * EDGES; i++)
        order[i] = i;
    draw_fixed(&it);
    write_plan(&it, order, text);
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(-1, &memory);
        cpf_plan *plan = NULL;
        cpf_model *model = NULL;

        assert_int_equal(cpf_plan_parse(context, text, (int64_t)strlen(text), NULL, &plan, NULL), CPF_OK);
        cpf_test_memory_limit(memory, n);
        status = cpf_plan_freeze(plan, &model, NULL);
        cpf_test_memory_limit(memory, -1);
        cpf_model_free(model);
        cpf_plan_free(plan);
        cpf_test_failing_free(context, memory);
    }
    assert_int_equal(status, CPF_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random), cmocka_unit_test(test_range), cmocka_unit_test(test_next_grade),
        cmocka_unit_test(test_wrong),  cmocka_unit_test(test_chaos), cmocka_unit_test(test_freeze_chaos),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
