/* SPDX-License-Identifier: MIT */
/*
 * The one expression language: indicator formulas and row filters are parsed here; what the names mean is decided by
 * who reads the nodes.
 *
 *   expression := or            or := and { "or" and }
 *   and := not { "and" not }    not := [ "not" ] compare
 *   compare := sum [ ( = | != | <> | < | <= | > | >= ) sum
 *                  | [ "not" ] "in" ( period-name | "(" literal { "," literal } ")" ) ]
 *   sum := product { (+|-) product }
 *   product := unary { (*|/) unary }
 *   unary := [ - ] primary
 *   primary := number [ "%" | "days" | "months" ] | 'text' | "text" | date 2026-07-31
 *            | name | name "(" [ arguments ] ")" | "(" expression ")"
 *   arguments := expression { "," expression } [ "where" expression ]
 *   name := letters, digits, "_", "." (e.g. unit.opened), or `any text`
 */
#ifndef CPF_TERMS_FORMULA_H
#define CPF_TERMS_FORMULA_H

#include "decimal.h"
#include "error.h"

typedef enum cpf__node_kind {
    CPF__NODE_NUMBER = 0, /* number */
    CPF__NODE_TEXT,       /* text */
    CPF__NODE_DATE,       /* day */
    CPF__NODE_DAYS,       /* number days */
    CPF__NODE_MONTHS,     /* number months */
    CPF__NODE_NAME,       /* text */
    CPF__NODE_CALL,       /* text = function name; left = first argument; right = the where condition */
    CPF__NODE_NEGATE,     /* left */
    CPF__NODE_NOT,        /* left */
    CPF__NODE_ADD, CPF__NODE_SUB, CPF__NODE_MUL, CPF__NODE_DIV,
    CPF__NODE_AND, CPF__NODE_OR,
    CPF__NODE_EQ, CPF__NODE_NE, CPF__NODE_LT, CPF__NODE_LE, CPF__NODE_GT, CPF__NODE_GE,
    CPF__NODE_IN          /* left in right; right = a name, or the first literal of a list linked by `next` */
} cpf__node_kind;

typedef struct cpf__node {
    int32_t kind;
    int32_t left, right; /* node indexes, CPF_NONE */
    int32_t next;        /* next argument or list item, CPF_NONE */
    int32_t at;          /* byte position in the text */
    cpf_day day;
    cpf__ratio number;
    char *text; /* owned by the formula */
} cpf__node;

typedef struct cpf__formula {
    cpf_context *context;
    char *text;
    int32_t count, root;
    cpf__node *nodes; /* children precede their parents */
} cpf__formula;

/* Limits: 64 KiB of text, 4096 nodes, nesting 200. Syntax errors: CPF_E_SYNTAX with the place's column = position + 1
 * and what was expected. `place` may be NULL. */
cpf_status cpf__formula_parse(const cpf_context *context, const char *text, const cpf__place *place,
                              cpf__formula **formula, cpf_error **error);
void cpf__formula_free(cpf__formula *formula);

/* Replaces $name by the values of parameters; `names[i]`, `values[i]`. An unknown $name: CPF_E_PLAN. */
cpf_status cpf__formula_expand(const cpf_context *context, const char *text, int32_t n, const char *const *names,
                               const char *const *values, const cpf__place *place, cpf_text **expanded,
                               cpf_error **error);

#endif
