/* SPDX-License-Identifier: MIT */
/* Forced distributions through plans, against a dull reference that counts for every person again: places add up for
 * groups of every size and any quotas, nobody is moved by another rule of ties than the plan's, small groups are pooled
 * as it says, and quotas that contradict each other are named. */
#include "quota_check.h"

typedef struct quota_found {
    int32_t pool[QUOTA_TEAMS]; /* by team: number of its pool; -1: none */
    int64_t places[2 * QUOTA_TEAMS + 8][QUOTA_GRADES];
    int32_t infeasible;
} quota_found;

static int32_t ranked_in_team(const quota_world *w, int32_t team)
{
    int32_t n = 0;

    for (int32_t i = 0; i < w->people; i++)
        n += w->team[i] == team && w->there[i];
    return n;
}

/* One pool a team by its number; regions behind them, then the company, then all small ones. */
static void find_pools(const quota_world *w, quota_found *found)
{
    int by_team = strcmp(w->group, "all") != 0;
    int32_t small[QUOTA_TEAMS], of_region[QUOTA_REGIONS] = {0}, of_company = 0, all = 0;
    int up = w->small && !strcmp(w->small, "up"), company = up && strcmp(w->level, "region") != 0;

    for (int32_t t = 0; t < w->teams; t++) {
        int32_t n = ranked_in_team(w, t);

        small[t] = n && n < w->minimum ? n : 0;
        found->pool[t] = n && !small[t] ? t : -1;
        of_region[w->region[t]] += small[t];
        all += small[t];
    }
    for (int32_t r = 0; r < QUOTA_REGIONS; r++)
        of_company += of_region[r] < w->minimum ? of_region[r] : 0;
    for (int32_t t = 0; t < w->teams && by_team; t++) {
        if (!small[t])
            continue;
        if (up && of_region[w->region[t]] >= w->minimum)
            found->pool[t] = QUOTA_TEAMS + w->region[t];
        else if (company && of_company >= w->minimum)
            found->pool[t] = QUOTA_TEAMS + QUOTA_REGIONS;
        else if (w->small && !strcmp(w->small, "together") && all >= w->minimum)
            found->pool[t] = QUOTA_TEAMS + QUOTA_REGIONS + 1;
    }
    if (by_team)
        return;
    for (int32_t i = all = 0; i < w->people; i++)
        all += w->there[i];
    for (int32_t t = 0; t < w->teams; t++)
        found->pool[t] = all && all >= w->minimum ? 0 : -1;
}

static int32_t band_of(const quota_world *w, int64_t value)
{
    int32_t grade = 0;

    while (grade < QUOTA_GRADES - 1 && value < w->bands[grade])
        grade++;
    return grade;
}

static void find_places(const quota_world *w, quota_found *found, int32_t pool)
{
    int64_t n = 0, shares[QUOTA_GRADES], *places = found->places[pool];
    int64_t team = pool < QUOTA_TEAMS && strcmp(w->group, "all") ? w->team_value[pool] : -1;
    int said = 0;

    memset(places, 0, sizeof found->places[pool]);
    for (int32_t i = 0; i < w->people; i++) {
        if (!w->there[i] || found->pool[w->team[i]] != pool)
            continue;
        n++;
        if (w->bands[0] >= 0)
            places[band_of(w, w->value[i])]++;
    }
    memcpy(shares, w->shares, sizeof shares);
    for (int32_t i = 0; i < w->rows; i++) {
        if (w->row[i].percent < 0 || !quota_holds(&w->row[i], team))
            continue;
        for (int k = 0; k < QUOTA_GRADES && !said; k++)
            shares[k] = 0;
        said = 1;
        shares[w->row[i].first] = w->row[i].percent;
    }
    if (w->bands[0] < 0)
        quota_wish(n, shares, places);
    found->infeasible |= n && !quota_places(w, n, team, places);
}

/* 1: `a` stands before `b`; `by_unit`: their order in the plan counts too. */
static int is_before(const quota_world *w, int32_t a, int32_t b, int by_unit)
{
    if (w->value[a] != w->value[b])
        return w->value[a] > w->value[b];
    if (w->has_key && w->key[a] != w->key[b])
        return w->key[a] > w->key[b];
    return by_unit && (w->team[a] != w->team[b] ? (w->region[w->team[a]] != w->region[w->team[b]]
                                                       ? w->region[w->team[a]] < w->region[w->team[b]]
                                                       : w->team[a] < w->team[b])
                                                : a < b);
}

