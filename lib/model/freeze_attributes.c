/* SPDX-License-Identifier: MIT */
/* Attributes: texts and numbers by unit id. Their order and that of their texts do not depend on the order of adding.
 */
#include <stdlib.h>
#include <string.h>

#include "attribute_number.h"
#include "steps.h"

static int compare_attribute_drafts(const void *a, const void *b)
{
    return cpf__code_compare((*(const cpf__attribute_draft *const *)a)->name,
                             (*(const cpf__attribute_draft *const *)b)->name);
}

static int compare_text_pointers(const void *a, const void *b)
{
    return cpf__code_compare(*(const char *const *)a, *(const char *const *)b);
}

/* Texts given, by the plan's text id; what was said last holds. */
static int32_t *column_of_texts(cpf__build *build, const cpf__attribute_draft *draft)
{
    const cpf_model *model = build->model;
    int32_t *column = cpf__alloc_column(build->context, model->tree->count, sizeof *column);

    for (int32_t unit = 0; column && unit < model->tree->count; unit++)
        column[unit] = CPF_NONE;
    for (int64_t i = 0; column && i < draft->given.count; i++)
        column[model->unit_of_input[draft->given.items[i].position]] = draft->given.items[i].text;
    return column;
}

/* The texts that some unit has, each once; all of them when there is no column. Sorted. */
static int32_t used_texts(const cpf__map *texts, const int32_t *column, int32_t units, const char **used, uint8_t *seen)
{
    int32_t count = 0;

    for (int32_t i = 0; !column && i < cpf__map_count(texts); i++)
        used[count++] = cpf__map_code(texts, i);
    for (int32_t unit = 0; column && unit < units; unit++) {
        if (column[unit] == CPF_NONE || seen[column[unit]])
            continue;
        seen[column[unit]] = 1;
        used[count++] = cpf__map_code(texts, column[unit]);
    }
    qsort(used, (size_t)count, sizeof *used, compare_text_pointers);
    return count;
}

static cpf__map *map_of_texts(const cpf_context *context, const char *const *used, int32_t count)
{
    cpf__map *map = cpf__map_new(context);

    for (int32_t i = 0; map && i < count; i++) {
        if (cpf__map_add(map, used[i], (int64_t)strlen(used[i]), NULL) != CPF_NONE)
            continue;
        cpf__map_free(map);
        map = NULL;
    }
    return map;
}

/* Text ids of the plan become those of the model; units without a text take that of the unit above. */
static int renumber_and_inherit(cpf__build *build, cpf__attribute *attribute, const cpf__map *texts)
{
    const cpf__tree *tree = build->model->tree;
    int32_t count = cpf__map_count(texts);
    int32_t *id = cpf__alloc(build->context, count, sizeof *id);

    if (!id)
        return 0;
    for (int32_t i = 0; i < count; i++)
        id[i] = cpf__find_text(attribute->texts, cpf__map_code(texts, i));
    for (int32_t unit = 0; unit < tree->count; unit++) {
        if (attribute->text[unit] != CPF_NONE)
            attribute->text[unit] = id[attribute->text[unit]];
        else if (tree->parent[unit] != CPF_NONE)
            attribute->text[unit] = attribute->text[tree->parent[unit]];
    }
    cpf__free(build->context, id);
    return 1;
}

static int take_texts(cpf__build *build, const cpf__attribute_draft *draft, cpf__attribute *attribute)
{
    int32_t units = build->model->tree ? build->model->tree->count : 0, count = cpf__map_count(draft->texts);
    const char **used = cpf__alloc(build->context, count, sizeof *used);
    uint8_t *seen = cpf__alloc(build->context, count, 1);
    int taken = used && seen;

    if (taken && units)
        taken = (attribute->text = column_of_texts(build, draft)) != NULL;
    if (taken) {
        int32_t different = used_texts(draft->texts, attribute->text, units, used, seen);

        attribute->texts = map_of_texts(build->context, used, different);
        taken = attribute->texts && cpf__numbers_of_texts(build, attribute, draft->texts, used, different);
    }
    if (taken && units)
        taken = renumber_and_inherit(build, attribute, draft->texts);
    cpf__free(build->context, used);
    cpf__free(build->context, seen);
    return taken;
}

static void take_attribute(cpf__build *build, const cpf__attribute_draft *draft)
{
    static const cpf__spot units = {"units", NULL, 0};
    cpf_model *model = build->model;
    cpf__attribute *attribute = &model->attributes[model->attribute_count++];

    attribute->name = cpf__arena_text(model->arena, draft->name);
    cpf__at(build, &units, "", 0);
    cpf__about(build, "attribute %s", draft->name);
    if (draft->texts && draft->parts.count) {
        cpf__tell(build, cpf__member(build, ""), CPF__MODEL(ATTRIBUTE_MIXED), draft->name);
        return;
    }
    if (draft->texts && !take_texts(build, draft, attribute))
        cpf__build_fail(build);
    if (draft->parts.count && model->tree && !cpf__numbers_of_parts(build, attribute, draft))
        cpf__build_fail(build);
}

void cpf__freeze_attributes(cpf__build *build)
{
    const cpf_plan *plan = build->plan;
    cpf_model *model = build->model;
    int64_t count = plan->attributes.count;
    cpf__attribute_draft **sorted = cpf__alloc(build->context, count, sizeof *sorted);

    model->attributes = cpf__arena_take(model->arena, count, sizeof *model->attributes);
    if (!sorted || !model->attributes) {
        cpf__build_fail(build);
        cpf__free(build->context, sorted);
        return;
    }
    if (count)
        memcpy(sorted, plan->attributes.items, (size_t)count * sizeof *sorted);
    qsort(sorted, (size_t)count, sizeof *sorted, compare_attribute_drafts);
    for (int64_t i = 0; i < count; i++)
        take_attribute(build, sorted[i]);
    cpf__free(build->context, sorted);
}
