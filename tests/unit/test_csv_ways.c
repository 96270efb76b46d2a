/* SPDX-License-Identifier: MIT */
/*
 * One text, many ways: mapped, through a pipe, out of gzip, from memory; by 1 to 4 threads; with plain and with wide
 * instructions. All give the same facts, counts, findings and rows set aside, byte by byte; and the sums are those that
 * were written.
 */
#define _POSIX_C_SOURCE 200809L
#include "context.h"
#include "cpu.h"
#include "model_in.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

enum { SHOPS = 50, ROWS = 30000, PATH_CHARS = 256, ROW_CHARS = 160 };

static char folder[PATH_CHARS];

static const char *path_of(const char *file)
{
    static char path[2 * PATH_CHARS];

    snprintf(path, sizeof path, "%s/%s", folder, file);
    return path;
}

/* How a text is written. */
typedef struct manner {
    char separator, point;
    int bad;    /* one row in so many is bad; 0: none */
    int quoted; /* one row in so many has quotes, with line ends inside */
    const char *mark, *end;
    const char *header;
    int order[5]; /* which of day, shop, item, amount, note stands where */
} manner;

static const manner manners[] = {
    {',', '.', 0, 0, "", "\n", "day,shop,item,amount,note", {0, 1, 2, 3, 4}},
    {';', ',', 0, 9, "\xEF\xBB\xBF", "\r\n", "note;amount;item;shop;day", {4, 3, 2, 1, 0}},
    {'\t', '.', 0, 1, "", "\r\n", "shop\tday\tnote\tamount\titem", {1, 0, 4, 3, 2}},
    {',', '.', 700, 50, "", "\n", "amount,day,note,shop,item", {3, 0, 4, 1, 2}},
    {',', '.', 9000, 0, "", "\r\n", "note,day,shop,item,amount", {4, 0, 1, 2, 3}},
};

typedef struct made_text {
    char *bytes;
    int64_t length;
    int64_t cents, rows; /* of the good rows */
} made_text;

/* A note in quotes hides separators, line ends and quotes. */
static void write_note(cpf_test_random *random, const manner *how, int row, char *note)
{
    static const char *const hard[] = {"a\nb", "x\"\"y", "1,2;3\t4", "\r\n\r\n", "中文\n"};

    if (how->quoted && row % how->quoted == 0)
        snprintf(note, 32, "\"%s\"", hard[cpf_test_between(random, 0, 4)]);
    else
        snprintf(note, 32, "%s%d", row % 11 ? "note " : "备注", row);
}

static int64_t write_amount(cpf_test_random *random, const manner *how, char *amount)
{
    int64_t cents = cpf_test_between(random, -99999, 9999999);
    int64_t size = cents < 0 ? -cents : cents;

    if (size % 100)
        snprintf(amount, 32, "%s%lld%c%02lld", cents < 0 ? "-" : "", (long long)(size / 100), how->point,
                 (long long)(size % 100));
    else
        snprintf(amount, 32, "%s%lld", cents < 0 ? "-" : "", (long long)(size / 100));
    return cents;
}

static void spoil(cpf_test_random *random, char cells[5][32])
{
    static const char *const wrong[] = {"2025-02-30", "S99", "\xFF", "12.3.4", "say \"no\""};
    int64_t which = cpf_test_between(random, 0, 5);

    if (which < 5)
        strcpy(cells[which], wrong[which]);
    else
        strcpy(cells[2], "\"open");
}

