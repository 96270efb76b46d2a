/* SPDX-License-Identifier: MIT */
#include "apply_messages.h"

const cpf__message cpf__apply_messages[CPF__APPLY_MESSAGE_COUNT] = {
#define CPF__APPLY_MESSAGE(id, code, status, severity, en, zh, hint_en, hint_zh)                                       \
    {code, status, severity, {en, zh}, {hint_en, hint_zh}},
#include "messages.def"
#undef CPF__APPLY_MESSAGE
};
