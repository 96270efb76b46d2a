/* SPDX-License-Identifier: MIT */
/* A cube by leaf periods: columns by periods first, then a table each period. */
#include <string.h>

#include "cube.h"
#include "decimal.h"
#include "goal_messages.h"
#include "mem.h"
#include "text.h"
#include "two_way_whole.h"

enum { NAMES_TOLD = 5 };

/* Memory for the tables of one cube. */
typedef struct fit_work {
    cpf__cube *cube;
    double *real, *seed;                /* of the largest table; of columns by pages */
    int64_t *columns, *pages, *between; /* totals and cells of columns by pages: what is not fixed */
    cpf__two_way_fault fault;
} fit_work;

static const char *unit_name(const cpf__cube *cube, int64_t i)
{
    return cpf_model_unit_code(cube->view->model, cube->units[i]);
}

static const char *column_name(const cpf__cube *cube, int64_t j)
{
    return cube->names[j];
}

static const char *page_name(const cpf__cube *cube, int64_t page)
{
    return cube->view->model->calendar->periods[cube->first + page].code;
}

typedef const char *(*line_name)(const cpf__cube *cube, int64_t line);

static void list_lines(const cpf__cube *cube, const uint8_t *marked, int64_t n, line_name name, cpf_text *list)
{
    int64_t told = 0, count = 0;

    for (int64_t i = 0; i < n; i++) {
        if (!marked[i])
            continue;
        if (told < NAMES_TOLD)
            cpf__text_format(list, "%s%s", told++ ? ", " : "", name(cube, i));
        count++;
    }
    if (count > told)
        cpf__text_format(list, ", +%lld", (long long)(count - told));
    if (!count)
        cpf__text_add(list, "-");
}

/* Which table it is, and the names of its lines. */
typedef struct fit_names {
    cpf_id period;
    int64_t rows, columns;
    line_name row, column;
} fit_names;

static cpf_status tell_fault(const fit_work *work, const fit_names *names, cpf_status why, cpf_error **error)
{
    const cpf__cube *cube = work->cube;
    const cpf_context *context = cube->view->context;
    cpf_text *path = cpf__text_new(context), *rows = cpf__text_new(context), *columns = cpf__text_new(context);
    cpf__place place = cpf__cube_place(cube, path);
    const cpf__message *row = &cpf__goal_messages[why == CPF_E_RANGE ? CPF__GOAL_CUBE_LARGE : CPF__GOAL_CUBE_MARGIN];
    cpf_status status;
    char figure[32];

    list_lines(cube, work->fault.rows, names->rows, names->row, rows);
    list_lines(cube, work->fault.columns, names->columns, names->column, columns);
    cpf_decimal_format(work->fault.gap, cube->view->model->indicators[cube->indicator].decimals, figure);
    if (cpf__text_failed(path) || cpf__text_failed(rows) || cpf__text_failed(columns))
        status = cpf__no_memory(error);
    else
        status =
            cpf__find(context, error, &place, row, cube->code, cube->view->model->calendar->periods[names->period].code,
                      cpf_text_data(rows), cpf_text_data(columns), figure);
    cpf_text_free(path);
    cpf_text_free(rows);
    cpf_text_free(columns);
    return status;
}

static cpf_status fit_table(fit_work *work, const cpf__two_way *table, const fit_names *names, int64_t *cells,
                            cpf_error **error)
{
    cpf_status status = cpf__two_way_whole(work->cube->view->context, table, work->real, cells, &work->fault);

    if (status == CPF_OK)
        return CPF_OK;
    return status == CPF_E_MEMORY ? cpf__no_memory(error) : tell_fault(work, names, status, error);
}

/* Totals and seeds of columns by pages: of the cells that are not fixed. */
static void sum_pages(fit_work *work)
{
    const cpf__cube *cube = work->cube;
    int64_t k = 0;

    memcpy(work->columns, cube->column_totals, (size_t)cube->columns * sizeof *work->columns);
    for (int32_t page = 0; page < cube->pages; page++)
        for (int64_t i = 0; i < cube->rows; i++) {
            work->pages[page] += cube->row_totals[page * cube->rows + i];
            for (int64_t j = 0; j < cube->columns; j++, k++) {
                if (cube->fixed[k] == INT64_MIN) {
                    work->seed[j * cube->pages + page] += cube->seed[k];
                    continue;
                }
                work->columns[j] -= cube->fixed[k];
                work->pages[page] -= cube->fixed[k];
                cube->page_columns[page * cube->columns + j] += cube->fixed[k];
            }
        }
}

