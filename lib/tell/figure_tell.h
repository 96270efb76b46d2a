/* SPDX-License-Identifier: MIT */
#ifndef CPF_TELL_FIGURE_TELL_H
#define CPF_TELL_FIGURE_TELL_H

#include "figure.h"

/* Tells a figure of a row as a step, with what it comes from as its parts. */
void cpf__figure_tell(cpf__figuring *at, const cpf__scope *scope, const char *name, int64_t length);

/* Its value only: the number of a word of digits, a column, or what telling it gives. */
cpf__figure_number cpf__figure_reckon;

#endif
