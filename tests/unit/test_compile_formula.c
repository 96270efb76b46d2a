/* SPDX-License-Identifier: MIT */
/* Formulas that are taken, written back from their programs; and formulas that are refused, with the column of the
 * offence. */
#include <stdio.h>
#include <string.h>

#include "model_in.h"
#include "test_plan_rich.h"
#include "text.h"

static const char *const op_names[] = {"num", "term", "op",    "is",       "in",   "neg",     "+",     "-",  "*",
                                       "/",   "not",  "and",   "or",       "=",    "!=",      "<",     "<=", ">",
                                       ">=",  "when", "least", "greatest", "days", "working", "target"};

static void write_op(cpf_text *text, const cpf__op *op)
{
    cpf__text_add(text, cpf_text_length(text) ? " " : "");
    if (op->code == CPF__OP_NUMBER) {
        cpf__text_add_int(text, (int64_t)op->number.num);
        if (op->number.den != 1) {
            cpf__text_add(text, ":");
            cpf__text_add_int(text, (int64_t)op->number.den);
        }
        return;
    }
    cpf__text_add(text, op_names[op->code]);
    if (op->code == CPF__OP_TERM || op->code == CPF__OP_OPERAND || op->code == CPF__OP_TARGET ||
        op->code == CPF__OP_TEXT_EQUAL)
        cpf__text_add_int(text, op->a);
    if (op->code == CPF__OP_TEXT_EQUAL)
        cpf__text_format(text, ":%d", (int)op->b);
}

/* The program as text: operations | aggregate measure/attribute window trailing level presence argument {condition} ...
 */
static void write_program(cpf_text *text, const cpf__program *program)
{
    for (int32_t i = 0; i < program->op_count; i++)
        write_op(text, &program->ops[i]);
    for (int32_t i = 0; i < program->term_count; i++) {
        const cpf__term *term = &program->terms[i];
        cpf_text *condition = cpf__text_new(NULL);

        cpf__text_format(text, " | %s m%d a%d w%d t%d l%d p%d n%d", cpf__aggs[term->agg].entry.name,
                         (int)term->operand.measure, (int)term->operand.attribute, (int)term->operand.window,
                         (int)term->operand.trailing, (int)term->level, (int)term->presence, (int)term->argument);
        for (int32_t j = 0; j < term->where.count; j++)
            write_op(condition, &term->where.ops[j]);
        if (term->where.count)
            cpf__text_format(text, " {%s}", cpf_text_data(condition));
        cpf_text_free(condition);
    }
}

typedef struct taken_formula {
    const char *formula, *program;
    int32_t additive;
} taken_formula;

/* Measures: 0 sales, 1 invoiced, 2 orders, 3 skus, 4 first_order. Attributes: 0 potential, 1 season, 2 stage (0 mature,
 * 1 new). */
