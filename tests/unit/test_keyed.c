/* SPDX-License-Identifier: MIT */
/*
 * Events with keys: versions in any order, in any number of batches and repeated, against a plan without keys that is
 * given the versions which a loop has picked; as known on many days; every allocation failing.
 */
#include "keyed_check.h"

#include <stdlib.h>

enum { EVENTS = 40, MOST = 5 * EVENTS, CELLS = 8, CELL = 16, TEXT = 2 * MOST * CELLS * CELL, MEASURES = 8 };

/* Columns in the order in which the plan names them: ties go to the larger of them. */
enum { SHOP, DAY, ENTERED, NUMBER, LINE, STATUS, AMOUNT, CUSTOMER };

static const char window_member[] =
    ", \"windows\": [{\"code\": \"w\", \"from\": \"2025-02-10\", \"to\": \"2025-05-20\"}]";
typedef struct version {
    char cells[CELLS][CELL];
    int event, known; /* day of entering, as a number that grows */
} version;

typedef struct book {
    version versions[MOST];
    int32_t order[2 * MOST];
    int32_t count, sent;
} book;

static void draw_version(cpf_test_random *random, version *it, int event)
{
    static const char *const states[] = {"paid", "paid", "paid", "open", "draft", "void"};
    static const char *const shops[] = {"S1", "S2", "S1", "S2", "S9"};
    int month = (int)cpf_test_between(random, 1, 6), day = (int)cpf_test_between(random, 1, 9);

    memset(it, 0, sizeof *it);
    it->event = event;
    it->known = 31 * month + day;
    snprintf(it->cells[SHOP], CELL, "%s", shops[cpf_test_between(random, 0, 4)]);
    snprintf(it->cells[DAY], CELL, "%d-%02d-0%d", cpf_test_between(random, 0, 20) ? 2025 : 2031,
             (int)cpf_test_between(random, 1, 7), (int)cpf_test_between(random, 1, 9));
    snprintf(it->cells[ENTERED], CELL, "2025-%02d-%02d", month, day);
    snprintf(it->cells[NUMBER], CELL, "%d", event / 3);
    snprintf(it->cells[LINE], CELL, "%.*s", event % 3, "aa");
    snprintf(it->cells[STATUS], CELL, "%s", states[cpf_test_between(random, 0, 5)]);
    snprintf(it->cells[AMOUNT], CELL, "%d.%02d", (int)cpf_test_between(random, -50, 99),
             (int)cpf_test_between(random, 0, 99));
    snprintf(it->cells[CUSTOMER], CELL, "k%d", (int)cpf_test_between(random, 0, 9));
}

/* Every event has a version or some, the second now and then as late as the first. Half of the rows come twice. */
static void draw_book(cpf_test_random *random, book *it)
{
    it->count = it->sent = 0;
    for (int event = 0; event < EVENTS; event++)
        for (int64_t n = cpf_test_between(random, 1, 5), i = 0; i < n; i++) {
            version *made = &it->versions[it->count++];

            draw_version(random, made, event);
            if (i && !cpf_test_between(random, 0, 2)) {
                memcpy(made->cells[ENTERED], made[-1].cells[ENTERED], CELL);
                made->known = made[-1].known;
            }
        }
    for (int32_t i = 0; i < it->count; i++)
        for (int64_t n = cpf_test_between(random, 1, 2); n > 0; n--)
            it->order[it->sent++] = i;
    cpf_test_shuffle(random, it->order, it->sent);
}

static char *write_row(char *at, const version *it)
{
    at += sprintf(at, "x");
    for (int i = 0; i < CELLS; i++)
        at += sprintf(at, ",%s", it->cells[i]);
    return at + sprintf(at, "\n");
}

static int compare_cells(const version *a, const version *b)
{
    int order = 0;

    for (int i = 0; i < CELLS && !order; i++)
        order = strcmp(a->cells[i], b->cells[i]);
    return order;
}

/* The version of the event that counts, of those known by then; NULL. */
static const version *pick(const book *it, int event, int known)
{
    const version *best = NULL;

    for (int32_t i = 0; i < it->count; i++) {
        const version *one = &it->versions[i];

        if (one->event != event || one->known > known)
            continue;
        if (!best || one->known > best->known || (one->known == best->known && compare_cells(one, best) > 0))
            best = one;
    }
    return best;
}

static cpf_status send(cpf_events *events, const book *it, int32_t begin, int32_t end, cpf_error **error)
{
    static char text[TEXT];
    char *at = text + sprintf(text, "%s", header);

    for (int32_t i = begin; i < end; i++)
        at = write_row(at, &it->versions[it->order[i]]);
    return cpf_events_parse(events, 0, text, at - text, error);
}

