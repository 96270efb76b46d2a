/* SPDX-License-Identifier: MIT */
#ifndef CPF_IO_READ_FILE_H
#define CPF_IO_READ_FILE_H

#include "error.h"

/* A whole file in memory; a pipe too. `*bytes` is yours, for cpf__free. CPF_E_NOT_FOUND, CPF_E_IO, CPF_E_RANGE (longer
 * than `limit`), CPF_E_MEMORY. */
cpf_status cpf__read_file(const cpf_context *context, const char *path, int64_t limit, char **bytes, int64_t *length,
                          cpf_error **error);

#endif
