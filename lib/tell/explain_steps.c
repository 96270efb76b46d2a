/* SPDX-License-Identifier: MIT */
#include "explain_steps.h"

#include "context.h"
#include "text.h"

const char *const cpf__step_names[CPF__STEP_KINDS] = {
    [CPF__STEP_TOTAL] = "total",           [CPF__STEP_LINE] = "line",     [CPF__STEP_WEIGHT] = "weight",
    [CPF__STEP_POINTS] = "points",         [CPF__STEP_RULE] = "rule",     [CPF__STEP_ATTAINMENT] = "attainment",
    [CPF__STEP_ACTUAL] = "actual",         [CPF__STEP_TARGET] = "target", [CPF__STEP_GOAL] = "goal",
    [CPF__STEP_SHARE] = "share",           [CPF__STEP_SEASON] = "season", [CPF__STEP_VALUE] = "value",
    [CPF__STEP_FORMULA] = "formula",       [CPF__STEP_TERM] = "term",     [CPF__STEP_UNIT] = "unit",
    [CPF__STEP_NUMBER] = "number",         [CPF__STEP_RANK] = "rank",     [CPF__STEP_PERCENTILE] = "percentile",
    [CPF__STEP_GRADE] = "grade",           [CPF__STEP_OUTCOME] = "outcome", [CPF__STEP_SETTING] = "setting",
};

const cpf__operation_row cpf__operations[CPF__OPERATIONS] = {
    [CPF__BY_NOTHING] = {"", {"", ""}},
    [CPF__BY_ROUNDING] = {"rounded", {"rounded once", "舍入一次"}},
    [CPF__BY_ROUNDING_UP] = {"rounded_up", {"rounded up", "向上舍入"}},
    [CPF__BY_SUM] = {"sum", {"sum", "相加"}},
    [CPF__BY_DIFFERENCE] = {"difference", {"first - second", "前者 - 后者"}},
    [CPF__BY_PRODUCT] = {"product", {"product", "相乘"}},
    [CPF__BY_QUOTIENT] = {"quotient", {"first / second", "前者 ÷ 后者"}},
    [CPF__BY_NEGATION] = {"negation", {"with the other sign", "取相反数"}},
    [CPF__BY_SHIFT] = {"shift", {"1 + (first - second) / |second|", "1 +（前者 - 后者）÷ |后者|"}},
    [CPF__BY_ABSOLUTE] = {"absolute", {"1 + first / second", "1 + 前者 ÷ 后者"}},
    [CPF__BY_INVERSE] = {"inverse", {"1 / attainment", "1 ÷ 完成率"}},
    [CPF__BY_STEPS] = {"steps", {"whole steps away from 1", "与 1 相差的整级数"}},
    [CPF__BY_LINE] = {"line", {"(first + second x third) / fourth", "（第一项 + 第二项 × 第三项）÷ 第四项"}},
    [CPF__BY_CLAMP] = {"clamp", {"first, between second and third", "第一项，限于第二、三项之间"}},
    [CPF__BY_FLOOR] = {"floor", {"whole steps", "取整级"}},
    [CPF__BY_LEAST] = {"least", {"the smaller", "取小"}},
    [CPF__BY_GREATEST] = {"greatest", {"the larger", "取大"}},
    [CPF__BY_WHEN] = {"when", {"the second, as the first holds", "条件成立，取第二项"}},
    [CPF__BY_EQUAL] = {"equal", {"first = second", "前者 = 后者"}},
    [CPF__BY_UNEQUAL] = {"unequal", {"first <> second", "前者 ≠ 后者"}},
    [CPF__BY_LESS] = {"less", {"first < second", "前者 < 后者"}},
    [CPF__BY_LESS_EQUAL] = {"less_equal", {"first <= second", "前者 ≤ 后者"}},
    [CPF__BY_MORE] = {"more", {"first > second", "前者 > 后者"}},
    [CPF__BY_MORE_EQUAL] = {"more_equal", {"first >= second", "前者 ≥ 后者"}},
    [CPF__BY_NOT] = {"not", {"not", "非"}},
    [CPF__BY_AND] = {"and", {"and", "且"}},
    [CPF__BY_OR] = {"or", {"or", "或"}},
};

cpf_status cpf__explanation_open(const cpf_context *context, cpf_explanation **explanation, cpf_error **error)
{
    cpf_explanation *made = cpf__alloc(context, 1, sizeof *made);

    if (!made)
        return cpf__no_memory(error);
    made->context = cpf__context_retain(context);
    made->arena = cpf__arena_new(context);
    *explanation = made;
    if (made->arena)
        return CPF_OK;
    cpf_explanation_free(made);
    return cpf__no_memory(error);
}

