/* SPDX-License-Identifier: MIT */
/* Steps for a person: one a line, parts further in than their step, figures to the right of one edge. */

#include "explain_steps.h"
#include "text.h"

enum { INDENT = 2, FIGURE_ROOM = 24 };

typedef struct edges {
    int64_t label, figure; /* widths */
} edges;

static int64_t label_width(const cpf__step *step, int32_t language)
{
    return (int64_t)step->depth * INDENT + cpf__text_width(step->label[language]);
}

static edges find_edges(const cpf_explanation *explanation, int32_t language)
{
    edges found = {0, 0};
    char figure[FIGURE_ROOM];

    for (int64_t i = 0; i < explanation->steps.count; i++) {
        const cpf__step *step = &explanation->steps.items[i];
        int64_t label = label_width(step, language), width = step->has_value ? cpf_decimal_format(step->value, step->decimals, figure) : 0;

        found.label = step->has_value && label > found.label ? label : found.label;
        found.figure = width > found.figure ? width : found.figure;
    }
    return found;
}

static void add_blanks(cpf_text *text, int64_t count)
{
    for (int64_t i = 0; i < count; i++)
        cpf__text_add(text, " ");
}

static void add_part(cpf_text *text, const char *before, const char *part)
{
    if (*part) {
        cpf__text_add(text, before);
        cpf__text_add(text, part);
    }
}

static void add_step(cpf_text *text, const cpf__step *step, int32_t language, edges at)
{
    char figure[FIGURE_ROOM];

    add_blanks(text, (int64_t)step->depth * INDENT);
    cpf__text_add(text, step->label[language]);
    if (step->has_value) {
        int64_t width = cpf_decimal_format(step->value, step->decimals, figure);

        add_blanks(text, at.label - label_width(step, language) + 2 + at.figure - width);
        cpf__text_add(text, figure);
    }
    add_part(text, " ", step->unit);
    add_part(text, "  = ", cpf__operations[step->operation].words[language]);
    add_part(text, ": ", step->formula);
    add_part(text, language == CPF_CHINESE ? "  —— " : "  -- ", step->note[language]);
    cpf__text_add(text, "\n");
}

cpf_status cpf_explanation_text(const cpf_explanation *explanation, int32_t language, cpf_text **text, cpf_error **error)
{
    int32_t shown = language == CPF_CHINESE ? CPF_CHINESE : CPF_ENGLISH;
    cpf_text *made;
    edges at;

    if (!explanation || !text)
        return cpf__bad_argument(explanation ? explanation->context : NULL, error, explanation ? "text" : "explanation");
    made = cpf__text_new(explanation->context);
    at = find_edges(explanation, shown);
    for (int64_t i = 0; i < explanation->steps.count; i++)
        add_step(made, &explanation->steps.items[i], shown, at);
    if (cpf__text_failed(made)) {
        cpf_text_free(made);
        return cpf__no_memory(error);
    }
    *text = made;
    return CPF_OK;
}
