/* SPDX-License-Identifier: MIT */
/* Commissions, credits, draws: the published examples, each with its source, and the rules one by one. */
#include "apply_check.h"

#define LEN(list) ((int64_t)(sizeof(list) / sizeof(list)[0]))

/* A rate table with its bands: "code", settings, bands as rows. */
#define TABLE(code, settings, bands)                                                                                   \
    "{\"kind\": \"rate_table\", \"rows\": [{\"code\": \"" code "\"" settings                                           \
    "}]}, {\"kind\": \"rate_band\", \"set\": "                                                                         \
    "{\"table\": \"" code "\"}, \"rows\": [" bands "]}"
#define BAND(from, rate) "{\"from\": " from ", \"rate\": \"" rate "\"}"
#define MONEY(from, money) "{\"from\": " from ", \"money\": " money "}"
#define PAID(code, settings)                                                                                           \
    ", {\"kind\": \"commission\", \"rows\": [{\"table\": \"" code                                                      \
    "\", \"unit\": \"R1\", \"indicator\": \"sales\"" settings "}]}"
#define SIX_DEALS                                                                                                      \
    ", {\"kind\": \"credit\", \"set\": {\"unit\": \"R1\", \"percent\": 100, \"indicator\": \"sales\"}, \"rows\": "     \
    "[{\"deal\": "                                                                                                     \
    "\"1\", \"amount\": 200, \"on\": \"2026-01-05\"}, {\"deal\": \"2\", \"amount\": 300, \"on\": \"2026-01-06\"}, "    \
    "{\"deal\": "                                                                                                      \
    "\"3\", \"amount\": 1500, \"on\": \"2026-01-07\"}, {\"deal\": \"4\", \"amount\": 1200, \"on\": \"2026-02-05\"}, "  \
    "{\"deal\": "                                                                                                      \
    "\"5\", \"amount\": 2000, \"on\": \"2026-02-06\"}, {\"deal\": \"6\", \"amount\": 4500, \"on\": \"2026-03-31\"}]}"

static const cpf_table *only_table(cpf_tables *tables)
{
    assert_int_equal(cpf_tables_count(tables), 1);
    return cpf_tables_at(tables, 0);
}

/* W1: Oracle, Calculating earnings using step rates: 164 in all, and the blended rates. */
static void test_step_rates(void **state)
{
    static const char *const money[] = {"2.00", "3.00", "20.00", "14.00", "30.00", "95.00"};
    static const char *const rates[] = {"0.010000", "0.010000", "0.013333", "0.011667", "0.015000", "0.021111"};
    cpf_model *model = apply_model(TABLE("t", ", \"per\": \"deal\"",
                                         BAND("0", "0.01") ", " BAND("1000", "0.02") ", " BAND(
                                             "3000", "0.03") ", "
                                                             "{\"from\": 8000, \"to\": 20000, \"rate\": \"0.05\"}")
                                       SIX_DEALS PAID("t", ", \"period\": \"2026-Q1\""));
    cpf_tables *tables = apply_run(model, NULL, NULL, NULL, "commissions");

    (void)state;
    apply_column(only_table(tables), "amount", LEN(money), money);
    apply_column(only_table(tables), "blended_rate", LEN(rates), rates);
    cpf_tables_free(tables);
    cpf_model_free(model);
}

/* W2: Oracle, Calculating earnings using interpolated rates: 149 in all. */
static void test_interpolated_rates(void **state)
{
    static const char *const money[] = {"2.00", "3.00", "20.00", "14.00", "30.00", "80.00"};
    cpf_model *model =
        apply_model(TABLE("t", ", \"per\": \"deal\", \"mode\": \"interpolated\"",
                          MONEY("0", "10") ", " MONEY("1000", "40") ", "
                                                                    "{\"from\": 3000, \"to\": 8000, \"money\": 100}")
                        SIX_DEALS PAID("t", ", \"period\": \"2026-Q1\""));
    cpf_tables *tables = apply_run(model, NULL, NULL, NULL, "commissions");

    (void)state;
    apply_column(only_table(tables), "amount", LEN(money), money);
    cpf_tables_free(tables);
    cpf_model_free(model);
}

/* Sales of reps in periods, as facts or as targets. */
#define SALES(name, ...) static const char *const name[][4] = {__VA_ARGS__}
#define COUNT(name) (int32_t)(sizeof(name) / sizeof(name)[0])

typedef struct case_run {
    cpf_model *model;
    cpf_facts *facts, *targets;
    cpf_tables *tables;
} case_run;

