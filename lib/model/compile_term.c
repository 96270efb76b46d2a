/* SPDX-License-Identifier: MIT */
/* Aggregates over the channels under a unit. */
#include <string.h>

#include "compile.h"

enum { MOST_TOP = 1000000 };

static const char *const presence_names[] = {"closing", "opening", "any"};

_Static_assert(CPF__CLOSING == 0 && CPF__OPENING == 1 && CPF__ANY == 2,
               "presence_names is in the order of cpf__presence");

static int is_presence(const cpf__compile *compile, int32_t at, int32_t *presence)
{
    const cpf__node *node = cpf__node_at(compile, at);

    for (int32_t i = 0; node->kind == CPF__NODE_NAME && i <= CPF__ANY; i++) {
        if (strcmp(presence_names[i], node->text) != 0)
            continue;
        *presence = i;
        return 1;
    }
    return 0;
}

static int is_level(const cpf__compile *compile, int32_t at, int32_t *level)
{
    const cpf__node *node = cpf__node_at(compile, at);
    const cpf_model *model = compile->build->model;

    for (int32_t i = 0; node->kind == CPF__NODE_NAME && i < model->level_count; i++) {
        if (strcmp(model->levels[i].code, node->text) != 0)
            continue;
        *level = i;
        return 1;
    }
    return 0;
}

/* A window or a level behind the measure. */
static int option_of_term(cpf__compile *compile, int32_t at, cpf__term *term)
{
    if (term->operand.measure != CPF_NONE && cpf__compile_window(compile, at, &term->operand))
        return 1;
    if (is_level(compile, at, &term->level))
        return 1;
    if (!compile->refused)
        (void)cpf__refuse(compile, at, CPF__MODEL(TERM_OPTION));
    return 0;
}

/* Kinds of measures that an aggregate takes, a bit each; attributes go with all but distinct. */
static const uint32_t kinds_of_aggregate[CPF__AGG_COUNT_OF] = {
    [CPF__AGG_SUM] = 1u << CPF__MEASURE_SUM | 1u << CPF__MEASURE_COUNT | 1u << CPF__MEASURE_STOCK,
    [CPF__AGG_COUNT] = 0,
    [CPF__AGG_MIN] = ~(1u << CPF__MEASURE_FIRST | 1u << CPF__MEASURE_LAST),
    [CPF__AGG_MAX] = ~(1u << CPF__MEASURE_FIRST | 1u << CPF__MEASURE_LAST),
    [CPF__AGG_MEAN] = ~(1u << CPF__MEASURE_FIRST | 1u << CPF__MEASURE_LAST),
    [CPF__AGG_MEDIAN] = ~(1u << CPF__MEASURE_FIRST | 1u << CPF__MEASURE_LAST),
    [CPF__AGG_GINI] = ~(1u << CPF__MEASURE_FIRST | 1u << CPF__MEASURE_LAST),
    [CPF__AGG_TOP] = ~(1u << CPF__MEASURE_FIRST | 1u << CPF__MEASURE_LAST),
    [CPF__AGG_DISTINCT] = 1u << CPF__MEASURE_DISTINCT,
};

static int operand_fits(cpf__compile *compile, int32_t at, const cpf__term *term)
{
    const cpf_model *model = compile->build->model;
    const char *name = cpf__aggs[term->agg].entry.name;

    if (term->operand.measure == CPF_NONE && term->agg != CPF__AGG_DISTINCT)
        return 1;
    if (term->operand.measure != CPF_NONE) {
        const cpf__measure *measure = &model->measures[term->operand.measure];

        if (kinds_of_aggregate[term->agg] >> measure->kind & 1)
            return 1;
        (void)cpf__refuse(compile, at, CPF__MODEL(MEASURE_KIND), name, measure->code,
                          cpf__measure_kinds[measure->kind].entry.name);
        return 0;
    }
    (void)cpf__refuse(compile, at, CPF__MODEL(MEASURE_WANTED));
    return 0;
}

