/* SPDX-License-Identifier: MIT */
/*
 * Random plans and rows through the whole library with the plain kernels and with those for wider instructions, on
 * 1, 2 and 8 threads: the same tables, byte for byte, and the same words where something does not fit.
 *
 *     same_kernels [SEED] [PLANS]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "context.h"
#include "cpu.h"
#include "random_plan.h"

/*
 * Most kernels are chosen by what the processor can do: the linker leads that question to here (--wrap), so that every
 * one of them is narrowed, not only those that ask the context.
 */
static int32_t instructions;

int32_t __real_cpf__cpu_level(void);
int32_t __wrap_cpf__cpu_level(void);

int32_t __wrap_cpf__cpu_level(void)
{
    return instructions;
}

static void say_line(says *out, const char *what, int32_t number)
{
    char line[64];
    int length = snprintf(line, sizeof line, "\n== %s: %d ", what, (int)number);

    say(out, line, (size_t)length);
}

/* Non-zero when it is CPF_OK; what was found is said too. */
static int say_status(says *out, const char *what, cpf_status status, cpf_error **error)
{
    say_line(out, what, (int32_t)status);
    if (*error) {
        say(out, cpf_error_message(*error), strlen(cpf_error_message(*error)));
        say(out, cpf_error_subject(*error), strlen(cpf_error_subject(*error)));
    }
    cpf_error_free(*error);
    *error = NULL;
    out->failures += status != CPF_OK;
    return status == CPF_OK;
}

static void say_table(says *out, cpf_status status, cpf_table *table, cpf_error *error)
{
    cpf_text *text = NULL;

    if (!say_status(out, table ? cpf_table_name(table) : "no table", status, &error))
        return;
    assert_int_equal(cpf_table_write(table, "csv", CPF_ENGLISH, &text, NULL), CPF_OK);
    say(out, cpf_text_data(text), (size_t)cpf_text_length(text));
    out->tables++;
    cpf_text_free(text);
    cpf_table_free(table);
}

/* Facts of one period as a table, then all columns as they lie in memory. */
static void say_facts(says *out, const cpf_model *model, const cpf_facts *facts, const char *name, const char *period)
{
    cpf_table *table = NULL;
    cpf_error *error = NULL;
    cpf_status status = cpf_facts_table(facts, name, cpf_model_find_period(model, period), &table, &error);
    size_t n = (size_t)cpf_model_unit_count(model);

    say_table(out, status, table, error);
    for (cpf_id p = 0; p < cpf_model_period_count(model); p++) {
        say_line(out, "columns of a period", p);
        for (cpf_id i = 0; i < cpf_model_indicator_count(model); i++) {
            const int64_t *column = cpf_facts_column(facts, i, p);
            const uint8_t *valid = cpf_facts_validity(facts, i, p);

            if (column)
                say(out, (const char *)column, n * sizeof *column);
            if (valid)
                say(out, (const char *)valid, (n + 7) / 8);
        }
    }
}

static void say_model(says *out, const cpf_model *model)
{
    static const char *const names[] = {"units", "periods", "indicators", "goals", "scorecards"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        cpf_table *table = NULL;
        cpf_error *error = NULL;
        cpf_status status = cpf_model_table(model, names[i], &table, &error);

        say_table(out, status, table, error);
    }
}

static cpf_facts *measured(says *out, const cpf_model *model, const says *rows, const char *year)
{
    cpf_events *events = NULL;
    cpf_facts *facts = NULL;
    cpf_table *table = NULL;
    cpf_error *error = NULL;
    cpf_status status;

    assert_int_equal(cpf_events_new(model, &events, NULL), CPF_OK);
    status = cpf_events_parse(events, 0, rows->bytes, (int64_t)rows->length, &error);
    if (say_status(out, "parse", status, &error)) {
        status = cpf_events_table(events, &table, &error);
        say_table(out, status, table, error);
        status = cpf_measure(model, events, NULL, &facts, &error);
        if (say_status(out, "measure", status, &error)) {
            say_facts(out, model, facts, "facts", year);
            say_facts(out, model, facts, "measures", year);
        }
    }
    cpf_events_free(events);
    return facts;
}

