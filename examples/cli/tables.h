/* SPDX-License-Identifier: MIT */
/* The tables of a stage as the result of a command. */
#ifndef CLI_TABLES_H
#define CLI_TABLES_H

#include <channelperf/channelperf.h>

#include "folder.h"
#include "job.h"

/* Prints the tables in the wanted format, or puts a file each into --out. Takes them over. */
int cli_tables_deliver(const cli_options *options, cpf_tables *tables);

/* Puts a file each into the folder, as CSV. Takes them over. */
int cli_tables_put(const cli_options *options, const cli_folder *folder, cpf_tables *tables);

#endif
