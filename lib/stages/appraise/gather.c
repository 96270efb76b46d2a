/* SPDX-License-Identifier: MIT */
#include "appraise_steps.h"
#include "mem.h"

/* The subjects of a card: neighbours from `begin` on, or listed. */
typedef struct subjects_of {
    const cpf_context *context;
    const cpf_id *units;
    int64_t count;
    int neighbours;
} subjects_of;

/* Where one column of a line goes. */
typedef struct line_column {
    const int64_t **values;
    const uint8_t **valid;
    int64_t **own_values;
    uint8_t **own_valid;
} line_column;

static cpf_status own_bits(const subjects_of *of, const uint8_t *valid, const line_column *to)
{
    if (!*to->own_valid)
        *to->own_valid = cpf__alloc(of->context, cpf__bits_bytes(of->count), 1);
    if (!*to->own_valid)
        return CPF_E_MEMORY;
    for (int64_t i = 0; i < of->count; i += 8) {
        int64_t lanes = of->count - i < 8 ? of->count - i : 8;
        unsigned byte = 0;

        for (int64_t lane = 0; lane < lanes; lane++)
            byte |= (unsigned)cpf__bit(valid, of->units[i + lane]) << lane;
        (*to->own_valid)[i / 8] = (uint8_t)byte;
    }
    *to->valid = *to->own_valid;
    return CPF_OK;
}

static cpf_status own_values(const subjects_of *of, const line_column *to)
{
    if (!*to->own_values)
        *to->own_values = cpf__alloc_column(of->context, of->count, sizeof(int64_t));
    *to->values = *to->own_values;
    return *to->own_values ? CPF_OK : CPF_E_MEMORY;
}

/* The column as it stands where the subjects are neighbours in it; bits only when they begin at a whole byte. */
static cpf_status take_column(const subjects_of *of, const cpf__cells *cells, const line_column *to)
{
    *to->values = NULL;
    *to->valid = NULL;
    if (!cells->values || !of->count)
        return CPF_OK;
    if (of->neighbours) {
        *to->values = cells->values + of->units[0];
        if (cells->valid && of->units[0] % 8 == 0)
            *to->valid = cells->valid + of->units[0] / 8;
        return cells->valid && !*to->valid ? own_bits(of, cells->valid, to) : CPF_OK;
    }
    if (own_values(of, to) != CPF_OK)
        return CPF_E_MEMORY;
    for (int64_t i = 0; i < of->count; i++)
        (*to->own_values)[i] = cells->values[of->units[i]];
    return cells->valid ? own_bits(of, cells->valid, to) : CPF_OK;
}

static cpf_status fill_constant(const subjects_of *of, int64_t constant, const line_column *to)
{
    *to->valid = NULL;
    if (own_values(of, to) != CPF_OK)
        return CPF_E_MEMORY;
    for (int64_t i = 0; i < of->count; i++)
        (*to->own_values)[i] = constant;
    return CPF_OK;
}

static cpf_status gather_line(const subjects_of *of, const struct cpf_item *item, cpf_id period,
                              const cpf_facts *targets, const cpf_facts *actuals, cpf__line *line)
{
    line_column actual = {&line->actual, &line->actual_valid, &line->own_actual, &line->own_actual_valid};
    line_column target = {&line->target, &line->target_valid, &line->own_target, &line->own_target_valid};
    cpf_status status = take_column(of, cpf__facts_cells(actuals, item->indicator, period), &actual);

    if (status == CPF_OK && item->target_kind == CPF__TARGET_GOAL)
        status = take_column(of, cpf__facts_cells(targets, item->indicator, period), &target);
    if (status == CPF_OK && item->target_kind == CPF__TARGET_CONSTANT)
        status = fill_constant(of, item->constant, &target);
    return status;
}

cpf_status cpf__appraise_gather(cpf_appraisal *appraisal, cpf_id card, const cpf_facts *targets,
                                const cpf_facts *actuals, cpf_error **error)
{
    const struct cpf_scorecard *it = &appraisal->model->scorecards[card];
    const cpf__card_result *result = &appraisal->cards[card];
    subjects_of of = {appraisal->context, appraisal->units + result->first, result->count, 0};
    cpf_status status = CPF_OK;

    of.neighbours = of.count && of.units[of.count - 1] - of.units[0] == of.count - 1;
    for (int32_t i = 0; i < it->item_count && status == CPF_OK; i++)
        status = gather_line(&of, &it->items[i], appraisal->period, targets, actuals, &result->lines[i]);
    return status == CPF_OK ? CPF_OK : cpf__no_memory(error);
}
