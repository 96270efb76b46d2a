/* SPDX-License-Identifier: MIT */
/* Sources out of text and files: good rows against sums made here, bad rows of each kind, files that are not there,
 * pipes. */
#define _POSIX_C_SOURCE 200809L
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATH_CHARS = 256 };

/* A folder of its own under the temporary one. */
static char folder[PATH_CHARS];

static char *path_of(const char *file)
{
    static char path[2 * PATH_CHARS];

    snprintf(path, sizeof path, "%s/%s", folder, file);
    return path;
}

static void write_file(const char *file, const char *text)
{
    FILE *stream = fopen(path_of(file), "wb");

    assert_non_null(stream);
    assert_int_equal(fwrite(text, 1, strlen(text), stream), strlen(text));
    fclose(stream);
}

static char *read_file(const char *file)
{
    static char text[8192];
    FILE *stream = fopen(path_of(file), "rb");
    size_t n;

    assert_non_null(stream);
    n = fread(text, 1, sizeof text - 1, stream);
    text[n] = '\0';
    fclose(stream);
    return text;
}

static int exists(const char *file)
{
    return access(path_of(file), F_OK) == 0;
}

/* company C over channels R1, R2, R10; one source with everything. */
typedef struct source_options {
    int set_aside, ignore_unknown, round, with_lookup, with_first;
    char separator, point;
} source_options;

static cpf_model *make_model(cpf_context *context, source_options options)
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
    cpf_plan_add_level(plan, "channel", "");
    cpf_plan_add_unit_under(plan, "", "company", "C", "");
    cpf_plan_add_unit_under(plan, "C", "channel", "R1", "");
    cpf_plan_add_unit_under(plan, "C", "channel", "R2", "");
    cpf_plan_add_unit_under(plan, "C", "channel", "R10", "");
    cpf_plan_add_measure(plan, "sales", "", "sum", 2, "USD");
    cpf_plan_add_measure(plan, "orders", "", "count", 0, "");
    cpf_plan_add_measure(plan, "skus", "", "distinct", 0, "");
    cpf_plan_add_measure(plan, "young", "", "sum", 2, "");
    source = cpf_plan_add_source(plan, "orders", "orders.csv");
    cpf_source_set_unit(source, "R", 1, unit_columns);
    cpf_source_set_day(source, "day");
    cpf_source_set_filter(source, "state != \"void\" and amount > -1000");
    cpf_source_set_format(source, options.separator ? options.separator : ',', options.point ? options.point : '.',
                          options.round);
    cpf_source_set_policy(source, options.set_aside, options.ignore_unknown);
    if (options.with_lookup)
        cpf_source_add_lookup(source, "item", "items.csv", "item", "sku", "sku");
    if (options.with_first)
        cpf_source_add_first(source, "item", "item_first");
    cpf_source_add_measure(source, "sales", "amount", NULL);
    cpf_source_add_measure(source, "orders", NULL, NULL);
    cpf_source_add_measure(source, "skus", options.with_lookup ? "sku" : "item", NULL);
    cpf_source_add_measure(source, "young", "amount",
                           options.with_first ? "day < item_first + 30 days" : "item = \"a\"");
    if (cpf_plan_freeze(plan, &model, &error) != CPF_OK)
        cpf_test_tell(CPF_E_PLAN, error);
    assert_non_null(model);
    cpf_error_free(error);
    cpf_plan_free(plan);
    return model;
}

static int64_t value_of(const cpf_events *events, const cpf_model *model, const char *measure, const char *unit)
{
    cpf_facts *facts;
    int64_t value = -1;

    assert_int_equal(cpf_measure(model, events, NULL, &facts, NULL), CPF_OK);
    cpf_facts_measure_value(facts, cpf_model_find_unit(model, unit), cpf_model_find_measure(model, measure),
                            cpf_model_find_period(model, "2025"), &value);
    cpf_facts_free(facts);
    return value;
}

