/* SPDX-License-Identifier: MIT */
/* The methods about forecasts, pace and trends through cpf_call: answers, what is not defined, what is refused, what is
 * too much, and every allocation failing once. */
#include <stdlib.h>

#include "call_check.h"

static const document answers[] = {
    {"ses",
     "{\"y\":[3,5,9,20],\"alpha\":0.5,\"horizon\":2,\"init\":\"S2=y"
     "1\",\"convention\":\"S_t = alpha*y_{t-1}+(1-alpha)*S_{t-1}\"}",
     "\"forecast\": [13.25, 13.25], \"sse\": 211.25"},
    {"ses", "{\"y\":[3,5,9,20],\"alpha\":0.5,\"init\":\"S2=mean of the first four\"}",
     "\"smoothed\": [null, 9.25, 7.125, 8.0625], \"level\": 14.03125"},
    {"ses", "{\"y\":[3,5,9,20],\"alpha\":0.5,\"convention\":\"l_t = alpha*y_t+(1-alpha)*l_{t-1}\"}",
     "\"smoothed\": [null, 4, 6.5, 13.25], \"level\": 13.25, \"expected\": [null, 3, 4, 6.5]"},
    {"ses", "{\"y\":[4],\"alpha\":0.5,\"initial_level\":2,\"horizon\":1,\"confidence\":0.9}",
     "\"forecast\": [3], \"sse\": 4, \"mse\": 4, \"rmse\": 2, \"mae\": 2, \"mape\": 50, \"sigma\": null,"
     " \"lo\": [null], \"hi\": [null]"},
    {"ses", "{\"y\":[0,0,1],\"alpha\":0,\"horizon\":1}", "\"mape\": null, \"sigma\": 1, \"lo\": [-1.95996398454005"},
    {"ses", "{\"y\":[4],\"alpha\":0.5}", "\"forecast\": null, \"reason\": \"too_few\""},
    {"ses", "{\"y\":[4,5,6],\"alpha\":0.5,\"init\":\"S2=mean of the first four\"}",
     "\"forecast\": null, \"reason\": \"too_few\""},
    {"ses", "{\"y\":[],\"alpha\":0.5,\"initial_level\":2}", "\"forecast\": null, \"reason\": \"too_few\""},
    {"holt",
     "{\"y\":[1,2,4,7,8],\"alpha\":0.5,\"beta\":0.25,\"init\":\"S1=y1,"
     " b1=mean of the first three differences\",\"beta_convention\":\"error\"}",
     "\"smoothed\": [1, 2.5, 4.125, 6.40625, 8.1953125], \"trends\": [2, 1.75, 1.6875, 1.984375, 1.88671875]"},
    {"holt", "{\"y\":[1,2,4,7,8],\"alpha\":0.5,\"gamma\":0.5,\"horizon\":2}", "\"forecast\": [10.08203125, 11.96875]"},
    {"holt", "{\"y\":[1,2,4,7,8],\"alpha\":0.5,\"beta\":0.25,\"horizon\":2,\"beta_convention\":\"classic\"}",
     "\"trends\": [2, 1.875, 1.828125, 1.951171875, 1.893798828125]"},
    {"holt", "{\"y\":[1,2,4,7,8],\"alpha\":0.5,\"beta\":0.5,\"horizon\":2,\"beta_convention\":\"classic\"}",
     "\"trends\": [2, 1.75, 1.6875, 1.984375, 1.88671875]"},
    {"holt",
     "{\"y\":[1,2,4,7,8],\"alpha\":0.5,\"beta\":0.25,\"horizon\":2"
     ",\"beta_convention\":\"b_t = b_{t-1} + beta*e_t (beta = alpha*beta_star)\"}",
     "\"forecast\": [10.08203125, 11.96875]"},
    {"holt", "{\"y\":[1,2,4,7,9],\"alpha\":0.5,\"gamma\":0.5,\"init\":\"S1=y1, b1=y2-y1\"}",
     "\"trends\": [1, 1, 1.25, 1.8125, 2.140625]"},
    {"holt", "{\"y\":[1,2,4,7,9],\"alpha\":0.5,\"gamma\":0.5,\"init\":\"S1=y1, b1=(yn-y1)/(n-1)\"}",
     "\"trends\": [2, 1.75, 1.6875, 1.984375, 2.13671875]"},
    {"holt", "{\"y\":[8],\"alpha\":0.5,\"beta\":0.5,\"initial_level\":2,\"initial_trend\":4,\"phi\":0.5,\"horizon\":3}",
     "\"level\": 6, \"trend\": 4, \"expected\": [4], \"forecast\": [8, 9, 9.5]"},
    {"holt", "{\"y\":[1,2,3],\"alpha\":0.5,\"beta\":0.25}", "\"reason\": \"too_few\""},
    {"holt", "{\"y\":[1],\"alpha\":0.5,\"beta\":0.25,\"init\":\"S1=y1, b1=y2-y1\"}", "\"reason\": \"too_few\""},
    {"holt_winters",
     "{\"y\":[1,3,2,4,3,5],\"period\":2,\"seasonal\":\"additive\",\"convention\":\"error\",\"alpha\":0.5"
     ",\"beta\":0.5,\"gamma\":0.5,\"horizon\":3}",
     "\"level\": 4.25, \"trend\": 0.5, \"seasons\": [-0.75, 0.75], \"expected\": [null, null, 1.5,"
     " 4, 3.5, 5], \"forecast\": [4, 6, 5]"},
    {"holt_winters",
     "{\"y\":[1,3,2,4,3,6],\"period\":2,\"alpha\":0.5,\"beta\":0.5,\"gamma\":0.5,\"horizon\":3"
     ",\"convention\":\"classic\"}",
     "\"expected\": [null, null, 1.5, 3.875, 3.21875, 5.1171875], \"forecast\": [4.919921875,"
     " 7.423828125, 6.564453125]"},
    {"holt_winters",
     "{\"y\":[1,3,2,4,3,6],\"period\":2,\"alpha\":0.5,\"beta\":0.5,\"gamma\":0.5,\"horizon\":1"
     ",\"convention\":\"ETS error-correction form (A,A,A) / (M,A,M)\"}",
     "\"level\": 4.75, \"trend\": 1, \"seasons\": [-0.75, 1.25]"},
    {"holt_winters",
     "{\"y\":[8,12,8,16],\"period\":2,\"alpha\":0.5,\"beta\":0.5,\"gamma\":0.5,\"horizon\":1"
     ",\"seasonal\":\"multiplicative\",\"initial_level\":8,\"initial_trend\":0"
     ",\"initial_seasonal_oldest_first\":[1,1.5]}",
     "\"seasons\": [1, 1.75], \"expected\": [8, 12, 8, 12], \"forecast\": [10.66666666666666"},
    {"holt_winters",
     "{\"y\":[10,12,10,12],\"period\":2,\"alpha\":0.5,\"beta\":0.5,\"gamma\":0.5,\"horizon\":2"
     ",\"initial_level\":8,\"initial_trend\":4,\"initial_seasonal_oldest_first\":[0,0],\"phi\":0.5}",
     "\"expected\": [10, 11, 12.25, 11.4375], \"forecast\": [10.140625, 12.0703125]"},
    {"holt_winters", "{\"y\":[10,12,10],\"period\":2,\"alpha\":0.5,\"beta\":0.5,\"gamma\":0.5}",
     "\"reason\": \"too_few\""},
    {"holt_winters",
     "{\"y\":[5,6,7,8],\"period\":2,\"alpha\":0.5,\"beta\":0.5,\"gamma\":0.5,\"seasonal\":\"multiplicative\"}",
     "\"level\": 8, \"trend\": 1.5, \"seasons\": [1.083333333333333"},
    {"seasonal_indices", "{\"y\":[1,3,2,6,7],\"period\":2}",
     "\"year_mean\": [2, 4], \"index\": [0.5, 1.5], \"years\": 2, \"left_over\": 1"},
    {"seasonal_indices", "{\"y\":[1,3],\"period\":2,\"method\":\"average of ratios to the yearly mean\"}",
     "\"index\": [0.5, 1.5]"},
    {"seasonal_indices", "{\"y\":[-1,1],\"period\":2}", "\"index\": null, \"reason\": \"zero_mean\""},
    {"seasonal_indices", "{\"y\":[1],\"period\":2}",
     "\"index\": null, \"reason\": \"too_few\", \"years\": 0, \"left_over\": 1"},
    {"business_days", "{\"from\":\"2026-01-30\",\"to_exclusive\":\"2026-03-02\"}",
     "\"count\": 21, \"by_month\": [1, 20, 0]"},
    {"business_days",
     "{\"from\":\"2026-02-02\",\"to_exclusive\":\"2026-02-09\",\"weekmask\":\"100000"
     "1\",\"holidays\":[\"2026-02-02\",\"2030-01-01\"],\"workdays\":[\"2026-02-03\",\"2020-01-01\"]}",
     "\"count\": 2, \"by_month\": [2]"},
    {"business_days", "{\"from\":\"2026-02-02\",\"to_exclusive\":\"2026-02-02\"}", "\"count\": 0, \"by_month\": []"},
    {"business_days", "{\"from\":\"9999-12-01\",\"to_exclusive\":\"9999-12-31\"}", "\"count\": 22, \"by_month\": [22]"},
    {"pace", "{\"target\":100,\"actual\":30,\"elapsed\":10,\"length\":40}",
     "\"pace_ratio\": 1.2, \"run_rate_forecast\": 120, \"forecast_total\": 120,"
     " \"forecast_blend\": 108.75, \"required_remaining\": 70"},
    {"pace",
     "{\"target\":100,\"actual\":30,\"elapsed\":10,\"length\":40,\"profile\":\"working_day\",\"plan\":80"
     ",\"plan_weight\":0.5}",
     "\"forecast_blend\": 105,"},
    {"pace", "{\"target\":100,\"actual\":30,\"elapsed\":1.5,\"profile\":\"seasonal\",\"profile_weights\":[1,2,5]}",
     "\"share_elapsed\": 0.25, \"expected_to_date\": 25, \"pace_ratio\": 1.2"},
    {"pace", "{\"target\":100,\"actual\":0,\"elapsed\":0,\"length\":4,\"profile\":\"linear\"}",
     "\"required_rate_remaining\": 25, \"required_total_rate\": 100, \"reason\": \"not_begun\""},
    {"pace", "{\"target\":0,\"actual\":3,\"elapsed\":2,\"length\":4}",
     "\"required_remaining\": -3, \"required_rate_remaining\": -1.5, \"required_total_rate\": -6,"
     " \"reason\": \"no_target\""},
    {"pace", "{\"target\":10,\"actual\":12,\"elapsed\":4,\"length\":4}",
     "\"required_remaining\": -2, \"required_rate_remaining\": null, \"required_total_rate\": null}"},
    {"accuracy", "{\"test\":[2,4],\"forecast\":[1,5],\"train\":[1,2,4]}",
     "\"me\": 0, \"rmse\": 1, \"mae\": 1, \"mpe\": 12.5, \"mape\": 37.5, \"mase\": 0.666666666666666"},
    {"accuracy", "{\"test\":[0,4],\"forecast\":[1,5]}",
     "\"mpe\": null, \"mape\": null, \"mase\": null, \"scale\": null"},
    {"accuracy", "{\"test\":[2,4,6],\"train\":[1,3],\"method\":\"mean\"}",
     "\"mase\": 1, \"scale\": 2, \"forecast\": [2, 2, 2]"},
    {"accuracy", "{\"test\":[2,4,6],\"train\":[1,3],\"method\":\"naive\"}", "\"forecast\": [3, 3, 3]"},
    {"accuracy", "{\"test\":[2,4,6],\"train\":[1,3],\"period\":2,\"method\":\"seasonal_naive\"}",
     "\"mase\": null, \"scale\": null, \"forecast\": [1, 3, 1]"},
    {"accuracy", "{\"test\":[2,4,6],\"train\":[1,3],\"period\":2,\"method\":\"snaive\"}", "\"forecast\": [1, 3, 1]"},
    {"accuracy", "{\"test\":[2,4,6],\"train\":[1,3],\"period\":2,\"method\":\"seasonal naive\"}",
     "\"forecast\": [1, 3, 1]"},
    {"accuracy", "{\"test\":[2,4,6],\"train\":[1,3],\"method\":\"drift\"}", "\"forecast\": [5, 7, 9]"},
    {"accuracy", "{\"test\":[2,4],\"train\":[3],\"method\":\"drift\"}", "\"rmse\": null, \"reason\": \"too_few\""},
    {"accuracy", "{\"test\":[2,4]}", "\"rmse\": null, \"reason\": \"too_few\""},
    {"accuracy", "{\"test\":[],\"train\":[3]}", "\"rmse\": null, \"reason\": \"too_few\""},
    {"stopped", "{\"x\":[1,1,0,2,0,-1]}", "\"n\": 6, \"k\": 3, \"last\": 4, \"run\": 2, \"p\": 0.2"},
    {"stopped", "{\"x\":[1,1,0,2,0,0],\"odds\":[1,1,1,1,2,2]}", "\"p\": 0.0909090909090"},
    {"stopped", "{\"x\":[0,1]}", "\"run\": 0, \"p\": 1, \"p_least\": 0.5"},
    {"stopped", "{\"x\":[0,0]}", "\"k\": 0, \"p\": null, \"reason\": \"never\""},
    {"mann_kendall", "{\"x\":[1,2,null,3,4],\"variance\":\"plain\",\"continuity\":true}",
     "\"S\": 6, \"varS\": 8.666666666666666, \"z\": 1.6984155512168"},
    {"mann_kendall", "{\"x\":[1,2,3,4],\"continuity\":false}", "\"z\": 2.0380986614602"},
    {"mann_kendall", "{\"x\":[1,2,3,4,5,6,7,8,1,2,3,4,5,6,7,8],\"variance\":\"hamed_rao\"}",
     "\"S\": 56, \"varS\": 976.07216494845"},
    {"mann_kendall", "{\"x\":[1,2,1,2,1,2,1,2,1,2],\"variance\":\"hamed_rao\"}", "\"S\": 5, \"varS\": 7.1805555555555"},
    {"mann_kendall", "{\"x\":[5,5,5,5],\"variance\":\"hamed_rao\"}",
     "\"S\": 0, \"varS\": 0, \"z\": 0, \"p\": 1, \"tau_a\": 0, \"tau_b\": null, \"lag_1\": 0"},
    {"mann_kendall", "{\"x\":[5,5,5,null]}", "\"S\": null, \"reason\": \"too_few\""},
    {"theil_sen", "{\"x\":[1,2,null,4,5.5,6,8,8.5,9]}",
     "\"slope\": 1, \"intercept_conover\": 0.25, \"slope_lo\": 1, \"slope_hi\": 1.19737"},
    {"theil_sen", "{\"y\":[1,2,4,8],\"t\":[1,2,3,5],\"continuity\":false}",
     "\"slope\": 1.875, \"intercept_conover\": -1.6875, \"slope_lo\": null, \"slope_hi\": null, \"slopes\": 6"},
    {"theil_sen", "{\"x\":[1,2,4,8],\"t_from\":2000,\"confidence\":0.5,\"limit_rank\":\"rounded\"}",
     "\"slope_lo\": 1.5, \"slope_hi\": 3, \"slopes\": 6"},
    {"theil_sen", "{\"x\":[1,2,4,8],\"confidence\":0.5,\"limit_rank\":\"interpolated\"}",
     "\"slope_lo\": 1.50358898495"},
    {"theil_sen", "{\"x\":[1,2,4,8],\"t\":[3,3,3,3]}", "\"slope\": null, \"reason\": \"one_time\""},
    {"theil_sen", "{\"x\":[1,2,4]}", "\"slope\": null, \"reason\": \"too_few\""},
    {"theil_sen", "{\"x\":[5,5,5,5],\"t\":[4,3,2,1]}",
     "\"slope\": 0, \"intercept_conover\": 5, \"slope_lo\": 0, \"slope_hi\": 0"},
    {"kendall_tau", "{\"x\":[1,2,3,4],\"y\":[1,2,4,3]}",
     "\"S\": 4, \"varS\": 8.666666666666666, \"z\": 1.01904933073013"},
    {"kendall_tau", "{\"x\":[1,1,3],\"y\":[1,2,3],\"continuity\":false}",
     "\"D2\": 6, \"tau_a\": 0.6666666666666666, \"tau_b\": 0.81649658092772"},
    {"kendall_tau", "{\"x\":[1,1,1],\"y\":[1,2,3]}", "\"tau_b\": null, \"reason\": \"no_spread\""},
    {"kendall_tau", "{\"x\":[1],\"y\":[1]}", "\"tau_b\": null, \"reason\": \"too_few\""},
    {"kendall_tau", "{\"x\":[],\"y\":[]}", "\"tau_b\": null, \"reason\": \"too_few\""},
    {"seasonal_mann_kendall", "{\"x\":[1,5,2,4,3,3,4,null],\"period\":2}",
     "\"season_S\": [6, -3], \"season_varS\": [8.666666666666666, 3.6666666666666665]"},
    {"seasonal_mann_kendall", "{\"x\":[1,5,2,6,3,7],\"period\":2,\"continuity\":false}",
     "\"S\": 6, \"varS\": 7.333333333333333, \"z\": 2.2156468376279"},
    {"seasonal_mann_kendall", "{\"x\":[1,5,2],\"period\":2}", "\"S\": null, \"reason\": \"too_few\""},
    {"seasonal_mann_kendall", "{\"x\":[1,null,2,null,3,null,4],\"period\":2}",
     "\"chi2_heterogeneity\": 0, \"df_heterogeneity\": 0, \"p_heterogeneity\": null"},
    {"seasonal_mann_kendall", "{\"x\":[1,2,3,4,null,null,null,null],\"period\":4}",
     "\"S\": null, \"reason\": \"too_few\""},
    {"seasonal_sen", "{\"x\":[1,5,2,6,3,7,5,8],\"period\":2}",
     "\"slope_per_year\": 1, \"slope_per_value\": 0.5, \"intercept\": 2.75, \"slope_lo\": 1, \"slope_hi\": 1.53999"},
    {"seasonal_sen",
     "{\"x\":[1,5,2,6,3,7,5,8],\"period\":2,\"t_from\":11,\"confidence\":0.5,\"limit_rank\":\"rounded\"}",
     "\"intercept\": -2.25, \"slope_lo\": 1, \"slope_hi\": 1, \"slopes\": 12"},
    {"seasonal_sen", "{\"x\":[1,5,2],\"period\":2}", "\"slope_per_year\": null, \"reason\": \"too_few\""},
    {"pettitt", "{\"x\":[1,1,1,null,9,9,9]}", "\"K\": 9, \"t\": 3, \"p\": 0.2907114024676"},
    {"pettitt", "{\"x\":[9,9,9,1,1,1]}", "\"direction\": \"down\""},
    {"pettitt", "{\"x\":[5,5,5,5]}", "\"K\": 0, \"t\": null, \"p\": 1, \"direction\": \"none\""},
    {"pettitt", "{\"x\":[5,5,5]}", "\"K\": null, \"reason\": \"too_few\""},
    {"cusum", "{\"x\":[10,12,null,13,14],\"target\":10,\"k\":1,\"h\":3}",
     "\"S_hi\": [0, 1, 1, 3, 6], \"S_lo\": [0, 0, 0, 0, 0], \"first_signal\": 5, \"direction\": \"up\""},
    {"cusum", "{\"x\":[10,8,7],\"target\":10,\"k\":0.5,\"h\":3}",
     "\"S_lo\": [0, 1.5, 4], \"first_signal\": 3, \"direction\": \"down\""},
    {"cusum", "{\"x\":[10,10],\"target\":10,\"k\":0,\"h\":1}", "\"first_signal\": null, \"direction\": \"none\""},
    {"cusum", "{\"x\":[],\"target\":10,\"k\":0,\"h\":1}", "\"S_hi\": [], \"S_lo\": [], \"first_signal\": null"},
};

