/* SPDX-License-Identifier: MIT */
#include "read_parts.h"

typedef struct measure_given {
    const char *code, *name, *kind, *unit;
    int32_t decimals, reserved;
} measure_given;

static const cpf__member measure_members[] = {
    {"code", CPF__FORM_TEXT, 1, offsetof(measure_given, code), NULL, 0, 0},
    {"name", CPF__FORM_TEXT, 0, offsetof(measure_given, name), NULL, 0, 0},
    {"kind", CPF__FORM_TEXT, 1, offsetof(measure_given, kind), NULL, 0, 0},
    {"decimals", CPF__FORM_WHOLE, 0, offsetof(measure_given, decimals), NULL, 0, 9},
    {"unit", CPF__FORM_TEXT, 0, offsetof(measure_given, unit), NULL, 0, 0},
};
const cpf__shape cpf__measure_shape = CPF__SHAPE("measure", measure_members);

void cpf__read_measure(cpf__reader *reader, int32_t node)
{
    measure_given given = {0};

    cpf__reader_at(reader, node);
    if (cpf__read_object(reader, node, &cpf__measure_shape, &given))
        cpf_plan_add_measure(reader->plan, given.code, given.name, given.kind, given.decimals, given.unit);
}
