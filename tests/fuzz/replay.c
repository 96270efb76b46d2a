/* SPDX-License-Identifier: MIT */
/*
 * replay FOLDER [MUTANTS]: runs the target it is linked with on every file of the folder and on MUTANTS changed copies
 * of each, the same ones every time. For builds without a fuzzer; with clang's, this file is left out.
 */
#define _POSIX_C_SOURCE 200809L
#include "fuzz.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

enum { BYTES_MAXIMUM = 1 << 20, NAMES_MAXIMUM = 4096, CHANGES_MAXIMUM = 6 };

static uint64_t state;

static uint64_t next_random(void)
{
    uint64_t z = state += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

static size_t below(size_t bound)
{
    return bound ? (size_t)(next_random() % bound) : 0;
}

/* Runs a copy of just these bytes, so that a sanitizer sees a step beyond them. */
static void run_bytes(const uint8_t *bytes, size_t size)
{
    uint8_t *copy = malloc(size ? size : 1);

    fuzz_expect(copy != NULL);
    memcpy(copy, bytes, size);
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
}

/* One change: a byte, a piece taken out, a piece put in twice, or the end cut off. */
static size_t change(uint8_t *bytes, size_t size)
{
    static const char marks[] = "{}[],:\"'\\;\n\r\t0-9.eE+\0\xff\xc3";
    size_t at = below(size), length = below(16);

    if (!size)
        return 0;
    if (length > size - at)
        length = size - at;
    switch (below(4)) {
    case 0:
        bytes[at] = (uint8_t)marks[below(sizeof marks - 1)];
        return size;
    case 1:
        memmove(bytes + at, bytes + at + length, size - at - length);
        return size - length;
    case 2:
        if (size + length > BYTES_MAXIMUM)
            return size;
        memmove(bytes + at + length, bytes + at, size - at);
        return size + length;
    default:
        return at;
    }
}

/* Another letter or digit for one: what was well formed mostly stays so, and its meaning changes. */
static size_t change_letter(uint8_t *bytes, size_t size)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    size_t at = below(size), from = 0, span = sizeof letters - 1;

    if (!size || !bytes[at] || !memchr(letters, bytes[at], sizeof letters - 1))
        return size;
    if (bytes[at] <= '9') {
        from = 52;
        span = 10;
    }
    bytes[at] = (uint8_t)letters[from + below(span)];
    return size;
}

static void run_mutants(const uint8_t *bytes, size_t size, long mutants)
{
    static uint8_t mutant[BYTES_MAXIMUM];

    for (long i = 0; i < mutants; i++) {
        size_t length = size;

        memcpy(mutant, bytes, size);
        for (size_t changes = 1 + below(CHANGES_MAXIMUM); changes; changes--)
            length = i % 2 ? change_letter(mutant, length) : change(mutant, length);
        run_bytes(mutant, length);
    }
}

static int run_file(const char *folder, const char *name, long mutants)
{
    static uint8_t bytes[BYTES_MAXIMUM];
    char path[4096];
    struct stat about;
    FILE *file;
    size_t size;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    if (stat(path, &about) || !S_ISREG(about.st_mode))
        return 0;
    file = fopen(path, "rb");
    fuzz_expect(file != NULL);
    size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    run_bytes(bytes, size);
    run_mutants(bytes, size, mutants);
    return 1;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

int main(int count, char **arguments)
{
    static char *names[NAMES_MAXIMUM];
    DIR *folder = count > 1 ? opendir(arguments[1]) : NULL;
    long mutants = count > 2 ? strtol(arguments[2], NULL, 10) : 0;
    int found = 0, ran = 0;

    if (!folder) {
        fprintf(stderr, "usage: %s FOLDER [MUTANTS]\n", arguments[0]);
        return 2;
    }
    for (struct dirent *entry = readdir(folder); entry && found < NAMES_MAXIMUM; entry = readdir(folder)) {
        names[found] = strdup(entry->d_name);
        fuzz_expect(names[found++] != NULL);
    }
    closedir(folder);
    qsort(names, (size_t)found, sizeof names[0], by_name);
    for (int i = 0; i < found; i++) {
        ran += run_file(arguments[1], names[i], mutants);
        free(names[i]);
    }
    printf("%d seeds, %ld mutants of each\n", ran, mutants);
    return ran ? 0 : 1;
}
