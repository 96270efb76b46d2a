/* SPDX-License-Identifier: MIT */
/* The parts of freezing, in the order in which they need each other. Each tells its findings and leaves out what is
 * wrong. */
#ifndef CPF_MODEL_STEPS_H
#define CPF_MODEL_STEPS_H

#include "build.h"

void cpf__freeze_calendar(cpf__build *build);
void cpf__freeze_levels(cpf__build *build);
void cpf__freeze_units(cpf__build *build);
void cpf__freeze_unit_columns(cpf__build *build);
void cpf__freeze_attributes(cpf__build *build);
void cpf__freeze_seasons(cpf__build *build);
void cpf__freeze_measures(cpf__build *build);
void cpf__freeze_sources(cpf__build *build);
void cpf__freeze_indicators(cpf__build *build);
void cpf__freeze_goals(cpf__build *build);
void cpf__check_goals(cpf__build *build);
void cpf__freeze_cards(cpf__build *build);
void cpf__check_cards(cpf__build *build);
void cpf__freeze_standings(cpf__build *build);
void cpf__freeze_records(cpf__build *build);
void cpf__check_origins(cpf__build *build);
void cpf__check_factors(cpf__build *build);
void cpf__check_states(cpf__build *build);
void cpf__check_track(cpf__build *build);
void cpf__check_products(cpf__build *build);
void cpf__check_cubes(cpf__build *build);
void cpf__check_people(cpf__build *build);
void cpf__check_settling(cpf__build *build);
void cpf__check_ratios(cpf__build *build);
void cpf__check_review(cpf__build *build);
void cpf__check_weights(cpf__build *build);
void cpf__check_rates(cpf__build *build);
void cpf__check_deals(cpf__build *build);
void cpf__check_pay(cpf__build *build);
void cpf__freeze_matrices(cpf__build *build);
void cpf__check_matrices(cpf__build *build);
void cpf__check_lines(cpf__build *build);
void cpf__check_ratings(cpf__build *build);
void cpf__check_tiers(cpf__build *build);
void cpf__check_conduct(cpf__build *build);
void cpf__check_quotas(cpf__build *build);
void cpf__check_closings(cpf__build *build);

#endif
