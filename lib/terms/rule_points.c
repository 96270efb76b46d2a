/* SPDX-License-Identifier: MIT */
#include "bits.h"
#include "mem.h"
#include "rule.h"
#include "terms_messages.h"

#include <string.h>

static const char *bad_pairs(int32_t count, const char *const *left, const char *const *right, const char *left_name,
                             const char *right_name)
{
    if (count < 0)
        return left_name;
    if (count > 0 && (!left || !right))
        return left ? right_name : left_name;
    for (int32_t i = 0; i < count; i++) {
        if (!left[i] || !right[i])
            return left[i] ? right_name : left_name;
    }
    return NULL;
}

static cpf_status compile(int32_t rule, int32_t settings, const char *const *names, const char *const *values,
                          int32_t knots, const char *const *knot_x, const char *const *knot_points, cpf__curve **curve,
                          cpf_error **error)
{
    cpf__setting *setting = cpf__alloc(NULL, settings, sizeof *setting);
    cpf__knot *knot = cpf__alloc(NULL, knots, sizeof *knot);
    cpf_status status;

    for (int32_t i = 0; setting && i < settings; i++)
        setting[i] = (cpf__setting){names[i], values[i]};
    for (int32_t i = 0; knot && i < knots; i++)
        knot[i] = (cpf__knot){knot_x[i], knot_points[i]};
    status = setting && knot ? cpf__rule_compile(NULL, rule, setting, settings, knot, knots, NULL, curve, error)
                             : cpf__no_memory(error);
    cpf__free(NULL, setting);
    cpf__free(NULL, knot);
    return status;
}

cpf_status cpf_rule_points(const char *rule, int32_t settings, const char *const *names, const char *const *values,
                           int32_t knots, const char *const *knot_x, const char *const *knot_points, int64_t n,
                           const int64_t *actual, const int64_t *target, int32_t decimals, int64_t *points,
                           uint8_t *valid, cpf_error **error)
{
    const cpf__attain how = {.zero = CPF__ZERO_MISSING, .negative = CPF__NEGATIVE_SHIFT, .direction = CPF__MORE};
    const char *bad = bad_pairs(settings, names, values, "names", "values");
    cpf__curve *curve = NULL;
    cpf_status status;
    int32_t id;

    if (!bad)
        bad = bad_pairs(knots, knot_x, knot_points, "knot_x", "knot_points");
    if (!bad && (decimals < 0 || decimals > CPF__MAX_DECIMALS))
        bad = "decimals";
    if (!bad && (n < 0 || (n > 0 && (!actual || !target || !points))))
        bad = n < 0 ? "n" : !actual ? "actual" : !target ? "target" : "points";
    if (bad || !rule)
        return cpf__bad_argument(NULL, error, bad ? bad : "rule");
    id = cpf__rule_find(rule);
    if (id == CPF_NONE)
        return cpf__find(NULL, error, NULL, &cpf__terms_messages[CPF__TERMS_RULE_UNKNOWN], rule);
    status = compile(id, settings, names, values, knots, knot_x, knot_points, &curve, error);
    if (status != CPF_OK)
        return status;
    status = cpf__curve_column(curve, &how, n, actual, NULL, target, NULL, decimals, points, valid);
    if (status == CPF_E_RANGE)
        cpf__find(NULL, error, NULL, &cpf__terms_messages[CPF__TERMS_RULE_RESULT]);
    cpf__curve_free(curve);
    return status;
}
