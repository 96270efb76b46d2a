/* SPDX-License-Identifier: MIT */
/* Row filters: what holds, what is missing, what cannot be read, what is refused; and random filters against a dull
 * reading of the same. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "row_filter.h"
#include "test_plan_rich.h"

static cpf__field field_of(const char *text)
{
    return (cpf__field){text, (int32_t)strlen(text), 0};
}

static const char *const names[] = {"status", "amount", "price", "date", "note"};

enum { COLUMNS = 5 };

static void name_columns(cpf__columns *columns)
{
    for (int32_t i = 0; i < COLUMNS; i++)
        assert_int_equal(cpf__columns_add(columns, names[i]), i);
}

/* 1 holds, 0 not, or minus the status. */
static int run_filter(const char *text, char point, const char *const values[COLUMNS], int32_t *column)
{
    cpf__columns columns = {0};
    cpf__row_filter filter;
    cpf__field fields[COLUMNS];
    cpf_error *error = NULL;
    cpf_status status;
    int holds = 7;

    name_columns(&columns);
    for (int32_t i = 0; i < COLUMNS; i++)
        fields[i] = field_of(values[i]);
    status = cpf__filter_compile(NULL, text, NULL, &columns, NULL, &filter, &error);
    if (cpf_test_tell(status, error) != CPF_OK)
        printf("%s\n", text);
    assert_int_equal(status, CPF_OK);
    assert_int_equal(columns.count, COLUMNS);
    status = cpf__row_filter_holds(&filter, fields, point, NULL, CPF_NONE, &holds, column);
    cpf__row_filter_free(NULL, &filter);
    cpf__columns_free(&columns);
    return status == CPF_OK ? holds : -status;
}

typedef struct filter_case {
    const char *filter;
    int result;
} filter_case;

static void filters_hold_or_not(void **state)
{
    static const char *const row[COLUMNS] = {"paid", "12.50", "3", "2026-07-31 08:15:00", ""};
    static const filter_case cases[] = {
        {"", 1},
        {"status = 'paid'", 1},
        {"status = 'PAID'", 0},
        {"status != 'paid'", 0},
        {"status <> \"sent\"", 1},
        {"status < 'paie' and status > 'pai'", 1},
        {"status >= 'paid' and status <= 'paid'", 1},
        {"'paid' = status", 1},
        {"status in ('sent', 'paid')", 1},
        {"status not in ('sent', 'paid')", 0},
        {"amount = 12.5", 1},
        {"amount > 12.499999999 and amount < 12.500000001", 1},
        {"amount - price = 9.5", 1},
        {"amount + price > 15.5", 0},
        {"-amount < 0", 1},
        {"amount in (1, 12.50)", 1},
        {"amount = 1250%", 1},
        {"date = 2026-07-31", 1},
        {"date + 1 days = 2026-08-01", 1},
        {"date - 1 months = 2026-06-30", 1},
        {"date - 2026-07-01 <= 30 days", 1},
        {"date - 2026-07-01 < 30", 0},
        {"date < 2026-01-01 or date > 2026-07-01", 1},
        {"date in (2026-07-30, 2026-07-31)", 1},
        {"status = note", 0},
        {"note = ''", 1},
        {"note = 'x' or not note = 'x'", 1},
        {"not (amount > 1 and price > 100)", 1},
        {"amount > price", 0}, /* two columns are texts */
        {"amount > price + 0", 1},
    };
    int32_t column;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int result = run_filter(cases[i].filter, '.', row, &column);

        if (result != cases[i].result)
            printf("%s\n", cases[i].filter);
        assert_int_equal(result, cases[i].result);
    }
}

static void empty_fields_are_missing_in_numbers_and_dates(void **state)
{
    static const char *const row[COLUMNS] = {"", "", "", "", ""};
    static const char *const never[] = {
        "amount = 0",     "amount != 0",       "amount < 5",         "amount >= 5",
        "amount + 1 > 0", "date > 2020-01-01", "date <= 2020-01-01", "date + 5 days > 2000-01-01"};
    int32_t column;

    (void)state;
    for (size_t i = 0; i < sizeof never / sizeof never[0]; i++)
        assert_int_equal(run_filter(never[i], '.', row, &column), 0);
    assert_int_equal(run_filter("not amount = 0", '.', row, &column), 1);
    assert_int_equal(run_filter("status = ''", '.', row, &column), 1);
}

