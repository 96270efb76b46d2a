/* SPDX-License-Identifier: MIT */
#include "bits.h"
#include "curve_block.h"

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

cpf_status cpf__curve_rows(const cpf__curve *curve, const cpf__fast *fast, const cpf__attain *how, int64_t n,
                           const int64_t *actual, const uint8_t *actual_valid, const int64_t *target,
                           const uint8_t *target_valid, int32_t decimals, int64_t *points, uint8_t *out_valid)
{
    column job = {curve, how, actual, target, actual_valid, target_valid, decimals, points, out_valid};
    cpf__block block;
    cpf_status status = CPF_OK;

    if (!fast)
        return exact_rows(&job, 0, n);
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
