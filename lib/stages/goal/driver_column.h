/* SPDX-License-Identifier: MIT */
/* The values of one driver of a split. */
#ifndef CPF_GOAL_DRIVER_COLUMN_H
#define CPF_GOAL_DRIVER_COLUMN_H

#include "facts_in.h"

/* Values >= 0 a unit: those before `limit` in one place, the others in another, so that a clean column is not copied.
 */
typedef struct cpf__driver_column {
    const int64_t *upper, *lower; /* both by unit */
    cpf_id limit;
    int64_t *own;
    uint8_t *marks; /* cpf__driver_mark by unit; NULL: all known, or it makes no difference */
} cpf__driver_column;

/* CPF_E_DATA when a base has no column, CPF_E_RANGE, CPF_E_MEMORY; close it also then. */
cpf_status cpf__driver_open(const cpf_model *model, const cpf_facts *base, cpf_id goal, int32_t driver,
                            cpf__driver_column *column, cpf_error **error);
void cpf__driver_close(const cpf_context *context, cpf__driver_column *column);

static inline const int64_t *cpf__driver_items(const cpf__driver_column *column, cpf_id begin)
{
    return (begin < column->limit ? column->upper : column->lower) + begin;
}

/* Period whose values a driver takes; CPF_NONE: the calendar does not reach back that far. */
cpf_id cpf__driver_period(const cpf_model *model, const struct cpf_goal *goal, const cpf__driver *driver);

/* Whether the unit may get a share: it exists on some day of the goal's period. */
int cpf__takes_part(const cpf_model *model, const struct cpf_goal *goal, cpf_id unit);

#endif
