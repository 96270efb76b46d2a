/* SPDX-License-Identifier: MIT */
#ifndef CPF_FACTS_INTAKE_QUICK_H
#define CPF_FACTS_INTAKE_QUICK_H

#include "intake_in.h"

/*
 * Takes in, column by column, what needs no care: days, the rows' slots, values. Rows that need some (an unknown unit
 * that is not ignored, an unreadable cell, a filter that cannot be decided) are marked in block->slow, to be taken one
 * by one; for the others block->status is final but for the calendar (block->meant and block->kept). CPF_OK or
 * CPF_E_MEMORY.
 */
cpf_status cpf__intake_quick(cpf__block *block);
/* What became of a row that is not slow. */
cpf_status cpf__intake_quick_row(cpf__block *block, int64_t row);

#endif
