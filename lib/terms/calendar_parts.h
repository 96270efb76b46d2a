/* SPDX-License-Identifier: MIT */
/* The steps of building a calendar, each in a file of its own. */
#ifndef CPF_TERMS_CALENDAR_PARTS_H
#define CPF_TERMS_CALENDAR_PARTS_H

#include "calendar.h"

enum cpf__calendar_limits { CPF__MONTHS = 12, CPF__MAX_WINDOWS = 4096, CPF__FIRST_YEAR = 1900, CPF__LAST_YEAR = 2200 };

/* calendar_check.c: all findings about the spec itself; CPF_OK or the first one's status. */
cpf_status cpf__calendar_check(const cpf_context *context, const cpf__calendar_spec *spec, cpf_error **error);

/* calendar_years.c: first day of a labelled year, and of its month 0 to 12 (12: the next year). */
cpf_day cpf__year_start(const cpf__calendar_spec *spec, int32_t year);
cpf_day cpf__month_start(const cpf__calendar_spec *spec, int32_t year, int32_t month);
int32_t cpf__weeks_of_year(const cpf__calendar_spec *spec, int32_t year);

/* Whether the tree has the grain. */
static inline int cpf__calendar_has(const cpf__calendar_spec *spec, int32_t grain)
{
    return grain <= (int32_t)spec->grain && !(spec->left_out >> grain & 1);
}

/* calendar_tree.c: the rows of the tree, from years to the finest grain; codes not yet set. */
int32_t cpf__calendar_tree_count(const cpf__calendar_spec *spec);
void cpf__calendar_tree(const cpf__calendar_spec *spec, cpf__calendar *calendar);

/* calendar_codes.c: code of a row of the tree, `place` in its year from 0. At least 32 bytes. */
void cpf__period_code(const cpf__calendar_spec *spec, int32_t grain, int32_t year, int32_t place, cpf_day from,
                      char *code);

/* calendar_days.c: tables by day, working days. */
cpf_status cpf__calendar_days(const cpf__calendar_spec *spec, cpf__calendar *calendar);

/* calendar_windows.c: rows behind the tree; needs the day tables. */
cpf_status cpf__calendar_windows(const cpf__calendar_spec *spec, cpf__calendar *calendar, cpf_error **error);

#endif
