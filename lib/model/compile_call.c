/* SPDX-License-Identifier: MIT */
/* Functions that stand in any formula. */
#include <string.h>

#include "compile.h"

typedef struct plain_function {
    const char *name;
    int32_t code;
    int32_t least, most; /* arguments */
} plain_function;

enum { MANY = 64 };

static const plain_function plain_functions[] = {
    {"days", CPF__OP_DAYS, 0, 0},      {"working_days", CPF__OP_WORKING_DAYS, 0, 0},
    {"least", CPF__OP_LEAST, 2, MANY}, {"greatest", CPF__OP_GREATEST, 2, MANY},
    {"when", CPF__OP_WHEN, 2, 2},
};

int32_t cpf__argument_count(const cpf__compile *compile, int32_t node)
{
    int32_t count = 0;

    for (int32_t at = cpf__node_at(compile, node)->left; at != CPF_NONE; at = cpf__node_at(compile, at)->next)
        count++;
    return count;
}

static const plain_function *find_function(const char *name)
{
    for (size_t i = 0; i < sizeof plain_functions / sizeof plain_functions[0]; i++)
        if (strcmp(plain_functions[i].name, name) == 0)
            return &plain_functions[i];
    return NULL;
}

static cpf__type emit_when(cpf__compile *compile, const cpf__node *node)
{
    int good = cpf__emit_typed(compile, node->left, CPF__TYPE_TRUTH);

    good &= cpf__emit_typed(compile, cpf__node_at(compile, node->left)->next, CPF__TYPE_NUMBER);
    cpf__push(compile, CPF__OP_WHEN, 0, 0);
    return good ? CPF__TYPE_NUMBER : CPF__TYPE_WRONG;
}

static cpf__type emit_numbers(cpf__compile *compile, const cpf__node *node, int32_t code)
{
    int good = 1;

    if (node->left == CPF_NONE)
        cpf__push(compile, code, 0, 0);
    for (int32_t at = node->left; at != CPF_NONE; at = cpf__node_at(compile, at)->next) {
        good &= cpf__emit_typed(compile, at, CPF__TYPE_NUMBER);
        if (at != node->left)
            cpf__push(compile, code, 0, 0);
    }
    return good ? CPF__TYPE_NUMBER : CPF__TYPE_WRONG;
}

int cpf__emit_call(cpf__compile *compile, int32_t at, cpf__type *type)
{
    const cpf__node *node = cpf__node_at(compile, at);
    const plain_function *function = find_function(node->text);
    int32_t count = cpf__argument_count(compile, at);

    if (!function)
        return 0;
    if (count < function->least || count > function->most || node->right != CPF_NONE)
        *type = cpf__refuse(compile, at, CPF__MODEL(ARGUMENTS), node->text, (int)function->least, (int)function->most);
    else if (function->code == CPF__OP_WHEN)
        *type = emit_when(compile, node);
    else
        *type = emit_numbers(compile, node, function->code);
    return 1;
}