static void unreadable_fields_name_their_column(void **state)
{
    static const char *const row[COLUMNS] = {"paid", "12,50", "1.0000000001", "31.07.2026", "999999999999"};
    int32_t column = 9;

    (void)state;
    assert_int_equal(run_filter("amount > 1", '.', row, &column), -CPF_E_SYNTAX);
    assert_int_equal(column, 1);
    assert_int_equal(run_filter("amount > 1", ',', row, &column), 1);
    assert_int_equal(run_filter("price > 1", '.', row, &column), -CPF_E_RANGE);
    assert_int_equal(column, 2);
    assert_int_equal(run_filter("status = 'paid' and date > 2020-01-01", '.', row, &column), -CPF_E_SYNTAX);
    assert_int_equal(column, 3);
    assert_int_equal(run_filter("note > 1", '.', row, &column), -CPF_E_RANGE);
    assert_int_equal(column, 4);
}

static void sums_that_do_not_fit_are_told(void **state)
{
    static const char *const row[COLUMNS] = {"", "9000000000", "9000000000", "", ""};
    int32_t column = 9;

    (void)state;
    assert_int_equal(run_filter("amount + price > 0", '.', row, &column), -CPF_E_RANGE);
    assert_int_equal(column, CPF_NONE);
}

typedef struct refused_filter {
    const char *filter, *code;
    const char *subject;
} refused_filter;

static void refused_filters_tell_where(void **state)
{
    static const refused_filter cases[] = {
        {"amount", "filter-condition", "where column 1"},
        {"amount >", "formula-value", NULL},
        {"amount > 1 and status", "filter-condition", "where column 16"},
        {"amount > 'x' + 1", "filter-types", NULL},
        {"amount * 2 > 1", "filter-types", NULL},
        {"1 > 'x'", "filter-types", "where column 3"},
        {"date > 3 months", "filter-types", NULL},
        {"date + 2026-01-01 > 5", "filter-types", NULL},
        {"sum(amount) > 5", "filter-types", NULL},
        {"date in period", "filter-list", "where column 9"},
        {"amount > 0.0000000001", "filter-number", "where column 10"},
        {"unit.stage = 'x'", "filter-unit", "where column 1"},
        {"2026-01-01 + 1 > 2", "filter-types", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cpf__columns columns = {0};
        cpf__row_filter filter;
        cpf__place place = {0};
        cpf_error *error = NULL;

        place.path = "where";
        assert_int_not_equal(cpf__filter_compile(NULL, cases[i].filter, NULL, &columns, &place, &filter, &error),
                             CPF_OK);
        if (strcmp(cpf_error_code_at(error, 0), cases[i].code) != 0)
            printf("%s\n", cases[i].filter);
        assert_string_equal(cpf_error_code_at(error, 0), cases[i].code);
        if (cases[i].subject)
            assert_string_equal(cpf_error_subject(error), cases[i].subject);
        assert_int_equal(filter.count, 0);
        cpf_error_free(error);
        cpf__columns_free(&columns);
    }
}

static void unit_names_of_the_wrong_kind_are_refused(void **state)
{
    static const refused_filter cases[] = {
        {"unit.stage > 5", "attribute-text", NULL},
        {"unit.size = 'x'", "attribute-number", NULL},
        {"unit.size < 2026-01-01", "attribute-number", NULL},
        {"unit.nothing = 'x'", "unknown-attribute", NULL},
    };
    static const int64_t value[1] = {5};
    rich_plan rich;
    cpf_model *model = NULL;

    (void)state;
    assert_int_equal(rich_new(NULL, &rich), CPF_OK);
    cpf_plan_set_attribute_column(rich.plan, "size", 0, 1, value, 0);
    assert_int_equal(cpf_plan_freeze(rich.plan, &model, NULL), CPF_OK);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cpf__columns columns = {0};
        cpf__row_filter filter;
        cpf_error *error = NULL;

        assert_int_equal(cpf__filter_compile(NULL, cases[i].filter, model, &columns, NULL, &filter, &error),
                         CPF_E_PLAN);
        assert_string_equal(cpf_error_code_at(error, 0), cases[i].code);
        cpf_error_free(error);
        cpf__columns_free(&columns);
    }
    cpf_model_free(model);
    cpf_plan_free(rich.plan);
}

