/* SPDX-License-Identifier: MIT */
#include "read_json.h"

#include <jansson.h>
#include <string.h>

#include "read_messages.h"
#include "text.h"

static cpf_status refuse_json(const cpf_context *context, const char *file, const json_error_t *refusal,
                              cpf_error **error)
{
    enum json_error_code code = json_error_code(refusal);
    cpf__plan_message row = code == json_error_duplicate_key ? CPF__PLAN_TWICE : CPF__PLAN_NOT_JSON;
    char text[JSON_ERROR_TEXT_LENGTH];
    cpf__place place = {0};

    if (code == json_error_out_of_memory)
        return cpf__no_memory(error);
    place.file = file;
    place.line = refusal->line > 0 ? refusal->line : 0;
    place.column = refusal->line > 0 ? refusal->column : 0;
    memcpy(text, refusal->text, sizeof text);
    text[cpf__utf8_valid(text, (int64_t)strlen(text))] = '\0';
    return cpf__find(context, error, &place, &cpf__plan_messages[row], text);
}

static cpf_status check_syntax(const cpf_context *context, const char *text, int64_t length, const char *file,
                               cpf_error **error)
{
    json_error_t refusal;
    json_t *document = json_loadb(text, (size_t)length, JSON_REJECT_DUPLICATES, &refusal);

    if (!document)
        return refuse_json(context, file, &refusal, error);
    json_decref(document);
    return CPF_OK;
}

cpf_status cpf__read_json(const cpf_context *context, const char *text, int64_t length, const char *file,
                          cpf__json **json, cpf_error **error)
{
    static const char mark[] = "\xEF\xBB\xBF"; /* some editors put it in front */
    int64_t skipped = length >= 3 && !memcmp(text, mark, 3) ? 3 : 0;
    cpf__place place = {0};
    cpf_status status;

    place.file = file;
    if (length > CPF__JSON_BYTES)
        return cpf__find(context, error, &place, &cpf__plan_messages[CPF__PLAN_TOO_LONG]);
    status = check_syntax(context, text + skipped, length - skipped, file, error);
    if (status != CPF_OK)
        return status;
    status = cpf__json_index(context, text + skipped, length - skipped, json, &place.line);
    if (status == CPF_E_RANGE)
        return cpf__find(context, error, &place, &cpf__plan_messages[CPF__PLAN_TOO_DEEP]);
    return status == CPF_OK ? CPF_OK : cpf__no_memory(error);
}
