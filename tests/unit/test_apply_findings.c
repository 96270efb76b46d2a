/* SPDX-License-Identifier: MIT */
/* What is wrong with rates, deals, pay and tiers is told at its place; and what only figures show, by the stage. */
#include "apply_check.h"

#define LEN(list) (sizeof(list) / sizeof(list)[0])
#define TABLE(settings, bands)                                                                                         \
    "{\"kind\": \"rate_table\", \"rows\": [{\"code\": \"t\"" settings                                                  \
    "}]}, {\"kind\": \"rate_band\", \"set\": {\"table\": "                                                             \
    "\"t\"}, \"rows\": [" bands "]}"
#define ONE_BAND "{\"rate\": \"0.1\"}"
#define PAID(settings)                                                                                                 \
    ", {\"kind\": \"commission\", \"rows\": [{\"table\": \"t\", \"indicator\": \"sales\", \"period\": "                \
    "\"2026-Q1\"" settings "}]}"
#define CREDIT(unit, percent, rest)                                                                                    \
    "{\"deal\": \"d\", \"unit\": \"" unit "\", \"percent\": " percent                                                  \
    ", \"indicator\": \"sales\", \"on\": \"2026-01-01\"" rest "}"
#define TIERS(rows) "{\"kind\": \"tier\", \"rows\": [" rows "]}"
#define CRITERIA(rows) ", {\"kind\": \"tier_criterion\", \"rows\": [" rows "]}"
#define SILVER "{\"track\": \"t\", \"tier\": \"silver\", \"rank\": 1, \"limit\": 50}"
#define POINTS "\"track\": \"t\", \"indicator\": \"sales\", \"maximum\": 10"

typedef struct wrong_plan {
    const char *records, *code, *place;
} wrong_plan;

