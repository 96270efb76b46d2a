/* SPDX-License-Identifier: MIT */
/* What the files of the parser share: where it is, and the nodes made so far. */
#ifndef CPF_TERMS_FORMULA_PARSER_H
#define CPF_TERMS_FORMULA_PARSER_H

#include "formula.h"
#include "formula_lex.h"
#include "vec.h"

enum cpf__formula_limits { CPF__FORMULA_NODES = 4096, CPF__FORMULA_DEPTH = 200 };

typedef struct cpf__parser {
    const cpf_context *context;
    const cpf__place *place;
    cpf_error **error;
    const char *text;
    int32_t length;
    int32_t depth;
    cpf__token token;  /* the next one, not yet taken */
    cpf_status status; /* once it is not CPF_OK, nothing is done any more */
    CPF__VEC(cpf__node) nodes;
} cpf__parser;

void cpf__parser_take(cpf__parser *parser); /* on to the next token */
int cpf__parser_at(const cpf__parser *parser, const char *sign);
int cpf__parser_skip(cpf__parser *parser, const char *sign); /* takes the sign if it is there */
void cpf__parser_expect(cpf__parser *parser, const char *sign);

/* A finding at a place of the text; `first` and `found` are the arguments of the message. */
void cpf__parser_fail(cpf__parser *parser, int32_t at, int32_t message, const char *first);
void cpf__parser_fail_here(cpf__parser *parser, int32_t message, const char *first); /* tells what was found, too */

/* A new node, CPF_NONE after a failure. */
int32_t cpf__parser_node(cpf__parser *parser, int32_t kind, int32_t at, int32_t left, int32_t right);
/* A new node with what the token holds: number, day, or a copy of its text. Does not take the token. */
int32_t cpf__parser_leaf(cpf__parser *parser, int32_t kind, const cpf__token *token, int32_t left, int32_t right);

/* One level of nesting more; 0 after a failure, or when it is one too many. Undone by leave, in either case. */
int cpf__parser_enter(cpf__parser *parser);
void cpf__parser_leave(cpf__parser *parser);

#endif
