/* SPDX-License-Identifier: MIT */
/* What keeps a cascade from being possible: small plans whose conflicts are known, and random ones in which every
 * conflict must hold what it says: the members break it, and without any one of them they do not. */
#include "support.h"

#include <stdio.h>
#include <string.h>

#include <channelperf/channelperf.h>

static const char head[] =
    "{\"channelperf\": 1, \"calendar\": {\"years\": [2026, 2026]}, \"levels\": [{\"code\": \"c\"}, {\"code\": \"r\"}, "
    "{\"code\": \"p\"}], \"units\": [{\"level\": \"c\", \"code\": \"c\"}, {\"level\": \"r\", \"code\": \"n\", "
    "\"parent\": \"c\"}, {\"level\": \"r\", \"code\": \"s\", \"parent\": \"c\"}, {\"level\": \"p\", \"code\": \"n1\", "
    "\"parent\": \"n\", \"attributes\": {\"lo\": 30, \"hi\": 50}}, {\"level\": \"p\", \"code\": \"n2\", \"parent\": "
    "\"n\", \"attributes\": {\"lo\": 20, \"hi\": 40}}, {\"level\": \"p\", \"code\": \"s1\", \"parent\": \"s\", "
    "\"attributes\": {\"lo\": 10, \"hi\": 60}}, {\"level\": \"p\", \"code\": \"s2\", \"parent\": \"s\", "
    "\"attributes\": {\"lo\": 25, \"hi\": 25}}], \"measures\": [{\"code\": \"m\", \"kind\": \"sum\"}], "
    "\"indicators\": [{\"code\": \"k\", \"formula\": \"sum(m)\", \"direction\": \"more\", \"unit\": \"u\", \"owner\": "
    "\"o\", \"data_source\": \"d\"}], \"goals\": [";

#define BOUNDED                                                                                                        \
    "\"split\": {\"by\": \"equal\", \"to\": \"p\", \"bounds\": {\"floor\": {\"attribute\": \"lo\"}, \"cap\": "         \
    "{\"attribute\": "                                                                                                 \
    "\"hi\"}}}}"
#define PLAIN "\"split\": {\"by\": \"equal\", \"to\": \"p\"}}"
#define GOAL(unit, period, target)                                                                                     \
    "{\"unit\": \"" unit "\", \"indicator\": \"k\", \"period\": \"" period "\", \"target\": " target
#define PIN(unit, period, target) ", " GOAL(unit, period, target) "}"

static cpf_model *model_of(cpf_context *context, const char *goals, cpf_error **error)
{
    char text[8192];
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;

    snprintf(text, sizeof text, "%s%s]}", head, goals);
    if (cpf_plan_parse(context, text, (int64_t)strlen(text), NULL, &plan, error) == CPF_OK)
        (void)cpf_plan_freeze(plan, &model, error);
    cpf_plan_free(plan);
    return model;
}

/* Rows as "conflict unit reason member member_unit member_period value missing change". */
typedef struct conflict_case {
    const char *goals, *finding, *rows[10];
} conflict_case;

