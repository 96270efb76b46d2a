/* SPDX-License-Identifier: MIT */
/* Totals of several levels: against a dull reference over random trees; inherited totals; what tells of them adds up;
 * gates, ranks and grades come behind; any order of records; findings; every allocation failing. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "decimal.h"
#include "explain_check.h"
#include "support.h"

enum { UNITS = 30, LEVELS = 4, ROUNDS = 150, TEXT = 16000 };

static const char *const level_codes[LEVELS] = {"company", "region", "team", "person"};
static const char *const policies[] = {"redistribute", "zero", "refuse"};

/* A drawn company: what each unit sold (INT64_MIN: nothing known), against a target of 100. */
typedef struct company {
    int parent[UNITS], level[UNITS];
    int64_t sold[UNITS];
    int carded[LEVELS], decimals[LEVELS], policy, weights[LEVELS], inherit[LEVELS]; /* weights < 0: not said */
} company;

static void draw_company(cpf_test_random *random, company *it)
{
    int left = 100;

    for (int u = 0; u < UNITS; u++) {
        it->parent[u] = u ? (int)cpf_test_between(random, 0, u - 1) : -1;
        while (u && it->level[it->parent[u]] == LEVELS - 1)
            it->parent[u] = it->parent[it->parent[u]];
        it->level[u] = u ? (int)cpf_test_between(random, it->level[it->parent[u]] + 1, LEVELS - 1) : 0;
        it->sold[u] = cpf_test_between(random, 0, 3) ? cpf_test_between(random, 0, 20000) : INT64_MIN;
    }
    for (int l = 0; l < LEVELS; l++) {
        it->carded[l] = l == LEVELS - 1 || cpf_test_between(random, 0, 3) > 0;
        it->decimals[l] = (int)cpf_test_between(random, 0, 4);
        it->inherit[l] = (int)cpf_test_between(random, 0, 3) > 0;
        it->weights[l] = l == LEVELS - 1                  ? left
                         : cpf_test_between(random, 0, 3) ? (int)cpf_test_between(random, 0, left)
                                                          : -1;
        left -= it->weights[l] > 0 ? it->weights[l] : 0;
    }
    it->policy = (int)cpf_test_between(random, 0, 2);
    for (int l = 0; l < LEVELS; l++) { /* a scorecard without a unit is a finding */
        int any = 0;

        for (int u = 0; u < UNITS; u++)
            any |= it->level[u] == l;
        it->carded[l] &= any;
    }
}

static int write_units(const company *it, char *text)
{
    int n = sprintf(text, "{\"channelperf\": 1, \"calendar\": {\"years\": [2026, 2026]}, \"levels\": [");

    for (int l = 0; l < LEVELS; l++)
        n += sprintf(text + n, "%s{\"code\": \"%s\"}", l ? ", " : "", level_codes[l]);
    n += sprintf(text + n, "], \"units\": [");
    for (int u = 0; u < UNITS; u++) {
        n +=
            sprintf(text + n, "%s{\"level\": \"%s\", \"code\": \"U%02d\"", u ? ", " : "", level_codes[it->level[u]], u);
        n += u ? sprintf(text + n, ", \"parent\": \"U%02d\"}", it->parent[u]) : sprintf(text + n, "}");
    }
    return n + sprintf(text + n,
                       "], \"measures\": [{\"code\": \"s\", \"kind\": \"sum\", \"decimals\": 2}], \"indicators\": "
                       "[{\"code\": \"sales\", \"formula\": \"sum(s)\", \"unit\": \"CNY\", \"decimals\": 2, "
                       "\"direction\": \"more\", \"owner\": \"o\", \"data_source\": \"d\"}], \"scorecards\": [");
}

