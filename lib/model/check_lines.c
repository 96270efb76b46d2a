/* SPDX-License-Identifier: MIT */
/* What lines score by, and the levels that count in a total: records that say more of a scorecard. */
#include "card_weights.h"
#include "matrix.h"
#include "record_check.h"
#include "steps.h"

enum { FIGURE_SIZE = 32 };

/* The matrix of a basis goes, row by row, by the line's own indicator. */
static void take_matrix(cpf__build *build, const cpf__records *bases, int64_t row, struct cpf_item *item)
{
    const cpf__records *matrices = cpf__checked_records(build, &cpf__record_matrix);
    const char *code = cpf__record_text(bases, CPF__BASIS_MATRIX, row);
    const char *const none[3] = {"matrix", "", ""};
    const struct cpf_indicator *indicators = build->model->indicators;
    int64_t matrix = cpf__matrix_find(build->model, code), rows;

    if (!*code)
        cpf__tell_record(build, bases, row, "matrix", CPF__MODEL(FIELD_MISSING), none);
    if (matrix < 0) {
        cpf__check_code(build, bases, row, CPF__BASIS_MATRIX, matrices, CPF__MATRIX_CODE);
        return;
    }
    item->matrix = (int32_t)matrix;
    rows = cpf__record_value(matrices, CPF__MATRIX_ROWS, matrix);
    if (rows != CPF__RECORD_MISSING && rows != item->indicator) {
        const char *const texts[3] = {code, indicators[rows].code, indicators[item->indicator].code};

        cpf__tell_record(build, bases, row, "matrix", CPF__MODEL(BASIS_MATRIX), texts);
    }
}

/* A basis becomes a part of its line. */
static void take_basis(cpf__build *build, const cpf__records *bases, int64_t row)
{
    static const char *const nothing[3] = {"", "", ""};
    int64_t card = cpf__record_value(bases, CPF__BASIS_SCORECARD, row);
    int64_t indicator = cpf__record_value(bases, CPF__BASIS_INDICATOR, row);
    struct cpf_item *item;
    int32_t line;

    if (card == CPF__RECORD_MISSING || indicator == CPF__RECORD_MISSING || !cpf__record_has(bases, CPF__BASIS_BY, row))
        return;
    line = cpf__card_line(build->model, (cpf_id)card, (cpf_id)indicator);
    if (line == CPF_NONE) {
        cpf__tell_record(build, bases, row, "indicator", CPF__MODEL(NO_SUCH_LINE), nothing);
        return;
    }
    item = &build->model->scorecards[card].items[line];
    item->basis = (int32_t)cpf__record_value(bases, CPF__BASIS_BY, row);
    item->basis_record = row;
    if (item->basis == CPF__BY_MATRIX)
        take_matrix(build, bases, row, item);
}

static void check_level(cpf__build *build, const cpf__records *levels, int64_t row)
{
    const cpf_model *model = build->model;
    int64_t card = cpf__record_value(levels, CPF__LEVEL_SCORECARD, row);
    int64_t level = cpf__record_value(levels, CPF__LEVEL_LEVEL, row);
    const char *texts[3] = {NULL};

    if (card == CPF__RECORD_MISSING || level == CPF__RECORD_MISSING || model->scorecards[card].level == CPF_NONE ||
        level <= model->scorecards[card].level)
        return;
    texts[0] = model->levels[level].code;
    texts[1] = model->scorecards[card].code;
    cpf__tell_record(build, levels, row, "level", CPF__MODEL(LEVEL_BELOW), texts);
}

/* The levels of a card add up to 100; told at the first of them. */
static void check_level_sum(cpf__build *build, const cpf__records *levels, int64_t card)
{
    int64_t sum = 0, first = -1;
    char figure[FIGURE_SIZE];
    const char *texts[3] = {build->model->scorecards[card].code, figure};

    for (int64_t row = levels->count; row-- > 0;)
        if (cpf__record_value(levels, CPF__LEVEL_SCORECARD, row) == card) {
            sum +=
                cpf__record_has(levels, CPF__LEVEL_WEIGHT, row) ? cpf__record_value(levels, CPF__LEVEL_WEIGHT, row) : 0;
            first = row;
        }
    if (first < 0 || sum == CPF__LEVEL_WHOLE)
        return;
    cpf_decimal_format(sum, CPF__LEVEL_WEIGHT_DECIMALS, figure);
    cpf__tell_record(build, levels, first, "weight", CPF__MODEL(LEVEL_SUM), texts);
}

void cpf__check_lines(cpf__build *build)
{
    const cpf__records *bases = cpf__checked_records(build, &cpf__record_basis);
    const cpf__records *levels = cpf__checked_records(build, &cpf__record_level_weight);

    for (int64_t row = 0; row < bases->count; row++)
        take_basis(build, bases, row);
    for (int64_t row = 0; row < levels->count; row++)
        check_level(build, levels, row);
    for (int64_t card = 0; levels->count && card < build->model->scorecard_count; card++)
        check_level_sum(build, levels, card);
}
