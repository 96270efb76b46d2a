/* SPDX-License-Identifier: MIT */
/* Whole formulas: of indicators, and of the targets of scorecards. */
#include <string.h>

#include "compile.h"

static const char *const function_names[] = {"sum",          "count", "min",      "max",      "mean",
                                             "median",       "gini",  "top",      "distinct", "days",
                                             "working_days", "least", "greatest", "when",     "target"};

enum { FUNCTION_NAMES = sizeof function_names / sizeof function_names[0] };

static cpf__type target_call(cpf__compile *compile, int32_t at)
{
    const cpf__node *node = cpf__node_at(compile, at);
    cpf_id indicator;

    if (!compile->is_target)
        return cpf__refuse(compile, at, CPF__MODEL(TARGET_HERE));
    if (cpf__argument_count(compile, at) != 1 || node->right != CPF_NONE ||
        cpf__node_at(compile, node->left)->kind != CPF__NODE_NAME)
        return cpf__refuse(compile, at, CPF__MODEL(ARGUMENTS), "target", 1, 1);
    indicator = cpf__need_indicator(compile->build, cpf__node_place(compile, node->left),
                                    cpf__node_at(compile, node->left)->text);
    if (indicator == CPF_NONE) {
        compile->refused = 1;
        return CPF__TYPE_WRONG;
    }
    cpf__push(compile, CPF__OP_TARGET, indicator, 0);
    return CPF__TYPE_NUMBER;
}

static cpf__type formula_leaf(cpf__compile *compile, int32_t at)
{
    const cpf__node *node = cpf__node_at(compile, at);
    cpf__type type;

    if (node->kind == CPF__NODE_NAME)
        return cpf__refuse(compile, at, CPF__MODEL(NAME_BARE), node->text);
    if (cpf__emit_call(compile, at, &type))
        return type;
    if (strcmp(node->text, "target") == 0)
        return target_call(compile, at);
    if (compile->is_target && cpf__agg_find(node->text) != CPF_NONE)
        return cpf__refuse(compile, at, CPF__MODEL(TERM_IN_TARGET), node->text);
    if (cpf__compile_term(compile, at, &type))
        return type;
    return cpf__refuse(compile, at, CPF__MODEL(UNKNOWN_FUNCTION), node->text,
                       cpf__nearest(compile->build, node->text, cpf__text_names(function_names, FUNCTION_NAMES)));
}

/* Sums and counts of units, added and subtracted: what a parent has is what its children have together. */
static int is_additive(const cpf__program *program)
{
    for (int32_t i = 0; i < program->op_count; i++) {
        int32_t code = program->ops[i].code;

        if (code != CPF__OP_TERM && code != CPF__OP_NEGATE && code != CPF__OP_ADD && code != CPF__OP_SUB)
            return 0;
    }
    for (int32_t i = 0; i < program->term_count; i++) {
        const cpf__term *term = &program->terms[i];

        if ((term->agg != CPF__AGG_SUM && term->agg != CPF__AGG_COUNT) || term->level != CPF_NONE)
            return 0;
    }
    return 1;
}

static void finish_program(cpf__compile *compile, const cpf__ops *ops, cpf__program *program)
{
    cpf__arena *arena = compile->build->model->arena;

    program->ops = cpf__arena_copy(arena, ops->items, ops->count, sizeof *ops->items);
    program->terms = cpf__arena_copy(arena, compile->terms.items, compile->terms.count, sizeof *compile->terms.items);
    program->operands =
        cpf__arena_copy(arena, compile->operands.items, compile->operands.count, sizeof *compile->operands.items);
    if (cpf__arena_failed(arena))
        return;
    program->op_count = (int32_t)ops->count;
    program->term_count = (int32_t)compile->terms.count;
    program->operand_count = (int32_t)compile->operands.count;
    program->additive = is_additive(program);
}

static int compile_formula(cpf__build *build, const char *text, const cpf__place *place, int is_target,
                           cpf__program *program)
{
    cpf__formula *formula = NULL;
    cpf__ops ops = {NULL, 0, 0};
    cpf__compile compile = {0};
    cpf_status status = cpf__formula_parse(build->context, text, place, &formula, &build->findings);

    if (status == CPF_E_MEMORY)
        cpf__build_fail(build);
    if (status != CPF_OK)
        return 0;
    compile.build = build;
    compile.formula = formula;
    compile.place = *place;
    compile.ops = &ops;
    compile.leaf = formula_leaf;
    compile.is_target = is_target;
    (void)cpf__emit_typed(&compile, formula->root, CPF__TYPE_NUMBER);
    if (!compile.refused && !build->failed)
        finish_program(&compile, &ops, program);
    cpf__vec_free(build->context, &ops);
    cpf__vec_free(build->context, &compile.terms);
    cpf__vec_free(build->context, &compile.operands);
    cpf__formula_free(formula);
    return !compile.refused && !build->failed;
}

int cpf__compile_indicator(cpf__build *build, const char *text, const cpf__place *place, cpf__program *program)
{
    return compile_formula(build, text, place, 0, program);
}

int cpf__compile_target(cpf__build *build, const char *text, const cpf__place *place, cpf__program *program)
{
    return compile_formula(build, text, place, 1, program);
}