/* The card of persons has the levels; `order`: of their records; NULL: none. */
static void write_plan(const company *it, const int32_t *order, const char *more, char *text)
{
    int n = write_units(it, text), said = 0;

    for (int l = 0, cards = 0; l < LEVELS; l++)
        if (it->carded[l])
            n += sprintf(text + n,
                         "%s{\"code\": \"c%d\", \"level\": \"%s\", \"total_decimals\": %d, \"missing\": \"%s\", "
                         "\"items\": [{\"indicator\": \"sales\", \"weight\": 100, \"target\": \"100\", \"rule\": "
                         "{\"name\": \"linear\"}}]}",
                         cards++ ? ", " : "", l, level_codes[l], it->decimals[l], policies[it->policy]);
    n += sprintf(
        text + n,
        "], \"grades\": [{\"code\": \"g\", \"level\": \"person\", \"bands\": [{\"grade\": \"A\", \"from\": 110}, "
        "{\"grade\": \"B\", \"from\": 80}, {\"grade\": \"C\"}]}], \"records\": [{\"kind\": \"level_weight\", "
        "\"rows\": [");
    for (int i = 0; order && i < LEVELS; i++) {
        int l = order[i];

        if (it->weights[l] >= 0)
            n += sprintf(text + n, "%s{\"scorecard\": \"c3\", \"level\": \"%s\", \"weight\": %d, \"inherit\": \"%s\"}",
                         said++ ? ", " : "", level_codes[l], it->weights[l], it->inherit[l] ? "yes" : "no");
    }
    sprintf(text + n, "]}%s]}", more);
}

static cpf_model *make_model(const char *text)
{
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;
    cpf_error *error = NULL;

    assert_int_equal(cpf_test_tell(cpf_plan_parse(NULL, text, (int64_t)strlen(text), NULL, &plan, &error), error),
                     CPF_OK);
    assert_int_equal(cpf_test_tell(cpf_plan_freeze(plan, &model, &error), error), CPF_OK);
    cpf_plan_free(plan);
    return model;
}

static cpf_id unit_of(const cpf_model *model, int u)
{
    char code[8];

    snprintf(code, sizeof code, "U%02d", u);
    return cpf_model_find_unit(model, code);
}

static void set_sold(const cpf_model *model, cpf_facts *facts, int u, int64_t sold)
{
    cpf_id unit = unit_of(model, u), indicator = 0, period = cpf_model_find_period(model, "2026");

    if (sold != INT64_MIN)
        assert_int_equal(cpf_facts_set(facts, 1, &unit, &indicator, &period, &sold, NULL), CPF_OK);
}

typedef struct world {
    cpf_model *model;
    cpf_facts *facts;
    cpf_appraisal *appraisal;
} world;

static void appraise(world *w)
{
    cpf_appraise_options how;
    cpf_error *error = NULL;

    assert_int_equal(cpf_appraise_options_init(&how, sizeof how), CPF_OK);
    how.period = cpf_model_find_period(w->model, "2026");
    how.reuse = w->appraisal != NULL;
    assert_int_equal(cpf_test_tell(cpf_appraise(w->model, w->facts, w->facts, &how, &w->appraisal, &error), error),
                     CPF_OK);
}

static world open_world(const company *it, const int32_t *order, const char *more)
{
    static char text[TEXT];
    world w = {0};

    write_plan(it, order, more, text);
    w.model = make_model(text);
    assert_int_equal(cpf_facts_new(w.model, &w.facts, NULL), CPF_OK);
    for (int u = 0; u < UNITS; u++)
        set_sold(w.model, w.facts, u, it->sold[u]);
    appraise(&w);
    return w;
}

static void close_world(world *w)
{
    cpf_appraisal_free(w->appraisal);
    cpf_facts_free(w->facts);
    cpf_model_free(w->model);
}

/* INT64_MIN: none. */
static int64_t total_of(const world *w, int u)
{
    int64_t subject = cpf_appraisal_find(w->appraisal, unit_of(w->model, u));
    const uint8_t *valid = cpf_appraisal_total_validity(w->appraisal);

    if (subject < 0 || !(valid[subject / 8] >> subject % 8 & 1))
        return INT64_MIN;
    return cpf_appraisal_totals(w->appraisal)[subject];
}

static int64_t round_half(cpf__i128 over, cpf__i128 under)
{
    cpf__i128 size = over < 0 ? -over : over, whole = (2 * size + under) / (2 * under);

    return (int64_t)(over < 0 ? -whole : whole);
}

