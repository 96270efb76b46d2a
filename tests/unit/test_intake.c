/* SPDX-License-Identifier: MIT */
/* Blocks of random rows, good and bad, against what a row means taken one by one; however they are cut and merged. */
#include "intake.h"
#include "support.h"

#include <stdio.h>
#include <string.h>

enum { ROWS = 900, UNITS = 6, ITEMS = 5, CELLS = 5, CELL_CHARS = 24 };

/* A row as it is made, and what it must come to. */
typedef struct made_row {
    char cells[CELLS][CELL_CHARS];
    int unit, item, paid, in_calendar;
    int64_t amount;
    int has_amount;
    cpf_status status;
} made_row;

static made_row made[ROWS];
static const char *const columns[CELLS] = {"day", "shop", "item", "amount", "state"};
static const char *const groups[ITEMS] = {"g1", "g2", "g1", "", "g3"};

static cpf_model *make_model(void)
{
    static const char *const unit_columns[] = {"state", "shop"};
    cpf_calendar_options calendar;
    cpf_plan *plan;
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    cpf_source *source;

    assert_int_equal(cpf_plan_new(NULL, &plan), CPF_OK);
    cpf_calendar_options_init(&calendar, sizeof calendar);
    calendar.first_year = calendar.last_year = 2025;
    cpf_plan_set_calendar(plan, &calendar);
    cpf_plan_add_level(plan, "company", "");
    cpf_plan_add_level(plan, "channel", "");
    cpf_plan_add_unit_under(plan, "", "company", "C", "");
    for (int i = 0; i < UNITS; i++) {
        char code[CELL_CHARS];

        snprintf(code, sizeof code, "S-paid/%d", i);
        cpf_plan_add_unit_under(plan, "C", "channel", code, "");
    }
    cpf_plan_add_measure(plan, "sales", "", "sum", 2, "USD");
    cpf_plan_add_measure(plan, "rows", "", "count", 0, "");
    cpf_plan_add_measure(plan, "groups", "", "distinct", 0, "");
    source = cpf_plan_add_source(plan, "s", "items.csv");
    cpf_source_set_unit(source, "S-", 2, unit_columns);
    cpf_source_set_day(source, "day");
    cpf_source_set_filter(source, "state = \"paid\"");
    cpf_source_set_policy(source, 1, 1);
    cpf_source_add_lookup(source, "item", "groups.csv", "item", "group", "group");
    cpf_source_add_measure(source, "sales", "amount", "item != \"i4\"");
    cpf_source_add_measure(source, "rows", NULL, NULL);
    cpf_source_add_measure(source, "groups", "group", NULL);
    if (cpf_plan_freeze(plan, &model, &error) != CPF_OK)
        cpf_test_tell(CPF_E_PLAN, error);
    assert_non_null(model);
    cpf_error_free(error);
    cpf_plan_free(plan);
    return model;
}

static void make_row(made_row *row, cpf_test_random *random)
{
    int kind = (int)cpf_test_between(random, 0, 19);

    memset(row, 0, sizeof *row);
    row->unit = (int)cpf_test_between(random, 0, UNITS); /* UNITS: unknown */
    row->item = (int)cpf_test_between(random, 0, ITEMS - 1);
    row->paid = kind > 2;
    row->in_calendar = kind != 3;
    row->amount = cpf_test_between(random, -99999, 99999);
    row->has_amount = kind != 4;
    snprintf(row->cells[0], CELL_CHARS,
             kind == 5          ? "2025-13-%02d"
             : row->in_calendar ? "2025-03-%02d"
                                : "2026-01-%02d",
             (int)cpf_test_between(random, 1, 28));
    snprintf(row->cells[1], CELL_CHARS, "%d", row->unit);
    snprintf(row->cells[2], CELL_CHARS, "i%d", row->item);
    if (row->has_amount)
        cpf_decimal_format(row->amount, 2, row->cells[3]);
    if (kind == 6)
        snprintf(row->cells[3], CELL_CHARS, "1 000");
    snprintf(row->cells[4], CELL_CHARS, row->paid ? "paid" : "void");
    if (!row->paid)
        row->status = CPF_E_MISSING;
    else if (row->unit == UNITS)
        row->status = CPF_E_NOT_FOUND;
    else if (kind == 5 || (kind == 6 && row->item != 4))
        row->status = CPF_E_DATA;
    else
        row->status = row->in_calendar ? CPF_OK : CPF_E_MISSING;
}