static const wrong_plan wrong_plans[] = {
    {"{\"kind\": \"rate_table\", \"rows\": [{\"code\": \"t\"}]}", "rate-no-band", "records[0].rows[0]"},
    {TABLE("", "{\"from\": 1, \"rate\": 1}"), "rate-first", "records[1].rows[0].from"},
    {TABLE("", "{\"to\": 5, \"rate\": 1}, {\"from\": 6, \"rate\": 1}"), "band-gap", "records[1].rows[0].to"},
    {TABLE("", "{\"to\": 7, \"rate\": 1}, {\"from\": 6, \"rate\": 1}"), "band-gap", "records[1].rows[0].to"},
    {TABLE("", "{\"to\": 0, \"rate\": 1}"), "band-empty", "records[1].rows[0].to"},
    {TABLE("", "{\"money\": 1}"), "band-rate", "records[1].rows[0]"},
    {TABLE(", \"mode\": \"interpolated\"", ONE_BAND), "band-money", "records[1].rows[0]"},
    {TABLE(", \"mode\": \"whole\"", "{}"), "band-one-of", "records[1].rows[0]"},
    {TABLE(", \"mode\": \"whole\"", "{\"rate\": 1, \"money\": 1}"), "band-one-of", "records[1].rows[0]"},
    {TABLE(", \"retroactive\": \"yes\"", ONE_BAND), "rate-retroactive", "records[0].rows[0].retroactive"},
    {TABLE(", \"carry_over\": \"yes\"", ONE_BAND), "rate-carry", ".carry_over"},
    {TABLE(", \"carry_over\": \"yes\", \"cap\": 1, \"per\": \"deal\"", ONE_BAND), "rate-carry", ".carry_over"},
    {TABLE(", \"per\": \"deal\", \"gate\": \"total\"", ONE_BAND), "rate-deal", ".per"},
    {TABLE(", \"per\": \"deal\", \"base\": \"attainment\"", ONE_BAND), "rate-deal", ".per"},
    {"{\"kind\": \"rate_band\", \"rows\": [{\"table\": \"x\", \"rate\": 1}]}", "unknown-code",
     "records[0].rows[0].table"},
    {TABLE("", ONE_BAND) PAID(""), "who-missing", "records[2].rows[0]"},
    {TABLE("", ONE_BAND) PAID(", \"unit\": \"R1\", \"each\": \"week\""), "parts-none", "records[2].rows[0].each"},
    {TABLE(", \"per\": \"cumulative\"",
           ONE_BAND) ", {\"kind\": \"commission\", \"rows\": [{\"table\": \"t\", \"unit\": \"R1\", "
                     "\"indicator\": \"ticket\", \"period\": \"2026\"}]}",
     "commission-ratio", "records[2].rows[0].indicator"},
    {"{\"kind\": \"draw\", \"rows\": [{\"period\": \"2026\", \"floor\": 1}]}", "who-missing", "records[0].rows[0]"},
    {"{\"kind\": \"credit\", \"rows\": [" CREDIT("R1", "60", ", \"amount\": 10") ", " CREDIT(
         "R2", "39.9999", ", \"amount\": 10") ", " CREDIT("R3", "5", ", \"amount\": 10, \"overlay\": \"yes\"") "]}",
     "deal-sum", "records[0].rows[0].percent"},
    {"{\"kind\": \"credit\", \"rows\": [" CREDIT("R1", "60", ", \"amount\": 10") ", " CREDIT("R2", "40",
                                                                                             ", \"amount\": 11") "]}",
     "deal-differs", "records[0].rows[1].amount"},
    {"{\"kind\": \"pay\", \"rows\": [{\"code\": \"p\", \"by\": \"total\"}]}", "field-missing",
     "records[0].rows[0].base"},
    {"{\"kind\": \"pay\", \"rows\": [{\"code\": \"p\", \"by\": \"total\", \"base_attribute\": \"region\"}]}",
     "attribute-text", ".base_attribute"},
    {"{\"kind\": \"pay\", \"rows\": [{\"code\": \"p\", \"base\": 1}]}, {\"kind\": \"pay_grade\", \"rows\": [{\"pay\": "
     "\"p\", "
     "\"grade\": \"A\", \"coefficient\": 1}]}",
     "pay-grade-missing", "records[0].rows[0]"},
    {"{\"kind\": \"pay\", \"rows\": [{\"code\": \"p\", \"base\": 1, \"by\": \"bands\"}]}", "pay-no-band",
     "records[0].rows[0]"},
    {"{\"kind\": \"pay\", \"rows\": [{\"code\": \"p\", \"base\": 1}]}, {\"kind\": \"pay_grade\", \"rows\": [{\"pay\": "
     "\"p\", "
     "\"grade\": \"E\", \"coefficient\": 1}]}",
     "grade-unknown", "records[1].rows[0].grade"},
    {"{\"kind\": \"pay_grade\", \"rows\": [{\"pay\": \"p\", \"grade\": \"A\", \"coefficient\": 1}]}", "unknown-code",
     ".pay"},
    {"{\"kind\": \"pool\", \"rows\": [{\"code\": \"p\", \"amount\": 1, \"of\": \"pay\"}]}", "field-missing", ".scheme"},
    {"{\"kind\": \"pool\", \"rows\": [{\"code\": \"p\", \"amount\": 1, \"of\": \"commission\", \"scheme\": \"x\"}]}",
     "unknown-code", ".scheme"},
    {"{\"kind\": \"pool\", \"rows\": [{\"code\": \"p\", \"amount\": 1, \"attribute\": \"region\"}]}", "field-missing",
     ".is"},
    {"{\"kind\": \"award\", \"rows\": [{\"pool\": \"p\", \"unit\": \"R1\", \"amount\": 1}]}", "unknown-code", ".pool"},
    {"{\"kind\": \"box\", \"rows\": [{\"code\": \"b\", \"performance_low\": 5, \"performance_high\": 5, \"potential\": "
     "\"potential\", \"potential_low\": 1, \"potential_high\": 2}]}",
     "cut-order", ".performance_high"},
    {"{\"kind\": \"box\", \"rows\": [{\"code\": \"b\", \"performance_low\": 5, \"performance_high\": 6, \"potential\": "
     "\"region\", \"potential_low\": 1, \"potential_high\": 2}]}",
     "attribute-text", ".potential"},
    {"{\"kind\": \"trigger\", \"rows\": [{\"code\": \"t\"}]}", "field-missing", ".grade"},
    {"{\"kind\": \"trigger\", \"rows\": [{\"code\": \"t\", \"grade\": \"E\"}]}", "grade-unknown", ".grade"},
    {"{\"kind\": \"trigger\", \"rows\": [{\"code\": \"t\", \"condition\": \"below\"}]}", "field-missing", ".limit"},
    {TIERS(SILVER), "track-empty", "records[0].rows[0].track"},
    {TIERS(SILVER ", {\"track\": \"t\", \"tier\": \"gold\", \"rank\": 1, \"limit\": 60}"), "tier-rank", "rows[1].rank"},
    {TIERS(SILVER ", {\"track\": \"u\", \"tier\": \"silver\", \"rank\": 2, \"limit\": 60}"), "tier-rank",
     "rows[1].rank"},
    {TIERS(SILVER ", {\"track\": \"t\", \"tier\": \"gold\", \"rank\": 2, \"limit\": 50}"), "tier-limit",
     "rows[1].limit"},
    {TIERS(SILVER) CRITERIA("{" POINTS "}"), "criterion-points", "records[1].rows[0]"},
    {TIERS(SILVER) CRITERIA("{" POINTS ", \"full_at\": 1, \"per_unit\": 1}"), "criterion-points", "records[1].rows[0]"},
    {TIERS(SILVER) CRITERIA("{" POINTS ", \"full_at\": 5, \"from\": 5}"), "criterion-way", ".full_at"},
    {TIERS(SILVER) CRITERIA("{" POINTS ", \"full_at\": 5, \"minimum\": 11}"), "criterion-minimum", ".minimum"},
    {TIERS(SILVER) CRITERIA("{\"track\": \"x\", \"indicator\": \"sales\", \"maximum\": 10, \"full_at\": 5}"),
     "unknown-code", "records[1].rows[0].track"},
    {"{\"kind\": \"tier_rule\", \"rows\": [{\"level\": \"rep\", \"period\": \"2026\"}]}", "no-tier",
     "records[0].rows[0]"},
    {"{\"kind\": \"tier_start\", \"rows\": [{\"unit\": \"R1\", \"tier\": \"gold\"}]}", "unknown-code", ".tier"},
};

