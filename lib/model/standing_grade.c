/* SPDX-License-Identifier: MIT */
#include "standing_grade.h"

#include <string.h>

enum { SHARE_DECIMALS = 4, WHOLE_GROUP = 1000000 /* 100 per cent */ };

static void check_grade_names(cpf__build *build, const char *list, const cpf__grade_draft *grades, int64_t count)
{
    for (int64_t i = 0; i < count; i++) {
        if (!*grades[i].grade)
            cpf__tell(build, cpf__member(build, ".%s[%d].grade", list, (int)i), CPF__MODEL(NO_CODE));
        for (int64_t j = 0; j < i; j++) {
            if (strcmp(grades[i].grade, grades[j].grade) != 0)
                continue;
            cpf__tell(build, cpf__member(build, ".%s[%d].grade", list, (int)i), CPF__MODEL(CODE_TWICE),
                      grades[i].grade);
            break;
        }
    }
}

/* The last band has no lower bound, so that every total is in one; the others fall from band to band. */
static void check_bands(cpf__build *build, const struct cpf_standing *standing)
{
    int32_t last = standing->band_count - 1;

    for (int32_t i = 0; i < last; i++) {
        if (standing->bands[i].from == INT64_MIN)
            cpf__tell(build, cpf__member(build, ".bands[%d].from", (int)i), CPF__MODEL(BAND_OPEN),
                      standing->bands[i].grade);
        else if (i > 0 && standing->bands[i - 1].from != INT64_MIN &&
                 standing->bands[i].from >= standing->bands[i - 1].from)
            cpf__tell(build, cpf__member(build, ".bands[%d].from", (int)i), CPF__MODEL(BAND_ORDER),
                      standing->bands[i].grade, standing->bands[i - 1].grade);
    }
    if (standing->bands[last].from != INT64_MIN)
        cpf__tell(build, cpf__member(build, ".bands[%d].from", (int)last), CPF__MODEL(BAND_LOWEST),
                  standing->bands[last].grade);
}

static void take_bands(cpf__build *build, const cpf__standing_draft *draft, struct cpf_standing *standing)
{
    cpf__arena *arena = build->model->arena;
    int good = 1;

    standing->bands = cpf__arena_take(arena, draft->bands.count, sizeof *standing->bands);
    if (!standing->bands || !draft->bands.count)
        return;
    standing->band_count = (int32_t)draft->bands.count;
    check_grade_names(build, "bands", draft->bands.items, draft->bands.count);
    for (int32_t i = 0; i < standing->band_count; i++) {
        const cpf__grade_draft *band = &draft->bands.items[i];

        standing->bands[i].grade = cpf__arena_text(arena, band->grade);
        standing->bands[i].from = INT64_MIN;
        if (band->value)
            good &= cpf__read_decimal(build, cpf__member(build, ".bands[%d].from", (int)i), band->value,
                                      standing->total_decimals, &standing->bands[i].from);
    }
    if (good)
        check_bands(build, standing);
}

static void check_quotas(cpf__build *build, const struct cpf_standing *standing)
{
    int64_t sum = 0;
    char text[24];

    for (int32_t i = 0; i < standing->quota_count; i++)
        sum += standing->quotas[i].share; /* each within 100 */
    if (sum == WHOLE_GROUP)
        return;
    cpf_decimal_format(sum, SHARE_DECIMALS, text);
    cpf__tell(build, cpf__member(build, ".quotas"), CPF__MODEL(QUOTA_SUM), text);
}

static int take_share(cpf__build *build, const cpf__grade_draft *quota, int32_t index, int64_t *share)
{
    const cpf__place *place = cpf__member(build, ".quotas[%d].percent", (int)index);

    if (!cpf__read_decimal(build, place, quota->value ? quota->value : "", SHARE_DECIMALS, share))
        return 0;
    if (*share >= 0 && *share <= WHOLE_GROUP)
        return 1;
    cpf__tell(build, place, CPF__MODEL(PERCENT), quota->value);
    return 0;
}

static void take_quotas(cpf__build *build, const cpf__standing_draft *draft, struct cpf_standing *standing)
{
    cpf__arena *arena = build->model->arena;
    int good = 1;

    standing->quotas = cpf__arena_take(arena, draft->quotas.count, sizeof *standing->quotas);
    if (!standing->quotas || !draft->quotas.count)
        return;
    standing->quota_count = (int32_t)draft->quotas.count;
    check_grade_names(build, "quotas", draft->quotas.items, draft->quotas.count);
    for (int32_t i = 0; i < standing->quota_count; i++) {
        standing->quotas[i].grade = cpf__arena_text(arena, draft->quotas.items[i].grade);
        good &= take_share(build, &draft->quotas.items[i], i, &standing->quotas[i].share);
    }
    if (good)
        check_quotas(build, standing);
}

static const char *name_of_quota(const void *user, int32_t index)
{
    return ((const struct cpf_standing *)user)->quotas[index].grade;
}

static void take_quota_rule(cpf__build *build, const cpf__standing_draft *draft, struct cpf_standing *standing)
{
    const cpf__names places = cpf__text_names(cpf__places_names, CPF__PLACES_COUNT);
    const cpf__names ties = cpf__text_names(cpf__tie_names, CPF__TIE_COUNT);
    const cpf__names grades = {standing, name_of_quota, standing->quota_count};

    standing->places =
        cpf__choose(build, cpf__member(build, ".places"), draft->places, places, CPF__PLACES_LARGEST_REMAINDER);
    standing->tie = cpf__choose(build, cpf__member(build, ".ties"), draft->tie, ties, CPF__TIE_ORDER);
    standing->rest = cpf__choose(build, cpf__member(build, ".rest"), draft->rest, grades, CPF_NONE);
    standing->minimum = draft->minimum;
    if (draft->minimum < 0)
        cpf__tell(build, cpf__member(build, ".minimum"), CPF__MODEL(MINIMUM), (int)draft->minimum);
    if (standing->places == CPF__PLACES_FLOOR && standing->quota_count && !draft->rest)
        cpf__tell(build, cpf__member(build, ".rest"), CPF__MODEL(REST_GRADE));
}

void cpf__take_grades(cpf__build *build, const cpf__standing_draft *draft, struct cpf_standing *standing)
{
    enum { MOST_GRADES = 100 };

    if (draft->bands.count && draft->quotas.count)
        cpf__tell(build, cpf__member(build, ""), CPF__MODEL(BANDS_AND_QUOTAS));
    if (draft->bands.count > MOST_GRADES || draft->quotas.count > MOST_GRADES) {
        cpf__tell(build, cpf__member(build, ""), CPF__MODEL(MANY_GRADES), (int)MOST_GRADES);
        return;
    }
    take_bands(build, draft, standing);
    take_quotas(build, draft, standing);
    take_quota_rule(build, draft, standing);
}
