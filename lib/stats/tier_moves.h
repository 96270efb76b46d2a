/* SPDX-License-Identifier: MIT */
/* Going up and down a ladder of tiers, period by period: at once or at reviews, after a time of grace, never while new.
 */
#ifndef CPF_STATS_TIER_MOVES_H
#define CPF_STATS_TIER_MOVES_H

#include <stdint.h>

typedef struct cpf__tier_manner {
    int32_t at_reviews; /* up at reviews only; else at once */
    int32_t one_step;   /* down one tier at a time; else to what is earned */
    int64_t grace;      /* periods in a row that may be short before it goes down */
} cpf__tier_manner;

typedef enum cpf__tier_reason {
    CPF__TIER_SAME = 0,
    CPF__TIER_PROMOTED,
    CPF__TIER_WAITS,     /* earned more: the next review lifts it */
    CPF__TIER_HELD,      /* short of the limit, inside the tolerance */
    CPF__TIER_PROTECTED, /* short, but new */
    CPF__TIER_GRACE,     /* short, and in its time of grace */
    CPF__TIER_DEMOTED,
    CPF__TIER_REASONS
} cpf__tier_reason;

/* What a period showed. Tiers count from 1, 0 is none. */
typedef struct cpf__tier_shown {
    int32_t earned; /* highest tier whose limits are met */
    int32_t held;   /* highest tier whose limits, less the tolerance, are met; at least `earned` */
    int32_t review, is_new;
} cpf__tier_shown;

typedef struct cpf__tier_place {
    int32_t now, before;
    int64_t below;  /* periods in a row that were short */
    int32_t reason; /* cpf__tier_reason */
    int32_t left;   /* periods until it goes down when nothing changes, the first of them the next; 0: it does not */
} cpf__tier_place;

/* The place after the period. */
void cpf__tier_move(const cpf__tier_manner *manner, const cpf__tier_shown *shown, cpf__tier_place *place);

#endif
