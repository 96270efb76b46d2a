/* SPDX-License-Identifier: MIT */
/* A CSV file that a part of the plan names: its rows, those that the filter leaves, cell by cell. */
#ifndef CPF_IO_READ_TABLE_H
#define CPF_IO_READ_TABLE_H

#include "csv_table.h"
#include "read_reader.h"
#include "row_filter.h"
#include "text.h"
#include "vec.h"

/* Texts that are alive at the same time while a row is worked on. */
enum { CPF__TABLE_TEXTS = 4 };

/* A code made of cells: prefix, then columns joined by "/". `count` 0: there is none. */
typedef struct cpf__code_cells {
    const char *prefix;
    int32_t first, count; /* in the table's `parts` */
} cpf__code_cells;

typedef struct cpf__read_table {
    cpf__reader *reader;
    int32_t node;   /* that names the file */
    cpf_text *path; /* of the file, the folder in front: what findings call it */
    cpf__columns columns;
    CPF__VEC(int32_t) parts;
    cpf__csv_table *csv;
    cpf__row_filter filter;
    int64_t row; /* -1 before the first */
    int32_t separator;
    int32_t was_kept; /* the rows are those of the entry before */
    int32_t placed;   /* the plan knows the file that rows stand in */
    int32_t keep;     /* the entry behind this one names the file too: its rows stay */
    cpf_text *texts[CPF__TABLE_TEXTS];
} cpf__read_table;

/* How the file is written and which rows count. */
typedef struct cpf__table_format {
    const char *file;
    int32_t separator; /* position in CPF__SEPARATOR_WORDS */
    int32_t reserved;
    const char *where; /* NULL: all rows */
} cpf__table_format;

#define CPF__SEPARATOR_WORDS ",|;|\t"
char cpf__separator_of(int32_t word);

/* Before opening: names what is needed. The results are good for the table's life. */
void cpf__table_begin(cpf__read_table *table, cpf__reader *reader, int32_t node);
int32_t cpf__table_column(cpf__read_table *table, const char *name); /* CPF_NONE for NULL */
cpf__code_cells cpf__table_code_cells(cpf__read_table *table, int32_t texts,
                                      const char *prefix); /* `texts`: CPF__FORM_TEXTS node or CPF_NONE */

/* Reads the file. 0, and told, when there is nothing to go through. */
int cpf__table_open(cpf__read_table *table, const cpf__table_format *format);

/* Goes to the next row for which the filter holds, which is then the place of what is added to the plan; 0 behind the
 * last. */
int cpf__table_next(cpf__read_table *table);

/* Text of a cell of the row in the text number `text`; "" for an empty one and for CPF_NONE. */
const char *cpf__table_cell(cpf__read_table *table, int32_t column, int32_t text);

/* The only cell of a code that is nothing but that cell; NULL: it is more, or the cell is empty. */
const cpf__slice *cpf__table_code_cell(const cpf__read_table *table, const cpf__code_cells *cells);

/* A code of the row; NULL, and told, when a cell is empty. */
const char *cpf__table_code(cpf__read_table *table, const cpf__code_cells *cells, int32_t text);

/* A day of the row, CPF_NO_DAY for an empty cell; 0, and told, when it is no date. */
int cpf__table_day(cpf__read_table *table, int32_t column, cpf_day *day);

/* A finding about a cell of the row. */
void cpf__table_tell(cpf__read_table *table, int32_t column, cpf__plan_message row, const char *text);

void cpf__table_end(cpf__read_table *table);

/* Lets rows go that were kept for an entry to come. */
void cpf__table_forget(cpf__reader *reader);

#endif
