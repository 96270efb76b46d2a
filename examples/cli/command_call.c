/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>

#include "commands.h"
#include "output.h"

enum { MOST = 64 << 20, BLOCK = 1 << 16 };

/* All of standard input; NULL after saying why. *code is the exit status then. */
static char *read_all(int64_t *length, int *code)
{
    char *bytes = NULL;
    size_t used = 0, room = 0, got = 1;

    while (got && used <= MOST) {
        char *grown = used + BLOCK > room ? realloc(bytes, room = 2 * room + BLOCK) : bytes;

        if (!grown) {
            free(bytes);
            *code = CLI_OUR_FAULT;
            fputs("channelperf: out of memory\n", stderr);
            return NULL;
        }
        bytes = grown;
        got = fread(bytes + used, 1, BLOCK, stdin);
        used += got;
    }
    if (!ferror(stdin) && used <= MOST) {
        *length = (int64_t)used;
        return bytes;
    }
    *code = ferror(stdin) ? CLI_IO : CLI_BAD_DATA;
    fputs(ferror(stdin) ? "channelperf: standard input cannot be read\n"
                        : "channelperf: standard input is longer than 64 MiB\n", stderr);
    free(bytes);
    return NULL;
}

int cli_command_call(const cli_options *options)
{
    cpf_context *context = NULL;
    cpf_text *answer = NULL;
    cpf_error *error = NULL;
    cpf_status status;
    int64_t length = 0;
    int code = CLI_DONE;
    char *json;

    if (!cpf_method_find(options->subject)) {
        fprintf(stderr, "channelperf: no method \"%s\"; channelperf methods lists them\n", options->subject);
        return CLI_USAGE;
    }
    json = read_all(&length, &code);
    if (!json)
        return code;
    status = cpf_context_new(NULL, &context);
    if (status == CPF_OK)
        status = cpf_context_set_threads(context, options->threads);
    if (status == CPF_OK)
        status = cpf_call(context, options->subject, json, length, &answer, &error);
    code = status == CPF_OK ? cli_print_text(answer) : cli_fail(options, status, error);
    free(json);
    cpf_context_free(context);
    return code;
}
