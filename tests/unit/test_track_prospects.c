/* SPDX-License-Identifier: MIT */
/* Durations, cohorts, comparisons, chances and open prospects of funnels against going through them one by one. */
#include "prospects_check.h"

static int64_t no_amount(const void *user, int partner, int month)
{
    (void)user;
    return 1000 * (partner + month);
}

static int64_t row_of(int team, int stage)
{
    return (int64_t)team * PROSPECT_STAGES + stage;
}

/* A share in 0.0001, from a double that may lie at the edge of a step. */
static void assert_share(const cpf_table *table, const char *column, int64_t row, double share)
{
    assert_true(fabs((double)track_cell(table, column, row) - 10000 * share) < 0.500001);
}

/* Shares of a team's stays by an age: still there, went on, lost. */
static void shares_at(const prospects *all, int team, int stage, int64_t until, double shares[3])
{
    shares[0] = 1;
    shares[1] = shares[2] = 0;
    for (int64_t age = 0; age <= until; age++) {
        double risk = (double)prospects_at(all, team, stage, age, 0), there = shares[0];

        for (int end = 1; end <= 2 && risk > 0; end++) {
            shares[end] += there * (double)prospects_at(all, team, stage, age, end) / risk;
            shares[0] -= there * (double)prospects_at(all, team, stage, age, end) / risk;
        }
    }
}

/* The first age by which the share `over` of a team's stays is over. */
static int64_t age_of(const prospects *all, int team, int stage, double over)
{
    double shares[3];

    for (int64_t age = 0; age <= PROSPECT_DAYS; age++) {
        shares_at(all, team, stage, age, shares);
        if (shares[0] <= 1 - over + 1e-12)
            return age;
    }
    return -1;
}

static void assert_days(const cpf_table *table, const char *column, int64_t row, int64_t days)
{
    assert_int_equal(track_has(table, column, row), days >= 0);
    if (days >= 0)
        assert_int_equal(track_cell(table, column, row), days);
}

static void check_duration(const cpf_table *table, const prospects *all, int team, int stage)
{
    int64_t row = row_of(team, stage), stays = 0, over = 0, late = 0, stuck = 0;
    int64_t longest = longest_prospect(all, -1, stage);
    double shares[3];

    for (int i = 0; i < PROSPECTS; i++) {
        const prospect *is = &all->items[i];

        if (!is->is_known || is->entered == CPF_NO_DAY || is->team != team || is->stage != stage)
            continue;
        stays++;
        over += is->end != 0;
        late += is->seen > 0;
        stuck += !is->end && longest >= 0 && is->length >= longest;
    }
    assert_string_equal(track_text(table, "unit", row), prospect_teams[team]);
    assert_string_equal(track_text(table, "stage", row), prospect_stages[stage]);
    assert_int_equal(track_cell(table, "stays", row), stays);
    assert_int_equal(track_cell(table, "ended", row), over);
    assert_int_equal(track_cell(table, "lasting", row), stays - over);
    assert_int_equal(track_cell(table, "late", row), late);
    assert_int_equal(track_cell(table, "stuck", row), stuck);
    assert_days(table, "quarter", row, age_of(all, team, stage, 0.25));
    assert_days(table, "median_days", row, age_of(all, team, stage, 0.5));
    assert_days(table, "three_quarters", row, age_of(all, team, stage, 0.75));
    assert_days(table, "longest", row, longest_prospect(all, team, stage));
    if (longest_prospect(all, team, stage) < 0)
        return;
    shares_at(all, team, stage, PROSPECT_DAYS, shares);
    assert_share(table, "still", row, shares[0]);
    assert_share(table, "went_on", row, shares[1]);
    assert_share(table, "lost", row, shares[2]);
    if (track_has(table, "median_low", row) && track_has(table, "median_days", row))
        assert_true(track_cell(table, "median_low", row) <= track_cell(table, "median_days", row));
    if (track_has(table, "median_high", row))
        assert_true(track_cell(table, "median_high", row) >= track_cell(table, "median_days", row));
}

