/* SPDX-License-Identifier: MIT */
#ifndef CPF_IO_READ_PLAN_H
#define CPF_IO_READ_PLAN_H

#include <channelperf/plan.h>

#include "json_locate.h"

/* Makes a plan of a document, which it takes over. As cpf_plan_read: `*plan` also when there are findings, unless
 * memory was lacking. */
cpf_status cpf__read_plan(cpf_context *context, cpf__json *json, const char *file, const char *folder, cpf_plan **plan,
                          cpf_error **error);

#endif
