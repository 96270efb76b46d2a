/* SPDX-License-Identifier: MIT */
/* Rows are put in the order that is asked for, past the cache or not, from wherever a line of it begins. */
#include <stdlib.h>
#include <string.h>

#include "scoring.h"
#include "support.h"

enum { VALUES = 4096, MOST = 70, ROOM = 96, LINE_BYTES = 64 };

static void test_rows(void **state)
{
    cpf_test_random random = cpf_test_seed("rows that are put", 41);
    int64_t *values = malloc(VALUES * sizeof *values);
    int64_t *room = aligned_alloc(LINE_BYTES, ROOM * sizeof *room);
    uint16_t rows[MOST];

    (void)state;
    for (int i = 0; i < VALUES; i++)
        values[i] = (int64_t)cpf_test_next(&random);
    for (int32_t n = 0; n <= MOST; n++) {
        for (int32_t turn = 0; turn < 16; turn++) {
            int64_t *to = room + 1 + turn % 8;

            for (int32_t i = 0; i < n; i++)
                rows[i] = (uint16_t)cpf_test_between(&random, 0, VALUES - 1);
            for (int32_t i = 0; i < ROOM; i++)
                room[i] = i;
            cpf__put_rows(values, rows, n, to, turn / 8);
            for (int32_t i = 0; i < n; i++)
                assert_true(to[i] == values[rows[i]]);
            for (int32_t i = 0; i < ROOM; i++) /* nothing before and behind is touched */
                assert_true((room + i >= to && room + i < to + n) || room[i] == i);
        }
    }
    free(values);
    free(room);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
