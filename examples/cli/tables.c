/* SPDX-License-Identifier: MIT */
#include "tables.h"

#include <stdio.h>
#include <string.h>

#include "deliver.h"
#include "output.h"

/* A table in the wanted format; yours. */
static int written(const cli_options *options, const char *format, const cpf_table *table, cpf_text **text)
{
    cpf_error *error = NULL;
    cpf_status status = cpf_table_write(table, format, options->language, text, &error);

    return status == CPF_OK ? CLI_DONE : cli_fail(options, status, error);
}

static int put_file(const cli_options *options, const cli_folder *folder, const char *format, const cpf_table *table)
{
    char name[64];
    cpf_text *text = NULL;
    int file, why, closed, code = written(options, format, table, &text);

    if (code)
        return code;
    snprintf(name, sizeof name, "%s.%s", cpf_table_name(table), strcmp(format, "text") == 0 ? "txt" : format);
    why = cli_folder_file(folder, name, &file);
    if (!why) {
        why = cli_folder_write(file, cpf_text_data(text), cpf_text_length(text));
        closed = cli_folder_close(file);
        why = why ? why : closed;
    }
    cpf_text_free(text);
    return why ? cli_tell_folder(name, why) : CLI_DONE;
}

static int put_files(const cli_options *options, const cli_folder *folder, const char *format, const cpf_tables *tables)
{
    int code = CLI_DONE;

    for (int32_t i = 0; i < cpf_tables_count(tables) && !code; i++)
        code = put_file(options, folder, format, cpf_tables_at(tables, i));
    return code;
}

int cli_tables_put(const cli_options *options, const cli_folder *folder, cpf_tables *tables)
{
    int code = put_files(options, folder, "csv", tables);

    cpf_tables_free(tables);
    return code;
}

/* The folder's other files move along, so that several commands may share one. */
static int fill_folder(const cli_options *options, const cpf_tables *tables)
{
    cli_folder folder;
    int why = cli_folder_begin(&folder, options->out), code = why ? cli_tell_folder(options->out, why) : CLI_DONE;

    if (!code)
        code = put_files(options, &folder, options->format, tables);
    if (!code) {
        why = cli_folder_publish(&folder);
        code = why ? cli_tell_folder(options->out, why) : CLI_DONE;
    }
    cli_folder_end(&folder);
    if (!code)
        cli_say(options, "results are in ", "结果在 ", options->out);
    return code;
}

/* What stands around the tables of each format. */
static const struct around {
    const char *format, *begin, *between, *end;
    int named; /* the table's name is written above it */
} arounds[] = {{"text", "", "\n", "", 1}, {"json", "[", ",\n", "]\n", 0}, {"csv", "", "", "", 0}};

static int print_all(const cli_options *options, const struct around *around, const cpf_tables *tables)
{
    int code = CLI_DONE;

    fputs(around->begin, stdout);
    for (int32_t i = 0; i < cpf_tables_count(tables) && !code; i++) {
        cpf_text *text = NULL;

        fputs(i ? around->between : "", stdout);
        if (around->named)
            printf("%s\n", cpf_table_name(cpf_tables_at(tables, i)));
        code = written(options, options->format, cpf_tables_at(tables, i), &text);
        fputs(code ? "" : cpf_text_data(text), stdout);
        cpf_text_free(text);
    }
    fputs(around->end, stdout);
    return code ? code : cli_flush();
}

static int print_tables(const cli_options *options, const cpf_tables *tables)
{
    const struct around *around = arounds;

    while (strcmp(around->format, options->format) != 0)
        around++;
    if (cpf_tables_count(tables) > 1 && strcmp(around->format, "csv") == 0) {
        fputs("channelperf: csv holds one table: name it with --table, or give a folder with --out\n", stderr);
        return CLI_USAGE;
    }
    if (!cpf_tables_count(tables))
        cli_say(options, "the plan's records ask for no table here", "方案的记录没有要求输出此类表格", "");
    return print_all(options, around, tables);
}

int cli_tables_deliver(const cli_options *options, cpf_tables *tables)
{
    int code = options->out ? fill_folder(options, tables) : print_tables(options, tables);

    cpf_tables_free(tables);
    return code;
}
