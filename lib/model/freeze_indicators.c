/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "builtin.h"
#include "compile.h"
#include "decimal.h"
#include "steps.h"

enum { RATE_DECIMALS = 4 };

static const char *name_of_builtin(const void *user, int32_t index)
{
    (void)user;
    return cpf__builtins[index].entry.name;
}

static const char *name_of_param(const void *user, int32_t index)
{
    return ((const cpf_entry *)user)->params[index].name;
}

/* The value that the plan gives a parameter, the last that it says; NULL when none. */
static const char *setting_value(const cpf__indicator_draft *draft, const char *name)
{
    for (int64_t i = draft->settings.count; i-- > 0;)
        if (strcmp(draft->settings.items[i].name, name) == 0)
            return draft->settings.items[i].value;
    return NULL;
}

static int below(const char *text, const char *bound, int sign)
{
    cpf__ratio value, limit;

    if (!bound || cpf__ratio_parse(bound, (int64_t)strlen(bound), &limit) != CPF_OK)
        return 0;
    return cpf__ratio_parse(text, (int64_t)strlen(text), &value) != CPF_OK ||
           sign * cpf__ratio_compare(value, limit) < 0;
}

static void check_parameter(cpf__build *build, const cpf_param *param, const char *value)
{
    if (below(value, param->minimum, 1) || below(value, param->maximum, -1))
        cpf__tell(build, cpf__member(build, ".with.%s", param->name), CPF__MODEL(PARAMETER_RANGE), value, param->name,
                  param->minimum ? param->minimum : "", param->maximum ? param->maximum : "");
}

static int check_settings(cpf__build *build, const cpf__indicator_draft *draft, const cpf_entry *entry)
{
    cpf__names names = {entry, name_of_param, entry->param_count};
    int good = 1;

    for (int64_t i = 0; i < draft->settings.count; i++) {
        const char *name = draft->settings.items[i].name;
        int32_t known = 0;

        while (known < entry->param_count && strcmp(entry->params[known].name, name) != 0)
            known++;
        if (known < entry->param_count)
            continue;
        cpf__tell(build, cpf__member(build, ".with.%s", name), CPF__MODEL(UNKNOWN_PARAMETER), name,
                  cpf__nearest(build, name, names));
        good = 0;
    }
    return good;
}

static int expand_formula(cpf__build *build, const char *text, int32_t count, const char *const *names,
                          const char *const *values, char **formula)
{
    cpf_text *expanded = NULL;
    cpf_status status = cpf__formula_expand(build->context, text, count, names, values, cpf__member(build, ".formula"),
                                            &expanded, &build->findings);

    if (status == CPF_E_MEMORY)
        cpf__build_fail(build);
    if (status == CPF_OK)
        *formula = cpf__arena_text(build->model->arena, cpf_text_data(expanded));
    cpf_text_free(expanded);
    return status == CPF_OK;
}

/* The formula of the built-in row with the plan's parameters put in. */
static int expand_builtin(cpf__build *build, const cpf__indicator_draft *draft, const cpf_entry *entry, char **formula)
{
    cpf__arena *arena = build->model->arena;
    const char **names = cpf__arena_take(arena, entry->param_count, sizeof *names);
    const char **values = cpf__arena_take(arena, entry->param_count, sizeof *values);
    int good = check_settings(build, draft, entry);

    if (!names || !values)
        return 0;
    for (int32_t i = 0; i < entry->param_count; i++) {
        const char *given = setting_value(draft, entry->params[i].name);

        names[i] = entry->params[i].name;
        values[i] = given ? given : entry->params[i].fallback;
        if (values[i]) {
            check_parameter(build, &entry->params[i], values[i]);
            continue;
        }
        cpf__tell(build, cpf__member(build, ".with.%s", names[i]), CPF__MODEL(PARAMETER_MISSING), names[i]);
        good = 0;
    }
    return good && expand_formula(build, entry->formula, entry->param_count, names, values, formula);
}

static int expand_own(cpf__build *build, const cpf__indicator_draft *draft, char **formula)
{
    cpf__arena *arena = build->model->arena;
    int32_t count = (int32_t)draft->settings.count;
    const char **names = cpf__arena_take(arena, count, sizeof *names);
    const char **values = cpf__arena_take(arena, count, sizeof *values);

    if (!names || !values)
        return 0;
    for (int32_t i = 0; i < count; i++) {
        names[i] = draft->settings.items[i].name;
        values[i] = draft->settings.items[i].value;
    }
    return expand_formula(build, draft->row.formula, count, names, values, formula);
}

/* What the built-in row says where the plan says nothing. */
static void take_builtin(const cpf__builtin *builtin, struct cpf_indicator *row, const char **direction)
{
    if (row->decimals == CPF_NONE)
        row->decimals = builtin->decimals;
    if (!*direction)
        *direction = builtin->direction;
}

