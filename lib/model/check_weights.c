/* SPDX-License-Identifier: MIT */
/* Weights of groups, units and times: every unit's add up to 100 % on every day, inside their limits, and no two say
 * different things. */
#include <stdlib.h>
#include <string.h>

#include "day.h"
#include "steps.h"
#include "text.h"
#include "weight_memo.h"

typedef struct weight_work {
    cpf__build *build;
    const cpf_model *model;
    const cpf__records *weights, *suspensions;
    uint8_t *told_weight, *told_suspension; /* rows that are told to contradict another */
    int64_t *told_sum;                      /* per unit: the wrong sum that was told last; -1: none */
    cpf_day *days;                          /* on which something begins or ends */
    int64_t day_count;
    const cpf__line_weight *lines; /* of the unit looked at */
    cpf_id card;
    cpf_day day;
    int64_t told, more; /* findings about units: in full, and not */
} weight_work;

static cpf__place place_of_row(const weight_work *work, const cpf__records *records, int64_t row, const char *field)
{
    cpf__place place = cpf__record_place(records, row, field, work->build->path);

    cpf__about(work->build, "scorecard %s/%s", work->model->scorecards[records->values[CPF__SCOPE_SCORECARD][row]].code,
               work->model->indicators[records->values[CPF__SCOPE_INDICATOR][row]].code);
    place.subject = cpf_text_data(work->build->subject);
    return place;
}

/* An attribute and a value that some unit has, or neither. */
static void check_scope(const weight_work *work, const cpf__records *records, int64_t row)
{
    const char *value = cpf__record_text(records, CPF__SCOPE_VALUE, row);
    int has = cpf__record_has(records, CPF__SCOPE_ATTRIBUTE, row);
    const cpf__attribute *attribute = has ? &work->model->attributes[records->values[CPF__SCOPE_ATTRIBUTE][row]] : NULL;
    cpf__place place = place_of_row(work, records, row, has ? "attribute" : "value");

    if (has != (*value != '\0'))
        cpf__tell(work->build, &place, CPF__MODEL(SCOPE_HALF));
    else if (has && !attribute->texts)
        cpf__tell(work->build, &place, CPF__MODEL(ATTRIBUTE_NUMBER), attribute->name);
    else if (has && cpf__find_text(attribute->texts, value) == CPF_NONE)
        cpf__tell(work->build, &place, CPF__MODEL(NO_UNIT_HAS), attribute->name, value);
}

static void check_numbers(const weight_work *work, int64_t row)
{
    const cpf__records *records = work->weights;
    int low = cpf__record_has(records, CPF__WEIGHT_MINIMUM, row),
        high = cpf__record_has(records, CPF__WEIGHT_MAXIMUM, row);
    cpf__place place = place_of_row(work, records, row, NULL);

    if (!low && !high && !cpf__record_has(records, CPF__WEIGHT_PERCENT, row))
        cpf__tell(work->build, &place, CPF__MODEL(WEIGHT_EMPTY));
    if (low && high && records->values[CPF__WEIGHT_MINIMUM][row] > records->values[CPF__WEIGHT_MAXIMUM][row])
        cpf__tell(work->build, &place, CPF__MODEL(WEIGHT_LIMITS));
}

static void check_rows(const weight_work *work, const cpf__records *records)
{
    for (int64_t row = 0; row < records->count; row++) {
        cpf__place place;

        if (!cpf__record_has(records, CPF__SCOPE_SCORECARD, row) ||
            !cpf__record_has(records, CPF__SCOPE_INDICATOR, row))
            continue;
        if (cpf__card_line(work->model, (cpf_id)records->values[CPF__SCOPE_SCORECARD][row],
                           (cpf_id)records->values[CPF__SCOPE_INDICATOR][row]) == CPF_NONE) {
            place = place_of_row(work, records, row, "indicator");
            cpf__tell(work->build, &place, CPF__MODEL(NO_SUCH_LINE));
            continue;
        }
        check_scope(work, records, row);
        if (records == work->weights)
            check_numbers(work, row);
    }
}

