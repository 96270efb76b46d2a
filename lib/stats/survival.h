/* SPDX-License-Identifier: MIT */
/* How long something lasts when some of it is not over yet. */
#ifndef CPF_STATS_SURVIVAL_H
#define CPF_STATS_SURVIVAL_H

#include <stdint.h>

typedef struct cpf__stay {
    int64_t length;
    int32_t ended; /* 0: it lasts at least so long */
} cpf__stay;

/* The shortest length that no more than half outlast, of Kaplan & Meier 1958: at each length, those that end come
 * before those that are only known to last so long. -1: more than half of them last. Sorts the stays. */
int64_t cpf__median_stay(cpf__stay *stays, int64_t n);

#endif
