/* SPDX-License-Identifier: MIT */
/* What all example programs do with a failed call: say why and stop. Only programs may do that; the library never does. */
#ifndef EXAMPLES_COMMON_H
#define EXAMPLES_COMMON_H

#include <stdio.h>
#include <stdlib.h>

#include <channelperf/channelperf.h>

/* Takes the address of the error, so that it is read after the call and not before it. */
static void must(cpf_status status, cpf_error **error)
{
    if (status == CPF_OK)
        return;
    for (int32_t i = 0; i < cpf_error_count(*error); i++)
        fprintf(stderr, "%s: %s: %s\n", cpf_error_code_at(*error, i), cpf_error_subject_at(*error, i),
                cpf_error_message_at(*error, i, CPF_ENGLISH));
    if (!cpf_error_count(*error))
        fprintf(stderr, "%s\n", cpf_status_text(status, CPF_ENGLISH));
    cpf_error_free(*error);
    exit(1);
}

#endif
