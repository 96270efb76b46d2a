/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "plan_in.h"

static void free_attributes(cpf_plan *plan)
{
    for (int64_t i = 0; i < plan->attributes.count; i++) {
        cpf__attribute_draft *attribute = plan->attributes.items[i];

        for (int64_t j = 0; j < attribute->parts.count; j++)
            cpf__free(plan->context, attribute->parts.items[j].values);
        cpf__vec_free(plan->context, &attribute->parts);
        cpf__vec_free(plan->context, &attribute->given);
        cpf__map_free(attribute->texts);
    }
    cpf__vec_free(plan->context, &plan->attributes);
}

void cpf__plan_free_units(cpf_plan *plan)
{
    free_attributes(plan);
    cpf__vec_free(plan->context, &plan->levels);
    cpf__vec_free(plan->context, &plan->unit_parents);
    cpf__vec_free(plan->context, &plan->unit_levels);
    cpf__vec_free(plan->context, &plan->unit_codes);
    cpf__vec_free(plan->context, &plan->unit_names);
    cpf__vec_free(plan->context, &plan->parent_codes);
    cpf__vec_free(plan->context, &plan->spans);
    cpf__vec_free(plan->context, &plan->unit_spots);
    cpf__map_free(plan->level_names);
}

void cpf_plan_add_level(cpf_plan *plan, const char *code, const char *name)
{
    cpf__level_draft *level;

    if (!plan || !cpf__plan_room(plan, &plan->levels))
        return;
    level = &plan->levels.items[plan->levels.count++];
    level->spot = plan->at;
    level->code = cpf__arena_text(plan->arena, code);
    level->name = cpf__arena_text(plan->arena, name);
}

void cpf_plan_set_channel_level(cpf_plan *plan, const char *level)
{
    if (plan)
        plan->channel_level = cpf__plan_given(plan, level);
}

/* Whether a unit said at `spot` goes on with the run of lines that `last` began. The second unit of a run settles
 * whether it goes line by line. */
static int continues_run(cpf__unit_spot *last, int32_t position, const cpf__spot *spot)
{
    if (last->spot.path != spot->path || last->spot.file != spot->file)
        return 0;
    if (last->first == position - 1 && spot->line == last->spot.line + 1)
        last->step = 1;
    return spot->line == last->spot.line + (int64_t)last->step * (position - last->first);
}

static void note_spot(cpf_plan *plan, int32_t position)
{
    cpf__unit_spot *last = plan->unit_spots.count ? &plan->unit_spots.items[plan->unit_spots.count - 1] : NULL;

    if (last && continues_run(last, position, &plan->at))
        return;
    if (!cpf__plan_room(plan, &plan->unit_spots))
        return;
    plan->unit_spots.items[plan->unit_spots.count++] = (cpf__unit_spot){position, 0, plan->at};
}

/* Position of the level's name, or CPF_NONE; names that are no level are told when the plan is checked. */
static int32_t level_name_id(cpf_plan *plan, const char *level)
{
    const char *name = level ? level : "";
    cpf_id id = cpf__map_add(plan->level_names, name, (int64_t)strlen(name), NULL);

    if (id == CPF_NONE)
        cpf__arena_fail(plan->arena);
    else if (id > INT16_MAX) {
        cpf__plan_bad_argument(plan, "level");
        return CPF_NONE;
    }
    return id;
}

static int unit_room(cpf_plan *plan)
{
    if (plan->unit_parents.count == INT32_MAX)
        cpf__arena_fail(plan->arena); /* no id is left */
    return !cpf__arena_failed(plan->arena) && cpf__plan_room(plan, &plan->unit_parents) &&
           cpf__plan_room(plan, &plan->unit_levels) && cpf__plan_room(plan, &plan->unit_codes);
}

/* Adds a unit; its position, or CPF_NONE. */
static int32_t append_unit(cpf_plan *plan, int32_t parent, int32_t level, const char *code)
{
    int32_t position = (int32_t)plan->unit_parents.count;

    if (level == CPF_NONE || !unit_room(plan))
        return CPF_NONE;
    plan->unit_parents.items[plan->unit_parents.count++] = parent;
    plan->unit_levels.items[plan->unit_levels.count++] = (int16_t)level;
    plan->unit_codes.items[plan->unit_codes.count++] = code;
    return position;
}

static void append_name(cpf_plan *plan, int32_t position, const char *name)
{
    cpf__unit_text item = {position, cpf__arena_text(plan->arena, name)};

    if (cpf__plan_room(plan, &plan->unit_names))
        plan->unit_names.items[plan->unit_names.count++] = item;
}

/* Units of one parent mostly come one after the other: they share its code. */
static void append_parent(cpf_plan *plan, int32_t position, const char *code)
{
    int64_t count = plan->parent_codes.count;
    const char *last = count ? plan->parent_codes.items[count - 1].text : NULL;
    cpf__unit_text item = {position, last && strcmp(last, code) == 0 ? last : cpf__arena_text(plan->arena, code)};

    if (cpf__plan_room(plan, &plan->parent_codes))
        plan->parent_codes.items[plan->parent_codes.count++] = item;
}

