/* SPDX-License-Identifier: MIT */
/*
 * Published examples about targets: what other systems print, from the plan to the figure through the public interface.
 * Where these stand that are not here, nor in test_worked_results.c:
 *
 *   Oracle, step rates and interpolated rates, rate tiers, grouped transactions, draws   test_apply_rates.c
 *   SAP, step against straight commission; excelforum 861932, gate of a tier             test_apply_rates.c
 *   SAP, relief added up and compounded, on targets of 1,000.00                          test_gates.c
 *   SAP 2525218, 2435115, 2743359 (scales), 3417142 (means of raters)                    test_ratings.c
 *   Microsoft, partner capability score                                                  test_apply_tiers.c
 */
#include "worked_check.h"

#define CREDIT(deal, amount, unit, percent)                                                                            \
    "{\"deal\": \"" deal "\", \"amount\": " amount ", \"unit\": \"" unit "\", \"percent\": " percent "}"
#define CREDITS(rows)                                                                                                  \
    "\"records\": [{\"kind\": \"credit\", \"set\": {\"indicator\": \"quantity\", \"on\": \"2026-01-15\"}, \"rows\": "  \
    "[" rows "]}]"

/* The row of a unit's last credit in January. */
static int64_t last_credit(const cpf_table *table, const char *unit)
{
    int64_t last = -1;

    for (int64_t row = 0; row < cpf_table_row_count(table); row++) {
        if (strcmp(cpf_table_text(table, cpf_table_find(table, "unit"), row), unit) == 0)
            last = row;
    }
    assert_true(last >= 0);
    return last;
}

static cpf_tables *credit_tables(const char *records)
{
    WORKED_LINES(goals, {"A", "quantity", "2026-01", "50"}, {"B", "quantity", "2026-01", "50"});
    cpf_model *model = worked_model("A B", records);
    cpf_facts *targets = apply_facts(model, WORKED_COUNT(goals), goals);
    cpf_tables *tables = apply_run(model, NULL, targets, NULL, "credits");

    cpf_facts_free(targets);
    cpf_model_free(model);
    return tables;
}

/* ERPNext, sales person target variance (test_sales_person_target_variance_based_on_item_group): target 50, one order
 * of 20 shared 50/50 -> achieved 10, variance -40. */
static void test_shared_order(void **state)
{
    cpf_tables *tables = credit_tables(CREDITS(CREDIT("SO-1", "20", "A", "50") ", " CREDIT("SO-1", "20", "B", "50")));
    const cpf_table *table = cpf_tables_at(tables, 0);

    (void)state;
    assert_int_equal(cpf_table_row_count(table), 2);
    for (int64_t row = 0; row < 2; row++) {
        apply_cell(table, "target", row, "50");
        apply_cell(table, "running", row, "10");
        apply_cell(table, "attainment", row, "0.2000");
        assert_int_equal(cpf_table_decimals(table, cpf_table_find(table, "running"))[row] -
                             cpf_table_decimals(table, cpf_table_find(table, "target"))[row],
                         -40);
    }
    cpf_tables_free(tables);
}

/* ERPNext, the second case: 100 % of 5 and 50 % of 10 -> 10. Counting whole orders gave 15 there. */
static void test_second_order(void **state)
{
    cpf_tables *tables = credit_tables(CREDITS(
        CREDIT("SO-1", "5", "A", "100") ", " CREDIT("SO-2", "10", "A", "50") ", " CREDIT("SO-2", "10", "B", "50")));
    const cpf_table *table = cpf_tables_at(tables, 0);

    (void)state;
    apply_cell(table, "running", last_credit(table, "A"), "10");
    apply_cell(table, "running", last_credit(table, "B"), "5");
    cpf_tables_free(tables);
}

#define RELIEFS(rows)                                                                                                  \
    "{\"kind\": \"relief\", \"set\": {\"unit\": \"A\", \"indicator\": \"sales\", \"period\": \"2026\"}, \"rows\": "    \
    "[" rows "]}"
#define GOAL_A(target) "\"goals\": [{\"unit\": \"A\", \"indicator\": \"sales\", \"period\": \"2026\"" target "}], "

/* A's target of 2026 after reliefs; its sales of 2025 are `base`. */
static void check_target(const char *rest, const char *base, const char *wanted)
{
    const char *const lines[][4] = {{"A", "sales", "2025", base}};
    cpf_model *model = worked_model("A", rest);
    cpf_facts *facts = apply_facts(model, 1, lines), *targets = NULL, *relieved = NULL;
    cpf_error *error = NULL;
    char buffer[40];

    assert_int_equal(cpf_test_tell(cpf_cascade(model, facts, NULL, &targets, &error), error), CPF_OK);
    assert_int_equal(cpf_test_tell(cpf_relieve(model, targets, CPF_NO_DAY, &relieved, &error), error), CPF_OK);
    assert_string_equal(worked_value(relieved, model, "A", "sales", "2026", buffer), wanted);
    cpf_facts_free(relieved);
    cpf_facts_free(targets);
    cpf_facts_free(facts);
    cpf_model_free(model);
}

/* SAP, assigning bottom-up quotas (added up: base 1,000, +10 %, -2 % -> 1,080) and the glossary of its territory and
 * quota documentation (compounded: 100,000 x 1.10 x 0.98 = 107,800). The second is also told as growth over the year
 * before with a relief, which compounds by itself. */
