/* SPDX-License-Identifier: MIT */
/* The open prospects of a team: how many, how much, and what is to be expected of them. */
#ifndef CPF_TRACK_PROSPECTS_H
#define CPF_TRACK_PROSPECTS_H

#include "chances.h"

/* So many, and their amounts together. */
typedef struct cpf__lot {
    int64_t count;
    cpf__i128 amount;
} cpf__lot;

typedef struct cpf__prospects {
    cpf__lot open;           /* all; of these: */
    cpf__lot stuck;          /* longer in their stage than any that ended: nothing is expected of them */
    cpf__lot untold;         /* nothing tells how likely they are won: left out of what is expected */
    double expected, by_end; /* in steps of the indicator */
} cpf__prospects;

/* `ages` holds counts->own.count amounts, all 0 before and after. */
void cpf__prospects_of(const cpf__chances *chances, int32_t team, cpf__i128 *ages, cpf__prospects *prospects);

#endif