static void test_plans(void **state)
{
    (void)state;
    for (size_t i = 0; i < LEN(wrong_plans); i++) {
        cpf_plan *plan = apply_plan(NULL, wrong_plans[i].records);
        cpf_error *error = NULL;
        int32_t at;

        assert_int_equal(cpf_plan_check(plan, &error), CPF_E_PLAN);
        at = cpf_test_has(error, wrong_plans[i].code);
        if (!strstr(cpf_error_subject_at(error, at), wrong_plans[i].place))
            fail_msg("%s is told at %s", wrong_plans[i].code, cpf_error_subject_at(error, at));
        assert_true(strlen(cpf_error_message_at(error, at, CPF_CHINESE)) > 0);
        cpf_error_free(error);
        cpf_plan_free(plan);
    }
}

/* A plan that is right, whose figures are not. */
typedef struct wrong_run {
    const char *records, *code;
    cpf_status status;
    const char *fact;
} wrong_run;

#define HUGE_SALES "92233720368547758.07"
static const wrong_run wrong_runs[] = {
    {TIERS(SILVER) CRITERIA(
         "{\"track\": \"t\", \"indicator\": \"sales\", \"maximum\": 900000000000000, \"full_at\": 1}, {\"track\": "
         "\"t\", \"indicator\": \"skills\", \"maximum\": 900000000000000, \"full_at\": 1}") ", {\"kind\": "
                                                                                            "\"tier_rule\", "
                                                                                            "\"rows\": "
                                                                                            "[{\"level\": \"rep\", "
                                                                                            "\"period\": \"2026\"}]}",
     "apply-tier-range", CPF_E_RANGE, "1"},
    {TABLE("", ONE_BAND) PAID(", \"unit\": \"R1\"") PAID(", \"level\": \"rep\""), "apply-commission-twice", CPF_E_DATA,
     "1"},
    {TABLE("", "{\"rate\": 1000}") PAID(", \"unit\": \"R1\""), "apply-commission-range", CPF_E_RANGE, HUGE_SALES},
    {"{\"kind\": \"clawback\", \"rows\": [{\"unit\": \"R1\", \"deal\": \"d\", \"indicator\": \"sales\", \"amount\": 1, "
     "\"on\": "
     "\"2026-01-01\"}]}",
     "apply-clawback-deal", CPF_E_DATA, "1"},
    {"{\"kind\": \"clawback\", \"rows\": [{\"unit\": \"R1\", \"indicator\": \"sales\", \"amount\": " HUGE_SALES
     ", \"rate\": 1000, \"on\": \"2026-01-01\"}]}",
     "apply-deal-range", CPF_E_RANGE, "1"},
    {"{\"kind\": \"credit\", \"rows\": [" CREDIT("R1", "100", ", \"pay_percent\": 1000, \"amount\": " HUGE_SALES) "]}",
     "apply-deal-range", CPF_E_RANGE, "1"},
    {"{\"kind\": \"draw\", \"set\": {\"period\": \"2026-Q1\", \"floor\": 1, \"indicator\": \"sales\"}, \"rows\": "
     "[{\"unit\": "
     "\"R1\"}, {\"level\": \"rep\"}]}",
     "apply-draw-twice", CPF_E_DATA, "1"},
    {"{\"kind\": \"draw\", \"rows\": [{\"unit\": \"R1\", \"period\": \"2026-Q1\", \"floor\": 1, \"indicator\": "
     "\"sales\", "
     "\"decimals\": 9}]}",
     "apply-draw-range", CPF_E_RANGE, HUGE_SALES},
    {"{\"kind\": \"pay\", \"rows\": [{\"code\": \"p\", \"by\": \"total\", \"base\": 900000000000000, \"neutral\": "
     "\"0.0001\"}]}",
     "apply-pay-range", CPF_E_RANGE, "1"},
    {"{\"kind\": \"pool\", \"rows\": [{\"code\": \"p\", \"amount\": 9}]}, {\"kind\": \"award\", \"rows\": [{\"pool\": "
     "\"p\", \"unit\": "
     "\"R1\", \"amount\": 20, \"minimum\": \"9.01\"}]}",
     "apply-pool-short", CPF_E_INFEASIBLE, "1"},
    {"{\"kind\": \"pool\", \"rows\": [{\"code\": \"p\", \"amount\": 9, \"decimals\": 9}]}, {\"kind\": \"award\", "
     "\"rows\": "
     "[{\"pool\": \"p\", \"unit\": \"R1\", \"amount\": 900000000000000}]}",
     "apply-pool-range", CPF_E_RANGE, "1"},
    {"{\"kind\": \"improvement\", \"rows\": [{\"unit\": \"R1\", \"indicator\": \"sales\", \"from\": \"2026-01-01\", "
     "\"target\": "
     "1}]}, {\"kind\": \"rate_table\", \"rows\": [{\"code\": \"t\", \"cap\": 900000000000000, \"decimals\": 9}]}, "
     "{\"kind\": "
     "\"rate_band\", \"rows\": [{\"table\": \"t\", \"rate\": 1}]}" PAID(", \"unit\": \"R1\""),
     "apply-range", CPF_E_RANGE, "1"},
};