static const taken_formula taken[] = {
    {"sum(sales)", "term0 | sum m0 a-1 w0 t0 l-1 p0 n0", 1},
    {"sum(sales, year_before)", "term0 | sum m0 a-1 w1 t0 l-1 p0 n0", 1},
    {"sum(sales, trailing(3))", "term0 | sum m0 a-1 w5 t3 l-1 p0 n0", 1},
    {"sum(sales, ever)", "term0 | sum m0 a-1 w3 t0 l-1 p0 n0", 1},
    {"sum(sales) / sum(sales, company)", "term0 term1 / | sum m0 a-1 w0 t0 l-1 p0 n0 | sum m0 a-1 w0 t0 l0 p0 n0", 0},
    {"sum(sales, company)", "term0 | sum m0 a-1 w0 t0 l0 p0 n0", 0},
    {"sum(sales) / sum(sales)", "term0 term0 / | sum m0 a-1 w0 t0 l-1 p0 n0", 0},
    {"sum(sales) - sum(invoiced)", "term0 term1 - | sum m0 a-1 w0 t0 l-1 p0 n0 | sum m1 a-1 w0 t0 l-1 p0 n0", 1},
    {"-sum(sales)", "term0 neg | sum m0 a-1 w0 t0 l-1 p0 n0", 1},
    {"2 * sum(sales)", "2 term0 * | sum m0 a-1 w0 t0 l-1 p0 n0", 0},
    {"sum(sales) / sum(sales, year_before) - 1",
     "term0 term1 / 1 - | sum m0 a-1 w0 t0 l-1 p0 n0 | sum m0 a-1 w1 t0 l-1 p0 n0", 0},
    {"count()", "term0 | count m-1 a-1 w0 t0 l-1 p0 n0", 1},
    {"count(opening)", "term0 | count m-1 a-1 w0 t0 l-1 p1 n0", 1},
    {"count(orders >= 1, any)", "term0 | count m-1 a-1 w0 t0 l-1 p2 n0 {op0 1 >=}", 1},
    {"count(orders >= 1) / count()",
     "term0 term1 / | count m-1 a-1 w0 t0 l-1 p0 n0 {op0 1 >=} | count m-1 a-1 w0 t0 l-1 p0 n0", 0},
    {"count(first_order in period and orders >= 2)", "term0 | count m-1 a-1 w0 t0 l-1 p0 n0 {op0 in op1 2 >= and}", 1},
    {"count(orders(before) = 0)", "term0 | count m-1 a-1 w0 t0 l-1 p0 n0 {op0 0 =}", 1},
    {"count(stage = 'new' or not stage != 'mature')", "term0 | count m-1 a-1 w0 t0 l-1 p0 n0 {is2:1 is2:0 not not or}",
     1},
    {"count(unit.stage in ('new', 'mature'))", "term0 | count m-1 a-1 w0 t0 l-1 p0 n0 {is2:1 is2:0 or}", 1},
    {"count(orders in (1, 2))", "term0 | count m-1 a-1 w0 t0 l-1 p0 n0 {op0 1 = op0 2 = or}", 1},
    {"count(first_order - 2026-01-01 <= 90 days)", "term0 | count m-1 a-1 w0 t0 l-1 p0 n0 {op0 20454 - 90 <=}", 1},
    {"count(potential > 1.5 where orders > 0)", "term0 | count m-1 a-1 w0 t0 l-1 p0 n0 {op0 3:2 > op1 0 > and}", 1},
    {"sum(potential where skus >= 3)", "term0 | sum m-1 a0 w0 t0 l-1 p0 n0 {op0 3 >=}", 1},
    {"mean(sales) + median(sales where orders > 0)",
     "term0 term1 + | mean m0 a-1 w0 t0 l-1 p0 n0 | median m0 a-1 w0 t0 l-1 p0 n0 {op0 0 >}", 0},
    {"top(5, sales)", "term0 | top m0 a-1 w0 t0 l-1 p0 n5", 0},
    {"distinct(skus)", "term0 | distinct m3 a-1 w0 t0 l-1 p0 n0", 0},
    {"when(sum(orders) >= 5, sum(sales) / sum(orders))",
     "term0 5 >= term1 term0 / when | sum m2 a-1 w0 t0 l-1 p0 n0 | sum m0 a-1 w0 t0 l-1 p0 n0", 0},
    {"least(1, sum(sales) / sum(invoiced), 50%)",
     "1 term0 term1 / least 1:2 least | sum m0 a-1 w0 t0 l-1 p0 n0 | sum m1 a-1 w0 t0 l-1 p0 n0", 0},
    {"sum(sales) / working_days() * days()", "term0 working / days * | sum m0 a-1 w0 t0 l-1 p0 n0", 0},
};

static void formulas_become_programs(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++) {
        cpf_model *model = NULL;
        cpf_error *error = NULL;
        cpf_text *text = cpf__text_new(NULL);
        rich_plan rich;

        assert_int_equal(rich_new(NULL, &rich), CPF_OK);
        (void)cpf_plan_add_indicator(rich.plan, "tested", NULL, taken[i].formula);
        assert_int_equal(cpf_test_tell(cpf_plan_freeze(rich.plan, &model, &error), error), CPF_OK);
        write_program(text, &model->indicators[3].program);
        assert_string_equal(cpf_text_data(text), taken[i].program);
        assert_int_equal(model->indicators[3].additive, taken[i].additive);
        cpf_text_free(text);
        cpf_model_free(model);
        cpf_plan_free(rich.plan);
    }
}

typedef struct refused_formula {
    const char *formula, *code;
    int32_t column;
} refused_formula;

