/* SPDX-License-Identifier: MIT */
/* The largest-remainder method with its quotas, bounds and orders of ties. */
#include "apportion_problem.h"
#include "decimal.h"
#include "mem.h"
#include "select.h"

/* The exact share of weight w is w * times / over. */
typedef struct share_rule {
    uint64_t times, over;
} share_rule;

static share_rule make_rule(const cpf__problem *problem)
{
    uint64_t sum = (uint64_t)problem->sum, amount = problem->amount;
    const share_rule rules[] = {
        [CPF__HARE] = {amount, sum},
        [CPF__DROOP] = {1, sum / (amount + 1) + 1},
        [CPF__HAGENBACH_BISCHOFF] = {amount + 1, sum},
        [CPF__IMPERIALI] = {amount + 2, sum},
    };

    return rules[problem->quota];
}

/* Whole parts within the bounds, and remainders: -1 for those that a bound moved, and for those that have none to take.
 * */
static cpf__u128 take_floors(const cpf__problem *problem, uint64_t *parts, int64_t *remainders)
{
    share_rule rule = make_rule(problem);
    cpf__u128 sum = 0;

    for (int64_t i = 0; i < problem->n; i++) {
        cpf__u128 product = (cpf__u128)(uint64_t)problem->weights[i] * rule.times;
        cpf__u128 whole = product / rule.over;
        uint64_t least = cpf__problem_least(problem, i), most = cpf__problem_most(problem, i);

        remainders[i] = (int64_t)(product - whole * rule.over);
        if (whole < least || whole >= most || !problem->weights[i])
            remainders[i] = -1;
        parts[i] = whole < least ? least : whole > most ? most : (uint64_t)whole;
        sum += parts[i];
    }
    return sum;
}

/* Copies the values whose remainder is `wanted` (any >= 0 for -1); how many. */
static int64_t gather(const cpf__problem *problem, const int64_t *remainders, int64_t wanted, const int64_t *values,
                      int64_t *gathered)
{
    int64_t count = 0;

    for (int64_t i = 0; i < problem->n; i++)
        if (wanted < 0 ? remainders[i] >= 0 : remainders[i] == wanted)
            gathered[count++] = values[i];
    return count;
}

/* One step more to each whose remainder is above the cut; how many. */
static int64_t give_above(const cpf__problem *problem, const int64_t *remainders, int64_t cut, uint64_t *parts)
{
    int64_t given = 0;

    for (int64_t i = 0; i < problem->n; i++) {
        parts[i] += remainders[i] > cut;
        given += remainders[i] > cut;
    }
    return given;
}

/* Of those at the cut, `left` of them: the heavier than `weight` first, then the others by index. */
static void give_at_cut(const cpf__problem *problem, const int64_t *remainders, int64_t cut, int64_t weight,
                        int64_t left, uint64_t *parts)
{
    for (int64_t i = 0; i < problem->n; i++)
        if (remainders[i] == cut && problem->weights[i] > weight) {
            parts[i]++;
            left--;
        }
    for (int64_t i = 0; i < problem->n && left > 0; i++)
        if (remainders[i] == cut && (problem->weights[i] == weight || !problem->tie_by_weight)) {
            parts[i]++;
            left--;
        }
}

/* Hands `left` steps to the `count` remainders that are gathered; whether equal ones were told apart. */
static int give_remainders(const cpf__problem *problem, const int64_t *remainders, int64_t left, int64_t count,
                           int64_t *gathered, uint64_t *parts)
{
    int64_t cut = cpf__select_largest(gathered, count, left);
    int64_t at_cut = left - give_above(problem, remainders, cut, parts);
    int64_t equal = gather(problem, remainders, cut, problem->weights, gathered);
    int64_t weight = problem->tie_by_weight ? cpf__select_largest(gathered, equal, at_cut) : INT64_MAX;

    give_at_cut(problem, remainders, cut, weight, at_cut, parts);
    return equal > at_cut;
}

cpf_status cpf__hamilton(const cpf__problem *problem, uint64_t *parts, int *tie, int *done)
{
    int64_t *remainders = cpf__alloc_column(problem->context, problem->n, sizeof *remainders);
    int64_t *gathered = cpf__alloc_column(problem->context, problem->n, sizeof *gathered);
    cpf_status status = CPF_E_MEMORY;
    cpf__u128 sum;
    int64_t count, left;

    if (remainders && gathered) {
        status = CPF_OK;
        sum = take_floors(problem, parts, remainders);
        count = gather(problem, remainders, -1, remainders, gathered);
        *done = sum <= problem->amount && problem->amount - (uint64_t)sum <= (uint64_t)count;
        left = *done ? (int64_t)(problem->amount - (uint64_t)sum) : 0;
        if (left)
            *tie = give_remainders(problem, remainders, left, count, gathered, parts);
    }
    cpf__free(problem->context, remainders);
    cpf__free(problem->context, gathered);
    return status;
}
