/* SPDX-License-Identifier: MIT */
/* Nine boxes: performance beside potential, a value at a cut point above it. */
#include "apply_common.h"
#include "apply_tables.h"
#include "bits.h"
#include "ordered.h"
#include "table.h"

enum { SIDES = 3 };

enum { BOX, UNIT, NAME, PERIOD, TOTAL, POTENTIAL, PERFORMANCE_CLASS, POTENTIAL_CLASS, PLACE, TITLE, TITLE_ZH, COLUMNS };

static const cpf__column columns[COLUMNS] = {
    [BOX] = {"box", {"Boxes", "九宫格"}, CPF_COLUMN_TEXT, 0},
    [UNIT] = CPF__COLUMN_UNIT,
    [NAME] = CPF__COLUMN_NAME,
    [PERIOD] = CPF__COLUMN_PERIOD,
    [TOTAL] = {"performance", {"Performance", "绩效总分"}, CPF_COLUMN_DECIMAL, 0},
    [POTENTIAL] = {"potential", {"Potential", "潜力"}, CPF_COLUMN_DECIMAL, 0},
    [PERFORMANCE_CLASS] = {"performance_class", {"Performance class", "绩效档"}, CPF_COLUMN_DECIMAL, 0},
    [POTENTIAL_CLASS] = {"potential_class", {"Potential class", "潜力档"}, CPF_COLUMN_DECIMAL, 0},
    [PLACE] = {"place", {"Box", "格位"}, CPF_COLUMN_DECIMAL, 0},
    [TITLE] = {"title", {"Title", "名称（英）"}, CPF_COLUMN_TEXT, 0},
    [TITLE_ZH] = {"title_zh", {"Title (Chinese)", "格位名称"}, CPF_COLUMN_TEXT, 0},
};

/* By potential, then performance, both upwards. */
static const char *const titles[SIDES * SIDES][2] = {
    {"to improve", "待改进"},      {"effective", "胜任者"},     {"trusted professional", "专业骨干"},
    {"inconsistent", "待观察"},    {"core player", "中坚力量"}, {"high performer", "绩效之星"},
    {"rough diamond", "潜力待发"}, {"growing", "成长之星"},     {"star", "明星"},
};

typedef struct box_work {
    const cpf__stage_view *view;
    const cpf__records *boxes;
    cpf_table *table;
    int64_t box;
} box_work;

/* 1, 2 or 3 by the two cut points. */
static int32_t class_of(const box_work *at, int32_t low_field, int32_t high_field, int64_t value, int32_t decimals)
{
    cpf__ratio exact = cpf__ratio_of(value, decimals);

    return 1 + (cpf__ratio_compare(exact, cpf__field_ratio(at->boxes, low_field, at->box)) >= 0) +
           (cpf__ratio_compare(exact, cpf__field_ratio(at->boxes, high_field, at->box)) >= 0);
}

/* Class of the total and of the potential; 0: there is none. */
static int32_t fill_performance(const box_work *at, const cpf__result *result, cpf_id unit, int64_t row)
{
    int64_t total;
    int32_t decimals, found;

    if (!cpf__result_total(result, unit, &total, &decimals))
        return 0;
    found = class_of(at, CPF__BOX_PERFORMANCE_LOW, CPF__BOX_PERFORMANCE_HIGH, total, decimals);
    cpf__table_set_scaled(at->table, TOTAL, row, total, decimals);
    cpf__table_set_decimal(at->table, PERFORMANCE_CLASS, row, found);
    return found;
}

static int32_t fill_potential(const box_work *at, cpf_id unit, int64_t row)
{
    const cpf__attribute *attribute =
        &at->view->model->attributes[cpf__record_value(at->boxes, CPF__BOX_POTENTIAL, at->box)];
    int32_t found;

    if (!attribute->number || !cpf__bit(attribute->number_valid, unit))
        return 0;
    found = class_of(at, CPF__BOX_POTENTIAL_LOW, CPF__BOX_POTENTIAL_HIGH, attribute->number[unit], attribute->decimals);
    cpf__table_set_scaled(at->table, POTENTIAL, row, attribute->number[unit], attribute->decimals);
    cpf__table_set_decimal(at->table, POTENTIAL_CLASS, row, found);
    return found;
}

static void fill(const box_work *at, const cpf__result *result, cpf_id unit)
{
    int64_t row = cpf__table_add_row(at->table);
    int32_t performance = fill_performance(at, result, unit, row), potential = fill_potential(at, unit, row), place;

    cpf__table_set_text(at->table, BOX, row, cpf__record_text(at->boxes, CPF__BOX_CODE, at->box));
    cpf__set_unit(at->table, UNIT, row, at->view->model, unit);
    cpf__table_set_text(at->table, PERIOD, row, at->view->model->calendar->periods[result->period].code);
    if (!performance || !potential)
        return;
    place = (potential - 1) * SIDES + performance;
    cpf__table_set_decimal(at->table, PLACE, row, place);
    cpf__table_set_text(at->table, TITLE, row, titles[place - 1][0]);
    cpf__table_set_text(at->table, TITLE_ZH, row, titles[place - 1][1]);
}

static void fill_result(const box_work *at, const cpf__result *result)
{
    const cpf_model *model = at->view->model;

    if (!cpf__is_result_wanted(at->view, result))
        return;
    for (cpf_id unit = 0; unit < model->tree->count; unit++)
        if (cpf__result_is_of(at->view, result, unit, cpf__record_value(at->boxes, CPF__BOX_SCORECARD, at->box)) &&
            cpf__means_unit(model, CPF_NONE, cpf__record_value(at->boxes, CPF__BOX_LEVEL, at->box), unit))
            fill(at, result, unit);
}

static cpf_status fill_all(box_work *at, const cpf__results *results, cpf_table **table, cpf_error **error)
{
    int64_t *order = cpf__records_by_code(at->view->context, at->boxes, CPF__BOX_CODE);

    at->table = cpf__table_new(at->view->context, "boxes", 0, columns, COLUMNS);
    for (int64_t i = 0; order && i < at->boxes->count; i++) {
        at->box = order[i];
        for (int32_t k = 0; k < results->count; k++)
            fill_result(at, &results->items[k]);
    }
    if (!order) {
        cpf_table_free(at->table);
        return cpf__no_memory(error);
    }
    cpf__free(at->view->context, order);
    return cpf__table_done(at->table, table, error);
}

cpf_status cpf__boxes_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    box_work at = {.view = view, .boxes = cpf__model_records(view->model, &cpf__record_box)};
    cpf__results results;
    cpf_status status;

    if (!at.boxes->count || !cpf_tables_count(view->earlier))
        return CPF_OK;
    status = cpf__results_open(view, &results, error);
    if (status == CPF_OK)
        status = fill_all(&at, &results, table, error);
    cpf__results_close(&results);
    return status;
}
