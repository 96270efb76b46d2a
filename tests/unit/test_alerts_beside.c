/* SPDX-License-Identifier: MIT */
/* Alerts against a unit's own history beside its peers: against plain medians, and by what must hold: a change that all
 * units share is none. */
#include <math.h>

#include "precedents.h"
#include "product_check.h"
#include "special.h"
#include "spread_prior.h"

enum { NOW = 30, LEAST = 6 };

#define ALERT(more)                                                                                                    \
    "{\"kind\": \"alert\", \"rows\": [{\"code\": \"x\", \"indicator\": \"sales\", \"level\": \"partner\", \"test\": "  \
    "\"both\", \"side\": \"above\", \"budget\": 1000000" more "}]}"

static const char *const records[] = {ALERT(""), ALERT(", \"rule\": \"period_end\", \"history\": 14")};

static void draw_world(cpf_test_random *random, int zeros, product_world *world)
{
    memset(world, 0, sizeof *world);
    for (int i = 0; i < PARTNERS; i++) {
        int64_t level = cpf_test_between(random, 1000, 1000000);

        for (int month = i == 4 ? 12 : 0; month < MONTHS_ALL; month++)
            world->amount[i][0][month] = !zeros || cpf_test_between(random, 0, zeros)
                                             ? level * cpf_test_between(random, 60, 140 + 20 * i) * (1 + month % 12)
                                             : 0;
    }
}

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double median_of(double *x, int n)
{
    qsort(x, (size_t)n, sizeof *x, compare_doubles);
    return n % 2 ? x[n / 2] : (x[n / 2 - 1] + x[n / 2]) / 2;
}

/* The unit's values without the course, with logarithms when all are above 0. */
typedef struct own {
    double x[MONTHS_ALL], middle, scale, freedom;
    int n, known, logarithms;
} own;

static void know(own *is)
{
    double off[MONTHS_ALL], mean = 0;

    is->known = 0;
    if (is->n < LEAST)
        return;
    is->middle = median_of(is->x, is->n);
    for (int i = 0; i < is->n; i++)
        mean += (off[i] = fabs(is->x[i] - is->middle)) / is->n;
    is->scale = 1.4826 * median_of(off, is->n);
    if (!(is->scale > 0))
        is->scale = 1.253314 * mean;
    is->scale *= sqrt(1 + 1.57079632679489661923 / is->n);
    is->freedom = 0.35 * (is->n - is->n % 2) + 0.2;
    is->known = is->scale > 0;
}

/* Without the month `without`, or with all (-1). */
static own take_own(const product_world *world, int partner, const double *course, int history, int is_size,
                    int without)
{
    own is = {.logarithms = 1};
    int from = NOW - history > 0 ? NOW - history : 0;

    while (from < NOW && !world->amount[partner][0][from])
        from++;
    for (int month = from; month < NOW; month++) {
        if (month == without || (is_size && !world->amount[partner][0][month]))
            continue;
        is.x[is.n++] = (double)world->amount[partner][0][month] / course[month];
        is.logarithms = is.logarithms && is.x[is.n - 1] > 0;
    }
    for (int i = 0; i < is.n && is.logarithms; i++)
        is.x[i] = log(is.x[i]);
    know(&is);
    return is;
}

/* Medians of what came, as parts of that of now. 0: some is not above 0. */
static int take_course(const product_world *world, int history, int is_size, double *course)
{
    int good = 1, from = NOW - history > 0 ? NOW - history : 0;

    for (int month = from; month <= NOW; month++) {
        double x[PARTNERS];
        int n = 0;

        for (int i = 0; i < PARTNERS; i++)
            if (!is_size || world->amount[i][0][month])
                x[n++] = (double)world->amount[i][0][month];
        course[month] = n ? median_of(x, n) : 0;
        good = good && course[month] > 0;
    }
    for (int month = from; month <= NOW; month++)
        course[month] /= course[NOW];
    return good;
}

/* What a value comes to against so many others. 0: they say nothing. */
static int judge(own is, double x, cpf__spread_prior prior, cpf__precedent *told, double *usual_value)
{
    cpf__usual usual;

    if (!is.known)
        return 0;
    if (is.logarithms && !(x > 0)) {
        for (int i = 0; i < is.n; i++)
            is.x[i] = exp(is.x[i]);
        is.logarithms = 0;
        know(&is);
        usual = (cpf__usual){is.middle, is.scale, is.freedom};
    } else {
        usual = (cpf__usual){is.middle, is.scale, is.freedom};
        if (is.logarithms)
            cpf__usual_moderate(&usual, prior);
    }
    *told = (cpf__precedent){((is.logarithms ? log(x) : x) - usual.middle) / usual.scale, usual.freedom, 0};
    *usual_value = is.logarithms ? exp(usual.middle) : usual.middle;
    return is.known;
}

