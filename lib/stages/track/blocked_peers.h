/* SPDX-License-Identifier: MIT */
/* What units bought, one at a time, and what their peers did together. */
#ifndef CPF_TRACK_BLOCKED_PEERS_H
#define CPF_TRACK_BLOCKED_PEERS_H

#include "blocked.h"

typedef struct cpf__blocked_room {
    const cpf__blocked_setting *setting;
    int64_t leaves, lines, groups;
    int64_t *orders;          /* [group][leaf]: units that ordered */
    int64_t *buyers, *silent; /* [group][leaf][line]: that ordered it; and that have stopped to by then */
    cpf__i128 *amounts;       /* the same */
    int64_t *ever, *stopped;  /* [group][line]: units that bought it at all, and that have stopped to */
    int64_t *whole, *values;  /* by leaf, [leaf][line]: of the unit that is looked at */
    double *odds, *room;      /* by leaf, and one more */
} cpf__blocked_room;

/* CPF_E_MEMORY; end it also then. */
cpf_status cpf__blocked_begin(cpf__blocked_room *room, const cpf__blocked_setting *setting, cpf_error **error);
void cpf__blocked_end(cpf__blocked_room *room);

/* Units that are looked at. */
int cpf__blocked_is_told(const cpf__blocked_room *room, cpf_id unit);

/* What the unit had: whole and values. */
cpf_status cpf__blocked_unit(cpf__blocked_room *room, cpf_id unit, cpf_error **error);

/* How often it bought the line in all, and how long it has not. */
void cpf__blocked_count(const cpf__blocked_room *room, cpf__blocked_cell *cell);

/* What all units did. */
cpf_status cpf__blocked_gather(cpf__blocked_room *room, cpf_error **error);

/* Units that share a text are peers; those without any too. */
static inline int64_t cpf__blocked_group(const cpf__blocked_setting *setting, cpf_id unit)
{
    return setting->peers ? setting->peers[unit] + 1 : 0;
}

/* Odds that a peer of the unit that is looked at buys the line in each leaf period in which that unit orders, into
 * room->odds; their number. */
int64_t cpf__blocked_odds(cpf__blocked_room *room, const cpf__blocked_cell *cell);

#endif
