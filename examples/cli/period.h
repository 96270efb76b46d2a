/* SPDX-License-Identifier: MIT */
/* Which period to appraise when nobody says. */
#ifndef CLI_PERIOD_H
#define CLI_PERIOD_H

#include <channelperf/channelperf.h>

/* The last year, or window of at least 360 days, with both targets and actuals; else the last period of any other kind with both, the longest of those
 * that end on the same day. Without any target in the plan (all are constants of scorecards) actuals decide alone. */
cpf_id cli_period_choose(const cpf_model *model, const cpf_facts *targets, const cpf_facts *actuals);

/* Whether there is something to appraise in the period: actuals, and targets where the plan has any. */
int cli_period_has_results(const cpf_model *model, const cpf_facts *targets, const cpf_facts *actuals, cpf_id period);

/* 1 when all days of `inner` are days of `outer`. */
int cli_period_inside(const cpf_model *model, cpf_id inner, cpf_id outer);

#endif
