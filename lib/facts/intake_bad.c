/* SPDX-License-Identifier: MIT */
/* How a bad row is told: where it stands, and what stands there. */
#include "intake_in.h"
#include "text.h"

enum { CELL_SHOWN = 40, CELL_CHARS = 4 * CELL_SHOWN + 4 };

/* The cell as one line of clean text: control characters and broken UTF-8 as \xNN, at most 40 bytes of it. */
static void show_cell(cpf__slice cell, char *shown)
{
    static const char digits[] = "0123456789ABCDEF";
    int32_t length = cell.length > CELL_SHOWN ? CELL_SHOWN : cell.length;
    int32_t valid = length ? (int32_t)cpf__utf8_valid(cell.data, length) : 0;
    int cut = cell.length > length;

    if (cut && length - valid < 4)
        length = valid;
    for (int32_t i = 0; i < length; i++) {
        uint8_t byte = (uint8_t)cell.data[i];

        if (byte >= 0x20 && byte != 0x7F && i < valid) {
            *shown++ = cell.data[i];
        } else {
            *shown++ = '\\';
            *shown++ = 'x';
            *shown++ = digits[byte >> 4];
            *shown++ = digits[byte & 15];
        }
    }
    for (int i = 0; cut && i < 3; i++)
        *shown++ = '.';
    *shown = '\0';
}

static cpf_status put_aside(cpf__block *block, int64_t row, cpf_error *finding)
{
    const cpf_events *events = block->events;
    cpf_status status = CPF_OK;

    if (block->rows->aside)
        status = block->rows->aside(block->rows->user, row, finding);
    if (cpf__events_note(block->events, (cpf_id)(block->source - events->model->sources), finding) != CPF_OK)
        return CPF_E_MEMORY;
    if (status == CPF_OK)
        return CPF_E_DATA;
    return status == CPF_E_MEMORY ? status : CPF_E_CALLBACK;
}

cpf_status cpf__intake_bad(cpf__block *block, int64_t row, int32_t column, cpf__facts_message message, cpf__slice cell,
                           int32_t number)
{
    char shown[CELL_CHARS];
    const cpf_context *context = block->events->context;
    const cpf__message *told = &cpf__facts_messages[message];
    cpf__place place = {block->rows->file, block->rows->lines ? block->rows->lines[row] : 0, 0, NULL, NULL, NULL};
    cpf_error *finding = NULL;

    if (block->rows->quiet)
        return CPF_E_DATA;
    if (column != CPF_NONE) {
        place.column = block->rows->positions ? block->rows->positions[column] : 0;
        place.column_name = block->source->columns[column];
    }
    show_cell(cell, shown);
    if (!block->source->set_aside)
        return cpf__find(context, block->error, &place, told, shown, (int)number);
    if (cpf__find(context, &finding, &place, told, shown, (int)number) == CPF_E_MEMORY)
        return CPF_E_MEMORY;
    return put_aside(block, row, finding);
}

cpf_status cpf__intake_filter(cpf__block *block, const cpf__row_filter *filter, int64_t row, int *holds)
{
    const cpf__slice *fields = cpf__block_fields(block, row);
    int32_t column = CPF_NONE;
    cpf_status status;

    *holds = 1;
    if (!filter->count)
        return CPF_OK;
    status = cpf__row_filter_holds(filter, fields, block->source->decimal_point, block->events->model,
                                   block->units[row], holds, &column);
    if (status == CPF_OK || status == CPF_E_MEMORY)
        return status;
    return cpf__intake_bad(block, row, column, CPF__FACTS_ROW_FILTER,
                           column == CPF_NONE ? (cpf__slice){"", 0, 0} : fields[column], 0);
}
