/* SPDX-License-Identifier: MIT */
/* Deals that are shared: parts add up to 100 %, and all say the same of the deal. */
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "record_apply.h"
#include "record_check.h"
#include "steps.h"

enum { WHOLE_PERCENT = 1000000, PERCENT_DECIMALS = 4, FIGURE = 32 };

typedef struct deal_row {
    const char *deal;
    int64_t row;
} deal_row;

/* By deal, then as they were said. */
static int compare_deals(const void *left, const void *right)
{
    const deal_row *a = left, *b = right;
    int order = strcmp(a->deal, b->deal);

    return order ? order : (a->row > b->row) - (a->row < b->row);
}

static void check_same(cpf__build *build, const cpf__records *credits, int64_t row, int64_t first)
{
    static const int32_t fields[] = {CPF__CREDIT_INDICATOR, CPF__CREDIT_AMOUNT, CPF__CREDIT_ON};

    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        const char *name = credits->kind->entry.params[fields[i]].name;
        const char *texts[3] = {cpf__record_text(credits, CPF__CREDIT_DEAL, row), name};

        if (cpf__record_value(credits, fields[i], row) != cpf__record_value(credits, fields[i], first))
            cpf__tell_record(build, credits, row, name, CPF__MODEL(DEAL_DIFFERS), texts);
    }
}

static void check_deal(cpf__build *build, const cpf__records *credits, const deal_row *rows, int64_t n)
{
    char figure[FIGURE];
    const char *texts[3] = {rows[0].deal, figure};
    int64_t sum = 0;

    for (int64_t i = 0; i < n; i++) {
        int64_t percent = cpf__record_value(credits, CPF__CREDIT_PERCENT, rows[i].row);

        if (percent == CPF__RECORD_MISSING) /* told already */
            return;
        sum += cpf__record_value(credits, CPF__CREDIT_OVERLAY, rows[i].row) == 1 ? 0 : percent;
        check_same(build, credits, rows[i].row, rows[0].row);
    }
    if (sum == WHOLE_PERCENT)
        return;
    cpf_decimal_format(sum, PERCENT_DECIMALS, figure);
    cpf__tell_record(build, credits, rows[0].row, "percent", CPF__MODEL(DEAL_SUM), texts);
}

void cpf__check_deals(cpf__build *build)
{
    const cpf__records *credits;
    deal_row *rows;

    credits = cpf__checked_records(build, &cpf__record_credit);
    rows = cpf__alloc(build->context, credits->count, sizeof *rows);
    if (!rows) {
        cpf__build_fail(build);
        return;
    }
    for (int64_t i = 0; i < credits->count; i++)
        rows[i] = (deal_row){cpf__record_text(credits, CPF__CREDIT_DEAL, i), i};
    qsort(rows, (size_t)credits->count, sizeof *rows, compare_deals);
    for (int64_t begin = 0, end; begin < credits->count; begin = end) {
        for (end = begin + 1; end < credits->count && strcmp(rows[end].deal, rows[begin].deal) == 0;)
            end++;
        check_deal(build, credits, rows + begin, end - begin);
    }
    cpf__free(build->context, rows);
}
