/* SPDX-License-Identifier: MIT */
/* Why a subject has its rank, percentile and grade: how many are above, where the edges are, how far the next grade is.
 */
#include "mem.h"
#include "rank_group.h"
#include "telling.h"

typedef struct standing_at {
    const cpf__telling *telling;
    const cpf_appraisal *appraisal;
    const struct cpf_standing *standing;
    const cpf__standing_result *result;
    int32_t group;
    int64_t subject, total, count; /* ranked members of the group: the first ones of its order */
    cpf__group_order order;
    cpf__standing counts;
} standing_at;

static int64_t total_at(const standing_at *at, int64_t position)
{
    return at->appraisal->totals[at->order.subjects[position]];
}

static void count_group(standing_at *at)
{
    at->count = at->order.ranked;
    for (int64_t i = 0; i < at->count; i++) {
        int64_t total = total_at(at, i);

        at->counts.above += total > at->total;
        at->counts.equal += total == at->total;
        at->counts.dense += total > at->total && (!i || total != total_at(at, i - 1));
    }
    at->counts.count = (int32_t)at->count;
}

static void tell_count(const standing_at *at, const char *label, const char *label_zh, int64_t count)
{
    cpf__step_leaf(at->telling->to, CPF__STEP_NUMBER, label, label_zh, count, 0, 0);
}

static void tell_rank(const standing_at *at)
{
    cpf_explanation *to = at->telling->to;
    int64_t step = cpf__step_begin(to, CPF__STEP_RANK, "rank", "名次");
    char of[24];

    cpf_decimal_format(at->count, 0, of);
    cpf__step_value(to, step, at->result->rank[at->subject], 0);
    cpf__step_operation(to, step, CPF__BY_SUM);
    cpf__step_note(to, step, "of %s, by %s", "共 %s 个，方式 %s", of, cpf__rank_methods[at->standing->rank].name);
    if (at->standing->rank == CPF__RANK_MODIFIED) {
        tell_count(at, "higher totals", "总分更高者", at->counts.above);
        tell_count(at, "equal totals, with its own", "总分相同者（含本身）", at->counts.equal);
    } else {
        if (at->standing->rank == CPF__RANK_DENSE)
            tell_count(at, "different higher totals", "更高的不同总分个数", at->counts.dense);
        else
            tell_count(at, "higher totals", "总分更高者", at->counts.above);
        tell_count(at, "and its own place", "本身", 1);
    }
    cpf__step_end(to);
}

/* Members that count, in halves, over those they are compared with, in halves. */
static void percentile_parts(const standing_at *at, int64_t *over, int64_t *under)
{
    int64_t lower = at->count - at->counts.above - at->counts.equal, equal = at->counts.equal;
    const int64_t counted[CPF__PERCENTILE_COUNT] = {
        [CPF__PERCENTILE_BELOW] = 2 * lower,
        [CPF__PERCENTILE_STRICT] = 2 * lower,
        [CPF__PERCENTILE_WEAK] = 2 * (lower + equal),
        [CPF__PERCENTILE_MEAN] = 2 * lower + equal,
    };

    *over = counted[at->standing->percentile];
    *under = 2 * (at->standing->percentile == CPF__PERCENTILE_BELOW ? at->count - 1 : at->count);
}

static void tell_percentile(const standing_at *at)
{
    cpf_explanation *to = at->telling->to;
    int64_t step = cpf__step_begin(to, CPF__STEP_PERCENTILE, "percentile", "百分位"), part, over, under;
    cpf__ratio share = {0, 1}, percent = {0, 1};

    percentile_parts(at, &over, &under);
    cpf__step_value(to, step, at->result->percentile[at->subject], 4);
    cpf__step_note(to, step, "kind %s", "定义 %s", cpf__percentile_methods[at->standing->percentile].name, NULL);
    if (under) {
        (void)cpf__ratio_div(cpf__ratio_of(over, 0), cpf__ratio_of(under, 0), &share);
        (void)cpf__ratio_mul(share, cpf__ratio_of(100, 0), &percent);
        cpf__step_operation(to, step, CPF__BY_ROUNDING);
        part = cpf__step_begin(to, CPF__STEP_NUMBER, "per cent", "百分比");
        cpf__step_operation(to, part, CPF__BY_PRODUCT);
        cpf__step_ratio(to, part, percent, 8);
        tell_count(at, "hundred", "一百", 100);
        part = cpf__step_begin(to, CPF__STEP_NUMBER, "share", "占比");
        cpf__step_operation(to, part, CPF__BY_QUOTIENT);
        cpf__step_ratio(to, part, share, 8);
        cpf__step_leaf(to, CPF__STEP_NUMBER, "members that count", "计入的成员数", over * 5, 1, 1);
        cpf__step_leaf(to, CPF__STEP_NUMBER, "members compared with", "比较的成员数", under * 5, 1, 1);
        cpf__step_end(to);
        cpf__step_end(to);
    }
    cpf__step_end(to);
}

