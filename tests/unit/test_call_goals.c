/* SPDX-License-Identifier: MIT */
/*
 * The methods of goal setting through cpf_call: every allocation fails once; what cannot be is answered with what
 * stands in the way, what is not defined with the reason, and what is written wrongly is told with its place.
 */
#include "call_check.h"

#define TREE "\"tree\":{\"T\":[\"A\",\"B\"],\"A\":[\"AA\",\"AB\",\"AC\"],\"B\":[\"BA\",\"BB\"]}"
#define BASE "\"base\":[90,35,60,-12,30,20,45,9]"
#define SUMS "\"S\":[[1,1],[1,0],[0,1]]"
#define ERRORS "\"residuals\":[[1,2,3],[2,1,-1],[0.5,-1,2],[1,1,1]]"

static const document answers[] = {
    {"biproportional",
     "{\"weights\":[[123,45,815],[912,714,414],[312,255,215]],\"row_totals\":[5,11,4],\"col_totals\":[7,5,8]}",
     "\"seats\": [[1, 0, 4], [4, 4, 3], [2, 1, 1]]"},
    {"biproportional", "{\"weights\":[[1,0],[1,1]],\"row_totals\":[5,1],\"col_totals\":[3,3]}",
     "\"error\": \"infeasible\", \"rows\": [0], \"columns\": [0]"},
    {"biproportional", "{\"weights\":[[1,1]],\"row_totals\":[5],\"col_totals\":[3,3]}", "\"gap\": -1"},
    {"biproportional", "{\"weights\":[[1,1],[1,1]],\"row_totals\":[1,1],\"col_totals\":[1,1]}", "\"tie\": true"},
    {"controlled_rounding", "{\"table\":[[0.5,1.25],[0.5,0.75]],\"row_totals\":[2,1],\"col_totals\":[1,2]}",
     "\"l1\": "},
    {"controlled_rounding", "{\"table\":[[0.58999999999999997]],\"row_totals\":[1],\"col_totals\":[1]}",
     "\"l1\": 0.41,"},
    {"controlled_rounding", "{\"table\":[[1,1.5]],\"row_totals\":[2],\"col_totals\":[0,2]}",
     "\"reason\": \"no_such_table\", \"row_missing\": [0], \"col_missing\": [-1, 1]"},
    {"controlled_rounding", "{\"table\":[[1,1.5]],\"row_totals\":[2],\"col_totals\":[1,2]}", "totals_differ"},
    {"ipf", "{\"seed\":[[1,2],[3,4]],\"row_totals\":[3,7],\"col_totals\":[4,6]}", "\"table\": [[1, 2], [3, 4]]"},
    {"ipf", "{\"seed\":[[1,0],[3,4]],\"row_totals\":[5,5],\"col_totals\":[4,6]}", "\"rows\": [0], \"columns\": [0]"},
    {"ipf", "{\"seed\":[[1,2],[3,4]],\"row_totals\":[5,5],\"col_totals\":[4,5]}", "\"gap\": 1"},
    {"water_fill", "{\"demands\":[2,2.6,4,5],\"capacity\":10,\"decimals\":1}", "\"rounded\": [2.0, 2.6, 2.7, 2.7]"},
    {"water_fill", "{\"demands\":[2,3],\"capacity\":10,\"decimals\":1}", "\"unused\": 5"},
    {"bounded_proportional", "{\"weights\":[1,1,1],\"total\":100,\"decimals\":2}",
     "\"rounded\": [33.34, 33.33, 33.33]"},
    {"bounded_proportional", "{\"weights\":[1,1],\"total\":100,\"max\":40}",
     "\"error\": \"infeasible\", \"shortfall\": 20"},
    {"bounded_proportional", "{\"weights\":[1,1],\"total\":100,\"min\":[60,70]}", "\"excess\": 30"},
    {"bounded_proportional", "{\"weights\":[1,1],\"total\":1,\"min\":0.25,\"max\":0.75,\"decimals\":0}",
     "\"rounded\": null"},
    {"project_box_sum", "{\"a\":[500,300,150,50],\"total\":900}", "\"x\": [450, 270, 135, 45]"},
    {"project_box_sum", "{\"a\":[1,2],\"total\":1,\"min\":[2,null],\"max\":[1,null]}", "\"index\": 0"},
    {"over_assignment", "{\"target\":\"100.01\",\"level_percent\":[2.5],\"leaf_share\":[1,1]}",
     "\"total_assigned\": 102.51, \"factor\": 1.025"},
    {"reconcile", "{" TREE "," BASE ",\"method\":\"ols\",\"nonnegative\":true,\"decimals\":2}",
     "\"rounded\": [93.43, 37.72, 55.71, 0.00"},
    {"reconcile", "{" TREE "," BASE ",\"immutable\":[0,6]}", "\"reconciled\": [90, 34.7692307692307"},
    {"reconcile", "{" TREE "," BASE ",\"immutable\":[2,6,7]}", "\"error\": \"infeasible\", \"nodes\": [2]"},
    {"reconcile", "{" TREE "," BASE ",\"method\":\"bottom_up\",\"nonnegative\":true}",
     "\"reconciled\": [104, 50, 54, 0"},
    {"reconcile", "{" SUMS ",\"base\":[10,4,5],\"immutable\":[0,1,2]}",
     "\"error\": \"infeasible\", \"nodes\": [0, 1, 2]"},
    {"reconcile", "{" SUMS ",\"base\":[10,4,6],\"immutable\":[0,1,2]}", "\"reconciled\": [10, 4, 6]"},
    {"reconcile", "{" SUMS ",\"base\":[10,4,6],\"method\":\"mint_shrink\"," ERRORS "}", "\"reconciled\""},
    {"reconcile", "{\"tree\":{\"T\":[\"A\",\"B\"]},\"base\":[10,4,7],\"method\":\"mint_shrink\"," ERRORS "}",
     "\"reconciled\""},
    {"reconcile",
     "{\"tree\":{\"T\":[\"A\",\"B\"]},\"base\":[10,4,7],\"method\":\"wls_var\"," ERRORS ",\"mean_zero\":false}",
     "\"reconciled\""},
    {"shrinkage_covariance", "{" ERRORS "}", "\"covariance\""},
    {"shrinkage_covariance", "{\"residuals\":[[1,2]]}",
     "\"lambda\": null, \"covariance\": null, \"reason\": \"too_few\""},
    {"set_negative_to_zero", "{\"base\":[40,35,-5,10],\"by\":\"square\"}", "\"reconciled\": [40, "},
    {"set_negative_to_zero", "{\"base\":[1,-1,-5]}", "\"reason\": \"nothing_positive\""},
    {"topdown", "{\"history_bottom\":[[1,1],[3,3]],\"total_forecast\":10}",
     "\"proportions\": [0.25, 0.75], \"bottom\": [2.5, 7.5]"},
    {"topdown", "{\"history_bottom\":[[1,1],[-1,-1]]}", "\"reason\": \"sum_is_zero\""},
    {"topdown_proportions", "{" TREE "," BASE ",\"method\":\"forecast_proportions\",\"total_forecast\":190}",
     "\"all\": [190, 70, 120, "},
    {"middleout", "{" TREE "," BASE ",\"level\":1}", "\"all\": [95, 35, 60, "},
    {"goal_difficulty", "{\"reached\":6,\"periods\":8}", "\"class\": \"attainable\", \"class_zh\": \"可达\""},
    {"goal_difficulty", "{\"reached\":6,\"periods\":8,\"limits\":[0.8,0.9,0.95]}", "\"class\": \"stretch\""},
    {"prob_reach_t", "{\"history\":[1,2,3],\"target\":2}", "\"probability\": 0.5"},
    {"prob_reach_t", "{\"history\":[1],\"target\":2}", "\"probability\": null, \"reason\": \"too_few\""},
    {"prob_reach_t", "{\"history\":[1,1],\"target\":2}", "\"probability\": null, \"reason\": \"no_spread\""},
    {"prob_reach", "{\"target\":100,\"actual\":60,\"mean\":40,\"sd\":5}", "\"probability\": 0.5"},
    {"prob_at_most", "{\"mean\":15,\"sd\":1.76,\"limit\":15}", "\"z\": 0, \"probability\": 0.5"},
    {"quantile", "{\"mean\":15,\"sd\":2,\"probability\":0.5}", "\"limit\": 15"},
    {"quantile", "{\"x\":[3,1,2],\"p\":0.5}", "\"quantile\": [2]"},
    {"ahp", "{\"matrix\":[[\"1\",\"3\"],[\"1/3\",1]]}", "\"weights\": [0.75, 0.25]"},
    {"ahp", "{\"matrix\":[[1]]}", "\"cr\": 0, \"consistent\": true"},
    {"entropy_weights", "{\"matrix\":[[1,2],[4,16]]}", "\"weights\": [0.3588887904"},
    {"entropy_weights", "{\"matrix\":[[0,2],[0,16]]}",
     "\"weights\": null, \"reason\": \"column_of_zeros\", \"column\": 0"},
    {"entropy_weights", "{\"matrix\":[[1,2],[1,2]]}", "\"reason\": \"no_spread\", \"entropy\": [1, 1]"},
    {"critic_weights", "{\"matrix\":[[1,9,5],[2,4,5],[3,8,5]],\"direction\":[\"max\",\"min\",\"max\"]}",
     ", 0], \"sd\": ["},
    {"critic_weights", "{\"matrix\":[[1,2],[2,4]]}", "\"reason\": \"no_conflict\""},
};

