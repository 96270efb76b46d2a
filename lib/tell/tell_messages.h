/* SPDX-License-Identifier: MIT */
/* The findings of the explanations, rows of messages.def. */
#ifndef CPF_TELL_TELL_MESSAGES_H
#define CPF_TELL_TELL_MESSAGES_H

#include "error.h"

typedef enum cpf__tell_message {
#define CPF__TELL_MESSAGE(id, ...) CPF__TELL_##id,
#include "messages.def"
#undef CPF__TELL_MESSAGE
    CPF__TELL_MESSAGE_COUNT
} cpf__tell_message;

extern const cpf__message cpf__tell_messages[CPF__TELL_MESSAGE_COUNT];

#endif
