/* SPDX-License-Identifier: MIT */
/* Cubes: their columns, cells and seeds belong together. */
#include <string.h>

#include "decimal.h"
#include "record_cube.h"
#include "steps.h"
#include "text.h"

typedef struct cube_check {
    cpf__build *build;
    const cpf__records *cubes, *margins;
    cpf__map *columns; /* cube and column, a line each */
} cube_check;

/* Row of the cube of that code; CPF_NONE. */
static int64_t find_cube(const cpf__records *cubes, const char *code)
{
    for (int64_t i = 0; i < cubes->count; i++)
        if (strcmp(cpf__record_text(cubes, CPF__CUBE_CODE, i), code) == 0)
            return i;
    return CPF_NONE;
}

static void tell_record(const cube_check *check, const cpf__records *records, int64_t row, const char *field,
                        const cpf__message *message, const char *a, const char *b)
{
    cpf__place place = cpf__record_place(records, row, field, check->build->path);

    cpf__tell(check->build, &place, message, a, b);
}

/* The cube's row when its indicator is known too. */
static int64_t need_cube(const cube_check *check, const cpf__records *records, int64_t row)
{
    const char *code = cpf__record_text(records, CPF__CUBE_CELL_CUBE, row);
    int64_t cube = find_cube(check->cubes, code);

    if (cube == CPF_NONE)
        tell_record(check, records, row, "cube", CPF__MODEL(UNKNOWN_CUBE), code, "");
    else if (!cpf__record_has(check->cubes, CPF__CUBE_INDICATOR, cube) ||
             !cpf__record_has(check->cubes, CPF__CUBE_PERIOD, cube) ||
             !cpf__record_has(check->cubes, CPF__CUBE_LEVEL, cube))
        return CPF_NONE;
    return cube;
}

static void check_amount(const cube_check *check, const cpf__records *records, int64_t row, int32_t field, int64_t cube)
{
    const cpf_model *model = check->build->model;
    int32_t decimals = model->indicators[check->cubes->values[CPF__CUBE_INDICATOR][cube]].decimals;

    if (decimals < CPF__CUBE_DECIMALS && cpf__record_has(records, field, row) &&
        cpf__record_value(records, field, row) % cpf__pow10(CPF__CUBE_DECIMALS - decimals))
        tell_record(check, records, row, records->kind->entry.params[field].name, CPF__MODEL(CUBE_FINE),
                    cpf__record_text(check->cubes, CPF__CUBE_CODE, cube), "");
}

static void check_margin(cube_check *check, int64_t row)
{
    const cpf__records *margins = check->margins;
    int64_t cube = need_cube(check, margins, row), first = 0;
    const char *code = cpf__record_text(margins, CPF__CUBE_MARGIN_CUBE, row);
    int share = cpf__record_has(margins, CPF__CUBE_MARGIN_SHARE, row), added = 0;

    cpf__text_cut(check->build->list, 0);
    cpf__text_format(check->build->list, "%s\n%s", code, cpf__record_text(margins, CPF__CUBE_MARGIN_COLUMN, row));
    if (cpf__map_add(check->columns, cpf_text_data(check->build->list),
                     (int64_t)strlen(cpf_text_data(check->build->list)), &added) == CPF_NONE)
        cpf__build_fail(check->build);
    if (cube == CPF_NONE)
        return;
    while (strcmp(cpf__record_text(margins, CPF__CUBE_MARGIN_CUBE, first), code) != 0)
        first++;
    if (share == cpf__record_has(margins, CPF__CUBE_MARGIN_AMOUNT, row) ||
        share != cpf__record_has(margins, CPF__CUBE_MARGIN_SHARE, first))
        tell_record(check, margins, row, NULL, CPF__MODEL(CUBE_MARGIN), code, "");
    check_amount(check, margins, row, CPF__CUBE_MARGIN_AMOUNT, cube);
}

