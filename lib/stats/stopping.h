/* SPDX-License-Identifier: MIT */
/* Something that came now and then, and comes no more: chance, or has it stopped? */
#ifndef CPF_STATS_STOPPING_H
#define CPF_STATS_STOPPING_H

#include <stdint.h>

/*
 * Of n occasions with odds proportional to `odds` (above 0, finite), k brought something: the chance that none of the
 * last `run` did, which is e(k; the first n - run odds) / e(k; all odds) with the elementary symmetric polynomials e.
 * Nothing else need be known: how often it comes in all cancels out (Rasch 1960). 1 where run or k is 0, 0 where k is
 * more than n - run. `room` holds k + 1.
 */
double cpf__stopping_chance(const double *odds, int64_t n, int64_t run, int64_t k, double *room);

/* The same with all odds alike: C(n - run, k) / C(n, k). */
double cpf__stopping_plain(int64_t n, int64_t run, int64_t k);

/* The least that this chance can be: all k in the first k occasions. */
double cpf__stopping_least(const double *odds, int64_t n, int64_t k, double *room);

#endif
