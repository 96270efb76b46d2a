/* SPDX-License-Identifier: MIT */
#include "cause_effects.h"

#include <math.h>

#include "course.h"
#include "mem.h"

cpf_status cpf__causes_take(cpf__causes *causes, const cpf__stage_view *view, cpf_id indicator, cpf_error **error)
{
    const cpf__records *records = cpf__model_records(view->model, &cpf__record_cause);

    *causes = (cpf__causes){.view = view, .indicator = indicator};
    causes->factors = cpf__alloc(view->context, records->count, sizeof *causes->factors);
    if (!causes->factors)
        return cpf__no_memory(error);
    for (int64_t last = 0, next = 0; next != INT64_MAX; last = next) {
        cpf_id factor = CPF_NONE;

        next = INT64_MAX;
        for (int64_t row = 0; row < records->count; row++) {
            int64_t position = cpf__record_value(records, CPF__CAUSE_POSITION, row);

            if (cpf__record_value(records, CPF__CAUSE_INDICATOR, row) != indicator || position <= last ||
                position >= next)
                continue;
            next = position;
            factor = (cpf_id)cpf__record_value(records, CPF__CAUSE_FACTOR, row);
        }
        if (factor != CPF_NONE)
            causes->factors[causes->count++].indicator = factor;
    }
    return CPF_OK;
}

void cpf__causes_end(cpf__causes *causes)
{
    if (causes->view)
        cpf__free(causes->view->context, causes->factors);
}

static int take_values(cpf__causes *causes, cpf_id unit, cpf_id period, cpf_id year_ago)
{
    const cpf_facts *facts = causes->view->facts;

    for (int64_t i = 0; i < causes->count; i++) {
        cpf__factor *it = &causes->factors[i];

        if (cpf__track_value(facts, unit, it->indicator, year_ago, &it->before) != CPF_OK ||
            cpf__track_value(facts, unit, it->indicator, period, &it->now) != CPF_OK)
            return 0;
    }
    return cpf__track_value(facts, unit, causes->indicator, year_ago, &causes->before) == CPF_OK &&
           cpf__track_value(facts, unit, causes->indicator, period, &causes->now) == CPF_OK;
}

static double unscaled(const cpf__causes *causes, const cpf__factor *it, int64_t value)
{
    return (double)value / (double)cpf__pow10(causes->view->model->indicators[it->indicator].decimals);
}

/* now of the factors before it * (now - before) * before of those after it. */
static double effect_of(const cpf__causes *causes, int64_t at)
{
    double effect = (double)cpf__pow10(causes->view->model->indicators[causes->indicator].decimals);

    for (int64_t i = 0; i < causes->count; i++) {
        const cpf__factor *it = &causes->factors[i];
        double before = unscaled(causes, it, it->before), now = unscaled(causes, it, it->now);

        effect *= i < at ? now : i > at ? before : now - before;
    }
    return effect;
}

cpf_status cpf__causes_of(cpf__causes *causes, cpf_id unit, cpf_id period)
{
    cpf_id year_ago = causes->view->model->calendar->periods[period].year_before;
    cpf_status status;

    if (year_ago == CPF_NONE || !take_values(causes, unit, period, year_ago))
        return CPF_E_MISSING;
    status = cpf__sub(causes->now, causes->before, &causes->change);
    causes->rest = causes->change;
    for (int64_t i = 0; i < causes->count && status == CPF_OK; i++) {
        double effect = effect_of(causes, i);

        if (!(fabs(effect) < 9.2e18))
            return CPF_E_RANGE;
        causes->factors[i].effect = llround(effect);
        status = cpf__sub(causes->rest, causes->factors[i].effect, &causes->rest);
    }
    return status;
}
