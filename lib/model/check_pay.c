/* SPDX-License-Identifier: MIT */
/* Pay, pools, boxes and triggers: what they name is there, and what they need is said. */
#include <string.h>

#include "record_apply.h"
#include "record_check.h"
#include "steps.h"

enum { BY_GRADE = 0, BY_BANDS, OF_PAY = 0, OF_COMMISSION, IF_GRADE = 0 };

static void need(cpf__build *build, const cpf__records *records, int64_t row, const char *field)
{
    const char *texts[3] = {field};

    cpf__tell_record(build, records, row, field, CPF__MODEL(FIELD_MISSING), texts);
}

/* An attribute that says money or potential has numbers. */
static void check_number(cpf__build *build, const cpf__records *records, int64_t row, int32_t field)
{
    const char *texts[3] = {NULL};
    const cpf__attribute *attribute;

    if (!cpf__record_has(records, field, row))
        return;
    attribute = &build->model->attributes[cpf__record_value(records, field, row)];
    texts[0] = attribute->name;
    if (!attribute->number)
        cpf__tell_record(build, records, row, records->kind->entry.params[field].name, CPF__MODEL(ATTRIBUTE_TEXT),
                         texts);
}

/* The grades of the record's standing, by default the first; NULL: the plan has none. */
static const struct cpf_standing *standing_of(const cpf__build *build, const cpf__records *records, int64_t row,
                                              int32_t field)
{
    int64_t standing = cpf__record_has(records, field, row) ? cpf__record_value(records, field, row) : 0;

    return standing < build->model->standing_count ? &build->model->standings[standing] : NULL;
}

static int32_t grade_count(const struct cpf_standing *standing)
{
    return standing->band_count ? standing->band_count : standing->quota_count;
}

static const char *grade_at(const struct cpf_standing *standing, int32_t i)
{
    return standing->band_count ? standing->bands[i].grade : standing->quotas[i].grade;
}

static int has_grade(const struct cpf_standing *standing, const char *grade)
{
    for (int32_t i = 0; i < grade_count(standing); i++)
        if (strcmp(grade_at(standing, i), grade) == 0)
            return 1;
    return 0;
}

static int has_coefficient(const cpf__records *grades, const char *pay, const char *grade)
{
    for (int64_t row = 0; row < grades->count; row++)
        if (strcmp(cpf__record_text(grades, CPF__PAY_GRADE_PAY, row), pay) == 0 &&
            strcmp(cpf__record_text(grades, CPF__PAY_GRADE_GRADE, row), grade) == 0)
            return 1;
    return 0;
}

/* Every grade has a coefficient. */
static void check_grades(cpf__build *build, const cpf__records *pays, int64_t row)
{
    const cpf__records *grades = cpf__checked_records(build, &cpf__record_pay_grade);
    const struct cpf_standing *standing = standing_of(build, pays, row, CPF__PAY_STANDING);
    const char *texts[3] = {cpf__record_text(pays, CPF__PAY_CODE, row)};

    if (!standing) {
        need(build, pays, row, "standing");
        return;
    }
    for (int32_t i = 0; i < grade_count(standing); i++) {
        texts[1] = grade_at(standing, i);
        if (!has_coefficient(grades, texts[0], texts[1]))
            cpf__tell_record(build, pays, row, NULL, CPF__MODEL(PAY_GRADE_MISSING), texts);
    }
}

static void check_pay(cpf__build *build, const cpf__records *pays, int64_t row)
{
    const cpf__records *bands = cpf__checked_records(build, &cpf__record_pay_band);
    const char *code = cpf__record_text(pays, CPF__PAY_CODE, row), *texts[3] = {code};
    int64_t by = cpf__record_value(pays, CPF__PAY_BY, row);

    if (!cpf__record_has(pays, CPF__PAY_BASE, row) && !cpf__record_has(pays, CPF__PAY_BASE_ATTRIBUTE, row))
        need(build, pays, row, "base");
    check_number(build, pays, row, CPF__PAY_BASE_ATTRIBUTE);
    check_number(build, pays, row, CPF__PAY_FLOOR_ATTRIBUTE);
    if (by == BY_GRADE)
        check_grades(build, pays, row);
    if (by == BY_BANDS && cpf__record_of_code(bands, CPF__PAY_BAND_PAY, code) < 0)
        cpf__tell_record(build, pays, row, NULL, CPF__MODEL(PAY_NO_BAND), texts);
}

static void tell_grade(cpf__build *build, const cpf__records *records, int64_t row, const struct cpf_standing *standing,
                       const char *grade)
{
    const char *texts[3] = {standing->code, grade};

    cpf__tell_record(build, records, row, "grade", CPF__MODEL(GRADE_UNKNOWN), texts);
}

