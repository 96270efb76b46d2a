/* SPDX-License-Identifier: MIT */
#include "case_cells.h"

int32_t cpf__case_cell_of(const cpf__records *events, int64_t row, const cpf__case_cell *cells, int32_t count)
{
    for (int32_t i = 0; i < count; i++)
        if (cpf__record_value(events, CPF__EVENT_INDICATOR, cells[i].appeal) ==
            cpf__record_value(events, CPF__EVENT_INDICATOR, row))
            return i;
    return -1;
}

static void decide(const cpf__records *events, int64_t row, cpf__case_cell *cells, int32_t count)
{
    int all = !cpf__record_has(events, CPF__EVENT_INDICATOR, row);
    int32_t one = cpf__case_cell_of(events, row, cells, count);

    for (int32_t i = 0; i < count; i++)
        if ((all || i == one) && cells[i].decision < 0)
            cells[i].decision = row;
}

int32_t cpf__case_cells(const cpf__records *events, const int64_t *rows, int64_t count, cpf__case_cell *cells)
{
    int32_t found = 0;

    for (int64_t i = 0; i < count; i++) {
        int64_t state = cpf__record_value(events, CPF__EVENT_STATE, rows[i]);

        if (state == CPF__CASE_APPEALED && cpf__case_cell_of(events, rows[i], cells, found) < 0)
            cells[found++] = (cpf__case_cell){rows[i], -1};
        else if (state == CPF__CASE_UPHELD || state == CPF__CASE_CHANGED)
            decide(events, rows[i], cells, found);
    }
    return found;
}

int32_t cpf__case_cells_open(const cpf__case_cell *cells, int32_t count)
{
    int32_t open = 0;

    for (int32_t i = 0; i < count; i++)
        open += cells[i].decision < 0;
    return open;
}