/* Whose total counts on a level for a unit; -1: nobody's. own[]: totals without levels. */
static int giver(const company *it, const int64_t *own, int u, int level)
{
    while (u >= 0 && it->level[u] > level)
        u = it->parent[u];
    if (u >= 0 && it->level[u] == level && own[u] != INT64_MIN)
        return u;
    if (!it->inherit[level])
        return -1;
    while (u >= 0 && own[u] == INT64_MIN)
        u = it->parent[u];
    return u;
}

/* In steps of 10^-9 on the way; INT64_MIN: none. */
static int64_t dull_total(const company *it, const int64_t *own, int u)
{
    cpf__i128 sum = 0;
    int64_t weights = 0, found = 0;

    for (int l = 0; l < LEVELS; l++) {
        int from = it->weights[l] < 0 ? -1 : giver(it, own, u, l);

        if (it->weights[l] < 0)
            continue;
        if (from < 0 && it->policy == 2)
            return INT64_MIN;
        weights += from >= 0 || it->policy == 1 ? it->weights[l] : 0;
        found += from >= 0 ? it->weights[l] : 0;
        sum += from < 0 ? 0 : (cpf__i128)it->weights[l] * own[from] * cpf__pow10(9 - it->decimals[it->level[from]]);
    }
    return found ? round_half(sum, (cpf__i128)weights * cpf__pow10(9 - it->decimals[LEVELS - 1])) : INT64_MIN;
}

static void check_totals(const company *it, const world *plain, const world *w)
{
    int64_t own[UNITS];

    for (int u = 0; u < UNITS; u++)
        own[u] = total_of(plain, u);
    for (int u = 0; u < UNITS; u++) {
        int64_t wanted = it->level[u] == LEVELS - 1 ? dull_total(it, own, u) : own[u];

        if (total_of(w, u) != wanted)
            fail_msg("U%02d: %lld instead of %lld", u, (long long)total_of(w, u), (long long)wanted);
    }
}

/* Contributions add up to the total; flags and givers are those of the reference. */
static void check_table(const company *it, const world *plain, const world *w)
{
    int64_t own[UNITS], sum[UNITS] = {0};
    cpf_table *table = NULL;

    for (int u = 0; u < UNITS; u++)
        own[u] = total_of(plain, u);
    assert_int_equal(cpf_appraisal_table(w->appraisal, "levels", &table, NULL), CPF_OK);
    for (int64_t row = 0; row < cpf_table_row_count(table); row++) {
        const char *unit = cpf_table_text(table, cpf_table_find(table, "unit"), row),
                   *from = cpf_table_text(table, cpf_table_find(table, "from"), row);
        const char *level = cpf_table_text(table, cpf_table_find(table, "level"), row);
        int u = atoi(unit + 1), l = 0, who;
        int32_t contribution = cpf_table_find(table, "contribution"), inherited = cpf_table_find(table, "inherited");
        char cell[40];

        while (strcmp(level_codes[l], level) != 0)
            l++;
        who = giver(it, own, u, l);
        assert_int_equal(*from ? atoi(from + 1) : -1, who);
        if (who >= 0)
            assert_string_equal(cpf_table_format(table, inherited, row, cell), it->level[who] != l ? "1" : "0");
        if (total_of(w, u) != INT64_MIN && *cpf_table_format(table, contribution, row, cell)) {
            int64_t value;

            assert_int_equal(cpf_decimal_parse(cell, it->decimals[LEVELS - 1], 1, &value), CPF_OK);
            sum[u] += value;
        }
    }
    for (int u = 0; u < UNITS; u++)
        if (it->level[u] == LEVELS - 1 && total_of(w, u) != INT64_MIN)
            assert_int_equal(sum[u], total_of(w, u));
    cpf_table_free(table);
}

