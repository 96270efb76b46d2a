/* SPDX-License-Identifier: MIT */
/* Rows of outcomes explained: every figure of random schemes follows from its explanation, in both languages, whatever
 * allocation fails. */
#include "apply_check.h"
#include "explain_check.h"

#include <channelperf/channelperf.h>

enum { ROOM = 40000, ROUNDS = 60 };

/* A scheme being written: records behind each other. */
typedef struct scheme {
    cpf_test_random random;
    char text[ROOM];
    int length;
} scheme;

static int64_t pick(scheme *at, int64_t n)
{
    return (int64_t)(cpf_test_next(&at->random) % (uint64_t)n);
}

static const char *one_of(scheme *at, const char *const *words, int64_t n)
{
    return words[pick(at, n)];
}

#define ONE_OF(at, ...)                                                                                                \
    one_of((at), (const char *const[]){__VA_ARGS__},                                                                   \
           (int64_t)(sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *)))
#define ADD(at, ...) ((at)->length += snprintf((at)->text + (at)->length, (size_t)(ROOM - (at)->length), __VA_ARGS__))
#define RECORD(at, kind, ...)                                                                                          \
    (ADD(at, "%s{\"kind\": \"" kind "\", \"rows\": [{", (at)->length ? ", " : ""), ADD(at, __VA_ARGS__), ADD(at, "}]}"))

static void add_table(scheme *at, const char *code)
{
    int attainment = (int)pick(at, 2), money = pick(at, 4) == 0, cumulative = (int)pick(at, 3);
    const char *mode = money ? "interpolated" : ONE_OF(at, "whole", "marginal");

    ADD(at,
        "%s{\"kind\": \"rate_table\", \"rows\": [{\"code\": \"%s\", \"mode\": \"%s\", \"base\": \"%s\", \"per\": "
        "\"%s\", \"closed\": \"%s\", \"decimals\": %d",
        at->length ? ", " : "", code, mode, attainment ? "attainment" : "amount", cumulative ? "cumulative" : "period",
        ONE_OF(at, "lower", "upper"), (int)pick(at, 4));
    if (cumulative && !strcmp(mode, "whole") && pick(at, 2))
        ADD(at, ", \"retroactive\": \"yes\"");
    if (pick(at, 2))
        ADD(at, ", \"cap\": %d, \"carry_over\": \"%s\"", (int)(5 + pick(at, 60)), ONE_OF(at, "no", "yes"));
    if (pick(at, 3) == 0)
        ADD(at, ", \"accelerator_from\": \"1.1\", \"accelerator\": \"%s\"", ONE_OF(at, "1.5", "0.333333"));
    ADD(at, "}]}");
    for (int band = 0; band < 3; band++)
        ADD(at, ", {\"kind\": \"rate_band\", \"rows\": [{\"table\": \"%s\", \"from\": \"%s\", \"%s\": \"%s\"}]}", code,
            attainment ? (const char *[]){"0", "0.8", "1"}[band] : (const char *[]){"0", "100.5", "333.3333"}[band],
            money ? "money" : "rate",
            money ? ONE_OF(at, "7", "11.5", "20") : ONE_OF(at, "0.01", "0.033333333", "0.05"));
    if (!money || attainment)
        ADD(at,
            ", {\"kind\": \"commission\", \"rows\": [{\"table\": \"%s\", \"level\": \"rep\", \"indicator\": \"sales\", "
            "\"period\": \"2026-H2\", \"each\": \"%s\"}]}",
            code, ONE_OF(at, "quarter", "whole", "month"));
    else
        ADD(at,
            ", {\"kind\": \"commission\", \"rows\": [{\"table\": \"%s\", \"unit\": \"R1\", \"indicator\": \"sales\", "
            "\"period\": \"2026-H2\", \"each\": \"quarter\"}]}",
            code);
}

