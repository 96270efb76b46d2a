/* SPDX-License-Identifier: MIT */
#include <channelperf/explain.h>

#include "goal_versions.h"
#include "tell_messages.h"
#include "telling.h"

static cpf_status find_fault(const cpf_model *model, cpf__tell_message row, cpf_id unit, cpf_id indicator, cpf_error **error)
{
    const char *code = indicator == CPF_NONE ? "" : model->indicators[indicator].code;

    return cpf__find(model->context, error, NULL, &cpf__tell_messages[row], cpf_model_unit_code(model, unit), code);
}

static const char *wrong_cell(const cpf_model *model, cpf_id unit, cpf_id indicator, cpf_id period)
{
    if (unit < 0 || unit >= model->tree->count)
        return "unit";
    if (indicator < 0 || indicator >= model->indicator_count)
        return "indicator";
    return period < 0 || period >= model->calendar->count ? "period" : NULL;
}

/* The line of the subject's scorecard; its item is NULL when there is none. */
static cpf__line_at find_line(const cpf_appraisal *appraisal, int64_t subject, cpf_id indicator)
{
    cpf__line_at at = {.appraisal = appraisal, .unit = appraisal->units[subject]};
    cpf_id card = 0;

    while (subject >= appraisal->cards[card].first + appraisal->cards[card].count)
        card++;
    at.card = &appraisal->model->scorecards[card];
    at.i = subject - appraisal->cards[card].first;
    for (int32_t item = 0; item < at.card->item_count; item++) {
        if (at.card->items[item].indicator == indicator) {
            at.item = &at.card->items[item];
            at.line = &appraisal->cards[card].lines[item];
        }
    }
    return at;
}

static cpf_status explain_subject(const cpf_appraisal *appraisal, const cpf_facts *targets, const cpf_facts *actuals, int64_t subject,
                                  const cpf__line_at *line, cpf_explanation **explanation, cpf_error **error)
{
    cpf__telling telling = {NULL, appraisal->model, targets, actuals};
    struct cpf_model then; /* the goals that the targets are from */
    cpf_status status;

    if (cpf__model_as_of(appraisal->model, targets->goals_as_of, &then, &telling.model) != CPF_OK)
        return cpf__no_memory(error);
    status = cpf__explanation_open(appraisal->context, &telling.to, error);
    if (status != CPF_OK) {
        cpf__model_as_of_end(appraisal->model, telling.model);
        return status;
    }
    if (line) {
        cpf__tell_points(&telling, line);
    } else {
        cpf__tell_total(&telling, appraisal, subject);
        cpf__tell_standings(&telling, appraisal, subject);
    }
    cpf__model_as_of_end(appraisal->model, telling.model);
    return cpf__explanation_done(telling.to, CPF_OK, explanation, error);
}

cpf_status cpf_explain(const cpf_appraisal *appraisal, const cpf_facts *targets, const cpf_facts *actuals, cpf_id unit,
                       cpf_id indicator, cpf_explanation **explanation, cpf_error **error)
{
    const cpf_model *model = appraisal ? appraisal->model : NULL;
    const char *wrong = !model                                   ? "appraisal"
                        : !targets || targets->model != model    ? "targets"
                        : !actuals || actuals->model != model    ? "actuals"
                        : !explanation                           ? "explanation"
                        : indicator == CPF_NONE                  ? wrong_cell(model, unit, 0, 0)
                                                                 : wrong_cell(model, unit, indicator, 0);
    cpf__line_at line;
    int64_t subject;

    if (wrong)
        return cpf__bad_argument(model ? model->context : NULL, error, wrong);
    subject = cpf_appraisal_find(appraisal, unit);
    if (subject < 0)
        return find_fault(model, CPF__TELL_NO_SUBJECT, unit, CPF_NONE, error);
    line = find_line(appraisal, subject, indicator);
    if (indicator != CPF_NONE && !line.item)
        return find_fault(model, CPF__TELL_NO_LINE, unit, indicator, error);
    return explain_subject(appraisal, targets, actuals, subject, indicator == CPF_NONE ? NULL : &line, explanation, error);
}

cpf_status cpf_explain_value(const cpf_facts *actuals, cpf_id unit, cpf_id indicator, cpf_id period,
                             cpf_explanation **explanation, cpf_error **error)
{
    const cpf_model *model = actuals ? actuals->model : NULL;
    const char *wrong = !model ? "actuals" : !explanation ? "explanation" : wrong_cell(model, unit, indicator, period);
    cpf__telling telling = {NULL, model, NULL, actuals};
    cpf_status status;

    if (wrong)
        return cpf__bad_argument(model ? model->context : NULL, error, wrong);
    status = cpf__explanation_open(model->context, &telling.to, error);
    if (status != CPF_OK)
        return status;
    cpf__tell_actual(&telling, CPF__STEP_VALUE, (cpf__cell_at){unit, indicator, period});
    return cpf__explanation_done(telling.to, CPF_OK, explanation, error);
}

cpf_status cpf_explain_target(const cpf_facts *targets, const cpf_facts *base, cpf_id unit, cpf_id indicator, cpf_id period,
                              cpf_explanation **explanation, cpf_error **error)
{
    const cpf_model *model = targets ? targets->model : NULL;
    const char *wrong = !model                            ? "targets"
                        : base && base->model != model    ? "base"
                        : !explanation                    ? "explanation"
                                                          : wrong_cell(model, unit, indicator, period);
    cpf__telling telling = {NULL, model, targets, base};
    struct cpf_model then; /* the goals that the targets are from */
    cpf_status status;

    if (wrong)
        return cpf__bad_argument(model ? model->context : NULL, error, wrong);
    if (cpf__model_as_of(model, targets->goals_as_of, &then, &telling.model) != CPF_OK)
        return cpf__no_memory(error);
    status = cpf__explanation_open(model->context, &telling.to, error);
    if (status == CPF_OK)
        cpf__tell_target(&telling, (cpf__cell_at){unit, indicator, period});
    cpf__model_as_of_end(model, telling.model);
    return status == CPF_OK ? cpf__explanation_done(telling.to, CPF_OK, explanation, error) : status;
}
