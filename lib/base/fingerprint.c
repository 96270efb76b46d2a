/* SPDX-License-Identifier: MIT */
#include "fingerprint.h"

#include <string.h>

/* Odd, and with bits in no pattern: those of pi behind the point. */
static const uint64_t factors[2] = {0x243f6a8885a308d3u, 0x13198a2e03707345u};

cpf__fingerprint cpf__fingerprint_begin(void)
{
    return (cpf__fingerprint){{0xa4093822299f31d0u, 0x082efa98ec4e6c89u}};
}

void cpf__fingerprint_number(cpf__fingerprint *at, int64_t number)
{
    for (int lane = 0; lane < 2; lane++) {
        uint64_t mixed = (at->lanes[lane] ^ (uint64_t)number) * factors[lane];

        at->lanes[lane] = mixed ^ mixed >> 32;
    }
}

/* Eight bytes at a time, whatever the order of bytes of the machine; the length behind them. */
void cpf__fingerprint_text(cpf__fingerprint *at, const char *text)
{
    size_t length = strlen(text);

    for (size_t i = 0; i < length; i += 8) {
        uint64_t word = 0;

        for (size_t k = i; k < length && k < i + 8; k++)
            word |= (uint64_t)(unsigned char)text[k] << 8 * (k - i);
        cpf__fingerprint_number(at, (int64_t)word);
    }
    cpf__fingerprint_number(at, (int64_t)length);
}

void cpf__fingerprint_table(cpf__fingerprint *at, const cpf_table *table)
{
    char buffer[64];

    for (int32_t column = 0; column < cpf_table_column_count(table); column++) {
        cpf__fingerprint_text(at, cpf_table_column_name(table, column));
        for (int64_t row = 0; row < cpf_table_row_count(table); row++)
            cpf__fingerprint_text(at, cpf_table_format(table, column, row, buffer));
    }
}

void cpf__fingerprint_end(const cpf__fingerprint *at, char text[CPF__FINGERPRINT_TEXT])
{
    static const char digits[] = "0123456789abcdef";

    for (int i = 0; i < CPF__FINGERPRINT_TEXT - 1; i++)
        text[i] = digits[at->lanes[i / 16] >> (60 - i % 16 * 4) & 15];
    text[CPF__FINGERPRINT_TEXT - 1] = '\0';
}
