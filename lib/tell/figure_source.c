/* SPDX-License-Identifier: MIT */
/* Figures that other explanations tell: totals of the appraisal, values and targets of indicators, what bands paid. */
#include <string.h>

#include "figure_rows.h"

/* The unit and the period of a row; 0: it has none. `word` is the column of the period, or of the indicator. */
static int find_cell(cpf__figuring *at, const cpf__scope *scope, const char *period, int64_t length, cpf__cell_at *cell)
{
    char buffer[CPF__CELL_ROOM];
    const cpf_model *model = at->telling.model;

    cell->unit = cpf_model_find_unit(model, cpf__figure_text(at, scope, "unit", 4, buffer));
    cell->period = cpf_model_find_period(model, cpf__figure_text(at, scope, period, length, buffer));
    return cell->unit != CPF_NONE && cell->period != CPF_NONE;
}

static int find_indicator_cell(cpf__figuring *at, const cpf__scope *scope, const char *word, int64_t length,
                               cpf__cell_at *cell)
{
    char buffer[CPF__CELL_ROOM];

    cell->indicator = cpf_model_find_indicator(at->telling.model, cpf__figure_text(at, scope, word, length, buffer));
    return cell->indicator != CPF_NONE && find_cell(at, scope, "period", 6, cell);
}

static int tell_total(cpf__figuring *at, const cpf__scope *scope, const char *word, int64_t length)
{
    const cpf_appraisal *appraisal = at->appraisal;
    cpf__cell_at cell;
    int64_t subject;

    if (!appraisal || !at->telling.targets || !at->telling.actuals || !find_cell(at, scope, word, length, &cell) ||
        cell.period != appraisal->period)
        return 0;
    subject = cpf_appraisal_find(appraisal, cell.unit);
    if (subject < 0)
        return 0;
    cpf__tell_total(&at->telling, appraisal, subject);
    return 1;
}

static int tell_actual(cpf__figuring *at, const cpf__scope *scope, const char *word, int64_t length)
{
    cpf__cell_at cell;

    if (!at->telling.actuals || !find_indicator_cell(at, scope, word, length, &cell))
        return 0;
    cpf__tell_actual(&at->telling, CPF__STEP_ACTUAL, cell);
    return 1;
}

static int tell_target(cpf__figuring *at, const cpf__scope *scope, const char *word, int64_t length)
{
    cpf__cell_at cell;

    if (!at->telling.targets || !find_indicator_cell(at, scope, word, length, &cell))
        return 0;
    if (at->appraisal)
        cpf__tell_counted(&at->telling, at->appraisal, cell);
    else
        cpf__tell_target(&at->telling, cell);
    return 1;
}

static int tell_bands(cpf__figuring *at, const cpf__scope *scope, const char *word, int64_t length)
{
    (void)word, (void)length;
    return cpf__figure_bands(at, scope);
}

static int tell_ratings(cpf__figuring *at, const cpf__scope *scope, const char *word, int64_t length)
{
    (void)word, (void)length;
    return cpf__figure_ratings(at, scope);
}

static const struct source_row {
    const char *name;
    int (*tell)(cpf__figuring *at, const cpf__scope *scope, const char *word, int64_t length);
} sources[] = {{"total", tell_total},
               {"actual", tell_actual},
               {"target", tell_target},
               {"bands", tell_bands},
               {"score", tell_ratings}};
/* What was told counts only when it is what the row shows: facts may have moved on since. */
static int is_shown(const cpf__figuring *at, int64_t step, cpf__ratio shown, cpf__ratio *value)
{
    const cpf__step *told = &at->telling.to->steps.items[step];

    if (step >= at->telling.to->steps.count || !told->has_value)
        return 0;
    *value = cpf__ratio_of(told->value, told->decimals);
    return !shown.den || cpf__ratio_compare(*value, shown) == 0;
}

static const struct source_row *find_source(const char *term, int64_t length)
{
    int32_t i = 0;

    while (!cpf__is_word(term, length, sources[i].name))
        i++;
    return &sources[i];
}

int cpf__figure_source(cpf__figuring *at, const cpf__scope *scope, const char *term, int64_t length, cpf__ratio shown)
{
    int64_t name = (int64_t)strcspn(term, ":"), step = at->telling.to->steps.count, first = at->values.count;
    const char *word = name < length ? term + name + 1 : "";
    cpf__ratio value;

    if (find_source(term, name)->tell(at, scope, word, (int64_t)strlen(word))) {
        if (at->values.count > first) /* an exact one, of which the step shows a part */
            return 1;
        if (is_shown(at, step, shown, &value)) {
            cpf__figure_push(at, value);
            return 1;
        }
    }
    at->telling.to->steps.count = step;
    at->values.count = first;
    return 0;
}
