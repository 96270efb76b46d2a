/* SPDX-License-Identifier: MIT */
/* Records: texts to ids, days and numbers, field by field. */
#include <string.h>

#include "record_field.h"
#include "steps.h"
#include "text.h"

/* Columns for `count` records of a kind. 0: there is no memory. */
static int make_columns(cpf__arena *arena, const cpf__record_kind *kind, int64_t count, cpf__records *records)
{
    int32_t fields = kind->entry.param_count;

    records->kind = kind;
    records->values = cpf__arena_take(arena, fields, sizeof *records->values);
    records->texts = cpf__arena_take(arena, fields, sizeof *records->texts);
    records->spots = cpf__arena_take(arena, count, sizeof *records->spots);
    for (int32_t i = 0; records->values && records->texts && i < fields; i++) {
        records->values[i] = cpf__arena_take(arena, count, sizeof **records->values);
        if (kind->fields[i].type == CPF__FIELD_TEXT)
            records->texts[i] = cpf__arena_take(arena, count, sizeof **records->texts);
    }
    return !cpf__arena_failed(arena);
}

static cpf__record_spot keep_spot(cpf__build *build, const cpf__spot *spot, const cpf__spot *before,
                                  const cpf__record_spot *kept)
{
    cpf__arena *arena = build->model->arena;
    cpf__record_spot mine = {NULL, NULL, spot->line};

    /* rows of a file share path and file */
    mine.path = before && before->path == spot->path ? kept->path
                : spot->path                         ? cpf__arena_text(arena, spot->path)
                                                     : NULL;
    mine.file = before && before->file == spot->file ? kept->file
                : spot->file                         ? cpf__arena_text(arena, spot->file)
                                                     : NULL;
    return mine;
}

/* From and to, when the kind has both. */
static void check_span(cpf__build *build, const cpf__records *records, int64_t row)
{
    int32_t from = cpf__record_field_find(records->kind, "from"), to = cpf__record_field_find(records->kind, "to");

    if (from == CPF_NONE || to == CPF_NONE || records->kind->fields[from].type != CPF__FIELD_DAY)
        return;
    if (cpf__record_has(records, from, row) && cpf__record_has(records, to, row) &&
        records->values[to][row] <= records->values[from][row])
        cpf__tell(build, cpf__member(build, ".to"), CPF__MODEL(FIELD_SPAN));
}

/* The key's fields as they were said, one behind the other. */
static const char *key_text(cpf__build *build, const cpf__record_kind *kind, const char *const *cells)
{
    cpf__text_cut(build->list, 0);
    for (int32_t i = 0; i < kind->key_count; i++) {
        const char *said = cells[i] ? cells[i] : kind->entry.params[i].fallback;

        cpf__text_add(build->list, i ? "/" : "");
        cpf__text_add(build->list, said ? said : "");
    }
    return cpf_text_data(build->list);
}

static void check_key(cpf__build *build, const cpf__record_kind *kind, const char *const *cells, cpf__map *keys)
{
    int added = 0;
    const char *key;

    if (!kind->key_count)
        return;
    key = key_text(build, kind, cells);
    if (cpf__map_add(keys, key, (int64_t)strlen(key), &added) == CPF_NONE)
        cpf__build_fail(build);
    else if (!added)
        cpf__tell(build, cpf__member(build, ""), CPF__MODEL(RECORD_TWICE), kind->entry.name, key);
}

static void take_record(cpf__build *build, const cpf__record_draft *draft, cpf__records *records, int64_t row,
                        cpf__map *keys)
{
    const cpf__record_kind *kind = records->kind;
    const char *const *cells = &draft->cells.items[row * kind->entry.param_count];

    cpf__at(build, &draft->spots.items[row], kind->entry.name, row);
    cpf__about(build, "%s", kind->entry.name);
    for (int32_t i = 0; i < kind->entry.param_count; i++)
        cpf__take_field(build, records, row, i, cells[i]);
    check_span(build, records, row);
    check_key(build, kind, cells, keys);
}

static void take_records(cpf__build *build, const cpf__record_draft *draft)
{
    cpf__records *records = &build->model->records[draft->kind];
    cpf__map *keys = cpf__map_new(build->context);

    if (!keys || !make_columns(build->model->arena, cpf__record_kinds[draft->kind], draft->spots.count, records)) {
        cpf__build_fail(build);
        cpf__map_free(keys);
        return;
    }
    for (int64_t row = 0; row < draft->spots.count && !build->failed; row++) {
        take_record(build, draft, records, row, keys);
        records->spots[row] = keep_spot(build, &draft->spots.items[row], row ? &draft->spots.items[row - 1] : NULL,
                                        row ? &records->spots[row - 1] : NULL);
        records->count++;
    }
    cpf__map_free(keys);
}

static const char *kind_name(const void *user, int32_t index)
{
    (void)user;
    return cpf__record_kinds[index]->entry.name;
}

static const char *field_name(const void *user, int32_t index)
{
    return ((const cpf__record_kind *)user)->entry.params[index].name;
}

static void tell_stranger(cpf__build *build, const cpf__record_stranger *stranger, int64_t index)
{
    int32_t kind = cpf__record_kind_find(stranger->kind);
    cpf__names names = {NULL, kind_name, cpf__record_kind_count};

    cpf__at(build, &stranger->spot, "records", index);
    if (!stranger->field) {
        cpf__tell(build, cpf__member(build, ""), CPF__MODEL(UNKNOWN_RECORD), stranger->kind,
                  cpf__nearest(build, stranger->kind, names));
        return;
    }
    names = (cpf__names){cpf__record_kinds[kind], field_name, cpf__record_kinds[kind]->entry.param_count};
    cpf__tell(build, cpf__member(build, ""), CPF__MODEL(UNKNOWN_FIELD), stranger->kind, stranger->field,
              cpf__nearest(build, stranger->field, names));
}

void cpf__freeze_records(cpf__build *build)
{
    const cpf_plan *plan = build->plan;
    cpf_model *model = build->model;

    for (int64_t i = 0; i < plan->record_strangers.count; i++)
        tell_stranger(build, &plan->record_strangers.items[i], i);
    model->records = cpf__arena_take(model->arena, cpf__record_kind_count, sizeof *model->records);
    if (!model->records) {
        cpf__build_fail(build);
        return;
    }
    for (int32_t i = 0; i < cpf__record_kind_count; i++)
        model->records[i].kind = cpf__record_kinds[i];
    for (int64_t i = 0; i < plan->records.count && !build->failed; i++)
        take_records(build, plan->records.items[i]);
}
