/* SPDX-License-Identifier: MIT */
/* Explanations of random schemes: their figures follow from each other, and the first is the figure that was asked about. */
#include <stdlib.h>

#include "explain_check.h"
#include "text.h"

#include <channelperf/io.h>

enum { SCHEMES = 30, CHANNELS_MOST = 9 };

/* A scheme with all its results. */
typedef struct scheme {
    cpf_plan *plan;
    cpf_model *model;
    cpf_events *events;
    cpf_facts *actuals, *targets;
    cpf_appraisal *appraisal;
} scheme;

typedef struct tally {
    int64_t combined, skipped, figures;
} tally;

static const char *const splits[] = {
    "{\"by\": \"equal\", \"to\": \"channel\"}",
    "{\"by\": \"by_weight\", \"to\": \"channel\", \"drivers\": [{\"of\": \"potential\", \"percent\": 100}], \"step\": \"0.5\"}",
    "{\"by\": \"by_base\", \"to\": \"channel\", \"drivers\": [{\"of\": \"sales\", \"in\": \"year_before\", \"percent\": 100}], \"ties\": \"weight\"}",
    "{\"by\": \"blend\", \"to\": \"person\", \"drivers\": [{\"of\": \"sales\", \"in\": \"year_before\", \"percent\": 60}, {\"of\": \"potential\", \"percent\": 40}], \"step\": \"10\"}",
};
static const char *const seasons[] = {"{\"by\": \"equal\"}", "{\"by\": \"days\"}", "{\"by\": \"working_days\"}",
                                      "{\"by\": \"factors\", \"season\": \"rising\"}"};
static const char *const rules[] = {
    "{\"name\": \"linear\"}",
    "{\"name\": \"capped\", \"floor\": 10, \"cap\": 110}",
    "{\"name\": \"threshold\", \"from\": 0.3, \"at_threshold\": 50, \"accelerator\": 200, \"cap\": 150}",
    "{\"name\": \"steps\", \"points\": [[0.2, 30], [0.7, 60], [1, 100]]}",
    "{\"name\": \"points\", \"beyond\": \"extend\", \"points\": [[0.1, 20], [0.8, 61], [1, 100]]}",
    "{\"name\": \"less_is_better\", \"cap\": 130}",
    "{\"name\": \"less_ratio\", \"cap\": 140}",
    "{\"name\": \"range\", \"tolerance\": 0.2}",
    "{\"name\": \"per_step\"}",
    "{\"name\": \"gate\"}",
};
static const char *const zero_targets[] = {"\"missing\"", "\"reached\"", "{\"absolute\": \"500\"}"};
static const char *const missing[] = {"redistribute", "zero", "refuse"};
static const char *const indicators =
    "{\"code\": \"sales\", \"name\": \"Sales 销售额\", \"formula\": \"sum(sales)\", \"unit\": \"CNY\", \"decimals\": 2, \"direction\": \"more\", "
    "\"owner\": \"head of sales\", \"data_source\": \"ERP\"},"
    "{\"code\": \"rate\", \"formula\": \"sum(paid) / sum(sales)\", \"decimals\": 4},"
    "{\"code\": \"growth\", \"formula\": \"sum(sales) / sum(sales, year_before) - 1\", \"decimals\": 3},"
    "{\"code\": \"active\", \"formula\": \"count(orders >= 2) / count()\", \"decimals\": 4},"
    "{\"code\": \"mean\", \"formula\": \"mean(sales) * 2 + 1.5\", \"decimals\": 2},"
    "{\"code\": \"share\", \"formula\": \"sum(sales) / sum(sales, company)\", \"decimals\": 5},"
    "{\"code\": \"big\", \"formula\": \"sum(sales where potential > 2 and orders >= 1)\", \"decimals\": 2}";

#define PICK(random, table) (table)[cpf_test_between(random, 0, (int64_t)(sizeof(table) / sizeof(table)[0]) - 1)]

static void write_units(cpf_test_random *random, cpf_text *text, int64_t channels)
{
    cpf__text_add(text, "{\"level\": \"company\", \"code\": \"ALL\"}, {\"level\": \"region\", \"code\": \"R1\", \"parent\": \"ALL\"},"
                        "{\"level\": \"region\", \"code\": \"R2\", \"parent\": \"ALL\"},"
                        "{\"level\": \"person\", \"code\": \"P1\", \"parent\": \"R1\"}, {\"level\": \"person\", \"code\": \"P2\", \"parent\": \"R1\"},"
                        "{\"level\": \"person\", \"code\": \"P3\", \"parent\": \"R2\"}");
    for (int64_t i = 0; i < channels; i++)
        cpf__text_format(text, ", {\"level\": \"channel\", \"code\": \"C%d\", \"parent\": \"P%d\", \"attributes\": {\"potential\": \"%d\"}}", (int)i,
                         (int)(i < 3 ? i + 1 : cpf_test_between(random, 1, 3)), (int)cpf_test_between(random, 0, 5));
}

