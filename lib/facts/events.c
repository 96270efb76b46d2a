/* SPDX-License-Identifier: MIT */
#include "events_in.h"

#include "context.h"
#include "facts_messages.h"
#include "keyed.h"
#include "mem.h"
#include "program.h"
#include "table.h"

static int asks_earlier(int32_t window)
{
    return window == CPF__EVER || window == CPF__BEFORE;
}

static void mark_operand(cpf_events *events, const cpf__operand *operand)
{
    if (operand->measure != CPF_NONE && asks_earlier(operand->window))
        events->earlier[operand->measure] = 1;
}

/* Days before periods are kept for the measures that some formula asks them of; the first date is always one ever. */
static void mark_earlier(cpf_events *events)
{
    const cpf_model *model = events->model;

    for (int32_t i = 0; i < model->measure_count; i++)
        events->earlier[i] = model->measures[i].kind == CPF__MEASURE_FIRST;
    for (int32_t i = 0; i < model->indicator_count; i++) {
        const cpf__program *program = &model->indicators[i].program;

        for (int32_t k = 0; k < program->operand_count; k++)
            mark_operand(events, &program->operands[k]);
        for (int32_t k = 0; k < program->term_count; k++)
            mark_operand(events, &program->terms[k].operand);
    }
}

static int make_keys(cpf_events *events)
{
    const cpf_model *model = events->model;

    events->keys = cpf__alloc(events->context, model->measure_count, sizeof *events->keys);
    for (int32_t i = 0; events->keys && i < model->measure_count; i++)
        if (model->measures[i].kind == CPF__MEASURE_DISTINCT && !(events->keys[i] = cpf__map_new(events->context)))
            return 0;
    return events->keys != NULL;
}

static int make_sources(cpf_events *events)
{
    const cpf_model *model = events->model;

    events->sources = cpf__alloc(events->context, model->source_count, sizeof *events->sources);
    for (int32_t i = 0; events->sources && i < model->source_count; i++) {
        cpf__source_state *state = &events->sources[i];

        state->lookups = cpf__alloc(events->context, model->sources[i].lookup_count, sizeof *state->lookups);
        state->firsts = cpf__alloc(events->context, model->sources[i].first_count, sizeof *state->firsts);
        state->memos = cpf__alloc(events->context, model->sources[i].feed_count, sizeof *state->memos);
        if (!state->lookups || !state->firsts || !state->memos)
            return 0;
    }
    return events->sources != NULL;
}

static int make_events(cpf_events *events)
{
    const cpf_context *context = events->context;
    int32_t measures = events->model->measure_count;

    events->slots = cpf__slots_new(context, events->model->calendar);
    if (!events->slots)
        return 0;
    events->earlier = cpf__alloc(context, measures, 1);
    events->columns = cpf__alloc(context, (int64_t)measures * events->slots->count, sizeof *events->columns);
    events->slot_list = cpf__alloc(context, events->slots->window_count + 2, sizeof *events->slot_list);
    if (!events->earlier || !events->columns || !events->slot_list || !make_keys(events) || !make_sources(events))
        return 0;
    mark_earlier(events);
    return 1;
}

cpf_status cpf_events_new(const cpf_model *model, cpf_events **events, cpf_error **error)
{
    cpf_events *made;

    if (!model || !events)
        return cpf__bad_argument(NULL, error, model ? "events" : "model");
    made = cpf__alloc(model->context, 1, sizeof *made);
    if (!made)
        return cpf__no_memory(error);
    made->context = cpf__context_retain(model->context);
    made->model = cpf__model_retain(model);
    if (!make_events(made)) {
        cpf_events_free(made);
        return cpf__no_memory(error);
    }
    *events = made;
    return CPF_OK;
}

cpf_status cpf_events_set_as_of(cpf_events *events, cpf_day day, cpf_error **error)
{
    if (!events)
        return cpf__bad_argument(NULL, error, "events");
    events->slots->end = day == CPF_NO_DAY ? INT32_MAX : day + 1;
    return CPF_OK;
}

int cpf__events_expect_rows(cpf_events *events, int64_t rows)
{
    enum { UNITS_A_ROW = 4 };
    const cpf_model *model = events->model;

    events->asked += rows;
    if (!events->short_units && events->asked * UNITS_A_ROW >= cpf__map_count(model->unit_codes))
        events->short_units = cpf__short_codes_new(events->context, model->unit_codes, model->unit_of_code);
    return events->short_units || events->asked * UNITS_A_ROW < cpf__map_count(model->unit_codes);
}

cpf_status cpf__events_part(cpf_events *whole, cpf_events **part, cpf_error **error)
{
    cpf_status status;

    if (!cpf__events_expect_rows(whole, cpf__map_count(whole->model->unit_codes)))
        return cpf__no_memory(error);
    status = cpf_events_new(whole->model, part, error);
    if (status != CPF_OK)
        return status;
    (*part)->whole = whole;
    (*part)->slots->end = whole->slots->end;
    return CPF_OK;
}

void cpf__text_table_free(const cpf_context *context, cpf__text_table *table)
{
    cpf__map_free(table->keys);
    cpf__map_free(table->texts);
    cpf__short_codes_free(table->short_keys);
    cpf__free(context, table->text);
    cpf__free(context, table->day);
    *table = (cpf__text_table){0};
}

static void free_sources(cpf_events *events)
{
    for (int32_t i = 0; events->sources && i < events->model->source_count; i++) {
        const cpf__source *source = &events->model->sources[i];
        cpf__source_state *state = &events->sources[i];

        for (int32_t k = 0; state->lookups && k < source->lookup_count; k++)
            cpf__text_table_free(events->context, &state->lookups[k]);
        for (int32_t k = 0; state->firsts && k < source->first_count; k++)
            cpf__text_table_free(events->context, &state->firsts[k]);
        for (int32_t k = 0; state->memos && k < source->feed_count; k++)
            cpf__free(events->context, state->memos[k].answers);
        cpf__free(events->context, state->memos);
        cpf__free(events->context, state->lookups);
        cpf__free(events->context, state->firsts);
        cpf__keyed_free(state->keyed);
    }
    cpf__free(events->context, events->sources);
}

static void free_columns(cpf_events *events)
{
    int64_t count = (int64_t)events->model->measure_count * (events->slots ? events->slots->count : 0);

    for (int64_t i = 0; events->columns && i < count; i++)
        cpf__event_column_free(events->context, events->columns[i]);
    for (int32_t i = 0; events->keys && i < events->model->measure_count; i++)
        cpf__map_free(events->keys[i]);
    cpf__free(events->context, events->columns);
    cpf__free(events->context, events->keys);
}

void cpf_events_free(cpf_events *events)
{
    cpf_context *context;

    if (!events)
        return;
    context = events->context;
    free_columns(events);
    free_sources(events);
    cpf__slots_free(events->slots);
    cpf__free(context, events->earlier);
    cpf__free(context, events->slot_list);
    cpf__short_codes_free(events->short_units);
    cpf__block_free(events->block);
    cpf__grid_work_free(context, events->grid);
    cpf_error_free(events->findings);
    cpf_model_free(events->model);
    cpf__free(context, events);
    cpf_context_free(context);
}

const cpf_model *cpf__events_model(const cpf_events *events)
{
    return events->model;
}
