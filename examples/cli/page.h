/* SPDX-License-Identifier: MIT */
/* Pages for people: the summary of a run, and why each subject has its total. */
#ifndef CLI_PAGE_H
#define CLI_PAGE_H

#include "job.h"

/* Each writes to the file and returns an exit status. */
int cli_page_summary(const cli_job *job, int file);
int cli_page_subject(const cli_job *job, int file, int64_t subject);

#endif
