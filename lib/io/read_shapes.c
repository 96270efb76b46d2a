/* SPDX-License-Identifier: MIT */
#include "read_parts.h"

const cpf__shape *const cpf__shapes[] = {
    &cpf__plan_shape,        &cpf__calendar_shape,    &cpf__window_shape,       &cpf__level_shape,
    &cpf__unit_shape,        &cpf__unit_file_shape,   &cpf__unit_paths_shape,   &cpf__path_step_shape,
    &cpf__measure_shape,     &cpf__source_shape,      &cpf__unit_columns_shape, &cpf__lookup_shape,
    &cpf__first_shape,       &cpf__feed_shape,        &cpf__exclusion_shape,        &cpf__indicator_shape,    &cpf__goal_shape,
    &cpf__goal_file_shape,   &cpf__goal_period_shape, &cpf__split_shape,        &cpf__driver_shape,
    &cpf__bounds_shape,      &cpf__bound_shape,       &cpf__season_shape,       &cpf__scorecard_shape,
    &cpf__card_filter_shape, &cpf__item_shape,        &cpf__rule_shape,         &cpf__zero_target_shape,
    &cpf__grade_shape,       &cpf__band_shape,        &cpf__quota_shape,
    &cpf__records_shape,
};
const int32_t cpf__shape_count = (int32_t)(sizeof cpf__shapes / sizeof cpf__shapes[0]);
