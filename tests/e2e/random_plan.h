/* SPDX-License-Identifier: MIT */
/* Plans and rows made of random numbers: ragged trees, all splits, seasons and rules, standings, missing values. */
#ifndef CPF_TEST_RANDOM_PLAN_H
#define CPF_TEST_RANDOM_PLAN_H

#include "support.h"

enum { RANDOM_LEVELS = 5 };

/* Bytes that grow; always with a NUL behind. */
typedef struct says {
    char *bytes;
    size_t length, room;
    int32_t tables, failures;
} says;

void say(says *out, const char *bytes, size_t length);

typedef struct tree {
    int32_t first[RANDOM_LEVELS + 1]; /* by position of adding */
    int32_t fiscal;                   /* years begin in April */
} tree;

/* The plan's year is 2026, or FY2026 when its years begin in April; both have a month 2026-02. */
cpf_plan *make_plan(cpf_context *context, cpf_test_random *random, tree *units);

/* Rows of text: some amounts missing, quoted, negative, long; some days bad, some units unknown. */
void write_rows(says *rows, cpf_test_random *random, const tree *units);

#endif
