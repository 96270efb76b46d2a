/* SPDX-License-Identifier: MIT */
/* The grades of a standing, by bands or by quotas: positions in its list, the best first. */
#ifndef CPF_MODEL_GRADE_NAMES_H
#define CPF_MODEL_GRADE_NAMES_H

#include "model_in.h"

int32_t cpf__grade_count(const struct cpf_standing *standing);
const char *cpf__grade_at(const struct cpf_standing *standing, int32_t grade);   /* "": -1 */
int32_t cpf__grade_find(const struct cpf_standing *standing, const char *grade); /* -1: none */

#endif