static void unit_names_ask_the_model(void **state)
{
    static const filter_case cases[] = {
        {"unit.stage = 'new'", 1},     {"unit.stage != 'new'", 0},         {"unit.potential > 1", 0},
        {"unit.from = 2025-06-01", 1}, {"date - unit.from <= 30 days", 1}, {"unit.stage in ('mature')", 0},
    };
    rich_plan rich;
    cpf_model *model = NULL;

    (void)state;
    assert_int_equal(rich_new(NULL, &rich), CPF_OK);
    assert_int_equal(cpf_plan_freeze(rich.plan, &model, NULL), CPF_OK);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cpf__columns columns = {0};
        cpf__row_filter filter;
        cpf__field field = field_of("2025-06-20");
        int32_t column;
        int holds;

        assert_int_equal(cpf__filter_compile(NULL, cases[i].filter, model, &columns, NULL, &filter, NULL), CPF_OK);
        assert_int_equal(
            cpf__row_filter_holds(&filter, &field, '.', model, cpf_model_find_unit(model, "R1"), &holds, &column),
            CPF_OK);
        assert_int_equal(holds, cases[i].result);
        /* A row of no known unit: nothing is known of it. */
        assert_int_equal(cpf__row_filter_holds(&filter, &field, '.', model, CPF_NONE, &holds, &column), CPF_OK);
        assert_int_equal(holds, 0);
        cpf__row_filter_free(NULL, &filter);
        cpf__columns_free(&columns);
    }
    cpf_model_free(model);
    cpf_plan_free(rich.plan);
}

enum { LONGEST = 4000 };

/* Writes a random condition and says, from the numbers themselves, whether it holds. */
static int write_random(cpf_test_random *random, int32_t depth, const int64_t value[2], char *text)
{
    static const char *const operators[] = {"=", "!=", "<", "<=", ">", ">="};
    char left[LONGEST], right[LONGEST];
    int a, b;

    if (depth == 0 || cpf_test_between(random, 0, 3) == 0) {
        int64_t which = cpf_test_between(random, 0, 1), kind = cpf_test_between(random, 0, 5);
        int64_t limit = cpf_test_between(random, -3, 3), x = value[which];
        int results[6] = {x == limit, x != limit, x<limit, x <= limit, x> limit, x >= limit};

        (void)snprintf(text, LONGEST, "%s %s %d", which ? "price" : "amount", operators[kind], (int)limit);
        return results[kind];
    }
    a = write_random(random, depth - 1, value, left);
    switch (cpf_test_between(random, 0, 2)) {
    case 0:
        (void)snprintf(text, LONGEST, "not (%.1900s)", left);
        return !a;
    case 1:
        b = write_random(random, depth - 1, value, right);
        (void)snprintf(text, LONGEST, "(%.1900s) and (%.1900s)", left, right);
        return a && b;
    default:
        b = write_random(random, depth - 1, value, right);
        (void)snprintf(text, LONGEST, "(%.1900s) or (%.1900s)", left, right);
        return a || b;
    }
}

static void random_filters_agree_with_a_dull_reading(void **state)
{
    cpf_test_random random = cpf_test_seed("random_filters", 3);
    char *text = malloc(LONGEST);

    (void)state;
    assert_non_null(text);
    for (int i = 0; i < 3000; i++) {
        int64_t value[2] = {cpf_test_between(&random, -4, 4), cpf_test_between(&random, -4, 4)};
        char amount[24], price[24];
        const char *row[COLUMNS] = {"", amount, price, "", ""};
        int32_t column;
        int expected = write_random(&random, 4, value, text);

        cpf_decimal_format(value[0], 0, amount);
        cpf_decimal_format(value[1], 0, price);
        assert_int_equal(run_filter(text, '.', row, &column), expected);
    }
    free(text);
}

static void every_failed_allocation_of_a_filter_is_clean(void **state)
{
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(n, &memory);
        cpf__columns columns = {context, NULL, 0, 0};
        cpf__row_filter filter = {0};
        cpf_error *error = NULL;

        if (context)
            status = cpf__filter_compile(context, "a = 'x' and b > 5 or c - d < 3 days and e in ('1', '2')", NULL,
                                         &columns, NULL, &filter, &error);
        assert_true(status == CPF_OK || (status == CPF_E_MEMORY && !filter.count));
        cpf__row_filter_free(context, &filter);
        cpf__columns_free(&columns);
        cpf_error_free(error);
        cpf_test_failing_free(context, memory);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(filters_hold_or_not),
        cmocka_unit_test(empty_fields_are_missing_in_numbers_and_dates),
        cmocka_unit_test(unreadable_fields_name_their_column),
        cmocka_unit_test(sums_that_do_not_fit_are_told),
        cmocka_unit_test(refused_filters_tell_where),
        cmocka_unit_test(unit_names_ask_the_model),
        cmocka_unit_test(unit_names_of_the_wrong_kind_are_refused),
        cmocka_unit_test(random_filters_agree_with_a_dull_reading),
        cmocka_unit_test(every_failed_allocation_of_a_filter_is_clean),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