static case_run run(const char *records, const char *const (*facts)[4], int32_t facts_count,
                    const char *const (*targets)[4], int32_t targets_count, const char *only)
{
    case_run made = {apply_model(records), NULL, NULL, NULL};

    made.facts = apply_facts(made.model, facts_count, facts);
    made.targets = apply_facts(made.model, targets_count, targets);
    made.tables = apply_run(made.model, made.facts, made.targets, NULL, only);
    return made;
}

static void end(case_run *made)
{
    cpf_tables_free(made->tables);
    cpf_facts_free(made->facts);
    cpf_facts_free(made->targets);
    cpf_model_free(made->model);
}

#define FOUR_TIERS BAND("0", "0.01") ", " BAND("10000", "0.02") ", " BAND("50000", "0.03") ", " BAND("100000", "0.04")
#define REPS(code)                                                                                                     \
    ", {\"kind\": \"commission\", \"rows\": [{\"table\": \"" code "\", \"level\": \"rep\", \"indicator\": \"sales\", " \
    "\"period\": \"2026-Q1\"}]}"
SALES(three_reps, {"R1", "sales", "2026-Q1", "5000"}, {"R2", "sales", "2026-Q1", "15000"},
      {"R10", "sales", "2026-Q1", "60000"});

/* W4: Oracle, Options for splitting attainment numbers across rate tiers. R3 began later and has no line. */
static void test_whole_and_marginal(void **state)
{
    static const char *const whole[] = {"50.00", "300.00", "1800.00"};
    static const char *const rates[] = {"0.010000", "0.020000", "0.030000"};
    static const char *const parts[] = {"50.00", "100.00", "100.00", "100.00", "800.00", "300.00"};
    case_run made = run(TABLE("t", ", \"mode\": \"whole\"", FOUR_TIERS) REPS("t"), three_reps, COUNT(three_reps), NULL,
                        0, "commissions");

    (void)state;
    apply_column(only_table(made.tables), "amount", LEN(whole), whole);
    apply_column(only_table(made.tables), "blended_rate", LEN(rates), rates);
    end(&made);
    made = run(TABLE("t", "", FOUR_TIERS) REPS("t"), three_reps, COUNT(three_reps), NULL, 0, NULL);
    apply_cell(cpf_tables_find(made.tables, "commissions"), "amount", 2, "1200.00");
    apply_column(cpf_tables_find(made.tables, "commission_parts"), "amount", LEN(parts), parts);
    apply_cell(cpf_tables_find(made.tables, "commission_parts"), "base", 4, "40000.00");
    apply_cell(cpf_tables_find(made.tables, "commission_parts"), "rate", 5, "0.030000000");
    end(&made);
}

/* W4, second part: 12 % of attainment is 12/25 of the first tier's 1,000. The open tier pays when it is entered. */
static void test_interpolated_attainment(void **state)
{
    SALES(facts, {"R1", "sales", "2026-Q1", "12"}, {"R2", "sales", "2026-Q1", "75"},
          {"R10", "sales", "2026-Q1", "100"});
    SALES(targets, {"R1", "sales", "2026-Q1", "100"}, {"R2", "sales", "2026-Q1", "100"},
          {"R10", "sales", "2026-Q1", "100"});
    static const char *const money[] = {"480.00", "5500.00", "14000.00"};
    static const char *const upper[] = {"480.00", "5500.00", "8000.00"};
    static const char bands[] =
        TABLE("t", ", \"base\": \"attainment\", \"mode\": \"interpolated\"",
              MONEY("0", "1000") ", " MONEY("0.25", "2000") ", " MONEY("0.5", "5000") ", " MONEY("1", "6000"))
            REPS("t");
    static const char closed[] =
        TABLE("t", ", \"base\": \"attainment\", \"mode\": \"interpolated\", \"closed\": \"upper\"",
              MONEY("0", "1000") ", " MONEY("0.25", "2000") ", " MONEY("0.5", "5000") ", " MONEY("1", "6000"))
            REPS("t");
    case_run made = run(bands, facts, COUNT(facts), targets, COUNT(targets), "commissions");

    (void)state;
    apply_column(only_table(made.tables), "amount", LEN(money), money);
    end(&made);
    made = run(closed, facts, COUNT(facts), targets, COUNT(targets), "commissions");
    apply_column(only_table(made.tables), "amount", LEN(upper), upper);
    end(&made);
}

