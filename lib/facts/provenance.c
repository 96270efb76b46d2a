/* SPDX-License-Identifier: MIT */
/* What results were computed from, so that they can be computed again, and what changed when they come out otherwise.
 */
#include "day.h"
#include "facts_in.h"
#include "fingerprint.h"
#include "table.h"
#include "text.h"

enum { ITEM, VALUE, COLUMNS };

static const cpf__column columns[COLUMNS] = {
    [ITEM] = {"item", {"Item", "项目"}, CPF_COLUMN_TEXT, 0},
    [VALUE] = {"value", {"Value", "内容"}, CPF_COLUMN_TEXT, 0},
};

static const char *const parts[] = {"units", "periods", "measures", "sources", "indicators", "goals", "scorecards"};
enum { PARTS = sizeof parts / sizeof parts[0] };

static void put(cpf_table *table, const char *item, const char *value)
{
    int64_t row = cpf__table_add_row(table);

    cpf__table_set_text(table, ITEM, row, item);
    if (*value)
        cpf__table_set_text(table, VALUE, row, value);
}

static void put_fingerprint(cpf_table *table, const char *item, const cpf__fingerprint *of)
{
    char text[CPF__FINGERPRINT_TEXT];

    cpf__fingerprint_end(of, text);
    put(table, item, text);
}

static cpf_status put_part(const cpf_model *model, const char *part, const char *item, cpf_table *table,
                           cpf_error **error)
{
    cpf__fingerprint of = cpf__fingerprint_begin();
    cpf_table *told = NULL;
    cpf_status status = cpf_model_table(model, part, &told, error);

    if (status == CPF_OK) {
        cpf__fingerprint_table(&of, told);
        put_fingerprint(table, item, &of);
    }
    cpf_table_free(told);
    return status;
}

/* Kinds of records that the plan has. */
static cpf_status put_records(const cpf_model *model, cpf_table *table, cpf_error **error)
{
    cpf_text *item = cpf__text_new(model->context);
    cpf_status status = CPF_OK;

    for (int32_t kind = 0; kind < cpf__record_kind_count && status == CPF_OK; kind++) {
        const char *name = cpf__record_kinds[kind]->entry.name;

        if (!model->records[kind].count)
            continue;
        cpf__text_cut(item, 0);
        cpf__text_add(item, "records ");
        cpf__text_add(item, name);
        status =
            cpf__text_failed(item) ? cpf__no_memory(error) : put_part(model, name, cpf_text_data(item), table, error);
    }
    if (status == CPF_OK && cpf__text_failed(item))
        status = cpf__no_memory(error);
    cpf_text_free(item);
    return status;
}

static void add_column(cpf__fingerprint *of, const cpf__cells *cells, int64_t units)
{
    for (int64_t unit = 0; unit < units; unit++) {
        int valid = !cells->valid || cpf__bit(cells->valid, unit);

        cpf__fingerprint_number(of, valid ? cells->values[unit] : INT64_MIN);
    }
}

static void put_facts(const char *item, const cpf_facts *facts, cpf_table *table)
{
    cpf__fingerprint of = cpf__fingerprint_begin();
    const cpf_model *model = facts->model;

    for (cpf_id indicator = 0; indicator < model->indicator_count; indicator++)
        for (cpf_id period = 0; period < model->calendar->count; period++) {
            const cpf__cells *cells = cpf__facts_cells(facts, indicator, period);

            cpf__fingerprint_number(&of, cells->values != NULL);
            if (cells->values)
                add_column(&of, cells, model->tree->count);
        }
    put_fingerprint(table, item, &of);
}

static void put_day(cpf_table *table, const char *item, cpf_day day)
{
    char text[16] = "";

    if (day != CPF_NO_DAY)
        cpf__day_format(day, text);
    put(table, item, text);
}

static cpf_status fill(const cpf_model *model, const cpf_facts *actuals, const cpf_facts *targets, cpf_table *table,
                       cpf_error **error)
{
    cpf_status status = CPF_OK;

    put(table, "library", cpf_version_text());
    put(table, "plan", model->code);
    put(table, "version", model->version);
    put(table, "plan text", model->digest);
    for (int32_t i = 0; i < PARTS && status == CPF_OK; i++)
        status = put_part(model, parts[i], parts[i], table, error);
    if (status == CPF_OK)
        status = put_records(model, table, error);
    if (status == CPF_OK && actuals)
        put_facts("actuals", actuals, table);
    if (status == CPF_OK && targets) {
        put_day(table, "goals as of", targets->goals_as_of);
        put_facts("targets", targets, table);
    }
    return status;
}

cpf_status cpf_provenance(const cpf_model *model, const cpf_facts *actuals, const cpf_facts *targets, cpf_table **table,
                          cpf_error **error)
{
    const char *wrong = !model                               ? "model"
                        : actuals && actuals->model != model ? "actuals"
                        : targets && targets->model != model ? "targets"
                        : !table                             ? "table"
                                                             : NULL;
    cpf_table *made;
    cpf_status status;

    if (wrong)
        return cpf__bad_argument(model ? model->context : NULL, error, wrong);
    made = cpf__table_new(model->context, "provenance", 0, columns, COLUMNS);
    status = fill(model, actuals, targets, made, error);
    if (status == CPF_OK)
        return cpf__table_done(made, table, error);
    cpf_table_free(made);
    return status;
}
