/* SPDX-License-Identifier: MIT */
#include "facts_messages.h"

const cpf__message cpf__facts_messages[CPF__FACTS_MESSAGE_COUNT] = {
#define CPF__FACTS_MESSAGE(id, code, status, severity, en, zh, hint_en, hint_zh)                                       \
    {code, status, severity, {en, zh}, {hint_en, hint_zh}},
#include "messages.def"
#undef CPF__FACTS_MESSAGE
};
