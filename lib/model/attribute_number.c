/* SPDX-License-Identifier: MIT */
#include "attribute_number.h"

#include "bits.h"
#include "decimal.h"

/* Fewest decimals in which the text is exact; CPF_NONE when it is no number of ours. */
static int32_t decimals_needed(const char *text)
{
    int64_t value;

    for (int32_t decimals = 0; decimals <= CPF__MAX_DECIMALS; decimals++) {
        cpf_status status = cpf_decimal_parse(text, decimals, 0, &value);

        if (status == CPF_OK)
            return decimals;
        if (status == CPF_E_SYNTAX)
            break;
    }
    return CPF_NONE;
}

/* Decimals common to all texts, CPF_NONE when one of them is no number. */
static int32_t decimals_of_all(const char *const *used, int32_t different)
{
    int32_t most = different ? 0 : CPF_NONE;
    int64_t value;

    for (int32_t i = 0; i < different; i++) {
        int32_t needed = decimals_needed(used[i]);

        if (needed == CPF_NONE)
            return CPF_NONE;
        most = needed > most ? needed : most;
    }
    for (int32_t i = 0; i < different; i++)
        if (cpf_decimal_parse(used[i], most, 0, &value) != CPF_OK)
            return CPF_NONE;
    return most;
}

static int make_numbers(cpf__build *build, cpf__attribute *attribute)
{
    int32_t units = build->model->tree->count;

    attribute->number = cpf__alloc(build->context, units, sizeof *attribute->number);
    attribute->number_valid = cpf__alloc(build->context, cpf__bits_bytes(units), 1);
    return attribute->number && attribute->number_valid;
}

int cpf__numbers_of_texts(cpf__build *build, cpf__attribute *attribute, const cpf__map *texts, const char *const *used,
                          int32_t different)
{
    int32_t decimals = attribute->text ? decimals_of_all(used, different) : CPF_NONE;
    int32_t count = cpf__map_count(texts);
    int64_t *values;

    if (decimals == CPF_NONE)
        return 1;
    values = cpf__alloc(build->context, count, sizeof *values);
    if (!values || !make_numbers(build, attribute)) {
        cpf__free(build->context, values);
        return 0;
    }
    attribute->decimals = decimals;
    /* Texts that no unit has any more may be no numbers; they are not asked for. */
    for (int32_t i = 0; i < count; i++)
        (void)cpf_decimal_parse(cpf__map_code(texts, i), decimals, 0, &values[i]);
    for (int32_t unit = 0; unit < build->model->tree->count; unit++) {
        if (attribute->text[unit] == CPF_NONE)
            continue;
        attribute->number[unit] = values[attribute->text[unit]];
        cpf__bit_set(attribute->number_valid, unit, 1);
    }
    cpf__free(build->context, values);
    return 1;
}

static void put_part(cpf__build *build, cpf__attribute *attribute, const cpf__attribute_part *part)
{
    const int32_t *unit_of_input = build->model->unit_of_input;

    for (int64_t i = 0; i < part->count; i++) {
        int32_t unit = unit_of_input[part->first + i];

        if (cpf__rescale(part->values[i], part->decimals, attribute->decimals, -1, &attribute->number[unit]) !=
            CPF_OK) {
            cpf__tell(build, cpf__member(build, ""), CPF__MODEL(ATTRIBUTE_LARGE), attribute->name,
                      (int)attribute->decimals);
            return;
        }
        cpf__bit_set(attribute->number_valid, unit, 1);
    }
}

int cpf__numbers_of_parts(cpf__build *build, cpf__attribute *attribute, const cpf__attribute_draft *draft)
{
    int64_t units = build->plan->unit_parents.count;

    if (!make_numbers(build, attribute))
        return 0;
    for (int64_t i = 0; i < draft->parts.count; i++)
        if (draft->parts.items[i].decimals > attribute->decimals)
            attribute->decimals = draft->parts.items[i].decimals;
    for (int64_t i = 0; i < draft->parts.count; i++) {
        const cpf__attribute_part *part = &draft->parts.items[i];

        if (part->count > units || part->first > units - part->count)
            cpf__tell(build, cpf__member(build, ""), CPF__MODEL(ATTRIBUTE_SPAN), attribute->name,
                      (long long)part->first, (long long)part->count, (long long)units);
        else
            put_part(build, attribute, part);
    }
    return 1;
}
