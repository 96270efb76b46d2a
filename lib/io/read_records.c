/* SPDX-License-Identifier: MIT */
/* Records of a kind: rows in the plan itself, or those of a table beside it. */
#include "read_lookups.h"
#include "read_parts.h"
#include "read_table.h"
#include "record.h"

typedef struct records_given {
    const char *kind;
    cpf__table_format format;
    int32_t rows, columns, lookups, prefix, set; /* nodes */
} records_given;

#define AT(member) offsetof(records_given, member)
static const cpf__member records_members[] = {
    {"kind", CPF__FORM_TEXT, 1, AT(kind), NULL, 0, 0},
    {"rows", CPF__FORM_LIST, 0, AT(rows), NULL, 0, 0},
    {"file", CPF__FORM_TEXT, 0, AT(format.file), NULL, 0, 0},
    {"separator", CPF__FORM_WORD, 0, AT(format.separator), CPF__SEPARATOR_WORDS, 0, 0},
    {"where", CPF__FORM_TEXT, 0, AT(format.where), NULL, 0, 0},
    {"columns", CPF__FORM_OBJECT, 0, AT(columns), NULL, 0, 0},
    {"lookups", CPF__FORM_LIST, 0, AT(lookups), NULL, 0, 0},
    {"prefix", CPF__FORM_OBJECT, 0, AT(prefix), NULL, 0, 0},
    {"set", CPF__FORM_OBJECT, 0, AT(set), NULL, 0, 0},
};
#undef AT
const cpf__shape cpf__records_shape = CPF__SHAPE("records", records_members);

/* Where a field of a row comes from: a column, or a lookup; CPF_NONE: neither alone. */
typedef struct field_source {
    const char *field;
    cpf__code_cells cells;
    int32_t column, lookup;
} field_source;

typedef struct record_rows {
    cpf__read_table table;
    cpf__lookups lookups;
    CPF__VEC(field_source) fields;
} record_rows;

/* Sets the fields that an object names; a null says that there is no value. */
static void set_members(cpf__reader *reader, int32_t object, cpf_record *record)
{
    const cpf__json *json = reader->json;

    if (object == CPF_NONE)
        return;
    for (int32_t name = cpf__json_child(json, object); name != CPF_NONE; name = cpf__json_sibling(json, name)) {
        const char *field = cpf__json_text(json, name);

        if (json->items[name + 1].kind == CPF__JSON_NULL)
            cpf_record_set(record, field, NULL);
        else
            cpf_record_set(record, field, cpf__read_scalar(reader, name + 1, field));
    }
}

static void read_row(cpf__reader *reader, int32_t node, void *user)
{
    const records_given *given = user;
    cpf_record *record;

    if (reader->json->items[node].kind != CPF__JSON_OBJECT) {
        cpf__tell(reader, node, CPF__PLAN_NOT_OBJECT, "rows", NULL);
        return;
    }
    cpf__reader_at(reader, node);
    record = cpf_plan_add_record(reader->plan, given->kind);
    set_members(reader, given->set, record);
    set_members(reader, node, record);
}

static void add_field(record_rows *rows, const field_source *source)
{
    cpf__reader *reader = rows->table.reader;

    if (!cpf__vec_room(reader->context, &rows->fields))
        cpf__no_memory(&reader->findings);
    else
        rows->fields.items[rows->fields.count++] = *source;
}

static const char *member_text(cpf__reader *reader, int32_t object, const char *name)
{
    int32_t node = cpf__json_member(reader->json, object, name);

    return object == CPF_NONE || node == CPF_NONE ? NULL : cpf__read_scalar(reader, node, name);
}

/* The lookup that a column alone is; CPF_NONE. */
static int32_t find_lookup(const record_rows *rows, int32_t texts)
{
    cpf__reader *reader = rows->table.reader;
    int32_t first = cpf__read_texts_first(reader, texts);

    if (first == CPF_NONE || cpf__read_texts_next(reader, texts, first) != CPF_NONE)
        return CPF_NONE;
    return cpf__lookups_find(&rows->lookups, cpf__json_text(reader->json, first));
}