static void check_column(const cube_check *check, const cpf__records *records, int64_t row)
{
    const char *code = cpf__record_text(records, CPF__CUBE_CELL_CUBE, row);
    const char *column = cpf__record_text(records, CPF__CUBE_CELL_COLUMN, row);

    cpf__text_cut(check->build->list, 0);
    cpf__text_format(check->build->list, "%s\n%s", code, column);
    if (cpf__find_text(check->columns, cpf_text_data(check->build->list)) == CPF_NONE)
        tell_record(check, records, row, "column", CPF__MODEL(UNKNOWN_CUBE_COLUMN), code, column);
}

/* A fixed cell of a cube by months is in one of them; one of a whole cube in none; a seed may go for all. */
static int fits_period(const cube_check *check, const cpf__records *records, int64_t row, int64_t cube)
{
    const struct cpf_period *whole =
        &check->build->model->calendar->periods[check->cubes->values[CPF__CUBE_PERIOD][cube]];
    int months = check->cubes->values[CPF__CUBE_BY][cube] == 1;
    int64_t period = cpf__record_value(records, CPF__CUBE_CELL_PERIOD, row);

    if (period == CPF__RECORD_MISSING)
        return !months || records->kind == &cpf__record_cube_seed;
    return months && period >= whole->leaf_begin && period < whole->leaf_end;
}

static void check_cell(const cube_check *check, const cpf__records *records, int64_t row)
{
    const cpf_model *model = check->build->model;
    const char *code = cpf__record_text(records, CPF__CUBE_CELL_CUBE, row);
    int64_t cube = need_cube(check, records, row);
    cpf_id unit;

    if (cube == CPF_NONE)
        return;
    check_column(check, records, row);
    if (cpf__record_has(records, CPF__CUBE_CELL_UNIT, row)) {
        unit = (cpf_id)cpf__record_value(records, CPF__CUBE_CELL_UNIT, row);
        if (model->unit_level[unit] != check->cubes->values[CPF__CUBE_LEVEL][cube])
            tell_record(check, records, row, "unit", CPF__MODEL(CUBE_UNIT), cpf_model_unit_code(model, unit), code);
    }
    if (!fits_period(check, records, row, cube))
        tell_record(check, records, row, "period", CPF__MODEL(CUBE_PERIOD), code, "");
    if (records->kind == &cpf__record_cube_cell)
        check_amount(check, records, row, CPF__CUBE_CELL_VALUE, cube);
}

static void check_kind(const cube_check *check, const cpf__record_kind *kind)
{
    const cpf__records *records = cpf__model_records(check->build->model, kind);

    for (int64_t i = 0; i < records->count; i++)
        check_cell(check, records, i);
}

static void check_empty(const cube_check *check, int64_t cube)
{
    const char *code = cpf__record_text(check->cubes, CPF__CUBE_CODE, cube);

    for (int64_t i = 0; i < check->margins->count; i++)
        if (strcmp(cpf__record_text(check->margins, CPF__CUBE_MARGIN_CUBE, i), code) == 0)
            return;
    tell_record(check, check->cubes, cube, NULL, CPF__MODEL(CUBE_EMPTY), code, "");
}

void cpf__check_cubes(cpf__build *build)
{
    const cpf_model *model = build->model;
    cube_check check = {build, NULL, NULL, NULL};

    check.cubes = cpf__model_records(model, &cpf__record_cube);
    check.margins = cpf__model_records(model, &cpf__record_cube_margin);
    check.columns = cpf__map_new(build->context);
    if (!check.columns) {
        cpf__build_fail(build);
        return;
    }
    for (int64_t i = 0; i < check.margins->count; i++)
        check_margin(&check, i);
    check_kind(&check, &cpf__record_cube_seed);
    check_kind(&check, &cpf__record_cube_cell);
    for (int64_t i = 0; i < check.cubes->count; i++)
        check_empty(&check, i);
    cpf__map_free(check.columns);
}
