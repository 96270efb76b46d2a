/* SPDX-License-Identifier: MIT */
#include "composition.h"

#include <string.h>

#include "decimal.h"
#include "mem.h"

enum { ONE = 10000 };

static int is_inside(const struct cpf_period *part, const struct cpf_period *whole)
{
    return part->from >= whole->from && part->to <= whole->to;
}

static void add_member(cpf__composition *composition, const cpf__results *results, cpf_id period, int64_t weight)
{
    composition->members[composition->count++] =
        (cpf__composition_member){period, weight, cpf__results_of(results, period)};
}

static void add_recorded(cpf__composition *composition, const cpf__results *results, const cpf__records *parts)
{
    for (int64_t row = 0; row < parts->count; row++) {
        if (cpf__record_value(parts, CPF__PART_PERIOD, row) == composition->period)
            add_member(composition, results, (cpf_id)cpf__record_value(parts, CPF__PART_PART, row),
                       composition->rule == CPF__COMPOSE_WEIGHTED ? cpf__record_value(parts, CPF__PART_WEIGHT, row)
                                                                  : ONE);
    }
}

/* The periods of one grain inside the long one; whether any of them was appraised. */
static int add_grain(cpf__composition *composition, const cpf__results *results, int32_t grain)
{
    const cpf__calendar *calendar = composition->view->model->calendar;
    int any = 0;

    composition->count = 0;
    for (cpf_id period = 0; period < calendar->window_begin; period++) {
        const struct cpf_period *it = &calendar->periods[period];

        if (it->grain == grain && is_inside(it, &calendar->periods[composition->period])) {
            add_member(composition, results, period, ONE);
            any |= composition->members[composition->count - 1].result != NULL;
        }
    }
    return any;
}

/* Nothing is said of the parts: the nearest grain below that has results. */
static void add_nearest(cpf__composition *composition, const cpf__results *results)
{
    int32_t grain = composition->view->model->calendar->periods[composition->period].grain;

    while (++grain < CPF__WINDOW) {
        if (add_grain(composition, results, grain))
            return;
    }
    composition->count = 0;
}

cpf_status cpf__composition_open(const cpf__stage_view *view, const cpf__results *results, int64_t row,
                                 cpf__composition *composition, cpf_error **error)
{
    const cpf__records *records = cpf__model_records(view->model, &cpf__record_composition);
    const cpf__records *parts = cpf__model_records(view->model, &cpf__record_composition_part);
    int64_t room = parts->count + view->model->calendar->count;

    *composition = (cpf__composition){.view = view, .scorecard = ""};
    composition->members = cpf__alloc(view->context, room, sizeof *composition->members);
    if (!composition->members)
        return cpf__no_memory(error);
    composition->period = (cpf_id)cpf__record_value(records, CPF__COMPOSITION_PERIOD, row);
    composition->rule = cpf__record_value(records, CPF__COMPOSITION_RULE, row);
    if (cpf__record_has(records, CPF__COMPOSITION_SCORECARD, row))
        composition->scorecard =
            view->model->scorecards[cpf__record_value(records, CPF__COMPOSITION_SCORECARD, row)].code;
    if (composition->rule == CPF__COMPOSE_CUMULATIVE)
        add_member(composition, results, composition->period, ONE);
    else
        add_recorded(composition, results, parts);
    if (!composition->count)
        add_nearest(composition, results);
    return CPF_OK;
}

void cpf__composition_close(cpf__composition *composition)
{
    cpf__free(composition->view->context, composition->members);
}

/* The unit's scorecard in the last part in which it is a subject; NULL: in none, or of another scorecard. */
static const char *scorecard_of(const cpf__composition *composition, cpf_id unit)
{
    const char *found = NULL;

    for (int32_t i = 0; i < composition->count; i++) {
        const cpf__result *result = composition->members[i].result;

        if (result && result->row_of_unit[unit] >= 0)
            found = cpf__result_scorecard(result, unit);
    }
    return found && *composition->scorecard && strcmp(found, composition->scorecard) != 0 ? NULL : found;
}

/* Weighted sum of the totals in steps of the finest decimals that any of them has. */
static cpf_status sum_totals(const cpf__composition *composition, cpf_id unit, cpf__composed *composed, cpf__i128 *sum)
{
    *sum = 0;
    for (int32_t i = 0; i < composition->count; i++) {
        const cpf__composition_member *member = &composition->members[i];
        int64_t total;
        int32_t decimals;

        if (!member->result || !cpf__result_total(member->result, unit, &total, &decimals)) {
            composed->missing++;
            composed->missing_weight += member->weight;
            continue;
        }
        if (decimals > composed->decimals) {
            *sum *= cpf__pow10(decimals - composed->decimals);
            composed->decimals = decimals;
        } else if (cpf__rescale(total, decimals, composed->decimals, -1, &total) != CPF_OK) {
            return CPF_E_RANGE;
        }
        *sum += (cpf__i128)total * member->weight;
        composed->parts++;
        composed->weight += member->weight;
    }
    return CPF_OK;
}

int cpf__compose(const cpf__composition *composition, cpf_id unit, cpf__composed *composed, cpf_status *status)
{
    cpf__i128 sum;

    *composed = (cpf__composed){.scorecard = scorecard_of(composition, unit)};
    *status = CPF_OK;
    if (!composed->scorecard)
        return 0;
    *status = sum_totals(composition, unit, composed, &sum);
    composed->has_total = *status == CPF_OK && composed->weight > 0;
    if (composed->has_total)
        *status = cpf__divide(sum, composed->weight, CPF__HALF_UP, &composed->total);
    return 1;
}
