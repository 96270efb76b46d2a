/* SPDX-License-Identifier: MIT */
#include "goal_messages.h"

#include "mem.h"
#include "text.h"

const cpf__message cpf__goal_messages[CPF__GOAL_MESSAGE_COUNT] = {
#define CPF__GOAL_MESSAGE(id, code, status, severity, en, zh, hint_en, hint_zh)                                        \
    {code, status, severity, {en, zh}, {hint_en, hint_zh}},
#include "messages.def"
#undef CPF__GOAL_MESSAGE
};

static cpf_text *goal_subject(const cpf_model *model, cpf_id goal)
{
    const struct cpf_goal *it = &model->goals[goal];
    cpf_text *subject = cpf__text_new(model->context);

    cpf__text_format(subject, "goal %s/%s/%s", cpf_model_unit_code(model, it->unit),
                     model->indicators[it->indicator].code, model->calendar->periods[it->period].code);
    return subject;
}

cpf_status cpf__goal_find(const cpf_model *model, cpf_id goal, cpf__goal_message row, const char *what, cpf_id period,
                          const int64_t *amounts, cpf_error **error)
{
    const struct cpf_goal *it = &model->goals[goal];
    const struct cpf_period *periods = model->calendar->periods;
    int32_t decimals = model->indicators[it->indicator].decimals;
    cpf_text *subject = goal_subject(model, goal);
    cpf__place place = {0};
    char figure[2][32] = {"", ""};
    cpf_status status = CPF_E_MEMORY;

    for (int32_t i = 0; amounts && i < 2; i++)
        cpf_decimal_format(amounts[i], decimals, figure[i]);
    place.subject = cpf_text_data(subject);
    if (cpf__text_failed(subject))
        status = cpf__no_memory(error);
    else
        status = cpf__find(model->context, error, &place, &cpf__goal_messages[row], what,
                           periods[period == CPF_NONE ? it->period : period].code, figure[0], figure[1]);
    cpf_text_free(subject);
    return status;
}

cpf_status cpf__goal_find_named(const cpf_model *model, cpf_id goal, cpf__goal_message row, const char *unit,
                                const char *name, cpf_error **error)
{
    cpf_text *subject = goal_subject(model, goal);
    cpf__place place = {.subject = cpf_text_data(subject)};
    cpf_status status = CPF_E_MEMORY;

    if (cpf__text_failed(subject))
        status = cpf__no_memory(error);
    else
        status = cpf__find(model->context, error, &place, &cpf__goal_messages[row], unit, name);
    cpf_text_free(subject);
    return status;
}

cpf_status cpf__goal_find_list(const cpf_model *model, cpf_id goal, cpf__goal_message row, const char *what,
                               cpf_id period, int64_t amount, const char *list, cpf_error **error)
{
    cpf_text *subject = goal_subject(model, goal);
    cpf__place place = {.subject = cpf_text_data(subject)};
    cpf_status status = CPF_E_MEMORY;
    char figure[32];

    cpf_decimal_format(amount, model->indicators[model->goals[goal].indicator].decimals, figure);
    if (cpf__text_failed(subject))
        status = cpf__no_memory(error);
    else
        status = cpf__find(model->context, error, &place, &cpf__goal_messages[row], what,
                           model->calendar->periods[period].code, figure, list);
    cpf_text_free(subject);
    return status;
}
