/* SPDX-License-Identifier: MIT */
/* Every rule of the table against its definition, computed here with plain fractions; and what the compiler refuses. */
#include "support.h"

#include "rule.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

typedef struct fraction {
    cpf__i128 num, den;
} fraction;

static cpf__i128 common(cpf__i128 a, cpf__i128 b)
{
    while (b) {
        cpf__i128 rest = a % b;

        a = b;
        b = rest;
    }
    return a < 0 ? -a : a;
}

static fraction make(cpf__i128 num, cpf__i128 den)
{
    cpf__i128 shared = common(num, den);
    fraction result = {num, den};

    if (shared > 1) {
        result.num /= shared;
        result.den /= shared;
    }
    if (result.den < 0) {
        result.num = -result.num;
        result.den = -result.den;
    }
    return result;
}

static fraction plus(fraction a, fraction b)
{
    return make(a.num * b.den + b.num * a.den, a.den * b.den);
}

static fraction minus(fraction a, fraction b)
{
    return make(a.num * b.den - b.num * a.den, a.den * b.den);
}

static fraction times(fraction a, fraction b)
{
    fraction left = make(a.num, b.den), right = make(b.num, a.den);

    return make(left.num * right.num, left.den * right.den);
}

static fraction over(fraction a, fraction b)
{
    return times(a, make(b.den, b.num));
}

static int below(fraction a, fraction b)
{
    return a.num * b.den < b.num * a.den;
}

static fraction whole(int64_t value)
{
    return (fraction){value, 1};
}

static fraction within(fraction value, fraction low, fraction high)
{
    return below(value, low) ? low : below(high, value) ? high : value;
}

static fraction down(fraction value)
{
    cpf__i128 quotient = value.num / value.den;

    return (fraction){quotient - (value.num % value.den < 0), 1};
}

static int64_t rounded(fraction value, int32_t decimals)
{
    cpf__i128 scaled = value.num * cpf__pow10(decimals) * 2, den = value.den;

    return (int64_t)(scaled < 0 ? -((-scaled + den) / (2 * den)) : (scaled + den) / (2 * den));
}

/* Parameters of a case as they are written and as they are. */
typedef struct cases {
    cpf_test_random random;
    int32_t count, knots;
    char value[8][32], knot_x[8][32], knot_points[8][32];
    cpf__setting setting[8];
    cpf__knot knot[8];
    fraction number[8], x[8], points[8];
} cases;

static fraction write_decimal(char *text, int64_t value, int32_t decimals)
{
    cpf_decimal_format(value, decimals, text);
    return make(value, cpf__pow10(decimals));
}

static void give(cases *all, const char *name, int64_t low, int64_t high, int32_t decimals)
{
    int32_t i = all->count++;

    all->number[i] = write_decimal(all->value[i], cpf_test_between(&all->random, low, high), decimals);
    all->setting[i] = (cpf__setting){name, all->value[i]};
}

static int32_t choose(cases *all, const char *name, const char *first, const char *second)
{
    int32_t i = all->count++, which = (int32_t)cpf_test_between(&all->random, 0, 1);

    all->setting[i] = (cpf__setting){name, which ? second : first};
    return which;
}

static void give_knots(cases *all, int32_t least)
{
    int64_t x = cpf_test_between(&all->random, -200, 800);

    all->knots = (int32_t)cpf_test_between(&all->random, least, 7);
    for (int32_t i = 0; i < all->knots; i++) {
        all->x[i] = write_decimal(all->knot_x[i], x, 3);
        all->points[i] = write_decimal(all->knot_points[i], cpf_test_between(&all->random, -500, 1500), 1);
        all->knot[i] = (cpf__knot){all->knot_x[i], all->knot_points[i]};
        x += cpf_test_between(&all->random, 1, 400);
    }
}

/* The rules as METHODS and the registry's formulas say them; x is the attainment, t / a for less_ratio (a > 0). */
static fraction by_linear(const cases *all, fraction x, int32_t choice)
{
    (void)choice;
    return times(all->number[0], x);
}

static fraction by_capped(const cases *all, fraction x, int32_t choice)
{
    (void)choice;
    return within(times(all->number[2], x), all->number[0], all->number[1]);
}

