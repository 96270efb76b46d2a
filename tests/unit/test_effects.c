/* SPDX-License-Identifier: MIT */
/* Effects add up whatever was done to the shares: steps, fixed targets, parts of the period, floors and caps. What is
 * wrong with factors and policies is told where it stands. */
#include "support.h"

#include <stdio.h>
#include <string.h>

enum { UNITS = 6, TEXT = 12000, NUMBER = 24 };

/* A plan as text: A over u0 .. u5, two weights each, and a stage. */
typedef struct plan_text {
    char text[TEXT];
    size_t length;
} plan_text;

static void put(plan_text *to, const char *text)
{
    size_t n = strlen(text);

    assert_true(to->length + n < TEXT);
    memcpy(to->text + to->length, text, n + 1);
    to->length += n;
}

static void put_number(plan_text *to, const char *before, int64_t value, const char *behind)
{
    char number[NUMBER];

    snprintf(number, sizeof number, "%lld", (long long)value);
    put(to, before);
    put(to, number);
    put(to, behind);
}

static void put_units(plan_text *to, cpf_test_random *random)
{
    static const char *const stages[] = {"start", "growth", "mature"};

    put(to, "{\"channelperf\": 1, \"code\": \"t\", \"calendar\": {\"years\": [2026, 2026]}, \"levels\": [{\"code\": "
            "\"all\"}, {\"code\": \"shop\"}], \"units\": [{\"level\": \"all\", \"code\": \"A\"}");
    for (int64_t i = 0; i < UNITS; i++) {
        put_number(to, ", {\"level\": \"shop\", \"parent\": \"A\", \"code\": \"u", i,
                   "\", \"attributes\": {\"stage\": \"");
        put(to, stages[i < 3 ? i : cpf_test_between(random, 0, 2)]);
        put_number(to, "\", \"size\": \"", cpf_test_between(random, 0, 50), "\"");
        put_number(to, ", \"people\": \"", cpf_test_between(random, 1, 9), "\"}}");
    }
    put(to,
        "], \"measures\": [{\"code\": \"m\", \"kind\": \"sum\", \"decimals\": 0}], \"indicators\": [{\"code\": \"x\", "
        "\"formula\": \"sum(m)\", \"unit\": \"CNY\", \"direction\": \"more\", \"owner\": \"o\", \"data_source\": "
        "\"d\"}], \"goals\": [");
}

typedef struct drawn {
    int64_t amount;
    int pin, part, bounds;
} drawn;

static void put_goals(plan_text *to, cpf_test_random *random, const drawn *it)
{
    put_number(
        to, "{\"unit\": \"A\", \"indicator\": \"x\", \"period\": \"2026\", \"target\": ", it->amount,
        ", \"split\": {\"by\": \"blend\", \"drivers\": [{\"of\": \"size\", \"percent\": 70}, {\"of\": \"people\", "
        "\"percent\": 30}]");
    put_number(to, ", \"step\": ", it->amount % 100 || it->pin || it->part ? 1 : 100, "");
    if (it->bounds)
        put_number(to, ", \"bounds\": {\"cap\": ", it->amount / 4 + cpf_test_between(random, 0, it->amount / 4), "}");
    put(to, "}, \"season\": {\"by\": \"equal\"}}");
    if (it->pin)
        put_number(to, ", {\"unit\": \"u1\", \"indicator\": \"x\", \"period\": \"2026\", \"target\": ",
                   cpf_test_between(random, 0, it->amount / 5), "}");
    if (it->part)
        put_number(to, ", {\"unit\": \"u2\", \"indicator\": \"x\", \"period\": \"2026-Q1\", \"target\": ",
                   cpf_test_between(random, 0, 3), "}");
}

static cpf_status freeze(const plan_text *text, cpf_model **model, cpf_error **error)
{
    cpf_plan *plan = NULL;
    cpf_status status = cpf_plan_parse(NULL, text->text, (int64_t)text->length, NULL, &plan, error);

    if (status == CPF_OK)
        status = cpf_plan_freeze(plan, model, error);
    cpf_plan_free(plan);
    return status;
}

static const char factors[] =
    "], \"records\": [{\"kind\": \"factor\", \"set\": {\"attribute\": \"stage\"}, \"rows\": [{\"value\": \"start\", "
    "\"factor\": \"1.15\"}, {\"value\": \"mature\", \"factor\": \"0.333333\"}]}]}";

enum { DRIVER, FACTOR, PIN, BOUND, ROUNDING, KINDS };

