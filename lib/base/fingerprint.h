/* SPDX-License-Identifier: MIT */
/* A short name of many numbers and texts: equal ones have the same, others hardly ever. The same on every platform;
 * against chance, not against somebody who looks for another text with the same one (that is sha256.h). */
#ifndef CPF_BASE_FINGERPRINT_H
#define CPF_BASE_FINGERPRINT_H

#include <channelperf/table.h>

enum { CPF__FINGERPRINT_TEXT = 33 };

typedef struct cpf__fingerprint {
    uint64_t lanes[2];
} cpf__fingerprint;

cpf__fingerprint cpf__fingerprint_begin(void);
void cpf__fingerprint_number(cpf__fingerprint *at, int64_t number);
void cpf__fingerprint_text(cpf__fingerprint *at, const char *text);
void cpf__fingerprint_table(cpf__fingerprint *at, const cpf_table *table); /* names of columns, and all cells */

/* 32 hexadecimal digits with a NUL. */
void cpf__fingerprint_end(const cpf__fingerprint *at, char text[CPF__FINGERPRINT_TEXT]);

#endif
