/* SPDX-License-Identifier: MIT */
/* Sums and quotients of 256 bits without a sign: for the few exact decisions that 128 bits cannot hold. */
#ifndef CPF_TERMS_WIDE_DIVIDE_H
#define CPF_TERMS_WIDE_DIVIDE_H

#include "wide.h"

cpf__wide cpf__wide_scale(cpf__wide a, uint64_t factor); /* the caller knows that it fits */
cpf__wide cpf__wide_add(cpf__wide a, cpf__wide b);
cpf__wide cpf__wide_sub(cpf__wide a, cpf__wide b); /* a >= b */

/* a / b rounded down, and half up when `half`; b > 0 and below 2^191. 2^63 stands for "2^63 or more". */
uint64_t cpf__wide_divide(cpf__wide a, cpf__wide b, int half);

#endif
