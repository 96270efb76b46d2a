/* SPDX-License-Identifier: MIT */
/*
 * Shared credits, pools and tiers of random plans against plain integers: parts add up to the whole, each within a step
 * of its exact share, and tiers are those of a walk written down once more.
 *
 *     test_apply_sums [CASES]      default 6000
 */
#include "apply_check.h"

#include "decimal.h"

enum { ROOM = 120000, DEALS = 60, POOLS = 30, QUARTERS = 4, REPS = 4, CASES_A_PLAN = DEALS + POOLS + REPS * QUARTERS };

static const char *const reps[REPS] = {"R1", "R2", "R3", "R10"}; /* R3 begins in the second quarter */
static int64_t wanted_cases = 6000;

typedef struct drawn {
    cpf_test_random random;
    char *text;
    int length;
    int64_t amounts[DEALS], percents[DEALS][REPS];               /* cents, 0.0001 % */
    int64_t pools[POOLS], awards[POOLS][REPS], least[POOLS];     /* cents; least: 0.0001 % */
    int64_t sales[REPS][QUARTERS], full_at, limits[2];           /* cents, points in 0.0001 */
    int32_t grace, protection, hysteresis, at_reviews, one_step; /* hysteresis in points */
} drawn;

static int64_t between(drawn *at, int64_t low, int64_t high)
{
    return cpf_test_between(&at->random, low, high);
}

#define ADD(at, ...) ((at)->length += snprintf((at)->text + (at)->length, (size_t)(ROOM - (at)->length), __VA_ARGS__))

/* As decimals, for a buffer that is used until the next text of the same slot. */
static const char *decimal(int64_t value, int32_t decimals, int slot)
{
    static char texts[3][32];

    cpf_decimal_format(value, decimals, texts[slot]);
    return texts[slot];
}

static void draw_deals(drawn *at)
{
    ADD(at, "{\"kind\": \"credit\", \"set\": {\"indicator\": \"customers\", \"on\": \"2026-02-03\"}, \"rows\": [");
    for (int d = 0; d < DEALS; d++) {
        int64_t left = 1000000;

        at->amounts[d] = between(at, -1000, 1000000);
        for (int r = 0; r < REPS; r++) {
            at->percents[d][r] = r == REPS - 1 ? left : between(at, 0, left);
            left -= at->percents[d][r];
            ADD(at, "%s{\"deal\": \"D%d\", \"unit\": \"%s\", \"percent\": \"%s\", \"amount\": %lld}", d + r ? ", " : "",
                d, reps[r], decimal(at->percents[d][r], 4, 0), (long long)at->amounts[d]);
        }
    }
    ADD(at, "]}");
}

static void draw_pools(drawn *at)
{
    for (int p = 0; p < POOLS; p++) {
        int64_t sum = 0, least = 0;

        at->least[p] = between(at, 0, 700000);
        for (int r = 0; r < REPS; r++) {
            at->awards[p][r] = between(at, 0, 500000);
            sum += at->awards[p][r];
            least += (at->awards[p][r] * at->least[p] + 999999) / 1000000;
            ADD(at, ", {\"kind\": \"award\", \"rows\": [{\"pool\": \"P%d\", \"unit\": \"%s\", \"amount\": \"%s\"}]}", p,
                reps[r], decimal(at->awards[p][r], 2, 0));
        }
        at->pools[p] = between(at, least, sum + sum / 4);
        ADD(at,
            ", {\"kind\": \"pool\", \"rows\": [{\"code\": \"P%d\", \"amount\": \"%s\", \"minimum_percent\": \"%s\"}]}",
            p, decimal(at->pools[p], 2, 0), decimal(at->least[p], 4, 1));
    }
}

