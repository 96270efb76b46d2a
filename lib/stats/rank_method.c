/* SPDX-License-Identifier: MIT */
/* The rows of ranks and percentiles: each from where a value stands, and nothing else. */
#include "rank_group.h"

enum { PERCENT = 1000000 }; /* 100 with four decimals */

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

int32_t cpf__rank_of(cpf__rank_id method, cpf__standing standing)
{
    const int32_t ranks[CPF__RANK_COUNT] = {
        [CPF__RANK_COMPETITION] = standing.above + 1,
        [CPF__RANK_MODIFIED] = standing.above + standing.equal,
        [CPF__RANK_DENSE] = standing.dense + 1,
    };

    return ranks[method];
}

int64_t cpf__percentile_of(cpf__percentile_id kind, cpf__standing standing)
{
    int64_t count = standing.count, equal = standing.equal, lower = count - standing.above - equal;
    const struct {
        int64_t num, den;
    } shares[CPF__PERCENTILE_COUNT] = {
        [CPF__PERCENTILE_BELOW] = {count > 1 ? lower : 1, count > 1 ? count - 1 : 1},
        [CPF__PERCENTILE_STRICT] = {lower, count},
        [CPF__PERCENTILE_WEAK] = {lower + equal, count},
        [CPF__PERCENTILE_MEAN] = {2 * lower + equal, 2 * count},
    };

    return (2 * PERCENT * shares[kind].num + shares[kind].den) / (2 * shares[kind].den);
}
