/* SPDX-License-Identifier: MIT */
/* Records about targets that are settled, raised and judged: what must hold between their fields. */
#include "steps.h"

/* Fields, in the order of record_agree.c, record_hedge.c and record_challenge.c. */
enum { SETTLE_INDICATOR, SETTLE_PERIOD, SETTLE_UNIT, SETTLE_WEIGHTS = 5, SETTLE_ATTRIBUTE, SETTLE_FLOOR, SETTLE_STEP };
enum { BY_ATTRIBUTE = 2 };
enum { HEDGE_LEVEL = 2, HEDGE_UNIT };
enum {
    CHALLENGE_INDICATOR,
    CHALLENGE_HARD = 5,
    CHALLENGE_EASY,
    CHALLENGE_FLOOR = 8,
    CHALLENGE_STRETCH,
    CHALLENGE_CAPACITY = 11,
    CHALLENGE_WORTH
};

static void tell_at(cpf__build *build, const cpf__records *records, int64_t row, const char *field,
                    const cpf__message *message, const char *what)
{
    cpf__place place = cpf__record_place(records, row, field, build->list);

    cpf__tell(build, &place, message, what);
}

/* An attribute by which amounts are counted has numbers. */
static void check_numeric(cpf__build *build, const cpf__records *records, int64_t row, int32_t field, const char *name)
{
    const cpf__attribute *attribute = &build->model->attributes[records->values[field][row]];

    if (!attribute->number)
        tell_at(build, records, row, name, CPF__MODEL(ATTRIBUTE_TEXT), attribute->name);
}

static void check_settlement(cpf__build *build, const cpf__records *records, int64_t row)
{
    int named = cpf__record_has(records, SETTLE_ATTRIBUTE, row);

    if (cpf__record_value(records, SETTLE_WEIGHTS, row) == BY_ATTRIBUTE && !named)
        tell_at(build, records, row, "attribute", CPF__MODEL(FIELD_MISSING), "attribute");
    if (named)
        check_numeric(build, records, row, SETTLE_ATTRIBUTE, "attribute");
    if (cpf__record_has(records, SETTLE_FLOOR, row) && cpf__record_value(records, SETTLE_FLOOR, row) < 0)
        tell_at(build, records, row, "floor", CPF__MODEL(SETTLE_AMOUNT), "floor");
    if (cpf__record_has(records, SETTLE_STEP, row) && cpf__record_value(records, SETTLE_STEP, row) < 1)
        tell_at(build, records, row, "step", CPF__MODEL(SETTLE_AMOUNT), "step");
}

static int is_below(const cpf_model *model, int64_t unit, int64_t above)
{
    while (unit != CPF_NONE && unit != above)
        unit = model->tree->parent[unit];
    return unit == above;
}

static int units_meet(const cpf_model *model, const cpf__records *records, int64_t a, int64_t b)
{
    int64_t first = cpf__record_value(records, SETTLE_UNIT, a), second = cpf__record_value(records, SETTLE_UNIT, b);

    return !cpf__record_has(records, SETTLE_UNIT, a) || !cpf__record_has(records, SETTLE_UNIT, b) ||
           is_below(model, first, second) || is_below(model, second, first);
}

static int periods_meet(const cpf_model *model, const cpf__records *records, int64_t a, int64_t b)
{
    const struct cpf_period *periods = model->calendar->periods;
    const struct cpf_period *first = &periods[cpf__record_value(records, SETTLE_PERIOD, a)];
    const struct cpf_period *second = &periods[cpf__record_value(records, SETTLE_PERIOD, b)];

    return first->from < second->to && second->from < first->to;
}

/* No target is settled twice. */
static void check_overlap(cpf__build *build, const cpf__records *records, int64_t row)
{
    for (int64_t other = 0; other < row; other++)
        if (cpf__record_value(records, SETTLE_INDICATOR, row) == cpf__record_value(records, SETTLE_INDICATOR, other) &&
            cpf__record_has(records, SETTLE_PERIOD, other) && units_meet(build->model, records, row, other) &&
            periods_meet(build->model, records, row, other)) {
            tell_at(build, records, row, NULL, CPF__MODEL(SETTLE_OVERLAP), NULL);
            return;
        }
}

static void check_hedge(cpf__build *build, const cpf__records *records, int64_t row)
{
    if (cpf__record_has(records, HEDGE_LEVEL, row) == cpf__record_has(records, HEDGE_UNIT, row))
        tell_at(build, records, row, NULL, CPF__MODEL(HEDGE_WHOSE), NULL);
}

static void check_challenge(cpf__build *build, const cpf__records *records, int64_t row)
{
    int64_t *const *values = records->values;
    int64_t floor = values[CHALLENGE_FLOOR][row], stretch = values[CHALLENGE_STRETCH][row];
    int64_t indicator = values[CHALLENGE_INDICATOR][row];
    int less = indicator != CPF__RECORD_MISSING && build->model->indicators[indicator].direction == CPF__LESS;

    if (values[CHALLENGE_HARD][row] > values[CHALLENGE_EASY][row] && cpf__record_has(records, CHALLENGE_EASY, row))
        tell_at(build, records, row, "too_easy", CPF__MODEL(CHALLENGE_ORDER), "too_hard");
    if (floor != CPF__RECORD_MISSING && stretch != CPF__RECORD_MISSING && (less ? floor < stretch : floor > stretch))
        tell_at(build, records, row, "stretch", CPF__MODEL(CHALLENGE_ORDER), "floor");
    if (cpf__record_has(records, CHALLENGE_CAPACITY, row)) {
        check_numeric(build, records, row, CHALLENGE_CAPACITY, "capacity");
        if (!cpf__record_has(records, CHALLENGE_WORTH, row))
            tell_at(build, records, row, "productivity", CPF__MODEL(FIELD_MISSING), "productivity");
    }
}

void cpf__check_settling(cpf__build *build)
{
    const cpf__records *records = cpf__model_records(build->model, &cpf__record_settlement);

    if (!build->model->tree || !build->model->calendar)
        return;
    for (int64_t row = 0; row < records->count; row++) {
        check_settlement(build, records, row);
        if (cpf__record_has(records, SETTLE_INDICATOR, row) && cpf__record_has(records, SETTLE_PERIOD, row))
            check_overlap(build, records, row);
    }
    records = cpf__model_records(build->model, &cpf__record_hedge);
    for (int64_t row = 0; row < records->count; row++)
        check_hedge(build, records, row);
    records = cpf__model_records(build->model, &cpf__record_challenge);
    for (int64_t row = 0; row < records->count; row++)
        check_challenge(build, records, row);
}
