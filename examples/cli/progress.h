/* SPDX-License-Identifier: MIT */
/* A bar on the terminal while files are read. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdint.h>

#include "options.h"

typedef struct cli_progress {
    int shown; /* standard error is a terminal and nobody asked for quiet */
    int colours;
    int32_t language;
    int last; /* per cent drawn */
    char source[64];
} cli_progress;

void cli_progress_begin(cli_progress *progress, const cli_options *options);

/* A cpf_progress; `user` is the cli_progress. */
int32_t cli_progress_step(void *user, const char *source, int64_t bytes, int64_t total_bytes);

void cli_progress_end(cli_progress *progress); /* wipes the bar */

#endif
