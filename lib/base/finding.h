/* SPDX-License-Identifier: MIT */
/* What an error is made of: shared by the file that makes errors and the one that reads them. */
#ifndef CPF_BASE_FINDING_H
#define CPF_BASE_FINDING_H

#include "error.h"

typedef struct cpf__finding {
    const cpf__message *message;
    char *text[2];    /* rendered; NULL: the row's own text, which then has no arguments */
    char *subject;    /* rendered from `place`; NULL for "" */
    cpf__place place; /* its texts are owned */
} cpf__finding;

struct cpf_error {
    cpf_context *context; /* retained */
    cpf__finding *items;  /* errors first, then warnings, each in the order met */
    int64_t count;
    int64_t capacity;
};

/* Renders the place as one line, "orders.csv line 812 column amount"; NULL when there is no memory. Free with
 * cpf__free. */
char *cpf__place_render(const cpf_context *context, const cpf__place *place);

#endif
