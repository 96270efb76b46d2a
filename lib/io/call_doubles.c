/* SPDX-License-Identifier: MIT */
#include "call_doubles.h"

#include <math.h>
#include <string.h>

#include "double_parse.h"
#include "text.h"

/* By cpf__sense: the message when a number makes no sense. */
static const int32_t sense_messages[] = {CPF__IO_CALL_NUMBER, CPF__IO_CALL_NEGATIVE, CPF__IO_CALL_POSITIVE,
                                         CPF__IO_CALL_SHARE, CPF__IO_CALL_INSIDE};

static int makes_sense(double value, cpf__sense sense)
{
    return sense == CPF__ANY_NUMBER || (sense == CPF__NOT_NEGATIVE && value >= 0) ||
           (sense == CPF__ABOVE_ZERO && value > 0) || (sense == CPF__FROM_0_TO_1 && value >= 0 && value <= 1) ||
           (sense == CPF__INSIDE_0_TO_1 && value > 0 && value < 1);
}

double cpf__call_double_at(cpf__call *call, int32_t node, cpf__sense sense)
{
    int32_t kind = call->json->items[node].kind;
    const char *text = cpf__json_text(call->json, node);
    cpf_status status = CPF_E_SYNTAX;
    double value = 0;

    if (kind == CPF__JSON_NUMBER || kind == CPF__JSON_TEXT)
        status = cpf__double_parse(text, (int64_t)strlen(text), &value);
    if (status == CPF_E_SYNTAX)
        cpf__call_fail(call, node, CPF__IO_CALL_NUMBER, text, NULL, NULL);
    else if (status != CPF_OK)
        cpf__call_fail(call, node, CPF__IO_CALL_DOUBLE, text, NULL, NULL);
    else if (!makes_sense(value, sense))
        cpf__call_fail(call, node, sense_messages[sense], text, NULL, NULL);
    return value;
}

double cpf__call_double(cpf__call *call, const char *name, double fallback, cpf__sense sense)
{
    int32_t node = cpf__call_find(call, name);

    return node == CPF_NONE ? fallback : cpf__call_double_at(call, node, sense);
}

cpf__doubles cpf__call_doubles(cpf__call *call, int32_t node, int64_t needed, const double *missing, cpf__sense sense)
{
    cpf__doubles doubles = {NULL, cpf__call_list(call, node, needed)};
    int32_t at = doubles.count ? cpf__json_child(call->json, node) : CPF_NONE;

    doubles.items = cpf__call_take(call, doubles.count, sizeof *doubles.items);
    for (int64_t i = 0; at != CPF_NONE && call->status == CPF_OK; i++, at = cpf__json_sibling(call->json, at)) {
        int none = missing && call->json->items[at].kind == CPF__JSON_NULL;

        doubles.items[i] = none ? *missing : cpf__call_double_at(call, at, sense);
    }
    return doubles;
}

double *cpf__call_bounds(cpf__call *call, const char *name, int64_t n, double missing)
{
    int32_t node = cpf__call_find(call, name);
    double *bounds;

    if (node != CPF_NONE && call->json->items[node].kind == CPF__JSON_LIST)
        return cpf__call_doubles(call, node, n, &missing, CPF__ANY_NUMBER).items;
    if (node != CPF_NONE && call->json->items[node].kind != CPF__JSON_NULL)
        missing = cpf__call_double_at(call, node, CPF__ANY_NUMBER);
    bounds = cpf__call_take(call, n, sizeof *bounds);
    for (int64_t i = 0; bounds && i < n; i++)
        bounds[i] = missing;
    return bounds;
}

void cpf__call_squares(cpf__call *call, int32_t node, cpf__doubles doubles)
{
    static const double most = 1e150; /* sums of very many squares fit, too */

    for (int64_t i = 0; i < doubles.count && call->status == CPF_OK; i++)
        if (fabs(doubles.items[i]) > most)
            cpf__call_fail(call, node, CPF__IO_CALL_NO_FIT, NULL, NULL, NULL);
}

