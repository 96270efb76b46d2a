/* SPDX-License-Identifier: MIT */
/* One door for every language: what comes out for what goes in, what is refused and how it is told. */
#include <string.h>

#include "apportion.h"
#include "rounding.h"
#include "support.h"

#include <channelperf/io.h>

/* The answer of a call that must succeed; borrowed until the next. */
static const char *ask(const char *method, const char *json)
{
    static char kept[1 << 16];
    cpf_text *answer = NULL;
    cpf_error *error = NULL;
    cpf_status status = cpf_call(NULL, method, json, (int64_t)strlen(json), &answer, &error);

    assert_int_equal(cpf_test_tell(status, error), CPF_OK);
    assert_null(error);
    assert_true(cpf_text_length(answer) < (int64_t)sizeof kept);
    memcpy(kept, cpf_text_data(answer), (size_t)cpf_text_length(answer) + 1);
    cpf_text_free(answer);
    return kept;
}

/* The call is refused with this status, and the first finding has this code and place. */
static void refuse(const char *method, const char *json, cpf_status expected, const char *code, const char *place)
{
    cpf_text *answer = NULL;
    cpf_error *error = NULL;
    cpf_status status = cpf_call(NULL, method, json, (int64_t)strlen(json), &answer, &error);

    assert_int_equal(status, expected);
    assert_null(answer);
    cpf_test_has(error, code);
    if (!strstr(cpf_error_subject(error), place))
        print_error("%s: \"%s\" is not about %s\n", json, cpf_error_subject(error), place);
    assert_non_null(strstr(cpf_error_subject(error), place));
    assert_true(strlen(cpf_error_message_at(error, 0, CPF_CHINESE)) > 0);
    cpf_error_free(error);
}

#define HAS(method, json, part) assert_non_null(strstr(ask(method, json), part))

/* Every method can be found by its name, says what it takes, and the words of a parameter hold its fallback. */
static void test_methods_describe_themselves(void **state)
{
    (void)state;
    assert_true(cpf_method_count() >= 14);
    for (int32_t i = 0; i < cpf_method_count(); i++) {
        const cpf_method *method = cpf_method_at(i);

        assert_ptr_equal(cpf_method_find(method->entry.name), method);
        assert_true(*method->entry.summary && *method->entry.summary_zh && *method->returns);
        for (int32_t p = 0; p < method->entry.param_count; p++) {
            const cpf_param *param = &method->entry.params[p];

            assert_true(*param->name && *param->summary && *param->summary_zh && *param->unit);
            if (param->fallback && strchr(param->unit, '|') && !strchr(param->unit, ' '))
                assert_non_null(strstr(param->unit, param->fallback));
        }
    }
    assert_null(cpf_method_at(-1));
    assert_null(cpf_method_at(cpf_method_count()));
    assert_null(cpf_method_find("no such method"));
    assert_null(cpf_method_find(NULL));
}

/* The words of "method" stand in the order of the methods they choose. */
static void test_words_are_the_methods(void **state)
{
    const char *words = cpf_method_find("apportion")->entry.params[2].unit;

    (void)state;
    for (int32_t i = 0; i < CPF__APPORTION_COUNT; i++) {
        size_t length = strlen(cpf__apportion_methods[i].name);

        assert_int_equal(strncmp(words, cpf__apportion_methods[i].name, length), 0);
        words += length;
        assert_int_equal(*words, i + 1 < CPF__APPORTION_COUNT ? '|' : '\0');
        words++;
    }
}

