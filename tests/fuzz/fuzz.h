/* SPDX-License-Identifier: MIT */
/* What the fuzz targets share. */
#ifndef CPF_FUZZ_H
#define CPF_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <channelperf/base.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define fuzz_expect(holds)                                                                                             \
    ((holds) ? (void)0 : (fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #holds), abort()))

/* Every finding has a code, a message in both languages and a place that ends. */
static inline int fuzz_readable(const cpf_error *error)
{
    for (int32_t i = 0; i < cpf_error_count(error); i++) {
        if (!*cpf_error_code_at(error, i) || !*cpf_error_message_at(error, i, CPF_ENGLISH) ||
            !*cpf_error_message_at(error, i, CPF_CHINESE) || !cpf_error_subject_at(error, i))
            return 0;
    }
    return 1;
}

#endif