static const conflict_case cases[] = {
    {GOAL("c", "2026", "100") ", " BOUNDED, NULL, {NULL}},
    {GOAL("c", "2026", "70") ", " BOUNDED,
     "below c in 2026, 15 is missing to give every unit its floor: n1 >= 30, s2 >= 25, n2 >= 20",
     {"1 c floors target c 2026 70 15 15", "1 c floors floor n1 2026 30 15 -15", "1 c floors floor s2 2026 25 15 -15",
      "1 c floors floor n2 2026 20 15 -15"}},
    {GOAL("c", "2026", "180") ", " BOUNDED,
     "5 is left over when every unit is at its cap: s1 <= 60, n1 <= 50, n2 <= 40, s2 <= 25",
     {"1 c caps target c 2026 180 5 -5", "1 c caps cap s1 2026 60 5 5", "1 c caps cap n1 2026 50 5 5",
      "1 c caps cap n2 2026 40 5 5", "1 c caps cap s2 2026 25 5 5"}},
    /* a pin, nested bounds, and a pin that breaks below itself: two conflicts at once */
    {GOAL("c", "2026", "70") ", " BOUNDED PIN("n", "2026", "40"),
     "below c in 2026, 5 is missing to give every unit its floor: n = 40, s2 >= 25, s1 >= 10",
     {"1 c floors target c 2026 70 5 5", "1 c floors pin n 2026 40 5 ", "1 c floors floor s2 2026 25 5 -5",
      "1 c floors floor s1 2026 10 5 -5", "2 n floors target n 2026 40 10 ", "2 n floors floor n1 2026 30 10 -10",
      "2 n floors floor n2 2026 20 10 -10"}},
    {GOAL("c", "2026", "100") ", " PLAIN PIN("n1", "2026", "80") PIN("s1", "2026", "30") PIN("s2", "2026", "5"),
     "below c in 2026, -15 is left over when the fixed targets have taken theirs, and no unit can take it: n1 = 80, s1 "
     "= 30",
     {"1 c pins target c 2026 100 15 15", "1 c pins pin n1 2026 80 15 -15", "1 c pins pin s1 2026 30 15 -15"}},
    {GOAL("c", "2026", "100") ", " PLAIN PIN("n", "2026", "40") PIN("s", "2026", "55"),
     "5 is left over",
     {"1 c pins target c 2026 100 5 -5", "1 c pins pin s 2026 55 5 5", "1 c pins pin n 2026 40 5 5"}},
    {GOAL("c", "2026", "100") ", " PLAIN PIN("c", "2026-Q1", "60") PIN("c", "2026-Q2", "70") PIN("c", "2026-Q3", "20"),
     "the targets fixed for c inside 2026 leave -50, which no period can take: c/2026-Q2 = 70, c/2026-Q1 = 60",
     {"1 c periods target c 2026 100 50 50", "1 c periods pin c 2026-Q2 70 50 -50",
      "1 c periods pin c 2026-Q1 60 50 -50"}},
    /* goals for parts of the period count in the bounds of the whole */
    {GOAL("c", "2026", "140") ", " BOUNDED PIN("n", "2026-Q1", "60"), NULL, {NULL}},
    {GOAL("c", "2026", "140") ", " BOUNDED PIN("n1", "2026-Q1", "60"), NULL, {NULL}},
    {GOAL("c", "2026", "140") ", " BOUNDED PIN("n", "2026-Q1", "110"),
     "5 is missing to give every unit its floor: n/2026-Q1 = 110, s2 >= 25, s1 >= 10",
     {"1 c floors target c 2026 140 5 5", "1 c floors pin n 2026-Q1 110 5 -5", "1 c floors floor s2 2026 25 5 -5",
      "1 c floors floor s1 2026 10 5 -5"}},
    {GOAL("c", "2026", "160") ", " BOUNDED PIN("n", "2026-Q1", "95") PIN("n", "2026-Q2", "20"),
     "what is fixed for n inside 2026 is 25 more than the caps below it hold: n/2026-Q1 = 95, n1 <= 50, n2 <= 40",
     {"1 n parts pin n 2026-Q1 95 25 -25", "1 n parts cap n1 2026 50 25 25", "1 n parts cap n2 2026 40 25 25"}},
    {GOAL("s", "2026", "60") ", "
                             "\"split\": {\"by\": \"equal\", \"to\": \"p\", \"bounds\": {\"floor\": {\"attribute\": "
                             "\"hi\"}, \"cap\": "
                             "{\"attribute\": \"lo\"}}}}",
     "the floor of s1 in 2026 is 50 above its cap: s1 >= 60, s1 <= 10",
     {"1 s1 crossed floor s1 2026 60 50 -50", "1 s1 crossed cap s1 2026 10 50 50"}},
    {GOAL("c", "2026",
          "100") ", "
                 "\"split\": {\"by\": \"equal\", \"to\": \"p\", \"step\": \"5\", \"bounds\": {\"cap\": \"90\"}}}" PIN(
                     "s1", "2026", "13"),
     "leaves 2 beside whole steps",
     {"1 s step target c 2026 100 2 ", "1 s step pin s1 2026 13 2 "}},
    {GOAL("c", "2026", "100") ", " BOUNDED PIN("n", "2026", "-20"),
     NULL,
     {"1 c caps target c 2026 100 35 -35", "1 c caps cap s1 2026 60 35 35", "1 c caps cap s2 2026 25 35 35",
      "1 c caps pin n 2026 -20 35 ", "2 n negative target n 2026 -20 20 "}},
    {GOAL("c", "2026", "-100") ", " PLAIN PIN("n1", "2026", "-80") PIN("s1", "2026", "-30"),
     "10 is left over",
     {"1 c pins target c 2026 -100 10 -10", "1 c pins pin n1 2026 -80 10 10", "1 c pins pin s1 2026 -30 10 10"}},
};

