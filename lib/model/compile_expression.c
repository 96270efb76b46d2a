/* SPDX-License-Identifier: MIT */
/* Arithmetic, comparisons and logic: the same in formulas, conditions and targets. */
#include <string.h>

#include "compile.h"

const cpf__place *cpf__node_place(cpf__compile *compile, int32_t node)
{
    compile->place.column = cpf__node_at(compile, node)->at + 1;
    return &compile->place;
}

static void push_op(cpf__compile *compile, cpf__op op)
{
    if (cpf__vec_room(compile->build->context, compile->ops))
        compile->ops->items[compile->ops->count++] = op;
    else
        cpf__build_fail(compile->build);
}

void cpf__push(cpf__compile *compile, int32_t code, int32_t a, int32_t b)
{
    push_op(compile, (cpf__op){code, a, b, 0, {0, 1}});
}

void cpf__push_number(cpf__compile *compile, cpf__ratio number)
{
    push_op(compile, (cpf__op){CPF__OP_NUMBER, 0, 0, 0, number});
}

static cpf__type refuse_type(cpf__compile *compile, int32_t node, cpf__type wanted)
{
    static const cpf__message *const messages[] = {[CPF__TYPE_WRONG] = CPF__MODEL(NUMBER_WANTED),
                                                   [CPF__TYPE_NUMBER] = CPF__MODEL(NUMBER_WANTED),
                                                   [CPF__TYPE_DAY] = CPF__MODEL(DATE_WANTED),
                                                   [CPF__TYPE_TRUTH] = CPF__MODEL(CONDITION_WANTED)};

    return cpf__refuse(compile, node, messages[wanted]);
}

int cpf__emit_typed(cpf__compile *compile, int32_t node, cpf__type type)
{
    cpf__type found = cpf__emit(compile, node);

    if (found == type)
        return 1;
    if (found != CPF__TYPE_WRONG)
        (void)refuse_type(compile, node, type);
    return 0;
}

static cpf__type emit_negated(cpf__compile *compile, const cpf__node *node, cpf__type type, int32_t code)
{
    if (!cpf__emit_typed(compile, node->left, type))
        return CPF__TYPE_WRONG;
    cpf__push(compile, code, 0, 0);
    return type;
}

static cpf__type emit_logic(cpf__compile *compile, const cpf__node *node)
{
    int both = cpf__emit_typed(compile, node->left, CPF__TYPE_TRUTH);

    both &= cpf__emit_typed(compile, node->right, CPF__TYPE_TRUTH);
    cpf__push(compile, node->kind == CPF__NODE_AND ? CPF__OP_AND : CPF__OP_OR, 0, 0);
    return both ? CPF__TYPE_TRUTH : CPF__TYPE_WRONG;
}

/* day + number and day - number are days, day - day is a number of days; else both are numbers. */
static cpf__type sum_type(int32_t kind, cpf__type left, cpf__type right)
{
    if (left == CPF__TYPE_NUMBER && right == CPF__TYPE_NUMBER)
        return CPF__TYPE_NUMBER;
    if (left == CPF__TYPE_DAY && right == CPF__TYPE_NUMBER && (kind == CPF__NODE_ADD || kind == CPF__NODE_SUB))
        return CPF__TYPE_DAY;
    if (left == CPF__TYPE_DAY && right == CPF__TYPE_DAY && kind == CPF__NODE_SUB)
        return CPF__TYPE_NUMBER;
    return CPF__TYPE_WRONG;
}

static cpf__type emit_arithmetic(cpf__compile *compile, int32_t at)
{
    const cpf__node *node = cpf__node_at(compile, at);
    cpf__type left = cpf__emit(compile, node->left), right = cpf__emit(compile, node->right);
    cpf__type type = sum_type(node->kind, left, right);

    if (left == CPF__TYPE_WRONG || right == CPF__TYPE_WRONG)
        return CPF__TYPE_WRONG;
    if (type == CPF__TYPE_WRONG)
        return cpf__refuse(compile, at, CPF__MODEL(TYPE_ARITHMETIC));
    cpf__push(compile, CPF__OP_ADD + (node->kind - CPF__NODE_ADD), 0, 0);
    return type;
}

static int is_text(const cpf__compile *compile, int32_t node)
{
    return node != CPF_NONE && cpf__node_at(compile, node)->kind == CPF__NODE_TEXT;
}

/* name = 'text' and name != 'text'. */
static cpf__type emit_text_comparison(cpf__compile *compile, int32_t at)
{
    const cpf__node *node = cpf__node_at(compile, at);
    int32_t text = is_text(compile, node->right) ? node->right : node->left;
    int32_t name = text == node->right ? node->left : node->right;
    cpf__type type;

    if (node->kind != CPF__NODE_EQ && node->kind != CPF__NODE_NE)
        return cpf__refuse(compile, at, CPF__MODEL(TEXT_ORDER));
    if (!compile->text_equal || cpf__node_at(compile, name)->kind != CPF__NODE_NAME)
        return cpf__refuse(compile, text, CPF__MODEL(TEXT_HERE));
    type = compile->text_equal(compile, name, text);
    if (type == CPF__TYPE_TRUTH && node->kind == CPF__NODE_NE)
        cpf__push(compile, CPF__OP_NOT, 0, 0);
    return type;
}