/* Sums by unit and by kind, and how many rows of each kind there are. */
typedef struct sums {
    int64_t unit[UNITS], kind[KINDS], rows[KINDS], largest_rounding;
} sums;

static void add_up(const cpf_table *table, sums *of)
{
    static const char *const kinds[KINDS] = {"driver", "factor", "pin", "bound", "rounding"};
    const int64_t *amounts = cpf_table_decimals(table, cpf_table_find(table, "amount"));

    memset(of, 0, sizeof *of);
    for (int64_t row = 0; row < cpf_table_row_count(table); row++) {
        int unit = cpf_table_text(table, 0, row)[1] - '0', kind = 0;

        while (strcmp(kinds[kind], cpf_table_text(table, cpf_table_find(table, "kind"), row)) != 0)
            kind++;
        of->unit[unit] += amounts[row];
        of->kind[kind] += amounts[row];
        of->rows[kind]++;
        if (kind == ROUNDING && amounts[row] > of->largest_rounding)
            of->largest_rounding = amounts[row];
    }
}

static void check_sums_of(const cpf_model *model, const cpf_facts *targets, const drawn *it, const sums *of)
{
    char code[] = "u0";
    int64_t value;

    for (int i = 0; i < UNITS; i++) {
        code[1] = (char)('0' + i);
        assert_int_equal(
            cpf_facts_value(targets, cpf_model_find_unit(model, code), 0, cpf_model_find_period(model, "2026"), &value),
            CPF_OK);
        assert_int_equal(of->unit[i], value);
    }
    assert_int_equal(of->kind[DRIVER], it->amount);
    assert_int_equal(of->rows[DRIVER], 2 * UNITS);
    for (int kind = FACTOR; kind < KINDS; kind++)
        assert_int_equal(of->kind[kind], 0);
    assert_true(it->pin || it->part || !of->rows[PIN]);
    assert_true(it->bounds || !of->rows[BOUND]);
    assert_true(of->largest_rounding <= 102);
}

static void test_random(void **state)
{
    cpf_test_random random = cpf_test_seed("effects", 3);
    int64_t seen[KINDS] = {0}, impossible = 0;

    (void)state;
    for (int round = 0; round < 600; round++) {
        cpf_model *model = NULL;
        cpf_facts *targets = NULL;
        cpf_tables *tables = NULL;
        cpf_error *error = NULL;
        cpf_stage_options options;
        static plan_text text;
        drawn it = {cpf_test_between(&random, 100, 9000) * (round % 2 ? 100 : 1), (int)cpf_test_between(&random, 0, 1),
                    cpf_test_between(&random, 0, 3) == 0, cpf_test_between(&random, 0, 2) == 0};
        sums of;

        text.length = 0;
        put_units(&text, &random);
        put_goals(&text, &random, &it);
        put(&text, factors);
        assert_int_equal(cpf_test_tell(freeze(&text, &model, &error), error), CPF_OK);
        if (cpf_cascade(model, NULL, NULL, &targets, &error) == CPF_OK) {
            cpf_stage_options_init(&options, sizeof options);
            options.only = "effects";
            options.period = cpf_model_find_period(model, "2026");
            assert_int_equal(cpf_test_tell(cpf_cascade_tables(model, NULL, targets, &options, &tables, &error), error),
                             CPF_OK);
            add_up(cpf_tables_find(tables, "effects"), &of);
            check_sums_of(model, targets, &it, &of);
            for (int kind = 0; kind < KINDS; kind++)
                seen[kind] += of.rows[kind] > 0;
        } else {
            impossible++;
        }
        cpf_error_free(error);
        cpf_tables_free(tables);
        cpf_facts_free(targets);
        cpf_model_free(model);
    }
    for (int kind = 0; kind < KINDS; kind++)
        assert_true(seen[kind] > 20);
    assert_true(impossible < 300);
}

typedef struct wrong_case {
    const char *split, *records, *code;
    cpf_status status, cascade;
    int32_t severity;
} wrong_case;

static const wrong_case wrong[] = {
    {"\"by\": \"equal\", \"missing\": \"sibling\"", "", "choice", CPF_E_PLAN, CPF_OK, CPF_ERROR},
    {"\"by\": \"equal\"",
     "{\"kind\": \"factor\", \"rows\": [{\"attribute\": \"size\", \"value\": \"5\", \"factor\": 101}]}", "field-range",
     CPF_E_PLAN, CPF_OK, CPF_ERROR},
    {"\"by\": \"equal\"",
     "{\"kind\": \"factor\", \"rows\": [{\"attribute\": \"stage\", \"value\": \"a\", \"factor\": 1}, {\"attribute\": "
     "\"stage\", \"value\": \"a\", \"factor\": 2}]}",
     "record-twice", CPF_E_PLAN, CPF_OK, CPF_ERROR},
    {"\"by\": \"equal\"",
     "{\"kind\": \"factor\", \"rows\": [{\"attribute\": \"stage\", \"value\": \"groth\", \"factor\": 1}]}",
     "no-unit-has", CPF_OK, CPF_OK, CPF_WARNING},
};