static int64_t counted(const cpf_events *events, const char *column)
{
    cpf_table *table;
    int64_t value;

    assert_int_equal(cpf_events_table(events, &table, NULL), CPF_OK);
    value = cpf_table_decimals(table, cpf_table_find(table, column))[0];
    cpf_table_free(table);
    return value;
}

static const char header[] = "day,shop,item,amount,state\n";

static void test_good_rows(void **state)
{
    static const char text[] = "\xEF\xBB\xBF"
                               "day,note,shop,item,amount,state\r\n"
                               "2025-01-05,\"a, \"\"b\"\"\",1,a,10.5,paid\r\n"
                               "2025-01-05T10:00:00,\"x\r\ny\",10,b,-0.25,paid\r\n"
                               "2025-02-01,,1,a,,paid\r\n"
                               "2025-02-01,,1,c,7,void\r\n"
                               "2024-12-31,,2,c,7,paid\r\n"
                               "2025-12-31,,2,a,1e2,paid";
    cpf_model *model = make_model(NULL, (source_options){0});
    cpf_events *events;

    (void)state;
    cpf_events_new(model, &events, NULL);
    assert_int_equal(cpf_events_parse(events, 0, text, sizeof text - 1, NULL), CPF_OK);
    assert_int_equal(value_of(events, model, "sales", "C"), 1050 - 25 + 10000);
    assert_int_equal(value_of(events, model, "sales", "R10"), -25);
    /* the comparison with a missing amount does not hold */
    assert_int_equal(value_of(events, model, "orders", "C"), 3);
    assert_int_equal(value_of(events, model, "skus", "C"), 2);
    assert_int_equal(value_of(events, model, "young", "C"), 11050);
    assert_int_equal(counted(events, "read"), 6);
    assert_int_equal(counted(events, "used"), 3);
    assert_int_equal(counted(events, "filtered"), 2);
    assert_int_equal(counted(events, "outside"), 1);
    assert_null(cpf_events_findings(events));
    cpf_events_free(events);
    cpf_model_free(model);
}

/* One bad row between two good ones. */
typedef struct bad_case {
    const char *row, *code, *subject;
    int32_t status;
} bad_case;

static const bad_case bad_cases[] = {
    {"2025-01-05,7,a,1,paid", "row-unit", "orders line 3 column shop", CPF_E_DATA},
    {"2025-01-05,,a,1,paid", "row-unit", "orders line 3 column shop", CPF_E_DATA},
    {"2025-02-30,1,a,1,paid", "row-day", "orders line 3 column day", CPF_E_DATA},
    {",1,a,1,paid", "row-day", "orders line 3 column day", CPF_E_DATA},
    {"2025-01-05,1,a,1.005,paid", "row-range", "orders line 3 column amount", CPF_E_DATA},
    {"2025-01-05,1,a,x,paid", "row-filter", "orders line 3 column amount", CPF_E_DATA},
    {"2025-01-05,1,a,1", "csv-ragged", "orders line 3", CPF_E_DATA},
    {"2025-01-05,1,a,1,paid,", "csv-ragged", "orders line 3", CPF_E_DATA},
    {"2025-01-05,1,a\"b,1,paid", "csv-quote-inside", "orders line 3 column 3", CPF_E_SYNTAX},
    {"2025-01-05,1,\"a\"b,1,paid", "csv-quote-after", "orders line 3 column 3", CPF_E_SYNTAX},
    {"2025-01-05,1,\"a,1,paid", "csv-quote-open", "orders line 3 column 3", CPF_E_SYNTAX},
    {"2025-01-05,1,\xFF,1,paid", "csv-utf8", "orders line 3", CPF_E_SYNTAX},
};

static char *bad_text(const char *row)
{
    static char text[512];

    snprintf(text, sizeof text, "%s2025-01-05,1,a,1,paid\n%s\n2025-01-06,2,a,2,paid\n", header, row);
    return text;
}

