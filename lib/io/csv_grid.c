/* SPDX-License-Identifier: MIT */
#include "csv_grid.h"

#include "intake_grid.h"

/* Stops of a row when all rows end as the first one does. */
static int32_t stops_of_row(const cpf__csv_reader *reader, const char *data)
{
    int32_t width = reader->width;

    return width + (reader->stops->count > width && data[reader->stops->at[width - 1]] == '\r');
}

/* Whether these are the stops of a plain row: separators, and LF or CR LF. */
static int is_plain_row(const cpf__csv_reader *reader, const char *data, const uint32_t *at)
{
    int32_t last = reader->width - 1, end = reader->row_stops - 1;

    for (int32_t i = 0; i < last; i++)
        if (data[at[i]] != reader->scan.separator)
            return 0;
    return data[at[end]] == '\n' && (end == last || (data[at[last]] == '\r' && at[end] == at[last] + 1));
}

/* Stops of the rows that are plain: the rows before the first that is not. */
static int32_t plain_stops(const cpf__csv_reader *reader, const char *data)
{
    const cpf__csv_stops *stops = reader->stops;
    int32_t each = reader->row_stops, rows = stops->count / each, row = 0;

    /* As many line feeds as rows, each at the end of one: then the other stops are separators. */
    if (!stops->odd && stops->line_feeds == rows)
        while (row < rows && data[stops->at[row * each + each - 1]] == '\n')
            row++;
    if (row == rows)
        return rows * each;
    for (row = 0; row < rows; row++)
        if (!is_plain_row(reader, data, stops->at + row * each))
            break;
    return row * each;
}

/* A row of one cell may be an empty line, which is none. Text that is not plain ASCII is looked at. */
static void find_grid(cpf__csv_reader *reader, int64_t length)
{
    const char *data = reader->file.data + reader->used;
    int32_t end;

    cpf__csv_find_stops(reader->level, data, length, reader->scan.separator, reader->stops);
    reader->stops_begin = reader->used;
    reader->stops_end = reader->used + length;
    reader->stops_next = 0;
    reader->row_stops = stops_of_row(reader, data);
    end = reader->width > 1 ? plain_stops(reader, data) : 0;
    if (end && reader->stops->doubtful && !cpf__csv_is_clean(data, reader->stops->at[end - 1]))
        end = 0;
    reader->grid_end = end;
    reader->grid_of = 1;
}

/* Plain rows from reader->used on, in stops that are known or found now. */
static int32_t rows_at_hand(cpf__csv_reader *reader)
{
    int64_t length = reader->file.length - reader->used - CPF__GRID_BEHIND;
    int known =
        reader->grid_of && reader->used < reader->stops_end &&
        reader->used == reader->stops_begin + (reader->stops_next ? reader->stops->at[reader->stops_next - 1] + 1 : 0);

    if (known && reader->grid_end > reader->stops_next)
        return (reader->grid_end - reader->stops_next) / reader->row_stops;
    length = length < CPF__CSV_STOPS_BYTES ? length : CPF__CSV_STOPS_BYTES;
    if (length <= 0)
        return 0;
    find_grid(reader, length);
    return reader->grid_end / reader->row_stops;
}

/* Rows that begin before the limit. */
static int32_t rows_before_limit(const cpf__csv_reader *reader, int32_t rows)
{
    const uint32_t *at = reader->stops->at + reader->stops_next;

    if (reader->used >= reader->limit)
        return 0;
    while (rows > 1 && reader->stops_begin + at[(rows - 1) * reader->row_stops - 1] + 1 >= reader->limit)
        rows--;
    return rows;
}

cpf_status cpf__csv_take_grids(cpf__csv_reader *reader, cpf_events *events, cpf_id source, int64_t *taken)
{
    cpf_status status = CPF_OK;

    *taken = 0;
    while (status == CPF_OK && *taken < CPF__CSV_BLOCK_ROWS) {
        int32_t rows = rows_before_limit(reader, rows_at_hand(reader));
        cpf__grid grid = {reader->file.data + reader->stops_begin,
                          reader->stops->at,
                          reader->stops->digits,
                          reader->stops_next,
                          rows < CPF__GRID_ROWS ? rows : CPF__GRID_ROWS,
                          reader->row_stops,
                          0,
                          reader->positions};

        if (!rows)
            break;
        status = cpf__intake_grid(events, source, &grid);
        if (status != CPF_OK)
            break;
        reader->stops_next += (int32_t)grid.rows * reader->row_stops;
        reader->used = reader->stops_begin + reader->stops->at[reader->stops_next - 1] + 1;
        reader->scan.line += grid.rows;
        *taken += grid.rows;
    }
    return status == CPF_E_MISSING ? CPF_OK : status;
}
