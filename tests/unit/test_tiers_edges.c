/* SPDX-License-Identifier: MIT */
/* The next tier where two tracks are equally far, criteria lack, a track has no such tier, and the calendar ends. */
#include "apply_check.h"

#define LEN(list) ((int64_t)(sizeof(list) / sizeof(list)[0]))

static const char records[] =
    "{\"kind\": \"tier\", \"rows\": [{\"track\": \"a\", \"tier\": \"silver\", \"rank\": 1, \"limit\": 50}, {\"track\": "
    "\"b\", \"tier\": \"silver\", \"rank\": 1, \"limit\": 60}, {\"track\": \"b\", \"tier\": \"gold\", \"rank\": 2, "
    "\"limit\": 80}]}, {\"kind\": \"tier_criterion\", \"rows\": [{\"track\": \"a\", \"indicator\": \"customers\", "
    "\"maximum\": 100, \"per_unit\": 1, \"minimum\": 5}, {\"track\": \"a\", \"indicator\": \"added\", \"maximum\": 10, "
    "\"full_at\": 10, \"minimum\": 1}, {\"track\": \"b\", \"indicator\": \"sales\", \"maximum\": 100, \"per_unit\": "
    "1}]}, {\"kind\": \"tier_rule\", \"rows\": [{\"level\": \"rep\", \"period\": \"2027-H2\", \"each\": \"quarter\", "
    "\"grace\": 1}]}";

static const char *const facts_lines[][4] = {
    {"R1", "customers", "2027-Q4", "4"}, {"R1", "sales", "2027-Q4", "14"},  {"R2", "sales", "2027-Q3", "65"},
    {"R2", "sales", "2027-Q4", "10"},    {"R3", "sales", "2027-Q3", "200"}, {"R3", "sales", "2027-Q4", "80"},
};

static void test_next(void **state)
{
    /* R1, R2, R3, R10 in two quarters */
    static const char *const tiers[] = {"", "", "silver", "silver", "gold", "gold", "", ""};
    static const char *const next[] = {"silver", "silver", "gold", "gold", "", "", "silver", "silver"};
    static const char *const tracks[] = {"a", "a", "b", "b", "", "", "a", "a"};
    static const char *const distances[] = {"50.0000", "46.0000", "15.0000", "70.0000", "", "", "50.0000", "50.0000"};
    static const char *const lacking[] = {"customers, added", "customers, added", "", "", "", "",
                                          "customers, added", "customers, added"};
    static const char *const reasons[] = {"same", "same", "promoted", "grace", "promoted", "same", "same", "same"};
    static const char *const demotion[] = {"", "", "", "", "", "", "", ""}; /* 2028 is not in the calendar */
    cpf_model *model = apply_model(records);
    cpf_facts *facts = apply_facts(model, (int32_t)LEN(facts_lines), facts_lines);
    cpf_tables *tables = apply_run(model, facts, NULL, NULL, "tiers");
    const cpf_table *table = cpf_tables_at(tables, 0);

    (void)state;
    apply_column(table, "tier", LEN(tiers), tiers);
    apply_column(table, "next_tier", LEN(next), next);
    apply_column(table, "next_track", LEN(tracks), tracks);
    apply_column(table, "distance", LEN(distances), distances);
    apply_column(table, "lacking", LEN(lacking), lacking);
    apply_column(table, "reason", LEN(reasons), reasons);
    apply_column(table, "demotion_period", LEN(demotion), demotion);
    cpf_tables_free(tables);
    cpf_facts_free(facts);
    cpf_model_free(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_next)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
