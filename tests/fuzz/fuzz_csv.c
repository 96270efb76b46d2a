/* SPDX-License-Identifier: MIT */
/* Foreign rows: any bytes are read as CSV of two sources, one that stops at a bad row and one that sets it aside. What
 * is counted adds up. */
#include "fuzz.h"

#include <channelperf/channelperf.h>
#include <string.h>

static const char plan_text[] =
    "{\"channelperf\": 1, \"calendar\": {\"years\": [2025, 2026]}, \"levels\": [{\"code\": \"a\"}, {\"code\": \"s\"}],"
    "\"units\": [{\"level\": \"a\", \"code\": \"A\"}, {\"level\": \"s\", \"code\": \"S1\", \"parent\": \"A\"}],"
    "\"measures\": [{\"code\": \"m\", \"kind\": \"sum\", \"decimals\": 2}, {\"code\": \"d\", \"kind\": \"distinct\"}],"
    "\"sources\": [{\"code\": \"x\", \"unit\": {\"columns\": \"shop\"}, \"day\": \"day\", \"where\": \"amount > 0\","
    "\"feeds\": [{\"measure\": \"m\", \"column\": \"amount\"}, {\"measure\": \"d\", \"column\": \"number\"}]},"
    "{\"code\": \"y\", \"unit\": {\"columns\": \"shop\"}, \"day\": \"day\", \"bad_rows\": \"aside\", \"round\": true,"
    "\"unknown_units\": \"ignore\", \"feeds\": [{\"measure\": \"m\", \"column\": \"amount\"}]}]}";

static cpf_model *make_model(void)
{
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;

    fuzz_expect(cpf_plan_parse(NULL, plan_text, (int64_t)sizeof plan_text - 1, NULL, &plan, NULL) == CPF_OK);
    fuzz_expect(cpf_plan_freeze(plan, &model, NULL) == CPF_OK);
    cpf_plan_free(plan);
    return model;
}

static int64_t cell(const cpf_table *table, const char *column, int64_t row)
{
    return cpf_table_decimals(table, cpf_table_find(table, column))[row];
}

/* Every row that was read became exactly one thing. */
static void count_rows(const cpf_events *events)
{
    cpf_table *table = NULL;

    fuzz_expect(cpf_events_table(events, &table, NULL) == CPF_OK);
    for (int64_t row = 0; row < cpf_table_row_count(table); row++)
        fuzz_expect(cell(table, "read", row) == cell(table, "used", row) + cell(table, "filtered", row) +
                                                    cell(table, "outside", row) + cell(table, "unknown_unit", row) +
                                                    cell(table, "set_aside", row));
    cpf_table_free(table);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cpf_model *model = make_model();

    for (cpf_id source = 0; source < 2; source++) {
        cpf_events *events = NULL;
        cpf_error *error = NULL;
        cpf_status status;

        fuzz_expect(cpf_events_new(model, &events, NULL) == CPF_OK);
        status = cpf_events_parse(events, source, (const char *)data, (int64_t)size, &error);
        fuzz_expect((status == CPF_OK) == !error);
        fuzz_expect(fuzz_readable(error) && fuzz_readable(cpf_events_findings(events)));
        if (status == CPF_OK)
            count_rows(events);
        cpf_error_free(error);
        cpf_events_free(events);
    }
    cpf_model_free(model);
    return 0;
}
