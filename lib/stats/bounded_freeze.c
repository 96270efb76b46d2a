/* SPDX-License-Identifier: MIT */
#include "bounded_kernel.h"

#include "decimal.h"

int cpf__bounded_freeze(cpf__bounded_task *task, const cpf__beyond *beyond)
{
    /* The shares of those within their bounds, and what they have to be, both times the sum of weights. */
    cpf__i128 within = (cpf__i128)task->amount * (task->sum - beyond->low_weights - beyond->high_weights);
    cpf__i128 wanted = (cpf__i128)(task->amount - beyond->low - beyond->high) * task->sum;
    int freeze = (within >= wanted ? CPF__FREEZE_LOW : 0) | (within <= wanted ? CPF__FREEZE_HIGH : 0);

    if (freeze & CPF__FREEZE_LOW) {
        task->amount -= beyond->low;
        task->sum -= beyond->low_weights;
    }
    if (freeze & CPF__FREEZE_HIGH) {
        task->amount -= beyond->high;
        task->sum -= beyond->high_weights;
    }
    return freeze;
}
