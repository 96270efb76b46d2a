/* SPDX-License-Identifier: MIT */
/* Product lines: sums like what they are a part of, and never a part of themselves; asked about only where there are.
 */
#include "record_product.h"
#include "record_track.h"
#include "steps.h"

/* What a record's line is a part of; CPF_NONE when one of the two is not known. */
static cpf_id whole_of(const cpf__records *products, int64_t row)
{
    if (!cpf__record_has(products, CPF__PRODUCT_INDICATOR, row) || !cpf__record_has(products, CPF__PRODUCT_OF, row))
        return CPF_NONE;
    return (cpf_id)cpf__record_value(products, CPF__PRODUCT_OF, row);
}

/* A row whose field is the indicator; CPF_NONE. */
static int64_t find_row(const cpf__records *records, int32_t field, cpf_id indicator)
{
    for (int64_t row = 0; row < records->count; row++)
        if (cpf__record_value(records, field, row) == indicator)
            return row;
    return CPF_NONE;
}

/* Whether the way up from the line comes back to it; a way longer than there are lines does somewhere. */
static int comes_back(const cpf__records *products, int64_t row)
{
    cpf_id line = (cpf_id)cpf__record_value(products, CPF__PRODUCT_INDICATOR, row), at = whole_of(products, row);

    for (int64_t step = 0; step < products->count && at != CPF_NONE && at != line; step++) {
        int64_t above = find_row(products, CPF__PRODUCT_INDICATOR, at);

        at = above == CPF_NONE ? CPF_NONE : whole_of(products, above);
    }
    return at == line;
}

static void check_line(cpf__build *build, const cpf__records *products, int64_t row)
{
    const struct cpf_indicator *all = build->model->indicators, *line, *whole;
    cpf__place place = cpf__record_place(products, row, "of", build->list);
    cpf_id of = whole_of(products, row);

    if (of == CPF_NONE)
        return;
    line = &all[cpf__record_value(products, CPF__PRODUCT_INDICATOR, row)];
    whole = &all[of];
    if (comes_back(products, row))
        cpf__tell(build, &place, CPF__MODEL(PRODUCT_CIRCLE), line->code);
    if (!line->additive || !whole->additive || line->decimals != whole->decimals || line->direction != whole->direction)
        cpf__tell(build, &place, CPF__MODEL(PRODUCT_UNLIKE), line->code, whole->code);
}

/* A record that asks for lines (or causes) of an indicator that has none. */
static void check_asked(cpf__build *build, const cpf__records *asking, int64_t row, int32_t field,
                        const cpf__records *given, int32_t given_field)
{
    cpf__place place = cpf__record_place(asking, row, "indicator", build->list);
    cpf_id indicator = (cpf_id)cpf__record_value(asking, field, row);

    if (cpf__record_has(asking, field, row) && find_row(given, given_field, indicator) == CPF_NONE)
        cpf__tell(build, &place, CPF__MODEL(PARTS_MISSING), build->model->indicators[indicator].code,
                  given->kind->entry.name);
}

/* Peers share a text. */
static void check_peers(cpf__build *build, const cpf__records *blockages, int64_t row)
{
    cpf__place place = cpf__record_place(blockages, row, "peers", build->list);
    const cpf__attribute *attribute;

    if (!cpf__record_has(blockages, CPF__BLOCKAGE_PEERS, row))
        return;
    attribute = &build->model->attributes[cpf__record_value(blockages, CPF__BLOCKAGE_PEERS, row)];
    if (!attribute->text)
        cpf__tell(build, &place, CPF__MODEL(ATTRIBUTE_NUMBER), attribute->name);
}

void cpf__check_products(cpf__build *build)
{
    const cpf__records *products = cpf__model_records(build->model, &cpf__record_product);
    const cpf__records *blockages = cpf__model_records(build->model, &cpf__record_blockage);
    const cpf__records *gaps = cpf__model_records(build->model, &cpf__record_gap);
    const cpf__records *causes = cpf__model_records(build->model, &cpf__record_cause);

    for (int64_t row = 0; row < products->count; row++)
        check_line(build, products, row);
    for (int64_t row = 0; row < blockages->count; row++) {
        check_asked(build, blockages, row, CPF__BLOCKAGE_INDICATOR, products, CPF__PRODUCT_OF);
        check_peers(build, blockages, row);
    }
    for (int64_t row = 0; row < gaps->count; row++) {
        if (cpf__record_value(gaps, CPF__GAP_BY, row) == CPF__GAP_BY_PRODUCTS)
            check_asked(build, gaps, row, CPF__GAP_INDICATOR, products, CPF__PRODUCT_OF);
        if (cpf__record_value(gaps, CPF__GAP_BY, row) == CPF__GAP_BY_CAUSES)
            check_asked(build, gaps, row, CPF__GAP_INDICATOR, causes, CPF__CAUSE_INDICATOR);
    }
}
