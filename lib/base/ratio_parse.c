/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "decimal.h"

enum { DECIMALS_TRIED = 18 };

/* A decimal number as a ratio: with the fewest decimals that lose nothing. */
static cpf_status parse_number(const char *text, int64_t length, cpf__ratio *number)
{
    cpf_status status = CPF_E_RANGE;
    int64_t value;

    for (int32_t decimals = 0; decimals <= DECIMALS_TRIED && status == CPF_E_RANGE; decimals++) {
        status = cpf__decimal_parse(text, length, '.', decimals, -1, &value);
        if (status == CPF_OK)
            *number = cpf__ratio_of(value, decimals);
    }
    return status;
}

cpf_status cpf__ratio_parse(const char *text, int64_t length, cpf__ratio *result)
{
    const char *slash = length > 0 ? memchr(text, '/', (size_t)length) : NULL;
    cpf__ratio over, under;
    cpf_status status;

    if (!slash)
        return parse_number(text, length, result);
    status = parse_number(text, slash - text, &over);
    if (status == CPF_OK)
        status = parse_number(slash + 1, length - (slash + 1 - text), &under);
    return status == CPF_OK ? cpf__ratio_div(over, under, result) : status;
}
