/* SPDX-License-Identifier: MIT */
/* Records about weights of scorecards: the order of their fields. The first six say the scope in both kinds. */
#ifndef CPF_TERMS_RECORD_WEIGHTS_H
#define CPF_TERMS_RECORD_WEIGHTS_H

#include "record.h"

enum {
    CPF__SCOPE_SCORECARD,
    CPF__SCOPE_INDICATOR,
    CPF__SCOPE_UNIT,
    CPF__SCOPE_ATTRIBUTE,
    CPF__SCOPE_VALUE,
    CPF__SCOPE_FROM,
    CPF__SCOPE_TO,
    CPF__WEIGHT_PERCENT,
    CPF__WEIGHT_MINIMUM,
    CPF__WEIGHT_MAXIMUM,
    CPF__SUSPENSION_POLICY = CPF__SCOPE_TO + 1,
    CPF__SUSPENSION_REASON
};

typedef enum cpf__suspension_policy {
    CPF__SUSPEND_REDISTRIBUTE = 0,
    CPF__SUSPEND_KEEP_GAP,
    CPF__SUSPEND_FAIL
} cpf__suspension_policy;

enum { CPF__WEIGHT_DECIMALS = 4, CPF__WEIGHT_WHOLE = 1000000 /* 100 % */ };

#endif
