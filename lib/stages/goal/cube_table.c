/* SPDX-License-Identifier: MIT */
/* Targets by unit, by a second dimension and by period at once. */
#include "cascade_tables.h"
#include "cube.h"
#include "record_cube.h"

enum { CUBE, UNIT, COLUMN, PERIOD, VALUE, COLUMNS };

static const cpf__column cube_columns[COLUMNS] = {
    [CUBE] = {"cube", {"Cube", "多维目标"}, CPF_COLUMN_TEXT, 0},
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [COLUMN] = {"column", {"Column", "列"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "周期"}, CPF_COLUMN_TEXT, 0},
    [VALUE] = {"value", {"Target", "目标值"}, CPF_COLUMN_DECIMAL, 0},
};

static void tell_page(const cpf__cube *cube, int32_t page, cpf_table *table)
{
    const cpf_model *model = cube->view->model;
    int64_t k = page * cube->rows * cube->columns;

    for (int64_t i = 0; i < cube->rows; i++)
        for (int64_t j = 0; j < cube->columns; j++, k++) {
            int64_t row = cpf__table_add_row(table);

            cpf__table_set_text(table, CUBE, row, cube->code);
            cpf__table_set_text(table, UNIT, row, cpf_model_unit_code(model, cube->units[i]));
            cpf__table_set_text(table, COLUMN, row, cube->names[j]);
            cpf__table_set_text(table, PERIOD, row, model->calendar->periods[cube->first + page].code);
            cpf__table_set_scaled(table, VALUE, row, cube->cells[k], model->indicators[cube->indicator].decimals);
        }
}

/* All of the cube, or the page that is looked at. */
static void tell_cells(const cpf__cube *cube, cpf_table *table)
{
    cpf_id wanted = cube->view->period;

    for (int32_t page = 0; page < cube->pages; page++)
        if (wanted == CPF_NONE || wanted == cube->period || wanted == cube->first + page)
            tell_page(cube, page, table);
}

cpf_status cpf__make_cube(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    const cpf__records *cubes = cpf__model_records(view->model, &cpf__record_cube);
    cpf_status status = CPF_OK;
    cpf_table *made;

    if (!cubes->count)
        return CPF_OK;
    made = cpf__table_new(view->context, "cube", 0, cube_columns, COLUMNS);
    for (int64_t i = 0; i < cubes->count && status == CPF_OK; i++) {
        cpf__cube cube;

        status = cpf__cube_open(&cube, view, i, error);
        if (status == CPF_OK)
            status = cpf__cube_fit(&cube, error);
        if (status == CPF_OK)
            tell_cells(&cube, made);
        cpf__cube_close(&cube);
    }
    if (status == CPF_OK)
        return cpf__table_done(made, table, error);
    cpf_table_free(made);
    return status;
}
