/* SPDX-License-Identifier: MIT */
/* Days read lately, by their text: a file holds few different ones. */
#ifndef CPF_FACTS_QUICK_DAY_H
#define CPF_FACTS_QUICK_DAY_H

#include "intake.h"

enum { CPF__QUICK_DATE_CHARS = 10, CPF__DAY_MEMO = 256 };

typedef struct cpf__day_memo {
    struct {
        uint64_t head; /* the first eight bytes; 0: free */
        uint16_t tail; /* the other two */
        cpf_day day;
    } items[CPF__DAY_MEMO];
} cpf__day_memo;

/* As cpf__day_parse. `memo` begins zeroed. */
cpf_status cpf__quick_day(cpf__day_memo *memo, cpf__slice text, cpf_day *day);

#endif