/* Ripe: seen from the beginning, and old enough. */
static int is_ripe(const prospects *all, const prospect *is)
{
    int64_t longest = longest_prospect(all, -1, is->stage);

    return is->is_known && is->entered != CPF_NO_DAY && !is->seen && longest >= 0 && all->day - is->entered >= longest;
}

static void count_ripe(const prospects *all, int stage, int64_t ripe[PROSPECT_TEAMS], int64_t won[PROSPECT_TEAMS])
{
    for (int i = 0; i < PROSPECTS; i++) {
        const prospect *is = &all->items[i];

        if (is->stage != stage || !is_ripe(all, is))
            continue;
        ripe[is->team]++;
        won[is->team] += is->end == 1;
    }
}

static double log_choose(int64_t n, int64_t k)
{
    return lgamma((double)n + 1) - lgamma((double)k + 1) - lgamma((double)(n - k) + 1);
}

/* All tables with the same margins that are no more likely. */
static double dull_fisher(int64_t won, int64_t ripe, int64_t all_won, int64_t all)
{
    double sum = 0, own = log_choose(ripe, won) + log_choose(all - ripe, all_won - won) - log_choose(all, all_won);

    for (int64_t x = 0; x <= ripe; x++) {
        double one;

        if (all_won - x < 0 || all_won - x > all - ripe)
            continue;
        one = log_choose(ripe, x) + log_choose(all - ripe, all_won - x) - log_choose(all, all_won);
        sum += one <= own + 1e-7 ? exp(one) : 0;
    }
    return sum < 1 ? sum : 1;
}

/* Benjamini & Hochberg by their definition: the least over all larger p of p * n / rank. */
static double dull_adjusted(const double *p, int n, double own)
{
    double least = 1;

    for (int i = 0; i < n; i++) {
        int rank = 0;

        for (int j = 0; j < n; j++)
            rank += p[j] <= p[i];
        if (p[i] >= own && p[i] * n / rank < least)
            least = p[i] * n / rank;
    }
    return least;
}

static void check_apart(const cpf_table *table, const prospects *all, int stage)
{
    int64_t ripe[PROSPECT_TEAMS] = {0}, won[PROSPECT_TEAMS] = {0}, sum = 0, sum_won = 0;
    double p[PROSPECT_TEAMS];
    int n = 0;

    count_ripe(all, stage, ripe, won);
    for (int team = 0; team < PROSPECT_TEAMS; team++) {
        sum += ripe[team];
        sum_won += won[team];
    }
    for (int team = 0; team < PROSPECT_TEAMS; team++) {
        if (ripe[team] && ripe[team] < sum)
            p[n++] = dull_fisher(won[team], ripe[team], sum_won, sum);
    }
    for (int team = 0, at = 0; team < PROSPECT_TEAMS; team++) {
        int64_t row = row_of(team, stage);
        double adjusted;

        assert_int_equal(track_cell(table, "ripe", row), ripe[team]);
        assert_int_equal(track_has(table, "p", row), ripe[team] && ripe[team] < sum);
        if (ripe[team])
            assert_share(table, "ripe_rate", row, (double)won[team] / (double)ripe[team]);
        if (!track_has(table, "p", row))
            continue;
        adjusted = dull_adjusted(p, n, p[at]);
        assert_true(fabs((double)track_cell(table, "p", row) - 1e6 * p[at]) < 1);
        assert_true(fabs((double)track_cell(table, "p_adjusted", row) - 1e6 * adjusted) < 1);
        at++;
        if (fabs(adjusted - 0.2) > 1e-6)
            assert_int_equal(*track_text(table, "apart", row) != 0,
                             adjusted < 0.2 && won[team] * sum != sum_won * ripe[team]);
        if (*track_text(table, "apart", row))
            assert_string_equal(track_text(table, "apart", row),
                                won[team] * (sum - ripe[team]) > (sum_won - won[team]) * ripe[team] ? "above"
                                                                                                    : "below");
    }
}

