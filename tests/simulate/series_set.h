/* SPDX-License-Identifier: MIT */
/* Sets of series for trying forecasts out: from a plan with its orders, from a file, drawn. */
#ifndef CPF_TESTS_SERIES_SET_H
#define CPF_TESTS_SERIES_SET_H

#include "support.h"

enum { SERIES_VALUES = 160, SERIES_MOST = 4096 };

/* `first`: how many periods of the set pass before the first value that is not 0. */
typedef struct series {
    double y[SERIES_VALUES];
    int64_t n, first;
} series;

typedef struct series_set {
    const char *name;
    series *items; /* room for SERIES_MOST */
    int64_t count, season;
    double slack; /* by how much the share inside limits may be off */
} series_set;

/* Months of Adventure Works by company, territory, person. */
int series_of_example(series_set *set);

/* Lines unit,period,value under a head; lines of a unit stand together, in the order of its periods. */
int series_of_file(series_set *set, const char *path);

/* 36 months of 100 units: levels that wander, seasons of a few per cent, as attendances are. */
void series_of_chance(series_set *set, cpf_test_random *random);

#endif
