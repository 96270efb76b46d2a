/* SPDX-License-Identifier: MIT */
/* Structs of options begin with their size: which one the caller was compiled with. */
#ifndef CPF_BASE_OPTIONS_H
#define CPF_BASE_OPTIONS_H

#include "error.h"

/* Clears `struct_size` bytes and writes the size; CPF_E_ABI for NULL and for less than the `known` bytes. */
cpf_status cpf__options_begin(void *options, uint32_t struct_size, uint32_t known);

/* NULL and the known size are fine, a longer one too when its tail is zero: it asks for nothing that is not known here.
 * Everything else is CPF_E_ABI, with a finding. */
cpf_status cpf__options_check(const cpf_context *context, const void *options, uint32_t known, cpf_error **error);

#endif
