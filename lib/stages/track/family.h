/* SPDX-License-Identifier: MIT */
/* The product lines of an indicator, which add up to it. */
#ifndef CPF_TRACK_FAMILY_H
#define CPF_TRACK_FAMILY_H

#include "stage_view.h"

typedef struct cpf__family {
    const cpf__stage_view *view;
    cpf_id of;
    cpf_id *lines; /* in the order of indicators */
    int64_t count;
} cpf__family;

/* CPF_E_MEMORY; end it also then. */
cpf_status cpf__family_take(cpf__family *family, const cpf__stage_view *view, cpf_id of, cpf_error **error);
void cpf__family_end(cpf__family *family);

/* What a unit has of each line and of the whole; 0 where a value is missing. A finding when the lines do not add up to
 * the whole, by more than each of them was rounded by. */
cpf_status cpf__family_values(const cpf__family *family, cpf_id unit, cpf_id period, int64_t *lines, int64_t *whole,
                              cpf_error **error);

#endif
