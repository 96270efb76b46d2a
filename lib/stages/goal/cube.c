/* SPDX-License-Identifier: MIT */
#include "cube.h"

#include <string.h>

#include "apportion.h"
#include "decimal.h"
#include "goal_messages.h"
#include "mem.h"
#include "record_cube.h"
#include "text.h"

cpf__place cpf__cube_place(const cpf__cube *cube, cpf_text *path)
{
    return cpf__record_place(cpf__model_records(cube->view->model, &cpf__record_cube), cube->record, NULL, path);
}

/* A finding about the cube with up to three texts. */
static cpf_status tell_cube(const cpf__cube *cube, cpf__goal_message row, const char *a, const char *b,
                            cpf_error **error)
{
    cpf_text *path = cpf__text_new(cube->view->context);
    cpf__place place = cpf__cube_place(cube, path);
    cpf_status status = cpf__text_failed(path)
                            ? cpf__no_memory(error)
                            : cpf__find(cube->view->context, error, &place, &cpf__goal_messages[row], cube->code, a, b);

    cpf_text_free(path);
    return status;
}

static int is_mine(const cpf__cube *cube, const cpf__records *records, int64_t row)
{
    return strcmp(cpf__record_text(records, CPF__CUBE_CELL_CUBE, row), cube->code) == 0;
}

static int has_target(const cpf__cube *cube, cpf_id unit, int64_t level)
{
    const cpf__cells *cells = cpf__facts_cells(cube->view->targets, cube->indicator, cube->period);

    return cube->view->model->unit_level[unit] == level && cells->values && cpf__bit(cells->valid, unit);
}

static cpf_status take_units(cpf__cube *cube, int64_t level, cpf_error **error)
{
    const cpf_model *model = cube->view->model;

    for (cpf_id unit = 0; unit < model->tree->count; unit++)
        cube->rows += has_target(cube, unit, level);
    if (!cube->rows)
        return tell_cube(cube, CPF__GOAL_CUBE_TARGET, model->levels[level].code,
                         model->calendar->periods[cube->period].code, error);
    cube->units = cpf__alloc(model->context, cube->rows, sizeof *cube->units);
    cube->row_totals = cpf__alloc(model->context, cube->rows * cube->pages, sizeof *cube->row_totals);
    if (!cube->units || !cube->row_totals)
        return cpf__no_memory(error);
    cube->rows = 0;
    for (cpf_id unit = 0; unit < model->tree->count; unit++)
        if (has_target(cube, unit, level))
            cube->units[cube->rows++] = unit;
    return CPF_OK;
}

static cpf_status take_targets(cpf__cube *cube, cpf_error **error)
{
    const cpf_model *model = cube->view->model;

    for (int32_t page = 0; page < cube->pages; page++) {
        const cpf__cells *cells = cpf__facts_cells(cube->view->targets, cube->indicator, cube->first + page);

        for (int64_t i = 0; i < cube->rows; i++) {
            int64_t *value = &cube->row_totals[page * cube->rows + i];

            if (!cells->values || !cpf__bit(cells->valid, cube->units[i]))
                return tell_cube(cube, CPF__GOAL_CUBE_TARGET, cpf_model_unit_code(model, cube->units[i]),
                                 model->calendar->periods[cube->first + page].code, error);
            *value = cells->values[cube->units[i]];
            if (*value < 0 || cpf__add(cube->total, *value, &cube->total) != CPF_OK)
                return tell_cube(cube, CPF__GOAL_CUBE_RANGE, cpf_model_unit_code(model, cube->units[i]),
                                 model->calendar->periods[cube->first + page].code, error);
        }
    }
    return CPF_OK;
}

/* An amount of a record in steps of the indicator. */
static int64_t in_steps(const cpf__cube *cube, int64_t amount)
{
    int32_t more = cube->view->model->indicators[cube->indicator].decimals - CPF__CUBE_DECIMALS;

    if (more <= 0)
        return amount / cpf__pow10(-more);
    return __builtin_mul_overflow(amount, cpf__pow10(more), &amount) ? INT64_MAX : amount;
}

