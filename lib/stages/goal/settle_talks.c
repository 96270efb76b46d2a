/* SPDX-License-Identifier: MIT */
/* Who talks about a target, and what was given and answered. */
#include <string.h>

#include "decimal.h"
#include "settle.h"
#include "text.h"
#include "vec.h"

cpf_status cpf__settle_find(const cpf__talks *talks, cpf__goal_message row, int64_t at, int64_t amount,
                            cpf_error **error)
{
    const cpf_model *model = talks->model;
    const cpf__records *records = cpf__model_records(model, &cpf__record_settlement);
    cpf_text *path = cpf__text_new(talks->context);
    cpf__place place = {0};
    char figure[32];
    cpf_status status = CPF_E_MEMORY;

    if (talks->row >= 0)
        place = cpf__record_place(records, talks->row, NULL, path);
    place.subject = model->indicators[talks->indicator].code;
    cpf_decimal_format(amount, model->indicators[talks->indicator].decimals, figure);
    if (!cpf__text_failed(path))
        status = cpf__find(talks->context, error, &place, &cpf__goal_messages[row],
                           cpf_model_unit_code(model, at < 0 ? 0 : talks->items[at].unit),
                           model->calendar->periods[talks->period].code, figure);
    else
        status = cpf__no_memory(error);
    cpf_text_free(path);
    return status;
}

static int add_talk(cpf__talks *talks, cpf_id unit, int64_t parent, int64_t given)
{
    cpf__talk talk = {.unit = unit, .parent = parent, .given = given};

    if (!cpf__vec_room(talks->context, talks))
        return 0;
    talks->items[talks->count++] = talk;
    return 1;
}

/* The tops: the unit that was named, or every unit with a target whose parent has none. */
static cpf_status add_tops(cpf__talks *talks, const cpf__cells *cells, cpf_id named)
{
    const cpf__tree *tree = talks->model->tree;

    for (cpf_id unit = named == CPF_NONE ? 0 : named; unit < tree->count; unit++) {
        cpf_id parent = tree->parent[unit];

        if (cpf__bit(cells->valid, unit) &&
            (named != CPF_NONE || parent == CPF_NONE || !cpf__bit(cells->valid, parent)) &&
            !add_talk(talks, unit, CPF_NONE, cells->values[unit]))
            return CPF_E_MEMORY;
        if (named != CPF_NONE)
            break;
    }
    return CPF_OK;
}

/* The children of a unit talk where its target was divided among them. */
static cpf_status add_children(cpf__talks *talks, const cpf__cells *cells, int64_t at)
{
    const cpf__tree *tree = talks->model->tree;
    cpf_id unit = talks->items[at].unit;
    cpf__i128 sum = 0;
    int64_t found = 0;

    talks->items[at].first = talks->items[at].end = talks->count;
    for (cpf_id child = tree->child_begin[unit]; child < tree->child_end[unit]; child++)
        if (cpf__bit(cells->valid, child)) {
            sum += cells->values[child];
            found++;
        }
    if (!found || sum != talks->items[at].given)
        return CPF_OK;
    for (cpf_id child = tree->child_begin[unit]; child < tree->child_end[unit]; child++)
        if (cpf__bit(cells->valid, child) && !add_talk(talks, child, at, cells->values[child]))
            return CPF_E_MEMORY;
    talks->items[at].end = talks->count;
    return CPF_OK;
}

/* Place in the list by unit; CPF_NONE: does not talk. NULL: no memory. */
static int64_t *places_of(const cpf__talks *talks)
{
    int32_t units = talks->model->tree->count;
    int64_t *places = cpf__alloc(talks->context, units, sizeof *places);

    for (int32_t unit = 0; places && unit < units; unit++)
        places[unit] = CPF_NONE;
    for (int64_t i = 0; places && i < talks->count; i++)
        places[talks->items[i].unit] = i;
    return places;
}

/* The last answer of each unit; what was said after the day is not known yet. */
static void take_answers(cpf__talks *talks, const int64_t *places, cpf_day as_of)
{
    const cpf__records *records = cpf__model_records(talks->model, &cpf__record_submission);

    for (int64_t row = 0; row < records->count; row++) {
        int64_t place = places[cpf__record_value(records, CPF__SUB_UNIT, row)];
        int64_t round = cpf__record_value(records, CPF__SUB_ROUND, row);
        int answered = cpf__record_has(records, CPF__SUB_VALUE, row);
        cpf__talk *talk = &talks->items[place == CPF_NONE ? 0 : place];

        if (place == CPF_NONE || cpf__record_value(records, CPF__SUB_INDICATOR, row) != talks->indicator ||
            cpf__record_value(records, CPF__SUB_PERIOD, row) != talks->period || round <= talk->round)
            continue;
        if (as_of != CPF_NO_DAY && cpf__record_has(records, CPF__SUB_ON, row) &&
            cpf__record_value(records, CPF__SUB_ON, row) > as_of)
            continue;
        talk->round = round;
        talk->answer = answered ? cpf__record_value(records, CPF__SUB_VALUE, row) : 0;
        talk->state = (uint8_t)(CPF__TALK_ASKED | (answered ? CPF__TALK_ANSWERED : 0));
    }
}

