/* SPDX-License-Identifier: MIT */
/* Rate tables: bands without gaps or overlaps, each with what its table pays by; and who is paid by them. */
#include <string.h>

#include "calendar_inside.h"
#include "record_apply.h"
#include "record_check.h"
#include "steps.h"

enum { WHOLE = 0, MARGINAL, INTERPOLATED, MODES };
enum { PER_DEAL = 0, PER_PERIOD, PER_CUMULATIVE };
enum { LIMIT_DECIMALS = 4, FIGURE = 32, OF_CREDITS = 1 };

typedef struct rate_check {
    cpf__build *build;
    const cpf__records *tables, *bands;
    int64_t table;
    const char *code;
} rate_check;

static void tell_table(const rate_check *at, const char *field, const cpf__message *message)
{
    const char *texts[3] = {at->code};

    cpf__tell_record(at->build, at->tables, at->table, field, message, texts);
}

static int64_t setting(const rate_check *at, cpf__rate_table_field field)
{
    return cpf__record_value(at->tables, (int32_t)field, at->table);
}

static int has_setting(const rate_check *at, cpf__rate_table_field field)
{
    return cpf__record_has(at->tables, (int32_t)field, at->table);
}

/* The band of the table that begins behind `after`, the nearest; -1: none. */
static int64_t next_band(const rate_check *at, int64_t after)
{
    int64_t best = -1;

    for (int64_t row = 0; row < at->bands->count; row++) {
        int64_t from = cpf__record_value(at->bands, CPF__RATE_BAND_FROM, row);

        if (from == CPF__RECORD_MISSING || from <= after ||
            strcmp(cpf__record_text(at->bands, CPF__RATE_BAND_TABLE, row), at->code) != 0)
            continue;
        if (best < 0 || from < cpf__record_value(at->bands, CPF__RATE_BAND_FROM, best))
            best = row;
    }
    return best;
}

/* A band ends where the next begins; the last one behind its own beginning. */
static void check_end(const rate_check *at, int64_t row, int64_t next)
{
    int64_t to = cpf__record_value(at->bands, CPF__RATE_BAND_TO, row);
    int64_t from = cpf__record_value(at->bands, CPF__RATE_BAND_FROM, next < 0 ? row : next);
    char figures[2][FIGURE];
    const char *texts[3] = {at->code, figures[0], figures[1]};

    if (to == CPF__RECORD_MISSING || (next < 0 ? to > from : to == from))
        return;
    cpf_decimal_format(to, LIMIT_DECIMALS, figures[0]);
    cpf_decimal_format(from, LIMIT_DECIMALS, figures[1]);
    cpf__tell_record(at->build, at->bands, row, "to", next < 0 ? CPF__MODEL(BAND_EMPTY) : CPF__MODEL(BAND_GAP), texts);
}

/* Whole amounts take a rate or money, parts a rate, interpolation money. */
static void check_paid(const rate_check *at, int64_t row)
{
    static const cpf__message *const messages[MODES] = {CPF__MODEL(BAND_ONE_OF), CPF__MODEL(BAND_RATE),
                                                        CPF__MODEL(BAND_MONEY)};
    int rate = cpf__record_has(at->bands, CPF__RATE_BAND_RATE, row);
    int money = cpf__record_has(at->bands, CPF__RATE_BAND_MONEY, row);
    int right[MODES] = {rate != money, rate && !money, money && !rate};
    const char *texts[3] = {at->code};
    int64_t mode = setting(at, CPF__RATE_TABLE_MODE);

    if (mode != CPF__RECORD_MISSING && !right[mode])
        cpf__tell_record(at->build, at->bands, row, NULL, messages[mode], texts);
}

static void check_bands(const rate_check *at)
{
    int64_t row = next_band(at, INT64_MIN);
    const char *texts[3] = {at->code};

    if (row < 0) {
        tell_table(at, NULL, CPF__MODEL(RATE_NO_BAND));
        return;
    }
    if (cpf__record_value(at->bands, CPF__RATE_BAND_FROM, row) != 0)
        cpf__tell_record(at->build, at->bands, row, "from", CPF__MODEL(RATE_FIRST), texts);
    while (row >= 0) {
        int64_t next = next_band(at, cpf__record_value(at->bands, CPF__RATE_BAND_FROM, row));

        check_end(at, row, next);
        check_paid(at, row);
        row = next;
    }
}

