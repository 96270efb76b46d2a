/* SPDX-License-Identifier: MIT */
/* Records out of a CSV file whose fields stand in other files, against joins by hand; keys that nobody knows. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support.h"

enum { PATH_MAXIMUM = 256, ROWS = 40, KEYS = 6 };

static const char *const files[] = {"deals.csv", "names.csv", "prices.csv"};
static char folder[PATH_MAXIMUM];

static int make_folder(void **state)
{
    snprintf(folder, sizeof folder, "/tmp/channelperf-lookups-XXXXXX");
    *state = mkdtemp(folder);
    return *state ? 0 : -1;
}

static int remove_folder(void **state)
{
    char path[2 * PATH_MAXIMUM];

    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, files[i]);
        unlink(path);
    }
    return rmdir(*state);
}

static void write_file(const char *name, const char *text)
{
    char path[2 * PATH_MAXIMUM];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static const char head[] =
    "{\"channelperf\": 1, \"calendar\": {\"years\": [2026, 2026]}, \"levels\": [{\"code\": \"company\"}], \"units\": "
    "[{\"level\": \"company\", \"code\": \"ALL\"}], \"measures\": [{\"code\": \"sales\", \"kind\": \"sum\", "
    "\"decimals\": 2}], \"indicators\": [{\"code\": \"sales\", \"formula\": \"sum(sales)\", \"decimals\": 2, "
    "\"direction\": \"more\", \"owner\": \"o\", \"data_source\": \"d\"}], \"records\": [{\"kind\": \"funnel_stage\", "
    "\"rows\": [{\"code\": \"visit\", \"position\": 1}]}, {\"kind\": \"stage\", \"file\": \"deals.csv\", \"set\": "
    "{\"unit\": \"ALL\", \"stage\": \"visit\", \"indicator\": \"sales\"}, ";
static const char both[] =
    "\"columns\": {\"deal\": \"deal\", \"entered\": \"day\", \"amount\": [\"price\"]}, \"lookups\": [{\"column\": "
    "\"product\", \"file\": \"names.csv\", \"key\": \"written\", \"take\": \"name\", \"as\": \"called\"}, "
    "{\"column\": \"called\", \"file\": \"prices.csv\", \"key\": \"name\", \"take\": \"price\", \"as\": \"price\"}]}]}";

static cpf_status read_model(cpf_context *context, const char *entry, cpf_model **model, cpf_error **error)
{
    char text[4096];
    cpf_plan *plan = NULL;
    cpf_status status;

    snprintf(text, sizeof text, "%s%s", head, entry);
    status = cpf_plan_parse(context, text, (int64_t)strlen(text), folder, &plan, error);
    if (status == CPF_OK)
        status = cpf_plan_freeze(plan, model, error);
    cpf_plan_free(plan);
    return status;
}

/* What a key is called, and what that costs; "" where the table says nothing. */
typedef struct lists {
    char names[KEYS][8], prices[KEYS][8];
} lists;

static void draw_lists(cpf_test_random *random, lists *all)
{
    char names[1024] = "name,written\n", prices[1024] = "price,other,name\n";

    for (int i = 0; i < KEYS; i++) {
        int named = (int)cpf_test_between(random, 0, KEYS - 1);

        snprintf(all->names[i], sizeof all->names[i], "n%d", named);
        snprintf(all->prices[i], sizeof all->prices[i], "%d.5", (int)cpf_test_between(random, 0, 999));
        if (!cpf_test_between(random, 0, 5))
            *all->names[i] = '\0';
        if (!cpf_test_between(random, 0, 4))
            *all->prices[i] = '\0';
        snprintf(names + strlen(names), 64, "%s,k%d\n", all->names[i], i);
        snprintf(prices + strlen(prices), 64, "%s,x,n%d\n", all->prices[i], i);
    }
    strcat(names, "n0,k0\nn1,k1\n"); /* the first counts */
    write_file("names.csv", names);
    write_file("prices.csv", prices);
}

