/* SPDX-License-Identifier: MIT */
/* Appeals open only the cells that they are about: random cases against a dull reference that plays the events again,
 * limits in working days, findings, memory. */
#include "apply_check.h"
#include "day.h"

enum { CASES = 4, CELLS = 3, MOST = 16 };

static const char *const units[CASES] = {"R1", "R2", "R3", "R10"};
static const char *const cells[CELLS] = {"", "sales", "customers"};
static const char *const states[] = {"delivered", "seen",   "accepted", "appealed",
                                     "reviewed",  "upheld", "changed",  "closed"};
enum { DELIVERED, SEEN, ACCEPTED, APPEALED, REVIEWED, UPHELD, CHANGED, CLOSED };

typedef struct case_event {
    int32_t state, cell, day; /* cell: -1: says none; day: of April 2026 and on */
    int64_t total, value;     /* hundredths */
} case_event;

typedef struct case_story {
    int32_t count;
    case_event events[MOST];
} case_story;

static void add_event(cpf_test_random *random, case_story *story, int32_t state, int32_t cell)
{
    int32_t day = story->count ? story->events[story->count - 1].day : 1;

    if (state != APPEALED || !cpf_test_between(random, 0, 2))
        day += (int32_t)cpf_test_between(random, 0, 3);
    story->events[story->count++] =
        (case_event){state, cell, day, cpf_test_between(random, 3000, 12000), cpf_test_between(random, 0, 99999)};
}

/* A notice, and how far it goes; appeals of some cells, decided one by one or together. */
static case_story draw_story(cpf_test_random *random)
{
    case_story story = {0, {{0, 0, 0, 0, 0}}};
    int32_t order[CELLS] = {0, 1, 2}, appeals = (int32_t)cpf_test_between(random, 1, CELLS);
    int together = cpf_test_between(random, 0, 2) == 0, until = (int)cpf_test_between(random, 0, appeals);

    cpf_test_shuffle(random, order, CELLS);
    add_event(random, &story, DELIVERED, -1);
    if (cpf_test_between(random, 0, 1))
        add_event(random, &story, SEEN, -1);
    if (cpf_test_between(random, 0, 3) == 0)
        return story;
    if (cpf_test_between(random, 0, 3) == 0) {
        add_event(random, &story, ACCEPTED, -1);
        return story;
    }
    for (int32_t i = 0; i < appeals; i++)
        add_event(random, &story, APPEALED, order[i]);
    if (cpf_test_between(random, 0, 4) == 0)
        return story;
    add_event(random, &story, REVIEWED, -1);
    for (int32_t i = 0; i < (together ? 1 : until); i++)
        add_event(random, &story, cpf_test_between(random, 0, 1) ? CHANGED : UPHELD,
                  together || (!order[i] && i == appeals - 1) ? -1
                  : order[i]                                  ? order[i]
                                                              : -2);
    if (!together && until == appeals && cpf_test_between(random, 0, 1))
        add_event(random, &story, CLOSED, -1);
    return story;
}

/* A decision about the total alone cannot be said while others are open: left out of the stories. */
static int can_be_said(const case_story *story)
{
    for (int32_t i = 0; i < story->count; i++)
        if (story->events[i].cell == -2)
            return 0;
    return 1;
}

static void add_story(char *text, size_t size, const case_story *story, const char *unit)
{
    for (int32_t i = 0; i < story->count; i++) {
        const case_event *it = &story->events[i];
        char number[24], day[16];
        size_t n = strlen(text);

        cpf__day_format(cpf_day_from_date(2026, 4, 1) + it->day - 1, day);
        snprintf(text + n, size - n, "%s{\"unit\": \"%s\", \"period\": \"2026-Q1\", \"state\": \"%s\", \"on\": \"%s\"",
                 text[n - 1] == '[' ? "" : ", ", unit, states[it->state], day);
        n = strlen(text);
        if (it->cell > 0)
            snprintf(text + n, size - n, ", \"indicator\": \"%s\"", cells[it->cell]);
        n = strlen(text);
        if (it->state == APPEALED)
            snprintf(text + n, size - n, ", \"reason\": \"cause %d\"", (int)it->cell);
        n = strlen(text);
        if (it->state == CHANGED)
            snprintf(text + n, size - n, ", \"total\": \"%s\"", (cpf_decimal_format(it->total, 2, number), number));
        n = strlen(text);
        if (it->state == CHANGED && it->cell == 1)
            snprintf(text + n, size - n, ", \"value\": \"%s\"", (cpf_decimal_format(it->value, 2, number), number));
        strcat(text, "}");
    }
}

