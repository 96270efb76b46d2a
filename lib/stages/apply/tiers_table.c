/* SPDX-License-Identifier: MIT */
/* Tiers: where a unit stands, how far the next one is, and when it would lose its own. */
#include "apply_tables.h"
#include "table.h"
#include "text.h"
#include "tiers.h"

enum {
    UNIT,
    NAME,
    PERIOD,
    TRACK,
    POINTS,
    BEFORE,
    TIER,
    REASON,
    NEXT,
    NEXT_TRACK,
    DISTANCE,
    LACKING,
    SHORT,
    DEMOTION,
    DEMOTION_ON,
    COLUMNS
};

static const cpf__column columns[COLUMNS] = {
    [UNIT] = CPF__COLUMN_UNIT,
    [NAME] = CPF__COLUMN_NAME,
    [PERIOD] = CPF__COLUMN_PERIOD,
    [TRACK] = {"best_track", {"Best track", "最佳路径"}, CPF_COLUMN_TEXT, 0},
    [POINTS] = {"points", {"Points", "得分"}, CPF_COLUMN_DECIMAL, CPF__TIER_POINT_DECIMALS},
    [BEFORE] = {"tier_before", {"Tier before", "原等级"}, CPF_COLUMN_TEXT, 0},
    [TIER] = {"tier", {"Tier", "等级"}, CPF_COLUMN_TEXT, 0},
    [REASON] = {"reason", {"Reason", "原因"}, CPF_COLUMN_TEXT, 0},
    [NEXT] = {"next_tier", {"Next tier", "下一等级"}, CPF_COLUMN_TEXT, 0},
    [NEXT_TRACK] = {"next_track", {"Nearest track", "最近路径"}, CPF_COLUMN_TEXT, 0},
    [DISTANCE] = {"distance", {"Points to it", "相差得分"}, CPF_COLUMN_DECIMAL, CPF__TIER_POINT_DECIMALS},
    [LACKING] = {"lacking", {"Below their minimum", "未达最低要求"}, CPF_COLUMN_TEXT, 0},
    [SHORT] = {"periods_short", {"Periods short", "连续未达期数"}, CPF_COLUMN_DECIMAL, 0},
    [DEMOTION] = {"demotion_period", {"Goes down in", "将降级周期"}, CPF_COLUMN_TEXT, 0},
    [DEMOTION_ON] = {"demotion_on", {"Goes down on", "将降级日期"}, CPF_COLUMN_DAY, 0},
};

static const char *const reasons[CPF__TIER_REASONS] = {
    [CPF__TIER_SAME] = "same",       [CPF__TIER_PROMOTED] = "promoted",   [CPF__TIER_WAITS] = "waits_for_review",
    [CPF__TIER_HELD] = "held",       [CPF__TIER_PROTECTED] = "protected", [CPF__TIER_GRACE] = "grace",
    [CPF__TIER_DEMOTED] = "demoted",
};

/* What is being filled. */
typedef struct tier_table {
    cpf_table *table;
    cpf_text *list;
} tier_table;

static const char *tier_name(const cpf__ladder *ladder, int32_t tier)
{
    return tier > 0 ? ladder->names[tier] : NULL;
}

/* The track in which the tier is nearest; CPF_NONE: none has it. */
static int32_t nearest_track(const cpf__tier_seen *seen, int32_t tier, int64_t *distance)
{
    int32_t nearest = CPF_NONE;

    for (int32_t i = 0; i < seen->ladder->track_count; i++) {
        int64_t limit = cpf__ladder_limit(seen->ladder, i, tier);
        int64_t missing = limit == INT64_MAX ? 0 : limit - seen->tracks[i].total;

        if (limit == INT64_MAX)
            continue;
        missing = missing > 0 ? missing : 0;
        if (nearest != CPF_NONE && missing >= *distance)
            continue;
        nearest = i;
        *distance = missing;
    }
    return nearest;
}

