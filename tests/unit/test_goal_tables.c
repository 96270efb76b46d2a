/* SPDX-License-Identifier: MIT */
/* Several entries of goals that name one file give the goals, and the findings, that they give when each names a copy
 * of its own. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support.h"

enum { PATH_CHARS = 256, ENTRIES = 4, ROWS = 400, SHOPS = 30, TEXT_CHARS = 8192 };

static char folder[PATH_CHARS];

static const char *path_of(const char *file)
{
    static char path[2 * PATH_CHARS];

    snprintf(path, sizeof path, "%s/%s", folder, file);
    return path;
}

static void write_file(const char *file, const char *text)
{
    FILE *stream = fopen(path_of(file), "wb");

    assert_non_null(stream);
    assert_true(fputs(text, stream) >= 0);
    fclose(stream);
}

/* Rows of every kind for all entries, mixed; `bad`: some are wrong. */
static void write_goals(cpf_test_random *random, int bad)
{
    static const char *const kinds[] = {"sales", "rows", "part"}, *const periods[] = {"2025", "2026"};
    static const char *const wrong[] = {"", "x", "-5", "7.005", "1e3"};
    char *text = malloc(ROWS * 64), *at = text, name[16];

    assert_non_null(text);
    at += sprintf(at, "shop,kind,period,target\n");
    for (int row = 0; row < ROWS; row++) {
        int shop = (int)cpf_test_between(random, 1, SHOPS), is_bad = bad && row % 29 == 0;
        const char *kind = kinds[cpf_test_between(random, 0, 2)];
        char code[16];

        snprintf(code, sizeof code, is_bad && row % 2 ? "X%d" : "S%d", shop);
        if (!strcmp(kind, "part"))
            snprintf(code, sizeof code, "%s", bad && row % 11 == 0 ? "S1" : "C");
        at += sprintf(at, "%s,%s,%s,", code, kind, periods[cpf_test_between(random, 0, 1)]);
        at += is_bad ? sprintf(at, "%s\n", wrong[row / 29 % 5])
                     : sprintf(at, "%d%s\n", row * 10 + 10, bad && row % 7 == 0 ? ".5" : "");
    }
    for (int i = 0; i < ENTRIES; i++) {
        snprintf(name, sizeof name, "g%d.csv", i);
        write_file(name, text);
    }
    free(text);
}

static void write_plan(int shared)
{
    static const char *const entries[ENTRIES] = {
        "\"where\": \"kind = 'sales'\", \"indicator\": \"sales\"",
        "\"where\": \"kind = 'part'\", \"indicator\": \"part\", \"split\": {\"by\": \"equal\", \"to\": \"shop\", "
        "\"step\": 10, \"bounds\": {\"floor\": 10}}, \"season\": {\"by\": \"equal\"}",
        "\"where\": \"kind = 'rows' and target > 3000\", \"indicator\": \"rows\", \"round\": true",
        "\"where\": \"kind = 'rows' and target <= 3000\", \"indicator\": \"rows\", \"split\": {\"by\": \"same\"}",
    };
    char *text = malloc(TEXT_CHARS), *at = text;

    assert_non_null(text);
    at += sprintf(at, "{\"channelperf\": 1, \"calendar\": {\"years\": [2025, 2026], \"grain\": \"quarter\"},\n"
                      "\"levels\": [{\"code\": \"company\"}, {\"code\": \"shop\"}],\n"
                      "\"units\": [{\"level\": \"company\", \"code\": \"C\"}");
    for (int i = 1; i <= SHOPS; i++)
        at += sprintf(at, ", {\"level\": \"shop\", \"code\": \"S%d\", \"parent\": \"C\"}", i);
    at += sprintf(at, "],\n\"measures\": [{\"code\": \"m\", \"kind\": \"sum\", \"decimals\": 2}],\n\"indicators\": [");
    for (int i = 0; i < 3; i++)
        at += sprintf(at,
                      "%s{\"code\": \"%s\", \"formula\": \"sum(m)\", \"decimals\": %d, \"unit\": \"u\", "
                      "\"direction\": \"more\", \"owner\": \"o\", \"data_source\": \"d\"}",
                      i ? ", " : "", (const char *[]){"sales", "rows", "part"}[i], i % 2 ? 0 : 2);
    at += sprintf(at, "],\n\"goals\": [");
    for (int i = 0; i < ENTRIES; i++)
        at += sprintf(at,
                      "%s{\"file\": \"g%d.csv\", \"unit\": {\"columns\": \"shop\"}, \"period\": {\"column\": "
                      "\"period\"}, \"target\": \"target\", %s}",
                      i ? ",\n" : "", shared ? 0 : i, entries[i]);
    sprintf(at, "]}");
    write_file("plan.json", text);
    free(text);
}

