/* SPDX-License-Identifier: MIT */
#include "mem.h"
#include "scoring.h"

/* One subject of one card, as its points are worked out again. */
typedef struct again {
    const cpf__scoring *at;
    int32_t card;
    int64_t i;
} again;

static cpf_status line_again(const again *of, int32_t item, int64_t *points, uint8_t *have)
{
    const cpf__card_result *result = &of->at->results[of->card];
    const struct cpf_item *it = &of->at->card->items[item];
    cpf_id unit = of->at->appraisal->units[result->first + of->i];
    int64_t actual, target;

    *points = 0;
    *have = 0;
    if (!cpf__line_scored(&result->lines[item], unit, of->i, &actual, &target))
        return CPF_OK;
    return cpf__curve_rows(it->curve, NULL, &it->attain, 1, &actual, NULL, &target, NULL,
                           of->at->card->points_decimals, points, have);
}

static cpf_status total_again(const again *of, int64_t *points, uint8_t *have)
{
    int64_t total;

    for (int32_t item = 0; item < of->at->mean.lines; item++)
        line_again(of, item, &points[item], &have[item]);
    return cpf__total_exact(&of->at->mean, of->card, points, have, &total);
}

/* The first failure of a card; CPF_OK: it has none. */
static cpf_status name_of_card(const cpf__scoring *at, int32_t card, int64_t *points, uint8_t *have, cpf_error **error)
{
    const cpf__card_result *result = &at->results[card];
    again of = {at, card, 0};

    for (int32_t item = 0; item < at->mean.lines; item++)
        for (of.i = 0; of.i < result->count; of.i++)
            if (line_again(&of, item, points, have) != CPF_OK)
                return cpf__appraise_find(at->appraisal, CPF__APPRAISE_POINTS_RANGE, result->first + of.i,
                                          at->first_card + card, at->card->items[item].indicator, error);
    for (of.i = 0; of.i < result->count; of.i++)
        if (total_again(&of, points, have) == CPF_E_RANGE)
            return cpf__appraise_find(at->appraisal, CPF__APPRAISE_TOTAL_RANGE, result->first + of.i,
                                      at->first_card + card, CPF_NONE, error);
    return CPF_OK;
}

cpf_status cpf__name_failure(const cpf__scoring *at, cpf_error **error)
{
    const cpf_context *context = at->appraisal->context;
    int64_t *points = cpf__alloc(context, at->mean.lines, sizeof *points);
    uint8_t *have = cpf__alloc(context, at->mean.lines, sizeof *have);
    cpf_status status = points && have ? CPF_OK : cpf__no_memory(error);

    for (int32_t card = 0; card < at->cards && status == CPF_OK; card++)
        status = name_of_card(at, card, points, have, error);
    cpf__free(context, points);
    cpf__free(context, have);
    return status == CPF_OK ? CPF_E_INTERNAL : status;
}