static void test_apportion(void **state)
{
    (void)state;
    HAS("apportion", "{\"weights\": [1, 1, 1], \"seats\": -10}", "\"seats\": [-4, -3, -3], \"tie\": true");
    HAS("apportion", "{\"weights\": [0.5, \"1.25\"], \"seats\": 7}", "\"seats\": [2, 5], \"tie\": false");
    HAS("apportion", "{\"weights\": [0, 0], \"seats\": 3, \"all_zero\": \"equal\"}", "\"seats\": [2, 1], \"tie\": true, ");
    HAS("apportion", "{\"weights\": [0, 0], \"seats\": 0}", "\"seats\": [0, 0]");
    HAS("apportion", "{\"weights\": [], \"seats\": 0}", "\"seats\": []");
    HAS("apportion", "{\"weights\": [9, 1], \"seats\": 10, \"min\": 2, \"names\": [\"a\", \"乙\"]}", "\"selected\": {\"a\": 8, \"乙\": 2}");
    HAS("apportion", "{\"weights\": [9223372036854775807, 0], \"seats\": 9223372036854775807}", "[9223372036854775807, 0]");
    refuse("apportion", "{\"weights\": [1, 1], \"seats\": 3, \"min\": [2, 2]}", CPF_E_INFEASIBLE, "call-gap", "min");
    refuse("apportion", "{\"weights\": [1, 1], \"seats\": 5, \"max\": 2}", CPF_E_INFEASIBLE, "call-gap", "max");
    refuse("apportion", "{\"weights\": [0, 0], \"seats\": 3}", CPF_E_MISSING, "call-no-weight", "weights");
    refuse("apportion", "{\"weights\": [1, -1], \"seats\": 3}", CPF_E_RANGE, "call-weight", "weights");
    refuse("apportion", "{\"weights\": [1, 1], \"seats\": 3, \"max\": [2]}", CPF_E_SYNTAX, "call-count", "max");
    refuse("apportion", "{\"weights\": [1], \"seats\": 3, \"method\": \"best\"}", CPF_E_SYNTAX, "call-word", "method");
    refuse("apportion", "{\"weights\": [1], \"seats\": 3, \"threshold_share\": \"4/0\"}", CPF_E_SYNTAX, "call-not-number", "threshold_share");
    refuse("apportion", "{\"weights\": [1], \"seats\": 3, \"threshold_share\": 2}", CPF_E_RANGE, "call-range", "threshold_share");
    refuse("apportion", "{\"weights\": [1, 2], \"seats\": 3, \"names\": [\"a\", \"a\"]}", CPF_E_SYNTAX, "call-twice", "names[1]");
    refuse("apportion", "{\"weights\": [\"0.0000000001\"], \"seats\": 3}", CPF_E_RANGE, "call-decimals", "weights[0]");
}

static void test_around_apportion(void **state)
{
    (void)state;
    HAS("apportion_ratio", "{\"weights\": [2.5, 0.6], \"divisor\": \"0.5\", \"rounding\": \"up\"}", "\"seats\": [5, 2], \"total\": 7");
    refuse("apportion_ratio", "{\"weights\": [1], \"divisor\": 0}", CPF_E_RANGE, "call-range", "divisor");
    HAS("quota", "{\"weights\": [1, 2], \"seats\": 10, \"index\": 0}",
        "\"quota\": 3.333333333333333333, \"lower\": 3, \"upper\": 4, \"jefferson_within_quota\": true");
    refuse("quota", "{\"weights\": [1, 2], \"seats\": 10, \"index\": 2}", CPF_E_RANGE, "call-range", "index");
    HAS("priority_values", "{\"weights\": [4, 2], \"method\": \"jefferson\", \"seats\": 3}", "\"rows\": [[1, 0, 1, 4], [2, 0, 2, 2], [3, 1, 1, 2]]");
    HAS("priority_values", "{\"weights\": [4, 2], \"names\": [\"a\", \"b\"], \"seats\": 1}", "[[1, \"a\", 1, null]]");
    HAS("priority_values", "{\"weights\": [4, 2], \"initial\": [3, 3], \"seats\": 2}", "\"rows\": []");
    refuse("priority_values", "{\"weights\": [4, 2], \"method\": \"hamilton\"}", CPF_E_SYNTAX, "call-word", "method");
}

