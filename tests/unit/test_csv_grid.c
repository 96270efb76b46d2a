/* SPDX-License-Identifier: MIT */
/*
 * The quickest way in gives what the usual way gives: the same rows once as they are, and once with quotes around a
 * cell of every row, which never comes the quick way. Facts, counts and findings are the same, line by line, whatever
 * the rows hold: amounts of every form, days outside the calendar, codes that are long, unknown or looked up, and now
 * and then a row that is wrong; by one and three threads, with plain and wide instructions.
 */
#define _POSIX_C_SOURCE 200809L
#include "context.h"
#include "cpu.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SHOPS = 60, ITEMS = 40, ROWS = 12000, ROW_CHARS = 200, PATH_CHARS = 256 };

static char folder[PATH_CHARS];

static const char *path_of(const char *file)
{
    static char path[2 * PATH_CHARS];

    snprintf(path, sizeof path, "%s/%s", folder, file);
    return path;
}

/* What a text is like. */
typedef struct manner {
    const char *end, *later, *note; /* end of a row, and of one in the second half */
    int bad;                        /* one row in so many is wrong; 0: none */
    int ignore;                     /* unknown units are left out */
    int dates;                      /* 0: in order; 1: mixed */
    int calm;                       /* all amounts are of the usual form */
} manner;

static const manner manners[] = {
    {"\n", "\n", "plain", 0, 1, 0, 1}, {"\n", "\n", "", 0, 1, 1, 0},      {"\n", "\n", "备注", 0, 0, 0, 0},
    {"\r\n", "\r\n", "x", 0, 1, 1, 1}, {"\n", "\n", "y", 3000, 1, 0, 1},  {"\n", "\n", "z", 700, 0, 1, 0},
    {"\n", "\r\n", "x", 700, 1, 1, 1}, {"\r\n", "\n", "", 3000, 0, 1, 1}, {"\r\n", "\r", "x", 0, 1, 0, 0},
};

static void write_shop(int shop, char *code)
{
    snprintf(code, 40, shop % 3 ? "S%d" : "SHOP-NUMBER-%04d", shop);
}

/* Two decimals, or fewer. */
static void write_amount(cpf_test_random *random, int calm, char *amount)
{
    static const char *const forms[] = {"",
                                        "0",
                                        "7",
                                        "-3",
                                        "0.5",
                                        "-0.05",
                                        "12345678.90",
                                        "123456789.01",
                                        "99999999.99",
                                        "1234567890123.45",
                                        "00012.30",
                                        "-99999.99",
                                        "1.2",
                                        "+4.00"};
    int64_t cents = cpf_test_between(random, 0, 9999999);

    if (calm || cpf_test_between(random, 0, 2))
        snprintf(amount, 40, "%lld.%02lld", (long long)(cents / 100), (long long)(cents % 100));
    else
        strcpy(amount, forms[cpf_test_between(random, 0, (int64_t)(sizeof forms / sizeof *forms) - 1)]);
}

static void spoil(cpf_test_random *random, char cells[7][40])
{
    static const char *const wrong[][2] = {{"1", "2025-02-30"}, {"2", "S99999"}, {"4", "12.3.4"},
                                           {"4", "1.234"},      {"5", "2.5"},    {"6", "a\xFF"}};
    const char *const *one = wrong[cpf_test_between(random, 0, 5)];

    strcpy(cells[atoi(one[0])], one[1]);
}

static void write_cells(cpf_test_random *random, const manner *how, int row, char cells[7][40])
{
    int day = how->dates ? (int)cpf_test_between(random, 0, 1000) : row * 1000 / ROWS;

    snprintf(cells[0], 40, "%d", row);
    snprintf(cells[1], 40, "%d-%02d-%02d%s", 2024 + day / 336, day % 336 / 28 + 1, day % 28 + 1,
             row % 97 || how->calm ? "" : "T08:00:00");
    write_shop((int)cpf_test_between(random, 1, how->ignore ? SHOPS + 5 : SHOPS), cells[2]);
    snprintf(cells[3], 40, "item%d", (int)cpf_test_between(random, 1, ITEMS + 3));
    write_amount(random, how->calm, cells[4]);
    snprintf(cells[5], 40, "%d", (int)cpf_test_between(random, how->calm ? 1 : -50, 99));
    if (!how->calm && row % 7 == 0)
        *cells[5] = 0;
    snprintf(cells[6], 40, "%s", how->note);
    if (how->bad && row % how->bad == 0)
        spoil(random, cells);
}

