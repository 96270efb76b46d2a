/* SPDX-License-Identifier: MIT */
/* The channels in an order in which those under any unit are neighbours. */
#ifndef CPF_FACTS_CHANNELS_H
#define CPF_FACTS_CHANNELS_H

#include "model_in.h"

typedef struct cpf__channels {
    cpf_context *context;
    int32_t count;
    int32_t reserved;
    cpf_id *units;  /* count */
    int32_t *begin; /* per unit: its channels are begin .. end of that order */
    int32_t *end;
} cpf__channels;

cpf__channels *cpf__channels_new(const cpf_model *model); /* NULL: no memory */
void cpf__channels_free(cpf__channels *channels);

/* Whether the unit exists on the last day of the period, on its first, or on any. */
int cpf__unit_present(const cpf_model *model, cpf_id unit, int32_t presence, const struct cpf_period *period);

#endif
