/* SPDX-License-Identifier: MIT */
/* Explanations of many units, of values and targets that were set from outside, and of what is not there. */
#include <stdio.h>
#include <string.h>

#include "explain_check.h"

enum { PEOPLE = 30, LOW = 3, PINNED = 5, SET = 7, RELIEVED = 9, BOTH = 11 };

static const char head[] =
    "{\"channelperf\": 1, \"calendar\": {\"years\": [2026, 2026], \"grain\": \"quarter\"}, \"levels\": [{\"code\": "
    "\"company\"}, {\"code\": \"person\"}], \"units\": [{\"level\": \"company\", \"code\": \"ALL\"}";
#define INDICATOR(code, formula, rest) "{\"code\": \"" code "\", \"formula\": \"" formula "\"" rest "}"
#define RESULT ", \"unit\": \"CNY\", \"decimals\": 2, \"direction\": \"more\", \"owner\": \"o\", \"data_source\": \"d\""
#define RELIEF(unit, indicator, period)                                                                                \
    "{\"unit\": \"" unit "\", \"indicator\": \"" indicator "\", \"period\": \"" period                                 \
    "\", \"percent\": 10, \"reason\": \"flood\"}"
static const char tail[] =
    "], \"measures\": [{\"code\": \"s\", \"kind\": \"sum\", \"decimals\": 2, \"unit\": \"CNY\"}, {\"code\": \"d\", "
    "\"kind\": \"distinct\"}], \"indicators\": [" INDICATOR("sales", "sum(s)", RESULT) ", " INDICATOR("half", "0.5 * sum(s)", RESULT) ", " INDICATOR("low", "min(s)", ", \"decimals\": 2") ", " INDICATOR(
        "mean", "mean(s where s > 0)",
        ", \"decimals\": 3") ", " INDICATOR("large", "count(s > 100)",
                                            "") ", " INDICATOR("kinds", "distinct(d where s > 1)",
                                                               "") ", " INDICATOR("days", "days()",
                                                                                  "") ", " INDICATOR("each",
                                                                                                     "sum(s) / "
                                                                                                     "count(s > "
                                                                                                     "10000)",
                                                                                                     ", "
                                                                                                     "\"decimals\":"
                                                                                                     " 1") "], "
                                                                                                           "\"goals"
                                                                                                           "\": "
                                                                                                           "[{"
                                                                                                           "\"unit"
                                                                                                           "\": "
                                                                                                           "\"ALL\""
                                                                                                           ", "
                                                                                                           "\"indic"
                                                                                                           "ator\":"
                                                                                                           " "
                                                                                                           "\"sales"
                                                                                                           "\", "
                                                                                                           "\"perio"
                                                                                                           "d\": "
                                                                                                           "\"2026"
                                                                                                           "\", "
                                                                                                           "\"targe"
                                                                                                           "t\": "
                                                                                                           "\"70000"
                                                                                                           ".03\", "
                                                                                                           "\"split"
                                                                                                           "\": "
                                                                                                           "{\"by\""
                                                                                                           ": "
                                                                                                           "\"equal"
                                                                                                           "\", "
                                                                                                           "\"to\":"
                                                                                                           " \"pers"
                                                                                                           "on\"}, "
                                                                                                           "\"seaso"
                                                                                                           "n\": "
                                                                                                           "{\"by\""
                                                                                                           ": "
                                                                                                           "\"days"
                                                                                                           "\"}}, "
                                                                                                           "{\"unit"
                                                                                                           "\": "
                                                                                                           "\"P05\""
                                                                                                           ", "
                                                                                                           "\"indic"
                                                                                                           "ator\":"
                                                                                                           " \"sale"
                                                                                                           "s\", "
                                                                                                           "\"perio"
                                                                                                           "d\": "
                                                                                                           "\"2026"
                                                                                                           "\", "
                                                                                                           "\"targe"
                                                                                                           "t\": "
                                                                                                           "\"123\""
                                                                                                           "}], "
                                                                                                           "\"score"
                                                                                                           "cards\""
                                                                                                           ": "
                                                                                                           "[{"
                                                                                                           "\"code"
                                                                                                           "\": "
                                                                                                           "\"rep\""
                                                                                                           ", "
                                                                                                           "\"level"
                                                                                                           "\": "
                                                                                                           "\"perso"
                                                                                                           "n\", "
                                                                                                           "\"items"
                                                                                                           "\": "
                                                                                                           "[{"
                                                                                                           "\"indic"
                                                                                                           "ator\":"
                                                                                                           " \"sale"
                                                                                                           "s\", "
                                                                                                           "\"weigh"
                                                                                                           "t\": "
                                                                                                           "100, "
                                                                                                           "\"rule"
                                                                                                           "\": "
                                                                                                           "{\"name"
                                                                                                           "\": "
                                                                                                           "\"linea"
                                                                                                           "r\"}}]}"
                                                                                                           "], "
                                                                                                           "\"recor"
                                                                                                           "ds\": "
                                                                                                           "[{"
                                                                                                           "\"kind"
                                                                                                           "\": "
                                                                                                           "\"relie"
                                                                                                           "f\", "
                                                                                                           "\"rows"
                                                                                                           "\": "
                                                                                                           "[" RELIEF("P01", "sales", "2026") ", " RELIEF("P09", "half", "2026") ", " RELIEF(
                                                                                                               "P0"
                                                                                                               "9",
                                                                                                               "sal"
                                                                                                               "es",
                                                                                                               "202"
                                                                                                               "6-"
                                                                                                               "Q1") ","
                                                                                                                     " " RELIEF("P09",
                                                                                                                                "sales",
                                                                                                                                "2026") ", " RELIEF("P11",
                                                                                                                                                    "sales",
                                                                                                                                                    "2026") "]}]}";

