/* SPDX-License-Identifier: MIT */
/* Everything may be given back in any order, and what is left still works; NULL is fine to every _free. */
#include "rich.h"

static rich made;

static void free_plan(void) { cpf_plan_free(made.plan); }
static void free_model(void) { cpf_model_free(made.model); }
static void free_events(void) { cpf_events_free(made.events); }
static void free_actuals(void) { cpf_facts_free(made.actuals); }
static void free_targets(void) { cpf_facts_free(made.targets); }
static void free_appraisal(void) { cpf_appraisal_free(made.appraisal); }
static void free_explanation(void) { cpf_explanation_free(made.explanation); }
static void free_table(void) { cpf_table_free(made.table); }
static void free_text(void) { cpf_text_free(made.text); }

static void (*const frees[])(void) = {free_plan, free_model, free_events, free_actuals, free_targets,
                                      free_appraisal, free_explanation, free_table, free_text};
enum { FREES = sizeof frees / sizeof *frees };

static void any_order(void **state)
{
    cpf_test_random random = cpf_test_seed("any_order", 41);

    (void)state;
    for (int round = 0; round < 40; round++) {
        int32_t order[FREES];
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(-1, &memory);

        for (int32_t i = 0; i < FREES; i++)
            order[i] = i;
        cpf_test_shuffle(&random, order, FREES);
        assert_int_equal(cpf_test_tell(rich_make(context, &made), made.error), CPF_OK);
        if (round % 2) { /* also the context may go first */
            cpf_context_free(context);
            context = NULL;
        }
        for (int32_t i = 0; i < FREES; i++)
            frees[order[i]]();
        cpf_test_failing_free(context, memory);
    }
}

/* The appraisal keeps its model; the table and the text need nobody. */
static void what_is_left_works(void **state)
{
    (void)state;
    assert_int_equal(cpf_test_tell(rich_make(NULL, &made), made.error), CPF_OK);
    free_plan();
    free_model();
    free_events();
    free_actuals();
    free_targets();
    assert_int_equal(cpf_appraisal_count(made.appraisal), 4);
    free_table();
    made.table = NULL;
    assert_int_equal(cpf_appraisal_table(made.appraisal, "totals", &made.table, NULL), CPF_OK);
    free_appraisal();
    free_explanation();
    assert_int_equal(cpf_table_row_count(made.table), 4);
    assert_string_equal(cpf_table_text(made.table, cpf_table_find(made.table, "unit"), 0), "c1");
    assert_true(cpf_text_length(made.text) > 100);
    free_table();
    free_text();
}

static void nothing_to_free(void **state)
{
    rich none = {.plan = NULL};

    (void)state;
    rich_free(&none);
    cpf_context_free(NULL);
    cpf_error_free(NULL);
    cpf_text_free(NULL);
    cpf_table_free(NULL);
    cpf_plan_free(NULL);
    cpf_model_free(NULL);
    cpf_events_free(NULL);
    cpf_facts_free(NULL);
    cpf_appraisal_free(NULL);
    cpf_explanation_free(NULL);
    assert_string_equal(cpf_text_data(NULL), "");
    assert_int_equal(cpf_text_length(NULL), 0);
    assert_int_equal(cpf_error_status(NULL), CPF_OK);
    assert_int_equal(cpf_error_count(NULL), 0);
    assert_string_equal(cpf_error_message(NULL), "");
    assert_string_equal(cpf_error_subject(NULL), "");
    assert_string_equal(cpf_error_hint(NULL), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_order),
        cmocka_unit_test(what_is_left_works),
        cmocka_unit_test(nothing_to_free),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
