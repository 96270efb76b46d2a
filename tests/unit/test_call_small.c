/* SPDX-License-Identifier: MIT */
/* Small counts, outliers, charts and many tests through cpf_call: answers, what is not defined, what is refused, and
 * every allocation failing once. */
#include "call_check.h"

static const document answers[] = {
    {"proportion_interval", "{\"successes\":0,\"n\":0}", "\"rate\": null, \"lo\": 0, \"hi\": 1, \"reason\": \"empty\""},
    {"proportion_interval", "{\"successes\":5,\"n\":5}", "\"hi\": 1"},
    {"proportion_interval", "{\"successes\":0,\"n\":5,\"method\":\"clopper_pearson\"}", "\"lo\": 0, \"hi\": 0.52182"},
    {"proportion_interval", "{\"successes\":0,\"n\":5,\"method\":\"wald\"}", "\"lo\": 0, \"hi\": 0"},
    {"proportion_difference", "{\"x1\":0,\"n1\":0,\"x2\":1,\"n2\":2}", "\"difference\": null, \"lo\": -1, \"hi\": 1"},
    {"proportion_difference", "{\"x1\":1,\"n1\":2,\"x2\":1,\"n2\":2,\"method\":\"newcombe_cc\"}", "\"difference\": 0"},
    {"beta_binomial_posterior", "{\"alpha\":1,\"beta\":1,\"successes\":0,\"n\":0}", "\"mean\": 0.5"},
    {"beta_binomial_fit", "{\"successes\":[1,1,1],\"n\":[10,10,10]}", "\"reason\": \"no_heterogeneity\""},
    {"beta_binomial_fit", "{\"successes\":[],\"n\":[]}", "\"reason\": \"empty\""},
    {"beta_binomial_fit", "{\"successes\":[0,0],\"n\":[0,0]}", "\"reason\": \"empty\""},
    {"beta_binomial_fit", "{\"successes\":[1,9,0,30],\"n\":[10,10,0,40]}", "\"alpha\": "},
    {"funnel_limits", "{\"successes\":[0,3],\"n\":[0,10]}", "\"l95\": [null, "},
    {"funnel_limits", "{\"successes\":[0,0],\"n\":[5,10]}", "\"reason\": \"no_spread\""},
    {"funnel_limits", "{\"successes\":[],\"n\":[]}", "\"reason\": \"empty\""},
    {"funnel_limits", "{\"successes\":[9,1],\"n\":[10,10],\"target\":0.5,\"limits\":\"normal\"}",
     "\"outside95\": [0, 1]"},
    {"funnel_limits", "{\"successes\":[0,9],\"n\":[10,10],\"target\":0.001}", "\"outside95\": [1]"},
    {"funnel_z", "{\"successes\":[0,5,5],\"n\":[0,10,10],\"target\":0.5}",
     "\"z\": [null, 0, 0], \"phi\": 0, \"tau2\": 0"},
    {"stage_conversion", "{\"stages\":[]}", "\"conversion\": [], \"lo\": [], \"hi\": [], \"cumulative\": []"},
    {"stage_conversion", "{\"stages\":[10]}", "\"conversion\": [], \"lo\": [], \"hi\": [], \"cumulative\": [1]"},
    {"stage_conversion", "{\"stages\":[10,0,0]}", "\"conversion\": [0, null]"},
    {"stage_conversion", "{\"stages\":[10,20],\"cohort\":true}", "\"conversion\": [2], \"lo\": [null]"},
    {"stage_conversion", "{\"stages\":[100,50,20],\"reference\":[0.9,0.4]}", "\"outside\": [0]"},
    {"generalized_esd", "{\"x\":[1,1,1,1],\"max_outliers\":2}",
     "\"outliers\": 0, \"approximate\": true, \"reason\": \"no_spread\""},
    {"generalized_esd", "{\"x\":[],\"max_outliers\":1}", "\"reason\": \"too_few\""},
    {"generalized_esd", "{\"x\":[1,2,3,2,1,99,2,3,1,2,99],\"max_outliers\":3}",
     "\"outliers\": 2, \"approximate\": true, \"values\": [99, 99], \"positions\": [5, 10]"},
    {"tukey_fences", "{\"x\":[]}", "\"reason\": \"too_few\""},
    {"tukey_fences", "{\"x\":[1,2,3,4,5],\"quartile\":\"hinges\"}", "\"q1\": 2, \"q3\": 4"},
    {"tukey_fences", "{\"x\":[1,2,3,4,5,11,40],\"quartile\":7}", "\"q1\": 2.5, \"q3\": 8"},
    {"modified_z", "{\"x\":[]}", "\"reason\": \"too_few\""},
    {"modified_z", "{\"x\":[3,3,3]}", "\"reason\": \"degenerate\""},
    {"mad", "{\"x\":[1]}", "\"mad\": 0, \"median\": 1"},
    {"mad", "{\"x\":[]}", "\"mad\": null"},
    {"hybrid_esd", "{\"y\":[1,9,2,8,1,9,50,8,2,9,1,8],\"period\":2,\"max_outliers\":3}", "\"anomalies\": [7]"},
    {"hybrid_esd", "{\"y\":[1,2,3,-50,2,1,3],\"max_outliers\":2,\"two_sided\":false}", "\"anomalies\": [3, 7]"},
    {"hybrid_esd", "{\"y\":[1,2,3,-50,2,1,3],\"max_outliers\":2,\"two_sided\":false,\"direction\":\"below\"}",
     "\"anomalies\": [4]"},
    {"ewma_chart", "{\"x\":[]}", "\"reason\": \"too_few\""},
    {"ewma_chart", "{\"x\":[0,4],\"lambda\":1,\"target\":0,\"sigma\":1,\"limits\":\"exact\"}",
     "\"ewma\": [0, 0, 4], \"ucl\": 3, \"lcl\": -3, \"lcl_each\": [-3, -3], \"ucl_each\": [3, 3], \"signals\": [1]"},
    {"individuals_chart", "{\"x\":[1]}", "\"reason\": \"too_few\""},
    {"individuals_chart", "{\"x\":[1,2,1,2,1,2,30,2,1],\"L\":1}", "\"signals\": [6]"},
    {"fdr", "{\"p\":[]}", "\"rejected_bh\": 0"},
    {"fdr", "{\"p\":[0.04,0.03,1]}", "\"bh\": [0.06, 0.06, 1], \"holm\": [0.09, 0.09, 1]"},
};