static cpf_tables *review_at(const cpf_model *model, const cpf_tables *results, cpf_day as_of)
{
    cpf_stage_options options;
    cpf_tables *tables = NULL;
    cpf_error *error = NULL;

    assert_int_equal(cpf_stage_options_init(&options, sizeof options), CPF_OK);
    options.as_of = as_of;
    if (cpf_review(model, results, &options, &tables, &error) != CPF_OK)
        cpf_test_tell(CPF_OK, error);
    assert_non_null(tables);
    return tables;
}

/* What the events up to a day come to. */
typedef struct played {
    int32_t known, state, opened[CELLS], decided[CELLS], first; /* of cells: position of the event; -1: none */
    int32_t notice, change;
} played;

static played play(const case_story *story, int32_t day)
{
    played it = {0, -1, {-1, -1, -1}, {-1, -1, -1}, -1, -1, -1};
    int open = 0;

    for (int32_t i = 0; i < story->count && story->events[i].day <= day; i++) {
        const case_event *event = &story->events[i];

        it.known = i + 1;
        it.state = event->state;
        if (event->state == DELIVERED)
            it.notice = i;
        if (event->state == APPEALED) {
            it.opened[event->cell] = i;
            it.first = it.first < 0 ? i : it.first;
        }
        for (int c = 0; c < CELLS && (event->state == UPHELD || event->state == CHANGED); c++)
            if (it.opened[c] >= 0 && it.decided[c] < 0 && (event->cell < 0 || event->cell == c))
                it.decided[c] = i;
        if (event->state == CHANGED)
            it.change = i;
    }
    for (int c = 0; c < CELLS; c++)
        open += it.opened[c] >= 0 && it.decided[c] < 0;
    if (open && (it.state == UPHELD || it.state == CHANGED))
        it.state = REVIEWED;
    return it;
}

static int is_free(int32_t day, int working)
{
    int32_t of_week = (day + 1) % 7; /* 1 April 2026 is a Wednesday: day 1 -> 2, Monday 0 */

    return working && of_week >= 5;
}

static int32_t last_day(int32_t on, int32_t days, int working)
{
    int32_t last = on;

    while (days)
        days -= !is_free(++last, working);
    return last;
}

static void check_case(const cpf_table *table, int64_t row, const case_story *story, int32_t day, int working)
{
    played it = play(story, day);
    int32_t due = it.state <= SEEN                               ? last_day(story->events[it.notice].day, 7, working)
                  : it.state == APPEALED || it.state == REVIEWED ? last_day(story->events[it.first].day, 10, working)
                                                                 : -1;
    int silent = it.state <= SEEN && day > due, there = cpf_table_find(table, "due");
    char text[24] = "";

    apply_cell(table, "state", row, silent ? "accepted" : states[it.state]);
    apply_cell(table, "silent", row, silent ? "1" : "0");
    apply_cell(table, "overdue", row, due >= 0 && day > due && !silent ? "1" : "0");
    assert_int_equal(cpf_table_valid(table, there, row), due >= 0);
    if (due >= 0)
        apply_cell(table, "due", row, (cpf__day_format(cpf_day_from_date(2026, 4, 1) + due - 1, text), text));
    cpf__day_format(cpf_day_from_date(2026, 4, 1) + (silent ? due + 1 : story->events[it.known - 1].day) - 1, text);
    apply_cell(table, "since", row, text);
    apply_cell(table, "indicator", row, it.first < 0 ? "" : cells[story->events[it.first].cell]);
    *text = '\0';
    if (it.change >= 0)
        cpf_decimal_format(story->events[it.change].total, 2, text);
    apply_cell(table, "new_total", row, text);
    apply_cell(table, "old_grade", row, "B");
    apply_cell(table, "new_grade", row,
               it.change < 0                            ? ""
               : story->events[it.change].total >= 9000 ? "A"
               : story->events[it.change].total >= 6000 ? "B"
                                                        : "D");
}

