/* SPDX-License-Identifier: MIT */
#include "read_messages.h"

const cpf__message cpf__plan_messages[CPF__PLAN_MESSAGE_COUNT] = {
#define CPF__PLAN_MESSAGE(id, code, status, english, chinese, hint, hint_chinese)                                      \
    {code, status, CPF_ERROR, {english, chinese}, {hint, hint_chinese}},
#include "plan_messages.def"
#undef CPF__PLAN_MESSAGE
};
