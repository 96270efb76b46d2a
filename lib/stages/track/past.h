/* SPDX-License-Identifier: MIT */
/* The leaf periods that a unit has behind it. */
#ifndef CPF_TRACK_PAST_H
#define CPF_TRACK_PAST_H

#include "stage_view.h"

/* A series of complete leaf periods, without a gap; the first is `first`. */
typedef struct cpf__past {
    double *values; /* room for all leaf periods of the calendar */
    int64_t count;
    cpf_id first;
} cpf__past;

/* Room for `past->values`; CPF_E_MEMORY. Given back by cpf__free. */
cpf_status cpf__past_room(const cpf__stage_view *view, cpf__past *past, cpf_error **error);

/* Of at most `most` leaf periods before `end`: from the first one in which the unit was there from the beginning, had
 * something other than 0, and after which no value is missing. */
void cpf__past_of(const cpf__stage_view *view, cpf_id indicator, cpf_id unit, cpf_id end, int64_t most,
                  cpf__past *past);

/* ratios[k]: the seasons of the whole in at most `most` leaf periods before `end`, that of `end` itself at 0; 1 where
 * there are no two years, a season is not above 0, or values do not add up. `ratios` has room for twice the leaf
 * periods of the calendar; `whole` is room. */
void cpf__past_seasons(const cpf__stage_view *view, cpf_id indicator, cpf_id end, int64_t most, cpf__past *whole,
                       double *ratios);

/* The season of a leaf period `before` leaf periods before the end. */
double cpf__past_season(const cpf__stage_view *view, const double *ratios, int64_t before);

#endif
