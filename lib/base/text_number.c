/* SPDX-License-Identifier: MIT */
/* Numbers and days into a text: each through the one formatter of its kind. */
#include "day.h"
#include "text.h"

enum { NUMBER_BYTES = 32 };

void cpf__text_add_decimal(cpf_text *text, int64_t value, int32_t decimals)
{
    char buffer[NUMBER_BYTES];

    cpf__text_add_bytes(text, buffer, cpf_decimal_format(value, decimals, buffer));
}

void cpf__text_add_int(cpf_text *text, int64_t value)
{
    cpf__text_add_decimal(text, value, 0);
}

void cpf__text_add_double(cpf_text *text, double value)
{
    char buffer[NUMBER_BYTES];

    cpf__text_add_bytes(text, buffer, cpf__double_format(value, buffer));
}

void cpf__text_add_day(cpf_text *text, cpf_day day)
{
    char buffer[NUMBER_BYTES];

    cpf__text_add_bytes(text, buffer, cpf__day_format(day, buffer));
}