static void say_appraisal(says *out, const cpf_model *model, const cpf_facts *targets, const cpf_facts *actuals,
                          const char *period)
{
    static const char *const names[] = {"totals", "scores", "groups"};
    cpf_appraisal *appraisal = NULL;
    cpf_appraise_options options;
    cpf_error *error = NULL;

    cpf_appraise_options_init(&options, sizeof options);
    options.period = cpf_model_find_period(model, period);
    assert_int_not_equal(options.period, CPF_NONE);
    if (!say_status(out, "appraise", cpf_appraise(model, targets, actuals, &options, &appraisal, &error), &error))
        return;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        cpf_table *table = NULL;
        cpf_status status;

        status = cpf_appraisal_table(appraisal, names[i], &table, &error);
        say_table(out, status, table, error);
    }
    cpf_appraisal_free(appraisal);
}

/* One plan from its seed to its appraisals with these instructions and threads. */
static says whole_way(uint64_t seed, int32_t level, int32_t threads)
{
    cpf_test_random random = {seed};
    says out = {0}, rows = {0};
    cpf_context *context = NULL;
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    cpf_facts *actuals, *targets = NULL;
    const char *year;
    cpf_plan *plan;
    tree units;

    instructions = level;
    assert_int_equal(cpf_context_new(NULL, &context), CPF_OK);
    assert_int_equal(cpf_context_set_threads(context, threads), CPF_OK);
    assert_int_equal(cpf__context_cpu(context), level);
    plan = make_plan(context, &random, &units);
    year = units.fiscal ? "FY2026" : "2026";
    write_rows(&rows, &random, &units);
    if (say_status(&out, "freeze", cpf_plan_freeze(plan, &model, &error), &error)) {
        say_model(&out, model);
        actuals = measured(&out, model, &rows, year);
        if (actuals && say_status(&out, "cascade", cpf_cascade(model, actuals, NULL, &targets, &error), &error)) {
            say_facts(&out, model, targets, "facts", year);
            say_appraisal(&out, model, targets, actuals, year);
            say_appraisal(&out, model, targets, actuals, "2026-02");
        }
        cpf_facts_free(targets);
        cpf_facts_free(actuals);
    }
    cpf_model_free(model);
    cpf_plan_free(plan);
    cpf_context_free(context);
    free(rows.bytes);
    return out;
}

static void compare(const says *want, const says *got, uint64_t seed, int32_t level, int32_t threads)
{
    size_t least = want->length < got->length ? want->length : got->length, at = 0, from;

    if (want->length == got->length && !memcmp(want->bytes, got->bytes, least))
        return;
    while (at < least && want->bytes[at] == got->bytes[at])
        at++;
    for (from = at; from > 0 && strncmp(want->bytes + from, "\n== ", 4) != 0;)
        from--;
    fail_msg("plan %llu, instructions %d, %d threads: byte %zu behind %.60s", (unsigned long long)seed, (int)level,
             (int)threads, at - from, want->bytes + from + 1);
}

static uint64_t first_seed = 20260;
static int plans = 8;

static void wide_and_many_say_what_plain_and_one_says(void **state)
{
    static const int32_t threads[] = {1, 2, 8};
    cpf_test_random random = cpf_test_seed("same_kernels", first_seed);
    int32_t tables = 0, whole = 0, most = __real_cpf__cpu_level();
    size_t bytes = 0;

    (void)state;
    for (int plan = 0; plan < plans; plan++) {
        uint64_t seed = cpf_test_next(&random);
        says plain = whole_way(seed, CPF__CPU_PLAIN, 1);

        for (int32_t level = 0; level <= most; level++) {
            for (size_t t = level == 0; t < sizeof threads / sizeof threads[0]; t++) {
                says other = whole_way(seed, level, threads[t]);

                compare(&plain, &other, seed, level, threads[t]);
                free(other.bytes);
            }
        }
        tables += plain.tables;
        whole += plain.failures == 0;
        bytes += plain.length;
        free(plain.bytes);
    }
    print_message("%d plans, %d of them to the end; %d tables, %zu bytes: the same up to instructions %d, 8 threads\n",
                  plans, (int)whole, (int)tables, bytes, (int)most);
    assert_true(2 * whole >= plans); /* else little was compared */
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wide_and_many_say_what_plain_and_one_says),
    };

    if (argc > 1)
        first_seed = strtoull(argv[1], NULL, 10);
    if (argc > 2)
        plans = atoi(argv[2]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
