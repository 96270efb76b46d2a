/* SPDX-License-Identifier: MIT */
/* What the tests of published examples share: a plan of a few units with what the test adds, and going from it to
 * targets and an appraisal through the public interface. */
#ifndef CPF_TEST_WORKED_CHECK_H
#define CPF_TEST_WORKED_CHECK_H

#include "apply_check.h"

/* Company ALL with the people named in `people`, separated by spaces; indicators sales, quantity and fine (nine
 * decimals). `rest` are more members of the plan: goals, scorecards, grades, records. */
static inline cpf_model *worked_model(const char *people, const char *rest)
{
    static char text[1 << 16];
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    int n = snprintf(text, sizeof text,
                     "{\"channelperf\": 1, \"calendar\": {\"years\": [2025, 2026]}, \"levels\": [{\"code\": "
                     "\"company\"}, {\"code\": \"person\"}], \"units\": [{\"level\": \"company\", \"code\": \"ALL\"}");

    for (const char *at = people; *at; at += strspn(at, " ")) {
        int length = (int)strcspn(at, " ");

        n += snprintf(text + n, sizeof text - (size_t)n,
                      ", {\"level\": \"person\", \"code\": \"%.*s\", \"parent\": \"ALL\"}", length, at);
        at += length;
    }
    snprintf(text + n, sizeof text - (size_t)n,
             "], \"measures\": [{\"code\": \"s\", \"kind\": \"sum\", \"decimals\": 2}, {\"code\": \"q\", \"kind\": "
             "\"sum\", \"decimals\": 0}], \"indicators\": [{\"code\": \"sales\", \"formula\": \"sum(s)\", "
             "\"decimals\": 2, \"unit\": \"CNY\", \"direction\": \"more\", \"owner\": \"o\", \"data_source\": \"d\"}, "
             "{\"code\": \"quantity\", \"formula\": \"sum(q)\", \"unit\": \"one\", \"direction\": \"more\", \"owner\": "
             "\"o\", \"data_source\": \"d\"}, {\"code\": \"fine\", \"formula\": \"sum(q)\", \"decimals\": 9, "
             "\"unit\": \"point\", \"direction\": \"more\", \"owner\": \"o\", \"data_source\": \"d\"}], %s}",
             rest);
    if (cpf_plan_parse(NULL, text, (int64_t)strlen(text), NULL, &plan, &error) != CPF_OK)
        cpf_test_tell(CPF_OK, error);
    assert_non_null(plan);
    if (cpf_plan_freeze(plan, &model, &error) != CPF_OK)
        cpf_test_tell(CPF_OK, error);
    assert_non_null(model);
    cpf_plan_free(plan);
    return model;
}

/* A value as text, "" when there is none. `buffer` holds 40. */
static inline const char *worked_value(const cpf_facts *facts, const cpf_model *model, const char *unit,
                                       const char *indicator, const char *period, char *buffer)
{
    cpf_id id = cpf_model_find_indicator(model, indicator);
    int64_t value;

    *buffer = '\0';
    if (cpf_facts_value(facts, cpf_model_find_unit(model, unit), id, cpf_model_find_period(model, period), &value) ==
        CPF_OK)
        cpf_decimal_format(value, cpf_indicator_decimals(cpf_model_indicator(model, id)), buffer);
    return buffer;
}

/* The cards say their targets themselves. */
static inline cpf_appraisal *worked_appraisal(const cpf_model *model, const cpf_facts *facts, const char *period)
{
    cpf_facts *targets = apply_facts(model, 0, NULL);
    cpf_appraise_options how;
    cpf_appraisal *appraisal = NULL;
    cpf_error *error = NULL;

    assert_int_equal(cpf_appraise_options_init(&how, sizeof how), CPF_OK);
    how.period = cpf_model_find_period(model, period);
    if (cpf_appraise(model, targets, facts, &how, &appraisal, &error) != CPF_OK)
        cpf_test_tell(CPF_OK, error);
    assert_non_null(appraisal);
    cpf_facts_free(targets);
    return appraisal;
}

static inline cpf_table *worked_table(const cpf_appraisal *appraisal, const char *name)
{
    cpf_table *table = NULL;

    assert_int_equal(cpf_appraisal_table(appraisal, name, &table, NULL), CPF_OK);
    return table;
}

#define WORKED_LINES(name, ...) static const char *const name[][4] = {__VA_ARGS__}
#define WORKED_COUNT(list) (int32_t)(sizeof(list) / sizeof(list)[0])

#endif
