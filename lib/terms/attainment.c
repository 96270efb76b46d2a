/* SPDX-License-Identifier: MIT */
#include "rule.h"

const char *const cpf__zero_policy_names[CPF__ZERO_POLICIES] = {"missing", "reached", "absolute"};
const char *const cpf__negative_policy_names[CPF__NEGATIVE_POLICIES] = {"shift", "missing"};
const char *const cpf__direction_names[CPF__DIRECTIONS] = {"more", "less", "range"};

static cpf_status quotient(cpf__i128 top, cpf__i128 bottom, cpf__i128 *num, cpf__i128 *den)
{
    *num = top;
    *den = bottom;
    return CPF_OK;
}

/* With a target of zero "less" that is missed is more than any multiple of the target. */
static cpf_status reached(int32_t direction, int64_t actual, cpf__i128 *num, cpf__i128 *den)
{
    if (direction == CPF__LESS)
        return actual <= 0 ? quotient(1, 1, num, den) : quotient(1, 0, num, den);
    if (direction == CPF__RANGE)
        return quotient(actual == 0, 1, num, den);
    return quotient(actual >= 0, 1, num, den);
}

cpf_status cpf__attainment(const cpf__attain *how, int64_t actual, int64_t target, cpf__i128 *num, cpf__i128 *den)
{
    if (target > 0)
        return quotient(actual, target, num, den);
    if (target < 0) {
        if (how->negative != CPF__NEGATIVE_SHIFT)
            return CPF_E_MISSING;
        return quotient((cpf__i128)actual - 2 * (cpf__i128)target, -(cpf__i128)target, num, den);
    }
    if (how->zero == CPF__ZERO_REACHED)
        return reached(how->direction, actual, num, den);
    if (how->zero == CPF__ZERO_ABSOLUTE && how->scale > 0)
        return quotient((cpf__i128)how->scale + actual, how->scale, num, den);
    return CPF_E_MISSING;
}
