/* SPDX-License-Identifier: MIT */
/* The formula language: what is read as what, what is refused and where, and that no bytes do harm. */
#include "support.h"

#include "formula.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static cpf__formula *parse(const char *text)
{
    cpf__formula *formula = NULL;
    cpf_error *error = NULL;

    if (cpf__formula_parse(NULL, text, NULL, &formula, &error) != CPF_OK)
        fail_msg("%s: %s at %s", text, cpf_error_message(error), cpf_error_subject(error));
    assert_null(error);
    assert_string_equal(formula->text, text);
    return formula;
}

static const char *const words[] = {"",  "",  "",    "",   "",  "",   "",  "neg", "not", "+",  "-",
                                    "*", "/", "and", "or", "=", "!=", "<", "<=",  ">",   ">=", "in"};

/* The tree as (operator operands); numbers as num/den, texts in ''. */
static void show(const cpf__formula *formula, int32_t at, cpf_text *out)
{
    const cpf__node *node = &formula->nodes[at];
    char day[16];

    switch (node->kind) {
    case CPF__NODE_NUMBER:
    case CPF__NODE_DAYS:
    case CPF__NODE_MONTHS:
        cpf__text_add_int(out, (int64_t)node->number.num);
        if (node->number.den != 1)
            cpf__text_format(out, "/%lld", (long long)node->number.den);
        cpf__text_add(out, node->kind == CPF__NODE_DAYS ? "d" : node->kind == CPF__NODE_MONTHS ? "m" : "");
        return;
    case CPF__NODE_TEXT:
        cpf__text_format(out, "'%s'", node->text);
        return;
    case CPF__NODE_DATE:
        snprintf(day, sizeof day, "@%d", (int)node->day);
        cpf__text_add(out, day);
        return;
    case CPF__NODE_NAME:
        cpf__text_add(out, node->text);
        return;
    default:
        break;
    }
    cpf__text_format(out, "(%s", node->kind == CPF__NODE_CALL ? node->text : words[node->kind]);
    for (int32_t part = node->left; part != CPF_NONE; part = formula->nodes[part].next) {
        cpf__text_add(out, " ");
        show(formula, part, out);
    }
    if (node->right != CPF_NONE)
        cpf__text_add(out, node->kind == CPF__NODE_CALL ? " where" : "");
    for (int32_t part = node->right; part != CPF_NONE; part = formula->nodes[part].next) {
        cpf__text_add(out, " ");
        show(formula, part, out);
    }
    cpf__text_add(out, ")");
}

static void reads(const char *text, const char *expected)
{
    cpf__formula *formula = parse(text);
    cpf_text *out = cpf__text_new(NULL);

    show(formula, formula->root, out);
    assert_string_equal(cpf_text_data(out), expected);
    for (int32_t i = 0; i < formula->count; i++) {
        assert_true(formula->nodes[i].left < i && formula->nodes[i].right < i);
        assert_true(formula->nodes[i].at >= 0 && formula->nodes[i].at < (int32_t)strlen(text));
        assert_int_equal(formula->nodes[i].text != NULL, formula->nodes[i].kind == CPF__NODE_TEXT ||
                                                             formula->nodes[i].kind == CPF__NODE_NAME ||
                                                             formula->nodes[i].kind == CPF__NODE_CALL);
    }
    cpf_text_free(out);
    cpf__formula_free(formula);
}

static void test_precedence(void **state)
{
    (void)state;
    reads("a + b * c - d / e", "(- (+ a (* b c)) (/ d e))");
    reads("a - b - c", "(- (- a b) c)");
    reads("a / b / c * d", "(* (/ (/ a b) c) d)");
    reads("-a * b", "(* (neg a) b)");
    reads("- - a", "(neg (neg a))");
    reads("a * -b", "(* a (neg b))");
    reads("(a + b) * c", "(* (+ a b) c)");
    reads("a or b and not c = d", "(or a (and b (not (= c d))))");
    reads("not not a", "(not (not a))");
    reads("a and b and c or d or e", "(or (or (and (and a b) c) d) e)");
    reads("a + 1 >= b * 2", "(>= (+ a 1) (* b 2))");
    reads("a <> b", "(!= a b)");
    reads("a != b or a < b or a <= b or a > b or a = b",
          "(or (or (or (or (!= a b) (< a b)) (<= a b)) (> a b)) (= a b))");
    reads("a not in period", "(not (in a period))");
    reads("not a in period", "(not (in a period))");
}