static const document refusals[] = {
    {"proportion_interval", "{\"successes\":6,\"n\":5}", "call-range"},
    {"proportion_interval", "{\"successes\":1,\"n\":5,\"confidence\":1}", "call-inside"},
    {"proportion_interval", "{\"successes\":1.5,\"n\":5}", "call-decimals"},
    {"beta_binomial_posterior", "{\"alpha\":0,\"beta\":1,\"successes\":0,\"n\":0}", "call-positive"},
    {"beta_binomial_posterior", "{\"alpha\":1,\"beta\":1e300,\"successes\":0,\"n\":0}", "call-numbers-apart"},
    {"beta_binomial_fit", "{\"successes\":[1],\"n\":[1000001]}", "call-range"},
    {"funnel_limits", "{\"successes\":[1,3],\"n\":[5,2]}", "call-range"},
    {"funnel_limits", "{\"successes\":[1],\"n\":[5,2]}", "call-count"},
    {"funnel_limits", "{\"successes\":[1],\"n\":[5],\"target\":1}", "call-inside"},
    {"funnel_limits", "{\"successes\":[1],\"n\":[5],\"target\":\"mean\"}", "call-word"},
    {"funnel_z", "{\"successes\":[1],\"n\":[5],\"winsorise\":0.6}", "call-range"},
    {"stage_conversion", "{\"stages\":[10,20]}", "call-stage-grows"},
    {"stage_conversion", "{\"stages\":[10,-1]}", "call-range"},
    {"generalized_esd", "{\"x\":[1,2,3,4],\"max_outliers\":3}", "call-range"},
    {"generalized_esd", "{\"x\":[1,2,3,null],\"max_outliers\":1}", "call-not-number"},
    {"generalized_esd", "{\"x\":[1,2,3,1e200],\"max_outliers\":1}", "call-numbers-apart"},
    {"mad", "{\"x\":[\"nan\"]}", "call-not-number"},
    {"tukey_fences", "{\"x\":[1],\"quartile\":\"10\"}", "call-word"},
    {"hybrid_esd", "{\"y\":[1,2,3],\"period\":2,\"seasonal\":[1],\"max_outliers\":1}", "call-count"},
    {"ewma_chart", "{\"x\":[1,2],\"lambda\":1.5}", "call-share"},
    {"fdr", "{\"p\":[1.5]}", "call-share"},
};

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_prestate(check_answers, DOCUMENTS(answers)),
                                       cmocka_unit_test_prestate(check_refusals, DOCUMENTS(refusals)),
                                       cmocka_unit_test_prestate(check_memory, DOCUMENTS(answers))};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
