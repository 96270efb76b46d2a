/* SPDX-License-Identifier: MIT */
/* Factors of units by their attributes (stage, competition, maturity): the plan's records for one goal. */
#ifndef CPF_GOAL_FACTORS_H
#define CPF_GOAL_FACTORS_H

#include "model_in.h"

#define CPF__FACTOR_WHOLE INT64_C(1000000) /* factors are counted in 0.000001 */

/* Those of one attribute. */
typedef struct cpf__factor_table {
    cpf_id attribute;
    int32_t texts;
    int64_t *values; /* [level * texts + text] */
    int64_t *said;   /* how much the record of a cell says; 0: there is none */
    int64_t shared;  /* what all of them, and 1, can be divided by */
} cpf__factor_table;

typedef struct cpf__factors {
    const cpf_model *model;
    int32_t count;             /* 0: the plan has none for the goal */
    cpf__factor_table *tables; /* attributes in the order in which the plan names them */
} cpf__factors;

int cpf__factors_any(const cpf_model *model);

/* CPF_E_MEMORY; close it also then. */
cpf_status cpf__factors_open(cpf__factors *factors, const cpf_model *model, cpf_id goal, cpf_error **error);
void cpf__factors_close(cpf__factors *factors);

/* The unit's factor of a table: that of the record that says most: its indicator before its level, that before its
 * period, a shorter period before a longer one; 1 where none speaks of it. */
static inline int64_t cpf__factor_at(const cpf__factors *factors, int32_t table, cpf_id unit)
{
    const cpf__factor_table *it = &factors->tables[table];
    int32_t text = factors->model->attributes[it->attribute].text[unit];

    return text == CPF_NONE ? CPF__FACTOR_WHOLE : it->values[factors->model->unit_level[unit] * it->texts + text];
}

/* Products of the factors of all units, over what they share: whole numbers by unit in *product, yours; NULL: none.
 * CPF_E_RANGE when one has more than 18 digits, CPF_E_MEMORY. */
cpf_status cpf__factors_product(const cpf_model *model, cpf_id goal, int64_t **product, cpf_error **error);

#endif
