/* SPDX-License-Identifier: MIT */
/* One table as the result of a command: to standard output, or as a file of --out. */
#ifndef CLI_DELIVER_H
#define CLI_DELIVER_H

#include <channelperf/channelperf.h>

#include "options.h"

/* Writes the table in the wanted format and frees it: to the file NAME.csv, .json or .txt of --out, else to standard output. */
int cli_deliver(const cli_options *options, const char *name, cpf_table *table);

/* Tells why a folder could not be made or replaced, an errno; the exit status. */
int cli_tell_folder(const char *path, int why);

#endif