static void test_literals(void **state)
{
    (void)state;
    reads("12.50", "25/2");
    reads(".5", "1/2");
    reads("7.", "7");
    reads("85%", "17/20");
    reads("0.5 %", "1/200");
    reads("90 days", "90d");
    reads("1 day", "1d");
    reads("3months", "3m");
    reads("1 month", "1m");
    reads("1970-02-01", "@31");
    reads("a-1970-01-02", "(- a @1)");
    reads("2026-07", "(- 2026 7)");
    reads("'it is'", "'it is'");
    reads("\"it's\"", "'it's'");
    reads("''", "''");
    reads("`net sales (EUR)`", "net sales (EUR)");
    reads("unit.opened", "unit.opened");
    reads("渠道_2", "渠道_2");
    reads("orders", "orders"); /* begins like "or" */
    reads("status in ('a', \"b\", -1.5, 2026-01-01, 3%)", "(in status 'a' 'b' -3/2 @20454 3/100)");
}

static void test_calls(void **state)
{
    (void)state;
    reads("count()", "(count)");
    reads("sum(sales) / sum(sales, year_before) - 1", "(- (/ (sum sales) (sum sales year_before)) 1)");
    reads("count(first_order in period and orders >= 2)", "(count (and (in first_order period) (>= orders 2)))");
    reads("sum(sales where status = 'active')", "(sum sales where (= status 'active'))");
    reads("sum(sales, trailing(3), company where orders(before) = 0)",
          "(sum sales (trailing 3) company where (= (orders before) 0))");
    reads("when(sum(answers) >= 5, sum(score)/sum(answers))",
          "(when (>= (sum answers) 5) (/ (sum score) (sum answers)))");
    reads("`my f`(1)", "(my f 1)");
    reads(" sum ( a , b ) \t\r\n", "(sum a b)");
    reads("first_order <= signed + 90 days", "(<= first_order (+ signed 90d))");
}

static void refuse(const char *text, const char *code, int64_t column)
{
    const cpf__place place = {.file = "plan.json", .path = "indicators[0].formula", .column = 7};
    cpf__formula *formula = NULL;
    cpf_error *error = NULL;

    assert_int_equal(cpf__formula_parse(NULL, text, &place, &formula, &error), CPF_E_SYNTAX);
    assert_null(formula);
    assert_int_equal(cpf_error_count(error), 1);
    if (strcmp(cpf_error_code_at(error, 0), code) != 0 || cpf__error_place_at(error, 0)->column != column)
        fail_msg("%s: %s at %lld", text, cpf_error_code_at(error, 0), (long long)cpf__error_place_at(error, 0)->column);
    assert_string_equal(cpf__error_place_at(error, 0)->path, place.path);
    cpf_error_free(error);
    assert_int_equal(cpf__formula_parse(NULL, text, NULL, &formula, NULL), CPF_E_SYNTAX);
}

