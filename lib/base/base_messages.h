/* SPDX-License-Identifier: MIT */
/* The findings of the base layer. */
#ifndef CPF_BASE_BASE_MESSAGES_H
#define CPF_BASE_BASE_MESSAGES_H

#include "error.h"

enum cpf__base_message {
#define CPF__MESSAGE(name, ...) CPF__BASE_##name,
#include "messages.def"
#undef CPF__MESSAGE
    CPF__BASE_MESSAGE_COUNT
};

extern const cpf__message cpf__base_messages[CPF__BASE_MESSAGE_COUNT];

#endif
