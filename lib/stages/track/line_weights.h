/* SPDX-License-Identifier: MIT */
/* In which proportion what a unit is expected to have goes to its product lines: as their own targets say; else as the
 * lowest units below it have them, so that a region is the sum of its partners; of these, by what they brought in the
 * same periods a year ago, or else by what the lines of the whole did. */
#ifndef CPF_TRACK_LINE_WEIGHTS_H
#define CPF_TRACK_LINE_WEIGHTS_H

#include "family.h"
#include "stalls.h"

typedef struct cpf__line_weights {
    const cpf__stalls *work;
    const cpf__family *family;
    cpf__course *courses;            /* of each line */
    int64_t *weights, *sums, *parts; /* of each line: of a unit, of all below it, of one of these */
} cpf__line_weights;

/* CPF_E_MEMORY; end it also then. */
cpf_status cpf__line_weights_begin(cpf__line_weights *by, const cpf__stalls *work, const cpf__family *family,
                                   cpf_error **error);
void cpf__line_weights_end(cpf__line_weights *by);

/* Amount in whole steps for each line of the unit, by the first way that says anything; *some = 0: none does. */
cpf_status cpf__line_weights_split(cpf__line_weights *by, cpf_id unit, int64_t amount, int64_t *parts, int *some,
                                   cpf_error **error);

#endif
