/* SPDX-License-Identifier: MIT */
/* Totals of subjects whose weights are not the card's own: the same points, weighed again, exact and rounded once. */
#include "appraise_steps.h"
#include "decimal.h"
#include "mem.h"
#include "total.h"
#include "weighing.h"

typedef struct weigh_run {
    cpf_appraisal *appraisal;
    cpf_id card;
    cpf__weighing by;
    cpf__mean mean;
    int64_t *weights; /* as the mean has them, one card */
    int64_t *points;
    uint8_t *have;
} weigh_run;

/* A suspended line misses nothing: it counts with what is left of its weight, and without points. 0: no other line
 * with weight has any, so that there is no total. */
static int set_lines(weigh_run *run, int64_t i)
{
    const cpf__card_result *result = &run->appraisal->cards[run->card];
    int any = 0;

    run->mean.weight_sum[0] = 0;
    for (int32_t line = 0; line < run->mean.lines; line++) {
        const cpf__line_weight *at = &run->by.lines[line];
        int counts = at->policy == CPF_NONE && cpf__bit(result->lines[line].points_valid, i);

        run->weights[(int64_t)line * CPF__CARDS_TOGETHER] = at->weight;
        run->mean.weight_sum[0] += at->weight;
        run->points[line] = counts ? result->lines[line].points[i] : 0;
        run->have[line] = (uint8_t)(counts || at->policy != CPF_NONE || !at->weight);
        any |= counts && at->weight > 0;
    }
    return any;
}

/* The usual case in 64 bits; 0: it is not that. */
static int weigh_quickly(const weigh_run *run, int64_t *total)
{
    int64_t sum = 0, divisor = 0, rest;
    int fits = run->mean.raise == 1 && run->mean.missing != CPF__MISSING_REFUSE;

    for (int32_t line = 0; line < run->mean.lines && fits; line++) {
        int64_t weight = run->weights[(int64_t)line * CPF__CARDS_TOGETHER], product;

        fits = !__builtin_mul_overflow(weight, run->points[line], &product) && cpf__add(sum, product, &sum) == CPF_OK;
        divisor += run->have[line] ? weight : 0;
    }
    divisor = (run->mean.missing == CPF__MISSING_ZERO ? run->mean.weight_sum[0] : divisor) * run->mean.lower;
    if (!fits || divisor <= 0 || divisor > INT32_MAX * (int64_t)INT32_MAX)
        return 0;
    *total = sum / divisor;
    rest = sum % divisor;
    if (2 * (rest < 0 ? -rest : rest) >= divisor)
        *total += sum < 0 ? -1 : 1;
    return 1;
}

static cpf_status weigh_subject(weigh_run *run, int64_t i, cpf_error **error)
{
    cpf_appraisal *appraisal = run->appraisal;
    int64_t subject = appraisal->cards[run->card].first + i, total = 0;
    cpf_status status = CPF_E_MISSING;

    if (cpf__weighing_at(&run->by, appraisal->units[subject]))
        return CPF_OK;
    for (int32_t line = 0; line < run->mean.lines; line++)
        if (run->by.lines[line].policy == CPF__SUSPEND_FAIL)
            return cpf__appraise_find(appraisal, CPF__APPRAISE_SUSPENDED, subject, run->card,
                                      appraisal->model->scorecards[run->card].items[line].indicator, error);
    if (set_lines(run, i))
        status = weigh_quickly(run, &total) ? CPF_OK : cpf__total_exact(&run->mean, 0, run->points, run->have, &total);
    if (status == CPF_E_RANGE)
        return cpf__appraise_find(appraisal, CPF__APPRAISE_TOTAL_RANGE, subject, run->card, CPF_NONE, error);
    appraisal->totals[subject] = status == CPF_OK ? total : 0;
    cpf__bit_set(appraisal->total_valid, subject, status == CPF_OK);
    return CPF_OK;
}

static void open_mean(weigh_run *run)
{
    const struct cpf_scorecard *card = &run->appraisal->model->scorecards[run->card];
    int32_t raise = card->total_decimals - card->points_decimals;

    run->mean.lines = card->item_count;
    run->mean.cards = 1;
    run->mean.missing = card->missing;
    run->mean.weights = run->weights;
    run->mean.raise = cpf__pow10(raise > 0 ? raise : 0);
    run->mean.lower = cpf__pow10(raise < 0 ? -raise : 0);
}

cpf_status cpf__appraise_weigh(cpf_appraisal *appraisal, cpf_id card, cpf_error **error)
{
    const cpf_context *context = appraisal->context;
    int32_t lines = appraisal->model->scorecards[card].item_count;
    weigh_run run = {.appraisal = appraisal, .card = card};
    cpf_status status;

    if (!cpf__card_has_weights(appraisal->model, card))
        return CPF_OK;
    run.weights = cpf__alloc(context, (int64_t)lines * CPF__CARDS_TOGETHER, sizeof *run.weights);
    run.points = cpf__alloc(context, lines, sizeof *run.points);
    run.have = cpf__alloc(context, lines, sizeof *run.have);
    status = cpf__weighing_open(&run.by, appraisal, card);
    if (!run.weights || !run.points || !run.have || status != CPF_OK)
        status = cpf__no_memory(error);
    if (status == CPF_OK)
        open_mean(&run);
    for (int64_t i = 0; i < appraisal->cards[card].count && status == CPF_OK; i++)
        status = weigh_subject(&run, i, error);
    cpf__weighing_close(&run.by);
    cpf__free(context, run.weights);
    cpf__free(context, run.points);
    cpf__free(context, run.have);
    return status;
}
