/* SPDX-License-Identifier: MIT */
#include "track_messages.h"

const cpf__message cpf__track_messages[CPF__TRACK_MESSAGE_COUNT] = {
#define CPF__TRACK_MESSAGE(id, code, status, severity, en, zh, hint_en, hint_zh)                                       \
    {code, status, severity, {en, zh}, {hint_en, hint_zh}},
#include "messages.def"
#undef CPF__TRACK_MESSAGE
};
