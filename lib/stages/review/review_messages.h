/* SPDX-License-Identifier: MIT */
/* The findings of reviewing, rows of messages.def. */
#ifndef CPF_REVIEW_MESSAGES_H
#define CPF_REVIEW_MESSAGES_H

#include "error.h"

typedef enum cpf__review_message {
#define CPF__REVIEW_MESSAGE(id, code, status, severity, en, zh, hint_en, hint_zh) CPF__REVIEW_##id,
#include "messages.def"
#undef CPF__REVIEW_MESSAGE
    CPF__REVIEW_MESSAGE_COUNT
} cpf__review_message;

extern const cpf__message cpf__review_messages[CPF__REVIEW_MESSAGE_COUNT];

#endif