/* W5: Oracle, Calculating attainment by grouped transactions: running totals and attainment of each interval. */
static void test_interval_attainment(void **state)
{
    static const char *const running[] = {"1000.00", "2500.00", "3000.00", "1500.00", "2000.00"};
    static const char *const attained[] = {"0.3333", "0.8333", "1.0000", "0.5000", "0.6667"};
    SALES(targets, {"R1", "sales", "2026-01", "3000"}, {"R1", "sales", "2026-02", "3000"});
    case_run made =
        run("{\"kind\": \"credit\", \"set\": {\"unit\": \"R1\", \"percent\": 100, \"indicator\": \"sales\"}, "
            "\"rows\": [{\"deal\": \"c\", \"amount\": 500, \"on\": \"2026-01-31\"}, {\"deal\": \"e\", \"amount\": "
            "500, \"on\": \"2026-02-28\"}, {\"deal\": \"a\", \"amount\": 1000, \"on\": \"2026-01-01\"}, {\"deal\": "
            "\"d\", \"amount\": 1500, \"on\": \"2026-02-01\"}, {\"deal\": \"b\", \"amount\": 1500, \"on\": "
            "\"2026-01-15\"}]}",
            NULL, 0, targets, COUNT(targets), "credits");

    (void)state;
    apply_column(only_table(made.tables), "running", LEN(running), running);
    apply_column(only_table(made.tables), "attainment", LEN(attained), attained);
    end(&made);
}

#define QUARTER_BANDS BAND("0", "0.05") ", " BAND("100000", "0.06") ", " BAND("125000", "0.07")
#define QUARTERS ", \"period\": \"2026\", \"each\": \"quarter\""

/* W8: excelforum 861932: the tier as published, and the gate that was asked for, with a fourth quarter of ours. */
static void test_gate(void **state)
{
    SALES(one, {"R1", "sales", "2026-Q1", "150000"});
    SALES(facts, {"R1", "sales", "2026-Q1", "50000"}, {"R1", "sales", "2026-Q2", "75000"},
          {"R1", "sales", "2026-Q3", "200000"}, {"R1", "sales", "2026-Q4", "200000"});
    SALES(targets, {"R1", "sales", "2026", "400000"});
    static const char *const money[] = {"2500.00", "3750.00", "10000.00", "11750.00"};
    static const char *const states[] = {"gate_shut", "gate_shut", "gate_shut", "paid"};
    static const char *const three[] = {"5000.00", "1500.00", "1750.00"};
    case_run made =
        run(TABLE("t", "", QUARTER_BANDS) PAID("t", ", \"period\": \"2026-Q1\""), one, COUNT(one), NULL, 0, NULL);

    (void)state;
    apply_cell(cpf_tables_find(made.tables, "commissions"), "amount", 0, "8250.00");
    apply_column(cpf_tables_find(made.tables, "commission_parts"), "amount", LEN(three), three);
    end(&made);
    made = run(TABLE("t", ", \"gate\": \"total\"", QUARTER_BANDS) PAID("t", QUARTERS), facts, COUNT(facts), targets,
               COUNT(targets), "commissions");
    apply_column(only_table(made.tables), "amount", LEN(money), money);
    apply_column(only_table(made.tables), "state", LEN(states), states);
    end(&made);
}

/* W9: SAP, Managing rate tables: 104 % of the quota, by steps and straight. */
static void test_step_and_straight(void **state)
{
    SALES(facts, {"R1", "sales", "2026-Q1", "104000"});
    SALES(targets, {"R1", "sales", "2026-Q1", "100000"});
    static const char step[] = TABLE("t", ", \"base\": \"attainment\"", BAND("0", "0.03") ", " BAND("1", "0.05"))
        PAID("t", ", \"period\": \"2026-Q1\"");
    static const char straight[] =
        TABLE("t", ", \"base\": \"attainment\", \"mode\": \"whole\"", BAND("0", "0.03") ", " BAND("1", "0.05"))
            PAID("t", ", \"period\": \"2026-Q1\"");
    case_run made = run(step, facts, COUNT(facts), targets, COUNT(targets), "commissions");

    (void)state;
    apply_cell(only_table(made.tables), "amount", 0, "3200.00");
    apply_cell(only_table(made.tables), "attainment", 0, "1.0400");
    end(&made);
    made = run(straight, facts, COUNT(facts), targets, COUNT(targets), "commissions");
    apply_cell(only_table(made.tables), "amount", 0, "5200.00");
    end(&made);
    made = run(step, facts, COUNT(facts), NULL, 0, "commissions");
    apply_cell(only_table(made.tables), "state", 0, "no_target");
    apply_cell(only_table(made.tables), "amount", 0, "");
    end(&made);
}

