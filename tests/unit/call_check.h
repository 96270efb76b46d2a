/* SPDX-License-Identifier: MIT */
/* Documents for cpf_call() and what comes back. */
#ifndef CPF_TEST_CALL_CHECK_H
#define CPF_TEST_CALL_CHECK_H

#include <string.h>

#include "support.h"

#include <channelperf/io.h>

typedef struct document {
    const char *method, *json, *part; /* part: of the answer, or the code of the finding */
} document;

/* Handed to a test as its state: cmocka_unit_test_prestate(check_answers, DOCUMENTS(answers)). */
typedef struct document_list {
    const document *items;
    size_t count;
} document_list;
#define DOCUMENTS(list) (&(document_list){list, sizeof list / sizeof list[0]})

static inline cpf_status ask(cpf_context *context, const document *it, cpf_text **answer, cpf_error **error)
{
    return cpf_call(context, it->method, it->json, (int64_t)strlen(it->json), answer, error);
}

/* Each is answered, with the part in it, and nothing is answered that is no number. */
static inline void check_answers(void **state)
{
    const document_list *documents = *state;

    for (size_t i = 0; i < documents->count; i++) {
        cpf_text *answer = NULL;
        cpf_error *error = NULL;

        assert_int_equal(cpf_test_tell(ask(NULL, &documents->items[i], &answer, &error), error), CPF_OK);
        if (!strstr(cpf_text_data(answer), documents->items[i].part))
            print_message("%s: %s%s is not there\n", documents->items[i].method, cpf_text_data(answer),
                          documents->items[i].part);
        assert_non_null(strstr(cpf_text_data(answer), documents->items[i].part));
        assert_null(strstr(cpf_text_data(answer), "nan"));
        assert_null(strstr(cpf_text_data(answer), " inf"));
        assert_null(strstr(cpf_text_data(answer), "[inf"));
        cpf_text_free(answer);
    }
}

/* Each is refused with the finding, and nothing is answered. */
static inline void check_refusals(void **state)
{
    const document_list *documents = *state;

    for (size_t i = 0; i < documents->count; i++) {
        cpf_text *answer = NULL;
        cpf_error *error = NULL;

        if (ask(NULL, &documents->items[i], &answer, &error) == CPF_OK)
            print_message("%s %s: %s", documents->items[i].method, documents->items[i].json, cpf_text_data(answer));
        assert_null(answer);
        assert_true(cpf_test_has(error, documents->items[i].part) >= 0);
        cpf_error_free(error);
    }
}

/* Every allocation fails once. */
static inline void check_memory(void **state)
{
    const document_list *documents = *state;

    for (size_t i = 0; i < documents->count; i++) {
        cpf_status status = CPF_E_MEMORY;

        for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
            cpf_test_memory *memory = NULL;
            cpf_context *context = cpf_test_failing_context(n, &memory);
            cpf_text *answer = NULL;
            cpf_error *error = NULL;

            if (context)
                status = ask(context, &documents->items[i], &answer, &error);
            assert_true(status == CPF_OK || (status == CPF_E_MEMORY && !answer));
            assert_true(status != CPF_OK || strstr(cpf_text_data(answer), documents->items[i].part));
            cpf_text_free(answer);
            cpf_error_free(error);
            cpf_test_failing_free(context, memory);
        }
    }
}

#endif
