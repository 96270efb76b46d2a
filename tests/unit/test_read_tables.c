/* SPDX-License-Identifier: MIT */
/* Tables of units and goals beside a plan: where they are looked for, what a cell becomes, what is told of a row. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "builtin.h"
#include "plan_in.h"
#include "support.h"

enum { PATH_MAXIMUM = 256, TEXT_MAXIMUM = 4096 };

static const char *const files[] = {"plan.json", "units.csv", "goals.csv"};
static char folder[PATH_MAXIMUM];

static int make_folder(void **state)
{
    snprintf(folder, sizeof folder, "/tmp/channelperf-tables-XXXXXX");
    *state = mkdtemp(folder);
    return *state ? 0 : -1;
}

static void path_of(const char *name, char *path)
{
    snprintf(path, 2 * PATH_MAXIMUM, "%s/%s", folder, name);
}

static int remove_folder(void **state)
{
    char path[2 * PATH_MAXIMUM];

    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        path_of(files[i], path);
        unlink(path);
    }
    return rmdir(*state);
}

static void write_file(const char *name, const char *text)
{
    char path[2 * PATH_MAXIMUM];
    FILE *file;

    path_of(name, path);
    file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

/* A plan with these units and goals. */
static void write_plan(const char *units, const char *goals)
{
    char text[2 * TEXT_MAXIMUM + 1024];

    snprintf(text, sizeof text,
             "{\"channelperf\": 1, \"calendar\": {\"years\": [2026, 2026]}, \"levels\": [{\"code\": \"a\"}, {\"code\": "
             "\"b\"}, "
             "{\"code\": \"c\"}],\n\"units\": [%s],\n\"indicators\": [{\"code\": \"plain\", \"formula\": \"1\"}, "
             "{\"code\": \"built\", \"builtin\": \"channel_activity\"}, {\"code\": \"odd\", \"builtin\": \"no_such\"}, "
             "{\"code\": \"three\", \"formula\": \"1\", \"decimals\": 3}],\n\"goals\": [%s]}",
             units, goals);
    write_file("plan.json", text);
}

static cpf_plan *read_plan(cpf_context *context, cpf_status wanted, cpf_error **error)
{
    char path[2 * PATH_MAXIMUM];
    cpf_plan *plan = NULL;

    *error = NULL;
    path_of("plan.json", path);
    assert_int_equal(cpf_test_tell(cpf_plan_read(context, path, &plan, error), wanted ? NULL : *error), wanted);
    return plan;
}

static void expect_goal(const char *indicator, int64_t amount)
{
    char goals[TEXT_MAXIMUM];
    cpf_error *error;
    cpf_plan *plan;

    snprintf(goals, sizeof goals,
             "{\"file\": \"goals.csv\", \"unit\": {\"columns\": \"u\"}, \"indicator\": \"%s\", \"period\": "
             "{\"column\": \"p\", "
             "\"prefix\": \"W\"}, \"target\": \"t\", \"round\": true}",
             indicator);
    write_plan("", goals);
    plan = read_plan(NULL, CPF_OK, &error);
    assert_int_equal(plan->goals.count, 1);
    assert_true(plan->goals.items[0]->has_amount);
    assert_int_equal(plan->goals.items[0]->amount, amount);
    assert_string_equal(plan->goals.items[0]->period, "W2026-03-01");
    cpf_plan_free(plan);
}

/* A goal is rounded to the decimals of its indicator: given, of the built-in one, or none. */
static void test_rounding(void **state)
{
    const cpf__builtin *activity = &cpf__builtins[cpf__builtin_find("channel_activity")];

    (void)state;
    write_file("goals.csv", "u,p,t\nA,2026-03-01 00:00:00,2.5\n");
    expect_goal("plain", 3);
    expect_goal("odd", 3);
    expect_goal("unheard", 3);
    expect_goal("three", 2500);
    assert_int_equal(activity->decimals, 4);
    expect_goal("built", 25000);
}

static void expect_finding(const char *units, const char *goals, const char *code, const char *subject)
{
    char path[2 * PATH_MAXIMUM];
    cpf_error *error;
    cpf_plan *plan;

    write_plan(units, goals);
    plan = read_plan(NULL, CPF_E_DATA, &error);
    path_of(subject, path);
    assert_int_equal(cpf_error_count(error), 1);
    assert_string_equal(cpf_error_code_at(error, 0), code);
    assert_string_equal(cpf_error_subject(error), path);
    cpf_error_free(error);
    cpf_plan_free(plan);
}

static void test_cells(void **state)
{
    (void)state;
    write_file("goals.csv", "u,p,t\nA,2026,1\nA,,1\n");
    expect_finding("",
                   "{\"file\": \"goals.csv\", \"unit\": {\"columns\": [\"u\"]}, \"indicator\": \"plain\", \"period\": "
                   "{\"column\": \"p\"}, \"target\": \"t\"}",
                   "table-cell-empty", "goals.csv line 3 column p: goals[0]");
    write_file("units.csv", "x,y\nA,B\nA,\n");
    expect_finding("{\"file\": \"units.csv\", \"level\": \"b\", \"code\": \"x\", \"parent\": \"y\"}", "",
                   "table-cell-empty", "units.csv line 3 column y: units[0]");
    write_file("units.csv", "x,y\nA,B\nB,C\n");
    expect_finding(
        "{\"file\": \"units.csv\", \"path\": [{\"level\": \"a\", \"code\": \"x\"}, {\"level\": \"b\", \"code\": "
        "\"y\"}]}",
        "", "table-two-parents", "units.csv line 3 column x: units[0]");
    expect_finding(
        "{\"file\": \"units.csv\", \"path\": [{\"level\": \"a\", \"code\": \"x\"}, {\"level\": \"b\", \"code\": "
        "\"z\"}]}",
        "", "csv-missing-columns", "units.csv line 1");
}