static fraction by_threshold(const cases *all, fraction x, int32_t choice)
{
    fraction from = all->number[0], at = all->number[1], value;

    (void)choice;
    if (below(x, from))
        return whole(0);
    if (below(x, whole(1)))
        value = plus(at, over(times(minus(x, from), minus(whole(100), at)), minus(whole(1), from)));
    else
        value = plus(whole(100), times(minus(x, whole(1)), all->number[2]));
    return below(all->number[3], value) ? all->number[3] : value;
}

static fraction by_steps(const cases *all, fraction x, int32_t choice)
{
    fraction value = all->number[0];

    for (int32_t i = 0; i < all->knots; i++) {
        if (choice ? below(all->x[i], x) : !below(x, all->x[i]))
            value = all->points[i];
    }
    return value;
}

static fraction by_points(const cases *all, fraction x, int32_t choice)
{
    int32_t i = 0, last = all->knots - 1;

    if (!choice && below(x, all->x[0]))
        return all->points[0];
    if (!choice && below(all->x[last], x))
        return all->points[last];
    while (i < last - 1 && below(all->x[i + 1], x))
        i++;
    return plus(all->points[i], over(times(minus(x, all->x[i]), minus(all->points[i + 1], all->points[i])),
                                     minus(all->x[i + 1], all->x[i])));
}

static fraction by_less(const cases *all, fraction x, int32_t choice)
{
    return by_capped(all, minus(whole(2), x), choice);
}

static fraction by_inverse(const cases *all, fraction x, int32_t choice)
{
    return x.num <= 0 ? all->number[1] : by_capped(all, make(x.den, x.num), choice);
}

static fraction by_range(const cases *all, fraction x, int32_t choice)
{
    fraction low = minus(whole(1), all->number[0]), high = plus(whole(1), all->number[0]), out = whole(0), value;

    (void)choice;
    if (below(x, low))
        out = minus(low, x);
    if (below(high, x))
        out = minus(x, high);
    value = minus(all->number[2], times(all->number[1], out));
    return below(value, all->number[3]) ? all->number[3] : value;
}

static fraction by_per_step(const cases *all, fraction x, int32_t choice)
{
    fraction value = all->number[0], away = minus(x, whole(1)), lack = minus(whole(1), x);

    (void)choice;
    if (away.num > 0)
        value = plus(value, times(all->number[2], down(over(away, all->number[1]))));
    else
        value = minus(value, times(all->number[3], down(over(lack, all->number[1]))));
    return within(value, all->number[4], all->number[5]);
}

static fraction by_gate(const cases *all, fraction x, int32_t choice)
{
    (void)choice;
    return below(x, all->number[0]) ? whole(0) : all->number[1];
}

static int32_t give_linear(cases *all)
{
    give(all, "slope", 0, 3000, 1);
    return 0;
}

static int32_t give_capped(cases *all)
{
    give(all, "floor", -200, 500, 1);
    give(all, "cap", 500, 2000, 1);
    give(all, "slope", 0, 3000, 1);
    return 0;
}

static int32_t give_threshold(cases *all)
{
    give(all, "from", 0, 99, 2);
    give(all, "at_threshold", 0, 1000, 1);
    give(all, "accelerator", 0, 4000, 1);
    give(all, "cap", 0, 2000, 1);
    return 0;
}

static int32_t give_steps(cases *all)
{
    give(all, "below", -100, 100, 0);
    give_knots(all, 1);
    return choose(all, "closed", "lower", "upper");
}

static int32_t give_points(cases *all)
{
    give_knots(all, 2);
    return choose(all, "beyond", "flat", "extend");
}

static int32_t give_range(cases *all)
{
    give(all, "tolerance", 0, 300, 3);
    give(all, "slope", 0, 5000, 1);
    give(all, "full", 50, 120, 0);
    give(all, "floor", -50, 50, 0);
    return 0;
}

static int32_t give_per_step(cases *all)
{
    give(all, "base", 0, 1200, 1);
    give(all, "step", 1, 200, 3);
    give(all, "gain", 0, 50, 1);
    give(all, "loss", 0, 50, 1);
    give(all, "floor", -100, 50, 0);
    give(all, "cap", 50, 200, 0);
    return 0;
}

static int32_t give_gate(cases *all)
{
    give(all, "at", -500, 2000, 3);
    give(all, "points", -100, 1000, 1);
    return 0;
}