static int32_t wanted_grade(const quota_world *w, const quota_found *found, int32_t i)
{
    int32_t pool = found->pool[w->team[i]], grade = 0;
    int64_t at = 0, first = 0, last = -1;

    if (!w->there[i])
        return -1;
    if (pool < 0)
        return w->bands[0] >= 0 ? band_of(w, w->value[i]) : -1;
    for (int32_t j = 0; j < w->people; j++) {
        if (!w->there[j] || found->pool[w->team[j]] != pool)
            continue;
        at += is_before(w, j, i, 1);
        first += is_before(w, j, i, 0);
        last += !is_before(w, i, j, 0);
    }
    at = !strcmp(w->tie, "up") ? first : !strcmp(w->tie, "down") ? last : at;
    while (at >= found->places[pool][grade])
        at -= found->places[pool][grade++];
    return grade;
}

/* Whether the check of the plan finds quotas that contradict each other: those of each condition with those of none. */
static int is_contradiction(const quota_world *w)
{
    for (int32_t i = 0; i < w->rows; i++) {
        quota_row limits[QUOTA_ROWS];
        int64_t places[QUOTA_GRADES] = {0};
        int32_t count = 0;

        for (int32_t j = 0; j < w->rows; j++) {
            const quota_row *a = &w->row[i], *b = &w->row[j];

            if ((b->team_from < 0 && b->team_to < 0) || (a->team_from == b->team_from && a->team_to == b->team_to)) {
                limits[count] = *b;
                limits[count].least = b->least < 0 ? 0 : b->least;
                limits[count++].most = b->most < 0 ? QUOTA_WHOLE : b->most;
            }
        }
        if (!quota_keep(QUOTA_WHOLE, limits, count, places))
            return 1;
    }
    return 0;
}

static void check_grades(const quota_world *w, const cpf_model *model, const cpf_appraisal *appraisal,
                         const quota_found *found)
{
    const int8_t *grades = cpf_appraisal_grades(appraisal, 0);

    for (int32_t i = 0; i < w->people; i++) {
        char code[16];

        snprintf(code, sizeof code, "P%03d", (int)i);
        assert_int_equal(grades[cpf_appraisal_find(appraisal, cpf_model_find_unit(model, code))],
                         wanted_grade(w, found, i));
    }
}

static int64_t cell(const cpf_table *table, const char *column, int64_t row)
{
    return cpf_table_decimals(table, cpf_table_find(table, column))[row];
}

/* Places of every pool add up to its people, and what is given to its people. */
static void check_quotas_table(const quota_world *w, const cpf_appraisal *appraisal, const quota_found *found)
{
    cpf_table *table = NULL;
    int64_t given = 0, people = 0;

    assert_int_equal(cpf_appraisal_table(appraisal, "quotas", &table, NULL), CPF_OK);
    for (int64_t row = 0, places = 0, pooled = 0; row < cpf_table_row_count(table); row++) {
        const char *rule = cpf_table_text(table, cpf_table_find(table, "rule"), row);
        const char *group = cpf_table_text(table, cpf_table_find(table, "group"), row);
        int32_t pool = found->pool[*group == 'T' ? (int32_t)strtol(group + 1, NULL, 10) : 0];
        int64_t grade = row;

        if (!strcmp(rule, "group-limit")) {
            assert_in_range(cell(table, "places", row), cell(table, "least", row), cell(table, "most", row));
            continue;
        }
        for (grade = 0; strcmp(cpf_table_text(table, cpf_table_find(table, "grade"), row), quota_grades[grade]);)
            grade++;
        given += cell(table, "given", row);
        if (!strcmp(rule, "exempt")) {
            assert_int_equal(pool, -1);
            continue;
        }
        assert_int_equal(cell(table, "places", row), found->places[pool][grade]);
        places = (grade ? places : 0) + cell(table, "places", row);
        pooled = (grade ? pooled : 0) + cell(table, "pool_given", row);
        if (grade < QUOTA_GRADES - 1)
            continue;
        assert_int_equal(places, cell(table, "pool_size", row));
        assert_int_equal(pooled, places);
    }
    for (int32_t i = 0; i < w->people; i++)
        people += wanted_grade(w, found, i) >= 0;
    if (w->bands[0] < 0 || w->rows || w->small || w->has_key) /* else they are bands only */
        assert_int_equal(given, people);
    else
        assert_int_equal(cpf_table_row_count(table), 0);
    cpf_table_free(table);
}

