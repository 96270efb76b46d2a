/* SPDX-License-Identifier: MIT */
/* What is said to a plan is what the model says; nothing is lost when there is no memory; the order of adding changes
 * nothing. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bits.h"
#include "builtin.h"
#include "model_in.h"
#include "test_plan_rich.h"

static cpf_model *freeze_rich(void)
{
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    rich_plan rich;

    assert_int_equal(rich_new(NULL, &rich), CPF_OK);
    assert_int_equal(cpf_test_tell(cpf_plan_freeze(rich.plan, &model, &error), error), CPF_OK);
    cpf_error_free(error);
    cpf_plan_free(rich.plan);
    return model;
}

static void units_are_in_breadth_first_order_of_codes(void **state)
{
    static const char *const expected[] = {"CN", "east", "west", "R9", "R10", "R1", "R2"};
    cpf_model *model = freeze_rich();
    cpf_id begin, end;

    (void)state;
    assert_int_equal(cpf_model_unit_count(model), 7);
    for (cpf_id i = 0; i < 7; i++) {
        assert_string_equal(cpf_model_unit_code(model, i), expected[i]);
        assert_int_equal(cpf_model_find_unit(model, expected[i]), i);
    }
    cpf_model_unit_children(model, 2, &begin, &end);
    assert_int_equal(begin, 5);
    assert_int_equal(end, 7);
    assert_int_equal(cpf_model_unit_added(model, 3), 4);
    assert_int_equal(cpf_model_unit_added(model, 7), CPF_NONE);
    assert_string_equal(cpf_model_unit_name(model, 4), "Ten");
    assert_string_equal(cpf_model_unit_name(model, 3), "R9");
    assert_string_equal(cpf_model_unit_level(model, 3), "channel");
    assert_int_equal(model->channel_level, 2);
    cpf_model_free(model);
}

static void attributes_are_inherited_and_numbers_are_not(void **state)
{
    cpf_model *model = freeze_rich();
    cpf_id potential = cpf__model_find_attribute(model, "potential");
    const cpf__attribute *attribute = &model->attributes[potential];

    (void)state;
    assert_string_equal(cpf_model_unit_attribute(model, cpf_model_find_unit(model, "R9"), "stage"), "mature");
    assert_string_equal(cpf_model_unit_attribute(model, cpf_model_find_unit(model, "R1"), "stage"), "new");
    assert_string_equal(cpf_model_unit_attribute(model, cpf_model_find_unit(model, "R1"), "season"), "retail");
    assert_null(cpf_model_unit_attribute(model, 0, "potential"));
    assert_int_equal(attribute->decimals, 1);
    assert_int_equal(attribute->number[cpf_model_find_unit(model, "R10")], 15);
    assert_int_equal(attribute->number[cpf_model_find_unit(model, "R2")], 20);
    assert_false(cpf__bit(attribute->number_valid, cpf_model_find_unit(model, "R9")));
    assert_null(model->attributes[cpf__model_find_attribute(model, "stage")].number);
    cpf_model_free(model);
}

static void units_are_present_inside_their_span(void **state)
{
    cpf_model *model = freeze_rich();
    cpf_id late = cpf_model_find_unit(model, "R1");
    cpf_day begin = cpf_day_from_date(2025, 6, 1);

    (void)state;
    assert_false(cpf__model_present(model, late, begin - 30, begin));
    assert_true(cpf__model_present(model, late, begin - 30, begin + 1));
    assert_true(cpf__model_present(model, late, begin + 500, begin + 501));
    assert_false(cpf__model_present(model, late, begin + 5, begin + 5));
    assert_true(cpf__model_present(model, 0, begin, begin + 1));
    assert_int_equal(cpf__model_ancestor(model, late, 1), 2);
    assert_int_equal(cpf__model_ancestor(model, late, 2), late);
    assert_int_equal(cpf__model_ancestor(model, 0, 1), CPF_NONE);
    cpf_model_free(model);
}

static void sources_know_their_columns(void **state)
{
    static const char *const expected[] = {"Area", "Key", "Date", "Status", "Amount", "sku", "sku_first", "Product"};
    cpf_model *model = freeze_rich();
    const cpf__source *source = &model->sources[0];

    (void)state;
    assert_int_equal(source->column_count, 8);
    for (int32_t i = 0; i < 8; i++) {
        assert_string_equal(source->columns[i], expected[i]);
        assert_int_equal(source->derived[i], i == 5 || i == 6);
    }
    assert_int_equal(source->day_column, 2);
    assert_int_equal(source->unit_count, 2);
    assert_string_equal(source->prefix, "R");
    assert_int_equal(source->feed_count, 4);
    assert_int_equal(source->feeds[1].column, CPF_NONE);
    assert_int_equal(source->feeds[1].filter.count, 3);
    assert_int_equal(source->lookups[0].column, 7);
    assert_int_equal(source->lookups[0].as, 5);
    assert_int_equal(source->firsts[0].column, 5);
    cpf_model_free(model);
}

static void goals_are_resolved(void **state)
{
    cpf_model *model = freeze_rich();
    const struct cpf_goal *year = &model->goals[0], *level = &model->goals[2];

    (void)state;
    assert_int_equal(year->target, 12000000);
    assert_int_equal(year->floor, 10000000);
    assert_int_equal(year->manner->step, 1000);
    assert_int_equal(year->manner->split, CPF__SPLIT_BLEND);
    assert_int_equal(year->manner->to_level, 2);
    assert_int_equal(year->manner->drivers[0].percent, 600000);
    assert_int_equal(year->manner->drivers[0].relative, CPF__YEAR_BEFORE);
    assert_int_equal(year->manner->drivers[1].indicator, CPF_NONE);
    assert_int_equal(year->manner->drivers[1].attribute, cpf__model_find_attribute(model, "potential"));
    assert_int_equal(year->manner->season_attribute, cpf__model_find_attribute(model, "season"));
    assert_int_equal(year->manner->season_of_text[0], 0);
    assert_int_equal(model->goals[1].target, 1000000);
    assert_int_equal(model->goals[1].manner->split, CPF_NONE);
    assert_int_equal(model->goals[1].manner->season, CPF_NONE);
    assert_int_equal(level->target, 950);
    assert_int_equal(level->manner->split, CPF__SPLIT_SAME);
    cpf_model_free(model);
}

static void scorecards_and_grades_are_resolved(void **state)
{
    cpf_model *model = freeze_rich();
    const struct cpf_scorecard *card = &model->scorecards[0];
    const struct cpf_standing *bands = &model->standings[0], *quotas = &model->standings[1];

    (void)state;
    assert_int_equal(card->item_count, 3);
    assert_int_equal(card->items[0].weight, 600000);
    assert_int_equal(card->items[0].attain.zero, CPF__ZERO_ABSOLUTE);
    assert_int_equal(card->items[0].attain.scale, 100000);
    assert_int_equal(card->items[0].attain.negative, CPF__NEGATIVE_MISSING);
    assert_int_equal(card->items[1].target_kind, CPF__TARGET_FORMULA);
    assert_int_equal(card->items[2].target_kind, CPF__TARGET_CONSTANT);
    assert_int_equal(card->items[2].constant, 3);
    assert_non_null(card->items[2].curve);
    assert_int_equal(bands->group_kind, CPF__GROUP_LEVEL);
    assert_int_equal(bands->group_level, 1);
    assert_int_equal(bands->bands[1].from, 9050);
    assert_true(bands->bands[2].from == INT64_MIN);
    assert_int_equal(quotas->quotas[1].share, 800000);
    assert_int_equal(quotas->rest, 1);
    assert_int_equal(quotas->tie, CPF__TIE_UP);
    assert_int_equal(quotas->rank, CPF__RANK_DENSE);
    assert_int_equal(quotas->minimum, 3);
    cpf_model_free(model);
}

static void indicators_have_decimals_of_what_they_sum(void **state)
{
    cpf_model *model = freeze_rich();

    (void)state;
    assert_int_equal(model->indicators[0].decimals, 2);
    assert_true(model->indicators[0].additive);
    assert_int_equal(model->indicators[1].decimals, 3);
    assert_false(model->indicators[1].additive);
    assert_int_equal(model->indicators[2].decimals, 0);
    assert_true(model->indicators[2].additive);
    cpf_model_free(model);
}

/* Every built-in indicator compiles once its measures exist; what they need is made from the parameters' own words. */
static void every_builtin_compiles(void **state)
{
    (void)state;
    for (int32_t i = 0; i < cpf__builtin_count; i++) {
        const cpf_entry *entry = &cpf__builtins[i].entry;
        cpf_model *model = NULL;
        cpf_error *error = NULL;
        rich_plan rich;
        cpf_indicator *indicator;

        assert_int_equal(rich_new(NULL, &rich), CPF_OK);
        indicator = cpf_plan_add_builtin(rich.plan, "built_in", NULL, entry->name);
        for (int32_t j = 0; j < entry->param_count; j++) {
            const cpf_param *param = &entry->params[j];

            if (strcmp(param->unit, "measure") != 0 || param->minimum)
                continue;
            /* What is told apart, a date, a number: as the row's formula uses the parameter. */
            cpf_indicator_set_parameter(indicator, param->name,
                                        strstr(param->name, "first") || strstr(param->name, "sign") ? "first_order"
                                                                                                    : "sales");
        }
        if (strstr(entry->formula, "target(")) {
            /* What is computed with targets stands in scorecards. */
            assert_int_equal(cpf_plan_freeze(rich.plan, &model, &error), CPF_E_PLAN);
            assert_int_equal(cpf_test_has(error, "target-here"), 0);
            cpf_error_free(error);
            cpf_plan_free(rich.plan);
            continue;
        }
        if (cpf_plan_freeze(rich.plan, &model, &error) != CPF_OK) {
            printf("%s: %s\n", entry->name, entry->formula);
            (void)cpf_test_tell(CPF_E_PLAN, error);
            fail();
        }
        assert_true(model->indicators[3].program.op_count > 0);
        assert_int_equal(model->indicators[3].additive, cpf__builtins[i].additive);
        cpf_model_free(model);
        cpf_plan_free(rich.plan);
    }
}

