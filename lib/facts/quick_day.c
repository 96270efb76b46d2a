/* SPDX-License-Identifier: MIT */
#include "quick_day.h"

#include <string.h>

#include "day.h"

cpf_status cpf__quick_day(cpf__day_memo *memo, cpf__slice text, cpf_day *day)
{
    uint64_t head;
    uint16_t tail;
    uint32_t at;
    cpf_status status;

    if (text.length != CPF__QUICK_DATE_CHARS)
        return cpf__day_parse(text.length ? text.data : "", text.length, day);
    memcpy(&head, text.data, sizeof head);
    memcpy(&tail, text.data + sizeof head, sizeof tail);
    at = (uint32_t)((head ^ (uint64_t)tail << 8) * UINT64_C(0x9E3779B97F4A7C15) >> 56) % CPF__DAY_MEMO;
    if (memo->items[at].head == head && memo->items[at].tail == tail) {
        *day = memo->items[at].day;
        return CPF_OK;
    }
    status = cpf__day_parse(text.data, text.length, day);
    if (status == CPF_OK) {
        memo->items[at].head = head;
        memo->items[at].tail = tail;
        memo->items[at].day = *day;
    }
    return status;
}