static void test_decimals(void **state)
{
    (void)state;
    HAS("decimal_round", "{\"values\": [\"-0.4\", \"99.995\", \"1e3\", \"123456789012345678901234567890.15\"], \"modes\": [\"HALF_UP\"], \"scale\": 1}",
        "[[-0.4], [100.0], [1000.0], [123456789012345678901234567890.2]]");
    HAS("decimal_round", "{\"values\": [\"-0.04\", \"149\", \"950\"], \"scales\": [1, -2, -3], \"modes\": [\"DOWN\", \"HALF_UP\", \"HALF_EVEN\"]}",
        "\"result\": [\"0.0\", \"100\", \"1000\"]");
    HAS("decimal_round", "{\"values\": [\"1.0\", \"1.1\"], \"modes\": [\"UNNECESSARY\"]}", "\"table\": [[1], [null]]");
    HAS("decimal_sum", "{\"values\": [\"99999999999999999999\", \"0.00000000000000000001\", \"1\"]}",
        "\"sum\": \"100000000000000000000.00000000000000000001\"");
    HAS("decimal_sum", "{\"values\": [\"1\", \"-2.50\"]}", "\"sum\": \"-1.50\", \"binary64\": -1.5");
    HAS("decimal_sum", "{\"values\": []}", "\"sum\": \"0\", \"binary64\": 0");
    HAS("decimal_sum", "{\"values\": [\"1e400\", \"-1\"]}", "\"binary64\": null");
    HAS("muldiv", "{\"amount\": 7, \"numerator\": -1, \"denominator\": 2, \"mode\": \"CEILING\"}", "\"quotient\": \"-3\"");
    HAS("muldiv", "{\"amount\": 7, \"numerator\": 1, \"denominator\": 2, \"mode\": \"UNNECESSARY\"}", "\"quotient\": null");
    refuse("muldiv", "{\"amount\": 7, \"numerator\": 1, \"denominator\": 0}", CPF_E_MISSING, "call-divide", "denominator");
    refuse("muldiv", "{\"amount\": \"9223372036854775807\", \"numerator\": 3, \"denominator\": 1}", CPF_E_RANGE, "call-answer-range", "");
    refuse("decimal_sum", "{\"values\": [\"1e2147483649\"]}", CPF_E_RANGE, "call-long-number", "values[0]");
    refuse("decimal_sum", "{\"values\": [\"1.2.3\"]}", CPF_E_SYNTAX, "call-not-number", "values[0]");
    refuse("decimal_sum", "{\"values\": [\"\"]}", CPF_E_SYNTAX, "call-not-number", "values[0]");
    refuse("decimal_sum", "{\"values\": [true]}", CPF_E_SYNTAX, "call-not-text", "values[0]");
    refuse("decimal_round", "{\"values\": [1], \"scale\": 1, \"scales\": [1], \"modes\": [\"UP\"]}", CPF_E_SYNTAX, "call-either", "scales");
    refuse("decimal_round", "{\"values\": [1], \"scales\": [2000], \"modes\": [\"UP\"]}", CPF_E_RANGE, "call-range", "scales");
}

/* Rounding of texts against division of the same integers. */
static void test_rounding_against_integers(void **state)
{
    static const char *const words[] = {"HALF_UP", "HALF_EVEN", "HALF_DOWN", "UP", "DOWN", "CEILING", "FLOOR"};
    cpf_test_random random = cpf_test_seed("decimal_round", 77);

    (void)state;
    for (int i = 0; i < 3000; i++) {
        int64_t value = cpf_test_between(&random, -30000, 30000), quotient = 0;
        int32_t from = (int32_t)cpf_test_between(&random, 0, 6), to = (int32_t)cpf_test_between(&random, 0, from), mode = i % 7;
        char number[24], expected[24], json[160] = "{\"values\": [\"", part[40] = "[[";

        cpf_decimal_format(value, from, number);
        assert_int_equal(cpf__divide(value, cpf__pow10(from - to), (cpf__rounding)mode, &quotient), CPF_OK);
        cpf_decimal_format(quotient, to, expected);
        strcat(json, number);
        strcat(json, "\"], \"modes\": [\"");
        strcat(json, words[mode]);
        strcat(json, "\"], \"scale\": ");
        strncat(json, &"0123456"[to], 1);
        strcat(json, "}");
        strcat(part, expected);
        strcat(part, "]]");
        HAS("decimal_round", json, part);
    }
}

