/* SPDX-License-Identifier: MIT */
/* Gaps by product lines and by causes: each part against plain arithmetic; however a gap is taken apart, the parts of a
 * unit add up to that unit's, and those that explain it are the fewest that do. */
#include <math.h>

#include "product_check.h"

__extension__ typedef __int128 wide;

enum { MONTHS_KNOWN = 29, FIRST = 24, REST = LINES, PARTS = LINES + 1 };

#define GAPS                                                                                                           \
    "{\"kind\": \"gap\", \"set\": {\"indicator\": \"sales\", \"percent\": 60}, \"rows\": [{\"level\": \"partner\"}, "  \
    "{\"level\": \"partner\", \"by\": \"causes\"}, {\"level\": \"partner\", \"by\": \"products\"}, {\"level\": "       \
    "\"company\", \"by\": \"products\"}, {\"level\": \"partner\", \"unit\": \"R1\", \"by\": \"products\"}]}, "         \
    "{\"kind\": \"cause\", \"set\": {\"indicator\": \"sales\"}, \"rows\": [{\"position\": 2, \"factor\": \"rate\"}, "  \
    "{\"position\": 1, \"factor\": \"cost\"}]}, " PRODUCTS

typedef struct extra {
    int64_t cost[MONTHS_ALL][UNITS], rate[MONTHS_ALL][UNITS]; /* by unit id */
    uint8_t known[MONTHS_ALL][UNITS / 8 + 1];
    int64_t target[LINES][MONTHS_ALL][UNITS];
} extra;

static void draw_world(cpf_test_random *random, product_world *world, extra *more)
{
    memset(world, 0, sizeof *world);
    for (int i = 0; i < PARTNERS; i++)
        for (int line = 0; line < LINES; line++)
            for (int month = i == 5 ? FIRST : 0; month < MONTHS_KNOWN; month++)
                world->amount[i][line][month] =
                    cpf_test_between(random, 0, 3) ? cpf_test_between(random, -3000, 900000) : 0;
    for (int month = 0; month < MONTHS_ALL; month++)
        for (int unit = 0; unit < UNITS; unit++) {
            more->cost[month][unit] = cpf_test_between(random, -100000, 10000000);
            more->rate[month][unit] = cpf_test_between(random, 1, 30000);
            more->known[month][unit / 8] |= (uint8_t)((cpf_test_between(random, 0, 9) > 0) << unit % 8);
            for (int line = 0; line < LINES; line++)
                more->target[line][month][unit] = unit < 3 ? 0 : cpf_test_between(random, 0, 800000);
        }
}

static cpf_id month_id(const cpf_model *model, int month)
{
    char code[16];

    snprintf(code, sizeof code, "%d-%02d", 2024 + month / 12, 1 + month % 12);
    return cpf_model_find_period(model, code);
}

/* Factors of months, and targets of months and of the year for the lines of partners 0 to 5 when asked for. */
static void set_extra(track_case *is, extra *more, int targets)
{
    cpf_id first = cpf_model_find_indicator(is->model, "l0"), year = cpf_model_find_period(is->model, "2026");

    for (int month = 0; month < MONTHS_ALL; month++) {
        cpf_id period = month_id(is->model, month);

        cpf_facts_set_column(is->facts, cpf_model_find_indicator(is->model, "cost"), period, more->cost[month], NULL, 0,
                             NULL);
        cpf_facts_set_column(is->facts, cpf_model_find_indicator(is->model, "rate"), period, more->rate[month],
                             more->known[month], 0, NULL);
    }
    for (int line = 0; line < LINES && targets; line++) {
        int64_t sums[UNITS] = {0};

        for (int month = FIRST; month < MONTHS_ALL; month++) {
            cpf_facts_set_column(is->targets, first + line, month_id(is->model, month), more->target[line][month], NULL,
                                 0, NULL);
            for (int unit = 0; unit < UNITS; unit++)
                sums[unit] += more->target[line][month][unit];
        }
        cpf_facts_set_column(is->targets, first + line, year, sums, NULL, 0, NULL);
    }
}

