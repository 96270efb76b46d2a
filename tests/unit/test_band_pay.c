/* SPDX-License-Identifier: MIT */
/* Pay by bands against a reckoning that walks through the amount one by one. */
#include <stdio.h>
#include <string.h>

#include "band_quick.h"
#include "support.h"

enum { MOST_BANDS = 5, CASES = 4000, THOUSAND = 1000 };

/* Bands in whole numbers: rates in thousandths, money in whole ones. */
typedef struct plain_bands {
    int64_t limits[MOST_BANDS + 1], rates[MOST_BANDS], fast_from, factor;
    int64_t count;
    int mode, ended, upper_closed, fast;
} plain_bands;

static int64_t band_of(const plain_bands *plain, int64_t amount)
{
    int64_t band = 0;

    for (int64_t i = 1; i < plain->count; i++)
        if (plain->upper_closed ? amount > plain->limits[i] : amount >= plain->limits[i])
            band = i;
    return band;
}

/* The band of the step from `one` to `one + 1`. */
static int64_t band_of_step(const plain_bands *plain, int64_t one)
{
    int64_t band = 0;

    for (int64_t i = 1; i < plain->count; i++)
        if (one >= plain->limits[i])
            band = i;
    return band;
}

/* Pay in thousandths on the steps from 0 to a size, per band. In interpolated bands money is a multiple of their width.
 */
static void walk(const plain_bands *plain, int64_t amount, int64_t sign, int64_t *base, int64_t *pay)
{
    int64_t size = amount < 0 ? -amount : amount, end = plain->limits[plain->count];

    sign *= amount < 0 ? -1 : 1;
    for (int64_t one = 0; one < size && !(plain->ended && one >= end); one++) {
        int64_t band = band_of_step(plain, one), times = plain->fast && one >= plain->fast_from ? plain->factor : 1;
        int64_t rate = plain->rates[band];

        if (plain->mode == CPF__BANDS_WHOLE)
            continue;
        if (plain->mode == CPF__BANDS_INTERPOLATED)
            rate = rate * THOUSAND / (plain->limits[band + 1] - plain->limits[band]);
        base[band] += sign;
        pay[band] += sign * rate * times;
    }
}

/* Of a whole amount from low to high, both from 0 up, at the rate of the band in which it ends. */
static void walk_whole(const plain_bands *plain, int64_t low, int64_t high, int64_t *base, int64_t *pay)
{
    int64_t end = plain->limits[plain->count], band;

    high = plain->ended && high > end ? end : high;
    low = plain->ended && low > end ? end : low;
    band = band_of(plain, high);
    for (int64_t one = low; one < high; one++) {
        base[band]++;
        pay[band] += plain->rates[band] * (plain->fast && one >= plain->fast_from ? plain->factor : 1);
    }
}

static plain_bands random_bands(cpf_test_random *random)
{
    plain_bands plain = {.count = cpf_test_between(random, 1, MOST_BANDS)};

    plain.mode = (int)cpf_test_between(random, 0, 2);
    plain.upper_closed = (int)cpf_test_between(random, 0, 1);
    plain.fast = (int)cpf_test_between(random, 0, 1);
    plain.fast_from = cpf_test_between(random, 0, 120);
    plain.factor = cpf_test_between(random, 0, 3);
    plain.ended = plain.mode == CPF__BANDS_INTERPOLATED || cpf_test_between(random, 0, 1);
    for (int64_t i = 0; i < plain.count; i++) {
        int64_t width = cpf_test_between(random, 1, 40);

        plain.limits[i + 1] = plain.limits[i] + width;
        plain.rates[i] = cpf_test_between(random, -50, 300);
        if (plain.mode == CPF__BANDS_INTERPOLATED)
            plain.rates[i] *= width;
    }
    return plain;
}

static void check_equal(cpf__ratio ratio, int64_t count, int64_t of, int64_t band)
{
    if (ratio.num * of != (cpf__i128)count * ratio.den)
        fail_msg("band %lld: %lld / %lld, not %lld / %lld", (long long)band, (long long)ratio.num, (long long)ratio.den,
                 (long long)count, (long long)of);
}