/* How much more the total would have to be. */
static void tell_distance(const standing_at *at, int64_t edge)
{
    cpf_explanation *to = at->telling->to;
    int64_t step = cpf__step_begin(to, CPF__STEP_NUMBER, "distance to the next grade", "距上一等级");

    cpf__step_value(to, step, edge - at->total, at->standing->total_decimals);
    cpf__step_operation(to, step, CPF__BY_DIFFERENCE);
    cpf__step_leaf(to, CPF__STEP_NUMBER, "begins at", "起点", edge, at->standing->total_decimals, 0);
    cpf__step_leaf(to, CPF__STEP_TOTAL, "total", "总分", at->total, at->standing->total_decimals, 0);
    cpf__step_end(to);
}

static void tell_bands(const standing_at *at, int8_t grade)
{
    cpf_explanation *to = at->telling->to;

    for (int32_t i = 0; i < at->standing->band_count; i++) {
        const cpf__band *band = &at->standing->bands[i];
        int64_t step = cpf__step_begin(to, CPF__STEP_GRADE, band->grade, NULL);

        if (band->from != INT64_MIN)
            cpf__step_value(to, step, band->from, at->standing->total_decimals);
        if (i == grade)
            cpf__step_note(to, step, "the total lies here", "总分在此档", NULL, NULL);
        cpf__step_end(to);
    }
    if (grade > 0)
        tell_distance(at, at->standing->bands[grade - 1].from);
}

/* The lowest total with a better grade; 0: nobody has one. */
static int lowest_above(const standing_at *at, int8_t grade, int64_t *total)
{
    int found = 0;

    for (int64_t i = 0; i < at->count; i++) {
        if (at->result->grade[at->order.subjects[i]] < grade) {
            *total = total_at(at, i);
            found = 1;
        }
    }
    return found;
}

static void tell_places(const standing_at *at, int8_t grade)
{
    cpf_explanation *to = at->telling->to;
    int32_t grades = at->standing->quota_count;
    const int64_t *places = at->result->places + (int64_t)at->group * grades;
    int64_t position = 0, edge;

    for (int32_t i = 0; i < grades; i++) {
        int64_t step = cpf__step_begin(to, CPF__STEP_GRADE, at->standing->quotas[i].grade, NULL);
        char share[24];

        cpf_decimal_format(at->standing->quotas[i].share, 4, share);
        if (places[i] >= 0)
            cpf__step_value(to, step, places[i], 0);
        cpf__step_note(to, step,
                       i == grade ? "places for %s per cent; the subject has one of them" : "places for %s per cent",
                       i == grade ? "名额占 %s%%，本单元在其中" : "名额占 %s%%", share, NULL);
        cpf__step_end(to);
    }
    while (at->order.subjects[position] != at->subject)
        position++;
    tell_count(at, "place in the order", "排列位置", position + 1);
    if (grade > 0 && lowest_above(at, grade, &edge))
        tell_distance(at, edge);
}

static void tell_grade(const standing_at *at)
{
    cpf_explanation *to = at->telling->to;
    int8_t grade = at->result->grade[at->subject];
    int bands = at->standing->band_count > 0;
    int64_t step;

    if (!bands && !at->standing->quota_count)
        return;
    step = cpf__step_begin(to, CPF__STEP_GRADE, "grade", "等级");
    if (grade >= 0)
        cpf__step_note(to, step, "%s", "%s",
                       bands ? at->standing->bands[grade].grade : at->standing->quotas[grade].grade, NULL);
    else
        cpf__step_note(to, step, "none: the group is too small for a quota", "无：该组人数不足，不适用名额比例", NULL,
                       NULL);
    if (!cpf__tell_quota(at->telling, at->appraisal, (cpf_id)(at->standing - at->telling->model->standings), at->group,
                         at->subject)) {
        if (bands)
            tell_bands(at, grade);
        else
            tell_places(at, grade);
    }
    cpf__step_end(to);
}

static void tell_standing(standing_at *at)
{
    count_group(at);
    (void)cpf__step_begin(at->telling->to, CPF__STEP_RANK, at->standing->code, NULL);
    tell_rank(at);
    tell_percentile(at);
    tell_grade(at);
    cpf__step_end(at->telling->to);
}

/* The scorecard of a subject. */
static cpf_id card_of(const cpf_appraisal *appraisal, int64_t subject)
{
    cpf_id card = 0;

    while (subject >= appraisal->cards[card].first + appraisal->cards[card].count)
        card++;
    return card;
}

void cpf__tell_standings(const cpf__telling *telling, const cpf_appraisal *appraisal, int64_t subject)
{
    for (int32_t i = 0; i < telling->model->standing_count; i++) {
        standing_at at = {.telling = telling,
                          .appraisal = appraisal,
                          .standing = &telling->model->standings[i],
                          .result = &appraisal->standings[i],
                          .subject = subject,
                          .total = appraisal->totals[subject]};

        at.group = cpf__standing_group(appraisal, i, card_of(appraisal, subject), subject);
        if (at.group == CPF_NONE || at.result->rank[subject] == 0)
            continue;
        if (cpf__standing_order(appraisal, i, at.group, &at.order) != CPF_OK) {
            cpf__arena_fail(telling->to->arena);
            return;
        }
        tell_standing(&at);
        cpf__free(appraisal->context, at.order.subjects);
    }
}
