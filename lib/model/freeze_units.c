/* SPDX-License-Identifier: MIT */
/* Units: codes to ids, parents to positions, positions to a tree. */
#include <string.h>

#include "steps.h"
#include "text.h"
#include "unit_spot.h"

enum { DIGITS = 24 };

/* By position of adding. */
typedef struct unit_work {
    cpf__build *build;
    int32_t count;
    int32_t *parent;        /* position, CPF_NONE */
    int32_t *code;          /* id in the map of codes */
    int32_t *first_of_code; /* by map id: the first unit of that code */
    uint64_t *key;          /* of the code */
} unit_work;

static const char *code_at(const unit_work *work, int32_t position)
{
    return cpf__map_code(work->build->model->unit_codes, work->code[position]);
}

static void enter_unit(const unit_work *work, int32_t position)
{
    cpf__at_unit(work->build, position, code_at(work, position));
}

static int take_codes(unit_work *work)
{
    const cpf_plan *plan = work->build->plan;
    int64_t twice = 0;

    for (int32_t i = 0; i < work->count; i++) {
        char digits[DIGITS];
        const char *code = plan->unit_codes.items[i];
        int added;

        if (!code)
            cpf_decimal_format(i, 0, digits);
        code = code ? code : digits;
        work->key[i] = cpf__code_key(code);
        work->code[i] = cpf__map_add(work->build->model->unit_codes, code, (int64_t)strlen(code), &added);
        if (work->code[i] == CPF_NONE)
            return 0;
        if (added)
            work->first_of_code[work->code[i]] = i;
        if ((added && *code) || !cpf__tally(&twice))
            continue;
        cpf__at_unit(work->build, i, code);
        if (*code)
            cpf__tell(work->build, cpf__member(work->build, ".code"), CPF__MODEL(CODE_TWICE), code);
        else
            cpf__tell(work->build, cpf__member(work->build, ".code"), CPF__MODEL(NO_CODE));
    }
    cpf__tally_rest(work->build, twice);
    return 1;
}

/* The first root: units whose parent cannot be found go there, so that the rest of the tree is looked at all the same.
 */
static int32_t first_root(const unit_work *work)
{
    const int32_t *parents = work->build->plan->unit_parents.items;

    for (int32_t i = 0; i < work->count; i++)
        if (parents[i] == CPF_NONE)
            return i;
    return CPF_NONE;
}

static int32_t parent_by_code(unit_work *work, int32_t position, const char *code, int64_t *orphans)
{
    cpf__build *build = work->build;
    cpf_id id = cpf__find_text(build->model->unit_codes, code);
    const char *near = "-";

    if (id != CPF_NONE)
        return work->first_of_code[id];
    if (!cpf__tally(orphans))
        return CPF_NONE;
    enter_unit(work, position);
    if (build->suggestions++ < CPF__UNIT_SUGGESTIONS)
        near = cpf__nearest(build, code, cpf__map_names(build->model->unit_codes));
    cpf__tell(build, cpf__member(build, ".parent"), CPF__MODEL(UNKNOWN_PARENT), code, near);
    return CPF_NONE;
}

static int32_t parent_by_position(unit_work *work, int32_t position, int32_t parent, int64_t *orphans)
{
    if (parent >= 0 && parent < work->count)
        return parent;
    if (cpf__tally(orphans)) {
        enter_unit(work, position);
        cpf__tell(work->build, cpf__member(work->build, ".parent"), CPF__MODEL(PARENT_POSITION),
                  parent == CPF__PARENT_FOREIGN ? -1 : (int)parent);
    }
    return CPF_NONE;
}

static void take_parents(unit_work *work)
{
    const cpf_plan *plan = work->build->plan;
    int32_t root = first_root(work);
    int64_t orphans = 0, next = 0;

    for (int32_t i = 0; i < work->count; i++) {
        int32_t parent = plan->unit_parents.items[i];

        if (parent == CPF_NONE) {
            work->parent[i] = CPF_NONE;
            continue;
        }
        if (parent == CPF__PARENT_BY_CODE)
            parent = parent_by_code(work, i, plan->parent_codes.items[next++].text, &orphans);
        else
            parent = parent_by_position(work, i, parent, &orphans);
        work->parent[i] = parent == CPF_NONE ? root : parent;
        if (work->parent[i] == CPF_NONE)
            root = i;
    }
    cpf__tally_rest(work->build, orphans);
}

static void check_levels(unit_work *work)
{
    cpf__build *build = work->build;
    const cpf__level *levels = build->model->levels;
    const int16_t *names = build->plan->unit_levels.items;
    int64_t wrong = 0;

    for (int32_t i = 0; i < work->count; i++) {
        int32_t above = work->parent[i] == CPF_NONE ? CPF_NONE : build->level_of_name[names[work->parent[i]]];
        int32_t level = build->level_of_name[names[i]];

        if (level == CPF_NONE || above == CPF_NONE || level > above || !cpf__tally(&wrong))
            continue;
        enter_unit(work, i);
        cpf__tell(build, cpf__member(build, ".level"), CPF__MODEL(LEVEL_ORDER), levels[level].code,
                  code_at(work, work->parent[i]), levels[above].code);
    }
    cpf__tally_rest(build, wrong);
}

