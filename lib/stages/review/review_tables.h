/* SPDX-License-Identifier: MIT */
/* The tables of results after the appraisal: each is made in a file of its own. */
#ifndef CPF_REVIEW_TABLES_H
#define CPF_REVIEW_TABLES_H

#include "results.h"

cpf_status cpf__ratings_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__rating_scores_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__strictness_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__corrected_ratings_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__agreement_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__composed_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__composed_parts_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__spread_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__calibration_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__calibration_moves_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__final_grades_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__cases_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__case_cells_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__case_causes_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__case_log_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error);

#endif