static cpf_unit *append_named(cpf_plan *plan, int32_t parent, const char *level, const char *code, const char *name)
{
    int32_t position = append_unit(plan, parent, level_name_id(plan, level), cpf__arena_text(plan->arena, code));
    cpf_unit *unit = position == CPF_NONE ? NULL : cpf__arena_take(plan->arena, 1, sizeof *unit);

    if (!unit)
        return NULL;
    note_spot(plan, position);
    if (name && *name)
        append_name(plan, position, name);
    unit->plan = plan;
    unit->position = position;
    return unit;
}

cpf_unit *cpf_plan_add_unit(cpf_plan *plan, cpf_unit *parent, const char *level, const char *code, const char *name)
{
    int32_t above = CPF_NONE;

    if (!plan)
        return NULL;
    if (parent)
        above = parent->plan == plan ? parent->position : CPF__PARENT_FOREIGN;
    return append_named(plan, above, level, code, name);
}

cpf_unit *cpf_plan_add_unit_under(cpf_plan *plan, const char *parent, const char *level, const char *code,
                                  const char *name)
{
    cpf_unit *unit;

    if (!plan)
        return NULL;
    if (!parent || !*parent)
        return append_named(plan, CPF_NONE, level, code, name);
    unit = append_named(plan, CPF__PARENT_BY_CODE, level, code, name);
    if (unit)
        append_parent(plan, unit->position, parent);
    return unit;
}

void cpf_plan_add_units(cpf_plan *plan, const char *level, int64_t count, const int32_t *parent,
                        const char *const *codes)
{
    int32_t id, first;

    if (!plan || !count)
        return;
    if (count < 0 || !parent) {
        cpf__plan_bad_argument(plan, "cpf_plan_add_units parent");
        return;
    }
    id = level_name_id(plan, level);
    first = (int32_t)plan->unit_parents.count;
    for (int64_t i = 0; i < count; i++) {
        const char *code = codes ? cpf__arena_text(plan->arena, codes[i]) : NULL;

        /* A negative position that is no root must not read as one of our marks. */
        if (append_unit(plan, parent[i] < CPF_NONE ? INT32_MAX : parent[i], id, code) == CPF_NONE)
            return;
    }
    note_spot(plan, first);
}

void cpf_unit_set_span(cpf_unit *unit, cpf_day from, cpf_day to)
{
    if (unit && cpf__plan_room(unit->plan, &unit->plan->spans))
        unit->plan->spans.items[unit->plan->spans.count++] = (cpf__unit_span){unit->position, from, to};
}

static cpf__attribute_draft *find_or_add_attribute(cpf_plan *plan, const char *name)
{
    cpf__attribute_draft *attribute;

    for (int64_t i = 0; i < plan->attributes.count; i++)
        if (strcmp(plan->attributes.items[i]->name, name) == 0)
            return plan->attributes.items[i];
    attribute = cpf__arena_take(plan->arena, 1, sizeof *attribute);
    if (!attribute || !cpf__plan_room(plan, &plan->attributes))
        return NULL;
    attribute->name = cpf__arena_text(plan->arena, name);
    plan->attributes.items[plan->attributes.count++] = attribute;
    return attribute;
}

static cpf_id attribute_text_id(cpf_plan *plan, cpf__attribute_draft *attribute, const char *value)
{
    cpf_id id = CPF_NONE;

    if (!attribute->texts)
        attribute->texts = cpf__map_new(plan->context);
    if (attribute->texts)
        id = cpf__map_add(attribute->texts, value, (int64_t)strlen(value), NULL);
    if (id == CPF_NONE)
        cpf__arena_fail(plan->arena);
    return id;
}

void cpf_unit_set_attribute(cpf_unit *unit, const char *name, const char *value)
{
    cpf__attribute_draft *attribute;
    cpf_id text;

    if (!unit)
        return;
    if (!name || !*name) {
        cpf__plan_bad_argument(unit->plan, "cpf_unit_set_attribute name");
        return;
    }
    attribute = find_or_add_attribute(unit->plan, name);
    if (!attribute || !value || !*value)
        return;
    text = attribute_text_id(unit->plan, attribute, value);
    if (text != CPF_NONE && cpf__plan_room(unit->plan, &attribute->given))
        attribute->given.items[attribute->given.count++] = (cpf__attribute_text){unit->position, text};
}

void cpf_plan_set_attribute_column(cpf_plan *plan, const char *name, int64_t first, int64_t count,
                                   const int64_t *values, int32_t decimals)
{
    cpf__attribute_draft *attribute;
    int64_t *copy;

    if (!plan)
        return;
    if (!name || !*name || first < 0 || count < 0 || (count && !values) || decimals < 0 || decimals > 9) {
        cpf__plan_bad_argument(plan, "cpf_plan_set_attribute_column");
        return;
    }
    attribute = find_or_add_attribute(plan, name);
    if (!attribute || !cpf__plan_room(plan, &attribute->parts))
        return;
    copy = cpf__alloc_column(plan->context, count, sizeof *copy);
    if (!copy) {
        cpf__arena_fail(plan->arena);
        return;
    }
    if (count)
        memcpy(copy, values, (size_t)count * sizeof *copy);
    attribute->parts.items[attribute->parts.count++] = (cpf__attribute_part){first, count, copy, decimals};
}
