/* SPDX-License-Identifier: MIT */
/* The shortest decimal digits that read back as the same double. */
#ifndef CPF_BASE_DOUBLE_DIGITS_H
#define CPF_BASE_DOUBLE_DIGITS_H

#include <stdint.h>

enum { CPF__DOUBLE_DIGITS = 17 };

/* For a finite value > 0: digits d1 d2 ... with value = 0.d1d2... * 10^*point. Number of digits, at most
 * CPF__DOUBLE_DIGITS; no zero at the end. */
int32_t cpf__double_digits(double value, char *digits, int32_t *point);

#endif
