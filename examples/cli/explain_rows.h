/* SPDX-License-Identifier: MIT */
/* Explanations of the rows of a table of outcomes. */
#ifndef CLI_EXPLAIN_ROWS_H
#define CLI_EXPLAIN_ROWS_H

#include "job.h"

/* Those of --table that are of --unit (else of all units) and lie in the chosen period. The exit status. */
int cli_explain_rows(const cli_job *job);

#endif