/* A column, or a page, with less than what is fixed in it. */
static int is_overfull(fit_work *work)
{
    const cpf__cube *cube = work->cube;
    int found = 0;

    memset(work->fault.rows, 0, (size_t)cube->columns);
    memset(work->fault.columns, 0, (size_t)cube->pages);
    for (int64_t j = 0; j < cube->columns && !found; j++)
        if (work->columns[j] < 0) {
            found = work->fault.rows[j] = 1;
            work->fault.gap = -work->columns[j];
        }
    for (int64_t page = 0; page < cube->pages && !found; page++)
        if (work->pages[page] < 0) {
            found = work->fault.columns[page] = 1;
            work->fault.gap = -work->pages[page];
        }
    return found;
}

static cpf_status fit_columns(fit_work *work, cpf_error **error)
{
    cpf__cube *cube = work->cube;
    const cpf__two_way table = {cube->columns, cube->pages, work->seed, NULL, work->columns, work->pages};
    const fit_names names = {cube->period, cube->columns, cube->pages, column_name, page_name};
    cpf_status status;

    if (cube->pages == 1) {
        memcpy(cube->page_columns, cube->column_totals, (size_t)cube->columns * sizeof *cube->page_columns);
        return CPF_OK;
    }
    sum_pages(work);
    if (is_overfull(work))
        return tell_fault(work, &names, CPF_E_INFEASIBLE, error);
    status = fit_table(work, &table, &names, work->between, error);
    for (int64_t j = 0; j < cube->columns && status == CPF_OK; j++)
        for (int32_t page = 0; page < cube->pages; page++)
            cube->page_columns[page * cube->columns + j] += work->between[j * cube->pages + page];
    return status;
}

static cpf_status fit_pages(fit_work *work, cpf_error **error)
{
    cpf__cube *cube = work->cube;
    int64_t size = cube->rows * cube->columns;
    cpf_status status = CPF_OK;

    for (int32_t page = 0; page < cube->pages && status == CPF_OK; page++) {
        const cpf__two_way table = {cube->rows,
                                    cube->columns,
                                    cube->seed + page * size,
                                    cube->fixed + page * size,
                                    cube->row_totals + page * cube->rows,
                                    cube->page_columns + page * cube->columns};
        const fit_names names = {cube->first + page, cube->rows, cube->columns, unit_name, column_name};

        status = fit_table(work, &table, &names, cube->cells + page * size, error);
    }
    return status;
}

cpf_status cpf__cube_fit(cpf__cube *cube, cpf_error **error)
{
    const cpf_context *context = cube->view->context;
    int64_t between = cube->columns * cube->pages, rows = cube->rows > cube->pages ? cube->rows : cube->pages;
    fit_work work = {.cube = cube};
    cpf_status status;

    work.real = cpf__alloc(context, rows * cube->columns, sizeof *work.real);
    work.seed = cpf__alloc(context, between, sizeof *work.seed);
    work.columns = cpf__alloc(context, cube->columns + cube->pages + between, sizeof *work.columns);
    work.fault.rows = cpf__alloc(context, 2 * (rows + cube->columns), 1);
    if (work.real && work.seed && work.columns && work.fault.rows) {
        work.pages = work.columns + cube->columns;
        work.between = work.pages + cube->pages;
        work.fault.columns = work.fault.rows + rows + cube->columns;
        status = fit_columns(&work, error);
        if (status == CPF_OK)
            status = fit_pages(&work, error);
    } else {
        status = cpf__no_memory(error);
    }
    cpf__free(context, work.real);
    cpf__free(context, work.seed);
    cpf__free(context, work.columns);
    cpf__free(context, work.fault.rows);
    return status;
}