static void test_growth_and_relief(void **state)
{
    (void)state;
    check_target(GOAL_A(", \"target\": 1000") "\"records\": [" RELIEFS(
                     "{\"percent\": -10}, {\"percent\": 2}") ", {\"kind\": \"relief_rule\", \"rows\": [{\"several\": "
                                                             "\"add\"}]}]",
                 "1", "1080.00");
    check_target(GOAL_A(", \"target\": 100000") "\"records\": [" RELIEFS("{\"percent\": -10}, {\"percent\": 2}") "]",
                 "1", "107800.00");
    check_target(GOAL_A("") "\"records\": [{\"kind\": \"origin\", \"rows\": [{\"unit\": \"A\", \"indicator\": "
                            "\"sales\", \"period\": \"2026\", \"growth\": 10}]}, " RELIEFS("{\"percent\": 2}") "]",
                 "100000", "107800.00");
}

/* SAP, the same page: relief is at most 5 %. It refuses more than that; here the rule lets off no more than 5 %. */
static void test_relief_limit(void **state)
{
    (void)state;
    check_target(GOAL_A(", \"target\": 1000") "\"records\": [" RELIEFS(
                     "{\"percent\": 8}") ", {\"kind\": \"relief_rule\", \"rows\": [{\"most\": 5}]}]",
                 "1", "950.00");
}

/* A total of `target` for A alone, whose growth over 1,000 is held between 5 and 25 %. */
static cpf_status bounded(const char *target, cpf_table **conflicts)
{
    WORKED_LINES(lines, {"A", "sales", "2025", "1000"});
    char rest[600];
    cpf_model *model;
    cpf_facts *facts, *targets = NULL;
    cpf_status status;

    snprintf(rest, sizeof rest,
             "\"goals\": [{\"unit\": \"ALL\", \"indicator\": \"sales\", \"period\": \"2026\", \"target\": %s, "
             "\"split\": {\"by\": \"equal\", \"to\": \"person\", \"bounds\": {\"floor\": {\"growth\": 5, \"of\": "
             "\"sales\"}, \"cap\": "
             "{\"growth\": 25, \"of\": \"sales\"}}}}]",
             target);
    model = worked_model("A", rest);
    facts = apply_facts(model, 1, lines);
    status = cpf_cascade(model, facts, NULL, &targets, NULL);
    assert_int_equal(cpf_cascade_conflicts(model, facts, conflicts, NULL), CPF_OK);
    cpf_facts_free(targets);
    cpf_facts_free(facts);
    cpf_model_free(model);
    return status;
}

/* SAP, the same page: growth is held between 5 and 25 %, and values outside are refused. On a base of 1,000 (as there)
 * that is 1,050 to 1,250; both ends are inside (the page is silent about them). */
static void test_growth_bounds(void **state)
{
    static const char *const inside[] = {"1050", "1100", "1250"}, *const outside[] = {"1049.99", "1250.01"};

    (void)state;
    for (int i = 0; i < 3; i++) {
        cpf_table *conflicts = NULL;

        assert_int_equal(bounded(inside[i], &conflicts), CPF_OK);
        assert_int_equal(cpf_table_row_count(conflicts), 0);
        cpf_table_free(conflicts);
    }
    for (int i = 0; i < 2; i++) {
        cpf_table *conflicts = NULL;

        assert_int_equal(bounded(outside[i], &conflicts), CPF_E_INFEASIBLE);
        assert_int_equal(cpf_table_row_count(conflicts), 2);
        apply_cell(conflicts, "missing", 0, "0.01");
        cpf_table_free(conflicts);
    }
}

/* SAP 2072182: a table of targets made from a baseline: 80 % -> 60, 90 % -> 80, 100 % -> 100, 110 % -> 120,
 * 120 % -> 140. Between two of them (85 %, 105 %) the page is silent; here the line goes straight: 70 and 110. */
static void test_target_table(void **state)
{
    static const char rest[] =
        "\"scorecards\": [{\"code\": \"p\", \"level\": \"person\", \"items\": [{\"indicator\": \"sales\", \"weight\": "
        "100, \"target\": \"250\", \"rule\": {\"name\": \"points\", \"points\": [[\"0.8\", \"60\"], [\"0.9\", "
        "\"80\"], [\"1\", \"100\"], [\"1.1\", \"120\"], [\"1.2\", \"140\"]]}}]}]";
    WORKED_LINES(lines, {"P1", "sales", "2026", "200"}, {"P2", "sales", "2026", "225"}, {"P3", "sales", "2026", "250"},
                 {"P4", "sales", "2026", "275"}, {"P5", "sales", "2026", "300"}, {"P6", "sales", "2026", "212.5"},
                 {"P7", "sales", "2026", "262.5"});
    static const char *const points[] = {"60.00", "80.00", "100.00", "120.00", "140.00", "70.00", "110.00"};
    cpf_model *model = worked_model("P1 P2 P3 P4 P5 P6 P7", rest);
    cpf_facts *facts = apply_facts(model, WORKED_COUNT(lines), lines);
    cpf_appraisal *appraisal = worked_appraisal(model, facts, "2026");
    cpf_table *table = worked_table(appraisal, "totals");

    (void)state;
    apply_column(table, "total", 7, points);
    cpf_table_free(table);
    cpf_appraisal_free(appraisal);
    cpf_facts_free(facts);
    cpf_model_free(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shared_order),      cmocka_unit_test(test_second_order),
        cmocka_unit_test(test_growth_and_relief), cmocka_unit_test(test_relief_limit),
        cmocka_unit_test(test_growth_bounds),     cmocka_unit_test(test_target_table),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
