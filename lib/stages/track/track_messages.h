/* SPDX-License-Identifier: MIT */
/* The findings of tracking, rows of messages.def. */
#ifndef CPF_TRACK_MESSAGES_H
#define CPF_TRACK_MESSAGES_H

#include "error.h"

typedef enum cpf__track_message {
#define CPF__TRACK_MESSAGE(id, code, status, severity, en, zh, hint_en, hint_zh) CPF__TRACK_##id,
#include "messages.def"
#undef CPF__TRACK_MESSAGE
    CPF__TRACK_MESSAGE_COUNT
} cpf__track_message;

extern const cpf__message cpf__track_messages[CPF__TRACK_MESSAGE_COUNT];

#endif
