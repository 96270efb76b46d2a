/* SPDX-License-Identifier: MIT */
/*
 * Every broken input of cases.txt through the public interface: read, check, freeze, read the rows. The table says all
 * errors that a case has, so that one finding too many fails as well as one too few.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

#define FOLDER CPF_TEST_ROOT "/tests/broken/"

enum { LINES_MAXIMUM = 512, CELLS = 5, PATH_MAXIMUM = 1024 };

typedef struct wanted {
    char *name, *exit, *status, *code, *subject;
} wanted;

typedef struct outcome {
    cpf_status status;
    cpf_plan *plan;
    cpf_model *model;
    cpf_events *events;
    cpf_error *error;
} outcome;

static char table_text[1 << 16];
static wanted lines[LINES_MAXIMUM];
static int line_count;

static char *trimmed(char *cell)
{
    char *end = cell + strlen(cell);

    while (isspace((unsigned char)*cell))
        cell++;
    while (end > cell && isspace((unsigned char)end[-1]))
        *--end = '\0';
    return cell;
}

static void add_line(char *line)
{
    char *cells[CELLS] = {NULL};

    for (int i = 0; i < CELLS && line; i++) {
        char *bar = i < CELLS - 1 ? strchr(line, '|') : NULL;

        if (bar)
            *bar = '\0';
        cells[i] = trimmed(line);
        line = bar ? bar + 1 : NULL;
    }
    if (!cells[CELLS - 1])
        fail_msg("cases.txt: a line of fewer than %d cells", CELLS);
    assert_in_range(line_count, 0, LINES_MAXIMUM - 1);
    lines[line_count++] = (wanted){cells[0], cells[1], cells[2], cells[3], cells[4]};
}

static void load_table(void)
{
    FILE *file = fopen(FOLDER "cases.txt", "rb");
    char *line = table_text;

    assert_non_null(file);
    table_text[fread(table_text, 1, sizeof table_text - 1, file)] = '\0';
    fclose(file);
    while (line && *line) {
        char *end = strchr(line, '\n');

        if (end)
            *end = '\0';
        if (*line != '#' && *line)
            add_line(line);
        line = end ? end + 1 : NULL;
    }
}

static void read_rows(outcome *result, const char *folder)
{
    cpf_read_options options;

    result->status = cpf_events_new(result->model, &result->events, &result->error);
    assert_int_equal(cpf_read_options_init(&options, sizeof options), CPF_OK);
    options.folder = folder;
    if (result->status == CPF_OK)
        result->status = cpf_events_read(result->events, CPF_NONE, &options, &result->error);
}

static outcome run(cpf_context *context, const char *name)
{
    char folder[PATH_MAXIMUM], path[PATH_MAXIMUM + 16];
    outcome result = {0};

    snprintf(folder, sizeof folder, FOLDER "%s", name);
    snprintf(path, sizeof path, "%s/plan.json", folder);
    result.status = cpf_plan_read(context, path, &result.plan, &result.error);
    if (result.status != CPF_OK)
        return result;
    result.status = cpf_plan_check(result.plan, &result.error);
    if (result.status != CPF_OK)
        return result;
    cpf_error_free(result.error); /* warnings */
    result.error = NULL;
    result.status = cpf_plan_freeze(result.plan, &result.model, &result.error);
    if (result.status == CPF_OK)
        read_rows(&result, folder);
    return result;
}

static void end_run(outcome *result)
{
    cpf_error_free(result->error);
    cpf_events_free(result->events);
    cpf_model_free(result->model);
    cpf_plan_free(result->plan);
}

/* Findings of a run that failed, or of rows that were set aside by one that did not. */
static const cpf_error *findings_of(const outcome *result)
{
    return result->status == CPF_OK ? cpf_events_findings(result->events) : result->error;
}

static const char *without_folder(const char *subject, const char *name)
{
    char folder[PATH_MAXIMUM];

    snprintf(folder, sizeof folder, FOLDER "%s/", name);
    return strncmp(subject, folder, strlen(folder)) ? subject : subject + strlen(folder);
}