static void test_bad_rows_stop(void **state)
{
    cpf_model *model = make_model(NULL, (source_options){0});

    (void)state;
    for (size_t i = 0; i < sizeof bad_cases / sizeof bad_cases[0]; i++) {
        const bad_case *bad = &bad_cases[i];
        char *text = bad_text(bad->row);
        cpf_error *error = NULL;
        cpf_events *events;

        cpf_events_new(model, &events, NULL);
        assert_int_equal(cpf_events_parse(events, 0, text, (int64_t)strlen(text), &error), bad->status);
        assert_string_equal(cpf_error_code_at(error, 0), bad->code);
        assert_string_equal(cpf_error_subject(error), bad->subject);
        assert_true(strlen(cpf_error_hint_at(error, 0, CPF_CHINESE)) > 0);
        /* what came before stays, what comes behind is not looked at */
        assert_int_equal(value_of(events, model, "orders", "C"), 1);
        cpf_error_free(error);
        cpf_events_free(events);
    }
    cpf_model_free(model);
}

static void test_bad_rows_aside(void **state)
{
    cpf_model *model = make_model(NULL, (source_options){.set_aside = 1});

    (void)state;
    for (size_t i = 0; i < sizeof bad_cases / sizeof bad_cases[0]; i++) {
        const bad_case *bad = &bad_cases[i];
        char *text = bad_text(bad->row);
        cpf_error *error = NULL;
        cpf_events *events;
        const cpf_error *findings;

        cpf_events_new(model, &events, NULL);
        assert_int_equal(cpf_events_parse(events, 0, text, (int64_t)strlen(text), &error), CPF_OK);
        assert_null(error);
        findings = cpf_events_findings(events);
        assert_int_equal(cpf_error_count(findings), 1);
        assert_string_equal(cpf_error_code_at(findings, 0), bad->code);
        assert_string_equal(cpf_error_subject_at(findings, 0), bad->subject);
        assert_int_equal(value_of(events, model, "orders", "C"), 2);
        assert_int_equal(value_of(events, model, "sales", "C"), 300);
        assert_int_equal(counted(events, "set_aside"), 1);
        assert_int_equal(counted(events, "read"), 3);
        cpf_events_free(events);
    }
    cpf_model_free(model);
}

static void test_many_bad_rows(void **state)
{
    static char text[20000];
    cpf_model *model = make_model(NULL, (source_options){.set_aside = 1, .ignore_unknown = 1});
    cpf_events *events;
    const cpf_error *findings;
    int at = snprintf(text, sizeof text, "%s", header);

    (void)state;
    for (int i = 0; i < 250; i++)
        at += snprintf(text + at, sizeof text - (size_t)at, "%s,%s,a,1,paid\n", i % 2 ? "never" : "2025-03-01",
                       i % 2 ? "1" : "77");
    cpf_events_new(model, &events, NULL);
    assert_int_equal(cpf_events_parse(events, 0, text, at, NULL), CPF_OK);
    findings = cpf_events_findings(events);
    assert_int_equal(cpf_error_count(findings), 101);
    assert_string_equal(cpf_error_code_at(findings, 100), "rows-more");
    assert_string_equal(cpf_error_message_at(findings, 0, CPF_ENGLISH), "\"never\" is not a date");
    assert_int_equal(counted(events, "set_aside"), 125);
    assert_int_equal(counted(events, "unknown_unit"), 125);
    cpf_events_free(events);
    cpf_model_free(model);
}

static void test_cells_shown(void **state)
{
    static const char text[] =
        "day,shop,item,amount,state\n\"a\tb\x7F\n12345678901234567890123456789012345678901234567890\""
        ",1,a,1,paid\n";
    cpf_model *model = make_model(NULL, (source_options){0});
    cpf_error *error = NULL;
    cpf_events *events;

    (void)state;
    cpf_events_new(model, &events, NULL);
    assert_int_equal(cpf_events_parse(events, 0, text, sizeof text - 1, &error), CPF_E_DATA);
    assert_string_equal(cpf_error_message(error),
                        "\"a\\x09b\\x7F\\x0A12345678901234567890123456789012345...\" is not a date");
    cpf_error_free(error);
    cpf_events_free(events);
    cpf_model_free(model);
}