/* Each unknown name of a level once, at the first unit that has it. */
static void check_level_names(unit_work *work)
{
    cpf__build *build = work->build;
    int32_t names = cpf__map_count(build->plan->level_names);
    int32_t told = 0;

    for (int32_t name = 0; name < names; name++)
        told += build->level_of_name[name] != CPF_NONE;
    for (int32_t i = 0; i < work->count && told < names; i++) {
        int32_t name = build->plan->unit_levels.items[i];

        /* The names were given in order of first use, so the next unknown one is met in order too. */
        if (build->level_of_name[name] != CPF_NONE)
            continue;
        enter_unit(work, i);
        (void)cpf__need_level(build, cpf__member(build, ".level"), cpf__map_code(build->plan->level_names, name));
        build->level_of_name[name] = INT16_MAX; /* told; below every level */
        told++;
    }
    for (int32_t name = 0; name < names; name++)
        if (build->level_of_name[name] == INT16_MAX)
            build->level_of_name[name] = CPF_NONE;
}

static int compare_siblings(const void *user, int32_t a, int32_t b)
{
    const unit_work *work = user;

    if (work->key[a] != work->key[b])
        return work->key[a] < work->key[b] ? -1 : 1;
    return cpf__code_compare(code_at(work, a), code_at(work, b));
}

static void tell_problem(unit_work *work, const cpf__tree_problem *problem)
{
    static const cpf__spot units = {"units", NULL, 0};
    cpf__build *build = work->build;

    if (problem->node == CPF_NONE || problem->node >= work->count) {
        cpf__at(build, &units, "", 0);
        cpf__tell(build, cpf__member(build, ""),
                  problem->kind == CPF__TREE_EMPTY ? CPF__MODEL(NO_UNITS) : CPF__MODEL(NO_ROOT));
        return;
    }
    enter_unit(work, problem->node);
    if (problem->kind == CPF__TREE_NO_ROOT)
        cpf__tell(build, cpf__member(build, ".parent"), CPF__MODEL(NO_ROOT));
    else if (problem->kind == CPF__TREE_TWO_ROOTS)
        cpf__tell(build, cpf__member(build, ".parent"), CPF__MODEL(TWO_ROOTS), code_at(work, problem->node),
                  code_at(work, problem->other));
    else
        cpf__tell(build, cpf__member(build, ".parent"), CPF__MODEL(CYCLE), code_at(work, problem->node),
                  code_at(work, problem->other));
}

static void build_tree(unit_work *work)
{
    cpf__build *build = work->build;
    cpf__tree_problem *problems = NULL;
    int32_t count = 0;
    int64_t told = 0;
    cpf_status status = cpf__tree_build(build->context, work->count, work->parent, compare_siblings, work,
                                        &build->model->tree, &problems, &count);

    if (status != CPF_OK && status != CPF_E_PLAN)
        cpf__build_fail(build);
    for (int32_t i = 0; i < count; i++)
        if (cpf__tally(&told))
            tell_problem(work, &problems[i]);
    cpf__tally_rest(build, told);
    cpf__free(build->context, problems);
}

/* Where a code stands twice, which is told, units and codes are counted apart. */
static void number_codes(unit_work *work, int32_t codes)
{
    cpf_model *model = work->build->model;

    model->unit_of_code = cpf__alloc_column(work->build->context, codes, sizeof *model->unit_of_code);
    model->code_of_unit = cpf__alloc_column(work->build->context, work->count, sizeof *model->code_of_unit);
    if (!model->unit_of_code || !model->code_of_unit) {
        cpf__build_fail(work->build);
        return;
    }
    for (int32_t unit = 0; unit < work->count; unit++)
        model->code_of_unit[unit] = work->code[model->tree->input[unit]];
    for (int32_t code = 0; code < codes; code++)
        model->unit_of_code[code] = model->unit_of_input[work->first_of_code[code]];
}

/* Arrays that say the same are one. */
static void number_units(unit_work *work)
{
    cpf_model *model = work->build->model;
    const cpf_context *context = work->build->context;
    int32_t codes = cpf__map_count(model->unit_codes), in_order = 1;

    model->unit_of_input = cpf__alloc_column(context, work->count, sizeof *model->unit_of_input);
    if (!model->unit_of_input) {
        cpf__build_fail(work->build);
        return;
    }
    for (int32_t unit = 0; unit < work->count; unit++) {
        in_order &= model->tree->input[unit] == unit;
        model->unit_of_input[model->tree->input[unit]] = unit;
    }
    if (in_order) {
        cpf__free(context, model->unit_of_input);
        model->unit_of_input = model->tree->input;
    }
    if (codes == work->count) { /* no code twice: they count like the units that were added */
        model->unit_of_code = model->unit_of_input;
        model->code_of_unit = model->tree->input;
    } else {
        number_codes(work, codes);
    }
}

void cpf__freeze_units(cpf__build *build)
{
    const cpf_context *context = build->context;
    unit_work work = {build, (int32_t)build->plan->unit_parents.count, NULL, NULL, NULL, NULL};

    work.parent = cpf__alloc_column(context, work.count, sizeof *work.parent);
    work.code = cpf__alloc_column(context, work.count, sizeof *work.code);
    work.first_of_code = cpf__alloc_column(context, work.count, sizeof *work.first_of_code);
    work.key = cpf__alloc_column(context, work.count, sizeof *work.key);
    if (!work.parent || !work.code || !work.first_of_code || !work.key || !take_codes(&work)) {
        cpf__build_fail(build);
    } else {
        take_parents(&work);
        check_level_names(&work);
        check_levels(&work);
        build_tree(&work);
        if (build->model->tree)
            number_units(&work);
    }
    cpf__free(context, work.parent);
    cpf__free(context, work.code);
    cpf__free(context, work.first_of_code);
    cpf__free(context, work.key);
}
