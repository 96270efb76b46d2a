/* SPDX-License-Identifier: MIT */
/* Points of every criterion, and of every track as a whole. */
#include "apply_tables.h"
#include "table.h"
#include "tiers.h"

enum { UNIT, NAME, PERIOD, TRACK, INDICATOR, VALUE, POINTS, MAXIMUM, MINIMUM, ENOUGH, TIER, COLUMNS };

static const cpf__column columns[COLUMNS] = {
    [UNIT] = CPF__COLUMN_UNIT,
    [NAME] = CPF__COLUMN_NAME,
    [PERIOD] = CPF__COLUMN_PERIOD,
    [TRACK] = {"track", {"Track", "评级路径"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator (none: the track)", "指标（空为路径合计）"}, CPF_COLUMN_TEXT, 0},
    [VALUE] = {"value", {"Value", "实际值"}, CPF_COLUMN_DECIMAL, 0},
    [POINTS] = {"points", {"Points", "得分"}, CPF_COLUMN_DECIMAL, CPF__TIER_POINT_DECIMALS},
    [MAXIMUM] = {"maximum", {"Most points", "满分"}, CPF_COLUMN_DECIMAL, CPF__TIER_POINT_DECIMALS},
    [MINIMUM] = {"minimum", {"Least points", "最低得分"}, CPF_COLUMN_DECIMAL, CPF__TIER_POINT_DECIMALS},
    [ENOUGH] = {"enough", {"Minimum met", "是否达到最低要求"}, CPF_COLUMN_FLAG, 0},
    [TIER] = {"tier", {"Tier earned", "应得等级"}, CPF_COLUMN_TEXT, 0},
};

static int64_t new_row(cpf_table *table, const cpf__tier_seen *seen, int32_t track)
{
    const cpf_model *model = seen->ladder->view->model;
    int64_t row = cpf__table_add_row(table);

    cpf__set_unit(table, UNIT, row, model, seen->unit);
    cpf__table_set_text(table, PERIOD, row, model->calendar->periods[seen->period].code);
    cpf__table_set_text(table, TRACK, row, seen->ladder->tracks[track]);
    return row;
}

static void show_criterion(cpf_table *table, const cpf__tier_seen *seen, int64_t i)
{
    const cpf__ladder_criterion *criterion = &seen->ladder->criteria[i];
    const cpf__records *rows = seen->ladder->rows;
    const struct cpf_indicator *indicator = &seen->ladder->view->model->indicators[criterion->indicator];
    int64_t row = new_row(table, seen, criterion->track);

    cpf__table_set_text(table, INDICATOR, row, indicator->code);
    if (seen->points[i].known)
        cpf__table_set_scaled(table, VALUE, row, seen->points[i].value, indicator->decimals);
    if (seen->points[i].known)
        cpf__table_set_decimal(table, POINTS, row, seen->points[i].points);
    cpf__table_set_decimal(table, MAXIMUM, row, cpf__record_value(rows, CPF__TIER_CRITERION_MAXIMUM, criterion->row));
    if (cpf__record_has(rows, CPF__TIER_CRITERION_MINIMUM, criterion->row))
        cpf__table_set_decimal(table, MINIMUM, row,
                               cpf__record_value(rows, CPF__TIER_CRITERION_MINIMUM, criterion->row));
    cpf__table_set_int(table, ENOUGH, row, seen->points[i].enough);
}

static void show_track(cpf_table *table, const cpf__tier_seen *seen, int32_t track)
{
    const cpf__track_points *points = &seen->tracks[track];
    int64_t row;

    for (int64_t i = 0; i < seen->ladder->criterion_count; i++)
        if (seen->ladder->criteria[i].track == track)
            show_criterion(table, seen, i);
    row = new_row(table, seen, track);
    cpf__table_set_decimal(table, POINTS, row, points->total);
    cpf__table_set_int(table, ENOUGH, row, points->enough);
    if (points->earned)
        cpf__table_set_text(table, TIER, row, seen->ladder->names[points->earned]);
}

static void show(void *user, const cpf__tier_seen *seen)
{
    for (int32_t track = 0; track < seen->ladder->track_count; track++)
        show_track(user, seen, track);
}

cpf_status cpf__tier_points_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    cpf_table *made;
    cpf_status status;

    if (!cpf__model_records(view->model, &cpf__record_tier_rule)->count)
        return CPF_OK;
    made = cpf__table_new(view->context, "tier_points", 0, columns, COLUMNS);
    status = made ? cpf__tiers_walk(view, show, made, error) : cpf__no_memory(error);
    if (status == CPF_OK)
        return cpf__table_done(made, table, error);
    cpf_table_free(made);
    return status;
}
