/* SPDX-License-Identifier: MIT */
/* Findings as a table, so that they can be shown and written as any result. */
#include <channelperf/io.h>

#include "finding.h"
#include "table.h"

enum { SEVERITY, CODE, SUBJECT, MESSAGE, HINT, FINDING_COLUMNS };

static const cpf__column finding_columns[FINDING_COLUMNS] = {
    {"severity", {"severity", "级别"}, CPF_COLUMN_TEXT, 0}, {"code", {"kind", "类别"}, CPF_COLUMN_TEXT, 0},
    {"subject", {"place", "位置"}, CPF_COLUMN_TEXT, 0},     {"message", {"what was found", "发现"}, CPF_COLUMN_TEXT, 0},
    {"hint", {"what to do", "建议"}, CPF_COLUMN_TEXT, 0},
};

static const char *const severity_names[2][2] = {{"error", "错误"}, {"warning", "警告"}};

cpf_status cpf_error_table(const cpf_error *findings, int32_t language, cpf_table **table, cpf_error **error)
{
    int32_t count = cpf_error_count(findings);
    cpf_table *made;

    if (!table)
        return cpf__bad_argument(NULL, error, "table");
    made = cpf__table_new(findings ? findings->context : NULL, "findings", count, finding_columns, FINDING_COLUMNS);
    for (int32_t i = 0; i < count; i++) {
        int warning = cpf_error_severity_at(findings, i) == CPF_WARNING;

        cpf__table_set_text(made, SEVERITY, i, severity_names[warning][language == CPF_CHINESE]);
        cpf__table_set_text(made, CODE, i, cpf_error_code_at(findings, i));
        cpf__table_set_text(made, SUBJECT, i, cpf_error_subject_at(findings, i));
        cpf__table_set_text(made, MESSAGE, i, cpf_error_message_at(findings, i, language));
        cpf__table_set_text(made, HINT, i, cpf_error_hint_at(findings, i, language));
    }
    return cpf__table_done(made, table, error);
}
