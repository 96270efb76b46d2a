/* SPDX-License-Identifier: MIT */
#include "csv_stops.h"

void cpf__csv_stops_plain(const char *data, int64_t from, int64_t length, char separator, cpf__csv_stops *stops)
{
    for (int64_t i = from; i < length; i++) {
        char byte = data[i];

        stops->doubtful |= (signed char)byte <= 0;
        if (byte == separator || byte == '\n' || byte == '\r' || byte == '"')
            stops->at[stops->count++] = (uint32_t)i;
    }
}

void cpf__csv_find_stops(int32_t level, const char *data, int64_t length, char separator, cpf__csv_stops *stops)
{
    int64_t done = 0;

    stops->count = 0;
    stops->doubtful = 0;
#if CPF__X86
    if (level >= CPF__CPU_AVX512)
        done = cpf__csv_stops_512(data, length, separator, stops);
    else if (level >= CPF__CPU_AVX2)
        done = cpf__csv_stops_256(data, length, separator, stops);
#else
    (void)level;
#endif
    cpf__csv_stops_plain(data, done, length, separator, stops);
}
