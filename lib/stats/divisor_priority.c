/* SPDX-License-Identifier: MIT */
#include "divisor_priority.h"

#include <math.h>

#include "wide.h"

/* weight^power * over / under is the claim, or its square: in whole numbers, so that claims compare by cross
 * multiplication. */
typedef struct claim_terms {
    cpf__u128 over, under;
} claim_terms;

static claim_terms jefferson(uint64_t weight, uint64_t parts)
{
    return (claim_terms){weight, (cpf__u128)parts + 1};
}

static claim_terms webster(uint64_t weight, uint64_t parts)
{
    return (claim_terms){weight, 2 * (cpf__u128)parts + 1};
}

static claim_terms hill(uint64_t weight, uint64_t parts)
{
    return (claim_terms){(cpf__u128)weight * weight, parts * ((cpf__u128)parts + 1)};
}

static claim_terms dean(uint64_t weight, uint64_t parts)
{
    return (claim_terms){weight * (2 * (cpf__u128)parts + 1), parts * ((cpf__u128)parts + 1)};
}

static claim_terms adams(uint64_t weight, uint64_t parts)
{
    return (claim_terms){weight, parts};
}

typedef struct divisor_row {
    claim_terms (*terms)(uint64_t weight, uint64_t parts);
    uint64_t scale_over, scale_under; /* claim = scale * over / under, the root of it where squared */
    int squared;
} divisor_row;

static const divisor_row divisors[CPF__APPORTION_COUNT] = {
    [CPF__HAMILTON] = {webster, 2, 1, 0}, /* its divisor form, where its own rule cannot hold the bounds */
    [CPF__JEFFERSON] = {jefferson, 1, 1, 0}, [CPF__WEBSTER] = {webster, 2, 1, 0}, [CPF__HILL] = {hill, 1, 1, 1},
    [CPF__DEAN] = {dean, 1, 2, 0},           [CPF__ADAMS] = {adams, 1, 1, 0},
};

const cpf__divisor_span cpf__divisor_spans[CPF__APPORTION_COUNT] = {
    [CPF__HAMILTON] = {0.5, 0.5}, [CPF__JEFFERSON] = {0, 0}, [CPF__WEBSTER] = {0.5, 0.5},
    [CPF__HILL] = {0.5, 1},       [CPF__DEAN] = {0.5, 1},    [CPF__ADAMS] = {1, 1},
};

int cpf__claim_compare(cpf__apportion_id method, cpf__claim a, cpf__claim b)
{
    claim_terms left = divisors[method].terms((uint64_t)a.weight, a.parts);
    claim_terms right = divisors[method].terms((uint64_t)b.weight, b.parts);

    if (!left.under || !right.under) {
        if (left.under || right.under)
            return left.under ? -1 : 1;
        return (a.weight > b.weight) - (a.weight < b.weight);
    }
    return cpf__wide_compare(cpf__wide_product(left.over, right.under), cpf__wide_product(right.over, left.under));
}

double cpf__claim_value(cpf__apportion_id method, cpf__claim claim)
{
    const divisor_row *row = &divisors[method];
    claim_terms terms = row->terms((uint64_t)claim.weight, claim.parts);
    double quotient;

    if (!terms.under)
        return HUGE_VAL;
    quotient = (double)row->scale_over * (double)terms.over / ((double)row->scale_under * (double)terms.under);
    return row->squared ? sqrt(quotient) : quotient;
}

/* Whether the claim is at least whole - 1/2: (2 whole - 1) * denominator against 2 * numerator, both squared where the
 * claim is a root. */
static int reaches_half(const divisor_row *row, claim_terms terms, int64_t whole)
{
    cpf__u128 side = 2 * (cpf__u128)(uint64_t)whole - 1;
    cpf__wide need, have;

    if (row->squared) {
        need = cpf__wide_product(side * side, terms.under);
        have = cpf__wide_product(terms.over, 4);
    } else {
        need = cpf__wide_product(side * row->scale_under, terms.under);
        have = cpf__wide_product(terms.over, 2 * row->scale_over);
    }
    return cpf__wide_compare(have, need) >= 0;
}

int64_t cpf__claim_whole(cpf__apportion_id method, cpf__claim claim)
{
    const divisor_row *row = &divisors[method];
    claim_terms terms = row->terms((uint64_t)claim.weight, claim.parts);
    int64_t low = 0, high = INT64_MAX;
    double value;

    if (!terms.under)
        return -1;
    value = cpf__claim_value(method, claim);
    if (value > 0x1p62)
        low = INT64_C(1) << 61;
    else
        high = (int64_t)(value + value * 0x1p-40) + 2, low = (int64_t)(value - value * 0x1p-40);
    while (low < high) { /* the largest whole number whose half below is reached */
        int64_t middle = low + (high - low) / 2 + 1;

        if (reaches_half(row, terms, middle))
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}
