/* SPDX-License-Identifier: MIT */
/* Stages take facts of their own model only. */
#include <string.h>

#include "support.h"

static const char text[] =
    "{\"channelperf\": 1, \"calendar\": {\"years\": [2026, 2026]}, \"levels\": [{\"code\": \"company\"}], \"units\": "
    "[{\"level\": \"company\", \"code\": \"ALL\"}], \"measures\": [{\"code\": \"m\", \"kind\": \"sum\", \"decimals\": "
    "0}], "
    "\"indicators\": [{\"code\": \"i\", \"formula\": \"sum(m)\", \"direction\": \"more\", \"owner\": \"o\", "
    "\"data_source\": \"d\"}]}";

static cpf_model *make_model(void)
{
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;

    assert_int_equal(cpf_plan_parse(NULL, text, (int64_t)strlen(text), NULL, &plan, NULL), CPF_OK);
    assert_int_equal(cpf_plan_freeze(plan, &model, NULL), CPF_OK);
    cpf_plan_free(plan);
    return model;
}

static void expect_refusal(cpf_status status, cpf_error *error, cpf_tables *tables, const char *name)
{
    assert_int_equal(status, CPF_E_ARGUMENT);
    assert_null(tables);
    assert_string_equal(cpf_error_subject_at(error, 0), name);
    cpf_error_free(error);
}

#define REFUSES(call, name)                                                                                            \
    do {                                                                                                               \
        cpf_error *error = NULL;                                                                                       \
        cpf_tables *tables = NULL;                                                                                     \
        cpf_status status = call;                                                                                      \
                                                                                                                       \
        expect_refusal(status, error, tables, name);                                                                   \
    } while (0)

static void test_foreign_facts(void **state)
{
    cpf_model *model = make_model(), *other = make_model();
    cpf_facts *own = NULL, *foreign = NULL;
    cpf_tables *made = NULL;

    (void)state;
    assert_int_equal(cpf_facts_new(model, &own, NULL), CPF_OK);
    assert_int_equal(cpf_facts_new(other, &foreign, NULL), CPF_OK);
    REFUSES(cpf_cascade_tables(model, foreign, own, NULL, &tables, &error), "base");
    REFUSES(cpf_cascade_tables(model, own, foreign, NULL, &tables, &error), "targets");
    REFUSES(cpf_track(model, foreign, own, NULL, &tables, &error), "facts");
    REFUSES(cpf_track(model, own, foreign, NULL, &tables, &error), "targets");
    REFUSES(cpf_apply(model, foreign, own, NULL, NULL, &tables, &error), "facts");
    REFUSES(cpf_apply(model, own, foreign, NULL, NULL, &tables, &error), "targets");
    assert_int_equal(cpf_track(model, own, NULL, NULL, &made, NULL), CPF_OK);
    cpf_tables_free(made);
    cpf_facts_free(own);
    cpf_facts_free(foreign);
    cpf_model_free(model);
    cpf_model_free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_foreign_facts)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
