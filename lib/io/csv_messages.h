/* SPDX-License-Identifier: MIT */
/* The findings of CSV input, rows of csv_messages.def. */
#ifndef CPF_IO_CSV_MESSAGES_H
#define CPF_IO_CSV_MESSAGES_H

#include "error.h"

typedef enum cpf__csv_message {
#define CPF__CSV_MESSAGE(id, code, status, severity, en, zh, hint_en, hint_zh) CPF__CSV_##id,
#include "csv_messages.def"
#undef CPF__CSV_MESSAGE
    CPF__CSV_MESSAGE_COUNT
} cpf__csv_message;

extern const cpf__message cpf__csv_messages[CPF__CSV_MESSAGE_COUNT];

#endif
