/* SPDX-License-Identifier: MIT */
/* Codes of up to eight bytes found by one look at memory each: the code itself stands in the table. */
#ifndef CPF_FACTS_SHORT_CODES_H
#define CPF_FACTS_SHORT_CODES_H

#include "map.h"

typedef struct cpf__short_codes cpf__short_codes;

/* The codes of a map; values[id] is what is found for them (CPF_NONE: as if it were not there). The map must stay; it
 * is asked for longer codes. NULL: no memory. */
cpf__short_codes *cpf__short_codes_new(const cpf_context *context, const cpf__map *map, const int32_t *values);
void cpf__short_codes_free(cpf__short_codes *codes);

/* found[i] = value of the code, CPF_NONE when it is unknown. */
void cpf__short_codes_find(const cpf__short_codes *codes, int64_t n, const char *const *texts, const int32_t *lengths,
                           int32_t *found);

/* The same for codes that stand in words: the first byte lowest, zeros behind the last. found[i] of a code that is
 * empty or longer than eight bytes means nothing. */
void cpf__short_codes_find_words(const cpf__short_codes *codes, int64_t n, const uint64_t *words,
                                 const int32_t *lengths, int32_t *found);

#endif
