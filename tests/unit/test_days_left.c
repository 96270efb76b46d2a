/* SPDX-License-Identifier: MIT */
/* days_left(day) in row filters: what falls into the last days of a leaf period, whatever the calendar, against
 * counting days; in a file's own column, in one that is looked up, and where it has no meaning. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "day.h"
#include "row_filter.h"
#include "support.h"

enum { ROWS = 500, SPAN = 7 };

static const char plan_text[] =
    "{\"channelperf\": 1, \"calendar\": {\"years\": [2024, 2025], %s}, \"levels\": [{\"code\": \"c\"}, {\"code\": "
    "\"p\"}], \"units\": [{\"level\": \"c\", \"code\": \"ALL\"}, {\"level\": \"p\", \"code\": \"P\", \"parent\": "
    "\"ALL\"}], \"measures\": [{\"code\": \"all\", \"kind\": \"sum\"}, {\"code\": \"late\", \"kind\": \"sum\"}, "
    "{\"code\": \"early\", \"kind\": \"sum\"}, {\"code\": \"looked\", \"kind\": \"sum\"}], \"sources\": [{\"code\": "
    "\"s\", \"file\": \"s.csv\", \"unit\": {\"columns\": [\"unit\"]}, \"day\": \"day\", \"lookups\": [{\"column\": "
    "\"deal\", \"file\": \"deals.csv\", \"key\": \"deal\", \"take\": \"due\", \"as\": \"due\"}], \"feeds\": "
    "[{\"measure\": \"all\", \"column\": \"amount\"}, {\"measure\": \"late\", \"column\": \"amount\", \"where\": "
    "\"days_left(day) < 7\"}, {\"measure\": \"early\", \"column\": \"amount\", \"where\": \"not days_left(day + 1 "
    "days) < 6 days and days_left(day) >= 0\"}, {\"measure\": \"looked\", \"column\": \"amount\", \"where\": "
    "\"days_left(due) = 0\"}]}], \"indicators\": [%s]}";

static const char *const codes[] = {"all", "late", "early", "looked"};

static cpf_model *make_model(const char *calendar)
{
    char text[sizeof plan_text + 2000], indicators[1500] = "";
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;
    cpf_error *error = NULL;

    for (int i = 0; i < 4; i++)
        snprintf(indicators + strlen(indicators), sizeof indicators - strlen(indicators),
                 "%s{\"code\": \"%s\", \"formula\": \"sum(%s)\", \"unit\": \"-\", \"direction\": \"more\", "
                 "\"owner\": \"o\", \"data_source\": \"d\"}",
                 i ? ", " : "", codes[i], codes[i]);
    snprintf(text, sizeof text, plan_text, calendar, indicators);
    assert_int_equal(cpf_test_tell(cpf_plan_parse(NULL, text, (int64_t)strlen(text), NULL, &plan, &error), error),
                     CPF_OK);
    assert_int_equal(cpf_test_tell(cpf_plan_freeze(plan, &model, &error), error), CPF_OK);
    cpf_plan_free(plan);
    return model;
}

static char folder[64];

static void path_of(const char *name, char *path)
{
    snprintf(path, 128, "%s/%s", folder, name);
}

static int make_folder(void **state)
{
    const char *base = getenv("TMPDIR");

    (void)state;
    snprintf(folder, sizeof folder, "%.40s/cpf-left-XXXXXX", base ? base : "/tmp");
    return mkdtemp(folder) ? 0 : -1;
}

static int drop_folder(void **state)
{
    char path[128];

    (void)state;
    path_of("s.csv", path);
    unlink(path);
    path_of("deals.csv", path);
    unlink(path);
    return rmdir(folder);
}

typedef struct drawn_row {
    cpf_day day, due;
    int64_t amount;
} drawn_row;

/* Files of rows, and of the days on which their deals are due; some of these are no day of the calendar. */
static void draw_rows(cpf_test_random *random, drawn_row *rows)
{
    char path[128], day[16];
    FILE *file, *deals;

    path_of("s.csv", path);
    file = fopen(path, "w");
    path_of("deals.csv", path);
    deals = fopen(path, "w");
    assert_non_null(file);
    assert_non_null(deals);
    fputs("unit,day,deal,amount\n", file);
    fputs("deal,due\n", deals);
    for (int i = 0; i < ROWS; i++) {
        rows[i].day = (cpf_day)cpf_test_between(random, cpf_day_from_date(2024, 1, 8), cpf_day_from_date(2025, 12, 20));
        rows[i].due = i % 9 ? rows[i].day + 1 : cpf_day_from_date(2031, 1, 31);
        rows[i].amount = cpf_test_between(random, 1, 1000);
        (void)cpf__day_format(rows[i].day, day);
        fprintf(file, "P,%s,D%d,%lld\n", day, i, (long long)rows[i].amount);
        (void)cpf__day_format(rows[i].due, day);
        fprintf(deals, "D%d,%s\n", i, day);
    }
    fclose(file);
    fclose(deals);
}

/* The last day of the leaf period of that grain; CPF_NO_DAY. */
static cpf_day end_of(const cpf_model *model, const char *grain, cpf_day day)
{
    for (cpf_id id = 0; id < cpf_model_period_count(model); id++) {
        const cpf_period *period = cpf_model_period(model, id);

        if (strcmp(cpf_period_grain(period), grain) == 0 && day >= cpf_period_from(period) &&
            day < cpf_period_to(period))
            return cpf_period_to(period) - 1;
    }
    return CPF_NO_DAY;
}