static void test_refusals(void **state)
{
    (void)state;
    refuse("", "formula-value", 1);
    refuse("   ", "formula-value", 4);
    refuse("a +", "formula-value", 4);
    refuse("a + * b", "formula-value", 5);
    refuse("(a", "formula-token", 3);
    refuse("sum(a, b", "formula-token", 9);
    refuse("sum(a,)", "formula-value", 7);
    refuse("sum(a b)", "formula-token", 7);
    refuse("sum(where a)", "formula-value", 5);
    refuse("sum(a where)", "formula-value", 12);
    refuse("sum(a where b where c)", "formula-token", 15);
    refuse("a b", "formula-end", 3);
    refuse("a)", "formula-end", 2);
    refuse("a < b < c", "formula-end", 7);
    refuse("a = b in period", "formula-end", 7);
    refuse("a not b", "formula-token", 7);
    refuse("a not", "formula-token", 6);
    refuse("a in 5", "formula-list", 6);
    refuse("a in ()", "formula-list", 7);
    refuse("a in (b)", "formula-list", 7);
    refuse("a in (1, )", "formula-list", 10);
    refuse("a in (-'x')", "formula-list", 8);
    refuse("a in (1 2)", "formula-token", 9);
    refuse("a in (1", "formula-token", 8);
    refuse("a ? b", "formula-character", 3);
    refuse("a ! b", "formula-character", 3);
    refuse("$a", "formula-character", 1);
    refuse("\x01", "formula-character", 1);
    refuse("a + .", "formula-character", 5);
    refuse("'abc", "formula-text", 1);
    refuse("a = \"b'", "formula-text", 5);
    refuse("``", "formula-text", 1);
    refuse("1.2.3", "formula-number", 1);
    refuse("a = 2026-02-30", "formula-date", 5);
    refuse("1.5 days", "formula-whole", 1);
    refuse("9999999999999999999999999999999999999999999", "formula-number", 1);
    refuse("0.0000000000000000000000000000000000001%", "formula-number", 1);
    refuse("and", "formula-value", 1);
    refuse("f(in)", "formula-value", 3);
}

/* `count` times the text. */
static char *many(const char *text, size_t count, const char *tail)
{
    size_t length = strlen(text);
    char *result = calloc(count * length + strlen(tail) + 1, 1);

    for (size_t i = 0; i < count; i++)
        memcpy(result + i * length, text, length);
    strcpy(result + count * length, tail);
    return result;
}

static void limit(const char *text, size_t fits, size_t too_many, const char *tail, const char *code)
{
    char *good = many(text, fits, tail), *bad = many(text, too_many, tail);
    cpf__formula *formula = parse(good);
    cpf_error *error = NULL;

    cpf__formula_free(formula);
    formula = NULL;
    assert_int_equal(cpf__formula_parse(NULL, bad, NULL, &formula, &error), CPF_E_SYNTAX);
    assert_null(formula);
    cpf_test_has(error, code);
    cpf_error_free(error);
    free(good);
    free(bad);
}

static void test_limits(void **state)
{
    (void)state;
    limit("-", 199, 200, "a", "formula-deep");
    limit("not ", 199, 200, "a", "formula-deep");
    limit("a+", 2047, 2048, "a", "formula-nodes");
    limit(" ", 65535, 65536, "a", "formula-long");
    {
        char *open = many("(", 199, "a"), *close = many(")", 199, ""), *all = calloc(400, 1);

        strcat(strcpy(all, open), close);
        cpf__formula_free(parse(all));
        free(open);
        free(close);
        free(all);
    }
}

/* A random tree is written with all its parentheses and read back the same. */
static void write_random(cpf_test_random *random, int depth, cpf_text *text, cpf_text *expected)
{
    static const char *const operators[] = {"+", "-", "*", "/"};
    const char *sign = operators[cpf_test_next(random) % 4];

    if (depth == 0 || cpf_test_next(random) % 5 == 0) {
        int64_t value = cpf_test_between(random, 0, 99);

        cpf__text_add_int(text, value);
        cpf__text_add_int(expected, value);
        return;
    }
    cpf__text_add(text, "(");
    cpf__text_format(expected, "(%s ", sign);
    write_random(random, depth - 1, text, expected);
    cpf__text_format(text, " %s ", sign);
    cpf__text_add(expected, " ");
    write_random(random, depth - 1, text, expected);
    cpf__text_add(text, ")");
    cpf__text_add(expected, ")");
}

static void test_round_trip(void **state)
{
    cpf_test_random random = cpf_test_seed("round trip", 31);

    (void)state;
    for (int round = 0; round < 300; round++) {
        cpf_text *text = cpf__text_new(NULL), *expected = cpf__text_new(NULL);

        write_random(&random, 6, text, expected);
        reads(cpf_text_data(text), cpf_text_data(expected));
        cpf_text_free(text);
        cpf_text_free(expected);
    }
}

