/* SPDX-License-Identifier: MIT */
/* The parts of a plan: one function reads one element of a part's list. */
#ifndef CPF_IO_READ_PARTS_H
#define CPF_IO_READ_PARTS_H

#include "read_shape.h"

void cpf__read_calendar(cpf__reader *reader, int32_t node);
void cpf__read_level(cpf__reader *reader, int32_t node);
void cpf__read_unit(cpf__reader *reader, int32_t node);
void cpf__read_measure(cpf__reader *reader, int32_t node);
void cpf__read_source(cpf__reader *reader, int32_t node);
void cpf__read_indicator(cpf__reader *reader, int32_t node);
void cpf__read_goal(cpf__reader *reader, int32_t node);
void cpf__read_scorecard(cpf__reader *reader, int32_t node);
void cpf__read_grade(cpf__reader *reader, int32_t node);
void cpf__read_records(cpf__reader *reader, int32_t node);

/* Forms of a part that are files of their own. */
void cpf__read_unit_file(cpf__reader *reader, int32_t node);
void cpf__read_unit_paths(cpf__reader *reader, int32_t node);
void cpf__read_goal_file(cpf__reader *reader, int32_t node);

/* How a goal comes down, the same for goals in the plan and in files. */
typedef struct cpf__goal_manner {
    int32_t split, season; /* nodes, or CPF_NONE */
} cpf__goal_manner;
void cpf__read_bounds(cpf__reader *reader, int32_t node, cpf_goal *goal);
void cpf__read_goal_manner(cpf__reader *reader, const cpf__goal_manner *manner, cpf_goal *goal);

/* Columns that make up the code of a row's unit. */
typedef struct cpf__unit_columns {
    const char *prefix;
    int32_t columns, reserved; /* node */
} cpf__unit_columns;

/* All shapes, for the test that holds them beside the schema. */
extern const cpf__shape *const cpf__shapes[];
extern const int32_t cpf__shape_count;

extern const cpf__shape cpf__plan_shape, cpf__calendar_shape, cpf__window_shape, cpf__level_shape, cpf__unit_shape,
    cpf__unit_file_shape, cpf__unit_paths_shape, cpf__path_step_shape, cpf__measure_shape, cpf__source_shape,
    cpf__unit_columns_shape, cpf__lookup_shape, cpf__first_shape, cpf__feed_shape, cpf__exclusion_shape, cpf__indicator_shape,
    cpf__goal_shape, cpf__goal_file_shape, cpf__goal_period_shape, cpf__split_shape, cpf__driver_shape, cpf__bounds_shape, cpf__bound_shape,
    cpf__season_shape, cpf__scorecard_shape, cpf__card_filter_shape, cpf__item_shape, cpf__rule_shape,
    cpf__zero_target_shape, cpf__grade_shape, cpf__band_shape, cpf__quota_shape, cpf__records_shape;

#endif
