/* SPDX-License-Identifier: MIT */
#ifndef CPF_BASE_DAY_H
#define CPF_BASE_DAY_H

#include <channelperf/base.h>

void cpf__day_to_date(cpf_day day, int32_t *year, int32_t *month, int32_t *day_of_month);
int32_t cpf__day_of_week(cpf_day day);                    /* 0 Monday to 6 Sunday */
cpf_day cpf__day_add_months(cpf_day day, int32_t months); /* 31 January + 1 month = the last of February */
cpf_status cpf__day_parse(const char *text, int64_t length, cpf_day *day);
int32_t cpf__day_format(cpf_day day, char *buffer); /* 11 bytes at least; number written */

#endif
