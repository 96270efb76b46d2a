/* SPDX-License-Identifier: MIT */
/* Formulas to programs: names become ids, types are settled, what remains is a postfix list of operations. */
#ifndef CPF_MODEL_COMPILE_H
#define CPF_MODEL_COMPILE_H

#include "build.h"
#include "formula.h"

typedef enum cpf__type {
    CPF__TYPE_WRONG = 0 /* told already */,
    CPF__TYPE_NUMBER,
    CPF__TYPE_DAY,
    CPF__TYPE_TRUTH
} cpf__type;

typedef CPF__VEC(cpf__op) cpf__ops;

/* A formula that is being compiled. What names and calls mean depends on what is compiled, hence `leaf`. */
typedef struct cpf__compile {
    cpf__build *build;
    const cpf__formula *formula;
    cpf__place place; /* of the formula's text */
    cpf__ops *ops;    /* where operations go now: of the formula, or of a condition in it */
    CPF__VEC(cpf__term) terms;
    CPF__VEC(cpf__operand) operands;
    cpf__type (*leaf)(struct cpf__compile *compile, int32_t node);
    /* `name` = `text`; NULL where there is nothing that has texts. */
    cpf__type (*text_equal)(struct cpf__compile *compile, int32_t name, int32_t text);
    int32_t is_target; /* a scorecard's target: target() and no aggregates */
    int32_t refused;
} cpf__compile;

static inline const cpf__node *cpf__node_at(const cpf__compile *compile, int32_t node)
{
    return &compile->formula->nodes[node];
}

/* The place of a node: the formula's, with the column. */
const cpf__place *cpf__node_place(cpf__compile *compile, int32_t node);
/* A finding at a node; the formula will not be used. Gives CPF__TYPE_WRONG. */
#define cpf__refuse(compile, node, ...)                                                                                \
    (cpf__tell((compile)->build, cpf__node_place((compile), (node)), __VA_ARGS__), (compile)->refused = 1,             \
     CPF__TYPE_WRONG)

void cpf__push(cpf__compile *compile, int32_t code, int32_t a, int32_t b);
void cpf__push_number(cpf__compile *compile, cpf__ratio number);

/* Appends the operations of the expression; its type. */
cpf__type cpf__emit(cpf__compile *compile, int32_t node);
/* The same for an argument that must have this type; whether it has. */
int cpf__emit_typed(cpf__compile *compile, int32_t node, cpf__type type);
/* Calls that stand anywhere: days(), working_days(), least, greatest, when. 0: it is another. */
int cpf__emit_call(cpf__compile *compile, int32_t node, cpf__type *type);
int32_t cpf__argument_count(const cpf__compile *compile, int32_t node);

/* A measure (perhaps in a window) or a numeric attribute; *type is CPF__TYPE_DAY for dates. 0: refused. */
int cpf__compile_operand(cpf__compile *compile, int32_t node, cpf__operand *operand, cpf__type *type);
/* Reads a window: a name, or trailing(n). 0: it is none (nothing told, unless it is a trailing() that is wrong). */
int cpf__compile_window(cpf__compile *compile, int32_t node, cpf__operand *operand);

/* A condition on one channel, `second` (may be CPF_NONE) holding too. */
void cpf__compile_condition(cpf__compile *compile, int32_t node, int32_t second, cpf__condition *condition);
/* An aggregate: sum, count, ... 0: there is no such function. */
int cpf__compile_term(cpf__compile *compile, int32_t node, cpf__type *type);

/* Compiles into the model's arena; 0 when it was refused. */
int cpf__compile_indicator(cpf__build *build, const char *text, const cpf__place *place, cpf__program *program);
int cpf__compile_target(cpf__build *build, const char *text, const cpf__place *place, cpf__program *program);

#endif
