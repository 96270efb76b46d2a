/* SPDX-License-Identifier: MIT */
/* What the tests of forced distributions share: people in teams in regions, their plan and appraisal, and a dull
 * reference that counts everything for everybody again. */
#ifndef CPF_TEST_QUOTA_CHECK_H
#define CPF_TEST_QUOTA_CHECK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

enum {
    QUOTA_PEOPLE = 520,
    QUOTA_TEAMS = 24,
    QUOTA_REGIONS = 3,
    QUOTA_GRADES = 4,
    QUOTA_ROWS = 6,
    QUOTA_WHOLE = 1000000
};

static const char *const quota_grades[QUOTA_GRADES] = {"A", "B", "C", "D"};

/* A record grade_quota: per cent in 0.0001; -1: not said. */
typedef struct quota_row {
    int32_t first, last;
    int64_t percent, least, most, team_from, team_to;
} quota_row;

typedef struct quota_world {
    int32_t people, teams;
    int32_t team[QUOTA_PEOPLE], region[QUOTA_TEAMS];
    int64_t value[QUOTA_PEOPLE], key[QUOTA_PEOPLE], team_value[QUOTA_TEAMS]; /* points; a team's -1: no total */
    int32_t there[QUOTA_PEOPLE], has_key;
    int64_t shares[QUOTA_GRADES], bands[QUOTA_GRADES]; /* bands[0] < 0: quotas */
    const char *group, *tie, *small, *level;           /* small NULL: no rule */
    int32_t minimum, rows;
    quota_row row[QUOTA_ROWS];
} quota_world;

static inline void quota_set_percent(cpf_record *record, const char *field, int64_t value)
{
    char text[24];

    if (value >= 0)
        cpf_record_set(record, field, (cpf_decimal_format(value, 4, text), text));
}

static inline void quota_add_rows(cpf_plan *plan, const quota_world *w, int32_t order)
{
    for (int32_t k = 0; k < w->rows; k++) {
        const quota_row *row = &w->row[order ? w->rows - 1 - k : k];
        cpf_record *record = cpf_plan_add_record(plan, "grade_quota");
        char text[24];

        cpf_record_set(record, "standing", "s");
        cpf_record_set(record, "grade", quota_grades[row->first]);
        if (row->last > row->first)
            cpf_record_set(record, "through", quota_grades[row->last]);
        quota_set_percent(record, "percent", row->percent);
        quota_set_percent(record, "least", row->least);
        quota_set_percent(record, "most", row->most);
        if (row->team_from >= 0)
            cpf_record_set(record, "team_from", (cpf_decimal_format(row->team_from, 0, text), text));
        if (row->team_to >= 0)
            cpf_record_set(record, "team_to", (cpf_decimal_format(row->team_to, 0, text), text));
    }
}

static inline void quota_add_units(cpf_plan *plan, const quota_world *w, int32_t order)
{
    char code[16], parent[16];

    cpf_plan_add_unit_under(plan, NULL, "company", "ALL", NULL);
    for (int32_t i = 0; i < QUOTA_REGIONS; i++) {
        snprintf(code, sizeof code, "R%d", (int)i);
        cpf_plan_add_unit_under(plan, "ALL", "region", code, NULL);
    }
    for (int32_t i = 0; i < w->teams; i++) {
        snprintf(code, sizeof code, "T%d", (int)i);
        snprintf(parent, sizeof parent, "R%d", (int)w->region[i]);
        cpf_plan_add_unit_under(plan, parent, "team", code, NULL);
    }
    for (int32_t k = 0; k < w->people; k++) {
        int32_t i = order ? w->people - 1 - k : k;

        snprintf(code, sizeof code, "P%03d", (int)i);
        snprintf(parent, sizeof parent, "T%d", (int)w->team[i]);
        cpf_plan_add_unit_under(plan, parent, "person", code, NULL);
    }
}

static inline void quota_add_indicator(cpf_plan *plan, const char *code, const char *formula)
{
    cpf_indicator *indicator = cpf_plan_add_indicator(plan, code, code, formula);

    cpf_indicator_set_unit(indicator, "one");
    cpf_indicator_set_direction(indicator, "more");
    cpf_indicator_set_origin(indicator, "o", "d");
}

static inline void quota_add_standing(cpf_plan *plan, const quota_world *w)
{
    cpf_standing *standing = cpf_plan_add_standing(plan, "s", "person", w->group);
    char text[24];

    cpf_standing_set_methods(standing, "1224", "below");
    for (int32_t i = 0; i < QUOTA_GRADES; i++) {
        cpf_decimal_format(w->bands[0] < 0 ? w->shares[i] : w->bands[i], w->bands[0] < 0 ? 4 : 0, text);
        if (w->bands[0] < 0)
            cpf_standing_add_quota(standing, quota_grades[i], text);
        else
            cpf_standing_add_band(standing, quota_grades[i], i < QUOTA_GRADES - 1 ? text : NULL);
    }
    cpf_standing_set_quota_rule(standing, "largest_remainder", NULL, w->tie, w->minimum);
}

