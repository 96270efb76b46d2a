/* SPDX-License-Identifier: MIT */
#include <channelperf/track.h>

#include "track_tables.h"

static const cpf__stage_row track_rows[] = {
    {"pace", cpf__track_pace},           /* who is off course */
    {"trends", cpf__track_trends},       /* who moves */
    {"stalls", cpf__track_stalls},       /* where the gap is */
    {"causes", cpf__track_causes},       /* and why */
    {"blocked", cpf__track_blocked},     /* what is bought no more */
    {"funnel", cpf__track_funnel},       /* from stage to stage */
    {"cohorts", cpf__track_cohorts},     /* those that came together */
    {"durations", cpf__track_durations}, /* and how long it takes */
    {"pipeline", cpf__track_pipeline},   /* beside what is still to do */
    {"deals", cpf__track_deals},         /* one by one */
    {"alerts", cpf__track_alerts},       /* what stands out */
    {NULL, NULL},                        /* the end */
};

cpf_status cpf_track(const cpf_model *model, const cpf_facts *facts, const cpf_facts *targets,
                     const cpf_stage_options *options, cpf_tables **tables, cpf_error **error)
{
    cpf__stage_view view;
    cpf_status status = cpf__stage_begin(&view, model, options, error);

    if (status != CPF_OK)
        return status;
    if (!facts || !tables)
        return cpf__bad_argument(view.context, error, facts ? "tables" : "facts");
    if (cpf__stage_takes(&view, facts, "facts", error) != CPF_OK)
        return CPF_E_ARGUMENT;
    if (cpf__stage_takes(&view, targets, "targets", error) != CPF_OK)
        return CPF_E_ARGUMENT;
    view.facts = facts;
    view.targets = targets;
    return cpf__stage_tables(&view, options, track_rows, tables, error);
}
