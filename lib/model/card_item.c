/* SPDX-License-Identifier: MIT */
#include "card_item.h"

#include "compile.h"

enum { WEIGHT_DECIMALS = 4 };

static const char *name_of_rule(const void *user, int32_t index)
{
    (void)user;
    return cpf__rules[index].entry.name;
}

static void take_weight(cpf__build *build, const cpf__item_draft *draft, int64_t index, struct cpf_item *item)
{
    const cpf__place *place = cpf__member(build, ".items[%d].weight", (int)index);

    if (cpf__read_decimal(build, place, draft->weight, WEIGHT_DECIMALS, &item->weight) && item->weight <= 0)
        cpf__tell(build, place, CPF__MODEL(ITEM_WEIGHT), draft->weight);
}

static void take_rule(cpf__build *build, const cpf__item_draft *draft, int64_t index, struct cpf_item *item)
{
    const cpf__names names = {NULL, name_of_rule, cpf__rule_count};
    cpf__place place;
    cpf_status status;

    item->rule =
        cpf__choose(build, cpf__member(build, ".items[%d].rule.name", (int)index), draft->rule, names, CPF_NONE);
    if (item->rule == CPF_NONE)
        return;
    place = *cpf__member(build, ".items[%d]", (int)index);
    status = cpf__rule_compile(build->context, item->rule, draft->settings.items, (int32_t)draft->settings.count,
                               draft->knots.items, (int32_t)draft->knots.count, &place, &item->curve, &build->findings);
    if (status == CPF_E_MEMORY)
        cpf__build_fail(build);
}

static void take_policies(cpf__build *build, const cpf__item_draft *draft, int64_t index, int32_t decimals,
                          struct cpf_item *item)
{
    const cpf__names zero = cpf__text_names(cpf__zero_policy_names, CPF__ZERO_POLICIES);
    const cpf__names negative = cpf__text_names(cpf__negative_policy_names, CPF__NEGATIVE_POLICIES);

    item->attain.scale = 1;
    item->attain.zero = cpf__choose(build, cpf__member(build, ".items[%d].zero_target", (int)index), draft->zero, zero,
                                    CPF__ZERO_MISSING);
    item->attain.negative = cpf__choose(build, cpf__member(build, ".items[%d].negative_target", (int)index),
                                        draft->negative, negative, CPF__NEGATIVE_SHIFT);
    if (item->attain.zero != CPF__ZERO_ABSOLUTE)
        return;
    if (!draft->scale) {
        cpf__tell(build, cpf__member(build, ".items[%d].zero_target", (int)index), CPF__MODEL(ZERO_SCALE));
        return;
    }
    if (cpf__read_decimal(build, cpf__member(build, ".items[%d].zero_target.absolute", (int)index), draft->scale,
                          decimals, &item->attain.scale) &&
        item->attain.scale <= 0)
        cpf__tell(build, cpf__member(build, ".items[%d].zero_target.absolute", (int)index), CPF__MODEL(ZERO_SCALE));
}

/* A decimal is a constant, anything else a formula. */
static void take_target(cpf__build *build, const cpf__item_draft *draft, int64_t index, int32_t decimals,
                        struct cpf_item *item)
{
    const cpf__place *place = cpf__member(build, ".items[%d].target", (int)index);
    int64_t value;

    item->target_text = cpf__arena_text(build->model->arena, draft->target);
    item->target_kind = CPF__TARGET_GOAL;
    if (!draft->target)
        return;
    if (cpf_decimal_parse(draft->target, 0, 1, &value) != CPF_E_SYNTAX) {
        item->target_kind = CPF__TARGET_CONSTANT;
        (void)cpf__read_decimal(build, place, draft->target, decimals, &item->constant);
        return;
    }
    item->target_kind = CPF__TARGET_FORMULA;
    (void)cpf__compile_target(build, draft->target, place, &item->target);
}

void cpf__take_item(cpf__build *build, const cpf__item_draft *draft, int64_t index, struct cpf_item *item)
{
    const struct cpf_indicator *indicator;

    item->indicator =
        cpf__need_indicator(build, cpf__member(build, ".items[%d].indicator", (int)index), draft->indicator);
    take_weight(build, draft, index, item);
    take_rule(build, draft, index, item);
    if (item->indicator == CPF_NONE)
        return;
    indicator = &build->model->indicators[item->indicator];
    item->attain.direction = indicator->direction;
    take_policies(build, draft, index, indicator->decimals, item);
    take_target(build, draft, index, indicator->decimals, item);
}
