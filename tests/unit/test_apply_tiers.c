/* SPDX-License-Identifier: MIT */
/* Tiers, boxes, lists and plans of improvement, rule by rule. */
#include "apply_check.h"

#define LEN(list) ((int64_t)(sizeof(list) / sizeof(list)[0]))
#define LINES(name, ...) static const char *const name[][4] = {__VA_ARGS__}

typedef struct tier_run {
    cpf_model *model;
    cpf_facts *facts;
    cpf_tables *tables;
} tier_run;

static tier_run run(const char *records, const char *const (*lines)[4], int32_t count, const char *only)
{
    tier_run made = {apply_model(records), NULL, NULL};

    made.facts = apply_facts(made.model, count, lines);
    made.tables = apply_run(made.model, made.facts, NULL, NULL, only);
    return made;
}

static void end(tier_run *made)
{
    cpf_tables_free(made->tables);
    cpf_facts_free(made->facts);
    cpf_model_free(made->model);
}

#define CRITERION(track, indicator, maximum, full)                                                                     \
    "{\"track\": \"" track "\", \"indicator\": \"" indicator "\", \"maximum\": " maximum ", \"full_at\": " full        \
    ", \"minimum\": 0, \"edge\": \"above\"}"
#define TRACK(track, customers)                                                                                        \
    CRITERION(track, "customers", "20", customers)                                                                     \
    ", " CRITERION(track, "added", "10", "10") ", " CRITERION(track, "skills", "15", "15") ", " CRITERION(             \
        track, "usage", "30", "30") ", " CRITERION(track, "sales", "25", "25")

/* W26: Microsoft, partner capability score: maxima 20, 10, 15, 30 and 25, pass at 70 with every metric above zero; ten
 * customers give 20 points on the small-business path, five on the enterprise path, and the higher one counts. The
 * points themselves are ours. */
static void test_partner_score(void **state)
{
    LINES(facts, {"R1", "customers", "2026-Q1", "5"}, {"R1", "added", "2026-Q1", "10"},
          {"R1", "skills", "2026-Q1", "15"}, {"R1", "usage", "2026-Q1", "20"},
          {"R1", "sales", "2026-Q1", "10"}, /* 20 or 10, and 55 */
          {"R2", "customers", "2026-Q1", "50"}, {"R2", "added", "2026-Q1", "10"}, {"R2", "skills", "2026-Q1", "0"},
          {"R2", "usage", "2026-Q1", "30"}, {"R2", "sales", "2026-Q1", "25"}, /* 85, one of them zero */
          {"R10", "customers", "2026-Q1", "10"}, {"R10", "added", "2026-Q1", "10"}, {"R10", "skills", "2026-Q1", "15"},
          {"R10", "usage", "2026-Q1", "24"}, {"R10", "sales", "2026-Q1", "0.99"}); /* 69.99 */
    static const char records[] =
        "{\"kind\": \"tier\", \"rows\": [{\"track\": \"small\", \"tier\": \"partner\", \"rank\": 1, \"limit\": 70}, "
        "{\"track\": "
        "\"enterprise\", \"tier\": \"partner\", \"rank\": 1, \"limit\": 70}]}, {\"kind\": \"tier_criterion\", "
        "\"rows\": [" TRACK("small", "10") ", " TRACK(
            "enterprise", "5") "]}, {\"kind\": \"tier_rule\", \"rows\": [{\"level\": \"rep\", "
                               "\"period\": \"2026-Q1\", \"each\": \"whole\"}]}";
    static const char *const tiers[] = {"partner", "", ""};
    static const char *const points[] = {"75.0000", "85.0000", "69.9900"};
    static const char *const tracks[] = {"enterprise", "enterprise", "enterprise"};
    static const char *const distances[] = {"", "0.0000", "0.0100"};
    static const char *const lacking[] = {"", "skills", ""};
    tier_run made = run(records, facts, (int32_t)LEN(facts), NULL);
    const cpf_table *table = cpf_tables_find(made.tables, "tiers"),
                    *detail = cpf_tables_find(made.tables, "tier_points");

    (void)state;
    apply_column(table, "tier", LEN(tiers), tiers);
    apply_column(table, "points", LEN(points), points);
    apply_column(table, "best_track", LEN(tracks), tracks);
    apply_column(table, "distance", LEN(distances), distances);
    apply_column(table, "lacking", LEN(lacking), lacking);
    assert_int_equal(cpf_table_row_count(detail), 3 * 12);
    apply_cell(detail, "track", 11, "small");
    apply_cell(detail, "points", 11, "65.0000");
    apply_cell(detail, "tier", 11, "");
    apply_cell(detail, "tier", 5, "partner");
    end(&made);
}

