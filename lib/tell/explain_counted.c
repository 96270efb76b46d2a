/* SPDX-License-Identifier: MIT */
/* Targets that count in an appraisal and are not those that came down: something was let off, or agreed on. */
#include "relief.h"
#include "telling.h"

enum { SHOWN_DECIMALS = 6 };

/* The first relief of the cell; -1: there is none. */
static int64_t relief_of(const cpf_model *model, cpf__cell_at at)
{
    const cpf__records *reliefs = cpf__model_records(model, &cpf__record_relief);

    for (int64_t row = 0; row < reliefs->count; row++) {
        if (cpf__record_value(reliefs, CPF__RELIEF_UNIT, row) == at.unit &&
            cpf__record_value(reliefs, CPF__RELIEF_INDICATOR, row) == at.indicator &&
            cpf__record_value(reliefs, CPF__RELIEF_PERIOD, row) == at.period)
            return row;
    }
    return -1;
}

/* The exact product, when rounding it gives what counts: the target and what the reliefs leave of it. */
static int product_of(const cpf_model *model, int64_t relief, int64_t target, int64_t counted, int32_t decimals,
                      cpf__ratio *left, cpf__ratio *product)
{
    int64_t rounded;

    return relief >= 0 && cpf__relief_left(model, relief, CPF_NO_DAY, left) == CPF_OK &&
           cpf__ratio_mul(cpf__ratio_of(target, decimals), *left, product) == CPF_OK &&
           cpf__ratio_round(*product, decimals, CPF__HALF_UP, &rounded) == CPF_OK && rounded == counted;
}

/* The share as the quotient of two whole numbers: it need not end as a decimal. */
static void tell_left(const cpf__telling *telling, int64_t relief, cpf__ratio left)
{
    const cpf__records *reliefs = cpf__model_records(telling->model, &cpf__record_relief);
    cpf_explanation *to = telling->to;
    int64_t step = cpf__step_begin(to, CPF__STEP_NUMBER, "part that is left after reliefs", "减免后保留比例");

    cpf__step_ratio(to, step, left, SHOWN_DECIMALS);
    cpf__step_note(to, step, "%s", "%s", cpf__record_text(reliefs, CPF__RELIEF_REASON, relief), NULL);
    if (left.num <= INT64_MAX && left.den <= INT64_MAX) {
        cpf__step_operation(to, step, CPF__BY_QUOTIENT);
        cpf__step_leaf(to, CPF__STEP_NUMBER, "what is left", "保留部分", (int64_t)left.num, 0, 0);
        cpf__step_leaf(to, CPF__STEP_NUMBER, "of the whole", "总计", (int64_t)left.den, 0, 0);
    }
    cpf__step_end(to);
}

static void tell_relief(const cpf__telling *telling, cpf__cell_at at, int64_t relief, int64_t step, cpf__ratio left,
                        cpf__ratio product)
{
    cpf_explanation *to = telling->to;
    int64_t exact;

    cpf__step_operation(to, step, CPF__BY_ROUNDING);
    exact = cpf__step_begin(to, CPF__STEP_NUMBER, "target times what is left of it", "目标乘保留比例");
    cpf__step_operation(to, exact, CPF__BY_PRODUCT);
    cpf__step_ratio(to, exact, product, CPF__MAX_DECIMALS);
    cpf__tell_target(telling, at);
    tell_left(telling, relief, left);
    cpf__step_end(to);
}

void cpf__tell_counted(const cpf__telling *telling, const cpf_appraisal *appraisal, cpf__cell_at at)
{
    const cpf_model *model = telling->model;
    int32_t decimals = model->indicators[at.indicator].decimals;
    int64_t counted, target, step, relief = relief_of(model, at);
    cpf__ratio left, product;

    if (!cpf__cell_value(appraisal->targets, at, &counted) || !cpf__cell_value(telling->targets, at, &target) ||
        counted == target) {
        cpf__tell_target(telling, at);
        return;
    }
    step = cpf__step_begin(telling->to, CPF__STEP_TARGET, "target that counts", "计入考核的目标");
    cpf__step_value(telling->to, step, counted, decimals);
    if (product_of(model, relief, target, counted, decimals, &left, &product)) {
        tell_relief(telling, at, relief, step, left, product);
    } else {
        cpf__step_note(telling->to, step, "agreed on, or let off, after it came down", "下达之后经协商或减免确定", NULL,
                       NULL);
        cpf__tell_target(telling, at);
    }
    cpf__step_end(telling->to);
}
