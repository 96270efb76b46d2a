/* SPDX-License-Identifier: MIT */
/* The rules without declared points. value[i] is the i-th parameter of the rule's row in rule.c, in 10^-9. */
#include "rule_settings.h"
#include "terms_messages.h"

static const int64_t one = 1000000000;

static cpf__ratio billionths(int64_t value)
{
    return cpf__ratio_of(value, CPF__RULE_DECIMALS);
}

void cpf__rule_linear(cpf__rule_job *job)
{
    cpf__rule_add_line(job, 0, 1, 0, 0, billionths(job->value[0]));
}

void cpf__rule_capped(cpf__rule_job *job)
{
    enum { FLOOR, CAP, SLOPE };

    cpf__rule_add_line(job, 0, 1, 0, 0, billionths(job->value[SLOPE]));
    cpf__rule_clamp(job, job->value[FLOOR], job->value[CAP]);
}

void cpf__rule_threshold(cpf__rule_job *job)
{
    enum { FROM, AT_THRESHOLD, ACCELERATOR, CAP };
    const int64_t *value = job->value;
    cpf__ratio rise;

    if (value[FROM] >= one) {
        cpf__rule_find_fault(job, "from", -1, CPF__TERMS_RULE_BELOW_ONE, "from", NULL, NULL);
        return;
    }
    rise = cpf__rule_slope(100 * one - value[AT_THRESHOLD], one - value[FROM]);
    cpf__rule_add_flat(job, 0, 1, 0);
    cpf__rule_add_line(job, value[FROM], 1, value[FROM], value[AT_THRESHOLD], rise);
    cpf__rule_add_line(job, one, 1, one, 100 * one, billionths(value[ACCELERATOR]));
    cpf__rule_clamp(job, 0, value[CAP]);
}

void cpf__rule_less(cpf__rule_job *job)
{
    enum { FLOOR, CAP, SLOPE };

    cpf__rule_add_line(job, 0, 1, 2 * one, 0, billionths(-job->value[SLOPE]));
    cpf__rule_clamp(job, job->value[FLOOR], job->value[CAP]);
}

void cpf__rule_inverse(cpf__rule_job *job)
{
    job->curve->input = CPF__X_INVERSE;
    cpf__rule_capped(job);
}

void cpf__rule_range(cpf__rule_job *job)
{
    enum { TOLERANCE, SLOPE, FULL, FLOOR };
    const int64_t *value = job->value;
    int64_t low = one - value[TOLERANCE], high = one + value[TOLERANCE];

    if (value[FLOOR] > value[FULL]) {
        cpf__rule_find_fault(job, "floor", -1, CPF__TERMS_RULE_ORDER, "floor", "full", NULL);
        return;
    }
    cpf__rule_add_line(job, 0, 1, low, value[FULL], billionths(value[SLOPE]));
    cpf__rule_add_flat(job, low, 1, value[FULL]);
    cpf__rule_add_line(job, high, 0, high, value[FULL], billionths(-value[SLOPE]));
    cpf__rule_clamp(job, value[FLOOR], value[FULL]);
}

/* Here b of a piece is counted per full step (see cpf__curve), so that the "line" starts at step 0. */
void cpf__rule_per_step(cpf__rule_job *job)
{
    enum { BASE, STEP, GAIN, LOSS, FLOOR, CAP };
    const int64_t *value = job->value;
    cpf__ratio step = billionths(value[STEP]);

    cpf__rule_add_line(job, 0, 1, 0, value[BASE], billionths(value[LOSS]));
    cpf__rule_add_line(job, one, 1, 0, value[BASE], billionths(value[GAIN]));
    job->curve->step_num = (int64_t)step.num;
    job->curve->step_den = (int64_t)step.den;
    cpf__rule_clamp(job, value[FLOOR], value[CAP]);
}

void cpf__rule_gate(cpf__rule_job *job)
{
    enum { AT, POINTS };

    cpf__rule_add_flat(job, 0, 1, 0);
    cpf__rule_add_flat(job, job->value[AT], 1, job->value[POINTS]);
}