#define LADDER                                                                                                         \
    "{\"kind\": \"tier\", \"set\": {\"track\": \"t\"}, \"rows\": [{\"tier\": \"silver\", \"rank\": 1, \"limit\": "     \
    "50}, {\"tier\": "                                                                                                 \
    "\"gold\", \"rank\": 2, \"limit\": 80}]}, {\"kind\": \"tier_criterion\", \"rows\": [{\"track\": \"t\", "           \
    "\"indicator\": "                                                                                                  \
    "\"sales\", \"maximum\": 100, \"per_unit\": 1}]}, {\"kind\": \"tier_start\", \"rows\": [{\"unit\": \"R2\", "       \
    "\"tier\": "                                                                                                       \
    "\"gold\"}]}"
#define RULE(settings)                                                                                                 \
    ", {\"kind\": \"tier_rule\", \"rows\": [{\"level\": \"rep\", \"period\": \"2026\", \"each\": \"quarter\"" settings \
    "}]}"

/* Tolerance, grace, warning and protection over four quarters; R10 has no facts and no tier. */
static void test_moves(void **state)
{
    LINES(facts, {"R1", "sales", "2026-Q1", "85"}, {"R1", "sales", "2026-Q2", "76"}, {"R1", "sales", "2026-Q3", "60"},
          {"R1", "sales", "2026-Q4", "60"}, {"R2", "sales", "2026-Q1", "40"}, {"R2", "sales", "2026-Q2", "40"},
          {"R2", "sales", "2026-Q3", "90"}, {"R2", "sales", "2026-Q4", "55"}, {"R3", "sales", "2026-Q2", "55"},
          {"R3", "sales", "2026-Q3", "10"}, {"R3", "sales", "2026-Q4", "10"});
    static const char *const tiers[] = {"gold",   "gold",   "gold",   "silver", "gold", "", "gold", "gold",
                                        "silver", "silver", "silver", "",       "",     "", ""};
    static const char *const reasons[] = {"promoted", "held",     "grace", "demoted",  "grace",
                                          "demoted",  "promoted", "grace", "promoted", "protected",
                                          "grace",    "same",     "same",  "same",     "same"};
    static const char *const warnings[] = {"", "", "2026-Q4", "", "2026-Q2", "", "", "2027-Q1",
                                           "", "", "2027-Q1", "", "",        "", ""};
    tier_run made =
        run(LADDER RULE(", \"grace\": 1, \"hysteresis\": 5, \"protection\": 2"), facts, (int32_t)LEN(facts), "tiers");
    const cpf_table *table = cpf_tables_at(made.tables, 0);

    (void)state;
    apply_column(table, "tier", LEN(tiers), tiers);
    apply_column(table, "reason", LEN(reasons), reasons);
    apply_column(table, "demotion_period", LEN(warnings), warnings);
    apply_cell(table, "demotion_on", 2, "2027-01-01");
    apply_cell(table, "tier_before", 4, "gold");
    apply_cell(table, "next_tier", 3, "gold");
    apply_cell(table, "distance", 3, "20.0000");
    end(&made);
}

/* Up at the review only, and down one tier at a time. */
static void test_review(void **state)
{
    LINES(facts, {"R1", "sales", "2026-Q1", "85"}, {"R1", "sales", "2026-Q2", "85"}, {"R2", "sales", "2026-Q1", "0"},
          {"R2", "sales", "2026-Q2", "0"});
    static const char *const tiers[] = {"", "gold", "silver", "", "", "", ""};
    static const char *const reasons[] = {"waits_for_review", "promoted", "demoted", "demoted", "same", "same", "same"};
    tier_run made =
        run(LADDER ", {\"kind\": \"tier_rule\", \"rows\": [{\"level\": \"rep\", \"period\": \"2026-H1\", \"each\": "
                   "\"quarter\", \"promotion\": \"review\", \"review\": \"half\", \"demotion\": \"one_step\"}]}",
            facts, (int32_t)LEN(facts), "tiers");

    (void)state;
    apply_column(cpf_tables_at(made.tables, 0), "tier", LEN(tiers), tiers);
    apply_column(cpf_tables_at(made.tables, 0), "reason", LEN(reasons), reasons);
    end(&made);
}

