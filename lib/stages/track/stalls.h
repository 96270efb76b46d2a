/* SPDX-License-Identifier: MIT */
/* Parts of a gap: of units (stall_units.c), and each of those by product lines (stall_products.c) or by causes
 * (stall_causes.c). However it is taken apart, the parts add up to the same gap. */
#ifndef CPF_TRACK_STALLS_H
#define CPF_TRACK_STALLS_H

#include "course.h"
#include "vec.h"

typedef struct cpf__stall {
    cpf_id unit;
    const char *part; /* product line or cause; NULL: the unit as a whole */
    int64_t actual, expected, gap;
    int32_t explains, only_gap; /* only_gap: a cause has no actual and expected value of its own */
} cpf__stall;

typedef CPF__VEC(cpf__stall) cpf__stall_list;

typedef struct cpf__stalls {
    const cpf__stage_view *view;
    cpf__track_time time;
    cpf__course course;
    cpf_id indicator, of;
    int64_t level, percent;
    int32_t by;      /* cpf__gap_by */
    int32_t by_days; /* some part has no targets of leaf periods: all go by working days, so that they add up */
    cpf__stall_list parts;
} cpf__stalls;

/* One more part; CPF_E_MEMORY. */
cpf_status cpf__stall_add(const cpf__stalls *work, cpf__stall_list *list, cpf__stall part, cpf_error **error);

/* Short of what is expected is above 0, also where less is better. CPF_E_RANGE. */
cpf_status cpf__stall_gap(const cpf__stalls *work, cpf__stall *part);

/* What the unit is expected to have by the curve that all parts go by. CPF_E_MISSING, CPF_E_RANGE. */
cpf_status cpf__stall_expected(const cpf__stalls *work, const cpf__course *course, cpf_id unit,
                               cpf__expected *expected);

/* Finding: a figure of the gap is too large. */
cpf_status cpf__stall_range(const cpf__stalls *work, cpf_error **error);

/* The units of the level that have a target. */
cpf_status cpf__stall_units(cpf__stalls *work, cpf_error **error);

/* Puts finer parts in place of those of units. */
cpf_status cpf__stall_products(cpf__stalls *work, cpf_error **error);
cpf_status cpf__stall_causes(cpf__stalls *work, cpf_error **error);

#endif
