/* SPDX-License-Identifier: MIT */
#include "rounding.h"

int cpf__rounds_away(cpf__rounding rounding, cpf__rest rest, int negative, int odd)
{
    switch (rounding) {
    case CPF__HALF_UP:
        return rest >= CPF__REST_HALF;
    case CPF__HALF_EVEN:
        return rest == CPF__REST_ABOVE || (rest == CPF__REST_HALF && odd);
    case CPF__HALF_DOWN:
        return rest == CPF__REST_ABOVE;
    case CPF__UP:
        return rest != CPF__REST_NONE;
    case CPF__DOWN:
        return 0;
    case CPF__CEILING:
        return rest != CPF__REST_NONE && !negative;
    case CPF__FLOOR:
        return rest != CPF__REST_NONE && negative;
    }
    return 0;
}

cpf__rest cpf__rest_of(cpf__u128 remainder, cpf__u128 denominator)
{
    cpf__u128 missing = denominator - remainder; /* twice the remainder might not fit */

    if (!remainder)
        return CPF__REST_NONE;
    if (remainder == missing)
        return CPF__REST_HALF;
    return remainder < missing ? CPF__REST_BELOW : CPF__REST_ABOVE;
}

cpf__u128 cpf__magnitude(cpf__i128 value)
{
    return value < 0 ? 0 - (cpf__u128)value : (cpf__u128)value;
}

cpf_status cpf__signed(cpf__u128 magnitude, int negative, int64_t *value)
{
    if (magnitude > (uint64_t)INT64_MAX + (uint64_t)(negative != 0))
        return CPF_E_RANGE;
    *value = negative && magnitude ? -(int64_t)(magnitude - 1) - 1 : (int64_t)magnitude;
    return CPF_OK;
}
