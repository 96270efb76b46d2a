/* SPDX-License-Identifier: MIT */
/*
 * An index over the text of a JSON document: every value with its place, its text unescaped, its number as it was
 * written. The text has to be valid JSON already (jansson says so): nothing is checked here but depth and size.
 */
#ifndef CPF_IO_JSON_LOCATE_H
#define CPF_IO_JSON_LOCATE_H

#include <channelperf/base.h>

enum cpf__json_limits {
    CPF__JSON_DEPTH = 64,        /* objects and lists inside each other */
    CPF__JSON_VALUES = 10000000, /* values and names */
    CPF__JSON_BYTES = 64 * 1024 * 1024
};

typedef enum cpf__json_kind {
    CPF__JSON_OBJECT = 0,
    CPF__JSON_LIST,
    CPF__JSON_TEXT,
    CPF__JSON_NUMBER,
    CPF__JSON_TRUE,
    CPF__JSON_FALSE,
    CPF__JSON_NULL
} cpf__json_kind;

/* Nodes stand in the order of the text. The children of an object are its names, each with its value right behind it.
 */
typedef struct cpf__json_node {
    uint32_t begin;   /* in the text */
    int32_t line;     /* from 1 */
    int32_t column;   /* from 1, in characters */
    int32_t parent;   /* CPF_NONE for the root, which is 0 */
    int32_t position; /* among its parent's children */
    int32_t after;    /* the node behind all that is inside */
    int32_t count;    /* children */
    int32_t kind;
} cpf__json_node;

typedef struct cpf__json {
    cpf_context *context;
    char *text;
    cpf__json_node *items;
    int64_t count, capacity;
} cpf__json;

/* Indexes valid JSON. CPF_E_MEMORY; CPF_E_RANGE when it is too deep or has too many values, with the line of the first
 * too many. */
cpf_status cpf__json_index(const cpf_context *context, const char *text, int64_t length, cpf__json **json,
                           int64_t *line);
void cpf__json_free(cpf__json *json); /* NULL does nothing */

/* Text of a text or name, digits of a number as they were written, "" for anything else. Borrowed, with a NUL. */
const char *cpf__json_text(const cpf__json *json, int32_t node);

/* First child and next sibling, CPF_NONE when there is none. Of an object: names; the value of a name is the node
 * behind it. */
int32_t cpf__json_child(const cpf__json *json, int32_t node);
int32_t cpf__json_sibling(const cpf__json *json, int32_t node);

/* The value of that name in an object; CPF_NONE when there is none, or `node` is no object. */
int32_t cpf__json_member(const cpf__json *json, int32_t node, const char *name);

/* Appends the path of a node, "indicators[2].rule.points[1]"; of a name: the path of its value. */
void cpf__json_path(const cpf__json *json, int32_t node, cpf_text *path);

/* The node at a path, or the deepest one on the way to it. */
int32_t cpf__json_find(const cpf__json *json, const char *path);

#endif