static void warnings_do_not_stop_a_freeze(void **state)
{
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    rich_plan rich;

    (void)state;
    assert_int_equal(rich_new(NULL, &rich), CPF_OK);
    (void)cpf_plan_add_source(rich.plan, "empty", NULL);
    assert_int_equal(cpf_plan_check(rich.plan, &error), CPF_E_PLAN); /* no unit, no day: errors; no feeds: a warning */
    assert_int_equal(cpf_error_count(error), 3);
    assert_int_equal(cpf_error_severity_at(error, 2), CPF_WARNING);
    cpf_error_free(error);
    error = NULL;
    cpf_plan_free(rich.plan);
    assert_int_equal(rich_new(NULL, &rich), CPF_OK);
    cpf_goal_set_range(rich.year, "130000", NULL);
    assert_int_equal(cpf_plan_check(rich.plan, &error), CPF_OK);
    assert_string_equal(cpf_error_code_at(error, 0), "goal-floor");
    cpf_error_free(error);
    error = NULL;
    assert_int_equal(cpf_plan_freeze(rich.plan, &model, &error), CPF_OK);
    assert_null(error);
    cpf_model_free(model);
    cpf_plan_free(rich.plan);
}

static void arguments_are_checked(void **state)
{
    cpf_model *model = NULL;
    cpf_error *error = NULL;

    (void)state;
    assert_int_equal(cpf_plan_new(NULL, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_plan_freeze(NULL, &model, &error), CPF_E_ARGUMENT);
    cpf_error_free(error);
    assert_int_equal(cpf_plan_check(NULL, NULL), CPF_E_ARGUMENT);
    cpf_plan_free(NULL);
    cpf_model_free(NULL);
    assert_null(cpf_plan_add_unit(NULL, NULL, "a", "b", "c"));
    cpf_unit_set_span(NULL, 0, 1);
    cpf_goal_set_target(NULL, "1");
    cpf_item_set_target(NULL, "1");
    cpf_source_add_measure(NULL, "a", "b", NULL);
    cpf_standing_add_band(NULL, "A", NULL);
    cpf_indicator_set_unit(NULL, "x");
}

/* Plan and model in every state in which memory may run out. */
static void every_failed_allocation_is_clean(void **state)
{
    cpf_status status = CPF_E_MEMORY;
    int64_t n = 0;

    (void)state;
    for (; status != CPF_OK; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(n, &memory);
        cpf_model *model = NULL;
        cpf_error *error = NULL;
        rich_plan rich = {0};

        status = context ? rich_new(context, &rich) : CPF_E_MEMORY;
        if (status == CPF_OK)
            status = cpf_plan_freeze(rich.plan, &model, &error);
        assert_true(status == CPF_OK || status == CPF_E_MEMORY);
        assert_true(status == CPF_OK ? model && !error : !model);
        cpf_error_free(error);
        cpf_model_free(model);
        cpf_plan_free(rich.plan);
        cpf_test_failing_free(context, memory);
    }
    printf("allocations run: %lld\n", (long long)n);
    assert_true(n > 100);
}

/* Findings, too, may run out of memory. */
static void every_failed_allocation_of_a_broken_plan_is_clean(void **state)
{
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(n, &memory);
        cpf_error *error = NULL;
        rich_plan rich = {0};

        status = context ? rich_new(context, &rich) : CPF_E_MEMORY;
        if (status == CPF_OK) {
            (void)cpf_plan_add_unit_under(rich.plan, "nobody", "channel", "R77", NULL);
            (void)cpf_plan_add_goal(rich.plan, "R78", "saels", "2031");
            cpf_plan_add_season(rich.plan, "bad", -1, NULL);
            cpf_goal_set_split(rich.level, "equal", "regoin");
            status = cpf_plan_check(rich.plan, &error);
        }
        assert_true(status == CPF_E_PLAN || status == CPF_E_MEMORY);
        cpf_error_free(error);
        cpf_plan_free(rich.plan);
        cpf_test_failing_free(context, memory);
    }
}

