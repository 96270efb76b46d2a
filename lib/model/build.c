/* SPDX-License-Identifier: MIT */
#include "build.h"

#include <stdarg.h>
#include <string.h>

#include "text.h"

void cpf__build_fail(cpf__build *build)
{
    build->failed = 1;
}

void cpf__at(cpf__build *build, const cpf__spot *spot, const char *list, int64_t index)
{
    cpf__text_cut(build->path, 0);
    cpf__text_cut(build->subject, 0);
    if (spot->path) {
        cpf__text_add(build->path, spot->path);
    } else {
        cpf__text_add(build->path, list);
        cpf__text_add(build->path, "[");
        cpf__text_add_int(build->path, index);
        cpf__text_add(build->path, "]");
    }
    build->base_length = cpf_text_length(build->path);
    build->place = (cpf__place){0};
    build->place.file = spot->file ? spot->file : build->plan->file;
    build->place.line = spot->file ? spot->line : 0;
}

void cpf__about(cpf__build *build, const char *format, ...)
{
    va_list arguments;

    cpf__text_cut(build->subject, 0);
    va_start(arguments, format);
    cpf__text_vformat(build->subject, format, arguments);
    va_end(arguments);
}

const cpf__place *cpf__member(cpf__build *build, const char *format, ...)
{
    va_list arguments;

    cpf__text_cut(build->path, build->base_length);
    va_start(arguments, format);
    cpf__text_vformat(build->path, format, arguments);
    va_end(arguments);
    build->place.path = cpf_text_data(build->path);
    build->place.subject = cpf_text_data(build->subject);
    return &build->place;
}

cpf_id cpf__find_text(const cpf__map *map, const char *text)
{
    return cpf__map_find(map, text, (int64_t)strlen(text));
}

int cpf__register(cpf__build *build, cpf__map *map, const char *code)
{
    int added = 0;

    if (!*code) {
        cpf__tell(build, cpf__member(build, ".code"), CPF__MODEL(NO_CODE));
        return 0;
    }
    if (cpf__map_add(map, code, (int64_t)strlen(code), &added) == CPF_NONE) {
        cpf__build_fail(build);
        return 0;
    }
    if (!added)
        cpf__tell(build, cpf__member(build, ".code"), CPF__MODEL(CODE_TWICE), code);
    return added;
}

int cpf__read_decimal(cpf__build *build, const cpf__place *place, const char *text, int32_t decimals, int64_t *value)
{
    cpf_status status = cpf_decimal_parse(text, decimals, 0, value);
    int64_t rounded;

    if (status == CPF_OK)
        return 1;
    if (status == CPF_E_SYNTAX)
        cpf__tell(build, place, CPF__MODEL(NOT_A_NUMBER), text);
    else if (cpf_decimal_parse(text, decimals, 1, &rounded) == CPF_OK)
        cpf__tell(build, place, CPF__MODEL(TOO_FINE), text, (int)decimals);
    else
        cpf__tell(build, place, CPF__MODEL(TOO_LARGE), text, (int)decimals);
    return 0;
}
