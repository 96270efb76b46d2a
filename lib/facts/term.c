/* SPDX-License-Identifier: MIT */
/* Terms of a formula over all units. */
#include "measuring.h"
#include "mem.h"

static const cpf__measure *term_measure(const cpf__term_place *place)
{
    cpf_id measure = place->term->operand.measure;

    return measure == CPF_NONE ? NULL : &place->m->model->measures[measure];
}

static cpf__view term_operand(const cpf__term_place *place)
{
    return cpf__operand_view(place->m->facts, &place->term->operand, place->period);
}

/* Rolls up the own values of a term, which become its view. */
static cpf_status fold_term(const cpf__term_place *place, cpf__fold fold, int32_t decimals, cpf__term_value *value)
{
    cpf__measuring *m = place->m;
    cpf_id failed = 0;
    cpf_status status = cpf__tree_fold(m->context, m->model->tree, fold, &value->own, &failed);

    value->view = (cpf__view){value->own.values, NULL, value->own.valid, decimals, 0};
    if (status != CPF_E_RANGE)
        return status;
    return cpf__measuring_range(m, CPF__FACTS_VALUE_RANGE, m->model->indicators[place->indicator].code, failed,
                                place->period);
}

/* Puts what the chosen channels have (`ones`: 1 each) at their units. */
static cpf_status scatter_channels(const cpf__term_place *place, int ones, uint8_t *chosen, int64_t *values,
                                   cpf__cells *cells)
{
    const cpf__channels *channels = place->m->channels;
    cpf_status status = cpf__term_channels(place, chosen, values);

    for (int32_t i = 0; i < channels->count && status == CPF_OK; i++) {
        if (!chosen[i])
            continue;
        cells->values[channels->units[i]] = ones ? 1 : values[i];
        if (cells->valid)
            cpf__bit_set(cells->valid, channels->units[i], 1);
    }
    return status;
}

static cpf_status gather_channels(const cpf__term_place *place, int ones, int with_valid, cpf__term_value *value)
{
    cpf__measuring *m = place->m;
    uint8_t *chosen = cpf__alloc(m->context, m->channels->count, 1);
    int64_t *values = cpf__alloc(m->context, m->channels->count, sizeof *values);
    cpf_status status = CPF_E_MEMORY;

    if (chosen && values)
        status = cpf__cells_make(m->context, m->model->tree->count, with_valid, &value->own);
    if (status == CPF_OK)
        status = scatter_channels(place, ones, chosen, values, &value->own);
    else
        cpf__no_memory(m->error);
    cpf__free(m->context, chosen);
    cpf__free(m->context, values);
    return status;
}

/* Attributes of all units that exist at the end of the period. */
static cpf_status sum_attribute(const cpf__term_place *place, cpf__term_value *value)
{
    cpf__measuring *m = place->m;
    cpf__view view = term_operand(place);
    const struct cpf_period *period = &m->model->calendar->periods[place->period];

    if (view.absent) {
        value->view = view;
        return CPF_OK;
    }
    if (cpf__cells_make(m->context, m->model->tree->count, 1, &value->own) != CPF_OK)
        return cpf__no_memory(m->error);
    for (cpf_id unit = 0; unit < m->model->tree->count; unit++)
        if (cpf__bit(view.valid, unit) && cpf__unit_present(m->model, unit, CPF__CLOSING, period)) {
            value->own.values[unit] = view.values[unit];
            cpf__bit_set(value->own.valid, unit, 1);
        }
    return fold_term(place, CPF__FOLD_SUM, view.decimals, value);
}

/* Without a condition: what the facts hold. With one: 0 where no channel meets it, but a stock that nobody has is
 * missing. */
static cpf_status make_sum(const cpf__term_place *place, cpf__term_value *value)
{
    const cpf__measure *measure = term_measure(place);
    cpf__view view = term_operand(place);
    cpf_status status;

    if (!place->term->where.count && !measure)
        return sum_attribute(place, value);
    value->view = view;
    if (!place->term->where.count || view.absent)
        return CPF_OK;
    status = gather_channels(place, 0, measure && measure->kind == CPF__MEASURE_STOCK, value);
    return status == CPF_OK ? fold_term(place, CPF__FOLD_SUM, view.decimals, value) : status;
}

static cpf_status make_count(const cpf__term_place *place, cpf__term_value *value)
{
    cpf_status status = gather_channels(place, 1, 0, value);

    return status == CPF_OK ? fold_term(place, CPF__FOLD_SUM, 0, value) : status;
}

/* The smallest of a measure that keeps the smallest is over all rows; else it is the smallest of the channels' values.
 */
static cpf_status make_extreme(const cpf__term_place *place, cpf__term_value *value)
{
    const cpf__measure *measure = term_measure(place);
    cpf__fold fold = (cpf__fold)cpf__aggs[place->term->agg].merges;
    cpf__view view = term_operand(place);
    int keeps = measure && (measure->kind == CPF__MEASURE_MIN || measure->kind == CPF__MEASURE_MAX);
    cpf_status status;

    value->view = view;
    if (view.absent || (!place->term->where.count && keeps && cpf__measure_folds[measure->kind] == fold))
        return CPF_OK;
    status = gather_channels(place, 0, 1, value);
    return status == CPF_OK ? fold_term(place, fold, view.decimals, value) : status;
}

/* A byte a unit: whether it is a chosen channel or stands under one. */
static void spread_choice(const cpf__term_place *place, const uint8_t *chosen, uint8_t *allowed)
{
    const cpf__channels *channels = place->m->channels;
    const cpf__tree *tree = place->m->model->tree;

    for (int32_t i = 0; i < channels->count; i++)
        allowed[channels->units[i]] = chosen[i];
    for (cpf_id unit = 1; unit < tree->count; unit++)
        allowed[unit] |= allowed[tree->parent[unit]];
}

