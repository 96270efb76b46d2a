/* SPDX-License-Identifier: MIT */
/* The frozen plan: arrays by id, never changed after freeze. */
#ifndef CPF_MODEL_MODEL_IN_H
#define CPF_MODEL_MODEL_IN_H

#include <channelperf/model.h>
#include <stdatomic.h>

#include "arena.h"
#include "band.h"
#include "calendar.h"
#include "map.h"
#include "program.h"
#include "rank.h"
#include "records.h"
#include "rule.h"
#include "split.h"
#include "tree.h"

typedef struct cpf__level {
    char *code, *name;
} cpf__level;

/* An attribute of units; inherited values are put in at freeze. */
typedef struct cpf__attribute {
    char *name;
    cpf__map *texts;      /* text id <-> text */
    int32_t *text;        /* per unit: text id or CPF_NONE; NULL for a column set by numbers only */
    int64_t *number;      /* per unit, when every value is a number; else NULL. Not inherited: a number belongs to its unit */
    uint8_t *number_valid;
    int32_t decimals;     /* of number */
} cpf__attribute;

typedef struct cpf__measure {
    char *code, *name, *unit;
    int32_t kind, decimals; /* cpf__measure_kind */
} cpf__measure;

/* A source feeds a measure. */
typedef struct cpf__feed {
    cpf_id measure;
    int32_t column; /* in the source's columns; CPF_NONE: none */
    cpf__row_filter filter;
} cpf__feed;

/* Rows that the measure leaves out, and the measures that keep them. */
typedef struct cpf__exclusion {
    char *code, *reason;
    cpf_id of, amount, rows;
} cpf__exclusion;

/* Column from another file: columns[as] = take where key == columns[column]. */
typedef struct cpf__lookup {
    char *file, *key, *take;
    int32_t column, as;
} cpf__lookup;

/* Date column: columns[as] = first date of rows with the same text in columns[column]. */
typedef struct cpf__first {
    int32_t column, as;
} cpf__first;

typedef struct cpf__source {
    char *code, *file, *prefix;
    int32_t column_count;    /* all columns that anything here needs; those of lookups and firsts are not in the file */
    char **columns;
    uint8_t *derived;        /* column comes from a lookup or first */
    int32_t unit_count;      /* unit code: prefix + columns joined by "/" */
    int32_t *unit_columns;
    int32_t day_column;
    int32_t key_count; /* 0: rows are events by themselves; else the columns that name one, */
    int32_t *key_columns;
    int32_t known_column;        /* the day a version became known (CPF_NONE: no such column), */
    cpf__row_filter void_filter; /* and which versions take it back (none where it asks for nothing) */
    cpf__row_filter filter;
    int32_t feed_count, lookup_count, first_count;
    cpf__feed *feeds;
    cpf__lookup *lookups;
    cpf__first *firsts;
    int32_t exclusion_count, reserved;
    cpf__exclusion *exclusions; /* one an exclusion and measure */
    char separator, decimal_point;
    int32_t round, set_aside, ignore_unknown_units;
} cpf__source;

/* The public cpf_indicator is this row in a model, and the builder's handle in a plan (see plan_in.h): both begin alike. */
struct cpf_indicator {
    char *code, *name, *unit, *owner, *data_source, *builtin; /* builtin "" for a formula of one's own */
    char *formula;      /* parameters put in */
    int32_t id, decimals, direction, additive;
    cpf__program program;
};

typedef struct cpf__driver {
    cpf_id indicator, attribute; /* one of them */
    cpf_id period;               /* CPF_NONE: see relative */
    int32_t relative;            /* cpf__window_kind CPF__YEAR_BEFORE, CPF__PERIOD_BEFORE, CPF__IN_PERIOD (the goal's own period) when period is CPF_NONE */
    int64_t percent;             /* in 0.0001 */
} cpf__driver;

/* Where a bound of the shares comes from. */
typedef enum cpf__bound_kind { CPF__BOUND_NONE = 0, CPF__BOUND_AMOUNT, CPF__BOUND_ATTRIBUTE, CPF__BOUND_GROWTH } cpf__bound_kind;

typedef struct cpf__bound {
    int32_t kind;     /* cpf__bound_kind */
    cpf__driver base; /* its attribute, or what it grows from: indicator and period */
    int64_t amount;   /* in the indicator's steps; of a growth: what the base is multiplied by, in 0.000001 */
} cpf__bound;

typedef struct cpf__bound_pair {
    cpf__bound floor, cap;
} cpf__bound_pair;

/* How a goal comes down. Goals of a table, for one indicator and period, share it. */
typedef struct cpf__manner {
    int32_t split;                  /* cpf__split_id; CPF_NONE: does not come down */
    int32_t to_level;               /* lowest level that gets a share */
    int32_t driver_count;
    cpf__driver *drivers;
    int32_t unknown;                /* cpf__unknown_policy */
    int32_t season;                 /* cpf__season_id; CPF_NONE: not divided over periods */
    cpf_id season_factors;          /* CPF__SEASON_FACTORS: which, or */
    cpf_id season_attribute;        /* the attribute whose text names the season of each unit (inherited) */
    int32_t *season_of_text;        /* text id of that attribute -> season, CPF_NONE */
    int64_t step;                   /* smallest amount, in the indicator's steps; at least 1 */
    int32_t ties_by_weight;
    cpf__bound_pair *bounds; /* of the lowest units that get a share; NULL: none */
} cpf__manner;

struct cpf_goal {
    cpf_id unit, indicator, period;
    uint8_t has_target, has_floor, has_stretch;
    uint8_t derived; /* the target is worked out when it comes down; `target` is 0 */
    int64_t target, floor, stretch; /* in the indicator's steps */
    cpf__manner *manner;
};

