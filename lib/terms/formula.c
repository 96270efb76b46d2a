/* SPDX-License-Identifier: MIT */
/* Recursive descent, one function a line of the grammar in formula.h. */
#include "formula.h"

#include "context.h"
#include "formula_parser.h"

#include <string.h>

static int32_t parse_or(cpf__parser *parser);
static int32_t parse_unary(cpf__parser *parser);

/* Number of a unit word behind a number: the node's kind, or CPF_NONE. */
static int32_t unit_kind(const cpf__parser *parser)
{
    static const char *const words[] = {"day", "days", "month", "months"};
    const cpf__token *token = &parser->token;

    for (int32_t i = 0; token->kind == CPF__TOKEN_NAME && i < 4; i++) {
        if ((size_t)token->length == strlen(words[i]) &&
            memcmp(parser->text + token->begin, words[i], (size_t)token->length) == 0)
            return i < 2 ? CPF__NODE_DAYS : CPF__NODE_MONTHS;
    }
    return CPF_NONE;
}

static int32_t parse_number(cpf__parser *parser)
{
    cpf__token token = parser->token;
    int32_t kind = CPF__NODE_NUMBER;

    cpf__parser_take(parser);
    if (cpf__parser_skip(parser, "%")) {
        if (cpf__ratio_div(token.number, cpf__ratio_of(100, 0), &token.number) != CPF_OK)
            cpf__parser_fail(parser, token.at, CPF__TERMS_FORMULA_NUMBER, "");
    } else if (unit_kind(parser) != CPF_NONE) {
        kind = unit_kind(parser);
        if (token.number.den != 1)
            cpf__parser_fail(parser, token.at, CPF__TERMS_FORMULA_WHOLE, "");
        cpf__parser_take(parser);
    }
    return cpf__parser_leaf(parser, kind, &token, CPF_NONE, CPF_NONE);
}

static int32_t parse_plain(cpf__parser *parser, int32_t kind)
{
    cpf__token token = parser->token;

    cpf__parser_take(parser);
    return cpf__parser_leaf(parser, kind, &token, CPF_NONE, CPF_NONE);
}

/* Expressions between commas, linked by `next`; the first one's node. */
static int32_t parse_arguments(cpf__parser *parser)
{
    int32_t first = parse_or(parser), last = first;

    while (cpf__parser_skip(parser, ",")) {
        int32_t next = parse_or(parser);

        if (parser->status != CPF_OK)
            return CPF_NONE;
        parser->nodes.items[last].next = next;
        last = next;
    }
    return first;
}

static int32_t parse_name(cpf__parser *parser)
{
    cpf__token token = parser->token;
    int32_t left = CPF_NONE, right = CPF_NONE;

    cpf__parser_take(parser);
    if (!cpf__parser_skip(parser, "("))
        return cpf__parser_leaf(parser, CPF__NODE_NAME, &token, CPF_NONE, CPF_NONE);
    if (!cpf__parser_at(parser, ")")) {
        left = parse_arguments(parser);
        if (cpf__parser_skip(parser, "where"))
            right = parse_or(parser);
    }
    cpf__parser_expect(parser, ")");
    return cpf__parser_leaf(parser, CPF__NODE_CALL, &token, left, right);
}

static int32_t parse_group(cpf__parser *parser)
{
    int32_t node;

    if (!cpf__parser_skip(parser, "(")) {
        cpf__parser_fail_here(parser, CPF__TERMS_FORMULA_VALUE, NULL);
        return CPF_NONE;
    }
    node = parse_or(parser);
    cpf__parser_expect(parser, ")");
    return node;
}

static int32_t parse_primary(cpf__parser *parser)
{
    switch (parser->token.kind) {
    case CPF__TOKEN_NUMBER:
        return parse_number(parser);
    case CPF__TOKEN_TEXT:
        return parse_plain(parser, CPF__NODE_TEXT);
    case CPF__TOKEN_DATE:
        return parse_plain(parser, CPF__NODE_DATE);
    case CPF__TOKEN_NAME:
        return parse_name(parser);
    default:
        return parse_group(parser);
    }
}

static int32_t parse_unary(cpf__parser *parser)
{
    int32_t at = parser->token.at, node = CPF_NONE;

    if (cpf__parser_enter(parser)) {
        if (cpf__parser_skip(parser, "-"))
            node = cpf__parser_node(parser, CPF__NODE_NEGATE, at, parse_unary(parser), CPF_NONE);
        else
            node = parse_primary(parser);
    }
    cpf__parser_leave(parser);
    return node;
}

/* Operators of one level, from left to right. */
typedef struct level {
    const char *sign[2];
    int32_t kind[2];
    int32_t (*operand)(cpf__parser *parser);
} level;

static int32_t parse_level(cpf__parser *parser, const level *row)
{
    int32_t node = row->operand(parser);

    for (;;) {
        int32_t at = parser->token.at, which = 0;

        if (!cpf__parser_skip(parser, row->sign[0])) {
            which = 1;
            if (!row->sign[1] || !cpf__parser_skip(parser, row->sign[1]))
                return node;
        }
        node = cpf__parser_node(parser, row->kind[which], at, node, row->operand(parser));
    }
}

static int32_t parse_product(cpf__parser *parser)
{
    static const level row = {{"*", "/"}, {CPF__NODE_MUL, CPF__NODE_DIV}, parse_unary};

    return parse_level(parser, &row);
}

static int32_t parse_sum(cpf__parser *parser)
{
    static const level row = {{"+", "-"}, {CPF__NODE_ADD, CPF__NODE_SUB}, parse_product};

    return parse_level(parser, &row);
}

