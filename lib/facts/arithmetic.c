/* SPDX-License-Identifier: MIT */
#include "arithmetic.h"

#include "exact.h"
#include "lowest.h"
#include "parallel.h"

/* Formulas nest 200 deep, and each bracket can leave one operand of each of five precedences waiting. */
enum { STACK_SIZE = 1280, GRAIN = 4096 };

typedef struct machine {
    const cpf__inputs *inputs;
    const cpf__op *op;
    cpf_id unit;
    int32_t reserved;
    cpf__exact *top; /* the last value pushed */
} machine;

static cpf__exact view_value(const cpf__view *view, cpf_id unit)
{
    if (view->absent || !cpf__bit(view->valid, unit))
        return cpf__exact_missing();
    if (view->ratios)
        return (cpf__exact){view->ratios[unit].num, view->ratios[unit].den, 0, 0};
    return cpf__exact_of(view->values[unit], view->decimals);
}

static cpf_status push_number(machine *m)
{
    *m->top = (cpf__exact){m->op->number.num, m->op->number.den, 0, 0};
    return CPF_OK;
}

static cpf_status push_term(machine *m)
{
    *m->top = view_value(&m->inputs->terms[m->op->a], m->unit);
    return CPF_OK;
}

static cpf_status push_operand(machine *m)
{
    *m->top = view_value(&m->inputs->operands[m->op->a], m->unit);
    return CPF_OK;
}

static cpf_status push_target(machine *m)
{
    *m->top = m->inputs->targets ? view_value(&m->inputs->targets[m->op->a], m->unit) : cpf__exact_missing();
    return CPF_OK;
}

static cpf_status push_text_equal(machine *m)
{
    const int32_t *text = m->inputs->model->attributes[m->op->a].text;

    *m->top = cpf__exact_of(text && m->op->b != CPF_NONE && text[m->unit] == m->op->b, 0);
    return CPF_OK;
}

static cpf_status push_days(machine *m)
{
    *m->top = cpf__exact_of(m->inputs->period->to - m->inputs->period->from, 0);
    return CPF_OK;
}

static cpf_status push_working_days(machine *m)
{
    *m->top = cpf__exact_of(m->inputs->period->working_days, 0);
    return CPF_OK;
}

static cpf_status is_in_period(machine *m)
{
    cpf__exact from = cpf__exact_of(m->inputs->period->from, 0), to = cpf__exact_of(m->inputs->period->to, 0);
    int inside = !m->top->missing && cpf__exact_compare(m->top, &from) >= 0 && cpf__exact_compare(m->top, &to) < 0;

    *m->top = cpf__exact_of(inside, 0);
    return CPF_OK;
}

static cpf_status do_negate(machine *m)
{
    m->top->num = -m->top->num;
    return CPF_OK;
}

static cpf_status do_logical_not(machine *m)
{
    *m->top = cpf__exact_of(m->top->num == 0, 0);
    return CPF_OK;
}

static cpf_status do_add(machine *m)
{
    return cpf__exact_add(m->top, m->top + 1);
}

static cpf_status do_subtract(machine *m)
{
    return cpf__exact_sub(m->top, m->top + 1);
}

static cpf_status do_multiply(machine *m)
{
    return cpf__exact_mul(m->top, m->top + 1);
}

static cpf_status do_divide(machine *m)
{
    return cpf__exact_div(m->top, m->top + 1);
}

/* Conditions are never missing: a comparison with a missing value does not hold. */
static cpf_status do_logical_and(machine *m)
{
    *m->top = cpf__exact_of(m->top[0].num != 0 && m->top[1].num != 0, 0);
    return CPF_OK;
}

static cpf_status do_logical_or(machine *m)
{
    *m->top = cpf__exact_of(m->top[0].num != 0 || m->top[1].num != 0, 0);
    return CPF_OK;
}

