/* SPDX-License-Identifier: MIT */
/* Steps of figures that are what they are: cells of tables, numbers, remainders. Each pushes its value. */
#ifndef CPF_TELL_FIGURE_CELLS_H
#define CPF_TELL_FIGURE_CELLS_H

#include "figure_rows.h"

/* A step about a column, still open; of a row that another led to with what tells it from that one. */
int64_t cpf__figure_begin(cpf__figuring *at, const cpf__scope *scope, int32_t column);

/* A cell as it stands in its table; nothing where it has no value. */
void cpf__figure_cell_told(cpf__figuring *at, const cpf__scope *scope, int32_t column);

void cpf__figure_leaf(cpf__figuring *at, const char *label, const char *label_zh, cpf__ratio value);

/* What the largest remainder added to the parts from `first` on to make `shown`: at most one step of the figure that is
 * told. */
void cpf__figure_rest(cpf__figuring *at, cpf__ratio shown, int64_t first);

#endif
