/* SPDX-License-Identifier: MIT */
#ifndef CPF_IO_READ_ITEMS_H
#define CPF_IO_READ_ITEMS_H

#include "read_reader.h"

/* One line of a scorecard; `card` is its cpf_scorecard. */
void cpf__read_item(cpf__reader *reader, int32_t node, void *card);

#endif