static int64_t rounded(wide above, wide below)
{
    wide half = above < 0 ? -below : below;

    return (int64_t)((2 * above + half) / (2 * below));
}

/* Largest remainder by trying every step. 0: no weights. */
static int split_plainly(int64_t total, const int64_t *weights, int64_t *parts)
{
    wide sum = 0, rests[LINES];
    int64_t left = total < 0 ? -total : total;

    for (int i = 0; i < LINES; i++)
        sum += weights[i] > 0 ? weights[i] : 0;
    for (int i = 0; i < LINES && sum; i++) {
        wide share = (wide)(total < 0 ? -total : total) * (weights[i] > 0 ? weights[i] : 0);

        parts[i] = (int64_t)(share / sum);
        rests[i] = share % sum;
        left -= parts[i];
    }
    for (; left && sum; left--) {
        int best = 0;

        for (int i = 1; i < LINES; i++)
            best = rests[i] > rests[best] ? i : best;
        parts[best]++;
        rests[best] = -1;
    }
    for (int i = 0; i < LINES; i++)
        parts[i] = !sum ? 0 : total < 0 ? -parts[i] : parts[i];
    return sum > 0;
}

static int partner_of(const cpf_model *model, cpf_id unit, int partner)
{
    char code[16];

    snprintf(code, sizeof code, "P%d", partner);
    for (cpf_id at = cpf_model_find_unit(model, code); at != CPF_NONE; at = cpf_model_unit_parent(model, at))
        if (at == unit)
            return 1;
    return 0;
}

static int64_t sum_of(const cpf_model *model, const product_world *world, cpf_id unit, int line, int from, int to)
{
    int64_t sum = 0;

    for (int i = 0; i < PARTNERS; i++)
        for (int month = from; month < to && partner_of(model, unit, i); month++)
            sum += world->amount[i][line][month];
    return sum;
}

/* What the lines of a unit are expected to have of what it is expected to have itself. */
static void expect_lines(const cpf_model *model, const product_world *world, const extra *more, int targets,
                         cpf_id unit, int64_t expected, int64_t *parts)
{
    int64_t weights[3][LINES] = {{0}};
    int way = 0;

    for (int line = 0; line < LINES; line++) {
        for (int month = FIRST; month < MONTHS_KNOWN && targets; month++)
            weights[0][line] += more->target[line][month][unit];
        weights[1][line] = sum_of(model, world, unit, line, FIRST - 12, MONTHS_KNOWN - 12);
        weights[2][line] = sum_of(model, world, 0, line, FIRST - 12, MONTHS_KNOWN - 12);
    }
    while (!split_plainly(expected, weights[way], parts) && way < 2)
        way++;
}

/* The same of everything: the sum over its partners, unless its own lines have targets. `rows`: of the partners. */
static void expect_whole(const track_case *is, const product_world *world, const extra *more, int targets,
                         const cpf_table *table, int64_t expected, int64_t *parts)
{
    int64_t sums[LINES] = {0}, own[LINES];

    for (int64_t row = 0; row < PARTNERS; row++) {
        cpf_id unit = cpf_model_find_unit(is->model, track_text(table, "unit", row));
        cpf_id sales = cpf_model_find_indicator(is->model, "sales");
        int64_t sum = 0, value = 0;

        for (int month = FIRST; month < MONTHS_KNOWN; month++) {
            assert_int_equal(cpf_facts_value(is->targets, unit, sales, month_id(is->model, month), &value), CPF_OK);
            sum += value;
        }
        expect_lines(is->model, world, more, targets, unit, sum, own);
        for (int line = 0; line < LINES; line++)
            sums[line] += own[line];
    }
    split_plainly(expected, sums, parts);
}

static int64_t find_part(const cpf_table *table, int64_t begin, int64_t end, const char *unit, const char *column,
                         const char *part)
{
    for (int64_t row = begin; row < end; row++)
        if (strcmp(track_text(table, "unit", row), unit) == 0 && strcmp(track_text(table, column, row), part) == 0)
            return row;
    return -1;
}