/* The plan; `order` turns the order of people and rows round. */
static inline cpf_plan *quota_plan(cpf_context *context, const quota_world *w, int32_t order)
{
    static const char *const levels[] = {"company", "region", "team", "person"};
    cpf_calendar_options calendar;
    cpf_plan *plan = NULL;
    cpf_record *record;

    if (cpf_plan_new(context, &plan) != CPF_OK)
        return NULL;
    cpf_calendar_options_init(&calendar, sizeof calendar);
    calendar.first_year = calendar.last_year = 2026;
    calendar.grain = CPF_GRAIN_YEAR;
    cpf_plan_set_calendar(plan, &calendar);
    cpf_plan_set_name(plan, "t", "t", "1");
    for (int i = 0; i < 4; i++)
        cpf_plan_add_level(plan, levels[i], NULL);
    quota_add_units(plan, w, order);
    cpf_plan_add_measure(plan, "m", NULL, "sum", 0, "one");
    quota_add_indicator(plan, "i", "sum(m)");
    quota_add_indicator(plan, "k", "sum(m)");
    for (int i = 2; i < 4; i++)
        cpf_item_set_target(
            cpf_scorecard_add_item(cpf_plan_add_scorecard(plan, levels[i], levels[i]), "i", "100", "linear"), "100");
    quota_add_standing(plan, w);
    quota_add_rows(plan, w, order);
    if (w->has_key) {
        record = cpf_plan_add_record(plan, "tie_key");
        cpf_record_set(record, "standing", "s");
        cpf_record_set(record, "indicator", "k");
    }
    if (w->small) {
        record = cpf_plan_add_record(plan, "quota_rule");
        cpf_record_set(record, "standing", "s");
        cpf_record_set(record, "small", w->small);
        cpf_record_set(record, "level", w->level);
    }
    return plan;
}

static inline cpf_facts *quota_facts(const cpf_model *model, const quota_world *w)
{
    static int64_t values[QUOTA_PEOPLE + QUOTA_TEAMS + 8], keys[QUOTA_PEOPLE + QUOTA_TEAMS + 8];
    static uint8_t valid[QUOTA_PEOPLE + QUOTA_TEAMS + 8];
    cpf_facts *facts = NULL;
    char code[16];
    cpf_status status = cpf_facts_new(model, &facts, NULL);

    memset(valid, 0, sizeof valid);
    for (int32_t i = 0; i < w->people + w->teams; i++) {
        int32_t team = i - w->people, there = team < 0 ? w->there[i] : w->team_value[team] >= 0;
        cpf_id unit;

        snprintf(code, sizeof code, team < 0 ? "P%03d" : "T%d", (int)(team < 0 ? i : team));
        unit = cpf_model_find_unit(model, code);
        values[unit] = team < 0 ? w->value[i] : w->team_value[team];
        keys[unit] = team < 0 ? w->key[i] : 0;
        valid[unit / 8] = (uint8_t)(valid[unit / 8] | there << unit % 8);
    }
    if (status == CPF_OK)
        status = cpf_facts_set_column(facts, 0, 0, values, valid, 1, NULL);
    if (status == CPF_OK)
        status = cpf_facts_set_column(facts, 1, 0, keys, valid, 1, NULL);
    if (status == CPF_OK)
        return facts;
    cpf_facts_free(facts);
    return NULL;
}

static inline cpf_status quota_appraise(const cpf_model *model, const quota_world *w, cpf_appraisal **appraisal,
                                        cpf_error **error)
{
    cpf_appraise_options options;
    cpf_facts *targets = NULL, *actuals = quota_facts(model, w);
    cpf_status status = actuals ? cpf_facts_new(model, &targets, NULL) : CPF_E_MEMORY;

    cpf_appraise_options_init(&options, sizeof options);
    options.period = 0;
    if (status == CPF_OK)
        status = cpf_appraise(model, targets, actuals, &options, appraisal, error);
    cpf_facts_free(targets);
    cpf_facts_free(actuals);
    return status;
}

/* ---- the reference ---- */

