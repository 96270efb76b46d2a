/* SPDX-License-Identifier: MIT */
#ifndef CPF_MODEL_RECORD_FIELD_H
#define CPF_MODEL_RECORD_FIELD_H

#include "build.h"

/* Takes what was said of a field (NULL: nothing) into its column, or tells what is wrong and leaves it missing. */
void cpf__take_field(cpf__build *build, cpf__records *records, int64_t row, int32_t field, const char *said);

#endif
