/* SPDX-License-Identifier: MIT */
#ifndef CPF_IO_READ_SOURCE_PARTS_H
#define CPF_IO_READ_SOURCE_PARTS_H

#include "read_reader.h"

/* One element each of the lists of a source; `source` is its cpf_source. */
void cpf__read_lookup(cpf__reader *reader, int32_t node, void *source);
void cpf__read_first(cpf__reader *reader, int32_t node, void *source);
void cpf__read_exclusion(cpf__reader *reader, int32_t node, void *source);
void cpf__read_feed(cpf__reader *reader, int32_t node, void *source);

#endif
