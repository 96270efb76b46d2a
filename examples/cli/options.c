/* SPDX-License-Identifier: MIT */
#include "options.h"

#include <stdio.h>
#include <string.h>

#include <channelperf/channelperf.h>

/* How an option is kept. */
enum kind { KIND_TEXT, KIND_FLAG, KIND_FORMAT, KIND_LANGUAGE, KIND_NUMBER };

typedef struct option {
    const char *name;
    int kind;
    int takes; /* 0: every command takes it */
    size_t offset;
} option;

static const option all_options[] = {
    {"--period", KIND_TEXT, CLI_PERIOD, offsetof(cli_options, period)},
    {"--unit", KIND_TEXT, CLI_UNIT, offsetof(cli_options, unit)},
    {"--indicator", KIND_TEXT, CLI_INDICATOR, offsetof(cli_options, indicator)},
    {"--as-of", KIND_TEXT, CLI_AS_OF, offsetof(cli_options, as_of)},
    {"--table", KIND_TEXT, CLI_TABLE, offsetof(cli_options, table)},
    {"--against", KIND_TEXT, CLI_AGAINST, offsetof(cli_options, against)},
    {"--explain", KIND_FLAG, CLI_HOW, offsetof(cli_options, explain)},
    {"--gap", KIND_FLAG, CLI_HOW, offsetof(cli_options, gap)},
    {"--conflicts", KIND_FLAG, CLI_HOW, offsetof(cli_options, conflicts)},
    {"--out", KIND_TEXT, CLI_OUT, offsetof(cli_options, out)},
    {"--format", KIND_FORMAT, CLI_FORMAT, offsetof(cli_options, format)},
    {"--lang", KIND_LANGUAGE, 0, offsetof(cli_options, language)},
    {"--threads", KIND_NUMBER, 0, offsetof(cli_options, threads)},
    {"--quiet", KIND_FLAG, 0, offsetof(cli_options, quiet)},
    {"--help", KIND_FLAG, 0, offsetof(cli_options, help)},
    {"-h", KIND_FLAG, 0, offsetof(cli_options, help)},
    {"--version", KIND_FLAG, 0, offsetof(cli_options, version)},
};

/* Words that stand for a value: what the user writes, what we keep. */
typedef struct word {
    const char *written, *kept;
    int32_t number;
} word;

static const word formats[] = {{"table", "text", 0}, {"csv", "csv", 0}, {"json", "json", 0}, {NULL, NULL, 0}};
static const word languages[] = {{"en", NULL, CPF_ENGLISH}, {"zh", NULL, CPF_CHINESE}, {NULL, NULL, 0}};

static int complain(const char *what, const char *word_given, const char *more)
{
    fprintf(stderr, "channelperf: %s%s%s%s\nTry: channelperf --help\n", what, word_given ? " " : "",
            word_given ? word_given : "", more ? more : "");
    return CLI_USAGE;
}

static const word *word_of(const word *words, const char *text)
{
    for (; words->written; words++) {
        if (!strcmp(words->written, text))
            return words;
    }
    return NULL;
}

static int number_of(const char *text, int32_t *number)
{
    int64_t value;

    if (cpf_decimal_parse(text, 0, 0, &value) != CPF_OK || value < 0 || value > 256)
        return 0;
    *number = (int32_t)value;
    return 1;
}

static int keep(const option *row, const char *value, cli_options *options)
{
    void *member = (char *)options + row->offset;
    const word *found;

    switch (row->kind) {
    case KIND_FLAG:
        *(int *)member = 1;
        return 1;
    case KIND_NUMBER:
        return number_of(value, member);
    case KIND_TEXT:
        *(const char **)member = value;
        return *value != '\0';
    default:
        found = word_of(row->kind == KIND_FORMAT ? formats : languages, value);
        if (found && row->kind == KIND_FORMAT)
            *(const char **)member = found->kept;
        else if (found)
            *(int32_t *)member = found->number;
        return found != NULL;
    }
}

/* The row of "--name" or "--name=value"; *value is what stands behind "=", or NULL. */
static const option *option_of(const char *argument, const char **value)
{
    const char *equals = strchr(argument, '=');
    size_t length = equals ? (size_t)(equals - argument) : strlen(argument);

    *value = equals ? equals + 1 : NULL;
    for (size_t i = 0; i < sizeof all_options / sizeof *all_options; i++) {
        if (strlen(all_options[i].name) == length && !memcmp(all_options[i].name, argument, length))
            return &all_options[i];
    }
    return NULL;
}

static const cli_command *command_of(const cli_command *commands, const char *name)
{
    for (; commands->name; commands++) {
        if (!strcmp(commands->name, name))
            return commands;
    }
    return NULL;
}

/* One option at argv[*i]; moves *i over a value of its own. */
static int read_option(int argc, char **argv, int *i, cli_options *options, int *taken)
{
    const char *value;
    const option *row = option_of(argv[*i], &value);

    if (!row)
        return complain("unknown option", argv[*i], NULL);
    if (row->kind == KIND_FLAG && value)
        return complain("no value goes with", row->name, NULL);
    if (row->kind != KIND_FLAG && !value) {
        if (*i + 1 >= argc)
            return complain("a value is missing behind", row->name, NULL);
        value = argv[++*i];
    }
    if (!keep(row, value, options))
        return complain("this value does not fit:", row->name,
                        row->kind == KIND_FORMAT ? " takes table, csv or json"
                        : row->kind == KIND_LANGUAGE ? " takes en or zh"
                        : row->kind == KIND_NUMBER ? " takes a whole number from 0 to 256" : " takes a text");
    *taken |= row->takes;
    return 0;
}

static int read_word(const char *argument, const cli_command *commands, cli_options *options,
                     const cli_command **command)
{
    if (*command && options->subject)
        return complain("one thing too many:", argument, NULL);
    if (*command) {
        options->subject = argument;
        return 0;
    }
    *command = command_of(commands, argument);
    options->command = argument;
    return *command ? 0 : complain("unknown command", argument, NULL);
}

/* Names the first option that the command does not take. */
static int complain_taken(const cli_command *command, int too_many)
{
    const option *row = all_options;

    while (!(row->takes & too_many))
        row++;
    return complain(row->name, "does not go with ", command->name);
}

static int missing_parts(const cli_command *command, const cli_options *options, int taken)
{
    if (options->help || options->version)
        return 0;
    if (!command)
        return complain("a command is missing", NULL, NULL);
    if (taken & ~command->takes)
        return complain_taken(command, taken & ~command->takes);
    if (command->needs_subject && !options->subject)
        return complain("PLAN or METHOD is missing behind", command->name, NULL);
    if (command->needs_out && !options->out)
        return complain("--out DIR is missing behind", command->name, NULL);
    return 0;
}

int cli_options_read(int argc, char **argv, const cli_command *commands, cli_options *options,
                     const cli_command **command)
{
    int taken = 0, wrong = 0;

    *options = (cli_options){.format = "text", .language = CPF_ENGLISH, .threads = 1};
    *command = NULL;
    for (int i = 1; i < argc && !wrong; i++) {
        if (argv[i][0] == '-' && argv[i][1])
            wrong = read_option(argc, argv, &i, options, &taken);
        else
            wrong = read_word(argv[i], commands, options, command);
    }
    return wrong ? wrong : missing_parts(*command, options, taken);
}
