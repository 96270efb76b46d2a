/* SPDX-License-Identifier: MIT */
/* Whole plans through one door: the plan, its values and the answer in one document, no file. */
#include <string.h>

#include "call_methods.h"
#include "text.h"

#define PARAM_PLAN                                                                                                    \
    {                                                                                                                 \
        "plan", "a plan as in plan.json; it may not name files of units or goals", "方案，格式同 plan.json，不得引用组织单元或目标文件", \
            "object", NULL, NULL, NULL                                                                                \
    }
#define PARAM_FACTS                                                                                                   \
    {                                                                                                                 \
        "facts", "actual values: [unit, indicator, period, value] each", "实际值：[组织单元, 指标, 考核周期, 数值]",   \
            "list of lists", NULL, NULL, "none"                                                                       \
    }
#define PARAM_CSV                                                                                                     \
    {                                                                                                                 \
        "csv", "in place of facts: CSV text by code of the source", "代替 facts：按数据源代码给出 CSV 文本", "object", NULL, NULL, "none" \
    }
#define PARAM_PERIOD                                                                                                  \
    {                                                                                                                 \
        "period", "code of the period", "考核周期代码", "code", NULL, NULL, NULL                                      \
    }
#define PARAM_LANGUAGE                                                                                                \
    {                                                                                                                 \
        "language", "language of texts", "文本语言", "en|zh", NULL, NULL, "en"                                        \
    }

static const cpf_param check_params[] = {PARAM_PLAN, PARAM_LANGUAGE};
static const cpf_param cascade_params[] = {PARAM_PLAN, PARAM_FACTS, PARAM_CSV};
static const cpf_param appraise_params[] = {PARAM_PLAN, PARAM_FACTS, PARAM_CSV, PARAM_PERIOD};
static const cpf_param explain_params[] = {
    PARAM_PLAN,
    PARAM_FACTS,
    PARAM_CSV,
    PARAM_PERIOD,
    {"unit", "code of the unit", "组织单元代码", "code", NULL, NULL, NULL},
    {"indicator", "code of the indicator; needed for value and target", "指标代码；what 为 value 或 target 时必填", "code", NULL, NULL, "none"},
    {"what", "which figure is explained", "解释哪一个数字", "appraisal|value|target", NULL, NULL, "appraisal"},
    PARAM_LANGUAGE,
};

enum { EXPLAIN_APPRAISAL, EXPLAIN_VALUE, EXPLAIN_TARGET };

/* A plan on its way through the stages; everything is given back at the end. */
typedef struct plan_run {
    cpf_model *model;
    cpf_events *events;
    cpf_facts *actuals, *targets;
    cpf_appraisal *appraisal;
    cpf_id period;
} plan_run;

static void free_run(plan_run *run)
{
    cpf_appraisal_free(run->appraisal);
    cpf_facts_free(run->targets);
    cpf_facts_free(run->actuals);
    cpf_events_free(run->events);
    cpf_model_free(run->model);
}

/* Bytes of an object in the document as it was given. */
static int64_t object_length(const char *text)
{
    int64_t length = 0;
    int depth = 0, quoted = 0;

    do {
        char c = text[length++];

        if (c == '\\')
            length++;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted)
            depth += (c == '{' || c == '[') - (c == '}' || c == ']');
    } while (depth);
    return length;
}

static cpf_status parse_plan(cpf__call *call, cpf_plan **plan, cpf_error **error)
{
    int32_t node = cpf__call_find(call, "plan");
    const char *text = call->source + call->json->items[node].begin;

    return cpf_plan_parse(call->context, text, object_length(text), NULL, plan, error);
}

static void freeze_plan(cpf__call *call, plan_run *run)
{
    cpf_plan *plan = NULL;

    if (!cpf__call_object(call, cpf__call_find(call, "plan")))
        return;
    cpf__call_failed(call, parse_plan(call, &plan, call->error));
    if (call->status == CPF_OK)
        cpf__call_failed(call, cpf_plan_freeze(plan, &run->model, call->error));
    cpf_plan_free(plan);
}

/* Id of a code, told when the model has none. */
static cpf_id find_code(cpf__call *call, const plan_run *run, int32_t node, const char *kind,
                        cpf_id (*find)(const cpf_model *model, const char *code))
{
    const char *code = cpf__call_scalar(call, node);
    cpf_id id = call->status == CPF_OK ? find(run->model, code) : CPF_NONE;

    if (call->status == CPF_OK && id == CPF_NONE)
        cpf__call_fail(call, node, CPF__IO_CALL_CODE, kind, code, NULL);
    return id;
}

