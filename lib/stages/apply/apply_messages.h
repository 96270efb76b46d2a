/* SPDX-License-Identifier: MIT */
/* The findings of applying results, rows of messages.def. */
#ifndef CPF_APPLY_MESSAGES_H
#define CPF_APPLY_MESSAGES_H

#include "error.h"

typedef enum cpf__apply_message {
#define CPF__APPLY_MESSAGE(id, code, status, severity, en, zh, hint_en, hint_zh) CPF__APPLY_##id,
#include "messages.def"
#undef CPF__APPLY_MESSAGE
    CPF__APPLY_MESSAGE_COUNT
} cpf__apply_message;

extern const cpf__message cpf__apply_messages[CPF__APPLY_MESSAGE_COUNT];

#endif
