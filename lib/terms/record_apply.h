/* SPDX-License-Identifier: MIT */
/* Positions of the fields of the kinds of records that applying results reads, in the order of their rows. */
#ifndef CPF_TERMS_RECORD_APPLY_H
#define CPF_TERMS_RECORD_APPLY_H

#include "record.h"

/* record_rates.c */
typedef enum cpf__rate_table_field {
    CPF__RATE_TABLE_CODE,
    CPF__RATE_TABLE_MODE,
    CPF__RATE_TABLE_BASE,
    CPF__RATE_TABLE_PER,
    CPF__RATE_TABLE_CLOSED,
    CPF__RATE_TABLE_RETROACTIVE,
    CPF__RATE_TABLE_CAP,
    CPF__RATE_TABLE_CARRY_OVER,
    CPF__RATE_TABLE_ACCELERATOR_FROM,
    CPF__RATE_TABLE_ACCELERATOR,
    CPF__RATE_TABLE_GATE,
    CPF__RATE_TABLE_DECIMALS,
    CPF__RATE_TABLE_FIELDS
} cpf__rate_table_field;
typedef enum cpf__rate_band_field {
    CPF__RATE_BAND_TABLE,
    CPF__RATE_BAND_FROM,
    CPF__RATE_BAND_TO,
    CPF__RATE_BAND_RATE,
    CPF__RATE_BAND_MONEY,
    CPF__RATE_BAND_FIELDS
} cpf__rate_band_field;
typedef enum cpf__commission_field {
    CPF__COMMISSION_TABLE,
    CPF__COMMISSION_UNIT,
    CPF__COMMISSION_LEVEL,
    CPF__COMMISSION_INDICATOR,
    CPF__COMMISSION_PERIOD,
    CPF__COMMISSION_EACH,
    CPF__COMMISSION_OF,
    CPF__COMMISSION_FIELDS
} cpf__commission_field;
extern const cpf__record_kind cpf__record_rate_table;
extern const cpf__record_kind cpf__record_rate_band;
extern const cpf__record_kind cpf__record_commission;

/* record_pay.c */
typedef enum cpf__pay_field {
    CPF__PAY_CODE,
    CPF__PAY_SCORECARD,
    CPF__PAY_LEVEL,
    CPF__PAY_PERIOD,
    CPF__PAY_BY,
    CPF__PAY_STANDING,
    CPF__PAY_BASE,
    CPF__PAY_BASE_ATTRIBUTE,
    CPF__PAY_NEUTRAL,
    CPF__PAY_THRESHOLD,
    CPF__PAY_EXCESS_FROM,
    CPF__PAY_EXCESS,
    CPF__PAY_MOST,
    CPF__PAY_FLOOR,
    CPF__PAY_FLOOR_ATTRIBUTE,
    CPF__PAY_DECIMALS,
    CPF__PAY_MATRIX,
    CPF__PAY_FIELDS
} cpf__pay_field;
typedef enum cpf__pay_grade_field {
    CPF__PAY_GRADE_PAY,
    CPF__PAY_GRADE_GRADE,
    CPF__PAY_GRADE_COEFFICIENT,
    CPF__PAY_GRADE_FIELDS
} cpf__pay_grade_field;
typedef enum cpf__pay_band_field {
    CPF__PAY_BAND_PAY,
    CPF__PAY_BAND_FROM,
    CPF__PAY_BAND_COEFFICIENT,
    CPF__PAY_BAND_FIELDS
} cpf__pay_band_field;
typedef enum cpf__pool_field {
    CPF__POOL_CODE,
    CPF__POOL_AMOUNT,
    CPF__POOL_OF,
    CPF__POOL_SCHEME,
    CPF__POOL_PERIOD,
    CPF__POOL_UNIT,
    CPF__POOL_ATTRIBUTE,
    CPF__POOL_IS,
    CPF__POOL_MINIMUM,
    CPF__POOL_MINIMUM_PERCENT,
    CPF__POOL_DECIMALS,
    CPF__POOL_FIELDS
} cpf__pool_field;
typedef enum cpf__award_field {
    CPF__AWARD_POOL,
    CPF__AWARD_UNIT,
    CPF__AWARD_AMOUNT,
    CPF__AWARD_MINIMUM,
    CPF__AWARD_FIELDS
} cpf__award_field;
/* Words of "by" that others know. */
enum { CPF__PAY_BY_MATRIX = 3 };
extern const cpf__record_kind cpf__record_pay;
extern const cpf__record_kind cpf__record_pay_grade;
extern const cpf__record_kind cpf__record_pay_band;
extern const cpf__record_kind cpf__record_pool;
extern const cpf__record_kind cpf__record_award;

