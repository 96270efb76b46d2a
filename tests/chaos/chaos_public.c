/* SPDX-License-Identifier: MIT */
/*
 * The n-th allocation fails, for n = 0, 1, 2, ... until the whole way succeeds: plan, freeze, rows, measures, targets, appraisal,
 * tables, explanation, writers, call. Each failure must be told as CPF_E_MEMORY, lose nothing and leave nothing half made.
 *
 * CPF_CHAOS_STRIDE=k in the environment runs every k-th n only (for slow tools).
 */
#include "../api/rich.h"

#include <stdio.h>
#include <stdlib.h>

static int64_t stride(void)
{
    const char *text = getenv("CPF_CHAOS_STRIDE");

    return text && atoi(text) > 0 ? atoi(text) : 1;
}

/* One operation in a fresh context that has n allocations to give. */
typedef cpf_status operation(cpf_context *context);

static void run(operation *one, const char *name)
{
    cpf_status status = CPF_E_MEMORY;
    int64_t n, step = stride();

    for (n = 0; status == CPF_E_MEMORY; n += step) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(n, &memory);

        if (context)
            status = one(context);
        cpf_test_failing_free(context, memory);
        assert_true(n < 1000000);
    }
    printf("%s: %lld allocations\n", name, (long long)n);
    assert_int_equal(status, CPF_OK);
}

static cpf_status whole_way(cpf_context *context)
{
    rich made;
    cpf_status status = rich_make(context, &made);

    if (status != CPF_OK && made.error)
        assert_int_equal(cpf_error_status(made.error), status);
    rich_free(&made);
    return status;
}

/* A made model, then one more operation that may fail. */
static rich ready;
static cpf_test_memory *ready_memory;
static cpf_context *ready_context;

static int make_ready(void **state)
{
    (void)state;
    ready_context = cpf_test_failing_context(-1, &ready_memory);
    return ready_context ? (int)cpf_test_tell(rich_make(ready_context, &ready), ready.error) : 1;
}

static int free_ready(void **state)
{
    (void)state;
    rich_free(&ready);
    cpf_test_failing_free(ready_context, ready_memory);
    return 0;
}

/* Results made from `ready` use its memory, which is limited for the time of the call. */
static void run_on_ready(cpf_status (*one)(void), const char *name)
{
    cpf_status status = CPF_E_MEMORY;
    int64_t n, step = stride();

    for (n = 0; status == CPF_E_MEMORY; n += step) {
        int64_t live = cpf_test_memory_live(ready_memory);

        cpf_test_memory_limit(ready_memory, n);
        status = one();
        cpf_test_memory_limit(ready_memory, -1);
        assert_int_equal(cpf_test_memory_live(ready_memory), live);
    }
    printf("%s: %lld allocations\n", name, (long long)n);
    assert_int_equal(status, CPF_OK);
}

static cpf_status written(cpf_status made, cpf_table *table, cpf_error *error)
{
    static const char *const formats[] = {"csv", "json", "text"};
    cpf_status status = made;

    for (int i = 0; i < 3 && status == CPF_OK; i++) {
        cpf_text *text = NULL;

        status = cpf_table_write(table, formats[i], CPF_CHINESE, &text, &error);
        cpf_text_free(text);
    }
    cpf_table_free(table);
    cpf_error_free(error);
    return status;
}

static cpf_status model_tables(void)
{
    static const char *const names[] = {"units", "periods", "measures", "indicators", "goals", "scorecards", "sources"};
    cpf_status status = CPF_OK;

    for (size_t i = 0; i < sizeof names / sizeof *names && status == CPF_OK; i++) {
        cpf_table *table = NULL;
        cpf_error *error = NULL;

        status = cpf_model_table(ready.model, names[i], &table, &error);
        status = written(status, table, error);
    }
    return status;
}

static cpf_status result_tables(void)
{
    static const char *const names[] = {"totals", "scores", "groups"};
    cpf_table *table = NULL;
    cpf_error *error = NULL;
    cpf_status status = cpf_facts_table(ready.actuals, "facts", CPF_NONE, &table, &error);

    status = written(status, table, error);
    for (int i = 0; i < 3 && status == CPF_OK; i++) {
        table = NULL;
        error = NULL;
        status = cpf_appraisal_table(ready.appraisal, names[i], &table, &error);
        status = written(status, table, error);
    }
    if (status != CPF_OK)
        return status;
    table = NULL;
    error = NULL;
    status = cpf_events_table(ready.events, &table, &error);
    return written(status, table, error);
}

static cpf_status own_columns(void)
{
    int64_t values[6] = {10, 20, 30, 40, 50, 60};
    cpf_id unit = 1, indicator = 0, period = 0;
    int64_t value = 7;
    cpf_facts *facts = NULL;
    cpf_error *error = NULL;
    cpf_status status = cpf_facts_new(ready.model, &facts, &error);

    if (status == CPF_OK)
        status = cpf_facts_set_column(facts, 0, 0, values, NULL, 0, &error);
    if (status == CPF_OK)
        status = cpf_facts_set(facts, 1, &unit, &indicator, &period, &value, &error);
    cpf_facts_free(facts);
    cpf_error_free(error);
    return status;
}

