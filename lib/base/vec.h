/* SPDX-License-Identifier: MIT */
/* Growing array. CPF__VEC(type) is a struct of items, count and capacity; zero is empty. */
#ifndef CPF_BASE_VEC_H
#define CPF_BASE_VEC_H

#include "mem.h"

#define CPF__VEC(type)                                                                                                 \
    struct {                                                                                                           \
        type *items;                                                                                                   \
        int64_t count;                                                                                                 \
        int64_t capacity;                                                                                              \
    }

/* Room for one more zeroed item at items[count]; 0 when there is no memory. Does not count it: `if
 * (!cpf__vec_room(...)) ...; vec.items[vec.count++] = item;` */
#define cpf__vec_room(context, vec)                                                                                    \
    cpf__vec_grow((context), (void **)(void *)&(vec)->items, (vec)->count, &(vec)->capacity, sizeof *(vec)->items)
#define cpf__vec_free(context, vec)                                                                                    \
    (cpf__free((context), (vec)->items), (vec)->items = NULL, (vec)->count = (vec)->capacity = 0)

int cpf__vec_grow(const cpf_context *context, void **items, int64_t count, int64_t *capacity, size_t size);

#endif
