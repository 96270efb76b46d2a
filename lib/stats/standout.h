/* SPDX-License-Identifier: MIT */
/* Whether one more value stands out from few others, some of which may be gross themselves. */
#ifndef CPF_STATS_STANDOUT_H
#define CPF_STATS_STANDOUT_H

#include <stdint.h>

enum { CPF__STANDOUT_LEAST = 6 };

typedef struct cpf__usual {
    double middle;  /* median */
    double scale;   /* 1.4826 MAD root of (1 + pi / (2 n)): how far one more normal value usually is from it */
    double freedom; /* of the Student's distribution that is no narrower: a MAD knows about as much as the deviation
                     * of a third of the values */
} cpf__usual;

/* Of n values, which it sorts; `scratch` holds n. Where half of them are alike the mean distance stands for the MAD. 0:
 * too few values, or all alike. */
int cpf__usual_of(double *values, int64_t n, double *scratch, cpf__usual *usual);

/* How many scales a value lies from the middle. */
double cpf__standout_z(const cpf__usual *usual, double x);

/* Probability of a z at least so far above 0, below 0, or on either side (1, -1, 0). */
double cpf__standout_chance(const cpf__usual *usual, double z, int side);

#endif
