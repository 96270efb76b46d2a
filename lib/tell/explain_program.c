/* SPDX-License-Identifier: MIT */
/* A postfix program as a tree of steps: every operation with its value and its operands. */
#include "telling.h"

enum { RANGE_DECIMALS = 9 };

typedef struct program_op {
    cpf__operation operation;
    int32_t takes;
    const char *label[2];
} program_op;

/* By opcode; what takes no operand is told as a figure. */
static const program_op program_ops[] = {
    [CPF__OP_NEGATE] = {CPF__BY_NEGATION, 1, {"minus", "取负"}},
    [CPF__OP_ADD] = {CPF__BY_SUM, 2, {"sum", "和"}},
    [CPF__OP_SUB] = {CPF__BY_DIFFERENCE, 2, {"difference", "差"}},
    [CPF__OP_MUL] = {CPF__BY_PRODUCT, 2, {"product", "积"}},
    [CPF__OP_DIV] = {CPF__BY_QUOTIENT, 2, {"quotient", "商"}},
    [CPF__OP_NOT] = {CPF__BY_NOT, 1, {"not", "非"}},
    [CPF__OP_AND] = {CPF__BY_AND, 2, {"and", "且"}},
    [CPF__OP_OR] = {CPF__BY_OR, 2, {"or", "或"}},
    [CPF__OP_EQ] = {CPF__BY_EQUAL, 2, {"equal", "等于"}},
    [CPF__OP_NE] = {CPF__BY_UNEQUAL, 2, {"not equal", "不等于"}},
    [CPF__OP_LT] = {CPF__BY_LESS, 2, {"less", "小于"}},
    [CPF__OP_LE] = {CPF__BY_LESS_EQUAL, 2, {"less or equal", "小于等于"}},
    [CPF__OP_GT] = {CPF__BY_MORE, 2, {"more", "大于"}},
    [CPF__OP_GE] = {CPF__BY_MORE_EQUAL, 2, {"more or equal", "大于等于"}},
    [CPF__OP_WHEN] = {CPF__BY_WHEN, 2, {"when", "当"}},
    [CPF__OP_LEAST] = {CPF__BY_LEAST, 2, {"the smaller", "较小者"}},
    [CPF__OP_GREATEST] = {CPF__BY_GREATEST, 2, {"the larger", "较大者"}},
    [CPF__OP_DAYS] = {CPF__BY_NOTHING, 0, {"days of the period", "周期天数"}},
    [CPF__OP_WORKING_DAYS] = {CPF__BY_NOTHING, 0, {"working days of the period", "周期工作日数"}},
    [CPF__OP_TARGET] = {CPF__BY_NOTHING, 0, {"target", "目标"}},
};

/* Operations first .. last make one value; where each begins is found by counting operands backwards. */
static int32_t begin_of(const cpf__op *ops, int32_t last)
{
    int32_t wanted = program_ops[ops[last].code].takes;

    while (wanted)
        wanted += program_ops[ops[--last].code].takes - 1;
    return last;
}

/* Value of the operations first .. last for the unit. */
static cpf_status value_of(const cpf__program_telling *telling, int32_t first, int32_t last, cpf__ratio *value)
{
    cpf__program part = *telling->program;

    part.ops += first;
    part.op_count = last - first + 1;
    return cpf__program_run(&part, telling->inputs, telling->unit, value);
}

static void tell_operation(const cpf__program_telling *telling, int32_t first, int32_t last)
{
    cpf_explanation *to = telling->telling->to;
    const cpf__op *op = &telling->program->ops[last];
    const program_op *row = &program_ops[op->code];
    int64_t step = cpf__step_begin(to, CPF__STEP_NUMBER, row->label[0] ? row->label[0] : "number", row->label[1] ? row->label[1] : "数值");
    int32_t middle = row->takes == 2 ? begin_of(telling->program->ops, last - 1) : first;
    cpf__ratio value;

    if (value_of(telling, first, last, &value) == CPF_OK)
        cpf__step_ratio(to, step, value, row->takes ? telling->decimals : RANGE_DECIMALS);
    else
        cpf__step_note(to, step, "no value", "无值", NULL, NULL);
    cpf__step_operation(to, step, row->operation);
    for (int32_t part = 0; part < row->takes; part++) {
        int32_t begin = row->takes == 2 && part ? middle : first, end = row->takes == 2 && !part ? middle - 1 : last - 1;
        int32_t code = telling->program->ops[end].code;

        if (code == CPF__OP_TERM || code == CPF__OP_TARGET)
            telling->tell_input(telling->user, telling->program->ops[end].a);
        else
            tell_operation(telling, begin, end);
    }
    cpf__step_end(to);
}

void cpf__tell_program(const cpf__program_telling *telling)
{
    int32_t last = telling->program->op_count - 1;

    if (telling->program->ops[last].code == CPF__OP_TERM || telling->program->ops[last].code == CPF__OP_TARGET)
        telling->tell_input(telling->user, telling->program->ops[last].a);
    else
        tell_operation(telling, 0, last);
}
