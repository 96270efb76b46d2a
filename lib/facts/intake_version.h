/* SPDX-License-Identifier: MIT */
/* Rows of sources with a key: versions of events, kept until they are measured. */
#ifndef CPF_FACTS_INTAKE_VERSION_H
#define CPF_FACTS_INTAKE_VERSION_H

#include "intake_in.h"

/* All rows of the block are to be taken one by one. */
void cpf__intake_careful(cpf__block *block);

/* When the version became known, into block->known. CPF_OK: go on with the row; CPF_E_MISSING: it takes the event back;
 * CPF_E_ARGUMENT: it was not known yet; the status of a bad row (told); CPF_E_MEMORY. */
cpf_status cpf__intake_version(cpf__block *block, int64_t row);

/* Keeps the first `taken` rows as their status says, and counts them. CPF_OK or CPF_E_MEMORY. */
cpf_status cpf__intake_versions(cpf__block *block, int64_t taken);

#endif
