/* SPDX-License-Identifier: MIT */
/* The findings of the goals, rows of messages.def. */
#ifndef CPF_GOAL_MESSAGES_H
#define CPF_GOAL_MESSAGES_H

#include "error.h"
#include "model_in.h"

typedef enum cpf__goal_message {
#define CPF__GOAL_MESSAGE(id, code, status, severity, en, zh, hint_en, hint_zh) CPF__GOAL_##id,
#include "messages.def"
#undef CPF__GOAL_MESSAGE
    CPF__GOAL_MESSAGE_COUNT
} cpf__goal_message;

extern const cpf__message cpf__goal_messages[CPF__GOAL_MESSAGE_COUNT];

/* A finding about a goal that names a unit (or what else the row speaks of), a period, and up to two amounts of its
 * indicator; the row says how many it shows. */
cpf_status cpf__goal_find(const cpf_model *model, cpf_id goal, cpf__goal_message row, const char *what, cpf_id period,
                          const int64_t *amounts, cpf_error **error);

/* The same with one amount and a text behind it. */
cpf_status cpf__goal_find_list(const cpf_model *model, cpf_id goal, cpf__goal_message row, const char *what,
                               cpf_id period, int64_t amount, const char *list, cpf_error **error);

/* A finding about a goal that names a unit and something else. */
cpf_status cpf__goal_find_named(const cpf_model *model, cpf_id goal, cpf__goal_message row, const char *unit,
                                const char *name, cpf_error **error);

#endif
