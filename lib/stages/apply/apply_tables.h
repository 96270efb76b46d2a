/* SPDX-License-Identifier: MIT */
/* The tables of applying results: each is made in a file of its own. */
#ifndef CPF_APPLY_TABLES_H
#define CPF_APPLY_TABLES_H

#include "stage_view.h"

cpf_status cpf__credits_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__commissions_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__commission_parts_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__cliffs_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__clawbacks_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__draw_ledger_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__pay_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__pools_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__corrections_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__true_ups_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__tiers_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__tier_points_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__boxes_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__lists_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__improvements_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error);

#endif
