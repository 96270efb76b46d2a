/* SPDX-License-Identifier: MIT */
/*
 * Scoring rules: attainment to points. Every rule of the table is compiled into one form, a curve: pieces of straight
 * lines over x = actual / target (or target / actual), with declared edges. One exact evaluation and one column kernel
 * serve all rules.
 */
#ifndef CPF_TERMS_RULE_H
#define CPF_TERMS_RULE_H

#include <channelperf/registry.h>

#include "decimal.h"
#include "error.h"

/* value = (a + b * x) / den for x from the edge up to the next piece's edge. */
typedef struct cpf__piece {
    int64_t edge_num, edge_den; /* lower edge; edge_den 0: minus infinity (the first piece) */
    int32_t closed;             /* 1: x equal to the edge belongs here; 0: to the piece before */
    int32_t reserved;
    int64_t a, b, den;          /* den > 0 */
} cpf__piece;

/* Curves have at most this many pieces; rules with points take one point less. */
enum cpf__piece_limit { CPF__MAX_PIECES = 64 };

/* actual / target, target / actual */
typedef enum cpf__curve_input { CPF__X_RATIO = 0, CPF__X_INVERSE } cpf__curve_input;

typedef struct cpf__curve {
    cpf_context *context;
    int32_t input;
    int32_t count;
    cpf__piece *pieces;
    /* steps: when step_num > 0, b of a piece multiplies floor(|x - 1| / step) * sign(x - 1) instead of x (plus/minus
     * points per step) */
    int64_t step_num, step_den;
    int32_t clamped;
    cpf__ratio low, high; /* after the piece, when clamped */
} cpf__curve;

/* Named parameters as given, in text. */
typedef struct cpf__setting {
    const char *name, *value;
} cpf__setting;
typedef struct cpf__knot {
    const char *x, *points;
} cpf__knot;

typedef struct cpf__rule {
    cpf_entry entry;
    int32_t id, needs_knots;
} cpf__rule;
extern const cpf__rule cpf__rules[];
extern const int32_t cpf__rule_count;
int32_t cpf__rule_find(const char *name);

/* Compiles a rule with its settings (unknown names, values out of bounds, contradictions: all findings, CPF_E_PLAN).
 * Knots must ascend strictly. place->path is completed with ".rule.<member>" / ".rule.points[i]". */
cpf_status cpf__rule_compile(const cpf_context *context, int32_t rule, const cpf__setting *settings,
                             int32_t setting_count, const cpf__knot *knots, int32_t knot_count, const cpf__place *place,
                             cpf__curve **curve, cpf_error **error);
void cpf__curve_free(cpf__curve *curve);

/* What to do with a target that is zero or negative: rows of cpf__zero_policies / cpf__negative_policies. */
typedef enum cpf__zero_policy {
    CPF__ZERO_MISSING = 0, /* no attainment: the indicator is missing */
    CPF__ZERO_REACHED,     /* x = 1 when reached (more: actual >= 0; less: actual <= 0; range: actual = 0), else 0; less
                            * and missed: more than any multiple of the target, *den = 0 */
    CPF__ZERO_ABSOLUTE,    /* x = 1 + actual / scale, scale declared by the plan; as everywhere, it is the rule that
                            * turns x around where less is better */
    CPF__ZERO_POLICIES
} cpf__zero_policy;
typedef enum cpf__negative_policy {
    CPF__NEGATIVE_SHIFT = 0, /* x = 1 + (actual - target) / |target| */
    CPF__NEGATIVE_MISSING,
    CPF__NEGATIVE_POLICIES
} cpf__negative_policy;
extern const char *const cpf__zero_policy_names[CPF__ZERO_POLICIES];         /* "missing", "reached", "absolute" */
extern const char *const cpf__negative_policy_names[CPF__NEGATIVE_POLICIES]; /* "shift", "missing" */

typedef enum cpf__direction { CPF__MORE = 0, CPF__LESS, CPF__RANGE, CPF__DIRECTIONS } cpf__direction;
extern const char *const cpf__direction_names[CPF__DIRECTIONS]; /* "more", "less", "range" */

typedef struct cpf__attain {
    int32_t zero, negative, direction;
    int64_t scale; /* of CPF__ZERO_ABSOLUTE, in the indicator's steps */
} cpf__attain;

/* x = actual / target as an exact quotient, *num / *den with *den > 0, or *den = 0 for "without bound" (see
 * CPF__ZERO_REACHED; such an attainment cannot be shown, cpf__divide says CPF_E_MISSING). CPF_OK, CPF_E_MISSING. Both
 * in the same steps. */
cpf_status cpf__attainment(const cpf__attain *how, int64_t actual, int64_t target, cpf__i128 *num, cpf__i128 *den);

/* Points for x = num / den (den > 0, or 0: without bound), exact, rounded once half away from zero. *piece (may be
 * NULL) = the piece used. CPF_OK, CPF_E_RANGE, CPF_E_MISSING (without bound, and no cap). */
cpf_status cpf__curve_points(const cpf__curve *curve, cpf__i128 num, cpf__i128 den, int32_t decimals, int64_t *points,
                             int32_t *piece);

/* Column kernel: points[i] for actual[i] / target[i], both in the same steps; valid bits may be NULL; out_valid (n
 * bits) says where points exist (NULL: not asked), points of other rows are 0. Doubles decide where they provably give
 * the same integer, cpf__curve_points decides the rest. CPF_OK; CPF_E_RANGE when a row's points do not fit. */
cpf_status cpf__curve_column(const cpf__curve *curve, const cpf__attain *how, int64_t n, const int64_t *actual,
                             const uint8_t *actual_valid, const int64_t *target, const uint8_t *target_valid,
                             int32_t decimals, int64_t *points, uint8_t *out_valid);

#endif
