/* SPDX-License-Identifier: MIT */
/* Ranks and grades. */
#include "read_parts.h"

typedef struct grade_given {
    const char *code, *level, *group, *rank, *percentile, *places, *rest, *ties;
    int32_t bands, quotas, minimum, reserved;
} grade_given;

#define AT(member) offsetof(grade_given, member)
static const cpf__member grade_members[] = {
    {"code", CPF__FORM_TEXT, 1, AT(code), NULL, 0, 0},
    {"level", CPF__FORM_TEXT, 1, AT(level), NULL, 0, 0},
    {"group", CPF__FORM_TEXT, 0, AT(group), NULL, 0, 0},
    {"rank", CPF__FORM_TEXT, 0, AT(rank), NULL, 0, 0},
    {"percentile", CPF__FORM_TEXT, 0, AT(percentile), NULL, 0, 0},
    {"bands", CPF__FORM_LIST, 0, AT(bands), NULL, 0, 0},
    {"quotas", CPF__FORM_LIST, 0, AT(quotas), NULL, 0, 0},
    {"places", CPF__FORM_TEXT, 0, AT(places), NULL, 0, 0},
    {"rest", CPF__FORM_TEXT, 0, AT(rest), NULL, 0, 0},
    {"ties", CPF__FORM_TEXT, 0, AT(ties), NULL, 0, 0},
    {"minimum", CPF__FORM_WHOLE, 0, AT(minimum), NULL, 0, INT32_MAX},
};
#undef AT
const cpf__shape cpf__grade_shape = CPF__SHAPE("grade", grade_members);

typedef struct band_given {
    const char *grade, *from;
} band_given;

static const cpf__member band_members[] = {
    {"grade", CPF__FORM_TEXT, 1, offsetof(band_given, grade), NULL, 0, 0},
    {"from", CPF__FORM_VALUE, 0, offsetof(band_given, from), NULL, 0, 0},
};
const cpf__shape cpf__band_shape = CPF__SHAPE("band", band_members);

typedef struct quota_given {
    const char *grade, *percent;
} quota_given;

static const cpf__member quota_members[] = {
    {"grade", CPF__FORM_TEXT, 1, offsetof(quota_given, grade), NULL, 0, 0},
    {"percent", CPF__FORM_VALUE, 1, offsetof(quota_given, percent), NULL, 0, 0},
};
const cpf__shape cpf__quota_shape = CPF__SHAPE("quota", quota_members);

static void read_band(cpf__reader *reader, int32_t node, void *standing)
{
    band_given given = {0};

    if (cpf__read_object(reader, node, &cpf__band_shape, &given))
        cpf_standing_add_band(standing, given.grade, given.from);
}

static void read_quota(cpf__reader *reader, int32_t node, void *standing)
{
    quota_given given = {0};

    if (cpf__read_object(reader, node, &cpf__quota_shape, &given))
        cpf_standing_add_quota(standing, given.grade, given.percent);
}

void cpf__read_grade(cpf__reader *reader, int32_t node)
{
    grade_given given = {.group = "all",
                         .rank = "1224",
                         .percentile = "below",
                         .places = "largest_remainder",
                         .ties = "order",
                         .bands = CPF_NONE,
                         .quotas = CPF_NONE};
    cpf_standing *standing;

    cpf__reader_at(reader, node);
    if (!cpf__read_object(reader, node, &cpf__grade_shape, &given))
        return;
    standing = cpf_plan_add_standing(reader->plan, given.code, given.level, given.group);
    cpf_standing_set_methods(standing, given.rank, given.percentile);
    cpf_standing_set_quota_rule(standing, given.places, given.rest, given.ties, given.minimum);
    cpf__read_each_of(reader, given.bands, standing, read_band);
    cpf__read_each_of(reader, given.quotas, standing, read_quota);
}