static void write_items(cpf_test_random *random, cpf_text *text)
{
    static const char *const codes[] = {"rate", "growth", "active", "mean", "share", "big"};
    const char *code = PICK(random, codes);

    cpf__text_format(text, "{\"indicator\": \"sales\", \"weight\": 50, \"rule\": %s, \"zero_target\": %s},", PICK(random, rules),
                     PICK(random, zero_targets));
    cpf__text_format(text, "{\"indicator\": \"%s\", \"weight\": 33.5, \"rule\": %s, \"target\": \"%s\"},", code, PICK(random, rules),
                     cpf_test_between(random, 0, 1) ? "0.7" : "-0.4");
    cpf__text_format(text, "{\"indicator\": \"%s\", \"weight\": 16.5, \"rule\": %s, \"target\": \"target(sales) / 3\"}",
                     strcmp(code, "mean") ? "mean" : "big", PICK(random, rules));
}

static void write_goals(cpf_test_random *random, cpf_text *text)
{
    cpf__text_format(text, "{\"unit\": \"ALL\", \"indicator\": \"sales\", \"period\": \"2026\", \"target\": \"%d0\", \"split\": %s, \"season\": %s}",
                     (int)cpf_test_between(random, -200, 900), PICK(random, splits), PICK(random, seasons));
    if (cpf_test_between(random, 0, 2) == 0)
        cpf__text_format(text, ", {\"unit\": \"P1\", \"indicator\": \"sales\", \"period\": \"2026\", \"target\": \"0\"}");
    if (cpf_test_between(random, 0, 2) == 0)
        cpf__text_format(text, ", {\"unit\": \"R2\", \"indicator\": \"sales\", \"period\": \"2025\", \"target\": \"50\", \"split\": {\"by\": \"same\", \"to\": \"channel\"}}");
}

static void write_plan(cpf_test_random *random, cpf_text *text, int64_t channels)
{
    cpf__text_add(text, "{\"channelperf\": 1, \"code\": \"r\", \"version\": \"7\", \"calendar\": {\"years\": [2025, 2026], \"grain\": \"quarter\", "
                        "\"seasons\": {\"rising\": [1, 2, 0, 4]}}, \"levels\": [{\"code\": \"company\"}, {\"code\": \"region\"}, {\"code\": \"person\"}, "
                        "{\"code\": \"channel\"}], \"units\": [");
    write_units(random, text, channels);
    cpf__text_format(text,
                     "], \"measures\": [{\"code\": \"sales\", \"kind\": \"sum\", \"decimals\": 2, \"unit\": \"CNY\"}, {\"code\": \"paid\", \"kind\": \"sum\", "
                     "\"decimals\": 2}, {\"code\": \"orders\", \"kind\": \"count\"}], \"indicators\": [%s], \"goals\": [",
                     indicators);
    write_goals(random, text);
    cpf__text_add(text, "], \"scorecards\": [");
    cpf__text_format(text, "{\"code\": \"people\", \"level\": \"person\", \"missing\": \"%s\", \"points_decimals\": %d, \"total_decimals\": %d, \"items\": [",
                     PICK(random, missing), (int)cpf_test_between(random, 0, 5), (int)cpf_test_between(random, 0, 3));
    write_items(random, text);
    cpf__text_format(text, "]}, {\"code\": \"channels\", \"level\": \"channel\", \"missing\": \"%s\", \"items\": [", PICK(random, missing));
    write_items(random, text);
    cpf__text_format(text,
                     "]}], \"grades\": [{\"code\": \"people\", \"level\": \"person\", \"group\": \"all\", \"bands\": [{\"grade\": \"A\", \"from\": 90}, "
                     "{\"grade\": \"B\", \"from\": 50}, {\"grade\": \"C\"}]}, {\"code\": \"channels\", \"level\": \"channel\", \"group\": \"%s\", \"rank\": \"%s\", "
                     "\"percentile\": \"%s\", \"quotas\": [{\"grade\": \"A\", \"percent\": 30}, {\"grade\": \"B\", \"percent\": 70}], \"minimum\": %d}]}",
                     cpf_test_between(random, 0, 1) ? "all" : "siblings", cpf_test_between(random, 0, 1) ? "dense" : "1334",
                     cpf_test_between(random, 0, 1) ? "mean" : "below", (int)cpf_test_between(random, 0, 3));
}