static const struct {
    const char *rule;
    int32_t (*give)(cases *all);
    fraction (*points)(const cases *all, fraction x, int32_t choice);
} rules[] = {
    {"linear", give_linear, by_linear},          {"capped", give_capped, by_capped},
    {"threshold", give_threshold, by_threshold}, {"steps", give_steps, by_steps},
    {"points", give_points, by_points},          {"less_is_better", give_capped, by_less},
    {"less_ratio", give_capped, by_inverse},     {"range", give_range, by_range},
    {"per_step", give_per_step, by_per_step},    {"gate", give_gate, by_gate},
};
enum { RULES = sizeof rules / sizeof rules[0], COLUMN = 700 };

/* Targets with many ties: powers of two and round numbers; actuals on edges and half steps as often as anywhere. */
static void draw(cases *all, int64_t *actual, int64_t *target)
{
    static const int64_t round[] = {1, 2, 8, 10, 64, 100, 128, 1000, 1024, 5000, 1280000, 100000000};
    int64_t t = cpf_test_next(&all->random) % 2 ? round[cpf_test_next(&all->random) % 12]
                                                : cpf_test_between(&all->random, 1, 2000000000);
    fraction edge = all->knots ? all->x[cpf_test_next(&all->random) % (uint64_t)all->knots] : all->number[0];

    switch (cpf_test_next(&all->random) % 4) {
    case 0:
        *actual = (int64_t)(edge.num * t / edge.den) + cpf_test_between(&all->random, -1, 1);
        break;
    case 1:
        *actual = t + cpf_test_between(&all->random, -2, 2);
        break;
    default:
        *actual = cpf_test_between(&all->random, -t / 4, 2 * t);
        break;
    }
    *target = t;
}

static void check_case(int32_t which, cases *all, int32_t choice, const cpf__curve *curve)
{
    static const cpf__attain how = {0};
    int64_t actual[COLUMN], target[COLUMN], points[COLUMN];
    int32_t decimals = (int32_t)cpf_test_between(&all->random, 0, 5);
    uint8_t valid[COLUMN / 8 + 1];

    for (int32_t i = 0; i < COLUMN; i++)
        draw(all, &actual[i], &target[i]);
    assert_int_equal(cpf__curve_column(curve, &how, COLUMN, actual, NULL, target, NULL, decimals, points, valid),
                     CPF_OK);
    for (int32_t i = 0; i < COLUMN; i++) {
        int64_t expected = rounded(rules[which].points(all, make(actual[i], target[i]), choice), decimals), exact = 0;

        assert_int_equal(cpf__curve_points(curve, actual[i], target[i], decimals, &exact, NULL), CPF_OK);
        if (exact != expected || points[i] != expected)
            fail_msg("%s: %lld / %lld, %d decimals: expected %lld, exact %lld, column %lld", rules[which].rule,
                     (long long)actual[i], (long long)target[i], (int)decimals, (long long)expected, (long long)exact,
                     (long long)points[i]);
        assert_true(valid[i / 8] >> (i % 8) & 1);
    }
}

/* 10 rules * 45 parameter sets * 700 rows. */
static void test_definitions(void **state)
{
    cases all = {.random = cpf_test_seed("definitions", 71)};

    (void)state;
    for (int32_t round = 0; round < 45; round++) {
        for (int32_t which = 0; which < RULES; which++) {
            cpf__curve *curve = NULL;
            cpf_error *error = NULL;
            int32_t choice;

            all.count = all.knots = 0;
            choice = rules[which].give(&all);
            assert_int_equal(cpf_test_tell(cpf__rule_compile(NULL, cpf__rule_find(rules[which].rule), all.setting,
                                                             all.count, all.knot, all.knots, NULL, &curve, &error),
                                           error),
                             CPF_OK);
            check_case(which, &all, choice, curve);
            cpf__curve_free(curve);
        }
    }
    assert_int_equal(RULES, cpf__rule_count);
}

static cpf__curve *compiled(const char *rule, const cpf__setting *settings, int32_t count, const cpf__knot *knots,
                            int32_t knot_count)
{
    cpf__curve *curve = NULL;
    cpf_error *error = NULL;

    assert_int_equal(cpf_test_tell(cpf__rule_compile(NULL, cpf__rule_find(rule), settings, count, knots, knot_count,
                                                     NULL, &curve, &error),
                                   error),
                     CPF_OK);
    return curve;
}

static int64_t at(const cpf__curve *curve, int64_t num, int64_t den)
{
    int64_t points = 0;

    assert_int_equal(cpf__curve_points(curve, num, den, 2, &points, NULL), CPF_OK);
    return points;
}

