/* SPDX-License-Identifier: MIT */
/* Periods of one grain inside another period, which may be a window. */
#ifndef CPF_TERMS_CALENDAR_INSIDE_H
#define CPF_TERMS_CALENDAR_INSIDE_H

#include "calendar.h"

/* Words "whole|year|half|quarter|month|week", as records say into what a period is divided. */
#define CPF__EACH_WORDS "whole|year|half|quarter|month|week"
enum { CPF__EACH_WHOLE = 0, CPF__EACH_GRAINS = 6 };

/* The grain of the word; CPF__GRAIN_COUNT for "whole". */
cpf__grain cpf__grain_of_each(int64_t each);

/* The parts that lie inside the period; their ids follow each other. *begin == *end: there are none. */
void cpf__calendar_inside(const cpf__calendar *calendar, cpf_id period, int64_t each, cpf_id *begin, cpf_id *end);

#endif