static cpf_status one_explanation(cpf_status made, cpf_explanation *explanation, cpf_error *error)
{
    cpf_text *text = NULL;
    cpf_status status = made;

    if (status == CPF_OK)
        status = cpf_explanation_text(explanation, CPF_ENGLISH, &text, &error);
    cpf_text_free(text);
    cpf_explanation_free(explanation);
    cpf_error_free(error);
    return status;
}

static cpf_status explanations(void)
{
    cpf_id unit = cpf_model_find_unit(ready.model, "c2"), period = cpf_model_find_period(ready.model, "2026");
    cpf_explanation *explanation = NULL;
    cpf_error *error = NULL;
    cpf_status status = cpf_explain_value(ready.actuals, unit, 1, period, &explanation, &error);

    status = one_explanation(status, explanation, error);
    if (status != CPF_OK)
        return status;
    explanation = NULL;
    error = NULL;
    status = cpf_explain_target(ready.targets, ready.actuals, unit, 0, period, &explanation, &error);
    return one_explanation(status, explanation, error);
}

static cpf_status parsed(cpf_context *context)
{
    static const char json[] =
        "{\"channelperf\": 1, \"code\": \"p\", \"calendar\": {\"years\": [2026, 2026], \"grain\": \"year\"},"
        "\"levels\": [{\"code\": \"company\"}], \"units\": [{\"level\": \"company\", \"code\": \"all\"}],"
        "\"measures\": [{\"code\": \"m\", \"kind\": \"sum\"}],"
        "\"indicators\": [{\"code\": \"i\", \"formula\": \"sum(m)\", \"unit\": \"x\", \"direction\": \"more\","
        "\"owner\": \"o\", \"data_source\": \"d\"}]}";
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    cpf_status status = cpf_plan_parse(context, json, (int64_t)strlen(json), NULL, &plan, &error);

    if (status == CPF_OK)
        status = cpf_plan_freeze(plan, &model, &error);
    cpf_model_free(model);
    cpf_plan_free(plan);
    cpf_error_free(error);
    return status;
}

static cpf_status called(cpf_context *context)
{
    static const char json[] = "{\"method\": \"hamilton\", \"weights\": [47, 16, 16, 12, 6, 3], \"seats\": 10}";
    cpf_text *answer = NULL;
    cpf_error *error = NULL;
    cpf_status status = cpf_call(context, "apportion", json, (int64_t)strlen(json), &answer, &error);

    if (status != CPF_E_MEMORY)
        cpf_test_tell(status, error);
    cpf_text_free(answer);
    cpf_error_free(error);
    return status;
}

/* A finding and its table; the finding itself may not fit. */
static cpf_status told(cpf_context *context)
{
    cpf_plan *plan = NULL;
    cpf_error *error = NULL, *more = NULL;
    cpf_table *table = NULL;
    cpf_status status = cpf_plan_new(context, &plan);

    if (status == CPF_OK) {
        cpf_plan_add_level(plan, "company", NULL);
        cpf_plan_add_indicator(plan, "i", NULL, "sum(nothing) +");
        status = cpf_plan_check(plan, &error);
    }
    if (status == CPF_E_PLAN) {
        assert_true(cpf_error_count(error) > 1);
        status = cpf_error_table(error, CPF_CHINESE, &table, &more);
        status = written(status, table, more);
    } else {
        assert_int_equal(status, CPF_E_MEMORY);
    }
    cpf_error_free(error);
    cpf_plan_free(plan);
    return status;
}

#define CHAOS(name, runner)                                                                                            \
    static void chaos_##name(void **state)                                                                             \
    {                                                                                                                  \
        (void)state;                                                                                                   \
        runner(name, #name);                                                                                           \
    }
CHAOS(whole_way, run)
CHAOS(parsed, run)
CHAOS(called, run)
CHAOS(told, run)
CHAOS(model_tables, run_on_ready)
CHAOS(result_tables, run_on_ready)
CHAOS(own_columns, run_on_ready)
CHAOS(explanations, run_on_ready)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chaos_whole_way),
        cmocka_unit_test(chaos_parsed),
        cmocka_unit_test(chaos_called),
        cmocka_unit_test(chaos_told),
        cmocka_unit_test_setup_teardown(chaos_model_tables, make_ready, free_ready),
        cmocka_unit_test_setup_teardown(chaos_result_tables, make_ready, free_ready),
        cmocka_unit_test_setup_teardown(chaos_own_columns, make_ready, free_ready),
        cmocka_unit_test_setup_teardown(chaos_explanations, make_ready, free_ready),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