void cpf_explanation_free(cpf_explanation *explanation)
{
    cpf_context *context;

    if (!explanation)
        return;
    context = explanation->context;
    cpf__arena_free(explanation->arena);
    cpf__vec_free(context, &explanation->steps);
    cpf__free(context, explanation);
    cpf_context_free(context);
}

cpf_status cpf__explanation_done(cpf_explanation *made, cpf_status status, cpf_explanation **explanation, cpf_error **error)
{
    if (status == CPF_OK && cpf__arena_failed(made->arena))
        status = cpf__no_memory(error);
    if (status == CPF_OK)
        *explanation = made;
    else
        cpf_explanation_free(made);
    return status;
}

int64_t cpf__step_begin(cpf_explanation *explanation, cpf__step_kind kind, const char *label, const char *label_zh)
{
    cpf__step step = {.depth = explanation->depth++, .kind = (int32_t)kind};

    if (cpf__arena_failed(explanation->arena) || !cpf__vec_room(explanation->context, &explanation->steps)) {
        cpf__arena_fail(explanation->arena);
        return -1;
    }
    step.label[0] = cpf__arena_text(explanation->arena, label);
    step.label[1] = label_zh ? cpf__arena_text(explanation->arena, label_zh) : step.label[0];
    step.formula = step.unit = step.note[0] = step.note[1] = "";
    explanation->steps.items[explanation->steps.count] = step;
    return explanation->steps.count++;
}

void cpf__step_end(cpf_explanation *explanation)
{
    explanation->depth--;
}

void cpf__step_value(cpf_explanation *explanation, int64_t step, int64_t value, int32_t decimals)
{
    if (step < 0)
        return;
    explanation->steps.items[step].value = value;
    explanation->steps.items[step].decimals = decimals;
    explanation->steps.items[step].has_value = 1;
}

void cpf__step_ratio(cpf_explanation *explanation, int64_t step, cpf__ratio value, int32_t decimals)
{
    cpf_status status = CPF_E_RANGE;
    int64_t shown = 0;

    decimals = decimals < CPF__MAX_DECIMALS ? decimals : CPF__MAX_DECIMALS;
    for (int32_t i = 0; i < decimals; i++) {
        if (cpf__pow10(i) % value.den == 0)
            decimals = i;
    }
    while (decimals >= 0 && (status = cpf__ratio_round(value, decimals, CPF__DOWN, &shown)) == CPF_E_RANGE)
        decimals--;
    if (status == CPF_OK)
        cpf__step_value(explanation, step, shown, decimals);
}

void cpf__step_operation(cpf_explanation *explanation, int64_t step, cpf__operation operation)
{
    if (step >= 0)
        explanation->steps.items[step].operation = (int32_t)operation;
}

void cpf__step_formula(cpf_explanation *explanation, int64_t step, const char *formula)
{
    if (step >= 0)
        explanation->steps.items[step].formula = cpf__arena_text(explanation->arena, formula);
}

void cpf__step_unit(cpf_explanation *explanation, int64_t step, const char *unit)
{
    if (step >= 0)
        explanation->steps.items[step].unit = cpf__arena_text(explanation->arena, unit);
}

void cpf__step_note(cpf_explanation *explanation, int64_t step, const char *note, const char *note_zh, const char *a, const char *b)
{
    const char *formats[2] = {note, note_zh};

    for (int language = 0; language < 2 && step >= 0; language++) {
        cpf_text *text = cpf__text_new(explanation->context);

        cpf__text_format(text, formats[language], a, b);
        if (cpf__text_failed(text))
            cpf__arena_fail(explanation->arena);
        else
            explanation->steps.items[step].note[language] = cpf__arena_text(explanation->arena, cpf_text_data(text));
        cpf_text_free(text);
    }
}

void cpf__step_leaf(cpf_explanation *explanation, cpf__step_kind kind, const char *label, const char *label_zh, int64_t value,
                    int32_t decimals, int short_form)
{
    int64_t step = cpf__step_begin(explanation, kind, label, label_zh);

    for (; short_form && decimals > 0 && value % 10 == 0; decimals--)
        value /= 10;
    cpf__step_value(explanation, step, value, decimals);
    cpf__step_end(explanation);
}
