/* SPDX-License-Identifier: MIT */
/*
 * The normal equations with the ratees eliminated: a system in the mean and the raters alone. Random raters are scaled
 * by the ratio of their deviation to the errors', so that none of the equations degenerates where it is 0.
 */
#include "severity.h"

#include <math.h>

#include "dense.h"
#include "steady_sum.h"

typedef struct equations {
    const cpf__rated *rated;
    double ratee_ratio; /* variance of ratees by that of errors; HUGE_VAL: fixed */
    double scale;       /* deviation of raters by that of errors; 1 when they are fixed */
    int32_t first;      /* unknown: 0 the mean, 1 + r rater r; those before it are 0 */
    double origin;      /* values are taken from here */
    double *matrix, *right;
} equations;

enum { UNKNOWNS_BESIDE_RATERS = 1, FIRST_OF_FIXED = 2 };

int64_t cpf__severity_room(int32_t raters)
{
    int64_t unknown = (int64_t)raters + UNKNOWNS_BESIDE_RATERS;

    return unknown * unknown + unknown;
}

static void place_equations(equations *at, double *scratch)
{
    int64_t unknown = (int64_t)at->rated->raters + UNKNOWNS_BESIDE_RATERS;
    cpf__steady sum = {0, 0};

    at->matrix = scratch;
    at->right = scratch + unknown * unknown;
    for (int64_t i = 0; i < at->rated->count; i++)
        cpf__steady_add(&sum, at->rated->ratings[i].value);
    at->origin = cpf__steady_total(&sum) / (double)at->rated->count;
}

/* What is taken off for each pair of a ratee's ratings. */
static double shrink(const equations *at, int64_t count)
{
    return isinf(at->ratee_ratio) ? 1 / (double)count : at->ratee_ratio / (at->ratee_ratio * (double)count + 1);
}

static void add_pair(equations *at, int64_t unknown, int32_t a, int32_t b, double amount)
{
    at->matrix[0] += amount;
    at->matrix[(a + 1) * unknown] += amount * at->scale;
    at->matrix[b + 1] += amount * at->scale;
    at->matrix[(a + 1) * unknown + b + 1] += amount * at->scale * at->scale;
}

/* Ratings first .. last - 1 of one ratee. */
static void add_ratee(equations *at, int64_t unknown, int64_t first, int64_t last)
{
    const cpf__rating *ratings = at->rated->ratings;
    double part = shrink(at, last - first), sum = 0;

    for (int64_t i = first; i < last; i++)
        sum += ratings[i].value - at->origin;
    for (int64_t i = first; i < last; i++) {
        double right = ratings[i].value - at->origin - part * sum;

        add_pair(at, unknown, ratings[i].rater, ratings[i].rater, 1);
        for (int64_t k = first; k < last; k++)
            add_pair(at, unknown, ratings[i].rater, ratings[k].rater, -part);
        at->right[0] += right;
        at->right[ratings[i].rater + 1] += right * at->scale;
    }
}

static int64_t end_of_ratee(const cpf__rated *rated, int64_t first)
{
    int64_t last = first + 1;

    while (last < rated->count && rated->ratings[last].ratee == rated->ratings[first].ratee)
        last++;
    return last;
}

/* Solves for the mean and the raters into `right`; *log_det (may be NULL) is that of all equations. Whether they have
 * one solution. */
static int solve(equations *at, double penalty, double *log_det)
{
    int64_t unknown = (int64_t)at->rated->raters + UNKNOWNS_BESIDE_RATERS, left = unknown - at->first;
    double *packed = at->matrix;

    for (int64_t i = 0; i < unknown * unknown + unknown; i++)
        at->matrix[i] = 0; /* the right side follows it */
    for (int64_t first = 0, last; first < at->rated->count; first = last) {
        last = end_of_ratee(at->rated, first);
        add_ratee(at, unknown, first, last);
        if (log_det)
            *log_det += log1p(at->ratee_ratio * (double)(last - first));
    }
    for (int64_t i = 1; i < unknown; i++)
        at->matrix[i * unknown + i] += penalty;
    for (int64_t i = 0; i < left; i++)
        for (int64_t k = 0; k < left; k++)
            packed[i * left + k] = at->matrix[(i + at->first) * unknown + k + at->first];
    if (!cpf__cholesky(packed, left))
        return 0;
    for (int64_t i = 0; log_det && i < left; i++)
        *log_det += 2 * log(packed[i * left + i]);
    for (int64_t i = 0; i < at->first && i < unknown; i++)
        at->right[i] = 0;
    cpf__solve_lower(packed, left, at->right + at->first);
    for (int64_t i = left; i-- > 0;) {
        double *x = at->right + at->first;

        for (int64_t k = i + 1; k < left; k++)
            x[i] -= packed[k * left + i] * x[k];
        x[i] /= packed[i * left + i];
    }
    return 1;
}

/* From the solution: the mean, the raters, and the ratees that were eliminated. */
static void take_effects(const equations *at, cpf__severity_effects *effects)
{
    const cpf__rating *ratings = at->rated->ratings;

    effects->mean = at->right[0] + at->origin;
    for (int32_t r = 0; r < at->rated->raters; r++)
        effects->rater[r] = at->right[r + 1] * at->scale;
    for (int64_t first = 0, last; first < at->rated->count; first = last) {
        cpf__steady sum = {0, 0};

        last = end_of_ratee(at->rated, first);
        for (int64_t i = first; i < last; i++)
            cpf__steady_add(&sum, ratings[i].value - effects->mean - effects->rater[ratings[i].rater]);
        effects->ratee[ratings[first].ratee] = cpf__steady_total(&sum) * shrink(at, last - first);
    }
}

