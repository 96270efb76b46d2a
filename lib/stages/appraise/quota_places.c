/* SPDX-License-Identifier: MIT */
/* Places of each grade in a pool: as the shares or the bands would have them, as far as the quotas that hold for it
 * allow. */
#include <string.h>

#include "appraise_messages.h"
#include "grade_names.h"
#include "mem.h"
#include "quota.h"
#include "text.h"

enum { TEAM_DECIMALS = 9 };

static const cpf__records *quota_records(const cpf__forced *quota)
{
    return cpf__model_records(quota->appraisal->model, &cpf__record_grade_quota);
}

/* The subject that a pool's own unit is; CPF_NONE: it is none. */
static int64_t team_subject(const cpf__forced *quota, int32_t pool)
{
    cpf_id unit = quota->pools[pool].unit;

    return unit == CPF_NONE ? CPF_NONE : quota->appraisal->subject_of[unit];
}

int cpf__quota_team_total(const cpf__forced *quota, int32_t pool, cpf__i128 *total)
{
    const cpf_appraisal *appraisal = quota->appraisal;
    int64_t subject = team_subject(quota, pool);
    cpf_id card = 0;

    if (subject == CPF_NONE || !cpf__bit(appraisal->total_valid, subject))
        return 0;
    while (subject >= appraisal->cards[card].first + appraisal->cards[card].count)
        card++;
    *total = (cpf__i128)appraisal->totals[subject] *
             cpf__pow10(TEAM_DECIMALS - appraisal->model->scorecards[card].total_decimals);
    return 1;
}

static int has_team_grade(const cpf__forced *quota, int32_t pool, int64_t row)
{
    const cpf__records *quotas = quota_records(quota);
    const char *grade = cpf__record_text(quotas, CPF__QUOTA_TEAM_GRADE, row);
    int64_t subject = team_subject(quota, pool), team;

    if (!*grade)
        return 1;
    if (subject == CPF_NONE)
        return 0;
    team = cpf__record_value(quotas, CPF__QUOTA_TEAM, row);
    return strcmp(grade, cpf__grade_at(&quota->appraisal->model->standings[team],
                                       quota->appraisal->standings[team].grade[subject])) == 0;
}

/* Whether a row holds for a pool. */
static int holds_for(const cpf__forced *quota, int32_t pool, int64_t row)
{
    const cpf__records *quotas = quota_records(quota);
    int has_from = cpf__record_has(quotas, CPF__QUOTA_TEAM_FROM, row);
    int has_to = cpf__record_has(quotas, CPF__QUOTA_TEAM_TO, row);
    cpf__i128 total = 0;

    if (!cpf__quota_is_of(quota->appraisal->model, quotas, row, quota->id))
        return 0;
    if ((has_from || has_to) && !cpf__quota_team_total(quota, pool, &total))
        return 0;
    if (has_from && total < cpf__record_value(quotas, CPF__QUOTA_TEAM_FROM, row))
        return 0;
    return (!has_to || total < cpf__record_value(quotas, CPF__QUOTA_TEAM_TO, row)) && has_team_grade(quota, pool, row);
}

/* Shares are said for a whole condition; the last that holds takes the place of all others. */
static void take_shares(const cpf__forced *quota, int32_t pool, cpf__quota_grade *grades)
{
    const cpf__records *quotas = quota_records(quota);
    int64_t said = -1;

    for (int32_t i = 0; i < quota->standing->quota_count; i++)
        grades[i].share = quota->standing->quotas[i].share;
    for (int64_t row = 0; row < quotas->count; row++) {
        if (!cpf__record_has(quotas, CPF__QUOTA_PERCENT, row) || !holds_for(quota, pool, row))
            continue;
        for (int32_t i = 0; i < quota->grade_count; i++)
            if (said < 0 || !cpf__quota_same_condition(quotas, said, row))
                grades[i].share = 0;
        said = row;
        grades[cpf__quota_limit_of(quota->appraisal->model, quotas, row).first].share =
            cpf__record_value(quotas, CPF__QUOTA_PERCENT, row);
    }
    quota->pools[pool].by_records = said >= 0;
}

