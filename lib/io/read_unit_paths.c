/* SPDX-License-Identifier: MIT */
/* Units from a table whose rows are ways from the top to the bottom: every unit on the way is made once. */
#include <string.h>

#include "map.h"
#include "mem.h"
#include "read_parts.h"
#include "read_row_unit.h"
#include "read_table.h"

typedef struct unit_paths_given {
    cpf__table_format format;
    const char *parent_is;
    int32_t path, reserved;
} unit_paths_given;

#define AT(member) offsetof(unit_paths_given, member)
static const cpf__member unit_paths_members[] = {
    {"file", CPF__FORM_TEXT, 1, AT(format.file), NULL, 0, 0},
    {"separator", CPF__FORM_WORD, 0, AT(format.separator), CPF__SEPARATOR_WORDS, 0, 0},
    {"where", CPF__FORM_TEXT, 0, AT(format.where), NULL, 0, 0},
    {"parent_is", CPF__FORM_SCALAR, 0, AT(parent_is), NULL, 0, 0},
    {"path", CPF__FORM_LIST, 1, AT(path), NULL, 0, 0},
};
#undef AT
const cpf__shape cpf__unit_paths_shape = CPF__SHAPE("unit_paths", unit_paths_members);

typedef struct path_step_given {
    const char *level, *prefix;
    int32_t code, joined;
    cpf__row_unit_given about;
} path_step_given;

#define AT(member) offsetof(path_step_given, member)
static const cpf__member path_step_members[] = {
    {"level", CPF__FORM_TEXT, 1, AT(level), NULL, 0, 0},
    {"code", CPF__FORM_TEXTS, 1, AT(code), NULL, 0, 0},
    {"prefix", CPF__FORM_TEXT, 0, AT(prefix), NULL, 0, 0},
    {"joined", CPF__FORM_FLAG, 0, AT(joined), NULL, 0, 0},
    {"name", CPF__FORM_TEXT, 0, AT(about.name), NULL, 0, 0},
    {"from", CPF__FORM_TEXT, 0, AT(about.from), NULL, 0, 0},
    {"to", CPF__FORM_TEXT, 0, AT(about.to), NULL, 0, 0},
    {"attributes", CPF__FORM_OBJECT, 0, AT(about.attributes), NULL, 0, 0},
};
#undef AT
const cpf__shape cpf__path_step_shape = CPF__SHAPE("path_step", path_step_members);

typedef struct path_step {
    const char *level;
    int32_t joined, reserved;
    cpf__code_cells code;
    cpf__row_unit about;
} path_step;

/* Where a unit was met first: a later row has to agree. */
typedef struct path_spot {
    int32_t step;
    cpf_id parent; /* in the map of codes; CPF_NONE: `parent_is` */
} path_spot;

typedef struct path_walk {
    cpf__read_table table;
    CPF__VEC(path_step) steps;
    cpf__map *codes;
    CPF__VEC(path_spot) spots; /* by id of the code */
} path_walk;

static void add_path_step(path_walk *walk, int32_t node)
{
    path_step_given given = {.code = CPF_NONE, .about.attributes = CPF_NONE};
    path_step *step;

    if (!cpf__read_object(walk->table.reader, node, &cpf__path_step_shape, &given))
        return;
    if (!cpf__vec_room(walk->table.reader->context, &walk->steps)) {
        cpf__no_memory(&walk->table.reader->findings);
        return;
    }
    step = &walk->steps.items[walk->steps.count++];
    step->level = given.level;
    step->joined = given.joined;
    step->code = cpf__table_code_cells(&walk->table, given.code, given.prefix);
    cpf__row_unit_begin(&step->about, &walk->table, &given.about);
}

/* Code of the row's unit at a step in the table's text 1, behind the parent's where it is joined. */
static const char *step_code(path_walk *walk, const path_step *step, const char *parent)
{
    const char *code = cpf__table_code(&walk->table, &step->code, step->joined && parent ? 2 : 1);
    cpf_text *joined = walk->table.texts[1];

    if (!code || !step->joined || !parent)
        return code;
    cpf__text_cut(joined, 0);
    cpf__text_add(joined, parent);
    cpf__text_add(joined, "/");
    cpf__text_add(joined, code);
    if (cpf__text_failed(joined))
        cpf__no_memory(&walk->table.reader->findings);
    return cpf_text_data(joined);
}