static void test_headers(void **state)
{
    static const struct {
        const char *text, *code;
    } cases[] = {{"", "csv-no-header"},
                 {"\n\n", "csv-no-header"},
                 {"day,shop,item\n", "csv-missing-columns"},
                 {"day,shop,item,amount,state,amount\n", "csv-repeated-column"},
                 {"day;shop;item;amount;state\n", "csv-missing-columns"},
                 {"day,\"shop\n", "csv-quote-open"}};
    cpf_model *model = make_model(NULL, (source_options){.set_aside = 1});

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cpf_error *error = NULL;
        cpf_events *events;

        cpf_events_new(model, &events, NULL);
        assert_true(cpf_events_parse(events, 0, cases[i].text, (int64_t)strlen(cases[i].text), &error) != CPF_OK);
        assert_string_equal(cpf_error_code_at(error, 0), cases[i].code);
        if (i == 2)
            assert_string_equal(
                cpf_error_message(error),
                "there is no column \"state\", \"amount\"; the columns of the file are \"day\", \"shop\", "
                "\"item\"");
        cpf_error_free(error);
        cpf_events_free(events);
    }
    cpf_model_free(model);
}

static void test_format(void **state)
{
    static const char text[] = "day;shop;item;amount;state\n2025-01-05;1;a;1,005;paid\n2025-01-05;1;a;-2,5;paid\n";
    cpf_model *model = make_model(NULL, (source_options){.separator = ';', .point = ',', .round = 1});
    cpf_events *events;

    (void)state;
    cpf_events_new(model, &events, NULL);
    assert_int_equal(cpf_events_parse(events, 0, text, sizeof text - 1, NULL), CPF_OK);
    assert_int_equal(value_of(events, model, "sales", "C"), 101 - 250);
    cpf_events_free(events);
    cpf_model_free(model);
}

/* A lookup, first dates (two passes), the file of rows set aside, progress. */
static int32_t count_calls(void *user, const char *source, int64_t bytes, int64_t total)
{
    int *calls = user;

    assert_string_equal(source, "orders");
    assert_true(bytes <= total);
    return *calls < 0 ? 1 : (++*calls, 0);
}

static void test_files(void **state)
{
    cpf_model *model = make_model(NULL, (source_options){.set_aside = 1, .with_lookup = 1, .with_first = 1});
    char aside[2 * PATH_CHARS];
    cpf_read_options options;
    cpf_events *events;
    struct stat facts;
    int calls = 0;

    (void)state;
    write_file("items.csv", "sku,item\nS1,a\nS1,b\nS2,c\nS9,a\n");
    write_file("orders.csv",
               "day,shop,item,amount,state\n2025-03-20,1,a,1,paid\n2025-02-25,2,a,2,paid\n2025-03-27,1,a,4,paid\n"
               "=bad,1,\"x\"\"y\",8,paid\n2025-03-01,1,b,16,paid\n2025-03-01,1,z,32,paid\n");
    snprintf(aside, sizeof aside, "%s", path_of("aside.csv"));
    cpf_read_options_init(&options, sizeof options);
    options.folder = folder;
    options.aside = aside;
    options.progress = count_calls;
    options.user = &calls;
    cpf_events_new(model, &events, NULL);
    assert_int_equal(cpf_events_read(events, CPF_NONE, &options, NULL), CPF_OK);
    assert_int_equal(value_of(events, model, "sales", "C"), 5500);
    assert_int_equal(value_of(events, model, "skus", "C"), 1);
    assert_int_equal(value_of(events, model, "young", "C"), 5100); /* item a: until 2025-03-26 */
    assert_true(calls >= 2);
    assert_int_equal(stat(aside, &facts), 0);
    assert_int_equal(facts.st_mode & 0777, 0600);
    assert_false(exists("aside.csv.new"));
    assert_string_equal(read_file("aside.csv"),
                        "file,line,column,message,row\r\n\"orders.csv\",5,\"day\",\"\"\"=bad\"\" is not a date\","
                        "\"'=bad,1,\"\"x\"\"\"\"y\"\",8,paid\"\r\n");
    assert_int_equal(cpf_test_has(cpf_events_findings(events), "lookup-repeat"), 1);
    calls = -1;
    assert_int_equal(cpf_events_read(events, 0, &options, NULL), CPF_E_CALLBACK);
    cpf_events_free(events);
    cpf_model_free(model);
}

