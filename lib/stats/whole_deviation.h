/* SPDX-License-Identifier: MIT */
/* The standard deviation of whole numbers, rounded exactly. */
#ifndef CPF_STATS_WHOLE_DEVIATION_H
#define CPF_STATS_WHOLE_DEVIATION_H

#include "decimal.h"

/* Of n > 0 numbers with that sum and sum of squares: sqrt(squares / n - (sum / n)^2) with `more` (0 to 9) decimals more
 * than they have, half upwards. CPF_OK, CPF_E_RANGE. */
cpf_status cpf__whole_deviation(int64_t n, cpf__i128 sum, cpf__i128 squares, int32_t more, int64_t *deviation);

#endif
