/* SPDX-License-Identifier: MIT */
/* The findings of the plan's reader, rows of plan_messages.def. */
#ifndef CPF_IO_READ_MESSAGES_H
#define CPF_IO_READ_MESSAGES_H

#include "error.h"

typedef enum cpf__plan_message {
#define CPF__PLAN_MESSAGE(id, ...) CPF__PLAN_##id,
#include "plan_messages.def"
#undef CPF__PLAN_MESSAGE
    CPF__PLAN_MESSAGE_COUNT
} cpf__plan_message;

extern const cpf__message cpf__plan_messages[CPF__PLAN_MESSAGE_COUNT];

#endif
