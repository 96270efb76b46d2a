/* SPDX-License-Identifier: MIT */
/* The files that `run` writes. */
#ifndef CLI_RESULTS_H
#define CLI_RESULTS_H

#include "folder.h"
#include "job.h"

/* Writes all files of a finished job into the folder. The exit status, after telling what went wrong. */
int cli_results_write(const cli_job *job, const cli_folder *folder);

#endif
