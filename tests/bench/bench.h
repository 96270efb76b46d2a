/* SPDX-License-Identifier: MIT */
/* What the benchmarks share: files, clock, medians, answers. Programs of a few seconds: any failure ends them. */
#ifndef BENCH_H
#define BENCH_H

#include <channelperf/channelperf.h>

#include <stddef.h>
#include <stdint.h>

typedef struct bench_file {
    void *bytes;
    size_t length;
} bench_file;

void bench_stop(const char *format, ...) __attribute__((format(printf, 1, 2), noreturn));
void bench_expect(cpf_status status, cpf_error **error,
                  const char *what); /* ends the program unless it is CPF_OK; `error` may be NULL */
void *bench_room(size_t bytes);      /* zeroed */
bench_file bench_read(const char *folder, const char *name); /* with a NUL behind */
int64_t *bench_scaled(const char *folder, const char *name, int32_t decimals, uint8_t *valid,
                      size_t n); /* doubles as steps */
double bench_now(void);          /* ms */
double bench_peak(void);         /* MB */
/* MB that the library holds through a context of bench_context, and held at most since that was forgotten. */
double bench_held(void);
double bench_held_most(void);
void bench_held_forget(void);
double bench_median(double *values, int n);
cpf_context *bench_context(int32_t threads);
cpf_plan *bench_plan(cpf_context *context, int32_t year, int32_t grain);
cpf_indicator *bench_indicator(cpf_plan *plan, const char *code, int32_t decimals);

/* Code of the size ("S", "M", "L") that a data folder has, from its meta.json. */
char bench_size(const char *folder);
/* The text behind "name": in an expected answer, without quotes. `from` limits the search. NULL when it is not there.
 */
const char *bench_member(const char *json, const char *name);
/* Ends the program when the unsigned number behind "name": differs. */
void bench_same(const char *json, const char *name, uint64_t got);

/* One JSON line on standard output, with what the library holds now. */
void bench_print(const char *workload, const char *variant, int32_t threads, double *times, int n);

/* Places in a checksum, as the workloads define them. */
uint64_t bench_place(uint64_t i, uint64_t column);

#endif
