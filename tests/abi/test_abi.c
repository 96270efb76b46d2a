/* SPDX-License-Identifier: MIT */
/* What callers compiled in and may rely on for ever: numbers of statuses and enumerators, layout of public structs. */
#include "support.h"

#include <string.h>

#define AT(type, member, offset) _Static_assert(offsetof(type, member) == (offset), #type "." #member)
#define SIZE(type, size) _Static_assert(sizeof(type) == (size), #type)
#define IS(name, number) _Static_assert((name) == (number), #name)

_Static_assert(sizeof(void *) == 8, "the sizes below are those of 64-bit machines");

SIZE(cpf_status, 4);
SIZE(cpf_id, 4);
SIZE(cpf_day, 4);

SIZE(cpf_allocator, 32);
AT(cpf_allocator, user, 0);
AT(cpf_allocator, allocate, 8);
AT(cpf_allocator, reallocate, 16);
AT(cpf_allocator, release, 24);

SIZE(cpf_calendar_options, 40);
AT(cpf_calendar_options, struct_size, 0);
AT(cpf_calendar_options, first_year, 4);
AT(cpf_calendar_options, last_year, 8);
AT(cpf_calendar_options, fiscal_start_month, 12);
AT(cpf_calendar_options, label_by_start, 16);
AT(cpf_calendar_options, pattern, 20);
AT(cpf_calendar_options, grain, 24);
AT(cpf_calendar_options, week_start, 28);
AT(cpf_calendar_options, working_week, 32);
AT(cpf_calendar_options, left_out, 36);

SIZE(cpf_measure_options, 16);
AT(cpf_measure_options, period_count, 4);
AT(cpf_measure_options, periods, 8);

SIZE(cpf_cascade_options, 16);
AT(cpf_cascade_options, reuse, 4);
AT(cpf_cascade_options, as_of, 8);

SIZE(cpf_appraise_options, 16);
AT(cpf_appraise_options, period, 4);
AT(cpf_appraise_options, reuse, 8);
AT(cpf_appraise_options, reserved, 12);

SIZE(cpf_read_options, 40);
AT(cpf_read_options, folder, 8);
AT(cpf_read_options, aside, 16);
AT(cpf_read_options, progress, 24);
AT(cpf_read_options, user, 32);

SIZE(cpf_param, 56);
AT(cpf_param, name, 0);
AT(cpf_param, summary, 8);
AT(cpf_param, summary_zh, 16);
AT(cpf_param, unit, 24);
AT(cpf_param, minimum, 32);
AT(cpf_param, maximum, 40);
AT(cpf_param, fallback, 48);

SIZE(cpf_entry, 72);
AT(cpf_entry, name, 0);
AT(cpf_entry, title, 8);
AT(cpf_entry, title_zh, 16);
AT(cpf_entry, summary, 24);
AT(cpf_entry, summary_zh, 32);
AT(cpf_entry, formula, 40);
AT(cpf_entry, source, 48);
AT(cpf_entry, params, 56);
AT(cpf_entry, param_count, 64);

SIZE(cpf_method, 80);
AT(cpf_method, returns, 72);

IS(CPF_NONE, -1);
IS(CPF_NO_DAY, INT32_MIN);
IS(CPF_ENGLISH, 0);
IS(CPF_CHINESE, 1);
IS(CPF_ERROR, 0);
IS(CPF_WARNING, 1);
IS(CPF_COLUMN_TEXT, 1);
IS(CPF_COLUMN_DECIMAL, 2);
IS(CPF_COLUMN_FLOAT, 3);
IS(CPF_COLUMN_DAY, 4);
IS(CPF_COLUMN_ID, 5);
IS(CPF_COLUMN_FLAG, 6);
IS(CPF_PATTERN_GREGORIAN, 0);
IS(CPF_PATTERN_445, 1);
IS(CPF_PATTERN_454, 2);
IS(CPF_PATTERN_544, 3);
IS(CPF_GRAIN_MONTH, 0);
IS(CPF_GRAIN_QUARTER, 1);
IS(CPF_GRAIN_HALF, 2);
IS(CPF_GRAIN_YEAR, 3);
IS(CPF_GRAIN_WEEK, 4);
IS(CPF_REGISTRY_RULES, 1);
IS(CPF_REGISTRY_SPLITS, 2);
IS(CPF_REGISTRY_SEASONS, 3);
IS(CPF_REGISTRY_AGGREGATES, 4);
IS(CPF_REGISTRY_MEASURES, 5);
IS(CPF_REGISTRY_INDICATORS, 6);
IS(CPF_REGISTRY_APPORTIONMENTS, 7);
IS(CPF_REGISTRY_RANKS, 8);
IS(CPF_REGISTRY_PERCENTILES, 9);
IS(CPF_REGISTRY_RECORDS, 10);