static void draw_tiers(drawn *at)
{
    at->full_at = between(at, 10000, 90000);
    at->limits[0] = between(at, 10000, 50000);
    at->limits[1] = between(at, 50001, 100000);
    at->grace = (int32_t)between(at, 0, 2);
    at->protection = (int32_t)between(at, 0, 2);
    at->hysteresis = (int32_t)between(at, 0, 2);
    at->at_reviews = (int32_t)between(at, 0, 1);
    at->one_step = (int32_t)between(at, 0, 1);
    ADD(at,
        ", {\"kind\": \"tier\", \"rows\": [{\"track\": \"t\", \"tier\": \"silver\", \"rank\": 1, \"limit\": \"%s\"}, "
        "{\"track\": \"t\", \"tier\": \"gold\", \"rank\": 2, "
        "\"limit\": \"%s\"}]}",
        decimal(at->limits[0], 4, 0), decimal(at->limits[1], 4, 1));
    ADD(at,
        ", {\"kind\": \"tier_criterion\", \"rows\": [{\"track\": \"t\", \"indicator\": \"sales\", \"maximum\": 10, "
        "\"full_at\": \"%s\"}]}",
        decimal(at->full_at, 2, 0));
    ADD(at,
        ", {\"kind\": \"tier_rule\", \"rows\": [{\"level\": \"rep\", \"period\": \"2026\", \"grace\": %d, "
        "\"protection\": %d, \"hysteresis\": %d, \"promotion\": \"%s\", "
        "\"review\": \"half\", \"demotion\": \"%s\"}]}",
        (int)at->grace, (int)at->protection, (int)at->hysteresis, at->at_reviews ? "review" : "at_once",
        at->one_step ? "one_step" : "held");
}

/* The exact share lies less than a step away. */
static void assert_near(int64_t found, cpf__i128 numerator, cpf__i128 denominator)
{
    cpf__i128 difference = (cpf__i128)found * denominator - numerator;

    assert_true(difference < denominator && difference > -denominator);
}

static const int64_t *cells_of(const cpf_table *table, const char *column)
{
    return cpf_table_decimals(table, cpf_table_find(table, column));
}

static int row_of_rep(const cpf_table *table, int64_t row)
{
    int r = 0;

    while (strcmp(reps[r], cpf_table_text(table, cpf_table_find(table, "unit"), row)) != 0)
        r++;
    return r;
}

static void check_credits(const drawn *at, const cpf_table *table)
{
    int64_t sums[DEALS] = {0};
    const int64_t *credit = cells_of(table, "credit");

    assert_int_equal(cpf_table_row_count(table), DEALS * REPS);
    for (int64_t row = 0; row < DEALS * REPS; row++) {
        int d = atoi(cpf_table_text(table, cpf_table_find(table, "deal"), row) + 1);

        sums[d] += credit[row];
        assert_near(credit[row], (cpf__i128)at->amounts[d] * at->percents[d][row_of_rep(table, row)], 1000000);
    }
    for (int d = 0; d < DEALS; d++)
        assert_int_equal(sums[d], at->amounts[d]);
}

static void check_pool(const drawn *at, int p, const int64_t paid[REPS])
{
    int64_t sum = 0, asked = 0, least_sum = 0, least[REPS];

    for (int r = 0; r < REPS; r++) {
        least[r] = (at->awards[p][r] * at->least[p] + 999999) / 1000000;
        sum += paid[r];
        asked += at->awards[p][r];
        least_sum += least[r];
    }
    assert_int_equal(sum, asked < at->pools[p] ? asked : at->pools[p]);
    for (int r = 0; r < REPS; r++) {
        assert_true(paid[r] >= least[r] && paid[r] <= at->awards[p][r]);
        if (asked > at->pools[p])
            assert_near(paid[r] - least[r], (cpf__i128)(at->awards[p][r] - least[r]) * (at->pools[p] - least_sum),
                        asked - least_sum);
    }
}

static void check_pools(const drawn *at, const cpf_table *table)
{
    int64_t paid[POOLS][REPS] = {{0}};
    const int64_t *cells = cells_of(table, "paid");

    assert_int_equal(cpf_table_row_count(table), POOLS * REPS);
    for (int64_t row = 0; row < POOLS * REPS; row++)
        paid[atoi(cpf_table_text(table, cpf_table_find(table, "pool"), row) + 1)][row_of_rep(table, row)] = cells[row];
    for (int p = 0; p < POOLS; p++)
        check_pool(at, p, paid[p]);
}