/* Whole numbers of people inside a limit; where there are none, or it must be `loose`, the two around it. */
static cpf__line_limit in_people(cpf__line_limit limit, int64_t n, int loose)
{
    cpf__line_limit people = limit;

    (void)cpf__muldiv(limit.least, n, CPF__QUOTA_WHOLE, loose ? CPF__FLOOR : CPF__CEILING, &people.least);
    (void)cpf__muldiv(limit.most, n, CPF__QUOTA_WHOLE, loose ? CPF__CEILING : CPF__FLOOR, &people.most);
    return people.least > people.most && !loose ? in_people(limit, n, 1) : people;
}

static cpf_status gather_limits(cpf__forced *quota, int32_t pool)
{
    const cpf__records *quotas = quota_records(quota);
    const cpf_context *context = quota->appraisal->context;

    quota->pools[pool].line_begin = quota->lines.count;
    for (int64_t row = 0; row < quotas->count; row++) {
        if (!cpf__quota_limits(quotas, row) || !holds_for(quota, pool, row))
            continue;
        if (!cpf__vec_room(context, &quota->lines) || !cpf__vec_room(context, &quota->rows))
            return CPF_E_MEMORY;
        quota->lines.items[quota->lines.count++] = cpf__quota_limit_of(quota->appraisal->model, quotas, row);
        quota->rows.items[quota->rows.count++] = row;
    }
    quota->pools[pool].line_end = quota->lines.count;
    return CPF_OK;
}

/* Limits as they hold for the pool's people. */
static void count_limits(cpf__forced *quota, int32_t pool, int loose)
{
    const cpf__quota_pool *it = &quota->pools[pool];
    const cpf__records *quotas = quota_records(quota);

    for (int64_t i = it->line_begin; i < it->line_end; i++)
        quota->lines.items[i] = in_people(cpf__quota_limit_of(quota->appraisal->model, quotas, quota->rows.items[i]),
                                          it->end - it->begin, loose);
    quota->pools[pool].is_loose = loose;
}

static cpf_status tell_conflict(const cpf__forced *quota, int32_t pool, const int32_t *picks, int32_t count,
                                cpf_error **error)
{
    const cpf_context *context = quota->appraisal->context;
    const int64_t *rows = quota->rows.items + quota->pools[pool].line_begin;
    cpf_text *path = cpf__text_new(context), *name = cpf__text_new(context), *list = cpf__text_new(context);
    cpf__place place = {0};
    cpf_status status = CPF_E_MEMORY;

    cpf__quota_name(quota, pool, name);
    cpf__quota_tell(quota_records(quota), rows, picks, count, list);
    if (path)
        place = cpf__record_place(quota_records(quota), rows[picks[0]], NULL, path);
    if (!cpf__text_failed(path) && !cpf__text_failed(name) && !cpf__text_failed(list))
        status = cpf__find(context, error, &place, &cpf__appraise_messages[CPF__APPRAISE_QUOTA_CONFLICT],
                           quota->standing->code, cpf_text_data(name), cpf_text_data(list));
    cpf_text_free(path);
    cpf_text_free(name);
    cpf_text_free(list);
    return status;
}

/* Strictly where that is possible, else to the numbers around. */
static cpf_status round_limits(cpf__forced *quota, int32_t pool, int64_t *places, int32_t *conflict)
{
    const cpf__quota_pool *it = &quota->pools[pool];
    int32_t conflicts;
    cpf_status status = CPF_E_INFEASIBLE;

    for (int loose = 0; loose < 2 && status == CPF_E_INFEASIBLE; loose++) {
        count_limits(quota, pool, loose);
        status = cpf__grade_lines(quota->appraisal->context, it->end - it->begin, quota->grade_count,
                                  quota->lines.items + it->line_begin, (int32_t)(it->line_end - it->line_begin), places,
                                  conflict, &conflicts);
    }
    return status;
}

