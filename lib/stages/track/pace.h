/* SPDX-License-Identifier: MIT */
/* The rows of the table of paces: how they are worked out (pace.c), judged and told (pace_table.c). */
#ifndef CPF_TRACK_PACE_H
#define CPF_TRACK_PACE_H

#include "course.h"
#include "landing.h"

/* What a setting says, in the period that is looked at. */
typedef struct cpf__pace_setting {
    const cpf__stage_view *view;
    const cpf__track_time *time;
    cpf_id indicator;
    int64_t level, green, amber; /* ratios in 0.0001 */
    double confidence, false_alarms;
} cpf__pace_setting;

typedef enum cpf__pace_light {
    CPF__LIGHT_NONE = 0,
    CPF__LIGHT_GREEN,
    CPF__LIGHT_AMBER,
    CPF__LIGHT_RED
} cpf__pace_light;

/* Goals near a unit: floor and stretch value of the nearest one above, in proportion to the targets. */
enum { CPF__MARK_FLOOR, CPF__MARK_TARGET, CPF__MARK_STRETCH, CPF__MARKS };

typedef struct cpf__pace_row {
    cpf_id unit;
    int32_t curve;
    int64_t target, actual, expected;
    uint8_t has_target, has_actual, has_expected, is_off; /* is_off: off course by more than chance */
    uint8_t has_mark[CPF__MARKS];
    int64_t mark[CPF__MARKS];
    double reaches[CPF__MARKS]; /* NaN: not known */
    cpf__pace_light light;
    cpf__landing landing;
    cpf_id worst; /* unit below with the largest shortfall; CPF_NONE */
    int64_t worst_gap;
} cpf__pace_row;

/* Works out one unit. CPF_E_RANGE. */
cpf_status cpf__pace_row_of(const cpf__pace_setting *setting, const cpf__course *course, cpf__lander *lander,
                            cpf__pace_row *row);

/* Floors and stretch values by unit for a period. `goal_of` holds a place a unit: the nearest goal of the unit or above
 * it, CPF_NONE. */
void cpf__pace_goals(const cpf__pace_setting *setting, cpf_id *goal_of);

/* Limits and probabilities, when the rows of all units are worked out. */
void cpf__pace_marks(const cpf__pace_setting *setting, const cpf_id *goal_of, const cpf__lander *lander,
                     cpf__pace_row *row);

/* What is to be said of a row, a code. */
const char *cpf__pace_status(const cpf__pace_setting *setting, const cpf__pace_row *row);

/* One more row of the table. */
extern const cpf__column cpf__pace_columns[];
extern const int32_t cpf__pace_column_count;
cpf_status cpf__pace_fill(cpf_table *table, const cpf__pace_setting *setting, const cpf__pace_row *row,
                          cpf_error **error);

#endif
