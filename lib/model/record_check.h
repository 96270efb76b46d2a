/* SPDX-License-Identifier: MIT */
/* What checks of records have in common: findings at a record, and records that name others by their codes. */
#ifndef CPF_MODEL_RECORD_CHECK_H
#define CPF_MODEL_RECORD_CHECK_H

#include "build.h"
#include "records.h"

/* Tells a finding about a field of a record (NULL: the record); up to three texts go into the message. */
void cpf__tell_record(cpf__build *build, const cpf__records *records, int64_t row, const char *field,
                      const cpf__message *message, const char *const *texts);

/* The records of a kind; none when the model has none yet. */
const cpf__records *cpf__checked_records(const cpf__build *build, const cpf__record_kind *kind);

/* The first record whose text in the field is `code`; -1: none. */
int64_t cpf__record_of_code(const cpf__records *records, int32_t field, const char *code);

/* Tells UNKNOWN_CODE where the text of a field, when it is given, is the code of no record of the other kind. Whether
 * it is one. */
int cpf__check_code(cpf__build *build, const cpf__records *records, int64_t row, int32_t field,
                    const cpf__records *others, int32_t code_field);

#endif
