/* SPDX-License-Identifier: MIT */
/*
 * The same order lines in one piece, in many pieces, and backwards piece by piece: the same facts, byte for byte.
 *
 *     batches PLAN ORDERS_CSV     a plan with one source that needs no second reading
 */
#include <channelperf/channelperf.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PIECES = 1000 };

typedef struct document {
    char *bytes;
    size_t head, length; /* head: bytes of the first line */
} document;

static void stop(const char *what, const cpf_error *error)
{
    fprintf(stderr, "batches: %s: %s (%s)\n", what, cpf_error_message(error), cpf_error_subject(error));
    exit(1);
}

static document load(const char *path)
{
    document file = {0};
    FILE *in = fopen(path, "rb");
    long length = 0;

    if (!in || fseek(in, 0, SEEK_END) || (length = ftell(in)) < 1)
        stop(path, NULL);
    rewind(in);
    file.length = (size_t)length;
    file.bytes = malloc(file.length + 1);
    if (!file.bytes || fread(file.bytes, 1, file.length, in) != file.length)
        stop(path, NULL);
    fclose(in);
    file.bytes[file.length] = 0;
    file.head = strcspn(file.bytes, "\n") + 1;
    return file;
}

/* Bounds of the pieces: line ends nearest after equal parts. */
static int cut(const document *file, int pieces, size_t *bounds)
{
    size_t body = file->length - file->head;
    int count = 0;

    bounds[count++] = file->head;
    for (int i = 1; i < pieces; i++) {
        size_t at = file->head + body / (size_t)pieces * (size_t)i;

        at += strcspn(file->bytes + at, "\n") + 1;
        if (at > bounds[count - 1] && at < file->length)
            bounds[count++] = at;
    }
    bounds[count] = file->length;
    return count;
}

static void parse(cpf_events *events, const document *file, size_t from, size_t to)
{
    size_t length = file->head + to - from;
    char *text = malloc(length);
    cpf_error *error = NULL;

    if (!text)
        stop("memory", NULL);
    memcpy(text, file->bytes, file->head);
    memcpy(text + file->head, file->bytes + from, to - from);
    if (cpf_events_parse(events, 0, text, (int64_t)length, &error) != CPF_OK)
        stop("parse", error);
    free(text);
}

/* Facts of all periods as CSV. */
static cpf_text *facts_of(const cpf_model *model, const cpf_events *events)
{
    cpf_facts *facts = NULL;
    cpf_table *table = NULL;
    cpf_text *text = NULL;
    cpf_error *error = NULL;

    if (cpf_measure(model, events, NULL, &facts, &error) != CPF_OK)
        stop("measure", error);
    if (cpf_facts_table(facts, "facts", CPF_NONE, &table, &error) != CPF_OK ||
        cpf_table_write(table, "csv", CPF_ENGLISH, &text, &error) != CPF_OK)
        stop("table", error);
    cpf_table_free(table);
    cpf_facts_free(facts);
    return text;
}

static cpf_text *run(const cpf_model *model, const document *file, int pieces, int backwards)
{
    size_t bounds[MOST_PIECES + 1];
    int count = cut(file, pieces, bounds);
    cpf_events *events = NULL;
    cpf_text *text;

    if (cpf_events_new(model, &events, NULL) != CPF_OK)
        stop("events", NULL);
    for (int i = 0; i < count; i++) {
        int at = backwards ? count - 1 - i : i;

        parse(events, file, bounds[at], bounds[at + 1]);
    }
    text = facts_of(model, events);
    cpf_events_free(events);
    return text;
}

int main(int argc, char **argv)
{
    static const int pieces[] = {2, 7, 100, MOST_PIECES};
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    cpf_text *whole;
    document file;

    if (argc != 3)
        stop("usage: batches PLAN ORDERS_CSV", NULL);
    if (cpf_plan_read(NULL, argv[1], &plan, &error) != CPF_OK || cpf_plan_freeze(plan, &model, &error) != CPF_OK)
        stop("plan", error);
    file = load(argv[2]);
    whole = run(model, &file, 1, 0);
    for (size_t i = 0; i < 2 * sizeof pieces / sizeof pieces[0]; i++) {
        int backwards = (int)(i % 2);
        cpf_text *other = run(model, &file, pieces[i / 2], backwards);

        if (strcmp(cpf_text_data(whole), cpf_text_data(other)) != 0) {
            fprintf(stderr, "batches: DIFFERENT in %d pieces%s\n", pieces[i / 2], backwards ? ", backwards" : "");
            return 1;
        }
        cpf_text_free(other);
    }
    printf("%lld bytes of facts: the same from 1 piece and from 2 to %d\n", (long long)cpf_text_length(whole),
           (int)MOST_PIECES);
    cpf_text_free(whole);
    cpf_model_free(model);
    cpf_plan_free(plan);
    free(file.bytes);
    return 0;
}
