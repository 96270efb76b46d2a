/* SPDX-License-Identifier: MIT */
/* Units that end a block, many at a time: their amounts divided over the finest periods, summed up over longer ones
 * and over their parents while they are in the near memory. */
#ifndef CPF_GOAL_FILL_ROWS_H
#define CPF_GOAL_FILL_ROWS_H

#include "fill_sums.h"
#include "flow.h"
#include "season.h"
#include "share.h"

/* The periods of a block: finest ones and the longer ones inside it, shorter before longer. */
typedef struct cpf__filling {
    const cpf__flow *flow;
    const cpf__reach *reach;
    const cpf__store *store;
    cpf__seasons_of seasons;
    cpf__share_rule rule;
    int32_t leaf_count, sum_count, depth;
    int32_t stream;        /* the columns are larger than the cache */
    cpf_id *leaves, *sums; /* periods */
    int64_t **columns;     /* by leaf */
    int64_t **by_period;   /* by period of the calendar; NULL outside the block */
} cpf__filling;

/* Memory of a part. */
typedef struct cpf__tile {
    int64_t rows;
    int64_t *memory;
    int64_t **leaves;    /* into it, by leaf */
    int64_t **by_period; /* the same, by period of the calendar */
    int64_t *scratch;    /* 3 * leaf_count */
} cpf__tile;

/* CPF_E_MEMORY; close it also then. */
cpf_status cpf__tile_open(cpf__tile *tile, const cpf__filling *at);
void cpf__tile_close(cpf__tile *tile, const cpf__filling *at);

/* Divides the amounts of the units begin .. end - 1 of one depth, all ends and with their amounts side by side. Where
 * `parent` is not CPF_NONE they are all children of it and its neighbours, which get the sums of their children's
 * finest periods. CPF_E_RANGE, CPF_E_MEMORY. */
cpf_status cpf__fill_rows(const cpf__filling *at, cpf__tile *tile, int32_t depth, cpf_id begin, cpf_id end,
                          cpf_id parent);

#endif
