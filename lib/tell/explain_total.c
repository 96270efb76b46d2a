/* SPDX-License-Identifier: MIT */
/* Why a total is what it is: total = sum(weight * points) / sum(weights), rounded once. */
#include "levels.h"
#include "telling.h"
#include "weighing.h"

enum { MORE_DECIMALS = 4, WEIGHT_DECIMALS = 4 };

static const char *const policy_texts[CPF__MISSING_POLICIES][2] = {
    [CPF__MISSING_REDISTRIBUTE] = {"lines without points do not count; the others count for more", "无得分的指标不计，其权重由其余指标分摊"},
    [CPF__MISSING_ZERO] = {"lines without points count with 0", "无得分的指标按 0 分计"},
    [CPF__MISSING_REFUSE] = {"without points in every line there is no total", "任一指标无得分即无总分"},
};

typedef struct summing {
    const cpf__telling *telling;
    const cpf_appraisal *appraisal;
    const struct cpf_scorecard *card;
    const cpf__card_result *result;
    int64_t i;
    cpf__weighing by; /* the weights of this subject */
    cpf__ratio sum, weights;
} summing;

static cpf__line_at line_of(const summing *at, int32_t item)
{
    return (cpf__line_at){at->appraisal, at->card, &at->card->items[item], &at->result->lines[item], at->i,
                          at->appraisal->units[at->result->first + at->i]};
}

static int has_points(const summing *at, int32_t item)
{
    return at->by.lines[item].policy == CPF_NONE && cpf__bit(at->result->lines[item].points_valid, at->i);
}

static int counts(const summing *at, int32_t item)
{
    return has_points(at, item) || at->by.lines[item].policy == CPF__SUSPEND_KEEP_GAP ||
           (at->card->missing == CPF__MISSING_ZERO && at->by.lines[item].policy == CPF_NONE);
}

static const char *const source_notes[CPF__WEIGHT_SOURCES][2] = {
    [CPF__WEIGHT_OF_ALL] = {"a weight for all units of the scorecard", "评分卡全体单元适用的权重"},
    [CPF__WEIGHT_OF_GROUP] = {"the weight of the unit's group", "所属群组的权重"},
    [CPF__WEIGHT_OF_UNIT] = {"the weight of the unit, or of one above it", "本单元或其上级的权重"},
};

/* A weight, and where it is from when it is not the scorecard's own. */
static void tell_weight(const summing *at, int32_t item, const char *name, const char *name_zh)
{
    cpf_explanation *to = at->telling->to;
    const cpf__line_weight *line = &at->by.lines[item];
    const char *const *note = source_notes[line->source];
    int64_t step, value = line->weight;
    int32_t decimals = WEIGHT_DECIMALS;

    if (!note[0]) {
        cpf__step_leaf(to, CPF__STEP_WEIGHT, name, name_zh, value, decimals, 1);
        return;
    }
    step = cpf__step_begin(to, CPF__STEP_WEIGHT, name, name_zh);
    for (; decimals > 0 && value % 10 == 0; decimals--)
        value /= 10;
    cpf__step_value(to, step, value, decimals);
    cpf__step_note(to, step, note[0], note[1], NULL, NULL);
    cpf__step_end(to);
}

static const char *const suspension_texts[][2] = {
    [CPF__SUSPEND_REDISTRIBUTE] = {"suspended: the others count for more; %s", "已暂停，其权重由其余指标分摊；%s"},
    [CPF__SUSPEND_KEEP_GAP] = {"suspended: its weight stays, without points; %s", "已暂停，其权重保留但不计分；%s"},
    [CPF__SUSPEND_FAIL] = {"suspended; %s", "已暂停；%s"},
};

static void tell_suspension(const summing *at, int32_t item, int64_t step)
{
    const cpf__line_weight *line = &at->by.lines[item];
    const cpf__records *records = cpf__model_records(at->telling->model, &cpf__record_suspension);

    if (line->policy != CPF_NONE)
        cpf__step_note(at->telling->to, step, suspension_texts[line->policy][0], suspension_texts[line->policy][1],
                       cpf__record_text(records, CPF__SUSPENSION_REASON, line->suspension), NULL);
}