/* What is agreed already stands in place of an answer. */
static void take_agreements(cpf__talks *talks, const int64_t *places, cpf_day as_of)
{
    const cpf__records *records = cpf__model_records(talks->model, &cpf__record_agreement);

    for (int64_t row = 0; row < records->count; row++) {
        int64_t place = places[cpf__record_value(records, CPF__AGR_UNIT, row)];
        cpf__talk *talk = &talks->items[place == CPF_NONE ? 0 : place];

        if (place == CPF_NONE || cpf__record_value(records, CPF__AGR_INDICATOR, row) != talks->indicator ||
            cpf__record_value(records, CPF__AGR_PERIOD, row) != talks->period)
            continue;
        if (as_of != CPF_NO_DAY && cpf__record_has(records, CPF__AGR_ON, row) &&
            cpf__record_value(records, CPF__AGR_ON, row) > as_of)
            continue;
        talk->answer = cpf__record_has(records, CPF__AGR_VALUE, row) ? cpf__record_value(records, CPF__AGR_VALUE, row)
                                                                     : talk->given;
        talk->state |= CPF__TALK_ANSWERED | CPF__TALK_FIXED;
    }
}

cpf_status cpf__talks_check(cpf__talks *talks, cpf_error **error)
{
    if (!talks->count)
        return cpf__settle_find(talks, CPF__GOAL_SETTLE_NO_TARGETS, -1, 0, error);
    for (int64_t i = 0; i < talks->count; i++) {
        const cpf__talk *talk = &talks->items[i];
        int answered = talk->state & CPF__TALK_ANSWERED;

        if (talk->given < 0 || (answered && talk->answer < 0))
            return cpf__settle_find(talks, CPF__GOAL_SETTLE_NEGATIVE, i, talk->given < 0 ? talk->given : talk->answer,
                                    error);
        if ((talk->state & CPF__TALK_FIXED) && talk->answer % talks->step)
            return cpf__settle_find(talks, CPF__GOAL_SETTLE_STEP, i, talk->answer, error);
    }
    return CPF_OK;
}

cpf_status cpf__talks_weigh(cpf__talks *talks, cpf_error **error)
{
    const cpf__attribute *attribute =
        talks->weights == CPF__BY_ATTRIBUTE ? &talks->model->attributes[talks->attribute] : NULL;

    for (int64_t i = talks->count - 1; i >= 0; i--) {
        cpf__talk *talk = &talks->items[i];

        if (talks->weights == CPF__BY_TARGET)
            talk->weight = talk->given;
        else if (talks->weights == CPF__BY_EQUAL)
            talk->weight = 1;
        else if (talk->first == talk->end && cpf__bit(attribute->number_valid, talk->unit))
            talk->weight = attribute->number[talk->unit] < 0 ? 0 : attribute->number[talk->unit];
        if (talks->weights == CPF__BY_ATTRIBUTE && talk->parent != CPF_NONE &&
            cpf__add(talks->items[talk->parent].weight, talk->weight, &talks->items[talk->parent].weight) != CPF_OK)
            return cpf__settle_find(talks, CPF__GOAL_SETTLE_RANGE, talk->parent, 0, error);
    }
    return CPF_OK;
}

static void take_settings(cpf__talks *talks)
{
    const cpf__records *records = cpf__model_records(talks->model, &cpf__record_settlement);
    int64_t row = talks->row;

    talks->step = 1;
    talks->weights = CPF__BY_TARGET;
    if (row < 0)
        return;
    talks->rule = (int32_t)cpf__record_value(records, CPF__SET_RULE, row);
    talks->weights = (int32_t)cpf__record_value(records, CPF__SET_WEIGHTS, row);
    talks->alpha = cpf__record_value(records, CPF__SET_ALPHA, row);
    talks->floor = cpf__record_value(records, CPF__SET_FLOOR, row);
    if (cpf__record_has(records, CPF__SET_STEP, row))
        talks->step = cpf__record_value(records, CPF__SET_STEP, row);
    talks->attribute = cpf__record_has(records, CPF__SET_ATTRIBUTE, row)
                           ? (cpf_id)cpf__record_value(records, CPF__SET_ATTRIBUTE, row)
                           : CPF_NONE;
}

static cpf_status gather(cpf__talks *talks, cpf_id named, cpf_day as_of, cpf_error **error)
{
    const cpf__cells *cells = cpf__facts_cells(talks->targets, talks->indicator, talks->period);
    cpf_status status = cells->values ? add_tops(talks, cells, named) : CPF_OK;
    int64_t *places;

    for (int64_t i = 0; i < talks->count && status == CPF_OK; i++)
        status = add_children(talks, cells, i);
    if (status != CPF_OK)
        return cpf__no_memory(error);
    if (!talks->count)
        return CPF_OK;
    places = places_of(talks);
    if (!places)
        return cpf__no_memory(error);
    take_answers(talks, places, as_of);
    take_agreements(talks, places, as_of);
    cpf__free(talks->context, places);
    return CPF_OK;
}

cpf_status cpf__talks_open(cpf__talks *talks, const cpf_model *model, const cpf_facts *targets, int64_t row,
                           cpf_id indicator, cpf_id period, cpf_day as_of, cpf_error **error)
{
    const cpf__records *records = cpf__model_records(model, &cpf__record_settlement);
    cpf_id named = CPF_NONE;

    *talks = (cpf__talks){.model = model,
                          .context = model->context,
                          .targets = targets,
                          .row = row,
                          .indicator = indicator,
                          .period = period,
                          .attribute = CPF_NONE};
    if (row >= 0) {
        talks->indicator = (cpf_id)cpf__record_value(records, CPF__SET_INDICATOR, row);
        talks->period = (cpf_id)cpf__record_value(records, CPF__SET_PERIOD, row);
        if (cpf__record_has(records, CPF__SET_UNIT, row))
            named = (cpf_id)cpf__record_value(records, CPF__SET_UNIT, row);
    }
    take_settings(talks);
    return gather(talks, named, as_of, error);
}

void cpf__talks_close(cpf__talks *talks)
{
    cpf__free(talks->context, talks->items);
    *talks = (cpf__talks){0};
}
