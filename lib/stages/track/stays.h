/* SPDX-License-Identifier: MIT */
/* Where prospects are and were: stays of deals in the stages of the funnel, as known on a day. */
#ifndef CPF_TRACK_STAYS_H
#define CPF_TRACK_STAYS_H

#include "record_track.h"
#include "stage_view.h"

/* As the ends of cpf__stay. */
typedef enum cpf__stay_end { CPF__STAY_OPEN = 0, CPF__STAY_NEXT, CPF__STAY_LOST } cpf__stay_end;

/* A record of the kind "stage". */
typedef struct cpf__stay_known {
    int64_t record;
    cpf_id unit, indicator; /* indicator CPF_NONE: of any funnel */
    int32_t stage;          /* in the order of stages */
    int32_t end;            /* cpf__stay_end */
    cpf_day entered, left;  /* CPF_NO_DAY: nobody knows; left: of an open one the last day that is known */
    int64_t amount;         /* 0: none */
} cpf__stay_known;

typedef struct cpf__stays {
    cpf_day last; /* that is known */
    int32_t stage_count;
    int32_t *stage_of; /* the record of each stage, in the order of their positions */
    int64_t count;
    cpf__stay_known *items;
} cpf__stays;

/* Stays begun by the day; what is later is not known yet. Without a day everything is known, and an open stay lasts to
 * the last day that any record names. One that nobody knows the beginning of is there on any day until it is left.
 * CPF_E_MEMORY; cpf__stays_end in any case. */
cpf_status cpf__stays_take(const cpf__stage_view *view, cpf__stays *stays, cpf_error **error);
void cpf__stays_end(const cpf__stage_view *view, cpf__stays *stays);

#endif
