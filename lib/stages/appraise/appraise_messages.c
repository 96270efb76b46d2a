/* SPDX-License-Identifier: MIT */
#include "appraise_messages.h"

#include "appraise_steps.h"
#include "text.h"

const cpf__message cpf__appraise_messages[CPF__APPRAISE_MESSAGE_COUNT] = {
#define CPF__APPRAISE_MESSAGE(id, code, status, severity, en, zh, hint_en, hint_zh)                                    \
    {code, status, severity, {en, zh}, {hint_en, hint_zh}},
#include "messages.def"
#undef CPF__APPRAISE_MESSAGE
};

cpf_status cpf__appraise_find(const cpf_appraisal *appraisal, cpf__appraise_message row, int64_t subject, cpf_id card,
                              cpf_id indicator, cpf_error **error)
{
    const cpf_model *model = appraisal->model;
    const char *unit = cpf_model_unit_code(model, appraisal->units[subject]);
    cpf_text *text = cpf__text_new(model->context);
    cpf__place place = {0};
    cpf_status status;

    cpf__text_format(text, "scorecard %s/%s", model->scorecards[card].code, unit);
    if (indicator != CPF_NONE)
        cpf__text_format(text, "/%s", model->indicators[indicator].code);
    place.subject = cpf_text_data(text);
    status = cpf__text_failed(text) ? cpf__no_memory(error)
                                    : cpf__find(model->context, error, &place, &cpf__appraise_messages[row], unit,
                                                model->scorecards[card].code);
    cpf_text_free(text);
    return status;
}