static void add_deals(scheme *at)
{
    static const char *const percents[][3] = {
        {"33.3333", "33.3333", "33.3334"}, {"50", "25", "25"}, {"99.9999", "0.0001", "0"}};

    RECORD(at, "rate_table", "\"code\": \"deals\", \"per\": \"deal\"");
    RECORD(at, "rate_band", "\"table\": \"deals\", \"rate\": \"0.0333\"");
    RECORD(at, "commission",
           "\"table\": \"deals\", \"level\": \"rep\", \"indicator\": \"sales\", \"period\": \"2026-H2\", \"each\": "
           "\"month\"");
    for (int deal = 0; deal < 4; deal++) {
        const char *const *shares = percents[pick(at, 3)];
        int amount = (int)(pick(at, 5) ? 1 + pick(at, 99999) : -1 - pick(at, 5000)), day = (int)(1 + pick(at, 28)),
            month = (int)(7 + pick(at, 3));

        for (int rep = 0; rep < 3; rep++)
            RECORD(at, "credit",
                   "\"deal\": \"D%d\", \"unit\": \"%s\", \"percent\": \"%s\", \"indicator\": \"sales\", \"amount\": "
                   "\"%s%d.%02d\", \"on\": \"2026-%02d-%02d\"",
                   deal, (const char *[]){"R1", "R2", "R10"}[rep], shares[rep], amount < 0 ? "-" : "",
                   abs(amount) / 100, abs(amount) % 100, month, day);
        RECORD(at, "credit",
               "\"deal\": \"D%d\", \"unit\": \"ALL\", \"role\": \"o\", \"overlay\": \"yes\", \"percent\": 12.5, "
               "\"pay_percent\": 7, \"indicator\": \"sales\", "
               "\"amount\": \"%s%d.%02d\", \"on\": \"2026-%02d-%02d\"",
               deal, amount < 0 ? "-" : "", abs(amount) / 100, abs(amount) % 100, month, day);
    }
    RECORD(
        at, "clawback",
        "\"unit\": \"R1\", \"deal\": \"D1\", \"indicator\": \"sales\", \"amount\": \"1.77\", \"on\": \"2026-08-03\"");
    RECORD(at, "clawback",
           "\"unit\": \"R2\", \"indicator\": \"sales\", \"amount\": 10, \"rate\": \"0.111111111\", \"on\": "
           "\"2026-09-03\"");
    RECORD(at, "draw",
           "\"unit\": \"R1\", \"period\": \"2026-H2\", \"each\": \"month\", \"floor\": \"%d.5\", \"recovery\": "
           "\"33.3333\"",
           (int)pick(at, 9));
    RECORD(at, "draw",
           "\"unit\": \"R2\", \"period\": \"2026-H2\", \"each\": \"quarter\", \"floor\": 5, \"recoverable\": \"%s\", "
           "\"recover_from\": \"2026-Q4\"",
           ONE_OF(at, "no", "yes"));
    RECORD(
        at, "draw",
        "\"unit\": \"R10\", \"period\": \"2026-H2\", \"each\": \"quarter\", \"floor\": 105, \"indicator\": \"sales\"");
}

static void add_pays(scheme *at)
{
    static const char *const ways[] = {"grade", "bands", "total", "matrix"};

    for (int i = 0; i < 4; i++) {
        ADD(at, ", {\"kind\": \"pay\", \"rows\": [{\"code\": \"p%d\", \"by\": \"%s\", %s, \"neutral\": \"%s\"", i,
            ways[i], pick(at, 2) ? "\"base\": \"1000.4567\"" : "\"base_attribute\": \"base\"",
            ONE_OF(at, "100", "95", "0.7"));
        if (pick(at, 2))
            ADD(at, ", \"threshold\": %d", (int)(40 + pick(at, 40)));
        if (pick(at, 2))
            ADD(at, ", \"excess_from\": %d, \"excess\": \"%s\"", (int)(50 + pick(at, 40)), ONE_OF(at, "2", "0.3333"));
        if (pick(at, 2))
            ADD(at, ", \"most\": \"1.234567\"");
        if (pick(at, 2))
            ADD(at, ", \"floor\": \"%d.0051\"", (int)pick(at, 3000));
        ADD(at, "}]}");
    }
    RECORD(
        at, "matrix",
        "\"code\": \"p3\", \"rows\": \"sales\", \"columns\": \"customers\", \"columns_by\": \"%s\", \"closed\": \"%s\"",
        ONE_OF(at, "attainment", "value"), ONE_OF(at, "lower", "upper"));
    for (int row = 0; row < 2; row++)
        for (int column = 0; column < 2; column++)
            RECORD(at, "matrix_cell",
                   "\"matrix\": \"p3\", \"row_from\": \"%s\", \"column_from\": \"%s\", \"value\": \"0.%d\"",
                   row ? "0.9" : "0.2", column ? "1" : "0.5", 1 + row * 2 + column);
    for (int i = 0; i < 3; i++) {
        RECORD(at, "pay_grade", "\"pay\": \"p0\", \"grade\": \"%s\", \"coefficient\": \"%d.25\"",
               (const char *[]){"A", "B", "D"}[i], 2 - i);
        RECORD(at, "pay_band", "\"pay\": \"p1\", \"from\": %d, \"coefficient\": \"%d.3\"", 50 + 20 * i, i);
    }
}