/* Written by hand, on purpose not from the library's own list. */
static const struct {
    cpf_status number;
    const char *name;
} known[] = {
    {0, "CPF_OK"},          {10, "CPF_E_MEMORY"},     {20, "CPF_E_ARGUMENT"},   {21, "CPF_E_ABI"},
    {30, "CPF_E_RANGE"},    {40, "CPF_E_SYNTAX"},     {50, "CPF_E_PLAN"},       {60, "CPF_E_DATA"},
    {61, "CPF_E_MISSING"},  {70, "CPF_E_INFEASIBLE"}, {71, "CPF_E_SUM"},        {80, "CPF_E_NOT_FOUND"},
    {81, "CPF_E_IO"},       {90, "CPF_E_CALLBACK"},   {99, "CPF_E_INTERNAL"},
};
enum { KNOWN = sizeof known / sizeof *known };

static void statuses_keep_number_and_name(void **state)
{
    (void)state;
    assert_int_equal(cpf_status_count(), KNOWN);
    for (int32_t i = 0; i < KNOWN; i++) {
        assert_int_equal(cpf_status_at(i), known[i].number);
        assert_string_equal(cpf_status_name(known[i].number), known[i].name);
        for (int32_t language = 0; language < 2; language++)
            assert_true(strlen(cpf_status_text(known[i].number, language)) > 3);
        assert_string_not_equal(cpf_status_text(known[i].number, 0), cpf_status_text(known[i].number, 1));
    }
    assert_string_equal(cpf_status_name(1234), "CPF_E_?");
    assert_true(strlen(cpf_status_text(1234, 0)) > 3);
    assert_int_equal(cpf_status_at(-1), CPF_E_INTERNAL);
    assert_int_equal(cpf_status_at(KNOWN), CPF_E_INTERNAL);
}

static void versions_agree(void **state)
{
    (void)state;
    assert_int_equal(cpf_version(), CPF_VERSION);
    assert_string_equal(cpf_version_text(), "1.0.0");
}

typedef cpf_status initialiser(void *options, uint32_t struct_size);

static cpf_status calendar(void *options, uint32_t size) { return cpf_calendar_options_init(options, size); }
static cpf_status measure(void *options, uint32_t size) { return cpf_measure_options_init(options, size); }
static cpf_status cascade(void *options, uint32_t size) { return cpf_cascade_options_init(options, size); }
static cpf_status appraise(void *options, uint32_t size) { return cpf_appraise_options_init(options, size); }
static cpf_status reading(void *options, uint32_t size) { return cpf_read_options_init(options, size); }

/* Size in front, zero or default behind, nothing written beyond; an older (smaller than v1) size is refused. */
static void options_know_their_size(void **state)
{
    static const struct {
        initialiser *init;
        uint32_t size;
    } rows[] = {
        {calendar, sizeof(cpf_calendar_options)}, {measure, sizeof(cpf_measure_options)},
        {cascade, sizeof(cpf_cascade_options)},   {appraise, sizeof(cpf_appraise_options)},
        {reading, sizeof(cpf_read_options)},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        union {
            uint32_t size;
            uint64_t aligned[16];
            unsigned char bytes[128];
        } room;

        memset(&room, 0xEE, sizeof room);
        assert_int_equal(rows[i].init(&room, rows[i].size), CPF_OK);
        assert_int_equal(room.size, rows[i].size);
        assert_int_equal(room.bytes[rows[i].size], 0xEE);
        assert_int_equal(rows[i].init(&room, 4), CPF_E_ABI);
        assert_int_equal(rows[i].init(NULL, rows[i].size) == CPF_OK, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(statuses_keep_number_and_name),
        cmocka_unit_test(versions_agree),
        cmocka_unit_test(options_know_their_size),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
