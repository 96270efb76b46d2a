/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "progress.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "interrupt.h"
#include "output.h"

enum { BAR = 30 };

void cli_progress_begin(cli_progress *progress, const cli_options *options)
{
    *progress = (cli_progress){.shown = !options->quiet && isatty(STDERR_FILENO), .colours = cli_colours(),
                               .language = options->language, .last = -1};
}

int32_t cli_progress_step(void *user, const char *source, int64_t bytes, int64_t total_bytes)
{
    cli_progress *progress = user;
    int percent = total_bytes > 0 ? (int)(100.0 * (double)bytes / (double)total_bytes) : 0;
    int full = percent * BAR / 100;
    const char *name = source ? source : "";

    if (!progress->shown || (percent == progress->last && !strncmp(progress->source, name, sizeof progress->source - 1)))
        return cli_interrupted();
    progress->last = percent;
    snprintf(progress->source, sizeof progress->source, "%s", name);
    fprintf(stderr, "\r%s %-20.20s [%s", progress->language == CPF_CHINESE ? "读取" : "reading", name,
            progress->colours ? "\033[32m" : "");
    for (int i = 0; i < BAR; i++)
        fputc(i < full ? '#' : '.', stderr);
    fprintf(stderr, "%s] %3d%%", progress->colours ? "\033[0m" : "", percent);
    fflush(stderr);
    return cli_interrupted();
}

void cli_progress_end(cli_progress *progress)
{
    if (progress->shown && progress->last >= 0)
        fprintf(stderr, "\r%*s\r", BAR + 40, "");
    progress->last = -1;
}
