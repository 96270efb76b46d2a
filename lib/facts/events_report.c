/* SPDX-License-Identifier: MIT */
/* What became of the rows: counts and findings. */
#include "events_in.h"
#include "facts_messages.h"
#include "keyed.h"
#include "table.h"

int cpf__events_room(cpf_events *events)
{
    int32_t count = cpf_error_count(events->findings);

    if (count == CPF__FINDINGS_KEPT)
        cpf__find(events->context, &events->findings, NULL, &cpf__facts_messages[CPF__FACTS_ROWS_MORE],
                  (int)CPF__FINDINGS_KEPT);
    return count < CPF__FINDINGS_KEPT;
}

cpf_status cpf__events_note(cpf_events *events, cpf_id source, cpf_error *finding)
{
    (void)source;
    if (!cpf__events_room(events)) {
        cpf_error_free(finding);
        return cpf_error_status(events->findings) == CPF_E_MEMORY ? CPF_E_MEMORY : CPF_OK;
    }
    return cpf__error_join(events->context, &events->findings, finding);
}

void cpf__events_count_aside(cpf_events *events, cpf_id source, int64_t rows)
{
    events->sources[source].read += rows;
    events->sources[source].set_aside += rows;
}

const cpf_error *cpf_events_findings(const cpf_events *events)
{
    return events ? events->findings : NULL;
}

static const cpf__column row_columns[] = {
    {"source", {"Source", "数据源"}, CPF_COLUMN_TEXT, 0},
    {"read", {"Rows read", "读取行数"}, CPF_COLUMN_DECIMAL, 0},
    {"used", {"Used", "采用"}, CPF_COLUMN_DECIMAL, 0},
    {"filtered", {"Filtered out", "已筛除"}, CPF_COLUMN_DECIMAL, 0},
    {"outside", {"Outside the calendar", "日历之外"}, CPF_COLUMN_DECIMAL, 0},
    {"unknown_unit", {"Of unknown units", "未知单元"}, CPF_COLUMN_DECIMAL, 0},
    {"set_aside", {"Set aside", "已搁置"}, CPF_COLUMN_DECIMAL, 0},
};

static int64_t count_versions(const cpf__source_state *state, cpf_status status)
{
    return state->keyed ? cpf__keyed_count(state->keyed, status) : 0;
}

cpf_status cpf_events_table(const cpf_events *events, cpf_table **table, cpf_error **error)
{
    enum { COLUMNS = sizeof row_columns / sizeof row_columns[0] };
    cpf_table *made;

    if (!events || !table)
        return cpf__bad_argument(NULL, error, events ? "table" : "events");
    made = cpf__table_new(events->context, "rows", events->model->source_count, row_columns, COLUMNS);
    for (int32_t i = 0; i < events->model->source_count; i++) {
        const cpf__source_state *state = &events->sources[i];
        const int64_t counts[COLUMNS - 1] = {state->read,
                                             state->used + count_versions(state, CPF_OK),
                                             state->filtered + count_versions(state, CPF_E_MISSING),
                                             state->outside + count_versions(state, CPF_E_ARGUMENT),
                                             state->unknown_unit + count_versions(state, CPF_E_NOT_FOUND),
                                             state->set_aside};

        cpf__table_set_text(made, 0, i, events->model->sources[i].code);
        for (int32_t k = 1; k < COLUMNS; k++)
            cpf__table_set_decimal(made, k, i, counts[k - 1]);
    }
    return cpf__table_done(made, table, error);
}
