/* SPDX-License-Identifier: MIT */
/* Why a row of a table of outcomes is what it is: its figures by their rows, and what does not follow is a finding. */
#include <string.h>

#include "figure_rows.h"
#include "figure_tell.h"
#include "goal_versions.h"
#include "tables.h"
#include "tell_messages.h"
#include "text.h"

/* What is told of a table; NULL: nothing. */
static const char *figures_of(const char *table)
{
    for (int32_t set = 0; set < CPF__FIGURE_SETS; set++)
        for (const cpf__told_table *row = cpf__figure_sets[set]->tables; row->table; row++)
            if (strcmp(row->table, table) == 0)
                return row->figures;
    return NULL;
}

static cpf_status tell_fault(const cpf_model *model, cpf__tell_message row, const char *table, const char *text,
                             cpf_error **error)
{
    cpf__place place = {.subject = table};

    return cpf__find(model->context, error, &place, &cpf__tell_messages[row], table, text);
}

static cpf_status tell_no_table(const cpf_model *model, const char *table, cpf_error **error)
{
    cpf_text *names = cpf__text_new(model->context);
    cpf_status status;

    for (int32_t set = 0; set < CPF__FIGURE_SETS; set++)
        for (const cpf__told_table *row = cpf__figure_sets[set]->tables; row->table; row++)
            cpf__text_format(names, "%s%s", cpf_text_length(names) ? ", " : "", row->table);
    status = cpf__text_failed(names) ? cpf__no_memory(error)
                                     : tell_fault(model, CPF__TELL_NO_TABLE, table, cpf_text_data(names), error);
    cpf_text_free(names);
    return status;
}

/* The table, and what the row is of: the texts that it begins with. */
static void add_row(const cpf__scope *scope, cpf_text *text)
{
    const char *before = ": ";

    cpf__text_add(text, scope->name);
    for (int32_t i = 0; cpf_table_column_type(scope->table, i) == CPF_COLUMN_TEXT; i++) {
        const char *name = cpf_table_text(scope->table, i, scope->row);

        if (*name)
            cpf__text_format(text, "%s%s", before, name);
        before = *name ? ", " : before;
    }
}

/* Which row it is, and of which version of the scheme when it has one. */
static void note_row(cpf__figuring *at, const cpf__scope *scope, int64_t step)
{
    const char *version = at->telling.model->version;
    cpf_text *row = cpf__text_new(at->telling.model->context);

    add_row(scope, row);
    if (cpf__text_failed(row))
        at->status = CPF_E_MEMORY;
    else if (*version)
        cpf__step_note(at->telling.to, step, "table %s; version %s of the scheme", "表 %s；方案版本 %s",
                       cpf_text_data(row), version);
    else
        cpf__step_note(at->telling.to, step, "table %s", "表 %s", cpf_text_data(row), NULL);
    cpf_text_free(row);
}

static void tell_figures(cpf__figuring *at, const cpf__scope *scope, const char *figures)
{
    cpf_explanation *to = at->telling.to;
    int64_t first = to->steps.count;

    for (; *figures; figures = cpf__next_word(figures)) {
        at->values.count = 0;
        cpf__figure_tell(at, scope, figures, cpf__word_length(figures));
    }
    if (first < to->steps.count && !*to->steps.items[first].note[0])
        note_row(at, scope, first);
}

static cpf_status finish(cpf__figuring *at, const cpf__scope *scope, cpf_explanation **explanation, cpf_error **error)
{
    cpf_status status = at->status;

    if (status == CPF_OK && at->wrong && !cpf__arena_failed(at->telling.to->arena))
        status = tell_fault(at->telling.model, CPF__TELL_NOT_MADE, scope->name, at->wrong, error);
    else if (status != CPF_OK)
        status = cpf__no_memory(error);
    return cpf__explanation_done(at->telling.to, status, explanation, error);
}

static cpf_status explain_row(cpf__figuring *at, const cpf__scope *scope, const char *figures,
                              cpf_explanation **explanation, cpf_error **error)
{
    const cpf_model *model = at->telling.model;
    cpf_status status;

    at->records = cpf__tables_new(model->context);
    status = at->records ? cpf__explanation_open(model->context, &at->telling.to, error) : cpf__no_memory(error);
    if (status == CPF_OK) {
        tell_figures(at, scope, figures);
        status = finish(at, scope, explanation, error);
    }
    cpf_tables_free(at->records);
    cpf__vec_free(model->context, &at->values);
    return status;
}

static const char *wrong_argument(const cpf_model *model, const cpf_tables *outcomes, const char *table, int64_t row,
                                  const cpf_appraisal *appraisal, const cpf_facts *targets, const cpf_facts *actuals)
{
    const cpf_table *found = table ? cpf_tables_find(outcomes, table) : NULL;

    if (appraisal && appraisal->model != model)
        return "appraisal";
    if (targets && targets->model != model)
        return "targets";
    if (actuals && actuals->model != model)
        return "actuals";
    return !table ? "table" : found && (row < 0 || row >= cpf_table_row_count(found)) ? "row" : NULL;
}

cpf_status cpf_explain_row(const cpf_model *model, const cpf_tables *outcomes, const char *table, int64_t row,
                           const cpf_appraisal *appraisal, const cpf_facts *targets, const cpf_facts *actuals,
                           cpf_explanation **explanation, cpf_error **error)
{
    const char *wrong = !model || !outcomes || !explanation
                            ? "model"
                            : wrong_argument(model, outcomes, table, row, appraisal, targets, actuals);
    cpf__figuring at = {.telling = {NULL, model, targets, actuals},
                        .appraisal = appraisal,
                        .outcomes = outcomes,
                        .number = cpf__figure_reckon};
    cpf__scope scope = {NULL, table, row, NULL};
    struct cpf_model then; /* the goals that the targets are from */
    cpf_status status;

    if (wrong)
        return cpf__bad_argument(model ? model->context : NULL, error,
                                 !model         ? "model"
                                 : !outcomes    ? "outcomes"
                                 : !explanation ? "explanation"
                                                : wrong);
    scope.table = cpf_tables_find(outcomes, table);
    if (!scope.table || !figures_of(table))
        return tell_no_table(model, table, error);
    if (cpf__model_as_of(model, targets ? targets->goals_as_of : CPF_NO_DAY, &then, &at.telling.model) != CPF_OK)
        return cpf__no_memory(error);
    status = explain_row(&at, &scope, figures_of(table), explanation, error);
    cpf__model_as_of_end(model, at.telling.model);
    return status;
}
