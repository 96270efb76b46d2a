/* SPDX-License-Identifier: MIT */
/* The command line: what was asked for. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdint.h>

/* Exit statuses: 0, 1, 2 and those of sysexits. */
enum cli_exit {
    CLI_DONE = 0,
    CLI_FINDINGS = 1,
    CLI_USAGE = 2,
    CLI_BAD_DATA = 65,
    CLI_NO_INPUT = 66,
    CLI_OUR_FAULT = 70,
    CLI_IO = 74
};

/* Which options a command takes, beside those that all take. */
enum cli_takes {
    CLI_PERIOD = 1,
    CLI_UNIT = 2,
    CLI_INDICATOR = 4,
    CLI_OUT = 8,
    CLI_FORMAT = 16,
    CLI_AS_OF = 32,
    CLI_TABLE = 64,
    CLI_HOW = 128,
    CLI_AGAINST = 256
};

typedef struct cli_options {
    const char *command;
    const char *subject; /* PLAN, NAME or METHOD; NULL when not given */
    const char *period, *unit, *indicator, *out, *as_of, *table, *against;
    const char *format;  /* as cpf_table_write knows it */
    int32_t language, threads;
    int quiet, help, version;
    int explain, gap, conflicts; /* of cascade: which table */
} cli_options;

typedef struct cli_command {
    const char *name;
    int takes;         /* bits of cli_takes */
    int needs_subject; /* 1: PLAN or METHOD must be given; 0: may be */
    int needs_out;
    int (*run)(const cli_options *options);
    const char *help[2]; /* English, Chinese */
} cli_command;

/* Fills the options; 0, or CLI_USAGE after saying on standard error what is wrong. `commands` ends with a NULL name. */
int cli_options_read(int argc, char **argv, const cli_command *commands, cli_options *options,
                     const cli_command **command);

#endif