static void test_score(void **state)
{
    (void)state;
    HAS("score", "{\"rule\": \"capped\", \"parameters\": {\"cap\": 120}, \"actual\": [95, 150, null, \"0.5\"], \"target\": [100, 100, 100, 0], \"decimals\": 2}",
        "\"attainment\": [0.9500, 1.5000, null, null], \"points\": [95.00, 120.00, null, null]");
    HAS("score", "{\"rule\": \"points\", \"points\": [[0.8, 60], [1, \"100\"]], \"actual\": [0.9], \"target\": [1]}", "\"points\": [80.0000]");
    HAS("score", "{\"rule\": \"linear\", \"actual\": [5, -5], \"target\": [0, 0], \"zero_target\": \"reached\"}", "\"points\": [100.0000, 0.0000]");
    HAS("score", "{\"rule\": \"linear\", \"actual\": [5], \"target\": [0], \"zero_target\": \"absolute\", \"scale\": 10}", "\"points\": [150.0000]");
    refuse("score", "{\"rule\": \"linear\", \"actual\": [5], \"target\": [0], \"zero_target\": \"absolute\"}", CPF_E_SYNTAX, "call-missing-member", "");
    refuse("score", "{\"rule\": \"best\", \"actual\": [5], \"target\": [1]}", CPF_E_NOT_FOUND, "rule-unknown", "rule");
    refuse("score", "{\"rule\": \"linear\", \"actual\": [5], \"target\": [1, 2]}", CPF_E_SYNTAX, "call-count", "target");
    refuse("score", "{\"rule\": \"points\", \"points\": [[1]], \"actual\": [5], \"target\": [1]}", CPF_E_SYNTAX, "call-count", "points[0]");
    refuse("score", "{\"rule\": \"linear\", \"parameters\": [], \"actual\": [5], \"target\": [1]}", CPF_E_SYNTAX, "call-not-object", "parameters");
}

static void test_rank(void **state)
{
    (void)state;
    HAS("rank", "{\"values\": [3, 5.5, null, 3]}", "\"rank\": [2, 1, null, 2], \"percentile\": [0.0000, 100.0000, null, 0.0000], \"order\": [1, 0, 3, 2]");
    HAS("rank", "{\"values\": [1, 2, 3], \"groups\": [\"a\", \"b\", \"a\"], \"method\": \"dense\"}", "\"rank\": [2, 1, 1]");
    HAS("rank", "{\"values\": []}", "\"rank\": []");
    HAS("places", "{\"n\": 7, \"shares\": [20, 70, 10]}", "\"places\": [1, 5, 1]");
    HAS("places", "{\"n\": 7, \"shares\": [20, 70, 10], \"how\": \"floor\", \"rest\": 1}", "\"places\": [1, 6, 0]");
    refuse("places", "{\"n\": 7, \"shares\": []}", CPF_E_SYNTAX, "call-count", "shares");
    refuse("places", "{\"n\": 7, \"shares\": [0]}", CPF_E_MISSING, "call-no-weight", "shares");
    refuse("places", "{\"n\": 7, \"shares\": [-1, 2]}", CPF_E_RANGE, "call-weight", "shares");
    refuse("rank", "{\"values\": [1], \"groups\": [[]]}", CPF_E_SYNTAX, "call-not-text", "groups[0]");
}

#define PLAN                                                                                                          \
    "\"plan\": {\"channelperf\": 1, \"code\": \"p\", \"calendar\": {\"years\": [2026, 2026]}, \"levels\": [{\"code\": \"company\"}, "   \
    "{\"code\": \"channel\"}], \"units\": [{\"level\": \"company\", \"code\": \"ALL\", \"name\": \"all } \\\" {\"}, {\"level\": \"channel\", "   \
    "\"code\": \"C1\", \"parent\": \"ALL\"}, {\"level\": \"channel\", \"code\": \"C2\", \"parent\": \"ALL\"}], \"measures\": [{\"code\": "       \
    "\"sales\", \"kind\": \"sum\", \"decimals\": 2}], \"sources\": [{\"code\": \"rows\", \"file\": \"rows.csv\", \"unit\": {\"columns\": "       \
    "[\"u\"]}, \"day\": \"d\", \"feeds\": [{\"measure\": \"sales\", \"column\": \"v\"}]}], \"indicators\": [{\"code\": \"sales\", "             \
    "\"formula\": \"sum(sales)\", \"decimals\": 2, \"unit\": \"CNY\", \"direction\": \"more\", \"owner\": \"x\", \"data_source\": \"y\"}], "     \
    "\"goals\": [{\"unit\": \"ALL\", \"indicator\": \"sales\", \"period\": \"2026\", \"target\": \"100.01\", \"split\": {\"by\": \"equal\", "    \
    "\"to\": \"channel\"}}], \"scorecards\": [{\"code\": \"c\", \"level\": \"channel\", \"items\": [{\"indicator\": \"sales\", "              \
    "\"weight\": 100, \"rule\": {\"name\": \"linear\"}}]}]}"

