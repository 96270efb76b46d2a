/* SPDX-License-Identifier: MIT */
/* The first row of a file against the columns that are wanted. */
#ifndef CPF_IO_CSV_HEADER_H
#define CPF_IO_CSV_HEADER_H

#include "intake.h"

/* positions[i] = position of columns[i] in the header, from 1; 0 where columns[i] is NULL or skip[i] set. CPF_E_DATA:
 * missing columns, all in one finding; or one that stands there twice. */
cpf_status cpf__csv_match(const cpf_context *context, const char *file, int64_t line, int32_t width,
                          const cpf__slice *header, int32_t n, const char *const *columns, const uint8_t *skip,
                          int32_t *positions, cpf_error **error);

#endif
