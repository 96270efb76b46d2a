/* SPDX-License-Identifier: MIT */
/* Events become facts: first the measures of the wanted periods, then the indicators. */
#include "context.h"
#include "events_now.h"
#include "measuring.h"
#include "mem.h"
#include "options.h"

cpf_status cpf_measure_options_init(cpf_measure_options *options, uint32_t struct_size)
{
    return cpf__options_begin(options, struct_size, sizeof *options);
}

/* The terms of an indicator in one period, and from them its column. */
static cpf_status run_indicator(const cpf__term_place *place, const cpf__view *views)
{
    cpf__measuring *m = place->m;
    const struct cpf_indicator *indicator = &m->model->indicators[place->indicator];
    cpf__inputs inputs = {m->model, &m->model->calendar->periods[place->period], views, NULL, NULL};
    cpf__cells *cells = cpf__facts_cells(m->facts, place->indicator, place->period);
    cpf_id failed = 0;
    cpf_status status = cpf__facts_make(m->facts, place->indicator, place->period, 1, m->error);

    if (status != CPF_OK)
        return status;
    status = cpf__program_column(m->context, place->program, &inputs, m->model->tree->count, indicator->decimals,
                                 cells->values, cells->valid, &failed);
    if (status == CPF_OK)
        return CPF_OK;
    return cpf__measuring_range(m, CPF__FACTS_VALUE_RANGE, indicator->code, failed, place->period);
}

static cpf_status measure_indicator(cpf__measuring *m, cpf_id indicator, cpf_id period)
{
    const cpf__program *program = &m->model->indicators[indicator].program;
    cpf__term_place place = {m, program, NULL, indicator, period};
    cpf__term_value *terms = cpf__alloc(m->context, program->term_count, sizeof *terms);
    cpf__view *views = cpf__alloc(m->context, program->term_count, sizeof *views);
    cpf_status status = terms && views ? CPF_OK : cpf__no_memory(m->error);

    for (int32_t i = 0; i < program->term_count && status == CPF_OK; i++) {
        place.term = &program->terms[i];
        status = cpf__term_compute(&place, &terms[i]);
        views[i] = terms[i].view;
    }
    if (status == CPF_OK)
        status = run_indicator(&place, views);
    for (int32_t i = 0; terms && i < program->term_count; i++)
        cpf__term_free(m->context, &terms[i]);
    cpf__free(m->context, terms);
    cpf__free(m->context, views);
    return status;
}

static cpf_status measure_period(cpf__measuring *m, cpf_id period)
{
    cpf_status status = CPF_OK;

    for (cpf_id i = 0; i < m->model->measure_count && status == CPF_OK; i++) {
        cpf__where where = {i, period, CPF__IN_PERIOD, 0};

        status = cpf__measure_column(m, &where);
    }
    for (cpf_id i = 0; i < m->model->indicator_count && status == CPF_OK; i++)
        status = measure_indicator(m, i, period);
    return status;
}

static cpf_status measure_periods(cpf__measuring *m, const cpf_measure_options *options)
{
    int all = !options || !options->periods || options->period_count == 0;
    int32_t n = all ? m->model->calendar->count : options->period_count;
    cpf_status status = CPF_OK;

    for (int32_t i = 0; i < n && status == CPF_OK; i++) {
        cpf_id period = all ? i : options->periods[i];

        if (period < 0 || period >= m->model->calendar->count)
            return cpf__bad_argument(m->context, m->error, "options->periods");
        status = measure_period(m, period);
    }
    return status;
}

static const char *measure_mistake(const cpf_model *model, const cpf_events *events, const cpf_measure_options *options,
                                   cpf_facts **facts)
{
    if (!model)
        return "model";
    if (!events || cpf__events_model(events) != model)
        return "events";
    if (options && options->period_count < 0)
        return "options->period_count";
    return facts ? NULL : "facts";
}

static cpf_status make_measures(cpf__measuring *m)
{
    int64_t count = (int64_t)m->model->measure_count * m->model->calendar->count;

    m->channels = cpf__channels_new(m->model);
    m->facts->measures = cpf__alloc(m->context, count, sizeof *m->facts->measures);
    m->facts->measured = cpf__alloc(m->context, count, 1);
    return m->channels && m->facts->measures && m->facts->measured ? CPF_OK : cpf__no_memory(m->error);
}

cpf_status cpf_measure(const cpf_model *model, const cpf_events *events, const cpf_measure_options *options,
                       cpf_facts **facts, cpf_error **error)
{
    const char *mistake = measure_mistake(model, events, options, facts);
    cpf__measuring m = {.model = model, .events = events, .error = error};
    cpf_events *now = NULL;
    cpf_status status;

    if (mistake)
        return cpf__bad_argument(model ? model->context : NULL, error, mistake);
    status = cpf__options_check(model->context, options, sizeof *options, error);
    if (status != CPF_OK)
        return status;
    m.context = model->context;
    status = cpf_facts_new(model, &m.facts, error);
    if (status == CPF_OK)
        status = cpf__events_now(events, &now, error);
    if (now)
        m.events = now;
    if (status == CPF_OK)
        status = make_measures(&m);
    if (status == CPF_OK)
        status = measure_periods(&m, options);
    cpf__channels_free(m.channels);
    cpf__events_now_free(events, now);
    if (status == CPF_OK)
        *facts = m.facts;
    else
        cpf_facts_free(m.facts);
    return status;
}
