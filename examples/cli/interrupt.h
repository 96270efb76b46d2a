/* SPDX-License-Identifier: MIT */
/* Ctrl-C while results are written: go on to the next safe place, clear up, stop. The second one stops at once. */
#ifndef CLI_INTERRUPT_H
#define CLI_INTERRUPT_H

void cli_interrupt_watch(void);
int cli_interrupted(void);

/* Exit status of a program that was stopped by that signal, for the shell. */
int cli_interrupt_exit(void);

#endif
