/* SPDX-License-Identifier: MIT */
/* Records as they are said: a table of texts a kind. */
#include <string.h>

#include "plan_in.h"

/* The caller's handle of one record. */
struct cpf_record {
    cpf_plan *plan;
    cpf__record_draft *table;
    int64_t row;
};

void cpf__plan_free_records(cpf_plan *plan)
{
    for (int64_t i = 0; i < plan->records.count; i++) {
        cpf__vec_free(plan->context, &plan->records.items[i]->cells);
        cpf__vec_free(plan->context, &plan->records.items[i]->spots);
    }
    cpf__vec_free(plan->context, &plan->records);
    cpf__vec_free(plan->context, &plan->record_strangers);
}

/* A kind or field that there is not: told by check and freeze. */
static void keep_stranger(cpf_plan *plan, const char *kind, const char *field)
{
    if (cpf__plan_room(plan, &plan->record_strangers))
        plan->record_strangers.items[plan->record_strangers.count++] = (cpf__record_stranger){
            plan->at, cpf__arena_text(plan->arena, kind), field ? cpf__arena_text(plan->arena, field) : NULL};
}

static cpf__record_draft *new_table(cpf_plan *plan, int32_t kind)
{
    cpf__record_draft *table = NULL;

    if (cpf__plan_room(plan, &plan->records))
        table = cpf__arena_take(plan->arena, 1, sizeof *table);
    if (!table)
        return NULL;
    table->kind = kind;
    plan->records.items[plan->records.count++] = table;
    return table;
}

static cpf__record_draft *table_of(cpf_plan *plan, const char *name)
{
    int32_t kind = name ? cpf__record_kind_find(name) : CPF_NONE;

    if (kind == CPF_NONE) {
        keep_stranger(plan, name ? name : "", NULL);
        return NULL;
    }
    for (int64_t i = 0; i < plan->records.count; i++) {
        if (plan->records.items[i]->kind == kind)
            return plan->records.items[i];
    }
    return new_table(plan, kind);
}

/* One more row without values; -1 when there is no memory. */
static int64_t add_row(cpf_plan *plan, cpf__record_draft *table)
{
    int32_t fields = cpf__record_kinds[table->kind]->entry.param_count;

    if (!cpf__plan_room(plan, &table->spots))
        return -1;
    for (int32_t i = 0; i < fields; i++) {
        if (!cpf__plan_room(plan, &table->cells)) {
            table->cells.count -= i;
            return -1;
        }
        table->cells.items[table->cells.count++] = NULL;
    }
    table->spots.items[table->spots.count] = plan->at;
    return table->spots.count++;
}

/* Texts of a table repeat row after row: one copy is enough. */
static const char *kept_text(cpf_plan *plan, const cpf__record_draft *table, int64_t row, int32_t field,
                             const char *text)
{
    int32_t fields = cpf__record_kinds[table->kind]->entry.param_count;
    const char *before = row > 0 ? table->cells.items[(row - 1) * fields + field] : NULL;

    return before && text && strcmp(before, text) == 0 ? before : cpf__plan_given(plan, text);
}

static void set_cell(cpf_plan *plan, cpf__record_draft *table, int64_t row, int32_t field, const char *text)
{
    int32_t fields = cpf__record_kinds[table->kind]->entry.param_count;

    table->cells.items[row * fields + field] = kept_text(plan, table, row, field, text);
}

cpf_record *cpf_plan_add_record(cpf_plan *plan, const char *kind)
{
    cpf__record_draft *table = plan ? table_of(plan, kind) : NULL;
    cpf_record *record = table ? cpf__arena_take(plan->arena, 1, sizeof *record) : NULL;

    if (!record)
        return NULL;
    *record = (cpf_record){plan, table, add_row(plan, table)};
    return record->row < 0 ? NULL : record;
}

void cpf_record_set(cpf_record *record, const char *field, const char *value)
{
    const cpf__record_kind *kind = record ? cpf__record_kinds[record->table->kind] : NULL;
    int32_t position = record && field ? cpf__record_field_find(kind, field) : CPF_NONE;

    if (!record)
        return;
    if (position == CPF_NONE)
        keep_stranger(record->plan, kind->entry.name, field ? field : "");
    else
        set_cell(record->plan, record->table, record->row, position, value);
}

/* Positions of the fields, those that there are not kept as strangers. NULL: there is no memory. */
static int32_t *find_fields(cpf_plan *plan, const cpf__record_kind *kind, int32_t count, const char *const *fields)
{
    int32_t *positions = cpf__arena_take(plan->arena, count, sizeof *positions);

    for (int32_t i = 0; positions && i < count; i++) {
        positions[i] = cpf__record_field_find(kind, fields[i] ? fields[i] : "");
        if (positions[i] == CPF_NONE)
            keep_stranger(plan, kind->entry.name, fields[i] ? fields[i] : "");
    }
    return positions;
}

void cpf_plan_add_records(cpf_plan *plan, const char *kind, int32_t field_count, const char *const *fields,
                          int64_t count, const char *const *cells)
{
    cpf__record_draft *table;
    int32_t *positions;

    if (!plan)
        return;
    if (field_count < 0 || count < 0 || (field_count && (!fields || (count && !cells)))) {
        cpf__plan_bad_argument(plan, "cpf_plan_add_records");
        return;
    }
    table = table_of(plan, kind);
    positions = table ? find_fields(plan, cpf__record_kinds[table->kind], field_count, fields) : NULL;
    for (int64_t i = 0; positions && i < count; i++) {
        int64_t row = add_row(plan, table);

        for (int32_t k = 0; row >= 0 && k < field_count; k++) {
            if (positions[k] != CPF_NONE)
                set_cell(plan, table, row, positions[k], cells[i * field_count + k]);
        }
    }
}