static void add_rows(cpf_test_random *random, const scheme *made)
{
    for (cpf_id measure = 0; measure < 3; measure++) {
        for (int row = 0; row < 40; row++) {
            cpf_id unit = (cpf_id)cpf_test_between(random, 1, cpf_model_unit_count(made->model) - 1);
            cpf_day day = cpf_day_from_date(2025, 1, 1) + (cpf_day)cpf_test_between(random, 0, 729);
            int64_t value = cpf_test_between(random, -500, 60000);

            assert_int_equal(cpf_events_append(made->events, measure, 1, &unit, &day, &value, NULL, NULL, NULL), CPF_OK);
        }
    }
}

static cpf_status make_scheme(cpf_context *context, cpf_test_random *random, scheme *made, cpf_error **error)
{
    cpf_text *text = cpf__text_new(NULL);
    cpf_appraise_options how;
    cpf_status status;

    *made = (scheme){0};
    write_plan(random, text, cpf_test_between(random, 3, CHANNELS_MOST));
    status = cpf_plan_parse(context, cpf_text_data(text), cpf_text_length(text), NULL, &made->plan, error);
    cpf_text_free(text);
    if (status == CPF_OK)
        status = cpf_plan_freeze(made->plan, &made->model, error);
    if (status == CPF_OK)
        status = cpf_events_new(made->model, &made->events, error);
    if (status != CPF_OK)
        return status;
    add_rows(random, made);
    status = cpf_measure(made->model, made->events, NULL, &made->actuals, error);
    if (status == CPF_OK)
        status = cpf_cascade(made->model, made->actuals, NULL, &made->targets, error);
    if (status != CPF_OK)
        return status;
    cpf_appraise_options_init(&how, sizeof how);
    how.period = cpf_model_find_period(made->model, cpf_test_between(random, 0, 1) ? "2026" : "2026-Q3");
    return cpf_appraise(made->model, made->targets, made->actuals, &how, &made->appraisal, error);
}

static void free_scheme(scheme *made)
{
    cpf_appraisal_free(made->appraisal);
    cpf_facts_free(made->targets);
    cpf_facts_free(made->actuals);
    cpf_events_free(made->events);
    cpf_model_free(made->model);
    cpf_plan_free(made->plan);
}

static int bit_of(const uint8_t *bits, int64_t i)
{
    return !bits || (bits[i / 8] >> i % 8 & 1);
}

static void explain_subjects(const scheme *made, tally *sums)
{
    for (int64_t i = 0; i < cpf_appraisal_count(made->appraisal); i++) {
        cpf_id unit = cpf_appraisal_units(made->appraisal)[i];
        int has = bit_of(cpf_appraisal_total_validity(made->appraisal), i);
        cpf_explanation *explanation = NULL;

        assert_int_equal(cpf_explain(made->appraisal, made->targets, made->actuals, unit, CPF_NONE, &explanation, NULL), CPF_OK);
        check_explanation(explanation, has, cpf_appraisal_totals(made->appraisal)[i], &sums->combined, &sums->skipped);
        cpf_explanation_free(explanation);
        sums->figures++;
    }
}

/* Points of every line, against the columns of the appraisal. */
static void explain_lines(const scheme *made, tally *sums)
{
    for (cpf_id card = 0; card < 2; card++) {
        int64_t first, count;
        const int64_t *points = cpf_appraisal_points(made->appraisal, card, 0, &first, &count);
        const uint8_t *valid = cpf_appraisal_points_validity(made->appraisal, card, 0);

        for (int64_t i = 0; i < count; i++) {
            cpf_explanation *explanation = NULL;
            cpf_id unit = cpf_appraisal_units(made->appraisal)[first + i];

            assert_int_equal(cpf_explain(made->appraisal, made->targets, made->actuals, unit, 0, &explanation, NULL), CPF_OK);
            check_explanation(explanation, bit_of(valid, i), points[i], &sums->combined, &sums->skipped);
            cpf_explanation_free(explanation);
            sums->figures++;
        }
    }
}

