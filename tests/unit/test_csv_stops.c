/* SPDX-License-Identifier: MIT */
/* Random bytes: the wide instructions find what a dull loop finds, wherever the text begins and however long it is. */
#include "csv_stops.h"
#include "support.h"

#include <string.h>

enum { ROUNDS = 400, SHORT = 300 };

/* The loop that everybody would write. */
static int32_t find_dully(const char *data, int64_t length, char separator, uint32_t *at, int *doubtful)
{
    int32_t n = 0;

    *doubtful = 0;
    for (int64_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)data[i];

        if (byte == (unsigned char)separator || byte == '\n' || byte == '\r' || byte == '"')
            at[n++] = (uint32_t)i;
        if (byte == 0 || byte >= 0x80)
            *doubtful = 1;
    }
    return n;
}

static void check_all_levels(const char *data, int64_t length, char separator)
{
    static cpf__csv_stops stops;
    static uint32_t expected[CPF__CSV_STOPS_BYTES];
    int doubtful, line_feeds = 0, odd = 0;
    int32_t n = find_dully(data, length, separator, expected, &doubtful);

    for (int64_t i = 0; i < length; i++) {
        line_feeds += data[i] == '\n';
        odd |= data[i] == '\r' || data[i] == '"';
    }
    for (int32_t level = CPF__CPU_PLAIN; level <= cpf__cpu_level(); level++) {
        memset(&stops, 0xA5, sizeof stops);
        cpf__csv_find_stops(level, data, length, separator, &stops);
        assert_int_equal(stops.count, n);
        assert_int_equal(stops.doubtful != 0, doubtful);
        assert_memory_equal(stops.at, expected, (size_t)n * sizeof *expected);
        assert_int_equal(stops.line_feeds, line_feeds);
        assert_int_equal(stops.odd != 0, odd);
        for (int64_t i = 0; i < length; i++)
            assert_int_equal(stops.digits[i / 64] >> i % 64 & 1, data[i] >= '0' && data[i] <= '9');
    }
}

/* Bytes of which many are stops; `odd` lets NUL and bytes beyond 0x7F in now and then. */
static void fill(cpf_test_random *random, char *data, int64_t length, int odd)
{
    static const char usual[] = "abc019.-,;\t\n\r\" ";

    for (int64_t i = 0; i < length; i++)
        data[i] = usual[cpf_test_between(random, 0, (int64_t)sizeof usual - 2)];
    for (int64_t i = 0; odd && i < length; i += cpf_test_between(random, 1, 200))
        data[i] = (char)cpf_test_between(random, 0, 255);
}

static void test_random_bytes(void **state)
{
    static char data[64 + CPF__CSV_STOPS_BYTES];
    static const char separators[] = ",;\t";
    cpf_test_random random = cpf_test_seed("csv stops", 20260731);

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        int64_t offset = cpf_test_between(&random, 0, 63), length = cpf_test_between(&random, 0, SHORT);

        fill(&random, data + offset, length, round & 1);
        check_all_levels(data + offset, length, separators[round % 3]);
    }
    for (int64_t offset = 0; offset < 64; offset++) {
        fill(&random, data + offset, CPF__CSV_STOPS_BYTES, offset & 1);
        check_all_levels(data + offset, CPF__CSV_STOPS_BYTES, ',');
    }
}

/* One odd byte anywhere is noticed, and no byte of plain text is. */
static void test_every_byte(void **state)
{
    char data[130];

    (void)state;
    for (int byte = 0; byte < 256; byte++)
        for (int at = 0; at < (int)sizeof data; at += 7) {
            memset(data, 'x', sizeof data);
            data[at] = (char)byte;
            check_all_levels(data, sizeof data, ',');
        }
}

static void test_all_stops(void **state)
{
    static char data[CPF__CSV_STOPS_BYTES];

    (void)state;
    memset(data, ',', sizeof data);
    check_all_levels(data, sizeof data, ',');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_bytes),
        cmocka_unit_test(test_every_byte),
        cmocka_unit_test(test_all_stops),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