static void check_team(const cpf_table *table, int64_t row, const prospects *all, int team)
{
    int64_t left = cpf_day_from_date(2027, 1, 1) - 1 - all->day, counts[3] = {0}, amounts[3] = {0};
    double expected = 0, by_end = 0;

    for (int i = 0; i < PROSPECTS; i++) {
        const prospect *is = &all->items[i];
        int64_t longest = longest_prospect(all, -1, is->stage);
        int untold, stuck;

        if (!is->is_known || is->end || (team >= 0 && is->team != team))
            continue;
        untold = is->stage != 2 && (is->entered == CPF_NO_DAY || longest < 0);
        stuck = is->stage != 2 && !untold && is->length >= longest;
        counts[0]++;
        amounts[0] += is->amount;
        counts[1] += stuck;
        amounts[1] += stuck ? is->amount : 0;
        counts[2] += untold;
        amounts[2] += untold ? is->amount : 0;
        if (untold || stuck)
            continue;
        expected += (double)is->amount * prospect_chance(all, is->stage, is->length, 3 * PROSPECT_DAYS);
        by_end += (double)is->amount * prospect_chance(all, is->stage, is->length, left);
    }
    assert_int_equal(track_cell(table, "open", row), counts[0]);
    assert_int_equal(track_cell(table, "amount", row), amounts[0]);
    assert_int_equal(track_cell(table, "stuck", row), counts[1]);
    assert_int_equal(track_cell(table, "stuck_amount", row), amounts[1]);
    assert_int_equal(track_cell(table, "untold", row), counts[2]);
    assert_int_equal(track_cell(table, "untold_amount", row), amounts[2]);
    assert_int_equal(track_has(table, "expected", row), !counts[0] || counts[0] > counts[2]);
    if (!track_has(table, "expected", row))
        return;
    assert_true(fabs((double)track_cell(table, "expected", row) - expected) < 0.51);
    assert_true(fabs((double)track_cell(table, "by_end", row) - by_end) < 0.51);
    assert_int_equal(track_cell(table, "likely_cover", row),
                     (20000 * track_cell(table, "by_end", row) + track_cell(table, "gap", row)) /
                         (2 * track_cell(table, "gap", row)));
}

static void check_cohorts(const cpf_model *model, const cpf_table *table, const prospects *all)
{
    int64_t entered = 0, dated = 0;

    for (int64_t row = 0; row < cpf_table_row_count(table); row++) {
        const cpf_period *period =
            cpf_model_period(model, cpf_model_find_period(model, track_text(table, "cohort", row)));
        int64_t counts[3] = {0}, longest = 0;

        for (int i = 0; i < PROSPECTS; i++) {
            const prospect *is = &all->items[i];

            if (!is->is_known || strcmp(track_text(table, "unit", row), prospect_teams[is->team]) != 0 ||
                strcmp(track_text(table, "stage", row), prospect_stages[is->stage]) != 0 ||
                is->entered < cpf_period_from(period) || is->entered >= cpf_period_to(period))
                continue;
            counts[is->end]++;
            longest = longest_prospect(all, -1, is->stage);
        }
        assert_string_equal(cpf_period_grain(period), "month");
        assert_int_equal(track_cell(table, "open", row), counts[0]);
        assert_int_equal(track_cell(table, "converted", row), counts[1]);
        assert_int_equal(track_cell(table, "lost", row), counts[2]);
        assert_int_equal(track_cell(table, "entered", row), counts[0] + counts[1] + counts[2]);
        assert_share(table, "rate", row, (double)counts[1] / (double)track_cell(table, "entered", row));
        assert_true(track_cell(table, "low", row) <= track_cell(table, "rate", row));
        assert_true(track_cell(table, "high", row) >= track_cell(table, "rate", row));
        assert_string_equal(track_text(table, "state", row),
                            all->complete_from != CPF_NO_DAY && cpf_period_from(period) < all->complete_from ? "cut off"
                            : longest < 0 || cpf_period_to(period) - 1 + longest > all->day                  ? "young"
                                                                                                             : "ripe");
        entered += track_cell(table, "entered", row);
    }
    for (int i = 0; i < PROSPECTS; i++)
        dated += all->items[i].is_known && all->items[i].entered != CPF_NO_DAY;
    assert_int_equal(entered, dated);
}