/* The names of the copies become one. */
static void as_one_file(char *text)
{
    for (char *at = strstr(text, "/g"); at; at = strstr(at + 2, "/g"))
        if (at[2] >= '0' && at[2] < '0' + ENTRIES && !strncmp(at + 3, ".csv", 4))
            at[2] = '0';
}

static void add_text(char **all, const char *text)
{
    size_t length = *all ? strlen(*all) : 0;

    *all = realloc(*all, length + strlen(text) + 2);
    assert_non_null(*all);
    sprintf(*all + length, "%s\n", text);
}

static char *findings_of(const cpf_error *error)
{
    char *all = NULL;

    add_text(&all, "findings");
    for (int32_t i = 0; i < cpf_error_count(error); i++) {
        add_text(&all, cpf_error_subject_at(error, i));
        add_text(&all, cpf_error_message_at(error, i, 0));
    }
    as_one_file(all);
    return all;
}

/* Everything that the plan says of its goals, or what is wrong with it. */
static char *read_all(void)
{
    cpf_context *context;
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    cpf_table *table;
    cpf_text *text;
    char *all;

    assert_int_equal(cpf_context_new(NULL, &context), CPF_OK);
    (void)cpf_plan_read(context, path_of("plan.json"), &plan, &error);
    cpf_error_free(error);
    error = NULL;
    assert_non_null(plan);
    if (cpf_plan_freeze(plan, &model, &error) == CPF_OK) {
        assert_int_equal(cpf_model_table(model, "goals", &table, NULL), CPF_OK);
        assert_int_equal(cpf_table_write(table, "csv", 0, &text, NULL), CPF_OK);
        all = NULL;
        add_text(&all, cpf_text_data(text));
        cpf_text_free(text);
        cpf_table_free(table);
    } else {
        all = findings_of(error);
    }
    cpf_error_free(error);
    cpf_model_free(model);
    cpf_plan_free(plan);
    cpf_context_free(context);
    return all;
}

static void compare_both(cpf_test_random *random, int bad)
{
    char *one, *several;

    write_goals(random, bad);
    write_plan(1);
    one = read_all();
    write_plan(0);
    several = read_all();
    assert_int_equal(!strncmp(one, "findings", 8), bad);
    assert_true(strlen(one) > 2000);
    assert_string_equal(one, several);
    free(one);
    free(several);
}

static void test_shared_file(void **state)
{
    cpf_test_random random = cpf_test_seed("goal tables", 606);

    (void)state;
    compare_both(&random, 1);
}

static void test_goals(void **state)
{
    char text[2 * ROWS], *at = text, *one, *several, name[16];

    (void)state;
    at += sprintf(at, "shop,kind,period,target\nC,part,2025,900\nC,part,2026,1200\n");
    for (int i = 1; i <= 9; i++)
        at += sprintf(at, "S%d,%s,2025,%d000\nS%d,rows,2026,%d00\n", i, i % 2 ? "sales" : "rows", i, i, i);
    for (int i = 0; i < ENTRIES; i++) {
        snprintf(name, sizeof name, "g%d.csv", i);
        write_file(name, text);
    }
    write_plan(1);
    one = read_all();
    write_plan(0);
    several = read_all();
    assert_int_not_equal(strncmp(one, "findings", 8), 0);
    assert_string_equal(one, several);
    free(one);
    free(several);
}

static int make_folder(void **state)
{
    const char *base = getenv("TMPDIR");

    (void)state;
    snprintf(folder, sizeof folder, "%s/cpf-goals-XXXXXX", base ? base : "/tmp");
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    char name[16];

    (void)state;
    for (int i = 0; i < ENTRIES; i++) {
        snprintf(name, sizeof name, "g%d.csv", i);
        unlink(path_of(name));
    }
    unlink(path_of("plan.json"));
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shared_file),
        cmocka_unit_test(test_goals),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
