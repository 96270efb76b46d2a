/* SPDX-License-Identifier: MIT */
/* The findings of the writers and of call, rows of messages.def. */
#ifndef CPF_IO_IO_MESSAGES_H
#define CPF_IO_IO_MESSAGES_H

#include "error.h"

enum cpf__io_message {
#define CPF__MESSAGE(name, ...) CPF__IO_##name,
#include "messages.def"
#undef CPF__MESSAGE
    CPF__IO_MESSAGE_COUNT
};

extern const cpf__message cpf__io_messages[CPF__IO_MESSAGE_COUNT];

#endif