/* The eight curves of the scoring workload, and the published target table 80 -> 60 ... 120 -> 140. */
static void test_known_curves(void **state)
{
    static const cpf__setting threshold[] = {
        {"from", "0.6"}, {"at_threshold", "50"}, {"accelerator", "200"}, {"cap", "150"}};
    static const cpf__setting seven[] = {{"cap", "100"}}, eight[] = {{"floor", "40"}};
    static const cpf__knot steps[] = {{"0.5", "40"}, {"0.7", "60"}, {"0.85", "80"}, {"1", "100"}, {"1.1", "120"}};
    static const cpf__knot table[] = {{"0.8", "60"}, {"0.9", "80"}, {"1", "100"}, {"1.1", "120"}, {"1.2", "140"}};
    cpf__curve *curves[] = {compiled("capped", NULL, 0, NULL, 0),         compiled("threshold", threshold, 4, NULL, 0),
                            compiled("less_is_better", NULL, 0, NULL, 0), compiled("steps", NULL, 0, steps, 5),
                            compiled("range", NULL, 0, NULL, 0),          compiled("gate", NULL, 0, NULL, 0),
                            compiled("capped", seven, 1, NULL, 0),        compiled("capped", eight, 1, NULL, 0),
                            compiled("points", NULL, 0, table, 5)};
    /* attainment in per cent, then the points of each curve in hundredths */
    static const int64_t rows[][10] = {
        {0, 0, 0, 12000, 0, 0, 0, 0, 4000, 6000},
        {59, 5900, 0, 12000, 4000, 2250, 0, 5900, 5900, 6000},
        {60, 6000, 5000, 12000, 4000, 2500, 0, 6000, 6000, 6000},
        {85, 8500, 8125, 11500, 8000, 8750, 0, 8500, 8500, 7000},
        {100, 10000, 10000, 10000, 10000, 10000, 10000, 10000, 10000, 10000},
        {110, 11000, 12000, 9000, 12000, 10000, 10000, 10000, 11000, 12000},
        {130, 12000, 15000, 7000, 12000, 5000, 10000, 10000, 12000, 14000},
        {250, 12000, 15000, 0, 12000, 0, 10000, 10000, 12000, 14000},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        for (size_t k = 0; k < 9; k++)
            assert_int_equal(at(curves[k], rows[i][0], 100), rows[i][k + 1]);
    }
    for (size_t k = 0; k < 9; k++)
        cpf__curve_free(curves[k]);
}

static void refuse(const char *rule, const char *code, const cpf__setting *settings, int32_t count,
                   const cpf__knot *knots, int32_t knot_count, const char *subject)
{
    const cpf__place place = {.path = "indicators[2]"};
    cpf__curve *curve = NULL;
    cpf_error *error = NULL;
    int32_t index;

    assert_int_equal(
        cpf__rule_compile(NULL, cpf__rule_find(rule), settings, count, knots, knot_count, &place, &curve, &error),
        CPF_E_PLAN);
    assert_null(curve);
    index = cpf_test_has(error, code);
    assert_non_null(strstr(cpf_error_subject_at(error, index), subject));
    cpf_error_free(error);
}

