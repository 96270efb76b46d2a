/* SPDX-License-Identifier: MIT */
/* Bytes of a file that gzip has made smaller, made large again while they are read. */
#ifndef CPF_IO_CSV_GZIP_H
#define CPF_IO_CSV_GZIP_H

#include <channelperf/base.h>

typedef struct cpf__gzip cpf__gzip;

/* Whether a file that begins with these bytes is one of gzip's. */
int cpf__is_gzip(const char *bytes, int64_t length);

/* For a file whose first bytes have been read; they are copied. NULL: no memory. */
cpf__gzip *cpf__gzip_new(const cpf_context *context, int32_t handle, const char *first, int64_t length);
void cpf__gzip_free(cpf__gzip *gzip);

/* The next bytes, *got of them, 0 only at the end. CPF_OK; CPF_E_IO with the system's code in *code; CPF_E_DATA: broken
 * or cut off; CPF_E_MEMORY. */
cpf_status cpf__gzip_read(cpf__gzip *gzip, char *bytes, int64_t capacity, int64_t *got, int *code);
/* Bytes of the file that are used up. */
int64_t cpf__gzip_passed(const cpf__gzip *gzip);

#endif
