/* SPDX-License-Identifier: MIT */
/*
 * The quickest way in, for text in which every row has the same cells one after the other: the cells are read where
 * they stand. A grid is taken as a whole or not at all: with anything in it that needs care nothing is added, and its
 * rows go the usual way (cpf__intake_rows), whose answer is the same for the others.
 */
#ifndef CPF_FACTS_INTAKE_GRID_H
#define CPF_FACTS_INTAKE_GRID_H

#include "intake.h"

enum {
    CPF__GRID_ROWS = 1024, /* at most */
    CPF__GRID_BEHIND = 16  /* bytes behind the last row that can be read */
};

/* Cell number c of row r ends before data[stops[i]] with i = first + r * width + c, and begins behind the stop before
 * it, the first of all at data[0]. Between CR and LF stands a cell of its own, which nobody asks for. */
typedef struct cpf__grid {
    const char *data;
    const uint32_t *stops;
    const uint64_t *digits; /* bit i: data[i] is a digit */
    int64_t first, rows;
    int32_t width;
    int32_t reserved;
    const int32_t *positions; /* per column of the source: its cell, from 1; 0: not in the file */
} cpf__grid;

/* Whether rows of the source can come this way at all. */
int cpf__intake_grid_suits(const cpf_events *events, cpf_id source);

/* Takes all rows. CPF_OK; CPF_E_MISSING: nothing was added, the rows are to go the usual way; CPF_E_MEMORY. */
cpf_status cpf__intake_grid(cpf_events *events, cpf_id source, const cpf__grid *grid);

#endif
