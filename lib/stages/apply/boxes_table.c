/* SPDX-License-Identifier: MIT */
/* Nine boxes: performance beside potential, a value at a cut point above it. */
#include "apply_common.h"
#include "apply_tables.h"
#include "bits.h"
#include "ordered.h"
#include "table.h"
#include "text.h"

enum { SIDES = 3 };

enum {
    BOX,
    UNIT,
    NAME,
    PERIOD,
    TOTAL,
    POTENTIAL,
    PERFORMANCE_CLASS,
    POTENTIAL_CLASS,
    PLACE,
    TITLE,
    TITLE_ZH,
    REASON,
    REASON_ZH,
    COLUMNS
};

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
    [REASON] = {"reason", {"Reason", "原因（英）"}, CPF_COLUMN_TEXT, 0},
    [REASON_ZH] = {"reason_zh", {"Reason (Chinese)", "原因"}, CPF_COLUMN_TEXT, 0},
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
    cpf_text *reason[2]; /* in both languages */
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

/* A number without zeros at its end. */
static void add_number(cpf_text *text, int64_t value, int32_t decimals)
{
    for (; decimals > 0 && value % 10 == 0; decimals--)
        value /= 10;
    cpf__text_add_decimal(text, value, decimals);
}

/* One side of the boxes: its name, and what its classes say with their edges. */
typedef struct box_side {
    const char *name[2];
    int32_t low, high, value; /* fields, column */
} box_side;
static const box_side box_sides[] = {
    {{"performance", "绩效"}, CPF__BOX_PERFORMANCE_LOW, CPF__BOX_PERFORMANCE_HIGH, TOTAL},
    {{"potential", "潜力"}, CPF__BOX_POTENTIAL_LOW, CPF__BOX_POTENTIAL_HIGH, POTENTIAL},
};
enum { EDGE_DECIMALS = 4 };

static void add_edge(const box_work *at, cpf_text *text, const char *word, int32_t field)
{
    cpf__text_add(text, word);
    add_number(text, cpf__record_value(at->boxes, field, at->box), EDGE_DECIMALS);
}

/* "performance 75.5, from 60 on, below 90"; of class 0 there is nothing known. */
static void add_side(const box_work *at, const box_side *side, int32_t found, int64_t row, int32_t language)
{
    static const char *const words[][2] = {
        {" is not known", "未知"}, {", from ", "，不低于 "}, {", below ", "，低于 "}};
    cpf_text *text = at->reason[language];

    cpf__text_add(text, side->name[language]);
    if (!found) {
        cpf__text_add(text, words[0][language]);
        return;
    }
    cpf__text_add(text, " ");
    if (row >= 0)
        add_number(text, cpf_table_decimals(at->table, side->value)[row],
                   cpf_table_row_decimals(at->table, side->value, row));
    if (found > 1)
        add_edge(at, text, words[1][language], found == SIDES ? side->high : side->low);
    if (found < SIDES)
        add_edge(at, text, words[2][language], found == 1 ? side->low : side->high);
}

static void fill_reason(const box_work *at, int32_t performance, int32_t potential, int64_t row)
{
    static const char *const between[2] = {"; ", "；"};

    for (int32_t language = 0; language < 2; language++) {
        cpf__text_cut(at->reason[language], 0);
        add_side(at, &box_sides[0], performance, row, language);
        cpf__text_add(at->reason[language], between[language]);
        add_side(at, &box_sides[1], potential, row, language);
        cpf__table_set_text(at->table, language ? REASON_ZH : REASON, row, cpf_text_data(at->reason[language]));
    }
}

static void fill(const box_work *at, const cpf__result *result, cpf_id unit)
{
    int64_t row = cpf__table_add_row(at->table);
    int32_t performance = fill_performance(at, result, unit, row), potential = fill_potential(at, unit, row), place;

    cpf__table_set_text(at->table, BOX, row, cpf__record_text(at->boxes, CPF__BOX_CODE, at->box));
    cpf__set_unit(at->table, UNIT, row, at->view->model, unit);
    cpf__table_set_text(at->table, PERIOD, row, at->view->model->calendar->periods[result->period].code);
    fill_reason(at, performance, potential, row);
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
    int failed;

    at->table = cpf__table_new(at->view->context, "boxes", 0, columns, COLUMNS);
    at->reason[0] = cpf__text_new(at->view->context);
    at->reason[1] = cpf__text_new(at->view->context);
    for (int64_t i = 0; order && i < at->boxes->count; i++) {
        at->box = order[i];
        for (int32_t k = 0; k < results->count; k++)
            fill_result(at, &results->items[k]);
    }
    cpf__free(at->view->context, order);
    failed = !order || cpf__text_failed(at->reason[0]) || cpf__text_failed(at->reason[1]);
    cpf_text_free(at->reason[0]);
    cpf_text_free(at->reason[1]);
    if (!failed)
        return cpf__table_done(at->table, table, error);
    cpf_table_free(at->table);
    return cpf__no_memory(error);
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
