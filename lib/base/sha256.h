/* SPDX-License-Identifier: MIT */
/* SHA-256 (FIPS 180-4), for logs whose entries each carry the hash of the one before. */
#ifndef CPF_BASE_SHA256_H
#define CPF_BASE_SHA256_H

#include <stdint.h>

enum { CPF__SHA256_TEXT = 65 };

/* The hash of the bytes as 64 hexadecimal digits with a NUL. */
void cpf__sha256_text(const char *bytes, int64_t length, char text[CPF__SHA256_TEXT]);

#endif
