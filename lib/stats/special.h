/* SPDX-License-Identifier: MIT */
/* Distribution functions to 1e-12 of themselves, in both tails. */
#ifndef CPF_STATS_SPECIAL_H
#define CPF_STATS_SPECIAL_H

/* Standard normal: below and above x. */
double cpf__normal_below(double x);
double cpf__normal_above(double x);

/* The x that has `below` of the probability under it and `above` over it; below + above = 1, both positive. Both are
 * asked for, so that a small one keeps its digits. */
double cpf__normal_quantile(double below, double above);

/* Student's t with `freedom` > 0 degrees: above t. */
double cpf__student_above(double t, double freedom);

/* Chi-square with `freedom` > 0 degrees: above x >= 0. */
double cpf__chi_square_above(double x, double freedom);

/* Beta distribution, a, b > 0; x and y = 1 - x in [0, 1], both asked for. */
typedef struct cpf__tails {
    double below, above;
} cpf__tails;
cpf__tails cpf__beta_tails(double a, double b, double x, double y);

/* x^a y^b / B(a, b): the density times x y. */
double cpf__beta_mass(double a, double b, double x, double y);

/* The x with `below` of the probability under it; below + above = 1, both positive. */
double cpf__beta_quantile(double a, double b, double below, double above);

#endif
