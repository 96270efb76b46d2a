/* SPDX-License-Identifier: MIT */
/* Aggregates that need all channels under a unit at once: mean, median, concentration. */
#include "measuring.h"
#include "mem.h"

typedef struct spread {
    const cpf__term_place *place;
    int32_t decimals;
    int32_t reserved;
    uint8_t *chosen; /* per channel */
    int64_t *values; /* of the chosen channels, in order */
    int32_t *begin;  /* count + 1: how many were chosen before each channel */
} spread;

static void sift_down(int64_t *heap, int64_t at, int64_t n)
{
    int64_t value = heap[at], child;

    while ((child = 2 * at + 1) < n) {
        child += child + 1 < n && heap[child + 1] > heap[child];
        if (heap[child] <= value)
            break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = value;
}

/* By a heap: in place, and never slow, also where the parts under the children are sorted already. */
static void sort_values(int64_t *values, int64_t n)
{
    for (int64_t i = n / 2 - 1; i >= 0; i--)
        sift_down(values, i, n);
    for (int64_t last = n - 1; last > 0; last--) {
        int64_t largest = values[0];

        values[0] = values[last];
        values[last] = largest;
        sift_down(values, 0, last);
    }
}

static void close_ranks(spread *job)
{
    int32_t count = job->place->m->channels->count, chosen = 0;

    for (int32_t i = 0; i < count; i++) {
        job->begin[i] = chosen;
        if (job->chosen[i])
            job->values[chosen++] = job->values[i];
    }
    job->begin[count] = chosen;
}

/* Children come before their parents, so that what is sorted in place stays inside the parent's part. */
static cpf_status spread_units(const spread *job, cpf__ratio *ratios, uint8_t *valid, cpf_id *failed)
{
    const cpf__channels *channels = job->place->m->channels;
    const cpf__agg *agg = &cpf__aggs[job->place->term->agg];

    for (cpf_id unit = job->place->m->model->tree->count - 1; unit >= 0; unit--) {
        int32_t begin = job->begin[channels->begin[unit]], n = job->begin[channels->end[unit]] - begin;
        cpf_status status;

        if (agg->sorted)
            sort_values(job->values + begin, n);
        status = agg->of(job->values + begin, n, job->decimals, job->place->term->argument, &ratios[unit]);
        *failed = unit;
        if (status != CPF_OK && status != CPF_E_MISSING)
            return status;
        cpf__bit_set(valid, unit, status == CPF_OK);
    }
    return CPF_OK;
}

static cpf_status compute_spread(spread *job, cpf__term_value *value)
{
    cpf__measuring *m = job->place->m;
    int64_t units = m->model->tree->count;
    cpf_id failed = 0;
    cpf_status status = cpf__term_channels(job->place, job->chosen, job->values);

    if (status != CPF_OK)
        return status;
    value->own_ratios = cpf__alloc(m->context, units, sizeof *value->own_ratios);
    value->own.valid = cpf__alloc(m->context, cpf__bits_bytes(units), 1);
    value->own.owned = 1;
    if (!value->own_ratios || !value->own.valid)
        return cpf__no_memory(m->error);
    close_ranks(job);
    value->view = (cpf__view){NULL, value->own_ratios, value->own.valid, 0, 0};
    status = spread_units(job, value->own_ratios, value->own.valid, &failed);
    if (status == CPF_OK)
        return CPF_OK;
    return cpf__measuring_range(m, CPF__FACTS_VALUE_RANGE, m->model->indicators[job->place->indicator].code, failed,
                                job->place->period);
}

cpf_status cpf__term_spread(const cpf__term_place *place, cpf__term_value *value)
{
    const cpf_context *context = place->m->context;
    int64_t n = place->m->channels->count;
    spread job = {.place = place};
    cpf_status status;

    job.decimals = cpf__operand_view(place->m->facts, &place->term->operand, place->period).decimals;
    job.chosen = cpf__alloc(context, n, 1);
    job.values = cpf__alloc(context, n, sizeof *job.values);
    job.begin = cpf__alloc(context, n + 1, sizeof *job.begin);
    if (job.chosen && job.values && job.begin)
        status = compute_spread(&job, value);
    else
        status = cpf__no_memory(place->m->error);
    cpf__free(context, job.chosen);
    cpf__free(context, job.values);
    cpf__free(context, job.begin);
    return status;
}
