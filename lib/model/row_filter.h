/* SPDX-License-Identifier: MIT */
/* Filters over rows of text: compiled from `status = "paid" and amount > 0`, run on the fields of a row. */
#ifndef CPF_MODEL_ROW_FILTER_H
#define CPF_MODEL_ROW_FILTER_H

#include "error.h"
#include "model_in.h"

/* A field of a row: no NUL, quotes already taken off. The same layout as facts' cpf__slice. */
typedef struct cpf__field {
    const char *data;
    int32_t length;
    int32_t reserved;
} cpf__field;

/* Names of columns in order of first use. Zero is empty; `context` is set by the owner. */
typedef struct cpf__columns {
    const cpf_context *context;
    char **items;
    int64_t count;
    int64_t capacity;
} cpf__columns;

enum { CPF__ROW_DEPTH = 64 }; /* values that a filter may keep at a time */

/* Position of the column, which is added when new; CPF_NONE when there is no memory. */
int32_t cpf__columns_add(cpf__columns *columns, const char *name);
void cpf__columns_free(cpf__columns *columns);

/*
 * Compiles a filter. Every name in it is a column; those that `columns` does not have yet are added, so that the caller
 * knows what to read. unit.NAME (an attribute of the row's unit) and unit.from (its first day) need `model`; NULL: they
 * are a finding. `text` NULL or "" gives a filter that always holds. All findings; CPF_E_SYNTAX, CPF_E_PLAN,
 * CPF_E_MEMORY. `*filter` is yours.
 */
cpf_status cpf__filter_compile(const cpf_context *context, const char *text, const cpf_model *model,
                               cpf__columns *columns, const cpf__place *place, cpf__row_filter *filter,
                               cpf_error **error);
void cpf__row_filter_free(const cpf_context *context, cpf__row_filter *filter);

/*
 * Whether the filter holds for a row: fields[i] is column i. `model` and `unit` for unit.NAME; NULL and CPF_NONE where
 * the filter has none. A number or day that cannot be read: CPF_E_SYNTAX (too many digits: CPF_E_RANGE) with its column
 * in *column (CPF_NONE: an attribute, or a sum that does not fit).
 */
cpf_status cpf__row_filter_holds(const cpf__row_filter *filter, const cpf__field *fields, char decimal_point,
                                 const cpf_model *model, cpf_id unit, int *holds, int32_t *column);

#endif