/* top(n, M): how many of the largest. */
static int top_argument(cpf__compile *compile, int32_t at, cpf__term *term)
{
    const cpf__node *node = cpf__node_at(compile, at);

    if (node->kind != CPF__NODE_NUMBER || node->number.den != 1 || node->number.num < 1 ||
        node->number.num > MOST_TOP) {
        (void)cpf__refuse(compile, at, CPF__MODEL(TOP_NUMBER));
        return 0;
    }
    term->argument = (int32_t)node->number.num;
    return 1;
}

static int value_term(cpf__compile *compile, int32_t at, cpf__term *term)
{
    const cpf__node *node = cpf__node_at(compile, at);
    int32_t argument = node->left;
    cpf__type type;

    if (argument != CPF_NONE && term->agg == CPF__AGG_TOP) {
        if (!top_argument(compile, argument, term))
            return 0;
        argument = cpf__node_at(compile, argument)->next;
    }
    if (argument == CPF_NONE) {
        (void)cpf__refuse(compile, at, CPF__MODEL(MEASURE_WANTED));
        return 0;
    }
    if (!cpf__compile_operand(compile, argument, &term->operand, &type) || !operand_fits(compile, argument, term))
        return 0;
    for (int32_t option = cpf__node_at(compile, argument)->next; option != CPF_NONE;
         option = cpf__node_at(compile, option)->next)
        if (!option_of_term(compile, option, term))
            return 0;
    if (node->right != CPF_NONE)
        cpf__compile_condition(compile, node->right, CPF_NONE, &term->where);
    return 1;
}

static int count_term(cpf__compile *compile, int32_t at, cpf__term *term)
{
    const cpf__node *node = cpf__node_at(compile, at);
    int32_t condition = CPF_NONE;

    for (int32_t argument = node->left; argument != CPF_NONE; argument = cpf__node_at(compile, argument)->next) {
        if (is_presence(compile, argument, &term->presence) || is_level(compile, argument, &term->level))
            continue;
        if (condition != CPF_NONE) {
            (void)cpf__refuse(compile, argument, CPF__MODEL(COUNT_OPTION));
            return 0;
        }
        condition = argument;
    }
    if (condition == CPF_NONE && node->right != CPF_NONE)
        cpf__compile_condition(compile, node->right, CPF_NONE, &term->where);
    else if (condition != CPF_NONE)
        cpf__compile_condition(compile, condition, node->right, &term->where);
    return 1;
}

/* Two terms without conditions that say the same. */
static int same_term(const cpf__term *a, const cpf__term *b)
{
    return !a->where.count && !b->where.count && a->agg == b->agg && a->level == b->level &&
           a->presence == b->presence && a->argument == b->argument &&
           memcmp(&a->operand, &b->operand, sizeof a->operand) == 0;
}

static int32_t share_term(cpf__compile *compile, const cpf__term *term)
{
    for (int64_t i = 0; i < compile->terms.count; i++)
        if (same_term(&compile->terms.items[i], term))
            return (int32_t)i;
    if (!cpf__vec_room(compile->build->context, &compile->terms)) {
        cpf__build_fail(compile->build);
        return 0;
    }
    compile->terms.items[compile->terms.count] = *term;
    return (int32_t)compile->terms.count++;
}

int cpf__compile_term(cpf__compile *compile, int32_t at, cpf__type *type)
{
    cpf__term term = {0};
    int good;

    term.agg = cpf__agg_find(cpf__node_at(compile, at)->text);
    if (term.agg == CPF_NONE)
        return 0;
    term.operand = (cpf__operand){CPF_NONE, CPF_NONE, CPF__IN_PERIOD, 0};
    term.level = CPF_NONE;
    good = term.agg == CPF__AGG_COUNT ? count_term(compile, at, &term) : value_term(compile, at, &term);
    *type = good ? CPF__TYPE_NUMBER : CPF__TYPE_WRONG;
    if (good)
        cpf__push(compile, CPF__OP_TERM, share_term(compile, &term), 0);
    return 1;
}