static const prospect *find_deal(const prospects *all, const char *code)
{
    for (int i = 0; i < PROSPECTS; i++) {
        if (all->items[i].deal == atoi(code + 1))
            return &all->items[i];
    }
    return NULL;
}

/* Each open one once, the one that brings most first. */
static void check_deals(const cpf_table *table, const prospects *all)
{
    int64_t open = 0, left = cpf_day_from_date(2027, 1, 1) - 1 - all->day, before = INT64_MAX;

    for (int i = 0; i < PROSPECTS; i++)
        open += all->items[i].is_known && !all->items[i].end;
    assert_int_equal(cpf_table_row_count(table), open);
    for (int64_t row = 0; row < open; row++) {
        const prospect *is = find_deal(all, track_text(table, "deal", row));
        int64_t expected = track_has(table, "expected", row) ? track_cell(table, "expected", row) : INT64_MIN;

        assert_true(is->is_known && !is->end);
        assert_string_equal(track_text(table, "unit", row), prospect_teams[is->team]);
        assert_int_equal(track_cell(table, "amount", row), is->amount);
        assert_int_equal(track_has(table, "age", row), is->entered != CPF_NO_DAY);
        assert_true(expected <= before);
        before = expected;
        if (expected == INT64_MIN)
            continue;
        assert_share(table, "by_end", row, prospect_chance(all, is->stage, is->length, left));
        assert_share(table, "chance", row, prospect_chance(all, is->stage, is->length, 3 * PROSPECT_DAYS));
    }
}

static cpf_table *take_deals(const track_case *is, cpf_day day, cpf_tables **tables)
{
    cpf_stage_options options;
    cpf_error *error = NULL;

    cpf_stage_options_init(&options, sizeof options);
    options.as_of = day;
    options.only = "deals";
    assert_int_equal(cpf_test_tell(cpf_track(is->model, is->facts, is->targets, &options, tables, &error), error),
                     CPF_OK);
    return (cpf_table *)(uintptr_t)cpf_tables_find(*tables, "deals");
}

static void check_tables(const track_case *is, const cpf_tables *tables, const prospects *all)
{
    const cpf_table *pipeline = cpf_tables_find(tables, "pipeline");

    for (int stage = 0; stage < PROSPECT_STAGES; stage++) {
        for (int team = 0; team < PROSPECT_TEAMS; team++)
            check_duration(cpf_tables_find(tables, "durations"), all, team, stage);
        check_apart(cpf_tables_find(tables, "funnel"), all, stage);
    }
    for (int team = 0; team < PROSPECT_TEAMS; team++)
        check_team(pipeline, team, all, team);
    check_team(pipeline, PROSPECT_TEAMS, all, -1);
    check_cohorts(is->model, cpf_tables_find(tables, "cohorts"), all);
}