typedef struct world {
    cpf_model *model;
    cpf_facts *actuals, *targets, *counted;
    cpf_appraisal *appraisal;
    cpf_id year;
} world;

static cpf_model *make_model(void)
{
    static char text[16384];
    size_t n = (size_t)snprintf(text, sizeof text, "%s", head);
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    cpf_status status;

    for (int i = 1; i <= PEOPLE; i++)
        n += (size_t)snprintf(text + n, sizeof text - n,
                              ", {\"level\": \"person\", \"code\": \"P%02d\", \"parent\": \"ALL\"}", i);
    snprintf(text + n, sizeof text - n, "%s", tail);
    status = cpf_plan_parse(NULL, text, (int64_t)strlen(text), NULL, &plan, &error);
    if (status == CPF_OK)
        status = cpf_plan_freeze(plan, &model, &error);
    assert_int_equal(cpf_test_tell(status, error), CPF_OK);
    cpf_plan_free(plan);
    return model;
}

/* Person i sold i * 10.01 in the year's first days; ALL itself 5.00. */
static void measure(world *w)
{
    cpf_events *events = NULL;
    cpf_id s = cpf_model_find_measure(w->model, "s");

    assert_int_equal(cpf_events_new(w->model, &events, NULL), CPF_OK);
    for (cpf_id unit = 0; unit <= PEOPLE; unit++) {
        cpf_day day = cpf_day_from_date(2026, 1, 5);
        int64_t value = unit ? unit * 1001 : 500;

        assert_int_equal(cpf_events_append(events, s, 1, &unit, &day, &value, NULL, NULL, NULL), CPF_OK);
    }
    assert_int_equal(cpf_measure(w->model, events, NULL, &w->actuals, NULL), CPF_OK);
    cpf_events_free(events);
}

static void set_cell(cpf_facts *facts, cpf_id unit, cpf_id period, int64_t value)
{
    cpf_id indicator = 0;

    assert_int_equal(cpf_facts_set(facts, 1, &unit, &indicator, &period, &value, NULL), CPF_OK);
}

static world open_world(void)
{
    world w = {.model = make_model()};
    cpf_appraise_options how;

    w.year = cpf_model_find_period(w.model, "2026");
    measure(&w);
    assert_int_equal(cpf_cascade(w.model, NULL, NULL, &w.targets, NULL), CPF_OK);
    assert_int_equal(cpf_relieve(w.model, w.targets, CPF_NO_DAY, &w.counted, NULL), CPF_OK);
    set_cell(w.counted, SET, w.year, 4321);
    set_cell(w.counted, BOTH, w.year, 4322);
    assert_int_equal(cpf_appraise_options_init(&how, sizeof how), CPF_OK);
    how.period = w.year;
    assert_int_equal(cpf_appraise(w.model, w.counted, w.actuals, &how, &w.appraisal, NULL), CPF_OK);
    return w;
}

