/* SPDX-License-Identifier: MIT */
/* The findings of the model layer, rows of messages.def. */
#ifndef CPF_MODEL_MODEL_MESSAGES_H
#define CPF_MODEL_MODEL_MESSAGES_H

#include "error.h"

typedef enum cpf__model_message {
#define CPF__MODEL_MESSAGE(id, code, status, severity, en, zh, hint_en, hint_zh) CPF__MODEL_##id,
#include "messages.def"
#undef CPF__MODEL_MESSAGE
    CPF__MODEL_MESSAGE_COUNT
} cpf__model_message;

extern const cpf__message cpf__model_messages[CPF__MODEL_MESSAGE_COUNT];

#endif