/* The same rows, once with the number of the row in quotes. */
static char *make_text(const manner *how, uint64_t seed, int quoted)
{
    cpf_test_random random = {seed};
    char *text = malloc((size_t)ROWS * ROW_CHARS), *at = text;

    assert_non_null(text);
    at += sprintf(at, "id,day,shop,item,amount,pieces,note%s", how->end);
    for (int row = 1; row <= ROWS; row++) {
        char cells[7][40];

        write_cells(&random, how, row, cells);
        at += sprintf(at, quoted ? "\"%s\",%s,%s,%s,%s,%s,%s%s" : "%s,%s,%s,%s,%s,%s,%s%s", cells[0], cells[1],
                      cells[2], cells[3], cells[4], cells[5], cells[6], row * 2 < ROWS ? how->end : how->later);
    }
    return text;
}

static void write_file(const char *file, const char *text)
{
    FILE *stream = fopen(path_of(file), "wb");

    assert_non_null(stream);
    assert_int_equal(fwrite(text, 1, strlen(text), stream), strlen(text));
    fclose(stream);
}

static void write_items(void)
{
    char text[ITEMS * 32], *at = text + sprintf(text, "item,launch\n");

    for (int i = 1; i <= ITEMS; i++)
        at += sprintf(at, "item%d,20%02d-03-01\n", i, 20 + i % 6);
    write_file("items.csv", text);
}

static void add_measures(cpf_plan *plan, cpf_source *source)
{
    cpf_plan_add_measure(plan, "sales", "", "sum", 2, "USD");
    cpf_plan_add_measure(plan, "pieces", "", "sum", 0, "");
    cpf_plan_add_measure(plan, "rows", "", "count", 0, "");
    cpf_plan_add_measure(plan, "most", "", "max", 2, "");
    cpf_plan_add_measure(plan, "held", "", "stock", 2, "");
    cpf_plan_add_measure(plan, "new_rows", "", "count", 0, "");
    cpf_plan_add_measure(plan, "new_sales", "", "sum", 2, "USD");
    cpf_source_add_lookup(source, "item", "items.csv", "item", "launch", "launch");
    cpf_source_add_measure(source, "sales", "amount", NULL);
    cpf_source_add_measure(source, "pieces", "pieces", NULL);
    cpf_source_add_measure(source, "rows", NULL, NULL);
    cpf_source_add_measure(source, "most", "amount", NULL);
    cpf_source_add_measure(source, "held", "amount", NULL);
    cpf_source_add_measure(source, "new_rows", NULL, "launch >= 2023-01-01");
    cpf_source_add_measure(source, "new_sales", "amount", "launch >= 2023-01-01");
    cpf_plan_add_indicator(plan, "before", "", "count(rows(before) >= 3)");
    cpf_plan_add_indicator(plan, "pieces_before", "", "count(pieces(before) >= 99)");
}

static cpf_model *make_model(cpf_context *context, const manner *how)
{
    static const char *const unit_columns[] = {"shop"};
    cpf_calendar_options calendar;
    cpf_plan *plan;
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    cpf_source *source;

    assert_int_equal(cpf_plan_new(context, &plan), CPF_OK);
    cpf_calendar_options_init(&calendar, sizeof calendar);
    calendar.first_year = calendar.last_year = 2025;
    cpf_plan_set_calendar(plan, &calendar);
    cpf_plan_add_level(plan, "company", "");
    cpf_plan_add_level(plan, "shop", "");
    cpf_plan_add_unit_under(plan, "", "company", "C", "");
    for (int i = 1; i <= SHOPS; i++) {
        char code[40];

        write_shop(i, code);
        cpf_plan_add_unit_under(plan, "C", "shop", code, "");
    }
    source = cpf_plan_add_source(plan, "orders", "orders.csv");
    cpf_source_set_unit(source, NULL, 1, unit_columns);
    cpf_source_set_day(source, "day");
    cpf_source_set_format(source, ',', '.', 0);
    cpf_source_set_policy(source, 1, how->ignore);
    add_measures(plan, source);
    if (cpf_plan_freeze(plan, &model, &error) != CPF_OK)
        cpf_test_tell(CPF_E_PLAN, error);
    assert_non_null(model);
    cpf_error_free(error);
    cpf_plan_free(plan);
    return model;
}

