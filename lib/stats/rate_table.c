/* SPDX-License-Identifier: MIT */
#include "rate_table.h"

int64_t cpf__rate_band(const cpf__rate_table *table, cpf__i128 amount)
{
    int64_t band = 0;

    if (amount < 0)
        amount = -amount;
    while (band + 1 < table->count &&
           (table->at_or_above ? amount >= table->limits[band + 1] : amount > table->limits[band + 1]))
        band++;
    return band;
}

cpf_status cpf__pay_whole(const cpf__rate_table *table, cpf__i128 amount, cpf__i128 *pay)
{
    return __builtin_mul_overflow(amount, (cpf__i128)table->rates[cpf__rate_band(table, amount)], pay) ? CPF_E_RANGE
                                                                                                       : CPF_OK;
}

cpf_status cpf__pay_marginal(const cpf__rate_table *table, cpf__i128 amount, cpf__i128 *pay)
{
    cpf__i128 size = amount < 0 ? -amount : amount, part, sum = 0;

    for (int64_t band = 0; band < table->count && size > table->limits[band]; band++) {
        int inside = band + 1 == table->count || size < table->limits[band + 1];

        part = (inside ? size : table->limits[band + 1]) - table->limits[band];
        if (__builtin_mul_overflow(part, (cpf__i128)table->rates[band], &part) ||
            __builtin_add_overflow(sum, part, &sum))
            return CPF_E_RANGE;
    }
    *pay = amount < 0 ? -sum : sum;
    return CPF_OK;
}

cpf_status cpf__draw_ledger(const cpf__draw *draw, const int64_t *earned, int64_t n, int64_t *paid, int64_t *balance)
{
    enum { WHOLE = 1000000 };
    int64_t owed = 0;

    for (int64_t i = 0; i < n; i++) {
        cpf__i128 above = (cpf__i128)earned[i] - draw->amount, back = 0;
        cpf_status status = CPF_OK;

        if (above > 0 && i >= draw->start)
            back = above * draw->percent / WHOLE; /* what is not a whole step stays with who earned it */
        if (back > owed)
            back = owed;
        if (above < 0 && draw->recoverable)
            status = above < -(cpf__i128)INT64_MAX ? CPF_E_RANGE : cpf__add(owed, (int64_t)-above, &owed);
        if (status != CPF_OK)
            return status;
        owed -= (int64_t)back;
        paid[i] = above < 0 ? draw->amount : (int64_t)(earned[i] - back);
        balance[i] = owed;
    }
    return CPF_OK;
}
