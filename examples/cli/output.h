/* SPDX-License-Identifier: MIT */
/* Results on standard output, findings on standard error. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <channelperf/channelperf.h>

#include "options.h"

/* What a status means to the shell. */
int cli_exit_of(cpf_status status);

/* Tells all findings on standard error and frees them; warnings only unless quiet. Returns cli_exit_of(status). */
int cli_fail(const cli_options *options, cpf_status status, cpf_error *error);
void cli_tell(const cli_options *options, const cpf_error *findings);

/* One line of ours on standard error, unless quiet. Both languages. */
void cli_say(const cli_options *options, const char *english, const char *chinese, const char *about);

/* Writes the table in the wanted format to standard output and frees it; NULL table: nothing. */
int cli_print(const cli_options *options, cpf_table *table);

/* Writes and frees a text. */
int cli_print_text(cpf_text *text);

/* Everything written has arrived? CLI_DONE or CLI_IO. */
int cli_flush(void);

/* 1 when colours may be used on standard error: a terminal, and NO_COLOR not set. */
int cli_colours(void);

#endif
