/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "appraise_steps.h"
#include "context.h"
#include "mem.h"
#include "options.h"

cpf_status cpf_appraise_options_init(cpf_appraise_options *options, uint32_t struct_size)
{
    cpf_status status = cpf__options_begin(options, struct_size, sizeof *options);

    if (status == CPF_OK)
        options->period = CPF_NONE;
    return status;
}

static cpf_status make_appraisal(const cpf_model *model, cpf_appraisal **appraisal, cpf_error **error)
{
    cpf_appraisal *made = cpf__alloc(model->context, 1, sizeof *made);
    cpf_status status;

    if (!made)
        return cpf__no_memory(error);
    made->context = cpf__context_retain(model->context);
    made->model = cpf__model_retain(model);
    status = cpf__appraise_subjects(made, error);
    if (status == CPF_OK)
        *appraisal = made;
    else
        cpf_appraisal_free(made);
    return status;
}

/* Whether a subject has no total: in most companies all have, and then nobody looks at bits. */
static int has_gaps(const cpf_appraisal *appraisal)
{
    int64_t whole = appraisal->count / 8;
    unsigned all = 0xff;

    for (int64_t i = 0; i < whole; i++)
        all &= appraisal->total_valid[i];
    for (int64_t i = whole * 8; i < appraisal->count; i++)
        all &= cpf__bit(appraisal->total_valid, i) ? 0xffu : 0;
    return all != 0xff;
}

static cpf_status run_standing(cpf_appraisal *appraisal, int32_t standing, cpf_error **error)
{
    cpf_status status = cpf__appraise_groups(appraisal, standing, error);

    if (status == CPF_OK)
        status = cpf__appraise_places(appraisal, standing, error);
    if (status == CPF_OK)
        status = cpf__appraise_standing(appraisal, standing, error);
    if (status == CPF_OK)
        cpf__appraise_bands(appraisal, standing);
    if (status == CPF_OK)
        status = cpf__appraise_quotas(appraisal, standing, error);
    return status;
}

static cpf_status run_steps(cpf_appraisal *appraisal, const cpf_facts *targets, const cpf_facts *actuals,
                            cpf_error **error)
{
    const cpf_model *model = appraisal->model;
    cpf_status status = CPF_OK;
    int32_t together = 1;

    for (cpf_id card = 0; card < model->scorecard_count && status == CPF_OK; card++) {
        cpf__appraise_gather(appraisal, card, targets, actuals);
        status = cpf__appraise_formulas(appraisal, card, targets, error);
        if (status == CPF_OK)
            status = cpf__appraise_bases(appraisal, card, error);
    }
    memset(appraisal->total_valid, 0xff, (size_t)cpf__bits_bytes(appraisal->count));
    for (cpf_id card = 0; card < model->scorecard_count && status == CPF_OK; card += together)
        status = cpf__appraise_score(appraisal, card, &together, error);
    for (cpf_id card = 0; card < model->scorecard_count && status == CPF_OK; card++)
        status = cpf__appraise_weigh(appraisal, card, error);
    if (status == CPF_OK)
        status = cpf__appraise_levels(appraisal, error);
    if (status == CPF_OK)
        status = cpf__appraise_gates(appraisal, error);
    appraisal->total_gaps = has_gaps(appraisal);
    for (int32_t standing = 0; standing < model->standing_count && status == CPF_OK; standing++)
        status = run_standing(appraisal, standing, error);
    return status;
}

/* New ones before old ones are let go of: they may be the same. */
static void keep_facts(cpf_appraisal *appraisal, const cpf_facts *targets, const cpf_facts *actuals)
{
    cpf_facts *old_targets = appraisal->targets, *old_actuals = appraisal->actuals;

    appraisal->targets = cpf__facts_retain(targets);
    appraisal->actuals = cpf__facts_retain(actuals);
    cpf_facts_free(old_targets);
    cpf_facts_free(old_actuals);
}

static const char *wrong_argument(const cpf_model *model, const cpf_facts *targets, const cpf_facts *actuals,
                                  const cpf_appraise_options *options, cpf_appraisal *const *appraisal)
{
    if (!targets || targets->model != model)
        return "targets";
    if (!actuals || actuals->model != model)
        return "actuals";
    if (!options || options->period < 0 || options->period >= model->calendar->count)
        return "options";
    return !appraisal || (options->reuse && (!*appraisal || (*appraisal)->model != model)) ? "appraisal" : NULL;
}

cpf_status cpf_appraise(const cpf_model *model, const cpf_facts *targets, const cpf_facts *actuals,
                        const cpf_appraise_options *options, cpf_appraisal **appraisal, cpf_error **error)
{
    cpf_appraisal *made = NULL;
    const char *wrong;
    cpf_status status = cpf__options_check(model ? model->context : NULL, options, sizeof *options, error);

    if (status != CPF_OK)
        return status;
    if (!model)
        return cpf__bad_argument(NULL, error, "model");
    wrong = wrong_argument(model, targets, actuals, options, appraisal);
    if (wrong)
        return cpf__bad_argument(model->context, error, wrong);
    if (!options->reuse)
        status = make_appraisal(model, &made, error);
    else if (!(made = *appraisal)->cards) /* empty since a failure */
        status = cpf__appraise_subjects(made, error);
    if (status == CPF_OK) {
        made->period = options->period;
        keep_facts(made, targets, actuals);
        status = run_steps(made, targets, actuals, error);
    }
    if (status == CPF_OK)
        *appraisal = made;
    else if (options->reuse)
        cpf__appraisal_clear(made);
    else
        cpf_appraisal_free(made);
    return status;
}
