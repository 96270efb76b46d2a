/* SPDX-License-Identifier: MIT */
#ifndef CPF_GOAL_SEASON_RUN_H
#define CPF_GOAL_SEASON_RUN_H

#include "share.h"

enum { CPF__SEASON_LANES = 64 }; /* rows below which a call costs more than its work */

/*
 * Divides each of n amounts among `count` periods by the same factors, as cpf__share does: columns[period][first + i].
 * `scratch` has 2 * count items; amounts may not lie in the columns. CPF_OK or CPF_E_MEMORY.
 */
cpf_status cpf__season_run(const cpf_context *context, const cpf__share_rule *rule, const int64_t *amounts, int64_t n,
                           const int64_t *factors, int32_t count, int64_t *const *columns, int64_t first,
                           int64_t *scratch);

#endif
