/* SPDX-License-Identifier: MIT */
/* Doubles, matrices and flags of a call's document, and of its answer. What is no finite number is answered as null. */
#ifndef CPF_IO_CALL_DOUBLES_H
#define CPF_IO_CALL_DOUBLES_H

#include "call_json.h"

typedef struct cpf__doubles {
    double *items;
    int64_t count;
} cpf__doubles;

typedef struct cpf__matrix {
    double *items; /* row by row */
    int64_t rows, columns;
} cpf__matrix;

/* What a number may be. */
typedef enum cpf__sense {
    CPF__ANY_NUMBER = 0,
    CPF__NOT_NEGATIVE,
    CPF__ABOVE_ZERO,
    CPF__FROM_0_TO_1,
    CPF__INSIDE_0_TO_1
} cpf__sense;

/* The nearest double to a number, or to a text that is one. */
double cpf__call_double_at(cpf__call *call, int32_t node, cpf__sense sense);
double cpf__call_double(cpf__call *call, const char *name, double fallback, cpf__sense sense);

/* `needed` as in cpf__call_list; `missing` (may be NULL: refused) stands for null. */
cpf__doubles cpf__call_doubles(cpf__call *call, int32_t node, int64_t needed, const double *missing, cpf__sense sense);

/* One number for all, or one for each; `missing` for null or when it is not given. */
double *cpf__call_bounds(cpf__call *call, const char *name, int64_t n, double missing);

/* A list of lists of the same length; empty when the node is CPF_NONE. `missing` as in cpf__call_doubles. */
cpf__matrix cpf__call_matrix(cpf__call *call, int32_t node, const double *missing, cpf__sense sense);

/* Refuses a list with a number whose square is none; nothing when the call has failed already. */
void cpf__call_squares(cpf__call *call, int32_t node, cpf__doubles doubles);

/* true or false; the parameter's fallback when it is not given. */
int cpf__call_flag(cpf__call *call, const char *name);

void cpf__answer_double(cpf__call *call, const char *name, double value);
void cpf__answer_doubles(cpf__call *call, const char *name, const double *values, int64_t count);
void cpf__answer_matrix(cpf__call *call, const char *name, cpf__matrix matrix);
void cpf__answer_whole_matrix(cpf__call *call, const char *name, const int64_t *items, int64_t rows, int64_t columns);
void cpf__answer_null(cpf__call *call, const char *name);
void cpf__answer_positions(cpf__call *call, const char *name, const uint8_t *flags,
                           int64_t count); /* of the flags that are set */

#endif
