/* SPDX-License-Identifier: MIT */
/* What a formula takes of one channel: a measure in a window, or a numeric attribute. */
#include <string.h>

#include "compile.h"

enum { MOST_TRAILING = 4000 };

static const char *const window_names[] = {"period", "year_before", "period_before", "ever", "before"};

_Static_assert(CPF__BEFORE == 4 && CPF__IN_PERIOD == 0, "window_names is in the order of cpf__window_kind");

static int trailing_window(cpf__compile *compile, int32_t at, cpf__operand *operand)
{
    const cpf__node *node = cpf__node_at(compile, at);
    const cpf__node *argument = node->left == CPF_NONE ? NULL : cpf__node_at(compile, node->left);

    if (cpf__argument_count(compile, at) != 1 || node->right != CPF_NONE || argument->kind != CPF__NODE_NUMBER ||
        argument->number.den != 1 || argument->number.num < 1 || argument->number.num > MOST_TRAILING) {
        (void)cpf__refuse(compile, at, CPF__MODEL(TRAILING), (int)MOST_TRAILING);
        return 0;
    }
    operand->window = CPF__TRAILING;
    operand->trailing = (int32_t)argument->number.num;
    return 1;
}

int cpf__compile_window(cpf__compile *compile, int32_t at, cpf__operand *operand)
{
    const cpf__node *node = cpf__node_at(compile, at);

    if (node->kind == CPF__NODE_CALL && strcmp(node->text, "trailing") == 0)
        return trailing_window(compile, at, operand);
    if (node->kind != CPF__NODE_NAME)
        return 0;
    for (int32_t i = 0; i <= CPF__BEFORE; i++) {
        if (strcmp(window_names[i], node->text) != 0)
            continue;
        operand->window = i;
        return 1;
    }
    return 0;
}

static const char *name_of_operand(const void *user, int32_t index)
{
    const cpf_model *model = user;

    return index < model->measure_count ? model->measures[index].code
                                        : model->attributes[index - model->measure_count].name;
}

static void refuse_name(cpf__compile *compile, int32_t at)
{
    const cpf_model *model = compile->build->model;
    const char *name = cpf__node_at(compile, at)->text;
    cpf__names names = {model, name_of_operand, model->measure_count + model->attribute_count};

    (void)cpf__refuse(compile, at, CPF__MODEL(UNKNOWN_NAME), name, cpf__nearest(compile->build, name, names));
}

static int numeric_attribute(cpf__compile *compile, int32_t at, const char *name, cpf__operand *operand)
{
    const cpf_model *model = compile->build->model;

    operand->attribute = cpf__model_find_attribute(model, name);
    if (operand->attribute == CPF_NONE) {
        refuse_name(compile, at);
        return 0;
    }
    /* Without a tree there are no columns yet; what is wrong with the tree is told. */
    if (model->tree && !model->attributes[operand->attribute].number) {
        (void)cpf__refuse(compile, at, CPF__MODEL(ATTRIBUTE_TEXT), name);
        return 0;
    }
    return 1;
}

static int is_date_measure(const cpf__measure *measure)
{
    return measure->kind == CPF__MEASURE_FIRST || measure->kind == CPF__MEASURE_LAST;
}

static int operand_of_name(cpf__compile *compile, int32_t at, cpf__operand *operand, cpf__type *type)
{
    static const char prefix[] = "unit.";
    const char *name = cpf__node_at(compile, at)->text;

    *type = CPF__TYPE_NUMBER;
    *operand = (cpf__operand){CPF_NONE, CPF_NONE, CPF__IN_PERIOD, 0};
    operand->measure = cpf__find_text(compile->build->measures, name);
    if (operand->measure != CPF_NONE) {
        if (is_date_measure(&compile->build->model->measures[operand->measure]))
            *type = CPF__TYPE_DAY;
        return 1;
    }
    if (strncmp(name, prefix, sizeof prefix - 1) == 0)
        name += sizeof prefix - 1;
    return numeric_attribute(compile, at, name, operand);
}

int cpf__compile_operand(cpf__compile *compile, int32_t at, cpf__operand *operand, cpf__type *type)
{
    const cpf__node *node = cpf__node_at(compile, at);

    if (node->kind != CPF__NODE_NAME && node->kind != CPF__NODE_CALL) {
        (void)cpf__refuse(compile, at, CPF__MODEL(MEASURE_WANTED));
        return 0;
    }
    if (!operand_of_name(compile, at, operand, type))
        return 0;
    if (node->kind == CPF__NODE_NAME)
        return 1;
    if (operand->measure != CPF_NONE && cpf__argument_count(compile, at) == 1 && node->right == CPF_NONE &&
        cpf__compile_window(compile, node->left, operand))
        return 1;
    if (!compile->refused)
        (void)cpf__refuse(compile, at, CPF__MODEL(WINDOW_WANTED), node->text);
    return 0;
}