static void add_pools(scheme *at)
{
    RECORD(at, "pool",
           "\"code\": \"of pay\", \"amount\": \"%d.01\", \"of\": \"pay\", \"scheme\": \"p2\", \"minimum_percent\": "
           "\"3.3333\", \"decimals\": %d",
           (int)(1000 + pick(at, 9000)), (int)pick(at, 3));
    RECORD(at, "pool",
           "\"code\": \"of commission\", \"amount\": 100000, \"of\": \"commission\", \"scheme\": \"deals\"");
    RECORD(at, "pool", "\"code\": \"given\", \"amount\": \"%d.03\", \"minimum\": \"0.999\"", (int)(8 + pick(at, 20)));
    RECORD(at, "award", "\"pool\": \"given\", \"unit\": \"R1\", \"amount\": \"7.005\"");
    RECORD(at, "award", "\"pool\": \"given\", \"unit\": \"R2\", \"amount\": \"%d.3333\"", (int)pick(at, 9));
    RECORD(at, "award", "\"pool\": \"given\", \"unit\": \"R10\", \"amount\": 7, \"minimum\": 5");
}

static void add_careers(scheme *at)
{
    for (int i = 0; i < 4; i++)
        RECORD(at, "tier", "\"track\": \"%s\", \"tier\": \"%s\", \"rank\": %d, \"limit\": %d", i % 2 ? "a" : "b",
               i / 2 ? "gold" : "silver", 1 + i / 2, (int)(3 + i / 2 * 4 + pick(at, 4)));
    RECORD(at, "tier_criterion",
           "\"track\": \"a\", \"indicator\": \"sales\", \"maximum\": 10, \"full_at\": %d, \"from\": %d",
           (int)(300 + pick(at, 400)), (int)pick(at, 30));
    RECORD(at, "tier_criterion",
           "\"track\": \"b\", \"indicator\": \"sales\", \"maximum\": 10, \"full_at\": 700, \"minimum\": 1");
    RECORD(at, "tier_criterion",
           "\"track\": \"b\", \"indicator\": \"customers\", \"maximum\": 6, \"per_unit\": \"0.333333333\"");
    RECORD(at, "tier_rule",
           "\"level\": \"rep\", \"period\": \"2026-H2\", \"each\": \"quarter\", \"grace\": %d, \"hysteresis\": %d",
           (int)pick(at, 3), (int)pick(at, 3));
    RECORD(at, "tier_start", "\"unit\": \"R10\", \"tier\": \"gold\"");
    RECORD(at, "box",
           "\"code\": \"b\", \"performance_low\": 60, \"performance_high\": 90, \"potential\": \"potential\", "
           "\"potential_low\": 5, \"potential_high\": 8");
    RECORD(at, "trigger", "\"code\": \"low\", \"grade\": \"D\"");
    RECORD(at, "improvement",
           "\"unit\": \"R2\", \"indicator\": \"sales\", \"from\": \"2026-07-01\", \"baseline\": 17, \"target\": %d",
           (int)(18 + pick(at, 90)));
    RECORD(at, "improvement_check", "\"unit\": \"R2\", \"indicator\": \"sales\", \"after\": \"30\", \"value\": 40");
    RECORD(at, "composition", "\"period\": \"2026-Q3\", \"rule\": \"weighted\"");
    RECORD(at, "composition_part", "\"period\": \"2026-Q3\", \"part\": \"2026-07\", \"weight\": \"0.3333\"");
    RECORD(at, "composition_part", "\"period\": \"2026-Q3\", \"part\": \"2026-08\", \"weight\": 2");
}

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