/* Without a slash in its name the plan's folder is the working folder; a table with a slash in front is where it says.
 */
static void test_folders(void **state)
{
    char units[TEXT_MAXIMUM], before[PATH_MAXIMUM];
    cpf_error *error;
    cpf_plan *plan;

    (void)state;
    write_file("units.csv", "x\nA\n");
    snprintf(units, sizeof units, "{\"file\": \"%s/units.csv\", \"level\": \"a\", \"code\": \"x\"}", folder);
    write_plan(units, "");
    plan = read_plan(NULL, CPF_OK, &error);
    assert_int_equal(plan->unit_parents.count, 1);
    cpf_plan_free(plan);
    write_plan("{\"file\": \"units.csv\", \"level\": \"a\", \"code\": \"x\"}", "");
    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(chdir(folder), 0);
    plan = NULL;
    assert_int_equal(cpf_plan_read(NULL, "plan.json", &plan, NULL), CPF_OK);
    assert_int_equal(plan->unit_parents.count, 1);
    assert_string_equal(plan->file, "plan.json");
    cpf_plan_free(plan);
    assert_int_equal(chdir(before), 0);
}

/* Codes of three cells and joined codes, all long enough to make every text grow. */
static void write_long_table(void)
{
    char text[TEXT_MAXIMUM], cell[200];
    int at = snprintf(text, sizeof text, "x,y,z,n\n");

    memset(cell, 'k', sizeof cell - 1);
    cell[sizeof cell - 1] = '\0';
    for (int i = 0; i < 3; i++)
        at += snprintf(text + at, sizeof text - (size_t)at, "%s%d,%s%d,%s,%s\n", cell, i % 2, cell, i, cell, cell);
    write_file("units.csv", text);
}

static void test_long_codes(void **state)
{
    cpf_error *error;
    cpf_plan *plan;

    (void)state;
    write_long_table();
    write_plan(
        "{\"file\": \"units.csv\", \"parent_is\": \"A\", \"path\": [{\"level\": \"b\", \"code\": [\"x\", \"z\"], "
        "\"joined\": "
        "true}, {\"level\": \"c\", \"code\": [\"y\", \"z\", \"n\"], \"joined\": true, \"name\": \"n\", \"attributes\": "
        "{\"t\": \"z\"}}]}",
        "");
    plan = read_plan(NULL, CPF_OK, &error);
    assert_int_equal(plan->unit_parents.count, 2 + 3);
    assert_memory_equal(plan->unit_codes.items[0], "A/kkk", 5);
    assert_int_equal(strlen(plan->unit_codes.items[0]), 2 + 200 + 1 + 199);
    assert_int_equal(strlen(plan->unit_codes.items[1]),
                     strlen(plan->unit_codes.items[0]) + 1 + 200 + 1 + 199 + 1 + 199);
    cpf_plan_free(plan);
}

static cpf_status read_failing(int64_t n)
{
    char path[2 * PATH_MAXIMUM];
    cpf_test_memory *memory = NULL;
    cpf_context *context = cpf_test_failing_context(n, &memory);
    cpf_status status = CPF_E_MEMORY;
    cpf_plan *plan = NULL;
    cpf_error *error = NULL;

    path_of("plan.json", path);
    if (context)
        status = cpf_plan_read(context, path, &plan, &error);
    cpf_error_free(error);
    cpf_plan_free(plan);
    cpf_test_failing_free(context, memory);
    return status;
}

static void test_no_memory(void **state)
{
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    write_long_table();
    write_plan(
        "{\"file\": \"units.csv\", \"parent_is\": \"A\", \"path\": [{\"level\": \"b\", \"code\": [\"x\", \"z\"]}, "
        "{\"level\": \"c\", \"code\": [\"y\", \"z\", \"n\"], \"joined\": true, \"name\": \"n\"}]}",
        "{\"file\": \"units.csv\", \"unit\": {\"columns\": [\"x\", \"y\"]}, \"indicator\": \"plain\", \"period\": "
        "{\"column\": \"n\"}, \"target\": \"z\", \"where\": \"x = ''\"}, {\"unit\": \"A\", \"indicator\": \"plain\", "
        "\"period\": \"2026\", \"target\": 1, \"season\": {\"by\": \"factors\", \"attribute\": "
        "\"an-attribute-whose-name-is-longer-than-the-text-of-sixty-four-bytes-that-a-builder-begins-with\"}}");
    for (int64_t n = 0; status == CPF_E_MEMORY; n++)
        status = read_failing(n);
    assert_int_equal(status, CPF_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rounding),   cmocka_unit_test(test_cells),     cmocka_unit_test(test_folders),
        cmocka_unit_test(test_long_codes), cmocka_unit_test(test_no_memory),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
