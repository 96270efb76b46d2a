/* SPDX-License-Identifier: MIT */
/* A file is read whole at every length around the sizes at which memory grows, and refused one byte beyond its limit.
 */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "json_locate.h"
#include "mem.h"
#include "read_file.h"
#include "read_json.h"
#include "support.h"

enum { LENGTH_MAXIMUM = 300000, PATH_MAXIMUM = 64 };

static uint8_t pattern[LENGTH_MAXIMUM];

static int make_folder(void **state)
{
    static char folder[PATH_MAXIMUM];

    snprintf(folder, sizeof folder, "/tmp/channelperf-test-XXXXXX");
    *state = mkdtemp(folder);
    for (int i = 0; i < LENGTH_MAXIMUM; i++)
        pattern[i] = (uint8_t)(i * 7 + i / 251);
    return *state ? 0 : -1;
}

static int remove_folder(void **state)
{
    return rmdir(*state);
}

static void path_in(const char *folder, char *path)
{
    snprintf(path, 2 * PATH_MAXIMUM, "%s/file", folder);
}

static void write_pattern(const char *path, size_t length)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(pattern, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static void read_back(const char *path, int64_t length, int64_t limit)
{
    char *bytes = NULL;
    cpf_error *error = NULL;
    int64_t got = -1;
    cpf_status status = cpf__read_file(NULL, path, limit, &bytes, &got, &error);

    if (length > limit) {
        assert_int_equal(status, CPF_E_RANGE);
        assert_string_equal(cpf_error_code_at(error, 0), "plan-too-long");
        assert_string_equal(cpf_error_subject(error), path);
        cpf_error_free(error);
        return;
    }
    assert_int_equal(status, CPF_OK);
    assert_int_equal(got, length);
    assert_memory_equal(bytes, pattern, (size_t)length);
    cpf__free(NULL, bytes);
}

static void test_lengths(void **state)
{
    static const int64_t lengths[] = {0, 1, 65535, 65536, 65537, 131071, 131072, 131073, 299999};
    char path[2 * PATH_MAXIMUM];

    path_in(*state, path);
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        write_pattern(path, (size_t)lengths[i]);
        for (int64_t limit = lengths[i] - 1; limit <= lengths[i] + 1; limit++)
            read_back(path, lengths[i], limit < 0 ? 0 : limit);
        read_back(path, lengths[i], CPF__JSON_BYTES);
    }
    assert_int_equal(unlink(path), 0);
}

static void *write_slowly(void *path)
{
    FILE *file = fopen(path, "wb");

    for (int i = 0; file && i < 200000; i += 1000)
        fwrite(pattern + i, 1, 1000, file);
    if (file)
        fclose(file);
    return NULL;
}

static void test_pipe(void **state)
{
    char path[2 * PATH_MAXIMUM];
    pthread_t writer;

    path_in(*state, path);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_int_equal(pthread_create(&writer, NULL, write_slowly, path), 0);
    read_back(path, 200000, CPF__JSON_BYTES);
    assert_int_equal(pthread_join(writer, NULL), 0);
    assert_int_equal(unlink(path), 0);
}

static void expect_refusal(const char *path, cpf_status wanted, const char *code)
{
    char *bytes = NULL;
    cpf_error *error = NULL;
    int64_t length = 0;

    assert_int_equal(cpf__read_file(NULL, path, 100, &bytes, &length, &error), wanted);
    assert_string_equal(cpf_error_code_at(error, 0), code);
    assert_string_equal(cpf_error_subject(error), path);
    cpf_error_free(error);
}

static void test_refusals(void **state)
{
    char path[2 * PATH_MAXIMUM], loop[2 * PATH_MAXIMUM + 8], name[5000];

    path_in(*state, path);
    expect_refusal(path, CPF_E_NOT_FOUND, "plan-not-found");
    expect_refusal(*state, CPF_E_IO, "plan-unreadable");
    snprintf(loop, sizeof loop, "%s", path);
    assert_int_equal(symlink("file", loop), 0);
    expect_refusal(loop, CPF_E_IO, "plan-unreadable");
    assert_int_equal(unlink(loop), 0);
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    expect_refusal(name, CPF_E_IO, "plan-unreadable");
}

/* The limit on bytes holds for text in memory too, and before anything is done with it. */
static void test_text_too_long(void **state)
{
    cpf__json *json = NULL;
    cpf_error *error = NULL;

    (void)state;
    assert_int_equal(cpf__read_json(NULL, "{}", (int64_t)CPF__JSON_BYTES + 1, "p.json", &json, &error), CPF_E_RANGE);
    assert_string_equal(cpf_error_code_at(error, 0), "plan-too-long");
    cpf_error_free(error);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lengths),
        cmocka_unit_test(test_pipe),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_text_too_long),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