static void close_world(world *w)
{
    cpf_appraisal_free(w->appraisal);
    cpf_facts_free(w->actuals);
    cpf_facts_free(w->targets);
    cpf_facts_free(w->counted);
    cpf_model_free(w->model);
}

/* Takes the explanation: its figures follow from each other, and its text has a piece. */
static void check_and_free(cpf_explanation *why, int has_value, int64_t value, const char *piece)
{
    int64_t combined = 0, skipped = 0;
    cpf_text *text = NULL;

    check_explanation(why, has_value, value, &combined, &skipped);
    assert_int_equal(cpf_explanation_text(why, CPF_ENGLISH, &text, NULL), CPF_OK);
    if (!strstr(cpf_text_data(text), piece))
        fail_msg("no \"%s\" in\n%s", piece, cpf_text_data(text));
    cpf_text_free(text);
    cpf_explanation_free(why);
}

static void check_value(const world *w, const cpf_facts *facts, cpf_id unit, const char *indicator, const char *piece)
{
    cpf_id id = cpf_model_find_indicator(w->model, indicator);
    cpf_explanation *why = NULL;
    int64_t value = 0;
    int has_value = cpf_facts_value(facts, unit, id, w->year, &value) == CPF_OK;

    assert_int_equal(cpf_explain_value(facts, unit, id, w->year, &why, NULL), CPF_OK);
    check_and_free(why, has_value, value, piece);
}

static void test_values(void **state)
{
    world w = open_world();
    cpf_facts *none = NULL;

    (void)state;
    check_value(&w, w.actuals, 0, "sales", "10 units"); /* 20 of 30 by name */
    check_value(&w, w.actuals, 0, "sales", "rows of the unit itself");
    check_value(&w, w.actuals, 0, "half", "0.5");
    check_value(&w, w.actuals, 0, "low", "min(s)");
    check_value(&w, w.actuals, 0, "mean", "mean(s where s > 0)");
    check_value(&w, w.actuals, 0, "large", "count(s > 100)");
    check_value(&w, w.actuals, 1, "large", "count(s > 100)");
    check_value(&w, w.actuals, 0, "kinds", "given as a value"); /* rows are not kept for it */
    check_value(&w, w.actuals, 0, "days", "days of the period");
    check_value(&w, w.actuals, 0, "each", "each = sum(s) / count(s > 10000)"); /* nobody: no value */
    set_cell(w.actuals, LOW, w.year, 77);
    check_value(&w, w.actuals, LOW, "sales", "given as a value");
    assert_int_equal(cpf_facts_new(w.model, &none, NULL), CPF_OK);
    check_value(&w, none, LOW, "sales", "sales: no value");
    cpf_facts_free(none);
    close_world(&w);
}

static void check_target(const world *w, const cpf_facts *targets, cpf_id unit, const char *period, const char *piece)
{
    cpf_id id = cpf_model_find_period(w->model, period);
    cpf_explanation *why = NULL;
    int64_t value = 0;
    int has_value = cpf_facts_value(targets, unit, 0, id, &value) == CPF_OK;

    assert_int_equal(cpf_explain_target(targets, NULL, unit, 0, id, &why, NULL), CPF_OK);
    check_and_free(why, has_value, value, piece);
}

static void test_targets(void **state)
{
    world w = open_world();

    (void)state;
    check_target(&w, w.targets, 0, "2026", "goal of the plan");
    check_target(&w, w.targets, 1, "2026", "fixed by goals of their own");
    check_target(&w, w.targets, 1, "2026", "others");
    check_target(&w, w.targets, PINNED, "2026", "goal of the plan");
    check_target(&w, w.targets, 0, "2026-Q1", "others");
    check_target(&w, w.targets, 1, "2026-Q1", "divided over periods by days");
    check_target(&w, w.targets, 1, "2026-H1", "2026-Q2");
    set_cell(w.counted, 1, w.year, 1);
    check_target(&w, w.counted, 1, "2026", "held as it is"); /* no goal leads to 0.01 */
    close_world(&w);
}