/* Any bytes, and any pieces of formulas, are read or refused with one finding inside the text. */
static void test_random_bytes(void **state)
{
    static const char *const pieces[] = {
        "sum", "(",          ")", ",", " where ", " in ",  " not ", "1",  ".5", "%", " days", "'",   "x",
        "`",   "2026-07-31", "-", "<", ">=",      " and ", " or ",  "\"", "*",  "/", "$",     "\xe6"};
    cpf_test_random random = cpf_test_seed("random bytes", 32);
    int good = 0;

    (void)state;
    for (int round = 0; round < 60000; round++) {
        char text[128] = "";
        cpf__formula *formula = NULL;
        cpf_error *error = NULL;
        int length = (int)cpf_test_between(&random, 0, 12);

        for (int i = 0; i < length; i++) {
            if (round % 2)
                strcat(text, pieces[cpf_test_next(&random) % (sizeof pieces / sizeof pieces[0])]);
            else
                text[i] = (char)cpf_test_between(&random, 1, 255);
        }
        if (cpf__formula_parse(NULL, text, NULL, &formula, &error) == CPF_OK) {
            good++;
        } else {
            int64_t column = cpf__error_place_at(error, 0)->column;

            assert_int_equal(cpf_error_count(error), 1);
            assert_true(column >= 1 && column <= (int64_t)strlen(text) + 1);
        }
        cpf__formula_free(formula);
        cpf_error_free(error);
    }
    assert_true(good > 500);
}

static void expands(const char *text, const char *expected)
{
    static const char *const names[] = {"sales", "n", "sale", "条件"}, *const values[] = {"net", "10", "x", "a >= 1"};
    cpf_text *out = NULL;

    assert_int_equal(cpf__formula_expand(NULL, text, 4, names, values, NULL, &out, NULL), CPF_OK);
    assert_string_equal(cpf_text_data(out), expected);
    cpf_text_free(out);
}

static void test_expand(void **state)
{
    const cpf__place place = {.path = "p"};
    cpf_error *error = NULL;
    cpf_text *out = NULL;

    (void)state;
    expands("top($n, $sales)", "top(10, net)");
    expands("$sales(before)+$sale", "net(before)+x");
    expands("", "");
    expands("$sales.x", "net.x");
    expands("'$sales' + $n + \"$n'$n\" + `$n`", "'$sales' + 10 + \"$n'$n\" + `$n`");
    expands("5 $ 6", "5 $ 6");
    expands("count($条件)", "count(a >= 1)");
    assert_int_equal(cpf__formula_expand(NULL, "$a + $b_2", 0, NULL, NULL, &place, &out, &error), CPF_E_PLAN);
    assert_null(out);
    assert_int_equal(cpf_error_count(error), 2);
    assert_non_null(strstr(cpf_error_message_at(error, 1, CPF_ENGLISH), "$b_2"));
    assert_int_equal(cpf__error_place_at(error, 1)->column, 6);
    cpf_error_free(error);
}

static void test_memory(void **state)
{
    static const char *const texts[] = {"sum(`a` where b in ('x', 'y')) + 2026-01-01", "sum(a) b", "$x"};
    int done = 0;

    (void)state;
    for (int64_t n = 0; done < 4; n++) {
        static const cpf_status expected[] = {CPF_OK, CPF_E_SYNTAX, CPF_E_PLAN, CPF_OK};
        static const char *const names[] = {"x"}, *const values[] = {"1"};
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(n, &memory);
        cpf__formula *formula = NULL;
        cpf_error *error = NULL;
        cpf_text *out = NULL;

        if (context) {
            cpf_status status =
                done < 2 ? cpf__formula_parse(context, texts[done], NULL, &formula, &error)
                         : cpf__formula_expand(context, texts[2], done - 2, names, values, NULL, &out, &error);

            assert_true(status == CPF_E_MEMORY || status == expected[done]);
            assert_int_equal(cpf_error_status(error), status);
            done += status != CPF_E_MEMORY;
            n = status != CPF_E_MEMORY ? 0 : n;
        }
        cpf__formula_free(formula);
        cpf_text_free(out);
        cpf_error_free(error);
        cpf_test_failing_free(context, memory);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_precedence),   cmocka_unit_test(test_literals), cmocka_unit_test(test_calls),
        cmocka_unit_test(test_refusals),     cmocka_unit_test(test_limits),   cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_random_bytes), cmocka_unit_test(test_expand),   cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
