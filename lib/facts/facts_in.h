/* SPDX-License-Identifier: MIT */
#ifndef CPF_FACTS_FACTS_IN_H
#define CPF_FACTS_FACTS_IN_H

#include <channelperf/facts.h>

#include "bits.h"
#include "model_in.h"

/* One series in one period: a value a unit. */
typedef struct cpf__cells {
    int64_t *values; /* NULL: no column */
    uint8_t *valid;  /* NULL: all valid */
    int32_t owned;   /* 0: borrowed from the caller, or shared */
    int32_t reserved;
} cpf__cells;

/* A measure in a window that is not a period: ever, before, trailing; rolled up. */
typedef struct cpf__window_cells {
    cpf_id measure, period;
    int32_t window, trailing;
    cpf__cells cells;
} cpf__window_cells;

struct cpf_facts {
    atomic_int owners;
    cpf_context *context;
    cpf_model *model;
    cpf__cells *indicators; /* [indicator * period_count + period] */
    cpf__cells *measures;   /* the same for measures, rolled up; NULL when there are none */
    uint8_t *measured; /* the same: the column of the measure was asked for and is there, or has no value anywhere */
    cpf__window_cells *windows; /* what the formulas needed beside them */
    int64_t window_count, window_capacity;
    cpf_day goals_as_of; /* of targets: goals are those known at the end of this day; CPF_NO_DAY: the latest */
    int64_t *zeros; /* shared column of sums and counts without rows */
};

static inline cpf__cells *cpf__facts_cells(const cpf_facts *facts, cpf_id indicator, cpf_id period)
{
    return &facts->indicators[(int64_t)indicator * facts->model->calendar->count + period];
}

/* One more owner; undone by cpf_facts_free. */
cpf_facts *cpf__facts_retain(const cpf_facts *facts);

/* Makes the column writable and owned, cleared: zeros, and no unit valid when `with_valid`. */
cpf_status cpf__facts_make(cpf_facts *facts, cpf_id indicator, cpf_id period, int with_valid, cpf_error **error);

#endif
