/* SPDX-License-Identifier: MIT */
#include "bits.h"
#include "curve_steady.h"

#include <string.h>

typedef struct column {
    const cpf__curve *curve;
    const cpf__attain *how;
    const int64_t *actual, *target;
    const uint8_t *actual_valid, *target_valid;
    int32_t decimals;
    int64_t *points;
    uint8_t *out_valid;
} column;

static int present(const column *job, int64_t row)
{
    return cpf__bit(job->actual_valid, row) && cpf__bit(job->target_valid, row);
}

static void put(const column *job, int64_t row, int64_t points, int valid)
{
    job->points[row] = points;
    if (job->out_valid)
        cpf__bit_set(job->out_valid, row, valid);
}

static cpf_status exact_row(const column *job, int64_t row)
{
    cpf__i128 num, den;
    int64_t points = 0;
    cpf_status status = CPF_E_MISSING;

    if (present(job, row))
        status = cpf__attainment(job->how, job->actual[row], job->target[row], &num, &den);
    if (status == CPF_OK)
        status = cpf__curve_points(job->curve, num, den, job->decimals, &points, NULL);
    put(job, row, points, status == CPF_OK);
    return status == CPF_E_MISSING ? CPF_OK : status;
}

static cpf_status exact_rows(const column *job, int64_t begin, int64_t end)
{
    for (int64_t row = begin; row < end; row++) {
        cpf_status status = exact_row(job, row);

        if (status != CPF_OK)
            return status;
    }
    return CPF_OK;
}

/* Blocks begin at whole bytes of the bitmaps. */
static void store_valid(const column *job, int64_t begin, int64_t count)
{
    int64_t bytes = cpf__bits_bytes(count);
    uint8_t *out = job->out_valid;

    if (out && !job->actual_valid && !job->target_valid)
        memset(out + begin / 8, 0xff, (size_t)bytes);
    for (int64_t byte = begin / 8; (job->actual_valid || job->target_valid) && byte < begin / 8 + bytes; byte++) {
        unsigned both = (job->actual_valid ? job->actual_valid[byte] : 0xffu) &
                        (job->target_valid ? job->target_valid[byte] : 0xffu);

        if (out)
            out[byte] = (uint8_t)both;
        for (int64_t row = byte * 8; both != 0xff && row < byte * 8 + 8 && row < begin + count; row++)
            job->points[row] &= -(int64_t)(both >> (row & 7) & 1);
    }
    if (out && count & 7)
        out[(begin + count) / 8] &= (uint8_t)((1u << (count & 7)) - 1);
}

/* Rows for doubles, in full blocks; the last rows are filled up to one with rows of 1 / 1. */
static int64_t fast_rows(const column *job, const cpf__fast *fast, int64_t begin, int64_t count, cpf__block *block)
{
    int inverse = job->curve->input == CPF__X_INVERSE;
    const int64_t *top = (inverse ? job->target : job->actual) + begin;
    const int64_t *bottom = (inverse ? job->actual : job->target) + begin;
    int64_t least = inverse ? 1 : INT64_MIN, doubt;
    int64_t last_top[CPF__BLOCK], last_bottom[CPF__BLOCK], last_points[CPF__BLOCK];

    if (count == CPF__BLOCK)
        return cpf__block_run(fast, top, bottom, least, block, job->points + begin);
    for (int64_t i = 0; i < CPF__BLOCK; i++) {
        last_top[i] = i < count ? top[i] : 1;
        last_bottom[i] = i < count ? bottom[i] : 1;
    }
    doubt = cpf__block_run(fast, last_top, last_bottom, least, block, last_points);
    memcpy(job->points + begin, last_points, (size_t)count * sizeof *last_points);
    return doubt;
}

static cpf_status block_rows(const column *job, const cpf__fast *fast, int64_t begin, int64_t count, cpf__block *block)
{
    int64_t doubt = fast_rows(job, fast, begin, count, block);

    store_valid(job, begin, count);
    for (int64_t i = 0; doubt && i < count; i++) {
        if (block->doubt[i] && present(job, begin + i)) {
            cpf_status status = exact_row(job, begin + i);

            if (status != CPF_OK)
                return status;
        }
    }
    return CPF_OK;
}

void cpf__steady_open(cpf__steady_rows *rows, const cpf__curve *curve, const cpf__fast *fast, const int64_t *actual,
                      const uint8_t *actual_valid, const int64_t *target, const uint8_t *target_valid)
{
    int inverse = curve->input == CPF__X_INVERSE;

    rows->fast = fast;
    rows->top = inverse ? target : actual;
    rows->bottom = inverse ? actual : target;
    rows->least = inverse ? 1 : INT64_MIN;
    rows->valid[0] = actual_valid;
    rows->valid[1] = target_valid;
}

