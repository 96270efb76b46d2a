/* SPDX-License-Identifier: MIT */
#include "terms_messages.h"

const cpf__message cpf__terms_messages[CPF__TERMS_MESSAGE_COUNT] = {
#define CPF__TERMS_MESSAGE(id, code, status, severity, en, zh, hint_en, hint_zh)                                       \
    {code, status, severity, {en, zh}, {hint_en, hint_zh}},
#include "messages.def"
#undef CPF__TERMS_MESSAGE
};
