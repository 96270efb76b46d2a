/* SPDX-License-Identifier: MIT */
#include "csv_quick.h"

/* A row while it is looked at: offsets in the bytes that the stops are of. */
typedef struct quick_row {
    const char *data;
    const uint32_t *stops;
    int64_t begin, end;
    int32_t returned; /* ends with CR LF */
} quick_row;

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
    return stops->count >= reader->width;
}

/* Whether the next stops are those of a whole plain row. */
static int is_plain_row(const cpf__csv_reader *reader, quick_row *row)
{
    int32_t last = reader->width - 1;
    int plain = 1;
    char end;

    row->stops = reader->stops->at + reader->stops_next;
    row->end = row->stops[last];
    for (int32_t i = 0; i < last; i++)
        plain &= row->data[row->stops[i]] == reader->scan.separator;
    end = row->data[row->end];
    row->returned = end == '\r';
    if (!plain || row->end == row->begin || (end != '\n' && !row->returned))
        return 0;
    if (row->returned &&
        (reader->stops_begin + row->end + 1 >= reader->file.length || row->data[row->end + 1] != '\n'))
        return 0;
    return !reader->stops->doubtful || cpf__csv_is_clean(row->data + row->begin, row->end - row->begin);
}

static void keep_plain(cpf__csv_reader *reader, const quick_row *row)
{
    cpf__slice *fields = reader->fields + reader->rows * reader->wanted;

    for (int32_t i = 0; i < reader->wanted; i++) {
        int32_t position = reader->positions[i];
        int64_t begin = position > 1 ? (int64_t)row->stops[position - 2] + 1 : row->begin;

        if (position)
            fields[i] = (cpf__slice){row->data + begin, (int32_t)((int64_t)row->stops[position - 1] - begin), 0};
        else
            fields[i] = (cpf__slice){"", 0, 0};
    }
    reader->lines[reader->rows] = reader->scan.line++;
    reader->raws[reader->rows++] = (cpf__slice){row->data + row->begin, (int32_t)(row->end - row->begin), 0};
}

void cpf__csv_cut_quick(cpf__csv_reader *reader)
{
    while (reader->rows < CPF__CSV_BLOCK_ROWS && reader->used < reader->limit && has_stops(reader)) {
        quick_row row = {.data = reader->file.data + reader->stops_begin};
        int64_t limit = reader->limit - reader->stops_begin;

        row.begin = reader->used - reader->stops_begin;
        while (reader->rows < CPF__CSV_BLOCK_ROWS && row.begin < limit &&
               reader->stops->count - reader->stops_next >= reader->width) {
            if (!is_plain_row(reader, &row)) {
                reader->used = reader->stops_begin + row.begin;
                return;
            }
            keep_plain(reader, &row);
            row.begin = row.end + 1 + row.returned;
            reader->stops_next += reader->width;
            if (row.returned && reader->stops_next < reader->stops->count &&
                reader->stops->at[reader->stops_next] < (uint32_t)row.begin)
                reader->stops_next++;
        }
        reader->used = reader->stops_begin + row.begin;
    }
}