static void test_figures(void **state)
{
    static const char *const lines[][4] = {{"2026-Q1", "R1", "90000000000000", "A"}};

    (void)state;
    for (size_t i = 0; i < LEN(wrong_runs); i++) {
        const char *fact[2][4] = {{"R1", "sales", "2026-Q1", wrong_runs[i].fact}, {"R1", "skills", "2026-Q1", "5"}};
        cpf_model *model = apply_model(wrong_runs[i].records);
        cpf_facts *facts = apply_facts(model, 2, (const char *const(*)[4])fact);
        cpf_tables *results = apply_results(1, lines), *tables = NULL;
        cpf_error *error = NULL;

        if (cpf_apply(model, facts, NULL, results, NULL, &tables, &error) != wrong_runs[i].status)
            fail_msg("%s: another status", wrong_runs[i].code);
        cpf_test_has(error, wrong_runs[i].code);
        assert_null(tables);
        cpf_error_free(error);
        cpf_tables_free(results);
        cpf_facts_free(facts);
        cpf_model_free(model);
    }
}

static void check_results(cpf_tables *results, const char *code)
{
    cpf_model *model =
        apply_model("{\"kind\": \"pay\", \"rows\": [{\"code\": \"p\", \"by\": \"total\", \"base\": 1}]}");
    cpf_tables *tables = NULL;
    cpf_error *error = NULL;

    assert_int_equal(cpf_apply(model, NULL, NULL, results, NULL, &tables, &error), CPF_E_DATA);
    cpf_test_has(error, code);
    cpf_error_free(error);
    cpf_tables_free(results);
    cpf_model_free(model);
}

static void test_results(void **state)
{
    static const char *const twice[][4] = {
        {"2026-Q1", "R1", "90", "A"}, {"2026-Q2", "R1", "90", "A"}, {"2026-Q1", "R2", "90", "A"}};
    static const char *const unknown[][4] = {{"2025", "R1", "90", "A"}};

    (void)state;
    check_results(apply_results(3, twice), "apply-result-twice");
    check_results(apply_results(1, unknown), "result-period");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plans),
        cmocka_unit_test(test_figures),
        cmocka_unit_test(test_results),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
