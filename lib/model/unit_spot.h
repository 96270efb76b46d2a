/* SPDX-License-Identifier: MIT */
/* Findings about units: where each was said, and no more of one kind than anyone reads. */
#ifndef CPF_MODEL_UNIT_SPOT_H
#define CPF_MODEL_UNIT_SPOT_H

#include "build.h"

/* What is looked at from now on is the unit added at `position`; `code` as it is told. */
void cpf__at_unit(cpf__build *build, int32_t position, const char *code);

/* Counts one more finding of a kind; whether it is to be told in full. */
int cpf__tally(int64_t *count);
/* Tells how many were not. */
void cpf__tally_rest(cpf__build *build, int64_t count);

#endif