static made_text make_text(cpf_test_random *random, const manner *how)
{
    made_text text = {malloc((size_t)ROWS * ROW_CHARS), 0, 0, 0};

    assert_non_null(text.bytes);
    text.length = sprintf(text.bytes, "%s%s%s", how->mark, how->header, how->end);
    for (int row = 1; row <= ROWS; row++) {
        char cells[5][32];
        int bad = how->bad && row % how->bad == 0;
        int64_t cents;

        snprintf(cells[0], 32, "2025-%02d-%02d%s", (int)cpf_test_between(random, 1, 12),
                 (int)cpf_test_between(random, 1, 28), row % 13 ? "" : " 08:15:00");
        snprintf(cells[1], 32, "S%d", (int)cpf_test_between(random, 1, SHOPS));
        snprintf(cells[2], 32, "item-%d", (int)cpf_test_between(random, 1, 300));
        cents = write_amount(random, how, cells[3]);
        write_note(random, how, row, cells[4]);
        if (bad)
            spoil(random, cells);
        for (int i = 0; i < 5; i++)
            text.length += sprintf(text.bytes + text.length, "%s%s", cells[how->order[i]],
                                   i < 4 ? (char[]){how->separator, 0} : how->end);
        if (row % 500 == 0) /* an empty line */
            text.length += sprintf(text.bytes + text.length, "%s", how->end);
        text.cents += bad ? 0 : cents;
        text.rows += !bad;
    }
    return text;
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
        char code[16];

        snprintf(code, sizeof code, "S%d", i);
        cpf_plan_add_unit_under(plan, "C", "shop", code, "");
    }
    cpf_plan_add_measure(plan, "sales", "", "sum", 2, "USD");
    cpf_plan_add_measure(plan, "rows", "", "count", 0, "");
    cpf_plan_add_measure(plan, "items", "", "distinct", 0, "");
    cpf_plan_add_measure(plan, "first", "", "first", 0, "");
    cpf_plan_add_measure(plan, "most", "", "max", 2, "");
    source = cpf_plan_add_source(plan, "orders", "orders.csv");
    cpf_source_set_unit(source, NULL, 1, unit_columns);
    cpf_source_set_day(source, "day");
    cpf_source_set_format(source, how->separator, how->point, 0);
    cpf_source_set_policy(source, 1, 0);
    cpf_source_add_measure(source, "sales", "amount", NULL);
    cpf_source_add_measure(source, "rows", NULL, NULL);
    cpf_source_add_measure(source, "items", "item", "amount > 0");
    cpf_source_add_measure(source, "first", NULL, NULL);
    cpf_source_add_measure(source, "most", "amount", NULL);
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

static void append_file(char **all, size_t *length, const char *path)
{
    FILE *stream = fopen(path, "rb");
    struct stat facts;

    assert_non_null(stream);
    assert_int_equal(fstat(fileno(stream), &facts), 0);
    *all = realloc(*all, *length + (size_t)facts.st_size + 1);
    assert_non_null(*all);
    assert_int_equal(fread(*all + *length, 1, (size_t)facts.st_size, stream), facts.st_size);
    *length += (size_t)facts.st_size;
    (*all)[*length] = '\0';
    fclose(stream);
}

/* Everything that can be seen of the events. */
static char *all_of(const cpf_model *model, const cpf_events *events, const char *aside)
{
    char *all = NULL;
    size_t length = 0;
    cpf_facts *facts;
    cpf_table *table;

    assert_int_equal(cpf_measure(model, events, NULL, &facts, NULL), CPF_OK);
    assert_int_equal(cpf_facts_table(facts, "measures", CPF_NONE, &table, NULL), CPF_OK);
    append_table(&all, &length, table);
    cpf_facts_free(facts);
    assert_int_equal(cpf_events_table(events, &table, NULL), CPF_OK);
    append_table(&all, &length, table);
    if (cpf_events_findings(events)) {
        assert_int_equal(cpf_error_table(cpf_events_findings(events), 0, &table, NULL), CPF_OK);
        append_table(&all, &length, table);
    }
    if (aside)
        append_file(&all, &length, aside);
    return all;
}

static void check_sums(const cpf_model *model, const cpf_events *events, const made_text *text)
{
    cpf_id company = cpf_model_find_unit(model, "C"), year = cpf_model_find_period(model, "2025");
    int64_t value;
    cpf_facts *facts;

    assert_int_equal(cpf_measure(model, events, NULL, &facts, NULL), CPF_OK);
    cpf_facts_measure_value(facts, company, cpf_model_find_measure(model, "sales"), year, &value);
    assert_true(value == text->cents);
    cpf_facts_measure_value(facts, company, cpf_model_find_measure(model, "rows"), year, &value);
    assert_true(value == text->rows);
    cpf_facts_free(facts);
}

static void write_plainly(const made_text *text)
{
    FILE *stream = fopen(path_of("orders.csv"), "wb");

    assert_non_null(stream);
    assert_int_equal(fwrite(text->bytes, 1, (size_t)text->length, stream), text->length);
    fclose(stream);
}

/* Two members, as `cat a.gz b.gz` makes. */
static void write_gzip(const made_text *text)
{
    int64_t half = text->length / 2;

    for (int part = 0; part < 2; part++) {
        gzFile stream = gzopen(path_of("orders.csv"), part ? "ab1" : "wb1");
        int64_t length = part ? text->length - half : half;

        assert_non_null(stream);
        assert_int_equal(gzwrite(stream, text->bytes + part * half, (unsigned)length), length);
        gzclose(stream);
    }
}

