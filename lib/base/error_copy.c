/* SPDX-License-Identifier: MIT */
#include "context.h"
#include "finding.h"
#include "mem.h"

static int copy_string(const cpf_context *context, const char *from, const char **to)
{
    *to = from ? cpf__strdup(context, from) : NULL;
    return !from || *to;
}

static int copy_finding(const cpf_context *context, const cpf__finding *from, cpf__finding *to)
{
    const char *subject, *text[2];
    int copied;

    to->message = from->message;
    to->place.line = from->place.line;
    to->place.column = from->place.column;
    copied = copy_string(context, from->place.file, &to->place.file);
    copied &= copy_string(context, from->place.column_name, &to->place.column_name);
    copied &= copy_string(context, from->place.path, &to->place.path);
    copied &= copy_string(context, from->place.subject, &to->place.subject);
    copied &= copy_string(context, from->subject, &subject);
    copied &= copy_string(context, from->text[0], &text[0]);
    copied &= copy_string(context, from->text[1], &text[1]);
    to->subject = (char *)(uintptr_t)subject;
    to->text[0] = (char *)(uintptr_t)text[0];
    to->text[1] = (char *)(uintptr_t)text[1];
    return copied;
}

static int copy_findings(cpf_error *made, const cpf_error *from)
{
    int copied = 1;

    made->items = cpf__alloc(made->context, from->count, sizeof *made->items);
    if (!made->items)
        return 0;
    made->capacity = from->count;
    for (; copied && made->count < from->count; made->count++)
        copied = copy_finding(made->context, &from->items[made->count], &made->items[made->count]);
    return copied;
}

cpf_status cpf__error_copy(const cpf_context *context, const cpf_error *from, cpf_error **copy)
{
    cpf_error *made = cpf__alloc(context, 1, sizeof *made);

    if (!made)
        return CPF_E_MEMORY;
    made->context = cpf__context_retain(context);
    if (!copy_findings(made, from)) {
        cpf_error_free(made);
        return CPF_E_MEMORY;
    }
    *copy = made;
    return CPF_OK;
}