/* Bounds of the lines, tightened by every limit again and again until nothing moves. 0: they crossed. */
static inline int quota_bounds(int64_t n, const quota_row *limits, int32_t count, int64_t *low, int64_t *high)
{
    for (int moved = 1; moved;) {
        moved = 0;
        for (int32_t i = 0; i < count + QUOTA_GRADES; i++) {
            const quota_row step = {i - count, i - count, 0, 0, n, 0, 0}, *it = i < count ? &limits[i] : &step;
            int32_t a = it->first, b = it->last + 1;
            int64_t old[4] = {low[a], high[a], low[b], high[b]};

            low[b] = low[b] < low[a] + it->least ? low[a] + it->least : low[b];
            high[b] = high[b] > high[a] + it->most ? high[a] + it->most : high[b];
            low[a] = low[a] < low[b] - it->most ? low[b] - it->most : low[a];
            high[a] = high[a] > high[b] - it->least ? high[b] - it->least : high[a];
            if (low[a] > high[a] || low[b] > high[b])
                return 0;
            moved |= old[0] != low[a] || old[1] != high[a] || old[2] != low[b] || old[3] != high[b];
        }
    }
    return 1;
}

/* places[] as wished become those that keep the limits. 0: none do. */
static inline int quota_keep(int64_t n, const quota_row *limits, int32_t count, int64_t *places)
{
    int64_t line[QUOTA_GRADES + 1] = {0}, wished = 0;

    for (int32_t k = 1; k <= QUOTA_GRADES; k++) {
        int64_t low[QUOTA_GRADES + 1], high[QUOTA_GRADES + 1];

        for (int32_t i = 0; i <= QUOTA_GRADES; i++) {
            low[i] = i < k ? line[i] : i == QUOTA_GRADES ? n : 0;
            high[i] = i < k ? line[i] : n;
        }
        if (!quota_bounds(n, limits, count, low, high))
            return 0;
        wished += places[k - 1];
        line[k] = wished < low[k] ? low[k] : wished > high[k] ? high[k] : wished;
    }
    for (int32_t k = 0; k < QUOTA_GRADES; k++)
        places[k] = line[k + 1] - line[k];
    return 1;
}

/* Largest remainder, the slow way. */
static inline void quota_wish(int64_t n, const int64_t *shares, int64_t *places)
{
    int64_t left = n, rest[QUOTA_GRADES];

    for (int i = 0; i < QUOTA_GRADES; i++) {
        places[i] = n * shares[i] / QUOTA_WHOLE;
        rest[i] = n * shares[i] % QUOTA_WHOLE;
        left -= places[i];
    }
    for (; left; left--) {
        int best = 0;

        for (int i = 1; i < QUOTA_GRADES; i++)
            best = rest[i] > rest[best] ? i : best;
        places[best]++;
        rest[best] = -1;
    }
}

static inline int quota_holds(const quota_row *row, int64_t team)
{
    if (row->team_from < 0 && row->team_to < 0)
        return 1;
    return team >= 0 && (row->team_from < 0 || team >= row->team_from) && (row->team_to < 0 || team < row->team_to);
}

static inline quota_row quota_in_people(quota_row row, int64_t n, int loose)
{
    int64_t least = row.least < 0 ? 0 : row.least, most = row.most < 0 ? QUOTA_WHOLE : row.most;
    int64_t up = (least * n + QUOTA_WHOLE - 1) / QUOTA_WHOLE, down = most * n / QUOTA_WHOLE;

    if (loose || up > down) {
        up = least * n / QUOTA_WHOLE;
        down = (most * n + QUOTA_WHOLE - 1) / QUOTA_WHOLE;
    }
    row.least = up;
    row.most = down;
    return row;
}

/* Places of n people with a team of that result (-1: none). 0: the limits that hold contradict each other. `own`:
 * in 0.0001 per cent, wishes do not matter. */
static inline int quota_places(const quota_world *w, int64_t n, int64_t team, int64_t *places)
{
    int64_t wished[QUOTA_GRADES];
    quota_row shares[QUOTA_ROWS];
    int32_t held = 0;

    memcpy(wished, places, sizeof wished);
    for (int32_t i = 0; i < w->rows; i++)
        if (quota_holds(&w->row[i], team) && (w->row[i].least >= 0 || w->row[i].most >= 0))
            shares[held++] = quota_in_people(w->row[i], QUOTA_WHOLE, 0);
    if (!quota_keep(QUOTA_WHOLE, shares, held, places)) /* not even of a whole company */
        return 0;
    for (int loose = 0; loose < 2; loose++) {
        quota_row limits[QUOTA_ROWS];
        int32_t count = 0;

        for (int32_t i = 0; i < w->rows; i++)
            if (quota_holds(&w->row[i], team) && (w->row[i].least >= 0 || w->row[i].most >= 0))
                limits[count++] = quota_in_people(w->row[i], n, loose);
        memcpy(places, wished, sizeof wished);
        if (quota_keep(n, limits, count, places))
            return 1;
    }
    return 0;
}

#endif
