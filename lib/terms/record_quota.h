/* SPDX-License-Identifier: MIT */
/* Fields and words of the records about forced distributions. */
#ifndef CPF_TERMS_RECORD_QUOTA_H
#define CPF_TERMS_RECORD_QUOTA_H

#include "record.h"

extern const cpf__record_kind cpf__record_grade_quota, cpf__record_quota_rule, cpf__record_tie_key;

enum { CPF__QUOTA_DECIMALS = 4, CPF__QUOTA_WHOLE = 1000000 /* 100 per cent */ };

enum {
    CPF__QUOTA_STANDING,
    CPF__QUOTA_GRADE,
    CPF__QUOTA_THROUGH,
    CPF__QUOTA_PERCENT,
    CPF__QUOTA_LEAST,
    CPF__QUOTA_MOST,
    CPF__QUOTA_TEAM_FROM,
    CPF__QUOTA_TEAM_TO,
    CPF__QUOTA_TEAM,
    CPF__QUOTA_TEAM_GRADE
};
enum { CPF__QUOTA_RULE_STANDING, CPF__QUOTA_RULE_SMALL, CPF__QUOTA_RULE_LEVEL, CPF__QUOTA_RULE_BORDER };
enum { CPF__SMALL_EXEMPT, CPF__SMALL_UP, CPF__SMALL_TOGETHER };
enum { CPF__TIE_KEY_STANDING, CPF__TIE_KEY_INDICATOR };

#endif
