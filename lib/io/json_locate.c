/* SPDX-License-Identifier: MIT */
#include "json_locate.h"

#include <string.h>

#include "context.h"
#include "json_unescape.h"
#include "mem.h"
#include "vec.h"

typedef struct scanner {
    cpf__json *json;
    char *at, *end;
    char *line_start; /* moved along by the bytes that do not begin a character, so that columns count characters */
    int32_t line, depth;
    int32_t open[CPF__JSON_DEPTH];
} scanner;

static int32_t add_node(scanner *scan, cpf__json_kind kind)
{
    cpf__json *json = scan->json;
    int32_t id = (int32_t)json->count, parent = scan->depth ? scan->open[scan->depth - 1] : CPF_NONE;
    cpf__json_node *node;

    if (id == CPF__JSON_VALUES || !cpf__vec_room(json->context, json))
        return CPF_NONE;
    node = &json->items[json->count++];
    node->begin = (uint32_t)(scan->at - json->text);
    node->line = scan->line;
    node->column = (int32_t)(scan->at - scan->line_start) + 1;
    node->parent = parent;
    node->position = parent == CPF_NONE ? 0 : json->items[parent].count++;
    node->after = id + 1;
    node->count = 0;
    node->kind = (int32_t)kind;
    return id;
}

static cpf_status refusal(const scanner *scan)
{
    return scan->json->count == CPF__JSON_VALUES ? CPF_E_RANGE : CPF_E_MEMORY;
}

static cpf_status scan_open(scanner *scan)
{
    int32_t node;

    if (scan->depth == CPF__JSON_DEPTH)
        return CPF_E_RANGE;
    node = add_node(scan, *scan->at == '{' ? CPF__JSON_OBJECT : CPF__JSON_LIST);
    if (node == CPF_NONE)
        return refusal(scan);
    scan->open[scan->depth++] = node;
    scan->at++;
    return CPF_OK;
}

static cpf_status scan_close(scanner *scan)
{
    scan->json->items[scan->open[--scan->depth]].after = (int32_t)scan->json->count;
    scan->at++;
    return CPF_OK;
}

static cpf_status scan_text(scanner *scan)
{
    char *from;

    if (add_node(scan, CPF__JSON_TEXT) == CPF_NONE)
        return refusal(scan);
    from = ++scan->at;
    scan->json->items[scan->json->count - 1].begin++;
    for (; *scan->at != '"'; scan->at += *scan->at == '\\' ? 2 : 1)
        scan->line_start += ((unsigned char)*scan->at & 0xC0) == 0x80;
    cpf__json_unescape(from, scan->at - from);
    scan->at++;
    return CPF_OK;
}

static cpf_status scan_word(scanner *scan)
{
    static const char firsts[] = "tfn";
    static const cpf__json_kind kinds[] = {CPF__JSON_TRUE, CPF__JSON_FALSE, CPF__JSON_NULL};
    const char *first = strchr(firsts, *scan->at);

    if (add_node(scan, first ? kinds[first - firsts] : CPF__JSON_NUMBER) == CPF_NONE)
        return refusal(scan);
    while (scan->at < scan->end && !strchr(" \t\r\n,]}", *scan->at))
        scan->at++;
    return CPF_OK;
}

static cpf_status scan_gap(scanner *scan)
{
    if (*scan->at++ == '\n') {
        scan->line++;
        scan->line_start = scan->at;
    }
    return CPF_OK;
}

static cpf_status scan_next(scanner *scan)
{
    static const struct {
        const char *firsts;
        cpf_status (*scan)(scanner *scan);
    } rows[] = {{" \t\r\n,:", scan_gap}, {"\"", scan_text}, {"{[", scan_open}, {"}]", scan_close}};

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (strchr(rows[i].firsts, *scan->at))
            return rows[i].scan(scan);
    }
    return scan_word(scan);
}

/* Ends the text behind the number. Not by strspn(), for which checking libraries measure all that follows each time. */
static void cut_number(char *number)
{
    while (*number && strchr("+-.0123456789eE", *number))
        number++;
    *number = '\0';
}

/* Only now, since what stands behind a number had to be read first. */
static void close_numbers(cpf__json *json)
{
    for (int64_t i = 0; i < json->count; i++) {
        char *number = json->text + json->items[i].begin;

        if (json->items[i].kind == CPF__JSON_NUMBER)
            cut_number(number);
    }
}

static cpf__json *make_index(const cpf_context *context, const char *text, int64_t length)
{
    cpf__json *json = cpf__alloc(context, 1, sizeof *json);

    if (!json)
        return NULL;
    json->context = cpf__context_retain(context);
    json->text = cpf__strndup(context, text, length);
    if (json->text)
        return json;
    cpf__json_free(json);
    return NULL;
}

cpf_status cpf__json_index(const cpf_context *context, const char *text, int64_t length, cpf__json **json,
                           int64_t *line)
{
    cpf_status status = CPF_OK;
    scanner scan = {0};

    scan.json = make_index(context, text, length);
    if (!scan.json)
        return CPF_E_MEMORY;
    scan.at = scan.line_start = scan.json->text;
    scan.end = scan.at + length;
    scan.line = 1;
    while (scan.at < scan.end && status == CPF_OK)
        status = scan_next(&scan);
    *line = scan.line;
    if (status != CPF_OK) {
        cpf__json_free(scan.json);
        return status;
    }
    close_numbers(scan.json);
    *json = scan.json;
    return CPF_OK;
}

void cpf__json_free(cpf__json *json)
{
    cpf_context *context;

    if (!json)
        return;
    context = json->context;
    cpf__free(context, json->text);
    cpf__free(context, json->items);
    cpf__free(context, json);
    cpf_context_free(context);
}