static pid_t start_pipe(const made_text *text)
{
    pid_t writer;

    assert_int_equal(mkfifo(path_of("orders.csv"), 0600), 0);
    writer = fork();
    assert_true(writer >= 0);
    if (!writer) {
        FILE *stream = fopen(path_of("orders.csv"), "wb");

        if (stream) {
            setvbuf(stream, NULL, _IONBF, 0);
            fputc(text->bytes[0], stream); /* the first bytes come one by one */
            fputc(text->bytes[1], stream);
            fwrite(text->bytes + 2, 1, (size_t)text->length - 2, stream);
            fclose(stream);
        }
        _exit(0);
    }
    return writer;
}

enum way { MAPPED, GZIPPED, PIPED, WAYS };

static char *read_way(const manner *how, const made_text *text, int way, int32_t threads, int32_t level)
{
    char aside[2 * PATH_CHARS];
    cpf_read_options options;
    cpf_context *context;
    cpf_model *model;
    cpf_events *events;
    cpf_error *error = NULL;
    pid_t writer = 0;
    char *all;

    assert_int_equal(cpf_context_new(NULL, &context), CPF_OK);
    cpf_context_set_threads(context, threads);
    cpf__context_set_cpu(context, level);
    model = make_model(context, how);
    unlink(path_of("orders.csv"));
    if (way == PIPED)
        writer = start_pipe(text);
    else
        (way == MAPPED ? write_plainly : write_gzip)(text);
    strcpy(aside, path_of("aside.csv"));
    cpf_read_options_init(&options, sizeof options);
    options.folder = folder;
    options.aside = aside;
    assert_int_equal(cpf_events_new(model, &events, NULL), CPF_OK);
    assert_int_equal(cpf_test_tell(cpf_events_read(events, 0, &options, &error), error), CPF_OK);
    if (writer)
        waitpid(writer, NULL, 0);
    all = all_of(model, events, aside);
    if (!how->bad)
        check_sums(model, events, text);
    cpf_events_free(events);
    cpf_model_free(model);
    cpf_context_free(context);
    return all;
}

static void test_ways(void **state)
{
    cpf_test_random random = cpf_test_seed("csv ways", 4711);

    (void)state;
    for (size_t i = 0; i < sizeof manners / sizeof manners[0]; i++) {
        made_text text = make_text(&random, &manners[i]);
        char *first = read_way(&manners[i], &text, PIPED, 1, CPF__CPU_PLAIN);

        assert_true(text.length > 4 * 256 * 1024);
        for (int32_t threads = 1; threads <= 4; threads++)
            for (int way = 0; way < WAYS; way++) {
                int32_t level = threads == 1 ? CPF__CPU_LEVELS : threads - 2;
                char *all;

                if (way != MAPPED && threads > 1)
                    continue;
                all = read_way(&manners[i], &text, way, threads, level);
                assert_string_equal(all, first);
                free(all);
            }
        free(first);
        free(text.bytes);
    }
}

/* A bad row ends the call at the same place with the same words, and what stood before it is kept. */
static void test_stop(void **state)
{
    cpf_test_random random = cpf_test_seed("csv stop", 99);
    const manner *how = &manners[4];
    made_text text = make_text(&random, how);
    char *first = NULL;

    (void)state;
    for (int32_t threads = 1; threads <= 4; threads++) {
        cpf_context *context;
        cpf_model *model;
        cpf_events *events;
        cpf_error *error = NULL;
        cpf_read_options options;
        char *all;

        assert_int_equal(cpf_context_new(NULL, &context), CPF_OK);
        cpf_context_set_threads(context, threads);
        model = make_model(context, how);
        ((cpf_model *)model)->sources[0].set_aside = 0;
        unlink(path_of("orders.csv"));
        write_plainly(&text);
        cpf_read_options_init(&options, sizeof options);
        options.folder = folder;
        assert_int_equal(cpf_events_new(model, &events, NULL), CPF_OK);
        assert_int_not_equal(cpf_events_read(events, 0, &options, &error), CPF_OK);
        all = all_of(model, events, NULL);
        all = realloc(all, strlen(all) + 1000);
        assert_non_null(all);
        snprintf(all + strlen(all), 999, "%s %s", cpf_error_subject(error), cpf_error_message(error));
        if (first)
            assert_string_equal(all, first);
        free(first);
        first = all;
        cpf_error_free(error);
        cpf_events_free(events);
        cpf_model_free(model);
        cpf_context_free(context);
    }
    free(first);
    free(text.bytes);
}

