/* SPDX-License-Identifier: MIT */
#include "csv_quick.h"

/* Whether stops for one row at least are known from reader->used on; finds more when there are too few. */
static int has_stops(cpf__csv_reader *reader)
{
    cpf__csv_stops *stops = reader->stops;
    int64_t length = reader->file.length - reader->used;

    if (reader->used >= reader->stops_begin && reader->used < reader->stops_end) {
        while (reader->stops_next < stops->count &&
               stops->at[reader->stops_next] < (uint32_t)(reader->used - reader->stops_begin))
            reader->stops_next++;
        if (stops->count - reader->stops_next >= reader->width)
            return 1;
        if (reader->stops_end == reader->file.length)
            return 0;
    }
    length = length < CPF__CSV_STOPS_BYTES ? length : CPF__CSV_STOPS_BYTES;
    cpf__csv_find_stops(reader->level, reader->file.data + reader->used, length, reader->scan.separator, stops);
    reader->stops_begin = reader->used;
    reader->stops_end = reader->used + length;
    reader->stops_next = 0;
    reader->grid_of = 0;
    return stops->count >= reader->width;
}

/* What stays the same from row to row, kept out of the reach of what is written. */
typedef struct quick_cut {
    const char *data; /* that the stops are of */
    int64_t length;
    const cpf__csv_present *present;
    int32_t present_count, wanted, last;
    char separator;
    char doubtful;
} quick_cut;

/* Bytes of the line end of a plain row that these stops belong to; 0: it is not plain. */
static inline int32_t plain_end(const quick_cut *cut, const uint32_t *stops, uint32_t begin)
{
    const char *data = cut->data;
    uint32_t end = stops[cut->last];
    int32_t bytes = 1;

    for (int32_t i = 0; i < cut->last; i++)
        if (data[stops[i]] != cut->separator)
            return 0;
    if (data[end] == '\r') {
        if (end + 1 >= cut->length || data[end + 1] != '\n')
            return 0;
        bytes = 2;
    } else if (data[end] != '\n') {
        return 0;
    }
    if (end == begin || (cut->doubtful && !cpf__csv_is_clean(data + begin, end - begin)))
        return 0;
    return bytes;
}

/* Columns that are not in the file are empty from the beginning. */
static inline void keep_cells(const quick_cut *cut, const uint32_t *stops, uint32_t begin, cpf__slice *fields)
{
    for (int32_t i = 0; i < cut->present_count; i++) {
        int32_t cell = cut->present[i].cell;
        uint32_t from = cell ? stops[cell - 1] + 1 : begin;

        fields[cut->present[i].field] = (cpf__slice){cut->data + from, (int32_t)(stops[cell] - from), 0};
    }
}

/* Rows from the stops that are known; 0: the next one is not plain. */
static int cut_known(cpf__csv_reader *reader)
{
    const quick_cut cut = {reader->file.data + reader->stops_begin,
                           reader->file.length - reader->stops_begin,
                           reader->present,
                           reader->present_count,
                           reader->wanted,
                           reader->width - 1,
                           reader->scan.separator,
                           reader->stops->doubtful != 0};
    const uint32_t *stops = reader->stops->at + reader->stops_next, *all = reader->stops->at + reader->stops->count;
    uint32_t begin = (uint32_t)(reader->used - reader->stops_begin);
    int64_t limit = reader->limit - reader->stops_begin, rows = reader->rows, line = reader->scan.line;
    int32_t end = 1;

    for (; rows < CPF__CSV_BLOCK_ROWS && begin < limit && all - stops > cut.last; rows++) {
        uint32_t from = begin;

        end = plain_end(&cut, stops, begin);
        if (!end)
            break;
        keep_cells(&cut, stops, begin, reader->fields + rows * cut.wanted);
        begin = stops[cut.last] + (uint32_t)end;
        reader->lines[rows] = line++;
        reader->raws[rows] = (cpf__slice){cut.data + from, (int32_t)(stops[cut.last] - from), 0};
        stops += cut.last + 1;
        stops += end == 2 && stops < all && *stops < begin; /* the LF behind the CR */
    }
    reader->rows = rows;
    reader->scan.line = line;
    reader->stops_next = (int32_t)(stops - reader->stops->at);
    reader->used = reader->stops_begin + begin;
    return end != 0;
}

void cpf__csv_cut_quick(cpf__csv_reader *reader)
{
    while (reader->rows < CPF__CSV_BLOCK_ROWS && reader->used < reader->limit && has_stops(reader) &&
           cut_known(reader)) {
    }
}