static void test_prospects(void **state)
{
    cpf_test_random random = cpf_test_seed("prospects", 113);
    static char text[1 << 15];

    (void)state;
    for (int round = 0; round < 25; round++) {
        track_case is = {0}, other = {0};
        cpf_tables *tables = NULL, *shuffled = NULL, *deals = NULL, *deals_shuffled = NULL;
        cpf_error *error = NULL;
        prospects all;
        int32_t order[PROSPECTS];

        draw_prospects(&random, &all);
        for (int32_t i = 0; i < PROSPECTS; i++)
            order[i] = i;
        write_prospects(&all, order, "month", text, sizeof text);
        assert_int_equal(cpf_test_tell(track_make(NULL, track_units, text, 26, no_amount, NULL, &is, &error), error),
                         CPF_OK);
        cpf_test_shuffle(&random, order, PROSPECTS);
        write_prospects(&all, order, "month", text, sizeof text);
        assert_int_equal(track_make(NULL, track_units_reversed, text, 26, no_amount, NULL, &other, &error), CPF_OK);
        assert_int_equal(cpf_test_tell(track_tables(&is, all.day, NULL, &tables, &error), error), CPF_OK);
        assert_int_equal(track_tables(&other, all.day, NULL, &shuffled, &error), CPF_OK);
        assert_int_equal(cpf_tables_count(tables), 4);
        check_tables(&is, tables, &all);
        check_deals(take_deals(&is, all.day, &deals), &all);
        track_same(cpf_tables_at(deals, 0), take_deals(&other, all.day, &deals_shuffled));
        for (int32_t i = 0; i < 4; i++)
            track_same(cpf_tables_at(tables, i), cpf_tables_at(shuffled, i));
        cpf_tables_free(tables);
        cpf_tables_free(shuffled);
        cpf_tables_free(deals);
        cpf_tables_free(deals_shuffled);
        track_free(&is);
        track_free(&other);
    }
}

/* Of a period asked for: those without a day do not count, and only those of the period have rows. */
static void test_period(void **state)
{
    cpf_test_random random = cpf_test_seed("period", 114);
    static char text[1 << 15];
    track_case is = {0};
    cpf_tables *tables = NULL;
    cpf_error *error = NULL;
    prospects all;
    int32_t order[PROSPECTS];

    (void)state;
    draw_prospects(&random, &all);
    for (int32_t i = 0; i < PROSPECTS; i++)
        order[i] = i;
    write_prospects(&all, order, "quarter", text, sizeof text);
    assert_int_equal(cpf_test_tell(track_make(NULL, track_units, text, 26, no_amount, NULL, &is, &error), error),
                     CPF_OK);
    assert_int_equal(cpf_test_tell(track_tables(&is, all.day, "2026-02", &tables, &error), error), CPF_OK);
    for (int team = 0; team < PROSPECT_TEAMS; team++) {
        int64_t row = row_of(team, 0), entered = 0, undated = 0;
        cpf_day from = cpf_day_from_date(2026, 2, 1), to = cpf_day_from_date(2026, 3, 1);

        for (int i = 0; i < PROSPECTS; i++) {
            const prospect *it = &all.items[i];

            undated += it->team == team && it->stage == 0 && it->entered == CPF_NO_DAY;
            entered += it->team == team && it->stage == 0 && it->entered >= from && it->entered < to;
        }
        assert_int_equal(track_cell(cpf_tables_find(tables, "funnel"), "entered", row), entered);
        assert_int_equal(track_cell(cpf_tables_find(tables, "funnel"), "undated", row), undated);
        assert_int_equal(track_cell(cpf_tables_find(tables, "durations"), "stays", row), entered);
    }
    for (int64_t row = 0; row < cpf_table_row_count(cpf_tables_find(tables, "cohorts")); row++)
        assert_string_equal(track_text(cpf_tables_find(tables, "cohorts"), "cohort", row), "2026-Q1");
    cpf_tables_free(tables);
    track_free(&is);
}

static void run_without_memory(const char *only, int64_t n, cpf_status *status, const char *text, cpf_day day)
{
    cpf_test_memory *memory;
    cpf_context *context = cpf_test_failing_context(-1, &memory);
    cpf_error *error = NULL;
    cpf_tables *tables = NULL;
    cpf_stage_options options;
    track_case is = {0};

    cpf_stage_options_init(&options, sizeof options);
    options.as_of = day;
    options.only = only;
    assert_int_equal(track_make(context, track_units, text, 26, no_amount, NULL, &is, &error), CPF_OK);
    cpf_test_memory_limit(memory, n);
    *status = cpf_track(is.model, is.facts, is.targets, &options, &tables, &error);
    cpf_tables_free(tables);
    cpf_error_free(error);
    track_free(&is);
    cpf_test_failing_free(context, memory);
}

