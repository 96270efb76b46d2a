/* SPDX-License-Identifier: MIT */
/* The methods of cpf_call, a table a file. */
#ifndef CPF_IO_CALL_METHODS_H
#define CPF_IO_CALL_METHODS_H

#include "call_json.h"

enum cpf__call_counts {
    CPF__APPORTION_METHODS = 4,
    CPF__DECIMAL_METHODS = 3,
    CPF__RULE_METHODS = 1,
    CPF__RANK_METHODS = 2,
    CPF__PLAN_METHODS = 4,
    CPF__MARGIN_METHODS = 3,
    CPF__BOUNDED_METHODS = 4,
    CPF__RECONCILE_METHODS = 3,
    CPF__TOP_DOWN_METHODS = 3,
    CPF__ATTAIN_METHODS = 5,
    CPF__WEIGHT_METHODS = 3,
    CPF__FORECAST_METHODS = 3,
    CPF__PACE_METHODS = 4,
    CPF__TREND_METHODS = 3,
    CPF__SEASONS_METHODS = 2,
    CPF__CHANGE_METHODS = 3,
    CPF__AGREEMENT_METHODS = 4,
    CPF__RATER_METHODS = 2,
    CPF__SEVERITY_METHODS = 2,
    CPF__FAIRNESS_METHODS = 4,
    CPF__PORTFOLIO_METHODS = 6,
    CPF__SCORE_METHODS = 4,
    CPF__RATE_METHODS = 3,
    CPF__DRAW_METHODS = 1,
    CPF__DISTRIBUTION_METHODS = 4,
    CPF__PROPORTION_METHODS = 3,
    CPF__STAY_METHODS = 1,
    CPF__FUNNEL_METHODS = 4,
    CPF__OUTLIER_METHODS = 5,
    CPF__CHART_METHODS = 3
};

extern const cpf__call_row cpf__methods_apportion[CPF__APPORTION_METHODS];
extern const cpf__call_row cpf__methods_decimal[CPF__DECIMAL_METHODS];
extern const cpf__call_row cpf__methods_rule[CPF__RULE_METHODS];
extern const cpf__call_row cpf__methods_rank[CPF__RANK_METHODS];
extern const cpf__call_row cpf__methods_plan[CPF__PLAN_METHODS];
extern const cpf__call_row cpf__methods_margin[CPF__MARGIN_METHODS];
extern const cpf__call_row cpf__methods_bounded[CPF__BOUNDED_METHODS];
extern const cpf__call_row cpf__methods_reconcile[CPF__RECONCILE_METHODS];
extern const cpf__call_row cpf__methods_top_down[CPF__TOP_DOWN_METHODS];
extern const cpf__call_row cpf__methods_attain[CPF__ATTAIN_METHODS];
extern const cpf__call_row cpf__methods_trend[CPF__TREND_METHODS];
extern const cpf__call_row cpf__methods_seasons[CPF__SEASONS_METHODS];
extern const cpf__call_row cpf__methods_change[CPF__CHANGE_METHODS];
extern const cpf__call_row cpf__methods_forecast[CPF__FORECAST_METHODS];
extern const cpf__call_row cpf__methods_pace[CPF__PACE_METHODS];
extern const cpf__call_row cpf__methods_weight[CPF__WEIGHT_METHODS];
extern const cpf__call_row cpf__methods_agreement[CPF__AGREEMENT_METHODS];
extern const cpf__call_row cpf__methods_raters[CPF__RATER_METHODS];
extern const cpf__call_row cpf__methods_severity[CPF__SEVERITY_METHODS];
extern const cpf__call_row cpf__methods_fairness[CPF__FAIRNESS_METHODS];
extern const cpf__call_row cpf__methods_portfolio[CPF__PORTFOLIO_METHODS];
extern const cpf__call_row cpf__methods_score[CPF__SCORE_METHODS];
extern const cpf__call_row cpf__methods_rate[CPF__RATE_METHODS];
extern const cpf__call_row cpf__methods_draw[CPF__DRAW_METHODS];
extern const cpf__call_row cpf__methods_distribution[CPF__DISTRIBUTION_METHODS];
extern const cpf__call_row cpf__methods_proportion[CPF__PROPORTION_METHODS];
extern const cpf__call_row cpf__methods_stays[CPF__STAY_METHODS];
extern const cpf__call_row cpf__methods_funnel[CPF__FUNNEL_METHODS];
extern const cpf__call_row cpf__methods_outlier[CPF__OUTLIER_METHODS];
extern const cpf__call_row cpf__methods_chart[CPF__CHART_METHODS];

#define CPF__PARAMS(params) (params), (int32_t)(sizeof(params) / sizeof(params)[0]), 0

#endif
