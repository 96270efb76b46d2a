/* SPDX-License-Identifier: MIT */
/* Running a row filter: a small stack machine, one step an operation. */
#include "row_filter.h"

#include <string.h>

#include "bits.h"
#include "day.h"
#include "decimal.h"
#include "mem.h"

void cpf__row_filter_free(const cpf_context *context, cpf__row_filter *filter)
{
    for (int32_t i = 0; i < filter->text_count; i++)
        cpf__free(context, filter->texts[i]);
    cpf__free(context, filter->texts);
    cpf__free(context, filter->ops);
    *filter = (cpf__row_filter){0};
}

/* Texts have data; numbers, days and truths have a value. */
typedef struct row_value {
    const char *data;
    int64_t value;
    int32_t length;
    int32_t missing;
} row_value;

typedef struct row_machine {
    const cpf__row_filter *filter;
    const cpf__field *fields;
    const cpf_model *model;
    cpf_id unit;
    char decimal_point;
    int32_t count;  /* values on the stack */
    int32_t column; /* where the trouble is */
    row_value stack[CPF__ROW_DEPTH];
} row_machine;

static row_value *push_value(row_machine *machine)
{
    row_value *value = &machine->stack[machine->count++];

    *value = (row_value){NULL, 0, 0, 0};
    return value;
}

static cpf_status run_text_column(row_machine *machine, const cpf__row_op *op)
{
    row_value *value = push_value(machine);

    value->data = machine->fields[op->a].data;
    value->length = machine->fields[op->a].length;
    return CPF_OK;
}

static cpf_status run_number_column(row_machine *machine, const cpf__row_op *op)
{
    row_value *value = push_value(machine);
    const cpf__field *field = &machine->fields[op->a];

    value->missing = !field->length;
    if (value->missing)
        return CPF_OK;
    machine->column = op->a;
    return cpf__decimal_parse(field->data, field->length, machine->decimal_point, CPF__MAX_DECIMALS, -1, &value->value);
}

static cpf_status take_day(row_value *value, const char *data, int32_t length)
{
    cpf_day day = 0;
    cpf_status status;

    value->missing = !length;
    if (value->missing)
        return CPF_OK;
    status = cpf__day_parse(data, length, &day);
    value->value = day;
    return status;
}

static cpf_status run_day_column(row_machine *machine, const cpf__row_op *op)
{
    machine->column = op->a;
    return take_day(push_value(machine), machine->fields[op->a].data, machine->fields[op->a].length);
}

/* The attribute's text of the row's unit; NULL when it has none. */
static const char *unit_text(const row_machine *machine, cpf_id id)
{
    const cpf__attribute *attribute = &machine->model->attributes[id];
    int32_t text = machine->unit == CPF_NONE || !attribute->text ? CPF_NONE : attribute->text[machine->unit];

    return text == CPF_NONE ? NULL : cpf__map_code(attribute->texts, text);
}

static cpf_status run_unit_text(row_machine *machine, const cpf__row_op *op)
{
    row_value *value = push_value(machine);

    value->data = unit_text(machine, op->a);
    value->missing = !value->data;
    value->length = value->data ? (int32_t)strlen(value->data) : 0;
    return CPF_OK;
}

static cpf_status run_unit_number(row_machine *machine, const cpf__row_op *op)
{
    row_value *value = push_value(machine);
    const cpf__attribute *attribute = &machine->model->attributes[op->a];
    const char *text;

    if (machine->unit == CPF_NONE) {
        value->missing = 1;
        return CPF_OK;
    }
    machine->column = CPF_NONE;
    if (attribute->number && cpf__bit(attribute->number_valid, machine->unit))
        return cpf__rescale(attribute->number[machine->unit], attribute->decimals, CPF__MAX_DECIMALS, -1,
                            &value->value);
    text = unit_text(machine, op->a); /* inherited */
    value->missing = !text;
    return text ? cpf_decimal_parse(text, CPF__MAX_DECIMALS, 0, &value->value) : CPF_OK;
}

