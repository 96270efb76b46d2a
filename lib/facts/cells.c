/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "mem.h"
#include "rollup.h"

cpf_status cpf__cells_make(const cpf_context *context, int64_t n, int with_valid, cpf__cells *cells)
{
    cpf__cells made = {NULL, NULL, 1, 0};

    made.values = cpf__alloc_column(context, n, sizeof *made.values);
    if (made.values && with_valid)
        made.valid = cpf__alloc(context, cpf__bits_bytes(n), 1);
    if (!made.values || (with_valid && !made.valid)) {
        cpf__free(context, made.values);
        return CPF_E_MEMORY;
    }
    memset(made.values, 0, (size_t)n * sizeof *made.values);
    *cells = made;
    return CPF_OK;
}

void cpf__cells_free(const cpf_context *context, cpf__cells *cells)
{
    if (cells->owned) {
        cpf__free(context, cells->values);
        cpf__free(context, cells->valid);
    }
    *cells = (cpf__cells){0};
}
