/* SPDX-License-Identifier: MIT */
#include "case_order.h"

#include <stdlib.h>

#include "mem.h"
#include "model_in.h"

const char *const cpf__case_state_names[CPF__CASE_STATES] = {"delivered", "seen",   "accepted", "appealed",
                                                             "reviewed",  "upheld", "changed",  "closed"};

/* What may follow a state; the first row: nothing has happened yet. Several cells are appealed and decided one by one.
 */
static const uint8_t follows[CPF__CASE_STATES + 1][CPF__CASE_STATES] = {
    {[CPF__CASE_DELIVERED] = 1},
    [CPF__CASE_DELIVERED + 1] = {[CPF__CASE_SEEN] = 1, [CPF__CASE_ACCEPTED] = 1, [CPF__CASE_APPEALED] = 1},
    [CPF__CASE_SEEN + 1] = {[CPF__CASE_ACCEPTED] = 1, [CPF__CASE_APPEALED] = 1},
    [CPF__CASE_ACCEPTED + 1] = {[CPF__CASE_CLOSED] = 1},
    [CPF__CASE_APPEALED + 1] = {[CPF__CASE_APPEALED] = 1, [CPF__CASE_REVIEWED] = 1},
    [CPF__CASE_REVIEWED + 1] = {[CPF__CASE_UPHELD] = 1, [CPF__CASE_CHANGED] = 1},
    [CPF__CASE_UPHELD + 1] = {[CPF__CASE_UPHELD] = 1, [CPF__CASE_CHANGED] = 1, [CPF__CASE_CLOSED] = 1},
    [CPF__CASE_CHANGED + 1] = {[CPF__CASE_UPHELD] = 1, [CPF__CASE_CHANGED] = 1, [CPF__CASE_CLOSED] = 1},
};

int cpf__case_follows(int64_t before, int64_t state)
{
    return follows[before + 1][state];
}

/* What decides a row's place. */
typedef struct case_key {
    int64_t unit, period, day, row;
} case_key;

static int compare_keys(const void *left, const void *right)
{
    const int64_t *a = left, *b = right;

    for (size_t i = 0; i < sizeof(case_key) / sizeof *a; i++) {
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    }
    return 0;
}

int64_t *cpf__case_order(const cpf_context *context, const cpf__records *events)
{
    case_key *keys = cpf__alloc(context, events->count, sizeof *keys);
    int64_t *order = cpf__alloc(context, events->count, sizeof *order);

    if (!keys || !order) {
        cpf__free(context, keys);
        cpf__free(context, order);
        return NULL;
    }
    for (int64_t row = 0; row < events->count; row++)
        keys[row] = (case_key){cpf__record_value(events, CPF__EVENT_UNIT, row),
                               cpf__record_value(events, CPF__EVENT_PERIOD, row),
                               cpf__record_value(events, CPF__EVENT_ON, row), row};
    if (events->count)
        qsort(keys, (size_t)events->count, sizeof *keys, compare_keys);
    for (int64_t i = 0; i < events->count; i++)
        order[i] = keys[i].row;
    cpf__free(context, keys);
    return order;
}

int cpf__same_case(const cpf__records *events, int64_t one, int64_t other)
{
    return cpf__record_value(events, CPF__EVENT_UNIT, one) == cpf__record_value(events, CPF__EVENT_UNIT, other) &&
           cpf__record_value(events, CPF__EVENT_PERIOD, one) == cpf__record_value(events, CPF__EVENT_PERIOD, other);
}

cpf__case_limits cpf__case_limits_of(const cpf_model *model)
{
    const cpf__records *rules = cpf__model_records(model, &cpf__record_case_rule);
    int64_t last = rules->count - 1;

    if (last < 0)
        return (cpf__case_limits){7, 14, 0, 0};
    return (cpf__case_limits){
        cpf__record_value(rules, CPF__CASE_APPEAL_DAYS, last), cpf__record_value(rules, CPF__CASE_REVIEW_DAYS, last),
        cpf__record_value(rules, CPF__CASE_SILENCE, last), cpf__record_value(rules, CPF__CASE_DAYS, last)};
}

cpf_day cpf__case_last_day(const cpf_model *model, cpf_day on, int64_t days, int64_t count)
{
    cpf_day last = on;

    if (count != CPF__CASE_WORKING || !model->calendar->working_week)
        return (cpf_day)(on + days);
    while (cpf__calendar_working_days(model->calendar, on + 1, last + 1) < days)
        last++;
    return last;
}