LINES(months, {"2026-05", "R1", "50", "D"}, {"2026-05", "R2", "55", "D"}, {"2026-05", "R10", "95", "A"},
      {"2026-06", "R1", "58.5", "D"}, {"2026-06", "R2", "59.99", "D"}, {"2026-06", "R3", "20", "D"},
      {"2026-06", "R10", "92", "A"}, {"2026-07", "R1", "30", "D"}, {"2026-07", "R2", "60", "B"},
      {"2026-07", "R3", "20", "D"}, {"2026-07", "R10", "91", "A"}, {"2026-Q2", "R1", "50", "D"});

static cpf_tables *apply_months(const char *records, const char *only)
{
    cpf_model *model = apply_model(records);
    cpf_tables *results = apply_results((int32_t)LEN(months), months);
    cpf_tables *tables = apply_run(model, NULL, NULL, results, only);

    cpf_tables_free(results);
    cpf_model_free(model);
    return tables;
}

/* Two D in a row, below 60 three times, at least 90 three times; R3 is new, and shown as not triggered. */
static void test_lists(void **state)
{
    static const char records[] = "{\"kind\": \"trigger\", \"rows\": [{\"code\": \"2 D\", \"grade\": \"D\", \"times\": "
                                  "2}, {\"code\": \"10 low\", \"list\": "
                                  "\"training\", \"condition\": \"below\", \"limit\": 60, \"times\": 3}, {\"code\": "
                                  "\"11 up\", \"list\": \"promotion\", "
                                  "\"condition\": \"at_least\", \"limit\": 91, \"times\": 3}, {\"code\": \"12 long\", "
                                  "\"grade\": \"D\", \"times\": 4}]}, "
                                  "{\"kind\": \"exempt\", \"rows\": [{\"unit\": \"R3\", \"from\": \"2026-06-10\", "
                                  "\"to\": \"2026-07-02\", \"reason\": "
                                  "\"ramping\", \"note\": \"new\"}]}";
    static const char *const units[] = {"R1", "R3", "R1", "R10"};
    static const char *const states[] = {"triggered", "exempt", "triggered", "triggered"};
    static const char *const lists[] = {"plan", "plan", "training", "promotion"};
    static const char *const reasons[] = {
        "grade D in 2026-06, 2026-07",
        ("grade D in 2026-06, 2026-07; not triggered: ramping from 2026-06-10 to before "
         "2026-07-02"),
        "total below 60 in 2026-05 (50.00), 2026-06 (58.50), 2026-07 (30.00)",
        "total at least 91 in 2026-05 (95.00), 2026-06 (92.00), 2026-07 (91.00)"};
    cpf_tables *tables = apply_months(records, "lists");
    const cpf_table *table = cpf_tables_at(tables, 0);

    (void)state;
    apply_column(table, "unit", LEN(units), units);
    apply_column(table, "state", LEN(states), states);
    apply_column(table, "list", LEN(lists), lists);
    apply_column(table, "reason", LEN(reasons), reasons);
    apply_cell(table, "reason_zh", 2, "2026-05（50.00）、2026-06（58.50）、2026-07（30.00） 总分低于 60");
    apply_cell(table, "note", 1, "new");
    cpf_tables_free(tables);
}

/* Results of another grain are another row of results. */
static void test_grain(void **state)
{
    cpf_tables *tables = apply_months(
        "{\"kind\": \"trigger\", \"rows\": [{\"code\": \"d\", \"grade\": \"D\", \"each\": \"quarter\"}]}", "lists");

    (void)state;
    assert_int_equal(cpf_table_row_count(cpf_tables_at(tables, 0)), 1);
    apply_cell(cpf_tables_at(tables, 0), "period", 0, "2026-Q2");
    cpf_tables_free(tables);
}

