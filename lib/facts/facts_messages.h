/* SPDX-License-Identifier: MIT */
/* The findings of the facts, rows of messages.def. */
#ifndef CPF_FACTS_MESSAGES_H
#define CPF_FACTS_MESSAGES_H

#include "error.h"

typedef enum cpf__facts_message {
#define CPF__FACTS_MESSAGE(id, code, status, severity, en, zh, hint_en, hint_zh) CPF__FACTS_##id,
#include "messages.def"
#undef CPF__FACTS_MESSAGE
    CPF__FACTS_MESSAGE_COUNT
} cpf__facts_message;

extern const cpf__message cpf__facts_messages[CPF__FACTS_MESSAGE_COUNT];

#endif