/* Rows of a record: those of one way, level and unit. */
static int64_t end_of(const cpf_table *table, int64_t begin)
{
    int64_t row = begin;

    while (row < cpf_table_row_count(table) && (row == begin || track_cell(table, "rank", row) > 1))
        row++;
    return row;
}

static void check_line_row(const cpf_table *table, int64_t row, int64_t actual, int64_t expected)
{
    if (row < 0) { /* only a rest may have no row */
        assert_true(!actual && !expected);
        return;
    }
    assert_int_equal(track_cell(table, "actual", row), actual);
    assert_int_equal(track_cell(table, "expected", row), expected);
    assert_int_equal(track_cell(table, "gap", row), expected - actual);
}

/* What a unit is expected to have by its rows: the step that a unit gets of a rounded sum depends on what is summed. */
static int64_t expected_of(const cpf_table *table, int64_t begin, int64_t end, const char *unit)
{
    int64_t sum = 0;

    for (int64_t row = begin; row < end; row++)
        sum += strcmp(track_text(table, "unit", row), unit) == 0 ? track_cell(table, "expected", row) : 0;
    return sum;
}

static void check_products(const track_case *is, const product_world *world, const extra *more, int targets,
                           const cpf_table *table, int64_t begin, int64_t end, cpf_id unit)
{
    static const char *const names[] = {"l0", "l1", "l2"};
    const char *code = cpf_model_unit_code(is->model, unit);
    int64_t parts[LINES], expected = expected_of(table, begin, end, code), left = expected;

    expect_lines(is->model, world, more, targets, unit, expected, parts);
    for (int line = 0; line < LINES; line++) {
        int64_t row = find_part(table, begin, end, code, "product", names[line]);

        assert_true(row >= 0);
        left -= parts[line];
        check_line_row(table, row, sum_of(is->model, world, unit, line, FIRST, MONTHS_KNOWN), parts[line]);
    }
    check_line_row(table, find_part(table, begin, end, code, "product", "rest"), 0, left);
}

/* The company's lines are the sums of its partners' lines, to a step each: targets of 2026 are whole steps. */
static void check_whole(const track_case *is, const product_world *world, const extra *more, int targets,
                        const cpf_table *table, int64_t begin, int64_t end)
{
    static const char *const names[] = {"l0", "l1", "l2"};
    int64_t parts[LINES], expected = expected_of(table, begin, end, "ALL");

    expect_whole(is, world, more, targets, table, expected, parts);
    for (int line = 0; line < LINES; line++)
        check_line_row(table, find_part(table, begin, end, "ALL", "product", names[line]),
                       sum_of(is->model, world, 0, line, FIRST, MONTHS_KNOWN), parts[line]);
}

static void check_causes(const product_world *world, const extra *more, const cpf_table *table, int64_t begin,
                         int64_t end, const cpf_model *model, cpf_id unit, int64_t expected, int64_t gap)
{
    const char *code = cpf_model_unit_code(model, unit);
    int64_t plan = find_part(table, begin, end, code, "cause", "plan"),
            cost = find_part(table, begin, end, code, "cause", "cost"),
            rate = find_part(table, begin, end, code, "cause", "rate"),
            rest = find_part(table, begin, end, code, "cause", "rest");
    int64_t before = 0, costs = 0, rates = 0;

    for (int month = FIRST; month < MONTHS_KNOWN; month++) {
        const int64_t *c[2] = {more->cost[month - 12], more->cost[month]},
                      *r[2] = {more->rate[month - 12], more->rate[month]};

        if (!(more->known[month][unit / 8] >> unit % 8 & 1) || !(more->known[month - 12][unit / 8] >> unit % 8 & 1))
            continue;
        for (int line = 0; line < LINES; line++)
            before += sum_of(model, world, unit, line, month - 12, month - 11);
        costs += rounded((wide)(c[1][unit] - c[0][unit]) * r[0][unit], 10000);
        rates += rounded((wide)c[1][unit] * (r[1][unit] - r[0][unit]), 10000);
    }
    assert_true(plan >= 0 && cost >= 0 && rate >= 0 && rest >= 0);
    assert_false(track_has(table, "actual", cost));
    assert_int_equal(track_cell(table, "gap", plan), expected - before);
    assert_true(llabs(track_cell(table, "gap", cost) + costs) <= 5); /* half steps of five months, in doubles */
    assert_true(llabs(track_cell(table, "gap", rate) + rates) <= 5);
    assert_int_equal(track_cell(table, "gap", plan) + track_cell(table, "gap", cost) + track_cell(table, "gap", rate) +
                         track_cell(table, "gap", rest),
                     gap);
}