static int told(const cpf_error *findings, const wanted *line)
{
    for (int32_t i = 0; i < cpf_error_count(findings); i++) {
        if (!strcmp(cpf_error_code_at(findings, i), line->code) &&
            !strcmp(without_folder(cpf_error_subject_at(findings, i), line->name), line->subject))
            return 1;
    }
    return 0;
}

/* Both languages say something, and no format is left in it. */
static int is_readable(const cpf_error *findings, int32_t index)
{
    for (int32_t language = CPF_ENGLISH; language <= CPF_CHINESE; language++) {
        const char *message = cpf_error_message_at(findings, index, language);

        if (!*message || strstr(message, "%s") || strstr(message, "(null)") ||
            !*cpf_error_hint_at(findings, index, language))
            return 0;
    }
    return 1;
}

static int judge(int first, int last, const outcome *result)
{
    const cpf_error *findings = findings_of(result);
    int faults = strcmp(cpf_status_name(result->status), lines[first].status) != 0, errors = 0;

    for (int i = first; i < last; i++)
        faults += !told(findings, &lines[i]);
    for (int32_t i = 0; i < cpf_error_count(findings); i++) {
        faults += !is_readable(findings, i);
        errors += cpf_error_severity_at(findings, i) == CPF_ERROR;
    }
    faults += errors != last - first;
    if (!faults)
        return 0;
    print_error("%s: %s, %d errors\n", lines[first].name, cpf_status_name(result->status), errors);
    for (int32_t i = 0; i < cpf_error_count(findings); i++)
        print_error("    %s | %s | %s\n", cpf_error_code_at(findings, i),
                    without_folder(cpf_error_subject_at(findings, i), lines[first].name),
                    cpf_error_message_at(findings, i, CPF_ENGLISH));
    return 1;
}

static int line_end(int first)
{
    int last = first + 1;

    while (last < line_count && !strcmp(lines[last].name, lines[first].name))
        last++;
    return last;
}

static void test_cases(void **state)
{
    int faults = 0, cases = 0;

    (void)state;
    for (int first = 0; first < line_count; first = line_end(first), cases++) {
        outcome result = run(NULL, lines[first].name);

        faults += judge(first, line_end(first), &result);
        end_run(&result);
    }
    print_message("%d broken inputs\n", cases);
    assert_in_range(cases, 65, LINES_MAXIMUM);
    assert_int_equal(faults, 0);
}

/* The plan keeps what its reader found: a check of it tells the same again and never lets it pass. */
static void test_check_tells_again(void **state)
{
    (void)state;
    for (int first = 0; first < line_count; first = line_end(first)) {
        outcome result = run(NULL, lines[first].name);
        cpf_error *again = NULL;

        if (result.plan && !result.model && result.status != CPF_OK) {
            assert_int_not_equal(cpf_plan_check(result.plan, &again), CPF_OK);
            for (int i = first; i < line_end(first); i++)
                assert_true(told(again, &lines[i]));
        }
        cpf_error_free(again);
        end_run(&result);
    }
}

/* Every allocation of every case fails once, from the first on, with strides for the long ones. */
static void test_no_memory(void **state)
{
    (void)state;
    for (int first = 0; first < line_count; first = line_end(first)) {
        cpf_status status = CPF_E_MEMORY;

        for (int64_t n = 0; status == CPF_E_MEMORY; n += 1 + n / 16) {
            cpf_test_memory *memory = NULL;
            cpf_context *context = cpf_test_failing_context(n, &memory);
            outcome result = {.status = CPF_E_MEMORY};

            if (context)
                result = run(context, lines[first].name);
            status = result.status;
            end_run(&result);
            cpf_test_failing_free(context, memory);
        }
        assert_string_equal(cpf_status_name(status), lines[first].status);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_check_tells_again),
        cmocka_unit_test(test_no_memory),
    };

    load_table();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
