/* SPDX-License-Identifier: MIT */
#include "precedents.h"

#include <math.h>

#include "sort_doubles.h"

enum { MANY = 20, ENOUGH = 1000 };

/* Three of four values of the period (-1: of all) lie no further away. 0: they are too few. */
static double usual_distance(const cpf__precedent *items, int64_t n, int64_t before, double *scratch)
{
    int64_t count = 0;

    for (int64_t i = 0; i < n; i++)
        if (before < 0 || items[i].before == before)
            scratch[count++] = fabs(items[i].z);
    if (count < MANY)
        return 0;
    cpf__sort_doubles(scratch, count);
    return scratch[3 * count / 4];
}

static double normal_chance(const cpf__precedents *precedents, double z, double freedom, int64_t before)
{
    cpf__usual usual = {0, 1, freedom};

    return cpf__standout_chance(&usual, z / precedents->restless[before], precedents->side);
}

void cpf__precedents_take(cpf__precedents *precedents, const cpf__precedent *items, int64_t n, int64_t periods,
                          int by_period)
{
    double all = by_period ? usual_distance(items, n, -1, precedents->chances) : 0;

    for (int64_t k = 0; k < periods; k++) {
        double own = all > 0 ? usual_distance(items, n, k, precedents->chances) : 0;

        precedents->restless[k] = own > 0 ? own / all : 1;
    }
    precedents->count = 0;
    for (int64_t i = 0; i < n; i++)
        if (items[i].before)
            precedents->chances[precedents->count++] =
                normal_chance(precedents, items[i].z, items[i].freedom, items[i].before);
    cpf__sort_doubles(precedents->chances, precedents->count);
}

/* How many precedents were no likelier. */
static int64_t count_below(const cpf__precedents *precedents, double chance)
{
    int64_t low = 0, high = precedents->count;

    while (low < high) {
        int64_t middle = low + (high - low) / 2;

        if (precedents->chances[middle] <= chance)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

double cpf__precedents_chance(const cpf__precedents *precedents, double z, double freedom)
{
    double chance = normal_chance(precedents, z, freedom, 0);
    int64_t below = count_below(precedents, chance);
    double seen = (double)(below + 1) / (double)(precedents->count + 1);

    if (precedents->count < ENOUGH)
        return below && seen > chance ? seen : chance;
    return !below && chance < seen ? chance : seen;
}
