/* SPDX-License-Identifier: MIT */
/*
 * The plan as it is being built: what was said, in the order of saying it, as texts. Nothing is looked up here; that is
 * the business of freezing. Handles that the caller has are the drafts below; they live in the plan's arena.
 */
#ifndef CPF_MODEL_PLAN_IN_H
#define CPF_MODEL_PLAN_IN_H

#include "arena.h"
#include "error.h"
#include "map.h"
#include "model_in.h"
#include "plan_place.h"
#include "record.h"
#include "vec.h"

/* Where something was said. `path` NULL: the plan was not read from a file, the path follows from the position. */
typedef struct cpf__spot {
    const char *path, *file; /* file: of the table beside the plan; NULL: in the plan's file */
    int64_t line;
} cpf__spot;

typedef struct cpf__window_draft {
    cpf__spot spot;
    const char *code;
    cpf_day from, to;
} cpf__window_draft;

typedef struct cpf__season_draft {
    cpf__spot spot;
    const char *code;
    int32_t count, decimals;
    int64_t *factors;
} cpf__season_draft;

typedef struct cpf__level_draft {
    cpf__spot spot;
    const char *code, *name;
} cpf__level_draft;

struct cpf_unit {
    cpf_plan *plan;
    int32_t position;
};

/* parent of a unit whose parent is given by code, see cpf__unit_text; of one that was given the handle of another plan.
 */
enum cpf__unit_parent { CPF__PARENT_BY_CODE = -2, CPF__PARENT_FOREIGN = -3 };

/* Something that only some units have, in order of saying it. */
typedef struct cpf__unit_text {
    int32_t position;
    const char *text;
} cpf__unit_text;

typedef struct cpf__unit_span {
    int32_t position;
    cpf_day from, to;
} cpf__unit_span;

/* Units from `first` on were said here; line by line when `step` is 1. */
typedef struct cpf__unit_spot {
    int32_t first, step;
    cpf__spot spot;
} cpf__unit_spot;

typedef struct cpf__attribute_text {
    int32_t position, text;
} cpf__attribute_text;

typedef struct cpf__attribute_part {
    int64_t first, count;
    int64_t *values;
    int32_t decimals;
} cpf__attribute_part;

typedef struct cpf__attribute_draft {
    const char *name;
    cpf__map *texts;
    CPF__VEC(cpf__attribute_text) given;
    CPF__VEC(cpf__attribute_part) parts;
} cpf__attribute_draft;

typedef struct cpf__measure_draft {
    cpf__spot spot;
    const char *code, *name, *kind, *unit;
    int32_t decimals;
} cpf__measure_draft;

typedef struct cpf__lookup_draft {
    const char *column, *file, *key, *take, *as;
} cpf__lookup_draft;

typedef struct cpf__first_draft {
    const char *column, *as;
} cpf__first_draft;

typedef struct cpf__feed_draft {
    const char *measure, *column, *filter;
} cpf__feed_draft;

/* Rows that a measure may leave out, and that it does. */
typedef struct cpf__exclusion_draft {
    const char *code, *where, *reason; /* where, reason NULL: not given */
} cpf__exclusion_draft;

typedef struct cpf__exception_draft {
    int64_t feed;
    const char *code;
} cpf__exception_draft;

struct cpf_source {
    cpf_plan *plan;
    cpf__spot spot;
    const char *code, *file, *prefix, *day, *filter;
    int32_t unit_count;
    const char **unit_columns;
    int32_t key_count;
    const char **key_columns, *known, *void_filter; /* NULL: not given */
    int32_t separator, decimal_point, round, set_aside, ignore_unknown_units;
    CPF__VEC(cpf__lookup_draft) lookups;
    CPF__VEC(cpf__first_draft) firsts;
    CPF__VEC(cpf__feed_draft) feeds;
    CPF__VEC(cpf__exclusion_draft) exclusions;
    CPF__VEC(cpf__exception_draft) exceptions;
};

/* Begins as the model's row does, so that a handle of either kind can be read. */
typedef struct cpf__indicator_draft {
    struct cpf_indicator row; /* decimals -1: not given; direction CPF_NONE: see below */
    cpf_plan *plan;
    cpf__spot spot;
    const char *direction;
    int32_t is_builtin;
    CPF__VEC(cpf__setting) settings;
} cpf__indicator_draft;

typedef struct cpf__driver_draft {
    const char *of, *period, *percent;
} cpf__driver_draft;

typedef struct cpf__bound_draft {
    const char *which, *kind, *value, *of, *period;
} cpf__bound_draft;

/* What goals are of, how they come down and where they were said: a goal's own, or of all rows of a table. */
typedef struct cpf__manner_draft {
    cpf_plan *plan;
    const char *path, *file; /* of the spot; the goal has the line */
    const char *indicator;
    const char *floor, *stretch; /* NULL: not given, as in tables */
    const char *split, *to_level, *step, *season_how, *season,
        *unknown; /* NULL: not given */
    int32_t ties_by_weight;
    CPF__VEC(cpf__driver_draft) drivers;
    CPF__VEC(cpf__bound_draft) bounds;
} cpf__manner_draft;

