/* SPDX-License-Identifier: MIT */
/* A small scheme with its outcomes, and the text of an explanation. */
#ifndef CPF_TEST_EXPLAIN_SMALL_H
#define CPF_TEST_EXPLAIN_SMALL_H

#include "apply_check.h"

#include <channelperf/channelperf.h>

static const char small_scheme[] =
    "{\"kind\": \"rate_table\", \"rows\": [{\"code\": \"t\", \"cap\": 30}]}, {\"kind\": \"rate_band\", \"rows\": "
    "[{\"table\": \"t\", \"rate\": \"0.01\"}, "
    "{\"table\": \"t\", \"from\": 100, \"rate\": \"0.07\"}]}, {\"kind\": \"commission\", \"rows\": [{\"table\": \"t\", "
    "\"unit\": \"R1\", \"indicator\": \"sales\", "
    "\"period\": \"2026-Q3\"}]}, {\"kind\": \"pay\", \"rows\": [{\"code\": \"p\", \"by\": \"bands\", \"base\": 1000, "
    "\"floor\": \"900.005\"}]}, {\"kind\": \"pay_band\", "
    "\"rows\": [{\"pay\": \"p\", \"from\": 60, \"coefficient\": \"0.8\"}]}, {\"kind\": \"pool\", \"rows\": [{\"code\": "
    "\"k\", \"amount\": 1500, \"of\": \"pay\", \"scheme\": "
    "\"p\"}]}";

static const char *const small_facts[][4] = {{"R1", "sales", "2026-Q3", "400"}};
static const char *const small_results[][4] = {{"2026-Q3", "R1", "75.5", "B"}, {"2026-Q3", "R2", "40", "D"}};

typedef struct small_world {
    cpf_model *model;
    cpf_facts *facts;
    cpf_tables *results, *tables;
} small_world;

static inline small_world make_small(const char *records)
{
    small_world made = {.model = apply_model(records)};

    made.facts = apply_facts(made.model, 1, small_facts);
    made.results = apply_results(2, small_results);
    made.tables = apply_run(made.model, made.facts, NULL, made.results, NULL);
    return made;
}

static inline void end_small(small_world *made)
{
    cpf_tables_free(made->tables);
    cpf_tables_free(made->results);
    cpf_facts_free(made->facts);
    cpf_model_free(made->model);
}

/* Runs of blanks become one. */
static inline void squeeze(const char *text, char *squeezed, size_t room)
{
    size_t length = 0;

    for (; *text && length + 1 < room; text++)
        if (*text != ' ' || (length && squeezed[length - 1] != ' ' && squeezed[length - 1] != '\n'))
            squeezed[length++] = *text;
    squeezed[length] = '\0';
}

/* The text begins like this, but for the width of its columns. */
static inline void check_text(const small_world *made, const char *table, int32_t language, const char *wanted)
{
    cpf_explanation *explanation = NULL;
    cpf_text *text = NULL;
    char squeezed[4000];

    assert_int_equal(cpf_explain_row(made->model, made->tables, table, 0, NULL, NULL, NULL, &explanation, NULL),
                     CPF_OK);
    assert_int_equal(cpf_explanation_text(explanation, language, &text, NULL), CPF_OK);
    squeeze(cpf_text_data(text), squeezed, sizeof squeezed);
    squeezed[strlen(wanted)] = '\0';
    assert_string_equal(squeezed, wanted);
    cpf_text_free(text);
    cpf_explanation_free(explanation);
}

#endif
