/* SPDX-License-Identifier: MIT */
/* The tables of applying results: each is made in a file of its own. */
#ifndef CPF_APPLY_TABLES_H
#define CPF_APPLY_TABLES_H

#include "stage_view.h"

#endif
