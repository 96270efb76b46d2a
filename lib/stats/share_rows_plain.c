/* SPDX-License-Identifier: MIT */
/* The kernel that every machine has, and that the wider ones must equal. */
#include "row_rule.h"

enum { LANES = CPF__ROW_LANES };

typedef struct row_lanes {
    int64_t amount[LANES], left[LANES];
    int64_t part[CPF__SHARE_COLUMNS][LANES];
    double key[CPF__SHARE_COLUMNS][LANES], sorted[CPF__SHARE_COLUMNS][LANES];
    double last[LANES]; /* the smallest key that gets a step */
} row_lanes;

/* 0 when a total is too large. */
static int take_amounts(const int64_t *totals, row_lanes *lanes)
{
    int fits = 1;

    for (int i = 0; i < LANES; i++) {
        fits &= totals[i] < CPF__ROW_TOTAL && totals[i] > -CPF__ROW_TOTAL;
        lanes->left[i] = lanes->amount[i] = fits && totals[i] < 0 ? -totals[i] : totals[i];
    }
    return fits;
}

/* Whole parts and keys: (1), (2). 0 when a whole part is too large. */
static int take_parts(const cpf__row_rule *rule, row_lanes *lanes)
{
    int64_t lowest = 0;

    for (int32_t m = 0; m < rule->n; m++) {
        uint64_t factor = (uint64_t)rule->factors[m], sum = (uint64_t)rule->sum;

        for (int i = 0; i < LANES; i++) {
            double amount = (double)lanes->amount[i];
            int64_t part = (int64_t)(amount * rule->share[m] + amount * CPF__ROW_LIFT);
            int64_t rest = (int64_t)((uint64_t)lanes->amount[i] * factor - (uint64_t)part * sum);

            lowest |= rest;
            lanes->part[m][i] = part;
            lanes->left[i] -= part;
            lanes->sorted[m][i] = lanes->key[m][i] = (double)(rest * 64 + 63 - m);
        }
    }
    return lowest >= 0;
}

static void put_in_order(double *restrict high, double *restrict low)
{
    for (int i = 0; i < LANES; i++) {
        double a = high[i], b = low[i];

        high[i] = a > b ? a : b;
        low[i] = a < b ? a : b;
    }
}

static void sort_keys(const cpf__row_rule *rule, row_lanes *lanes)
{
    for (int32_t pair = 0; pair < rule->pairs; pair++)
        put_in_order(lanes->sorted[rule->high[pair]], lanes->sorted[rule->low[pair]]);
    for (int i = 0; i < LANES; i++)
        lanes->last[i] = lanes->left[i] ? lanes->sorted[lanes->left[i] - 1][i] : 0x1p60;
}

static void write_parts(const cpf__row_rule *rule, const row_lanes *lanes, const int64_t *totals,
                        int64_t *const *columns, int64_t at)
{
    for (int32_t m = 0; m < rule->n; m++)
        for (int i = 0; i < LANES; i++) {
            int64_t part = lanes->part[m][i] + (lanes->key[m][i] >= lanes->last[i]);

            columns[m][at + i] = totals[i] < 0 ? -part : part;
        }
}

int64_t cpf__rows_plain(const cpf__row_rule *rule, const cpf__row_block *block)
{
    row_lanes lanes;

    for (int64_t row = 0; row < block->rows; row += LANES) {
        if (!take_amounts(block->totals + row, &lanes) || !take_parts(rule, &lanes))
            return row;
        sort_keys(rule, &lanes);
        write_parts(rule, &lanes, block->totals + row, block->columns, block->first + row);
    }
    return block->rows;
}