/* Sorted by gap, adding up to the total; the named ones make 60 per cent of it and none could be left out. */
static void check_set(const cpf_table *table, int64_t begin, int64_t end)
{
    int64_t together = 0, named = 0, smallest = 0, total = track_cell(table, "total", begin);

    for (int64_t row = begin; row < end; row++) {
        int64_t gap = track_cell(table, "gap", row);

        assert_int_equal(track_cell(table, "rank", row), row - begin + 1);
        assert_true(row == begin || gap <= track_cell(table, "gap", row - 1));
        together += gap;
        assert_int_equal(track_cell(table, "together", row), together);
        if (!track_int(table, "explains", row))
            continue;
        assert_true(row == begin || track_int(table, "explains", row - 1));
        named += gap;
        smallest = gap;
    }
    assert_int_equal(together, total);
    assert_int_equal(track_int(table, "explains", begin), total > 0);
    if (total > 0)
        assert_true((wide)named * 100 >= (wide)total * 60 && (wide)(named - smallest) * 100 < (wide)total * 60);
}

static void check_table(const track_case *is, const product_world *world, const extra *more, int targets,
                        const cpf_table *table)
{
    int64_t begin[6] = {0};
    cpf_id region = cpf_model_find_unit(is->model, "R1");

    for (int i = 0; i < 5; i++) {
        begin[i + 1] = end_of(table, begin[i]);
        check_set(table, begin[i], begin[i + 1]);
    }
    assert_int_equal(begin[5], cpf_table_row_count(table));
    assert_int_equal(begin[1], PARTNERS);
    for (int64_t row = 0; row < PARTNERS; row++) {
        cpf_id unit = cpf_model_find_unit(is->model, track_text(table, "unit", row));
        int64_t expected = track_cell(table, "expected", row);

        assert_false(track_has(table, "product", row));
        check_causes(world, more, table, begin[1], begin[2], is->model, unit, expected, track_cell(table, "gap", row));
        assert_int_equal(expected_of(table, begin[2], begin[3], track_text(table, "unit", row)), expected);
        check_products(is, world, more, targets, table, begin[2], begin[3], unit);
        if (cpf_model_unit_parent(is->model, unit) == region)
            check_products(is, world, more, targets, table, begin[4], begin[5], unit);
    }
    check_whole(is, world, more, targets, table, begin[3], begin[4]);
    assert_int_equal(track_cell(table, "total", 0), track_cell(table, "total", begin[1]));
    assert_int_equal(track_cell(table, "total", 0), track_cell(table, "total", begin[2]));
    assert_int_equal(track_cell(table, "total", 0), track_cell(table, "total", begin[3]));
}

static void test_parts(void **state)
{
    cpf_test_random random = cpf_test_seed("parts", 41);

    (void)state;
    for (int round = 0; round < 60; round++) {
        product_world world;
        extra more = {0};
        track_case is = {0}, other = {0};
        cpf_tables *tables = NULL, *others = NULL;
        cpf_error *error = NULL;
        int32_t order[PARTNERS];
        cpf_day day = cpf_day_from_date(2026, 5, 31);

        draw_world(&random, &world, &more);
        for (int i = 0; i < PARTNERS; i++)
            order[i] = i;
        cpf_test_shuffle(&random, order, PARTNERS);
        assert_int_equal(cpf_test_tell(product_make(NULL, &world, NULL, GAPS, MONTHS_KNOWN, &is, &error), error),
                         CPF_OK);
        assert_int_equal(product_make(NULL, &world, order, GAPS, MONTHS_KNOWN, &other, &error), CPF_OK);
        set_extra(&is, &more, round % 2);
        set_extra(&other, &more, round % 2);
        assert_int_equal(cpf_test_tell(track_tables(&is, day, NULL, &tables, &error), error), CPF_OK);
        assert_int_equal(track_tables(&other, day, NULL, &others, &error), CPF_OK);
        check_table(&is, &world, &more, round % 2, cpf_tables_find(tables, "stalls"));
        track_same(cpf_tables_find(tables, "stalls"), cpf_tables_find(others, "stalls"));
        cpf_tables_free(tables);
        cpf_tables_free(others);
        track_free(&is);
        track_free(&other);
    }
}