static void check_explained(const company *it, const world *w)
{
    for (int u = 0; u < UNITS; u++) {
        cpf_explanation *told = NULL;
        int64_t combined = 0, skipped = 0, total = total_of(w, u);

        if (it->level[u] != LEVELS - 1)
            continue;
        assert_int_equal(cpf_explain(w->appraisal, w->facts, w->facts, unit_of(w->model, u), CPF_NONE, &told, NULL),
                         CPF_OK);
        check_explanation(told, total != INT64_MIN, total, &combined, &skipped);
        assert_int_equal(skipped, 0);
        cpf_explanation_free(told);
    }
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

static void test_random(void **state)
{
    cpf_test_random random = cpf_test_seed("levels", 41);

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        int32_t order[LEVELS] = {0, 1, 2, 3};
        company it = {0};
        world plain, w, other;

        draw_company(&random, &it);
        plain = open_world(&it, NULL, "");
        w = open_world(&it, order, "");
        cpf_test_shuffle(&random, order, LEVELS);
        other = open_world(&it, order, "");
        check_totals(&it, &plain, &w);
        check_table(&it, &plain, &w);
        check_explained(&it, &w);
        check_same(&w, &other, "totals");
        check_same(&w, &other, "levels");
        appraise(&other); /* again into the same memory */
        check_same(&w, &other, "totals");
        close_world(&other);
        close_world(&w);
        close_world(&plain);
    }
}

/* A company, a region, a team without figures, three persons one of whom has nothing. */
static company small(void)
{
    company it = {.parent = {-1, 0, 1, 2, 2, 2},
                  .level = {0, 1, 2, 3, 3, 3},
                  .sold = {9000, 12000, INT64_MIN, 10000, 5000, INT64_MIN}};

    for (int u = 6; u < UNITS; u++) {
        it.parent[u] = 0;
        it.level[u] = 1;
        it.sold[u] = INT64_MIN;
    }
    for (int l = 0; l < LEVELS; l++) {
        it.carded[l] = it.inherit[l] = 1;
        it.decimals[l] = 2;
        it.weights[l] = 10 * (l + 1);
    }
    return it;
}

static const int32_t in_order[LEVELS] = {0, 1, 2, 3};

/* By hand: 10 % of 90, 20 % of 120, 30 % of 120 (the team has the region's), 40 % of the own. */
static void test_by_hand(void **state)
{
    company it = small();
    world w = open_world(&it, in_order, "");

    (void)state;
    assert_int_equal(total_of(&w, 3), 10900);
    assert_int_equal(total_of(&w, 4), 8900);
    assert_int_equal(total_of(&w, 5), 11700); /* nothing of one's own: the region's */
    assert_int_equal(total_of(&w, 2), INT64_MIN);
    close_world(&w);
}

/* A gate holds the total of all levels; ranks and grades follow it. */
static void test_behind(void **state)
{
    static const char gate[] =
        ", {\"kind\": \"gate\", \"rows\": [{\"scorecard\": \"c3\", \"code\": \"half\", \"indicator\": "
        "\"sales\", \"limit\": \"60\", \"effect\": \"factor\", \"amount\": \"0.5\"}, {\"scorecard\": "
        "\"c1\", \"code\": \"none\", \"indicator\": \"sales\", \"limit\": \"130\"}]}";
    company it = small();
    world w = open_world(&it, in_order, gate), open = open_world(&it, in_order, "");
    cpf_table *table = NULL;
    cpf_explanation *told = NULL;
    int64_t levels = 0, all = 0, combined = 0, skipped = 0;

    (void)state;
    assert_int_equal(total_of(&w, 1), 0);     /* the region's own is shut out, */
    assert_int_equal(total_of(&w, 3), 10900); /* what it gives to others is not */
    assert_int_equal(total_of(&w, 4), 4450);
    for (int u = 3; u < 6; u++) {
        int64_t subject = cpf_appraisal_find(w.appraisal, unit_of(w.model, u));

        assert_int_equal(cpf_appraisal_ranks(w.appraisal, 0)[subject], u == 5 ? 1 : u == 3 ? 2 : 3);
        assert_int_equal(cpf_appraisal_grades(w.appraisal, 0)[subject], u == 5 ? 0 : u == 3 ? 1 : 2);
    }
    assert_int_equal(cpf_explain(w.appraisal, w.facts, w.facts, unit_of(w.model, 4), CPF_NONE, &told, NULL), CPF_OK);
    check_explanation(told, 1, 4450, &combined, &skipped);
    cpf_explanation_free(told);
    it.sold[1] = 14000;
    close_world(&open);
    open = open_world(&it, in_order, "");
    assert_int_equal(cpf_explain_difference(w.appraisal, open.appraisal, "U04", &table, NULL), CPF_OK);
    for (int64_t row = 0; row < cpf_table_row_count(table); row++) {
        const char *what = cpf_table_text(table, cpf_table_find(table, "what"), row);
        char cell[40];
        int64_t effect;

        assert_int_equal(
            cpf_decimal_parse(cpf_table_format(table, cpf_table_find(table, "effect"), row, cell), 2, 1, &effect),
            CPF_OK);
        levels += strcmp(what, "levels") == 0 ? effect : 0;
        all += strcmp(what, "total") == 0 ? -effect : effect;
    }
    assert_int_equal(levels, 1000); /* 20 of the region's points, 50 % */
    assert_int_equal(all, 0);
    cpf_table_free(table);
    close_world(&open);
    close_world(&w);
}

