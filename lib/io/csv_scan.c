/* SPDX-License-Identifier: MIT */
#include "csv_scan.h"

#include <string.h>

#include "context.h"
#include "mem.h"
#include "text.h"

enum { CHUNK_BYTES = 64 * 1024, FIRST_FIELDS = 32 };

struct cpf__csv_chunk {
    cpf__csv_chunk *next;
    int64_t used, capacity;
    char bytes[];
};

/* A row while it is cut. */
typedef struct csv_cut {
    cpf__csv_scan *scan;
    const char *data; /* the row's first byte */
    int64_t length;   /* bytes there are */
    int64_t at;
    int64_t lines; /* line ends inside cells */
    int last;
    int more; /* ran out of data */
    cpf__csv_row *row;
} csv_cut;

void cpf__csv_scan_start(cpf__csv_scan *scan, cpf_context *context, char separator)
{
    *scan = (cpf__csv_scan){0};
    scan->context = cpf__context_retain(context);
    scan->line = 1;
    scan->separator = separator;
    scan->stops[(uint8_t)separator] = scan->stops['\n'] = scan->stops['\r'] = scan->stops['"'] = 1;
}

void cpf__csv_scan_forget(cpf__csv_scan *scan)
{
    while (scan->chunks) {
        cpf__csv_chunk *next = scan->chunks->next;

        cpf__free(scan->context, scan->chunks);
        scan->chunks = next;
    }
}

void cpf__csv_scan_end(cpf__csv_scan *scan)
{
    cpf_context *context = scan->context;

    cpf__csv_scan_forget(scan);
    cpf__free(context, scan->fields);
    *scan = (cpf__csv_scan){0};
    cpf_context_free(context);
}

