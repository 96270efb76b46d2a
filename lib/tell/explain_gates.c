/* SPDX-License-Identifier: MIT */
/* What gates leave of a total: the least of what each leaves, or one after the other. */
#include "gates.h"
#include "telling.h"

enum { AMOUNT_DECIMALS = 4 };

typedef struct gating {
    const cpf__telling *telling;
    const cpf_appraisal *appraisal;
    const cpf__records *gates;
    int64_t begin;
    int32_t decimals;
    cpf__tell_before before;
    const void *user;
} gating;

static const struct cpf__gate_shut *shut_at(const gating *at, int64_t i)
{
    return &at->appraisal->shut.items[at->begin + i];
}

static int64_t begin_gate(const gating *at, int64_t i)
{
    cpf_explanation *to = at->telling->to;
    const char *code = cpf__record_text(at->gates, CPF__GATE_CODE, shut_at(at, i)->gate);
    int64_t step = cpf__step_begin(to, CPF__STEP_NUMBER, code, code);

    cpf__step_note(to, step, "gate \"%s\" is shut", "“%s”一票否决已触发", code, NULL);
    return step;
}

/* The inner total, with at most the figure beside it. */
static void tell_cap(const gating *at, int64_t i, void (*inner)(const gating *at, int64_t i))
{
    int64_t alone = shut_at(at, i)->alone;

    cpf__step_leaf(at->telling->to, CPF__STEP_NUMBER, "no more than", "不超过", alone, at->decimals, 1);
    inner(at, i - 1);
}

static void tell_factor(const gating *at, int64_t i, int64_t step, int64_t total,
                        void (*inner)(const gating *at, int64_t i))
{
    cpf_explanation *to = at->telling->to;
    int64_t factor = cpf__record_value(at->gates, CPF__GATE_AMOUNT, shut_at(at, i)->gate), product;
    cpf__ratio value;

    cpf__step_operation(to, step, CPF__BY_ROUNDING);
    product = cpf__step_begin(to, CPF__STEP_NUMBER, "total times factor", "总分乘系数");
    cpf__step_operation(to, product, CPF__BY_PRODUCT);
    if (cpf__ratio_mul(cpf__ratio_of(total, at->decimals), cpf__ratio_of(factor, AMOUNT_DECIMALS), &value) == CPF_OK)
        cpf__step_ratio(to, product, value, CPF__MAX_DECIMALS);
    inner(at, i - 1);
    cpf__step_leaf(to, CPF__STEP_NUMBER, "factor", "系数", factor, AMOUNT_DECIMALS, 1);
    cpf__step_end(to);
}

static int is_factor(const gating *at, int64_t i)
{
    return cpf__record_value(at->gates, CPF__GATE_EFFECT, shut_at(at, i)->gate) == CPF__GATE_FACTOR;
}

/* The total as the lines gave it: told in full once, then as a figure. */
static void tell_first(const gating *at, int64_t i)
{
    (void)i;
    at->before(at->user, shut_at(at, 0)->before);
}

static void tell_figure(const gating *at, int64_t i)
{
    (void)i;
    cpf__step_leaf(at->telling->to, CPF__STEP_NUMBER, "total before gates", "否决前总分", shut_at(at, 0)->before,
                   at->decimals, 1);
}

static int64_t left_by(const gating *at, int64_t i)
{
    int64_t left = shut_at(at, 0)->before;

    for (int64_t k = 0; k <= i; k++)
        (void)cpf__gate_total(at->appraisal->model, shut_at(at, k)->gate, left, &left);
    return left;
}

/* Gates one after the other: the last outermost. */
static void tell_chain(const gating *at, int64_t i)
{
    cpf_explanation *to = at->telling->to;
    int64_t step;

    if (i < 0) {
        tell_first(at, i);
        return;
    }
    step = begin_gate(at, i);
    cpf__step_value(to, step, left_by(at, i), at->decimals);
    if (is_factor(at, i)) {
        tell_factor(at, i, step, left_by(at, i - 1), tell_chain);
    } else {
        cpf__step_operation(to, step, CPF__BY_LEAST);
        tell_cap(at, i, tell_chain);
    }
    cpf__step_end(to);
}

static void tell_alone(const gating *at, int64_t i)
{
    cpf_explanation *to = at->telling->to;
    int64_t step = begin_gate(at, i);

    cpf__step_value(to, step, shut_at(at, i)->alone, at->decimals);
    if (is_factor(at, i)) {
        tell_factor(at, i, step, shut_at(at, i)->before, tell_figure);
    } else {
        cpf__step_operation(to, step, CPF__BY_LEAST);
        tell_cap(at, i, tell_figure);
    }
    cpf__step_end(to);
}

int cpf__tell_gates(const cpf__telling *telling, const cpf_appraisal *appraisal, cpf_id card, int64_t subject,
                    int64_t step, cpf__tell_before before, const void *user)
{
    int64_t begin, end;
    gating at = {telling,
                 appraisal,
                 cpf__model_records(telling->model, &cpf__record_gate),
                 0,
                 telling->model->scorecards[card].total_decimals,
                 before,
                 user};

    cpf__gates_of(appraisal, subject, &begin, &end);
    at.begin = begin;
    if (begin == end)
        return 0;
    cpf__step_operation(telling->to, step, CPF__BY_LEAST);
    if (cpf__gates_multiply(telling->model, card)) {
        tell_chain(&at, end - begin - 1);
        return 1;
    }
    tell_first(&at, 0);
    for (int64_t i = 0; i < end - begin; i++)
        tell_alone(&at, i);
    return 1;
}