/* Someone without lines of his own has a difference that levels explain alone. */
static void test_difference_inherited(void **state)
{
    company it = small();
    world before = open_world(&it, in_order, ""), after;
    cpf_table *table = NULL;
    char cell[40];

    (void)state;
    it.sold[0] = 10000;
    after = open_world(&it, in_order, "");
    assert_int_equal(cpf_explain_difference(before.appraisal, after.appraisal, "U05", &table, NULL), CPF_OK);
    assert_int_equal(cpf_table_row_count(table), 4); /* the line, levels, gates, total */
    assert_string_equal(cpf_table_format(table, cpf_table_find(table, "effect"), 0, cell), "0.00");
    assert_string_equal(cpf_table_format(table, cpf_table_find(table, "effect"), 1, cell), "1.00");
    cpf_table_free(table);
    close_world(&after);
    close_world(&before);
}

/* What the next grade is said to need is enough, and a step less is not. */
static void test_next_grade(void **state)
{
    company it = small();
    world w = open_world(&it, in_order, "");
    cpf_table *table = NULL;
    int64_t needed = 0, rows;

    (void)state;
    assert_int_equal(cpf_appraisal_table(w.appraisal, "next_grade", &table, NULL), CPF_OK);
    rows = cpf_table_row_count(table);
    assert_int_equal(rows, 2);
    for (int64_t row = 0; row < rows; row++) {
        const char *unit = cpf_table_text(table, cpf_table_find(table, "unit"), row);
        int u = atoi(unit + 1);
        char cell[40];

        assert_string_equal(cpf_table_text(table, cpf_table_find(table, "way"), row), "alone");
        cpf_table_format(table, cpf_table_find(table, "actual_needed"), row, cell);
        assert_int_equal(cpf_decimal_parse(cell, 2, 1, &needed), CPF_OK);
        set_sold(w.model, w.facts, u, needed);
        appraise(&w);
        assert_true(total_of(&w, u) >= 11000);
        set_sold(w.model, w.facts, u, needed - 1);
        appraise(&w);
        assert_true(total_of(&w, u) < 11000);
    }
    cpf_table_free(table);
    close_world(&w);
}

/* A plan without records of levels tells an empty table. */
static void test_none(void **state)
{
    company it = small();
    world w = open_world(&it, NULL, "");
    cpf_table *table = NULL;

    (void)state;
    assert_int_equal(cpf_appraisal_table(w.appraisal, "levels", &table, NULL), CPF_OK);
    assert_int_equal(cpf_table_row_count(table), 0);
    cpf_table_free(table);
    close_world(&w);
}