static void check_settings(const rate_check *at)
{
    int64_t per = setting(at, CPF__RATE_TABLE_PER);
    int needs_target = setting(at, CPF__RATE_TABLE_BASE) == 1 || setting(at, CPF__RATE_TABLE_GATE) == 1 ||
                       has_setting(at, CPF__RATE_TABLE_ACCELERATOR_FROM);

    if (setting(at, CPF__RATE_TABLE_RETROACTIVE) == 1 && per != PER_CUMULATIVE)
        tell_table(at, "retroactive", CPF__MODEL(RATE_RETROACTIVE));
    if (setting(at, CPF__RATE_TABLE_CARRY_OVER) == 1 && (per == PER_DEAL || !has_setting(at, CPF__RATE_TABLE_CAP)))
        tell_table(at, "carry_over", CPF__MODEL(RATE_CARRY));
    if (per == PER_DEAL && needs_target)
        tell_table(at, "per", CPF__MODEL(RATE_DEAL));
}

static void check_who(cpf__build *build, const cpf__records *records, int64_t row, int32_t unit, int32_t level)
{
    const char *texts[3] = {records->kind->entry.name};

    if (!cpf__record_has(records, unit, row) && !cpf__record_has(records, level, row))
        cpf__tell_record(build, records, row, NULL, CPF__MODEL(WHO_MISSING), texts);
}

static void check_parts(cpf__build *build, const cpf__records *records, int64_t row, int32_t period, int32_t each)
{
    const cpf__calendar *calendar = build->model->calendar;
    const char *texts[3] = {NULL};
    cpf_id begin, end;

    if (!calendar || !cpf__record_has(records, period, row) || !cpf__record_has(records, each, row))
        return;
    texts[0] = calendar->periods[cpf__record_value(records, period, row)].code;
    cpf__calendar_inside(calendar, (cpf_id)cpf__record_value(records, period, row),
                         cpf__record_value(records, each, row), &begin, &end);
    if (begin == end)
        cpf__tell_record(build, records, row, "each", CPF__MODEL(PARTS_NONE), texts);
}

/* Running totals add up periods, which only sums can. */
static void check_commission(cpf__build *build, const cpf__records *tables, const cpf__records *commissions,
                             int64_t row)
{
    const char *texts[3] = {NULL};
    int64_t indicator = cpf__record_value(commissions, CPF__COMMISSION_INDICATOR, row), table;

    check_who(build, commissions, row, CPF__COMMISSION_UNIT, CPF__COMMISSION_LEVEL);
    check_parts(build, commissions, row, CPF__COMMISSION_PERIOD, CPF__COMMISSION_EACH);
    if (!cpf__check_code(build, commissions, row, CPF__COMMISSION_TABLE, tables, CPF__RATE_TABLE_CODE) ||
        indicator == CPF__RECORD_MISSING)
        return;
    table =
        cpf__record_of_code(tables, CPF__RATE_TABLE_CODE, cpf__record_text(commissions, CPF__COMMISSION_TABLE, row));
    texts[0] = build->model->indicators[indicator].code;
    if (cpf__record_value(tables, CPF__RATE_TABLE_PER, table) == PER_CUMULATIVE &&
        cpf__record_value(commissions, CPF__COMMISSION_OF, row) != OF_CREDITS &&
        !build->model->indicators[indicator].additive)
        cpf__tell_record(build, commissions, row, "indicator", CPF__MODEL(COMMISSION_RATIO), texts);
}

void cpf__check_rates(cpf__build *build)
{
    rate_check at = {.build = build};
    const cpf__records *commissions, *draws, *rules;

    at.tables = cpf__checked_records(build, &cpf__record_rate_table);
    at.bands = cpf__checked_records(build, &cpf__record_rate_band);
    for (at.table = 0; at.table < at.tables->count; at.table++) {
        at.code = cpf__record_text(at.tables, CPF__RATE_TABLE_CODE, at.table);
        check_bands(&at);
        check_settings(&at);
    }
    for (int64_t row = 0; row < at.bands->count; row++)
        cpf__check_code(build, at.bands, row, CPF__RATE_BAND_TABLE, at.tables, CPF__RATE_TABLE_CODE);
    commissions = cpf__checked_records(build, &cpf__record_commission);
    for (int64_t row = 0; row < commissions->count; row++)
        check_commission(build, at.tables, commissions, row);
    draws = cpf__checked_records(build, &cpf__record_draw);
    for (int64_t row = 0; row < draws->count; row++) {
        check_who(build, draws, row, CPF__DRAW_UNIT, CPF__DRAW_LEVEL);
        check_parts(build, draws, row, CPF__DRAW_PERIOD, CPF__DRAW_EACH);
    }
    rules = cpf__checked_records(build, &cpf__record_tier_rule);
    for (int64_t row = 0; row < rules->count; row++)
        check_parts(build, rules, row, CPF__TIER_RULE_PERIOD, CPF__TIER_RULE_EACH);
}