static const cpf__measure *first_measure(const cpf_model *model, const cpf__program *program)
{
    for (int32_t i = 0; i < program->term_count; i++)
        if (program->terms[i].operand.measure != CPF_NONE)
            return &model->measures[program->terms[i].operand.measure];
    return NULL;
}

/* Sums have the decimals of what is summed, rates four. */
static int32_t usual_decimals(const cpf_model *model, const cpf__program *program)
{
    int32_t decimals = 0;

    if (!program->additive)
        return RATE_DECIMALS;
    for (int32_t i = 0; i < program->term_count; i++) {
        const cpf__operand *operand = &program->terms[i].operand;
        int32_t own = 0;

        if (operand->measure != CPF_NONE)
            own = model->measures[operand->measure].decimals;
        else if (operand->attribute != CPF_NONE)
            own = model->attributes[operand->attribute].decimals;
        decimals = own > decimals ? own : decimals;
    }
    return decimals;
}

static const char *usual_unit(const cpf_model *model, const cpf__builtin *builtin, const cpf__program *program)
{
    const cpf__measure *measure = first_measure(model, program);

    if (builtin && *builtin->unit)
        return builtin->unit;
    return builtin && measure ? measure->unit : "";
}

static void compile_own_formula(cpf__build *build, struct cpf_indicator *row, const char *member)
{
    row->additive = 0;
    if (cpf__compile_indicator(build, row->formula, cpf__member(build, "%s", member), &row->program))
        row->additive = row->program.additive;
}

static void take_indicator(cpf__build *build, const cpf__indicator_draft *draft, struct cpf_indicator *row)
{
    const cpf__names all = {NULL, name_of_builtin, cpf__builtin_count};
    const cpf__names ways = cpf__text_names(cpf__direction_names, CPF__DIRECTIONS);
    cpf_model *model = build->model;
    const cpf__builtin *builtin = NULL;
    const char *direction = draft->direction;
    int32_t which = CPF_NONE;
    int expanded = 0;

    if (draft->is_builtin)
        which = cpf__choose(build, cpf__member(build, ".builtin"), draft->row.builtin, all, CPF_NONE);
    if (which != CPF_NONE) {
        builtin = &cpf__builtins[which];
        take_builtin(builtin, row, &direction);
        expanded = expand_builtin(build, draft, &builtin->entry, &row->formula);
    } else if (!draft->is_builtin) {
        expanded = expand_own(build, draft, &row->formula);
    }
    if (expanded)
        compile_own_formula(build, row, draft->is_builtin ? ".builtin" : ".formula");
    if (!*row->unit)
        row->unit = cpf__arena_text(model->arena, usual_unit(model, builtin, &row->program));
    if (row->decimals == CPF_NONE)
        row->decimals = usual_decimals(model, &row->program);
    row->direction = cpf__choose(build, cpf__member(build, ".direction"), direction, ways, CPF_NONE);
    if (direction && row->direction == CPF_NONE)
        row->direction = CPF__MORE; /* told; not missing */
}

static void copy_texts(cpf__arena *arena, const cpf__indicator_draft *draft, struct cpf_indicator *row)
{
    row->code = cpf__arena_text(arena, draft->row.code);
    row->name = cpf__arena_text(arena, *draft->row.name ? draft->row.name : draft->row.code);
    row->unit = cpf__arena_text(arena, draft->row.unit);
    row->owner = cpf__arena_text(arena, draft->row.owner);
    row->data_source = cpf__arena_text(arena, draft->row.data_source);
    row->builtin = cpf__arena_text(arena, draft->row.builtin);
    row->formula = cpf__arena_text(arena, draft->row.formula);
    row->decimals = draft->row.decimals;
}

void cpf__freeze_indicators(cpf__build *build)
{
    const cpf_plan *plan = build->plan;
    cpf_model *model = build->model;

    build->indicators = cpf__map_new(build->context);
    model->indicators = cpf__arena_take(model->arena, plan->indicators.count, sizeof *model->indicators);
    if (!build->indicators || !model->indicators) {
        cpf__build_fail(build);
        return;
    }
    for (int64_t i = 0; i < plan->indicators.count; i++) {
        const cpf__indicator_draft *draft = plan->indicators.items[i];
        struct cpf_indicator *row = &model->indicators[model->indicator_count];

        cpf__at(build, &draft->spot, "indicators", i);
        cpf__about(build, "indicator %s", draft->row.code);
        if (!cpf__register(build, build->indicators, draft->row.code))
            continue;
        row->id = model->indicator_count++;
        copy_texts(model->arena, draft, row);
        take_indicator(build, draft, row);
    }
}
