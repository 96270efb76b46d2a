/* SPDX-License-Identifier: MIT */
/* The one decision of rounding, made of what is cut off. */
#ifndef CPF_BASE_ROUNDING_H
#define CPF_BASE_ROUNDING_H

#include "decimal.h"

/* What is cut off, against half a step. */
typedef enum cpf__rest { CPF__REST_NONE = 0, CPF__REST_BELOW, CPF__REST_HALF, CPF__REST_ABOVE } cpf__rest;

/* Whether the magnitude that was kept (`odd`, of a `negative` number) grows by one step. */
int cpf__rounds_away(cpf__rounding rounding, cpf__rest rest, int negative, int odd);

/* remainder / denominator against one half; remainder < denominator. */
cpf__rest cpf__rest_of(cpf__u128 remainder, cpf__u128 denominator);

/* Magnitude of a number, also of the smallest one. */
cpf__u128 cpf__magnitude(cpf__i128 value);

/* The magnitude with its sign in 64 bits, CPF_E_RANGE when it does not fit. */
cpf_status cpf__signed(cpf__u128 magnitude, int negative, int64_t *value);

#endif
