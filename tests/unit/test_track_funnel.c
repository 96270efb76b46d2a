/* SPDX-License-Identifier: MIT */
/* Funnels against going through the stays one by one, as known on random days; findings of records of tracking. */
#include <math.h>

#include "day.h"
#include "track_check.h"

enum { STAYS = 60, STAGES = 3 };

static const char stages[] =
    "{\"kind\": \"funnel\", \"rows\": [{\"indicator\": \"sales\", \"level\": \"region\"}]}, {\"kind\": "
    "\"funnel_stage\", \"rows\": [{\"code\": \"offer\", \"position\": 20, \"probability\": 50}, {\"code\": \"visit\", "
    "\"position\": 10, \"probability\": 12.5}, {\"code\": \"signed\", \"position\": 30, \"probability\": 100}]}, "
    "{\"kind\": \"stage\", \"set\": {\"indicator\": \"sales\"}, \"rows\": [";
static const char *const stage_codes[STAGES] = {"visit", "offer", "signed"};

typedef struct stay {
    int deal, stage, partner, outcome; /* outcome: 0 not said, 1 next, 2 lost */
    cpf_day entered, left;             /* left CPF_NO_DAY: not said */
    int64_t amount;
} stay;

static cpf_day january;

static int64_t no_amount(const void *user, int partner, int month)
{
    (void)user;
    return 1000 * (partner + month);
}

static void draw_stays(cpf_test_random *random, stay *drawn)
{
    for (int i = 0; i < STAYS; i++) {
        drawn[i] = (stay){.deal = i / 2, .stage = (int)cpf_test_between(random, 0, STAGES - 1)};
        if (i % 2 && drawn[i - 1].stage == drawn[i].stage)
            drawn[i].stage = (drawn[i].stage + 1) % STAGES;
        drawn[i].partner = (int)cpf_test_between(random, 0, 3);
        drawn[i].entered = january + (cpf_day)cpf_test_between(random, 0, 150);
        drawn[i].left =
            cpf_test_between(random, 0, 1) ? drawn[i].entered + (cpf_day)cpf_test_between(random, 0, 90) : CPF_NO_DAY;
        drawn[i].outcome = drawn[i].left == CPF_NO_DAY ? 0 : (int)cpf_test_between(random, 0, 2);
        drawn[i].amount = cpf_test_between(random, 0, 100000);
    }
}

static void write_stays(const stay *drawn, const int32_t *order, char *text, size_t size)
{
    int length = snprintf(text, size, "%s", stages);

    for (int i = 0; i < STAYS; i++) {
        const stay *is = &drawn[order[i]];
        char entered[16], left[16] = "";

        (void)cpf__day_format(is->entered, entered);
        if (is->left != CPF_NO_DAY)
            (void)cpf__day_format(is->left, left);
        length += snprintf(text + length, size - (size_t)length,
                           "%s{\"deal\": \"d%d\", \"stage\": \"%s\", \"entered\": \"%s\", \"unit\": \"P%d\", \"left\": "
                           "\"%s\", \"outcome\": \"%s\", \"amount\": \"%d.%02d\"}",
                           i ? ", " : "", is->deal, stage_codes[is->stage], entered, is->partner + 1, left,
                           is->outcome == 0   ? ""
                           : is->outcome == 1 ? "next"
                                              : "lost",
                           (int)(is->amount / 100), (int)(is->amount % 100));
    }
    snprintf(text + length, size - (size_t)length, "]}");
}

/* When a deal is known to have come to a later stage; CPF_NO_DAY: it did not. */
static cpf_day later_entry(const stay *drawn, const stay *is, cpf_day day)
{
    cpf_day first = CPF_NO_DAY;

    for (int i = 0; i < STAYS; i++) {
        if (drawn[i].deal == is->deal && drawn[i].stage > is->stage && drawn[i].entered <= day &&
            (first == CPF_NO_DAY || drawn[i].entered < first))
            first = drawn[i].entered;
    }
    return first;
}

/* 0: still there, 1: went on, 2: lost; `*length` days so far. */
static int end_of(const stay *drawn, const stay *is, cpf_day day, int64_t *length)
{
    cpf_day later = later_entry(drawn, is, day), until = day;
    int known = is->left != CPF_NO_DAY && is->left <= day, end = 0;

    if (known) {
        until = is->left;
        end = is->outcome == 1 ? 1 : 2;
    }
    if (is->outcome == 0 && later != CPF_NO_DAY) {
        end = 1;
        if (!known)
            until = later > is->entered ? later : is->entered;
    }
    *length = until - is->entered;
    return end;
}

/* Half of those at risk at each length, with plain fractions in double: small counts. */
static int64_t median_of(const int64_t *lengths, const int *ended, int n)
{
    double lasting = 1;

    for (int64_t t = 0; t < 400; t++) {
        int risk = 0, over = 0;

        for (int i = 0; i < n; i++) {
            risk += lengths[i] >= t;
            over += lengths[i] == t && ended[i];
        }
        if (over)
            lasting = lasting * (risk - over) / risk;
        if (over && lasting < 0.5 + 1e-9)
            return t;
    }
    return -1;
}

