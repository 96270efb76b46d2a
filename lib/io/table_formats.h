/* SPDX-License-Identifier: MIT */
/* One writer a format; each only reads the table. */
#ifndef CPF_IO_TABLE_FORMATS_H
#define CPF_IO_TABLE_FORMATS_H

#include <channelperf/table.h>

void cpf__table_csv(const cpf_table *table, int32_t language, cpf_text *text);
void cpf__table_json(const cpf_table *table, int32_t language, cpf_text *text);
void cpf__table_plain(const cpf_table *table, int32_t language, cpf_text *text);

/* Text as a JSON string with its quotes. */
void cpf__json_string(cpf_text *text, const char *string);

#endif