static const document refusals[] = {
    {"ses", "{\"alpha\":0.5}", "call-missing-member"},
    {"stopped", "{\"x\":[1,null]}", "call-not-number"},
    {"stopped", "{\"x\":[1,0],\"odds\":[1]}", "call-count"},
    {"stopped", "{\"x\":[1,0],\"odds\":[1,0]}", "call-positive"},
    {"ses", "{\"y\":[1,null],\"alpha\":0.5}", "call-not-number"},
    {"ses", "{\"y\":[1,2],\"alpha\":1.5}", "call-share"},
    {"ses", "{\"y\":[1,2],\"alpha\":0.5,\"confidence\":1}", "call-inside"},
    {"ses", "{\"y\":[1,2],\"alpha\":0.5,\"init\":\"mean\"}", "call-word"},
    {"ses", "{\"y\":[1,2],\"alpha\":0.5,\"convention\":\"level\"}", "call-word"},
    {"ses", "{\"y\":[1,2],\"alpha\":0.5,\"horizon\":100001}", "call-range"},
    {"ses", "{\"y\":[1,2],\"alpha\":0.5,\"horizon\":0.5}", "call-decimals"},
    {"ses", "{\"y\":[1,2],\"alpha\":0.5,\"initial_level\":\"high\"}", "call-not-number"},
    {"ses", "{\"y\":[1,2],\"alpha\":0.5,\"beta\":0.5}", "call-unknown-member"},
    {"ses", "{\"y\":[1,\"1e999\"],\"alpha\":0.5}", "call-double"},
    {"ses", "{\"y\":[1e300,-1e300,1],\"alpha\":0.5}", "call-numbers-apart"},
    {"holt", "{\"y\":[1,2,3,4],\"alpha\":0.5}", "call-either"},
    {"holt", "{\"y\":[1,2,3,4],\"alpha\":0.5,\"beta\":0.5,\"gamma\":0.5}", "call-either"},
    {"holt", "{\"y\":[1,2,3,4],\"alpha\":0.5,\"beta\":0.5,\"initial_level\":1}", "call-needs"},
    {"holt", "{\"y\":[1,2,3,4],\"alpha\":0.5,\"beta\":0.5,\"initial_trend\":1}", "call-needs"},
    {"holt", "{\"y\":[1,2,3,4],\"alpha\":0.5,\"beta\":0.5,\"init\":\"zero\"}", "call-word"},
    {"holt", "{\"y\":[1,2,3,4],\"alpha\":0.5,\"beta\":0.5,\"beta_convention\":\"other\"}", "call-word"},
    {"holt", "{\"y\":[1,2,3,4],\"alpha\":0.5,\"beta\":0.5,\"phi\":2}", "call-share"},
    {"holt", "{\"y\":[1,2,3,4],\"alpha\":0.5,\"beta\":-1}", "call-share"},
    {"holt", "{\"y\":[1,2,3,4],\"alpha\":-0.5,\"gamma\":1}", "call-share"},
    {"holt", "{\"y\":[1e308,-1e308,1e308,-1e308],\"alpha\":1,\"beta\":1}", "call-numbers-apart"},
    {"holt_winters", "{\"y\":[1,2,3,4],\"period\":1,\"alpha\":0.5,\"beta\":0.5,\"gamma\":0.5}", "call-range"},
    {"holt_winters", "{\"y\":[1,2,3,4],\"period\":2,\"alpha\":0.5,\"beta\":0.5,\"gamma\":1.5}", "call-share"},
    {"holt_winters", "{\"y\":[1,2,3,4],\"period\":2,\"alpha\":0.5,\"beta\":0.5,\"gamma\":0.5,\"phi\":-1}",
     "call-share"},
    {"holt_winters", "{\"y\":[1,2,3,4],\"period\":2,\"alpha\":0.5,\"beta\":0.5,\"gamma\":0.5,\"seasonal\":\"both\"}",
     "call-word"},
    {"holt_winters", "{\"y\":[1,2,3,4],\"period\":2,\"alpha\":0.5,\"beta\":0.5,\"gamma\":0.5,\"convention\":\"both\"}",
     "call-word"},
    {"holt_winters",
     "{\"y\":[1,2,0,4],\"period\":2,\"alpha\":0.5,\"beta\":0.5,\"gamma\":0.5,\"seasonal\":\"multiplicative\"}",
     "call-positive"},
    {"holt_winters", "{\"y\":[1,2,3,4],\"period\":2,\"alpha\":0.5,\"beta\":0.5,\"gamma\":0.5,\"initial_level\":1}",
     "call-needs"},
    {"holt_winters",
     "{\"y\":[1,2,3,4],\"period\":2,\"alpha\":0.5,\"beta\":0.5,\"gamma\":0.5,\"initial_trend\":1"
     ",\"initial_seasonal_oldest_first\":[1,1]}",
     "call-needs"},
    {"holt_winters",
     "{\"y\":[1,2,3,4],\"period\":2,\"alpha\":0.5,\"beta\":0.5,\"gamma\":0.5,\"initial_level\":1"
     ",\"initial_trend\":1}",
     "call-needs"},
    {"holt_winters",
     "{\"y\":[1,2,3,4],\"period\":2,\"alpha\":0.5,\"beta\":0.5,\"gamma\":0.5,\"initial_level\":1"
     ",\"initial_trend\":1,\"initial_seasonal_oldest_first\":[1]}",
     "call-count"},
    {"holt_winters",
     "{\"y\":[1,2,3,4],\"period\":2,\"alpha\":0.5,\"beta\":0.5,\"gamma\":0.5"
     ",\"seasonal\":\"multiplicative\",\"initial_level\":1,\"initial_trend\":1"
     ",\"initial_seasonal_oldest_first\":[1,0]}",
     "call-positive"},
    {"holt_winters",
     "{\"y\":[1,2,3,4],\"period\":2,\"alpha\":0.5,\"beta\":0.5,\"gamma\":0.5"
     ",\"seasonal\":\"multiplicative\",\"initial_level\":0,\"initial_trend\":0"
     ",\"initial_seasonal_oldest_first\":[1,1]}",
     "call-numbers-apart"},
    {"seasonal_indices", "{\"y\":[1,2],\"period\":1}", "call-range"},
    {"seasonal_indices", "{\"y\":[1,2],\"period\":2,\"method\":\"median\"}", "call-word"},
    {"seasonal_indices", "{\"y\":5,\"period\":2}", "call-not-list"},
    {"seasonal_indices", "{\"y\":[1e308,1e308],\"period\":2}", "call-numbers-apart"},
    {"business_days", "{\"from\":\"2026-02-30\",\"to_exclusive\":\"2026-03-02\"}", "call-day"},
    {"business_days", "{\"from\":\"2026-01-30\",\"to_exclusive\":20260302}", "call-not-text"},
    {"business_days", "{\"from\":\"2026-03-02\",\"to_exclusive\":\"2026-03-01\"}", "call-rising"},
    {"business_days", "{\"from\":\"2026-03-02\",\"to_exclusive\":\"2026-03-09\",\"weekmask\":\"111110\"}", "call-week"},
    {"business_days", "{\"from\":\"2026-03-02\",\"to_exclusive\":\"2026-03-09\",\"weekmask\":\"1111120\"}",
     "call-week"},
    {"business_days", "{\"from\":\"2026-03-02\",\"to_exclusive\":\"2026-03-09\",\"weekmask\":5}", "call-not-text"},
    {"business_days", "{\"from\":\"2026-03-02\",\"to_exclusive\":\"2026-03-09\",\"holidays\":[\"tomorrow\"]}",
     "call-day"},
    {"business_days", "{\"from\":\"2026-03-02\",\"to_exclusive\":\"2026-03-09\",\"workdays\":[1]}", "call-not-text"},
    {"business_days", "{\"from\":\"2026-03-02\",\"to_exclusive\":\"2026-03-09\",\"workdays\":\"2026-03-07\"}",
     "call-not-list"},
    {"pace", "{\"target\":1,\"actual\":1,\"elapsed\":1}", "call-either"},
    {"pace", "{\"target\":1,\"actual\":1,\"elapsed\":1,\"length\":2,\"profile_weights\":[1,2]}", "call-either"},
    {"pace", "{\"target\":1,\"actual\":1,\"elapsed\":1,\"length\":2,\"profile\":\"seasonal\"}", "call-needs"},
    {"pace", "{\"target\":1,\"actual\":1,\"elapsed\":1,\"length\":2,\"profile\":\"lunar\"}", "call-word"},
    {"pace", "{\"target\":1,\"actual\":1,\"elapsed\":-1,\"length\":2}", "call-negative"},
    {"pace", "{\"target\":1,\"actual\":1,\"elapsed\":1,\"length\":0}", "call-positive"},
    {"pace", "{\"target\":1,\"actual\":1,\"elapsed\":3,\"length\":2}", "call-over"},
    {"pace", "{\"target\":1,\"actual\":1,\"elapsed\":3,\"profile_weights\":[1,2]}", "call-over"},
    {"pace", "{\"target\":1,\"actual\":1,\"elapsed\":1,\"profile_weights\":[1,-2]}", "call-negative"},
    {"pace", "{\"target\":1,\"actual\":1,\"elapsed\":1,\"profile_weights\":[0,0]}", "call-no-shares"},
    {"pace", "{\"target\":1,\"actual\":1,\"elapsed\":0,\"profile_weights\":[]}", "call-no-shares"},
    {"pace", "{\"target\":1,\"actual\":1,\"elapsed\":1,\"profile_weights\":[1e308,1e308,1e308]}", "call-numbers-apart"},
    {"pace", "{\"target\":1e308,\"actual\":1,\"elapsed\":10,\"length\":40}", "call-numbers-apart"},
    {"pace", "{\"target\":1,\"actual\":1e308,\"elapsed\":10,\"length\":40}", "call-numbers-apart"},
    {"pace", "{\"target\":1,\"actual\":1,\"elapsed\":1,\"length\":2,\"plan\":\"all\"}", "call-not-number"},
    {"pace", "{\"target\":1,\"actual\":1,\"elapsed\":1,\"length\":2,\"plan_weight\":2}", "call-share"},
    {"accuracy", "{\"test\":[1,2],\"forecast\":[1]}", "call-count"},
    {"accuracy", "{\"test\":[1,null],\"forecast\":[1,2]}", "call-not-number"},
    {"accuracy", "{\"test\":[1,2],\"train\":[1,2],\"method\":\"best\"}", "call-word"},
    {"accuracy", "{\"test\":[1,2],\"train\":[1,2],\"period\":0}", "call-range"},
    {"accuracy", "{\"test\":[1,2],\"train\":[1,\"b\"]}", "call-not-number"},
    {"mann_kendall", "{\"x\":[1,2,3,4],\"continuity\":1}", "call-flag"},
    {"mann_kendall", "{\"x\":[1,2,3,4],\"variance\":\"best\"}", "call-word"},
    {"mann_kendall", "{\"x\":[1,2,3,\"four\"]}", "call-not-number"},
    {"mann_kendall", "{\"x\":[1e308,-1e308,1,2],\"variance\":\"hamed_rao\"}", "call-numbers-apart"},
    {"theil_sen", "{}", "call-either"},
    {"theil_sen", "{\"x\":[1,2,3,4],\"y\":[1,2,3,4]}", "call-either"},
    {"theil_sen", "{\"x\":[1,2,3,4],\"t\":[1,2,3]}", "call-count"},
    {"theil_sen", "{\"x\":[1,2,3,4],\"t\":[1,2,3,null]}", "call-not-number"},
    {"theil_sen", "{\"x\":[1,2,3,4],\"confidence\":0}", "call-inside"},
    {"theil_sen", "{\"x\":[1,2,3,4],\"t_from\":\"now\"}", "call-not-number"},
    {"theil_sen", "{\"x\":[1,2,3],\"limit_rank\":\"cubic\"}", "call-word"},
    {"theil_sen", "{\"x\":[1,2,3,4],\"continuity\":\"yes\"}", "call-flag"},
    {"theil_sen", "{\"x\":[1e308,-1e308,1,2]}", "call-numbers-apart"},
    {"kendall_tau", "{\"x\":[1,2],\"y\":[1]}", "call-count"},
    {"kendall_tau", "{\"x\":[1,2],\"y\":[1,null]}", "call-not-number"},
    {"kendall_tau", "{\"x\":[1,2],\"y\":[1,2],\"continuity\":0}", "call-flag"},
    {"seasonal_mann_kendall", "{\"x\":[1,2,3,4],\"period\":1}", "call-range"},
    {"seasonal_mann_kendall", "{\"x\":[1,2,3,4],\"period\":2,\"continuity\":0}", "call-flag"},
    {"seasonal_mann_kendall", "{\"x\":[1,2,3,true],\"period\":2}", "call-not-number"},
    {"seasonal_sen", "{\"x\":[1,2,3,4],\"period\":100001}", "call-range"},
    {"seasonal_sen", "{\"x\":[1,2,3,4],\"period\":2,\"confidence\":1}", "call-inside"},
    {"seasonal_sen", "{\"x\":[1,2,3],\"period\":2,\"limit_rank\":\"cubic\"}", "call-word"},
    {"seasonal_sen", "{\"x\":[1,2,3,4],\"period\":2,\"t_from\":[]}", "call-not-number"},
    {"seasonal_sen", "{\"x\":[1e308,2,-1e308,4],\"period\":2}", "call-numbers-apart"},
    {"pettitt", "{\"x\":[1,2,3,\"four\"]}", "call-not-number"},
    {"pettitt", "{}", "call-missing-member"},
    {"cusum", "{\"x\":[1],\"target\":null,\"k\":1,\"h\":1}", "call-not-number"},
    {"cusum", "{\"x\":[1],\"target\":1,\"k\":-1,\"h\":1}", "call-negative"},
    {"cusum", "{\"x\":[1],\"target\":1,\"k\":1,\"h\":0}", "call-positive"},
    {"cusum", "{\"x\":[1e308],\"target\":-1e308,\"k\":0,\"h\":1}", "call-numbers-apart"},
    {"accuracy", "{\"test\":[1e308],\"forecast\":[-1e308]}", "call-numbers-apart"},
};