static void explain_cell(const scheme *made, int target, cpf_id unit, cpf_id indicator, cpf_id period, tally *sums)
{
    cpf_explanation *explanation = NULL;
    int64_t value = 0;
    cpf_status status = cpf_facts_value(target ? made->targets : made->actuals, unit, indicator, period, &value);

    if (target)
        assert_int_equal(cpf_explain_target(made->targets, made->actuals, unit, indicator, period, &explanation, NULL), CPF_OK);
    else
        assert_int_equal(cpf_explain_value(made->actuals, unit, indicator, period, &explanation, NULL), CPF_OK);
    check_explanation(explanation, status == CPF_OK, value, &sums->combined, &sums->skipped);
    cpf_explanation_free(explanation);
    sums->figures++;
}

/* A target that comes down from a goal is never left without a way to it. */
static void expect_way(const scheme *made, cpf_id unit, cpf_id period)
{
    cpf_explanation *explanation = NULL;
    cpf_text *text = NULL;
    int64_t value;

    if (cpf_facts_value(made->targets, unit, 0, period, &value) != CPF_OK)
        return;
    assert_int_equal(cpf_explain_target(made->targets, made->actuals, unit, 0, period, &explanation, NULL), CPF_OK);
    assert_int_equal(cpf_explanation_text(explanation, CPF_ENGLISH, &text, NULL), CPF_OK);
    if (strstr(cpf_text_data(text), "held as it is"))
        print_error("%s %s:\n%s", cpf_model_unit_code(made->model, unit), cpf_period_code(cpf_model_period(made->model, period)),
                    cpf_text_data(text));
    assert_null(strstr(cpf_text_data(text), "held as it is"));
    cpf_text_free(text);
    cpf_explanation_free(explanation);
}

static void test_figures_follow(void **state)
{
    cpf_test_random random = cpf_test_seed("explanations of random schemes", 20261);
    tally sums = {0};
    int made_count = 0;

    (void)state;
    for (int i = 0; i < SCHEMES; i++) {
        scheme made;
        cpf_error *error = NULL;
        cpf_status status = make_scheme(NULL, &random, &made, &error);

        if (cpf_test_tell(status, error) == CPF_OK) {
            made_count++;
            explain_subjects(&made, &sums);
            explain_lines(&made, &sums);
            for (cpf_id unit = 0; unit < cpf_model_unit_count(made.model); unit++) {
                for (cpf_id period = 0; period < cpf_model_period_count(made.model); period++) {
                    explain_cell(&made, 1, unit, 0, period, &sums);
                    expect_way(&made, unit, period);
                }
                for (cpf_id indicator = 0; indicator < cpf_model_indicator_count(made.model); indicator++)
                    explain_cell(&made, 0, unit, indicator, cpf_model_find_period(made.model, "2026-Q2"), &sums);
            }
        }
        cpf_error_free(error);
        free_scheme(&made);
    }
    print_message("%d schemes, %lld figures, %lld steps recomputed, %lld beyond 128 bits\n", made_count, (long long)sums.figures,
                  (long long)sums.combined, (long long)sums.skipped);
    assert_true(made_count >= SCHEMES * 2 / 3);
    assert_true(sums.combined > 20 * sums.figures / 10);
    assert_true(sums.skipped * 1000 <= sums.combined);
}

static scheme *first_scheme(void)
{
    static scheme made;
    cpf_test_random random = cpf_test_seed("one scheme", 3);
    cpf_error *error = NULL;
    cpf_status status = make_scheme(NULL, &random, &made, &error);

    for (int tries = 0; status != CPF_OK && tries < SCHEMES; tries++) {
        free_scheme(&made);
        cpf_error_free(error);
        error = NULL;
        status = make_scheme(NULL, &random, &made, &error);
    }
    assert_int_equal(status, CPF_OK);
    return &made;
}