/* Everything of a world against the reference; what came of it: 0 all well, 1 found by the check, 2 by the stage. */
static int check_world(const quota_world *w, int32_t order)
{
    cpf_plan *plan = quota_plan(NULL, w, order);
    cpf_model *model = NULL;
    cpf_appraisal *appraisal = NULL;
    cpf_error *error = NULL;
    quota_found found = {.infeasible = 0};
    cpf_status status;

    if (is_contradiction(w)) {
        assert_int_equal(cpf_plan_freeze(plan, &model, &error), CPF_E_PLAN);
        cpf_test_has(error, "quota-conflict");
        cpf_error_free(error);
        cpf_plan_free(plan);
        return 1;
    }
    status = cpf_plan_freeze(plan, &model, &error);
    assert_int_equal(cpf_test_tell(status, error), CPF_OK);
    cpf_plan_free(plan);
    find_pools(w, &found);
    for (int32_t i = 0; i < QUOTA_TEAMS + QUOTA_REGIONS + 2; i++)
        find_places(w, &found, i);
    if (found.infeasible) {
        assert_int_equal(quota_appraise(model, w, &appraisal, &error), CPF_E_INFEASIBLE);
        cpf_test_has(error, "appraise-quota-conflict");
        cpf_error_free(error);
    } else {
        status = quota_appraise(model, w, &appraisal, &error);
        assert_int_equal(cpf_test_tell(status, error), CPF_OK);
        check_grades(w, model, appraisal, &found);
        check_quotas_table(w, appraisal, &found);
    }
    cpf_appraisal_free(appraisal);
    cpf_model_free(model);
    return found.infeasible ? 2 : 0;
}

/* ---- worlds ---- */

static void draw_shares(cpf_test_random *random, int64_t *shares)
{
    int64_t left = QUOTA_WHOLE;

    for (int i = 0; i < QUOTA_GRADES; i++) {
        shares[i] = i == QUOTA_GRADES - 1 ? left : cpf_test_between(random, 0, left / 10000) * 10000;
        left -= shares[i];
    }
}

/* Percentages with and without decimals, so that some come out whole and others nearly do. */
static int64_t draw_percent(cpf_test_random *random, int64_t low, int64_t high)
{
    int64_t step = cpf_test_between(random, 0, 2) ? 50000 : 3333;

    return cpf_test_between(random, (low + step - 1) / step, high / step) * step;
}

static quota_row draw_row(cpf_test_random *random, int by_team)
{
    quota_row row = {(int32_t)cpf_test_between(random, 0, QUOTA_GRADES - 1), 0, -1, -1, -1, -1, -1};
    int64_t kind = cpf_test_between(random, 0, 3);

    row.last =
        (int32_t)(cpf_test_between(random, 0, 1) ? row.first : cpf_test_between(random, row.first, QUOTA_GRADES - 1));
    row.least = kind == 0 ? -1 : draw_percent(random, 0, 300000);
    row.most = kind == 1   ? -1
               : kind == 2 ? row.least
                           : draw_percent(random, row.least < 0 ? 0 : row.least, QUOTA_WHOLE);
    if (row.least <= 0 && (row.most < 0 || row.most == QUOTA_WHOLE))
        row.least = 50000;
    if (!by_team || cpf_test_between(random, 0, 1))
        return row;
    row.team_from = cpf_test_between(random, 0, 2) ? cpf_test_between(random, 0, 100) : -1;
    row.team_to =
        row.team_from < 0 || cpf_test_between(random, 0, 1) ? cpf_test_between(random, row.team_from + 1, 130) : -1;
    return row;
}