static void row_text(const cpf_table *table, int64_t row, char *text, size_t size)
{
    static const char *const names[] = {"conflict",      "unit",  "reason",  "member", "member_unit",
                                        "member_period", "value", "missing", "change"};
    char buffer[40];

    text[0] = '\0';
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        size_t used = strlen(text);

        snprintf(text + used, size - used, "%s%s", i ? " " : "",
                 cpf_table_format(table, cpf_table_find(table, names[i]), row, buffer));
    }
}

static void check_case(const conflict_case *it)
{
    cpf_error *error = NULL;
    cpf_model *model = model_of(NULL, it->goals, &error);
    cpf_facts *targets = NULL;
    cpf_table *table = NULL;
    char text[256];
    int64_t rows = 0;

    assert_int_equal(cpf_test_tell(cpf_error_status(error), error), CPF_OK);
    assert_int_equal(cpf_test_tell(cpf_cascade_conflicts(model, NULL, &table, &error), error), CPF_OK);
    for (; it->rows[rows]; rows++) {
        assert_true(rows < cpf_table_row_count(table));
        row_text(table, rows, text, sizeof text);
        assert_string_equal(text, it->rows[rows]);
    }
    assert_int_equal(cpf_table_row_count(table), rows);
    assert_int_equal(cpf_cascade(model, NULL, NULL, &targets, &error), rows ? CPF_E_INFEASIBLE : CPF_OK);
    if (it->finding && !strstr(cpf_error_message(error), it->finding))
        fail_msg("%s", cpf_error_message(error));
    cpf_error_free(error);
    cpf_facts_free(targets);
    cpf_table_free(table);
    cpf_model_free(model);
}

static void test_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_case(&cases[i]);
}

/* Floors and caps hold for the whole period, also where a part of it is fixed above. */
static void test_parts(void **state)
{
    static const char goals[] =
        GOAL("c", "2026", "140") ", " BOUNDED PIN("n", "2026-Q1", "60") PIN("n", "2026-Q3", "9");
    static const char *const units[] = {"n1", "n2"};
    static const int64_t low[] = {30, 20}, high[] = {50, 40};
    cpf_error *error = NULL;
    cpf_model *model = model_of(NULL, goals, &error);
    cpf_facts *targets = NULL;
    const int64_t *year, *first, *third;

    (void)state;
    assert_int_equal(cpf_test_tell(cpf_cascade(model, NULL, NULL, &targets, &error), error), CPF_OK);
    assert_int_equal(cpf_check_sums(model, targets, &error), CPF_OK);
    year = cpf_facts_column(targets, 0, cpf_model_find_period(model, "2026"));
    first = cpf_facts_column(targets, 0, cpf_model_find_period(model, "2026-Q1"));
    third = cpf_facts_column(targets, 0, cpf_model_find_period(model, "2026-Q3"));
    for (int i = 0; i < 2; i++) {
        cpf_id unit = cpf_model_find_unit(model, units[i]);

        assert_true(year[unit] >= low[i] && year[unit] <= high[i]);
        assert_true(first[unit] + third[unit] <= year[unit]);
    }
    assert_int_equal(first[cpf_model_find_unit(model, "n1")] + first[cpf_model_find_unit(model, "n2")], 60);
    assert_int_equal(third[cpf_model_find_unit(model, "n1")] + third[cpf_model_find_unit(model, "n2")], 9);
    cpf_facts_free(targets);
    cpf_model_free(model);
}

static void test_no_memory(void **state)
{
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(n, &memory);
        cpf_error *error = NULL;
        cpf_model *model = context ? model_of(context, cases[3].goals, &error) : NULL;
        cpf_table *table = NULL;
        cpf_facts *targets = NULL;

        if (model)
            status = cpf_cascade_conflicts(model, NULL, &table, &error);
        if (model && status == CPF_OK)
            status = cpf_cascade(model, NULL, NULL, &targets, &error);
        assert_true(status == CPF_E_MEMORY || status == CPF_E_INFEASIBLE);
        cpf_error_free(error);
        cpf_table_free(table);
        cpf_model_free(model);
        cpf_test_failing_free(context, memory);
    }
    assert_int_equal(status, CPF_E_INFEASIBLE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
