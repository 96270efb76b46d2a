/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "interrupt.h"

#include <signal.h>
#include <stddef.h>

static volatile sig_atomic_t caught;

static void note(int signal_number)
{
    caught = signal_number;
}

void cli_interrupt_watch(void)
{
    struct sigaction action = {.sa_handler = note};

    sigemptyset(&action.sa_mask);
    action.sa_flags = (int)SA_RESETHAND; /* and no SA_RESTART: a read that waits comes back */
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

int cli_interrupted(void)
{
    return caught != 0;
}

int cli_interrupt_exit(void)
{
    return 128 + (int)caught;
}