int64_t cpf__csv_mark(const char *data, int64_t length)
{
    return length >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

/* Memory for a text that stays until cpf__csv_scan_forget. */
static char *chunk_bytes(cpf__csv_scan *scan, int64_t length)
{
    cpf__csv_chunk *chunk = scan->chunks;
    char *bytes;

    if (!chunk || chunk->capacity - chunk->used < length) {
        int64_t capacity = length > CHUNK_BYTES ? length : CHUNK_BYTES;

        chunk = cpf__alloc(scan->context, capacity + (int64_t)sizeof *chunk, 1);
        if (!chunk)
            return NULL;
        chunk->next = scan->chunks;
        chunk->capacity = capacity;
        scan->chunks = chunk;
    }
    bytes = chunk->bytes + chunk->used;
    chunk->used += length;
    return bytes;
}

static cpf_status add_field(csv_cut *cut, const char *data, int64_t length)
{
    cpf__csv_scan *scan = cut->scan;

    if (cut->row->count == scan->capacity) {
        int64_t wanted = scan->capacity ? scan->capacity * 2 : FIRST_FIELDS;
        cpf__slice *grown = cpf__realloc(scan->context, scan->fields, wanted, sizeof *grown);

        if (!grown)
            return CPF_E_MEMORY;
        scan->fields = grown;
        scan->capacity = wanted;
    }
    scan->fields[cut->row->count++] = (cpf__slice){data, (int32_t)length, 0};
    return CPF_OK;
}

static int is_at(const csv_cut *cut, char byte)
{
    return cut->at < cut->length && cut->data[cut->at] == byte;
}

/* Whether a cell may end here: before a separator, a line end, or the end of all. */
static int is_cell_end(csv_cut *cut)
{
    if (cut->at == cut->length) {
        cut->more = !cut->last;
        return 1;
    }
    return is_at(cut, cut->scan->separator) || is_at(cut, '\n') || is_at(cut, '\r');
}

static cpf_status spoil(csv_cut *cut, int32_t problem)
{
    cut->row->problem = problem;
    cut->row->column = cut->row->count + 1;
    return CPF_OK;
}

static cpf_status plain_field(csv_cut *cut)
{
    int64_t begin = cut->at;

    while (cut->at < cut->length && !cut->scan->stops[(uint8_t)cut->data[cut->at]])
        cut->at++;
    if (!is_cell_end(cut))
        return spoil(cut, CPF__CSV_QUOTE_INSIDE);
    return add_field(cut, cut->data + begin, cut->at - begin);
}

static int64_t count_lines(const char *data, int64_t length)
{
    int64_t lines = 0;

    for (int64_t i = 0; i < length; i++)
        lines += data[i] == '\n' || (data[i] == '\r' && (i + 1 == length || data[i + 1] != '\n'));
    return lines;
}

static cpf_status quoted_text(csv_cut *cut, const char *data, int64_t length, int64_t doubled)
{
    char *bytes, *to;

    cut->lines += count_lines(data, length);
    if (!doubled)
        return add_field(cut, data, length);
    bytes = to = chunk_bytes(cut->scan, length - doubled);
    if (!bytes)
        return CPF_E_MEMORY;
    for (int64_t i = 0; i < length; i++) {
        *to++ = data[i];
        i += data[i] == '"'; /* the second of two */
    }
    return add_field(cut, bytes, length - doubled);
}

static cpf_status quoted_field(csv_cut *cut)
{
    int64_t begin = ++cut->at, doubled = 0;

    for (;;) {
        const char *quote = memchr(cut->data + cut->at, '"', (size_t)(cut->length - cut->at));

        if (!quote) {
            cut->at = cut->length;
            cut->more = !cut->last;
            return cut->last ? spoil(cut, CPF__CSV_QUOTE_OPEN) : CPF_OK;
        }
        cut->at = quote - cut->data + 1;
        if (!is_at(cut, '"'))
            break;
        cut->at++;
        doubled++;
    }
    if (!is_cell_end(cut))
        return spoil(cut, CPF__CSV_QUOTE_AFTER);
    return cut->more ? CPF_OK : quoted_text(cut, cut->data + begin, cut->at - 1 - begin, doubled);
}

/* Cells up to the line end, which stays; or until data runs out or a problem is met. */
static cpf_status cut_fields(csv_cut *cut)
{
    for (;;) {
        cpf_status status = is_at(cut, '"') ? quoted_field(cut) : plain_field(cut);

        if (status != CPF_OK || cut->more || cut->row->problem != CPF_NONE)
            return status;
        if (!is_at(cut, cut->scan->separator))
            return CPF_OK;
        if (cut->row->count == CPF__CSV_COLUMNS_MAX)
            return spoil(cut, CPF__CSV_WIDE);
        cut->at++;
    }
}

/* Passes over the line end; 0 when it may go on in data that is not there yet. */
static int pass_line_end(csv_cut *cut)
{
    if (is_at(cut, '\r')) {
        if (cut->at + 1 == cut->length && !cut->last)
            return 0;
        cut->at++;
        if (is_at(cut, '\n'))
            cut->at++;
    } else if (is_at(cut, '\n')) {
        cut->at++;
    }
    return 1;
}

/* A row with a problem ends at its first line end, so that a forgotten quote spoils one line and not the rest of the
 * file. */
static void end_spoiled(csv_cut *cut)
{
    cut->at = 0;
    cut->lines = 0;
    while (cut->at < cut->length && cut->data[cut->at] != '\n' && cut->data[cut->at] != '\r')
        cut->at++;
    cut->more = cut->at == cut->length && !cut->last;
}

int cpf__csv_is_clean(const char *data, int64_t length)
{
    uint8_t high = 0;

    if (memchr(data, 0, (size_t)length))
        return 0;
    for (int64_t i = 0; i < length; i++)
        high |= (uint8_t)data[i];
    return high < 0x80 || cpf__utf8_valid(data, length) == length;
}

/* Bytes of the line ends before the next row. */
static int64_t pass_empty_lines(cpf__csv_scan *scan, const char *data, int64_t length, int last, int *more)
{
    csv_cut cut = {scan, data, length, 0, 0, last, 0, NULL};
    int64_t begin;

    do {
        begin = cut.at;
        *more = !pass_line_end(&cut);
        scan->line += cut.at > begin;
    } while (cut.at > begin);
    *more |= cut.at == length;
    return cut.at;
}

static cpf_status cut_row(csv_cut *cut)
{
    cpf__csv_row *row = cut->row;
    cpf_status status = cut_fields(cut);

    if (status != CPF_OK)
        return status;
    if (cut->at > CPF__CSV_ROW_MAX) {
        row->problem = CPF__CSV_LONG;
        row->column = 0;
    }
    if (row->problem != CPF_NONE)
        end_spoiled(cut);
    if (cut->more && row->problem != CPF__CSV_LONG)
        return CPF_E_MISSING;
    row->raw = (cpf__slice){cut->data, (int32_t)(cut->at > INT32_MAX ? INT32_MAX : cut->at), 0};
    if (row->problem == CPF_NONE && !cpf__csv_is_clean(cut->data, cut->at)) {
        row->problem = CPF__CSV_UTF8;
        row->column = 0;
    }
    return pass_line_end(cut) ? CPF_OK : CPF_E_MISSING;
}

cpf_status cpf__csv_next(cpf__csv_scan *scan, const char *data, int64_t length, int last, cpf__csv_row *row)
{
    int more;
    int64_t line = scan->line, before = pass_empty_lines(scan, data, length, last, &more);
    csv_cut cut = {scan, data + before, length - before, 0, 0, last, 0, row};
    cpf_status status;

    *row = (cpf__csv_row){.line = scan->line, .problem = CPF_NONE};
    status = more ? CPF_E_MISSING : cut_row(&cut);
    if (status != CPF_OK) {
        scan->line = line;
        return status;
    }
    row->used = before + cut.at;
    scan->line += cut.lines + 1;
    return CPF_OK;
}
