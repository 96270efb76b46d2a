/* SPDX-License-Identifier: MIT */
/* Factors go by texts of attributes. */
#include <string.h>

#include "steps.h"

enum { INDICATOR, ATTRIBUTE, VALUE };

static void check_factor(cpf__build *build, const cpf__records *factors, int64_t row)
{
    const cpf__attribute *attribute = &build->model->attributes[factors->values[ATTRIBUTE][row]];
    const char *value = cpf__record_text(factors, VALUE, row);
    cpf__place place = cpf__record_place(factors, row, "attribute", build->list);

    if (!attribute->text) {
        cpf__tell(build, &place, CPF__MODEL(FACTOR_NUMBER), attribute->name);
        return;
    }
    place = cpf__record_place(factors, row, "value", build->list);
    if (cpf__find_text(attribute->texts, value) == CPF_NONE)
        cpf__tell(build, &place, CPF__MODEL(NO_UNIT_HAS), attribute->name, value);
}

void cpf__check_factors(cpf__build *build)
{
    const cpf__records *factors;

    if (!build->model->tree)
        return;
    factors = cpf__model_records(build->model, &cpf__record_factor);
    for (int64_t row = 0; row < factors->count; row++)
        if (cpf__record_has(factors, ATTRIBUTE, row))
            check_factor(build, factors, row);
}