/* Cells of a case in the order in which they were appealed; the row behind them. */
static int64_t check_cells(const cpf_table *table, int64_t row, const case_story *story, int32_t day, int64_t *causes)
{
    played it = play(story, day);

    for (int32_t i = 0; i < it.known; i++) {
        int32_t cell = story->events[i].cell, decided;
        char text[24] = "";

        if (story->events[i].state != APPEALED)
            continue;
        decided = it.decided[cell];
        apply_cell(table, "indicator", row, cells[cell]);
        apply_cell(table, "state", row, decided < 0 ? "open" : states[story->events[decided].state]);
        if (decided >= 0 && story->events[decided].state == CHANGED && story->events[decided].cell == 1)
            cpf_decimal_format(story->events[decided].value, 2, text);
        apply_cell(table, "value", row, text);
        causes[3 * cell]++;
        causes[3 * cell + 1] += decided >= 0 && story->events[decided].state == UPHELD;
        causes[3 * cell + 2] += decided >= 0 && story->events[decided].state == CHANGED;
        row++;
    }
    return row;
}

static void check_causes(const cpf_table *table, const int64_t *causes)
{
    static const char *const names[] = {"appeals", "upheld", "changed"};
    int64_t rows = 0;

    for (int c = 0; c < CELLS; c++) {
        char cause[24];
        int64_t row = 0;

        snprintf(cause, sizeof cause, "cause %d", c);
        while (row < cpf_table_row_count(table) && strcmp(cpf_table_text(table, 0, row), cause) != 0)
            row++;
        assert_int_equal(row<cpf_table_row_count(table), causes[3 * c]> 0);
        for (int k = 0; k < 3 && causes[3 * c]; k++)
            assert_int_equal(cpf_table_decimals(table, cpf_table_find(table, names[k]))[row], causes[3 * c + k]);
        rows += causes[3 * c] > 0;
    }
    assert_int_equal(cpf_table_row_count(table), rows);
}

static void check_day(const cpf_model *model, const cpf_tables *results, const case_story *stories, int32_t day,
                      int working)
{
    cpf_tables *tables = review_at(model, results, cpf_day_from_date(2026, 4, 1) + day - 1);
    int64_t row = 0, cell = 0, causes[3 * CELLS] = {0};

    for (int u = 0; u < CASES; u++) {
        if (stories[u].events[0].day > day)
            continue;
        check_case(cpf_tables_find(tables, "cases"), row++, &stories[u], day, working);
        cell = check_cells(cpf_tables_find(tables, "case_cells"), cell, &stories[u], day, causes);
    }
    assert_int_equal(cpf_table_row_count(cpf_tables_find(tables, "cases")), row);
    assert_int_equal(cpf_table_row_count(cpf_tables_find(tables, "case_cells")), cell);
    check_causes(cpf_tables_find(tables, "case_causes"), causes);
    cpf_tables_free(tables);
}

static const char *const totals[][4] = {{"2026-Q1", "R1", "70", "B"},
                                        {"2026-Q1", "R2", "70", "B"},
                                        {"2026-Q1", "R3", "70", "B"},
                                        {"2026-Q1", "R10", "70", "B"}};

