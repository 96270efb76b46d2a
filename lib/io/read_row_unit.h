/* SPDX-License-Identifier: MIT */
/* What a row of a table says about its unit beside the code: name, days, attributes. */
#ifndef CPF_IO_READ_ROW_UNIT_H
#define CPF_IO_READ_ROW_UNIT_H

#include "read_table.h"

/* As given: names of columns; attributes: node of an object, attribute -> column, or CPF_NONE. */
typedef struct cpf__row_unit_given {
    const char *name, *from, *to;
    int32_t attributes, reserved;
} cpf__row_unit_given;

typedef struct cpf__row_attribute {
    const char *name;
    int32_t column, reserved;
} cpf__row_attribute;

typedef struct cpf__row_unit {
    int32_t name, from, to; /* columns, or CPF_NONE */
    CPF__VEC(cpf__row_attribute) attributes;
} cpf__row_unit;

void cpf__row_unit_begin(cpf__row_unit *about, cpf__read_table *table, const cpf__row_unit_given *given);
void cpf__row_unit_end(cpf__row_unit *about, cpf__read_table *table);

/* Adds the unit of the row. Uses the texts 0 and 3 of the table. */
void cpf__row_unit_add(cpf__read_table *table, const cpf__row_unit *about, const char *parent, const char *level,
                       const char *code);

#endif
