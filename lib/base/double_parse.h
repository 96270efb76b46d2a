/* SPDX-License-Identifier: MIT */
/* The double nearest to a decimal text, whatever the locale says. */
#ifndef CPF_BASE_DOUBLE_PARSE_H
#define CPF_BASE_DOUBLE_PARSE_H

#include <channelperf/base.h>

/* "-12.5", "1e-7": correctly rounded, ties to even. CPF_E_SYNTAX when the text is no such number; CPF_E_RANGE when no
 * double is large enough. What is nearer to 0 than any double is 0, without a sign. */
cpf_status cpf__double_parse(const char *text, int64_t length, double *value);

#endif
