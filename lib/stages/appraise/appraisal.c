/* SPDX-License-Identifier: MIT */
#include "appraisal_in.h"

#include "mem.h"

static void free_lines(const cpf_context *context, cpf__line *lines, int32_t count)
{
    for (int32_t i = 0; lines && i < count; i++) {
        cpf__free(context, lines[i].formula_target);
        cpf__free(context, lines[i].formula_valid);
        cpf__free(context, lines[i].basis);
        cpf__free(context, lines[i].basis_valid);
    }
    cpf__free(context, lines);
}

static void free_standing(const cpf_context *context, cpf__standing_result *result)
{
    cpf__free(context, result->memory);
    cpf__free(context, atomic_load_explicit(&result->wide, memory_order_acquire));
    cpf__free(context, result->group_key);
    cpf__free(context, result->runs);
    cpf__free(context, result->start);
    cpf__free(context, result->places);
}

void cpf__appraisal_clear(cpf_appraisal *appraisal)
{
    cpf_context *context = appraisal->context;
    const cpf_model *model = appraisal->model;
    cpf_id period = appraisal->period;

    for (cpf_id card = 0; appraisal->cards && card < model->scorecard_count; card++)
        free_lines(context, appraisal->cards[card].lines, model->scorecards[card].item_count);
    for (int32_t i = 0; appraisal->standings && i < model->standing_count; i++)
        free_standing(context, &appraisal->standings[i]);
    cpf__free(context, appraisal->cards);
    cpf__free(context, appraisal->standings);
    cpf__free(context, appraisal->units);
    cpf__free(context, appraisal->subject_of);
    cpf__free(context, appraisal->points);
    cpf__free(context, appraisal->points_valid);
    cpf__free(context, appraisal->shut.items);
    cpf__free(context, appraisal->totals);
    cpf__free(context, appraisal->total_valid);
    cpf__free(context, appraisal->own_totals);
    cpf__free(context, appraisal->own_valid);
    cpf_facts_free(appraisal->targets);
    cpf_facts_free(appraisal->actuals);
    *appraisal = (cpf_appraisal){.context = context, .model = appraisal->model, .period = period};
}

void cpf_appraisal_free(cpf_appraisal *appraisal)
{
    cpf_context *context;

    if (!appraisal)
        return;
    context = appraisal->context;
    cpf__appraisal_clear(appraisal);
    cpf_model_free(appraisal->model);
    cpf__free(context, appraisal);
    cpf_context_free(context);
}

cpf_id cpf_appraisal_period(const cpf_appraisal *appraisal)
{
    return appraisal ? appraisal->period : CPF_NONE;
}

int64_t cpf_appraisal_count(const cpf_appraisal *appraisal)
{
    return appraisal ? appraisal->count : 0;
}

const cpf_id *cpf_appraisal_units(const cpf_appraisal *appraisal)
{
    return appraisal ? appraisal->units : NULL;
}

int64_t cpf_appraisal_find(const cpf_appraisal *appraisal, cpf_id unit)
{
    if (!appraisal || !appraisal->subject_of || unit < 0 || unit >= appraisal->model->tree->count)
        return CPF_NONE;
    return appraisal->subject_of[unit];
}

const int64_t *cpf_appraisal_totals(const cpf_appraisal *appraisal)
{
    return appraisal ? appraisal->totals : NULL;
}

const uint8_t *cpf_appraisal_total_validity(const cpf_appraisal *appraisal)
{
    return appraisal ? appraisal->total_valid : NULL;
}

static const cpf__line *line_at(const cpf_appraisal *appraisal, cpf_id scorecard, int32_t item)
{
    if (!appraisal || !appraisal->cards || scorecard < 0 || scorecard >= appraisal->model->scorecard_count ||
        item < 0 || item >= appraisal->model->scorecards[scorecard].item_count)
        return NULL;
    return &appraisal->cards[scorecard].lines[item];
}

const int64_t *cpf_appraisal_points(const cpf_appraisal *appraisal, cpf_id scorecard, int32_t item, int64_t *first,
                                    int64_t *count)
{
    const cpf__line *line = line_at(appraisal, scorecard, item);

    if (first)
        *first = line ? appraisal->cards[scorecard].first : 0;
    if (count)
        *count = line ? appraisal->cards[scorecard].count : 0;
    return line ? line->points : NULL;
}

const uint8_t *cpf_appraisal_points_validity(const cpf_appraisal *appraisal, cpf_id scorecard, int32_t item)
{
    const cpf__line *line = line_at(appraisal, scorecard, item);

    return line ? line->points_valid : NULL;
}

static const cpf__standing_result *standing_at(const cpf_appraisal *appraisal, int32_t standing)
{
    if (!appraisal || !appraisal->standings || standing < 0 || standing >= appraisal->model->standing_count)
        return NULL;
    return &appraisal->standings[standing];
}

const int32_t *cpf_appraisal_ranks(const cpf_appraisal *appraisal, int32_t standing)
{
    const cpf__standing_result *result = standing_at(appraisal, standing);

    return result ? result->rank : NULL;
}

const int32_t *cpf_appraisal_percentiles_narrow(const cpf_appraisal *appraisal, int32_t standing)
{
    const cpf__standing_result *result = standing_at(appraisal, standing);

    return result ? result->percentile : NULL;
}

/* Threads that ask at the same time may each make the column: the first one is kept, and all of them get it. */
const int64_t *cpf_appraisal_percentiles(const cpf_appraisal *appraisal, int32_t standing)
{
    cpf__standing_result *result = standing_at(appraisal, standing) ? &appraisal->standings[standing] : NULL;
    int64_t *kept = result ? atomic_load_explicit(&result->wide, memory_order_acquire) : NULL, *made;

    if (!result || kept)
        return kept;
    made = cpf__alloc_column(appraisal->context, appraisal->count, sizeof *made);
    for (int64_t i = 0; made && i < appraisal->count; i++)
        made[i] = result->percentile[i];
    if (!made ||
        atomic_compare_exchange_strong_explicit(&result->wide, &kept, made, memory_order_acq_rel, memory_order_acquire))
        return made;
    cpf__free(appraisal->context, made);
    return kept;
}

const int8_t *cpf_appraisal_grades(const cpf_appraisal *appraisal, int32_t standing)
{
    const cpf__standing_result *result = standing_at(appraisal, standing);

    return result ? result->grade : NULL;
}

const char *cpf_appraisal_grade_name(const cpf_appraisal *appraisal, int32_t standing, int32_t grade)
{
    const struct cpf_standing *it;

    if (!standing_at(appraisal, standing) || grade < 0)
        return "";
    it = &appraisal->model->standings[standing];
    if (grade < it->band_count)
        return it->bands[grade].grade;
    return !it->band_count && grade < it->quota_count ? it->quotas[grade].grade : "";
}