/* Whether any of the known stays in a stage is over: else nothing tells how many go on. */
static int any_ended(const stay *drawn, int stage, cpf_day day)
{
    int64_t length;
    int ended = 0;

    for (int i = 0; i < STAYS; i++)
        ended |= drawn[i].stage == stage && drawn[i].entered <= day && end_of(drawn, &drawn[i], day, &length) != 0;
    return ended;
}

static void check_cell(const cpf_table *table, int64_t row, const stay *drawn, int region, int stage, cpf_day day)
{
    int64_t entered = 0, went = 0, lost = 0, open_amount = 0, lengths[STAYS], median;
    int ended[STAYS], n = 0;

    for (int i = 0; i < STAYS; i++) {
        int64_t length;
        int end;

        if (drawn[i].partner / 2 != region || drawn[i].stage != stage || drawn[i].entered > day)
            continue;
        end = end_of(drawn, &drawn[i], day, &length);
        lengths[n] = length;
        ended[n++] = end != 0;
        entered++;
        went += end == 1;
        lost += end == 2;
        open_amount += end == 0 ? drawn[i].amount : 0;
    }
    median = median_of(lengths, ended, n);
    assert_string_equal(track_text(table, "stage", row), stage_codes[stage]);
    assert_int_equal(track_cell(table, "entered", row), entered);
    assert_int_equal(track_cell(table, "converted", row), went);
    assert_int_equal(track_cell(table, "lost", row), lost);
    assert_int_equal(track_cell(table, "open", row), entered - went - lost);
    assert_int_equal(track_cell(table, "amount", row), open_amount);
    assert_int_equal(track_cell(table, "weighted", row), stage == 0   ? (open_amount + 4) / 8
                                                         : stage == 1 ? (open_amount + 1) / 2
                                                                      : open_amount);
    assert_int_equal(track_has(table, "median_days", row), entered && median >= 0);
    if (entered && median >= 0)
        assert_int_equal(track_cell(table, "median_days", row), median);
    assert_int_equal(track_has(table, "rate", row), entered && any_ended(drawn, stage, day));
    if (track_has(table, "rate", row)) {
        assert_int_equal(track_cell(table, "rate", row), (20000 * went + entered) / (2 * entered));
        assert_true(track_cell(table, "low", row) <= track_cell(table, "rate", row));
        assert_true(track_cell(table, "high", row) >= track_cell(table, "rate", row));
    }
}

/* The pipeline is the sum of the weighted amounts, and covers that much of what is still to do. */
static void check_cover(const track_case *is, const cpf_table *funnel, const cpf_table *pipeline)
{
    for (int64_t team = 0; team < 2; team++) {
        cpf_id unit = cpf_model_find_unit(is->model, track_text(pipeline, "unit", team)),
               sales = cpf_model_find_indicator(is->model, "sales"), year = cpf_model_find_period(is->model, "2026");
        int64_t sum = 0, target, actual, longest = -1, slowest = -1;

        for (int64_t row = team * STAGES; row < (team + 1) * STAGES; row++) {
            sum += track_cell(funnel, "weighted", row);
            if (track_has(funnel, "median_days", row) && track_cell(funnel, "median_days", row) > longest) {
                longest = track_cell(funnel, "median_days", row);
                slowest = row;
            }
        }
        assert_int_equal(cpf_facts_value(is->targets, unit, sales, year, &target), CPF_OK);
        assert_int_equal(cpf_facts_value(is->facts, unit, sales, year, &actual), CPF_OK);
        assert_int_equal(track_cell(pipeline, "weighted", team), sum);
        assert_int_equal(track_cell(pipeline, "gap", team), target - actual);
        assert_int_equal(track_cell(pipeline, "cover", team),
                         (20000 * sum + target - actual) / (2 * (target - actual)));
        if (slowest >= 0)
            assert_string_equal(track_text(pipeline, "slowest", team), track_text(funnel, "stage", slowest));
    }
}