static cpf_status check_amounts(const cpf__cube *cube, cpf_error **error)
{
    int32_t decimals = cube->view->model->indicators[cube->indicator].decimals;
    char figures[2][32];
    cpf__i128 sum = 0;

    for (int64_t j = 0; j < cube->columns; j++)
        sum += cube->column_totals[j];
    if (sum == cube->total)
        return CPF_OK;
    cpf_decimal_format(sum > INT64_MAX ? INT64_MAX : (int64_t)sum, decimals, figures[0]);
    cpf_decimal_format(cube->total, decimals, figures[1]);
    return tell_cube(cube, CPF__GOAL_CUBE_SUM, figures[0], figures[1], error);
}

static cpf_status share_columns(cpf__cube *cube, cpf_error **error)
{
    const cpf__apportion_options options = {.threshold_den = 1};
    int64_t *shares = cpf__alloc(cube->view->context, cube->columns, sizeof *shares);
    int equal;
    cpf_status status;

    if (!shares)
        return cpf__no_memory(error);
    memcpy(shares, cube->column_totals, (size_t)cube->columns * sizeof *shares);
    status = cpf__apportion(cube->view->context, cube->total, shares, cube->columns, &options, cube->column_totals,
                            NULL, &equal, NULL);
    cpf__free(cube->view->context, shares);
    return status == CPF_OK ? CPF_OK : cpf__no_memory(error);
}

static cpf_status take_columns(cpf__cube *cube, cpf_error **error)
{
    const cpf__records *margins = cpf__model_records(cube->view->model, &cpf__record_cube_margin);
    int shares = 0;

    for (int64_t i = 0; i < margins->count; i++)
        cube->columns += is_mine(cube, margins, i);
    cube->names = cpf__alloc(cube->view->context, cube->columns, sizeof *cube->names);
    cube->column_totals = cpf__alloc(cube->view->context, cube->columns, sizeof *cube->column_totals);
    cube->page_columns = cpf__alloc(cube->view->context, cube->columns * cube->pages, sizeof *cube->page_columns);
    if (!cube->names || !cube->column_totals || !cube->page_columns)
        return cpf__no_memory(error);
    cube->columns = 0;
    for (int64_t i = 0; i < margins->count; i++) {
        if (!is_mine(cube, margins, i))
            continue;
        shares = cpf__record_has(margins, CPF__CUBE_MARGIN_SHARE, i);
        cube->names[cube->columns] = cpf__record_text(margins, CPF__CUBE_MARGIN_COLUMN, i);
        cube->column_totals[cube->columns++] =
            shares ? cpf__record_value(margins, CPF__CUBE_MARGIN_SHARE, i)
                   : in_steps(cube, cpf__record_value(margins, CPF__CUBE_MARGIN_AMOUNT, i));
    }
    return shares ? share_columns(cube, error) : check_amounts(cube, error);
}

/* What row and column alone would make of every cell. */
static void seed_alone(cpf__cube *cube)
{
    int64_t k = 0;

    for (int32_t page = 0; page < cube->pages; page++)
        for (int64_t i = 0; i < cube->rows; i++)
            for (int64_t j = 0; j < cube->columns; j++, k++) {
                cube->seed[k] = cube->total ? (double)cube->row_totals[page * cube->rows + i] *
                                                  ((double)cube->column_totals[j] / (double)cube->total)
                                            : 0;
                cube->fixed[k] = INT64_MIN;
            }
}

static int64_t row_of(const cpf__cube *cube, cpf_id unit)
{
    int64_t low = 0, high = cube->rows;

    while (low < high) {
        int64_t middle = low + (high - low) / 2;

        if (cube->units[middle] < unit)
            low = middle + 1;
        else
            high = middle;
    }
    return low < cube->rows && cube->units[low] == unit ? low : CPF_NONE;
}

static int64_t column_of(const cpf__cube *cube, const char *name)
{
    int64_t j = 0;

    while (strcmp(cube->names[j], name) != 0)
        j++;
    return j;
}

