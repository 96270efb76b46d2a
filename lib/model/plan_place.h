/* SPDX-License-Identifier: MIT */
/* Where the parts of a plan were read from, so that findings name file, line and path. For readers (io). */
#ifndef CPF_MODEL_PLAN_PLACE_H
#define CPF_MODEL_PLAN_PLACE_H

#include <channelperf/plan.h>

/* File that the plan is read from; "" for a plan built in C. */
void cpf__plan_set_file(cpf_plan *plan, const char *file);

/* What is added from now on stands at this path of the plan's file ("indicators[2]"); NULL: nowhere. */
void cpf__plan_at(cpf_plan *plan, const char *path);

/* What is added from now on stands in this line of a table beside the plan; the path still says which table. NULL ends it. */
void cpf__plan_at_row(cpf_plan *plan, const char *file, int64_t line);

/* A finding of the reader, told by check and freeze together with the others. Takes `finding` over. */
void cpf__plan_add_findings(cpf_plan *plan, cpf_error *findings);

#endif
