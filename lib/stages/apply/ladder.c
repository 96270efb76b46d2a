/* SPDX-License-Identifier: MIT */
#include "ladder.h"

#include <stdlib.h>
#include <string.h>

#include "map.h"

static int compare_tracks(const void *left, const void *right)
{
    const char *a = *(const char *const *)left, *b = *(const char *const *)right;
    int order = cpf__code_compare(a, b);

    return order ? order : strcmp(a, b);
}

/* The codes of all tracks, each once, in order. */
static int32_t gather_tracks(const cpf__records *tiers, const char **tracks)
{
    int32_t count = 0;

    for (int64_t i = 0; i < tiers->count; i++)
        tracks[i] = cpf__record_text(tiers, CPF__TIER_TRACK, i);
    qsort(tracks, (size_t)tiers->count, sizeof *tracks, compare_tracks);
    for (int64_t i = 0; i < tiers->count; i++)
        if (!count || strcmp(tracks[count - 1], tracks[i]) != 0)
            tracks[count++] = tracks[i];
    return count;
}

static int32_t find_track(const cpf__ladder *ladder, const char *code)
{
    for (int32_t i = 0; i < ladder->track_count; i++)
        if (strcmp(ladder->tracks[i], code) == 0)
            return i;
    return CPF_NONE;
}

static void take_limits(const cpf__records *tiers, cpf__ladder *ladder)
{
    for (int64_t i = 0; i < (int64_t)ladder->track_count * (ladder->ranks + 1); i++)
        ladder->limits[i] = INT64_MAX;
    for (int64_t row = 0; row < tiers->count; row++) {
        int64_t rank = cpf__record_value(tiers, CPF__TIER_RANK, row);
        int64_t track = find_track(ladder, cpf__record_text(tiers, CPF__TIER_TRACK, row));

        ladder->names[rank] = cpf__record_text(tiers, CPF__TIER_TIER, row);
        ladder->limits[track * (ladder->ranks + 1) + rank] = cpf__record_value(tiers, CPF__TIER_LIMIT, row);
    }
}

static int compare_criteria(const void *left, const void *right)
{
    const cpf__ladder_criterion *a = left, *b = right;

    if (a->track != b->track)
        return a->track < b->track ? -1 : 1;
    return (a->indicator > b->indicator) - (a->indicator < b->indicator);
}

static void take_criteria(cpf__ladder *ladder)
{
    const cpf__records *rows = ladder->rows;

    for (int64_t row = 0; row < rows->count; row++)
        ladder->criteria[row] =
            (cpf__ladder_criterion){row, find_track(ladder, cpf__record_text(rows, CPF__TIER_CRITERION_TRACK, row)),
                                    (cpf_id)cpf__record_value(rows, CPF__TIER_CRITERION_INDICATOR, row)};
    ladder->criterion_count = rows->count;
    qsort(ladder->criteria, (size_t)rows->count, sizeof *ladder->criteria, compare_criteria);
}

cpf_status cpf__ladder_make(const cpf__stage_view *view, cpf__ladder *ladder, cpf_error **error)
{
    const cpf__records *tiers = cpf__model_records(view->model, &cpf__record_tier);

    *ladder = (cpf__ladder){.view = view, .rows = cpf__model_records(view->model, &cpf__record_tier_criterion)};
    for (int64_t row = 0; row < tiers->count; row++)
        if (cpf__record_value(tiers, CPF__TIER_RANK, row) > ladder->ranks)
            ladder->ranks = (int32_t)cpf__record_value(tiers, CPF__TIER_RANK, row);
    ladder->tracks = cpf__alloc(view->context, tiers->count, sizeof *ladder->tracks);
    ladder->names = cpf__alloc(view->context, ladder->ranks + 1, sizeof *ladder->names);
    ladder->criteria = cpf__alloc(view->context, ladder->rows->count, sizeof *ladder->criteria);
    if (!ladder->tracks || !ladder->names || !ladder->criteria)
        return cpf__no_memory(error);
    ladder->track_count = gather_tracks(tiers, ladder->tracks);
    ladder->limits =
        cpf__alloc(view->context, (int64_t)ladder->track_count * (ladder->ranks + 1), sizeof *ladder->limits);
    if (!ladder->limits)
        return cpf__no_memory(error);
    take_limits(tiers, ladder);
    take_criteria(ladder);
    return CPF_OK;
}

void cpf__ladder_free(cpf__ladder *ladder)
{
    const cpf_context *context = ladder->view->context;

    cpf__free(context, ladder->tracks);
    cpf__free(context, ladder->names);
    cpf__free(context, ladder->limits);
    cpf__free(context, ladder->criteria);
}

