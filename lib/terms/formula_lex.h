/* SPDX-License-Identifier: MIT */
/* Formula text to tokens. */
#ifndef CPF_TERMS_FORMULA_LEX_H
#define CPF_TERMS_FORMULA_LEX_H

#include "decimal.h"
#include "terms_messages.h"

typedef enum cpf__token_kind {
    CPF__TOKEN_END = 0,
    CPF__TOKEN_NUMBER,
    CPF__TOKEN_TEXT, /* begin, length: without the quotes */
    CPF__TOKEN_DATE,
    CPF__TOKEN_NAME, /* begin, length: without backquotes */
    CPF__TOKEN_SIGN, /* an operator, a bracket, a comma, "%", or a keyword */
    CPF__TOKEN_WRONG /* message says why */
} cpf__token_kind;

typedef struct cpf__token {
    int32_t kind;
    int32_t at;            /* position of its first byte */
    int32_t end;           /* position behind it */
    const char *sign;      /* static text of a sign */
    int32_t begin, length; /* of a text or name */
    cpf__ratio number;
    cpf_day day;
    int32_t message;
} cpf__token;

enum cpf__lex_limits { CPF__FORMULA_LENGTH = 64 * 1024 };

/* The token that begins at or behind `at`. */
cpf__token cpf__lex(const char *text, int32_t length, int32_t at);

/* Whether the byte may stand in a name; not the first one when it is a digit or a point. */
int cpf__lex_in_name(char byte);

#endif