static const refused_formula refused[] = {
    {"sum(sales", "formula-token", 0},
    {"sum(saels)", "unknown-name", 5},
    {"sales", "name-bare", 1},
    {"1 + orders * 2", "name-bare", 5},
    {"summ(sales)", "unknown-function", 1},
    {"sum()", "measure-wanted", 1},
    {"sum(2)", "measure-wanted", 5},
    {"sum(sales - invoiced)", "measure-wanted", 11},
    {"sum(skus)", "measure-kind", 5},
    {"sum(first_order)", "measure-kind", 5},
    {"distinct(sales)", "measure-kind", 10},
    {"distinct(potential)", "measure-wanted", 10},
    {"mean(first_order)", "measure-kind", 6},
    {"sum(stage)", "attribute-text", 5},
    {"sum(sales, yesteryear)", "term-option", 12},
    {"sum(sales, trailing(0))", "trailing", 12},
    {"sum(sales, trailing(1.5))", "trailing", 12},
    {"sum(sales(nowhere))", "window-wanted", 5},
    {"sum(potential, year_before)", "term-option", 16},
    {"top(sales, 5)", "top-number", 5},
    {"top(0, sales)", "top-number", 5},
    {"count(orders)", "condition-wanted", 7},
    {"count(orders > 1, orders > 2)", "count-option", 26},
    {"count(orders > first_order)", "type-comparison", 14},
    {"count(first_order + first_order > 1)", "type-arithmetic", 19},
    {"count(orders in period)", "date-wanted", 7},
    {"count(first_order in quarter)", "in-period", 22},
    {"count(stage > 'new')", "text-order", 13},
    {"count(stag = 'new')", "unknown-attribute", 7},
    {"count(sales = 'new')", "unknown-attribute", 7},
    {"count(first_order > 3 months)", "months-here", 21},
    {"count('new' = 'new')", "text-here", 15},
    {"'new'", "text-here", 1},
    {"sum(sales) > 5", "number-wanted", 12},
    {"when(sum(sales), 5)", "condition-wanted", 6},
    {"when(sum(sales) > 5)", "arguments", 1},
    {"least(1)", "arguments", 1},
    {"days(1)", "arguments", 1},
    {"target(sales)", "target-here", 1},
};

static void refused_formulas_tell_where(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        cpf_error *error = NULL;
        char subject[80];
        rich_plan rich;

        assert_int_equal(rich_new(NULL, &rich), CPF_OK);
        (void)cpf_plan_add_indicator(rich.plan, "tested", NULL, refused[i].formula);
        assert_int_equal(cpf_plan_check(rich.plan, &error), CPF_E_PLAN);
        if (strcmp(cpf_error_code_at(error, 0), refused[i].code) != 0)
            printf("%s\n", refused[i].formula);
        assert_string_equal(cpf_error_code_at(error, 0), refused[i].code);
        assert_int_equal(cpf_error_count(error), 1);
        (void)snprintf(subject, sizeof subject, "indicators[3].formula column %d (indicator tested)",
                       (int)refused[i].column);
        if (refused[i].column)
            assert_string_equal(cpf_error_subject(error), subject);
        assert_true(*cpf_error_hint_at(error, 0, CPF_CHINESE) && *cpf_error_hint_at(error, 0, CPF_ENGLISH));
        cpf_error_free(error);
        cpf_plan_free(rich.plan);
    }
}

static void targets_are_formulas_over_goals(void **state)
{
    static const refused_formula targets[] = {
        {"target(sales) / target(rate)", NULL, 0},
        {"90%", NULL, 0},
        {"greatest(target(sales), 5)", NULL, 0},
        {"sum(sales)", "term-in-target", 1},
        {"target(saels)", "unknown-indicator", 8},
        {"target(sales, rate)", "arguments", 1},
        {"sales", "name-bare", 1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++) {
        cpf_error *error = NULL;
        rich_plan rich;

        assert_int_equal(rich_new(NULL, &rich), CPF_OK);
        cpf_item_set_target(rich.second, targets[i].formula);
        assert_int_equal(cpf_plan_check(rich.plan, &error), targets[i].code ? CPF_E_PLAN : CPF_OK);
        if (targets[i].code) {
            char subject[100];

            assert_string_equal(cpf_error_code_at(error, 0), targets[i].code);
            (void)snprintf(subject, sizeof subject, "scorecards[0].items[1].target column %d (scorecard dealer/rate)",
                           (int)targets[i].column);
            assert_string_equal(cpf_error_subject(error), subject);
        }
        cpf_error_free(error);
        cpf_plan_free(rich.plan);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formulas_become_programs),
        cmocka_unit_test(refused_formulas_tell_where),
        cmocka_unit_test(targets_are_formulas_over_goals),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
