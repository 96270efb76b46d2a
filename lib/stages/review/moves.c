/* SPDX-License-Identifier: MIT */
#include "moves.h"

#include <stdlib.h>
#include <string.h>

#include "mem.h"

static int names_standing(const cpf__records *records, int32_t field, cpf_id standing)
{
    for (int64_t row = 0; row < records->count; row++) {
        if (cpf__record_value(records, field, row) == standing)
            return 1;
    }
    return 0;
}

int cpf__is_calibrated(const cpf_model *model, cpf_id standing)
{
    return names_standing(cpf__model_records(model, &cpf__record_calibration_rule), CPF__CALIBRATION_STANDING,
                          standing) ||
           names_standing(cpf__model_records(model, &cpf__record_calibration_move), CPF__MOVE_STANDING, standing);
}

/* Moves longer than this need a second approver. */
static int64_t most_steps(const cpf_model *model, cpf_id standing)
{
    const cpf__records *rules = cpf__model_records(model, &cpf__record_calibration_rule);

    for (int64_t row = 0; row < rules->count; row++) {
        if (cpf__record_value(rules, CPF__CALIBRATION_STANDING, row) == standing)
            return cpf__record_value(rules, CPF__CALIBRATION_MOST_STEPS, row);
    }
    return 1;
}

typedef struct move_key {
    int64_t day, row;
} move_key;

static int compare_moves(const void *left, const void *right)
{
    const move_key *a = left, *b = right;

    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

static int is_known(const cpf__stage_view *view, int64_t day)
{
    return view->as_of == CPF_NO_DAY || day <= view->as_of;
}

/* The moves of this meeting in their order. 0: there is no memory. */
static int order_moves(cpf__meeting *meeting, cpf_id standing)
{
    const cpf__records *records = cpf__model_records(meeting->view->model, &cpf__record_calibration_move);
    const cpf_context *context = meeting->view->context;
    move_key *keys = cpf__alloc(context, records->count, sizeof *keys);

    meeting->moves = cpf__alloc(context, records->count, sizeof *meeting->moves);
    for (int64_t row = 0; keys && meeting->moves && row < records->count; row++) {
        if (cpf__record_value(records, CPF__MOVE_STANDING, row) == standing &&
            cpf__record_value(records, CPF__MOVE_PERIOD, row) == meeting->result->period &&
            is_known(meeting->view, cpf__record_value(records, CPF__MOVE_ON, row)))
            keys[meeting->move_count++] = (move_key){cpf__record_value(records, CPF__MOVE_ON, row), row};
    }
    if (meeting->move_count)
        qsort(keys, (size_t)meeting->move_count, sizeof *keys, compare_moves);
    for (int64_t i = 0; i < meeting->move_count; i++)
        meeting->moves[i].row = keys[i].row;
    cpf__free(context, keys);
    return keys && meeting->moves;
}

/* Somebody else approved it too. */
static int is_seconded(const cpf__records *records, int64_t row)
{
    const char *second = cpf__record_text(records, CPF__MOVE_SECOND, row);

    return *second && strcmp(second, cpf__record_text(records, CPF__MOVE_BY, row)) != 0;
}

static void play_move(cpf__meeting *meeting, cpf__move *move, int64_t most)
{
    const cpf__records *records = cpf__model_records(meeting->view->model, &cpf__record_calibration_move);
    cpf_id unit = (cpf_id)cpf__record_value(records, CPF__MOVE_UNIT, move->row);
    int is_approved = is_seconded(records, move->row);
    int32_t *grade = &meeting->after[unit];

    move->from = *grade;
    move->to = cpf__grade_find(meeting->standing, cpf__record_text(records, CPF__MOVE_TO, move->row));
    if (*grade < 0)
        move->verdict = CPF__MOVE_UNGRADED;
    else if (labs((long)move->to - *grade) > most && !is_approved)
        move->verdict = CPF__MOVE_TOO_LONG;
    else
        *grade = move->to;
}

static void play_moves(cpf__meeting *meeting, cpf_id standing)
{
    int32_t units = cpf_model_unit_count(meeting->view->model);
    int32_t column = cpf__result_grades(meeting->view, meeting->result, standing);
    int64_t most = most_steps(meeting->view->model, standing);

    for (cpf_id unit = 0; unit < units; unit++)
        meeting->before[unit] = meeting->after[unit] =
            cpf__grade_find(meeting->standing, cpf__result_grade(meeting->result, column, unit));
    for (int64_t i = 0; i < meeting->move_count; i++)
        play_move(meeting, &meeting->moves[i], most);
}

cpf_status cpf__meeting_open(const cpf__stage_view *view, const cpf__result *result, cpf_id standing,
                             cpf__meeting *meeting, cpf_error **error)
{
    int32_t units = cpf_model_unit_count(view->model);

    *meeting = (cpf__meeting){.view = view, .result = result, .standing = &view->model->standings[standing]};
    meeting->before = cpf__alloc(view->context, units, sizeof *meeting->before);
    meeting->after = cpf__alloc(view->context, units, sizeof *meeting->after);
    if (!order_moves(meeting, standing) || !meeting->before || !meeting->after)
        return cpf__no_memory(error);
    play_moves(meeting, standing);
    return CPF_OK;
}

void cpf__meeting_close(cpf__meeting *meeting)
{
    cpf__free(meeting->view->context, meeting->before);
    cpf__free(meeting->view->context, meeting->after);
    cpf__free(meeting->view->context, meeting->moves);
}