/* Fewer than twenty units say nothing of single months, and fewer than a thousand values only that p is larger. */
static double seen(const double *behind, int n, double p)
{
    int below = 0;

    for (int i = 0; i < n; i++)
        below += behind[i] <= p * (1 + 1e-12);
    return below && (below + 1.0) / (n + 1) > p ? (below + 1.0) / (n + 1) : p;
}

static void check_row(const cpf_table *table, int64_t row, own is, double value, cpf__spread_prior prior,
                      const double *behind, int n)
{
    cpf__precedent told;
    double usual, p;

    assert_true(judge(is, value, prior, &told, &usual));
    p = seen(behind, n, cpf__student_above(told.z, told.freedom));
    assert_true(fabs((double)track_cell(table, "z", row) - 100 * told.z) <=
                1 + fabs((double)track_cell(table, "z", row)) * 1e-4);
    assert_true(fabs((double)track_cell(table, "p", row) - 1e9 * p) <= 2);
    assert_true(fabs((double)track_cell(table, "usual", row) - usual) <= 1 + 1e-9 * fabs(value));
}

/* Chances of the months behind, each against the others: of the latest 24 that count, as of a month there. */
static int try_behind(const product_world *world, int partner, const double *course, int history, int is_size,
                      cpf__spread_prior prior, double *behind)
{
    int n = 0, from = NOW - history > 0 ? NOW - history : 0;

    if (is_size && !world->amount[partner][0][NOW])
        return 0;
    while (from < NOW && !world->amount[partner][0][from])
        from++;
    for (int month = from; month < NOW; month++) {
        double x = (double)world->amount[partner][0][month] / course[month], usual;
        cpf__precedent told;

        if ((!is_size || x > 0 || x < 0) &&
            judge(take_own(world, partner, course, history, is_size, month), x, prior, &told, &usual))
            behind[n++] = cpf__student_above(told.z, told.freedom);
    }
    return n;
}

static void check_world(const product_world *world, const cpf_table *table, int history, int is_size)
{
    double course[MONTHS_ALL], variances[PARTNERS], freedoms[PARTNERS];
    double behind[PARTNERS * MONTHS_ALL];
    own all[PARTNERS];
    int n = 0, told = 0;
    cpf__spread_prior prior;

    assert_true(take_course(world, history, is_size, course));
    for (int i = 0; i < PARTNERS; i++) {
        all[i] = take_own(world, i, course, history, is_size, -1);
        if (!all[i].known || !all[i].logarithms || (is_size && !world->amount[i][0][NOW]))
            continue;
        variances[n] = all[i].scale * all[i].scale;
        freedoms[n++] = all[i].freedom;
    }
    prior = cpf__spread_prior_of(variances, freedoms, n);
    n = 0;
    for (int i = 0; i < PARTNERS; i++)
        n += try_behind(world, i, course, history, is_size, prior, behind + n);
    for (int64_t row = 0; row < cpf_table_row_count(table); row++) {
        int i = atoi(track_text(table, "unit", row) + 1);

        check_row(table, row, all[i], (double)world->amount[i][0][NOW], prior, behind, n);
    }
    for (int i = 0; i < PARTNERS; i++)
        told += all[i].known && (!is_size || world->amount[i][0][NOW]);
    assert_int_equal(cpf_table_row_count(table), told);
}

static cpf_tables *alerts_of(const product_world *world, const int32_t *order, const char *text)
{
    track_case is = {0};
    cpf_tables *tables = NULL;
    cpf_error *error = NULL;

    assert_int_equal(cpf_test_tell(product_make(NULL, world, order, text, MONTHS_ALL, &is, &error), error), CPF_OK);
    assert_int_equal(
        cpf_test_tell(track_tables(&is, cpf_day_from_date(2026, NOW - 22, 1) - 1, NULL, &tables, &error), error),
        CPF_OK);
    track_free(&is);
    return tables;
}

static void test_against_medians(void **state)
{
    cpf_test_random random = cpf_test_seed("beside", 61);

    (void)state;
    for (int round = 0; round < 120; round++) {
        int way = round % 2;
        product_world world;
        int32_t order[PARTNERS];
        cpf_tables *tables, *others;

        draw_world(&random, round % 3 ? 8 : 0, &world);
        for (int i = 0; i < PARTNERS; i++)
            order[i] = i;
        cpf_test_shuffle(&random, order, PARTNERS);
        tables = alerts_of(&world, NULL, records[way]);
        others = alerts_of(&world, order, records[way]);
        check_world(&world, cpf_tables_find(tables, "alerts"), way ? 14 : 24, !way);
        track_same(cpf_tables_find(tables, "alerts"), cpf_tables_find(others, "alerts"));
        cpf_tables_free(tables);
        cpf_tables_free(others);
    }
}