static void test_stories(void **state)
{
    cpf_test_random random = cpf_test_seed("appeals", 20261128);
    cpf_tables *results = apply_results(CASES, totals);

    (void)state;
    for (int i = 0; i < 150; i++) {
        static char text[32768];
        case_story stories[CASES];
        int working = i % 2;
        cpf_model *model;

        snprintf(text, sizeof text,
                 "{\"kind\": \"case_rule\", \"rows\": [{\"appeal_days\": 7, \"review_days\": 10, \"days\": \"%s\"}]}, "
                 "{\"kind\": \"case_event\", \"rows\": [",
                 working ? "working" : "calendar");
        for (int u = 0; u < CASES; u++) {
            do
                stories[u] = draw_story(&random);
            while (!can_be_said(&stories[u]));
            for (int32_t k = 0; k < stories[u].count; k++) /* no appeal is late */
                stories[u].events[k].day = k && stories[u].events[k].state == APPEALED ? stories[u].events[k - 1].day
                                                                                       : stories[u].events[k].day;
            add_story(text, sizeof text, &stories[u], units[u]);
        }
        strcat(text, "]}");
        model = apply_model(text);
        for (int k = 0; k < 5; k++)
            check_day(model, results, stories, (int32_t)cpf_test_between(&random, 1, 40), working);
        cpf_model_free(model);
    }
    cpf_tables_free(results);
}

#define EVENT(state, on, rest)                                                                                         \
    "{\"unit\": \"R1\", \"period\": \"2026-Q1\", \"state\": \"" state "\", \"on\": \"" on "\"" rest "}"
#define EVENTS(rows) "{\"kind\": \"case_event\", \"rows\": [" rows "]}"
#define APPEAL                                                                                                         \
    EVENT("delivered", "2026-04-01", "") ", " EVENT("appealed", "2026-04-02", ", \"indicator\": \"sales\"") ", "
#define REVIEW APPEAL EVENT("reviewed", "2026-04-03", "") ", "

static void test_findings(void **state)
{
    static const char *const wrong[][2] = {
        {"case-again", EVENTS(APPEAL EVENT("appealed", "2026-04-02", ", \"indicator\": \"sales\""))},
        {"case-cell", EVENTS(REVIEW EVENT("upheld", "2026-04-04", ", \"indicator\": \"customers\""))},
        {"case-cell", EVENTS(REVIEW EVENT("upheld", "2026-04-04", "") ", " EVENT("upheld", "2026-04-05", ""))},
        {"case-undecided",
         EVENTS(APPEAL EVENT("appealed", "2026-04-02", "") ", " EVENT("reviewed", "2026-04-03", "") ", " EVENT(
             "upheld", "2026-04-04", ", \"indicator\": \"sales\"") ", " EVENT("closed", "2026-04-05", ""))},
        {"case-late", "{\"kind\": \"case_rule\", \"rows\": [{\"appeal_days\": 2, \"days\": \"working\"}]}, " EVENTS(
                          EVENT("delivered", "2026-04-02", "") ", " EVENT("appealed", "2026-04-07", ""))},
        {"case-order", EVENTS(EVENT("delivered", "2026-04-02", "") ", " EVENT("changed", "2026-04-07", ""))},
    };

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        cpf_plan *plan = apply_plan(NULL, wrong[i][1]);
        cpf_error *error = NULL;
        int32_t at;

        assert_int_equal(cpf_plan_check(plan, &error), CPF_E_PLAN);
        at = cpf_test_has(error, wrong[i][0]);
        assert_true(*cpf_error_message_at(error, at, CPF_CHINESE) && *cpf_error_hint_at(error, at, CPF_CHINESE));
        assert_non_null(strstr(cpf_error_subject_at(error, at), "case_event"));
        cpf_error_free(error);
        cpf_plan_free(plan);
    }
}

/* Friday's two working days end on Tuesday: Thursday 2 April, two days, Monday the 6th. */
static void test_in_time(void **state)
{
    cpf_model *model =
        apply_model("{\"kind\": \"case_rule\", \"rows\": [{\"appeal_days\": 2, \"days\": \"working\"}]}, " EVENTS(
            EVENT("delivered", "2026-04-02", "") ", " EVENT("appealed", "2026-04-06", "")));

    (void)state;
    cpf_model_free(model);
}

