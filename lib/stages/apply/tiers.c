/* SPDX-License-Identifier: MIT */
#include "tiers.h"

#include <string.h>

/* A rule on its way through the units of its level. */
typedef struct tier_walk {
    const cpf__stage_view *view;
    const cpf__records *rules;
    cpf__ladder ladder;
    cpf__criterion_points *points;
    cpf__track_points *tracks;
    int32_t *starts; /* tier of each unit before */
    uint8_t *review; /* whether a review is at the end of each period */
    int64_t rule, hysteresis, protection;
    cpf__tier_manner manner;
    cpf_id begin, end; /* parts of the rule's period */
    void (*show)(void *user, const cpf__tier_seen *seen);
    void *user;
} tier_walk;

/* Grains in the order of the words of "review". */
static const cpf__grain reviews[] = {CPF__YEAR, CPF__HALF, CPF__QUARTER, CPF__MONTH, CPF__WEEK};

/* A review is where a period of its grain ends. */
static void take_reviews(tier_walk *at)
{
    const cpf__calendar *calendar = at->view->model->calendar;
    int32_t grain = (int32_t)reviews[cpf__record_value(at->rules, CPF__TIER_RULE_REVIEW, at->rule)];

    memset(at->review, 0, (size_t)calendar->count);
    for (cpf_id period = at->begin; period < at->end; period++)
        for (cpf_id id = 0; id < calendar->window_begin; id++)
            if (calendar->periods[id].grain == grain && calendar->periods[id].to == calendar->periods[period].to)
                at->review[period] = 1;
}

/* Whether fewer than `protection` periods have passed since the one in which the unit began. */
static int is_new(const tier_walk *at, cpf_id unit, cpf_id period)
{
    const cpf_model *model = at->view->model;
    const struct cpf_period *periods = model->calendar->periods;
    cpf_day from = model->unit_from ? model->unit_from[unit] : CPF_NO_DAY;

    if (from == CPF_NO_DAY)
        return 0;
    for (int64_t age = 0; age < at->protection; age++) {
        if (periods[period].from <= from)
            return 1;
        if (periods[period].previous == CPF_NONE)
            return 0;
        period = periods[period].previous;
    }
    return 0;
}

/* The track that earns the most; of equals the one with more points, then the first. */
static int32_t best_track(const tier_walk *at)
{
    int32_t best = 0;

    for (int32_t i = 1; i < at->ladder.track_count; i++)
        if (at->tracks[i].earned > at->tracks[best].earned ||
            (at->tracks[i].earned == at->tracks[best].earned && at->tracks[i].total > at->tracks[best].total))
            best = i;
    return best;
}

static int32_t held_tier(const tier_walk *at)
{
    int32_t held = 0;

    for (int32_t i = 0; i < at->ladder.track_count; i++) {
        int32_t tier = cpf__ladder_tier(&at->ladder, i, &at->tracks[i], at->hysteresis);

        held = tier > held ? tier : held;
    }
    return held;
}

static cpf_status tell_range(const tier_walk *at, cpf_id unit, cpf_id period, cpf_error **error)
{
    const cpf_model *model = at->view->model;
    const char *texts[3] = {cpf_model_unit_code(model, unit), model->calendar->periods[period].code};

    return cpf__apply_find(at->view, at->rules, at->rule, NULL, CPF__APPLY_TIER_RANGE, texts, error);
}

static cpf_status move(tier_walk *at, cpf_id unit, cpf_id period, cpf__tier_place *place, cpf_error **error)
{
    cpf__tier_seen seen = {&at->ladder, unit, period, 0, at->points, at->tracks, place};
    cpf__tier_shown shown;

    if (cpf__ladder_points(&at->ladder, unit, period, at->points, at->tracks) != CPF_OK)
        return tell_range(at, unit, period, error);
    seen.best = best_track(at);
    shown =
        (cpf__tier_shown){at->tracks[seen.best].earned, held_tier(at), at->review[period], is_new(at, unit, period)};
    cpf__tier_move(&at->manner, &shown, place);
    if (cpf__is_wanted(at->view, period))
        at->show(at->user, &seen);
    return CPF_OK;
}

