/* SPDX-License-Identifier: MIT */
/* Named exclusions (剔除项): rows of a source that a measure leaves out. What is left out is kept in measures of its
 * own, so that it can be told: "EXCLUSION:MEASURE" as the measure is, and "EXCLUSION:MEASURE:rows". */
#ifndef CPF_MODEL_EXCLUSIONS_H
#define CPF_MODEL_EXCLUSIONS_H

#include "build.h"

/* How many measures, at most, and how many feeds of the source exclusions add. */
int64_t cpf__exclusion_measure_count(const cpf_plan *plan);
int64_t cpf__exclusion_feed_count(const cpf_source *source);

/* Adds the measures; all those of the plan are known. */
void cpf__add_exclusion_measures(cpf__build *build);

/* Code of the measure that keeps what is left out (or of that which counts its rows), written into `code`. */
const char *cpf__exclusion_code(cpf_text *code, const char *exclusion, const char *measure, int rows);

/* The filter of feed `feed`: of what its exclusions leave of it; or, `exception` >= 0, of the rows that its exception
 * of that number is the first to leave out. NULL where there is none, else written into `filter`. */
const char *cpf__exclusion_filter(const cpf_source *source, int64_t feed, int64_t exception, cpf_text *filter);

/* The exclusion of that code; -1. */
int64_t cpf__exclusion_find(const cpf_source *source, const char *code);

#endif
