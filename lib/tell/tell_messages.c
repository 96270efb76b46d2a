/* SPDX-License-Identifier: MIT */
#include "tell_messages.h"

const cpf__message cpf__tell_messages[CPF__TELL_MESSAGE_COUNT] = {
#define CPF__TELL_MESSAGE(id, code, status, severity, en, zh, hint_en, hint_zh)                                        \
    {code, status, severity, {en, zh}, {hint_en, hint_zh}},
#include "messages.def"
#undef CPF__TELL_MESSAGE
};