/* Weights that do not fit, a level below, a total that does not fit in 64 bits. */
static void test_findings(void **state)
{
    static const char *const wrong[][3] = {
        {", {\"kind\": \"level_weight\", \"rows\": [{\"scorecard\": \"c0\", \"level\": \"team\", \"weight\": 100}]}",
         "level-below", "records[1].rows[0].level"},
        {", {\"kind\": \"level_weight\", \"rows\": [{\"scorecard\": \"c2\", \"level\": \"team\", \"weight\": 70}, "
         "{\"scorecard\": "
         "\"c2\", \"level\": \"company\", \"weight\": \"29.9999\"}]}",
         "level-sum", "records[1].rows[0].weight"},
    };
    company it = small();
    static char text[TEXT];

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        cpf_plan *plan = NULL;
        cpf_error *error = NULL;
        int32_t at;

        write_plan(&it, in_order, wrong[i][0], text);
        assert_int_equal(cpf_plan_parse(NULL, text, (int64_t)strlen(text), NULL, &plan, NULL), CPF_OK);
        assert_int_equal(cpf_plan_check(plan, &error), CPF_E_PLAN);
        at = cpf_test_has(error, wrong[i][1]);
        if (!strstr(cpf_error_subject_at(error, at), wrong[i][2]))
            fail_msg("%s is told at %s", wrong[i][1], cpf_error_subject_at(error, at));
        cpf_error_free(error);
        cpf_plan_free(plan);
    }
}

static void test_range(void **state)
{
    company it = small();
    static char text[TEXT];
    world w = {0};
    cpf_appraise_options how;
    cpf_error *error = NULL;

    (void)state;
    it.decimals[0] = 0;
    it.decimals[3] = 9;
    it.sold[0] = 2000000000000000000; /* 2 * 10^18 points, which has no room for nine decimals */
    write_plan(&it, in_order, "", text);
    w.model = make_model(text);
    assert_int_equal(cpf_facts_new(w.model, &w.facts, NULL), CPF_OK);
    for (int u = 0; u < UNITS; u++)
        set_sold(w.model, w.facts, u, it.sold[u] > 20000 ? it.sold[u] / 100000 : it.sold[u]);
    assert_int_equal(cpf_appraise_options_init(&how, sizeof how), CPF_OK);
    how.period = cpf_model_find_period(w.model, "2026");
    assert_int_equal(cpf_appraise(w.model, w.facts, w.facts, &how, &w.appraisal, &error), CPF_E_RANGE);
    (void)cpf_test_has(error, "appraise-total-range");
    cpf_error_free(error);
    close_world(&w);
}

static void test_chaos(void **state)
{
    company it = small();
    static char text[TEXT];
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    write_plan(&it, in_order, "", text);
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(-1, &memory);
        cpf_plan *plan = NULL;
        cpf_model *model = NULL;
        cpf_facts *facts = NULL;
        cpf_appraisal *appraisal = NULL;
        cpf_table *tables[3] = {NULL};
        cpf_explanation *told = NULL;
        cpf_appraise_options how;

        assert_int_equal(cpf_plan_parse(context, text, (int64_t)strlen(text), NULL, &plan, NULL), CPF_OK);
        assert_int_equal(cpf_plan_freeze(plan, &model, NULL), CPF_OK);
        assert_int_equal(cpf_facts_new(model, &facts, NULL), CPF_OK);
        for (int u = 0; u < UNITS; u++)
            set_sold(model, facts, u, it.sold[u]);
        assert_int_equal(cpf_appraise_options_init(&how, sizeof how), CPF_OK);
        how.period = cpf_model_find_period(model, "2026");
        cpf_test_memory_limit(memory, n);
        status = cpf_appraise(model, facts, facts, &how, &appraisal, NULL);
        if (status == CPF_OK)
            status = cpf_appraisal_table(appraisal, "levels", &tables[0], NULL);
        if (status == CPF_OK)
            status = cpf_appraisal_table(appraisal, "next_grade", &tables[1], NULL);
        if (status == CPF_OK)
            status = cpf_explain(appraisal, facts, facts, unit_of(model, 3), CPF_NONE, &told, NULL);
        if (status == CPF_OK)
            status = cpf_explain_difference(appraisal, appraisal, "U05", &tables[2], NULL);
        cpf_test_memory_limit(memory, -1);
        for (int i = 0; i < 3; i++)
            cpf_table_free(tables[i]);
        cpf_explanation_free(told);
        cpf_appraisal_free(appraisal);
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
        cmocka_unit_test(test_random),     cmocka_unit_test(test_by_hand), cmocka_unit_test(test_behind),
        cmocka_unit_test(test_next_grade), cmocka_unit_test(test_none),    cmocka_unit_test(test_difference_inherited),
        cmocka_unit_test(test_findings),   cmocka_unit_test(test_range),   cmocka_unit_test(test_chaos),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
