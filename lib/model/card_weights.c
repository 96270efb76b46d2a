/* SPDX-License-Identifier: MIT */
#include "card_weights.h"

#include <stdlib.h>

#include "mem.h"

const char *const cpf__weight_source_names[CPF__WEIGHT_SOURCES] = {"template", "all", "group", "unit"};

/* What a record says about a line. */
typedef enum scope_use { SCOPE_WEIGHT = 0, SCOPE_LIMITS, SCOPE_SUSPENSION, SCOPE_USES } scope_use;

struct cpf__scope {
    int32_t use, line;
    cpf_id unit;      /* CPF_NONE: everybody */
    cpf_id attribute; /* CPF_NONE: every unit there */
    int32_t text;
    int64_t row;
};

int cpf__card_has_weights(const cpf_model *model, cpf_id card)
{
    const cpf__record_kind *const kinds[] = {&cpf__record_weight, &cpf__record_suspension};
    int has = 0;

    for (int32_t kind = 0; kind < 2; kind++) {
        const cpf__records *records = cpf__model_records(model, kinds[kind]);

        for (int64_t row = 0; row < records->count && !has; row++)
            has = records->values[CPF__SCOPE_SCORECARD][row] == card;
    }
    return has;
}

int32_t cpf__card_line(const cpf_model *model, cpf_id card, cpf_id indicator)
{
    const struct cpf_scorecard *it = &model->scorecards[card];

    for (int32_t line = 0; line < it->item_count; line++)
        if (it->items[line].indicator == indicator)
            return line;
    return CPF_NONE;
}

static int is_for(const cpf_model *model, cpf_id card, cpf_id unit)
{
    const struct cpf_scorecard *it = &model->scorecards[card];
    const cpf__attribute *attribute;

    if (model->unit_level[unit] != it->level)
        return 0;
    if (it->attribute == CPF_NONE)
        return 1;
    attribute = &model->attributes[it->attribute];
    return attribute->text && attribute->text[unit] != CPF_NONE && attribute->text[unit] == it->attribute_text;
}

int cpf__card_has_unit(const cpf_model *model, cpf_id card, cpf_id unit)
{
    cpf_id first = 0;

    while (first < card && !is_for(model, first, unit))
        first++;
    return first == card && is_for(model, card, unit);
}

