/* SPDX-License-Identifier: MIT */
/* Tells a figure by its row: reads what it is made of, tells that, reckons it again, and compares. */
#include "figure_tell.h"

#include <string.h>

#include "figure_cells.h"

enum { DEEPEST = 60 };

static const cpf__ratio unknown = {0, 0};

/* The row that tells the figure here; NULL: none does, or its condition is not met. */
static const cpf__figure *find_figure(cpf__figuring *at, const cpf__scope *scope, const char *name, int64_t length)
{
    for (int32_t set = 0; set < CPF__FIGURE_SETS; set++)
        for (const cpf__figure *row = cpf__figure_sets[set]->figures; row->name; row++)
            if (cpf__is_word(name, length, row->name) && strcmp(row->table, scope->name) == 0 &&
                cpf__figure_holds(at, scope, row->when))
                return row;
    return NULL;
}

/* The parts from `first` on become the value of the step that is open. */
static void fold(cpf__figuring *at, int64_t step, cpf__operation operation, int64_t first)
{
    cpf__ratio value;
    cpf_status status =
        cpf__figure_value(operation, at->values.items + first, at->values.count - first, at->decimals, &value);

    at->values.count = first;
    if (status == CPF_E_MISSING)
        return;
    cpf__step_operation(at->telling.to, step, operation);
    if (status == CPF_OK)
        cpf__step_ratio(at->telling.to, step, value, CPF__MAX_DECIMALS);
    cpf__figure_push(at, status == CPF_OK ? value : unknown);
}

/* A text on its way through being read; `shown` is the figure that it makes. */
typedef struct reading {
    const char *text;
    cpf__ratio shown;
    int64_t first; /* of the parts of the operation that is open */
} reading;

static void read_term(cpf__figuring *at, const cpf__scope *scope, reading *from);

static void read_parts(cpf__figuring *at, const cpf__scope *scope, reading *from)
{
    from->text++; /* the bracket */
    while (*from->text != ')') {
        from->text += strspn(from->text, ", ");
        read_term(at, scope, from);
    }
    from->text++;
}

static void read_operation(cpf__figuring *at, const cpf__scope *scope, cpf__operation operation, reading *from)
{
    const char *const *words = cpf__operations[operation].words;
    int64_t step = cpf__step_begin(at->telling.to, CPF__STEP_NUMBER, words[0], words[1]), first = at->values.count,
            outer = from->first;

    from->first = first;
    read_parts(at, scope, from);
    from->first = outer;
    fold(at, step, operation, first);
    cpf__step_end(at->telling.to);
    if (at->values.count == first && at->telling.to->steps.count == step + 1)
        at->telling.to->steps.count = step; /* what it is made of is not there */
}

static void tell_related(cpf__figuring *at, const cpf__scope *scope, const char *word, int64_t length)
{
    const char *dot = memchr(word, '.', (size_t)length);
    const cpf__relation *relation = cpf__figure_relation(word, dot - word);
    cpf__scope found;

    for (int64_t row = 0; cpf__figure_row(at, scope, relation, row, &found); row = found.row + 1)
        cpf__figure_tell(at, &found, dot + 1, length - (dot + 1 - word));
}

/* "step", or "step:column" for that of another column of the row. */
static void tell_step(cpf__figuring *at, const cpf__scope *scope, const char *word, int64_t length)
{
    int64_t name = (int64_t)strcspn(word, ":");
    int32_t column = name < length ? cpf__figure_column(scope->table, word + name + 1, length - name - 1) : CPF_NONE;

    cpf__figure_leaf(
        at, "step", "最小单位",
        cpf__ratio_of(1, column == CPF_NONE ? at->decimals : cpf_table_row_decimals(scope->table, column, scope->row)));
}

static int is_step(const char *word, int64_t length)
{
    return cpf__is_word(word, length < 4 ? length : 4, "step") && (length == 4 || word[4] == ':');
}

static void read_word(cpf__figuring *at, const cpf__scope *scope, const char *word, int64_t length, reading *from)
{
    const cpf__scope *where;
    cpf__ratio number;
    int32_t column;

    if (*word == '=') {
        where = cpf__figure_scope(scope, word + 1, length - 1, &column);
        if (where)
            cpf__figure_cell_told(at, where, column);
    } else if (*word >= '0' && *word <= '9') {
        if (cpf__ratio_parse(word, length, &number) == CPF_OK)
            cpf__figure_leaf(at, "number", "常数", number);
    } else if (is_step(word, length)) {
        tell_step(at, scope, word, length);
    } else if (cpf__is_word(word, length, "rest")) {
        cpf__figure_rest(at, from->shown, from->first);
    } else if (memchr(word, '.', (size_t)length)) {
        tell_related(at, scope, word, length);
    } else {
        cpf__figure_tell(at, scope, word, length);
    }
}

static void read_term(cpf__figuring *at, const cpf__scope *scope, reading *from)
{
    const char *word = from->text;
    int64_t length = (int64_t)strcspn(word, "(), ");

    from->text += length;
    if (*from->text == '(')
        read_operation(at, scope, cpf__figure_operation(word, length), from);
    else
        read_word(at, scope, word, length, from);
}