/* W30: Oracle, Example of incentive compensation draw and recovery; the periods from 4 on are ours. */
static void test_draw(void **state)
{
    SALES(facts, {"R1", "sales", "2026-01", "500"}, {"R1", "sales", "2026-02", "700"},
          {"R1", "sales", "2026-03", "400"}, {"R1", "sales", "2026-04", "1500"}, {"R1", "sales", "2026-06", "4000"});
    static const char *const top_up[] = {"500.00", "300.00", "600.00", "0.00", "", "0.00"};
    static const char *const paid[] = {"1000.00", "1000.00", "1000.00", "1000.00", "", "3100.00"};
    static const char *const balance[] = {"500.00", "800.00", "1400.00", "900.00", "900.00", "0.00"};
    static const char *const half[] = {"500.00", "800.00", "1400.00", "1150.00", "1150.00", "0.00"};
    static const char *const kept[] = {"0.00", "0.00", "0.00", "0.00", "0.00", "0.00"};
#define DRAW(settings)                                                                                                 \
    "{\"kind\": \"draw\", \"rows\": [{\"unit\": \"R1\", \"indicator\": \"sales\", \"period\": \"2026-H1\", \"each\": " \
    "\"month\", "                                                                                                      \
    "\"floor\": 1000, \"recover_from\": \"2026-04\"" settings "}]}"
    case_run made = run(DRAW(""), facts, COUNT(facts), NULL, 0, "draw_ledger");

    (void)state;
    apply_column(only_table(made.tables), "top_up", LEN(top_up), top_up);
    apply_column(only_table(made.tables), "paid", LEN(paid), paid);
    apply_column(only_table(made.tables), "balance", LEN(balance), balance);
    end(&made);
    made = run(DRAW(", \"recovery\": 50"), facts, COUNT(facts), NULL, 0, "draw_ledger");
    apply_column(only_table(made.tables), "balance", LEN(half), half);
    end(&made);
    made = run(DRAW(", \"recoverable\": \"no\""), facts, COUNT(facts), NULL, 0, "draw_ledger");
    apply_column(only_table(made.tables), "balance", LEN(kept), kept);
    end(&made);
}

/* What comes back is taken back at the rate that was paid on the deal, out of the commissions of the period. */
static void test_clawback(void **state)
{
    static const char *const money[] = {"7.50", "25.00"};
    static const char *const paid[] = {"20.00", "36.50", "95.00"};
    static const char *const balance[] = {"0.00", "0.00", "0.00"};
    static const char records[] = TABLE("t", ", \"per\": \"deal\"",
                                        BAND("0", "0.01") ", " BAND("1000", "0.02") ", " BAND("3000", "0.03"))
        SIX_DEALS PAID(
            "t",
            ", \"period\": \"2026-Q1\", \"each\": \"month\"") ", {\"kind\": \"clawback\", \"set\": {\"unit\": \"R1\", "
                                                              "\"indicator\": \"sales\"}, \"rows\": [{\"deal\": \"5\", "
                                                              "\"amount\": 500, \"on\": \"2026-02-20\"}, {\"deal\": "
                                                              "\"old\", \"amount\": 500, \"rate\": 0.05, \"on\": "
                                                              "\"2026-04-01\"}]}, {\"kind\": \"draw\", \"rows\": "
                                                              "[{\"unit\": \"R1\", \"period\": \"2026-Q1\", \"each\": "
                                                              "\"month\", "
                                                              "\"floor\": 20}]}";
    case_run made = run(records, NULL, 0, NULL, 0, NULL);

    (void)state;
    apply_column(cpf_tables_find(made.tables, "clawbacks"), "amount", LEN(money), money);
    apply_cell(cpf_tables_find(made.tables, "clawbacks"), "rate", 0, "0.015000000");
    apply_column(cpf_tables_find(made.tables, "draw_ledger"), "balance", LEN(balance), balance);
    apply_cell(cpf_tables_find(made.tables, "draw_ledger"), "earned", 0, "25.00");
    apply_cell(cpf_tables_find(made.tables, "draw_ledger"), "taken_back", 1, "7.50");
    apply_cell(cpf_tables_find(made.tables, "draw_ledger"), "paid", 1, paid[1]);
    end(&made);
}

