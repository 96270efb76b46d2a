/* SPDX-License-Identifier: MIT */
#include "formula_lex.h"

#include "day.h"

#include <string.h>

static const char *const signs[] = {"<>", "<=", "<", ">=", ">", "!=", "=", "+", "-", "*", "/", "%", "(", ")", ","};
static const char *const keywords[] = {"or", "and", "not", "in", "where"};

static int is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Bytes from 0x80 on belong to letters of other scripts: names may be Chinese. */
int cpf__lex_in_name(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || is_digit(byte) || byte == '_' ||
           byte == '.' || (unsigned char)byte >= 0x80;
}

static int32_t digits_from(const char *text, int32_t length, int32_t at)
{
    int32_t end = at;

    while (end < length && is_digit(text[end]))
        end++;
    return end - at;
}

static void wrong(cpf__token *token, int32_t message)
{
    token->kind = CPF__TOKEN_WRONG;
    token->message = message;
}

/* dddd-dd-dd: four, two, two digits are always a date. */
static int date_shaped(const char *text, int32_t length, int32_t at)
{
    return digits_from(text, length, at) == 4 && at + 10 <= length && text[at + 4] == '-' &&
           digits_from(text, length, at + 5) == 2 && text[at + 7] == '-' && digits_from(text, length, at + 8) == 2;
}

static void read_date(const char *text, cpf__token *token)
{
    token->kind = CPF__TOKEN_DATE;
    token->end = token->at + 10;
    if (cpf__day_parse(text + token->at, 10, &token->day) != CPF_OK)
        wrong(token, CPF__TERMS_FORMULA_DATE);
}

/* Digits, and a point with digits; what follows must not be a letter or another point. */
static void read_digits(const char *text, int32_t length, cpf__token *token)
{
    int32_t end = token->at + digits_from(text, length, token->at);

    if (end < length && text[end] == '.')
        end += 1 + digits_from(text, length, end + 1);
    token->kind = CPF__TOKEN_NUMBER;
    token->end = end;
    if (cpf__ratio_parse(text + token->at, end - token->at, &token->number) != CPF_OK ||
        (end < length && text[end] == '.'))
        wrong(token, CPF__TERMS_FORMULA_NUMBER);
}

static void read_quoted(const char *text, int32_t length, cpf__token *token)
{
    const char *close = memchr(text + token->at + 1, text[token->at], (size_t)(length - token->at - 1));

    token->kind = text[token->at] == '`' ? CPF__TOKEN_NAME : CPF__TOKEN_TEXT;
    token->begin = token->at + 1;
    if (!close || (token->kind == CPF__TOKEN_NAME && close == text + token->begin)) {
        wrong(token, CPF__TERMS_FORMULA_TEXT);
        return;
    }
    token->length = (int32_t)(close - text) - token->begin;
    token->end = (int32_t)(close - text) + 1;
}

static void read_word(const char *text, int32_t length, cpf__token *token)
{
    int32_t end = token->at;

    while (end < length && cpf__lex_in_name(text[end]))
        end++;
    token->kind = CPF__TOKEN_NAME;
    token->begin = token->at;
    token->length = end - token->at;
    token->end = end;
    for (size_t i = 0; i < sizeof keywords / sizeof keywords[0]; i++) {
        if (strlen(keywords[i]) == (size_t)token->length &&
            memcmp(keywords[i], text + token->at, (size_t)token->length) == 0) {
            token->kind = CPF__TOKEN_SIGN;
            token->sign = keywords[i];
        }
    }
}

static void read_sign(const char *text, int32_t length, cpf__token *token)
{
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        int32_t size = (int32_t)strlen(signs[i]);

        if (size <= length - token->at && memcmp(signs[i], text + token->at, (size_t)size) == 0) {
            token->kind = CPF__TOKEN_SIGN;
            token->sign = signs[i];
            token->end = token->at + size;
            return;
        }
    }
    wrong(token, CPF__TERMS_FORMULA_CHARACTER);
}

cpf__token cpf__lex(const char *text, int32_t length, int32_t at)
{
    cpf__token token = {.kind = CPF__TOKEN_END};
    char first;

    while (at < length && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r'))
        at++;
    token.at = token.end = at;
    if (at >= length)
        return token;
    first = text[at];
    if (date_shaped(text, length, at))
        read_date(text, &token);
    else if (is_digit(first) || (first == '.' && digits_from(text, length, at + 1) > 0))
        read_digits(text, length, &token);
    else if (first == '\'' || first == '"' || first == '`')
        read_quoted(text, length, &token);
    else if (first != '.' && cpf__lex_in_name(first))
        read_word(text, length, &token);
    else
        read_sign(text, length, &token);
    return token;
}