static void check_case(const plain_bands *plain, int64_t low, int64_t high)
{
    cpf__ratio limits[MOST_BANDS + 1], rates[MOST_BANDS], base[MOST_BANDS], pay[MOST_BANDS];
    uint8_t money[MOST_BANDS];
    int64_t plain_base[MOST_BANDS] = {0}, plain_pay[MOST_BANDS] = {0};
    cpf__bands bands = {limits,
                        rates,
                        money,
                        plain->count,
                        plain->mode,
                        plain->ended,
                        plain->upper_closed,
                        plain->fast,
                        {plain->fast_from, 1},
                        {plain->factor, 1}};

    for (int64_t i = 0; i <= plain->count; i++)
        limits[i] = (cpf__ratio){plain->limits[i], 1};
    memset(money, plain->mode == CPF__BANDS_INTERPOLATED, sizeof money);
    for (int64_t i = 0; i < plain->count; i++)
        rates[i] = cpf__ratio_of(plain->rates[i], money[i] ? 0 : 3);
    assert_int_equal(cpf__band_pay(&bands, (cpf__ratio){low, 1}, (cpf__ratio){high, 1}, base, pay), CPF_OK);
    if (plain->mode == CPF__BANDS_WHOLE) {
        walk_whole(plain, low, high, plain_base, plain_pay);
    } else {
        walk(plain, high, 1, plain_base, plain_pay);
        walk(plain, low, -1, plain_base, plain_pay);
    }
    for (int64_t i = 0; i < plain->count; i++) {
        check_equal(base[i], plain_base[i], 1, i);
        check_equal(pay[i], plain_pay[i], THOUSAND, i);
    }
}

static void test_random(void **state)
{
    cpf_test_random random = cpf_test_seed("band_pay", 20261124);

    (void)state;
    for (int i = 0; i < CASES; i++) {
        plain_bands plain = random_bands(&random);
        int64_t high = cpf_test_between(&random, 0, 150), low = 0;

        if (plain.mode == CPF__BANDS_WHOLE) {
            low = cpf_test_between(&random, 0, high);
        } else {
            low = cpf_test_between(&random, -150, 150);
            high = cpf_test_between(&random, -150, 150);
        }
        check_case(&plain, low, high);
    }
}

/* Bands in fine steps of 10^-4, rates in 10^-9, a factor in 10^-6, as both ways take them. */
typedef struct both_ways {
    cpf__i128 counts[MOST_BANDS + 1];
    int64_t rates[MOST_BANDS];
    cpf__ratio limits[MOST_BANDS + 1], ratios[MOST_BANDS];
    uint8_t money[MOST_BANDS];
    cpf__quick_bands quick;
    cpf__bands exact;
} both_ways;

static void random_both(cpf_test_random *random, both_ways *both)
{
    int64_t limit = 0, fast_from = cpf_test_between(random, 0, 2000000), factor = cpf_test_between(random, 0, 3000000);

    *both = (both_ways){.quick = {.count = cpf_test_between(random, 1, MOST_BANDS)}};
    both->quick.mode = (int32_t)cpf_test_between(random, 0, 1);
    both->quick.ended = (int32_t)cpf_test_between(random, 0, 1);
    both->quick.upper_closed = (int32_t)cpf_test_between(random, 0, 1);
    both->quick.fast = (int32_t)cpf_test_between(random, 0, 1);
    both->quick.fast_from = fast_from;
    both->quick.factor = factor;
    both->quick.limits = both->counts;
    both->quick.rates = both->rates;
    for (int64_t i = 0; i <= both->quick.count; i++) {
        both->counts[i] = limit;
        both->limits[i] = cpf__ratio_of(limit, 4);
        limit += cpf_test_between(random, 1, 900000);
    }
    for (int64_t i = 0; i < both->quick.count; i++) {
        both->rates[i] = cpf_test_between(random, -100000000, CPF__QUICK_RATE / 10);
        both->ratios[i] = cpf__ratio_of(both->rates[i], 9);
    }
    both->exact = (cpf__bands){both->limits,
                               both->ratios,
                               both->money,
                               both->quick.count,
                               both->quick.mode,
                               both->quick.ended,
                               both->quick.upper_closed,
                               both->quick.fast,
                               cpf__ratio_of(fast_from, 4),
                               cpf__ratio_of(factor, 6)};
}

