/* SPDX-License-Identifier: MIT */
/*
 * Objects of a plan as tables: which members there are, what each may be, and where in a struct it goes. One loop reads
 * them all, and one test holds them beside the JSON Schema.
 */
#ifndef CPF_IO_READ_SHAPE_H
#define CPF_IO_READ_SHAPE_H

#include <stddef.h>

#include "read_reader.h"

/* What a member may be, and the type of its place in the struct. */
typedef enum cpf__form {
    CPF__FORM_TEXT = 0, /* const char *: a text */
    CPF__FORM_SCALAR,   /* const char *: a text, or a number as it is written */
    CPF__FORM_VALUE,    /* const char *: the same, and it reads as a number */
    CPF__FORM_WHOLE,    /* int32_t: from `low` to `high` */
    CPF__FORM_FLAG,     /* int32_t: 1 or 0 */
    CPF__FORM_DAY,      /* cpf_day */
    CPF__FORM_WORD,     /* int32_t: position in `words`, "monday|tuesday|..." */
    CPF__FORM_LIST,     /* int32_t: node of the list */
    CPF__FORM_OBJECT,   /* int32_t: node of the object */
    CPF__FORM_TEXTS,    /* int32_t: node of a text or of a list of texts, at least one */
    CPF__FORM_ANY,      /* int32_t: node */
    CPF__FORMS
} cpf__form;

typedef struct cpf__member {
    const char *name;
    cpf__form form;
    int32_t required;
    size_t offset;
    const char *words;
    int32_t low, high;
} cpf__member;

typedef struct cpf__shape {
    const char *name; /* of its definition in the schema */
    const cpf__member *members;
    int32_t count;
    int32_t open; /* 1: other members are read by the caller */
} cpf__shape;

#define CPF__SHAPE(name, members)                                                                                      \
    {                                                                                                                  \
        name, members, (int32_t)(sizeof(members) / sizeof(members)[0]), 0                                              \
    }
#define CPF__OPEN_SHAPE(name, members)                                                                                 \
    {                                                                                                                  \
        name, members, (int32_t)(sizeof(members) / sizeof(members)[0]), 1                                              \
    }

/* Takes the value `node` of a member into `slot`, or tells why not and returns 0. */
int cpf__read_form(cpf__reader *reader, int32_t node, const cpf__member *member, void *slot);

/*
 * Reads an object into the struct `target`, whose members hold their defaults. Everything wrong is told, and reading
 * goes on; 0 when the node is no object, or a required member could not be had, so that nothing can be made of it.
 */
int cpf__read_object(cpf__reader *reader, int32_t node, const cpf__shape *shape, void *target);

/* The row of that name, or NULL. */
const cpf__member *cpf__shape_member(const cpf__shape *shape, const char *name);

/* Text of a value that may be a text or a number; NULL, and told, when it is neither. */
const char *cpf__read_scalar(cpf__reader *reader, int32_t node, const char *name);

/* First text of a CPF__FORM_TEXTS node and the one behind it: the node of a text itself, or the items of the list. */
int32_t cpf__read_texts_first(const cpf__reader *reader, int32_t node);
int32_t cpf__read_texts_next(const cpf__reader *reader, int32_t node, int32_t text);

#endif
