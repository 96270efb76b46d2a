/* SPDX-License-Identifier: MIT */
/* What results were computed from: each part that differs has another fingerprint, and nothing else. */
#include "apply_check.h"

#include "fingerprint.h"
#include "sha256.h"

#include <channelperf/channelperf.h>

static const char pay[] = "{\"kind\": \"pay\", \"rows\": [{\"code\": \"p\", \"by\": \"total\", \"base\": 1000}]}";
static const char other_pay[] = "{\"kind\": \"pay\", \"rows\": [{\"code\": \"p\", \"by\": \"total\", \"base\": 1001}]}";
static const char *const lines[][4] = {{"R1", "sales", "2026-Q3", "400"}, {"R2", "sales", "2026-Q3", "0"}};
static const char *const other_lines[][4] = {{"R1", "sales", "2026-Q3", "400"}, {"R2", "sales", "2026-Q4", "0"}};

static cpf_table *provenance_of(const char *records, const char *const (*facts)[4])
{
    cpf_model *model = apply_model(records);
    cpf_facts *actuals = apply_facts(model, 2, facts), *targets = apply_facts(model, 2, lines);
    cpf_table *table = NULL;

    assert_int_equal(cpf_provenance(model, actuals, targets, &table, NULL), CPF_OK);
    assert_string_equal(cpf_table_name(table), "provenance");
    cpf_facts_free(actuals);
    cpf_facts_free(targets);
    cpf_model_free(model);
    return table;
}

static const char *value_of(const cpf_table *table, const char *item)
{
    for (int64_t row = 0; row < cpf_table_row_count(table); row++)
        if (strcmp(cpf_table_text(table, 0, row), item) == 0)
            return cpf_table_text(table, 1, row);
    fail_msg("no %s", item);
    return NULL;
}

/* How many items of two differ; the same items in the same order. */
static int64_t differing(const cpf_table *one, const cpf_table *two)
{
    int64_t count = 0;

    assert_int_equal(cpf_table_row_count(one), cpf_table_row_count(two));
    for (int64_t row = 0; row < cpf_table_row_count(one); row++) {
        assert_string_equal(cpf_table_text(one, 0, row), cpf_table_text(two, 0, row));
        count += strcmp(cpf_table_text(one, 1, row), cpf_table_text(two, 1, row)) != 0;
    }
    return count;
}

static void test_parts(void **state)
{
    cpf_table *stored = provenance_of(pay, lines), *again = provenance_of(pay, lines),
              *paid = provenance_of(other_pay, lines), *sold = provenance_of(pay, other_lines);

    (void)state;
    assert_string_equal(value_of(stored, "library"), cpf_version_text());
    assert_int_equal(differing(stored, again), 0);
    assert_int_equal(differing(stored, paid), 2);
    assert_string_not_equal(value_of(stored, "plan text"), value_of(paid, "plan text"));
    assert_string_not_equal(value_of(stored, "records pay"), value_of(paid, "records pay"));
    assert_int_equal(differing(stored, sold), 1); /* a 0 is not a missing value */
    assert_string_not_equal(value_of(stored, "actuals"), value_of(sold, "actuals"));
    cpf_table_free(stored);
    cpf_table_free(again);
    cpf_table_free(paid);
    cpf_table_free(sold);
}

/* The text of the plan is told by its SHA-256; a plan that was built by calls has none. */
static void test_text(void **state)
{
    size_t size = sizeof apply_head + sizeof pay + 3;
    char *text = malloc(size), digest[CPF__SHA256_TEXT];
    cpf_table *stored = provenance_of(pay, lines);

    (void)state;
    snprintf(text, size, "%s%s]}", apply_head, pay);
    cpf__sha256_text(text, (int64_t)strlen(text), digest);
    assert_string_equal(value_of(stored, "plan text"), digest);
    free(text);
    cpf_table_free(stored);
}

static void test_arguments(void **state)
{
    cpf_model *model = apply_model(pay), *other = apply_model(pay);
    cpf_facts *facts = apply_facts(other, 2, lines);
    cpf_table *table = NULL;

    (void)state;
    assert_int_equal(cpf_provenance(NULL, NULL, NULL, &table, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_provenance(model, NULL, NULL, NULL, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_provenance(model, facts, NULL, &table, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_provenance(model, NULL, facts, &table, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_provenance(model, NULL, NULL, &table, NULL), CPF_OK);
    cpf_table_free(table);
    cpf_facts_free(facts);
    cpf_model_free(other);
    cpf_model_free(model);
}

/* Reading the plan, and telling what results are from, with every allocation failing once. */
static void test_chaos(void **state)
{
    cpf_test_memory *memory;
    cpf_context *context = cpf_test_failing_context(-1, &memory);
    cpf_plan *plan = apply_plan(context, pay);
    cpf_model *model = NULL;
    cpf_table *table = NULL;
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    assert_int_equal(cpf_plan_freeze(plan, &model, NULL), CPF_OK);
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory_limit(memory, n);
        status = cpf_provenance(model, NULL, NULL, &table, NULL);
    }
    assert_int_equal(status, CPF_OK);
    cpf_test_memory_limit(memory, -1);
    cpf_table_free(table);
    cpf_model_free(model);
    cpf_plan_free(plan);
    cpf_test_failing_free(context, memory);
}

/* Short texts and numbers: no two of many have the same fingerprint, and where a text ends counts. */
static void test_fingerprints(void **state)
{
    enum { MANY = 3000 };
    static char found[MANY][CPF__FINGERPRINT_TEXT];
    cpf__fingerprint at = cpf__fingerprint_begin();

    (void)state;
    for (int i = 0; i < MANY; i++) {
        char text[32];

        at = cpf__fingerprint_begin();
        snprintf(text, sizeof text, "%.*s%d", i % 20, "aaaaaaaaaaaaaaaaaaaa", i / 2);
        cpf__fingerprint_text(&at, text);
        cpf__fingerprint_number(&at, i % 2);
        cpf__fingerprint_end(&at, found[i]);
        assert_int_equal(strlen(found[i]), CPF__FINGERPRINT_TEXT - 1);
        for (int k = 0; k < i; k++)
            assert_string_not_equal(found[k], found[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts), cmocka_unit_test(test_text),         cmocka_unit_test(test_arguments),
        cmocka_unit_test(test_chaos), cmocka_unit_test(test_fingerprints),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
