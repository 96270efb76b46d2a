/* SPDX-License-Identifier: MIT */
/* Scorecards on their way to points and totals. Rows are the subjects of one scorecard, or, where subjects of several
 * lie between each other, all units from a first one on: then points are worked out for neighbours and put where they
 * belong. */
#ifndef CPF_APPRAISE_SCORING_H
#define CPF_APPRAISE_SCORING_H

#include "appraise_steps.h"
#include "curve_steady.h"
#include "total.h"

typedef struct cpf__scoring {
    cpf_appraisal *appraisal;
    cpf_id first_card;
    int32_t cards;
    const struct cpf_scorecard *card; /* the first: all have its lines */
    const cpf__card_result *results;  /* of the cards */
    int spread;                       /* rows are units */
    int stream;                       /* results are larger than the cache */
    cpf_id first_unit;                /* of row 0; a multiple of 64 when spread; CPF_NONE: units are listed */
    int64_t rows;
    cpf__fast *fast; /* by line: its curve */
    int32_t *ready;  /* by line: doubles prove something */
    cpf__mean mean;
} cpf__scoring;

/* Reads what a block of rows of a line needs. */
typedef struct cpf__figures {
    const int64_t *actual, *target;
    const uint8_t *actual_valid, *target_valid;
} cpf__figures;

/* Memory of a thread: a block of rows. */
typedef struct cpf__score_block {
    int64_t begin;
    int32_t n, whole; /* whole: every row is a subject */
    int64_t actual[CPF__SCORE_BLOCK], target[CPF__SCORE_BLOCK], points[CPF__SCORE_BLOCK], totals[CPF__SCORE_BLOCK];
    uint8_t actual_bits[CPF__SCORE_BLOCK / 8], target_bits[CPF__SCORE_BLOCK / 8], bits[CPF__SCORE_BLOCK / 8];
    uint8_t doubt[CPF__SCORE_BLOCK / 8];
    uint8_t member[CPF__SCORE_BLOCK / 8]; /* which rows are subjects; the bits behind n are 0 */
    uint16_t rows[CPF__SCORE_BLOCK];      /* of the subjects, card by card */
    int64_t place[CPF__CARDS_TOGETHER];   /* of each card: its first subject in the block */
    int32_t count[CPF__CARDS_TOGETHER];   /* of each card: its subjects in the block */
    cpf_id unit;                          /* of row 0 */
    cpf__sums sums;
    int64_t *line_points; /* of one subject, by line */
    uint8_t *line_have;
} cpf__score_block;

/* One line's figures in the block; in the block's memory where they do not stand so in the facts. */
cpf__figures cpf__fetch_figures(const cpf__scoring *at, cpf__score_block *block, const cpf__line *line);

/* to[i] = values[rows[i]]; `past`: past the cache, and other threads see them after cpf__stream_end. */
void cpf__put_rows(const int64_t *values, const uint16_t *rows, int32_t n, int64_t *to, int past);

/* Points and totals of rows begin .. end - 1; begin is a multiple of 64. CPF_E_RANGE, CPF_E_MEMORY. */
cpf_status cpf__score_rows(void *scoring, int64_t begin, int64_t end);

/* The finding about what went out of range: card by card, line by line, then the totals. */
cpf_status cpf__name_failure(const cpf__scoring *at, cpf_error **error);

#endif
