/* SPDX-License-Identifier: MIT */
#include "review_messages.h"

const cpf__message cpf__review_messages[CPF__REVIEW_MESSAGE_COUNT] = {
#define CPF__REVIEW_MESSAGE(id, code, status, severity, en, zh, hint_en, hint_zh)                                      \
    {code, status, severity, {en, zh}, {hint_en, hint_zh}},
#include "messages.def"
#undef CPF__REVIEW_MESSAGE
};
