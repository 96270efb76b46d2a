/* SPDX-License-Identifier: MIT */
/*
 * Events that have a key: of the versions of each, the one that counts. Later known counts; of those known on the same
 * day, the one with the larger cells. So the versions may come in any order and any number of times.
 */
#ifndef CPF_FACTS_KEYED_H
#define CPF_FACTS_KEYED_H

#include "map.h"

/* Texts of several cells, a NUL behind each: cells have none inside. Ordered as bytes: cell by cell. */
typedef struct cpf__joined {
    char *bytes;
    int64_t length;
} cpf__joined;

typedef struct cpf__version {
    cpf__joined key, cells;
    int64_t line; /* in its file */
    cpf_day known, day;
    cpf_id unit;
    cpf_status status;     /* what it brings: CPF_OK, or why nothing (as cpf__intake_rows says) */
    const int64_t *values; /* of feed f at values[f * stride], */
    const uint8_t *used;   /* which is one when used[f * stride] */
    int64_t stride;
} cpf__version;

typedef enum cpf__tie { CPF__TIE_NONE = 0, CPF__TIE_NEW, CPF__TIE_TOLD } cpf__tie;

/* Column by column: item e is the version of the event with the id e in `keys` that counts. */
typedef struct cpf__keyed {
    const cpf_context *context;
    cpf__map *keys;
    int64_t capacity;
    int64_t new_ties;
    int32_t feed_count, reserved;
    cpf__joined *cells;
    int64_t *line; /* of the last row that was as late and different, where there is a tie */
    cpf_day *known, *day;
    cpf_id *unit;
    cpf_status *status;
    uint8_t *tie;     /* cpf__tie */
    int64_t **values; /* per feed */
    uint8_t **used;   /* the same */
} cpf__keyed;

cpf__keyed *cpf__keyed_new(const cpf_context *context, int32_t feed_count); /* NULL: no memory */
void cpf__keyed_free(cpf__keyed *keyed);                                    /* NULL does nothing */

/* One version more; its bytes are copied. CPF_OK, or CPF_E_MEMORY: nothing was changed. */
cpf_status cpf__keyed_put(cpf__keyed *keyed, const cpf__version *version);

int64_t cpf__keyed_count(const cpf__keyed *keyed, cpf_status status); /* events of that status */

#endif
