/* SPDX-License-Identifier: MIT */
#include "formula_parser.h"

#include <string.h>

void cpf__parser_fail(cpf__parser *parser, int32_t at, int32_t message, const char *first)
{
    cpf__place place = parser->place ? *parser->place : (cpf__place){0};

    if (parser->status != CPF_OK)
        return;
    place.column = (int64_t)at + 1;
    parser->status = cpf__find(parser->context, parser->error, &place, &cpf__terms_messages[message], first, "");
}

/* At most 24 bytes of what stands there, never half a character. */
static void found_text(const cpf__parser *parser, char *found)
{
    int32_t length = parser->token.end - parser->token.at;

    if (parser->token.kind == CPF__TOKEN_END) {
        strcpy(found, "(end)");
        return;
    }
    if (length > 24)
        length = 24;
    while (length > 0 && ((unsigned char)parser->text[parser->token.at + length] & 0xc0) == 0x80)
        length--;
    found[0] = '"';
    memcpy(found + 1, parser->text + parser->token.at, (size_t)length);
    strcpy(found + 1 + length, "\"");
}

void cpf__parser_fail_here(cpf__parser *parser, int32_t message, const char *first)
{
    cpf__place place = parser->place ? *parser->place : (cpf__place){0};
    char found[32];

    if (parser->status != CPF_OK)
        return;
    found_text(parser, found);
    place.column = (int64_t)parser->token.at + 1;
    parser->status =
        cpf__find(parser->context, parser->error, &place, &cpf__terms_messages[message], first ? first : found, found);
}

void cpf__parser_take(cpf__parser *parser)
{
    parser->token = cpf__lex(parser->text, parser->length, parser->token.end);
    if (parser->token.kind == CPF__TOKEN_WRONG)
        cpf__parser_fail(parser, parser->token.at, parser->token.message, "");
}

int cpf__parser_at(const cpf__parser *parser, const char *sign)
{
    return parser->status == CPF_OK && parser->token.kind == CPF__TOKEN_SIGN && strcmp(parser->token.sign, sign) == 0;
}

int cpf__parser_skip(cpf__parser *parser, const char *sign)
{
    if (!cpf__parser_at(parser, sign))
        return 0;
    cpf__parser_take(parser);
    return 1;
}

void cpf__parser_expect(cpf__parser *parser, const char *sign)
{
    if (!cpf__parser_skip(parser, sign))
        cpf__parser_fail_here(parser, CPF__TERMS_FORMULA_TOKEN, sign);
}

int32_t cpf__parser_node(cpf__parser *parser, int32_t kind, int32_t at, int32_t left, int32_t right)
{
    if (parser->status != CPF_OK)
        return CPF_NONE;
    if (parser->nodes.count >= CPF__FORMULA_NODES) {
        cpf__parser_fail(parser, at, CPF__TERMS_FORMULA_NODES, "");
        return CPF_NONE;
    }
    if (!cpf__vec_room(parser->context, &parser->nodes)) {
        parser->status = cpf__no_memory(parser->error);
        return CPF_NONE;
    }
    parser->nodes.items[parser->nodes.count] =
        (cpf__node){.kind = kind, .left = left, .right = right, .next = CPF_NONE, .at = at, .number = {0, 1}};
    return (int32_t)parser->nodes.count++;
}

int32_t cpf__parser_leaf(cpf__parser *parser, int32_t kind, const cpf__token *token, int32_t left, int32_t right)
{
    int32_t node = cpf__parser_node(parser, kind, token->at, left, right);
    cpf__node *made;

    if (node == CPF_NONE)
        return CPF_NONE;
    made = &parser->nodes.items[node];
    made->day = token->day;
    if (token->kind == CPF__TOKEN_NUMBER)
        made->number = token->number;
    if (token->kind != CPF__TOKEN_TEXT && token->kind != CPF__TOKEN_NAME)
        return node;
    made->text = cpf__strndup(parser->context, parser->text + token->begin, token->length);
    if (!made->text)
        parser->status = cpf__no_memory(parser->error);
    return node;
}

int cpf__parser_enter(cpf__parser *parser)
{
    if (++parser->depth > CPF__FORMULA_DEPTH)
        cpf__parser_fail(parser, parser->token.at, CPF__TERMS_FORMULA_DEEP, "");
    return parser->status == CPF_OK;
}

void cpf__parser_leave(cpf__parser *parser)
{
    parser->depth--;
}
