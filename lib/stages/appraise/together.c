/* SPDX-License-Identifier: MIT */
#include "together.h"

static int same_ratio(cpf__ratio a, cpf__ratio b)
{
    return a.num == b.num && a.den == b.den;
}

static int same_piece(const cpf__piece *a, const cpf__piece *b)
{
    return a->edge_num == b->edge_num && a->edge_den == b->edge_den && a->closed == b->closed && a->a == b->a &&
           a->b == b->b && a->den == b->den;
}

static int same_curve(const cpf__curve *a, const cpf__curve *b)
{
    int same = a->input == b->input && a->count == b->count && a->step_num == b->step_num &&
               a->step_den == b->step_den && a->clamped == b->clamped;

    if (same && a->clamped)
        same = same_ratio(a->low, b->low) && same_ratio(a->high, b->high);
    for (int32_t i = 0; same && i < a->count; i++)
        same = same_piece(&a->pieces[i], &b->pieces[i]);
    return same;
}

static int same_item(const struct cpf_item *a, const struct cpf_item *b)
{
    const cpf__attain *x = &a->attain, *y = &b->attain;

    return a->indicator == b->indicator && !a->basis && !b->basis && a->target_kind == b->target_kind &&
           a->target_kind != CPF__TARGET_FORMULA && a->constant == b->constant && x->zero == y->zero &&
           x->negative == y->negative && x->direction == y->direction && x->scale == y->scale &&
           same_curve(a->curve, b->curve);
}

static int same_lines(const struct cpf_scorecard *a, const struct cpf_scorecard *b)
{
    int same = a->level == b->level && a->points_decimals == b->points_decimals &&
               a->total_decimals == b->total_decimals && a->missing == b->missing && a->item_count == b->item_count;

    for (int32_t i = 0; same && i < a->item_count; i++)
        same = same_item(&a->items[i], &b->items[i]);
    return same;
}

int32_t cpf__cards_together(const cpf_model *model, cpf_id card, int32_t most)
{
    int32_t count = 1;

    while (count < most && card + count < model->scorecard_count &&
           same_lines(&model->scorecards[card], &model->scorecards[card + count]))
        count++;
    return count;
}