static int compare_days(const void *left, const void *right)
{
    cpf_day a = *(const cpf_day *)left, b = *(const cpf_day *)right;

    return (a > b) - (a < b);
}

static void add_days(weight_work *work, const cpf__records *records)
{
    const cpf__calendar *calendar = work->model->calendar;
    static const int32_t fields[] = {CPF__SCOPE_FROM, CPF__SCOPE_TO};

    for (int64_t row = 0; row < records->count; row++)
        for (int32_t i = 0; i < 2; i++) {
            int64_t day = records->values[fields[i]][row];

            if (records->values[CPF__SCOPE_SCORECARD][row] == work->card && day > calendar->from && day < calendar->to)
                work->days[work->day_count++] = (cpf_day)day;
        }
}

/* The first day of the calendar, and each on which a record of the card begins or ends. */
static void list_days(weight_work *work)
{
    int64_t count = 0;

    work->days[0] = work->model->calendar->from;
    work->day_count = 1;
    add_days(work, work->weights);
    add_days(work, work->suspensions);
    qsort(work->days, (size_t)work->day_count, sizeof *work->days, compare_days);
    for (int64_t i = 0; i < work->day_count; i++)
        if (!i || work->days[i] != work->days[count - 1])
            work->days[count++] = work->days[i];
    work->day_count = count;
}

/* Whether a finding about a unit is told in full. */
static int in_full(weight_work *work)
{
    if (work->told == CPF__TOLD_IN_FULL) {
        work->more++;
        return 0;
    }
    work->told++;
    return 1;
}

static void tell_about_unit(weight_work *work, cpf_id unit, int64_t row, const cpf__message *message, int64_t percent,
                            const char *what)
{
    char figure[32], day[16];
    cpf__place place = place_of_row(work, work->weights, row, NULL);

    cpf_decimal_format(percent, CPF__WEIGHT_DECIMALS, figure);
    cpf__day_format(work->day, day);
    cpf__tell(work->build, &place, message, cpf_model_unit_code(work->model, unit), figure, day, what);
}

/* Two records as specific that say different things for a unit: each pair of rows once. */
static void check_rivals(weight_work *work, cpf_id unit)
{
    for (int32_t i = 0; i < work->model->scorecards[work->card].item_count; i++) {
        const cpf__line_weight *line = &work->lines[i];
        int suspended = line->rival_of_suspension;
        const cpf__records *records = suspended ? work->suspensions : work->weights;
        uint8_t *told = suspended ? work->told_suspension : work->told_weight;
        cpf__place place;
        char day[16];

        if (line->rival == CPF_NONE || told[line->rival])
            continue;
        told[line->rival] = 1;
        place = place_of_row(work, records, line->rival, NULL);
        cpf__day_format(work->day, day);
        cpf__tell(work->build, &place, CPF__MODEL(SCOPE_RIVALS), cpf_model_unit_code(work->model, unit), day);
    }
}

static void check_sum(weight_work *work, cpf_id unit)
{
    int64_t sum = 0, row = CPF_NONE;

    for (int32_t i = 0; i < work->model->scorecards[work->card].item_count; i++) {
        sum += work->lines[i].stated;
        row = work->lines[i].row != CPF_NONE ? work->lines[i].row : row;
    }
    if (sum == CPF__WEIGHT_WHOLE || row == CPF_NONE) {
        work->told_sum[unit] = CPF_NONE;
    } else if (work->told_sum[unit] != sum) {
        work->told_sum[unit] = sum;
        if (in_full(work))
            tell_about_unit(work, unit, row, CPF__MODEL(UNIT_WEIGHT_SUM), sum,
                            work->model->scorecards[work->card].code);
    }
}

