/* SPDX-License-Identifier: MIT */
#include "figure_rows.h"

#include <string.h>

#include "tables.h"

static const char records_prefix[] = "plan.";
enum { PREFIX_LENGTH = sizeof records_prefix - 1 };

/* Records become tables once they are asked for, and stay. */
static const cpf_table *records_table(cpf__figuring *at, const char *kind)
{
    cpf_table *made = NULL;

    if (cpf_tables_find(at->records, kind))
        return cpf_tables_find(at->records, kind);
    at->status = cpf_model_table(at->telling.model, kind, &made, NULL);
    if (at->status == CPF_OK)
        at->status = cpf_tables_add(at->records, kind, made, NULL);
    return at->status == CPF_OK ? made : NULL;
}

const cpf_table *cpf__figure_table(cpf__figuring *at, const char *name)
{
    if (at->status != CPF_OK)
        return NULL;
    if (strncmp(name, records_prefix, PREFIX_LENGTH) == 0)
        return records_table(at, name + PREFIX_LENGTH);
    return cpf_tables_find(at->outcomes, name);
}

int64_t cpf__word_length(const char *words)
{
    return (int64_t)strcspn(words, " ");
}

const char *cpf__next_word(const char *words)
{
    words += cpf__word_length(words);
    return words + (*words == ' ');
}

int32_t cpf__figure_column(const cpf_table *table, const char *name, int64_t length)
{
    for (int32_t i = 0; i < cpf_table_column_count(table); i++)
        if (cpf__is_word(name, length, cpf_table_column_name(table, i)))
            return i;
    return CPF_NONE;
}

const cpf__scope *cpf__figure_scope(const cpf__scope *scope, const char *name, int64_t length, int32_t *column)
{
    for (; scope; scope = scope->outer) {
        *column = cpf__figure_column(scope->table, name, length);
        if (*column != CPF_NONE)
            return scope;
    }
    return NULL;
}

int cpf__figure_cell(const cpf__scope *scope, int32_t column, cpf__ratio *value)
{
    const int64_t *cells = cpf_table_decimals(scope->table, column);

    if (!cells || !cpf_table_valid(scope->table, column, scope->row))
        return 0;
    *value = cpf__ratio_of(cells[scope->row], cpf_table_row_decimals(scope->table, column, scope->row));
    return 1;
}

const char *cpf__figure_text(cpf__figuring *at, const cpf__scope *scope, const char *name, int64_t length, char *buffer)
{
    const char *other = memchr(name, '|', (size_t)length), *dot = memchr(name, '.', (size_t)length), *text;
    const cpf__scope *where;
    cpf__scope found;
    int32_t column;

    if (other) {
        text = cpf__figure_text(at, scope, name, other - name, buffer);
        return *text ? text : cpf__figure_text(at, scope, other + 1, length - (other + 1 - name), buffer);
    }
    if (dot) {
        if (!cpf__figure_row(at, scope, cpf__figure_relation(name, dot - name), 0, &found))
            return "";
        return cpf__figure_text(at, &found, dot + 1, length - (dot + 1 - name), buffer);
    }
    where = cpf__figure_scope(scope, name, length, &column);
    return where ? cpf_table_format(where->table, column, where->row, buffer) : "";
}

const cpf__relation *cpf__figure_relation(const char *name, int64_t length)
{
    for (int32_t set = 0; set < CPF__FIGURE_SETS; set++)
        for (const cpf__relation *row = cpf__figure_sets[set]->relations; row->name; row++)
            if (cpf__is_word(name, length, row->name))
                return row;
    return NULL;
}

/* The day of the row, in the period of the row that leads to it. */
static int is_on(cpf__figuring *at, const cpf__scope *row, const char *day, int64_t length, const char *period,
                 int64_t period_length)
{
    char buffer[CPF__CELL_ROOM];
    int32_t column = cpf__figure_column(row->table, day, length);
    const int32_t *days = cpf_table_ints(row->table, column);
    cpf_id id =
        cpf_model_find_period(at->telling.model, cpf__figure_text(at, row->outer, period, period_length, buffer));
    const struct cpf_period *found = &at->telling.model->calendar->periods[id == CPF_NONE ? 0 : id];

    return days && id != CPF_NONE && cpf_table_valid(row->table, column, row->row) && days[row->row] >= found->from &&
           days[row->row] < found->to;
}

