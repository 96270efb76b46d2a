/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "record_apply.h"
#include "record_cards.h"
#include "record_closing.h"
#include "record_cube.h"
#include "record_conduct.h"
#include "record_product.h"
#include "record_quota.h"
#include "record_ratings.h"
#include "record_review.h"
#include "record_track.h"

const cpf__record_kind *const cpf__record_kinds[] = {
    &cpf__record_submission,
    &cpf__record_settlement,
    &cpf__record_agreement,
    &cpf__record_hedge,
    &cpf__record_hedge_limit,
    &cpf__record_ratio_goal,
    &cpf__record_challenge,
    &cpf__record_origin,
    &cpf__record_factor,
    &cpf__record_cube,
    &cpf__record_cube_margin,
    &cpf__record_cube_seed,
    &cpf__record_cube_cell,
    &cpf__record_rate_table,
    &cpf__record_rate_band,
    &cpf__record_commission,
    &cpf__record_pay,
    &cpf__record_pay_grade,
    &cpf__record_pay_band,
    &cpf__record_matrix,
    &cpf__record_matrix_cell,
    &cpf__record_pool,
    &cpf__record_award,
    &cpf__record_credit,
    &cpf__record_draw,
    &cpf__record_clawback,
    &cpf__record_tier,
    &cpf__record_tier_criterion,
    &cpf__record_tier_rule,
    &cpf__record_tier_start,
    &cpf__record_box,
    &cpf__record_trigger,
    &cpf__record_exempt,
    &cpf__record_improvement,
    &cpf__record_improvement_check,
    &cpf__record_assignment,
    &cpf__record_leave,
    &cpf__record_ramp,
    &cpf__record_presence,
    &cpf__record_weight,
    &cpf__record_suspension,
    &cpf__record_level_weight,
    &cpf__record_basis,
    &cpf__record_decision,
    &cpf__record_amendment,
    &cpf__record_pace,
    &cpf__record_trend,
    &cpf__record_gap,
    &cpf__record_cause,
    &cpf__record_product,
    &cpf__record_blockage,
    &cpf__record_funnel_stage,
    &cpf__record_funnel,
    &cpf__record_stage,
    &cpf__record_alert,
    &cpf__record_clearance,
    &cpf__record_composition,
    &cpf__record_composition_part,
    &cpf__record_closing,
    &cpf__record_credited,
    &cpf__record_calibration_rule,
    &cpf__record_calibration_move,
    &cpf__record_case_rule,
    &cpf__record_case_event,
    &cpf__record_grade_quota,
    &cpf__record_quota_rule,
    &cpf__record_tie_key,
    &cpf__record_conduct,
    &cpf__record_gate,
    &cpf__record_gate_rule,
    &cpf__record_relief,
    &cpf__record_relief_rule,
    &cpf__record_rating,
    &cpf__record_rating_rule,
    &cpf__record_rating_weight,
    &cpf__record_scale_step,
    &cpf__record_strictness,
};
const int32_t cpf__record_kind_count = (int32_t)(sizeof cpf__record_kinds / sizeof cpf__record_kinds[0]);

int32_t cpf__record_kind_find(const char *name)
{
    for (int32_t i = 0; i < cpf__record_kind_count; i++) {
        if (strcmp(cpf__record_kinds[i]->entry.name, name) == 0)
            return i;
    }
    return CPF_NONE;
}

int32_t cpf__record_kind_id(const cpf__record_kind *kind)
{
    int32_t id = 0;

    while (cpf__record_kinds[id] != kind)
        id++;
    return id;
}

int32_t cpf__record_field_find(const cpf__record_kind *kind, const char *name)
{
    for (int32_t i = 0; i < kind->entry.param_count; i++) {
        if (strcmp(kind->entry.params[i].name, name) == 0)
            return i;
    }
    return CPF_NONE;
}
