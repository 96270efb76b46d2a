/* SPDX-License-Identifier: MIT */
#include "stopping.h"

#include <math.h>

enum { STEPS = 200 };

/* Probability at the odds, also where they leave the range of numbers. */
static double likely(double odds)
{
    return 1 / (1 + 1 / odds);
}

/* How many are expected at odds scale * odds[i]. */
static double expected_at(const double *odds, int64_t n, double scale)
{
    double sum = 0;

    for (int64_t i = 0; i < n; i++)
        sum += likely(scale * odds[i]);
    return sum;
}

/* A scale at which about k are expected, so that no probability below is small without need. Any would do. */
static double choose_scale(const double *odds, int64_t n, int64_t k)
{
    double low = 1e-100, high = 1e100, middle = 1;

    for (int i = 0; i < STEPS; i++) {
        double off = expected_at(odds, n, middle) - (double)k;

        if (fabs(off) < 0.5)
            break;
        *(off > 0 ? &high : &low) = middle;
        middle = sqrt(low * high);
    }
    return middle;
}

/* One more occasion with the probability p: room[j] is the chance of j so far. */
static void add_occasion(double *room, int64_t k, double p)
{
    for (int64_t j = k; j > 0; j--)
        room[j] = room[j] * (1 - p) + room[j - 1] * p;
    room[0] *= 1 - p;
}

double cpf__stopping_chance(const double *odds, int64_t n, int64_t run, int64_t k, double *room)
{
    double scale, head;

    if (!run || !k)
        return 1;
    if (k > n - run)
        return 0;
    scale = choose_scale(odds, n, k);
    room[0] = 1;
    for (int64_t j = 1; j <= k; j++)
        room[j] = 0;
    for (int64_t i = 0; i < n - run; i++)
        add_occasion(room, k, likely(scale * odds[i]));
    head = room[k];
    for (int64_t i = n - run; i < n; i++) {
        add_occasion(room, k, likely(scale * odds[i]));
        head /= 1 + scale * odds[i];
    }
    return head < room[k] ? head / room[k] : 1;
}

double cpf__stopping_plain(int64_t n, int64_t run, int64_t k)
{
    int64_t few = run < k ? run : k, many = run < k ? k : run;
    double chance = 1;

    for (int64_t j = 0; j < few && chance > 0; j++)
        chance *= n - many > j ? (double)(n - many - j) / (double)(n - j) : 0;
    return chance;
}

double cpf__stopping_least(const double *odds, int64_t n, int64_t k, double *room)
{
    return cpf__stopping_chance(odds, n, n - k, k, room);
}
