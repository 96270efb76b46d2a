/* SPDX-License-Identifier: MIT */
#include "context.h"
#include "mem.h"
#include "rule_settings.h"
#include "terms_messages.h"

/* In the order of cpf__rules. */
static void (*const compilers[CPF__RULE_ROWS])(cpf__rule_job *job) = {
    cpf__rule_linear, cpf__rule_capped,  cpf__rule_threshold, cpf__rule_steps,    cpf__rule_polyline,
    cpf__rule_less,   cpf__rule_inverse, cpf__rule_range,     cpf__rule_per_step, cpf__rule_gate,
};

static cpf__curve *empty_curve(const cpf_context *context)
{
    cpf__curve *curve = cpf__alloc(context, 1, sizeof *curve);

    if (!curve)
        return NULL;
    curve->pieces = cpf__alloc(context, CPF__MAX_PIECES, sizeof *curve->pieces);
    if (!curve->pieces) {
        cpf__free(context, curve);
        return NULL;
    }
    curve->context = cpf__context_retain(context);
    return curve;
}

static void check_knot_count(cpf__rule_job *job, int32_t count)
{
    int32_t least = job->rule->needs_knots, most = least ? CPF__MAX_PIECES - 1 : 0;
    cpf__place place = job->place ? *job->place : (cpf__place){0};

    if (count >= least && count <= most)
        return;
    job->status = cpf__find(job->context, job->error, &place, &cpf__terms_messages[CPF__TERMS_RULE_KNOTS],
                            job->rule->entry.name, (int)least, (int)most, (int)count);
}

cpf_status cpf__rule_compile(const cpf_context *context, int32_t rule, const cpf__setting *settings,
                             int32_t setting_count, const cpf__knot *knots, int32_t knot_count, const cpf__place *place,
                             cpf__curve **curve, cpf_error **error)
{
    cpf__rule_job job = {.context = context, .place = place, .error = error};

    if (rule < 0 || rule >= CPF__RULE_ROWS)
        return cpf__bad_argument(context, error, "rule");
    job.rule = &cpf__rules[rule];
    check_knot_count(&job, knot_count);
    cpf__rule_read_settings(&job, settings, setting_count);
    if (knot_count <= CPF__MAX_PIECES - 1)
        cpf__rule_read_knots(&job, knots, knot_count);
    if (job.status != CPF_OK)
        return job.status;
    job.curve = empty_curve(context);
    if (!job.curve)
        return cpf__no_memory(error);
    compilers[rule](&job);
    if (job.status != CPF_OK) {
        cpf__curve_free(job.curve);
        return job.status;
    }
    *curve = job.curve;
    return CPF_OK;
}
