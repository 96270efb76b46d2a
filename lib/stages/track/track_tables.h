/* SPDX-License-Identifier: MIT */
/* The tables of tracking: each is made in a file of its own. */
#ifndef CPF_TRACK_TABLES_H
#define CPF_TRACK_TABLES_H

#include "stage_view.h"

cpf_status cpf__track_pace(const cpf__stage_view *view, cpf_table **table, cpf_error **error);     /* pace.c */
cpf_status cpf__track_trends(const cpf__stage_view *view, cpf_table **table, cpf_error **error);   /* trends.c */
cpf_status cpf__track_stalls(const cpf__stage_view *view, cpf_table **table, cpf_error **error);   /* stalls.c */
cpf_status cpf__track_blocked(const cpf__stage_view *view, cpf_table **table, cpf_error **error);  /* blocked.c */
cpf_status cpf__track_funnel(const cpf__stage_view *view, cpf_table **table, cpf_error **error);   /* track_funnel.c */
cpf_status cpf__track_cohorts(const cpf__stage_view *view, cpf_table **table, cpf_error **error);   /* cohorts.c */
cpf_status cpf__track_durations(const cpf__stage_view *view, cpf_table **table, cpf_error **error); /* durations.c */
cpf_status cpf__track_pipeline(const cpf__stage_view *view, cpf_table **table, cpf_error **error);  /* pipeline.c */
cpf_status cpf__track_deals(const cpf__stage_view *view, cpf_table **table, cpf_error **error);     /* deals.c */
cpf_status cpf__track_alerts(const cpf__stage_view *view, cpf_table **table, cpf_error **error);   /* alerts.c */
cpf_status cpf__track_causes(const cpf__stage_view *view, cpf_table **table, cpf_error **error);   /* causes.c */

#endif