static cpf__type emit_comparison(cpf__compile *compile, int32_t at)
{
    const cpf__node *node = cpf__node_at(compile, at);
    cpf__type left, right;

    if (is_text(compile, node->left) || is_text(compile, node->right))
        return emit_text_comparison(compile, at);
    left = cpf__emit(compile, node->left);
    right = cpf__emit(compile, node->right);
    if (left == CPF__TYPE_WRONG || right == CPF__TYPE_WRONG)
        return CPF__TYPE_WRONG;
    if (left != right || left == CPF__TYPE_TRUTH)
        return cpf__refuse(compile, at, CPF__MODEL(TYPE_COMPARISON));
    cpf__push(compile, CPF__OP_EQ + (node->kind - CPF__NODE_EQ), 0, 0);
    return CPF__TYPE_TRUTH;
}

static cpf__type emit_in_period(cpf__compile *compile, int32_t at)
{
    const cpf__node *node = cpf__node_at(compile, at);

    if (strcmp(cpf__node_at(compile, node->right)->text, "period") != 0)
        return cpf__refuse(compile, node->right, CPF__MODEL(IN_PERIOD), cpf__node_at(compile, node->right)->text);
    if (!cpf__emit_typed(compile, node->left, CPF__TYPE_DAY))
        return CPF__TYPE_WRONG;
    cpf__push(compile, CPF__OP_IN_PERIOD, 0, 0);
    return CPF__TYPE_TRUTH;
}

static cpf__type emit_in_item(cpf__compile *compile, int32_t left, int32_t item)
{
    cpf__type type;

    if (is_text(compile, item)) {
        if (!compile->text_equal || cpf__node_at(compile, left)->kind != CPF__NODE_NAME)
            return cpf__refuse(compile, item, CPF__MODEL(TEXT_HERE));
        return compile->text_equal(compile, left, item);
    }
    type = cpf__emit(compile, left);
    if (type == CPF__TYPE_WRONG || !cpf__emit_typed(compile, item, type))
        return CPF__TYPE_WRONG;
    cpf__push(compile, CPF__OP_EQ, 0, 0);
    return CPF__TYPE_TRUTH;
}

/* x in (a, b, c) is x = a or x = b or x = c. */
static cpf__type emit_in(cpf__compile *compile, int32_t at)
{
    const cpf__node *node = cpf__node_at(compile, at);

    if (cpf__node_at(compile, node->right)->kind == CPF__NODE_NAME)
        return emit_in_period(compile, at);
    for (int32_t item = node->right; item != CPF_NONE; item = cpf__node_at(compile, item)->next) {
        if (emit_in_item(compile, node->left, item) == CPF__TYPE_WRONG)
            return CPF__TYPE_WRONG;
        if (item != node->right)
            cpf__push(compile, CPF__OP_OR, 0, 0);
    }
    return CPF__TYPE_TRUTH;
}

static cpf__type emit_literal(cpf__compile *compile, int32_t at)
{
    const cpf__node *node = cpf__node_at(compile, at);

    if (node->kind == CPF__NODE_TEXT)
        return cpf__refuse(compile, at, CPF__MODEL(TEXT_HERE));
    if (node->kind == CPF__NODE_MONTHS)
        return cpf__refuse(compile, at, CPF__MODEL(MONTHS_HERE));
    if (node->kind == CPF__NODE_DATE) {
        push_op(compile, (cpf__op){CPF__OP_NUMBER, CPF__NUMBER_IS_DAY, 0, 0, cpf__ratio_of(node->day, 0)});
        return CPF__TYPE_DAY;
    }
    cpf__push_number(compile, node->number);
    return CPF__TYPE_NUMBER;
}

cpf__type cpf__emit(cpf__compile *compile, int32_t at)
{
    const cpf__node *node = cpf__node_at(compile, at);

    if (node->kind <= CPF__NODE_MONTHS)
        return emit_literal(compile, at);
    if (node->kind == CPF__NODE_NAME || node->kind == CPF__NODE_CALL)
        return compile->leaf(compile, at);
    if (node->kind == CPF__NODE_NEGATE)
        return emit_negated(compile, node, CPF__TYPE_NUMBER, CPF__OP_NEGATE);
    if (node->kind == CPF__NODE_NOT)
        return emit_negated(compile, node, CPF__TYPE_TRUTH, CPF__OP_NOT);
    if (node->kind <= CPF__NODE_DIV)
        return emit_arithmetic(compile, at);
    if (node->kind == CPF__NODE_AND || node->kind == CPF__NODE_OR)
        return emit_logic(compile, node);
    return node->kind == CPF__NODE_IN ? emit_in(compile, at) : emit_comparison(compile, at);
}
