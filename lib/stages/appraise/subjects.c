/* SPDX-License-Identifier: MIT */
#include "appraise_steps.h"
#include "mem.h"
#include "subject_cards.h"

enum { LINE_ROWS = 64 }; /* a line's points begin at whole cache lines, its bits at whole words */

static int64_t padded(int64_t rows)
{
    return (rows + LINE_ROWS - 1) / LINE_ROWS * LINE_ROWS;
}

/* Points and bits of all lines in one block each. */
static cpf_status make_points(cpf_appraisal *appraisal)
{
    const cpf_context *context = appraisal->context;
    const cpf_model *model = appraisal->model;
    int64_t rows = 0;

    for (cpf_id card = 0; card < model->scorecard_count; card++) {
        cpf__card_result *result = &appraisal->cards[card];

        result->lines = cpf__alloc(context, model->scorecards[card].item_count, sizeof *result->lines);
        if (!result->lines)
            return CPF_E_MEMORY;
        rows += padded(result->count) * model->scorecards[card].item_count;
    }
    appraisal->points = cpf__alloc_column(context, rows, sizeof *appraisal->points);
    appraisal->points_valid = cpf__alloc_column(context, rows / 8, 1);
    if (!appraisal->points || !appraisal->points_valid)
        return CPF_E_MEMORY;
    rows = 0;
    for (cpf_id card = 0; card < model->scorecard_count; card++)
        for (int32_t i = 0; i < model->scorecards[card].item_count; i++) {
            appraisal->cards[card].lines[i].points = appraisal->points + rows;
            appraisal->cards[card].lines[i].points_valid = appraisal->points_valid + rows / 8;
            rows += padded(appraisal->cards[card].count);
        }
    return CPF_OK;
}

/* The columns of a standing in one block, the widest first. */
static cpf_status make_standing(cpf_appraisal *appraisal, int32_t standing)
{
    cpf__standing_result *result = &appraisal->standings[standing];
    int64_t count = padded(appraisal->count);
    size_t each = sizeof *result->percentile + sizeof *result->rank + sizeof *result->grade;

    result->memory = cpf__alloc_column(appraisal->context, count, each);
    if (!result->memory)
        return CPF_E_MEMORY;
    result->percentile = result->memory;
    result->rank = result->percentile + count;
    result->grade = (int8_t *)(result->rank + count);
    return CPF_OK;
}

static cpf_status make_results(cpf_appraisal *appraisal)
{
    const cpf_context *context = appraisal->context;
    cpf_status status = make_points(appraisal);

    appraisal->units = cpf__alloc_column(context, appraisal->count, sizeof *appraisal->units);
    appraisal->totals = cpf__alloc_column(context, appraisal->count, sizeof *appraisal->totals);
    appraisal->total_valid = cpf__alloc(context, cpf__bits_bytes(appraisal->count), 1);
    if (!appraisal->units || !appraisal->totals || !appraisal->total_valid)
        return CPF_E_MEMORY;
    for (int32_t standing = 0; standing < appraisal->model->standing_count && status == CPF_OK; standing++)
        status = make_standing(appraisal, standing);
    return status;
}

cpf_status cpf__appraise_subjects(cpf_appraisal *appraisal, cpf_error **error)
{
    const cpf_context *context = appraisal->context;
    const cpf_model *model = appraisal->model;
    cpf__choosing choosing;
    cpf_status status;

    appraisal->subject_of = cpf__alloc_column(context, model->tree->count, sizeof *appraisal->subject_of);
    appraisal->cards = cpf__alloc(context, model->scorecard_count, sizeof *appraisal->cards);
    appraisal->standings = cpf__alloc(context, model->standing_count, sizeof *appraisal->standings);
    if (!appraisal->subject_of || !appraisal->cards || !appraisal->standings)
        return cpf__no_memory(error);
    status = cpf__choosing_open(&choosing, appraisal);
    if (status == CPF_OK)
        status = make_results(appraisal);
    if (status == CPF_OK)
        cpf__choosing_list(&choosing);
    cpf__choosing_close(&choosing);
    return status == CPF_OK ? CPF_OK : cpf__no_memory(error);
}
