/* SPDX-License-Identifier: MIT */
/* The findings of the terms, rows of messages.def. */
#ifndef CPF_TERMS_MESSAGES_H
#define CPF_TERMS_MESSAGES_H

#include "error.h"

typedef enum cpf__terms_message {
#define CPF__TERMS_MESSAGE(id, code, status, severity, en, zh, hint_en, hint_zh) CPF__TERMS_##id,
#include "messages.def"
#undef CPF__TERMS_MESSAGE
    CPF__TERMS_MESSAGE_COUNT
} cpf__terms_message;

extern const cpf__message cpf__terms_messages[CPF__TERMS_MESSAGE_COUNT];

#endif