/* Both ways give the same parts to the last step. */
static void test_quick(void **state)
{
    cpf_test_random random = cpf_test_seed("band_quick", 31);

    (void)state;
    for (int i = 0; i < CASES; i++) {
        both_ways both;
        cpf__ratio base[MOST_BANDS], pay[MOST_BANDS];
        cpf__i128 quick_base[MOST_BANDS], quick_pay[MOST_BANDS];
        int64_t parts[2][MOST_BANDS], sums[2], most = i % 3 ? 3000000 : (int64_t)CPF__QUICK_AMOUNT / 1000;
        int64_t low = cpf_test_between(&random, -most, most), high = cpf_test_between(&random, -most, most), n;

        random_both(&random, &both);
        low = i % 2 ? 0 : low;
        n = both.quick.count;
        assert_int_equal(cpf__band_pay(&both.exact, cpf__ratio_of(low, 4), cpf__ratio_of(high, 4), base, pay), CPF_OK);
        cpf__quick_pay(&both.quick, low, high, quick_base, quick_pay);
        assert_int_equal(cpf__whole_parts(base, n, 2, NULL, parts[0], &sums[0]), CPF_OK);
        assert_int_equal(cpf__quick_parts(quick_base, n, 100, NULL, parts[1], &sums[1]), CPF_OK);
        assert_memory_equal(parts[0], parts[1], (size_t)n * sizeof parts[0][0]);
        assert_int_equal(sums[0], sums[1]);
        assert_int_equal(cpf__whole_parts(pay, n, 2, NULL, parts[0], &sums[0]), CPF_OK);
        assert_int_equal(cpf__quick_parts(quick_pay, n, cpf__pow10(17), NULL, parts[1], &sums[1]), CPF_OK);
        assert_memory_equal(parts[0], parts[1], (size_t)n * sizeof parts[0][0]);
        assert_int_equal(sums[0], sums[1]);
    }
}

/* The largest amounts, rates and factors leave room; a part that no number holds is told. */
static void test_quick_edges(void **state)
{
    const cpf__i128 limits[] = {0, CPF__QUICK_AMOUNT / 2}, huge[] = {(cpf__i128)INT64_MAX * 3};
    const int64_t rates[] = {CPF__QUICK_RATE, CPF__QUICK_RATE};
    const cpf__quick_bands bands = {limits, rates, 2, CPF__BANDS_MARGINAL, 0, 0, 1, 0, CPF__QUICK_FACTOR};
    cpf__i128 base[2], pay[2];
    int64_t parts[2], sum;

    (void)state;
    cpf__quick_pay(&bands, -CPF__QUICK_AMOUNT, CPF__QUICK_AMOUNT, base, pay);
    assert_true(base[0] + base[1] == 2 * CPF__QUICK_AMOUNT);
    assert_true(pay[0] + pay[1] == 2 * CPF__QUICK_AMOUNT * CPF__QUICK_FACTOR * CPF__QUICK_RATE);
    assert_int_equal(cpf__quick_parts(huge, 1, 1, NULL, parts, &sum), CPF_E_RANGE);
}

/* What is paid on an amount below 0 is the opposite of what is paid on its opposite. */
static void test_sign(void **state)
{
    const cpf__ratio limits[] = {{0, 1}, {10, 1}}, rates[] = {{1, 100}, {5, 1}};
    const uint8_t money[] = {0, 1};
    const cpf__bands bands = {limits, rates, money, 2, CPF__BANDS_WHOLE, 0, 0, 1, {15, 1}, {2, 1}};
    cpf__ratio base[2], pay[2], zero = {0, 1};
    static const int64_t amounts[][3] = {/* amount, pay of both bands in hundredths */
                                         {0, 0, 0},
                                         {9, 9, 0},
                                         {10, 0, 500},
                                         {15, 0, 500},
                                         {16, 0, 1000}};

    (void)state;
    for (size_t i = 0; i < sizeof amounts / sizeof amounts[0]; i++)
        for (int64_t sign = -1; sign <= 1; sign += 2) {
            assert_int_equal(cpf__band_pay(&bands, zero, (cpf__ratio){sign * amounts[i][0], 1}, base, pay), CPF_OK);
            check_equal(pay[0], sign * amounts[i][1], 100, 0);
            check_equal(pay[1], sign * amounts[i][2], 100, 1);
        }
}

