/* SPDX-License-Identifier: MIT */
/* What the parts of the driver share: words and numbers of the input, and how it stops when they are not as agreed. */
#ifndef CPF_TEST_EXACT_DRIVER_H
#define CPF_TEST_EXACT_DRIVER_H

#include <channelperf/channelperf.h>

#include <stddef.h>

enum { WORD = 64 };

void exact_stop(const char *why);
void exact_stop_error(const cpf_error *error);
void *exact_room(size_t bytes);
void exact_word(char *word); /* WORD bytes */
int64_t exact_number(void);
int32_t exact_count(int32_t most);

/* A plan with facts, and the tables that are asked for. */
void exact_answer_plan(void);

#endif