/* Units one by one, the top last of all; there the groups before everybody. */
static int compare_scopes(const void *left, const void *right)
{
    const cpf__scope *a = left, *b = right;

    if (a->use != b->use)
        return a->use < b->use ? -1 : 1;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    if ((a->attribute == CPF_NONE) != (b->attribute == CPF_NONE))
        return a->attribute == CPF_NONE ? 1 : -1;
    if (a->attribute != b->attribute)
        return a->attribute < b->attribute ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

static int is_in_force(const cpf__records *records, int64_t row, cpf_day day)
{
    return (!cpf__record_has(records, CPF__SCOPE_FROM, row) || records->values[CPF__SCOPE_FROM][row] <= day) &&
           (!cpf__record_has(records, CPF__SCOPE_TO, row) || records->values[CPF__SCOPE_TO][row] > day);
}

static cpf_id id_or_none(const cpf__records *records, int32_t field, int64_t row)
{
    return cpf__record_has(records, field, row) ? (cpf_id)records->values[field][row] : CPF_NONE;
}

static void add_scope(cpf__card_weights *weights, const cpf__records *records, int64_t row, int32_t use, int32_t line)
{
    cpf__scope *scope = &weights->scopes[weights->count++];
    const cpf__map *texts;

    *scope = (cpf__scope){
        use,      line, id_or_none(records, CPF__SCOPE_UNIT, row), id_or_none(records, CPF__SCOPE_ATTRIBUTE, row),
        CPF_NONE, row};
    if (scope->attribute == CPF_NONE)
        return;
    texts = weights->model->attributes[scope->attribute].texts;
    if (texts) {
        const char *value = cpf__record_text(records, CPF__SCOPE_VALUE, row);
        int64_t length = 0;

        while (value[length])
            length++;
        scope->text = cpf__map_find(texts, value, length);
    }
}

static void add_scopes(cpf__card_weights *weights, const cpf__record_kind *kind, cpf_day day)
{
    const cpf__records *records = cpf__model_records(weights->model, kind);

    for (int64_t row = 0; row < records->count; row++) {
        int32_t line;

        if (records->values[CPF__SCOPE_SCORECARD][row] != weights->card || !is_in_force(records, row, day))
            continue;
        line = cpf__card_line(weights->model, weights->card, id_or_none(records, CPF__SCOPE_INDICATOR, row));
        if (line == CPF_NONE)
            continue;
        if (kind == &cpf__record_suspension) {
            add_scope(weights, records, row, SCOPE_SUSPENSION, line);
            continue;
        }
        if (cpf__record_has(records, CPF__WEIGHT_PERCENT, row))
            add_scope(weights, records, row, SCOPE_WEIGHT, line);
        if (cpf__record_has(records, CPF__WEIGHT_MINIMUM, row) || cpf__record_has(records, CPF__WEIGHT_MAXIMUM, row))
            add_scope(weights, records, row, SCOPE_LIMITS, line);
    }
}

cpf_status cpf__card_weights_open(cpf__card_weights *weights, const cpf_model *model, cpf_id card, cpf_day day)
{
    int64_t most = 2 * cpf__model_records(model, &cpf__record_weight)->count +
                   cpf__model_records(model, &cpf__record_suspension)->count;
    int32_t lines = model->scorecards[card].item_count;

    *weights = (cpf__card_weights){.model = model, .card = card};
    weights->scopes = cpf__alloc(model->context, most, sizeof *weights->scopes);
    weights->begin = cpf__alloc(model->context, (int64_t)SCOPE_USES * lines + 1, sizeof *weights->begin);
    if (!weights->scopes || !weights->begin)
        return CPF_E_MEMORY;
    add_scopes(weights, &cpf__record_weight, day);
    add_scopes(weights, &cpf__record_suspension, day);
    if (weights->count)
        qsort(weights->scopes, (size_t)weights->count, sizeof *weights->scopes, compare_scopes);
    for (int64_t i = 0; i < weights->count; i++)
        weights->begin[(int64_t)weights->scopes[i].use * lines + weights->scopes[i].line + 1]++;
    for (int32_t i = 0; i < SCOPE_USES * lines; i++)
        weights->begin[i + 1] += weights->begin[i];
    return CPF_OK;
}

void cpf__card_weights_close(cpf__card_weights *weights)
{
    cpf__free(weights->model->context, weights->scopes);
    cpf__free(weights->model->context, weights->begin);
    weights->scopes = NULL;
    weights->begin = NULL;
}

void cpf__card_scope_at(const cpf__card_weights *weights, int64_t index, cpf_id *unit, cpf_id *attribute)
{
    *unit = weights->scopes[index].unit;
    *attribute = weights->scopes[index].attribute;
}

static int has_value(const cpf_model *model, const cpf__scope *scope, cpf_id unit)
{
    const int32_t *texts;

    if (scope->attribute == CPF_NONE)
        return 1;
    texts = model->attributes[scope->attribute].text;
    return texts && scope->text != CPF_NONE && texts[unit] == scope->text;
}

/* The first scope from `begin` on that is about the unit itself, or about everybody (CPF_NONE). */
static int64_t first_of_unit(const cpf__card_weights *weights, int64_t begin, int64_t end, cpf_id unit)
{
    while (begin < end) {
        int64_t middle = begin + (end - begin) / 2;

        if (weights->scopes[middle].unit < unit)
            begin = middle + 1;
        else
            end = middle;
    }
    return begin;
}

/* Value that two records as specific must agree in. */
static int64_t said(const cpf__card_weights *weights, const cpf__scope *scope)
{
    const cpf__record_kind *kind = scope->use == SCOPE_SUSPENSION ? &cpf__record_suspension : &cpf__record_weight;
    int32_t field = scope->use == SCOPE_SUSPENSION ? CPF__SUSPENSION_POLICY : CPF__WEIGHT_PERCENT;

    return cpf__model_records(weights->model, kind)->values[field][scope->row];
}

/* The most specific scope that holds the unit; NULL: none. *rival: a row as specific that says something else. */
static const cpf__scope *find_scope(const cpf__card_weights *weights, int32_t use, int32_t line, cpf_id unit,
                                    int64_t *rival)
{
    const cpf_model *model = weights->model;
    int64_t at = (int64_t)use * model->scorecards[weights->card].item_count + line;
    int64_t begin = weights->begin[at], end = weights->begin[at + 1];
    const cpf__scope *found = NULL;

    for (cpf_id above = unit; begin < end && !found; above = model->tree->parent[above]) {
        for (int64_t i = first_of_unit(weights, begin, end, above); i < end && weights->scopes[i].unit == above; i++) {
            const cpf__scope *scope = &weights->scopes[i];

            if (!has_value(model, scope, unit) ||
                (found && (found->attribute == CPF_NONE) != (scope->attribute == CPF_NONE)))
                continue;
            if (found && said(weights, scope) != said(weights, found))
                *rival = scope->row;
            found = found ? found : scope;
        }
        if (above == CPF_NONE)
            break;
    }
    return found;
}

static int32_t source_of(const cpf__scope *scope)
{
    if (scope->unit != CPF_NONE)
        return CPF__WEIGHT_OF_UNIT;
    return scope->attribute != CPF_NONE ? CPF__WEIGHT_OF_GROUP : CPF__WEIGHT_OF_ALL;
}

cpf__line_weight cpf__line_weight_own(int64_t weight)
{
    return (cpf__line_weight){.stated = weight,
                              .weight = weight,
                              .policy = CPF_NONE,
                              .row = CPF_NONE,
                              .suspension = CPF_NONE,
                              .rival = CPF_NONE};
}

/* A contradiction of weights is told before one of suspensions. */
static const cpf__scope *find_suspension(const cpf__card_weights *weights, int32_t item, cpf_id unit,
                                         cpf__line_weight *line)
{
    int64_t rival = CPF_NONE;
    const cpf__scope *scope = find_scope(weights, SCOPE_SUSPENSION, item, unit, &rival);

    if (line->rival != CPF_NONE || rival == CPF_NONE)
        return scope;
    line->rival = rival;
    line->rival_of_suspension = 1;
    return scope;
}

void cpf__card_weights_of(const cpf__card_weights *weights, cpf_id unit, cpf__line_weight *lines)
{
    const struct cpf_scorecard *card = &weights->model->scorecards[weights->card];

    for (int32_t i = 0; i < card->item_count; i++) {
        cpf__line_weight *line = &lines[i];
        const cpf__scope *scope;

        *line = cpf__line_weight_own(card->items[i].weight);
        scope = find_scope(weights, SCOPE_WEIGHT, i, unit, &line->rival);
        if (scope) {
            line->stated = said(weights, scope);
            line->source = source_of(scope);
            line->row = scope->row;
        }
        scope = find_suspension(weights, i, unit, line);
        if (scope) {
            line->policy = (int32_t)said(weights, scope);
            line->suspension = scope->row;
        }
        line->weight = line->policy == CPF__SUSPEND_REDISTRIBUTE ? 0 : line->stated;
    }
}

static int holds_unit(const cpf_model *model, cpf_id unit, cpf_id below)
{
    while (below > unit && below != CPF_NONE)
        below = model->tree->parent[below];
    return below == unit;
}

void cpf__card_limits_of(const cpf__card_weights *weights, cpf_id unit, int32_t line, int64_t *minimum,
                         int64_t *maximum, int64_t *row)
{
    const cpf__records *records = cpf__model_records(weights->model, &cpf__record_weight);
    int64_t at = (int64_t)SCOPE_LIMITS * weights->model->scorecards[weights->card].item_count + line;

    *minimum = *maximum = CPF__RECORD_MISSING;
    *row = CPF_NONE;
    for (int64_t i = weights->begin[at]; i < weights->begin[at + 1]; i++) {
        const cpf__scope *scope = &weights->scopes[i];
        int64_t low = records->values[CPF__WEIGHT_MINIMUM][scope->row];
        int64_t high = records->values[CPF__WEIGHT_MAXIMUM][scope->row];

        if (!has_value(weights->model, scope, unit) ||
            (scope->unit != CPF_NONE && !holds_unit(weights->model, scope->unit, unit)))
            continue;
        *row = scope->row;
        if (low != CPF__RECORD_MISSING && (*minimum == CPF__RECORD_MISSING || low > *minimum))
            *minimum = low;
        if (high != CPF__RECORD_MISSING && (*maximum == CPF__RECORD_MISSING || high < *maximum))
            *maximum = high;
    }
}
