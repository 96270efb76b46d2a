/* SPDX-License-Identifier: MIT */
/* Every figure of the outcomes of random schemes follows from its explanation. */
#include "explain_check.h"
#include "explain_scheme.h"

#include <channelperf/channelperf.h>

enum { ROUNDS = 60 };

static char number[4][24];

static const char *random_number(scheme *at, int slot, int64_t most, int negative)
{
    int64_t value = pick(at, most * 100);

    if (negative && pick(at, 8) == 0)
        value = -value;
    snprintf(number[slot], sizeof number[slot], "%s%d.%02d", value < 0 ? "-" : "",
             (int)(value < 0 ? -value : value) / 100, (int)(value < 0 ? -value : value) % 100);
    return number[slot];
}

static cpf_facts *random_facts(scheme *at, const cpf_model *model, int targets)
{
    static const char *const units[] = {"R1", "R2", "R3", "R10"}, *const periods[] = {"2026-Q3", "2026-Q4", "2026-H2",
                                                                                      "2026-07", "2026-08", "2026-09"};
    cpf_facts *facts = NULL;

    assert_int_equal(cpf_facts_new(model, &facts, NULL), CPF_OK);
    for (int u = 0; u < 4; u++)
        for (int p = 0; p < 6; p++)
            for (int i = 0; i < 2; i++) {
                cpf_id unit = cpf_model_find_unit(model, units[u]),
                       indicator = cpf_model_find_indicator(model, i ? "customers" : "sales");
                cpf_id period = cpf_model_find_period(model, periods[p]);
                int64_t value;

                if (pick(at, 6) == 0)
                    continue;
                assert_int_equal(cpf_decimal_parse(random_number(at, 0, i ? 20 : 600, !targets), i ? 2 : 2, 0, &value),
                                 CPF_OK);
                value = i ? value / 100 : value;
                assert_int_equal(cpf_facts_set(facts, 1, &unit, &indicator, &period, &value, NULL), CPF_OK);
            }
    return facts;
}

static cpf_tables *random_results(scheme *at)
{
    static const char *const periods[] = {"2026-07", "2026-08", "2026-Q3", "2026-H2"}, *const units[] = {"R1", "R2",
                                                                                                         "R3", "R10"};
    const char *lines[16][4];
    char totals[16][24];

    for (int p = 0; p < 4; p++)
        for (int u = 0; u < 4; u++) {
            const char **line = lines[4 * p + u];

            snprintf(totals[4 * p + u], sizeof totals[0], "%s", pick(at, 7) ? random_number(at, 1, 140, 0) : "");
            line[0] = periods[p];
            line[1] = units[u];
            line[2] = totals[4 * p + u];
            line[3] = ONE_OF(at, "A", "B", "D", "");
        }
    return apply_results(16, (const char *const(*)[4])lines);
}

typedef struct counts {
    int64_t rows, combined, skipped;
} counts;

static void tell_row(const cpf_table *table, int64_t row)
{
    char buffer[40];

    print_error("%s row %d:", cpf_table_name(table), (int)row);
    for (int32_t i = 0; i < cpf_table_column_count(table); i++)
        print_error(" %s=%s", cpf_table_column_name(table, i), cpf_table_format(table, i, row, buffer));
    print_error("\n");
}

static void check_rows(const cpf_model *model, const cpf_tables *tables, const cpf_facts *targets,
                       const cpf_facts *actuals, counts *seen)
{
    for (int32_t t = 0; t < cpf_tables_count(tables); t++) {
        const cpf_table *table = cpf_tables_at(tables, t);

        for (int64_t row = 0; row < cpf_table_row_count(table); row++) {
            cpf_explanation *explanation = NULL;
            cpf_error *error = NULL;
            cpf_status status = cpf_explain_row(model, tables, cpf_table_name(table), row, NULL, targets, actuals,
                                                &explanation, &error);
            cpf_table *steps = NULL;

            if (status == CPF_E_NOT_FOUND) {
                cpf_error_free(error);
                break;
            }
            if (status != CPF_OK)
                tell_row(table, row);
            assert_int_equal(cpf_test_tell(status, error), CPF_OK);
            seen->rows++;
            assert_int_equal(cpf_explanation_table(explanation, &steps, NULL), CPF_OK);
            if (cpf_table_row_count(steps)) {
                int32_t value = cpf_table_find(steps, "value");

                check_explanation(explanation, cpf_table_valid(steps, value, 0), cpf_table_decimals(steps, value)[0],
                                  &seen->combined, &seen->skipped);
            }
            cpf_table_free(steps);
            cpf_explanation_free(explanation);
        }
    }
}

/* Pools that cannot hold their minimums, and what else applying may refuse, are told in other tests. */
static void explain_scheme(scheme *at, counts *seen)
{
    cpf_model *model;
    cpf_facts *actuals, *targets;
    cpf_tables *results, *applied = NULL, *reviewed = NULL;

    write_scheme(at);
    model = apply_model(at->text);
    actuals = random_facts(at, model, 0);
    targets = random_facts(at, model, 1);
    results = random_results(at);
    if (cpf_apply(model, actuals, targets, results, NULL, &applied, NULL) == CPF_OK)
        check_rows(model, applied, targets, actuals, seen);
    assert_int_equal(cpf_review(model, results, NULL, &reviewed, NULL), CPF_OK);
    check_rows(model, reviewed, NULL, NULL, seen);
    cpf_tables_free(applied);
    cpf_tables_free(reviewed);
    cpf_tables_free(results);
    cpf_facts_free(actuals);
    cpf_facts_free(targets);
    cpf_model_free(model);
}

static void test_random_schemes(void **state)
{
    scheme at = {.random = cpf_test_seed("explain_row", 41)};
    counts seen = {0, 0, 0};

    (void)state;
    for (int round = 0; round < ROUNDS; round++)
        explain_scheme(&at, &seen);
    print_message("%d rows, %d steps worked out again, %d beyond 128 bits\n", (int)seen.rows, (int)seen.combined,
                  (int)seen.skipped);
    assert_true(seen.rows > 100 * ROUNDS && seen.combined > seen.rows);
    assert_true(seen.skipped * 100 < seen.combined);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_random_schemes)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
