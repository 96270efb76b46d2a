/* SPDX-License-Identifier: MIT */
/* Decimal numbers of any length up to a limit, digit by digit. */
#ifndef CPF_IO_METHODS_DIGITS_H
#define CPF_IO_METHODS_DIGITS_H

#include "arena.h"
#include "decimal.h"

enum { CPF__LONG_DIGITS = 1000 }; /* before the point, and behind it */

/* digits[0 .. count), each 0 to 9, the last `decimals` of them behind the point; at least one before it. */
typedef struct cpf__long {
    char *digits;
    int32_t count, decimals, negative;
} cpf__long;

/* CPF_E_SYNTAX when it is no number, CPF_E_RANGE when it is too long, CPF_E_MEMORY. */
cpf_status cpf__long_parse(cpf__arena *arena, const char *text, cpf__long *number);

/* Rounded once to `decimals`, which may be below 0: then to tens, hundreds ... *changed: digits other than 0 were cut off. */
cpf_status cpf__long_round(cpf__arena *arena, const cpf__long *number, int32_t decimals, cpf__rounding rounding, cpf__long *result,
                           int *changed);

/* The exact sum with as many decimals as the number that has most. */
cpf_status cpf__long_sum(cpf__arena *arena, const cpf__long *numbers, int64_t count, cpf__long *sum);

void cpf__long_write(const cpf__long *number, cpf_text *text); /* all decimals; no -0 */

#endif