static void set_fact(cpf__call *call, plan_run *run, int32_t row)
{
    int32_t node[4];
    cpf_id unit, indicator, period;
    int64_t value;

    if (call->json->items[row].kind != CPF__JSON_LIST || call->json->items[row].count != 4) {
        cpf__call_fail(call, row, CPF__IO_CALL_FACT, NULL, NULL, NULL);
        return;
    }
    node[0] = cpf__json_child(call->json, row);
    for (int i = 1; i < 4; i++)
        node[i] = cpf__json_sibling(call->json, node[i - 1]);
    unit = find_code(call, run, node[0], "unit", cpf_model_find_unit);
    indicator = find_code(call, run, node[1], "indicator", cpf_model_find_indicator);
    period = find_code(call, run, node[2], "period", cpf_model_find_period);
    if (call->status != CPF_OK)
        return;
    value = cpf__call_number(call, node[3], cpf_indicator_decimals(cpf_model_indicator(run->model, indicator)));
    if (call->status == CPF_OK)
        cpf__call_failed(call, cpf_facts_set(run->actuals, 1, &unit, &indicator, &period, &value, call->error));
}

static cpf_id find_source(const cpf_model *model, const char *code)
{
    for (cpf_id id = 0; id < cpf_model_source_count(model); id++) {
        if (strcmp(cpf_model_source_code(model, id), code) == 0)
            return id;
    }
    return CPF_NONE;
}

static void measure_sources(cpf__call *call, plan_run *run, int32_t sources)
{
    int32_t at = cpf__call_object(call, sources) ? cpf__json_child(call->json, sources) : CPF_NONE;

    if (call->status == CPF_OK)
        cpf__call_failed(call, cpf_events_new(run->model, &run->events, call->error));
    for (; at != CPF_NONE && call->status == CPF_OK; at = cpf__json_sibling(call->json, at)) {
        cpf_id source = find_source(run->model, cpf__json_text(call->json, at));
        const char *csv = cpf__call_text(call, at + 1);

        if (source == CPF_NONE)
            cpf__call_fail(call, at, CPF__IO_CALL_CODE, "source", cpf__json_text(call->json, at), NULL);
        if (call->status == CPF_OK)
            cpf__call_failed(call, cpf_events_parse(run->events, source, csv, (int64_t)strlen(csv), call->error));
    }
    if (call->status == CPF_OK)
        cpf__call_failed(call, cpf_measure(run->model, run->events, NULL, &run->actuals, call->error));
}

static void take_facts(cpf__call *call, plan_run *run)
{
    int32_t rows = cpf__call_find(call, "facts"), sources = cpf__call_find(call, "csv"), at;

    if (rows != CPF_NONE && sources != CPF_NONE)
        cpf__call_fail(call, sources, CPF__IO_CALL_EITHER, "facts", "csv", NULL);
    if (call->status != CPF_OK)
        return;
    if (sources != CPF_NONE) {
        measure_sources(call, run, sources);
        return;
    }
    cpf__call_failed(call, cpf_facts_new(run->model, &run->actuals, call->error));
    at = cpf__call_list(call, rows, -1) ? cpf__json_child(call->json, rows) : CPF_NONE;
    for (; at != CPF_NONE && call->status == CPF_OK; at = cpf__json_sibling(call->json, at))
        set_fact(call, run, at);
}

static void cascade_plan(cpf__call *call, plan_run *run)
{
    freeze_plan(call, run);
    take_facts(call, run);
    if (call->status == CPF_OK)
        cpf__call_failed(call, cpf_cascade(run->model, run->actuals, NULL, &run->targets, call->error));
}

static void appraise_plan(cpf__call *call, plan_run *run)
{
    cpf_appraise_options options;

    if (call->status != CPF_OK)
        return;
    cpf_appraise_options_init(&options, sizeof options);
    options.period = run->period;
    cpf__call_failed(call, cpf_appraise(run->model, run->targets, run->actuals, &options, &run->appraisal, call->error));
}

static void find_run_period(cpf__call *call, plan_run *run)
{
    if (call->status == CPF_OK)
        run->period = find_code(call, run, cpf__call_find(call, "period"), "period", cpf_model_find_period);
}

/* Adds a table under a name and frees it. */
static void answer_table(cpf__call *call, const char *name, cpf_status status, cpf_table *table)
{
    cpf_text *text = NULL;

    if (status == CPF_OK)
        status = cpf_table_write(table, "json", CPF_ENGLISH, &text, call->error);
    cpf__call_failed(call, status);
    if (call->status == CPF_OK) {
        cpf__answer_name(call, name);
        cpf__text_add_bytes(call->answer, cpf_text_data(text), cpf_text_length(text) - 1);
    }
    cpf_text_free(text);
    cpf_table_free(table);
}

/* What is wrong with a plan is what is asked for here, so it is an answer and no failure. */
static void run_check(cpf__call *call)
{
    int32_t language = cpf__call_word(call, "language");
    cpf_plan *plan = NULL;
    cpf_error *findings = NULL;
    cpf_table *table = NULL;
    cpf_status status;

    if (!cpf__call_object(call, cpf__call_find(call, "plan")) || call->status != CPF_OK)
        return;
    status = parse_plan(call, &plan, &findings);
    if (status == CPF_OK) {
        cpf_error_free(findings);
        findings = NULL;
        status = cpf_plan_check(plan, &findings);
    }
    if (status == CPF_E_MEMORY) {
        cpf__call_failed(call, status);
    } else {
        cpf__answer_flag(call, "usable", status == CPF_OK);
        status = cpf_error_table(findings, language, &table, call->error);
        answer_table(call, "findings", status, table);
    }
    cpf_error_free(findings);
    cpf_plan_free(plan);
}

