/* SPDX-License-Identifier: MIT */
/* The tables of the cascade: each is made in a file of its own. */
#ifndef CPF_GOAL_CASCADE_TABLES_H
#define CPF_GOAL_CASCADE_TABLES_H

#include "stage_view.h"

/* goal_history.c, goal_states.c */
cpf_status cpf__make_goal_history(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__make_goal_states(const cpf__stage_view *view, cpf_table **table, cpf_error **error);

/* people.c, vacancies.c, people_history.c */
cpf_status cpf__make_people(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__make_vacancies(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__make_people_history(const cpf__stage_view *view, cpf_table **table, cpf_error **error);

/* origins_table.c, effects_table.c, exclusions_table.c */
cpf_status cpf__make_exclusions(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__make_origins(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__make_effects(const cpf__stage_view *view, cpf_table **table, cpf_error **error);

/* submissions_table.c, gaps_table.c */
cpf_status cpf__make_submissions(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__make_gaps(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__make_unanswered(const cpf__stage_view *view, cpf_table **table, cpf_error **error);

/* weights_table.c */
cpf_status cpf__make_weights(const cpf__stage_view *view, cpf_table **table, cpf_error **error);

/* hedges_table.c */
cpf_status cpf__make_hedges(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__make_hedge_levels(const cpf__stage_view *view, cpf_table **table, cpf_error **error);

/* cube_table.c, seasons_table.c, roundings.c */
cpf_status cpf__make_cube(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__make_seasons(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__make_roundings(const cpf__stage_view *view, cpf_table **table, cpf_error **error);

/* ratios_table.c */
cpf_status cpf__make_ratios(const cpf__stage_view *view, cpf_table **table, cpf_error **error);
cpf_status cpf__make_reliefs(const cpf__stage_view *view, cpf_table **table, cpf_error **error);

/* challenge_table.c */
cpf_status cpf__make_challenge(const cpf__stage_view *view, cpf_table **table, cpf_error **error);

#endif