static cpf_status count_chosen_keys(const cpf__term_place *place, uint8_t *chosen, uint8_t *allowed,
                                    cpf__term_value *value)
{
    cpf__measuring *m = place->m;
    cpf__where where;
    cpf__span span;
    cpf_status status = cpf__term_channels(place, chosen, NULL);

    if (status != CPF_OK)
        return status;
    spread_choice(place, chosen, allowed);
    cpf__operand_where(m->model, &place->term->operand, place->period, &where);
    span = cpf__where_span(m->events, &where);
    status = cpf__distinct_counts(m->events, where.measure, &span, allowed, &value->own);
    if (status != CPF_OK)
        return cpf__no_memory(m->error);
    if (value->own.values)
        value->view = (cpf__view){value->own.values, NULL, NULL, 0, 0};
    return CPF_OK;
}

static cpf_status make_distinct(const cpf__term_place *place, cpf__term_value *value)
{
    cpf__measuring *m = place->m;
    uint8_t *chosen, *allowed;
    cpf_status status;

    value->view = term_operand(place);
    if (!place->term->where.count || value->view.absent)
        return CPF_OK;
    if (!m->events) { /* the keys themselves are not kept in facts */
        value->view.absent = 1;
        return CPF_OK;
    }
    chosen = cpf__alloc(m->context, m->channels->count, 1);
    allowed = cpf__alloc(m->context, m->model->tree->count, 1);
    status = chosen && allowed ? count_chosen_keys(place, chosen, allowed, value) : cpf__no_memory(m->error);
    cpf__free(m->context, chosen);
    cpf__free(m->context, allowed);
    return status;
}

static cpf_status (*const term_makers[CPF__AGG_COUNT_OF])(const cpf__term_place *place, cpf__term_value *value) = {
    [CPF__AGG_SUM] = make_sum,          [CPF__AGG_COUNT] = make_count,      [CPF__AGG_MIN] = make_extreme,
    [CPF__AGG_MAX] = make_extreme,      [CPF__AGG_MEAN] = cpf__term_spread, [CPF__AGG_MEDIAN] = cpf__term_spread,
    [CPF__AGG_GINI] = cpf__term_spread, [CPF__AGG_TOP] = cpf__term_spread,  [CPF__AGG_DISTINCT] = make_distinct,
};

/* The value of the ancestor of a level in place of the unit's own; missing where there is none. */
static cpf_status lift_term(const cpf__term_place *place, cpf__term_value *value)
{
    cpf__measuring *m = place->m;
    const cpf__tree *tree = m->model->tree;
    cpf__view from = value->view;
    cpf__term_value lifted = {0};
    cpf_id *at = cpf__alloc(m->context, tree->count, sizeof *at);
    cpf_status status = at ? cpf__cells_make(m->context, tree->count, 1, &lifted.own) : CPF_E_MEMORY;

    if (status == CPF_OK && from.ratios)
        status = (lifted.own_ratios = cpf__alloc(m->context, tree->count, sizeof *from.ratios)) ? CPF_OK : CPF_E_MEMORY;
    for (cpf_id unit = 0; unit < tree->count && status == CPF_OK; unit++) {
        at[unit] = m->model->unit_level[unit] == place->term->level ? unit
                   : tree->parent[unit] == CPF_NONE                 ? CPF_NONE
                                                                    : at[tree->parent[unit]];
        if (at[unit] == CPF_NONE || !cpf__bit(from.valid, at[unit]))
            continue;
        cpf__bit_set(lifted.own.valid, unit, 1);
        if (from.ratios)
            lifted.own_ratios[unit] = from.ratios[at[unit]];
        else
            lifted.own.values[unit] = from.values[at[unit]];
    }
    cpf__free(m->context, at);
    if (status != CPF_OK) {
        cpf__term_free(m->context, &lifted);
        return cpf__no_memory(m->error);
    }
    lifted.view =
        (cpf__view){from.ratios ? NULL : lifted.own.values, lifted.own_ratios, lifted.own.valid, from.decimals, 0};
    cpf__term_free(m->context, value);
    *value = lifted;
    return CPF_OK;
}

/* Whether the condition asks for a period that the calendar does not have: then nobody knows which channels meet it,
 * and to say that none does would be a guess. */
static int is_unanswerable(const cpf__term_place *place)
{
    const cpf__condition *where = &place->term->where;
    cpf__where at;

    for (int32_t i = 0; i < where->count; i++) {
        const cpf__op *op = &where->ops[i];
        const cpf__operand *operand = op->code == CPF__OP_OPERAND ? &place->program->operands[op->a] : NULL;

        if (operand && operand->measure != CPF_NONE &&
            cpf__operand_where(place->m->model, operand, place->period, &at) == CPF_E_MISSING)
            return 1;
    }
    return 0;
}

cpf_status cpf__term_compute(const cpf__term_place *place, cpf__term_value *value)
{
    cpf_status status = cpf__measure_operand(place->m, &place->term->operand, place->period);

    for (int32_t i = 0; i < place->program->operand_count && status == CPF_OK; i++)
        status = cpf__measure_operand(place->m, &place->program->operands[i], place->period);
    if (is_unanswerable(place))
        value->view = (cpf__view){.absent = 1};
    else if (status == CPF_OK)
        status = term_makers[place->term->agg](place, value);
    if (status != CPF_OK || place->term->level == CPF_NONE || value->view.absent)
        return status;
    return lift_term(place, value);
}

void cpf__term_free(const cpf_context *context, cpf__term_value *value)
{
    cpf__cells_free(context, &value->own);
    cpf__free(context, value->own_ratios);
    *value = (cpf__term_value){0};
}