/* weight * points of one line, with the points down to the measures. */
static void tell_product(summing *at, int32_t item)
{
    cpf_explanation *to = at->telling->to;
    const struct cpf_item *it = &at->card->items[item];
    cpf__line_at line = line_of(at, item);
    int64_t step = cpf__step_begin(to, CPF__STEP_LINE, cpf__tell_indicator(at->telling->model, it->indicator), NULL);
    int64_t points = has_points(at, item) ? line.line->points[at->i] : 0;
    cpf__ratio product = {0, 1};

    cpf__step_operation(to, step, CPF__BY_PRODUCT);
    tell_suspension(at, item, step);
    tell_weight(at, item, "weight", "权重");
    cpf__tell_points(at->telling, &line);
    if (!has_points(at, item))
        cpf__step_leaf(to, CPF__STEP_NUMBER, "counted with", "计入分数", 0, 0, 0);
    cpf__step_end(to);
    if (cpf__ratio_mul(cpf__ratio_of(at->by.lines[item].weight, WEIGHT_DECIMALS), cpf__ratio_of(points, at->card->points_decimals), &product) == CPF_OK)
        cpf__step_ratio(to, step, product, CPF__MAX_DECIMALS);
    (void)cpf__ratio_add(at->sum, product, &at->sum);
}

static void tell_left_out(const summing *at, int32_t item)
{
    cpf_explanation *to = at->telling->to;
    cpf__line_at line = line_of(at, item);
    int64_t step = cpf__step_begin(to, CPF__STEP_LINE, cpf__tell_indicator(at->telling->model, line.item->indicator), NULL);

    if (at->by.lines[item].policy == CPF_NONE)
        cpf__step_note(to, step, policy_texts[at->card->missing][0], policy_texts[at->card->missing][1], NULL, NULL);
    tell_suspension(at, item, step);
    cpf__tell_points(at->telling, &line);
    cpf__step_end(to);
}

static void tell_sum(summing *at)
{
    cpf_explanation *to = at->telling->to;
    int64_t step = cpf__step_begin(to, CPF__STEP_NUMBER, "weights times points", "加权得分合计");

    cpf__step_operation(to, step, CPF__BY_SUM);
    for (int32_t item = 0; item < at->card->item_count; item++) {
        if (counts(at, item))
            tell_product(at, item);
        else
            tell_left_out(at, item);
    }
    cpf__step_ratio(to, step, at->sum, CPF__MAX_DECIMALS);
    cpf__step_end(to);
}

static void tell_weights(summing *at)
{
    cpf_explanation *to = at->telling->to;
    int64_t step = cpf__step_begin(to, CPF__STEP_WEIGHT, "weights that count", "计入的权重合计");

    cpf__step_operation(to, step, CPF__BY_SUM);
    for (int32_t item = 0; item < at->card->item_count; item++) {
        const struct cpf_item *it = &at->card->items[item];

        if (!counts(at, item))
            continue;
        tell_weight(at, item, cpf__tell_indicator(at->telling->model, it->indicator), NULL);
        (void)cpf__ratio_add(at->weights, cpf__ratio_of(at->by.lines[item].weight, WEIGHT_DECIMALS), &at->weights);
    }
    cpf__step_ratio(to, step, at->weights, WEIGHT_DECIMALS);
    cpf__step_end(to);
}

static void tell_mean(summing *at)
{
    cpf_explanation *to = at->telling->to;
    int64_t step = cpf__step_begin(to, CPF__STEP_NUMBER, "weighted mean", "加权平均");
    cpf__ratio mean;

    cpf__step_operation(to, step, CPF__BY_QUOTIENT);
    tell_sum(at);
    tell_weights(at);
    if (cpf__ratio_div(at->sum, at->weights, &mean) == CPF_OK)
        cpf__step_ratio(to, step, mean, at->card->total_decimals + MORE_DECIMALS);
    cpf__step_end(to);
}