/* The part of the way to full points that a value has gone, times the most points; or points for each one of it. */
static cpf_status raw_points(const cpf__ladder *ladder, int64_t row, int32_t decimals, int64_t value,
                             cpf__ratio *points)
{
    const cpf__records *rows = ladder->rows;
    cpf__ratio from = cpf__ratio_of(cpf__record_value(rows, CPF__TIER_CRITERION_FROM, row), decimals), way;
    cpf_status status = cpf__ratio_sub(cpf__ratio_of(value, decimals), from, points);

    if (status == CPF_OK && cpf__record_has(rows, CPF__TIER_CRITERION_PER_UNIT, row))
        return cpf__ratio_mul(*points, cpf__field_ratio(rows, CPF__TIER_CRITERION_PER_UNIT, row), points);
    if (status == CPF_OK)
        status = cpf__ratio_sub(cpf__ratio_of(cpf__record_value(rows, CPF__TIER_CRITERION_FULL_AT, row), decimals),
                                from, &way);
    if (status == CPF_OK)
        status = cpf__ratio_div(*points, way, points);
    if (status == CPF_OK)
        status = cpf__ratio_mul(*points, cpf__field_ratio(rows, CPF__TIER_CRITERION_MAXIMUM, row), points);
    return status;
}

static int is_enough(const cpf__records *rows, int64_t row, int64_t points)
{
    int64_t minimum = cpf__record_value(rows, CPF__TIER_CRITERION_MINIMUM, row);
    int above = cpf__record_value(rows, CPF__TIER_CRITERION_EDGE, row) != 0;

    return minimum == CPF__RECORD_MISSING || points >= minimum + above;
}

static cpf_status take_points(const cpf__ladder *ladder, const cpf__ladder_criterion *criterion, cpf_id unit,
                              cpf_id period, cpf__criterion_points *points)
{
    const cpf__stage_view *view = ladder->view;
    int64_t maximum = cpf__record_value(ladder->rows, CPF__TIER_CRITERION_MAXIMUM, criterion->row);
    cpf__ratio raw;
    cpf_status status = CPF_OK;

    *points = (cpf__criterion_points){0};
    points->known = cpf__fact(view->facts, unit, criterion->indicator, period, &points->value);
    if (points->known) {
        status = raw_points(ladder, criterion->row, view->model->indicators[criterion->indicator].decimals,
                            points->value, &raw);
        if (status == CPF_OK && cpf__ratio_compare(raw, cpf__ratio_of(maximum, CPF__TIER_POINT_DECIMALS)) > 0)
            points->points = maximum;
        else if (status == CPF_OK && raw.num > 0)
            status = cpf__ratio_round(raw, CPF__TIER_POINT_DECIMALS, CPF__HALF_UP, &points->points);
    }
    points->enough = is_enough(ladder->rows, criterion->row, points->points);
    return status;
}

int32_t cpf__ladder_tier(const cpf__ladder *ladder, int32_t track, const cpf__track_points *points, int64_t tolerance)
{
    int32_t tier = points->enough ? ladder->ranks : 0;

    while (tier > 0 && (cpf__ladder_limit(ladder, track, tier) == INT64_MAX ||
                        points->total < cpf__ladder_limit(ladder, track, tier) - tolerance))
        tier--;
    return tier;
}

cpf_status cpf__ladder_points(const cpf__ladder *ladder, cpf_id unit, cpf_id period, cpf__criterion_points *points,
                              cpf__track_points *tracks)
{
    cpf_status status = CPF_OK;

    for (int32_t i = 0; i < ladder->track_count; i++)
        tracks[i] = (cpf__track_points){.enough = 1};
    for (int64_t i = 0; i < ladder->criterion_count && status == CPF_OK; i++) {
        cpf__track_points *track = &tracks[ladder->criteria[i].track];

        status = take_points(ladder, &ladder->criteria[i], unit, period, &points[i]);
        if (status == CPF_OK)
            status = cpf__add(track->total, points[i].points, &track->total);
        track->enough &= points[i].enough;
    }
    for (int32_t i = 0; i < ladder->track_count; i++)
        tracks[i].earned = cpf__ladder_tier(ladder, i, &tracks[i], 0);
    return status;
}

int32_t cpf__ladder_find(const cpf__ladder *ladder, const char *code)
{
    for (int32_t tier = 1; tier <= ladder->ranks; tier++)
        if (ladder->names[tier] && strcmp(ladder->names[tier], code) == 0)
            return tier;
    return 0;
}
