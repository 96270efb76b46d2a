/* SPDX-License-Identifier: MIT */
/* Records about forced distributions (强制分布): how many may have a grade, what becomes of small groups, ties. */
#include "record_quota.h"

#define FIELD(type)                                                                                                    \
    {                                                                                                                  \
        type, 0, NULL                                                                                                  \
    }
#define NUMBER(decimals)                                                                                               \
    {                                                                                                                  \
        CPF__FIELD_NUMBER, decimals, NULL                                                                              \
    }

static const cpf_param quota_params[] = {
    {"standing", "ranks and grades", "等级设置", "standing", NULL, NULL, NULL},
    {"grade", "the grade, or the best of a group of grades", "等级，或一组等级中最高者", "text", NULL, NULL, NULL},
    {"through", "the lowest of the group of grades; left out: the grade alone", "该组等级中最低者；省略则仅该等级",
     "text", NULL, NULL, ""},
    {"percent", "share of the grade, in place of the quota's", "该等级的比例，取代原名额比例", "per cent", "0", "100",
     ""},
    {"least", "they take at least this much; together with `most` the same: exactly", "至少占比；与 most 相同即为恰好",
     "per cent", "0", "100", "0"},
    {"most", "they take at most this much", "至多占比", "per cent", "0", "100", "100"},
    {"team_from", "only for groups whose own total is at least this; left out: any",
     "仅适用于团队总分不低于此值的组；省略则不限", "points", NULL, NULL, ""},
    {"team_to", "only for groups whose own total is below this; left out: any",
     "仅适用于团队总分低于此值的组；省略则不限", "points", NULL, NULL, ""},
    {"team", "ranks and grades of the groups' units, for team_grade", "团队的等级设置（配合 team_grade）", "standing",
     NULL, NULL, ""},
    {"team_grade", "only for groups whose own grade this is", "仅适用于团队等级为此的组", "text", NULL, NULL, ""},
};
static const cpf__record_field quota_fields[] = {
    FIELD(CPF__FIELD_STANDING),
    FIELD(CPF__FIELD_TEXT),
    FIELD(CPF__FIELD_TEXT),
    NUMBER(CPF__QUOTA_DECIMALS),
    NUMBER(CPF__QUOTA_DECIMALS),
    NUMBER(CPF__QUOTA_DECIMALS),
    NUMBER(9),
    NUMBER(9),
    FIELD(CPF__FIELD_STANDING),
    FIELD(CPF__FIELD_TEXT),
};
CPF__RECORD_MATCH(quota_params, quota_fields);

const cpf__record_kind cpf__record_grade_quota = CPF__RECORD_KIND(
    "grade_quota", "Quota of grades", "等级名额",
    "How much of a group may or must have a grade or a group of grades, for all groups or by the group's own result.",
    "某一等级或一组等级在组内可占或须占的比例，适用于所有组或按团队自身结果而定。", "", quota_params, quota_fields, 0);

static const cpf_param rule_params[] = {
    {"standing", "ranks and grades", "等级设置", "standing", NULL, NULL, NULL},
    {"small",
     "groups below the minimum: without quotas, pooled with those below the next unit above until they are enough, or "
     "all of them pooled together",
     "低于最少人数的组：不适用名额、逐级向上合并直至足够、或全部合并", "exempt|up|together", NULL, NULL, "exempt"},
    {"level", "highest level up to which they are pooled; left out: the top", "向上合并的最高层级；省略则至顶层",
     "level", NULL, NULL, ""},
    {"border", "cases within this distance of a line between two grades are listed, the nearest ones always",
     "距等级线不超过此分数者列为边界个案，最近者总列出", "points", "0", NULL, "0"},
};
static const cpf__record_field rule_fields[] = {
    FIELD(CPF__FIELD_STANDING), {CPF__FIELD_WORD, 0, "exempt|up|together"}, FIELD(CPF__FIELD_LEVEL), NUMBER(9)};
CPF__RECORD_MATCH(rule_params, rule_fields);

const cpf__record_kind cpf__record_quota_rule =
    CPF__RECORD_KIND("quota_rule", "Rule of a forced distribution", "强制分布规则",
                     "What becomes of groups that are too small for quotas, and which border cases are listed.",
                     "人数过少的组如何处理，以及列出哪些边界个案。", "", rule_params, rule_fields, 1);

static const cpf_param tie_params[] = {
    {"standing", "ranks and grades", "等级设置", "standing", NULL, NULL, NULL},
    {"indicator",
     "of those with one total, who is better in it stands first; several in the order in which they are said",
     "总分相同时该指标较优者在前；多个指标按书写顺序", "indicator", NULL, NULL, NULL},
};
static const cpf__record_field tie_fields[] = {FIELD(CPF__FIELD_STANDING), FIELD(CPF__FIELD_INDICATOR)};
CPF__RECORD_MATCH(tie_params, tie_fields);

const cpf__record_kind cpf__record_tie_key =
    CPF__RECORD_KIND("tie_key", "Key of ties", "同分排序依据",
                     "What decides between equal totals at a line between two grades, before the order of units.",
                     "总分相同且处于等级线上时的先后依据，先于单元次序。", "", tie_params, tie_fields, 2);
