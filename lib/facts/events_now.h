/* SPDX-License-Identifier: MIT */
#ifndef CPF_FACTS_EVENTS_NOW_H
#define CPF_FACTS_EVENTS_NOW_H

#include "events_in.h"

/* What the events come to: beside what was added for good, the versions of keyed events that count. Measures without
 * such are shared with `events`, which must outlive it. CPF_OK, *now NULL: nothing beside `events`; CPF_E_MEMORY. */
cpf_status cpf__events_now(const cpf_events *events, cpf_events **now, cpf_error **error);
void cpf__events_now_free(const cpf_events *events, cpf_events *now);

#endif
