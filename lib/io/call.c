/* SPDX-License-Identifier: MIT */
/* One door for every language: finds the method, reads the document, checks its members against the method's
 * parameters. */
#include <string.h>

#include "call_methods.h"
#include "context.h"
#include "read_json.h"
#include "text.h"

typedef struct method_table {
    const cpf__call_row *rows;
    int32_t count;
} method_table;

static const method_table method_tables[] = {
    {cpf__methods_apportion, CPF__APPORTION_METHODS},
    {cpf__methods_decimal, CPF__DECIMAL_METHODS},
    {cpf__methods_rule, CPF__RULE_METHODS},
    {cpf__methods_rank, CPF__RANK_METHODS},
    {cpf__methods_margin, CPF__MARGIN_METHODS},
    {cpf__methods_bounded, CPF__BOUNDED_METHODS},
    {cpf__methods_reconcile, CPF__RECONCILE_METHODS},
    {cpf__methods_top_down, CPF__TOP_DOWN_METHODS},
    {cpf__methods_attain, CPF__ATTAIN_METHODS},
    {cpf__methods_weight, CPF__WEIGHT_METHODS},
    {cpf__methods_agreement, CPF__AGREEMENT_METHODS},
    {cpf__methods_raters, CPF__RATER_METHODS},
    {cpf__methods_severity, CPF__SEVERITY_METHODS},
    {cpf__methods_fairness, CPF__FAIRNESS_METHODS},
    {cpf__methods_portfolio, CPF__PORTFOLIO_METHODS},
    {cpf__methods_score, CPF__SCORE_METHODS},
    {cpf__methods_rate, CPF__RATE_METHODS},
    {cpf__methods_draw, CPF__DRAW_METHODS},
    {cpf__methods_distribution, CPF__DISTRIBUTION_METHODS},
    {cpf__methods_trend, CPF__TREND_METHODS},
    {cpf__methods_seasons, CPF__SEASONS_METHODS},
    {cpf__methods_change, CPF__CHANGE_METHODS},
    {cpf__methods_proportion, CPF__PROPORTION_METHODS},
    {cpf__methods_stays, CPF__STAY_METHODS},
    {cpf__methods_funnel, CPF__FUNNEL_METHODS},
    {cpf__methods_outlier, CPF__OUTLIER_METHODS},
    {cpf__methods_chart, CPF__CHART_METHODS},
    {cpf__methods_forecast, CPF__FORECAST_METHODS},
    {cpf__methods_pace, CPF__PACE_METHODS},
    {cpf__methods_plan, CPF__PLAN_METHODS},
};

enum { METHOD_TABLES = sizeof method_tables / sizeof method_tables[0] };

static const cpf__call_row *row_at(int32_t index)
{
    for (int32_t t = 0; index >= 0 && t < METHOD_TABLES; index -= method_tables[t++].count) {
        if (index < method_tables[t].count)
            return &method_tables[t].rows[index];
    }
    return NULL;
}

static const cpf__call_row *row_named(const char *name)
{
    const cpf__call_row *row;

    for (int32_t i = 0; (row = row_at(i)) != NULL; i++) {
        if (strcmp(row->method.entry.name, name) == 0)
            return row;
    }
    return NULL;
}

int32_t cpf_method_count(void)
{
    int32_t count = 0;

    for (int32_t t = 0; t < METHOD_TABLES; t++)
        count += method_tables[t].count;
    return count;
}

const cpf_method *cpf_method_at(int32_t index)
{
    const cpf__call_row *row = row_at(index);

    return row ? &row->method : NULL;
}

const cpf_method *cpf_method_find(const char *name)
{
    const cpf__call_row *row = name ? row_named(name) : NULL;

    return row ? &row->method : NULL;
}

static int has_param(const cpf_entry *entry, const char *name)
{
    for (int32_t i = 0; i < entry->param_count; i++) {
        if (strcmp(entry->params[i].name, name) == 0)
            return 1;
    }
    return 0;
}

/* Every member is a parameter, and every parameter without a fallback is there. */
static void check_members(cpf__call *call)
{
    const cpf_entry *entry = call->entry;

    if (call->json->items[0].kind != CPF__JSON_OBJECT) {
        cpf__call_fail(call, 0, CPF__IO_CALL_OBJECT, entry->name, NULL, NULL);
        return;
    }
    for (int32_t at = cpf__json_child(call->json, 0); at != CPF_NONE; at = cpf__json_sibling(call->json, at)) {
        const char *name = cpf__json_text(call->json, at);

        if (!has_param(entry, name))
            cpf__call_fail(call, at, CPF__IO_CALL_UNKNOWN, entry->name, name, NULL);
    }
    for (int32_t i = 0; i < entry->param_count; i++) {
        if (!entry->params[i].fallback && cpf__call_find(call, entry->params[i].name) == CPF_NONE)
            cpf__call_fail(call, 0, CPF__IO_CALL_MISSING, entry->name, entry->params[i].name, NULL);
    }
}

static void run_call(cpf__call *call, const cpf__call_row *row)
{
    check_members(call);
    cpf__text_add(call->answer, "{");
    if (call->status == CPF_OK)
        row->run(call);
    cpf__text_add(call->answer, "}\n");
    if (call->status == CPF_OK && cpf__text_failed(call->answer))
        cpf__call_failed(call, CPF_E_MEMORY);
}

cpf_status cpf_call(cpf_context *context, const char *method, const char *json, int64_t length, cpf_text **answer,
                    cpf_error **error)
{
    const cpf__call_row *row = method ? row_named(method) : NULL;
    cpf__call call = {.context = context, .source = json, .error = error};
    cpf__json *document = NULL;
    const char *bad = !method ? "method" : !json ? "json" : length < 0 ? "length" : "answer";

    if (!method || !json || length < 0 || !answer)
        return cpf__bad_argument(context, error, bad);
    if (!row)
        return cpf__find(context, error, NULL, &cpf__io_messages[CPF__IO_CALL_METHOD], method);
    call.status = cpf__read_json(context, json, length, NULL, &document, error);
    if (call.status != CPF_OK)
        return call.status;
    call.entry = &row->method.entry;
    call.json = document;
    call.source += length >= 3 && !memcmp(json, "\xEF\xBB\xBF", 3) ? 3 : 0;
    call.arena = cpf__arena_new(context);
    call.answer = cpf__text_new(context);
    if (!call.arena)
        cpf__call_failed(&call, CPF_E_MEMORY);
    else
        run_call(&call, row);
    cpf__arena_free(call.arena);
    cpf__json_free(document);
    if (call.status == CPF_OK)
        *answer = call.answer;
    else
        cpf_text_free(call.answer);
    return call.status;
}
