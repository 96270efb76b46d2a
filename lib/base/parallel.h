/* SPDX-License-Identifier: MIT */
/* Parallel for. The work is cut by index, never by arrival, and each part writes only what is its own: the same bytes
 * come out for every number of threads. */
#ifndef CPF_BASE_PARALLEL_H
#define CPF_BASE_PARALLEL_H

#include <channelperf/base.h>

/* One part: items from `begin` to before `end`. Returns a status; the failure of the lowest part is told. */
typedef cpf_status (*cpf__part)(void *user, int64_t begin, int64_t end);

/* Runs `part` over 0 .. n-1 in at most as many parts as the context has threads, none smaller than `grain` items. A
 * thread that cannot be started has its part run here. A grain that is a multiple of 64 cuts at multiples of 64 only,
 * so that parts share neither a cache line of a column nor a byte of a bitmap. */
cpf_status cpf__parallel(const cpf_context *context, int64_t n, int64_t grain, cpf__part part, void *user);

#endif
