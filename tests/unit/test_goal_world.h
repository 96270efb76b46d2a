/* SPDX-License-Identifier: MIT */
/* A small random company for the tests of goals: a tree in which a unit's id is its position, months of one year, two
 * indicators that add up and a ratio. */
#ifndef CPF_TEST_GOAL_WORLD_H
#define CPF_TEST_GOAL_WORLD_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

enum { WORLD_UNITS = 64, WORLD_DEPTHS = 8 };

typedef struct goal_world {
    int32_t count, parent[WORLD_UNITS], depth[WORLD_UNITS], children[WORLD_UNITS];
    cpf_plan *plan;
} goal_world;

/* Parents never fall, so that positions are in breadth-first order. */
static inline void world_grow(goal_world *world, cpf_test_random *random, int32_t count)
{
    memset(world, 0, sizeof *world);
    world->count = count;
    world->parent[0] = CPF_NONE;
    for (int32_t i = 1; i < count; i++) {
        int32_t least = i > 1 ? world->parent[i - 1] : 0;
        int32_t most = i - 1 < least + 2 ? i - 1 : least + 2;

        do
            world->parent[i] = (int32_t)cpf_test_between(random, least, most);
        while (world->depth[world->parent[i]] + 1 >= WORLD_DEPTHS);
        world->depth[i] = world->depth[world->parent[i]] + 1;
        world->children[world->parent[i]]++;
    }
}

static inline void world_indicator(cpf_plan *plan, const char *code, const char *formula, int32_t decimals)
{
    cpf_indicator *indicator = cpf_plan_add_indicator(plan, code, code, formula);

    cpf_indicator_set_decimals(indicator, decimals);
    cpf_indicator_set_unit(indicator, "USD");
    cpf_indicator_set_direction(indicator, "more");
    cpf_indicator_set_origin(indicator, "sales", "ERP");
}

/* The plan of the tree: `sales` and `bills` in cents, `cash` in ones, `rate` = cash / bills in 0.0001. Years 2024 to
 * 2026. */
static inline cpf_plan *world_plan(goal_world *world, cpf_context *context)
{
    cpf_calendar_options calendar;
    char level[2] = "0";

    world->plan = NULL;
    if (cpf_plan_new(context, &world->plan) != CPF_OK)
        return NULL;
    cpf_calendar_options_init(&calendar, sizeof calendar);
    calendar.first_year = 2024;
    calendar.last_year = 2026;
    cpf_plan_set_calendar(world->plan, &calendar);
    cpf_plan_set_name(world->plan, "w", "w", "1");
    for (int32_t i = 0; i < WORLD_DEPTHS; i++) {
        level[0] = (char)('0' + i);
        cpf_plan_add_level(world->plan, level, NULL);
    }
    for (int32_t i = 0; i < world->count; i++) {
        level[0] = (char)('0' + world->depth[i]);
        cpf_plan_add_units(world->plan, level, 1, &world->parent[i], NULL);
    }
    cpf_plan_add_measure(world->plan, "sold", NULL, "sum", 2, "USD");
    cpf_plan_add_measure(world->plan, "billed", NULL, "sum", 2, "USD");
    cpf_plan_add_measure(world->plan, "paid", NULL, "sum", 0, "USD");
    world_indicator(world->plan, "sales", "sum(sold)", 2);
    world_indicator(world->plan, "bills", "sum(billed)", 2);
    world_indicator(world->plan, "cash", "sum(paid)", 0);
    world_indicator(world->plan, "rate", "sum(paid) / sum(billed)", 4);
    return world->plan;
}

/* A record from "field=value field=value ...". */
static inline void world_record(cpf_plan *plan, const char *kind, const char *format, ...)
{
    char text[512], *at = text;
    cpf_record *record = cpf_plan_add_record(plan, kind);
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    while (at && *at) {
        char *end = strchr(at, ' '), *is = strchr(at, '=');

        if (end)
            *end = '\0';
        *is = '\0';
        cpf_record_set(record, at, is + 1);
        at = end ? end + 1 : NULL;
    }
}

/* The plan frozen, and let go of. */
static inline cpf_model *world_model(goal_world *world)
{
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    cpf_status status = cpf_plan_freeze(world->plan, &model, &error);

    assert_int_equal(cpf_test_tell(status, error), CPF_OK);
    cpf_error_free(error);
    cpf_plan_free(world->plan);
    world->plan = NULL;
    assert_int_equal(cpf_model_find_unit(model, "0"), 0);
    return model;
}

/* Amounts of the lowest units, and their sums above. */
static inline void world_sums(const goal_world *world, int64_t *amounts)
{
    for (int32_t i = world->count - 1; i >= 0; i--)
        if (world->children[i])
            amounts[i] = 0;
    for (int32_t i = world->count - 1; i > 0; i--)
        amounts[world->parent[i]] += amounts[i];
}

#endif
