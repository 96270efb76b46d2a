/* SPDX-License-Identifier: MIT */
/* Which channels a term looks at, and what they have. */
#include "lowest.h"
#include "measuring.h"
#include "mem.h"
#include "parallel.h"
#include "plain_condition.h"

enum { GRAIN_CHANNELS = 1024 };

typedef struct channel_job {
    const cpf__term_place *place;
    const cpf__view *operand; /* NULL: the term has none */
    cpf__inputs inputs;
    int32_t presence; /* CPF_NONE: channels need not be there */
    int32_t is_plain;
    cpf__plain_condition plain; /* the term's condition then */
    uint8_t *chosen;
    int64_t *values;
    cpf__lowest failed;
} channel_job;

/* Sums and counts say 0 of a channel that is gone, and attributes say what it once was: there it must exist at the end
 * of the period. Other measures have a value only where rows were. */
static int32_t wanted_presence(const cpf__term_place *place)
{
    const cpf__term *term = place->term;
    int32_t kind;

    if (term->agg == CPF__AGG_COUNT)
        return term->presence;
    if (term->operand.measure == CPF_NONE)
        return CPF__CLOSING;
    if (term->agg == CPF__AGG_SUM || term->agg == CPF__AGG_DISTINCT)
        return CPF_NONE;
    kind = place->m->model->measures[term->operand.measure].kind;
    return kind == CPF__MEASURE_SUM || kind == CPF__MEASURE_COUNT || kind == CPF__MEASURE_DISTINCT ? CPF__CLOSING
                                                                                                   : CPF_NONE;
}

static cpf_status choose_channel(const channel_job *job, cpf_id unit, int *chosen)
{
    const cpf__term_place *place = job->place;

    *chosen = 0;
    if (job->operand && (job->operand->absent || !cpf__bit(job->operand->valid, unit)))
        return CPF_OK;
    if (job->presence != CPF_NONE && !cpf__unit_present(place->m->model, unit, job->presence, job->inputs.period))
        return CPF_OK;
    *chosen = 1;
    if (job->is_plain) {
        *chosen = cpf__plain_condition_holds(&job->plain, unit);
        return CPF_OK;
    }
    return place->term->where.count ? cpf__condition_holds(&place->term->where, &job->inputs, unit, chosen) : CPF_OK;
}

static cpf_status channel_part(void *user, int64_t begin, int64_t end)
{
    channel_job *job = user;

    for (int64_t i = begin; i < end; i++) {
        cpf_id unit = job->place->m->channels->units[i];
        int chosen;
        cpf_status status = choose_channel(job, unit, &chosen);

        if (status != CPF_OK) {
            cpf__lowest_tell(&job->failed, i);
            return status;
        }
        job->chosen[i] = (uint8_t)chosen;
        if (job->values)
            job->values[i] = chosen && job->operand ? job->operand->values[unit] : 0;
    }
    return CPF_OK;
}

static cpf_status run_channels(channel_job *job)
{
    cpf__measuring *m = job->place->m;
    cpf_status status;

    cpf__lowest_start(&job->failed);
    status = cpf__parallel(m->context, m->channels->count, GRAIN_CHANNELS, channel_part, job);
    if (status != CPF_E_RANGE)
        return status;
    return cpf__measuring_range(m, CPF__FACTS_VALUE_RANGE, m->model->indicators[job->place->indicator].code,
                                m->channels->units[job->failed], job->place->period);
}

cpf_status cpf__term_channels(const cpf__term_place *place, uint8_t *chosen, int64_t *values)
{
    cpf__measuring *m = place->m;
    const cpf__term *term = place->term;
    int has_operand = term->operand.measure != CPF_NONE || term->operand.attribute != CPF_NONE;
    channel_job job = {.place = place, .chosen = chosen, .values = values};
    cpf__view operand, *views;
    cpf_status status = CPF_OK;

    if (has_operand) {
        operand = cpf__operand_view(m->facts, &term->operand, place->period);
        job.operand = &operand;
    }
    views = cpf__alloc(m->context, place->program->operand_count, sizeof *views);
    if (!views)
        return cpf__no_memory(m->error);
    for (int32_t i = 0; i < place->program->operand_count; i++)
        views[i] = cpf__operand_view(m->facts, &place->program->operands[i], place->period);
    job.inputs = (cpf__inputs){m->model, &m->model->calendar->periods[place->period], NULL, views, NULL};
    job.presence = wanted_presence(place);
    job.is_plain = term->where.count && cpf__plain_condition_make(&term->where, &job.inputs, &job.plain);
    status = run_channels(&job);
    cpf__free(m->context, views);
    return status;
}
