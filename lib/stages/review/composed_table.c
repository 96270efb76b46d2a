/* SPDX-License-Identifier: MIT */
/* Results of long periods, and the parts that they are made of. */
#include "composition.h"
#include "review_tables.h"

enum { UNIT, NAME, SCORECARD, PERIOD, RULE, TOTAL, PARTS, MISSING, MISSING_WEIGHT, COLUMNS };

static const cpf__column columns[COLUMNS] = {
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [NAME] = {"name", {"Name", "名称"}, CPF_COLUMN_TEXT, 0},
    [SCORECARD] = {"scorecard", {"Scorecard", "评分卡"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "周期"}, CPF_COLUMN_TEXT, 0},
    [RULE] = {"rule", {"Rule", "合成规则"}, CPF_COLUMN_TEXT, 0},
    [TOTAL] = {"total", {"Total", "总分"}, CPF_COLUMN_DECIMAL, 2},
    [PARTS] = {"parts", {"Parts", "计入期数"}, CPF_COLUMN_DECIMAL, 0},
    [MISSING] = {"missing", {"Parts missing", "缺失期数"}, CPF_COLUMN_DECIMAL, 0},
    [MISSING_WEIGHT] = {"missing_weight", {"Weight missing", "缺失权重"}, CPF_COLUMN_DECIMAL, 4},
};

enum { PART_UNIT, PART_PERIOD, PART_PART, PART_WEIGHT, PART_TOTAL, PART_COLUMNS };

static const cpf__column part_columns[PART_COLUMNS] = {
    [PART_UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [PART_PERIOD] = {"period", {"Period", "周期"}, CPF_COLUMN_TEXT, 0},
    [PART_PART] = {"part", {"Part", "组成部分"}, CPF_COLUMN_TEXT, 0},
    [PART_WEIGHT] = {"weight", {"Weight", "权重"}, CPF_COLUMN_DECIMAL, 4},
    [PART_TOTAL] = {"total", {"Total", "总分"}, CPF_COLUMN_DECIMAL, 2},
};

static const char *const rule_names[] = {"mean", "weighted", "cumulative"};

static const char *period_code(const cpf__composition *composition, cpf_id period)
{
    return composition->view->model->calendar->periods[period].code;
}

static void put_whole(const cpf__composition *composition, cpf_id unit, const cpf__composed *composed, cpf_table *table)
{
    const cpf_model *model = composition->view->model;
    int64_t row = cpf__table_add_row(table);

    if (row < 0)
        return;
    cpf__table_set_text(table, UNIT, row, cpf_model_unit_code(model, unit));
    cpf__table_set_text(table, NAME, row, cpf_model_unit_name(model, unit));
    cpf__table_set_text(table, SCORECARD, row, composed->scorecard);
    cpf__table_set_text(table, PERIOD, row, period_code(composition, composition->period));
    cpf__table_set_text(table, RULE, row, rule_names[composition->rule]);
    if (composed->has_total)
        cpf__table_set_scaled(table, TOTAL, row, composed->total, composed->decimals);
    cpf__table_set_decimal(table, PARTS, row, composed->parts);
    cpf__table_set_decimal(table, MISSING, row, composed->missing);
    cpf__table_set_decimal(table, MISSING_WEIGHT, row, composed->missing_weight);
}

static void put_parts(const cpf__composition *composition, cpf_id unit, const cpf__composed *composed, cpf_table *table)
{
    const cpf_model *model = composition->view->model;

    (void)composed;
    for (int32_t i = 0; i < composition->count; i++) {
        const cpf__composition_member *member = &composition->members[i];
        int64_t total, row = cpf__table_add_row(table);
        int32_t decimals;

        if (row < 0)
            return;
        cpf__table_set_text(table, PART_UNIT, row, cpf_model_unit_code(model, unit));
        cpf__table_set_text(table, PART_PERIOD, row, period_code(composition, composition->period));
        cpf__table_set_text(table, PART_PART, row, period_code(composition, member->period));
        cpf__table_set_decimal(table, PART_WEIGHT, row, member->weight);
        if (member->result && cpf__result_total(member->result, unit, &total, &decimals))
            cpf__table_set_scaled(table, PART_TOTAL, row, total, decimals);
    }
}

/* What each of the two tables puts for a unit. */
typedef void put_composed(const cpf__composition *composition, cpf_id unit, const cpf__composed *composed,
                          cpf_table *table);

static cpf_status put_units(const cpf__composition *composition, put_composed *put, cpf_table *table, cpf_error **error)
{
    int32_t units = cpf_model_unit_count(composition->view->model);

    for (cpf_id unit = 0; unit < units; unit++) {
        cpf__composed composed;
        cpf_status status;

        if (!cpf__compose(composition, unit, &composed, &status))
            continue;
        if (status != CPF_OK)
            return cpf__bad_argument(composition->view->context, error, "results");
        put(composition, unit, &composed, table);
    }
    return CPF_OK;
}

static cpf_status put_compositions(const cpf__stage_view *view, const cpf__results *results, put_composed *put,
                                   cpf_table *table, cpf_error **error)
{
    const cpf__records *records = cpf__model_records(view->model, &cpf__record_composition);
    cpf_status status = CPF_OK;

    for (int64_t row = 0; row < records->count && status == CPF_OK; row++) {
        cpf__composition composition;

        if (view->period != CPF_NONE && cpf__record_value(records, CPF__COMPOSITION_PERIOD, row) != view->period)
            continue;
        status = cpf__composition_open(view, results, row, &composition, error);
        if (status == CPF_OK)
            status = put_units(&composition, put, table, error);
        cpf__composition_close(&composition);
    }
    return status;
}

static cpf_status make_table(const cpf__stage_view *view, cpf_table *made, put_composed *put, cpf_table **table,
                             cpf_error **error)
{
    cpf__results results;
    cpf_status status = made ? cpf__results_open(view, &results, error) : cpf__no_memory(error);

    if (status != CPF_OK) {
        cpf_table_free(made);
        return status;
    }
    status = put_compositions(view, &results, put, made, error);
    cpf__results_close(&results);
    if (status == CPF_OK)
        return cpf__table_done(made, table, error);
    cpf_table_free(made);
    return status;
}

static int is_asked(const cpf__stage_view *view)
{
    return view->earlier && cpf__model_records(view->model, &cpf__record_composition)->count;
}

cpf_status cpf__composed_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    if (!is_asked(view))
        return CPF_OK;
    return make_table(view, cpf__table_new(view->context, "composed", 0, columns, COLUMNS), put_whole, table, error);
}

cpf_status cpf__composed_parts_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    if (!is_asked(view))
        return CPF_OK;
    return make_table(view, cpf__table_new(view->context, "composed_parts", 0, part_columns, PART_COLUMNS), put_parts,
                      table, error);
}