/* places[]: as they are wished for, then as they are; behind them room for as many. What the shares of a whole company
 * could not keep, rounding must not make possible for a few people; what they could, the numbers around always can. */
static cpf_status keep_limits(cpf__forced *quota, int32_t pool, int64_t *places, cpf_error **error)
{
    const cpf_context *context = quota->appraisal->context;
    const cpf__quota_pool *it = &quota->pools[pool];
    cpf__line_limit *lines = quota->lines.items + it->line_begin;
    int32_t count = (int32_t)(it->line_end - it->line_begin), conflicts = 0;
    int32_t *conflict = cpf__alloc(context, count, sizeof *conflict);
    cpf_status status = CPF_E_MEMORY;

    if (conflict)
        status = cpf__grade_lines(context, CPF__QUOTA_WHOLE, quota->grade_count, lines, count,
                                  places + quota->grade_count, conflict, &conflicts);
    if (status == CPF_E_INFEASIBLE)
        status = tell_conflict(quota, pool, conflict, conflicts, error);
    else if (status == CPF_OK)
        status = round_limits(quota, pool, places, conflict);
    cpf__free(context, conflict);
    return status;
}

/* places[]: by shares, or how many totals lie in each band. */
static cpf_status wish_places(const cpf__forced *quota, int32_t pool, const cpf__quota_grade *grades, int64_t *shares,
                              int64_t *places)
{
    const struct cpf_standing *it = quota->standing;
    const cpf__quota_pool *members = &quota->pools[pool];

    for (int32_t i = 0; i < quota->grade_count; i++) {
        shares[i] = grades[i].share;
        places[i] = 0;
    }
    if (!it->band_count)
        return cpf__places(quota->appraisal->context, members->end - members->begin, shares, it->quota_count,
                           (cpf__places_id)it->places, it->rest, places);
    for (int64_t i = members->begin; i < members->end; i++)
        places[cpf__band_of(it->bands, it->band_count, quota->appraisal->totals[quota->members[i]])]++;
    return CPF_OK;
}

static void put_places(const cpf__forced *quota, int32_t pool, const int64_t *places, cpf__quota_grade *grades)
{
    const cpf__quota_pool *it = &quota->pools[pool];

    for (int32_t i = 0; i < quota->grade_count; i++) {
        grades[i].places = places[i];
        grades[i].least = 0;
        grades[i].most = it->end - it->begin;
    }
    for (int64_t i = it->line_begin; i < it->line_end; i++) {
        const cpf__line_limit *line = &quota->lines.items[i];
        cpf__quota_grade *grade = &grades[line->first];

        if (line->first != line->last)
            continue;
        grade->least = line->least > grade->least ? line->least : grade->least;
        grade->most = line->most < grade->most ? line->most : grade->most;
    }
}

cpf_status cpf__quota_places(cpf__forced *quota, int32_t pool, cpf_error **error)
{
    const cpf_context *context = quota->appraisal->context;
    cpf__quota_grade *grades = quota->grades + (int64_t)pool * quota->grade_count;
    int64_t *places = cpf__alloc(context, 2 * (int64_t)quota->grade_count, sizeof *places);
    cpf_status status = places ? CPF_OK : CPF_E_MEMORY;

    take_shares(quota, pool, grades);
    if (status == CPF_OK)
        status = wish_places(quota, pool, grades, places + quota->grade_count, places);
    for (int32_t i = 0; status == CPF_OK && i < quota->grade_count; i++)
        grades[i].wished = places[i];
    if (status == CPF_OK)
        status = gather_limits(quota, pool);
    if (status == CPF_OK)
        status = keep_limits(quota, pool, places, error);
    if (status == CPF_OK)
        put_places(quota, pool, places, grades);
    cpf__free(context, places);
    return status;
}
