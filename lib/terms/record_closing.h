/* SPDX-License-Identifier: MIT */
/* Fields of the records about periods that are closed. */
#ifndef CPF_TERMS_RECORD_CLOSING_H
#define CPF_TERMS_RECORD_CLOSING_H

#include "record.h"

extern const cpf__record_kind cpf__record_closing, cpf__record_credited;

enum { CPF__CREDITED_DECIMALS = 9 };

enum { CPF__CLOSING_PERIOD, CPF__CLOSING_ON, CPF__CLOSING_BY, CPF__CLOSING_INTO };
enum { CPF__CREDITED_PERIOD, CPF__CREDITED_UNIT, CPF__CREDITED_INDICATOR, CPF__CREDITED_AMOUNT, CPF__CREDITED_TOTAL };

#endif
