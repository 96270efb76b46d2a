/* SPDX-License-Identifier: MIT */
#include "error.h"

#include <stdarg.h>
#include <stddef.h>

#include "base_messages.h"
#include "context.h"
#include "finding.h"
#include "text.h"
#include "vec.h"

/* Needs no memory, so that the lack of it can always be told. Never written to: every function here asks is_static
 * first. */
static const cpf__finding no_memory_finding = {&cpf__base_messages[CPF__BASE_NO_MEMORY], {NULL, NULL}, NULL, {0}};
static const cpf_error no_memory_error = {NULL, (cpf__finding *)(uintptr_t)&no_memory_finding, 1, 1};

static int is_static(const cpf_error *error)
{
    return error == &no_memory_error;
}

static void clear_finding(const cpf_context *context, cpf__finding *finding)
{
    const char *texts[] = {finding->text[0],           finding->text[1],    finding->subject,      finding->place.file,
                           finding->place.column_name, finding->place.path, finding->place.subject};

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        cpf__free(context, (char *)(uintptr_t)texts[i]);
}

void cpf_error_free(cpf_error *error)
{
    cpf_context *context;

    if (!error || is_static(error))
        return;
    for (int64_t i = 0; i < error->count; i++)
        clear_finding(error->context, &error->items[i]);
    context = error->context;
    cpf__free(context, error->items);
    cpf__free(context, error);
    cpf_context_free(context);
}

cpf_status cpf__no_memory(cpf_error **error)
{
    if (error) {
        cpf_error_free(*error);
        *error = (cpf_error *)(uintptr_t)&no_memory_error;
    }
    return CPF_E_MEMORY;
}

/* Copies *from into *to; nothing to copy is fine. */
static int copy_text(const cpf_context *context, const char *from, const char **to)
{
    *to = from ? cpf__strdup(context, from) : NULL;
    return !from || *to;
}

static int copy_place(const cpf_context *context, const cpf__place *from, cpf__place *to)
{
    int copied;

    to->line = from->line;
    to->column = from->column;
    copied = copy_text(context, from->file, &to->file);
    copied &= copy_text(context, from->column_name, &to->column_name);
    copied &= copy_text(context, from->path, &to->path);
    return copied & copy_text(context, from->subject, &to->subject);
}

static char *render_text(const cpf_context *context, const char *format, va_list arguments)
{
    cpf_text *text = cpf__text_new(context);
    char *line = NULL;

    cpf__text_vformat(text, format, arguments);
    if (!cpf__text_failed(text))
        line = cpf__strndup(context, cpf_text_data(text), cpf_text_length(text));
    cpf_text_free(text);
    return line;
}

static int fill_finding(const cpf_context *context, cpf__finding *finding, const cpf__place *place, va_list arguments)
{
    static const cpf__place nowhere = {0};

    for (int language = 0; language < 2; language++) {
        va_list again;

        va_copy(again, arguments);
        finding->text[language] = render_text(context, finding->message->text[language], again);
        va_end(again);
        if (!finding->text[language])
            return 0;
    }
    if (!copy_place(context, place ? place : &nowhere, &finding->place))
        return 0;
    finding->subject = cpf__place_render(context, &finding->place);
    return finding->subject != NULL;
}

static cpf_error *make_error(const cpf_context *context)
{
    cpf_error *made = cpf__alloc(context, 1, sizeof *made);

    if (made)
        made->context = cpf__context_retain(context);
    return made;
}

/* Puts a finding behind those of its severity. Takes it over, or clears it when there is no memory. */
static int insert_finding(cpf_error *error, cpf__finding *finding)
{
    int64_t at = error->count;

    if (error->count == INT32_MAX || !cpf__vec_room(error->context, error)) {
        clear_finding(error->context, finding);
        return 0;
    }
    for (; at > 0 && error->items[at - 1].message->severity > finding->message->severity; at--)
        error->items[at] = error->items[at - 1];
    error->items[at] = *finding;
    error->count++;
    return 1;
}

cpf_status cpf__find(const cpf_context *context, cpf_error **error, const cpf__place *place,
                     const cpf__message *message, ...)
{
    cpf__finding finding = {message, {NULL, NULL}, NULL, {0}};
    va_list arguments;
    int filled;

    if (!error || is_static(*error))
        return message->status;
    if (!*error && !(*error = make_error(context)))
        return cpf__no_memory(error);
    va_start(arguments, message);
    filled = fill_finding((*error)->context, &finding, place, arguments);
    va_end(arguments);
    if (!filled) {
        clear_finding((*error)->context, &finding);
        return cpf__no_memory(error);
    }
    if (!insert_finding(*error, &finding))
        return cpf__no_memory(error);
    return message->status;
}

cpf_status cpf__bad_argument(const cpf_context *context, cpf_error **error, const char *parameter)
{
    cpf__place place = {0};

    place.subject = parameter;
    return cpf__find(context, error, &place, &cpf__base_messages[CPF__BASE_BAD_ARGUMENT], parameter);
}

/* Texts change owner here, never allocator: a finding whose error came from another context is copied. */
static int adopt_finding(cpf_error *error, cpf_error *from, cpf__finding *finding)
{
    cpf__finding copy = {finding->message, {NULL, NULL}, NULL, {0}};
    int copied;

    if (from->context == error->context) {
        copy = *finding;
        *finding = (cpf__finding){finding->message, {NULL, NULL}, NULL, {0}};
        return insert_finding(error, &copy);
    }
    copied = copy_place(error->context, &finding->place, &copy.place);
    copy.text[0] = cpf__strdup(error->context, finding->text[0]);
    copy.text[1] = cpf__strdup(error->context, finding->text[1]);
    copy.subject = cpf__strdup(error->context, finding->subject);
    if (copied && copy.text[0] && copy.text[1] && copy.subject)
        return insert_finding(error, &copy);
    clear_finding(error->context, &copy);
    return 0;
}

cpf_status cpf__error_join(const cpf_context *context, cpf_error **error, cpf_error *from)
{
    int joined = 1;

    if (!from || !error || is_static(*error)) {
        cpf_error_free(from);
        return CPF_OK;
    }
    if (is_static(from))
        return cpf__no_memory(error);
    if (!*error && !(*error = make_error(context)))
        joined = 0;
    for (int64_t i = 0; joined && i < from->count; i++)
        joined = adopt_finding(*error, from, &from->items[i]);
    cpf_error_free(from);
    return joined ? CPF_OK : cpf__no_memory(error);
}

cpf_status cpf__error_set_line(cpf_error *error, int32_t index, const char *file, int64_t line)
{
    cpf__finding *finding;
    cpf__place place;
    char *subject = NULL;

    if (!error || is_static(error) || index < 0 || index >= error->count)
        return CPF_OK;
    finding = &error->items[index];
    place = finding->place;
    place.line = line;
    if (!copy_text(error->context, file, &place.file) || !(subject = cpf__place_render(error->context, &place))) {
        cpf__free(error->context, (char *)(uintptr_t)place.file);
        return CPF_E_MEMORY;
    }
    cpf__free(error->context, (char *)(uintptr_t)finding->place.file);
    cpf__free(error->context, finding->subject);
    finding->place = place;
    finding->subject = subject;
    return CPF_OK;
}
