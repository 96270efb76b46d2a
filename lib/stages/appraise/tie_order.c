/* SPDX-License-Identifier: MIT */
#include "appraise_steps.h"

/* Lets the subject at `top` sink until no unit below it is later. */
static void sink(const cpf_id *units, int32_t *heap, int64_t top, int64_t n)
{
    int32_t subject = heap[top];

    for (int64_t below = 2 * top + 1; below < n; below = 2 * top + 1) {
        below += below + 1 < n && units[heap[below + 1]] > units[heap[below]];
        if (units[heap[below]] <= units[subject])
            break;
        heap[top] = heap[below];
        top = below;
    }
    heap[top] = subject;
}

/* A heap needs no memory, and a block of equals may be a whole company. */
void cpf__appraise_order_ties(const cpf_id *units, int32_t *subjects, int64_t n)
{
    for (int64_t top = n / 2 - 1; top >= 0; top--)
        sink(units, subjects, top, n);
    for (int64_t last = n - 1; last > 0; last--) {
        int32_t latest = subjects[0];

        subjects[0] = subjects[last];
        subjects[last] = latest;
        sink(units, subjects, 0, last);
    }
}
