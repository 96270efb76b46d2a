/* SPDX-License-Identifier: MIT */
#include "factors.h"

#include <string.h>

#include "goal_messages.h"
#include "mem.h"

enum { INDICATOR, ATTRIBUTE, VALUE, PERIOD, LEVEL, FACTOR };
#define MOST INT64_C(1000000000000000000)

static const cpf__records *factor_records(const cpf_model *model)
{
    return cpf__model_records(model, &cpf__record_factor);
}

int cpf__factors_any(const cpf_model *model)
{
    return factor_records(model)->count > 0;
}

/* How much the record says, when it speaks of the goal; 0 when it does not. */
static int64_t says(const cpf_model *model, const struct cpf_goal *goal, int64_t row)
{
    const cpf__records *records = factor_records(model);
    const struct cpf_period *periods = model->calendar->periods, *own = &periods[goal->period];
    int64_t much = 1;

    if (cpf__record_has(records, INDICATOR, row)) {
        if (cpf__record_value(records, INDICATOR, row) != goal->indicator)
            return 0;
        much += INT64_C(1) << 50;
    }
    if (cpf__record_has(records, LEVEL, row))
        much += INT64_C(1) << 48;
    if (cpf__record_has(records, PERIOD, row)) {
        const struct cpf_period *wide = &periods[cpf__record_value(records, PERIOD, row)];

        if (own->from < wide->from || own->to > wide->to)
            return 0;
        much += (INT64_C(1) << 40) - (wide->to - wide->from);
    }
    return much;
}

/* The table of the attribute, made when there is none yet; NULL without memory. */
static cpf__factor_table *table_of(cpf__factors *factors, cpf_id attribute)
{
    const cpf_model *model = factors->model;
    cpf__factor_table *table = factors->tables;
    int64_t cells;

    while (table < factors->tables + factors->count && table->attribute != attribute)
        table++;
    if (table < factors->tables + factors->count)
        return table;
    table->attribute = attribute;
    table->texts = cpf__map_count(model->attributes[attribute].texts);
    cells = (int64_t)table->texts * model->level_count;
    table->values = cpf__alloc(model->context, cells, sizeof *table->values);
    table->said = cpf__alloc(model->context, cells, sizeof *table->said);
    if (!table->values || !table->said)
        return NULL;
    for (int64_t i = 0; i < cells; i++)
        table->values[i] = CPF__FACTOR_WHOLE;
    factors->count++;
    return table;
}

/* The record's factor wherever none before it said as much. */
static void put_record(const cpf__factors *factors, const cpf__factor_table *table, int64_t row, int64_t much)
{
    const cpf__records *records = factor_records(factors->model);
    const char *value = cpf__record_text(records, VALUE, row);
    cpf_id text = cpf__map_find(factors->model->attributes[table->attribute].texts, value, (int64_t)strlen(value));
    int64_t only = cpf__record_has(records, LEVEL, row) ? cpf__record_value(records, LEVEL, row) : CPF_NONE;

    for (int32_t level = 0; text != CPF_NONE && level < factors->model->level_count; level++) {
        int64_t cell = (int64_t)level * table->texts + text;

        if ((only != CPF_NONE && only != level) || much <= table->said[cell])
            continue;
        table->said[cell] = much;
        table->values[cell] = cpf__record_value(records, FACTOR, row);
    }
}

static int64_t common_divisor(int64_t a, int64_t b)
{
    while (b) {
        int64_t rest = a % b;

        a = b;
        b = rest;
    }
    return a;
}

static void find_shared(const cpf_model *model, cpf__factor_table *table)
{
    table->shared = CPF__FACTOR_WHOLE;
    for (int64_t i = 0; i < (int64_t)table->texts * model->level_count; i++)
        table->shared = common_divisor(table->shared, table->values[i]);
}

cpf_status cpf__factors_open(cpf__factors *factors, const cpf_model *model, cpf_id goal, cpf_error **error)
{
    const cpf__records *records = factor_records(model);

    *factors = (cpf__factors){.model = model};
    if (!records->count)
        return CPF_OK;
    factors->tables = cpf__alloc(model->context, model->attribute_count, sizeof *factors->tables);
    if (!factors->tables)
        return cpf__no_memory(error);
    for (int64_t row = 0; row < records->count; row++) {
        int64_t much = says(model, &model->goals[goal], row);
        cpf__factor_table *table =
            much ? table_of(factors, (cpf_id)cpf__record_value(records, ATTRIBUTE, row)) : factors->tables;

        if (!table)
            return cpf__no_memory(error);
        if (much)
            put_record(factors, table, row, much);
    }
    for (int32_t i = 0; i < factors->count; i++)
        find_shared(model, &factors->tables[i]);
    return CPF_OK;
}

void cpf__factors_close(cpf__factors *factors)
{
    for (int32_t i = 0; factors->tables && i < factors->model->attribute_count; i++) {
        cpf__free(factors->model->context, factors->tables[i].values);
        cpf__free(factors->model->context, factors->tables[i].said);
    }
    if (factors->model)
        cpf__free(factors->model->context, factors->tables);
    *factors = (cpf__factors){0};
}

/* 0: a product has too many digits, at *unit. */
static int multiply(const cpf__factors *factors, int64_t *product, cpf_id *unit)
{
    for (*unit = 0; *unit < factors->model->tree->count; ++*unit) {
        product[*unit] = 1;
        for (int32_t i = 0; i < factors->count; i++) {
            int64_t factor = cpf__factor_at(factors, i, *unit) / factors->tables[i].shared;

            if (__builtin_mul_overflow(product[*unit], factor, &product[*unit]) || product[*unit] > MOST)
                return 0;
        }
    }
    return 1;
}

cpf_status cpf__factors_product(const cpf_model *model, cpf_id goal, int64_t **product, cpf_error **error)
{
    cpf__factors factors;
    cpf_status status = cpf__factors_open(&factors, model, goal, error);
    cpf_id unit = 0;

    *product = NULL;
    if (status == CPF_OK && factors.count) {
        *product = cpf__alloc_column(model->context, model->tree->count, sizeof **product);
        if (!*product)
            status = cpf__no_memory(error);
        else if (!multiply(&factors, *product, &unit))
            status = cpf__goal_find(model, goal, CPF__GOAL_FACTOR_RANGE, cpf_model_unit_code(model, unit), CPF_NONE,
                                    NULL, error);
    }
    cpf__factors_close(&factors);
    return status;
}
