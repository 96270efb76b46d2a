/* SPDX-License-Identifier: MIT */
/* Draws against commission, in whole steps. */
#include "call_doubles.h"
#include "call_methods.h"
#include "rate_table.h"

enum { RECOVERY_DECIMALS = 4, WHOLE_RECOVERY = 1000000 };

static const cpf_param draw_params[] = {
    {"commission", "what was earned, one a period", "各期应得佣金", "list of numbers", NULL, NULL, NULL},
    {"draw", "what is paid at least", "预支额", "number from 0", "0", NULL, NULL},
    {"recoverable", "whether shortfalls are repaid later", "差额是否需偿还", "flag", NULL, NULL, "true"},
    {"start_period", "first period in which they are repaid", "开始偿还的期次", "period", "1", "1000000", "1"},
    {"recovery_percent", "part of what is earned above the draw that goes to repayment",
     "超出预支部分用于偿还的比例（%）", "per cent", "0", "100", "100"},
};

static void run_draw(cpf__call *call)
{
    int32_t node = cpf__call_find(call, "commission"), draw_node = cpf__call_find(call, "draw"), percent;
    int32_t decimals = cpf__call_decimals(call, draw_node, cpf__call_decimals(call, node, 0));
    cpf__numbers earned = cpf__call_numbers(call, node, decimals, 0), paid = earned, balance = earned;
    cpf__draw draw = {cpf__call_number(call, draw_node, decimals), cpf__call_flag(call, "recoverable"),
                      cpf__call_whole(call, "start_period", 1, 1000000) - 1, WHOLE_RECOVERY};

    percent = cpf__call_find(call, "recovery_percent");
    if (percent != CPF_NONE && call->status == CPF_OK)
        draw.percent = cpf__call_number(call, percent, RECOVERY_DECIMALS);
    if (call->status == CPF_OK && (draw.percent < 0 || draw.percent > WHOLE_RECOVERY))
        cpf__call_fail(call, percent, CPF__IO_CALL_RANGE, cpf__json_text(call->json, percent), "0", "100");
    if (call->status == CPF_OK && draw.amount < 0)
        cpf__call_fail(call, draw_node, CPF__IO_CALL_NEGATIVE, cpf__json_text(call->json, draw_node), NULL, NULL);
    paid.items = cpf__call_take(call, earned.count, sizeof *paid.items);
    balance.items = cpf__call_take(call, earned.count, sizeof *balance.items);
    if (call->status == CPF_OK &&
        cpf__draw_ledger(&draw, earned.items, earned.count, paid.items, balance.items) != CPF_OK)
        cpf__call_fail(call, node, CPF__IO_CALL_LARGE, NULL, NULL, NULL);
    if (call->status != CPF_OK)
        return;
    cpf__answer_numbers(call, "paid", paid, decimals);
    cpf__answer_numbers(call, "balance", balance, decimals);
}

const cpf__call_row cpf__methods_draw[CPF__DRAW_METHODS] = {
    {{{"draw", "Draw against commission", "预支佣金",
       "Paid at least the draw; shortfalls are repaid from what is earned above it.",
       "保底预支，差额从后续超额部分偿还。",
       "short: paid = draw, balance + (draw - earned); above: repaid = min(balance, part of the excess)", "",
       CPF__PARAMS(draw_params)},
      "paid, balance: one a period"},
     run_draw},
};