static void test_plans(void **state)
{
    (void)state;
    HAS("check", "{" PLAN "}", "\"usable\": true");
    HAS("check", "{\"plan\": {\"channelperf\": 1, \"codes\": 3}, \"language\": \"zh\"}", "\"usable\": false, \"findings\": {\"name\": \"findings\"");
    HAS("cascade", "{" PLAN "}", "\"C1\"");
    HAS("cascade", "{" PLAN "}", "50.01]");
    refuse("appraise", "{" PLAN ", \"period\": \"2026\", \"facts\": [[\"C1\", \"sales\", \"2026\", \"25.005\"]]}", CPF_E_RANGE, "call-decimals",
           "facts[0][3]");
}

static void test_plan_values(void **state)
{
    (void)state;
    HAS("appraise", "{" PLAN ", \"period\": \"2026\", \"facts\": [[\"C1\", \"sales\", \"2026\", 50.01], [\"C2\", \"sales\", \"2026\", \"25\"]]}", "100.00");
    HAS("appraise", "{" PLAN ", \"period\": \"2026\", \"csv\": {\"rows\": \"u,d,v\\nC1,2026-02-03,100.02\\n\"}}", "200.00");
    HAS("explain", "{" PLAN ", \"period\": \"2026\", \"unit\": \"C1\", \"facts\": [[\"C1\", \"sales\", \"2026\", 50.01]]}",
        "\"explanation\": {\"steps\": [{\"kind\": \"total\"");
    HAS("explain", "{" PLAN ", \"period\": \"2026\", \"unit\": \"C1\", \"what\": \"target\", \"indicator\": \"sales\", \"language\": \"zh\"}", "精确份额");
    HAS("explain", "{" PLAN ", \"period\": \"2026\", \"unit\": \"ALL\", \"what\": \"value\", \"indicator\": \"sales\", \"csv\": {}}", "sum(sales)");
    refuse("explain", "{" PLAN ", \"period\": \"2026\", \"unit\": \"C1\", \"what\": \"value\"}", CPF_E_SYNTAX, "call-missing-member", "");
    refuse("explain", "{" PLAN ", \"period\": \"2026\", \"unit\": \"ALL\"}", CPF_E_NOT_FOUND, "explain-no-appraisal", "");
    refuse("explain", "{" PLAN ", \"period\": \"2027\", \"unit\": \"ALL\"}", CPF_E_NOT_FOUND, "call-code", "period");
    refuse("appraise", "{" PLAN ", \"period\": \"2026\", \"facts\": [[\"C9\", \"sales\", \"2026\", 1]]}", CPF_E_NOT_FOUND, "call-code", "facts[0][0]");
    refuse("appraise", "{" PLAN ", \"period\": \"2026\", \"facts\": [[\"C1\", \"sales\", \"2026\"]]}", CPF_E_DATA, "call-fact", "facts[0]");
    refuse("appraise", "{" PLAN ", \"period\": \"2026\", \"facts\": [], \"csv\": {}}", CPF_E_SYNTAX, "call-either", "csv");
    refuse("appraise", "{" PLAN ", \"period\": \"2026\", \"csv\": {\"row\": \"\"}}", CPF_E_NOT_FOUND, "call-code", "csv.row");
    refuse("cascade", "{\"plan\": []}", CPF_E_SYNTAX, "call-not-object", "plan");
}

