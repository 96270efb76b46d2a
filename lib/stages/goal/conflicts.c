/* SPDX-License-Identifier: MIT */
/* All conflicts of a plan as a table. */
#include <channelperf/cascade.h>

#include "cascade_into.h"
#include "table.h"

enum { CONFLICT, INDICATOR, PERIOD, UNIT, REASON, MEMBER, MEMBER_UNIT, MEMBER_PERIOD, VALUE, MISSING, CHANGE };

static const cpf__column columns[] = {
    {"conflict", {"Conflict", "冲突编号"}, CPF_COLUMN_ID, 0},
    {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    {"period", {"Period", "周期"}, CPF_COLUMN_TEXT, 0},
    {"unit", {"Where it breaks", "冲突单元"}, CPF_COLUMN_TEXT, 0},
    {"reason", {"Reason", "原因"}, CPF_COLUMN_TEXT, 0},
    {"member", {"Member", "成员类型"}, CPF_COLUMN_TEXT, 0},
    {"member_unit", {"Unit of the member", "成员单元"}, CPF_COLUMN_TEXT, 0},
    {"member_period", {"Period of the member", "成员周期"}, CPF_COLUMN_TEXT, 0},
    {"value", {"Value", "数值"}, CPF_COLUMN_DECIMAL, 0},
    {"missing", {"Missing in all", "缺口合计"}, CPF_COLUMN_DECIMAL, 0},
    {"change", {"Change that would do alone", "单独调整量"}, CPF_COLUMN_DECIMAL, 0},
};

static const char *const member_names[CPF__MEMBER_KINDS] = {"target", "pin", "floor", "cap"};
static const char *const reason_names[CPF__BREACHES] = {
    [CPF__BREACH_GAP] = "pins",          [CPF__BREACH_PERIODS] = "periods", [CPF__BREACH_FLOORS] = "floors",
    [CPF__BREACH_CAPS] = "caps",         [CPF__BREACH_PARTS] = "parts",     [CPF__BREACH_CROSSED] = "crossed",
    [CPF__BREACH_WOVEN] = "parts_below", [CPF__BREACH_STEP] = "step",       [CPF__BREACH_NEGATIVE] = "negative",
};

static void fill_member(cpf_table *table, const cpf_model *model, int64_t conflict, const cpf__conflict *it,
                        const cpf__member *member)
{
    int64_t row = cpf__table_add_row(table);
    cpf_id indicator = model->goals[it->goal].indicator;
    int32_t decimals = model->indicators[indicator].decimals;

    cpf__table_set_int(table, CONFLICT, row, (int32_t)conflict + 1);
    cpf__table_set_text(table, INDICATOR, row, model->indicators[indicator].code);
    cpf__table_set_text(table, PERIOD, row, model->calendar->periods[it->period].code);
    cpf__table_set_text(table, UNIT, row, cpf_model_unit_code(model, it->unit));
    cpf__table_set_text(table, REASON, row, reason_names[it->breach]);
    cpf__table_set_text(table, MEMBER, row, member_names[member->kind]);
    cpf__table_set_text(table, MEMBER_UNIT, row, cpf_model_unit_code(model, member->unit));
    cpf__table_set_text(table, MEMBER_PERIOD, row, model->calendar->periods[member->period].code);
    cpf__table_set_scaled(table, VALUE, row, member->value, decimals);
    cpf__table_set_scaled(table, MISSING, row, it->missing, decimals);
    if (member->alone)
        cpf__table_set_scaled(table, CHANGE, row, member->change, decimals);
}

static cpf_status make_table(const cpf_model *model, const cpf__conflicts *found, cpf_table **table, cpf_error **error)
{
    cpf_table *made = cpf__table_new(model->context, "conflicts", 0, columns, sizeof columns / sizeof columns[0]);

    for (int64_t i = 0; i < found->all.count; i++) {
        const cpf__conflict *it = &found->all.items[i];

        for (int64_t k = 0; k < it->count; k++)
            fill_member(made, model, i, it, &found->members.items[it->first + k]);
    }
    return cpf__table_done(made, table, error);
}

cpf_status cpf_cascade_conflicts(const cpf_model *model, const cpf_facts *base, cpf_table **conflicts,
                                 cpf_error **error)
{
    cpf__conflicts found = {0};
    const cpf__watch watch = {&found, NULL};
    cpf_facts *targets = NULL;
    cpf_status status;

    if (!model)
        return cpf__bad_argument(NULL, error, "model");
    if (!conflicts || (base && base->model != model))
        return cpf__bad_argument(model->context, error, conflicts ? "base" : "conflicts");
    status = cpf_facts_new(model, &targets, error);
    if (status == CPF_OK)
        status = cpf__cascade_into(model, base, CPF_NO_DAY, targets, &watch, error);
    if (status == CPF_OK)
        status = make_table(model, &found, conflicts, error);
    cpf__conflicts_free(model->context, &found);
    cpf_facts_free(targets);
    return status;
}
