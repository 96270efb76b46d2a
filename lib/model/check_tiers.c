/* SPDX-License-Identifier: MIT */
/* Tiers: one order of tiers in all tracks, limits that rise with it, criteria that can give points. */
#include <string.h>

#include "record_apply.h"
#include "record_check.h"
#include "steps.h"

static int same_text(const cpf__records *records, int32_t field, int64_t a, int64_t b)
{
    return strcmp(cpf__record_text(records, field, a), cpf__record_text(records, field, b)) == 0;
}

/* Two tiers beside each other; told at the later one. Plans have few. */
static void check_pair(cpf__build *build, const cpf__records *tiers, int64_t row, int64_t other)
{
    const char *texts[3] = {cpf__record_text(tiers, CPF__TIER_TIER, row),
                            cpf__record_text(tiers, CPF__TIER_TIER, other)};
    int64_t rank = cpf__record_value(tiers, CPF__TIER_RANK, row),
            other_rank = cpf__record_value(tiers, CPF__TIER_RANK, other);
    int64_t limit = cpf__record_value(tiers, CPF__TIER_LIMIT, row);
    int64_t other_limit = cpf__record_value(tiers, CPF__TIER_LIMIT, other);

    if (rank == CPF__RECORD_MISSING || other_rank == CPF__RECORD_MISSING)
        return;
    if (same_text(tiers, CPF__TIER_TIER, row, other) != (rank == other_rank))
        cpf__tell_record(build, tiers, row, "rank", CPF__MODEL(TIER_RANK), texts);
    else if (rank != other_rank && limit != CPF__RECORD_MISSING && other_limit != CPF__RECORD_MISSING &&
             same_text(tiers, CPF__TIER_TRACK, row, other) && (rank > other_rank) != (limit > other_limit))
        cpf__tell_record(build, tiers, row, "limit", CPF__MODEL(TIER_LIMIT), texts);
}

static void check_criterion(cpf__build *build, const cpf__records *rows, int64_t row)
{
    int full = cpf__record_has(rows, CPF__TIER_CRITERION_FULL_AT, row);
    int per_unit = cpf__record_has(rows, CPF__TIER_CRITERION_PER_UNIT, row);
    const char *texts[3] = {cpf__record_text(rows, CPF__TIER_CRITERION_TRACK, row)};

    if (full == per_unit)
        cpf__tell_record(build, rows, row, NULL, CPF__MODEL(CRITERION_POINTS), texts);
    else if (full && cpf__record_value(rows, CPF__TIER_CRITERION_FULL_AT, row) ==
                         cpf__record_value(rows, CPF__TIER_CRITERION_FROM, row))
        cpf__tell_record(build, rows, row, "full_at", CPF__MODEL(CRITERION_WAY), texts);
    if (cpf__record_has(rows, CPF__TIER_CRITERION_MINIMUM, row) &&
        cpf__record_value(rows, CPF__TIER_CRITERION_MINIMUM, row) +
                (cpf__record_value(rows, CPF__TIER_CRITERION_EDGE, row) == 1) >
            cpf__record_value(rows, CPF__TIER_CRITERION_MAXIMUM, row))
        cpf__tell_record(build, rows, row, "minimum", CPF__MODEL(CRITERION_MINIMUM), texts);
}

void cpf__check_tiers(cpf__build *build)
{
    const cpf__records *tiers, *criteria, *rules, *starts;
    const char *texts[3] = {NULL};

    tiers = cpf__checked_records(build, &cpf__record_tier);
    criteria = cpf__checked_records(build, &cpf__record_tier_criterion);
    for (int64_t row = 0; row < tiers->count; row++) {
        for (int64_t other = 0; other < row; other++)
            check_pair(build, tiers, row, other);
        texts[0] = cpf__record_text(tiers, CPF__TIER_TRACK, row);
        if (cpf__record_of_code(tiers, CPF__TIER_TRACK, texts[0]) == row &&
            cpf__record_of_code(criteria, CPF__TIER_CRITERION_TRACK, texts[0]) < 0)
            cpf__tell_record(build, tiers, row, "track", CPF__MODEL(TRACK_EMPTY), texts);
    }
    for (int64_t row = 0; row < criteria->count; row++) {
        cpf__check_code(build, criteria, row, CPF__TIER_CRITERION_TRACK, tiers, CPF__TIER_TRACK);
        check_criterion(build, criteria, row);
    }
    rules = cpf__checked_records(build, &cpf__record_tier_rule);
    if (rules->count && !tiers->count)
        cpf__tell_record(build, rules, 0, NULL, CPF__MODEL(NO_TIER), texts);
    starts = cpf__checked_records(build, &cpf__record_tier_start);
    for (int64_t row = 0; row < starts->count; row++)
        cpf__check_code(build, starts, row, CPF__TIER_START_TIER, tiers, CPF__TIER_TIER);
}