/* All units have three times as much in some months: nobody stands out more or less. */
static void test_shared(void **state)
{
    cpf_test_random random = cpf_test_seed("shared", 62);

    (void)state;
    for (int round = 0; round < 20; round++) {
        product_world world, other;
        cpf_tables *tables, *others;
        const cpf_table *a, *b;

        draw_world(&random, 0, &world);
        other = world;
        for (int month = 0; month < MONTHS_ALL; month++) {
            int64_t factor = month == NOW ? 5 : cpf_test_between(&random, 1, 3);

            for (int i = 0; i < PARTNERS; i++)
                other.amount[i][0][month] *= factor;
        }
        tables = alerts_of(&world, NULL, records[0]);
        others = alerts_of(&other, NULL, records[0]);
        a = cpf_tables_find(tables, "alerts");
        b = cpf_tables_find(others, "alerts");
        assert_int_equal(cpf_table_row_count(a), cpf_table_row_count(b));
        for (int64_t row = 0; row < cpf_table_row_count(a); row++) {
            assert_true(llabs(track_cell(a, "p", row) - track_cell(b, "p", row)) <= 10);
            assert_true(llabs(5 * track_cell(a, "usual", row) - track_cell(b, "usual", row)) <= 5);
        }
        cpf_tables_free(tables);
        cpf_tables_free(others);
    }
}

/* Nothing came to half of the units: their middle says nothing, and seasons of the whole are taken instead. */
static void test_no_middle(void **state)
{
    product_world world = {0};
    cpf_tables *tables, *others;

    (void)state;
    for (int i = 0; i < 4; i++)
        for (int month = 0; month < MONTHS_ALL; month++)
            world.amount[i][0][month] = 1000 * (i + 1) + 10 * (month * 7 % 11);
    tables = alerts_of(&world, NULL, records[1]);
    others = alerts_of(&world, NULL,
                       "{\"kind\": \"alert\", \"rows\": [{\"code\": \"x\", \"indicator\": \"sales\", \"level\": "
                       "\"partner\", \"side\": \"above\", \"budget\": 1000000, \"rule\": \"period_end\", \"history\": "
                       "14}]}");
    assert_int_equal(cpf_table_row_count(cpf_tables_find(tables, "alerts")), 4);
    for (int64_t row = 0; row < 4; row++)
        assert_int_equal(track_cell(cpf_tables_find(tables, "alerts"), "usual", row),
                         track_cell(cpf_tables_find(others, "alerts"), "usual", row));
    cpf_tables_free(tables);
    cpf_tables_free(others);
}

/* A month in which nothing came to anyone, or more was sent back than came, says nothing of the others' course. */
static void test_empty_month(void **state)
{
    static const char plain[] = "{\"kind\": \"alert\", \"rows\": [{\"code\": \"x\", \"indicator\": \"sales\", "
                                "\"level\": \"partner\", \"side\": \"above\", \"budget\": 1000000}]}";

    (void)state;
    for (int sent_back = 0; sent_back < 2; sent_back++) {
        product_world world = {0};
        cpf_tables *tables, *others;

        for (int i = 0; i < PARTNERS; i++)
            for (int month = 0; month < MONTHS_ALL; month++)
                world.amount[i][0][month] = month == 20 ? -7 * sent_back : 1000 * (i + 1) + 10 * (month * (i + 3) % 11);
        tables = alerts_of(&world, NULL, records[0]);
        others = alerts_of(&world, NULL, plain);
        assert_int_equal(cpf_table_row_count(cpf_tables_find(tables, "alerts")), PARTNERS);
        for (int64_t row = 0; row < PARTNERS; row++)
            assert_int_equal(track_cell(cpf_tables_find(tables, "alerts"), "usual", row),
                             track_cell(cpf_tables_find(others, "alerts"), "usual", row));
        cpf_tables_free(tables);
        cpf_tables_free(others);
    }
}

static void test_memory(void **state)
{
    cpf_test_random random = cpf_test_seed("beside memory", 63);
    product_world world;

    (void)state;
    draw_world(&random, 0, &world);
    product_chaos(&world, records[0], cpf_day_from_date(2026, 7, 31), "alerts");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_against_medians), cmocka_unit_test(test_shared), cmocka_unit_test(test_no_middle),
        cmocka_unit_test(test_empty_month),     cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