/* Points of a value: the part of the way, at most ten, rounded half up. */
static int64_t points_of(const drawn *at, int64_t value)
{
    int64_t points = value < 0 ? 0 : (2 * value * 100000 + at->full_at) / (2 * at->full_at);

    return points > 100000 ? 100000 : points;
}

static int tier_of(const drawn *at, int64_t points)
{
    return (points >= at->limits[0]) + (points >= at->limits[1]);
}

/* The walk of a rep through the quarters, written down once more. */
static void walk(const drawn *at, int r, int tiers[QUARTERS])
{
    int now = 0, below = 0;

    for (int q = r == 2 ? 1 : 0; q < QUARTERS; q++) {
        int64_t points = points_of(at, at->sales[r][q]);
        int earned = tier_of(at, points), held = tier_of(at, points + at->hysteresis * 10000), age = q - 1;

        if (held >= now) {
            below = 0;
            if (earned > now && (!at->at_reviews || q % 2))
                now = earned;
        } else if (r == 2 && age < at->protection) {
            below = 0;
        } else if (++below > at->grace) {
            now = at->one_step && held < now - 1 ? now - 1 : held;
            below = 0;
        }
        tiers[q] = now;
    }
}

static void check_tiers(const drawn *at, const cpf_table *table)
{
    static const char *const names[] = {"", "silver", "gold"};
    int tiers[REPS][QUARTERS] = {{0}};

    for (int r = 0; r < REPS; r++)
        walk(at, r, tiers[r]);
    assert_int_equal(cpf_table_row_count(table), REPS * QUARTERS - 1);
    for (int64_t row = 0; row < REPS * QUARTERS - 1; row++) {
        int r = row_of_rep(table, row), q = cpf_table_text(table, cpf_table_find(table, "period"), row)[6] - '1';

        assert_int_equal(cells_of(table, "points")[row], points_of(at, at->sales[r][q]));
        apply_cell(table, "tier", row, names[tiers[r][q]]);
    }
}

static cpf_facts *draw_sales(drawn *at, const cpf_model *model)
{
    static const char *const quarters[] = {"2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"};
    cpf_facts *facts = NULL;

    assert_int_equal(cpf_facts_new(model, &facts, NULL), CPF_OK);
    for (int r = 0; r < REPS; r++)
        for (int q = 0; q < QUARTERS; q++) {
            cpf_id unit = cpf_model_find_unit(model, reps[r]), indicator = cpf_model_find_indicator(model, "sales");
            cpf_id period = cpf_model_find_period(model, quarters[q]);

            at->sales[r][q] = between(at, -1000, 100000);
            assert_int_equal(cpf_facts_set(facts, 1, &unit, &indicator, &period, &at->sales[r][q], NULL), CPF_OK);
        }
    return facts;
}

static void check_plan(drawn *at)
{
    cpf_model *model;
    cpf_facts *facts;
    cpf_tables *tables;

    at->length = 0;
    draw_deals(at);
    draw_pools(at);
    draw_tiers(at);
    model = apply_model(at->text);
    facts = draw_sales(at, model);
    tables = apply_run(model, facts, NULL, NULL, NULL);
    check_credits(at, cpf_tables_find(tables, "credits"));
    check_pools(at, cpf_tables_find(tables, "pools"));
    check_tiers(at, cpf_tables_find(tables, "tiers"));
    cpf_tables_free(tables);
    cpf_facts_free(facts);
    cpf_model_free(model);
}

static void test_sums(void **state)
{
    drawn *at = calloc(1, sizeof *at);
    int64_t cases = 0;

    (void)state;
    at->text = malloc(ROOM);
    at->random = cpf_test_seed("apply_sums", 7);
    for (; cases < wanted_cases; cases += CASES_A_PLAN)
        check_plan(at);
    print_message("%d deals, pools and quarters\n", (int)cases);
    free(at->text);
    free(at);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sums)};

    if (argc > 1)
        wanted_cases = strtoll(argv[1], NULL, 10);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