/* Parts add up to the sum rounded once, each less than a step from its exact value. */
static void test_parts(void **state)
{
    cpf_test_random random = cpf_test_seed("whole_parts", 7);
    cpf__ratio exact[MOST_BANDS];
    int64_t parts[MOST_BANDS], sum, added, wanted;

    (void)state;
    for (int i = 0; i < CASES; i++) {
        int64_t n = cpf_test_between(&random, 1, MOST_BANDS);
        cpf__ratio all = {0, 1};

        added = 0;
        for (int64_t k = 0; k < n; k++) {
            exact[k] = cpf__ratio_of(cpf_test_between(&random, -99999, 99999), 4);
            assert_int_equal(cpf__ratio_add(all, exact[k], &all), CPF_OK);
        }
        assert_int_equal(cpf__whole_parts(exact, n, 2, NULL, parts, &sum), CPF_OK);
        assert_int_equal(cpf__ratio_round(all, 2, CPF__HALF_UP, &wanted), CPF_OK);
        for (int64_t k = 0; k < n; k++) {
            cpf__ratio away;

            assert_int_equal(cpf__ratio_sub(cpf__ratio_of(parts[k], 2), exact[k], &away), CPF_OK);
            assert_true(cpf__ratio_compare(away, (cpf__ratio){1, 100}) < 0 &&
                        cpf__ratio_compare(away, (cpf__ratio){-1, 100}) > 0);
            added += parts[k];
        }
        assert_int_equal(added, sum);
        assert_int_equal(sum, wanted);
    }
}

/* With the total so far, sums add up to the rounded total; both ways give the same. */
static void test_total(void **state)
{
    cpf_test_random random = cpf_test_seed("total", 8);

    (void)state;
    for (int i = 0; i < CASES / 4; i++) {
        cpf__ratio total = {0, 1};
        cpf__i128 quick_total = 0, all = 0;
        int64_t paid = 0, wanted;

        for (int step = 0; step < 20; step++) {
            cpf__ratio exact[2];
            cpf__i128 quick[2];
            int64_t parts[2], quick_parts[2], sum, quick_sum;

            for (int k = 0; k < 2; k++) {
                quick[k] = cpf_test_between(&random, -50, 50) * (i % 2 ? 50 : 1); /* halves too */
                exact[k] = cpf__ratio_of((int64_t)quick[k], 4);
                all += quick[k];
            }
            assert_int_equal(cpf__whole_parts(exact, 2, 2, &total, parts, &sum), CPF_OK);
            assert_int_equal(cpf__quick_parts(quick, 2, 100, &quick_total, quick_parts, &quick_sum), CPF_OK);
            assert_int_equal(sum, quick_sum);
            assert_memory_equal(parts, quick_parts, sizeof parts);
            assert_int_equal(parts[0] + parts[1], sum);
            paid += sum;
            assert_int_equal(cpf__divide(all, 100, CPF__HALF_UP, &wanted), CPF_OK);
            assert_int_equal(paid, wanted);
        }
    }
}

/* Of equal remainders the first gets the step; what does not fit is told. */
static void test_edges(void **state)
{
    const cpf__ratio thirds[] = {{1, 3}, {1, 3}, {1, 3}};
    const cpf__ratio huge[] = {{(cpf__i128)INT64_MAX * 4, 1}};
    const cpf__ratio limits[] = {{0, 1}}, rates[] = {{(cpf__i128)1 << 100, 1}};
    const uint8_t money[] = {0};
    const cpf__bands bands = {limits, rates, money, 1, CPF__BANDS_MARGINAL, 0, 0, 0, {0, 1}, {1, 1}};
    cpf__ratio base[1], pay[1];
    int64_t parts[3], sum;

    (void)state;
    assert_int_equal(cpf__whole_parts(thirds, 3, 2, NULL, parts, &sum), CPF_OK);
    assert_int_equal(parts[0], 34);
    assert_int_equal(parts[1], 33);
    assert_int_equal(parts[2], 33);
    assert_int_equal(cpf__whole_parts(thirds, 2, 0, NULL, parts, &sum), CPF_OK);
    assert_int_equal(sum, 1);
    assert_int_equal(parts[0], 1);
    assert_int_equal(cpf__whole_parts(huge, 1, 0, NULL, parts, &sum), CPF_E_RANGE);
    assert_int_equal(cpf__band_pay(&bands, (cpf__ratio){0, 1}, (cpf__ratio){(cpf__i128)1 << 60, 1}, base, pay),
                     CPF_E_RANGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random), cmocka_unit_test(test_quick), cmocka_unit_test(test_quick_edges),
        cmocka_unit_test(test_sign),   cmocka_unit_test(test_parts), cmocka_unit_test(test_total),
        cmocka_unit_test(test_edges),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