/* What a cap takes comes with the next period, or is lost. */
static void test_cap(void **state)
{
    SALES(facts, {"R1", "sales", "2026-01", "1500"}, {"R1", "sales", "2026-02", "200"},
          {"R1", "sales", "2026-03", "1100"});
    static const char *const carried[] = {"100.00", "70.00", "100.00"}, *const lost[] = {"100.00", "20.00", "100.00"};
    static const char *const carried_out[] = {"50.00", "0.00", "10.00"};
    static const char with[] = TABLE("t", ", \"cap\": 100, \"carry_over\": \"yes\"", BAND("0", "0.1"))
        PAID("t", ", \"period\": \"2026-Q1\", \"each\": \"month\"");
    static const char without[] =
        TABLE("t", ", \"cap\": 100", BAND("0", "0.1")) PAID("t", ", \"period\": \"2026-Q1\", \"each\": \"month\"");
    case_run made = run(with, facts, COUNT(facts), NULL, 0, "commissions");

    (void)state;
    apply_column(only_table(made.tables), "amount", LEN(carried), carried);
    apply_column(only_table(made.tables), "carried_out", LEN(carried_out), carried_out);
    apply_cell(only_table(made.tables), "carried_in", 1, "50.00");
    end(&made);
    made = run(without, facts, COUNT(facts), NULL, 0, "commissions");
    apply_column(only_table(made.tables), "amount", LEN(lost), lost);
    apply_cell(only_table(made.tables), "lost", 0, "50.00");
    apply_cell(only_table(made.tables), "state", 0, "capped");
    end(&made);
}

/* Above the target every part counts twice, or half. */
static void test_accelerator(void **state)
{
    SALES(facts, {"R1", "sales", "2026-Q1", "1500"});
    SALES(targets, {"R1", "sales", "2026-Q1", "1000"});
    static const char fast[] = TABLE("t", ", \"accelerator_from\": 1, \"accelerator\": 2", BAND("0", "0.1"))
        PAID("t", ", \"period\": \"2026-Q1\"");
    static const char slow[] = TABLE("t", ", \"accelerator_from\": 1, \"accelerator\": \"0.5\"", BAND("0", "0.1"))
        PAID("t", ", \"period\": \"2026-Q1\"");
    case_run made = run(fast, facts, COUNT(facts), targets, COUNT(targets), "commissions");

    (void)state;
    apply_cell(only_table(made.tables), "amount", 0, "200.00");
    end(&made);
    made = run(slow, facts, COUNT(facts), targets, COUNT(targets), "commissions");
    apply_cell(only_table(made.tables), "amount", 0, "125.00");
    end(&made);
}

/* HM Treasury, Stamp duty land tax reform 2014: a step over 250,000 cost 5,000 when all was taxed at the higher rate.
 * And a table that pays less above its limit, until the amount makes up for it. */
static void test_cliffs(void **state)
{
    static const char *const jumps[] = {"1250.00", "5000.00", "5000.00", "-10.00", "30.00", ""};
    static const char *const inverse[] = {"", "", "", "133.3334", "", ""};
    cpf_model *model = apply_model(TABLE(
        "a", ", \"mode\": \"whole\"",
        BAND("0", "0") ", " BAND("125000", "0.01") ", " BAND("250000", "0.03") ", " BAND(
            "500000", "0.04")) ", " TABLE("b", ", \"mode\": \"whole\"",
                                          BAND("0", "0.4") ", " BAND("100", "0.3") ", " MONEY(
                                              "200",
                                              "90")) ", " TABLE("c", ", \"mode\": \"whole\", \"base\": \"attainment\"",
                                                                BAND("0", "0.02") ", " BAND("1.1", "0.03")));
    cpf_tables *tables = apply_run(model, NULL, NULL, NULL, "cliffs");

    (void)state;
    apply_column(only_table(tables), "jump", LEN(jumps), jumps);
    apply_column(only_table(tables), "inverse_to", LEN(inverse), inverse);
    apply_cell(only_table(tables), "jump_of_target", 5, "0.011000000");
    cpf_tables_free(tables);
    cpf_model_free(model);
}

/* A higher band of the running total is paid on what is new, or on everything before it too. */
static void test_running_total(void **state)
{
    SALES(facts, {"R1", "sales", "2026-01", "600"}, {"R1", "sales", "2026-02", "600"},
          {"R1", "sales", "2026-03", "100"});
    static const char *const plain[] = {"6.00", "12.00", "2.00"}, *const back[] = {"6.00", "18.00", "2.00"};
    static const char *const parts[] = {"6.00", "-6.00", "24.00", "2.00"};
#define CUMULATIVE(settings)                                                                                           \
    TABLE("t", ", \"per\": \"cumulative\", \"mode\": \"whole\"" settings, BAND("0", "0.01") ", " BAND("1000", "0.02")) \
    PAID("t", ", \"period\": \"2026-Q1\", \"each\": \"month\"")
    case_run made = run(CUMULATIVE(""), facts, COUNT(facts), NULL, 0, "commissions");

    (void)state;
    apply_column(only_table(made.tables), "amount", LEN(plain), plain);
    end(&made);
    made = run(CUMULATIVE(", \"retroactive\": \"yes\""), facts, COUNT(facts), NULL, 0, NULL);
    apply_column(cpf_tables_find(made.tables, "commissions"), "amount", LEN(back), back);
    apply_cell(cpf_tables_find(made.tables, "commissions"), "running", 2, "1300.00");
    apply_column(cpf_tables_find(made.tables, "commission_parts"), "amount", LEN(parts), parts);
    end(&made);
}