/* The figures of the picked versions alone, in a plan without keys. Numbers of versions that take the event back. */
static int32_t send_picked(cpf_events *events, const book *it, int known)
{
    static char text[TEXT];
    char *at = text + sprintf(text, "%s", header);
    int32_t back = 0;

    for (int event = 0; event < EVENTS; event++) {
        const version *best = pick(it, event, known);

        if (best && strcmp(best->cells[STATUS], "void") != 0)
            at = write_row(at, best);
        back += best && strcmp(best->cells[STATUS], "void") == 0;
    }
    assert_int_equal(cpf_events_parse(events, 0, text, at - text, NULL), CPF_OK);
    return back;
}

static void check_equal(const cpf_model *model, const cpf_events *events, const cpf_model *other,
                        const cpf_events *wanted)
{
    cpf_facts *a = NULL, *b = NULL;

    assert_int_equal(cpf_measure(model, events, NULL, &a, NULL), CPF_OK);
    assert_int_equal(cpf_measure(other, wanted, NULL, &b, NULL), CPF_OK);
    for (cpf_id measure = 0; measure < MEASURES; measure++)
        for (cpf_id unit = 0; unit < 3; unit++)
            for (cpf_id period = 0; period < cpf_model_period_count(model); period++) {
                int64_t x = 0, y = 0;

                assert_int_equal(cpf_facts_measure_value(a, unit, measure, period, &x),
                                 cpf_facts_measure_value(b, unit, measure, period, &y));
                assert_int_equal(x, y);
            }
    cpf_facts_free(a);
    cpf_facts_free(b);
}

/* Rows that were not known by then, as often as they were sent. */
static int64_t unknown_rows(const book *it, int known)
{
    int64_t count = 0;

    for (int32_t i = 0; i < it->sent; i++)
        count += it->versions[it->order[i]].known > known;
    return count;
}

static void check_counts(const cpf_events *events, const cpf_events *wanted, const book *it, int known, int32_t back)
{
    assert_int_equal(row_count(events, "read"), it->sent);
    assert_int_equal(row_count(events, "used"), row_count(wanted, "used"));
    assert_int_equal(row_count(events, "unknown_unit"), row_count(wanted, "unknown_unit"));
    assert_int_equal(row_count(events, "filtered"), row_count(wanted, "filtered") + back);
    assert_int_equal(row_count(events, "outside"), row_count(wanted, "outside") + unknown_rows(it, known));
}

/* All rows in some batches, as known by then; measured in between too, which must change nothing. */
static void check_batches(const cpf_model *keyed, const cpf_model *plain, const book *it, int known, int32_t batches)
{
    cpf_events *events = NULL, *wanted = NULL;
    cpf_facts *facts = NULL;
    int32_t back;

    assert_int_equal(start(keyed, known, &events, NULL), CPF_OK);
    assert_int_equal(start(plain, known, &wanted, NULL), CPF_OK);
    back = send_picked(wanted, it, known);
    for (int32_t i = 0; i < batches; i++) {
        assert_int_equal(send(events, it, it->sent * i / batches, it->sent * (i + 1) / batches, NULL), CPF_OK);
        if (i % 16 == 1) {
            assert_int_equal(cpf_measure(keyed, events, NULL, &facts, NULL), CPF_OK);
            cpf_facts_free(facts);
        }
    }
    check_equal(keyed, events, plain, wanted);
    check_counts(events, wanted, it, known, back);
    assert_int_equal(send(events, it, 0, it->sent, NULL), CPF_OK);
    check_equal(keyed, events, plain, wanted);
    cpf_events_free(events);
    cpf_events_free(wanted);
}

static void versions_in_any_order_and_batches_are_those_picked(void **state)
{
    static const int32_t batches[] = {1, 7, 100};
    cpf_test_random random = cpf_test_seed("keyed", 12);
    static book it;

    (void)state;
    for (int round = 0; round < 24; round++) {
        const char *windows = round % 3 ? "" : window_member;
        cpf_model *keyed = NULL, *plain = NULL;

        draw_book(&random, &it);
        assert_int_equal(make_model(NULL, windows, key_members, &keyed, NULL), CPF_OK);
        assert_int_equal(make_model(NULL, windows, "", &plain, NULL), CPF_OK);
        for (int i = 0; i < 3; i++)
            check_batches(keyed, plain, &it, INT32_MAX, batches[i]);
        for (int i = 0; i < 12; i++)
            check_batches(keyed, plain, &it,
                          31 * (int)cpf_test_between(&random, 1, 6) + (int)cpf_test_between(&random, 1, 10),
                          batches[i % 3]);
        cpf_model_free(keyed);
        cpf_model_free(plain);
    }
}

