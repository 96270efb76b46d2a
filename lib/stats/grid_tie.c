/* SPDX-License-Identifier: MIT */
#include "grid_flow.h"
#include "mem.h"

/* Takes away, again and again, nodes that no free step leads to: what is left has a ring. */
cpf_status cpf__grid_tie(const cpf_context *context, const cpf__grid *grid, int *tie)
{
    int64_t rows = grid->rows, nodes = rows + grid->columns, size = 0, done = 0;
    int64_t *arrivals = cpf__alloc(context, 2 * nodes, sizeof *arrivals), *queue = arrivals ? arrivals + nodes : NULL;

    *tie = 0;
    if (!arrivals)
        return CPF_E_MEMORY;
    for (int64_t v = 0; v < nodes; v++) {
        for (int64_t k = v < rows ? rows : 0; k < (v < rows ? nodes : rows); k++)
            arrivals[k] += !(cpf__grid_step(grid, v, k) > 0);
    }
    for (int64_t v = 0; v < nodes; v++) {
        if (!arrivals[v])
            queue[size++] = v;
    }
    while (done < size) {
        int64_t v = queue[done++];

        for (int64_t k = v < rows ? rows : 0; k < (v < rows ? nodes : rows); k++) {
            if (!(cpf__grid_step(grid, v, k) > 0) && --arrivals[k] == 0)
                queue[size++] = k;
        }
    }
    *tie = size < nodes;
    cpf__free(context, arrivals);
    return CPF_OK;
}
