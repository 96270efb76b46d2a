/* SPDX-License-Identifier: MIT */
/* Writing the answer of a call: an object, member by member. Numbers are written with all their digits. */
#include <string.h>

#include "bits.h"
#include "call_json.h"
#include "table_formats.h"
#include "text.h"

void cpf__answer_name(cpf__call *call, const char *name)
{
    cpf__text_add(call->answer, cpf_text_length(call->answer) > 1 ? ", " : "");
    cpf__json_string(call->answer, name);
    cpf__text_add(call->answer, ": ");
}

void cpf__answer_whole(cpf__call *call, const char *name, int64_t value)
{
    cpf__answer_name(call, name);
    cpf__text_add_int(call->answer, value);
}

void cpf__answer_flag(cpf__call *call, const char *name, int flag)
{
    cpf__answer_name(call, name);
    cpf__text_add(call->answer, flag ? "true" : "false");
}

void cpf__answer_text(cpf__call *call, const char *name, const char *text)
{
    cpf__answer_name(call, name);
    cpf__json_string(call->answer, text);
}

void cpf__answer_numbers(cpf__call *call, const char *name, cpf__numbers numbers, int32_t decimals)
{
    cpf__answer_name(call, name);
    cpf__text_add(call->answer, "[");
    for (int64_t i = 0; i < numbers.count; i++) {
        cpf__text_add(call->answer, i ? ", " : "");
        if (cpf__bit(numbers.valid, i))
            cpf__text_add_decimal(call->answer, numbers.items[i], decimals);
        else
            cpf__text_add(call->answer, "null");
    }
    cpf__text_add(call->answer, "]");
}
