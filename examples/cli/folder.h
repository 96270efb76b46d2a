/* SPDX-License-Identifier: MIT */
/* A set of files that appears as a whole: all of the new or all of the old. */
#ifndef CLI_FOLDER_H
#define CLI_FOLDER_H

#include <stdint.h>

typedef struct cli_folder {
    char *final; /* where it shall stand */
    char *fresh; /* where it is written: beside, only for its owner */
} cli_folder;

/* Each returns 0, or an errno. Files are made for their owner only (0600): appraisals are personal data. */
int cli_folder_begin(cli_folder *folder, const char *path);
char *cli_folder_path(const cli_folder *folder, const char *name); /* inside `fresh`; yours, NULL without memory */
int cli_folder_file(const cli_folder *folder, const char *name, int *descriptor);
int cli_folder_write(int descriptor, const char *bytes, int64_t length);
int cli_folder_close(int descriptor);
int cli_folder_publish(cli_folder *folder); /* files that others put there move along */
void cli_folder_end(cli_folder *folder);    /* removes what was not published */

#endif
