/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "parallel.h"

#include <pthread.h>

#include "context.h"

enum { PARTS_MAX = 256, LINE_ITEMS = 64 };

typedef struct part_run {
    pthread_t thread;
    cpf__part part;
    void *user;
    int64_t begin, end;
    cpf_status status;
    int started;
} part_run;

static void *run_part(void *argument)
{
    part_run *run = argument;

    run->status = run->part(run->user, run->begin, run->end);
    return NULL;
}

static int32_t part_count(const cpf_context *context, int64_t n, int64_t grain)
{
    int64_t most = cpf__context_threads(context);

    if (most > PARTS_MAX)
        most = PARTS_MAX;
    return (int32_t)(n / grain < most ? n / grain : most);
}

static void cut_parts(part_run *runs, int32_t parts, int64_t n, int64_t unit)
{
    int64_t units = n / unit;

    for (int32_t i = 0; i < parts; i++) {
        runs[i].begin = i ? runs[i - 1].end : 0;
        runs[i].end = runs[i].begin + (units / parts + (i < units % parts)) * unit;
    }
    runs[parts - 1].end = n;
}

cpf_status cpf__parallel(const cpf_context *context, int64_t n, int64_t grain, cpf__part part, void *user)
{
    part_run runs[PARTS_MAX];
    int64_t smallest = grain < 1 ? 1 : grain;
    int32_t parts = part_count(context, n, smallest);
    cpf_status status = CPF_OK;

    if (n <= 0)
        return CPF_OK;
    if (parts <= 1)
        return part(user, 0, n);
    cut_parts(runs, parts, n, smallest % LINE_ITEMS ? 1 : LINE_ITEMS);
    for (int32_t i = 0; i < parts; i++) {
        runs[i].part = part;
        runs[i].user = user;
        runs[i].started = i > 0 && pthread_create(&runs[i].thread, NULL, run_part, &runs[i]) == 0;
    }
    for (int32_t i = 0; i < parts; i++)
        if (!runs[i].started)
            run_part(&runs[i]);
    for (int32_t i = 0; i < parts; i++) {
        if (runs[i].started)
            pthread_join(runs[i].thread, NULL);
        if (status == CPF_OK)
            status = runs[i].status;
    }
    return status;
}