/* A number of the row beside a figure of the one that leads to it, or a number written out. */
static int compare(cpf__figuring *at, const cpf__scope *row, const cpf__scope *other, const char *left,
                   int64_t left_length, const char *right, int64_t right_length, int *order)
{
    cpf__ratio a, b;

    if (!at->number(at, row, left, left_length, &a) || !at->number(at, other, right, right_length, &b))
        return 0;
    *order = cpf__ratio_compare(a, b);
    return 1;
}

static int same_text(cpf__figuring *at, const cpf__scope *row, const cpf__scope *other, const char *left,
                     int64_t left_length, const char *right, int64_t right_length)
{
    char one[CPF__CELL_ROOM], two[CPF__CELL_ROOM];

    return strcmp(cpf__figure_text(at, row, left, left_length, one),
                  cpf__figure_text(at, other, right, right_length, two)) == 0;
}

static int is_given(cpf__figuring *at, const cpf__scope *row, const char *name, int64_t length)
{
    char buffer[CPF__CELL_ROOM];

    return *cpf__figure_text(at, row, name, length, buffer) != '\0';
}

/* One word about `row`; what stands behind its sign is of `other`. */
static int holds_word(cpf__figuring *at, const cpf__scope *row, const cpf__scope *other, const char *word,
                      int64_t length)
{
    int64_t name = (int64_t)strcspn(word, "=<>?~@ "), right_length;
    const char *sign = word + name, *right;
    int order;

    if (name >= length)
        return same_text(at, row, other, word, length, word, length);
    right = sign + 1 + (sign[0] != '@' && sign[1] == '=');
    right_length = length - (right - word);
    if (*sign == '?' || *sign == '~')
        return is_given(at, row, word, name) == (*sign == '?');
    if (*sign == '@')
        return is_on(at, row, word, name, right, right_length);
    if (sign[0] == '=' && sign[1] != '=')
        return same_text(at, row, other, word, name, right, right_length);
    if (!compare(at, row, other, word, name, right, right_length, &order))
        return 0;
    if (sign[0] == '=')
        return order == 0;
    return sign[1] == '=' && order == 0 ? 1 : sign[0] == '<' ? order < 0 : order > 0;
}

static int agrees(cpf__figuring *at, const cpf__scope *row, const char *keys)
{
    for (; *keys && at->status == CPF_OK; keys = cpf__next_word(keys))
        if (*keys != '^' && !holds_word(at, row, row->outer, keys, cpf__word_length(keys)))
            return 0;
    return at->status == CPF_OK;
}

/* Whether a row is before another by the columns that are marked "^": the higher first. */
static int is_preferred(const cpf__scope *row, const cpf__scope *best, const char *keys)
{
    for (; *keys; keys = cpf__next_word(keys)) {
        int32_t column = *keys == '^' ? cpf__figure_column(row->table, keys + 1, cpf__word_length(keys) - 1) : CPF_NONE;
        cpf__ratio a, b;
        int order =
            cpf__figure_cell(row, column, &a) && cpf__figure_cell(best, column, &b) ? cpf__ratio_compare(a, b) : 0;

        if (order)
            return order > 0;
    }
    return 0;
}

int cpf__figure_row(cpf__figuring *at, const cpf__scope *scope, const cpf__relation *relation, int64_t from,
                    cpf__scope *found)
{
    const cpf_table *table = cpf__figure_table(at, relation->table);
    cpf__scope row = {table, relation->table, from, scope};
    int picks = strchr(relation->keys, '^') != NULL, any = 0;

    for (; table && row.row < cpf_table_row_count(table); row.row++) {
        if (!agrees(at, &row, relation->keys) || (any && !is_preferred(&row, found, relation->keys)))
            continue;
        *found = row;
        any = 1;
        if (!picks)
            return 1;
    }
    return any && !from;
}

/* What stands behind "=" is the text itself here. */
int cpf__figure_holds(cpf__figuring *at, const cpf__scope *scope, const char *when)
{
    for (; *when; when = cpf__next_word(when)) {
        int64_t length = cpf__word_length(when), name = (int64_t)strcspn(when, "=<>?~@ ");
        char buffer[CPF__CELL_ROOM];

        if (when[name] == '=' && when[name + 1] != '=') {
            if (!cpf__is_word(when + name + 1, length - name - 1, cpf__figure_text(at, scope, when, name, buffer)))
                return 0;
        } else if (!holds_word(at, scope, scope, when, length)) {
            return 0;
        }
    }
    return 1;
}