static void test_refusals(void **state)
{
    static const cpf__setting unknown[] = {{"ceiling", "3"}}, twice[] = {{"cap", "100"}, {"cap", "110"}},
                              word[] = {{"cap", "high"}}, fine[] = {{"cap", "1.0000000001"}},
                              large[] = {{"cap", "1000001"}}, order[] = {{"floor", "90"}, {"cap", "80"}},
                              one[] = {{"from", "1"}}, side[] = {{"closed", "left"}}, empty[] = {{"closed", ""}},
                              range[] = {{"floor", "101"}}, zero[] = {{"step", "0"}};
    static const cpf__knot once[] = {{"0.5", "1"}}, falling[] = {{"0.5", "1"}, {"0.9", "1"}, {"0.9", "2"}},
                           wrong[] = {{"0.5", "1"}, {"0,9", "1"}}, far[] = {{"-1001", "1"}}, beyond[] = {{"1001", "1"}},
                           many[] = {{"-999.999999999", "999999.999999999"}, {"0.000000007", "-999999.999999998"}};
    cpf__knot full[CPF__MAX_PIECES];
    char x[CPF__MAX_PIECES][16];

    (void)state;
    for (int i = 0; i < CPF__MAX_PIECES; i++) {
        snprintf(x[i], sizeof x[i], "%d", i);
        full[i] = (cpf__knot){x[i], "1"};
    }
    refuse("capped", "rule-setting", unknown, 1, NULL, 0, "indicators[2].rule.ceiling");
    refuse("capped", "rule-twice", twice, 2, NULL, 0, "indicators[2].rule.cap");
    refuse("capped", "rule-number", word, 1, NULL, 0, "indicators[2].rule.cap");
    refuse("capped", "rule-number", fine, 1, NULL, 0, "indicators[2].rule.cap");
    refuse("capped", "rule-range", large, 1, NULL, 0, "indicators[2].rule.cap");
    refuse("capped", "rule-order", order, 2, NULL, 0, "indicators[2].rule");
    refuse("range", "rule-order", range, 1, NULL, 0, "indicators[2].rule.floor");
    refuse("per_step", "rule-range", zero, 1, NULL, 0, "indicators[2].rule.step");
    refuse("threshold", "rule-below-one", one, 1, NULL, 0, "indicators[2].rule.from");
    refuse("steps", "rule-choice", side, 1, once, 1, "indicators[2].rule.closed");
    refuse("steps", "rule-choice", empty, 1, once, 1, "indicators[2].rule.closed");
    refuse("gate", "rule-knots", NULL, 0, once, 1, "indicators[2]");
    refuse("points", "rule-knots", NULL, 0, once, 1, "indicators[2]");
    refuse("steps", "rule-knots", NULL, 0, NULL, 0, "indicators[2]");
    refuse("steps", "rule-knots", NULL, 0, full, CPF__MAX_PIECES, "indicators[2]");
    refuse("steps", "rule-ascend", NULL, 0, falling, 3, "indicators[2].rule.points[2]");
    refuse("steps", "rule-number", NULL, 0, wrong, 2, "indicators[2].rule.points[1]");
    refuse("steps", "rule-range", NULL, 0, far, 1, "indicators[2].rule.points[0]");
    refuse("steps", "rule-range", NULL, 0, beyond, 1, "indicators[2].rule.points[0]");
    refuse("points", "rule-fine", NULL, 0, many, 2, "indicators[2].rule");
    cpf__curve_free(compiled("steps", NULL, 0, full, CPF__MAX_PIECES - 1));
}

/* Several mistakes are all told at once. */
static void test_all_findings(void **state)
{
    static const cpf__setting settings[] = {{"below", "x"}, {"nothing", "1"}, {"closed", "left"}};
    static const cpf__knot knots[] = {{"0.9", "1"}, {"0.5", "y"}, {"0.4", "1"}};
    cpf__curve *curve = NULL;
    cpf_error *error = NULL;

    (void)state;
    assert_int_equal(cpf__rule_compile(NULL, cpf__rule_find("steps"), settings, 3, knots, 3, NULL, &curve, &error),
                     CPF_E_PLAN);
    assert_int_equal(cpf_error_count(error), 5);
    cpf_error_free(error);
    error = NULL;
    assert_int_equal(cpf__rule_compile(NULL, cpf__rule_count, NULL, 0, NULL, 0, NULL, &curve, &error), CPF_E_ARGUMENT);
    cpf_error_free(error);
    assert_int_equal(cpf__rule_compile(NULL, CPF_NONE, NULL, 0, NULL, 0, NULL, &curve, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf__rule_find("nothing"), CPF_NONE);
}

static void test_memory(void **state)
{
    static const cpf__knot knots[] = {{"0.5", "1"}, {"0.9", "2"}};
    static const cpf__setting settings[] = {{"below", "x"}};
    int64_t done = 0;

    (void)state;
    for (int64_t n = 0; done < 2; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(n, &memory);
        cpf__curve *curve = NULL;
        cpf_error *error = NULL;
        cpf_status status;

        if (!context) {
            cpf_test_failing_free(context, memory);
            continue;
        }
        status =
            cpf__rule_compile(context, cpf__rule_find("steps"), settings, done ? 1 : 0, knots, 2, NULL, &curve, &error);
        assert_true(status == CPF_E_MEMORY || status == (done ? CPF_E_PLAN : CPF_OK));
        if (status != CPF_E_MEMORY) {
            done++;
            n = 0;
        }
        cpf__curve_free(curve);
        cpf_error_free(error);
        cpf_test_failing_free(context, memory);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_definitions),  cmocka_unit_test(test_known_curves), cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_all_findings), cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
