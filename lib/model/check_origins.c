/* SPDX-License-Identifier: MIT */
/* Where targets come from: an origin has a goal without a target of its own, and says enough to work it out. */
#include <string.h>

#include "goal_split.h"
#include "steps.h"

enum { UNIT, INDICATOR, PERIOD, TOTAL, TOTAL_BEFORE, SHARE, GROWTH, OF, IN };

static int says_same(const char *cell, const char *text)
{
    return cell && strcmp(cell, text) == 0;
}

uint8_t cpf__origin_said(const cpf_plan *plan, const cpf__goal_draft *draft)
{
    int32_t fields = cpf__record_origin.entry.param_count;

    for (int64_t i = 0; i < plan->records.count; i++) {
        const cpf__record_draft *records = plan->records.items[i];

        if (cpf__record_kinds[records->kind] != &cpf__record_origin)
            continue;
        for (int64_t row = 0; row < records->spots.count; row++) {
            const char *const *cells = &records->cells.items[row * fields];

            if (says_same(cells[UNIT], draft->unit) && says_same(cells[INDICATOR], draft->manner->indicator) &&
                says_same(cells[PERIOD], draft->period))
                return 1;
        }
    }
    return 0;
}

static cpf_id goal_of_origin(const cpf_model *model, const cpf__records *origins, int64_t row)
{
    for (cpf_id i = 0; i < model->goal_count; i++) {
        const struct cpf_goal *goal = &model->goals[i];

        if (goal->unit == origins->values[UNIT][row] && goal->indicator == origins->values[INDICATOR][row] &&
            goal->period == origins->values[PERIOD][row])
            return i;
    }
    return CPF_NONE;
}

/* The period before must be there where growth is counted from it. */
static void check_before(cpf__build *build, const cpf__records *origins, int64_t row)
{
    static const char *const words[] = {"year_before", "period_before", "same"};
    const cpf__calendar *calendar = build->model->calendar;
    const char *text = cpf__record_text(origins, IN, row);
    const struct cpf_period *period = &calendar->periods[origins->values[PERIOD][row]];
    cpf__place place = cpf__record_place(origins, row, "in", build->list);

    if (strcmp(text, words[2]) == 0)
        return;
    if (strcmp(text, words[0]) != 0 && strcmp(text, words[1]) != 0)
        (void)cpf__need_period(build, &place, text);
    else if ((*text == 'y' ? period->year_before : period->previous) == CPF_NONE)
        cpf__tell(build, &place, CPF__MODEL(DRIVER_PERIOD), text, period->code);
}

static void check_origin(cpf__build *build, const cpf__records *origins, int64_t row)
{
    int share = cpf__record_has(origins, SHARE, row), growth = cpf__record_has(origins, GROWTH, row);
    cpf_id goal = goal_of_origin(build->model, origins, row);
    cpf__place place = cpf__record_place(origins, row, NULL, build->list);

    if (goal == CPF_NONE)
        cpf__tell(build, &place, CPF__MODEL(ORIGIN_NO_GOAL));
    else if (!build->model->goals[goal].derived && build->model->goals[goal].has_target)
        cpf__tell(build, &place, CPF__MODEL(ORIGIN_TARGET));
    else if (build->model->goals[goal].manner->split == CPF__SPLIT_RATIO)
        cpf__tell(build, &place, CPF__MODEL(ORIGIN_RATIO));
    if (!share && !growth)
        cpf__tell(build, &place, CPF__MODEL(ORIGIN_EMPTY));
    place = cpf__record_place(origins, row, "total", build->list);
    if (share && !cpf__record_has(origins, TOTAL, row))
        cpf__tell(build, &place, CPF__MODEL(ORIGIN_TOTAL));
    if (growth)
        check_before(build, origins, row);
}

void cpf__check_origins(cpf__build *build)
{
    const cpf__records *origins;

    if (cpf__arena_failed(build->model->arena) || !build->model->calendar)
        return;
    origins = cpf__model_records(build->model, &cpf__record_origin);
    for (int64_t row = 0; row < origins->count; row++)
        if (cpf__record_has(origins, UNIT, row) && cpf__record_has(origins, INDICATOR, row) &&
            cpf__record_has(origins, PERIOD, row))
            check_origin(build, origins, row);
}