/* A gate that opens pays the higher rates on what came before, when the table is retroactive. */
static void test_unlock(void **state)
{
    SALES(facts, {"R1", "sales", "2026-Q1", "150"}, {"R1", "sales", "2026-Q2", "100"});
    SALES(targets, {"R1", "sales", "2026-H1", "200"});
    static const char *const locked[] = {"1.50", "2.00"}, *const unlocked[] = {"1.50", "2.50"};
#define GATED(settings)                                                                                                \
    TABLE("t", ", \"per\": \"cumulative\", \"gate\": \"total\"" settings, BAND("0", "0.01") ", " BAND("100", "0.02"))  \
    PAID("t", ", \"period\": \"2026-H1\", \"each\": \"quarter\"")
    case_run made = run(GATED(""), facts, COUNT(facts), targets, COUNT(targets), "commissions");

    (void)state;
    apply_column(only_table(made.tables), "amount", LEN(locked), locked);
    end(&made);
    made = run(GATED(", \"retroactive\": \"yes\""), facts, COUNT(facts), targets, COUNT(targets), "commissions");
    apply_column(only_table(made.tables), "amount", LEN(unlocked), unlocked);
    end(&made);
}

/* Running totals of parts end where the whole ends: cents are exact here, so that nothing is rounded. */
static void test_running_sums(void **state)
{
    static const char *const modes[] = {"marginal", "whole"};
    cpf_test_random random = cpf_test_seed("running_sums", 99);

    (void)state;
    for (int i = 0; i < 60; i++) {
        char records[2048], amounts[12][16], whole[32];
        const char *facts[13][4];
        int64_t sum = 0, paid = 0;
        case_run made;
        const cpf_table *table;

        for (int32_t month = 0; month < 12; month++) {
            static const char *const codes[] = {"2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06",
                                                "2026-07", "2026-08", "2026-09", "2026-10", "2026-11", "2026-12"};
            int64_t amount = cpf_test_between(&random, -50, 400);

            sum += amount;
            snprintf(amounts[month], sizeof amounts[month], "%lld", (long long)amount);
            facts[month][0] = "R1", facts[month][1] = "sales", facts[month][2] = codes[month];
            facts[month][3] = amounts[month];
        }
        snprintf(whole, sizeof whole, "%lld", (long long)sum);
        facts[12][0] = "R1", facts[12][1] = "sales", facts[12][2] = "2026", facts[12][3] = whole;
        snprintf(records, sizeof records,
                 TABLE("m", ", \"per\": \"cumulative\", \"retroactive\": \"yes\", \"mode\": \"%s\"",
                       "%s") ", " TABLE("y", ", \"mode\": \"%s\"", "%s")
                     PAID("m", ", \"period\": \"2026\", \"each\": \"month\"") PAID("y", ", \"period\": \"2026\""),
                 modes[i % 2], FOUR_TIERS, modes[i % 2], FOUR_TIERS);
        made = run(records, (const char *const(*)[4])facts, 13, NULL, 0, "commissions");
        table = only_table(made.tables);
        assert_int_equal(cpf_table_row_count(table), 13);
        for (int64_t row = 0; row < 12; row++)
            paid += cpf_table_decimals(table, cpf_table_find(table, "amount"))[row];
        assert_int_equal(paid, cpf_table_decimals(table, cpf_table_find(table, "amount"))[12]);
        end(&made);
    }
}

/* A rate that is too large for whole numbers, in a band that nobody reaches: paid exactly the other way, to the same
 * cents, for every way to pay running totals and periods. */
