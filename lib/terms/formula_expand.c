/* SPDX-License-Identifier: MIT */
#include "formula.h"
#include "formula_lex.h"
#include "text.h"

#include <string.h>

static int32_t parameter_of(int32_t n, const char *const *names, const char *name, size_t length)
{
    for (int32_t i = 0; i < n; i++) {
        if (strlen(names[i]) == length && memcmp(names[i], name, length) == 0)
            return i;
    }
    return CPF_NONE;
}

static size_t name_length(const char *name)
{
    size_t length = 0;

    while (cpf__lex_in_name(name[length]) && name[length] != '.')
        length++;
    return length;
}

static cpf_status unknown(const cpf_context *context, const char *name, size_t length, int64_t at,
                          const cpf__place *place, cpf_error **error)
{
    cpf__place here = place ? *place : (cpf__place){0};
    cpf_text *copy = cpf__text_new(context);
    cpf_status status;

    cpf__text_add_bytes(copy, name, (int64_t)length);
    here.column = at + 1;
    status =
        cpf__text_failed(copy)
            ? cpf__no_memory(error)
            : cpf__find(context, error, &here, &cpf__terms_messages[CPF__TERMS_FORMULA_PARAMETER], cpf_text_data(copy));
    cpf_text_free(copy);
    return status;
}

/* A "$" inside quotation marks is a dollar. All unknown parameters are told. */
static cpf_status expand_into(cpf_text *out, const cpf_context *context, const char *text, int32_t n,
                              const char *const *names, const char *const *values, const cpf__place *place,
                              cpf_error **error)
{
    cpf_status status = CPF_OK;
    char quote = 0;

    for (const char *at = text; *at;) {
        size_t length = *at == '$' && !quote ? name_length(at + 1) : 0;
        int32_t param = length ? parameter_of(n, names, at + 1, length) : CPF_NONE;

        if (!length) {
            if (quote ? *at == quote : (*at == '\'' || *at == '"' || *at == '`'))
                quote = quote ? 0 : *at;
            cpf__text_add_bytes(out, at++, 1);
            continue;
        }
        if (param != CPF_NONE)
            cpf__text_add(out, values[param]);
        else
            status = unknown(context, at + 1, length, at - text, place, error);
        at += length + 1;
    }
    return status;
}

cpf_status cpf__formula_expand(const cpf_context *context, const char *text, int32_t n, const char *const *names,
                               const char *const *values, const cpf__place *place, cpf_text **expanded,
                               cpf_error **error)
{
    cpf_text *out = cpf__text_new(context);
    cpf_status status = expand_into(out, context, text, n, names, values, place, error);

    if (status == CPF_OK && cpf__text_failed(out))
        status = cpf__no_memory(error);
    if (status != CPF_OK) {
        cpf_text_free(out);
        return status;
    }
    *expanded = out;
    return CPF_OK;
}
