/* SPDX-License-Identifier: MIT */
/* What the tests of product lines share: a plan of two regions and twelve partners of two types, sales that are the sum
 * of three lines, and facts of 36 months. */
#ifndef CPF_TEST_PRODUCT_CHECK_H
#define CPF_TEST_PRODUCT_CHECK_H

#include "track_check.h"

enum { PARTNERS = 12, LINES = 3, MONTHS_ALL = 36, UNITS = PARTNERS + 3 };

#define INDICATOR(code, formula)                                                                                       \
    "{\"code\": \"" code "\", \"formula\": \"" formula "\", \"decimals\": 2, \"unit\": \"CNY\", \"direction\": "       \
    "\"more\", \"owner\": \"o\", \"data_source\": \"d\"}"
#define PRODUCTS                                                                                                       \
    "{\"kind\": \"product\", \"rows\": [{\"indicator\": \"l1\", \"of\": \"sales\"}, {\"indicator\": \"l0\", \"of\": "  \
    "\"sales\"}, {\"indicator\": \"l2\", \"of\": \"sales\"}]}"

static const char product_head[] =
    "{\"channelperf\": 1, \"calendar\": {\"years\": [2024, 2026], \"windows\": [{\"code\": \"W\", \"from\": "
    "\"2026-03-10\", \"to\": "
    "\"2026-05-20\"}]}, \"levels\": [{\"code\": \"company\"}, {\"code\": "
    "\"region\"}, {\"code\": \"partner\"}], \"measures\": [{\"code\": \"s\", \"kind\": \"sum\", \"decimals\": 2}, "
    "{\"code\": \"v\", \"kind\": \"count\"}], \"indicators\": [" INDICATOR("sales", "sum(s)") ", " INDICATOR(
        "l0",
        "sum(s)") ", " INDICATOR("l1",
                                 "sum(s)") ", " INDICATOR("l2",
                                                          "sum(s)") ", " INDICATOR("cost",
                                                                                   "sum(s)") ", "
                                                                                             "{\"code\": \"rate\", "
                                                                                             "\"formula\": \"sum(s) / "
                                                                                             "sum(v)\", \"decimals\": "
                                                                                             "4, \"unit\": \"ratio\", "
                                                                                             "\"direction\": "
                                                                                             "\"more\", \"owner\": "
                                                                                             "\"o\", \"data_source\": "
                                                                                             "\"d\"}], \"goals\": "
                                                                                             "[{\"unit\": \"ALL\", "
                                                                                             "\"indicator\": "
                                                                                             "\"sales\", "
                                                                                             "\"period\": \"2026\", "
                                                                                             "\"target\": \"120000\", "
                                                                                             "\"split\": {\"by\": "
                                                                                             "\"equal\", \"to\": "
                                                                                             "\"partner\"}, "
                                                                                             "\"season\": {\"by\": "
                                                                                             "\"days\"}}], \"units\": "
                                                                                             "[{\"level\": "
                                                                                             "\"company\", \"code\": "
                                                                                             "\"ALL\"}, {\"level\": "
                                                                                             "\"region\", \"code\": "
                                                                                             "\"R0\", \"parent\": "
                                                                                             "\"ALL\"}, "
                                                                                             "{\"level\": \"region\", "
                                                                                             "\"code\": \"R1\", "
                                                                                             "\"parent\": \"ALL\"}";

typedef struct product_world {
    int64_t amount[PARTNERS][LINES][MONTHS_ALL];
    int types[PARTNERS];
} product_world;

static inline int product_region(int partner)
{
    return partner % 2;
}

