/* SPDX-License-Identifier: MIT */
/* What a weight is made of. */
#include "explain_factors.h"

#include "cover.h"
#include "effects.h"
#include "mem.h"
#include "text.h"

enum { PERCENT_DECIMALS = 4, FACTOR_DECIMALS = 6 };

/* A weight that is told; its unit is the siblings' `mine`. */
typedef struct weight_at {
    const cpf__telling *telling;
    cpf__cell_at cell;
    const cpf__effect_ways *ways;
    cpf__siblings siblings;
    int64_t mine;
} weight_at;

static void tell_driver(const weight_at *at, int32_t which)
{
    const cpf_model *model = at->telling->model;
    const cpf__manner *manner = model->goals[at->ways->goal].manner;
    const cpf__driver *driver = &manner->drivers[which];
    const cpf__driver_column *column = &at->ways->weights.columns[which];
    int32_t decimals = driver->indicator == CPF_NONE ? model->attributes[driver->attribute].decimals
                                                     : model->indicators[driver->indicator].decimals;
    int64_t step =
        cpf__step_begin(at->telling->to, CPF__STEP_WEIGHT, cpf__effect_name(at->ways, CPF__EFFECT_DRIVER, which), NULL);
    char percent[24];

    cpf_decimal_format(driver->percent, PERCENT_DECIMALS, percent);
    if (column->marks && column->marks[at->cell.unit] == CPF__DRIVER_UNKNOWN) {
        cpf__step_note(at->telling->to, step, "counts %s per cent; not known: %s", "占 %s%%；缺失，处理方式：%s",
                       percent, cpf__unknown_policy_names[manner->unknown]);
    } else {
        cpf__step_value(at->telling->to, step, cpf__driver_items(column, at->cell.unit)[0], decimals);
        cpf__step_note(at->telling->to, step, "counts %s per cent", "占 %s%%", percent, NULL);
    }
    cpf__step_end(at->telling->to);
}

/* Factors that the unit's attributes give it, also 1: a factor of others costs it something. */
static void tell_factor(const weight_at *at, int32_t which)
{
    const cpf_model *model = at->telling->model;
    const cpf__attribute *attribute = &model->attributes[at->ways->factors.tables[which].attribute];
    int32_t text = attribute->text[at->cell.unit];
    int64_t step = cpf__step_begin(at->telling->to, CPF__STEP_WEIGHT, attribute->name, NULL);

    cpf__step_value(at->telling->to, step, cpf__factor_at(&at->ways->factors, which, at->cell.unit), FACTOR_DECIMALS);
    cpf__step_note(at->telling->to, step, "factor of \"%s\"", "“%s”的系数",
                   text == CPF_NONE ? "-" : cpf__map_code(attribute->texts, text), NULL);
    cpf__step_end(at->telling->to);
}

static void take_effect(void *user, const cpf__siblings *siblings, cpf__effect_kind kind, int32_t which,
                        const int64_t *effects)
{
    static const char *const labels[CPF__EFFECT_KINDS][2] = {{"by", "按"},
                                                             {"factor", "系数"},
                                                             {"fixed targets", "固定目标"},
                                                             {"floors and caps", "上下限"},
                                                             {"rounding", "取整"}};
    const weight_at *at = user;
    const char *name = cpf__effect_name(at->ways, kind, which);
    int32_t decimals = at->telling->model->indicators[at->cell.indicator].decimals;
    cpf_text *text[2];

    (void)siblings;
    if (!effects[at->mine] && kind > CPF__EFFECT_FACTOR)
        return;
    for (int i = 0; i < 2; i++) {
        text[i] = cpf__text_new(at->telling->to->context);
        cpf__text_format(text[i], "%s%s%s", labels[kind][i], *name ? " " : "", name);
        if (cpf__text_failed(text[i]))
            cpf__arena_fail(at->telling->to->arena);
    }
    cpf__step_leaf(at->telling->to, CPF__STEP_NUMBER, cpf_text_data(text[0]), cpf_text_data(text[1]), effects[at->mine],
                   decimals, 0);
    cpf_text_free(text[0]);
    cpf_text_free(text[1]);
}

/* The siblings that have a target; 0: there is no memory. */
static int gather(weight_at *at)
{
    const cpf_model *model = at->telling->model;
    cpf__arena *arena = at->telling->to->arena;
    cpf__siblings *all = &at->siblings;
    int64_t n = all->end - all->begin;
    cpf_id *units = cpf__arena_take(arena, n, sizeof *units);
    int64_t *targets = cpf__arena_take(arena, n, sizeof *targets);
    uint8_t *pinned = cpf__arena_take(arena, n, 1);

    if (!units || !targets || !pinned)
        return 0;
    for (cpf_id unit = all->begin; unit < all->end; unit++) {
        cpf__cell_at cell = {unit, at->cell.indicator, at->cell.period};
        cpf_id goal = cpf__goal_of(model, unit, cell.indicator, cell.period);

        if (!cpf__cell_value(at->telling->targets, cell, &targets[all->count]))
            continue;
        at->mine = unit == at->cell.unit ? all->count : at->mine;
        pinned[all->count] = goal != CPF_NONE && model->goals[goal].unit == unit;
        units[all->count++] = unit;
    }
    all->units = units;
    all->targets = targets;
    all->pinned = pinned;
    return 1;
}

static void tell_effects(weight_at *at)
{
    const cpf_model *model = at->telling->model;
    cpf_id parent = model->tree->parent[at->cell.unit];
    cpf__cell_at above = {parent, at->cell.indicator, at->cell.period};
    cpf__effect_taker taker = {take_effect, at};
    int64_t step;

    at->siblings = (cpf__siblings){
        .goal = at->ways->goal, .begin = model->tree->child_begin[parent], .end = model->tree->child_end[parent]};
    if (!cpf__cell_value(at->telling->targets, above, &at->siblings.amount) || !gather(at))
        return;
    step = cpf__step_begin(at->telling->to, CPF__STEP_NUMBER, "in money", "折合数额");
    cpf__step_value(at->telling->to, step, at->siblings.targets[at->mine],
                    model->indicators[at->cell.indicator].decimals);
    cpf__step_operation(at->telling->to, step, CPF__BY_SUM);
    if (cpf__effects_of(at->ways, &at->siblings, &taker) == CPF_E_MEMORY)
        cpf__arena_fail(at->telling->to->arena);
    cpf__step_end(at->telling->to);
}

void cpf__tell_weight(const cpf__telling *telling, cpf_id goal, cpf__cell_at cell)
{
    cpf_id split = cpf__goal_split(telling->model, goal);
    cpf__effect_ways ways;
    weight_at at = {.telling = telling, .cell = cell, .ways = &ways};
    cpf_status status;

    if (split == CPF_NONE)
        return;
    status = cpf__effect_ways_open(&ways, telling->model, telling->actuals, split, NULL);
    if (status == CPF_E_MEMORY)
        cpf__arena_fail(telling->to->arena);
    if (status == CPF_OK && (ways.factors.count || ways.weights.drivers > 1 || ways.weights.unknown)) {
        for (int32_t i = 0; i < ways.weights.drivers && ways.weights.percent; i++)
            tell_driver(&at, i);
        for (int32_t i = 0; i < ways.factors.count; i++)
            tell_factor(&at, i);
        tell_effects(&at);
    }
    cpf__effect_ways_close(&ways);
}