static void run_cascade(cpf__call *call)
{
    plan_run run = {.period = CPF_NONE};
    cpf_table *table = NULL;
    cpf_status status;

    cascade_plan(call, &run);
    if (call->status == CPF_OK) {
        status = cpf_facts_table(run.targets, "facts", CPF_NONE, &table, call->error);
        answer_table(call, "targets", status, table);
    }
    free_run(&run);
}

static void run_appraise(cpf__call *call)
{
    static const char *const names[] = {"totals", "scores", "groups"};
    plan_run run = {.period = CPF_NONE};

    cascade_plan(call, &run);
    find_run_period(call, &run);
    appraise_plan(call, &run);
    for (size_t i = 0; i < sizeof names / sizeof names[0] && call->status == CPF_OK; i++) {
        cpf_table *table = NULL;
        cpf_status status = cpf_appraisal_table(run.appraisal, names[i], &table, call->error);

        answer_table(call, names[i], status, table);
    }
    free_run(&run);
}

static cpf_status explain_figure(cpf__call *call, plan_run *run, int32_t what, cpf_id unit, cpf_id indicator,
                                 cpf_explanation **explanation)
{
    if (what == EXPLAIN_VALUE)
        return cpf_explain_value(run->actuals, unit, indicator, run->period, explanation, call->error);
    if (what == EXPLAIN_TARGET)
        return cpf_explain_target(run->targets, run->actuals, unit, indicator, run->period, explanation, call->error);
    appraise_plan(call, run);
    if (call->status != CPF_OK)
        return call->status;
    return cpf_explain(run->appraisal, run->targets, run->actuals, unit, indicator, explanation, call->error);
}

static void answer_explanation(cpf__call *call, const cpf_explanation *explanation, int32_t language)
{
    cpf_text *steps = NULL, *text = NULL;

    cpf__call_failed(call, cpf_explanation_json(explanation, &steps, call->error));
    if (call->status == CPF_OK)
        cpf__call_failed(call, cpf_explanation_text(explanation, language, &text, call->error));
    if (call->status == CPF_OK) {
        cpf__answer_name(call, "explanation");
        cpf__text_add_bytes(call->answer, cpf_text_data(steps), cpf_text_length(steps) - 1);
        cpf__answer_text(call, "text", cpf_text_data(text));
    }
    cpf_text_free(steps);
    cpf_text_free(text);
}

static void run_explain(cpf__call *call)
{
    int32_t what = cpf__call_word(call, "what"), node = cpf__call_find(call, "indicator");
    int32_t language = cpf__call_word(call, "language");
    cpf_explanation *explanation = NULL;
    plan_run run = {.period = CPF_NONE};
    cpf_id unit = CPF_NONE, indicator = CPF_NONE;

    if (what != EXPLAIN_APPRAISAL && node == CPF_NONE)
        cpf__call_fail(call, 0, CPF__IO_CALL_MISSING, "explain", "indicator", NULL);
    cascade_plan(call, &run);
    find_run_period(call, &run);
    if (call->status == CPF_OK)
        unit = find_code(call, &run, cpf__call_find(call, "unit"), "unit", cpf_model_find_unit);
    if (call->status == CPF_OK && node != CPF_NONE)
        indicator = find_code(call, &run, node, "indicator", cpf_model_find_indicator);
    if (call->status == CPF_OK)
        cpf__call_failed(call, explain_figure(call, &run, what, unit, indicator, &explanation));
    if (call->status == CPF_OK)
        answer_explanation(call, explanation, language);
    cpf_explanation_free(explanation);
    free_run(&run);
}

const cpf__call_row cpf__methods_plan[CPF__PLAN_METHODS] = {
    {{{"check", "Check a plan", "检查方案", "All findings about a plan.", "列出方案的全部问题。", "", "", CPF__PARAMS(check_params)},
      "usable: whether it can be worked with; findings: a table"},
     run_check},
    {{{"cascade", "Bring goals down", "目标分解", "Targets of every unit and period, exact to the last step.", "把目标分解到各组织单元和各周期，分毫不差。",
       "see the tables of splits and seasons", "", CPF__PARAMS(cascade_params)},
      "targets: a table"},
     run_cascade},
    {{{"appraise", "Appraise", "考核评估", "Points, totals, ranks and grades of one period.", "计算某一周期的得分、总分、排名与等级。",
       "total = sum(weight * points) / sum(weight)", "", CPF__PARAMS(appraise_params)},
      "totals, scores, groups: tables"},
     run_appraise},
    {{{"explain", "Explain a figure", "解释", "How a total, a value or a target came about, down to the measures.",
       "说明总分、指标值或目标的由来，直至度量值。", "", "", CPF__PARAMS(explain_params)},
      "explanation: nested steps; text: the same for a person"},
     run_explain},
};
