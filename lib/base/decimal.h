/* SPDX-License-Identifier: MIT */
/* Exact numbers: integers that count a smallest step, their exact quotients, and the one rounding. */
#ifndef CPF_BASE_DECIMAL_H
#define CPF_BASE_DECIMAL_H

#include <channelperf/base.h>

__extension__ typedef __int128 cpf__i128;
__extension__ typedef unsigned __int128 cpf__u128;

enum cpf__limits { CPF__MAX_DECIMALS = 9 };

typedef enum cpf__rounding {
    CPF__HALF_UP = 0, /* half away from zero: the default */
    CPF__HALF_EVEN,
    CPF__HALF_DOWN,
    CPF__UP, /* away from zero */
    CPF__DOWN,
    CPF__CEILING,
    CPF__FLOOR
} cpf__rounding;

int64_t cpf__pow10(int32_t exponent); /* 0 to 18 */

/* As cpf_decimal_parse, for text without a NUL, with the decimal sign to use ('.' or ',') and any rounding; `rounding`
 * < 0 refuses more decimals than declared. */
cpf_status cpf__decimal_parse(const char *text, int64_t length, char point, int32_t decimals, int32_t rounding,
                              int64_t *value);

/* numerator / denominator rounded once. CPF_E_MISSING when the denominator is 0, CPF_E_RANGE when it does not fit. */
cpf_status cpf__divide(cpf__i128 numerator, cpf__i128 denominator, cpf__rounding rounding, int64_t *quotient);

/* amount * numerator / denominator with a 128-bit product, rounded once. */
cpf_status cpf__muldiv(int64_t amount, int64_t numerator, int64_t denominator, cpf__rounding rounding,
                       int64_t *quotient);

/* Checked arithmetic: CPF_OK or CPF_E_RANGE, *result untouched on failure. */
cpf_status cpf__add(int64_t a, int64_t b, int64_t *result);
cpf_status cpf__sub(int64_t a, int64_t b, int64_t *result);
cpf_status cpf__mul(int64_t a, int64_t b, int64_t *result);

/* `value` of `from` decimals in `to` decimals; rounding < 0 refuses a loss with CPF_E_RANGE. */
cpf_status cpf__rescale(int64_t value, int32_t from, int32_t to, int32_t rounding, int64_t *result);

/* An exact rational; den > 0, lowest terms. All operations give CPF_E_RANGE when 128 bits do not suffice, divide by
 * zero CPF_E_MISSING. */
typedef struct cpf__ratio {
    cpf__i128 num, den;
} cpf__ratio;

cpf__ratio cpf__ratio_of(int64_t value, int32_t decimals);
cpf_status cpf__ratio_add(cpf__ratio a, cpf__ratio b, cpf__ratio *result);
cpf_status cpf__ratio_sub(cpf__ratio a, cpf__ratio b, cpf__ratio *result);
cpf_status cpf__ratio_mul(cpf__ratio a, cpf__ratio b, cpf__ratio *result);
cpf_status cpf__ratio_div(cpf__ratio a, cpf__ratio b, cpf__ratio *result);
int cpf__ratio_compare(cpf__ratio a, cpf__ratio b); /* exact for every pair; <0, 0, >0 */
cpf_status cpf__ratio_round(cpf__ratio a, int32_t decimals, cpf__rounding rounding, int64_t *value);
cpf_status cpf__ratio_parse(const char *text, int64_t length, cpf__ratio *result); /* "0.85", "4/100" */

#endif