/* Partners in the order of `order` (NULL: as they are numbered); their ids are the same in any order. */
static inline cpf_plan *product_plan(cpf_context *context, const product_world *world, const int32_t *order,
                                     const char *records, cpf_error **error)
{
    char text[1 << 14];
    cpf_plan *plan = NULL;
    int length = snprintf(text, sizeof text, "%s", product_head);

    for (int i = 0; i < PARTNERS; i++) {
        int at = order ? order[i] : i;

        length += snprintf(text + length, sizeof text - (size_t)length,
                           ", {\"level\": \"partner\", \"code\": \"P%d\", \"parent\": \"R%d\", \"attributes\": "
                           "{\"type\": \"%s\"}}",
                           at, product_region(at), world->types[at] ? "B" : "A");
    }
    snprintf(text + length, sizeof text - (size_t)length, "], \"records\": [%s]}", records);
    (void)cpf_plan_parse(context, text, (int64_t)strlen(text), NULL, &plan, error);
    return plan;
}

static inline void product_add(const cpf_model *model, int partner, int64_t amount, int64_t *values)
{
    char code[16];
    cpf_id unit;

    snprintf(code, sizeof code, "P%d", partner);
    for (unit = cpf_model_find_unit(model, code); unit != CPF_NONE; unit = cpf_model_unit_parent(model, unit))
        values[unit] += amount;
}

/* Lines, and sales as their sum, of all periods; what lies in months from `months` on has not happened. */
static inline cpf_status product_fill(const cpf_model *model, const product_world *world, int months, cpf_facts *facts,
                                      cpf_error **error)
{
    cpf_id sales = cpf_model_find_indicator(model, "sales"), first = cpf_model_find_indicator(model, "l0");
    cpf_status status = CPF_OK;

    for (cpf_id period = 0; period < cpf_model_period_count(model) && status == CPF_OK; period++) {
        const cpf_period *span = cpf_model_period(model, period);
        int64_t values[LINES + 1][UNITS] = {{0}};

        for (int month = 0; month < months; month++) {
            cpf_day day = cpf_day_from_date(2024 + month / 12, 1 + month % 12, 1);

            for (int i = 0; i < PARTNERS && day >= cpf_period_from(span) && day < cpf_period_to(span); i++) {
                for (int line = 0; line < LINES; line++) {
                    product_add(model, i, world->amount[i][line][month], values[line]);
                    product_add(model, i, world->amount[i][line][month], values[LINES]);
                }
            }
        }
        for (int line = 0; line < LINES && status == CPF_OK; line++)
            status = cpf_facts_set_column(facts, first + line, period, values[line], NULL, 0, error);
        if (status == CPF_OK)
            status = cpf_facts_set_column(facts, sales, period, values[LINES], NULL, 0, error);
    }
    return status;
}

static inline cpf_status product_make(cpf_context *context, const product_world *world, const int32_t *order,
                                      const char *records, int months, track_case *is, cpf_error **error)
{
    cpf_plan *plan = product_plan(context, world, order, records, error);
    cpf_status status = plan ? cpf_plan_freeze(plan, &is->model, error) : CPF_E_MEMORY;

    cpf_plan_free(plan);
    if (status == CPF_OK)
        status = cpf_cascade(is->model, NULL, NULL, &is->targets, error);
    if (status == CPF_OK)
        status = cpf_facts_new(is->model, &is->facts, error);
    return status == CPF_OK ? product_fill(is->model, world, months, is->facts, error) : status;
}

/* Every allocation fails once, with the table of that name. */
static inline void product_chaos(const product_world *world, const char *records, cpf_day day, const char *name)
{
    int64_t n = 0;
    cpf_status status = CPF_E_MEMORY;

    for (; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(n, &memory);
        cpf_error *error = NULL;
        cpf_tables *tables = NULL;
        track_case is = {0};

        if (context) {
            status = product_make(context, world, NULL, records, MONTHS_ALL, &is, &error);
            if (status == CPF_OK)
                status = track_tables(&is, day, NULL, &tables, &error);
            if (status == CPF_OK)
                assert_non_null(cpf_tables_find(tables, name));
        }
        assert_true(status == CPF_OK || status == CPF_E_MEMORY);
        cpf_error_free(error);
        cpf_tables_free(tables);
        track_free(&is);
        cpf_test_failing_free(context, memory);
    }
    assert_true(n > 100);
}

#endif
