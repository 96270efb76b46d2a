/* SPDX-License-Identifier: MIT */
/* Goals beside each other get what each gets alone, whatever their splits, drivers and policies share or do not. */
#include "test_goal_world.h"

enum { UNITS = 7, CELLS = 6, MOST_DRIVERS = 2 };

typedef struct drawn_goal {
    cpf_id indicator;
    const char *period, *split, *missing, *season;
    int64_t amount;
    int drivers, of[MOST_DRIVERS], in[MOST_DRIVERS], percent;
} drawn_goal;

static const char *const indicators[] = {"sales", "bills", "cash"};
static const char *const drivers[] = {"sales", "cash", "size", "people"};
static const char *const ins[] = {"year_before", "period_before", "2024"};

#define PICK(random, table) (table)[cpf_test_between(random, 0, (int64_t)(sizeof(table) / sizeof(table)[0]) - 1)]

static void draw_goal(cpf_test_random *random, int cell, drawn_goal *it)
{
    static const char *const splits[] = {"equal", "by_base", "by_weight", "blend"};
    static const char *const policies[] = {"zero", "zero", "renormalise", "siblings"};
    static const char *const seasons[] = {"", "equal", "days"};

    it->indicator = cell % 3;
    it->period = cell < 3 ? "2026" : "2025";
    it->split = PICK(random, splits);
    it->missing = PICK(random, policies);
    it->season = PICK(random, seasons);
    it->amount = cpf_test_between(random, -3000, 20000);
    it->drivers = strcmp(it->split, "blend") ? strcmp(it->split, "equal") != 0 : MOST_DRIVERS;
    it->percent = (int)cpf_test_between(random, 0, 1) ? 60 : 30;
    for (int i = 0; i < it->drivers; i++) {
        int first = strcmp(it->split, "by_weight") ? 0 : 2, last = strcmp(it->split, "by_base") ? 3 : 1;

        it->of[i] = (int)cpf_test_between(random, first, last);
        it->in[i] = (int)cpf_test_between(random, 0, 2);
    }
    if (it->drivers == MOST_DRIVERS && it->of[0] == it->of[1])
        it->of[1] = (it->of[0] + 1) % 4;
}

static void add_goal(cpf_plan *plan, const drawn_goal *it)
{
    cpf_goal *goal = cpf_plan_add_goal(plan, "0", indicators[it->indicator], it->period);

    cpf_goal_set_amount(goal, it->amount);
    cpf_goal_set_split(goal, it->split, NULL);
    if (it->drivers && strcmp(it->missing, "zero"))
        cpf_goal_set_missing(goal, it->missing);
    for (int i = 0; i < it->drivers; i++) {
        char percent[8];

        snprintf(percent, sizeof percent, "%d", i ? 100 - it->percent : it->percent);
        cpf_goal_add_driver(goal, drivers[it->of[i]], it->of[i] < 2 ? ins[it->in[i]] : NULL,
                            it->drivers > 1 ? percent : NULL);
    }
    if (*it->season)
        cpf_goal_set_season(goal, it->season, NULL);
}

/* A plan of some of the goals, and its base. Shop 5 has no size; where `spans`, shop 6 is there from 2026 on. */
static cpf_model *model_of(cpf_context *context, const drawn_goal *goals, int first, int end, int spans,
                           cpf_facts **base)
{
    goal_world world = {
        .count = UNITS, .parent = {CPF_NONE, 0, 0, 1, 1, 2, 2}, .depth = {0, 1, 1, 2, 2, 2, 2}, .children = {2, 2, 2}};
    static const int64_t sizes[] = {3, 0}, people[] = {1, 4, 2, 8};
    static const char *const years[] = {"2024", "2025", "2026"};
    cpf_model *model;

    world_plan(&world, context);
    cpf_plan_set_attribute_column(world.plan, "size", 3, 2, sizes, 0);
    cpf_plan_set_attribute_column(world.plan, "size", 6, 1, people, 0);
    cpf_plan_set_attribute_column(world.plan, "people", 3, 4, people, 0);
    if (spans)
        cpf_unit_set_span(cpf_plan_add_unit_under(world.plan, "2", "2", "late", NULL), cpf_day_from_date(2026, 1, 1),
                          CPF_NO_DAY);
    for (int i = first; i < end; i++)
        add_goal(world.plan, &goals[i]);
    model = world_model(&world);
    assert_int_equal(cpf_facts_new(model, base, NULL), CPF_OK);
    for (cpf_id indicator = 0; indicator < 3; indicator++)
        for (int year = 0; year < 3; year++) {
            int64_t values[UNITS + 1];
            uint8_t valid = year == 1 ? 0x77 : 0xff;

            for (int64_t i = 0; i <= UNITS; i++)
                values[i] = (i * 5 + indicator * 3 + year) % 9 - 1;
            cpf_facts_set_column(*base, indicator, cpf_model_find_period(model, years[year]), values, &valid, 0, NULL);
        }
    return model;
}