/* The criteria of a track that are below their minimum. */
static const char *lacking(const tier_table *at, const cpf__tier_seen *seen, int32_t track)
{
    const cpf__ladder *ladder = seen->ladder;

    cpf__text_cut(at->list, 0);
    for (int64_t i = 0; i < ladder->criterion_count; i++) {
        if (ladder->criteria[i].track != track || seen->points[i].enough)
            continue;
        cpf__text_add(at->list, cpf_text_length(at->list) ? ", " : "");
        cpf__text_add(at->list, ladder->view->model->indicators[ladder->criteria[i].indicator].code);
    }
    return cpf_text_data(at->list);
}

/* The next tier above is the lowest one that has a limit in some track. */
static void fill_next(const tier_table *at, const cpf__tier_seen *seen, int64_t row)
{
    const cpf__ladder *ladder = seen->ladder;
    int32_t next = seen->place->now + 1, track = CPF_NONE;
    int64_t distance = 0;

    for (; next <= ladder->ranks; next++) {
        track = nearest_track(seen, next, &distance);
        if (track != CPF_NONE)
            break;
    }
    if (track == CPF_NONE)
        return;
    cpf__set_text(at->table, NEXT, row, tier_name(ladder, next));
    cpf__table_set_text(at->table, NEXT_TRACK, row, ladder->tracks[track]);
    cpf__table_set_decimal(at->table, DISTANCE, row, distance);
    cpf__set_text(at->table, LACKING, row, lacking(at, seen, track));
}

/* The period at whose end the tier is lost; the calendar may end before. */
static void fill_warning(const tier_table *at, const cpf__tier_seen *seen, int64_t row)
{
    const cpf__calendar *calendar = seen->ladder->view->model->calendar;
    cpf_id period = seen->period;

    for (int32_t i = 0; i < seen->place->left && period != CPF_NONE; i++) {
        cpf_id next = period + 1;

        period = next < calendar->count && calendar->periods[next].previous == period ? next : CPF_NONE;
    }
    if (!seen->place->left || period == CPF_NONE)
        return;
    cpf__table_set_text(at->table, DEMOTION, row, calendar->periods[period].code);
    cpf__table_set_int(at->table, DEMOTION_ON, row, calendar->periods[period].to);
}

static void show(void *user, const cpf__tier_seen *seen)
{
    const tier_table *at = user;
    const cpf__ladder *ladder = seen->ladder;
    const cpf_model *model = ladder->view->model;
    int64_t row = cpf__table_add_row(at->table);

    cpf__set_unit(at->table, UNIT, row, model, seen->unit);
    cpf__table_set_text(at->table, PERIOD, row, model->calendar->periods[seen->period].code);
    cpf__table_set_text(at->table, TRACK, row, ladder->tracks[seen->best]);
    cpf__table_set_decimal(at->table, POINTS, row, seen->tracks[seen->best].total);
    cpf__set_text(at->table, BEFORE, row, tier_name(ladder, seen->place->before));
    cpf__set_text(at->table, TIER, row, tier_name(ladder, seen->place->now));
    cpf__table_set_text(at->table, REASON, row, reasons[seen->place->reason]);
    cpf__table_set_decimal(at->table, SHORT, row, seen->place->below);
    fill_next(at, seen, row);
    fill_warning(at, seen, row);
}

cpf_status cpf__tiers_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    tier_table at;
    cpf_status status;

    if (!cpf__model_records(view->model, &cpf__record_tier_rule)->count)
        return CPF_OK;
    at = (tier_table){cpf__table_new(view->context, "tiers", 0, columns, COLUMNS), cpf__text_new(view->context)};
    status = cpf__tiers_walk(view, show, &at, error);
    if (status == CPF_OK && cpf__text_failed(at.list))
        status = cpf__no_memory(error);
    cpf_text_free(at.list);
    if (status == CPF_OK)
        return cpf__table_done(at.table, table, error);
    cpf_table_free(at.table);
    return status;
}
