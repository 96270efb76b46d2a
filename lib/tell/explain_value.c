/* SPDX-License-Identifier: MIT */
/* Why an indicator has its value: the formula, its terms with what the units below bring, and the one rounding. */
#include "measuring.h"
#include "mem.h"
#include "telling.h"
#include "text.h"

enum { UNITS_SHOWN = 20, FURTHER_DECIMALS = 4, RATIO_DECIMALS = 6 };

/* The terms of an indicator over all units, worked out again from the measures that the facts hold. */
typedef struct worked {
    const cpf__telling *telling;
    const cpf_facts *facts;
    const cpf__program *program;
    cpf__cell_at at;
    cpf__channels *channels;
    cpf__term_value *values;
    cpf__view *views;
} worked;

const char *cpf__tell_indicator(const cpf_model *model, cpf_id indicator)
{
    return model->indicators[indicator].name;
}

int cpf__cell_value(const cpf_facts *facts, cpf__cell_at at, int64_t *value)
{
    const cpf__cells *cells = facts ? cpf__facts_cells(facts, at.indicator, at.period) : NULL;

    if (!cells || !cells->values || !cpf__bit(cells->valid, at.unit))
        return 0;
    *value = cells->values[at.unit];
    return 1;
}

/* Whether the facts hold what the operand needs; rows of events are not kept. */
static int is_kept(const cpf_facts *facts, const cpf__operand *operand, cpf_id period)
{
    cpf__where where;

    if (operand->measure == CPF_NONE || cpf__operand_where(facts->model, operand, period, &where) != CPF_OK)
        return 1;
    return cpf__facts_find(facts, &where) != NULL;
}

static int all_kept(const cpf_facts *facts, const cpf__program *program, cpf_id period)
{
    int kept = program->op_count > 0;

    for (int32_t i = 0; i < program->operand_count; i++)
        kept &= is_kept(facts, &program->operands[i], period);
    for (int32_t i = 0; i < program->term_count; i++) {
        const cpf__term *term = &program->terms[i];

        kept &= is_kept(facts, &term->operand, period) && !(term->agg == CPF__AGG_DISTINCT && term->where.count);
    }
    return kept;
}

static void let_go_of(worked *work)
{
    const cpf_context *context = work->telling->model->context;

    for (int32_t i = 0; work->values && i < work->program->term_count; i++)
        cpf__term_free(context, &work->values[i]);
    cpf__free(context, work->values);
    cpf__free(context, work->views);
    cpf__channels_free(work->channels);
}

static cpf_status work_out(worked *work)
{
    const cpf_model *model = work->telling->model;
    cpf__measuring m = {.context = model->context, .model = model, .facts = (cpf_facts *)(uintptr_t)work->facts};
    cpf__term_place place = {&m, work->program, NULL, work->at.indicator, work->at.period};
    cpf_status status = CPF_OK;

    work->channels = m.channels = cpf__channels_new(model);
    work->values = cpf__alloc(model->context, work->program->term_count, sizeof *work->values);
    work->views = cpf__alloc(model->context, work->program->term_count, sizeof *work->views);
    if (!work->channels || !work->values || !work->views)
        return CPF_E_MEMORY;
    for (int32_t i = 0; i < work->program->term_count && status == CPF_OK; i++) {
        place.term = &work->program->terms[i];
        status = cpf__term_compute(&place, &work->values[i]);
        work->views[i] = work->values[i].view;
    }
    return status;
}

/* What the direct children bring to a sum, the rest in one figure, and what is the unit's own. */
static void tell_children(const worked *work, const cpf__view *view, int64_t value)
{
    const cpf__tree *tree = work->telling->model->tree;
    cpf_explanation *to = work->telling->to;
    cpf_id begin = tree->child_begin[work->at.unit], end = tree->child_end[work->at.unit];
    cpf__i128 left = value, others = 0;
    char shown[24];
    int64_t step;

    for (cpf_id child = begin; child < end; child++) {
        int64_t part = cpf__bit(view->valid, child) ? view->values[child] : 0;

        left -= part;
        if (child - begin < UNITS_SHOWN)
            cpf__step_leaf(to, CPF__STEP_UNIT, cpf_model_unit_name(work->telling->model, child), NULL, part,
                           view->decimals, 0);
        else
            others += part;
    }
    if (end - begin > UNITS_SHOWN) {
        cpf_decimal_format(end - begin - UNITS_SHOWN, 0, shown);
        step = cpf__step_begin(to, CPF__STEP_UNIT, "further units", "其余组织单元");
        cpf__step_ratio(to, step, (cpf__ratio){others, cpf__pow10(view->decimals)}, view->decimals);
        cpf__step_note(to, step, "%s units", "共 %s 个", shown, NULL);
        cpf__step_end(to);
    }
    if (left)
        cpf__step_leaf(to, CPF__STEP_UNIT, "rows of the unit itself", "本单元自身的业务记录", (int64_t)left,
                       view->decimals, 0);
}

/* Sums and counts come from the children; those of another level's unit, and all others, are figures of their own. */
static int adds_up(const worked *work, const cpf__term *term)
{
    const cpf__tree *tree = work->telling->model->tree;

    return term->level == CPF_NONE && (term->agg == CPF__AGG_SUM || term->agg == CPF__AGG_COUNT) &&
           tree->child_begin[work->at.unit] < tree->child_end[work->at.unit];
}

