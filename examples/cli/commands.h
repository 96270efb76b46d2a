/* SPDX-License-Identifier: MIT */
/* One function a command; each returns the exit status. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "options.h"

int cli_command_run(const cli_options *options);
int cli_command_check(const cli_options *options);
int cli_command_measure(const cli_options *options);
int cli_command_cascade(const cli_options *options);
int cli_command_track(const cli_options *options);
int cli_command_appraise(const cli_options *options);
int cli_command_review(const cli_options *options);
int cli_command_apply(const cli_options *options);
int cli_command_explain(const cli_options *options);
int cli_command_methods(const cli_options *options);
int cli_command_call(const cli_options *options);

#endif
