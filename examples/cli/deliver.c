/* SPDX-License-Identifier: MIT */
#include "deliver.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "folder.h"
#include "output.h"

int cli_tell_folder(const char *path, int why)
{
    const char *text = why == ENOTEMPTY ? "holds folders of others; give a folder of its own"
                       : why == EBUSY   ? "is the folder you stand in; give a folder of its own"
                                        : strerror(why);

    fprintf(stderr, "channelperf: %s: %s\n", path, text);
    return why == ENOMEM ? CLI_OUR_FAULT : CLI_IO;
}

static int write_file(const cli_folder *folder, const char *name, const cpf_text *text)
{
    int file, why = cli_folder_file(folder, name, &file), closed;

    if (why)
        return why;
    why = cli_folder_write(file, cpf_text_data(text), cpf_text_length(text));
    closed = cli_folder_close(file);
    return why ? why : closed;
}

/* The folder's other files move along, so that several commands may share one. */
static int write_into(const char *path, const char *name, const cpf_text *text)
{
    cli_folder folder;
    int why = cli_folder_begin(&folder, path);

    if (!why)
        why = write_file(&folder, name, text);
    if (!why)
        why = cli_folder_publish(&folder);
    cli_folder_end(&folder);
    return why;
}

int cli_deliver(const cli_options *options, const char *name, cpf_table *table)
{
    char file[64];
    cpf_text *text = NULL;
    cpf_error *error = NULL;
    cpf_status status;
    int why;

    if (!options->out)
        return cli_print(options, table);
    status = cpf_table_write(table, options->format, options->language, &text, &error);
    cpf_table_free(table);
    if (status != CPF_OK)
        return cli_fail(options, status, error);
    snprintf(file, sizeof file, "%s.%s", name, strcmp(options->format, "text") == 0 ? "txt" : options->format);
    why = write_into(options->out, file, text);
    cpf_text_free(text);
    if (why)
        return cli_tell_folder(options->out, why);
    cli_say(options, "results are in ", "结果在 ", options->out);
    return CLI_DONE;
}
