/* SPDX-License-Identifier: MIT */
#ifndef CPF_IO_READ_NEAREST_H
#define CPF_IO_READ_NEAREST_H

#include "read_shape.h"

/* The member whose name a mistyped one most likely means; NULL when none is near. */
const char *cpf__read_nearest(const cpf__shape *shape, const char *name);

#endif
