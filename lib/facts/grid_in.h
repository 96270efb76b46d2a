/* SPDX-License-Identifier: MIT */
/* A grid while it is taken: shared by the files that do parts of it. */
#ifndef CPF_FACTS_GRID_IN_H
#define CPF_FACTS_GRID_IN_H

#include "grid_cell.h"
#include "intake_in.h"

/* Rows by what becomes of them: positions in the grid. */
typedef struct cpf__row_list {
    int32_t count;
    int32_t row[CPF__GRID_ROWS];
} cpf__row_list;

struct cpf__grid_work {
    const cpf__source *source;
    cpf__day_memo day_memo;
    uint64_t words[CPF__GRID_ROWS];
    int32_t lengths[CPF__GRID_ROWS];
    cpf_id units[CPF__GRID_ROWS];
    int32_t texts[CPF__GRID_ROWS];
    cpf_day days[CPF__GRID_ROWS];
    int32_t slots[CPF__GRID_ROWS]; /* CPF_NONE: the day is of no slot */
    int64_t ones[CPF__GRID_ROWS];
    cpf__row_list known, none;
    cpf__row_list made[4];
    const cpf__row_list
        *taken[2]; /* rows of known units whose day counts: for measures of no earlier days; for the others */
    const cpf__row_list *left[2]; /* of those units, the others */
    int32_t several;              /* rows have more than one slot */
    int32_t one_slot;             /* of all rows; CPF_NONE: they have several, or none */
    uint8_t *seen;                /* a byte a slot */
    int64_t *values;              /* [feed * CPF__GRID_ROWS + row] */
    cpf__row_list *lists;         /* [feed]: the rows that bring something */
    cpf__slot_rows *rows;         /* [feed] */
    uint8_t holds[CPF__GRID_ROWS];
};

/* A grid while it is taken. */
typedef struct cpf__grid_take {
    cpf_events *events;
    const cpf__source *source;
    const cpf__grid *grid;
    cpf__grid_work *work;
} cpf__grid_take;

/* One feed of a grid. */
typedef struct cpf__grid_feed {
    const cpf__feed *feed;
    const cpf__row_list *taken, *left;
    cpf__row_list *list;
    int64_t *values;
    int32_t decimals, cell;
    int64_t power;
    char point;
    uint64_t bound; /* of the values that are listed */
    cpf__grid_usual_form usual;
} cpf__grid_feed;

cpf__grid_work *cpf__grid_work_new(const cpf_events *events, const cpf__source *source); /* NULL: no memory */

/* The amounts of rows that count, which are listed. 0: one is no number. */
int cpf__grid_read_amounts(const cpf__grid_take *take, cpf__grid_feed *feed);
/* Whether the amounts of the other rows are numbers all the same. */
int cpf__grid_check_amounts(const cpf__grid_take *take, const cpf__grid_feed *feed);

#endif
