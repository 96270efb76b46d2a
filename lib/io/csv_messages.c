/* SPDX-License-Identifier: MIT */
#include "csv_messages.h"

const cpf__message cpf__csv_messages[CPF__CSV_MESSAGE_COUNT] = {
#define CPF__CSV_MESSAGE(id, code, status, severity, en, zh, hint_en, hint_zh)                                         \
    {code, status, severity, {en, zh}, {hint_en, hint_zh}},
#include "csv_messages.def"
#undef CPF__CSV_MESSAGE
};
