/* SPDX-License-Identifier: MIT */
/* The methods about raters through cpf_call: answers, what is not defined, what is refused, and every allocation
 * failing once. */
#include "call_check.h"

#define PANEL                                                                                                          \
    "\"ratings\":[[\"A\",\"r1\",80],[\"A\",\"r2\",72],[\"B\",\"r1\",70],[\"B\",\"r2\",60],[\"C\",\"r2\",61.5]]"

static const document answers[] = {
    {"icc", "{\"ratings\":[[1,2],[3,4],[5,6]]}", "\"ICC(3,1)\": 1,"},
    {"icc", "{\"ratings\":[[4,4],[4,4]]}", "\"reason\": \"no_spread\""},
    {"icc", "{\"ratings\":[[4,4]]}", "\"reason\": \"too_few\""},
    {"kendall_w", "{\"ratings\":[[1,2],[3,4],[5,6]]}", "\"W\": 1, \"chi2\": 4, \"df\": 2"},
    {"kendall_w", "{\"ratings\":[[1,1],[1,1]]}", "\"W\": null"},
    {"kendall_w", "{\"ratings\":[]}", "\"reason\": \"too_few\""},
    {"cohen_kappa", "{\"table\":[[20,5],[10,15]]}", "\"kappa\": 0.4"},
    {"cohen_kappa", "{\"table\":[[20,0],[0,0]]}", "\"reason\": \"one_class\""},
    {"cohen_kappa", "{\"table\":[[0,0],[0,0]]}", "\"reason\": \"too_few\""},
    {"krippendorff_alpha", "{\"ratings\":[[1,2,3,null],[1,2,3,4]]}", "\"alpha\": 1, \"observed\": 0"},
    {"krippendorff_alpha", "{\"ratings\":[[1,null],[null,2]]}", "\"reason\": \"too_few\""},
    {"krippendorff_alpha", "{\"ratings\":[[2,2],[2,2]],\"metric\":\"ratio\"}", "\"reason\": \"no_spread\""},
    {"weighted_mean", "{\"scores\":[80,null,90],\"weights\":[0.1,0.7,0.2],\"min_weight_present\":0.3}",
     "\"mean\": 86.66"},
    {"weighted_mean", "{\"scores\":[80,null,90],\"weights\":[0.1,0.7,0.2],\"min_weight_present\":0.31}",
     "\"mean\": null"},
    {"weighted_mean", "{\"scores\":[6,6,4,4,4,10,5,7.5,5,8,3,7],\"weights\":[10,10,10,10,15,2.5,5,2.5,10,10,5,10]}",
     "\"mean\": 5.4375"},
    {"weighted_mean", "{\"scores\":[null]}", "\"reason\": \"all_missing\""},
    {"weighted_mean", "{\"scores\":[1,2]}", "\"mean\": 1.5, \"weight_present\": 1"},
    {"rater_indices", "{\"ratings_rater_ratee_dim\":[[[1,2],[3,4]],[[null,2],[3,4]]]}", "\"leniency\": [0, 0]"},
    {"rater_indices", "{\"ratings_rater_ratee_dim\":[]}", "\"leniency\": []"},
    {"severity_fixed", "{" PANEL "}", "\"ratees\": [\"A\", \"B\", \"C\"], \"raters\": [\"r1\", \"r2\"], \"mu\": "},
    {"severity_fixed", "{\"ratings\":[[\"A\",\"r1\",1],[\"A\",\"r1\",3]]}",
     "\"mu\": 2, \"ratee_adjusted\": [2], \"rater_effect\": [0]"},
    {"severity_fixed", "{\"ratings\":[[\"A\",\"r1\",1],[\"B\",\"r2\",3]]}",
     "\"reason\": \"not_connected\", \"components\": 2, \"ratee_component\": [0, 1], \"rater_component\": [0, 1]"},
    {"severity_fixed", "{\"ratings\":[]}", "\"reason\": \"too_few\""},
    {"blup_crossed", "{" PANEL ",\"var_ratee\":0,\"var_rater\":0,\"var_error\":1}",
     "\"mu\": 68.7, \"ratee_effect\": [0, 0, 0], \"rater_effect\": [0, 0]"},
    {"blup_crossed", "{" PANEL "}", "\"var_error\": "},
    {"blup_crossed", "{\"y\":[1,2,4],\"row\":[10,9,9],\"col\":[1,1,2],\"sd_row\":1,\"sd_col\":1,\"sd_error\":1}",
     "\"rows\": [\"9\", \"10\"]"},
    {"blup_crossed", "{\"ratings\":[[\"A\",\"r1\",1],[\"A\",\"r2\",1]]}", "\"reason\": \"no_spread\""},
};

static const document refusals[] = {
    {"icc", "{\"ratings\":[[1,2],[3]]}", "call-count"},
    {"icc", "{\"ratings\":[[1,null],[3,4]]}", "call-not-number"},
    {"icc", "{\"ratings\":[[1e308,2],[-1e308,4]]}", "call-numbers-apart"},
    {"icc", "{\"ratings\":[[1,2],[3,4]],\"confidence\":1}", "call-inside"},
    {"kendall_w", "{\"ratings\":[[1,2],[3,4]],\"tie_correction\":1}", "call-flag"},
    {"cohen_kappa", "{\"table\":[[1,2],[3,-4]]}", "call-negative"},
    {"cohen_kappa", "{\"table\":[[1,2,3],[3,4,5]]}", "call-count"},
    {"cohen_kappa", "{\"table\":[[1]]}", "call-count"},
    {"cohen_kappa", "{\"table\":[[1e200,1e200],[1e200,1]]}", "call-numbers-apart"},
    {"krippendorff_alpha", "{\"ratings\":[[1,-2],[3,4]],\"metric\":\"ratio\"}", "call-negative"},
    {"krippendorff_alpha", "{\"ratings\":[[1,2],[3,4]],\"metric\":\"cubic\"}", "call-word"},
    {"weighted_mean", "{\"scores\":[1,2],\"weights\":[1]}", "call-count"},
    {"weighted_mean", "{\"scores\":[1,2],\"weights\":[1,-1]}", "call-negative"},
    {"weighted_mean", "{\"scores\":[1,2],\"min_weight_present\":1.5}", "call-share"},
    {"rater_indices", "{\"ratings_rater_ratee_dim\":[[[1,2],[3]]]}", "call-count"},
    {"rater_indices", "{\"ratings_rater_ratee_dim\":[[[1,2]],[[1,2],[3,4]]]}", "call-count"},
    {"severity_fixed", "{\"ratings\":[[\"A\",\"r1\"]]}", "call-count"},
    {"severity_fixed", "{\"ratings\":[[\"A\",\"r1\",\"high\"]]}", "call-not-number"},
    {"blup_crossed", "{}", "call-either"},
    {"blup_crossed", "{" PANEL ",\"y\":[1]}", "call-either"},
    {"blup_crossed", "{\"y\":[1,2],\"row\":[1,2]}", "call-needs"},
    {"blup_crossed", "{" PANEL ",\"var_ratee\":1}", "call-needs"},
    {"blup_crossed", "{" PANEL ",\"var_ratee\":1,\"sd_row\":1,\"var_rater\":1,\"var_error\":1}", "call-either"},
    {"blup_crossed", "{" PANEL ",\"var_ratee\":1,\"var_rater\":1,\"var_error\":0}", "call-positive"},
};

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_prestate(check_answers, DOCUMENTS(answers)),
                                       cmocka_unit_test_prestate(check_refusals, DOCUMENTS(refusals)),
                                       cmocka_unit_test_prestate(check_memory, DOCUMENTS(answers))};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
