/* SPDX-License-Identifier: MIT */
/* Who stands where: by total, then by the keys of ties, then in the order of units. */
#include <stdlib.h>

#include "mem.h"
#include "quota.h"

/* What members are ordered by at a time; least first, those alike as they stood. */
typedef struct order_key {
    int64_t value;
    int32_t place, subject;
} order_key;

static int compare_keys(const void *left, const void *right)
{
    const order_key *a = left, *b = right;

    if (a->value != b->value)
        return a->value < b->value ? -1 : 1;
    return (a->place > b->place) - (a->place < b->place);
}

/* A value of which less is better: the total turned round, the unit, a value of an indicator; without one last. */
typedef int64_t key_of(const cpf__forced *quota, int32_t subject, cpf_id indicator);

static int64_t total_key(const cpf__forced *quota, int32_t subject, cpf_id indicator)
{
    (void)indicator;
    return ~quota->appraisal->totals[subject];
}

static int64_t unit_key(const cpf__forced *quota, int32_t subject, cpf_id indicator)
{
    (void)indicator;
    return quota->appraisal->units[subject];
}

static int64_t value_key(const cpf__forced *quota, int32_t subject, cpf_id indicator)
{
    const cpf_appraisal *appraisal = quota->appraisal;
    int64_t value;

    if (cpf_facts_value(appraisal->actuals, appraisal->units[subject], indicator, appraisal->period, &value) != CPF_OK)
        return INT64_MAX;
    return appraisal->model->indicators[indicator].direction == CPF__LESS ? value : ~value;
}

static void order_by(const cpf__forced *quota, const cpf__quota_pool *pool, key_of *key, cpf_id indicator,
                     order_key *keys)
{
    int64_t n = pool->end - pool->begin;
    int32_t *members = quota->members + pool->begin;

    for (int64_t i = 0; i < n; i++)
        keys[i] = (order_key){key(quota, members[i], indicator), (int32_t)i, members[i]};
    qsort(keys, (size_t)n, sizeof *keys, compare_keys);
    for (int64_t i = 0; i < n; i++)
        members[i] = keys[i].subject;
}

static const cpf__records *tie_keys(const cpf__forced *quota)
{
    return cpf__model_records(quota->appraisal->model, &cpf__record_tie_key);
}

/* The last key first. */
static void order_pool(const cpf__forced *quota, const cpf__quota_pool *pool, order_key *keys)
{
    const cpf__records *ties = tie_keys(quota);

    order_by(quota, pool, unit_key, CPF_NONE, keys);
    for (int64_t row = ties->count - 1; row >= 0; row--)
        if (cpf__record_value(ties, CPF__TIE_KEY_STANDING, row) == quota->id)
            order_by(quota, pool, value_key, (cpf_id)cpf__record_value(ties, CPF__TIE_KEY_INDICATOR, row), keys);
    order_by(quota, pool, total_key, CPF_NONE, keys);
}

cpf_status cpf__quota_order(cpf__forced *quota)
{
    const cpf_context *context = quota->appraisal->context;
    order_key *keys = cpf__alloc(context, quota->appraisal->count, sizeof *keys);

    for (int32_t pool = 0; keys && pool < quota->pool_count; pool++)
        order_pool(quota, &quota->pools[pool], keys);
    cpf__free(context, keys);
    return keys ? CPF_OK : CPF_E_MEMORY;
}

int cpf__quota_tied(const cpf__forced *quota, int32_t one, int32_t other)
{
    const cpf__records *ties = tie_keys(quota);
    int same = quota->appraisal->totals[one] == quota->appraisal->totals[other];

    for (int64_t row = 0; same && row < ties->count; row++) {
        cpf_id indicator = (cpf_id)cpf__record_value(ties, CPF__TIE_KEY_INDICATOR, row);

        same = cpf__record_value(ties, CPF__TIE_KEY_STANDING, row) != quota->id ||
               value_key(quota, one, indicator) == value_key(quota, other, indicator);
    }
    return same;
}