static void test_files_wrong(void **state)
{
    cpf_model *model = make_model(NULL, (source_options){.with_first = 1});
    cpf_read_options options;
    cpf_error *error = NULL;
    cpf_events *events;
    char aside[2 * PATH_CHARS];

    (void)state;
    cpf_events_new(model, &events, NULL);
    assert_int_equal(cpf_read_options_init(&options, 3), CPF_E_ABI);
    cpf_read_options_init(&options, sizeof options);
    options.folder = "/nowhere/at/all";
    assert_int_equal(cpf_events_read(events, 0, &options, &error), CPF_E_NOT_FOUND);
    assert_string_equal(cpf_error_subject(error), "/nowhere/at/all/orders.csv");
    cpf_error_free(error);
    error = NULL;
    snprintf(aside, sizeof aside, "%s", path_of("no/such/aside.csv"));
    options.folder = folder;
    options.aside = aside;
    assert_int_equal(cpf_events_read(events, 0, &options, &error), CPF_E_IO);
    cpf_error_free(error);
    error = NULL;
    options.aside = NULL;
    unlink(path_of("orders.csv"));
    assert_int_equal(mkdir(path_of("orders.csv"), 0700), 0);
    assert_int_equal(cpf_events_read(events, 0, &options, &error), CPF_E_IO);
    assert_int_equal(rmdir(path_of("orders.csv")), 0);
    cpf_error_free(error);
    assert_int_equal(cpf_events_read(events, 5, &options, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_events_read(NULL, 0, &options, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_events_parse(events, 0, NULL, 0, NULL), CPF_E_ARGUMENT);
    cpf_events_free(events);
    cpf_model_free(model);
}

/* Rows through a pipe, a few bytes at a time. */
static void feed_pipe(const char *text)
{
    FILE *stream = fopen(path_of("orders.csv"), "wb");

    if (stream) {
        setvbuf(stream, NULL, _IONBF, 0);
        for (const char *at = text; *at; at += strlen(at) < 3 ? strlen(at) : 3)
            fwrite(at, 1, strlen(at) < 3 ? strlen(at) : 3, stream);
        fclose(stream);
    }
    _exit(0);
}

static void test_pipe(void **state)
{
    static const char text[] =
        "\xEF\xBB\xBF"
        "day,shop,item,amount,state\r\n2025-01-05,1,\"a\r\n\",1,paid\r\n2025-01-05,1,a,2,paid\r\n";

    (void)state;
    for (int twice = 0; twice < 2; twice++) {
        cpf_model *model = make_model(NULL, (source_options){.with_first = twice});
        cpf_read_options options;
        cpf_error *error = NULL;
        cpf_events *events;
        pid_t child;

        unlink(path_of("orders.csv"));
        assert_int_equal(mkfifo(path_of("orders.csv"), 0600), 0);
        child = fork();
        if (child == 0)
            feed_pipe(text);
        cpf_read_options_init(&options, sizeof options);
        options.folder = folder;
        cpf_events_new(model, &events, NULL);
        if (twice) {
            assert_int_equal(cpf_events_read(events, 0, &options, &error), CPF_E_ARGUMENT);
            assert_string_equal(cpf_error_code_at(error, 0), "csv-read-twice");
        } else {
            assert_int_equal(cpf_events_read(events, 0, &options, &error), CPF_OK);
            assert_int_equal(value_of(events, model, "sales", "R1"), 300);
        }
        cpf_error_free(error);
        cpf_events_free(events);
        cpf_model_free(model);
        waitpid(child, NULL, 0);
        unlink(path_of("orders.csv"));
    }
}

/* Files longer than the window: rows lie across its edges. */
static void test_long_file(void **state)
{
    cpf_test_random random = cpf_test_seed("long file", 77);
    cpf_model *model = make_model(NULL, (source_options){0});
    FILE *stream = fopen(path_of("orders.csv"), "wb");
    cpf_read_options options;
    cpf_events *events;
    int64_t sum = 0;

    (void)state;
    assert_non_null(stream);
    fputs("day,shop,item,amount,state,note\n", stream);
    for (int i = 0; i < 30000; i++) {
        int64_t amount = cpf_test_between(&random, 0, 99999);

        sum += amount;
        fprintf(stream, "2025-05-05,%s,\"a\"\"%d\",%d.%02d,paid,\"", i % 2 ? "1" : "10", i % 50, (int)(amount / 100),
                (int)(amount % 100));
        for (int64_t k = cpf_test_between(&random, 0, i % 1000 == 0 ? 300000 : 40); k > 0; k--)
            fputs(k % 7 ? "n" : "\n\"\"", stream);
        fputs("\"\n", stream);
    }
    fclose(stream);
    cpf_read_options_init(&options, sizeof options);
    options.folder = folder;
    cpf_events_new(model, &events, NULL);
    assert_int_equal(cpf_events_read(events, 0, &options, NULL), CPF_OK);
    assert_int_equal(value_of(events, model, "sales", "C"), sum);
    assert_int_equal(value_of(events, model, "orders", "C"), 30000);
    assert_int_equal(value_of(events, model, "skus", "C"), 50);
    unlink(path_of("orders.csv"));
    cpf_events_free(events);
    cpf_model_free(model);
}

static void test_memory(void **state)
{
    cpf_test_memory *memory;
    cpf_context *context = cpf_test_failing_context(-1, &memory);
    cpf_model *model = make_model(context, (source_options){.set_aside = 1, .with_lookup = 1, .with_first = 1});
    cpf_status status = CPF_E_MEMORY;
    char aside[2 * PATH_CHARS];
    cpf_read_options options;

    (void)state;
    write_file("items.csv", "sku,item\nS1,a\nS2,\"x\"\"y\"\nS3,a\n");
    write_file("orders.csv", "day,shop,item,amount,state\n2025-03-20,1,a,1,paid\nnever,2,\"x\"\"y\",2,paid\n1,2\n"
                             "2025-03-20,10,a,1,paid\n");
    snprintf(aside, sizeof aside, "%s", path_of("aside.csv"));
    cpf_read_options_init(&options, sizeof options);
    options.folder = folder;
    options.aside = aside;
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        int64_t live = cpf_test_memory_live(memory);
        cpf_events *events = NULL;
        cpf_error *error = NULL;

        unlink(aside);
        cpf_test_memory_limit(memory, n);
        status = cpf_events_new(model, &events, &error);
        if (status == CPF_OK)
            status = cpf_events_read(events, 0, &options, &error);
        cpf_test_memory_limit(memory, -1);
        assert_int_equal(cpf_error_status(error), status);
        assert_int_equal(exists("aside.csv"), status == CPF_OK);
        assert_false(exists("aside.csv.new"));
        cpf_error_free(error);
        cpf_events_free(events);
        assert_int_equal(cpf_test_memory_live(memory), live);
    }
    assert_int_equal(status, CPF_OK);
    unlink(aside);
    cpf_model_free(model);
    cpf_test_failing_free(context, memory);
}

static int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/cpf-csv-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    static const char *const files[] = {"items.csv", "orders.csv", "aside.csv"};

    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        unlink(path_of(files[i]));
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good_rows),      cmocka_unit_test(test_bad_rows_stop),
        cmocka_unit_test(test_bad_rows_aside), cmocka_unit_test(test_many_bad_rows),
        cmocka_unit_test(test_cells_shown),    cmocka_unit_test(test_headers),
        cmocka_unit_test(test_format),         cmocka_unit_test(test_files),
        cmocka_unit_test(test_files_wrong),    cmocka_unit_test(test_pipe),
        cmocka_unit_test(test_long_file),      cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