/* A seed in steps of the indicator. One for the whole period is spread over the pages as the unit's targets are. */
static double seed_of(const cpf__cube *cube, int64_t row, int32_t page, int64_t value, int one)
{
    double scale = (double)cpf__pow10(cube->view->model->indicators[cube->indicator].decimals) /
                   (double)cpf__pow10(CPF__CUBE_DECIMALS);
    double whole = 0;

    if (one || cube->pages == 1)
        return (double)value * scale;
    for (int32_t i = 0; i < cube->pages; i++)
        whole += (double)cube->row_totals[i * cube->rows + row];
    return whole > 0 ? (double)value * scale * ((double)cube->row_totals[page * cube->rows + row] / whole) : 0;
}

/* Those for all pages go before those for one. */
static void take_cells(cpf__cube *cube, const cpf__record_kind *kind, int of_one)
{
    const cpf__records *records = cpf__model_records(cube->view->model, kind);

    for (int64_t r = 0; r < records->count; r++) {
        int one = cpf__record_has(records, CPF__CUBE_CELL_PERIOD, r);
        int64_t row, value = cpf__record_value(records, CPF__CUBE_CELL_VALUE, r);

        if (!is_mine(cube, records, r) || one != of_one)
            continue;
        row = row_of(cube, (cpf_id)cpf__record_value(records, CPF__CUBE_CELL_UNIT, r));
        for (int32_t page = 0; page < cube->pages && row != CPF_NONE; page++) {
            int64_t k = (page * cube->rows + row) * cube->columns +
                        column_of(cube, cpf__record_text(records, CPF__CUBE_CELL_COLUMN, r));

            if (one && cube->first + page != cpf__record_value(records, CPF__CUBE_CELL_PERIOD, r))
                continue;
            if (kind == &cpf__record_cube_cell)
                cube->fixed[k] = in_steps(cube, value);
            else
                cube->seed[k] = seed_of(cube, row, page, value, one);
        }
    }
}

cpf_status cpf__cube_open(cpf__cube *cube, const cpf__stage_view *view, int64_t record, cpf_error **error)
{
    const cpf__records *cubes = cpf__model_records(view->model, &cpf__record_cube);
    const struct cpf_period *period;
    int64_t cells;
    cpf_status status;

    memset(cube, 0, sizeof *cube);
    cube->view = view;
    cube->record = record;
    cube->code = cpf__record_text(cubes, CPF__CUBE_CODE, record);
    cube->indicator = (cpf_id)cpf__record_value(cubes, CPF__CUBE_INDICATOR, record);
    cube->period = (cpf_id)cpf__record_value(cubes, CPF__CUBE_PERIOD, record);
    period = &view->model->calendar->periods[cube->period];
    cube->first = cpf__record_value(cubes, CPF__CUBE_BY, record) == 1 ? period->leaf_begin : cube->period;
    cube->pages = cube->first == cube->period ? 1 : period->leaf_end - period->leaf_begin;
    status = take_units(cube, cpf__record_value(cubes, CPF__CUBE_LEVEL, record), error);
    if (status == CPF_OK)
        status = take_targets(cube, error);
    if (status == CPF_OK)
        status = take_columns(cube, error);
    if (status != CPF_OK)
        return status;
    cells = cube->pages * cube->rows * cube->columns;
    cube->seed = cpf__alloc(view->context, cells, sizeof *cube->seed);
    cube->fixed = cpf__alloc(view->context, cells, sizeof *cube->fixed);
    cube->cells = cpf__alloc(view->context, cells, sizeof *cube->cells);
    if (!cube->seed || !cube->fixed || !cube->cells)
        return cpf__no_memory(error);
    seed_alone(cube);
    for (int of_one = 0; of_one < 2; of_one++) {
        take_cells(cube, &cpf__record_cube_seed, of_one);
        take_cells(cube, &cpf__record_cube_cell, of_one);
    }
    return CPF_OK;
}

void cpf__cube_close(cpf__cube *cube)
{
    const cpf_context *context = cube->view->context;

    cpf__free(context, cube->units);
    cpf__free(context, cube->names);
    cpf__free(context, cube->row_totals);
    cpf__free(context, cube->column_totals);
    cpf__free(context, cube->page_columns);
    cpf__free(context, cube->seed);
    cpf__free(context, cube->fixed);
    cpf__free(context, cube->cells);
}
