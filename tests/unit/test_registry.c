/* SPDX-License-Identifier: MIT */
/* A walk over all tables as a binding does it: nothing is missing or told twice, defaults lie in their bounds. */
#include "support.h"

#include "apportion.h"
#include "rank.h"

#include <string.h>

static int has_chinese(const char *text)
{
    for (; *text; text++) {
        if ((unsigned char)*text >= 0xe4 && (unsigned char)*text <= 0xe9)
            return 1;
    }
    return 0;
}

static void check_text(const char *english, const char *chinese)
{
    assert_true(english && english[0] && !has_chinese(english));
    assert_true(chinese && chinese[0] && has_chinese(chinese));
}

static void check_bounds(const cpf_param *param)
{
    int64_t low = INT64_MIN, high = INT64_MAX, value;
    int32_t decimals = param->minimum && strchr(param->minimum, '.') ? 9 : 3;

    if (param->minimum)
        assert_int_equal(cpf_decimal_parse(param->minimum, decimals, 0, &low), CPF_OK);
    if (param->maximum)
        assert_int_equal(cpf_decimal_parse(param->maximum, decimals, 0, &high), CPF_OK);
    assert_true(low < high);
    if (!param->fallback || !*param->fallback || (!param->minimum && !param->maximum))
        return;
    assert_int_equal(cpf_decimal_parse(param->fallback, decimals, 0, &value), CPF_OK);
    assert_true(value >= low && value <= high);
}

static void check_params(const cpf_entry *entry)
{
    assert_true(entry->param_count >= 0);
    assert_int_equal(entry->params == NULL, entry->param_count == 0);
    for (int32_t i = 0; i < entry->param_count; i++) {
        const cpf_param *param = &entry->params[i];

        assert_true(param->name && param->name[0] && param->unit && param->unit[0]);
        check_text(param->summary, param->summary_zh);
        check_bounds(param);
        for (int32_t k = 0; k < i; k++)
            assert_string_not_equal(param->name, entry->params[k].name);
        /* a choice: one of its words is the default */
        if (strchr(param->unit, '|') && param->fallback)
            assert_non_null(strstr(param->unit, param->fallback));
    }
}

static void test_walk(void **state)
{
    int32_t tables = 0;

    (void)state;
    for (int32_t registry = -1; registry < 20; registry++) {
        int32_t count = cpf_registry_count(registry);

        tables += count > 0;
        for (int32_t i = 0; i < count; i++) {
            const cpf_entry *entry = cpf_registry_at(registry, i);

            assert_true(entry->name && entry->name[0] && !has_chinese(entry->name));
            check_text(entry->title, entry->title_zh);
            check_text(entry->summary, entry->summary_zh);
            assert_non_null(entry->formula);
            assert_true(entry->formula[0] || registry == CPF_REGISTRY_RECORDS);
            assert_non_null(entry->source);
            assert_int_equal(entry->reserved, 0);
            assert_ptr_equal(cpf_registry_find(registry, entry->name), entry); /* unique, too */
            check_params(entry);
        }
        assert_null(cpf_registry_at(registry, count));
        assert_null(cpf_registry_at(registry, -1));
        assert_null(cpf_registry_find(registry, "no such row"));
        assert_null(cpf_registry_find(registry, NULL));
    }
    assert_int_equal(tables, 10);
}

/* The methods' rows carry the names by which the methods themselves go. */
static void test_methods(void **state)
{
    (void)state;
    assert_int_equal(cpf_registry_count(CPF_REGISTRY_APPORTIONMENTS), CPF__APPORTION_COUNT);
    for (int32_t i = 0; i < CPF__APPORTION_COUNT; i++)
        assert_string_equal(cpf_registry_at(CPF_REGISTRY_APPORTIONMENTS, i)->name, cpf__apportion_methods[i].name);
    assert_int_equal(cpf_registry_count(CPF_REGISTRY_RANKS), CPF__RANK_COUNT);
    for (int32_t i = 0; i < CPF__RANK_COUNT; i++)
        assert_string_equal(cpf_registry_at(CPF_REGISTRY_RANKS, i)->name, cpf__rank_methods[i].name);
    assert_int_equal(cpf_registry_count(CPF_REGISTRY_PERCENTILES), CPF__PERCENTILE_COUNT);
    for (int32_t i = 0; i < CPF__PERCENTILE_COUNT; i++)
        assert_string_equal(cpf_registry_at(CPF_REGISTRY_PERCENTILES, i)->name, cpf__percentile_methods[i].name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_walk),
        cmocka_unit_test(test_methods),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