static void test_documents(void **state)
{
    cpf_text *answer = NULL;

    (void)state;
    refuse("best", "{}", CPF_E_NOT_FOUND, "call-method", "");
    refuse("muldiv", "[]", CPF_E_SYNTAX, "call-object", "");
    refuse("muldiv", "{\"amount\": 1", CPF_E_SYNTAX, "plan-not-json", "");
    refuse("muldiv", "{\"amount\": 1, \"amount\": 1}", CPF_E_SYNTAX, "plan-member-twice", "");
    refuse("muldiv", "{\"amount\": 1, \"numerator\": 1}", CPF_E_SYNTAX, "call-missing-member", "");
    refuse("muldiv", "{\"amount\": 1, \"numerator\": 1, \"denominator\": 1, \"modus\": 1}", CPF_E_SYNTAX, "call-unknown-member", "modus");
    refuse("muldiv", "{\"amount\": 1.5, \"numerator\": 1, \"denominator\": 1}", CPF_E_RANGE, "call-decimals", "amount");
    refuse("muldiv", "{\"amount\": [], \"numerator\": 1, \"denominator\": 1}", CPF_E_SYNTAX, "call-not-number", "amount");
    refuse("muldiv", "{\"amount\": 1, \"numerator\": 1, \"denominator\": 1, \"mode\": 3}", CPF_E_SYNTAX, "call-not-text", "mode");
    refuse("rank", "{\"values\": 3}", CPF_E_SYNTAX, "call-not-list", "values");
    HAS("muldiv", "\xEF\xBB\xBF{\"amount\": 4, \"numerator\": 1, \"denominator\": 2}", "\"2\"");
    assert_int_equal(cpf_call(NULL, NULL, "{}", 2, &answer, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_call(NULL, "rank", NULL, 2, &answer, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_call(NULL, "rank", "{}", -1, &answer, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_call(NULL, "rank", "{}", 2, NULL, NULL), CPF_E_ARGUMENT);
}

static cpf_status call_within(int64_t n, const char *method, const char *json)
{
    cpf_test_memory *memory = NULL;
    cpf_context *context = cpf_test_failing_context(n, &memory);
    cpf_text *answer = NULL;
    cpf_error *error = NULL;
    cpf_status status = context ? cpf_call(context, method, json, (int64_t)strlen(json), &answer, &error) : CPF_E_MEMORY;

    assert_true(status == CPF_OK || status == CPF_E_MEMORY);
    assert_true(status == CPF_OK ? answer && !error : !answer && (!context || cpf_error_status(error) == CPF_E_MEMORY));
    cpf_text_free(answer);
    cpf_error_free(error);
    cpf_test_failing_free(context, memory);
    return status;
}

/* Every failure of every allocation, method by method. */
static void test_no_memory(void **state)
{
    static const char *const calls[][2] = {
        {"apportion", "{\"weights\": [3, 2, 1], \"seats\": 7, \"names\": [\"a\", \"b\", \"c\"], \"min\": 1, \"max\": [4, 4, 4]}"},
        {"apportion_ratio", "{\"weights\": [3, 2], \"divisor\": 2}"},
        {"quota", "{\"weights\": [3, 2], \"seats\": 7, \"index\": 1}"},
        {"priority_values", "{\"weights\": [3, 2], \"seats\": 9}"},
        {"decimal_round", "{\"values\": [\"1.25\"], \"modes\": [\"UP\"]}"},
        {"decimal_sum", "{\"values\": [\"1.25\", \"3\"]}"},
        {"muldiv", "{\"amount\": 1, \"numerator\": 1, \"denominator\": 1}"},
        {"score", "{\"rule\": \"points\", \"points\": [[0, 1], [1, 2]], \"actual\": [1, null], \"target\": [2, 2]}"},
        {"rank", "{\"values\": [3, null], \"groups\": [\"a\", \"b\"]}"},
        {"places", "{\"n\": 7, \"shares\": [20, 70, 10]}"},
        {"check", "{" PLAN "}"},
        {"check", "{\"plan\": {}}"},
        {"cascade", "{" PLAN "}"},
        {"appraise", "{" PLAN ", \"period\": \"2026\", \"facts\": [[\"C1\", \"sales\", \"2026\", 50.01]]}"},
        {"explain", "{" PLAN ", \"period\": \"2026\", \"unit\": \"C1\", \"csv\": {\"rows\": \"u,d,v\\nC1,2026-02-03,100.02\\n\"}}"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        int64_t n = 0;

        while (call_within(n, calls[i][0], calls[i][1]) == CPF_E_MEMORY)
            n++;
        assert_true(n > 3);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_methods_describe_themselves),
        cmocka_unit_test(test_words_are_the_methods),
        cmocka_unit_test(test_apportion),
        cmocka_unit_test(test_around_apportion),
        cmocka_unit_test(test_decimals),
        cmocka_unit_test(test_rounding_against_integers),
        cmocka_unit_test(test_score),
        cmocka_unit_test(test_rank),
        cmocka_unit_test(test_plans),
        cmocka_unit_test(test_plan_values),
        cmocka_unit_test(test_documents),
        cmocka_unit_test(test_no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