/* A long move that the same person approves once more does not count. */
static void test_second_approver(void **state)
{
    static const char *const seconds[] = {"Li", "Wang"};
    static const char *const grades[] = {"A", "D"};
    cpf_tables *results = apply_results(1, (const char *const[][4]){{"2026-Q1", "R1", "95", "A"}});

    (void)state;
    for (int i = 0; i < 2; i++) {
        char records[400];
        cpf_model *model;
        cpf_tables *tables;

        snprintf(records, sizeof records,
                 "{\"kind\": \"calibration_move\", \"rows\": [{\"standing\": \"reps\", \"period\": \"2026-Q1\", "
                 "\"unit\": \"R1\", \"to\": \"D\", \"on\": \"2026-04-02\", \"by\": \"Li\", \"second\": \"%s\", "
                 "\"reason\": \"r\"}]}",
                 seconds[i]);
        model = apply_model(records);
        tables = review_at(model, results, CPF_NO_DAY);
        apply_cell(cpf_tables_find(tables, "final_grades"), "grade", 0, grades[i]);
        apply_cell(cpf_tables_find(tables, "calibration_moves"), "why_not", 0, i ? "" : "second-approver");
        cpf_tables_free(tables);
        cpf_model_free(model);
    }
    cpf_tables_free(results);
}

/* Who has no grades has none before and after; without results there is nothing before. */
static void test_without_grades(void **state)
{
    cpf_model *model = apply_model(EVENTS("{\"unit\": \"ALL\", \"period\": \"2026-Q1\", \"state\": \"delivered\", "
                                          "\"on\": \"2026-04-01\"}, " EVENT("delivered", "2026-04-01", "")));
    cpf_tables *tables = review_at(model, NULL, CPF_NO_DAY);
    const cpf_table *table = cpf_tables_find(tables, "cases");

    (void)state;
    apply_cell(table, "standing", 0, "");
    apply_cell(table, "old_grade", 0, "");
    apply_cell(table, "standing", 1, "reps");
    apply_cell(table, "old_grade", 1, "");
    cpf_tables_free(tables);
    cpf_model_free(model);
}

static void test_memory(void **state)
{
    static const char *const names[] = {"cases", "case_cells", "case_causes", "case_log"};
    static const char records[] =
        EVENTS(REVIEW EVENT("changed", "2026-04-04", ", \"indicator\": \"sales\", \"total\": 91, \"value\": \"12.5\""));
    cpf_test_memory *memory;
    cpf_context *context = cpf_test_failing_context(-1, &memory);
    cpf_plan *plan = apply_plan(context, records);
    cpf_model *model = NULL;
    cpf_tables *results = apply_results(CASES, totals);
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) { /* the check walks over cells too */
        cpf_test_memory_limit(memory, n);
        status = cpf_plan_freeze(plan, &model, NULL);
        cpf_test_memory_limit(memory, -1);
    }
    assert_int_equal(status, CPF_OK);
    for (int i = 0; i < 4; i++) {
        status = CPF_E_MEMORY;
        for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
            cpf_stage_options options;
            cpf_tables *tables = NULL;

            cpf_stage_options_init(&options, sizeof options);
            options.only = names[i];
            cpf_test_memory_limit(memory, n);
            status = cpf_review(model, results, &options, &tables, NULL);
            cpf_test_memory_limit(memory, -1);
            if (status == CPF_OK)
                assert_int_equal(cpf_table_row_count(cpf_tables_at(tables, 0)), i == 3 ? 4 : 1);
            cpf_tables_free(tables);
        }
        assert_int_equal(status, CPF_OK);
    }
    cpf_tables_free(results);
    cpf_model_free(model);
    cpf_plan_free(plan);
    cpf_test_failing_free(context, memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stories),         cmocka_unit_test(test_findings),       cmocka_unit_test(test_in_time),
        cmocka_unit_test(test_second_approver), cmocka_unit_test(test_without_grades), cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
