/* SPDX-License-Identifier: MIT */
/*
 * Row filters. Columns are texts in a file; what they are read as follows from what they are compared with: `amount >
 * 0` reads a number, `opened < 2026-01-01` a date, `a = b` texts.
 */
#include <string.h>

#include "decimal.h"
#include "formula.h"
#include "model_messages.h"
#include "row_filter.h"
#include "vec.h"

typedef enum row_type {
    ROW_WRONG = 0,
    ROW_OPEN /* a column: settled by the other side */,
    ROW_TEXT,
    ROW_NUMBER,
    ROW_DAY,
    ROW_SPAN /* days */,
    ROW_MONTHS
} row_type;

typedef struct filter_work {
    const cpf_context *context;
    const cpf_model *model;
    const cpf__formula *formula;
    cpf__columns *columns;
    cpf__place place;
    cpf_error **error;
    cpf_status status;
    int32_t depth, deepest;
    CPF__VEC(cpf__row_op) ops;
    CPF__VEC(char *) texts;
} filter_work;

static const cpf__node *row_node(const filter_work *work, int32_t at)
{
    return &work->formula->nodes[at];
}

#define refuse_row(work, at, id, ...)                                                                                  \
    refuse_status((work), cpf__find((work)->context, (work)->error, row_place((work), (at)),                           \
                                    &cpf__model_messages[CPF__MODEL_##id], __VA_ARGS__))

static const cpf__place *row_place(filter_work *work, int32_t at)
{
    work->place.column = row_node(work, at)->at + 1;
    return &work->place;
}

/* The first status is kept; having no memory outweighs all. */
static void refuse_status(filter_work *work, cpf_status status)
{
    if (work->status == CPF_OK || status == CPF_E_MEMORY)
        work->status = status;
}

static void push_row(filter_work *work, int32_t code, int32_t a, int64_t value, int32_t grows)
{
    if (!cpf__vec_room(work->context, &work->ops)) {
        refuse_status(work, CPF_E_MEMORY);
        return;
    }
    work->ops.items[work->ops.count++] = (cpf__row_op){code, a, value};
    work->depth += grows;
    work->deepest = work->depth > work->deepest ? work->depth : work->deepest;
}

/* The name of an attribute in unit.NAME; NULL for a column. */
static const char *attribute_name(const cpf__node *node)
{
    return node->kind == CPF__NODE_NAME && strncmp(node->text, "unit.", 5) == 0 ? node->text + 5 : NULL;
}

static row_type infer_sum(const filter_work *work, const cpf__node *node);

static row_type infer(const filter_work *work, int32_t at)
{
    static const row_type literal[] = {ROW_NUMBER, ROW_TEXT, ROW_DAY, ROW_SPAN, ROW_MONTHS};
    const cpf__node *node = row_node(work, at);
    const char *attribute = attribute_name(node);

    if (node->kind <= CPF__NODE_MONTHS)
        return literal[node->kind];
    if (node->kind == CPF__NODE_NAME)
        return attribute && strcmp(attribute, "from") == 0 ? ROW_DAY : ROW_OPEN;
    if (node->kind == CPF__NODE_NEGATE)
        return ROW_NUMBER;
    if (node->kind == CPF__NODE_CALL)
        return strcmp(node->text, "days_left") == 0 ? ROW_SPAN : ROW_WRONG;
    if (node->kind == CPF__NODE_ADD || node->kind == CPF__NODE_SUB)
        return infer_sum(work, node);
    return ROW_WRONG;
}

static row_type infer_sum(const filter_work *work, const cpf__node *node)
{
    row_type left = infer(work, node->left), right = infer(work, node->right);

    if (left == ROW_WRONG || right == ROW_WRONG || left == ROW_TEXT || right == ROW_TEXT)
        return ROW_WRONG;
    if (right == ROW_SPAN || right == ROW_MONTHS)
        return ROW_DAY;
    if (left == ROW_DAY || right == ROW_DAY)
        return node->kind == CPF__NODE_SUB ? ROW_SPAN : ROW_WRONG;
    return left == ROW_NUMBER || right == ROW_NUMBER ? ROW_NUMBER : ROW_OPEN;
}

/* What both sides of a comparison are read as. */
static row_type settle(row_type left, row_type right)
{
    if (left == right || right == ROW_OPEN)
        return left;
    if (left == ROW_OPEN)
        return right;
    if ((left == ROW_SPAN && right == ROW_NUMBER) || (left == ROW_NUMBER && right == ROW_SPAN))
        return ROW_SPAN;
    return ROW_WRONG;
}

static void emit_value(filter_work *work, int32_t at, row_type type);

/* An attribute that can be read as the type: texts as texts and dates, numbers as numbers. */
static cpf_id find_unit_attribute(filter_work *work, int32_t at, const char *name, row_type type)
{
    cpf_id id = cpf__model_find_attribute(work->model, name);
    const cpf__attribute *attribute = id == CPF_NONE ? NULL : &work->model->attributes[id];
    int is_number = type == ROW_NUMBER || type == ROW_SPAN;

    if (!attribute)
        refuse_row(work, at, UNKNOWN_ATTRIBUTE, name, "-");
    else if (!is_number && !attribute->texts)
        refuse_row(work, at, ATTRIBUTE_NUMBER, name);
    else if (is_number && work->model->tree && !attribute->number)
        refuse_row(work, at, ATTRIBUTE_TEXT, name);
    return id;
}

static void push_attribute(filter_work *work, int32_t at, const char *name, row_type type)
{
    static const int32_t code[] = {[ROW_TEXT] = CPF__ROW_UNIT_TEXT,
                                   [ROW_NUMBER] = CPF__ROW_UNIT_NUMBER,
                                   [ROW_DAY] = CPF__ROW_UNIT_DAY,
                                   [ROW_SPAN] = CPF__ROW_UNIT_NUMBER};
    cpf_id attribute = CPF_NONE;

    if (!work->model) {
        refuse_row(work, at, FILTER_UNIT, name);
        return;
    }
    if (strcmp(name, "from") != 0)
        attribute = find_unit_attribute(work, at, name, type);
    push_row(work, code[type], attribute, 0, 1);
}

static void push_name(filter_work *work, int32_t at, row_type type)
{
    static const int32_t code[] = {[ROW_TEXT] = CPF__ROW_TEXT_COLUMN,
                                   [ROW_NUMBER] = CPF__ROW_NUMBER_COLUMN,
                                   [ROW_DAY] = CPF__ROW_DAY_COLUMN,
                                   [ROW_SPAN] = CPF__ROW_NUMBER_COLUMN};
    const cpf__node *node = row_node(work, at);
    const char *attribute = attribute_name(node);
    int32_t column;

    if (attribute) {
        push_attribute(work, at, attribute, type);
        return;
    }
    column = cpf__columns_add(work->columns, node->text);
    if (column == CPF_NONE)
        refuse_status(work, CPF_E_MEMORY);
    push_row(work, code[type], column, 0, 1);
}

static void push_text(filter_work *work, const char *text)
{
    char *copy = cpf__strdup(work->context, text);

    if (!copy || !cpf__vec_room(work->context, &work->texts)) {
        cpf__free(work->context, copy);
        refuse_status(work, CPF_E_MEMORY);
        return;
    }
    work->texts.items[work->texts.count++] = copy;
    push_row(work, CPF__ROW_TEXT, (int32_t)work->texts.count - 1, 0, 1);
}

static void push_number_literal(filter_work *work, int32_t at)
{
    cpf__ratio number = row_node(work, at)->number;
    int64_t value = 0;

    if (cpf__ratio_round(number, CPF__MAX_DECIMALS, CPF__HALF_UP, &value) != CPF_OK ||
        cpf__ratio_compare(number, cpf__ratio_of(value, CPF__MAX_DECIMALS)) != 0)
        refuse_row(work, at, FILTER_NUMBER, "");
    push_row(work, CPF__ROW_NUMBER, 0, value, 1);
}

/* day + 90 days, day - 3 months. */
static void push_shifted_day(filter_work *work, int32_t at)
{
    const cpf__node *node = row_node(work, at), *shift = row_node(work, node->right);
    int64_t amount = 0;

    if (shift->kind != CPF__NODE_DAYS && shift->kind != CPF__NODE_MONTHS) {
        refuse_row(work, at, FILTER_TYPES, "");
        return;
    }
    emit_value(work, node->left, ROW_DAY);
    if (cpf__ratio_round(shift->number, 0, CPF__HALF_UP, &amount) != CPF_OK || amount > INT32_MAX ||
        amount < -INT32_MAX)
        refuse_row(work, node->right, FILTER_NUMBER, "");
    push_row(work, shift->kind == CPF__NODE_DAYS ? CPF__ROW_ADD_DAYS : CPF__ROW_ADD_MONTHS, 0,
             node->kind == CPF__NODE_SUB ? -amount : amount, 0);
}

/* days_left(day): how many days of its leaf period come after it. */
static void push_days_left(filter_work *work, int32_t at)
{
    const cpf__node *node = row_node(work, at);

    if (!work->model || node->left == CPF_NONE || row_node(work, node->left)->next != CPF_NONE ||
        node->right != CPF_NONE) {
        refuse_row(work, at, FILTER_DAYS_LEFT, "");
        return;
    }
    emit_value(work, node->left, ROW_DAY);
    push_row(work, CPF__ROW_DAYS_LEFT, 0, 0, 0);
}

static void push_sum(filter_work *work, int32_t at, row_type type)
{
    const cpf__node *node = row_node(work, at);
    row_type inner = type == ROW_SPAN && node->kind == CPF__NODE_SUB ? ROW_DAY : ROW_NUMBER;

    if (type == ROW_DAY) {
        push_shifted_day(work, at);
        return;
    }
    emit_value(work, node->left, inner);
    emit_value(work, node->right, inner);
    if (inner == ROW_DAY)
        push_row(work, CPF__ROW_DAY_MINUS_DAY, 0, 0, -1);
    else
        push_row(work, node->kind == CPF__NODE_ADD ? CPF__ROW_ADD : CPF__ROW_SUB, 0, 0, -1);
}

static void emit_value(filter_work *work, int32_t at, row_type type)
{
    const cpf__node *node = row_node(work, at);
    row_type own = settle(infer(work, at), type);

    if (own != type || type == ROW_OPEN || type == ROW_WRONG || type == ROW_MONTHS) {
        refuse_row(work, at, FILTER_TYPES, "");
        return;
    }
    if (node->kind == CPF__NODE_NAME)
        push_name(work, at, type);
    else if (node->kind == CPF__NODE_TEXT)
        push_text(work, node->text);
    else if (node->kind == CPF__NODE_DATE)
        push_row(work, CPF__ROW_DAY, 0, node->day, 1);
    else if (node->kind <= CPF__NODE_DAYS)
        push_number_literal(work, at);
    else if (node->kind == CPF__NODE_ADD || node->kind == CPF__NODE_SUB)
        push_sum(work, at, type);
    else if (node->kind == CPF__NODE_CALL)
        push_days_left(work, at);
    else {
        emit_value(work, node->left, ROW_NUMBER);
        push_row(work, CPF__ROW_NEGATE, 0, 0, 0);
    }
}

/* Two columns are compared as texts, sums of columns as numbers. */
static row_type settle_open(const filter_work *work, row_type type, int32_t left, int32_t right)
{
    if (type != ROW_OPEN)
        return type;
    if (row_node(work, left)->kind == CPF__NODE_NAME && row_node(work, right)->kind == CPF__NODE_NAME)
        return ROW_TEXT;
    return ROW_NUMBER;
}

static void emit_row_comparison(filter_work *work, int32_t at, int32_t left, int32_t right, int32_t operator)
{
    row_type type = settle_open(work, settle(infer(work, left), infer(work, right)), left, right);

    if (type == ROW_WRONG || type == ROW_MONTHS) {
        refuse_row(work, at, FILTER_TYPES, "");
        return;
    }
    emit_value(work, left, type);
    emit_value(work, right, type);
    push_row(work, type == ROW_TEXT ? CPF__ROW_COMPARE_TEXT : CPF__ROW_COMPARE, operator, 0, -1);
}

static void emit_row_list(filter_work *work, int32_t at)
{
    const cpf__node *node = row_node(work, at);

    if (row_node(work, node->right)->kind == CPF__NODE_NAME) {
        refuse_row(work, node->right, FILTER_LIST, row_node(work, node->right)->text);
        return;
    }
    for (int32_t item = node->right; item != CPF_NONE; item = row_node(work, item)->next) {
        emit_row_comparison(work, at, node->left, item, CPF__OP_EQ);
        if (item != node->right)
            push_row(work, CPF__ROW_OR, 0, 0, -1);
    }
}

static void emit_row_condition(filter_work *work, int32_t at)
{
    const cpf__node *node = row_node(work, at);

    if (node->kind == CPF__NODE_NOT) {
        emit_row_condition(work, node->left);
        push_row(work, CPF__ROW_NOT, 0, 0, 0);
    } else if (node->kind == CPF__NODE_AND || node->kind == CPF__NODE_OR) {
        emit_row_condition(work, node->left);
        emit_row_condition(work, node->right);
        push_row(work, node->kind == CPF__NODE_AND ? CPF__ROW_AND : CPF__ROW_OR, 0, 0, -1);
    } else if (node->kind == CPF__NODE_IN) {
        emit_row_list(work, at);
    } else if (node->kind >= CPF__NODE_EQ && node->kind <= CPF__NODE_GE) {
        emit_row_comparison(work, at, node->left, node->right, CPF__OP_EQ + (node->kind - CPF__NODE_EQ));
    } else {
        refuse_row(work, at, FILTER_CONDITION, "");
    }
}

static void hand_over(filter_work *work, cpf__row_filter *filter)
{
    filter->ops = work->ops.items;
    filter->count = (int32_t)work->ops.count;
    filter->texts = work->texts.items;
    filter->text_count = (int32_t)work->texts.count;
    if (work->deepest > CPF__ROW_DEPTH)
        refuse_row(work, work->formula->root, FILTER_DEEP, "");
}

cpf_status cpf__filter_compile(const cpf_context *context, const char *text, const cpf_model *model,
                               cpf__columns *columns, const cpf__place *place, cpf__row_filter *filter,
                               cpf_error **error)
{
    filter_work work = {0};
    cpf__formula *formula = NULL;

    *filter = (cpf__row_filter){0};
    if (!text || !*text)
        return CPF_OK;
    work.status = cpf__formula_parse(context, text, place, &formula, error);
    if (work.status != CPF_OK)
        return work.status;
    work.context = context;
    work.model = model;
    work.formula = formula;
    work.columns = columns;
    work.error = error;
    if (place)
        work.place = *place;
    emit_row_condition(&work, formula->root);
    hand_over(&work, filter);
    cpf__formula_free(formula);
    if (work.status == CPF_E_MEMORY)
        (void)cpf__no_memory(error);
    if (work.status != CPF_OK)
        cpf__row_filter_free(context, filter);
    return work.status;
}