/* Hands rows begin .. end over as one block, in the order of the source's columns. */
static void take_rows(cpf_events *events, int begin, int end)
{
    static cpf__slice fields[ROWS * 16];
    static int64_t lines[ROWS];
    static cpf_status status[ROWS];
    const cpf__source *source = &cpf__events_model(events)->sources[0];
    cpf__rows rows = {end - begin, source->column_count, fields, lines, "items.csv", NULL, NULL, NULL, 0};

    for (int i = begin; i < end; i++)
        for (int32_t c = 0; c < source->column_count; c++)
            for (int k = 0; k < CELLS; k++)
                if (strcmp(source->columns[c], columns[k]) == 0)
                    fields[(i - begin) * source->column_count + c] =
                        (cpf__slice){made[i].cells[k], (int32_t)strlen(made[i].cells[k]), 0};
    for (int i = begin; i < end; i++)
        lines[i - begin] = i + 2;
    assert_int_equal(cpf__intake_rows(events, 0, &rows, status, NULL), CPF_OK);
    for (int i = begin; i < end; i++)
        assert_int_equal(status[i - begin], made[i].status);
}

static cpf_events *start(const cpf_model *model)
{
    cpf_events *events;
    cpf__slice keys[ITEMS], values[ITEMS];
    static char names[ITEMS][CELL_CHARS];

    assert_int_equal(cpf_events_new(model, &events, NULL), CPF_OK);
    for (int i = 0; i < ITEMS; i++) {
        snprintf(names[i], CELL_CHARS, "i%d", i);
        keys[i] = (cpf__slice){names[i], 2, 0};
        values[i] = (cpf__slice){groups[i], (int32_t)strlen(groups[i]), 0};
    }
    assert_int_equal(cpf__intake_lookup(events, 0, 0, ITEMS, keys, values, NULL), CPF_OK);
    return events;
}

static void check_unit(const cpf_model *model, const cpf_facts *facts, int unit)
{
    char code[CELL_CHARS];
    int64_t sales = 0, count = 0, value;
    int seen[ITEMS] = {0};
    cpf_id id, year = cpf_model_find_period(model, "2025");

    snprintf(code, sizeof code, "S-paid/%d", unit);
    id = cpf_model_find_unit(model, unit < 0 ? "C" : code);
    for (int i = 0; i < ROWS; i++) {
        if (made[i].status != CPF_OK || (unit >= 0 && made[i].unit != unit))
            continue;
        count++;
        if (made[i].has_amount && made[i].item != 4)
            sales += made[i].amount;
        seen[made[i].item] = 1;
    }
    assert_int_equal(cpf_facts_measure_value(facts, id, 0, year, &value), CPF_OK);
    assert_int_equal(value, sales);
    assert_int_equal(cpf_facts_measure_value(facts, id, 1, year, &value), CPF_OK);
    assert_int_equal(value, count);
    assert_int_equal(cpf_facts_measure_value(facts, id, 2, year, &value), CPF_OK);
    assert_int_equal(value, (seen[0] || seen[2]) + seen[1] + seen[4]); /* an empty group is no group */
}

static void check_counts(const cpf_events *events)
{
    static const struct {
        const char *column;
        cpf_status status;
    } counts[] = {{"used", CPF_OK}, {"unknown_unit", CPF_E_NOT_FOUND}, {"set_aside", CPF_E_DATA}};
    cpf_table *table;

    assert_int_equal(cpf_events_table(events, &table, NULL), CPF_OK);
    assert_int_equal(cpf_table_decimals(table, 1)[0], ROWS);
    for (size_t k = 0; k < sizeof counts / sizeof counts[0]; k++) {
        int64_t n = 0;

        for (int i = 0; i < ROWS; i++)
            n += made[i].status == counts[k].status;
        assert_int_equal(cpf_table_decimals(table, cpf_table_find(table, counts[k].column))[0], n);
    }
    cpf_table_free(table);
}

static void test_blocks(void **state)
{
    cpf_test_random random = cpf_test_seed("intake", 404);
    cpf_model *model = make_model();

    (void)state;
    for (int round = 0; round < 20; round++) {
        cpf_events *all = start(model);
        cpf_facts *facts;

        for (int i = 0; i < ROWS; i++)
            make_row(&made[i], &random);
        for (int begin = 0, end; begin < ROWS; begin = end) {
            cpf_events *part = start(model);

            end = begin + (int)cpf_test_between(&random, 0, round % 2 ? 50 : ROWS);
            end = end > ROWS ? ROWS : end;
            take_rows(round % 3 ? part : all, begin, end);
            assert_int_equal(cpf__events_merge(all, part, NULL), CPF_OK);
            cpf_events_free(part);
        }
        assert_int_equal(cpf_measure(model, all, NULL, &facts, NULL), CPF_OK);
        for (int unit = -1; unit < UNITS; unit++)
            check_unit(model, facts, unit);
        check_counts(all);
        cpf_facts_free(facts);
        cpf_events_free(all);
    }
    cpf_model_free(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_blocks)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
