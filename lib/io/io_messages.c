/* SPDX-License-Identifier: MIT */
#include "io_messages.h"

const cpf__message cpf__io_messages[CPF__IO_MESSAGE_COUNT] = {
#define CPF__MESSAGE(name, code, status, severity, en, zh, hint_en, hint_zh)                                           \
    {code, status, severity, {en, zh}, {hint_en, hint_zh}},
#include "messages.def"
#undef CPF__MESSAGE
};