/* Which results of a comparison (less, equal, greater) make the operation hold. */
static cpf_status do_compare(machine *m)
{
    static const uint8_t holds[CPF__OP_GE - CPF__OP_EQ + 1][3] = {
        [CPF__OP_EQ - CPF__OP_EQ] = {0, 1, 0}, [CPF__OP_NE - CPF__OP_EQ] = {1, 0, 1},
        [CPF__OP_LT - CPF__OP_EQ] = {1, 0, 0}, [CPF__OP_LE - CPF__OP_EQ] = {1, 1, 0},
        [CPF__OP_GT - CPF__OP_EQ] = {0, 0, 1}, [CPF__OP_GE - CPF__OP_EQ] = {0, 1, 1},
    };
    int known = !m->top[0].missing && !m->top[1].missing;
    int order = known ? cpf__exact_compare(m->top, m->top + 1) : 0;

    *m->top = cpf__exact_of(known && holds[m->op->code - CPF__OP_EQ][(order > 0) - (order < 0) + 1], 0);
    return CPF_OK;
}

static cpf_status do_when(machine *m)
{
    *m->top = m->top[0].num != 0 ? m->top[1] : cpf__exact_missing();
    return CPF_OK;
}

static cpf_status do_choose(machine *m)
{
    int order;

    if (m->top[0].missing || m->top[1].missing) {
        *m->top = cpf__exact_missing();
        return CPF_OK;
    }
    order = cpf__exact_compare(m->top, m->top + 1);
    if (m->op->code == CPF__OP_LEAST ? order > 0 : order < 0)
        *m->top = m->top[1];
    return CPF_OK;
}

/* An operation finds its first operand at `top` and leaves its result there. */
typedef struct arithmetic_op {
    int32_t takes; /* values that it takes from the stack */
    cpf_status (*run)(machine *m);
} arithmetic_op;

static const arithmetic_op operations[] = {
    [CPF__OP_NUMBER] = {0, push_number},
    [CPF__OP_TERM] = {0, push_term},
    [CPF__OP_OPERAND] = {0, push_operand},
    [CPF__OP_TEXT_EQUAL] = {0, push_text_equal},
    [CPF__OP_IN_PERIOD] = {1, is_in_period},
    [CPF__OP_NEGATE] = {1, do_negate},
    [CPF__OP_ADD] = {2, do_add},
    [CPF__OP_SUB] = {2, do_subtract},
    [CPF__OP_MUL] = {2, do_multiply},
    [CPF__OP_DIV] = {2, do_divide},
    [CPF__OP_NOT] = {1, do_logical_not},
    [CPF__OP_AND] = {2, do_logical_and},
    [CPF__OP_OR] = {2, do_logical_or},
    [CPF__OP_EQ] = {2, do_compare},
    [CPF__OP_NE] = {2, do_compare},
    [CPF__OP_LT] = {2, do_compare},
    [CPF__OP_LE] = {2, do_compare},
    [CPF__OP_GT] = {2, do_compare},
    [CPF__OP_GE] = {2, do_compare},
    [CPF__OP_WHEN] = {2, do_when},
    [CPF__OP_LEAST] = {2, do_choose},
    [CPF__OP_GREATEST] = {2, do_choose},
    [CPF__OP_DAYS] = {0, push_days},
    [CPF__OP_WORKING_DAYS] = {0, push_working_days},
    [CPF__OP_TARGET] = {0, push_target},
};

static cpf_status run_ops(const cpf__op *ops, int32_t count, const cpf__inputs *inputs, cpf_id unit, cpf__exact *result)
{
    cpf__exact stack[STACK_SIZE];
    machine m = {inputs, NULL, unit, 0, NULL};
    int32_t height = 0;

    for (int32_t i = 0; i < count; i++) {
        const arithmetic_op *step = &operations[ops[i].code];
        cpf_status status;

        height -= step->takes;
        if (height < 0 || height >= STACK_SIZE)
            return CPF_E_INTERNAL;
        m.op = &ops[i];
        m.top = &stack[height++];
        status = step->run(&m);
        if (status != CPF_OK)
            return status;
    }
    *result = height == 1 ? stack[0] : cpf__exact_missing();
    return CPF_OK;
}

cpf_status cpf__program_run(const cpf__program *program, const cpf__inputs *inputs, cpf_id unit, cpf__ratio *result)
{
    cpf__exact value;
    cpf_status status = run_ops(program->ops, program->op_count, inputs, unit, &value);

    if (status != CPF_OK)
        return status;
    if (value.missing)
        return CPF_E_MISSING;
    *result = cpf__exact_ratio(&value);
    return CPF_OK;
}

