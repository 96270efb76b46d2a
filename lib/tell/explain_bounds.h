/* SPDX-License-Identifier: MIT */
#ifndef CPF_TELL_EXPLAIN_BOUNDS_H
#define CPF_TELL_EXPLAIN_BOUNDS_H

#include "telling.h"

/* A share that is held by a floor or a cap, or lies between them beside others that are held, as parts of `step`; the
 * parent's target is told by `tell_parent`. 0: it did not come about so. */
int cpf__tell_bounds(const cpf__telling *telling, cpf__cell_at cell, int64_t value, int64_t step,
                     void (*tell_parent)(const cpf__telling *telling, cpf__cell_at at));

#endif
