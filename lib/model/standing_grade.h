/* SPDX-License-Identifier: MIT */
/* Grades of a standing: by bands, or by quotas. */
#ifndef CPF_MODEL_STANDING_GRADE_H
#define CPF_MODEL_STANDING_GRADE_H

#include "build.h"

void cpf__take_grades(cpf__build *build, const cpf__standing_draft *draft, struct cpf_standing *standing);

#endif