static quota_world draw_world(cpf_test_random *random, int32_t people, int32_t teams)
{
    static const char *const ties[] = {"order", "up", "down"}, *const ways[] = {NULL, "exempt", "up", "together"};
    quota_world w = {.people = people, .teams = teams, .bands = {-1}, .level = ""};

    w.group = teams == 1 && cpf_test_between(random, 0, 1) ? "all" : "siblings";
    w.tie = ties[cpf_test_between(random, 0, 2)];
    w.small = ways[cpf_test_between(random, 0, strcmp(w.group, "all") ? 3 : 1)];
    w.level = w.small && !strcmp(w.small, "up") && cpf_test_between(random, 0, 1) ? "region" : "";
    w.minimum = (int32_t)cpf_test_between(random, 0, 12);
    w.has_key = (int32_t)cpf_test_between(random, 0, 1);
    draw_shares(random, w.shares);
    for (int i = 0; i < QUOTA_GRADES && cpf_test_between(random, 0, 3) == 0; i++)
        w.bands[0] = 90, w.bands[1] = 60, w.bands[2] = 30;
    for (int32_t i = 0; i < people; i++) {
        w.team[i] = (int32_t)cpf_test_between(random, 0, teams - 1);
        w.there[i] = cpf_test_between(random, 0, 9) > 0;
        w.value[i] = cpf_test_between(random, 0, people / 2 + 2);
        w.key[i] = cpf_test_between(random, 0, 2);
    }
    for (int32_t t = 0; t < teams; t++) {
        w.region[t] = (int32_t)cpf_test_between(random, 0, QUOTA_REGIONS - 1);
        w.team_value[t] = cpf_test_between(random, 0, 9) ? cpf_test_between(random, 0, 130) : -1;
    }
    w.rows = (int32_t)cpf_test_between(random, 0, 3);
    for (int32_t i = 0; i < w.rows; i++)
        w.row[i] = draw_row(random, strcmp(w.group, "all") != 0);
    return w;
}

/* Groups of every size from 1 to 500 with quotas of any kind; the order of people and rows turned round every other
 * time. */
static void test_every_size(void **state)
{
    cpf_test_random random = cpf_test_seed("quota sizes", 20261124);
    int came[3] = {0};

    (void)state;
    for (int32_t n = 1; n <= 500; n++) {
        quota_world w = draw_world(&random, n, 1);

        came[check_world(&w, n % 2)]++;
    }
    print_message("%d well, %d found by the check, %d by the stage\n", came[0], came[1], came[2]);
    assert_true(came[0] > 300);
}

/* Many teams, small and large, pooled in every way, with quotas that hang on their results. */
static void test_teams(void **state)
{
    cpf_test_random random = cpf_test_seed("quota teams", 20261125);
    int came[3] = {0};

    (void)state;
    for (int i = 0; i < 400; i++) {
        quota_world w =
            draw_world(&random, (int32_t)cpf_test_between(&random, 1, 150), (int32_t)cpf_test_between(&random, 1, 24));

        came[check_world(&w, i % 2)]++;
    }
    print_message("%d well, %d found by the check, %d by the stage\n", came[0], came[1], came[2]);
    assert_true(came[0] > 200 && came[1] > 5 && came[2] > 0);
}

/* A better team has more of the best grade: shares by its result. */
static void test_shares_by_team(void **state)
{
    static const int64_t shares[3][QUOTA_GRADES] = {
        {300000, 500000, 200000, 0}, {200000, 500000, 200000, 100000}, {100000, 400000, 300000, 200000}};
    cpf_test_random random = cpf_test_seed("quota shares", 20261126);

    (void)state;
    for (int i = 0; i < 60; i++) {
        quota_world w = draw_world(&random, 120, 6);
        int32_t class = (int32_t)cpf_test_between(&random, 0, 2);

        w.bands[0] = -1;
        w.group = "siblings";
        memcpy(w.shares, shares[1], sizeof shares[1]);
        w.rows = QUOTA_GRADES;
        for (int32_t k = 0; k < QUOTA_GRADES; k++)
            w.row[k] = (quota_row){k, k, shares[class][k], -1, -1, class == 0 ? 90 : -1, class == 0 ? -1 : 90};
        assert_int_equal(check_world(&w, i % 2), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_size),
        cmocka_unit_test(test_teams),
        cmocka_unit_test(test_shares_by_team),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
