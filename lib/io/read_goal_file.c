/* SPDX-License-Identifier: MIT */
/* Goals from a table: a goal a row. */
#include <string.h>

#include "builtin.h"
#include "day.h"
#include "decimal.h"
#include "plan_in.h"
#include "read_parts.h"
#include "read_table.h"

typedef struct goal_file_given {
    cpf__table_format format;
    const char *indicator, *target;
    int32_t unit, period, round, reserved; /* unit, period: nodes */
    cpf__goal_manner manner;
} goal_file_given;

#define AT(member) offsetof(goal_file_given, member)
static const cpf__member goal_file_members[] = {
    {"file", CPF__FORM_TEXT, 1, AT(format.file), NULL, 0, 0},
    {"separator", CPF__FORM_WORD, 0, AT(format.separator), CPF__SEPARATOR_WORDS, 0, 0},
    {"where", CPF__FORM_TEXT, 0, AT(format.where), NULL, 0, 0},
    {"unit", CPF__FORM_OBJECT, 1, AT(unit), NULL, 0, 0},
    {"indicator", CPF__FORM_TEXT, 1, AT(indicator), NULL, 0, 0},
    {"period", CPF__FORM_OBJECT, 1, AT(period), NULL, 0, 0},
    {"target", CPF__FORM_TEXT, 1, AT(target), NULL, 0, 0},
    {"round", CPF__FORM_FLAG, 0, AT(round), NULL, 0, 0},
    {"split", CPF__FORM_OBJECT, 0, AT(manner.split), NULL, 0, 0},
    {"season", CPF__FORM_OBJECT, 0, AT(manner.season), NULL, 0, 0},
};
#undef AT
const cpf__shape cpf__goal_file_shape = CPF__SHAPE("goal_file", goal_file_members);

/* A column, or one period for all rows. */
typedef struct goal_period_given {
    const char *column, *prefix, *is;
} goal_period_given;

static const cpf__member goal_period_members[] = {
    {"column", CPF__FORM_TEXT, 0, offsetof(goal_period_given, column), NULL, 0, 0},
    {"prefix", CPF__FORM_TEXT, 0, offsetof(goal_period_given, prefix), NULL, 0, 0},
    {"is", CPF__FORM_SCALAR, 0, offsetof(goal_period_given, is), NULL, 0, 0},
};
const cpf__shape cpf__goal_period_shape = CPF__SHAPE("goal_period", goal_period_members);

typedef struct goal_rows {
    cpf__read_table table;
    const goal_file_given *given;
    cpf__code_cells unit;
    goal_period_given period;
    int32_t period_column, target_column;
    int32_t known;         /* the plan has the indicator */
    const cpf_goal *first; /* the rows after it come down as it does */
} goal_rows;

enum { DATE_LENGTH = 10 };

/* Prefix and cell; of a date with a time of day behind it only the date. */
static const char *period_code(goal_rows *rows)
{
    cpf_text *into = rows->table.texts[2];
    const char *cell = rows->period.is ? rows->period.is : cpf__table_cell(&rows->table, rows->period_column, 0);
    int64_t length = (int64_t)strlen(cell);
    cpf_day day;

    if (rows->period.is)
        return cell;
    if (!length) {
        cpf__table_tell(&rows->table, rows->period_column, CPF__PLAN_CELL_EMPTY, NULL);
        return NULL;
    }
    if (cpf__day_parse(cell, length, &day) == CPF_OK)
        length = DATE_LENGTH;
    cpf__text_cut(into, 0);
    cpf__text_add(into, rows->period.prefix ? rows->period.prefix : "");
    cpf__text_add_bytes(into, cell, length);
    if (cpf__text_failed(into))
        cpf__no_memory(&rows->table.reader->findings);
    return cpf_text_data(into);
}

static int32_t builtin_decimals(const char *name)
{
    int32_t builtin = cpf__builtin_find(name);

    return builtin < 0 ? 0 : cpf__builtins[builtin].decimals;
}

/* Decimals of the indicator as the plan has it so far; 0 where it is not there, which the plan's check tells. */
static int32_t indicator_decimals(const cpf_plan *plan, const char *code, int32_t *known)
{
    for (int64_t i = 0; i < plan->indicators.count; i++) {
        const cpf__indicator_draft *draft = plan->indicators.items[i];

        if (strcmp(draft->row.code, code))
            continue;
        *known = 1;
        if (draft->row.decimals != CPF_NONE)
            return draft->row.decimals;
        return draft->is_builtin ? builtin_decimals(draft->row.builtin) : 0;
    }
    return 0;
}