static void test_wrong(void **state)
{
    cpf_test_random random = cpf_test_seed("wrong", 3);

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        static plan_text text;
        cpf_plan *plan = NULL;
        cpf_error *error = NULL, *read = NULL;
        int32_t at;

        text.length = 0;
        put_units(&text, &random);
        put(&text, "{\"unit\": \"A\", \"indicator\": \"x\", \"period\": \"2026\", \"target\": 5, \"split\": {");
        put(&text, wrong[i].split);
        put(&text, "}}], \"records\": [");
        put(&text, wrong[i].records);
        put(&text, "]}");
        assert_int_equal(cpf_test_tell(cpf_plan_parse(NULL, text.text, (int64_t)text.length, NULL, &plan, &read), read),
                         CPF_OK);
        assert_int_equal(cpf_plan_check(plan, &error), wrong[i].status);
        at = cpf_test_has(error, wrong[i].code);
        assert_int_equal(cpf_error_severity_at(error, at), wrong[i].severity);
        cpf_error_free(error);
        cpf_plan_free(plan);
    }
}

/* Factors that together have more digits than are multiplied exactly, and an attribute without texts. */
static void test_columns(void **state)
{
    static const char *const names[] = {"a", "b", "c", "d"};
    static const int64_t numbers[] = {1, 2};
    cpf_calendar_options calendar;
    cpf_indicator *indicator;
    cpf_model *model = NULL;
    cpf_facts *targets = NULL;
    cpf_error *error = NULL;
    cpf_record *record;
    cpf_status status;
    cpf_plan *plan;
    cpf_unit *unit;
    cpf_goal *goal;

    (void)state;
    assert_int_equal(cpf_plan_new(NULL, &plan), CPF_OK);
    cpf_calendar_options_init(&calendar, sizeof calendar);
    calendar.first_year = calendar.last_year = 2026;
    cpf_plan_set_name(plan, "t", "t", "1");
    cpf_plan_set_calendar(plan, &calendar);
    cpf_plan_add_level(plan, "all", "");
    cpf_plan_add_level(plan, "shop", "");
    unit = cpf_plan_add_unit(plan, NULL, "all", "A", "A");
    unit = cpf_plan_add_unit(plan, unit, "shop", "S", "S");
    cpf_plan_set_attribute_column(plan, "number", 0, 2, numbers, 0);
    indicator = cpf_plan_add_indicator(plan, "x", "x", "sum(m)");
    cpf_plan_add_measure(plan, "m", "m", "sum", 0, "");
    cpf_indicator_set_unit(indicator, "one");
    cpf_indicator_set_direction(indicator, "more");
    cpf_indicator_set_origin(indicator, "o", "d");
    goal = cpf_plan_add_goal(plan, "A", "x", "2026");
    cpf_goal_set_amount(goal, 10);
    cpf_goal_set_split(goal, "equal", NULL);
    for (int i = 0; i < 4; i++) {
        cpf_unit_set_attribute(unit, names[i], "yes");
        record = cpf_plan_add_record(plan, "factor");
        cpf_record_set(record, "attribute", names[i]);
        cpf_record_set(record, "value", "yes");
        cpf_record_set(record, "factor", "99.999999");
    }
    status = cpf_plan_freeze(plan, &model, &error);
    assert_int_equal(cpf_test_tell(status, error), CPF_OK);
    assert_int_equal(cpf_cascade(model, NULL, NULL, &targets, &error), CPF_E_RANGE);
    assert_non_null(strstr(cpf_error_message_at(error, cpf_test_has(error, "goal-factor-range"), CPF_ENGLISH), "of A"));
    cpf_error_free(error);
    cpf_model_free(model);
    error = NULL;
    record = cpf_plan_add_record(plan, "factor");
    cpf_record_set(record, "attribute", "number");
    cpf_record_set(record, "value", "1");
    cpf_record_set(record, "factor", "2");
    assert_int_equal(cpf_plan_check(plan, &error), CPF_E_PLAN);
    cpf_test_has(error, "factor-number");
    cpf_error_free(error);
    cpf_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_wrong),
        cmocka_unit_test(test_columns),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