/* Nothing says what the lines are to have: all that is expected stands in the rest. */
static void test_nothing_known(void **state)
{
    product_world world = {0};
    track_case is = {0};
    cpf_tables *tables = NULL;
    cpf_error *error = NULL;
    const cpf_table *table;

    (void)state;
    world.amount[0][1][26] = 700;
    assert_int_equal(product_make(NULL, &world, NULL,
                                  "{\"kind\": \"gap\", \"rows\": [{\"indicator\": \"sales\", \"level\": \"company\", "
                                  "\"by\": \"products\"}]}, " PRODUCTS,
                                  MONTHS_KNOWN, &is, &error),
                     CPF_OK);
    assert_int_equal(track_tables(&is, cpf_day_from_date(2026, 12, 31), NULL, &tables, &error), CPF_OK);
    table = cpf_tables_find(tables, "stalls");
    assert_int_equal(cpf_table_row_count(table), LINES + 1);
    assert_string_equal(track_text(table, "product", 0), "rest");
    assert_int_equal(track_cell(table, "gap", 0), 12000000);
    assert_int_equal(track_cell(table, "total", 0), 12000000 - 700);
    cpf_tables_free(tables);
    track_free(&is);
}

static void test_memory(void **state)
{
    cpf_test_random random = cpf_test_seed("parts memory", 42);
    product_world world;
    extra more = {0};

    (void)state;
    draw_world(&random, &world, &more);
    product_chaos(&world, GAPS, cpf_day_from_date(2026, 5, 31), "stalls");
}

/* Figures that do not fit are told, wherever they arise. */
static void test_range(void **state)
{
    static const struct {
        const char *indicator, *period;
        int64_t value, year_ago;
    } cases[] = {{"sales", "2026", INT64_MIN, 0},
                 {"cost", "2026-03", INT64_MAX, INT64_MIN},
                 {"sales", "2026-03", INT64_MAX, INT64_MIN},
                 {"sales", "2026-03", 0, INT64_MIN}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        product_world world = {0};
        extra more = {0};
        track_case is = {0};
        cpf_tables *tables = NULL;
        cpf_error *error = NULL;
        int64_t values[UNITS];
        cpf_id indicator;

        memset(more.known, 255, sizeof more.known);
        for (int unit = 0; unit < UNITS; unit++)
            more.rate[2 + FIRST][unit] = more.rate[2 + FIRST - 12][unit] = INT64_MAX / 4;
        assert_int_equal(product_make(NULL, &world, NULL, GAPS, MONTHS_KNOWN, &is, &error), CPF_OK);
        set_extra(&is, &more, 0);
        indicator = cpf_model_find_indicator(is.model, cases[i].indicator);
        for (int unit = 0; unit < UNITS; unit++)
            values[unit] = cases[i].value;
        cpf_facts_set_column(is.facts, indicator, cpf_model_find_period(is.model, cases[i].period), values, NULL, 0,
                             NULL);
        for (int unit = 0; unit < UNITS; unit++)
            values[unit] = cases[i].year_ago;
        cpf_facts_set_column(is.facts, indicator, cpf_model_find_period(is.model, "2025-03"), values, NULL, 0, NULL);
        assert_int_equal(track_tables(&is, cpf_day_from_date(2026, 5, 31), NULL, &tables, &error), CPF_E_RANGE);
        cpf_test_has(error, "track-range");
        cpf_error_free(error);
        track_free(&is);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_nothing_known),
        cmocka_unit_test(test_memory),
        cmocka_unit_test(test_range),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