static void test_stays(void **state)
{
    cpf_test_random random = cpf_test_seed("stays", 111);
    static char text[1 << 15];

    (void)state;
    january = cpf_day_from_date(2026, 1, 1);
    for (int round = 0; round < 40; round++) {
        cpf_day day = january + (cpf_day)cpf_test_between(&random, 20, 200);
        track_case is = {0}, other = {0};
        cpf_tables *tables = NULL, *shuffled = NULL;
        cpf_error *error = NULL;
        stay drawn[STAYS];
        int32_t order[STAYS];

        draw_stays(&random, drawn);
        for (int32_t i = 0; i < STAYS; i++)
            order[i] = i;
        write_stays(drawn, order, text, sizeof text);
        assert_int_equal(cpf_test_tell(track_make(NULL, track_units, text, 26, no_amount, NULL, &is, &error), error),
                         CPF_OK);
        cpf_test_shuffle(&random, order, STAYS);
        write_stays(drawn, order, text, sizeof text);
        assert_int_equal(track_make(NULL, track_units_reversed, text, 26, no_amount, NULL, &other, &error), CPF_OK);
        assert_int_equal(cpf_test_tell(track_tables(&is, day, NULL, &tables, &error), error), CPF_OK);
        assert_int_equal(track_tables(&other, day, NULL, &shuffled, &error), CPF_OK);
        assert_int_equal(cpf_tables_count(tables), 3);
        for (int64_t row = 0; row < 2 * STAGES; row++)
            check_cell(cpf_tables_find(tables, "funnel"), row, drawn, (int)(row / STAGES), (int)(row % STAGES), day);
        check_cover(&is, cpf_tables_find(tables, "funnel"), cpf_tables_find(tables, "pipeline"));
        for (int32_t i = 0; i < 3; i++)
            track_same(cpf_tables_at(tables, i), cpf_tables_at(shuffled, i));
        cpf_tables_free(tables);
        cpf_tables_free(shuffled);
        track_free(&is);
        track_free(&other);
    }
}

static void test_chaos(void **state)
{
    static char text[1 << 15];
    cpf_test_random random = cpf_test_seed("chaos", 112);
    cpf_status status = CPF_E_MEMORY;
    stay drawn[STAYS];
    int32_t order[STAYS];

    (void)state;
    january = cpf_day_from_date(2026, 1, 1);
    draw_stays(&random, drawn);
    for (int32_t i = 0; i < STAYS; i++)
        order[i] = i;
    write_stays(drawn, order, text, sizeof text);
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(-1, &memory);
        cpf_error *error = NULL;
        cpf_tables *tables = NULL;
        track_case is = {0};

        assert_int_equal(track_make(context, track_units, text, 26, no_amount, NULL, &is, &error), CPF_OK);
        cpf_test_memory_limit(memory, n);
        status = track_tables(&is, january + 100, NULL, &tables, &error);
        cpf_tables_free(tables);
        cpf_error_free(error);
        track_free(&is);
        cpf_test_failing_free(context, memory);
    }
    assert_int_equal(status, CPF_OK);
}

/* A record that is wrong, and the code that tells it. */
static const char *const wrong[][2] = {
    {"{\"kind\": \"pace\", \"rows\": [{\"indicator\": \"sales\", \"green\": 0.8, \"amber\": 0.9}]}", "pace-lights"},
    {"{\"kind\": \"pace\", \"rows\": [{\"indicator\": \"sales\", \"curve\": \"crooked\"}]}", "choice"},
    {"{\"kind\": \"trend\", \"rows\": [{\"indicator\": \"sales\", \"periods\": 3}]}", "field-range"},
    {"{\"kind\": \"funnel_stage\", \"rows\": [{\"code\": \"a\", \"position\": 1}, {\"code\": \"b\", \"position\": 1}]}",
     "funnel-position"},
    {"{\"kind\": \"stage\", \"rows\": [{\"deal\": \"d\", \"stage\": \"x\", \"entered\": \"2026-01-01\", \"unit\": "
     "\"P1\"}]}",
     "funnel-stage"},
    {"{\"kind\": \"stage\", \"rows\": [{\"deal\": \"d\", \"stage\": \"x\", \"entered\": \"2026-02-01\", \"unit\": "
     "\"P1\", \"left\": \"2026-01-31\"}]}",
     "funnel-left"},
    {"{\"kind\": \"stage\", \"rows\": [{\"deal\": \"d\", \"stage\": \"x\", \"entered\": \"2026-02-01\", \"unit\": "
     "\"P1\", \"outcome\": \"lost\"}]}",
     "funnel-outcome"},
    {"{\"kind\": \"alert\", \"rows\": [{\"code\": \"a\", \"indicator\": \"sales\", \"test\": \"limit\"}]}",
     "alert-limits"},
    {"{\"kind\": \"alert\", \"rows\": [{\"code\": \"a\", \"indicator\": \"sales\", \"high\": 5}]}", "alert-limits"},
    {"{\"kind\": \"clearance\", \"rows\": [{\"alert\": \"a\", \"unit\": \"P1\", \"period\": \"2026-01\"}]}",
     "clearance-alert"},
};

static void test_wrong(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        cpf_error *error = NULL;
        cpf_plan *plan = track_plan(NULL, track_units, wrong[i][0], &error);

        assert_non_null(plan);
        assert_int_equal(cpf_plan_check(plan, &error), CPF_E_PLAN);
        cpf_test_has(error, wrong[i][1]);
        cpf_error_free(error);
        cpf_plan_free(plan);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_stays), cmocka_unit_test(test_chaos),
                                       cmocka_unit_test(test_wrong)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
