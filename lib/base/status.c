/* SPDX-License-Identifier: MIT */
#include <channelperf/base.h>

typedef struct status_row {
    cpf_status status;
    const char *name;
    const char *text[2];
} status_row;

static const status_row rows[] = {
#define CPF__STATUS(name, english, chinese) {name, #name, {english, chinese}},
#include "statuses.def"
#undef CPF__STATUS
};

static const int32_t row_count = (int32_t)(sizeof rows / sizeof rows[0]);

static const status_row *find_row(cpf_status status)
{
    for (int32_t i = 0; i < row_count; i++)
        if (rows[i].status == status)
            return &rows[i];
    return NULL;
}

const char *cpf_status_name(cpf_status status)
{
    const status_row *row = find_row(status);

    return row ? row->name : "CPF_E_?";
}

const char *cpf_status_text(cpf_status status, int32_t language)
{
    const status_row *row = find_row(status);
    int chinese = language == CPF_CHINESE;

    if (!row)
        return chinese ? "未知状态" : "unknown status";
    return row->text[chinese];
}

cpf_status cpf_status_at(int32_t index)
{
    return index < 0 || index >= row_count ? CPF_E_INTERNAL : rows[index].status;
}

int32_t cpf_status_count(void)
{
    return row_count;
}
