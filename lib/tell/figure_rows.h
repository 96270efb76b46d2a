/* SPDX-License-Identifier: MIT */
/* Where the figures of outcomes stand: tables, cells and the rows that a relation leads to. Words come with their
 * length. */
#ifndef CPF_TELL_FIGURE_ROWS_H
#define CPF_TELL_FIGURE_ROWS_H

#include "figure.h"

enum { CPF__CELL_ROOM = 64 };

/* A table of outcomes, or the records "plan.kind"; NULL: there is none. */
const cpf_table *cpf__figure_table(cpf__figuring *at, const char *name);

/* Length of the word that a list of words begins with; 0 at its end. */
int64_t cpf__word_length(const char *words);
const char *cpf__next_word(const char *words);

static inline int cpf__is_word(const char *word, int64_t length, const char *is)
{
    int64_t i = 0;

    while (i < length && is[i] == word[i])
        i++;
    return i == length && !is[i];
}

/* Column of that name, CPF_NONE: there is none. */
int32_t cpf__figure_column(const cpf_table *table, const char *name, int64_t length);

/* The nearest row that has the column, NULL: none has. */
const cpf__scope *cpf__figure_scope(const cpf__scope *scope, const char *name, int64_t length, int32_t *column);

/* Exact value of a cell; 0: it has none, or is no number. */
int cpf__figure_cell(const cpf__scope *scope, int32_t column, cpf__ratio *value);

/* Text of "name" or "relation.name", of the first of "name|name" that has one, for a buffer of CPF__CELL_ROOM; "" when
 * there is none. */
const char *cpf__figure_text(cpf__figuring *at, const cpf__scope *scope, const char *name, int64_t length,
                             char *buffer);

/* The relation of that name; NULL: there is none. */
const cpf__relation *cpf__figure_relation(const char *name, int64_t length);

/* The first row from `from` on that the relation leads to, as a scope inside `scope`; 0: there is none. */
int cpf__figure_row(cpf__figuring *at, const cpf__scope *scope, const cpf__relation *relation, int64_t from,
                    cpf__scope *found);

/* Whether the words of a condition are all true. */
int cpf__figure_holds(cpf__figuring *at, const cpf__scope *scope, const char *when);

#endif
