/* SPDX-License-Identifier: MIT */
/* What tracking found, as a page for a person: who is off course, where the gap is, what moves, what to look at. */
#ifndef CLI_TRACK_PAGE_H
#define CLI_TRACK_PAGE_H

#include <channelperf/channelperf.h>

#include "options.h"

/* Prints the page to standard output; the exit status. */
int cli_track_page(const cli_options *options, const cpf_tables *tables);

#endif