static void test_chaos(void **state)
{
    static const char *const names[] = {"funnel", "durations", "cohorts", "pipeline", "deals"};
    cpf_test_random random = cpf_test_seed("chaos", 115);
    static char text[1 << 15];
    prospects all;
    int32_t order[PROSPECTS];

    (void)state;
    draw_prospects(&random, &all);
    for (int32_t i = 0; i < PROSPECTS; i++)
        order[i] = i;
    write_prospects(&all, order, "month", text, sizeof text);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        cpf_status status = CPF_E_MEMORY;

        for (int64_t n = 0; status == CPF_E_MEMORY; n++)
            run_without_memory(names[i], n, &status, text, all.day);
        assert_int_equal(status, CPF_OK);
    }
}

/* Nothing known: no stay, none that ended, none with a day; and a grain that the calendar lacks is told. */
static void test_edges(void **state)
{
    static const char *const few[] = {
        "{\"kind\": \"funnel\", \"rows\": [{\"indicator\": \"sales\", \"level\": \"company\", \"cohort\": \"year\"}]}",
        "{\"kind\": \"funnel\", \"rows\": [{\"indicator\": \"sales\", \"level\": \"company\", \"cohort\": \"year\"}]}, "
        "{\"kind\": \"funnel_stage\", \"rows\": [{\"code\": \"visit\", \"position\": 1}]}, {\"kind\": \"stage\", "
        "\"rows\": [{\"deal\": \"a\", \"stage\": \"visit\", \"unit\": \"P1\"}]}",
        "{\"kind\": \"funnel\", \"rows\": [{\"indicator\": \"sales\", \"level\": \"company\", \"cohort\": \"year\"}]}, "
        "{\"kind\": \"funnel_stage\", \"rows\": [{\"code\": \"visit\", \"position\": 1}]}, {\"kind\": \"stage\", "
        "\"rows\": [{\"deal\": \"a\", \"stage\": \"visit\", \"unit\": \"P1\", \"entered\": \"2026-01-05\"}]}"};
    cpf_error *error = NULL;
    cpf_plan *plan;

    (void)state;
    for (size_t i = 0; i < sizeof few / sizeof few[0]; i++) {
        track_case is = {0};
        cpf_tables *tables = NULL;
        const cpf_table *pipeline;

        assert_int_equal(track_make(NULL, track_units, few[i], 26, no_amount, NULL, &is, NULL), CPF_OK);
        assert_int_equal(track_tables(&is, CPF_NO_DAY, NULL, &tables, NULL), CPF_OK);
        pipeline = cpf_tables_find(tables, "pipeline");
        assert_int_equal(cpf_table_row_count(pipeline), 1);
        assert_int_equal(track_cell(pipeline, "open", 0), i > 0);
        assert_int_equal(track_cell(pipeline, "untold", 0), i > 0);
        assert_int_equal(track_has(pipeline, "expected", 0), i == 0);
        assert_int_equal(cpf_table_row_count(cpf_tables_find(tables, "cohorts")), i == 2);
        if (i)
            assert_false(track_has(cpf_tables_find(tables, "durations"), "longest", 0));
        cpf_tables_free(tables);
        track_free(&is);
    }
    plan = track_plan(NULL, track_units,
                      "{\"kind\": \"funnel\", \"rows\": [{\"indicator\": \"sales\", \"cohort\": \"week\"}]}", &error);
    assert_int_equal(cpf_plan_check(plan, &error), CPF_E_PLAN);
    cpf_test_has(error, "funnel-cohort");
    cpf_error_free(error);
    cpf_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_prospects), cmocka_unit_test(test_period),
                                       cmocka_unit_test(test_chaos), cmocka_unit_test(test_edges)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
