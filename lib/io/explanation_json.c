/* SPDX-License-Identifier: MIT */
/* An explanation as nested objects: {"steps": [{"kind", "label", ..., "value", "parts": [...]}]}; figures with all their decimals, null
 * where a step has none. */
#include <channelperf/io.h>

#include "explain_steps.h"
#include "table_formats.h"
#include "text.h"

static void add_member(cpf_text *text, const char *name, const char *value)
{
    if (!*value)
        return;
    cpf__text_format(text, ", \"%s\": ", name);
    cpf__json_string(text, value);
}

static void add_step(cpf_text *text, const cpf__step *step)
{
    cpf__text_format(text, "{\"kind\": \"%s\"", cpf__step_names[step->kind]);
    add_member(text, "label", step->label[0]);
    add_member(text, "label_zh", step->label[1]);
    add_member(text, "expression", *step->formula ? step->formula : cpf__operations[step->operation].name);
    cpf__text_add(text, ", \"value\": ");
    if (step->has_value)
        cpf__text_add_decimal(text, step->value, step->decimals);
    else
        cpf__text_add(text, "null");
    add_member(text, "unit", step->unit);
    add_member(text, "note", step->note[0]);
    add_member(text, "note_zh", step->note[1]);
    cpf__text_add(text, ", \"parts\": [");
}

cpf_status cpf_explanation_json(const cpf_explanation *explanation, cpf_text **text, cpf_error **error)
{
    int32_t depth = 0;
    cpf_text *made;

    if (!explanation || !text)
        return cpf__bad_argument(explanation ? explanation->context : NULL, error, explanation ? "text" : "explanation");
    made = cpf__text_new(explanation->context);
    cpf__text_add(made, "{\"steps\": [");
    for (int64_t i = 0; i < explanation->steps.count; i++) {
        const cpf__step *step = &explanation->steps.items[i];

        for (; i && depth > step->depth; depth--)
            cpf__text_add(made, "]}");
        if (i && depth == step->depth)
            cpf__text_add(made, "]},\n");
        depth = step->depth;
        add_step(made, step);
    }
    for (; explanation->steps.count && depth >= 0; depth--)
        cpf__text_add(made, "]}");
    cpf__text_add(made, "]}\n");
    if (cpf__text_failed(made)) {
        cpf_text_free(made);
        return cpf__no_memory(error);
    }
    *text = made;
    return CPF_OK;
}
