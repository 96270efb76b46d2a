/* SPDX-License-Identifier: MIT */
#include "measuring.h"
#include "text.h"

cpf_status cpf__measuring_range(cpf__measuring *m, cpf__facts_message message, const char *series, cpf_id unit,
                                cpf_id period)
{
    cpf_text *subject = cpf__text_new(m->context);
    cpf__place place = {0};
    cpf_status status;

    cpf__text_format(subject, "%s/%s/%s", cpf_model_unit_code(m->model, unit), series,
                     m->model->calendar->periods[period].code);
    place.subject = cpf_text_data(subject);
    status = cpf__text_failed(subject) ? cpf__no_memory(m->error)
                                       : cpf__find(m->context, m->error, &place, &cpf__facts_messages[message], series);
    cpf_text_free(subject);
    return status;
}
