/* SPDX-License-Identifier: MIT */
#include "cascade_tables.h"

#include <channelperf/cascade.h>

static const cpf__stage_row cascade_rows[] = {
    {"goal_history", cpf__make_goal_history},
    {"goal_states", cpf__make_goal_states},
    {"people", cpf__make_people},
    {"vacancies", cpf__make_vacancies},
    {"people_history", cpf__make_people_history},
    {"origins", cpf__make_origins},
    {"effects", cpf__make_effects},
    {"exclusions", cpf__make_exclusions},
    {"submissions", cpf__make_submissions},
    {"gaps", cpf__make_gaps},
    {"unanswered", cpf__make_unanswered},
    {"weights", cpf__make_weights},
    {"hedges", cpf__make_hedges},
    {"hedge_levels", cpf__make_hedge_levels},
    {"cube", cpf__make_cube},
    {"seasons", cpf__make_seasons},
    {"roundings", cpf__make_roundings},
    {"ratios", cpf__make_ratios},
    {"reliefs", cpf__make_reliefs},
    {"challenge", cpf__make_challenge},
    {NULL, NULL}, /* the end */
};

cpf_status cpf_cascade_tables(const cpf_model *model, const cpf_facts *base, const cpf_facts *targets,
                              const cpf_stage_options *options, cpf_tables **tables, cpf_error **error)
{
    cpf__stage_view view;
    cpf_status status = cpf__stage_begin(&view, model, options, error);

    if (status != CPF_OK)
        return status;
    if (!targets || !tables)
        return cpf__bad_argument(view.context, error, targets ? "tables" : "targets");
    if (cpf__stage_takes(&view, base, "base", error) != CPF_OK)
        return CPF_E_ARGUMENT;
    if (cpf__stage_takes(&view, targets, "targets", error) != CPF_OK)
        return CPF_E_ARGUMENT;
    view.facts = base;
    view.targets = targets;
    return cpf__stage_tables(&view, options, cascade_rows, tables, error);
}
