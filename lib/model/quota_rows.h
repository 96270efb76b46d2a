/* SPDX-License-Identifier: MIT */
/* Rows of the records grade_quota: what they say, and for whom. */
#ifndef CPF_MODEL_QUOTA_ROWS_H
#define CPF_MODEL_QUOTA_ROWS_H

#include "grade_lines.h"
#include "model_in.h"
#include "record_quota.h"

/* Whether the row speaks of that standing and names grades of it, the better one first. */
int cpf__quota_is_of(const cpf_model *model, const cpf__records *quotas, int64_t row, cpf_id standing);

/* Whether it holds only for groups of some results; whether two rows hold for the same groups. */
int cpf__quota_has_condition(const cpf__records *quotas, int64_t row);
int cpf__quota_same_condition(const cpf__records *quotas, int64_t one, int64_t other);

/* Its limit in 0.0001 per cent of the group; whether it limits anything. */
cpf__line_limit cpf__quota_limit_of(const cpf_model *model, const cpf__records *quotas, int64_t row);
int cpf__quota_limits(const cpf__records *quotas, int64_t row);

/* Adds "A-B: 10 - 30 %; D: 5 %" for those of the rows that are picked. */
void cpf__quota_tell(const cpf__records *quotas, const int64_t *rows, const int32_t *picks, int32_t count,
                     cpf_text *text);

#endif
