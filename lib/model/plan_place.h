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

/* The same file, another line. */
void cpf__plan_at_line(cpf_plan *plan, int64_t line);

/* Answers in which line (from 1; 0: unknown) a path of the plan's file stands, so that findings of check and freeze tell it. */
typedef struct cpf__plan_locator {
    void *user;
    int64_t (*line)(const void *user, const char *path);
    void (*release)(void *user);
} cpf__plan_locator;

/* The plan takes `locator.user` over and releases it when it is freed or gets another. */
void cpf__plan_set_locator(cpf_plan *plan, cpf__plan_locator locator);

/* Completes file and line of findings that have a path of the plan's file and no line yet: the last step of check and freeze. */
void cpf__plan_locate(const cpf_plan *plan, cpf_error *findings);

/* A finding of the reader, told by check and freeze together with the others. Takes `finding` over. */
void cpf__plan_add_findings(cpf_plan *plan, cpf_error *findings);

#endif
