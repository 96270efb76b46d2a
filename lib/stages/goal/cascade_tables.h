/* SPDX-License-Identifier: MIT */
/* The tables of the cascade: each is made in a file of its own. */
#ifndef CPF_GOAL_CASCADE_TABLES_H
#define CPF_GOAL_CASCADE_TABLES_H

#include "stage_view.h"

#endif
