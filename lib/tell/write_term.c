/* SPDX-License-Identifier: MIT */
/* A term of a formula in words of the formula language, so that the reader finds it again in the plan. */
#include "day.h"
#include "telling.h"
#include "text.h"

static const char *const window_words[] = {
    [CPF__IN_PERIOD] = "", [CPF__YEAR_BEFORE] = "year_before", [CPF__PERIOD_BEFORE] = "period_before",
    [CPF__EVER] = "ever",  [CPF__BEFORE] = "before",           [CPF__TRAILING] = "trailing",
};

static const char *const presence_words[] = {[CPF__CLOSING] = "", [CPF__OPENING] = "opening", [CPF__ANY] = "any"};

typedef struct condition_op {
    const char *word; /* between two operands, in front of one, or of a call */
    int32_t takes, is_call;
} condition_op;

static const condition_op condition_ops[] = {
    [CPF__OP_IN_PERIOD] = {" in period", 1, 0},
    [CPF__OP_NEGATE] = {"-", 1, 0},
    [CPF__OP_ADD] = {" + ", 2, 0},
    [CPF__OP_SUB] = {" - ", 2, 0},
    [CPF__OP_MUL] = {" * ", 2, 0},
    [CPF__OP_DIV] = {" / ", 2, 0},
    [CPF__OP_NOT] = {"not ", 1, 0},
    [CPF__OP_AND] = {" and ", 2, 0},
    [CPF__OP_OR] = {" or ", 2, 0},
    [CPF__OP_EQ] = {" = ", 2, 0},
    [CPF__OP_NE] = {" != ", 2, 0},
    [CPF__OP_LT] = {" < ", 2, 0},
    [CPF__OP_LE] = {" <= ", 2, 0},
    [CPF__OP_GT] = {" > ", 2, 0},
    [CPF__OP_GE] = {" >= ", 2, 0},
    [CPF__OP_WHEN] = {"when", 2, 1},
    [CPF__OP_LEAST] = {"least", 2, 1},
    [CPF__OP_GREATEST] = {"greatest", 2, 1},
    [CPF__OP_DAYS] = {NULL, 0, 0},
    [CPF__OP_WORKING_DAYS] = {NULL, 0, 0},
    [CPF__OP_TARGET] = {NULL, 0, 0},
};

/* `before` and `after` go around a window: orders(before) in a condition, sum(orders, before) in a term. */
static void write_operand(const cpf_model *model, const cpf__operand *operand, const char *before, const char *after,
                          cpf_text *text)
{
    cpf__text_add(text, operand->measure != CPF_NONE ? model->measures[operand->measure].code
                                                     : model->attributes[operand->attribute].name);
    if (operand->measure == CPF_NONE || operand->window == CPF__IN_PERIOD)
        return;
    cpf__text_format(text, "%s%s", before, window_words[operand->window]);
    if (operand->window == CPF__TRAILING)
        cpf__text_format(text, "(%d)", (int)operand->trailing);
    cpf__text_add(text, after);
}

static void write_number(cpf__ratio number, cpf_text *text)
{
    int32_t decimals = 0;
    int64_t value = 0;

    while (decimals < CPF__MAX_DECIMALS && cpf__pow10(decimals) % number.den)
        decimals++;
    (void)cpf__ratio_round(number, decimals, CPF__HALF_UP, &value);
    cpf__text_add_decimal(text, value, decimals);
}

static void write_day(cpf_day day, cpf_text *text)
{
    char buffer[16];

    cpf__day_format(day, buffer);
    cpf__text_add(text, buffer);
}

/* What stands for itself. */
static void write_atom(const cpf_model *model, const cpf__program *program, const cpf__op *op, cpf_text *text)
{
    const cpf__attribute *attribute;

    switch (op->code) {
    case CPF__OP_NUMBER:
        if (op->a == CPF__NUMBER_IS_DAY)
            write_day((cpf_day)op->number.num, text);
        else
            write_number(op->number, text);
        break;
    case CPF__OP_OPERAND:
        write_operand(model, &program->operands[op->a], "(", ")", text);
        break;
    case CPF__OP_TEXT_EQUAL:
        attribute = &model->attributes[op->a];
        cpf__text_format(text, "%s = '%s'", attribute->name,
                         op->b == CPF_NONE ? "?" : cpf__map_code(attribute->texts, op->b));
        break;
    default:
        cpf__text_add(text, op->code == CPF__OP_DAYS ? "days()" : "working_days()");
        break;
    }
}

static int32_t takes_of(int32_t code)
{
    return code > CPF__OP_TEXT_EQUAL ? condition_ops[code].takes : 0;
}

/* Where the operand that ends at `last` begins. */
static int32_t operand_begin(const cpf__op *ops, int32_t last)
{
    int32_t wanted = takes_of(ops[last].code);

    while (wanted)
        wanted += takes_of(ops[--last].code) - 1;
    return last;
}

static void write_condition(const cpf_model *model, const cpf__program *program, const cpf__op *ops, int32_t last,
                            int inner, cpf_text *text)
{
    const condition_op *op = &condition_ops[ops[last].code];
    int32_t takes = takes_of(ops[last].code), brackets = inner && takes == 2 && !op->is_call;

    if (!takes) {
        write_atom(model, program, &ops[last], text);
        return;
    }
    if (op->is_call)
        cpf__text_add(text, op->word);
    cpf__text_add(text, brackets || op->is_call ? "(" : "");
    if (takes == 2)
        write_condition(model, program, ops, operand_begin(ops, last - 1) - 1, !op->is_call, text);
    if (ops[last].code != CPF__OP_IN_PERIOD)
        cpf__text_add(text, op->is_call ? ", " : op->word);
    write_condition(model, program, ops, last - 1, !op->is_call, text);
    if (ops[last].code == CPF__OP_IN_PERIOD)
        cpf__text_add(text, op->word);
    cpf__text_add(text, brackets || op->is_call ? ")" : "");
}

/* What stands behind the first thing in a term: a level, who is counted. */
static void write_option(const char *option, int *is_first, cpf_text *text)
{
    if (*option)
        cpf__text_format(text, *is_first ? "%s" : ", %s", option);
    *is_first = *is_first && !*option;
}

void cpf__write_term(const cpf_model *model, const cpf__program *program, const cpf__term *term, cpf_text *text)
{
    int has_operand = term->operand.measure != CPF_NONE || term->operand.attribute != CPF_NONE;
    int is_first = !has_operand && !term->where.count;

    cpf__text_format(text, "%s(", cpf__aggs[term->agg].entry.name);
    if (term->agg == CPF__AGG_TOP)
        cpf__text_format(text, "%d, ", (int)term->argument);
    if (has_operand)
        write_operand(model, &term->operand, ", ", "", text);
    else if (term->where.count)
        write_condition(model, program, term->where.ops, term->where.count - 1, 0, text);
    write_option(term->level == CPF_NONE ? "" : model->levels[term->level].code, &is_first, text);
    write_option(presence_words[term->presence], &is_first, text);
    if (has_operand && term->where.count) {
        cpf__text_add(text, " where ");
        write_condition(model, program, term->where.ops, term->where.count - 1, 0, text);
    }
    cpf__text_add(text, ")");
}
