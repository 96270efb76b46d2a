/* SPDX-License-Identifier: MIT */
#ifndef CPF_GOAL_PLAIN_H
#define CPF_GOAL_PLAIN_H

#include "flow.h"

/* Goals of which nothing is divided: the value stands at its unit, or everywhere below it and in every period inside.
 */
cpf_status cpf__plain_goals(cpf__flow *flow, cpf_error **error);

#endif