static void tell_ratio_term(const worked *work, int64_t step, cpf__ratio value)
{
    cpf_explanation *to = work->telling->to;

    cpf__step_ratio(to, step, value, RATIO_DECIMALS);
    if (value.den == 1 || value.num < INT64_MIN || value.num > INT64_MAX || value.den > INT64_MAX)
        return;
    cpf__step_operation(to, step, CPF__BY_QUOTIENT);
    cpf__step_leaf(to, CPF__STEP_NUMBER, "numerator", "分子", (int64_t)value.num, 0, 0);
    cpf__step_leaf(to, CPF__STEP_NUMBER, "denominator", "分母", (int64_t)value.den, 0, 0);
}

/* Days of the window, and how many channels stand below. */
static void note_term(const worked *work, int64_t step, const cpf__operand *operand)
{
    const cpf_model *model = work->telling->model;
    int32_t begin = work->channels->begin[work->at.unit], end = work->channels->end[work->at.unit];
    cpf_id period = work->at.period;
    cpf__where where;
    char count[24];

    if (operand->measure != CPF_NONE && cpf__operand_where(model, operand, period, &where) == CPF_OK)
        period = where.period;
    cpf_decimal_format(end - begin, 0, count);
    cpf__step_note(work->telling->to, step, "%s; %s channels", "%s；渠道 %s 家", model->calendar->periods[period].code,
                   count);
}

static void tell_term(const void *user, int32_t index)
{
    const worked *work = user;
    const cpf_model *model = work->telling->model;
    const cpf__term *term = &work->program->terms[index];
    const cpf__view *view = &work->views[index];
    cpf_text *label = cpf__text_new(model->context);
    int64_t step;

    cpf__write_term(model, work->program, term, label);
    if (cpf__text_failed(label))
        cpf__arena_fail(work->telling->to->arena);
    step = cpf__step_begin(work->telling->to, CPF__STEP_TERM, cpf_text_data(label), NULL);
    cpf_text_free(label);
    note_term(work, step, &term->operand);
    if (term->operand.measure != CPF_NONE)
        cpf__step_unit(work->telling->to, step, model->measures[term->operand.measure].unit);
    if (view->absent || !cpf__bit(view->valid, work->at.unit)) {
        cpf__step_note(work->telling->to, step, "no value", "无值", NULL, NULL);
    } else if (view->ratios) {
        tell_ratio_term(work, step, view->ratios[work->at.unit]);
    } else {
        cpf__step_value(work->telling->to, step, view->values[work->at.unit], view->decimals);
        if (adds_up(work, term)) {
            cpf__step_operation(work->telling->to, step, CPF__BY_SUM);
            tell_children(work, view, view->values[work->at.unit]);
        }
    }
    cpf__step_end(work->telling->to);
}

/* Steps of the formula; 0 when it does not lead to the value that is held, which then was given from outside. */
static int tell_formula(worked *work, int64_t step, int has_value, int64_t value)
{
    const cpf_model *model = work->telling->model;
    const struct cpf_indicator *it = &model->indicators[work->at.indicator];
    cpf__inputs inputs = {model, &model->calendar->periods[work->at.period], work->views, NULL, NULL};
    cpf__program_telling program = {
        work->telling, work->program, &inputs, work->at.unit, it->decimals + FURTHER_DECIMALS, tell_term, work};
    int64_t found = 0;
    cpf_status status = cpf__program_value(work->program, &inputs, work->at.unit, it->decimals, &found);

    if (has_value ? status != CPF_OK || found != value : status == CPF_OK)
        return 0;
    if (has_value)
        cpf__step_operation(work->telling->to, step, CPF__BY_ROUNDING);
    cpf__tell_program(&program);
    return 1;
}

void cpf__tell_actual(const cpf__telling *telling, cpf__step_kind kind, cpf__cell_at at)
{
    const struct cpf_indicator *it = &telling->model->indicators[at.indicator];
    worked work = {.telling = telling, .facts = telling->actuals, .program = &it->program, .at = at};
    int64_t value = 0,
            step =
                cpf__step_begin(telling->to, kind,
                                kind == CPF__STEP_ACTUAL ? "actual" : cpf__tell_indicator(telling->model, at.indicator),
                                kind == CPF__STEP_ACTUAL ? "实际值" : NULL);
    int has_value = cpf__cell_value(telling->actuals, at, &value), told = 0;
    cpf_status status = CPF_OK;

    if (has_value)
        cpf__step_value(telling->to, step, value, it->decimals);
    cpf__step_unit(telling->to, step, it->unit);
    if (all_kept(telling->actuals, &it->program, at.period)) {
        status = work_out(&work);
        if (status == CPF_OK)
            told = tell_formula(&work, step, has_value, value);
        if (status == CPF_E_MEMORY)
            cpf__arena_fail(telling->to->arena);
        let_go_of(&work);
    }
    if (told)
        cpf__step_note(telling->to, step, "%s = %s", "%s = %s", it->code, it->formula);
    else
        cpf__step_note(telling->to, step, has_value ? "%s: given as a value" : "%s: no value",
                       has_value ? "%s：直接给定的数值" : "%s：无值", it->code, NULL);
    cpf__step_end(telling->to);
}