static int same_cells(const cpf_table *a, const cpf_table *b, int64_t row)
{
    char left[40], right[40];

    for (int32_t column = 0; column < cpf_table_column_count(a); column++)
        if (strcmp(cpf_table_format(a, column, row, left), cpf_table_format(b, column, row, right)) != 0)
            return 0;
    return 1;
}

static void assert_same_tables(const cpf_model *a, const cpf_model *b)
{
    static const char *const names[] = {"units", "periods", "measures", "indicators", "goals", "scorecards", "sources"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        cpf_table *left = NULL, *right = NULL;

        assert_int_equal(cpf_model_table(a, names[i], &left, NULL), CPF_OK);
        assert_int_equal(cpf_model_table(b, names[i], &right, NULL), CPF_OK);
        assert_int_equal(cpf_table_row_count(left), cpf_table_row_count(right));
        assert_int_equal(cpf_table_column_count(left), cpf_table_column_count(right));
        for (int64_t row = 0; row < cpf_table_row_count(left); row++)
            assert_true(same_cells(left, right, row));
        cpf_table_free(left);
        cpf_table_free(right);
    }
}

enum { SHUFFLED = 400 };

/* A tree of units with codes, attributes and spans that follow from their numbers, added in the given order. */
static cpf_model *freeze_in_order(const int32_t *order, const int32_t *parent)
{
    cpf_calendar_options options;
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;
    cpf_error *error = NULL;

    assert_int_equal(cpf_plan_new(NULL, &plan), CPF_OK);
    (void)cpf_calendar_options_init(&options, sizeof options);
    options.first_year = options.last_year = 2026;
    cpf_plan_set_calendar(plan, &options);
    for (int32_t depth = 0; depth < SHUFFLED; depth++) {
        char code[24];

        (void)snprintf(code, sizeof code, "L%d", (int)depth);
        cpf_plan_add_level(plan, code, NULL);
    }
    for (int32_t i = 0; i < SHUFFLED; i++) {
        int32_t unit = order[i], depth = 0;
        char code[24], above[24], level[24], value[24];
        cpf_unit *handle;

        for (int32_t up = parent[unit]; up >= 0; up = parent[up])
            depth++;
        (void)snprintf(code, sizeof code, "U%d", (int)(unit * 7 % SHUFFLED));
        (void)snprintf(above, sizeof above, "U%d", (int)(parent[unit] * 7 % SHUFFLED));
        (void)snprintf(level, sizeof level, "L%d", (int)depth);
        (void)snprintf(value, sizeof value, "v%d", (int)(unit % 5));
        handle = cpf_plan_add_unit_under(plan, parent[unit] < 0 ? NULL : above, level, code, NULL);
        cpf_unit_set_attribute(handle, unit % 2 ? "odd" : "even", value);
        if (unit % 3 == 0)
            cpf_unit_set_span(handle, unit, unit + 10);
    }
    assert_int_equal(cpf_test_tell(cpf_plan_freeze(plan, &model, &error), error), CPF_OK);
    cpf_plan_free(plan);
    return model;
}