/* An operation of the figure itself: its parts are those of the step that is open. */
static cpf__operation read_own(cpf__figuring *at, const cpf__scope *scope, int64_t step, const char *how,
                               cpf__ratio shown)
{
    int64_t length = (int64_t)strcspn(how, "(");
    reading from = {how + length, shown, at->values.count};
    cpf__operation operation = cpf__figure_operation(how, length);

    read_parts(at, scope, &from);
    if (operation != CPF__OPERATIONS)
        fold(at, step, operation, from.first);
    else
        at->values.count = from.first;
    return operation;
}

/* Whether the parts from `first` on make what is shown, as far as 128 bits can tell. */
static int is_made(const cpf__figuring *at, int64_t first, const cpf__ratio *shown)
{
    const cpf__ratio *value = &at->values.items[first];

    return at->values.count > first && (!value->den || cpf__ratio_compare(*value, *shown) == 0);
}

/* A column with a row of its own: what its parts make must be what it shows. */
static void tell_made(cpf__figuring *at, const cpf__scope *scope, const cpf__figure *figure, int32_t column)
{
    char buffer[CPF__CELL_ROOM];
    int32_t outer = at->decimals;
    int64_t first = at->values.count, step;
    cpf__ratio shown = unknown;
    int is_number = cpf__figure_cell(scope, column, &shown);

    if (!cpf_table_valid(scope->table, column, scope->row))
        return;
    at->decimals = is_number ? cpf_table_row_decimals(scope->table, column, scope->row) : outer;
    step = cpf__figure_begin(at, scope, column);
    if (read_own(at, scope, step, figure->how, shown) != CPF__OPERATIONS && !is_made(at, first, &shown) && !at->wrong)
        at->wrong = figure->name;
    at->values.count = first;
    at->decimals = outer;
    if (is_number) {
        cpf__step_value(at->telling.to, step, cpf_table_decimals(scope->table, column)[scope->row],
                        cpf_table_row_decimals(scope->table, column, scope->row));
        cpf__figure_push(at, shown);
    } else {
        cpf__step_formula(at->telling.to, step, cpf_table_format(scope->table, column, scope->row, buffer));
    }
    cpf__step_end(at->telling.to);
}

static void tell_between(cpf__figuring *at, const cpf__scope *scope, const cpf__figure *figure)
{
    int64_t step = cpf__step_begin(at->telling.to, CPF__STEP_NUMBER, figure->label[0], figure->label[1]);

    (void)read_own(at, scope, step, figure->how, unknown);
    cpf__step_end(at->telling.to);
}

/* Bands and sources tell in C what no row can say; where they cannot, the column stands for itself. */
static void tell_source(cpf__figuring *at, const cpf__scope *scope, const cpf__figure *figure, int32_t column)
{
    cpf__ratio shown = unknown;

    if (column != CPF_NONE && !cpf__figure_cell(scope, column, &shown))
        return;
    if (!cpf__figure_source(at, scope, figure->how + 1, (int64_t)strlen(figure->how + 1), shown) && column != CPF_NONE)
        cpf__figure_cell_told(at, scope, column);
}

static void tell_here(cpf__figuring *at, const cpf__scope *scope, const cpf__figure *figure, int32_t column)
{
    reading from = {figure->how, unknown, at->values.count};

    if (*figure->how == '@')
        tell_source(at, scope, figure, column);
    else if (!strchr(figure->how, '('))
        read_term(at, scope, &from);
    else if (column != CPF_NONE)
        tell_made(at, scope, figure, column);
    else
        tell_between(at, scope, figure);
}

void cpf__figure_tell(cpf__figuring *at, const cpf__scope *scope, const char *name, int64_t length)
{
    for (; scope && at->status == CPF_OK && at->telling.to->depth < DEEPEST; scope = scope->outer) {
        const cpf__figure *figure = find_figure(at, scope, name, length);
        int32_t column = cpf__figure_column(scope->table, name, length);

        if (figure)
            tell_here(at, scope, figure, column);
        else if (column != CPF_NONE)
            cpf__figure_cell_told(at, scope, column);
        if (figure || column != CPF_NONE)
            return;
    }
}

/* Told and taken back. */
static int reckon_figure(cpf__figuring *at, const cpf__scope *scope, const char *name, int64_t length,
                         cpf__ratio *value)
{
    int64_t steps = at->telling.to->steps.count, first = at->values.count;
    int found;

    cpf__figure_tell(at, scope, name, length);
    found = at->values.count > first && at->values.items[first].den;
    if (found)
        *value = at->values.items[first];
    at->values.count = first;
    at->telling.to->steps.count = steps;
    return found;
}

int cpf__figure_reckon(cpf__figuring *at, const cpf__scope *scope, const char *name, int64_t length, cpf__ratio *value)
{
    const char *dot = memchr(name, '.', (size_t)length);
    const cpf__scope *where;
    cpf__scope found;
    int32_t column;

    if (*name >= '0' && *name <= '9')
        return cpf__ratio_parse(name, length, value) == CPF_OK;
    if (dot)
        return cpf__figure_row(at, scope, cpf__figure_relation(name, dot - name), 0, &found) &&
               cpf__figure_reckon(at, &found, dot + 1, length - (dot + 1 - name), value);
    where = cpf__figure_scope(scope, name, length, &column);
    if (where && cpf__figure_cell(where, column, value))
        return 1;
    return reckon_figure(at, scope, name, length, value);
}
