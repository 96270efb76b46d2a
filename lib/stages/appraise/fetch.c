/* SPDX-License-Identifier: MIT */
#include "scoring.h"

static const cpf_id *units_of(const cpf__scoring *at, const cpf__score_block *block)
{
    return at->appraisal->units + at->results->first + block->begin;
}

/* Bits `first` .. of a bitmap, moved to the beginning of another. */
static const uint8_t *move_bits(const uint8_t *bits, int64_t first, int32_t n, uint8_t *to)
{
    int shift = (int)(first & 7);

    if (!bits || !shift)
        return bits ? bits + first / 8 : NULL;
    for (int32_t byte = 0; byte < (n + 7) / 8; byte++) {
        unsigned low = bits[first / 8 + byte], high = 0;

        if (8 * byte + 8 - shift < n)
            high = bits[first / 8 + byte + 1];
        to[byte] = (uint8_t)(low >> shift | high << (8 - shift));
    }
    return to;
}

static const uint8_t *gather_bits(const uint8_t *bits, const cpf_id *units, int32_t n, uint8_t *to)
{
    for (int32_t i = 0; bits && i < n; i += 8) {
        int32_t rows = n - i < 8 ? n - i : 8;
        unsigned byte = 0;

        for (int32_t row = 0; row < rows; row++)
            byte |= (unsigned)cpf__bit(bits, units[i + row]) << row;
        to[i / 8] = (uint8_t)byte;
    }
    return bits ? to : NULL;
}

static const int64_t *gather_values(const int64_t *values, const cpf_id *units, int32_t n, int64_t *to)
{
    for (int32_t i = 0; i < n; i++)
        to[i] = values[units[i]];
    return to;
}

static void fetch_target(const cpf__scoring *at, cpf__score_block *block, const cpf__line *line, cpf__figures *figures)
{
    if (line->target_kind == CPF__TARGET_CONSTANT) {
        for (int32_t i = 0; i < block->n; i++)
            block->target[i] = line->constant;
        figures->target = block->target;
    } else if (line->target_kind == CPF__TARGET_FORMULA) {
        figures->target = line->target + block->begin;
        figures->target_valid = line->target_valid + block->begin / 8;
    } else if (at->first_unit == CPF_NONE) {
        figures->target = gather_values(line->target, units_of(at, block), block->n, block->target);
        figures->target_valid = gather_bits(line->target_valid, units_of(at, block), block->n, block->target_bits);
    } else {
        int64_t unit = at->first_unit + block->begin;

        figures->target = line->target + unit;
        figures->target_valid = move_bits(line->target_valid, unit, block->n, block->target_bits);
    }
}

cpf__figures cpf__fetch_figures(const cpf__scoring *at, cpf__score_block *block, const cpf__line *line)
{
    cpf__figures figures = {NULL, NULL, NULL, NULL};

    if (at->first_unit == CPF_NONE) {
        figures.actual = gather_values(line->actual, units_of(at, block), block->n, block->actual);
        figures.actual_valid = gather_bits(line->actual_valid, units_of(at, block), block->n, block->actual_bits);
    } else {
        int64_t unit = at->first_unit + block->begin;

        figures.actual = line->actual + unit;
        figures.actual_valid = move_bits(line->actual_valid, unit, block->n, block->actual_bits);
    }
    fetch_target(at, block, line, &figures);
    if (block->whole)
        return figures;
    for (int32_t byte = 0; byte < (block->n + 7) / 8; byte++)
        block->actual_bits[byte] = block->member[byte] & (figures.actual_valid ? figures.actual_valid[byte] : 0xff);
    figures.actual_valid = block->actual_bits;
    return figures;
}