static cpf_id stop_walk(path_walk *walk)
{
    cpf__no_memory(&walk->table.reader->findings);
    return CPF_NONE;
}

/* Id of the code of the row's unit at a step; CPF_NONE: there is none, or no memory, which is told. */
static cpf_id code_id(path_walk *walk, const path_step *step, const char *above, int *added)
{
    const cpf__slice *cell = step->joined && above ? NULL : cpf__table_code_cell(&walk->table, &step->code);
    const char *code = cell ? NULL : step_code(walk, step, above);
    cpf_id id;

    if ((!cell && !code) || cpf__reader_stopped(walk->table.reader))
        return CPF_NONE;
    id = cell ? cpf__map_add(walk->codes, cell->data, cell->length, added)
              : cpf__map_add(walk->codes, code, (int64_t)strlen(code), added);
    return id == CPF_NONE ? stop_walk(walk) : id;
}

/* Goes down one step from `parent`: the id of the unit there, CPF_NONE when the row ends here. */
static cpf_id walk_step(path_walk *walk, int32_t position, cpf_id parent, const char *parent_is)
{
    const path_step *step = &walk->steps.items[position];
    const char *above = parent == CPF_NONE ? parent_is : cpf__map_code(walk->codes, parent);
    const path_spot *known;
    int added = 0;
    cpf_id id = code_id(walk, step, above, &added);

    if (id == CPF_NONE)
        return CPF_NONE;
    if (added && !cpf__vec_room(walk->table.reader->context, &walk->spots))
        return stop_walk(walk);
    if (added) {
        walk->spots.items[walk->spots.count++] = (path_spot){position, parent};
        cpf__row_unit_add(&walk->table, &step->about,
                          parent == CPF_NONE ? parent_is : cpf__map_code(walk->codes, parent), step->level,
                          cpf__map_code(walk->codes, id));
        return id;
    }
    known = &walk->spots.items[id];
    if (known->step == position && known->parent == parent)
        return id;
    cpf__table_tell(&walk->table, walk->table.parts.items[step->code.first], CPF__PLAN_TWO_PARENTS,
                    cpf__map_code(walk->codes, id));
    return CPF_NONE;
}

static void walk_rows(path_walk *walk, const char *parent_is)
{
    while (cpf__table_next(&walk->table)) {
        cpf_id unit = CPF_NONE;

        for (int32_t i = 0; i < walk->steps.count; i++) {
            unit = walk_step(walk, i, unit, parent_is);
            if (unit == CPF_NONE)
                break;
        }
    }
}

static void end_walk(path_walk *walk)
{
    for (int64_t i = 0; i < walk->steps.count; i++)
        cpf__row_unit_end(&walk->steps.items[i].about, &walk->table);
    cpf__vec_free(walk->table.reader->context, &walk->steps);
    cpf__vec_free(walk->table.reader->context, &walk->spots);
    cpf__map_free(walk->codes);
    cpf__table_end(&walk->table);
}

void cpf__read_unit_paths(cpf__reader *reader, int32_t node)
{
    unit_paths_given given = {.path = CPF_NONE};
    int64_t told = reader->told;
    path_walk walk = {0};

    if (!cpf__read_object(reader, node, &cpf__unit_paths_shape, &given))
        return;
    cpf__table_begin(&walk.table, reader, node);
    for (int32_t step = cpf__json_child(reader->json, given.path); step != CPF_NONE;
         step = cpf__json_sibling(reader->json, step))
        add_path_step(&walk, step);
    walk.codes = cpf__map_new(reader->context);
    if (!walk.codes)
        stop_walk(&walk);
    if (reader->told == told && cpf__table_open(&walk.table, &given.format))
        walk_rows(&walk, given.parent_is);
    end_walk(&walk);
}