/* A file that is long enough for threads. */
static char *long_text(cpf_test_random *random, int64_t *length)
{
    enum { ROWS = 60000, ROW = 64 };
    char *text = malloc((size_t)ROWS * ROW), *at = text;

    assert_non_null(text);
    at += sprintf(at, "%s", header);
    for (int i = 0; i < ROWS; i++)
        at += sprintf(at, "x,S%d,2025-%02d-1%d,2025-%02d-2%d,%d,1,paid,%d.5,k%d\n", (int)cpf_test_between(random, 1, 2),
                      (int)cpf_test_between(random, 1, 9), (int)cpf_test_between(random, 0, 9),
                      (int)cpf_test_between(random, 1, 9), (int)cpf_test_between(random, 0, 8),
                      (int)cpf_test_between(random, 0, 20000), i, (int)cpf_test_between(random, 0, 999));
    *length = at - text;
    return text;
}

static void threads_change_nothing(void **state)
{
    cpf_test_random random = cpf_test_seed("keyed threads", 3);
    int64_t length;
    char *text = long_text(&random, &length);
    cpf_model *models[2] = {NULL, NULL};
    cpf_events *events[2] = {NULL, NULL};

    (void)state;
    for (int i = 0; i < 2; i++) {
        cpf_context *context = NULL;

        assert_int_equal(cpf_context_new(NULL, &context), CPF_OK);
        assert_int_equal(cpf_context_set_threads(context, i + 1), CPF_OK);
        assert_int_equal(make_model(context, "", key_members, &models[i], NULL), CPF_OK);
        cpf_context_free(context);
        assert_int_equal(start(models[i], INT32_MAX, &events[i], NULL), CPF_OK);
        assert_int_equal(cpf_events_parse(events[i], 0, text, length, NULL), CPF_OK);
    }
    check_equal(models[0], events[0], models[1], events[1]);
    assert_int_equal(cpf_error_count(cpf_events_findings(events[0])), cpf_error_count(cpf_events_findings(events[1])));
    for (int i = 0; i < 2; i++) {
        cpf_events_free(events[i]);
        cpf_model_free(models[i]);
    }
    free(text);
}

static cpf_status read_all(cpf_context *context, const book *it, cpf_model **model, cpf_events **events,
                           cpf_facts **facts, cpf_error **error)
{
    cpf_status status = make_model(context, window_member, key_members, model, error);

    if (status == CPF_OK)
        status = start(*model, 31 * 4, events, error);
    if (status == CPF_OK)
        status = send(*events, it, 0, it->sent / 2, error);
    if (status == CPF_OK)
        status = send(*events, it, it->sent / 2, it->sent, error);
    return status == CPF_OK ? cpf_measure(*model, *events, NULL, facts, error) : status;
}

static void every_allocation_may_fail(void **state)
{
    enum { SOME = 40 };
    cpf_test_random random = cpf_test_seed("keyed memory", 5);
    static book it;
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    draw_book(&random, &it);
    it.sent = SOME;
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(n, &memory);
        cpf_model *model = NULL;
        cpf_events *events = NULL;
        cpf_facts *facts = NULL;
        cpf_error *error = NULL;

        if (context)
            status = read_all(context, &it, &model, &events, &facts, &error);
        assert_int_equal(status == CPF_OK || status == CPF_E_MEMORY, 1);
        cpf_error_free(error);
        cpf_facts_free(facts);
        cpf_events_free(events);
        cpf_model_free(model);
        cpf_test_failing_free(context, memory);
    }
}

/* What was sent when memory ran out is sent once more: nothing counts twice. */
static void after_a_failure_the_rows_may_come_again(void **state)
{
    cpf_test_random random = cpf_test_seed("keyed again", 6);
    static book it;
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    draw_book(&random, &it);
    for (int64_t n = 0; status == CPF_E_MEMORY; n += 7) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(-1, &memory);
        cpf_model *keyed = NULL, *plain = NULL;
        cpf_events *events = NULL, *wanted = NULL;

        assert_int_equal(make_model(context, "", key_members, &keyed, NULL), CPF_OK);
        assert_int_equal(make_model(NULL, "", "", &plain, NULL), CPF_OK);
        assert_int_equal(start(keyed, INT32_MAX, &events, NULL), CPF_OK);
        assert_int_equal(start(plain, INT32_MAX, &wanted, NULL), CPF_OK);
        send_picked(wanted, &it, INT32_MAX);
        cpf_test_memory_limit(memory, n);
        status = send(events, &it, 0, it.sent, NULL);
        cpf_test_memory_limit(memory, -1);
        assert_int_equal(send(events, &it, 0, it.sent, NULL), CPF_OK);
        check_equal(keyed, events, plain, wanted);
        cpf_events_free(events);
        cpf_events_free(wanted);
        cpf_model_free(keyed);
        cpf_model_free(plain);
        cpf_test_failing_free(context, memory);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(versions_in_any_order_and_batches_are_those_picked),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(after_a_failure_the_rows_may_come_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
