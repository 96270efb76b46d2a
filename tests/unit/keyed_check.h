/* SPDX-License-Identifier: MIT */
/* A plan whose source has a key, or not, and events of it. */
#ifndef CPF_TEST_KEYED_CHECK_H
#define CPF_TEST_KEYED_CHECK_H

#include "support.h"

#include <stdio.h>
#include <string.h>

static const char header[] = "noise,shop,day,entered,no,line,status,amount,customer\n";

static const char plan_text[] =
    "{\"channelperf\": 1, \"code\": \"t\", \"calendar\": {\"years\": [2025, 2026]%s}, \"levels\": [{\"code\": "
    "\"company\"}, {\"code\": \"shop\"}], \"units\": [{\"level\": \"company\", \"code\": \"C\"}, {\"level\": "
    "\"shop\", \"code\": \"S1\", \"parent\": \"C\"}, {\"level\": \"shop\", \"code\": \"S2\", \"parent\": \"C\"}], "
    "\"measures\": [{\"code\": \"sales\", \"kind\": \"sum\", \"decimals\": 2}, {\"code\": \"orders\", \"kind\": "
    "\"count\"}, {\"code\": \"buyers\", \"kind\": \"distinct\"}, {\"code\": \"since\", \"kind\": \"first\"}, "
    "{\"code\": "
    "\"latest\", \"kind\": \"last\"}, {\"code\": \"least\", \"kind\": \"min\", \"decimals\": 2}, {\"code\": \"most\", "
    "\"kind\": \"max\", \"decimals\": 2}, {\"code\": \"stock\", \"kind\": \"stock\", \"decimals\": 2}], \"sources\": "
    "[{\"code\": \"book\", \"unit\": {\"columns\": [\"shop\"]}, \"day\": \"day\", \"unknown_units\": \"ignore\", %s"
    "\"where\": \"status != 'draft'\", \"feeds\": [{\"measure\": \"sales\", \"column\": \"amount\"}, {\"measure\": "
    "\"orders\"}, {\"measure\": \"buyers\", \"column\": \"customer\"}, {\"measure\": \"since\"}, {\"measure\": "
    "\"latest\"}, {\"measure\": \"least\", \"column\": \"amount\", \"where\": \"amount > 20\"}, {\"measure\": "
    "\"most\", "
    "\"column\": \"amount\"}, {\"measure\": \"stock\", \"column\": \"amount\"}]}, {\"code\": \"plain\", \"unit\": "
    "{\"columns\": [\"shop\"]}, \"day\": \"day\", \"feeds\": [{\"measure\": \"sales\", \"column\": \"amount\"}, "
    "{\"measure\": \"orders\"}, {\"measure\": \"buyers\", \"column\": \"customer\"}, {\"measure\": \"stock\", "
    "\"column\": \"amount\"}]}], \"indicators\": [{\"code\": \"sales\", \"formula\": \"sum(sales)\", \"decimals\": "
    "2}]}";

static const char key_members[] =
    "\"key\": [\"no\", \"line\"], \"known\": \"entered\", \"void\": \"status = 'void'\", ";
static const char plain_rows[] = "shop,day,amount,customer\nS1,2025-03-03,77.00,k9\nS2,2026-01-09,12.34,k1\n";

static inline cpf_status make_model(cpf_context *context, const char *windows, const char *key, cpf_model **model,
                                    cpf_error **error)
{
    char text[4096];
    cpf_plan *plan = NULL;
    cpf_status status;

    snprintf(text, sizeof text, plan_text, windows, key);
    status = cpf_plan_parse(context, text, (int64_t)strlen(text), NULL, &plan, error);
    if (status == CPF_OK)
        status = cpf_plan_freeze(plan, model, error);
    cpf_plan_free(plan);
    return status;
}

/* Events as known at the end of a day of 2025, 31 * month + day (INT32_MAX: of any day), with the plain rows. */
static inline cpf_status start(const cpf_model *model, int known, cpf_events **events, cpf_error **error)
{
    cpf_day day = CPF_NO_DAY;
    cpf_status status = cpf_events_new(model, events, error);

    if (known < INT32_MAX)
        day = cpf_day_from_date(2025, known / 31, known % 31);
    if (status == CPF_OK)
        status = cpf_events_set_as_of(*events, day, error);
    if (status == CPF_OK)
        status = cpf_events_parse(*events, 1, plain_rows, (int64_t)strlen(plain_rows), error);
    return status;
}

/* Of the source with the key. */
static inline int64_t row_count(const cpf_events *events, const char *column)
{
    cpf_table *table = NULL;
    int64_t count;

    assert_int_equal(cpf_events_table(events, &table, NULL), CPF_OK);
    count = cpf_table_decimals(table, cpf_table_find(table, column))[0];
    cpf_table_free(table);
    return count;
}

#endif