/* A field out of a column, or out of several whose cells are joined as those of a code are. */
static void take_column(record_rows *rows, const records_given *given, int32_t name)
{
    static const cpf__member column = {"columns", CPF__FORM_TEXTS, 1, 0, NULL, 0, 0};
    cpf__reader *reader = rows->table.reader;
    field_source source = {.field = cpf__json_text(reader->json, name), .column = CPF_NONE};
    int32_t texts;

    if (!cpf__read_form(reader, name + 1, &column, &texts))
        return;
    source.lookup = find_lookup(rows, texts);
    if (source.lookup == CPF_NONE)
        source.cells = cpf__table_code_cells(&rows->table, texts, member_text(reader, given->prefix, source.field));
    if (source.cells.count == 1)
        source.column = rows->table.parts.items[source.cells.first];
    add_field(rows, &source);
}

static void take_fields(record_rows *rows, const records_given *given)
{
    const cpf__json *json = rows->table.reader->json;

    for (int32_t name = cpf__json_child(json, given->columns); name != CPF_NONE; name = cpf__json_sibling(json, name))
        take_column(rows, given, name);
}

/* An empty cell is a field that was not given. */
static void set_from_row(record_rows *rows, const field_source *source, cpf_record *record)
{
    cpf__read_table *table = &rows->table;
    const char *text = source->lookup != CPF_NONE   ? cpf__lookups_text(&rows->lookups, source->lookup, table)
                       : source->column != CPF_NONE ? cpf__table_cell(table, source->column, 0)
                                                    : NULL;

    if (text && !*text)
        return;
    cpf_record_set(record, source->field,
                   source->lookup == CPF_NONE ? cpf__table_code(table, &source->cells, 1) : text);
}

static void add_rows(record_rows *rows, const records_given *given)
{
    cpf__reader *reader = rows->table.reader;

    while (cpf__table_next(&rows->table)) {
        cpf_record *record = cpf_plan_add_record(reader->plan, given->kind);

        set_members(reader, given->set, record);
        for (int64_t i = 0; i < rows->fields.count; i++)
            set_from_row(rows, &rows->fields.items[i], record);
    }
}

static void read_file(cpf__reader *reader, int32_t node, const records_given *given)
{
    record_rows rows = {0};
    int64_t told = reader->told;

    cpf__table_begin(&rows.table, reader, node);
    cpf__lookups_begin(&rows.lookups, &rows.table, given->lookups);
    if (given->columns == CPF_NONE)
        cpf__tell(reader, node, CPF__PLAN_REQUIRED, "columns", NULL);
    else
        take_fields(&rows, given);
    if (reader->told == told && cpf__table_open(&rows.table, &given->format))
        add_rows(&rows, given);
    cpf__table_end(&rows.table);
    cpf__lookups_end(&rows.lookups, reader);
    cpf__vec_free(reader->context, &rows.fields);
}

/* A kind that there is not is told once, not in every row: the plan keeps what it was asked for. */
static int is_known(cpf__reader *reader, int32_t node, const records_given *given)
{
    if (cpf__record_kind_find(given->kind) != CPF_NONE)
        return 1;
    cpf__reader_at(reader, node);
    (void)cpf_plan_add_record(reader->plan, given->kind);
    return 0;
}

void cpf__read_records(cpf__reader *reader, int32_t node)
{
    records_given given = {
        .rows = CPF_NONE, .columns = CPF_NONE, .lookups = CPF_NONE, .prefix = CPF_NONE, .set = CPF_NONE};

    if (!cpf__read_object(reader, node, &cpf__records_shape, &given) || !is_known(reader, node, &given))
        return;
    if (!given.format.file == (given.rows == CPF_NONE))
        cpf__tell(reader, node, CPF__PLAN_ONE_OF, "rows", "file");
    else if (given.format.file)
        read_file(reader, node, &given);
    else
        cpf__read_each_of(reader, given.rows, &given, read_row);
}
