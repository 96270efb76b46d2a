/* SPDX-License-Identifier: MIT */
#include "record_check.h"

#include <string.h>

#include "text.h"

void cpf__tell_record(cpf__build *build, const cpf__records *records, int64_t row, const char *field,
                      const cpf__message *message, const char *const *texts)
{
    cpf__place place = cpf__record_place(records, row, field, build->path);

    cpf__tell(build, &place, message, texts[0], texts[1], texts[2]);
}

const cpf__records *cpf__checked_records(const cpf__build *build, const cpf__record_kind *kind)
{
    return cpf__model_records(build->model, kind);
}

int64_t cpf__record_of_code(const cpf__records *records, int32_t field, const char *code)
{
    for (int64_t row = 0; row < records->count; row++)
        if (strcmp(cpf__record_text(records, field, row), code) == 0)
            return row;
    return -1;
}

/* The codes to choose from. */
typedef struct code_list {
    const cpf__records *records;
    int32_t field, reserved;
} code_list;

static const char *code_at(const void *user, int32_t index)
{
    const code_list *list = user;

    return cpf__record_text(list->records, list->field, index);
}

int cpf__check_code(cpf__build *build, const cpf__records *records, int64_t row, int32_t field,
                    const cpf__records *others, int32_t code_field)
{
    const char *code = cpf__record_text(records, field, row);
    code_list list = {others, code_field, 0};
    cpf__names names = {&list, code_at, (int32_t)others->count};
    const char *texts[3] = {others->kind->entry.name, code};

    if (!*code || cpf__record_of_code(others, code_field, code) >= 0)
        return *code != '\0';
    texts[2] = cpf__nearest(build, code, names);
    cpf__tell_record(build, records, row, records->kind->entry.params[field].name, CPF__MODEL(UNKNOWN_CODE), texts);
    return 0;
}
