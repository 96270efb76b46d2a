/* SPDX-License-Identifier: MIT */
#include "list_reason.h"

#include "rule.h"

enum { LIMIT_DECIMALS = 4 };

/* Actual value by target; 0: one of them is missing, or there is no attainment. */
static int attained(const cpf__list_work *at, const cpf__result *result, cpf_id unit, cpf_id indicator,
                    cpf__ratio *figure)
{
    cpf__attain how = {.zero = CPF__ZERO_MISSING, .negative = CPF__NEGATIVE_SHIFT};
    int64_t actual, target;

    how.direction = at->view->model->indicators[indicator].direction;
    return cpf__fact(at->view->facts, unit, indicator, result->period, &actual) &&
           cpf__fact(at->view->targets, unit, indicator, result->period, &target) &&
           cpf__attainment(&how, actual, target, &figure->num, &figure->den) == CPF_OK && figure->den;
}

int cpf__list_figure(const cpf__list_work *at, const cpf__result *result, cpf_id unit, cpf__ratio *figure,
                     int32_t *decimals)
{
    int64_t total;
    int32_t of_total = LIMIT_DECIMALS;
    int found;

    if (cpf__record_has(at->triggers, CPF__TRIGGER_INDICATOR, at->trigger)) {
        found = attained(at, result, unit, (cpf_id)cpf__record_value(at->triggers, CPF__TRIGGER_INDICATOR, at->trigger),
                         figure);
    } else {
        found = cpf__result_total(result, unit, &total, &of_total);
        *figure = found ? cpf__ratio_of(total, of_total) : (cpf__ratio){0, 1};
    }
    if (decimals)
        *decimals = of_total;
    return found;
}

static void add_total(const cpf__list_work *at, const cpf__result *result, cpf_id unit)
{
    cpf__ratio figure;
    int64_t total;
    int32_t decimals;

    if (cpf__record_value(at->triggers, CPF__TRIGGER_CONDITION, at->trigger) == CPF__IS_GRADE ||
        !cpf__list_figure(at, result, unit, &figure, &decimals) ||
        cpf__ratio_round(figure, decimals, CPF__HALF_UP, &total) != CPF_OK)
        return;
    cpf__text_add(at->reason, " (");
    cpf__text_add_decimal(at->reason, total, decimals);
    cpf__text_add(at->reason, ")");
    cpf__text_add(at->reason_zh, "（");
    cpf__text_add_decimal(at->reason_zh, total, decimals);
    cpf__text_add(at->reason_zh, "）");
}

/* What must hold, in words: in front of the periods in English, behind them in Chinese. */
static const char *const words[CPF__LIST_CONDITIONS][2] = {
    [CPF__IS_GRADE] = {"grade ", "等级为 "},
    [CPF__IS_BELOW] = {"below ", "低于 "},
    [CPF__IS_AT_LEAST] = {"at least ", "不低于 "},
};

static void add_limit(const cpf__list_work *at, cpf_text *text)
{
    int64_t limit = cpf__record_value(at->triggers, CPF__TRIGGER_LIMIT, at->trigger);
    int32_t decimals = LIMIT_DECIMALS;

    if (cpf__record_value(at->triggers, CPF__TRIGGER_CONDITION, at->trigger) == CPF__IS_GRADE) {
        cpf__text_add(text, cpf__record_text(at->triggers, CPF__TRIGGER_GRADE, at->trigger));
        return;
    }
    for (; decimals > 0 && limit % 10 == 0; decimals--)
        limit /= 10;
    cpf__text_add_decimal(text, limit, decimals);
}

/* What the condition is about: nothing to be named, the total, or an indicator. */
static const char *const subjects[][2] = {{"%s", " %s"}, {"total %s", " 总分%s"}, {"attainment of %s ", " %s 完成率"}};

static void add_subject(const cpf__list_work *at, cpf_text *text, int32_t language)
{
    int64_t indicator = cpf__record_value(at->triggers, CPF__TRIGGER_INDICATOR, at->trigger);
    int64_t condition = cpf__record_value(at->triggers, CPF__TRIGGER_CONDITION, at->trigger);
    int about = condition == CPF__IS_GRADE ? 0 : indicator == CPF__RECORD_MISSING ? 1 : 2;

    cpf__text_format(text, subjects[about][language], about == 2 ? at->view->model->indicators[indicator].code : "");
    cpf__text_add(text, words[condition][language]);
    add_limit(at, text);
}

static void add_exempt(const cpf__list_work *at, int64_t row)
{
    static const char *const why[][2] = {{"ramping", "成长期"}, {"excused", "已获豁免"}};
    const cpf__records *records = at->exempts.records;
    int64_t reason = cpf__record_value(records, CPF__EXEMPT_REASON, row);
    cpf_day from = (cpf_day)cpf__record_value(records, CPF__EXEMPT_FROM, row);
    cpf_day to = (cpf_day)cpf__record_value(records, CPF__EXEMPT_TO, row);

    cpf__text_format(at->reason, "; not triggered: %s from ", why[reason][0]);
    cpf__text_add_day(at->reason, from);
    cpf__text_add(at->reason, " to before ");
    cpf__text_add_day(at->reason, to);
    cpf__text_format(at->reason_zh, "；未触发：%s（", why[reason][1]);
    cpf__text_add_day(at->reason_zh, from);
    cpf__text_add(at->reason_zh, " 起，");
    cpf__text_add_day(at->reason_zh, to);
    cpf__text_add(at->reason_zh, " 止，不含）");
}

/* Periods with their figures, the oldest first. */
static void add_run(const cpf__list_work *at, cpf_id unit)
{
    for (int64_t i = at->times - 1; i >= 0; i--) {
        const char *code = at->view->model->calendar->periods[at->run[i]->period].code;

        cpf__text_format(at->reason, "%s%s", i == at->times - 1 ? " in " : ", ", code);
        cpf__text_format(at->reason_zh, "%s%s", i == at->times - 1 ? "" : "、", code);
        add_total(at, at->run[i], unit);
    }
}

/* In English the condition first, in Chinese the periods. */
void cpf__list_reason(const cpf__list_work *at, cpf_id unit, int64_t exempt)
{
    cpf__text_cut(at->reason, 0);
    cpf__text_cut(at->reason_zh, 0);
    add_subject(at, at->reason, CPF_ENGLISH);
    add_run(at, unit);
    add_subject(at, at->reason_zh, CPF_CHINESE);
    if (exempt >= 0)
        add_exempt(at, exempt);
}