static void write_scheme(scheme *at)
{
    at->length = 0;
    add_table(at, "t1");
    add_table(at, "t2");
    add_table(at, "t3");
    add_deals(at);
    add_pays(at);
    add_pools(at);
    add_careers(at);
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

static const char small_scheme[] =
    "{\"kind\": \"rate_table\", \"rows\": [{\"code\": \"t\", \"cap\": 30}]}, {\"kind\": \"rate_band\", \"rows\": "
    "[{\"table\": \"t\", \"rate\": \"0.01\"}, "
    "{\"table\": \"t\", \"from\": 100, \"rate\": \"0.07\"}]}, {\"kind\": \"commission\", \"rows\": [{\"table\": \"t\", "
    "\"unit\": \"R1\", \"indicator\": \"sales\", "
    "\"period\": \"2026-Q3\"}]}, {\"kind\": \"pay\", \"rows\": [{\"code\": \"p\", \"by\": \"bands\", \"base\": 1000, "
    "\"floor\": \"900.005\"}]}, {\"kind\": \"pay_band\", "
    "\"rows\": [{\"pay\": \"p\", \"from\": 60, \"coefficient\": \"0.8\"}]}, {\"kind\": \"pool\", \"rows\": [{\"code\": "
    "\"k\", \"amount\": 1500, \"of\": \"pay\", \"scheme\": "
    "\"p\"}]}";

static const char *const small_facts[][4] = {{"R1", "sales", "2026-Q3", "400"}};
static const char *const small_results[][4] = {{"2026-Q3", "R1", "75.5", "B"}, {"2026-Q3", "R2", "40", "D"}};

typedef struct small_world {
    cpf_model *model;
    cpf_facts *facts;
    cpf_tables *results, *tables;
} small_world;

static small_world make_small(const char *records)
{
    small_world made = {.model = apply_model(records)};

    made.facts = apply_facts(made.model, 1, small_facts);
    made.results = apply_results(2, small_results);
    made.tables = apply_run(made.model, made.facts, NULL, made.results, NULL);
    return made;
}

static void end_small(small_world *made)
{
    cpf_tables_free(made->tables);
    cpf_tables_free(made->results);
    cpf_facts_free(made->facts);
    cpf_model_free(made->model);
}

/* Runs of blanks become one. */
static void squeeze(const char *text, char *squeezed, size_t room)
{
    size_t length = 0;

    for (; *text && length + 1 < room; text++)
        if (*text != ' ' || (length && squeezed[length - 1] != ' ' && squeezed[length - 1] != '\n'))
            squeezed[length++] = *text;
    squeezed[length] = '\0';
}

/* The text begins like this, but for the width of its columns. */
static void check_text(const small_world *made, const char *table, int32_t language, const char *wanted)
{
    cpf_explanation *explanation = NULL;
    cpf_text *text = NULL;
    char squeezed[4000];

    assert_int_equal(cpf_explain_row(made->model, made->tables, table, 0, NULL, NULL, NULL, &explanation, NULL),
                     CPF_OK);
    assert_int_equal(cpf_explanation_text(explanation, language, &text, NULL), CPF_OK);
    squeeze(cpf_text_data(text), squeezed, sizeof squeezed);
    squeezed[strlen(wanted)] = '\0';
    assert_string_equal(squeezed, wanted);
    cpf_text_free(text);
    cpf_explanation_free(explanation);
}

static void test_words(void **state)
{
    small_world made = make_small(small_scheme);

    (void)state;
    check_text(&made, "pay", CPF_ENGLISH,
               "Paid 900.01 = the larger -- table \"pay\"\n"
               "Before the floor 800.00 = rounded once\n"
               "product 800 = product\n"
               "Base 1000.00\n"
               "coefficient of the band 0.8 = the second, as the first holds\n"
               "first >= second 1 = first >= second\n"
               "Total 75.50\n"
               "lowest total of the band; it belongs to it 60.0000: plan.pay_band -- p\n"
               "the factor 0.800000: plan.pay_band -- p\n"
               "floor in full steps 900.01 = rounded up\n"
               "Floor 900.0050\n");
    check_text(&made, "commissions", CPF_CHINESE,
               "金额 22.00 = 取小 —— 表“commissions”\n"
               "应得与结转合计 22 = 相加\n"
               "应得 22.00 = 舍入一次\n"
               "各档合计 22 = 相加 —— 2026-Q3\n"
               "档位 1 = 相乘 —— 第 1 档，费率表“t”\n"
               "费率 0.01\n"
               "档内金额 100 = 前者 - 后者\n"
               "档内所达金额 100\n"
               "档位起点 0\n"
               "档位 21 = 相乘 —— 第 2 档，费率表“t”\n");
    end_small(&made);
}

/* What cannot be explained is told with its name. */
static void test_findings(void **state)
{
    small_world made = make_small(small_scheme),
                other =
                    make_small("{\"kind\": \"pay\", \"rows\": [{\"code\": \"p\", \"by\": \"total\", \"base\": 1000}]}");
    cpf_explanation *explanation = NULL;
    cpf_error *error = NULL;

    (void)state;
    assert_int_equal(cpf_explain_row(made.model, made.tables, "paid", 0, NULL, NULL, NULL, &explanation, &error),
                     CPF_E_NOT_FOUND);
    assert_non_null(strstr(cpf_error_message_at(error, 0, CPF_CHINESE), "paid"));
    assert_string_equal(cpf_error_code_at(error, 0), "explain-no-table");
    cpf_error_free(error);
    error = NULL;
    assert_int_equal(cpf_explain_row(made.model, made.tables, "cliffs", 0, NULL, NULL, NULL, &explanation, &error),
                     CPF_E_NOT_FOUND);
    cpf_error_free(error);
    error = NULL;
    assert_int_equal(cpf_explain_row(other.model, made.tables, "pay", 0, NULL, NULL, NULL, &explanation, &error),
                     CPF_E_DATA);
    assert_string_equal(cpf_error_code_at(error, 0), "explain-not-made");
    assert_string_equal(cpf_error_subject_at(error, 0), "pay");
    assert_non_null(strstr(cpf_error_message_at(error, 0, CPF_ENGLISH), "'amount'"));
    assert_non_null(strstr(cpf_error_message_at(error, 0, CPF_CHINESE), "amount"));
    cpf_error_free(error);
    assert_null(explanation);
    end_small(&other);
    end_small(&made);
}

static void test_arguments(void **state)
{
    small_world made = make_small(small_scheme), other = make_small(small_scheme);
    cpf_explanation *explanation = NULL;

    (void)state;
    assert_int_equal(cpf_explain_row(NULL, made.tables, "pay", 0, NULL, NULL, NULL, &explanation, NULL),
                     CPF_E_ARGUMENT);
    assert_int_equal(cpf_explain_row(made.model, NULL, "pay", 0, NULL, NULL, NULL, &explanation, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_explain_row(made.model, made.tables, NULL, 0, NULL, NULL, NULL, &explanation, NULL),
                     CPF_E_ARGUMENT);
    assert_int_equal(cpf_explain_row(made.model, made.tables, "pay", 2, NULL, NULL, NULL, &explanation, NULL),
                     CPF_E_ARGUMENT);
    assert_int_equal(cpf_explain_row(made.model, made.tables, "pay", -1, NULL, NULL, NULL, &explanation, NULL),
                     CPF_E_ARGUMENT);
    assert_int_equal(cpf_explain_row(made.model, made.tables, "pay", 0, NULL, other.facts, NULL, &explanation, NULL),
                     CPF_E_ARGUMENT);
    assert_int_equal(cpf_explain_row(made.model, made.tables, "pay", 0, NULL, NULL, other.facts, &explanation, NULL),
                     CPF_E_ARGUMENT);
    assert_int_equal(cpf_explain_row(made.model, made.tables, "pay", 0, NULL, NULL, NULL, NULL, NULL), CPF_E_ARGUMENT);
    end_small(&other);
    end_small(&made);
}

/* Every allocation of explaining fails once. */
static void test_chaos(void **state)
{
    static const char *const told[] = {"pay", "commissions", "pools"};
    cpf_test_memory *memory;
    cpf_context *context = cpf_test_failing_context(-1, &memory);
    cpf_plan *plan = apply_plan(context, small_scheme);
    small_world made = {0};

    (void)state;
    assert_int_equal(cpf_plan_freeze(plan, &made.model, NULL), CPF_OK);
    made.facts = apply_facts(made.model, 1, small_facts);
    made.results = apply_results(2, small_results);
    made.tables = apply_run(made.model, made.facts, NULL, made.results, NULL);
    for (int i = 0; i < 3; i++) {
        cpf_explanation *explanation = NULL;
        cpf_error *error = NULL;
        int64_t failing = 0;

        for (;; failing++) {
            cpf_test_memory_limit(memory, failing);
            if (cpf_explain_row(made.model, made.tables, told[i], 0, NULL, NULL, made.facts, &explanation, &error) ==
                CPF_OK)
                break;
            assert_int_equal(cpf_error_status(error), CPF_E_MEMORY);
            cpf_error_free(error);
            error = NULL;
            assert_null(explanation);
        }
        assert_true(failing > 10);
        cpf_test_memory_limit(memory, -1);
        cpf_explanation_free(explanation);
    }
    end_small(&made);
    cpf_plan_free(plan);
    cpf_test_failing_free(context, memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_schemes), cmocka_unit_test(test_words), cmocka_unit_test(test_findings),
        cmocka_unit_test(test_arguments),      cmocka_unit_test(test_chaos),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
