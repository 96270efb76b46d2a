/* SPDX-License-Identifier: MIT */
/* Records of tracking: lights in their order, stages that the funnel has, limits that an alert can go by. */
#include <string.h>

#include "record_track.h"
#include "steps.h"

static void check_paces(cpf__build *build)
{
    const cpf__records *paces = cpf__model_records(build->model, &cpf__record_pace);

    for (int64_t row = 0; row < paces->count; row++) {
        cpf__place place = cpf__record_place(paces, row, "amber", build->list);

        if (cpf__record_has(paces, CPF__PACE_GREEN, row) && cpf__record_has(paces, CPF__PACE_AMBER, row) &&
            cpf__record_value(paces, CPF__PACE_AMBER, row) > cpf__record_value(paces, CPF__PACE_GREEN, row))
            cpf__tell(build, &place, CPF__MODEL(PACE_LIGHTS));
    }
}

static int has_text(const cpf__records *records, int32_t field, const char *text)
{
    for (int64_t row = 0; row < records->count; row++) {
        if (strcmp(cpf__record_text(records, field, row), text) == 0)
            return 1;
    }
    return 0;
}

/* Two stages in one place have no order. */
static void check_positions(cpf__build *build, const cpf__records *stages)
{
    for (int64_t row = 0; row < stages->count; row++) {
        cpf__place place = cpf__record_place(stages, row, "position", build->list);

        for (int64_t other = 0; other < row; other++) {
            if (cpf__record_value(stages, CPF__FUNNEL_STAGE_POSITION, other) ==
                cpf__record_value(stages, CPF__FUNNEL_STAGE_POSITION, row))
                cpf__tell(build, &place, CPF__MODEL(FUNNEL_POSITION),
                          cpf__record_text(stages, CPF__FUNNEL_STAGE_CODE, other));
        }
    }
}

static void check_stays(cpf__build *build)
{
    const cpf__records *stages = cpf__model_records(build->model, &cpf__record_funnel_stage);
    const cpf__records *stays = cpf__model_records(build->model, &cpf__record_stage);

    check_positions(build, stages);
    for (int64_t row = 0; row < stays->count; row++) {
        const char *code = cpf__record_text(stays, CPF__STAGE_STAGE, row);
        cpf__place place = cpf__record_place(stays, row, "stage", build->list);

        if (*code && !has_text(stages, CPF__FUNNEL_STAGE_CODE, code))
            cpf__tell(build, &place, CPF__MODEL(FUNNEL_STAGE), code);
        place = cpf__record_place(stays, row, "left", build->list);
        if (cpf__record_has(stays, CPF__STAGE_LEFT, row) && cpf__record_has(stays, CPF__STAGE_ENTERED, row) &&
            cpf__record_value(stays, CPF__STAGE_LEFT, row) < cpf__record_value(stays, CPF__STAGE_ENTERED, row))
            cpf__tell(build, &place, CPF__MODEL(FUNNEL_LEFT));
        place = cpf__record_place(stays, row, "outcome", build->list);
        if (cpf__record_has(stays, CPF__STAGE_OUTCOME, row) && !cpf__record_has(stays, CPF__STAGE_LEFT, row))
            cpf__tell(build, &place, CPF__MODEL(FUNNEL_OUTCOME));
    }
}

static int has_grain(const cpf__calendar *calendar, int64_t grain)
{
    for (cpf_id period = 0; period < calendar->count; period++) {
        if (calendar->periods[period].grain == grain)
            return 1;
    }
    return 0;
}

static void check_cohorts(cpf__build *build)
{
    const cpf__records *funnels = cpf__model_records(build->model, &cpf__record_funnel);

    for (int64_t row = 0; row < funnels->count && build->model->calendar; row++) {
        int64_t grain = cpf__record_value(funnels, CPF__FUNNEL_COHORT, row);
        cpf__place place = cpf__record_place(funnels, row, "cohort", build->list);

        if (cpf__record_has(funnels, CPF__FUNNEL_COHORT, row) && !has_grain(build->model->calendar, grain))
            cpf__tell(build, &place, CPF__MODEL(FUNNEL_COHORT), cpf__grain_names[grain]);
    }
}

static void check_alerts(cpf__build *build)
{
    const cpf__records *alerts = cpf__model_records(build->model, &cpf__record_alert);
    const cpf__records *clearances = cpf__model_records(build->model, &cpf__record_clearance);

    for (int64_t row = 0; row < alerts->count; row++) {
        int low = cpf__record_has(alerts, CPF__ALERT_LOW, row), high = cpf__record_has(alerts, CPF__ALERT_HIGH, row);
        int limits = cpf__record_value(alerts, CPF__ALERT_TEST, row) == CPF__ALERT_LIMIT;
        cpf__place place = cpf__record_place(alerts, row, "test", build->list);

        if (limits != (low || high))
            cpf__tell(build, &place, CPF__MODEL(ALERT_LIMITS));
    }
    for (int64_t row = 0; row < clearances->count; row++) {
        const char *code = cpf__record_text(clearances, CPF__CLEARANCE_ALERT, row);
        cpf__place place = cpf__record_place(clearances, row, "alert", build->list);

        if (*code && !has_text(alerts, CPF__ALERT_CODE, code))
            cpf__tell(build, &place, CPF__MODEL(CLEARANCE_ALERT), code);
    }
}

void cpf__check_track(cpf__build *build)
{
    check_paces(build);
    check_stays(build);
    check_cohorts(build);
    check_alerts(build);
}
