/* SPDX-License-Identifier: MIT */
#include "gates.h"

#include <string.h>

#include "appraise_steps.h"
#include "decimal.h"
#include "vec.h"

enum { AMOUNT_DECIMALS = 4 };

static const cpf__records *gate_records(const cpf_model *model)
{
    return cpf__model_records(model, &cpf__record_gate);
}

int cpf__gates_multiply(const cpf_model *model, cpf_id card)
{
    const cpf__records *rules = cpf__model_records(model, &cpf__record_gate_rule);

    for (int64_t row = 0; row < rules->count; row++) {
        if (cpf__record_value(rules, CPF__GATE_RULE_SCORECARD, row) == card)
            return cpf__record_value(rules, CPF__GATE_RULE_SEVERAL, row) == CPF__GATES_PRODUCT;
    }
    return 0;
}

/* The largest total of a grade: a step less than the next better one begins with. */
static int64_t most_of_grade(const cpf_model *model, int64_t gate)
{
    const cpf__records *gates = gate_records(model);
    const struct cpf_standing *standing = &model->standings[cpf__record_value(gates, CPF__GATE_STANDING, gate)];
    const char *grade = cpf__record_text(gates, CPF__GATE_GRADE, gate);

    for (int32_t i = 1; i < standing->band_count; i++) {
        if (strcmp(standing->bands[i].grade, grade) == 0)
            return standing->bands[i - 1].from - 1;
    }
    return INT64_MAX;
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

cpf_status cpf__gate_total(const cpf_model *model, int64_t gate, int64_t before, int64_t *after)
{
    const cpf__records *gates = gate_records(model);
    const struct cpf_scorecard *card = &model->scorecards[cpf__record_value(gates, CPF__GATE_SCORECARD, gate)];
    int64_t amount = cpf__record_value(gates, CPF__GATE_AMOUNT, gate);
    cpf_status status = CPF_OK;

    switch (cpf__record_value(gates, CPF__GATE_EFFECT, gate)) {
    case CPF__GATE_ZERO:
        *after = least(before, 0);
        break;
    case CPF__GATE_CAP:
        status = cpf__rescale(amount, AMOUNT_DECIMALS, card->total_decimals, CPF__FLOOR, &amount);
        *after = least(before, amount);
        break;
    case CPF__GATE_FACTOR:
        status = cpf__muldiv(before, amount, cpf__pow10(AMOUNT_DECIMALS), CPF__HALF_UP, after);
        break;
    default:
        *after = least(before, most_of_grade(model, gate));
    }
    return status;
}

/* The most severe event that was decided in the period; 0: there is none. */
static int worst_conduct(const cpf_appraisal *appraisal, cpf_id unit, int64_t *severity)
{
    const cpf__records *events = cpf__model_records(appraisal->model, &cpf__record_conduct);
    const struct cpf_period *period = &appraisal->model->calendar->periods[appraisal->period];
    int any = 0;

    for (int64_t row = 0; row < events->count; row++) {
        int64_t day = cpf__record_value(events, CPF__CONDUCT_ON, row);
        int64_t degree = cpf__record_value(events, CPF__CONDUCT_SEVERITY, row);

        if (cpf__record_value(events, CPF__CONDUCT_UNIT, row) != unit || day < period->from || day >= period->to ||
            cpf__record_value(events, CPF__CONDUCT_STATE, row) != CPF__CONDUCT_DECIDED)
            continue;
        *severity = any && *severity > degree ? *severity : degree;
        any = 1;
    }
    return any;
}

static int compares(int64_t condition, int64_t value, int64_t limit)
{
    switch (condition) {
    case CPF__GATE_BELOW:
        return value < limit;
    case CPF__GATE_AT_MOST:
        return value <= limit;
    case CPF__GATE_ABOVE:
        return value > limit;
    default:
        return value >= limit;
    }
}

/* Whether the gate shuts for the unit. An indicator without a value shuts nothing. */
static int shuts(const cpf_appraisal *appraisal, int64_t gate, cpf_id unit, int64_t *value)
{
    const cpf__records *gates = gate_records(appraisal->model);

    if (!cpf__record_has(gates, CPF__GATE_INDICATOR, gate))
        return worst_conduct(appraisal, unit, value) && *value >= cpf__record_value(gates, CPF__GATE_SEVERITY, gate);
    return cpf_facts_value(appraisal->actuals, unit, (cpf_id)cpf__record_value(gates, CPF__GATE_INDICATOR, gate),
                           appraisal->period, value) == CPF_OK &&
           compares(cpf__record_value(gates, CPF__GATE_CONDITION, gate), *value,
                    cpf__record_value(gates, CPF__GATE_LIMIT, gate));
}

static cpf_status keep_shut(cpf_appraisal *appraisal, const struct cpf__gate_shut *shut, cpf_error **error)
{
    if (!cpf__vec_room(appraisal->context, &appraisal->shut))
        return cpf__no_memory(error);
    appraisal->shut.items[appraisal->shut.count++] = *shut;
    return CPF_OK;
}

/* All gates of a subject's scorecard, and the total that they leave. */
static cpf_status pass_subject(cpf_appraisal *appraisal, cpf_id card, int64_t subject, cpf_error **error)
{
    const cpf__records *gates = gate_records(appraisal->model);
    int multiply = cpf__gates_multiply(appraisal->model, card);
    int64_t before = appraisal->totals[subject], left = before;
    cpf_status status = CPF_OK;

    for (int64_t gate = 0; gate < gates->count && status == CPF_OK; gate++) {
        struct cpf__gate_shut shut = {subject, gate, 0, before, before};

        if (cpf__record_value(gates, CPF__GATE_SCORECARD, gate) != card ||
            !shuts(appraisal, gate, appraisal->units[subject], &shut.value))
            continue;
        status = cpf__gate_total(appraisal->model, gate, before, &shut.alone);
        if (status == CPF_OK)
            status = multiply ? cpf__gate_total(appraisal->model, gate, left, &left) : CPF_OK;
        if (status != CPF_OK)
            return cpf__appraise_find(appraisal, CPF__APPRAISE_TOTAL_RANGE, subject, card, CPF_NONE, error);
        left = multiply ? left : least(left, shut.alone);
        status = keep_shut(appraisal, &shut, error);
    }
    appraisal->totals[subject] = left;
    return status;
}

cpf_status cpf__appraise_gates(cpf_appraisal *appraisal, cpf_error **error)
{
    cpf_status status = CPF_OK;

    appraisal->shut.count = 0;
    if (!gate_records(appraisal->model)->count)
        return CPF_OK;
    for (cpf_id card = 0; card < appraisal->model->scorecard_count && status == CPF_OK; card++) {
        const cpf__card_result *result = &appraisal->cards[card];

        for (int64_t i = 0; i < result->count && status == CPF_OK; i++) {
            if (cpf__bit(appraisal->total_valid, result->first + i))
                status = pass_subject(appraisal, card, result->first + i, error);
        }
    }
    return status;
}

void cpf__gates_of(const cpf_appraisal *appraisal, int64_t subject, int64_t *begin, int64_t *end)
{
    int64_t low = 0, high = appraisal->shut.count;

    while (low < high) {
        int64_t middle = low + (high - low) / 2;

        if (appraisal->shut.items[middle].subject < subject)
            low = middle + 1;
        else
            high = middle;
    }
    *begin = low;
    while (low < appraisal->shut.count && appraisal->shut.items[low].subject == subject)
        low++;
    *end = low;
}