/* The tiers that units had before. */
static void take_starts(tier_walk *at)
{
    const cpf__records *starts = cpf__model_records(at->view->model, &cpf__record_tier_start);

    for (int64_t row = 0; row < starts->count; row++)
        at->starts[cpf__record_value(starts, CPF__TIER_START_UNIT, row)] =
            cpf__ladder_find(&at->ladder, cpf__record_text(starts, CPF__TIER_START_TIER, row));
}

static cpf_status walk_unit(tier_walk *at, cpf_id unit, cpf_error **error)
{
    const cpf_model *model = at->view->model;
    const struct cpf_period *periods = model->calendar->periods;
    cpf__tier_place place = {.now = at->starts[unit]};
    cpf_status status = CPF_OK;

    for (cpf_id period = at->begin; period < at->end && status == CPF_OK; period++)
        if (cpf__has_begun(at->view, period) &&
            cpf__model_present(model, unit, periods[period].from, periods[period].to))
            status = move(at, unit, period, &place, error);
    return status;
}

static cpf_status walk_rule(tier_walk *at, int64_t rule, cpf_error **error)
{
    const cpf_model *model = at->view->model;
    cpf_status status = CPF_OK;

    at->rule = rule;
    at->hysteresis = cpf__record_value(at->rules, CPF__TIER_RULE_HYSTERESIS, rule);
    at->protection = cpf__record_value(at->rules, CPF__TIER_RULE_PROTECTION, rule);
    at->manner = (cpf__tier_manner){(int32_t)cpf__record_value(at->rules, CPF__TIER_RULE_PROMOTION, rule),
                                    (int32_t)cpf__record_value(at->rules, CPF__TIER_RULE_DEMOTION, rule),
                                    cpf__record_value(at->rules, CPF__TIER_RULE_GRACE, rule)};
    cpf__calendar_inside(model->calendar, (cpf_id)cpf__record_value(at->rules, CPF__TIER_RULE_PERIOD, rule),
                         cpf__record_value(at->rules, CPF__TIER_RULE_EACH, rule), &at->begin, &at->end);
    take_reviews(at);
    for (cpf_id unit = 0; unit < model->tree->count && status == CPF_OK; unit++)
        if (model->unit_level[unit] == cpf__record_value(at->rules, CPF__TIER_RULE_LEVEL, rule))
            status = walk_unit(at, unit, error);
    return status;
}

/* Rules by level, of which each has one. */
static cpf_status walk_rules(tier_walk *at, cpf_error **error)
{
    cpf_status status = CPF_OK;

    for (int32_t level = 0; level < at->view->model->level_count; level++)
        for (int64_t rule = 0; rule < at->rules->count && status == CPF_OK; rule++)
            if (cpf__record_value(at->rules, CPF__TIER_RULE_LEVEL, rule) == level)
                status = walk_rule(at, rule, error);
    return status;
}

cpf_status cpf__tiers_walk(const cpf__stage_view *view, void (*show)(void *user, const cpf__tier_seen *seen),
                           void *user, cpf_error **error)
{
    tier_walk at = {.view = view, .show = show, .user = user};
    cpf_status status = cpf__ladder_make(view, &at.ladder, error);

    at.rules = cpf__model_records(view->model, &cpf__record_tier_rule);
    at.points = cpf__alloc(view->context, at.ladder.criterion_count, sizeof *at.points);
    at.tracks = cpf__alloc(view->context, at.ladder.track_count, sizeof *at.tracks);
    at.starts = cpf__alloc(view->context, view->model->tree->count, sizeof *at.starts);
    at.review = cpf__alloc(view->context, view->model->calendar->count, sizeof *at.review);
    if (status == CPF_OK && (!at.points || !at.tracks || !at.starts || !at.review))
        status = cpf__no_memory(error);
    if (status == CPF_OK && at.ladder.track_count) {
        take_starts(&at);
        status = walk_rules(&at, error);
    }
    cpf__free(view->context, at.starts);
    cpf__free(view->context, at.review);
    cpf__free(view->context, at.points);
    cpf__free(view->context, at.tracks);
    cpf__ladder_free(&at.ladder);
    return status;
}
