/* SPDX-License-Identifier: MIT */
#ifndef CPF_GOAL_SETTLE_WISHES_H
#define CPF_GOAL_SETTLE_WISHES_H

#include "settle.h"

/* Fills wish, least, firm, loose and the states that follow from them. CPF_E_RANGE. */
cpf_status cpf__talk_wishes(cpf__talks *talks, cpf_error **error);

#endif