/* A goal of the row when its target is a number; rows without a number are no goals, and told. */
static void add_row_goal(goal_rows *rows, const char *unit, const char *period, int32_t decimals)
{
    cpf__read_table *table = &rows->table;
    const char *target = cpf__table_cell(table, rows->target_column, 0);
    int64_t amount = 0;
    int exact = cpf_decimal_parse(target, decimals, 0, &amount) == CPF_OK;
    cpf_status status = exact ? CPF_OK : cpf_decimal_parse(target, decimals, 1, &amount);
    cpf_goal *goal;

    if (status != CPF_OK) {
        cpf__table_tell(table, rows->target_column, *target ? CPF__PLAN_CELL_NUMBER : CPF__PLAN_CELL_NO_TARGET, target);
        return;
    }
    goal = rows->first ? cpf__plan_add_row_goal(table->reader->plan, unit, period, rows->first)
                       : cpf_plan_add_goal(table->reader->plan, unit, rows->given->indicator, period);
    if (rows->given->round || (exact && rows->known))
        cpf_goal_set_amount(goal, amount);
    else
        cpf_goal_set_target(goal, target);
    if (!rows->first)
        cpf__read_goal_manner(table->reader, &rows->given->manner, goal);
    rows->first = rows->first ? rows->first : goal;
}

static void add_row_goals(goal_rows *rows)
{
    int32_t decimals = indicator_decimals(rows->table.reader->plan, rows->given->indicator, &rows->known);

    while (cpf__table_next(&rows->table)) {
        const char *unit = cpf__table_code(&rows->table, &rows->unit, 1), *period = period_code(rows);

        if (unit && period)
            add_row_goal(rows, unit, period, decimals);
    }
}

/* Whether the entry behind this one names the file too. */
static int next_names(const cpf__reader *reader, int32_t node, const char *file)
{
    int32_t next = cpf__json_sibling(reader->json, node);
    int32_t name = next == CPF_NONE ? CPF_NONE : cpf__json_member(reader->json, next, "file");
    const char *text = name == CPF_NONE ? NULL : cpf__json_text(reader->json, name);

    return text && strcmp(text, file) == 0;
}

static void read_rows(cpf__reader *reader, int32_t node, const goal_file_given *given)
{
    cpf__unit_columns unit = {NULL, CPF_NONE, 0};
    goal_rows rows = {.given = given};
    int64_t told = reader->told;

    cpf__read_object(reader, given->unit, &cpf__unit_columns_shape, &unit);
    cpf__read_object(reader, given->period, &cpf__goal_period_shape, &rows.period);
    if (reader->told == told && !rows.period.column == !rows.period.is)
        cpf__tell(reader, given->period, CPF__PLAN_ONE_OF, "column", "is");
    cpf__read_goal_manner(reader, &given->manner, NULL); /* tells once what would be wrong in every row */
    if (reader->told != told)
        return;
    cpf__table_begin(&rows.table, reader, node);
    rows.table.keep = next_names(reader, node, given->format.file);
    rows.unit = cpf__table_code_cells(&rows.table, unit.columns, unit.prefix);
    rows.period_column = cpf__table_column(&rows.table, rows.period.column);
    rows.target_column = cpf__table_column(&rows.table, given->target);
    if (cpf__table_open(&rows.table, &given->format)) {
        reader->plan->alike = rows.table.was_kept ? reader->goals_from : 0;
        reader->plan->alike_end = rows.table.was_kept ? reader->plan->goals.count : 0;
        reader->goals_from = reader->plan->goals.count;
        add_row_goals(&rows);
        reader->plan->alike_end = 0;
    }
    cpf__table_end(&rows.table);
}

void cpf__read_goal_file(cpf__reader *reader, int32_t node)
{
    goal_file_given given = {.unit = CPF_NONE, .period = CPF_NONE, .manner = {CPF_NONE, CPF_NONE}};
    int64_t told = reader->told;

    cpf__read_object(reader, node, &cpf__goal_file_shape, &given);
    if (reader->told == told)
        read_rows(reader, node, &given);
}