static void check_pay_grade(cpf__build *build, const cpf__records *pays, const cpf__records *grades, int64_t row)
{
    const char *grade = cpf__record_text(grades, CPF__PAY_GRADE_GRADE, row);
    const struct cpf_standing *standing;

    if (!cpf__check_code(build, grades, row, CPF__PAY_GRADE_PAY, pays, CPF__PAY_CODE))
        return;
    standing = standing_of(build, pays,
                           cpf__record_of_code(pays, CPF__PAY_CODE, cpf__record_text(grades, CPF__PAY_GRADE_PAY, row)),
                           CPF__PAY_STANDING);
    if (standing && *grade && !has_grade(standing, grade))
        tell_grade(build, grades, row, standing, grade);
}

static void check_pool(cpf__build *build, const cpf__records *pools, int64_t row)
{
    int64_t of = cpf__record_value(pools, CPF__POOL_OF, row);

    if ((of == OF_PAY || of == OF_COMMISSION) && !*cpf__record_text(pools, CPF__POOL_SCHEME, row))
        need(build, pools, row, "scheme");
    if (of == OF_PAY)
        cpf__check_code(build, pools, row, CPF__POOL_SCHEME, cpf__checked_records(build, &cpf__record_pay),
                        CPF__PAY_CODE);
    if (of == OF_COMMISSION)
        cpf__check_code(build, pools, row, CPF__POOL_SCHEME, cpf__checked_records(build, &cpf__record_rate_table),
                        CPF__RATE_TABLE_CODE);
    if (cpf__record_has(pools, CPF__POOL_ATTRIBUTE, row) && !*cpf__record_text(pools, CPF__POOL_IS, row))
        need(build, pools, row, "is");
}

static void check_order(cpf__build *build, const cpf__records *records, int64_t row, int32_t low, int32_t high)
{
    const char *texts[3] = {records->kind->entry.params[low].name, records->kind->entry.params[high].name};

    if (cpf__record_has(records, low, row) && cpf__record_has(records, high, row) &&
        cpf__record_value(records, low, row) >= cpf__record_value(records, high, row))
        cpf__tell_record(build, records, row, texts[1], CPF__MODEL(CUT_ORDER), texts);
}

static void check_box(cpf__build *build, const cpf__records *boxes, int64_t row)
{
    check_order(build, boxes, row, CPF__BOX_PERFORMANCE_LOW, CPF__BOX_PERFORMANCE_HIGH);
    check_order(build, boxes, row, CPF__BOX_POTENTIAL_LOW, CPF__BOX_POTENTIAL_HIGH);
    check_number(build, boxes, row, CPF__BOX_POTENTIAL);
}

static void check_trigger(cpf__build *build, const cpf__records *triggers, int64_t row)
{
    const struct cpf_standing *standing = standing_of(build, triggers, row, CPF__TRIGGER_STANDING);
    const char *grade = cpf__record_text(triggers, CPF__TRIGGER_GRADE, row);

    if (cpf__record_value(triggers, CPF__TRIGGER_CONDITION, row) != IF_GRADE) {
        if (!cpf__record_has(triggers, CPF__TRIGGER_LIMIT, row))
            need(build, triggers, row, "limit");
    } else if (!*grade) {
        need(build, triggers, row, "grade");
    } else if (!standing) {
        need(build, triggers, row, "standing");
    } else if (!has_grade(standing, grade)) {
        tell_grade(build, triggers, row, standing, grade);
    }
}

/* A check of each record of a kind by itself. */
typedef struct record_check_row {
    const cpf__record_kind *kind;
    void (*check)(cpf__build *build, const cpf__records *records, int64_t row);
} record_check_row;

static const record_check_row checks[] = {
    {&cpf__record_pay, check_pay},
    {&cpf__record_pool, check_pool},
    {&cpf__record_box, check_box},
    {&cpf__record_trigger, check_trigger},
};

void cpf__check_pay(cpf__build *build)
{
    const cpf__records *pays, *grades, *bands, *awards, *pools;

    for (size_t i = 0; i < sizeof checks / sizeof checks[0]; i++) {
        const cpf__records *records = cpf__checked_records(build, checks[i].kind);

        for (int64_t row = 0; row < records->count; row++)
            checks[i].check(build, records, row);
    }
    pays = cpf__checked_records(build, &cpf__record_pay);
    grades = cpf__checked_records(build, &cpf__record_pay_grade);
    for (int64_t row = 0; row < grades->count; row++)
        check_pay_grade(build, pays, grades, row);
    bands = cpf__checked_records(build, &cpf__record_pay_band);
    for (int64_t row = 0; row < bands->count; row++)
        cpf__check_code(build, bands, row, CPF__PAY_BAND_PAY, pays, CPF__PAY_CODE);
    pools = cpf__checked_records(build, &cpf__record_pool);
    awards = cpf__checked_records(build, &cpf__record_award);
    for (int64_t row = 0; row < awards->count; row++)
        cpf__check_code(build, awards, row, CPF__AWARD_POOL, pools, CPF__POOL_CODE);
}
