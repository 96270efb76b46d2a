/* SPDX-License-Identifier: MIT */
/* The file of rows set aside: as they stood, with where and why. Written beside its place and put there when all is
 * done. */
#ifndef CPF_IO_CSV_ASIDE_H
#define CPF_IO_CSV_ASIDE_H

#include "intake.h"

typedef struct cpf__csv_aside {
    cpf_context *context;
    const char *path; /* borrowed */
    char *beside;     /* what is written to until it is done */
    char *buffer;
    int64_t length;
    int32_t handle;
    int32_t failure; /* system error; 0: none */
} cpf__csv_aside;

/* Begins the file. On failure nothing is left. */
cpf_status cpf__csv_aside_open(const cpf_context *context, const char *path, cpf__csv_aside *aside, cpf_error **error);
/* One row with its first finding. CPF_OK, CPF_E_MEMORY, CPF_E_IO (kept for cpf__csv_aside_close). */
cpf_status cpf__csv_aside_add(cpf__csv_aside *aside, cpf__slice row, const cpf_error *finding);
/* Puts the file in its place; `keep` 0: takes it away again. */
cpf_status cpf__csv_aside_close(cpf__csv_aside *aside, int keep, cpf_error **error);

#endif
