/* SPDX-License-Identifier: MIT */
/* From slots to units, and from units to those above them. */
#ifndef CPF_FACTS_ROLLUP_H
#define CPF_FACTS_ROLLUP_H

#include "events_in.h"
#include "facts_in.h"

/* How the values of children and of the unit itself become one; the numbers are those of cpf__agg.merges. */
typedef enum cpf__fold { CPF__FOLD_SUM = 1, CPF__FOLD_MIN = 2, CPF__FOLD_MAX = 3 } cpf__fold;
extern const cpf__fold cpf__measure_folds[CPF__MEASURE_KINDS];

/* What the rows of the units themselves give over a span; *cells owns its arrays. No column at all when no row fell
 * there. CPF_E_RANGE with the lowest such unit in *failed; CPF_E_MEMORY. Not for distinct measures. */
cpf_status cpf__own_values(const cpf_events *events, cpf_id measure, const cpf__span *span, cpf__cells *cells,
                           cpf_id *failed);

/* Adds to each unit what stands below it, the deepest first. CPF_E_RANGE with *failed: the first such unit of the
 * deepest level. */
cpf_status cpf__tree_fold(const cpf_context *context, const cpf__tree *tree, cpf__fold fold, cpf__cells *cells,
                          cpf_id *failed);

/* Different keys in the subtree of each unit over a span; `allowed`: a byte a unit whose own rows count, NULL all. No
 * column at all when no row fell there. */
cpf_status cpf__distinct_counts(const cpf_events *events, cpf_id measure, const cpf__span *span, const uint8_t *allowed,
                                cpf__cells *cells);

/* Column for n units with or without validity, zeroed; CPF_E_MEMORY. */
cpf_status cpf__cells_make(const cpf_context *context, int64_t n, int with_valid, cpf__cells *cells);
void cpf__cells_free(const cpf_context *context, cpf__cells *cells); /* gives back what is owned */

#endif