static double take_mean_off(double *values, int32_t count)
{
    cpf__steady sum = {0, 0};
    double mean;

    for (int32_t i = 0; i < count; i++)
        cpf__steady_add(&sum, values[i]);
    mean = cpf__steady_total(&sum) / count;
    for (int32_t i = 0; i < count; i++)
        values[i] -= mean;
    return mean;
}

static int32_t root_of(int32_t *parent, int32_t node)
{
    while (parent[node] != node) {
        parent[node] = parent[parent[node]];
        node = parent[node];
    }
    return node;
}

int32_t cpf__severity_parts(const cpf__rated *rated, int32_t *part)
{
    int32_t nodes = rated->ratees + rated->raters, parts = 0;

    for (int32_t i = 0; i < nodes; i++)
        part[i] = i;
    for (int64_t i = 0; i < rated->count; i++) {
        int32_t a = root_of(part, rated->ratings[i].ratee), b = root_of(part, rated->ratees + rated->ratings[i].rater);

        part[a > b ? a : b] = a > b ? b : a;
    }
    for (int32_t i = 0; i < nodes; i++) /* a root comes before the rest of its part */
        part[i] = part[i] == i ? parts++ : part[part[i]];
    return parts;
}

cpf_status cpf__severity_fixed(const cpf__rated *rated, double *scratch, cpf__severity_effects *effects)
{
    equations at = {.rated = rated, .ratee_ratio = HUGE_VAL, .scale = 1, .first = FIRST_OF_FIXED};
    double shift;

    place_equations(&at, scratch);
    if (!isfinite(at.origin))
        return CPF_E_RANGE;
    if (!solve(&at, 0, NULL))
        return CPF_E_DATA;
    take_effects(&at, effects);
    shift = take_mean_off(effects->rater, rated->raters);
    effects->mean += shift + take_mean_off(effects->ratee, rated->ratees);
    return isfinite(effects->mean) ? CPF_OK : CPF_E_RANGE;
}

cpf_status cpf__severity_random(const cpf__rated *rated, const cpf__severities *variances, double *scratch,
                                cpf__severity_effects *effects)
{
    equations at = {.rated = rated,
                    .ratee_ratio = variances->ratee / variances->error,
                    .scale = sqrt(variances->rater / variances->error)};

    place_equations(&at, scratch);
    if (!isfinite(at.ratee_ratio) || !isfinite(at.scale) || !solve(&at, 1, NULL))
        return CPF_E_RANGE;
    take_effects(&at, effects);
    return isfinite(effects->mean) ? CPF_OK : CPF_E_RANGE;
}

/* A likelihood being looked for: deviations of ratees and raters by that of errors, each x / (1 - x). */
typedef struct search {
    const cpf__rated *rated;
    double *scratch;
    cpf__severity_effects *effects;
    double x[2];
    double error; /* variance of errors there */
} search;

static double ratio_at(double x)
{
    return x / (1 - x);
}

/* -2 log of the restricted likelihood, less a constant. */
static double unlikely(search *at)
{
    const cpf__rated *rated = at->rated;
    double ratio = ratio_at(at->x[0]), log_det = 0;
    equations set = {.rated = rated, .ratee_ratio = ratio * ratio, .scale = ratio_at(at->x[1])};
    cpf__steady left = {0, 0};

    place_equations(&set, at->scratch);
    if (!solve(&set, 1, &log_det))
        return HUGE_VAL;
    take_effects(&set, at->effects);
    for (int64_t i = 0; i < rated->count; i++) {
        const cpf__rating *it = &rated->ratings[i];
        double rest = it->value - at->effects->mean - at->effects->ratee[it->ratee] - at->effects->rater[it->rater];

        cpf__steady_add(&left, (it->value - set.origin) * rest);
    }
    at->error = cpf__steady_total(&left) / (double)(rated->count - 1);
    return (double)(rated->count - 1) * log(at->error) + log_det;
}

/* Golden section over one of the two; how far it moved. */
static double improve(search *at, int which)
{
    static const double golden = 0.61803398874989485;
    double low = 0, high = 1 - 1e-9, before = at->x[which], here, there, at_here, at_there;

    here = high - golden * (high - low);
    there = low + golden * (high - low);
    at->x[which] = here;
    at_here = unlikely(at);
    at->x[which] = there;
    at_there = unlikely(at);
    while (high - low > 1e-10) {
        int left = at_here <= at_there;

        if (left)
            high = there;
        else
            low = here;
        at->x[which] = left ? high - golden * (high - low) : low + golden * (high - low);
        if (left) {
            there = here;
            at_there = at_here;
            here = at->x[which];
            at_here = unlikely(at);
        } else {
            here = there;
            at_here = at_there;
            there = at->x[which];
            at_there = unlikely(at);
        }
    }
    at->x[which] = low < 1e-9 ? 0 : (low + high) / 2;
    return fabs(at->x[which] - before);
}

cpf_status cpf__severity_variances(const cpf__rated *rated, double *scratch, cpf__severity_effects *effects,
                                   cpf__severities *variances)
{
    enum { SWEEPS = 200 };
    search at = {rated, scratch, effects, {0.5, 0.5}, 0};
    double value, moved = 1;

    for (int i = 0; i < SWEEPS && moved > 1e-8; i++)
        moved = improve(&at, 0) + improve(&at, 1);
    value = unlikely(&at);
    if (isnan(value) || !isfinite(at.error))
        return CPF_E_RANGE;
    if (!(at.error > 0) || at.x[0] > 0.999999 || at.x[1] > 0.999999)
        return CPF_E_DATA;
    variances->error = at.error;
    variances->ratee = at.error * ratio_at(at.x[0]) * ratio_at(at.x[0]);
    variances->rater = at.error * ratio_at(at.x[1]) * ratio_at(at.x[1]);
    return CPF_OK;
}