static cpf_status read_broken(const char *bytes, size_t length, cpf_error **error)
{
    FILE *stream = fopen(path_of("orders.csv"), "wb");
    cpf_context *context;
    cpf_model *model;
    cpf_events *events;
    cpf_read_options options;
    cpf_status status;

    assert_non_null(stream);
    assert_int_equal(fwrite(bytes, 1, length, stream), length);
    fclose(stream);
    assert_int_equal(cpf_context_new(NULL, &context), CPF_OK);
    model = make_model(context, &manners[0]);
    cpf_read_options_init(&options, sizeof options);
    options.folder = folder;
    assert_int_equal(cpf_events_new(model, &events, NULL), CPF_OK);
    status = cpf_events_read(events, 0, &options, error);
    cpf_events_free(events);
    cpf_model_free(model);
    cpf_context_free(context);
    return status;
}

/* Cut off anywhere, or with a byte that differs: told, never taken for the end. */
static void test_broken_gzip(void **state)
{
    static const char rows[] = "day,shop,item,amount,note\n2025-01-01,S1,a,1,\n2025-01-02,S2,b,2.50,\n";
    made_text text = {(char *)(uintptr_t)rows, sizeof rows - 1, 0, 0};
    char bytes[512];
    size_t length;
    FILE *stream;

    (void)state;
    write_gzip(&text);
    stream = fopen(path_of("orders.csv"), "rb");
    assert_non_null(stream);
    length = fread(bytes, 1, sizeof bytes, stream);
    fclose(stream);
    for (size_t cut = 2; cut <= length; cut++) {
        cpf_error *error = NULL;
        cpf_status status = read_broken(bytes, cut, &error);

        if (cut == length) {
            assert_int_equal(cpf_test_tell(status, error), CPF_OK);
        } else if (status != CPF_OK) {
            assert_int_equal(status, CPF_E_DATA); /* between the members the file may end, but inside a row */
        } else {
            assert_true(cut > length / 4);
        }
        cpf_error_free(error);
    }
    bytes[length / 3] ^= 0x40;
    {
        cpf_error *error = NULL;

        assert_int_equal(read_broken(bytes, length, &error), CPF_E_DATA);
        cpf_test_has(error, "csv-gzip");
        cpf_error_free(error);
    }
    memset(bytes + length, 0, 40); /* padding is fine, another text is not */
    bytes[length / 3] ^= 0x40;
    assert_int_equal(read_broken(bytes, length + 40, NULL), CPF_OK);
    memcpy(bytes + length, "no gzip", 7);
    assert_int_equal(read_broken(bytes, length + 7, NULL), CPF_E_DATA);
}

/* Every allocation of a reading by threads and of one out of gzip may fail. */
static void test_memory(void **state)
{
    cpf_test_random random = cpf_test_seed("csv memory", 5);
    made_text text = make_text(&random, &manners[0]);

    (void)state;
    text.length = 600 * 1024;
    for (int way = MAPPED; way <= GZIPPED; way++) {
        cpf_status status = CPF_E_MEMORY;
        cpf_read_options options;

        unlink(path_of("orders.csv"));
        (way == MAPPED ? write_plainly : write_gzip)(&text);
        cpf_read_options_init(&options, sizeof options);
        options.folder = folder;
        for (int64_t n = 0; status == CPF_E_MEMORY; n += n < 150 ? 1 : 37) {
            cpf_test_memory *memory = cpf_test_memory_new(-1);
            cpf_context *context;
            cpf_model *model;
            cpf_events *events;

            assert_int_equal(cpf_context_new(cpf_test_allocator(memory), &context), CPF_OK);
            cpf_context_set_threads(context, 2);
            model = make_model(context, &manners[0]);
            assert_int_equal(cpf_events_new(model, &events, NULL), CPF_OK);
            cpf_test_memory_limit(memory, n);
            status = cpf_events_read(events, 0, &options, NULL);
            cpf_test_memory_limit(memory, -1);
            cpf_events_free(events);
            cpf_model_free(model);
            cpf_test_failing_free(context, memory);
        }
    }
    free(text.bytes);
}

static int make_folder(void **state)
{
    const char *base = getenv("TMPDIR");

    (void)state;
    snprintf(folder, sizeof folder, "%s/cpf-ways-XXXXXX", base ? base : "/tmp");
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    unlink(path_of("orders.csv"));
    unlink(path_of("aside.csv"));
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ways),
        cmocka_unit_test(test_stop),
        cmocka_unit_test(test_broken_gzip),
        cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
