/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "record.h"

const cpf__record_kind *const cpf__record_kinds[] = {
    &cpf__record_submission,
};
const int32_t cpf__record_kind_count = (int32_t)(sizeof cpf__record_kinds / sizeof cpf__record_kinds[0]);

int32_t cpf__record_kind_find(const char *name)
{
    for (int32_t i = 0; i < cpf__record_kind_count; i++) {
        if (strcmp(cpf__record_kinds[i]->entry.name, name) == 0)
            return i;
    }
    return CPF_NONE;
}

int32_t cpf__record_kind_id(const cpf__record_kind *kind)
{
    int32_t id = 0;

    while (cpf__record_kinds[id] != kind)
        id++;
    return id;
}

int32_t cpf__record_field_find(const cpf__record_kind *kind, const char *name)
{
    for (int32_t i = 0; i < kind->entry.param_count; i++) {
        if (strcmp(kind->entry.params[i].name, name) == 0)
            return i;
    }
    return CPF_NONE;
}
