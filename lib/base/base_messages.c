/* SPDX-License-Identifier: MIT */
#include "base_messages.h"

const cpf__message cpf__base_messages[CPF__BASE_MESSAGE_COUNT] = {
#define CPF__MESSAGE(name, code, status, severity, english, chinese, hint, hint_chinese)                               \
    {code, status, severity, {english, chinese}, {hint, hint_chinese}},
#include "messages.def"
#undef CPF__MESSAGE
};
