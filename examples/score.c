/* SPDX-License-Identifier: MIT */
/*
 * score.c - a scoring rule without a plan: what would these figures give?
 *
 * The rule "capped" gives 100 points for each whole target, within floor and cap. Prints:
 *
 *     actual 80 of 100: 80.0000 points
 *     actual 100 of 100: 100.0000 points
 *     actual 150 of 100: 120.0000 points
 *     actual 5 of 0: no points
 */
#include "common.h"

int main(void)
{
    static const char *const names[] = {"floor", "cap"}, *const values[] = {"0", "120"};
    static const int64_t actual[] = {80, 100, 150, 5}, target[] = {100, 100, 100, 0};
    int64_t points[4];
    uint8_t valid[1];
    char text[24];
    cpf_error *error = NULL;

    must(cpf_rule_points("capped", 2, names, values, 0, NULL, NULL, 4, actual, target, 4, points, valid, &error), &error);
    for (int i = 0; i < 4; i++) {
        cpf_decimal_format(points[i], 4, text);
        printf("actual %lld of %lld: %s points\n", (long long)actual[i], (long long)target[i],
               valid[0] >> i & 1 ? text : "no");
    }
    return 0;
}
