/* SPDX-License-Identifier: MIT */
/* The calibration meeting played again: the grades of a period before it, and after each of its decisions. */
#ifndef CPF_REVIEW_MOVES_H
#define CPF_REVIEW_MOVES_H

#include "grade_names.h"
#include "record_review.h"
#include "results.h"

/* Why a move counts or does not. */
typedef enum cpf__move_verdict {
    CPF__MOVE_COUNTS = 0,
    CPF__MOVE_UNGRADED, /* the unit has no grade to be moved from */
    CPF__MOVE_TOO_LONG, /* more steps than one person may decide */
    CPF__MOVE_VERDICTS
} cpf__move_verdict;

typedef struct cpf__move {
    int64_t row; /* of the records calibration_move */
    int32_t from, to;
    cpf__move_verdict verdict;
} cpf__move;

/* A standing in an appraised period: grades are positions in its list, the best first; -1: none. */
typedef struct cpf__meeting {
    const cpf__stage_view *view;
    const cpf__result *result;
    const struct cpf_standing *standing;
    int32_t *before, *after; /* per unit */
    int64_t move_count;
    cpf__move *moves; /* by day, then as they were written */
} cpf__meeting;

cpf_status cpf__meeting_open(const cpf__stage_view *view, const cpf__result *result, cpf_id standing,
                             cpf__meeting *meeting, cpf_error **error);
void cpf__meeting_close(cpf__meeting *meeting);

/* Whether the plan asks for calibration of that standing: it has a rule or a move. */
int cpf__is_calibrated(const cpf_model *model, cpf_id standing);

#endif
