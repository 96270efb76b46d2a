/* SPDX-License-Identifier: MIT */
/* Scales of ratings: a map says all that it needs. */
#include "record_check.h"
#include "record_ratings.h"
#include "steps.h"

enum { SCALE_ENDS = 4, WHOLE = 10000 /* a point, in steps of ratings */ };

static int64_t end_at(const cpf__records *rules, int64_t row, int32_t end)
{
    return cpf__record_value(rules, CPF__RATED_LOW + end, row);
}

static void tell_rule(cpf__build *build, const cpf__records *rules, int64_t row, const char *field,
                      const cpf__message *message)
{
    const char *const texts[3] = {"", "", ""};

    cpf__tell_record(build, rules, row, field, message, texts);
}

/* All four ends, and the lowest is below the highest; or none of them, where nothing asks for them. Whether all are. */
static int check_ends(cpf__build *build, const cpf__records *rules, int64_t row, int asked)
{
    int said = 0;

    for (int32_t end = 0; end < SCALE_ENDS; end++)
        said += end_at(rules, row, end) != CPF__RECORD_MISSING;
    if ((!said && !asked) || (said == SCALE_ENDS && end_at(rules, row, 0) < end_at(rules, row, 1)))
        return said > 0;
    tell_rule(build, rules, row, "high", CPF__MODEL(RATING_SCALE));
    return 0;
}

/* Equal parts become whole levels, more than one. */
static void check_parts(cpf__build *build, const cpf__records *rules, int64_t row)
{
    int64_t to_low = end_at(rules, row, 2), to_high = end_at(rules, row, 3);

    if (to_low % WHOLE || to_high % WHOLE || to_low >= to_high)
        tell_rule(build, rules, row, "to_high", CPF__MODEL(RATING_PARTS));
}

/* A table begins not above the lowest score that there may be. */
static void check_table(cpf__build *build, const cpf__records *rules, int64_t row, const cpf__records *steps)
{
    int64_t indicator = cpf__record_value(rules, CPF__RATED_INDICATOR, row), lowest = INT64_MAX;

    for (int64_t step = 0; step < steps->count; step++)
        if (cpf__record_value(steps, CPF__SCALE_STEP_INDICATOR, step) == indicator &&
            cpf__record_value(steps, CPF__SCALE_STEP_FROM, step) < lowest)
            lowest = cpf__record_value(steps, CPF__SCALE_STEP_FROM, step);
    if (lowest == INT64_MAX || (end_at(rules, row, 0) != CPF__RECORD_MISSING && lowest > end_at(rules, row, 0)))
        tell_rule(build, rules, row, "map", CPF__MODEL(RATING_TABLE));
}

void cpf__check_ratings(cpf__build *build)
{
    const cpf__records *rules = cpf__checked_records(build, &cpf__record_rating_rule);
    const cpf__records *steps = cpf__checked_records(build, &cpf__record_scale_step);

    for (int64_t row = 0; row < rules->count; row++) {
        int64_t map = cpf__record_value(rules, CPF__RATED_MAP, row);

        if (map == CPF__MAP_TABLE)
            check_table(build, rules, row, steps);
        else if (check_ends(build, rules, row, map == CPF__MAP_PARTS) && map == CPF__MAP_PARTS)
            check_parts(build, rules, row);
    }
}
