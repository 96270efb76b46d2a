/* SPDX-License-Identifier: MIT */
/* How a goal comes down the tree and the calendar. */
#include "read_parts.h"
#include "text.h"

typedef struct split_given {
    const char *by, *to, *step, *missing;
    int32_t drivers, ties, bounds;
} split_given;

static const cpf__member split_members[] = {
    {"by", CPF__FORM_TEXT, 1, offsetof(split_given, by), NULL, 0, 0},
    {"to", CPF__FORM_TEXT, 0, offsetof(split_given, to), NULL, 0, 0},
    {"drivers", CPF__FORM_LIST, 0, offsetof(split_given, drivers), NULL, 0, 0},
    {"missing", CPF__FORM_TEXT, 0, offsetof(split_given, missing), NULL, 0, 0},
    {"step", CPF__FORM_VALUE, 0, offsetof(split_given, step), NULL, 0, 0},
    {"ties", CPF__FORM_WORD, 0, offsetof(split_given, ties), "order|weight", 0, 0},
    {"bounds", CPF__FORM_OBJECT, 0, offsetof(split_given, bounds), NULL, 0, 0},
};
const cpf__shape cpf__split_shape = CPF__SHAPE("split", split_members);

typedef struct driver_given {
    const char *of, *in, *percent;
} driver_given;

static const cpf__member driver_members[] = {
    {"of", CPF__FORM_TEXT, 1, offsetof(driver_given, of), NULL, 0, 0},
    {"in", CPF__FORM_TEXT, 0, offsetof(driver_given, in), NULL, 0, 0},
    {"percent", CPF__FORM_VALUE, 0, offsetof(driver_given, percent), NULL, 0, 0},
};
const cpf__shape cpf__driver_shape = CPF__SHAPE("driver", driver_members);

typedef struct season_given {
    const char *by, *season, *attribute;
} season_given;

static const cpf__member season_members[] = {
    {"by", CPF__FORM_TEXT, 1, offsetof(season_given, by), NULL, 0, 0},
    {"season", CPF__FORM_TEXT, 0, offsetof(season_given, season), NULL, 0, 0},
    {"attribute", CPF__FORM_TEXT, 0, offsetof(season_given, attribute), NULL, 0, 0},
};
const cpf__shape cpf__season_shape = CPF__SHAPE("season", season_members);

static void read_driver(cpf__reader *reader, int32_t node, void *goal)
{
    driver_given given = {0};

    if (cpf__read_object(reader, node, &cpf__driver_shape, &given))
        cpf_goal_add_driver(goal, given.of, given.in, given.percent);
}

static void read_split(cpf__reader *reader, int32_t node, cpf_goal *goal)
{
    split_given given = {.drivers = CPF_NONE, .bounds = CPF_NONE};

    if (!cpf__read_object(reader, node, &cpf__split_shape, &given))
        return;
    cpf_goal_set_split(goal, given.by, given.to);
    if (given.step)
        cpf_goal_set_step(goal, given.step);
    cpf_goal_set_missing(goal, given.missing);
    cpf_goal_set_ties(goal, given.ties);
    cpf__read_each_of(reader, given.drivers, goal, read_driver);
    if (given.bounds != CPF_NONE)
        cpf__read_bounds(reader, given.bounds, goal);
}

static void set_season_by_attribute(cpf__reader *reader, const season_given *given, cpf_goal *goal)
{
    cpf_text *season = cpf__text_new(reader->context);

    cpf__text_add(season, "attribute:");
    cpf__text_add(season, given->attribute);
    if (cpf__text_failed(season))
        cpf__no_memory(&reader->findings);
    else
        cpf_goal_set_season(goal, given->by, cpf_text_data(season));
    cpf_text_free(season);
}

static void read_season(cpf__reader *reader, int32_t node, cpf_goal *goal)
{
    season_given given = {0};

    if (!cpf__read_object(reader, node, &cpf__season_shape, &given))
        return;
    if (given.season && given.attribute)
        cpf__tell(reader, node, CPF__PLAN_ONE_OF, "season", "attribute");
    else if (given.attribute)
        set_season_by_attribute(reader, &given, goal);
    else
        cpf_goal_set_season(goal, given.by, given.season);
}

void cpf__read_goal_manner(cpf__reader *reader, const cpf__goal_manner *manner, cpf_goal *goal)
{
    if (manner->split != CPF_NONE)
        read_split(reader, manner->split, goal);
    if (manner->season != CPF_NONE)
        read_season(reader, manner->season, goal);
}