/* record_credit.c */
typedef enum cpf__credit_field {
    CPF__CREDIT_DEAL,
    CPF__CREDIT_UNIT,
    CPF__CREDIT_ROLE,
    CPF__CREDIT_PERCENT,
    CPF__CREDIT_PAY_PERCENT,
    CPF__CREDIT_OVERLAY,
    CPF__CREDIT_INDICATOR,
    CPF__CREDIT_AMOUNT,
    CPF__CREDIT_ON,
    CPF__CREDIT_FIELDS
} cpf__credit_field;
typedef enum cpf__draw_field {
    CPF__DRAW_UNIT,
    CPF__DRAW_LEVEL,
    CPF__DRAW_PERIOD,
    CPF__DRAW_EACH,
    CPF__DRAW_FLOOR,
    CPF__DRAW_INDICATOR,
    CPF__DRAW_RECOVERABLE,
    CPF__DRAW_RECOVER_FROM,
    CPF__DRAW_RECOVERY,
    CPF__DRAW_DECIMALS,
    CPF__DRAW_FIELDS
} cpf__draw_field;
typedef enum cpf__clawback_field {
    CPF__CLAWBACK_UNIT,
    CPF__CLAWBACK_DEAL,
    CPF__CLAWBACK_INDICATOR,
    CPF__CLAWBACK_AMOUNT,
    CPF__CLAWBACK_RATE,
    CPF__CLAWBACK_ON,
    CPF__CLAWBACK_DECIMALS,
    CPF__CLAWBACK_FIELDS
} cpf__clawback_field;
extern const cpf__record_kind cpf__record_credit;
extern const cpf__record_kind cpf__record_draw;
extern const cpf__record_kind cpf__record_clawback;

/* record_tier.c */
typedef enum cpf__tier_field {
    CPF__TIER_TRACK,
    CPF__TIER_TIER,
    CPF__TIER_RANK,
    CPF__TIER_LIMIT,
    CPF__TIER_FIELDS
} cpf__tier_field;
typedef enum cpf__tier_criterion_field {
    CPF__TIER_CRITERION_TRACK,
    CPF__TIER_CRITERION_INDICATOR,
    CPF__TIER_CRITERION_MAXIMUM,
    CPF__TIER_CRITERION_FULL_AT,
    CPF__TIER_CRITERION_PER_UNIT,
    CPF__TIER_CRITERION_FROM,
    CPF__TIER_CRITERION_MINIMUM,
    CPF__TIER_CRITERION_EDGE,
    CPF__TIER_CRITERION_FIELDS
} cpf__tier_criterion_field;
typedef enum cpf__tier_rule_field {
    CPF__TIER_RULE_LEVEL,
    CPF__TIER_RULE_PERIOD,
    CPF__TIER_RULE_EACH,
    CPF__TIER_RULE_PROMOTION,
    CPF__TIER_RULE_REVIEW,
    CPF__TIER_RULE_GRACE,
    CPF__TIER_RULE_HYSTERESIS,
    CPF__TIER_RULE_PROTECTION,
    CPF__TIER_RULE_DEMOTION,
    CPF__TIER_RULE_FIELDS
} cpf__tier_rule_field;
typedef enum cpf__tier_start_field {
    CPF__TIER_START_UNIT,
    CPF__TIER_START_TIER,
    CPF__TIER_START_FIELDS
} cpf__tier_start_field;
extern const cpf__record_kind cpf__record_tier;
extern const cpf__record_kind cpf__record_tier_criterion;
extern const cpf__record_kind cpf__record_tier_rule;
extern const cpf__record_kind cpf__record_tier_start;

/* record_career.c */
typedef enum cpf__box_field {
    CPF__BOX_CODE,
    CPF__BOX_SCORECARD,
    CPF__BOX_LEVEL,
    CPF__BOX_PERFORMANCE_LOW,
    CPF__BOX_PERFORMANCE_HIGH,
    CPF__BOX_POTENTIAL,
    CPF__BOX_POTENTIAL_LOW,
    CPF__BOX_POTENTIAL_HIGH,
    CPF__BOX_FIELDS
} cpf__box_field;
typedef enum cpf__trigger_field {
    CPF__TRIGGER_CODE,
    CPF__TRIGGER_LIST,
    CPF__TRIGGER_CONDITION,
    CPF__TRIGGER_GRADE,
    CPF__TRIGGER_STANDING,
    CPF__TRIGGER_LIMIT,
    CPF__TRIGGER_TIMES,
    CPF__TRIGGER_LEVEL,
    CPF__TRIGGER_EACH,
    CPF__TRIGGER_INDICATOR,
    CPF__TRIGGER_FIELDS
} cpf__trigger_field;
typedef enum cpf__exempt_field {
    CPF__EXEMPT_UNIT,
    CPF__EXEMPT_FROM,
    CPF__EXEMPT_TO,
    CPF__EXEMPT_REASON,
    CPF__EXEMPT_NOTE,
    CPF__EXEMPT_FIELDS
} cpf__exempt_field;
typedef enum cpf__improvement_field {
    CPF__IMPROVEMENT_UNIT,
    CPF__IMPROVEMENT_INDICATOR,
    CPF__IMPROVEMENT_FROM,
    CPF__IMPROVEMENT_BASELINE,
    CPF__IMPROVEMENT_TARGET,
    CPF__IMPROVEMENT_EXIT,
    CPF__IMPROVEMENT_FIELDS
} cpf__improvement_field;
typedef enum cpf__improvement_check_field {
    CPF__IMPROVEMENT_CHECK_UNIT,
    CPF__IMPROVEMENT_CHECK_INDICATOR,
    CPF__IMPROVEMENT_CHECK_AFTER,
    CPF__IMPROVEMENT_CHECK_VALUE,
    CPF__IMPROVEMENT_CHECK_FIELDS
} cpf__improvement_check_field;
extern const cpf__record_kind cpf__record_box;
extern const cpf__record_kind cpf__record_trigger;
extern const cpf__record_kind cpf__record_exempt;
extern const cpf__record_kind cpf__record_improvement;
extern const cpf__record_kind cpf__record_improvement_check;

#endif
