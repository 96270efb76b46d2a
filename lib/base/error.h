/* SPDX-License-Identifier: MIT */
/* Findings: rows of message tables, rendered in both languages when they are met. */
#ifndef CPF_BASE_ERROR_H
#define CPF_BASE_ERROR_H

#include <channelperf/base.h>

/* One kind of finding. Each layer keeps its own in a `messages.def` and makes an enum and an array of it. The texts are
 * printf formats; both languages take the same arguments in the same order (only %s, %d, %lld, %c, %%). */
typedef struct cpf__message {
    const char *code; /* "weight-sum" */
    cpf_status status;
    int32_t severity;
    const char *text[2]; /* English, Chinese */
    const char *hint[2]; /* no arguments */
} cpf__message;

/* Where a finding was met. All members may be empty; text is copied. */
typedef struct cpf__place {
    const char *file; /* "orders.csv" */
    int64_t line;     /* from 1; 0 unknown */
    int64_t column;   /* from 1; 0 unknown */
    const char *column_name;
    const char *path;    /* "indicators[2].rule.points[1]" */
    const char *subject; /* "goal east/sales/2026-Q3" */
} cpf__place;

/* Adds a finding to *error (made when NULL). Out of memory, *error becomes the static out-of-memory error. `error` may
 * be NULL. `place` may be NULL. Returns message->status, so that a check reads `return cpf__find(...)`; CPF_E_MEMORY
 * when the finding could not be kept. */
cpf_status cpf__find(const cpf_context *context, cpf_error **error, const cpf__place *place,
                     const cpf__message *message, ...);

/* The static out-of-memory error; freeing it does nothing. Returns CPF_E_MEMORY. */
cpf_status cpf__no_memory(cpf_error **error);

/* "an argument is NULL or out of range", subject = the parameter's name. Returns CPF_E_ARGUMENT. */
cpf_status cpf__bad_argument(const cpf_context *context, cpf_error **error, const char *parameter);

/* Appends all findings of `from` to *error and frees `from`. */
cpf_status cpf__error_join(const cpf_context *context, cpf_error **error, cpf_error *from);

/* A copy of findings, of which there is at least one. CPF_OK or CPF_E_MEMORY. */
cpf_status cpf__error_copy(const cpf_context *context, const cpf_error *from, cpf_error **copy);

/* Number of findings of severity CPF_ERROR. */
int32_t cpf__error_fatal_count(const cpf_error *error);

/* The place of a finding, for the io layer to complete: path -> file and line. Borrowed; set renders the subject anew.
 * */
const cpf__place *cpf__error_place_at(const cpf_error *error, int32_t index);
cpf_status cpf__error_set_line(cpf_error *error, int32_t index, const char *file, int64_t line);

#endif