static cpf_status run_unit_day(row_machine *machine, const cpf__row_op *op)
{
    row_value *value = push_value(machine);
    const char *text;

    machine->column = CPF_NONE;
    if (op->a != CPF_NONE) {
        text = unit_text(machine, op->a);
        return take_day(value, text, text ? (int32_t)strlen(text) : 0);
    }
    value->missing = machine->unit == CPF_NONE || !machine->model->unit_from ||
                     machine->model->unit_from[machine->unit] == CPF_NO_DAY;
    if (!value->missing)
        value->value = machine->model->unit_from[machine->unit];
    return CPF_OK;
}

static cpf_status run_text(row_machine *machine, const cpf__row_op *op)
{
    row_value *value = push_value(machine);

    value->data = machine->filter->texts[op->a];
    value->length = (int32_t)strlen(value->data);
    return CPF_OK;
}

static cpf_status run_value(row_machine *machine, const cpf__row_op *op)
{
    push_value(machine)->value = op->value;
    return CPF_OK;
}

/* Days beyond what a date can be do not come from dates; the sum is refused then. */
static cpf_status run_add_days(row_machine *machine, const cpf__row_op *op)
{
    row_value *top = &machine->stack[machine->count - 1];

    if (!top->missing)
        top->value += op->value;
    return CPF_OK;
}

/* A month that no date lies in is refused: it must not read as a day before all others. */
static cpf_status run_add_months(row_machine *machine, const cpf__row_op *op)
{
    row_value *top = &machine->stack[machine->count - 1];
    cpf_day day = CPF_NO_DAY;

    if (top->missing)
        return CPF_OK;
    if (top->value >= INT32_MIN && top->value <= INT32_MAX)
        day = cpf__day_add_months((cpf_day)top->value, (int32_t)op->value);
    top->value = day;
    return day == CPF_NO_DAY ? CPF_E_RANGE : CPF_OK;
}

/* A day outside the calendar has none. Texts of a lookup are judged without a model: the rows must be looked at. */
static cpf_status run_days_left(row_machine *machine, const cpf__row_op *op)
{
    row_value *top = &machine->stack[machine->count - 1];
    cpf_id leaf;

    (void)op;
    if (top->missing)
        return CPF_OK;
    if (!machine->model)
        return CPF_E_MISSING;
    leaf = top->value < INT32_MIN || top->value > INT32_MAX
               ? CPF_NONE
               : cpf__calendar_leaf_of(machine->model->calendar, (cpf_day)top->value);
    top->missing = leaf == CPF_NONE;
    if (!top->missing)
        top->value = (machine->model->calendar->periods[leaf].to - 1 - top->value) * cpf__pow10(CPF__MAX_DECIMALS);
    return CPF_OK;
}

static cpf_status run_sum(row_machine *machine, const cpf__row_op *op)
{
    row_value *right = &machine->stack[--machine->count], *left = right - 1;

    left->missing |= right->missing;
    machine->column = CPF_NONE;
    if (left->missing)
        return CPF_OK;
    if (op->code == CPF__ROW_ADD)
        return cpf__add(left->value, right->value, &left->value);
    if (op->code == CPF__ROW_SUB)
        return cpf__sub(left->value, right->value, &left->value);
    return cpf__mul(left->value - right->value, cpf__pow10(CPF__MAX_DECIMALS), &left->value);
}

static cpf_status run_negate(row_machine *machine, const cpf__row_op *op)
{
    row_value *top = &machine->stack[machine->count - 1];

    (void)op;
    machine->column = CPF_NONE;
    return top->missing ? CPF_OK : cpf__sub(0, top->value, &top->value);
}

/* Whether a comparison with this outcome (<0, 0, >0) holds. */
static int outcome_holds(int32_t operator, int order)
{
    static const uint8_t holds[] = {/* < = > */ 2, 5, 1, 3, 4, 6};

    return holds[operator - CPF__OP_EQ] >> (order < 0 ? 0 : order > 0 ? 2 : 1) & 1;
}

static int compare_texts(const row_value *left, const row_value *right)
{
    int32_t common = left->length < right->length ? left->length : right->length;
    int order = common ? memcmp(left->data, right->data, (size_t)common) : 0;

    return order ? order : (left->length > right->length) - (left->length < right->length);
}

