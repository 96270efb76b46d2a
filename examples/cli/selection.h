/* SPDX-License-Identifier: MIT */
/* A part of facts: one indicator, one unit with all below it. */
#ifndef CLI_SELECTION_H
#define CLI_SELECTION_H

#include <channelperf/channelperf.h>

#include "job.h"

/* Prints the values that --period, --unit and --indicator leave; the exit status. */
int cli_selection_print(const cli_job *job, const char *name, const cpf_facts *facts);

#endif