/* Small: tables bring them by the hundred thousand. */
typedef struct cpf__goal_draft {
    cpf__manner_draft *manner;
    const char *unit, *period;
    int64_t line;
    union {
        const char *target; /* NULL: not given */
        int64_t amount;     /* has_amount */
    };
    int32_t has_amount, reserved;
} cpf__goal_draft;

typedef struct cpf__item_draft {
    cpf_plan *plan;
    const char *indicator, *weight, *rule, *target, *zero, *scale, *negative;
    CPF__VEC(cpf__setting) settings;
    CPF__VEC(cpf__knot) knots;
} cpf__item_draft;

typedef struct cpf__card_draft {
    cpf_plan *plan;
    cpf__spot spot;
    const char *code, *level, *attribute, *value, *missing;
    int32_t points_decimals, total_decimals;
    CPF__VEC(cpf__item_draft *) items;
} cpf__card_draft;

typedef struct cpf__grade_draft {
    const char *grade, *value;
} cpf__grade_draft;

typedef struct cpf__standing_draft {
    cpf_plan *plan;
    cpf__spot spot;
    const char *code, *level, *group, *rank, *percentile, *places, *rest, *tie;
    int32_t minimum;
    CPF__VEC(cpf__grade_draft) bands;
    CPF__VEC(cpf__grade_draft) quotas;
} cpf__standing_draft;

/* Records of one kind: cells[row * fields + field], NULL where nothing was said. */
typedef struct cpf__record_draft {
    int32_t kind;
    CPF__VEC(const char *) cells;
    CPF__VEC(cpf__spot) spots;
} cpf__record_draft;

/* A kind of record, or a field of one, that there is not. */
typedef struct cpf__record_stranger {
    cpf__spot spot;
    const char *kind, *field; /* field NULL: the kind */
} cpf__record_stranger;

struct cpf_plan {
    cpf_context *context; /* retained */
    cpf__arena *arena;    /* also remembers that some allocation failed */
    cpf_error *findings;  /* of the reader and of the builder's calls */
    cpf__plan_locator locator;
    const char *file, *code, *name, *version;
    const char *digest; /* SHA-256 of the text it was read from; "": it was built by calls */
    cpf__spot at; /* of what is added next */
    int32_t has_calendar;
    cpf_calendar_options calendar;
    CPF__VEC(cpf_day) holidays;
    CPF__VEC(cpf__window_draft) windows;
    CPF__VEC(cpf__season_draft) seasons;
    CPF__VEC(cpf__level_draft) levels;
    const char *channel_level; /* NULL: the lowest */
    /* units by position of adding */
    CPF__VEC(int32_t) unit_parents;
    CPF__VEC(int16_t) unit_levels;     /* into level_names */
    CPF__VEC(const char *) unit_codes; /* NULL: the position in digits */
    cpf__map *level_names;
    CPF__VEC(cpf__unit_text) unit_names;
    CPF__VEC(cpf__unit_text) parent_codes;
    CPF__VEC(cpf__unit_span) spans;
    CPF__VEC(cpf__unit_spot) unit_spots;
    CPF__VEC(cpf__attribute_draft *) attributes;
    CPF__VEC(cpf__measure_draft) measures;
    CPF__VEC(cpf_source *) sources;
    CPF__VEC(cpf__indicator_draft *) indicators;
    CPF__VEC(cpf__goal_draft *) goals;
    CPF__VEC(cpf__manner_draft *) goal_manners;
    int64_t alike, alike_end; /* goals of a table whose rows may name the same units as those that come now */
    CPF__VEC(cpf__card_draft *) cards;
    CPF__VEC(cpf__standing_draft *) standings;
    CPF__VEC(cpf__record_draft *) records; /* one a kind that has any */
    CPF__VEC(cpf__record_stranger) record_strangers;
};

/* Room for one more in one of the plan's vectors; without memory the plan remembers it. */
#define cpf__plan_room(plan, vec) (cpf__vec_room((plan)->context, vec) || (cpf__arena_fail((plan)->arena), 0))

/* Copy in the plan's arena; NULL and "" stay NULL, for "not given". */
const char *cpf__plan_given(cpf_plan *plan, const char *text);

/* A finding about a call, kept until check and freeze. */
void cpf__plan_bad_argument(cpf_plan *plan, const char *parameter);

/* What the parts of a plan hold outside its arena. */
void cpf__plan_free_units(cpf_plan *plan);
void cpf__plan_free_sources(cpf_plan *plan);
void cpf__plan_free_indicators(cpf_plan *plan);
void cpf__plan_free_goals(cpf_plan *plan);

/* One more goal of the table that `first` came from: for the same indicator, coming down alike. NULL `first`: NULL. */
cpf_goal *cpf__plan_add_row_goal(cpf_plan *plan, const char *unit, const char *period, const cpf_goal *first);
cpf__spot cpf__goal_spot(const cpf__goal_draft *goal);
void cpf__plan_free_cards(cpf_plan *plan);
void cpf__plan_free_records(cpf_plan *plan);

#endif