typedef struct cpf__season {
    char *code;
    int32_t count;    /* leaf periods of a year, from its first */
    int32_t decimals; /* of the factors as they were given */
    int64_t *factors;
} cpf__season;

/* Where the target of a line comes from. */
typedef enum cpf__target_kind { CPF__TARGET_GOAL = 0, CPF__TARGET_CONSTANT, CPF__TARGET_FORMULA } cpf__target_kind;

struct cpf_item {
    cpf_id indicator;
    int64_t weight; /* per cent in 0.0001 */
    int32_t rule;
    cpf__curve *curve;
    cpf__attain attain;
    int32_t target_kind;
    int64_t constant; /* in the indicator's steps */
    cpf__program target; /* value rounded to the indicator's decimals */
    char *target_text;
    int32_t basis;        /* cpf__basis: what the rule takes for the attainment */
    int32_t matrix;       /* CPF__BY_MATRIX: position of its record */
    int64_t basis_record; /* of a basis that is not the attainment */
};

typedef enum cpf__missing_policy { CPF__MISSING_REDISTRIBUTE = 0, CPF__MISSING_ZERO, CPF__MISSING_REFUSE, CPF__MISSING_POLICIES } cpf__missing_policy;
extern const char *const cpf__missing_policy_names[CPF__MISSING_POLICIES]; /* "redistribute", "zero", "refuse" */

struct cpf_scorecard {
    char *code;
    int32_t level;         /* which units */
    cpf_id attribute;      /* CPF_NONE: no filter */
    int32_t attribute_text;
    int32_t points_decimals, total_decimals, missing;
    int32_t item_count;
    struct cpf_item *items;
};

typedef enum cpf__group_kind { CPF__GROUP_ALL = 0, CPF__GROUP_SIBLINGS, CPF__GROUP_LEVEL, CPF__GROUP_ATTRIBUTE } cpf__group_kind;

typedef struct cpf__quota {
    char *grade;
    int64_t share; /* per cent in 0.0001 */
} cpf__quota;

struct cpf_standing {
    char *code;
    int32_t level;       /* of the units ranked */
    int32_t group_kind;
    int32_t group_level; /* CPF__GROUP_LEVEL */
    cpf_id attribute;    /* CPF__GROUP_ATTRIBUTE */
    int32_t rank, percentile;
    int32_t band_count, quota_count; /* one of them, or none */
    cpf__band *bands;    /* best first, in steps of the totals */
    cpf__quota *quotas;  /* best first */
    int32_t places, rest, tie, minimum;
    int32_t total_decimals; /* common to all scorecards of the level */
};

/* A record of the kind matrix with its cells. Bands begin at rising edges, in 0.0001. */
typedef struct cpf__matrix {
    int32_t rows, columns;
    int64_t *row_from, *column_from;
    int64_t *cells; /* [row * columns + column]: record of the kind matrix_cell; -1: there is none */
} cpf__matrix;

struct cpf_model {
    atomic_int owners;
    cpf_context *context;
    cpf__arena *arena; /* texts, rows and programs */
    char *code, *name, *version, *digest; /* digest: of the text of the plan */
    cpf__calendar *calendar;
    cpf__tree *tree;
    cpf__map *unit_codes;    /* map id -> see unit_of_code */
    int32_t *unit_of_input;  /* position of adding -> unit id; tree->input when both count alike */
    int32_t *unit_of_code;   /* map id -> unit id; unit_of_input in a plan without a code twice */
    int32_t *code_of_unit;   /* unit id -> map id; tree->input then */
    char **unit_names;       /* of those that have one beside their code, in their order; NULL: none has */
    uint64_t *unit_named;    /* a bit a unit: has one */
    int32_t *names_before;   /* by word of these bits: how many names stand before those of the word */
    cpf_day *unit_from, *unit_to; /* NULL when no unit is dated */
    int16_t *unit_level;     /* position in levels */
    int32_t level_count;     /* levels need not agree with depths: a unit's level is deeper than its parent's */
    cpf__level *levels;
    int32_t channel_level;
    int32_t attribute_count, measure_count, source_count, indicator_count, goal_count, season_count, scorecard_count, standing_count;
    cpf__attribute *attributes;
    cpf__measure *measures;
    cpf__source *sources;
    struct cpf_indicator *indicators;
    struct cpf_goal *goals;
    cpf__season *seasons;
    struct cpf_scorecard *scorecards;
    struct cpf_standing *standings;
    cpf__records *records; /* one a kind */
    cpf__matrix *matrices; /* one a record of the kind matrix */
    int64_t goal_event_count;
    struct cpf__goal_event *goal_events; /* by goal and day; see goal_versions.h */
};

/* One more owner; undone by cpf_model_free. */
cpf_model *cpf__model_retain(const cpf_model *model);

cpf_id cpf__model_find_attribute(const cpf_model *model, const char *name);
/* The unit itself or its ancestor of that level; CPF_NONE when there is none. */
cpf_id cpf__model_ancestor(const cpf_model *model, cpf_id unit, int32_t level);
/* Where the name of a unit that has one stands in unit_names. */
static inline int32_t cpf__name_place(const cpf_model *model, cpf_id unit)
{
    uint64_t before = model->unit_named[unit / 64] & (((uint64_t)1 << unit % 64) - 1);

    return model->names_before[unit / 64] + __builtin_popcountll(before);
}

/* Whether the unit exists on some day of [from, to). */
int cpf__model_present(const cpf_model *model, cpf_id unit, cpf_day from, cpf_day to);

#endif