static const document refusals[] = {
    {"biproportional", "{\"weights\":[[1,-1]],\"row_totals\":[5],\"col_totals\":[3,2]}", "call-negative"},
    {"biproportional", "{\"weights\":[[1,1],[1]],\"row_totals\":[5,5],\"col_totals\":[5,5]}", "call-count"},
    {"biproportional", "{\"weights\":[[1,1]],\"row_totals\":[5],\"col_totals\":[3,-2]}", "call-range"},
    {"biproportional", "{\"weights\":[[1,1]],\"row_totals\":[5],\"col_totals\":[5]}", "call-count"},
    {"controlled_rounding", "{\"table\":[[1,2],[3]],\"row_totals\":[1,2],\"col_totals\":[1,2]}", "call-count"},
    {"controlled_rounding", "{\"table\":[[1,1e30]],\"row_totals\":[1],\"col_totals\":[1,2]}", "call-answer-range"},
    {"controlled_rounding", "{\"table\":[[1,2]],\"row_totals\":[1],\"col_totals\":[1]}", "call-count"},
    {"ipf", "{\"seed\":[[\"1e999\"]],\"row_totals\":[1],\"col_totals\":[1]}", "call-double"},
    {"ipf", "{\"seed\":[[1]],\"row_totals\":[1],\"col_totals\":[1],\"sweeps\":0}", "call-range"},
    {"water_fill", "{\"demands\":[1],\"capacity\":-1}", "call-negative"},
    {"bounded_proportional", "{\"weights\":[1,1],\"total\":1.05,\"decimals\":1}", "call-decimals"},
    {"bounded_proportional", "{\"weights\":[1,1],\"total\":1,\"max\":[1]}", "call-count"},
    {"bounded_proportional", "{\"weights\":[1,1],\"total\":1e300,\"decimals\":0}", "call-decimals"},
    {"bounded_proportional", "{\"weights\":[1e-300,1],\"total\":10,\"max\":1e300}", "call-numbers-apart"},
    {"project_box_sum", "{\"a\":[1,2],\"w\":[1,0],\"total\":1}", "call-positive"},
    {"over_assignment", "{\"target\":\"9000000000000000000\",\"level_percent\":[100],\"leaf_share\":[1]}",
     "call-answer-range"},
    {"over_assignment", "{\"target\":1,\"level_percent\":[1],\"leaf_share\":[0,0]}", "call-no-weight"},
    {"over_assignment", "{\"target\":1,\"level_percent\":[1],\"leaf_share\":[-1,2]}", "call-weight"},
    {"reconcile", "{" BASE "}", "call-either"},
    {"reconcile", "{" TREE ",\"base\":[1]}", "call-count"},
    {"reconcile", "{" TREE "," BASE ",\"immutable\":[8]}", "call-range"},
    {"reconcile", "{" TREE "," BASE ",\"nonnegative\":1}", "call-flag"},
    {"reconcile", "{" TREE "," BASE ",\"method\":\"wls_var\"}", "call-needs"},
    {"reconcile", "{" SUMS ",\"base\":[1,1,1],\"method\":\"wls_var\",\"residuals\":[[1,2]]}", "call-count"},
    {"reconcile", "{" SUMS ",\"base\":[1,1,1],\"method\":\"wls_var\",\"residuals\":[[0,0,0]]}", "call-sums"},
    {"reconcile", "{" SUMS ",\"base\":[1,1,1],\"decimals\":2}", "call-needs"},
    {"reconcile", "{\"S\":[[1,1],[1,1]],\"base\":[1,1]}", "call-sums"},
    {"reconcile", "{\"S\":[[1,1],[0,0]],\"base\":[1,1]}", "call-sums"},
    {"reconcile", "{\"tree\":{\"T\":[\"A\",\"A\"]},\"base\":[1,1]}", "call-node-twice"},
    {"reconcile", "{\"tree\":{\"T\":[\"A\"],\"U\":[\"B\"]},\"base\":[1,1]}", "call-no-root"},
    {"reconcile", "{\"tree\":{\"T\":[\"T\"]},\"base\":[1,1]}", "call-no-root"},
    {"reconcile", "{\"tree\":{\"T\":[\"A\"],\"X\":[\"Y\"],\"Y\":[\"X\"]},\"base\":[1,1]}", "call-no-root"},
    {"reconcile", "{\"tree\":{},\"base\":[]}", "call-no-root"},
    {"set_negative_to_zero", "{\"base\":[1]}", "call-count"},
    {"set_negative_to_zero", "{\"base\":[1,2],\"by\":\"variance\"}", "call-needs"},
    {"topdown", "{\"method\":\"average_proportions\"}", "call-needs"},
    {"topdown", "{\"method\":\"forecast_proportions\"," TREE "}", "call-needs"},
    {"goal_difficulty", "{\"reached\":8,\"periods\":7}", "call-range"},
    {"goal_difficulty", "{\"reached\":1,\"periods\":7,\"coverage\":1}", "call-inside"},
    {"goal_difficulty", "{\"reached\":1,\"periods\":7,\"prior\":[0,1]}", "call-positive"},
    {"goal_difficulty", "{\"reached\":1,\"periods\":7,\"limits\":[0.5,0.3,0.9]}", "call-rising"},
    {"goal_difficulty", "{\"reached\":1,\"periods\":7,\"limits\":[0.5,0.6,1.9]}", "call-share"},
    {"prob_at_most", "{\"mean\":15,\"sd\":0,\"limit\":15}", "call-positive"},
    {"quantile", "{\"mean\":1}", "call-needs"},
    {"quantile", "{\"x\":[1]}", "call-needs"},
    {"quantile", "{\"x\":[],\"p\":0.5}", "call-count"},
    {"ahp", "{\"matrix\":[]}", "call-count"},
    {"ahp", "{\"matrix\":[[1,3],[0.33,1]]}", "call-judgement"},
    {"ahp", "{\"matrix\":[[1,3],[\"1/3\"]]}", "call-count"},
    {"ahp", "{\"matrix\":[[\"x\"]]}", "call-not-number"},
    {"entropy_weights", "{\"matrix\":[[1,-2]]}", "call-negative"},
    {"critic_weights", "{\"matrix\":[[1,2],[2,1]],\"direction\":[\"max\"]}", "call-count"},
    {"critic_weights", "{\"matrix\":[[1,2],[2,1]],\"direction\":[\"max\",\"most\"]}", "call-word"},
};

/* More than can be compared with one another in reasonable time. */
static void test_sizes(void **state)
{
    static const char *const begin[][2] = {{"critic_weights", "{\"matrix\":[["},
                                           {"shrinkage_covariance", "{\"residuals\":[["}};
    static char json[8192];

    (void)state;
    for (int i = 0; i < 2; i++) {
        document it = {begin[i][0], json, "call-size"};
        cpf_text *answer = NULL;
        cpf_error *error = NULL;

        strcpy(json, begin[i][1]);
        for (int k = 0; k < 1001; k++)
            strcat(json, k ? ",1" : "1");
        strcat(json, "]]}");
        assert_int_equal(ask(NULL, &it, &answer, &error), CPF_E_RANGE);
        assert_true(cpf_test_has(error, it.part) >= 0);
        cpf_error_free(error);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_prestate(check_answers, DOCUMENTS(answers)),
                                       cmocka_unit_test_prestate(check_refusals, DOCUMENTS(refusals)),
                                       cmocka_unit_test(test_sizes),
                                       cmocka_unit_test_prestate(check_memory, DOCUMENTS(answers))};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
