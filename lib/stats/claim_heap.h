/* SPDX-License-Identifier: MIT */
/* The members of a split with the largest claim on top. */
#ifndef CPF_STATS_CLAIM_HEAP_H
#define CPF_STATS_CLAIM_HEAP_H

#include "divisor_priority.h"

typedef struct cpf__claim_item {
    double value; /* the claim in double, so that most comparisons need no more */
    cpf__claim claim;
    int64_t index;
} cpf__claim_item;

typedef struct cpf__claim_heap {
    cpf__apportion_id method;
    int by_weight; /* ties: larger weight first, then lower index */
    int64_t count;
    cpf__claim_item *items; /* the top first */
} cpf__claim_heap;

cpf__claim_item cpf__claim_item_of(cpf__apportion_id method, int64_t weight, uint64_t parts, int64_t index);
void cpf__claim_heap_order(cpf__claim_heap *heap);                                /* from items in any order */
void cpf__claim_heap_replace(cpf__claim_heap *heap, const cpf__claim_item *item); /* the top by another */
void cpf__claim_heap_drop(cpf__claim_heap *heap);                                 /* the top */

/* Order of two claims without regard to ties; exact. */
int cpf__claim_item_compare(cpf__apportion_id method, const cpf__claim_item *a, const cpf__claim_item *b);

#endif