static void check_period(const cpf_model *model, const char *grain, const drawn_row *rows, const cpf_facts *facts,
                         cpf_id id)
{
    const cpf_period *period = cpf_model_period(model, id);
    int64_t wanted[4] = {0}, value = -1;

    for (int i = 0; i < ROWS; i++) {
        cpf_day left = end_of(model, grain, rows[i].day) - rows[i].day, next = end_of(model, grain, rows[i].day + 1);

        if (rows[i].day < cpf_period_from(period) || rows[i].day >= cpf_period_to(period))
            continue;
        wanted[0] += rows[i].amount;
        wanted[1] += left < SPAN ? rows[i].amount : 0;
        wanted[2] += next - rows[i].day - 1 >= SPAN - 1 ? rows[i].amount : 0;
        wanted[3] += end_of(model, grain, rows[i].due) == rows[i].due ? rows[i].amount : 0;
    }
    for (int i = 0; i < 4; i++) {
        assert_int_equal(cpf_facts_value(facts, 0, cpf_model_find_indicator(model, codes[i]), id, &value), CPF_OK);
        assert_int_equal(value, wanted[i]);
    }
}

static void test_counting(void **state)
{
    static const struct {
        const char *calendar, *grain;
    } cases[] = {{"\"grain\": \"month\"", "month"},
                 {"\"grain\": \"quarter\"", "quarter"},
                 {"\"grain\": \"month\", \"pattern\": \"445\"", "month"},
                 {"\"grain\": \"week\", \"pattern\": \"454\"", "week"}};
    cpf_test_random random = cpf_test_seed("days left", 9);
    static drawn_row rows[ROWS];
    cpf_read_options options;

    (void)state;
    cpf_read_options_init(&options, sizeof options);
    options.folder = folder;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cpf_model *model = make_model(cases[i].calendar);
        cpf_events *events = NULL;
        cpf_facts *facts = NULL;
        cpf_error *error = NULL;

        draw_rows(&random, rows);
        assert_int_equal(cpf_events_new(model, &events, &error), CPF_OK);
        assert_int_equal(cpf_test_tell(cpf_events_read(events, 0, &options, &error), error), CPF_OK);
        assert_int_equal(cpf_test_tell(cpf_measure(model, events, NULL, &facts, &error), error), CPF_OK);
        for (cpf_id id = 0; id < cpf_model_period_count(model); id++)
            if (strcmp(cpf_period_grain(cpf_model_period(model, id)), cases[i].grain) == 0)
                check_period(model, cases[i].grain, rows, facts, id);
        cpf_facts_free(facts);
        cpf_events_free(events);
        cpf_model_free(model);
    }
}

/* One day of a row of events: anything else is told. */
static void test_wrong(void **state)
{
    static const struct {
        const char *text, *code;
        int rows;
    } cases[] = {{"days_left(day) < 7", NULL, 1},
                 {"days_left(day) < 7", "filter-days-left", 0},
                 {"days_left() < 7", "filter-days-left", 1},
                 {"days_left(day, day) < 7", "filter-days-left", 1},
                 {"days_left(day where day > 2025-01-01) < 7", "filter-days-left", 1},
                 {"days_left(7) < 7", "filter-types", 1},
                 {"days_left(day) < 'x'", "filter-types", 1},
                 {"days_right(day) < 7", "filter-types", 1}};
    cpf_model *model = make_model("\"grain\": \"month\"");

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cpf__columns columns = {0};
        cpf__row_filter filter;
        cpf_error *error = NULL;
        cpf_status status =
            cpf__filter_compile(NULL, cases[i].text, cases[i].rows ? model : NULL, &columns, NULL, &filter, &error);

        assert_int_equal(status, cases[i].code ? CPF_E_PLAN : CPF_OK);
        if (cases[i].code)
            cpf_test_has(error, cases[i].code);
        cpf_error_free(error);
        cpf__row_filter_free(NULL, &filter);
        cpf__columns_free(&columns);
    }
    cpf_model_free(model);
}

/* A row without the day, one that is unreadable, and one far outside. */
static void test_cells(void **state)
{
    static const struct {
        const char *cell;
        cpf_status status;
        int holds;
    } cases[] = {{"2025-01-31", CPF_OK, 1},
                 {"2025-01-24", CPF_OK, 0},
                 {"", CPF_OK, 0},
                 {"9999-12-31", CPF_OK, 0},
                 {"yesterday", CPF_E_SYNTAX, 1}};
    static const char *const texts[] = {"days_left(day) < 7", "days_left(day + 2000000000 days) < 7"};
    cpf_model *model = make_model("\"grain\": \"month\"");

    (void)state;
    for (size_t i = 0; i < 2 * sizeof cases / sizeof *cases; i++) {
        size_t is = i / 2;
        cpf__columns columns = {0};
        cpf__row_filter filter;
        cpf__field field = {cases[is].cell, (int32_t)strlen(cases[is].cell), 0};
        int holds;
        int32_t column;

        assert_int_equal(cpf__filter_compile(NULL, texts[i % 2], model, &columns, NULL, &filter, NULL), CPF_OK);
        assert_int_equal(cpf__row_filter_holds(&filter, &field, '.', model, CPF_NONE, &holds, &column),
                         cases[is].status);
        if (cases[is].status == CPF_OK)
            assert_int_equal(holds, i % 2 ? 0 : cases[is].holds);
        cpf__row_filter_free(NULL, &filter);
        cpf__columns_free(&columns);
    }
    cpf_model_free(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counting),
        cmocka_unit_test(test_wrong),
        cmocka_unit_test(test_cells),
    };

    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
