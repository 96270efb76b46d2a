/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "output.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct exit_row {
    cpf_status status;
    int code;
} exit_row;

static const exit_row exits[] = {
    {CPF_OK, CLI_DONE},
    {CPF_E_PLAN, CLI_FINDINGS},       {CPF_E_INFEASIBLE, CLI_FINDINGS}, {CPF_E_MISSING, CLI_FINDINGS},
    {CPF_E_RANGE, CLI_BAD_DATA},      {CPF_E_SYNTAX, CLI_BAD_DATA},     {CPF_E_DATA, CLI_BAD_DATA},
    {CPF_E_NOT_FOUND, CLI_NO_INPUT},  {CPF_E_IO, CLI_IO},
};

int cli_exit_of(cpf_status status)
{
    for (size_t i = 0; i < sizeof exits / sizeof *exits; i++) {
        if (exits[i].status == status)
            return exits[i].code;
    }
    return CLI_OUR_FAULT;
}

int cli_colours(void)
{
    const char *no = getenv("NO_COLOR");

    return isatty(STDERR_FILENO) && !(no && *no);
}

static void tell_one(const cli_options *options, const cpf_error *error, int32_t i)
{
    static const char *const heads[2][2] = {{"error", "错误"}, {"warning", "警告"}};
    static const char *const colours[2] = {"\033[31m", "\033[33m"};
    int32_t weight = cpf_error_severity_at(error, i) == CPF_WARNING;
    const char *subject = cpf_error_subject_at(error, i), *hint = cpf_error_hint_at(error, i, options->language);
    int colour = cli_colours();

    fprintf(stderr, "%s%s%s: %s%s%s [%s]\n", colour ? colours[weight] : "", heads[weight][options->language],
            colour ? "\033[0m" : "", subject, *subject ? ": " : "",
            cpf_error_message_at(error, i, options->language), cpf_error_code_at(error, i));
    if (*hint)
        fprintf(stderr, "  %s%s\n", options->language == CPF_CHINESE ? "建议：" : "hint: ", hint);
}

void cli_tell(const cli_options *options, const cpf_error *findings)
{
    for (int32_t i = 0; i < cpf_error_count(findings); i++) {
        if (!options->quiet || cpf_error_severity_at(findings, i) == CPF_ERROR)
            tell_one(options, findings, i);
    }
}

int cli_fail(const cli_options *options, cpf_status status, cpf_error *error)
{
    if (error)
        cli_tell(options, error);
    else if (status != CPF_OK)
        fprintf(stderr, "channelperf: %s\n", cpf_status_text(status, options->language));
    cpf_error_free(error);
    return cli_exit_of(status);
}

void cli_say(const cli_options *options, const char *english, const char *chinese, const char *about)
{
    if (!options->quiet)
        fprintf(stderr, "%s%s\n", options->language == CPF_CHINESE ? chinese : english, about);
}

int cli_print_text(cpf_text *text)
{
    int64_t length = cpf_text_length(text);

    fwrite(cpf_text_data(text), 1, (size_t)length, stdout);
    if (length && cpf_text_data(text)[length - 1] != '\n')
        fputc('\n', stdout);
    cpf_text_free(text);
    return cli_flush();
}

int cli_print(const cli_options *options, cpf_table *table)
{
    cpf_text *text = NULL;
    cpf_error *error = NULL;
    cpf_status status;

    if (!table)
        return CLI_DONE;
    status = cpf_table_write(table, options->format, options->language, &text, &error);
    cpf_table_free(table);
    return status == CPF_OK ? cli_print_text(text) : cli_fail(options, status, error);
}

int cli_flush(void)
{
    if (!fflush(stdout) && !ferror(stdout))
        return CLI_DONE;
    fputs("channelperf: standard output cannot be written\n", stderr);
    return CLI_IO;
}