static void append_table(char **all, size_t *length, cpf_table *table)
{
    cpf_text *text;

    assert_int_equal(cpf_table_write(table, "csv", 0, &text, NULL), CPF_OK);
    *all = realloc(*all, *length + (size_t)cpf_text_length(text) + 1);
    assert_non_null(*all);
    memcpy(*all + *length, cpf_text_data(text), (size_t)cpf_text_length(text) + 1);
    *length += (size_t)cpf_text_length(text);
    cpf_text_free(text);
    cpf_table_free(table);
}

/* Everything that can be seen of the events. */
static char *all_of(const cpf_model *model, const cpf_events *events)
{
    static const char *const kinds[] = {"measures", "facts"};
    char *all = NULL;
    size_t length = 0;
    cpf_facts *facts;
    cpf_table *table;

    assert_int_equal(cpf_measure(model, events, NULL, &facts, NULL), CPF_OK);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(cpf_facts_table(facts, kinds[i], CPF_NONE, &table, NULL), CPF_OK);
        append_table(&all, &length, table);
    }
    cpf_facts_free(facts);
    assert_int_equal(cpf_events_table(events, &table, NULL), CPF_OK);
    append_table(&all, &length, table);
    if (cpf_events_findings(events)) {
        assert_int_equal(cpf_error_table(cpf_events_findings(events), 0, &table, NULL), CPF_OK);
        append_table(&all, &length, table);
    }
    return all;
}

static char *read_text(const manner *how, int32_t threads, int32_t level)
{
    cpf_read_options options;
    cpf_context *context;
    cpf_model *model;
    cpf_events *events;
    cpf_error *error = NULL;
    char *all;

    assert_int_equal(cpf_context_new(NULL, &context), CPF_OK);
    cpf_context_set_threads(context, threads);
    cpf__context_set_cpu(context, level);
    model = make_model(context, how);
    cpf_read_options_init(&options, sizeof options);
    options.folder = folder;
    assert_int_equal(cpf_events_new(model, &events, NULL), CPF_OK);
    assert_int_equal(cpf_test_tell(cpf_events_read(events, 0, &options, &error), error), CPF_OK);
    all = all_of(model, events);
    cpf_events_free(events);
    cpf_model_free(model);
    cpf_context_free(context);
    return all;
}

static void test_same_as_usual(void **state)
{
    (void)state;
    write_items();
    for (size_t i = 0; i < sizeof manners / sizeof manners[0]; i++) {
        uint64_t seed = cpf_test_seed("csv grid", 815 + i).state;
        char *text = make_text(&manners[i], seed, 1), *usual;

        write_file("orders.csv", text);
        usual = read_text(&manners[i], 1, CPF__CPU_PLAIN);
        free(text);
        text = make_text(&manners[i], seed, 0);
        write_file("orders.csv", text);
        for (int32_t level = CPF__CPU_PLAIN; level < CPF__CPU_LEVELS; level++)
            for (int32_t threads = 1; threads <= 3; threads += 2) {
                char *all = read_text(&manners[i], threads, level);

                assert_string_equal(all, usual);
                free(all);
            }
        free(text);
        free(usual);
    }
}

/* Every allocation of the quick way may fail. */
static void test_memory(void **state)
{
    cpf_status status = CPF_E_MEMORY;
    cpf_read_options options;
    char *text = make_text(&manners[0], 4, 0);

    (void)state;
    write_items();
    strcpy(text + 60000, "\n");
    write_file("orders.csv", text);
    cpf_read_options_init(&options, sizeof options);
    options.folder = folder;
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory = cpf_test_memory_new(-1);
        cpf_context *context;
        cpf_model *model;
        cpf_events *events;

        assert_int_equal(cpf_context_new(cpf_test_allocator(memory), &context), CPF_OK);
        model = make_model(context, &manners[0]);
        assert_int_equal(cpf_events_new(model, &events, NULL), CPF_OK);
        cpf_test_memory_limit(memory, n);
        status = cpf_events_read(events, 0, &options, NULL);
        cpf_test_memory_limit(memory, -1);
        cpf_events_free(events);
        cpf_model_free(model);
        cpf_test_failing_free(context, memory);
    }
    free(text);
}

static int make_folder(void **state)
{
    const char *base = getenv("TMPDIR");

    (void)state;
    snprintf(folder, sizeof folder, "%s/cpf-grid-XXXXXX", base ? base : "/tmp");
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    unlink(path_of("orders.csv"));
    unlink(path_of("items.csv"));
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_as_usual),
        cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
