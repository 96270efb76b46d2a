/* SPDX-License-Identifier: MIT */
#ifndef CPF_IO_READ_JSON_H
#define CPF_IO_READ_JSON_H

#include "json_locate.h"

/* Checks that the text is JSON without repeated members, and indexes it. Findings name `file`. CPF_E_SYNTAX,
 * CPF_E_RANGE, CPF_E_MEMORY. */
cpf_status cpf__read_json(const cpf_context *context, const char *text, int64_t length, const char *file,
                          cpf__json **json, cpf_error **error);

#endif
