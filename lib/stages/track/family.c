/* SPDX-License-Identifier: MIT */
#include "family.h"

#include "decimal.h"
#include "mem.h"
#include "record_product.h"
#include "track_messages.h"

/* Whether the indicator is a line of the family. */
static int is_line(const cpf__records *products, cpf_id of, cpf_id line)
{
    for (int64_t row = 0; row < products->count; row++)
        if (cpf__record_value(products, CPF__PRODUCT_INDICATOR, row) == line)
            return cpf__record_value(products, CPF__PRODUCT_OF, row) == of;
    return 0;
}

cpf_status cpf__family_take(cpf__family *family, const cpf__stage_view *view, cpf_id of, cpf_error **error)
{
    const cpf__records *products = cpf__model_records(view->model, &cpf__record_product);

    *family = (cpf__family){.view = view, .of = of};
    family->lines = cpf__alloc(view->context, products->count, sizeof *family->lines);
    if (!family->lines)
        return cpf__no_memory(error);
    for (cpf_id line = 0; line < view->model->indicator_count; line++)
        if (is_line(products, of, line))
            family->lines[family->count++] = line;
    return CPF_OK;
}

void cpf__family_end(cpf__family *family)
{
    if (family->view)
        cpf__free(family->view->context, family->lines);
}

static int64_t value_of(const cpf__family *family, cpf_id unit, cpf_id indicator, cpf_id period)
{
    int64_t value = 0;

    (void)cpf_facts_value(family->view->facts, unit, indicator, period, &value);
    return value;
}

static cpf_status refuse_sum(const cpf__family *family, cpf_id unit, cpf_id period, cpf__i128 sum, cpf_error **error)
{
    const cpf_model *model = family->view->model;
    const struct cpf_indicator *whole = &model->indicators[family->of];
    cpf__place place = {.subject = cpf_model_unit_code(model, unit)};
    char had[32] = "", wanted[32] = "";

    if (sum <= INT64_MAX && sum >= INT64_MIN)
        (void)cpf_decimal_format((int64_t)sum, whole->decimals, had);
    (void)cpf_decimal_format(value_of(family, unit, family->of, period), whole->decimals, wanted);
    return cpf__find(family->view->context, error, &place, &cpf__track_messages[CPF__TRACK_PRODUCT_SUM], whole->code,
                     cpf_model_unit_code(model, unit), model->calendar->periods[period].code, had, wanted);
}

cpf_status cpf__family_values(const cpf__family *family, cpf_id unit, cpf_id period, int64_t *lines, int64_t *whole,
                              cpf_error **error)
{
    cpf__i128 sum = 0, off;

    *whole = value_of(family, unit, family->of, period);
    for (int64_t i = 0; i < family->count; i++) {
        lines[i] = value_of(family, unit, family->lines[i], period);
        sum += lines[i];
    }
    off = sum - *whole;
    if (2 * (off < 0 ? -off : off) <= family->count + 1)
        return CPF_OK;
    return refuse_sum(family, unit, period, sum, error);
}