/* A row in doubt, decided, and added where the kernel added nothing. */
static cpf_status settle_row(const column *job, int64_t row, const double *weights, cpf__row_sums *sums)
{
    cpf_status status = exact_row(job, row);

    if (sums && status == CPF_OK) {
        int64_t points = job->points[row];

        sums->most |= points ^ (points >> 63);
        sums->sum[row] += weights[sums->place[row]] * (double)points;
    }
    return status;
}

static cpf_status settle_eight(const column *job, int64_t row, unsigned doubts, const double *weights,
                               cpf__row_sums *sums)
{
    cpf_status status = CPF_OK;

    for (; doubts && status == CPF_OK; doubts &= doubts - 1)
        status = settle_row(job, row + __builtin_ctz(doubts), weights, sums);
    return status;
}

/* Whether there are doubts in up to eight bytes. */
static int any_doubt(const uint8_t *bytes, int32_t count)
{
    uint64_t word = 1;

    if (count >= (int32_t)sizeof word)
        memcpy(&word, bytes, sizeof word);
    return word != 0;
}

cpf_status cpf__steady_run(const cpf__steady_rows *rows, const cpf__curve *curve, const cpf__attain *how,
                           int32_t decimals, int32_t n, cpf__row_sums *sums)
{
    int inverse = curve->input == CPF__X_INVERSE;
    column job = {curve,
                  how,
                  inverse ? rows->bottom : rows->top,
                  inverse ? rows->top : rows->bottom,
                  rows->valid[0],
                  rows->valid[1],
                  decimals,
                  rows->points,
                  rows->bits};
    cpf_status status = CPF_OK;

#if CPF__X86
    if (!cpf__steady_run_512(rows, n, sums))
        return CPF_OK;
#endif
    for (int32_t byte = 0; byte < (n + 7) / 8 && status == CPF_OK; byte++)
        if (byte % 8 || any_doubt(rows->doubt + byte, (n + 7) / 8 - byte))
            status = settle_eight(&job, 8 * (int64_t)byte, rows->doubt[byte], rows->weights, sums);
        else
            byte += 7;
    return status;
}

/* Bits of rows from `begin` on, which is a multiple of 8. */
static const uint8_t *bits_from(const uint8_t *bits, int64_t begin)
{
    return bits ? bits + begin / 8 : NULL;
}

static cpf_status steady_rows(const column *job, const cpf__fast *fast, int64_t n)
{
    uint8_t doubt[CPF__STEADY_ROWS / 8] = {0}, bits[CPF__STEADY_ROWS / 8];
    cpf_status status = CPF_OK;

    for (int64_t i = 0; i < n && status == CPF_OK; i += CPF__STEADY_ROWS) {
        int32_t count = n - i < CPF__STEADY_ROWS ? (int32_t)(n - i) : CPF__STEADY_ROWS;
        cpf__steady_rows rows = {.points = job->points + i, .doubt = doubt};

        rows.bits = job->out_valid ? job->out_valid + i / 8 : bits;
        cpf__steady_open(&rows, job->curve, fast, job->actual + i, bits_from(job->actual_valid, i), job->target + i,
                         bits_from(job->target_valid, i));
        status = cpf__steady_run(&rows, job->curve, job->how, job->decimals, count, NULL);
    }
    return status;
}

cpf_status cpf__curve_rows(const cpf__curve *curve, const cpf__fast *fast, const cpf__attain *how, int64_t n,
                           const int64_t *actual, const uint8_t *actual_valid, const int64_t *target,
                           const uint8_t *target_valid, int32_t decimals, int64_t *points, uint8_t *out_valid)
{
    column job = {curve, how, actual, target, actual_valid, target_valid, decimals, points, out_valid};
    cpf__block block;
    cpf_status status = CPF_OK;

    if (!fast)
        return exact_rows(&job, 0, n);
    if (cpf__steady_ready(fast))
        return steady_rows(&job, fast, n);
    for (int64_t begin = 0; begin < n && status == CPF_OK; begin += CPF__BLOCK)
        status = block_rows(&job, fast, begin, n - begin < CPF__BLOCK ? n - begin : CPF__BLOCK, &block);
    return status;
}

cpf_status cpf__curve_column(const cpf__curve *curve, const cpf__attain *how, int64_t n, const int64_t *actual,
                             const uint8_t *actual_valid, const int64_t *target, const uint8_t *target_valid,
                             int32_t decimals, int64_t *points, uint8_t *out_valid)
{
    cpf__fast fast;
    int ready = cpf__fast_make(curve, decimals, &fast);

    return cpf__curve_rows(curve, ready ? &fast : NULL, how, n, actual, actual_valid, target, target_valid, decimals,
                           points, out_valid);
}