static void test_both_ways(void **state)
{
    static const char *const months[] = {"2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"};
    static const char *const pers[] = {"period", "cumulative"};
    cpf_test_random random = cpf_test_seed("both_ways", 41);

    (void)state;
    for (int i = 0; i < 64; i++) {
        char records[4096], settings[512], amounts[6][16];
        const char *facts[6][4], *targets[7][4];
        case_run made;
        const cpf_table *table;
        int32_t column;

        for (int k = 0; k < 6; k++) {
            snprintf(amounts[k], sizeof amounts[k], "%lld.%02lld", (long long)cpf_test_between(&random, 0, 300),
                     (long long)cpf_test_between(&random, 0, 99));
            facts[k][0] = targets[k][0] = "R1", facts[k][1] = targets[k][1] = "sales";
            facts[k][2] = targets[k][2] = months[k], facts[k][3] = amounts[k], targets[k][3] = "123.45";
        }
        targets[6][0] = "R1", targets[6][1] = "sales", targets[6][2] = "2026-H1", targets[6][3] = "600";
        snprintf(settings, sizeof settings,
                 ", \"mode\": \"%s\", \"base\": \"%s\", \"per\": \"%s\", \"retroactive\": \"%s\", \"gate\": \"%s\"%s",
                 i & 1 ? "whole" : "marginal", i & 2 ? "attainment" : "amount", pers[i >> 2 & 1],
                 i & 4 && i & 8 ? "yes" : "no", i & 16 ? "total" : "none",
                 i & 32 ? ", \"accelerator_from\": \"0.9\", \"accelerator\": \"1.37\"" : "");
        snprintf(records, sizeof records,
                 TABLE("q", "%s", BAND("0", "0.0123") ", " BAND("0.7", "0.0234") ", " BAND("1.1", "0.03")) ", " TABLE(
                     "e", "%s",
                     BAND("0", "0.0123") ", " BAND("0.7", "0.0234") ", " BAND("1.1", "0.03") ", " BAND(
                         "900000000", "20")) PAID("q", ", \"period\": \"2026-H1\", \"each\": \"month\"")
                     PAID("e", ", \"period\": \"2026-H1\", \"each\": \"month\""),
                 settings, settings);
        made = run(records, (const char *const(*)[4])facts, 6, (const char *const(*)[4])targets, 7, "commissions");
        table = only_table(made.tables);
        column = cpf_table_find(table, "amount");
        assert_int_equal(cpf_table_row_count(table), 12);
        for (int64_t row = 0; row < 6; row++) {
            apply_cell(table, "rate_table", row, "e");
            assert_true(cpf_table_valid(table, column, row));
            assert_int_equal(cpf_table_decimals(table, column)[row], cpf_table_decimals(table, column)[row + 6]);
        }
        end(&made);
    }
}

/* The money of bands, while a gate is shut and when it opens: no more than the first band's, and then all of it. */
static void test_gate_of_money(void **state)
{
    SALES(facts, {"R1", "sales", "2026-Q1", "150"}, {"R1", "sales", "2026-Q2", "100"});
    SALES(targets, {"R1", "sales", "2026-H1", "200"});
    static const char *const money[] = {"10.00", "30.00"};
    case_run made = run(TABLE("t",
                              ", \"per\": \"cumulative\", \"gate\": \"total\", \"mode\": \"interpolated\", "
                              "\"retroactive\": \"yes\"",
                              MONEY("0", "10") ", {\"from\": 100, \"to\": 300, \"money\": 40}")
                            PAID("t", ", \"period\": \"2026-H1\", \"each\": \"quarter\""),
                        facts, COUNT(facts), targets, COUNT(targets), "commissions");

    (void)state;
    apply_column(only_table(made.tables), "amount", LEN(money), money);
    end(&made);
}

/* Where every part would be rounded up, the running total still pays what the whole earns, and no cent more. */
static void test_running_cents(void **state)
{
    SALES(facts, {"R1", "sales", "2026-01", "0.50"}, {"R1", "sales", "2026-02", "0.50"},
          {"R1", "sales", "2026-03", "0.50"}, {"R1", "sales", "2026-04", "900000000000000.50"},
          {"R1", "sales", "2026-05", "0.50"});
    static const char *const paid[] = {"0.01", "0.00", "0.01", "9000000000000.00", "0.01"};
    static const char records[] = TABLE("t", ", \"per\": \"cumulative\"", BAND("0", "0.01"))
        PAID("t", ", \"period\": \"2026-H1\", \"each\": \"month\"");
    case_run made = run(records, facts, COUNT(facts), NULL, 0, "commissions");
    const cpf_table *table = only_table(made.tables);

    (void)state;
    for (int64_t row = 0; row < LEN(paid); row++)
        apply_cell(table, "amount", row, paid[row]);
    end(&made);
}