static void test_joins(void **state)
{
    cpf_test_random random = cpf_test_seed("joins", 7);

    (void)state;
    for (int round = 0; round < 40; round++) {
        char deals[4096] = "deal,product,day\n";
        int keys[ROWS];
        cpf_model *model = NULL;
        cpf_error *error = NULL;
        cpf_table *table = NULL;
        lists all;

        draw_lists(&random, &all);
        for (int i = 0; i < ROWS; i++) {
            keys[i] = (int)cpf_test_between(&random, -1, KEYS - 1);
            snprintf(deals + strlen(deals), 64, keys[i] < 0 ? "d%d,,2026-01-05\n" : "d%d,k%d,2026-01-05\n", i, keys[i]);
        }
        write_file("deals.csv", deals);
        assert_int_equal(cpf_test_tell(read_model(NULL, both, &model, &error), error), CPF_OK);
        assert_int_equal(cpf_model_table(model, "stage", &table, &error), CPF_OK);
        assert_int_equal(cpf_table_row_count(table), ROWS);
        for (int i = 0; i < ROWS; i++) {
            const char *name = keys[i] < 0 ? "" : all.names[keys[i]], *price = *name ? all.prices[name[1] - '0'] : "";
            int32_t column = cpf_table_find(table, "amount");
            char cell[40], wanted[16];

            snprintf(wanted, sizeof wanted, "%.10s0", price);
            assert_int_equal(cpf_table_valid(table, column, i) != 0, *price != '\0');
            if (*price)
                assert_string_equal(cpf_table_format(table, column, i, cell), wanted);
        }
        cpf_table_free(table);
        cpf_model_free(model);
    }
}

/* A plan that is refused, and what is said about it so many times. */
static void expect_told(const char *entry, const char *code, int times, const char *place)
{
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    int told = 0;

    assert_int_not_equal(read_model(NULL, entry, &model, &error), CPF_OK);
    assert_null(model);
    for (int32_t i = 0; i < cpf_error_count(error); i++)
        told += strcmp(cpf_error_code_at(error, i), code) == 0;
    assert_int_equal(told, times);
    if (place)
        assert_non_null(strstr(cpf_error_subject(error), place));
    cpf_error_free(error);
}

static void test_told(void **state)
{
    (void)state;
    write_file("names.csv", "written,name\nk0,n0\nk1,n9\n");
    write_file("prices.csv", "name,price\nn0,5\n");
    write_file("deals.csv", "deal,product,day\na,k7,2026-01-05\nb,k7,2026-01-05\nc,k8,2026-01-05\n");
    expect_told(both, "table-lookup-key", 2, "product");
    write_file("deals.csv", "deal,product,day\na,k1,2026-01-05\nb,k1,2026-01-05\n");
    expect_told(both, "table-lookup-key", 1, NULL);
    expect_told("\"columns\": {\"deal\": \"deal\"}, \"lookups\": [{\"column\": \"product\"}]}]}", "plan-member-missing",
                4, NULL);
    expect_told("\"columns\": {\"deal\": \"deal\"}, \"lookups\": [{\"column\": \"product\", \"file\": \"none.csv\", "
                "\"key\": \"a\", \"take\": \"b\", \"as\": \"c\"}]}]}",
                "file-missing", 1, NULL);
    expect_told("\"columns\": {\"deal\": \"deal\"}, \"lookups\": [{\"column\": \"gone\", \"file\": \"names.csv\", "
                "\"key\": \"written\", \"take\": \"name\", \"as\": \"c\"}]}]}",
                "csv-missing-columns", 1, NULL);
}

static void test_memory(void **state)
{
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    write_file("names.csv", "written,name\nk0,n0\nk1,n9\n");
    write_file("prices.csv", "name,price\nn0,5\nn9,\n");
    write_file("deals.csv", "deal,product,day\na,k0,2026-01-05\nb,k1,2026-01-05\n");
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(-1, &memory);
        cpf_model *model = NULL;
        cpf_error *error = NULL;

        cpf_test_memory_limit(memory, n);
        status = read_model(context, both, &model, &error);
        cpf_error_free(error);
        cpf_model_free(model);
        cpf_test_failing_free(context, memory);
    }
    assert_int_equal(status, CPF_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_joins), cmocka_unit_test(test_told),
                                       cmocka_unit_test(test_memory)};

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
