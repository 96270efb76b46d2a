/* SPDX-License-Identifier: MIT */
/* Gates and reliefs say all that they need. */
#include <string.h>

#include "record_check.h"
#include "record_conduct.h"
#include "steps.h"

static void tell_gate(cpf__build *build, const cpf__records *gates, int64_t row, const char *field,
                      const cpf__message *message)
{
    const char *const texts[3] = {"", "", ""};

    cpf__tell_record(build, gates, row, field, message, texts);
}

/* An indicator with a limit, or a severity of conduct. */
static void check_condition(cpf__build *build, const cpf__records *gates, int64_t row)
{
    int has_indicator = cpf__record_has(gates, CPF__GATE_INDICATOR, row);

    if (has_indicator && !cpf__record_has(gates, CPF__GATE_LIMIT, row))
        tell_gate(build, gates, row, "limit", CPF__MODEL(GATE_LIMIT));
    if (!has_indicator && !cpf__record_has(gates, CPF__GATE_SEVERITY, row))
        tell_gate(build, gates, row, "severity", CPF__MODEL(GATE_LIMIT));
}

/* The grade is a band, and not the best: that would shut nothing. */
static int is_lower_band(const struct cpf_standing *standing, const char *grade)
{
    for (int32_t i = 1; i < standing->band_count; i++) {
        if (strcmp(standing->bands[i].grade, grade) == 0)
            return 1;
    }
    return 0;
}

static void check_effect(cpf__build *build, const cpf__records *gates, int64_t row)
{
    int64_t effect = cpf__record_value(gates, CPF__GATE_EFFECT, row);
    int64_t standing = cpf__record_value(gates, CPF__GATE_STANDING, row);

    if ((effect == CPF__GATE_CAP || effect == CPF__GATE_FACTOR) && !cpf__record_has(gates, CPF__GATE_AMOUNT, row))
        tell_gate(build, gates, row, "amount", CPF__MODEL(GATE_AMOUNT));
    if (effect != CPF__GATE_CAP_GRADE)
        return;
    if (standing == CPF__RECORD_MISSING ||
        !is_lower_band(&build->model->standings[standing], cpf__record_text(gates, CPF__GATE_GRADE, row)))
        tell_gate(build, gates, row, "grade", CPF__MODEL(GATE_GRADE));
}

static void check_reliefs(cpf__build *build)
{
    const cpf__records *reliefs = cpf__checked_records(build, &cpf__record_relief);

    for (int64_t row = 0; row < reliefs->count; row++) {
        int has_days = cpf__record_has(reliefs, CPF__RELIEF_FROM, row) && cpf__record_has(reliefs, CPF__RELIEF_TO, row);

        if (cpf__record_has(reliefs, CPF__RELIEF_PERCENT, row) == has_days)
            tell_gate(build, reliefs, row, "percent", CPF__MODEL(RELIEF_SAID));
    }
}

void cpf__check_conduct(cpf__build *build)
{
    const cpf__records *gates = cpf__checked_records(build, &cpf__record_gate);

    for (int64_t row = 0; row < gates->count; row++) {
        check_condition(build, gates, row);
        check_effect(build, gates, row);
    }
    check_reliefs(build);
}