/* Told once for the record that takes the last of them. */
static void check_left(weight_work *work, cpf_id unit)
{
    int64_t left = 0, row = CPF_NONE;
    cpf__place place;
    char day[16];

    for (int32_t i = 0; i < work->model->scorecards[work->card].item_count; i++) {
        left += work->lines[i].policy == CPF_NONE ? work->lines[i].weight : 0;
        row = work->lines[i].suspension > row ? work->lines[i].suspension : row;
    }
    if (left || row == CPF_NONE || work->told_suspension[row])
        return;
    work->told_suspension[row] = 1;
    place = place_of_row(work, work->suspensions, row, NULL);
    cpf__day_format(work->day, day);
    cpf__tell(work->build, &place, CPF__MODEL(NOTHING_LEFT), cpf_model_unit_code(work->model, unit), day);
}

static void check_limits(weight_work *work, const cpf__card_weights *weights, cpf_id unit)
{
    for (int32_t i = 0; i < work->model->scorecards[work->card].item_count; i++) {
        int64_t low, high, row, stated = work->lines[i].stated;

        cpf__card_limits_of(weights, unit, i, &low, &high, &row);
        if ((low == CPF__RECORD_MISSING || stated >= low) && (high == CPF__RECORD_MISSING || stated <= high))
            continue;
        if (!work->told_weight[row]) {
            work->told_weight[row] = 1;
            tell_about_unit(work, unit, row, CPF__MODEL(WEIGHT_OUTSIDE), stated,
                            work->model->indicators[work->model->scorecards[work->card].items[i].indicator].code);
        }
    }
}

static void check_day(weight_work *work)
{
    cpf__weight_memo memo;

    if (cpf__weight_memo_open(&memo, work->model, work->card, work->day) == CPF_OK) {
        for (cpf_id unit = 0; unit < work->model->tree->count; unit++) {
            if (!cpf__card_has_unit(work->model, work->card, unit))
                continue;
            work->lines = cpf__weight_memo_of(&memo, unit, NULL);
            check_rivals(work, unit);
            check_sum(work, unit);
            check_left(work, unit);
            check_limits(work, &memo.of, unit);
        }
    } else {
        cpf__build_fail(work->build);
    }
    cpf__weight_memo_close(&memo);
}

static void check_card(weight_work *work)
{
    cpf__place place = {.subject = work->model->scorecards[work->card].code};

    memset(work->told_sum, 0xff, (size_t)work->model->tree->count * sizeof *work->told_sum);
    list_days(work);
    for (int64_t i = 0; i < work->day_count && !work->build->failed; i++) {
        work->day = work->days[i];
        check_day(work);
    }
    if (work->more)
        cpf__tell(work->build, &place, CPF__MODEL(MORE_UNITS), (long long)work->more);
    work->told = work->more = 0;
}

static int has_memory(weight_work *work)
{
    const cpf_context *context = work->build->context;

    work->told_weight = cpf__alloc(context, work->weights->count, 1);
    work->told_suspension = cpf__alloc(context, work->suspensions->count, 1);
    work->told_sum = cpf__alloc(context, work->model->tree->count, sizeof *work->told_sum);
    work->days = cpf__alloc(context, 2 * (work->weights->count + work->suspensions->count) + 1, sizeof *work->days);
    return work->told_weight && work->told_suspension && work->told_sum && work->days;
}

void cpf__check_weights(cpf__build *build)
{
    const cpf_model *model = build->model;
    weight_work work = {.build = build, .model = model};

    if (!model->tree || !model->calendar || !model->unit_level)
        return;
    work.weights = cpf__model_records(model, &cpf__record_weight);
    work.suspensions = cpf__model_records(model, &cpf__record_suspension);
    if (!work.weights->count && !work.suspensions->count)
        return;
    if (has_memory(&work)) {
        check_rows(&work, work.weights);
        check_rows(&work, work.suspensions);
        for (work.card = 0; work.card < model->scorecard_count && !build->failed; work.card++)
            if (cpf__card_has_weights(model, work.card))
                check_card(&work);
    } else {
        cpf__build_fail(build);
    }
    cpf__free(build->context, work.told_weight);
    cpf__free(build->context, work.told_suspension);
    cpf__free(build->context, work.told_sum);
    cpf__free(build->context, work.days);
}
