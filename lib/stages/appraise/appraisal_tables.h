/* SPDX-License-Identifier: MIT */
#ifndef CPF_APPRAISE_APPRAISAL_TABLES_H
#define CPF_APPRAISE_APPRAISAL_TABLES_H

#include "appraisal_in.h"

/* The tables of an appraisal; each hands its table over or gives CPF_E_MEMORY. */
cpf_status cpf__totals_table(const cpf_appraisal *appraisal, cpf_table **table, cpf_error **error);
cpf_status cpf__scores_table(const cpf_appraisal *appraisal, cpf_table **table, cpf_error **error);
cpf_status cpf__next_grade_table(const cpf_appraisal *appraisal, cpf_table **table, cpf_error **error);
cpf_status cpf__levels_table(const cpf_appraisal *appraisal, cpf_table **table, cpf_error **error);
cpf_status cpf__bases_table(const cpf_appraisal *appraisal, cpf_table **table, cpf_error **error);
cpf_status cpf__gates_table(const cpf_appraisal *appraisal, cpf_table **table, cpf_error **error);
cpf_status cpf__groups_table(const cpf_appraisal *appraisal, cpf_table **table, cpf_error **error);
cpf_status cpf__quotas_table(const cpf_appraisal *appraisal, cpf_table **table, cpf_error **error);
cpf_status cpf__borders_table(const cpf_appraisal *appraisal, cpf_table **table, cpf_error **error);

#endif