/* What cannot be explained is told by name, and wrong arguments are. */
static void test_refusals(void **state)
{
    scheme *made = first_scheme();
    cpf_explanation *explanation = NULL;
    cpf_error *error = NULL;
    cpf_id company = 0, person = cpf_model_find_unit(made->model, "P1");

    (void)state;
    assert_int_equal(cpf_explain(made->appraisal, made->targets, made->actuals, company, CPF_NONE, &explanation, &error), CPF_E_NOT_FOUND);
    cpf_test_has(error, "explain-no-appraisal");
    cpf_error_free(error);
    error = NULL;
    for (cpf_id i = 0; i < cpf_model_indicator_count(made->model); i++) {
        cpf_status status = cpf_explain(made->appraisal, made->targets, made->actuals, person, i, &explanation, &error);

        assert_true(status == CPF_OK || status == CPF_E_NOT_FOUND);
        if (status == CPF_OK)
            cpf_explanation_free(explanation);
    }
    cpf_test_has(error, "explain-no-line");
    cpf_error_free(error);
    assert_int_equal(cpf_explain(NULL, made->targets, made->actuals, 0, CPF_NONE, &explanation, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_explain(made->appraisal, NULL, made->actuals, 0, CPF_NONE, &explanation, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_explain(made->appraisal, made->targets, made->actuals, 9999, CPF_NONE, &explanation, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_explain_value(made->actuals, 0, 99, 0, &explanation, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_explain_value(made->actuals, 0, 0, -1, &explanation, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_explain_target(made->targets, NULL, 0, 0, 0, NULL, NULL), CPF_E_ARGUMENT);
    free_scheme(made);
}

/* Values that came as columns have no formula to show, and the step says so. */
static void test_given_values(void **state)
{
    scheme *made = first_scheme();
    cpf_facts *given = NULL;
    cpf_explanation *explanation = NULL;
    cpf_text *text = NULL;
    cpf_id unit = 0, indicator = 1, period = 0;
    int64_t value = 12345, combined = 0, skipped = 0;

    (void)state;
    assert_int_equal(cpf_facts_new(made->model, &given, NULL), CPF_OK);
    assert_int_equal(cpf_facts_set(given, 1, &unit, &indicator, &period, &value, NULL), CPF_OK);
    assert_int_equal(cpf_explain_value(given, unit, indicator, period, &explanation, NULL), CPF_OK);
    check_explanation(explanation, 1, value, &combined, &skipped);
    assert_int_equal(cpf_explanation_text(explanation, CPF_CHINESE, &text, NULL), CPF_OK);
    assert_non_null(strstr(cpf_text_data(text), "直接给定"));
    cpf_text_free(text);
    cpf_explanation_free(explanation);
    cpf_facts_free(given);
    free_scheme(made);
}

/* Every failure of every allocation, from the first to the one after the last. */
static void test_no_memory(void **state)
{
    cpf_status status = CPF_E_MEMORY;
    int64_t n = 0;

    (void)state;
    for (; status == CPF_E_MEMORY; n++) {
        cpf_test_random random = {11};
        cpf_test_memory *memory = cpf_test_memory_new(-1);
        cpf_context *context = NULL;
        cpf_explanation *total = NULL, *target = NULL;
        cpf_text *text = NULL, *json = NULL;
        cpf_table *table = NULL;
        scheme made;
        cpf_error *error = NULL;
        int tries = 0;

        assert_int_equal(cpf_context_new(cpf_test_allocator(memory), &context), CPF_OK);
        while (make_scheme(context, &random, &made, NULL) != CPF_OK) {
            free_scheme(&made);
            assert_true(++tries < SCHEMES);
        }
        cpf_test_memory_limit(memory, n);
        status = cpf_explain(made.appraisal, made.targets, made.actuals, cpf_appraisal_units(made.appraisal)[0], CPF_NONE, &total, &error);
        if (status == CPF_OK)
            status = cpf_explain_target(made.targets, made.actuals, cpf_model_find_unit(made.model, "C0"), 0,
                                        cpf_model_find_period(made.model, "2026-Q2"), &target, &error);
        if (status == CPF_OK)
            status = cpf_explanation_text(total, CPF_ENGLISH, &text, &error);
        if (status == CPF_OK)
            status = cpf_explanation_json(total, &json, &error);
        if (status == CPF_OK)
            status = cpf_explanation_table(total, &table, &error);
        assert_true(status == CPF_OK || status == CPF_E_MEMORY);
        assert_true(status == CPF_OK || cpf_error_status(error) == CPF_E_MEMORY);
        cpf_test_memory_limit(memory, -1);
        cpf_error_free(error);
        cpf_text_free(text);
        cpf_text_free(json);
        cpf_table_free(table);
        cpf_explanation_free(total);
        cpf_explanation_free(target);
        free_scheme(&made);
        cpf_context_free(context);
        cpf_test_memory_free(memory);
    }
    assert_int_equal(status, CPF_OK);
    assert_true(n > 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_figures_follow), cmocka_unit_test(test_refusals),
                                       cmocka_unit_test(test_given_values), cmocka_unit_test(test_no_memory)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