cpf__matrix cpf__call_matrix(cpf__call *call, int32_t node, const double *missing, cpf__sense sense)
{
    cpf__matrix matrix = {NULL, cpf__call_list(call, node, -1), 0};
    int32_t at = matrix.rows ? cpf__json_child(call->json, node) : CPF_NONE;

    matrix.columns = at == CPF_NONE ? 0 : cpf__call_list(call, at, -1);
    matrix.items = cpf__call_take(call, matrix.rows * matrix.columns, sizeof *matrix.items);
    for (int64_t i = 0; at != CPF_NONE && call->status == CPF_OK; i++, at = cpf__json_sibling(call->json, at)) {
        cpf__doubles row = cpf__call_doubles(call, at, matrix.columns, missing, sense);

        if (call->status == CPF_OK)
            memcpy(matrix.items + i * matrix.columns, row.items, (size_t)matrix.columns * sizeof *row.items);
    }
    return matrix;
}

int cpf__call_flag(cpf__call *call, const char *name)
{
    int32_t node = cpf__call_find(call, name);
    const cpf_param *param = call->entry->params;

    while (strcmp(param->name, name) != 0)
        param++;
    if (node == CPF_NONE)
        return strcmp(param->fallback, "true") == 0;
    if (call->json->items[node].kind != CPF__JSON_TRUE && call->json->items[node].kind != CPF__JSON_FALSE)
        cpf__call_fail(call, node, CPF__IO_CALL_FLAG, NULL, NULL, NULL);
    return call->json->items[node].kind == CPF__JSON_TRUE;
}

static void write_double(cpf__call *call, double value)
{
    if (isfinite(value))
        cpf__text_add_double(call->answer, value);
    else
        cpf__text_add(call->answer, "null");
}

static void write_doubles(cpf__call *call, const double *values, int64_t count)
{
    cpf__text_add(call->answer, "[");
    for (int64_t i = 0; i < count; i++) {
        cpf__text_add(call->answer, i ? ", " : "");
        write_double(call, values[i]);
    }
    cpf__text_add(call->answer, "]");
}

void cpf__answer_double(cpf__call *call, const char *name, double value)
{
    cpf__answer_name(call, name);
    write_double(call, value);
}

void cpf__answer_doubles(cpf__call *call, const char *name, const double *values, int64_t count)
{
    cpf__answer_name(call, name);
    write_doubles(call, values, count);
}

void cpf__answer_matrix(cpf__call *call, const char *name, cpf__matrix matrix)
{
    cpf__answer_name(call, name);
    cpf__text_add(call->answer, "[");
    for (int64_t i = 0; i < matrix.rows; i++) {
        cpf__text_add(call->answer, i ? ", " : "");
        write_doubles(call, matrix.items + i * matrix.columns, matrix.columns);
    }
    cpf__text_add(call->answer, "]");
}

void cpf__answer_whole_matrix(cpf__call *call, const char *name, const int64_t *items, int64_t rows, int64_t columns)
{
    cpf__answer_name(call, name);
    cpf__text_add(call->answer, "[");
    for (int64_t i = 0; i < rows; i++) {
        cpf__text_add(call->answer, i ? ", [" : "[");
        for (int64_t j = 0; j < columns; j++) {
            cpf__text_add(call->answer, j ? ", " : "");
            cpf__text_add_int(call->answer, items[i * columns + j]);
        }
        cpf__text_add(call->answer, "]");
    }
    cpf__text_add(call->answer, "]");
}

void cpf__answer_null(cpf__call *call, const char *name)
{
    cpf__answer_name(call, name);
    cpf__text_add(call->answer, "null");
}

void cpf__answer_positions(cpf__call *call, const char *name, const uint8_t *flags, int64_t count)
{
    int any = 0;

    cpf__answer_name(call, name);
    cpf__text_add(call->answer, "[");
    for (int64_t i = 0; i < count; i++) {
        if (!flags[i])
            continue;
        cpf__text_add(call->answer, any ? ", " : "");
        cpf__text_add_int(call->answer, i);
        any = 1;
    }
    cpf__text_add(call->answer, "]");
}
