/* SPDX-License-Identifier: MIT */
/* The findings of the appraisal, rows of messages.def. */
#ifndef CPF_APPRAISE_MESSAGES_H
#define CPF_APPRAISE_MESSAGES_H

#include "error.h"

typedef enum cpf__appraise_message {
#define CPF__APPRAISE_MESSAGE(id, code, status, severity, en, zh, hint_en, hint_zh) CPF__APPRAISE_##id,
#include "messages.def"
#undef CPF__APPRAISE_MESSAGE
    CPF__APPRAISE_MESSAGE_COUNT
} cpf__appraise_message;

extern const cpf__message cpf__appraise_messages[CPF__APPRAISE_MESSAGE_COUNT];

#endif