/* A list of `count` values after `begin`. */
static void check_size(const char *method, const char *begin, size_t count, const char *rest)
{
    size_t length = strlen(begin), size = length + 2 * count + strlen(rest) + 1;
    char *json = malloc(size);
    document it = {method, json, "call-size"};
    void *state = &(document_list){&it, 1};

    assert_non_null(json);
    memcpy(json, begin, length);
    for (size_t i = 0; i < count; i++) {
        json[length++] = (char)('1' + i % 7);
        json[length++] = i + 1 < count ? ',' : ']';
    }
    memcpy(json + length, rest, strlen(rest) + 1);
    check_refusals(&state);
    free(json);
}

static void test_sizes(void **state)
{
    (void)state;
    check_size("theil_sen", "{\"x\":[", 5001, "}");
    check_size("mann_kendall", "{\"variance\":\"hamed_rao\",\"x\":[", 5001, "}");
    check_size("seasonal_sen", "{\"period\":2,\"x\":[", 7073, "}");
    check_size("mann_kendall", "{\"x\":[", 1000001, "}");
    check_size("stopped", "{\"x\":[", 5001, "}");
    check_size("pettitt", "{\"x\":[", 1000001, "}");
    check_size("kendall_tau", "{\"y\":[],\"x\":[", 1000001, "}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_prestate(check_answers, DOCUMENTS(answers)),
                                       cmocka_unit_test_prestate(check_refusals, DOCUMENTS(refusals)),
                                       cmocka_unit_test(test_sizes),
                                       cmocka_unit_test_prestate(check_memory, DOCUMENTS(answers))};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