static int32_t parse_literal(cpf__parser *parser)
{
    int32_t at = parser->token.at;
    int minus = cpf__parser_skip(parser, "-");
    int32_t node = CPF_NONE;

    if (parser->token.kind == CPF__TOKEN_NUMBER)
        node = parse_number(parser);
    else if (!minus && parser->token.kind == CPF__TOKEN_TEXT)
        node = parse_plain(parser, CPF__NODE_TEXT);
    else if (!minus && parser->token.kind == CPF__TOKEN_DATE)
        node = parse_plain(parser, CPF__NODE_DATE);
    else
        cpf__parser_fail_here(parser, CPF__TERMS_FORMULA_LIST, NULL);
    if (node != CPF_NONE && minus) {
        parser->nodes.items[node].number.num = -parser->nodes.items[node].number.num;
        parser->nodes.items[node].at = at;
    }
    return node;
}

static int32_t parse_set(cpf__parser *parser)
{
    int32_t first, last;

    if (parser->token.kind == CPF__TOKEN_NAME)
        return parse_plain(parser, CPF__NODE_NAME);
    if (!cpf__parser_skip(parser, "(")) {
        cpf__parser_fail_here(parser, CPF__TERMS_FORMULA_LIST, NULL);
        return CPF_NONE;
    }
    first = last = parse_literal(parser);
    while (cpf__parser_skip(parser, ",")) {
        int32_t next = parse_literal(parser);

        if (next == CPF_NONE)
            return CPF_NONE;
        parser->nodes.items[last].next = next;
        last = next;
    }
    cpf__parser_expect(parser, ")");
    return first;
}

static int32_t parse_compare(cpf__parser *parser)
{
    static const struct {
        const char *sign;
        int32_t kind;
    } rows[] = {{"=", CPF__NODE_EQ},  {"!=", CPF__NODE_NE}, {"<>", CPF__NODE_NE}, {"<", CPF__NODE_LT},
                {"<=", CPF__NODE_LE}, {">", CPF__NODE_GT},  {">=", CPF__NODE_GE}};
    int32_t left = parse_sum(parser), at = parser->token.at;
    int negated;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (cpf__parser_skip(parser, rows[i].sign))
            return cpf__parser_node(parser, rows[i].kind, at, left, parse_sum(parser));
    }
    negated = cpf__parser_skip(parser, "not");
    if (negated && !cpf__parser_at(parser, "in"))
        cpf__parser_expect(parser, "in");
    if (cpf__parser_skip(parser, "in"))
        left = cpf__parser_node(parser, CPF__NODE_IN, at, left, parse_set(parser));
    return negated ? cpf__parser_node(parser, CPF__NODE_NOT, at, left, CPF_NONE) : left;
}

static int32_t parse_not(cpf__parser *parser)
{
    int32_t at = parser->token.at, node = CPF_NONE;

    if (!cpf__parser_skip(parser, "not"))
        return parse_compare(parser);
    if (cpf__parser_enter(parser))
        node = cpf__parser_node(parser, CPF__NODE_NOT, at, parse_not(parser), CPF_NONE);
    cpf__parser_leave(parser);
    return node;
}

static int32_t parse_and(cpf__parser *parser)
{
    static const level row = {{"and", NULL}, {CPF__NODE_AND, CPF__NODE_AND}, parse_not};

    return parse_level(parser, &row);
}

static int32_t parse_or(cpf__parser *parser)
{
    static const level row = {{"or", NULL}, {CPF__NODE_OR, CPF__NODE_OR}, parse_and};

    return parse_level(parser, &row);
}

static cpf__formula *finished(cpf__parser *parser, int32_t root)
{
    cpf__formula *formula = cpf__alloc(parser->context, 1, sizeof *formula);

    if (!formula)
        return NULL;
    formula->text = cpf__strndup(parser->context, parser->text, parser->length);
    if (!formula->text) {
        cpf__free(parser->context, formula);
        return NULL;
    }
    formula->context = cpf__context_retain(parser->context);
    formula->root = root;
    formula->count = (int32_t)parser->nodes.count;
    formula->nodes = parser->nodes.items;
    return formula;
}

static void free_nodes(const cpf_context *context, cpf__node *nodes, int64_t count)
{
    for (int64_t i = 0; i < count; i++)
        cpf__free(context, nodes[i].text);
    cpf__free(context, nodes);
}

void cpf__formula_free(cpf__formula *formula)
{
    cpf_context *context;

    if (!formula)
        return;
    context = formula->context;
    free_nodes(context, formula->nodes, formula->count);
    cpf__free(context, formula->text);
    cpf__free(context, formula);
    cpf_context_free(context);
}

cpf_status cpf__formula_parse(const cpf_context *context, const char *text, const cpf__place *place,
                              cpf__formula **formula, cpf_error **error)
{
    cpf__parser parser = {.context = context, .place = place, .error = error, .text = text};
    cpf__formula *made = NULL;
    size_t length = strlen(text);
    int32_t root = CPF_NONE;

    if (length > CPF__FORMULA_LENGTH) {
        cpf__parser_fail(&parser, 0, CPF__TERMS_FORMULA_LONG, "");
        return parser.status;
    }
    parser.length = (int32_t)length;
    cpf__parser_take(&parser);
    if (parser.status == CPF_OK)
        root = parse_or(&parser);
    if (parser.status == CPF_OK && parser.token.kind != CPF__TOKEN_END)
        cpf__parser_fail_here(&parser, CPF__TERMS_FORMULA_END, NULL);
    if (parser.status == CPF_OK)
        made = finished(&parser, root);
    if (made) {
        *formula = made;
        return CPF_OK;
    }
    free_nodes(context, parser.nodes.items, parser.nodes.count);
    return parser.status == CPF_OK ? cpf__no_memory(error) : parser.status;
}
