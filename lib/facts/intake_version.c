/* SPDX-License-Identifier: MIT */
#include "intake_version.h"

#include <string.h>

#include "day.h"
#include "keyed.h"
#include "mem.h"
#include "text.h"

enum { KEY_SHOWN = 80 };

void cpf__intake_careful(cpf__block *block)
{
    memset(block->slow, 1, (size_t)block->rows->count);
    for (int64_t row = 0; row < block->rows->count; row++)
        block->days[row] = block->known[row] = CPF_NO_DAY;
}

static cpf_status check_key(cpf__block *block, int64_t row)
{
    const cpf__source *source = block->source;

    for (int32_t i = 0; i < source->key_count; i++)
        if (cpf__block_fields(block, row)[source->key_columns[i]].length)
            return CPF_OK;
    return cpf__intake_bad(block, row, source->key_columns[0], CPF__FACTS_ROW_KEY, (cpf__slice){"", 0, 0}, 0);
}

static cpf_status read_known(cpf__block *block, int64_t row, cpf_day *known)
{
    int32_t column = block->source->known_column;
    cpf__slice text;

    *known = 0;
    if (column == CPF_NONE)
        return CPF_OK;
    text = cpf__block_fields(block, row)[column];
    if (cpf__day_parse(text.length ? text.data : "", text.length, known) != CPF_OK)
        return cpf__intake_bad(block, row, column, CPF__FACTS_ROW_DAY, text, 0);
    return *known < block->events->slots->end ? CPF_OK : CPF_E_ARGUMENT;
}

cpf_status cpf__intake_version(cpf__block *block, int64_t row)
{
    cpf_day known;
    int takes_back = 0;
    cpf_status status = check_key(block, row);

    if (status == CPF_OK)
        status = read_known(block, row, &known);
    if (status != CPF_OK)
        return status;
    block->known[row] = known;
    if (block->source->void_filter.count)
        status = cpf__intake_filter(block, &block->source->void_filter, row, &takes_back);
    return status == CPF_OK && takes_back ? CPF_E_MISSING : status;
}

static char *put_cell(char *at, cpf__slice cell)
{
    if (cell.length)
        memcpy(at, cell.data, (size_t)cell.length);
    at[cell.length] = '\0';
    return at + cell.length + 1;
}

/* Bytes of all cells of the row, those of the key once more. */
static int64_t row_bytes(const cpf__block *block, int64_t row)
{
    const cpf__source *source = block->source;
    const cpf__slice *fields = cpf__block_fields(block, row);
    int64_t bytes = 0;

    for (int32_t i = 0; i < source->column_count; i++)
        bytes += source->derived[i] ? 0 : fields[i].length + 1;
    for (int32_t i = 0; i < source->key_count; i++)
        bytes += fields[source->key_columns[i]].length + 1;
    return bytes;
}

/* The key and the cells that the file has, one behind the other from `at`. */
static void join_cells(const cpf__block *block, int64_t row, char *at, cpf__version *version)
{
    const cpf__source *source = block->source;
    const cpf__slice *fields = cpf__block_fields(block, row);

    version->key.bytes = at;
    for (int32_t i = 0; i < source->key_count; i++)
        at = put_cell(at, fields[source->key_columns[i]]);
    version->key.length = at - version->key.bytes;
    version->cells.bytes = at;
    for (int32_t i = 0; i < source->column_count; i++)
        if (!source->derived[i])
            at = put_cell(at, fields[i]);
    version->cells.length = at - version->cells.bytes;
}

static cpf_status keep_version(cpf__block *block, int64_t row)
{
    cpf__version version = {
        .line = block->rows->lines ? block->rows->lines[row] : 0,
        .known = block->known[row],
        .day = block->days[row],
        .unit = block->units[row],
        .status = block->status[row],
        .values = block->values + row,
        .used = block->used + row,
        .stride = block->rows->count,
    };
    char *bytes = cpf__alloc(block->context, row_bytes(block, row), 1);
    cpf_status status = CPF_E_MEMORY;

    if (!bytes)
        return status;
    join_cells(block, row, bytes, &version);
    status = cpf__keyed_put(block->state->keyed, &version);
    cpf__free(block->context, bytes);
    return status;
}

cpf_status cpf__intake_versions(cpf__block *block, int64_t taken)
{
    cpf__source_state *state = block->state;

    if (!state->keyed)
        state->keyed = cpf__keyed_new(block->context, block->source->feed_count);
    if (!state->keyed)
        return CPF_E_MEMORY;
    for (int64_t row = 0; row < taken; row++) {
        cpf_status *status = &block->status[row];
        int unknown = *status != CPF_E_DATA && block->known[row] == CPF_NO_DAY;

        state->set_aside += *status == CPF_E_DATA;
        state->outside += unknown;
        if (*status != CPF_E_DATA && !unknown && keep_version(block, row) != CPF_OK)
            return CPF_E_MEMORY;
        if (*status == CPF_E_ARGUMENT)
            *status = CPF_E_MISSING;
    }
    state->read += taken;
    return CPF_OK;
}

/* The cells of a key as one line of text. */
static void show_key(const cpf__source *source, const char *key, char *shown)
{
    int32_t length = 0;

    for (int32_t i = 0; i < source->key_count; i++, key++) {
        if (i && length < KEY_SHOWN)
            shown[length++] = '/';
        for (; *key; key++)
            if (length < KEY_SHOWN)
                shown[length++] = (uint8_t)*key < 0x20 || *key == 0x7F ? '?' : *key;
    }
    shown[cpf__utf8_valid(shown, length)] = '\0';
}

cpf_status cpf__intake_ties(cpf_events *events, cpf_id id, const char *file, cpf_error **error)
{
    const cpf__source *source = &events->model->sources[id];
    cpf__keyed *keyed = events->sources[id].keyed;

    for (cpf_id i = 0; keyed && keyed->new_ties && i < cpf__map_count(keyed->keys); i++) {
        cpf__place place = {.file = file, .line = keyed->line[i]};
        char shown[KEY_SHOWN + 1];
        cpf_error *finding = NULL;

        if (keyed->tie[i] != CPF__TIE_NEW)
            continue;
        show_key(source, cpf__map_code(keyed->keys, i), shown);
        if (cpf__find(events->context, &finding, &place, &cpf__facts_messages[CPF__FACTS_ROW_TIE], shown) ==
                CPF_E_MEMORY ||
            cpf__events_note(events, id, finding) != CPF_OK)
            return cpf__no_memory(error);
        keyed->tie[i] = CPF__TIE_TOLD;
        keyed->new_ties--;
    }
    return CPF_OK;
}