/* A relief is told for its own unit, indicator and period alone, and where it leads to what counts. */
static void test_counted(void **state)
{
    static const struct {
        cpf_id unit;
        const char *piece;
    } rows[] = {{RELIEVED, "flood"},
                {1, "part that is left after reliefs"},
                {SET, "agreed on, or let off"},
                {2, "target"},
                {BOTH, "agreed on, or let off, after it"}};
    world w = open_world();

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cpf_explanation *why = NULL;
        int64_t subject = cpf_appraisal_find(w.appraisal, rows[i].unit);

        assert_int_equal(cpf_explain(w.appraisal, w.targets, w.actuals, rows[i].unit, CPF_NONE, &why, NULL), CPF_OK);
        check_and_free(why, 1, cpf_appraisal_totals(w.appraisal)[subject], rows[i].piece);
    }
    close_world(&w);
}

#define REFUSED(name, call)                                                                                            \
    do {                                                                                                               \
        cpf_error *error = NULL;                                                                                       \
        assert_int_equal(call, CPF_E_ARGUMENT);                                                                        \
        if (!strstr(cpf_error_message_at(error, 0, CPF_ENGLISH), name))                                                \
            fail_msg("not \"%s\": %s", name, cpf_error_message_at(error, 0, CPF_ENGLISH));                             \
        cpf_error_free(error);                                                                                         \
    } while (0)

static void test_arguments(void **state)
{
    world w = open_world(), v = open_world();
    cpf_explanation *why = NULL;
    cpf_table *table = NULL;
    cpf_text *text = NULL;

    (void)state;
    REFUSED("targets", cpf_explain(w.appraisal, v.targets, w.actuals, 1, 0, &why, &error));
    REFUSED("actuals", cpf_explain(w.appraisal, w.targets, v.actuals, 1, 0, &why, &error));
    REFUSED("actuals", cpf_explain(w.appraisal, w.targets, NULL, 1, 0, &why, &error));
    REFUSED("explanation", cpf_explain(w.appraisal, w.targets, w.actuals, 1, 0, NULL, &error));
    REFUSED("unit", cpf_explain(w.appraisal, w.targets, w.actuals, -1, CPF_NONE, &why, &error));
    REFUSED("indicator", cpf_explain(w.appraisal, w.targets, w.actuals, 1, -2, &why, &error));
    REFUSED("indicator", cpf_explain(w.appraisal, w.targets, w.actuals, 1, 99, &why, &error));
    REFUSED("actuals", cpf_explain_value(NULL, 1, 0, 0, &why, &error));
    REFUSED("explanation", cpf_explain_value(w.actuals, 1, 0, 0, NULL, &error));
    REFUSED("period", cpf_explain_value(w.actuals, 1, 0, 9999, &why, &error));
    REFUSED("targets", cpf_explain_target(NULL, w.actuals, 1, 0, 0, &why, &error));
    REFUSED("base", cpf_explain_target(w.targets, v.actuals, 1, 0, 0, &why, &error));
    REFUSED("unit", cpf_explain_target(w.targets, NULL, PEOPLE + 1, 0, 0, &why, &error));
    assert_null(why);
    assert_int_equal(cpf_explain_value(w.actuals, 1, 0, 0, &why, NULL), CPF_OK);
    REFUSED("explanation", cpf_explanation_table(NULL, &table, &error));
    REFUSED("table", cpf_explanation_table(why, NULL, &error));
    REFUSED("explanation", cpf_explanation_text(NULL, CPF_ENGLISH, &text, &error));
    REFUSED("text", cpf_explanation_text(why, CPF_ENGLISH, NULL, &error));
    cpf_explanation_free(why);
    close_world(&w);
    close_world(&v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_values), cmocka_unit_test(test_targets),
                                       cmocka_unit_test(test_counted), cmocka_unit_test(test_arguments)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
