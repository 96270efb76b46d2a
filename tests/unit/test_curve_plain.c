/* SPDX-License-Identifier: MIT */
/* The tests of test_curve.c with the column kernel as it is compiled for machines without wide vectors. This
 * executable's own kernel takes the place of the library's. */
#define CPF__WIDEST 0
#include "curve_block.c"

#include "test_curve.c"
