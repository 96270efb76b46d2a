/* SPDX-License-Identifier: MIT */
/* Every built-in indicator is a formula of the language that its own parameters complete. */
#include "support.h"

#include "aggregate.h"
#include "builtin.h"
#include "formula.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

static cpf_text *completed(const cpf_entry *entry, int32_t params, cpf_status expected)
{
    const char *names[16], *values[16];
    cpf_text *text = NULL;

    for (int32_t i = 0; i < params; i++) {
        names[i] = entry->params[i].name;
        values[i] = entry->params[i].fallback;
    }
    assert_int_equal(cpf__formula_expand(NULL, entry->formula, params, names, values, NULL, &text, NULL), expected);
    return text;
}

static int is_known_call(const char *name)
{
    static const char *const others[] = {"when", "least", "greatest", "days", "working_days", "target", "trailing"};

    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (strcmp(name, others[i]) == 0)
            return 1;
    }
    return cpf__agg_find(name) != CPF_NONE;
}

static void check_calls(const cpf__formula *formula, const cpf_entry *entry)
{
    for (int32_t i = 0; i < formula->count; i++) {
        const cpf__node *node = &formula->nodes[i];
        char window[64];

        if (node->kind != CPF__NODE_CALL || is_known_call(node->text))
            continue;
        /* a measure with a window, as in orders(before) */
        assert_int_not_equal(node->left, CPF_NONE);
        snprintf(window, sizeof window, "%s", formula->nodes[node->left].text);
        if (strcmp(window, "ever") != 0 && strcmp(window, "before") != 0 && strcmp(window, "trailing") != 0)
            fail_msg("%s: %s(%s)", entry->name, node->text, window);
    }
}

static void test_formulas(void **state)
{
    (void)state;
    for (int32_t i = 0; i < cpf__builtin_count; i++) {
        const cpf_entry *entry = &cpf__builtins[i].entry;
        cpf_text *text = completed(entry, entry->param_count, CPF_OK);
        cpf__formula *formula = NULL;
        cpf_error *error = NULL;

        assert_null(strchr(cpf_text_data(text), '$'));
        if (cpf__formula_parse(NULL, cpf_text_data(text), NULL, &formula, &error) != CPF_OK)
            fail_msg("%s: %s", cpf_text_data(text), cpf_error_message(error));
        check_calls(formula, entry);
        cpf__formula_free(formula);
        cpf_text_free(text);
        /* no parameter too many: without the last one the formula is incomplete */
        for (int32_t k = 0; k < entry->param_count; k++) {
            char needle[64];

            snprintf(needle, sizeof needle, "$%s", entry->params[k].name);
            if (!strstr(entry->formula, needle))
                fail_msg("%s has no %s", entry->name, needle);
        }
        assert_null(completed(entry, entry->param_count - 1, CPF_E_PLAN));
    }
}

static void test_rows(void **state)
{
    (void)state;
    for (int32_t i = 0; i < cpf__builtin_count; i++) {
        const cpf__builtin *row = &cpf__builtins[i];

        assert_true(strcmp(row->direction, "more") == 0 || strcmp(row->direction, "less") == 0);
        assert_true(row->decimals >= 0 && row->decimals <= 9);
        assert_true(row->additive == 0 || !strchr(row->entry.formula, '/'));
        assert_non_null(row->unit);
        assert_int_equal(cpf__builtin_find(row->entry.name), i);
        for (int32_t k = 0; k < row->entry.param_count; k++)
            assert_non_null(row->entry.params[k].fallback);
    }
    assert_int_equal(cpf__builtin_find("luck"), CPF_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_formulas),
        cmocka_unit_test(test_rows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