static cpf_facts *targets_of(const drawn_goal *goals, int first, int end, int spans, cpf_model **model)
{
    cpf_facts *base = NULL, *targets = NULL;
    cpf_error *error = NULL;
    cpf_status status;

    *model = model_of(NULL, goals, first, end, spans, &base);
    status = cpf_cascade(*model, base, NULL, &targets, &error);
    assert_int_equal(cpf_test_tell(status, error), CPF_OK);
    cpf_facts_free(base);
    return targets;
}

static int compare(const cpf_model *model, const cpf_facts *all, const cpf_facts *alone, const drawn_goal *goal)
{
    int compared = 0;

    for (cpf_id period = 0; period < cpf_model_period_count(model); period++)
        for (cpf_id unit = 0; unit < cpf_model_unit_count(model); unit++) {
            int64_t one = -1, other = -1;

            if (cpf_facts_value(alone, unit, goal->indicator, period, &other) != CPF_OK)
                continue;
            assert_int_equal(cpf_facts_value(all, unit, goal->indicator, period, &one), CPF_OK);
            assert_int_equal(one, other);
            compared++;
        }
    return compared;
}

static void test_beside(void **state)
{
    cpf_test_random random = cpf_test_seed("goals beside", 20261125);

    (void)state;
    for (int round = 0; round < 120; round++) {
        drawn_goal goals[CELLS];
        int spans = round % 3 == 0;
        cpf_facts *all;
        cpf_model *model;

        for (int i = 0; i < CELLS; i++) {
            draw_goal(&random, i, &goals[i]);
            if (i && cpf_test_between(&random, 0, 1)) { /* nearly like the one before */
                drawn_goal own = goals[i];

                goals[i] = goals[i - 1];
                goals[i].indicator = own.indicator;
                goals[i].period = own.period;
                goals[i].in[0] = cpf_test_between(&random, 0, 2) ? goals[i].in[0] : own.in[0];
                goals[i].percent = own.percent;
            }
        }
        all = targets_of(goals, 0, CELLS, spans, &model);
        for (int i = 0; i < CELLS; i++) {
            cpf_model *own;
            cpf_facts *alone = targets_of(goals, i, i + 1, spans, &own);

            assert_true(compare(model, all, alone, &goals[i]) >= UNITS);
            cpf_facts_free(alone);
            cpf_model_free(own);
        }
        cpf_facts_free(all);
        cpf_model_free(model);
    }
}

static cpf_status cascade_and_tell(const cpf_model *model, const cpf_facts *base)
{
    static const char *const names[] = {"effects", "roundings"};
    cpf_facts *targets = NULL;
    cpf_status status = cpf_cascade(model, base, NULL, &targets, NULL);

    assert_int_equal(targets != NULL, status == CPF_OK);
    for (int i = 0; i < 2 && status == CPF_OK; i++) {
        cpf_stage_options options;
        cpf_tables *tables = NULL;

        cpf_stage_options_init(&options, sizeof options);
        options.only = names[i];
        options.period = i ? CPF_NONE : cpf_model_find_period(model, "2026");
        status = cpf_cascade_tables(model, base, targets, &options, &tables, NULL);
        assert_int_equal(tables != NULL, status == CPF_OK);
        if (tables)
            assert_true(cpf_table_row_count(cpf_tables_find(tables, names[i])) > 0);
        cpf_tables_free(tables);
    }
    cpf_facts_free(targets);
    return status;
}

/* Every allocation fails once: of the cascade, of what brought the shares about, of what was rounded. */
static void test_no_memory(void **state)
{
    cpf_test_random random = cpf_test_seed("goals beside, no memory", 20261126);

    (void)state;
    for (int round = 0; round < 8; round++) {
        drawn_goal goals[CELLS];
        cpf_test_memory *memory = NULL;
        cpf_context *context = cpf_test_failing_context(-1, &memory);
        cpf_status status = CPF_E_MEMORY;
        cpf_facts *base = NULL;
        cpf_model *model;

        for (int i = 0; i < CELLS; i++)
            draw_goal(&random, i, &goals[i]);
        goals[0].amount = 10007;
        model = model_of(context, goals, 0, CELLS, round % 2, &base);
        for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
            int64_t live = cpf_test_memory_live(memory);

            cpf_test_memory_limit(memory, n);
            status = cascade_and_tell(model, base);
            cpf_test_memory_limit(memory, -1);
            assert_int_equal(cpf_test_memory_live(memory), live);
        }
        assert_int_equal(status, CPF_OK);
        cpf_facts_free(base);
        cpf_model_free(model);
        cpf_test_failing_free(context, memory);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_beside),
        cmocka_unit_test(test_no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
