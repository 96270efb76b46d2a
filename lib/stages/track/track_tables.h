/* SPDX-License-Identifier: MIT */
/* The tables of tracking: each is made in a file of its own. */
#ifndef CPF_TRACK_TABLES_H
#define CPF_TRACK_TABLES_H

#include "stage_view.h"

#endif
