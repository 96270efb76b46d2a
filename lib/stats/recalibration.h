/* SPDX-License-Identifier: MIT */
/* Probabilities made honest by what came of those said before. Dawid 1984, J. R. Statist. Soc. A 147 (the probability
 * integral transform); Kuleshov, Fenner & Ermon 2018 (recalibration by its distribution). */
#ifndef CPF_STATS_RECALIBRATION_H
#define CPF_STATS_RECALIBRATION_H

#include <stdint.h>

enum { CPF__RECALIBRATION_CLASSES = 320 };

/* Errors by the probability that a larger one had been given: class j holds those from 2^-((j + 1) / 8) up to
 * 2^-(j / 8), the last one all below. Zeros: nothing is known, and every probability stays as it is. */
typedef struct cpf__recalibration {
    int64_t count[CPF__RECALIBRATION_CLASSES], all;
    int64_t lowest; /* the class of the least likely one */
    double worth;   /* how much one of them is worth beside an independent one, 0 to 1 */
} cpf__recalibration;

/* When all are counted: they are of so many times, and each looks `horizon` times ahead. Those of one time share what
 * happens to all, and are worth twenty at most (as many with a correlation of 0.05); those that overlap 1 / horizon. */
void cpf__recalibration_weigh(cpf__recalibration *calibration, int64_t times, int64_t horizon);

/* 0 <= probability <= 1. The order changes nothing. */
void cpf__recalibration_add(cpf__recalibration *calibration, double probability);

/* The part of errors with at most this probability: rises from 0 at 0 to 1 at 1, evenly inside a class. What was said
 * is worth five errors. */
double cpf__recalibrated(const cpf__recalibration *calibration, double probability);

/* The probability that is calibrated to `part`, inside 0 to 1. */
double cpf__recalibrated_from(const cpf__recalibration *calibration, double part);

#endif