static void order_of_adding_changes_nothing(void **state)
{
    cpf_test_random random = cpf_test_seed("order_of_adding", 11);
    int32_t order[SHUFFLED], parent[SHUFFLED];
    cpf_model *first;

    (void)state;
    for (int32_t i = 0; i < SHUFFLED; i++) {
        order[i] = i;
        parent[i] = i ? (int32_t)cpf_test_between(&random, 0, i - 1) : -1;
    }
    first = freeze_in_order(order, parent);
    for (int round = 0; round < 10; round++) {
        cpf_model *other;

        cpf_test_shuffle(&random, order, SHUFFLED);
        other = freeze_in_order(order, parent);
        assert_same_tables(first, other);
        cpf_model_free(other);
    }
    cpf_model_free(first);
}

enum { MANY = 100000 };

/* A random tree by positions: every unit keeps its parent, siblings are neighbours in the order of their codes. */
static void random_trees_keep_their_shape(void **state)
{
    cpf_test_random random = cpf_test_seed("random_trees", 12);
    int32_t *parent = malloc(MANY * sizeof *parent);
    cpf_calendar_options options;
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    int64_t value[2] = {5, 6};

    (void)state;
    assert_non_null(parent);
    assert_int_equal(cpf_plan_new(NULL, &plan), CPF_OK);
    (void)cpf_calendar_options_init(&options, sizeof options);
    options.first_year = options.last_year = 2026;
    cpf_plan_set_calendar(plan, &options);
    cpf_plan_add_level(plan, "top", NULL);
    cpf_plan_add_level(plan, "middle", NULL);
    cpf_plan_add_level(plan, "leaf", NULL);
    for (int32_t i = 0; i < MANY; i++)
        parent[i] = i == 0 ? CPF_NONE : i <= 300 ? 0 : (int32_t)cpf_test_between(&random, 1, 300);
    cpf_plan_add_units(plan, "top", 1, parent, NULL);
    cpf_plan_add_units(plan, "middle", 300, parent + 1, NULL);
    cpf_plan_add_units(plan, "leaf", MANY - 301, parent + 301, NULL);
    cpf_plan_set_attribute_column(plan, "weight", 500, 2, value, 1);
    assert_int_equal(cpf_test_tell(cpf_plan_freeze(plan, &model, &error), error), CPF_OK);
    for (int32_t i = 0; i < MANY; i++) {
        cpf_id unit = cpf_model_unit_added(model, i);
        char code[24];

        (void)snprintf(code, sizeof code, "%d", (int)i);
        assert_string_equal(cpf_model_unit_code(model, unit), code);
        assert_int_equal(cpf_model_unit_parent(model, unit), i ? cpf_model_unit_added(model, parent[i]) : CPF_NONE);
        if (unit > 1 && cpf_model_unit_parent(model, unit) == cpf_model_unit_parent(model, unit - 1))
            assert_true(cpf__code_compare(cpf_model_unit_code(model, unit - 1), code) < 0);
    }
    assert_int_equal(model->attributes[0].number[cpf_model_unit_added(model, 501)], 6);
    assert_false(cpf__bit(model->attributes[0].number_valid, cpf_model_unit_added(model, 502)));
    cpf_model_free(model);
    cpf_plan_free(plan);
    free(parent);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_are_in_breadth_first_order_of_codes),
        cmocka_unit_test(attributes_are_inherited_and_numbers_are_not),
        cmocka_unit_test(units_are_present_inside_their_span),
        cmocka_unit_test(sources_know_their_columns),
        cmocka_unit_test(goals_are_resolved),
        cmocka_unit_test(scorecards_and_grades_are_resolved),
        cmocka_unit_test(indicators_have_decimals_of_what_they_sum),
        cmocka_unit_test(every_builtin_compiles),
        cmocka_unit_test(warnings_do_not_stop_a_freeze),
        cmocka_unit_test(arguments_are_checked),
        cmocka_unit_test(every_failed_allocation_is_clean),
        cmocka_unit_test(every_failed_allocation_of_a_broken_plan_is_clean),
        cmocka_unit_test(order_of_adding_changes_nothing),
        cmocka_unit_test(random_trees_keep_their_shape),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
