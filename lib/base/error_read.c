/* SPDX-License-Identifier: MIT */
/* Reading an error: nothing here changes one. */
#include "finding.h"

static const cpf__finding *finding_at(const cpf_error *error, int32_t index)
{
    return error && index >= 0 && index < error->count ? &error->items[index] : NULL;
}

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

static int language_index(int32_t language)
{
    return language == CPF_CHINESE;
}

int32_t cpf_error_count(const cpf_error *error)
{
    return error ? (int32_t)error->count : 0;
}

cpf_status cpf_error_status_at(const cpf_error *error, int32_t index)
{
    const cpf__finding *finding = finding_at(error, index);

    return finding ? finding->message->status : CPF_OK;
}

int32_t cpf_error_severity_at(const cpf_error *error, int32_t index)
{
    const cpf__finding *finding = finding_at(error, index);

    return finding ? finding->message->severity : CPF_ERROR;
}

const char *cpf_error_code_at(const cpf_error *error, int32_t index)
{
    const cpf__finding *finding = finding_at(error, index);

    return finding ? finding->message->code : "";
}

const char *cpf_error_message_at(const cpf_error *error, int32_t index, int32_t language)
{
    const cpf__finding *finding = finding_at(error, index);
    int which = language_index(language);

    if (!finding)
        return "";
    return finding->text[which] ? finding->text[which] : finding->message->text[which];
}

const char *cpf_error_hint_at(const cpf_error *error, int32_t index, int32_t language)
{
    const cpf__finding *finding = finding_at(error, index);

    return finding ? or_empty(finding->message->hint[language_index(language)]) : "";
}

const char *cpf_error_subject_at(const cpf_error *error, int32_t index)
{
    const cpf__finding *finding = finding_at(error, index);

    return finding ? or_empty(finding->subject) : "";
}

cpf_status cpf_error_status(const cpf_error *error)
{
    return cpf_error_status_at(error, 0);
}

const char *cpf_error_message(const cpf_error *error)
{
    return cpf_error_message_at(error, 0, CPF_ENGLISH);
}

const char *cpf_error_subject(const cpf_error *error)
{
    return cpf_error_subject_at(error, 0);
}

const char *cpf_error_hint(const cpf_error *error)
{
    return cpf_error_hint_at(error, 0, CPF_ENGLISH);
}

int32_t cpf__error_fatal_count(const cpf_error *error)
{
    int32_t fatal = 0;

    for (int32_t i = 0; i < cpf_error_count(error); i++)
        fatal += error->items[i].message->severity == CPF_ERROR;
    return fatal;
}

const cpf__place *cpf__error_place_at(const cpf_error *error, int32_t index)
{
    const cpf__finding *finding = finding_at(error, index);

    return finding ? &finding->place : NULL;
}
