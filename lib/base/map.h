/* SPDX-License-Identifier: MIT */
/* Code -> dense id, in order of adding. Codes are copied into one block. */
#ifndef CPF_BASE_MAP_H
#define CPF_BASE_MAP_H

#include <channelperf/base.h>

typedef struct cpf__map cpf__map;

cpf__map *cpf__map_new(const cpf_context *context); /* NULL when there is no memory */
void cpf__map_free(cpf__map *map);

/* Id of the code, adding it when new; CPF_NONE when there is no memory. `*added` (may be NULL) says which. */
cpf_id cpf__map_add(cpf__map *map, const char *code, int64_t length, int *added);
cpf_id cpf__map_find(const cpf__map *map, const char *code, int64_t length); /* CPF_NONE when absent */
int32_t cpf__map_count(const cpf__map *map);
const char *cpf__map_code(const cpf__map *map, cpf_id id); /* NUL-terminated, borrowed until the next add */

/* Finds `n` codes in one go, keys prefetched: ids[i] = id or CPF_NONE. `codes[i]` need no NUL. */
void cpf__map_find_many(const cpf__map *map, int64_t n, const char *const *codes, const int32_t *lengths, cpf_id *ids);

/* Order of codes as people expect it: runs of digits by their value, so "R9" before "R10"; then bytes. <0, 0, >0. */
int cpf__code_compare(const char *a, const char *b);
/* The beginning of that order in a number: of two codes whose numbers differ, the one with the lower comes first. */
uint64_t cpf__code_key(const char *code);

#endif
