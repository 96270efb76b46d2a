/* SPDX-License-Identifier: MIT */
/* Ways through the index of a JSON document. */
#include <string.h>

#include "json_locate.h"
#include "text.h"

const char *cpf__json_text(const cpf__json *json, int32_t node)
{
    int32_t kind = json->items[node].kind;

    return kind == CPF__JSON_TEXT || kind == CPF__JSON_NUMBER ? json->text + json->items[node].begin : "";
}

int32_t cpf__json_child(const cpf__json *json, int32_t node)
{
    return json->items[node].count ? node + 1 : CPF_NONE;
}

int32_t cpf__json_sibling(const cpf__json *json, int32_t node)
{
    int32_t parent = json->items[node].parent, next;

    if (parent == CPF_NONE)
        return CPF_NONE;
    next = json->items[parent].kind == CPF__JSON_OBJECT ? json->items[node + 1].after : json->items[node].after;
    return next < json->items[parent].after ? next : CPF_NONE;
}

int32_t cpf__json_member(const cpf__json *json, int32_t node, const char *name)
{
    if (json->items[node].kind != CPF__JSON_OBJECT)
        return CPF_NONE;
    for (int32_t child = cpf__json_child(json, node); child != CPF_NONE; child = cpf__json_sibling(json, child)) {
        if (!strcmp(cpf__json_text(json, child), name))
            return child + 1;
    }
    return CPF_NONE;
}

static int is_name(const cpf__json *json, int32_t node)
{
    int32_t parent = json->items[node].parent;

    return parent != CPF_NONE && json->items[parent].kind == CPF__JSON_OBJECT && json->items[node].position % 2 == 0;
}

static void add_path_part(const cpf__json *json, int32_t node, cpf_text *path)
{
    if (json->items[json->items[node].parent].kind == CPF__JSON_OBJECT) {
        cpf__text_add(path, cpf_text_length(path) ? "." : "");
        cpf__text_add(path, cpf__json_text(json, node - 1));
        return;
    }
    cpf__text_add(path, "[");
    cpf__text_add_int(path, json->items[node].position);
    cpf__text_add(path, "]");
}

void cpf__json_path(const cpf__json *json, int32_t node, cpf_text *path)
{
    int32_t steps[CPF__JSON_DEPTH + 1], count = 0;

    if (is_name(json, node))
        node++;
    for (; node > 0; node = json->items[node].parent)
        steps[count++] = node;
    while (count--)
        add_path_part(json, steps[count], path);
}

/* Length of the name that `path` begins with, when a step ends behind it; else 0. */
static size_t name_at(const char *name, const char *path)
{
    size_t length = strlen(name);

    return !strncmp(name, path, length) && strchr(".[", path[length]) ? length : 0;
}

/* The value of the longest name that `*path` begins with: names may hold points. */
static int32_t step_by_name(const cpf__json *json, int32_t node, const char **path)
{
    int32_t found = CPF_NONE;
    size_t longest = 0;

    *path += **path == '.';
    for (int32_t name = cpf__json_child(json, node); name != CPF_NONE; name = cpf__json_sibling(json, name)) {
        size_t length = name_at(cpf__json_text(json, name), *path);

        if (length > longest) {
            longest = length;
            found = name + 1;
        }
    }
    *path += longest;
    return found;
}

static int32_t step_by_position(const cpf__json *json, int32_t node, const char **path)
{
    int32_t child = cpf__json_child(json, node), position = 0;

    if (*(*path)++ != '[')
        return CPF_NONE;
    for (; **path >= '0' && **path <= '9' && position < CPF__JSON_VALUES; (*path)++)
        position = position * 10 + (**path - '0');
    if (*(*path)++ != ']')
        return CPF_NONE;
    while (child != CPF_NONE && position--)
        child = cpf__json_sibling(json, child);
    return child;
}

int32_t cpf__json_find(const cpf__json *json, const char *path)
{
    int32_t node = 0, next = 0;

    while (next != CPF_NONE && *path) {
        node = next;
        next = CPF_NONE;
        if (json->items[node].kind == CPF__JSON_OBJECT)
            next = step_by_name(json, node, &path);
        else if (json->items[node].kind == CPF__JSON_LIST)
            next = step_by_position(json, node, &path);
    }
    return next == CPF_NONE ? node : next;
}