static cpf_status run_compare(row_machine *machine, const cpf__row_op *op)
{
    const row_value *right = &machine->stack[--machine->count];
    row_value *left = &machine->stack[machine->count - 1];
    int order = op->code == CPF__ROW_COMPARE_TEXT ? compare_texts(left, right)
                                                  : (left->value > right->value) - (left->value < right->value);

    left->value = !left->missing && !right->missing && outcome_holds(op->a, order);
    left->missing = 0;
    return CPF_OK;
}

static cpf_status run_not(row_machine *machine, const cpf__row_op *op)
{
    row_value *top = &machine->stack[machine->count - 1];

    (void)op;
    top->value = !top->value;
    return CPF_OK;
}

static cpf_status run_logic(row_machine *machine, const cpf__row_op *op)
{
    row_value *right = &machine->stack[--machine->count], *left = right - 1;

    left->value = op->code == CPF__ROW_AND ? left->value && right->value : left->value || right->value;
    return CPF_OK;
}

typedef cpf_status (*row_step)(row_machine *machine, const cpf__row_op *op);

static const row_step row_steps[] = {
    [CPF__ROW_TEXT_COLUMN] = run_text_column,
    [CPF__ROW_NUMBER_COLUMN] = run_number_column,
    [CPF__ROW_DAY_COLUMN] = run_day_column,
    [CPF__ROW_UNIT_TEXT] = run_unit_text,
    [CPF__ROW_UNIT_NUMBER] = run_unit_number,
    [CPF__ROW_UNIT_DAY] = run_unit_day,
    [CPF__ROW_TEXT] = run_text,
    [CPF__ROW_NUMBER] = run_value,
    [CPF__ROW_DAY] = run_value,
    [CPF__ROW_ADD_DAYS] = run_add_days,
    [CPF__ROW_ADD_MONTHS] = run_add_months,
    [CPF__ROW_DAYS_LEFT] = run_days_left,
    [CPF__ROW_DAY_MINUS_DAY] = run_sum,
    [CPF__ROW_ADD] = run_sum,
    [CPF__ROW_SUB] = run_sum,
    [CPF__ROW_NEGATE] = run_negate,
    [CPF__ROW_COMPARE_TEXT] = run_compare,
    [CPF__ROW_COMPARE] = run_compare,
    [CPF__ROW_NOT] = run_not,
    [CPF__ROW_AND] = run_logic,
    [CPF__ROW_OR] = run_logic,
};

/* A filter like `kind = 'sales'`. */
static int is_one_text(const cpf__row_filter *filter)
{
    return filter->count == 3 && filter->ops[0].code == CPF__ROW_TEXT_COLUMN && filter->ops[1].code == CPF__ROW_TEXT &&
           filter->ops[2].code == CPF__ROW_COMPARE_TEXT && filter->ops[2].a == CPF__OP_EQ;
}

/* The text goes up to its NUL, which no field has. */
static int equals(const cpf__field *field, const char *text)
{
    if (!field->length || *field->data != *text)
        return !field->length && !*text;
    return !strncmp(field->data, text, (size_t)field->length) && !text[field->length];
}

cpf_status cpf__row_filter_holds(const cpf__row_filter *filter, const cpf__field *fields, char decimal_point,
                                 const cpf_model *model, cpf_id unit, int *holds, int32_t *column)
{
    row_machine machine;

    *holds = 1;
    *column = CPF_NONE;
    if (!filter->count)
        return CPF_OK;
    if (is_one_text(filter)) {
        *holds = equals(&fields[filter->ops[0].a], filter->texts[filter->ops[1].a]);
        return CPF_OK;
    }
    machine.filter = filter;
    machine.fields = fields;
    machine.model = model;
    machine.unit = unit;
    machine.decimal_point = decimal_point;
    machine.count = 0;
    machine.column = CPF_NONE;
    for (int32_t i = 0; i < filter->count; i++) {
        cpf_status status = row_steps[filter->ops[i].code](&machine, &filter->ops[i]);

        if (status != CPF_OK) {
            *column = machine.column;
            return status;
        }
    }
    *holds = machine.stack[0].value != 0;
    return CPF_OK;
}
