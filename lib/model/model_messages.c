/* SPDX-License-Identifier: MIT */
#include "model_messages.h"

const cpf__message cpf__model_messages[CPF__MODEL_MESSAGE_COUNT] = {
#define CPF__MODEL_MESSAGE(id, code, status, severity, en, zh, hint_en, hint_zh)                                       \
    {code, status, severity, {en, zh}, {hint_en, hint_zh}},
#include "messages.def"
#undef CPF__MODEL_MESSAGE
};