static int open_summing(summing *at, const cpf__telling *telling, const cpf_appraisal *appraisal, int64_t subject)
{
    cpf_id card = cpf__subject_card(appraisal, subject);
    int opened;

    *at = (summing){.telling = telling, .appraisal = appraisal, .sum = {0, 1}, .weights = {0, 1}};
    at->card = &telling->model->scorecards[card];
    at->result = &appraisal->cards[card];
    at->i = subject - at->result->first;
    opened = cpf__weighing_open(&at->by, appraisal, card) == CPF_OK;
    if (opened)
        cpf__weighing_at(&at->by, appraisal->units[subject]);
    else
        cpf__arena_fail(telling->to->arena);
    return opened;
}

/* The total of a level, before levels. */
static void tell_own(const cpf__telling *telling, const cpf_appraisal *appraisal, int64_t subject)
{
    const char *unit = cpf_model_unit_code(telling->model, appraisal->units[subject]);
    int64_t step = cpf__step_begin(telling->to, CPF__STEP_TOTAL, unit, NULL);
    summing at;

    if (open_summing(&at, telling, appraisal, subject)) {
        cpf__step_note(telling->to, step, "own total, scorecard %s", "自身总分，评分卡 %s", at.card->code, NULL);
        cpf__step_value(telling->to, step, appraisal->own_totals[subject], at.card->total_decimals);
        cpf__step_operation(telling->to, step, CPF__BY_ROUNDING);
        tell_mean(&at);
    }
    cpf__weighing_close(&at.by);
    cpf__step_end(telling->to);
}

/* What is rounded to the total: the mean of the lines, or that of several levels. */
static void tell_base(summing *at)
{
    cpf_id card = (cpf_id)(at->card - at->telling->model->scorecards);

    if (cpf__card_has_levels(at->telling->model, card))
        cpf__tell_levels(at->telling, at->appraisal, card, at->appraisal->units[at->result->first + at->i], tell_own);
    else
        tell_mean(at);
}

/* The total as lines and levels gave it, where gates made another of it. */
static void tell_before(const void *user, int64_t value)
{
    summing at = *(const summing *)user;
    cpf_explanation *to = at.telling->to;
    int64_t step = cpf__step_begin(to, CPF__STEP_NUMBER, "total before gates", "否决前总分");

    cpf__step_value(to, step, value, at.card->total_decimals);
    cpf__step_operation(to, step, CPF__BY_ROUNDING);
    tell_base(&at);
    cpf__step_end(to);
}

static void tell_lines(summing *at, int64_t step, int64_t subject)
{
    cpf_explanation *to = at->telling->to;
    cpf_id card = (cpf_id)(at->card - at->telling->model->scorecards);

    if (cpf__bit(at->appraisal->total_valid, subject)) {
        cpf__step_value(to, step, at->appraisal->totals[subject], at->card->total_decimals);
        if (cpf__tell_gates(at->telling, at->appraisal, card, subject, step, tell_before, at))
            return;
        cpf__step_operation(to, step, CPF__BY_ROUNDING);
        tell_base(at);
        return;
    }
    cpf__step_note(to, step, "no total: no line that counts has points, or one is missing that may not be",
                   "无总分：计入的指标均无得分，或缺少不可缺的得分", NULL, NULL);
    for (int32_t item = 0; item < at->card->item_count; item++)
        tell_left_out(at, item);
}

void cpf__tell_total(const cpf__telling *telling, const cpf_appraisal *appraisal, int64_t subject)
{
    int64_t step = cpf__step_begin(telling->to, CPF__STEP_TOTAL, "total", "总分");
    summing at;
    int opened = open_summing(&at, telling, appraisal, subject);

    cpf__step_note(telling->to, step, "scorecard %s, version %s of the scheme", "评分卡 %s，方案版本 %s", at.card->code,
                   telling->model->version);
    if (opened)
        tell_lines(&at, step, subject);
    cpf__weighing_close(&at.by);
    cpf__step_end(telling->to);
}