/* Shares in per cent of a deal, and the cents they must get: floors, then the largest rests, the earlier rep first. */
static void test_random_credits(void **state)
{
    static const char *const reps[] = {"R1", "R2", "R3", "R10"};
    cpf_test_random random = cpf_test_seed("credits", 5);

    (void)state;
    for (int i = 0; i < 60; i++) {
        char records[2048], *at = records;
        int64_t amount = cpf_test_between(&random, -99999, 99999), size = amount < 0 ? -amount : amount;
        int64_t percents[4], parts[4], rests[4], left = 1000000, given = 0, got = 0;
        int32_t order[4] = {0, 1, 2, 3};
        case_run made;
        const cpf_table *table;

        for (int k = 0; k < 4; k++) {
            percents[k] = k == 3 ? left : cpf_test_between(&random, 0, left);
            left -= percents[k];
            parts[k] = size * percents[k] / 1000000;
            rests[k] = size * percents[k] % 1000000;
            given += parts[k];
        }
        for (; given < size; given++) {
            int best = 0;

            for (int k = 1; k < 4; k++)
                best = rests[k] > rests[best] ? k : best;
            parts[best]++;
            rests[best] = -1;
        }
        cpf_test_shuffle(&random, order, 4);
        at += sprintf(
            at,
            "{\"kind\": \"credit\", \"set\": {\"deal\": \"d\", \"indicator\": \"sales\", \"on\": \"2026-06-20\", "
            "\"amount\": \"%s%lld.%02lld\"}, \"rows\": [",
            amount < 0 ? "-" : "", (long long)(size / 100), (long long)(size % 100));
        for (int k = 0; k < 4; k++)
            at += sprintf(at, "%s{\"unit\": \"%s\", \"percent\": \"%lld.%04lld\"}", k ? ", " : "", reps[order[k]],
                          (long long)(percents[order[k]] / 10000), (long long)(percents[order[k]] % 10000));
        sprintf(at, ", {\"unit\": \"ALL\", \"role\": \"head\", \"overlay\": \"yes\", \"percent\": 100}]}");
        made = run(records, NULL, 0, NULL, 0, "credits");
        table = only_table(made.tables);
        assert_int_equal(cpf_table_row_count(table), 5);
        for (int64_t row = 0; row < 4; row++) {
            int64_t credit = cpf_table_decimals(table, cpf_table_find(table, "credit"))[row + 1];

            assert_int_equal(credit, amount < 0 ? -parts[row] : parts[row]);
            got += credit;
        }
        assert_int_equal(got, amount);
        assert_int_equal(cpf_table_decimals(table, cpf_table_find(table, "credit"))[0], amount);
        end(&made);
    }
}

/* Credit for pay is a number of its own: paid on here, deal by deal and as the amount of a period. */
static void test_pay_credit(void **state)
{
#define SHARED                                                                                                         \
    "{\"kind\": \"credit\", \"set\": {\"deal\": \"d\", \"indicator\": \"sales\", \"on\": \"2026-02-10\", \"amount\": " \
    "\"100.01\"}, "                                                                                                    \
    "\"rows\": [{\"unit\": \"R1\", \"percent\": 60, \"pay_percent\": 150}, {\"unit\": \"R2\", \"percent\": 40}]}, "
    static const char *const credits[] = {"60.01", "40.00"}, *const pays[] = {"150.02", "40.00"};
    case_run made =
        run(SHARED TABLE("t", "", BAND("0", "0.1")) PAID("t", ", \"period\": \"2026-Q1\", \"of\": \"credits\""), NULL,
            0, NULL, 0, NULL);

    (void)state;
    apply_column(cpf_tables_find(made.tables, "credits"), "credit", LEN(credits), credits);
    apply_column(cpf_tables_find(made.tables, "credits"), "pay_credit", LEN(pays), pays);
    apply_cell(cpf_tables_find(made.tables, "commissions"), "base", 0, "150.02");
    apply_cell(cpf_tables_find(made.tables, "commissions"), "amount", 0, "15.00");
    end(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_step_rates),
        cmocka_unit_test(test_interpolated_rates),
        cmocka_unit_test(test_whole_and_marginal),
        cmocka_unit_test(test_interpolated_attainment),
        cmocka_unit_test(test_interval_attainment),
        cmocka_unit_test(test_gate),
        cmocka_unit_test(test_step_and_straight),
        cmocka_unit_test(test_draw),
        cmocka_unit_test(test_clawback),
        cmocka_unit_test(test_cap),
        cmocka_unit_test(test_accelerator),
        cmocka_unit_test(test_running_total),
        cmocka_unit_test(test_unlock),
        cmocka_unit_test(test_cliffs),
        cmocka_unit_test(test_both_ways),
        cmocka_unit_test(test_gate_of_money),
        cmocka_unit_test(test_running_sums),
        cmocka_unit_test(test_running_cents),
        cmocka_unit_test(test_random_credits),
        cmocka_unit_test(test_pay_credit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
