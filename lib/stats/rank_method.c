/* SPDX-License-Identifier: MIT */
/* The rows of ranks and percentiles: each from where a value stands, and nothing else. */
#include "rank_group.h"

const cpf__rank_method cpf__rank_methods[CPF__RANK_COUNT] = {
    [CPF__RANK_COMPETITION] = {"1224",
                               {"equal values share the best of their places", "并列者取最靠前的名次，其后跳号"}},
    [CPF__RANK_MODIFIED] = {"1334", {"equal values share the last of their places", "并列者取最靠后的名次"}},
    [CPF__RANK_DENSE] = {"dense",
                         {"equal values share a place and the next follows at once", "并列者同名次，其后不跳号"}},
};

const cpf__percentile_method cpf__percentile_methods[CPF__PERCENTILE_COUNT] = {
    [CPF__PERCENTILE_BELOW] = {"below", {"share of the others that are lower", "低于本人者占其他人的百分比"}},
    [CPF__PERCENTILE_STRICT] = {"strict", {"share of all that are lower", "低于本人者占全体的百分比"}},
    [CPF__PERCENTILE_WEAK] = {"weak", {"share of all that are lower or equal", "低于或等于本人者占全体的百分比"}},
    [CPF__PERCENTILE_MEAN] = {"mean", {"mean of strict and weak", "前两种百分比的平均值"}},
};

const cpf__rank_form cpf__rank_forms[CPF__RANK_COUNT] = {
    [CPF__RANK_COMPETITION] = {1, 0, 0, 1},
    [CPF__RANK_MODIFIED] = {1, 1, 0, 0},
    [CPF__RANK_DENSE] = {0, 0, 1, 1},
};

/* Parts of lower and equal ones in the numerator, of all in the denominator, and how many fewer. */
static const struct {
    int32_t lower, equal, all, fewer;
} percentile_forms[CPF__PERCENTILE_COUNT] = {
    [CPF__PERCENTILE_BELOW] = {1, 0, 1, 1},
    [CPF__PERCENTILE_STRICT] = {1, 0, 1, 0},
    [CPF__PERCENTILE_WEAK] = {1, 1, 1, 0},
    [CPF__PERCENTILE_MEAN] = {2, 1, 2, 0},
};

/* One alone has no others: it stands at 100. */
cpf__percentile_scale cpf__percentile_scale_of(cpf__percentile_id kind, int64_t count)
{
    cpf__percentile_scale scale = {percentile_forms[kind].lower, percentile_forms[kind].equal, 0, count, 0};

    scale.denominator = percentile_forms[kind].all * count - percentile_forms[kind].fewer;
    if (scale.denominator < 1)
        scale.denominator = scale.equal = 1;
    scale.inverse = 1 / (2 * (double)scale.denominator);
    return scale;
}