cpf_status cpf__program_value(const cpf__program *program, const cpf__inputs *inputs, cpf_id unit, int32_t decimals,
                              int64_t *value)
{
    cpf__exact result;
    cpf_status status = run_ops(program->ops, program->op_count, inputs, unit, &result);

    if (status != CPF_OK)
        return status;
    return result.missing ? CPF_E_MISSING : cpf__exact_round(&result, decimals, value);
}

cpf_status cpf__condition_holds(const cpf__condition *condition, const cpf__inputs *inputs, cpf_id unit, int *holds)
{
    cpf__exact result;
    cpf_status status = run_ops(condition->ops, condition->count, inputs, unit, &result);

    *holds = status == CPF_OK && result.num != 0;
    return status;
}

/* One way of computing a column; a unit's value as cpf__program_value gives it. */
typedef cpf_status (*unit_value)(const cpf__program *program, const cpf__inputs *inputs, cpf_id unit, int32_t decimals,
                                 int64_t *value);

typedef struct column_job {
    const cpf__program *program;
    const cpf__inputs *inputs;
    unit_value value_of;
    int32_t decimals;
    int64_t *values;
    uint8_t *valid;
    cpf__lowest failed;
} column_job;

/* `term` alone. */
static cpf_status term_value(const cpf__program *program, const cpf__inputs *inputs, cpf_id unit, int32_t decimals,
                             int64_t *value)
{
    const cpf__view *view = &inputs->terms[program->ops[0].a];

    if (!cpf__bit(view->valid, unit))
        return CPF_E_MISSING;
    return cpf__rescale(view->values[unit], view->decimals, decimals, CPF__HALF_UP, value);
}

/* `term / term`: one division of 128 bits, which 64 bits times 10^18 do not leave. */
static cpf_status quotient_value(const cpf__program *program, const cpf__inputs *inputs, cpf_id unit, int32_t decimals,
                                 int64_t *value)
{
    const cpf__view *above = &inputs->terms[program->ops[0].a], *below = &inputs->terms[program->ops[1].a];
    int32_t shift = decimals + below->decimals - above->decimals;
    cpf__i128 num, den;

    if (!cpf__bit(above->valid, unit) || !cpf__bit(below->valid, unit))
        return CPF_E_MISSING;
    num = above->values[unit];
    den = below->values[unit];
    return cpf__divide(shift > 0 ? num * cpf__pow10(shift) : num, shift < 0 ? den * cpf__pow10(-shift) : den,
                       CPF__HALF_UP, value);
}

static int is_plain(const cpf__inputs *inputs, const cpf__op *op)
{
    const cpf__view *view = op->code == CPF__OP_TERM ? &inputs->terms[op->a] : NULL;

    return view && !view->absent && view->values;
}

static unit_value choose_way(const cpf__program *program, const cpf__inputs *inputs)
{
    if (program->op_count == 1 && is_plain(inputs, &program->ops[0]))
        return term_value;
    if (program->op_count == 3 && program->ops[2].code == CPF__OP_DIV && is_plain(inputs, &program->ops[0]) &&
        is_plain(inputs, &program->ops[1]))
        return quotient_value;
    return cpf__program_value;
}

static cpf_status column_part(void *user, int64_t begin, int64_t end)
{
    column_job *job = user;

    for (int64_t i = begin; i < end; i++) {
        int64_t value = 0;
        cpf_status status = job->value_of(job->program, job->inputs, (cpf_id)i, job->decimals, &value);

        if (status != CPF_OK && status != CPF_E_MISSING) {
            cpf__lowest_tell(&job->failed, i);
            return status;
        }
        job->values[i] = status == CPF_OK ? value : 0;
        cpf__bit_set(job->valid, i, status == CPF_OK);
    }
    return CPF_OK;
}

cpf_status cpf__program_column(const cpf_context *context, const cpf__program *program, const cpf__inputs *inputs,
                               int64_t n, int32_t decimals, int64_t *values, uint8_t *valid, cpf_id *failed)
{
    column_job job = {.program = program, .inputs = inputs, .decimals = decimals, .values = values, .valid = valid};
    cpf_status status;

    job.value_of = choose_way(program, inputs);
    cpf__lowest_start(&job.failed);
    status = cpf__parallel(context, n, GRAIN, column_part, &job);
    *failed = (cpf_id)job.failed;
    return status;
}