/* A value at a cut point is above it. */
static void test_boxes(void **state)
{
    cpf_tables *tables = apply_months("{\"kind\": \"box\", \"rows\": [{\"code\": \"b\", \"performance_low\": 60, "
                                      "\"performance_high\": 90, \"potential\": \"potential\", \"potential_low\": 5, "
                                      "\"potential_high\": 8}]}",
                                      "boxes");
    const cpf_table *table = cpf_tables_at(tables, 0);
    int64_t july = cpf_table_row_count(table) - 4;

    (void)state;
    assert_int_equal(cpf_table_row_count(table), LEN(months));
    apply_cell(table, "unit", july, "R1");
    apply_cell(table, "performance_class", july, "1");
    apply_cell(table, "potential_class", july, "3");
    apply_cell(table, "place", july, "7");
    apply_cell(table, "title", july, "rough diamond");
    apply_cell(table, "place", july + 1, "5");
    apply_cell(table, "title_zh", july + 1, "中坚力量");
    apply_cell(table, "place", july + 2, "1");
    apply_cell(table, "performance_class", july + 3, "3");
    apply_cell(table, "place", july + 3, "");
    cpf_tables_free(tables);
}

/* Checks on a straight line, one that falls too, and the three ways out. */
static void test_improvement(void **state)
{
    static const char records[] = "{\"kind\": \"improvement\", \"set\": {\"from\": \"2026-01-01\"}, \"rows\": "
                                  "[{\"unit\": \"R1\", \"indicator\": \"sales\", "
                                  "\"baseline\": 100, \"target\": 200}, {\"unit\": \"R2\", \"indicator\": \"sales\", "
                                  "\"baseline\": 90, \"target\": 30, "
                                  "\"exit\": \"two\"}, {\"unit\": \"R10\", \"indicator\": \"sales\", \"target\": 10, "
                                  "\"exit\": \"all\"}]}, {\"kind\": "
                                  "\"improvement_check\", \"set\": {\"indicator\": \"sales\"}, \"rows\": [{\"unit\": "
                                  "\"R1\", \"after\": \"30\", \"value\": "
                                  "\"133.32\"}, {\"unit\": \"R1\", \"after\": \"60\", \"value\": \"166.67\"}, "
                                  "{\"unit\": \"R2\", \"after\": \"30\", \"value\": "
                                  "70}, {\"unit\": \"R2\", \"after\": \"90\", \"value\": 29}, {\"unit\": \"R10\", "
                                  "\"after\": \"30\", \"value\": 3}]}";
    static const char *const expected[] = {"133.33", "166.67", "200.00", "70.00", "50.00",
                                           "30.00",  "3.33",   "6.67",   "10.00"};
    static const char *const states[] = {"missed", "met", "open", "met", "overdue", "met", "missed", "overdue", "open"};
    static const char *const results[] = {"running", "running", "running", "passed", "passed",
                                          "passed",  "failed",  "failed",  "failed"};
    cpf_model *model = apply_model(records);
    cpf_stage_options options;
    cpf_tables *tables = NULL;
    cpf_error *error = NULL;

    (void)state;
    assert_int_equal(cpf_stage_options_init(&options, sizeof options), CPF_OK);
    options.only = "improvements";
    options.as_of = cpf_day_from_date(2026, 3, 31);
    assert_int_equal(cpf_test_tell(cpf_apply(model, NULL, NULL, NULL, &options, &tables, &error), error), CPF_OK);
    apply_column(cpf_tables_at(tables, 0), "expected", LEN(expected), expected);
    apply_column(cpf_tables_at(tables, 0), "state", LEN(states), states);
    apply_column(cpf_tables_at(tables, 0), "result", LEN(results), results);
    apply_cell(cpf_tables_at(tables, 0), "due", 0, "2026-01-31");
    cpf_tables_free(tables);
    cpf_model_free(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_partner_score), cmocka_unit_test(test_moves), cmocka_unit_test(test_review),
        cmocka_unit_test(test_lists),         cmocka_unit_test(test_grain), cmocka_unit_test(test_boxes),
        cmocka_unit_test(test_improvement),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
