/* SPDX-License-Identifier: MIT */
/* Curves of stays through cpf_call: the leukemia patients of Freireich et al. 1963, late entry worked out by hand,
 * nothing that ended, what is refused, and every allocation failing once. */
#include "call_check.h"

#define REMISSION                                                                                                      \
    "\"lengths\":[6,6,6,6,7,9,10,10,11,13,16,17,19,20,22,23,25,32,32,34,35],\"ends\":[1,1,1,0,1,0,1,0,0,1,1,0,0,0,1,"  \
    "1,"                                                                                                               \
    "0,0,0,0,0]"

static const document answers[] = {
    {"stay_curve", "{" REMISSION "}",
     "\"days\": [6, 7, 10, 13, 16, 22, 23], \"at_risk\": [21, 17, 15, 12, 11, 7, 6], \"ended_1\": [3, 1, 1, 1, 1, 1, "
     "1], "
     "\"ended_2\": [0, 0, 0, 0, 0, 0, 0], \"still\": [0.857142857142857"},
    {"stay_curve", "{" REMISSION "}",
     "\"quarter\": 13, \"median\": 23, \"lo\": 13, \"hi\": null, \"three_quarters\": null"},
    {"stay_curve", "{" REMISSION ",\"confidence\":0.5}", "\"median\": 23, \"lo\": 22, \"hi\": null"},
    /* the second is seen from 2 on, so that 1 of 2 ends at 1, and 1 of 2 of the half at 2 */
    {"stay_curve", "{\"lengths\":[1,5,2,9],\"ends\":[2,1,1,0],\"seen\":[0,2,0,3]}",
     "\"days\": [1, 2, 5], \"at_risk\": [2, 2, 2], \"ended_1\": [0, 1, 1], \"ended_2\": [1, 0, 0], \"still\": [0.5, "
     "0.25, 0.125], \"over_1\": [0, 0.25, 0.375], \"over_2\": [0.5, 0.5, 0.5], \"quarter\": 1, \"median\": 1"},
    {"stay_curve", "{\"lengths\":[3,4],\"ends\":[0,0]}", "\"days\": [], \"at_risk\": []"},
    {"stay_curve", "{\"lengths\":[3,4],\"ends\":[0,0]}",
     "\"median\": null, \"lo\": null, \"hi\": null, \"three_quarters\": "
     "null, \"reason\": \"none_ended\""},
    {"stay_curve", "{\"lengths\":[],\"ends\":[]}", "\"reason\": \"none_ended\""},
    {"stay_curve", "{\"lengths\":[3],\"ends\":[1],\"seen\":[4]}", "\"reason\": \"none_ended\""},
};

static const document refusals[] = {
    {"stay_curve", "{\"lengths\":[3,4],\"ends\":[1]}", "call-count"},
    {"stay_curve", "{\"lengths\":[3,4],\"ends\":[1,3]}", "call-range"},
    {"stay_curve", "{\"lengths\":[3,-1],\"ends\":[1,1]}", "call-range"},
    {"stay_curve", "{\"lengths\":[1000001],\"ends\":[1]}", "call-range"},
    {"stay_curve", "{\"lengths\":[3,4],\"ends\":[1,1],\"seen\":[0]}", "call-count"},
    {"stay_curve", "{\"lengths\":[3],\"ends\":[1],\"confidence\":1}", "call-inside"},
    {"stay_curve", "{\"lengths\":[3.5],\"ends\":[1]}", "call-decimals"},
};

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_prestate(check_answers, DOCUMENTS(answers)),
                                       cmocka_unit_test_prestate(check_refusals, DOCUMENTS(refusals)),
                                       cmocka_unit_test_prestate(check_memory, DOCUMENTS(answers))};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
