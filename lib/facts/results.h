/* SPDX-License-Identifier: MIT */
/* Results of appraisals as they come into a later stage: the "totals" tables, each under the name of its period. */
#ifndef CPF_FACTS_RESULTS_H
#define CPF_FACTS_RESULTS_H

#include "stage_view.h"

/* One appraisal. */
typedef struct cpf__result {
    const cpf_table *table;
    cpf_id period;
    int32_t total, scorecard; /* columns */
    int64_t *row_of_unit;     /* -1: the unit is no subject */
} cpf__result;

/* All of them, by the period's id. */
typedef struct cpf__results {
    const cpf_context *context;
    int32_t count;
    cpf__result *items;
} cpf__results;

/* Indexes view->earlier, none when it is NULL. A table that is named after no period of the plan, has no unit or no
 * total, or names a unit that there is not, is a finding. */
cpf_status cpf__results_open(const cpf__stage_view *view, cpf__results *results, cpf_error **error);
void cpf__results_close(cpf__results *results);

/* The appraisal of a period, NULL: there is none. */
const cpf__result *cpf__results_of(const cpf__results *results, cpf_id period);

/* Total of a unit in steps of `*decimals`; 0: it has none. */
int cpf__result_total(const cpf__result *result, cpf_id unit, int64_t *total, int32_t *decimals);

/* Code of the scorecard of a unit, "" when it is no subject. */
const char *cpf__result_scorecard(const cpf__result *result, cpf_id unit);

/* The column of the grades of a standing, CPF_NONE when the table has none; the grade of a unit, "" for none. */
int32_t cpf__result_grades(const cpf__stage_view *view, const cpf__result *result, cpf_id standing);
const char *cpf__result_grade(const cpf__result *result, int32_t column, cpf_id unit);

#endif
