/* SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE /* madvise */
#define _POSIX_C_SOURCE 200809L
#include "bench.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <time.h>

void bench_stop(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    fputs("bench: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(3);
}

void bench_expect(cpf_status status, cpf_error **error, const char *what)
{
    const cpf_error *findings = error ? *error : NULL;

    if (status == CPF_OK)
        return;
    for (int32_t i = 0; i < cpf_error_count(findings) && i < 20; i++)
        fprintf(stderr, "%s: %s (%s)\n", cpf_status_name(cpf_error_status_at(findings, i)),
                cpf_error_message_at(findings, i, CPF_ENGLISH), cpf_error_subject_at(findings, i));
    bench_stop("%s: %s", what, cpf_status_name(status));
}

/* Large ones on large pages where the system gives them, as the yardstick has its data. */
void *bench_room(size_t bytes)
{
    const size_t page = 2 << 20;
    size_t whole = (bytes + page) / page * page;
    void *block = bytes < 2 * page ? calloc(1, bytes ? bytes : 1) : aligned_alloc(page, whole);

    if (!block)
        bench_stop("out of memory");
    if (bytes < 2 * page)
        return block;
#ifdef MADV_HUGEPAGE
    (void)madvise(block, whole, MADV_HUGEPAGE);
#endif
    return memset(block, 0, whole);
}

bench_file bench_read(const char *folder, const char *name)
{
    char path[4096];
    bench_file file;
    FILE *in;
    long length;

    snprintf(path, sizeof path, "%s%s%s", folder, *folder ? "/" : "", name);
    in = fopen(path, "rb");
    if (!in || fseek(in, 0, SEEK_END) || (length = ftell(in)) < 0)
        bench_stop("cannot read %s", path);
    rewind(in);
    file.length = (size_t)length;
    file.bytes = bench_room(file.length + 1);
    if (fread(file.bytes, 1, file.length, in) != file.length)
        bench_stop("cannot read %s", path);
    fclose(in);
    return file;
}

int64_t *bench_scaled(const char *folder, const char *name, int32_t decimals, uint8_t *valid, size_t n)
{
    bench_file file = bench_read(folder, name);
    const double *numbers = file.bytes;
    int64_t *steps = bench_room(n * sizeof *steps);
    double scale = 1;

    if (file.length != n * sizeof *numbers)
        bench_stop("%s has another length", name);
    for (int32_t i = 0; i < decimals; i++)
        scale *= 10;
    for (size_t i = 0; i < n; i++) {
        if (isnan(numbers[i])) {
            valid[i / 8] = (uint8_t)(valid[i / 8] & ~(1u << (i % 8)));
            continue;
        }
        steps[i] = llround(numbers[i] * scale);
    }
    free(file.bytes);
    return steps;
}

double bench_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec * 1e-6;
}

double bench_peak(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss / 1024.0;
}

/* Bytes that the library holds through its context, and held at most. */
static atomic_llong held_now, held_most;

static void count_bytes(long long change)
{
    long long now = atomic_fetch_add(&held_now, change) + change, most = atomic_load(&held_most);

    while (now > most && !atomic_compare_exchange_weak(&held_most, &most, now)) {
    }
}

static void *take(void *user, size_t bytes)
{
    void *block = malloc(bytes);

    (void)user;
    if (block)
        count_bytes((long long)bytes);
    return block;
}

static void *take_more(void *user, void *block, size_t old_bytes, size_t new_bytes)
{
    void *moved = realloc(block, new_bytes);

    (void)user;
    if (moved)
        count_bytes((long long)new_bytes - (long long)old_bytes);
    return moved;
}

static void give_back(void *user, void *block, size_t bytes)
{
    (void)user;
    free(block);
    count_bytes(-(long long)bytes);
}

double bench_held(void)
{
    return (double)atomic_load(&held_now) / 1048576.0;
}

double bench_held_most(void)
{
    return (double)atomic_load(&held_most) / 1048576.0;
}

void bench_held_forget(void)
{
    atomic_store(&held_most, atomic_load(&held_now));
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

double bench_median(double *values, int n)
{
    qsort(values, (size_t)n, sizeof *values, ascending);
    return values[n / 2];
}

cpf_context *bench_context(int32_t threads)
{
    static const cpf_allocator counted = {NULL, take, take_more, give_back};
    cpf_context *context = NULL;

    bench_expect(cpf_context_new(&counted, &context), NULL, "context");
    bench_expect(cpf_context_set_threads(context, threads), NULL, "threads");
    return context;
}

cpf_plan *bench_plan(cpf_context *context, int32_t year, int32_t grain)
{
    cpf_plan *plan = NULL;
    cpf_calendar_options calendar;

    bench_expect(cpf_plan_new(context, &plan), NULL, "plan");
    bench_expect(cpf_calendar_options_init(&calendar, sizeof calendar), NULL, "calendar");
    cpf_plan_set_name(plan, "bench", "bench", "1");
    calendar.first_year = calendar.last_year = year;
    calendar.grain = grain;
    calendar.left_out = (1 << CPF_GRAIN_HALF | 1 << CPF_GRAIN_QUARTER) & ~(1 << grain);
    cpf_plan_set_calendar(plan, &calendar);
    return plan;
}

cpf_indicator *bench_indicator(cpf_plan *plan, const char *code, int32_t decimals)
{
    char formula[64];
    cpf_indicator *indicator;

    snprintf(formula, sizeof formula, "sum(%s)", code);
    cpf_plan_add_measure(plan, code, code, "sum", decimals, "piece");
    indicator = cpf_plan_add_indicator(plan, code, code, formula);
    cpf_indicator_set_unit(indicator, "piece");
    cpf_indicator_set_decimals(indicator, decimals);
    cpf_indicator_set_direction(indicator, "more");
    cpf_indicator_set_origin(indicator, "bench", "bench");
    return indicator;
}

const char *bench_member(const char *json, const char *name)
{
    char quoted[64];
    const char *found;

    snprintf(quoted, sizeof quoted, "\"%s\":", name);
    found = strstr(json, quoted);
    if (!found)
        return NULL;
    found += strlen(quoted);
    return found + strspn(found, " \"");
}

char bench_size(const char *folder)
{
    bench_file meta = bench_read(folder, "meta.json");
    const char *size = bench_member(meta.bytes, "size");
    char result = size ? *size : '?';

    free(meta.bytes);
    return result;
}

void bench_same(const char *json, const char *name, uint64_t got)
{
    const char *text = bench_member(json, name);
    uint64_t want = text ? strtoull(text, NULL, 10) : 0;

    if (!text || want != got)
        bench_stop("WRONG ANSWER: %s is %" PRIu64 ", expected %" PRIu64, name, got, want);
}

void bench_print(const char *workload, const char *variant, int32_t threads, double *times, int n)
{
    printf("{\"peer\":\"channelperf\",\"workload\":\"%s\",\"variant\":\"%s\",\"threads\":%d,\"ms\":%.3f,"
           "\"rss_mb\":%.0f,\"held_mb\":%.1f,\"held_most_mb\":%.1f}\n",
           workload, variant, (int)threads, bench_median(times, n), bench_peak(), bench_held(), bench_held_most());
    fflush(stdout);
}

uint64_t bench_place(uint64_t i, uint64_t column)
{
    return (i * 31 + column * 7 + 1) % 65521;
}
