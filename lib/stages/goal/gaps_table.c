/* SPDX-License-Identifier: MIT */
/* Given, committed and agreed at every level (目标差距), and who has not answered (未答复). */
#include "cascade_tables.h"
#include "decimal.h"
#include "mem.h"
#include "table.h"
#include "talk_list.h"

enum { UNIT, LEVEL, INDICATOR, PERIOD, GIVEN, COMMITTED, GAP, ANSWERED, OF, AGREED, CHANGE, LEFT, ROUNDS, COLUMNS };

static const cpf__column gap_columns[COLUMNS] = {
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [LEVEL] = {"level", {"Level", "层级"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [PERIOD] = {"period", {"Period", "考核周期"}, CPF_COLUMN_TEXT, 0},
    [GIVEN] = {"given", {"Given", "下达值"}, CPF_COLUMN_DECIMAL, 0},
    [COMMITTED] = {"committed", {"Committed", "承诺值"}, CPF_COLUMN_DECIMAL, 0},
    [GAP] = {"gap", {"Gap to what was given", "承诺与下达之差"}, CPF_COLUMN_DECIMAL, 0},
    [ANSWERED] = {"answered", {"Lowest units that are answered for", "已答复的最低层单元"}, CPF_COLUMN_DECIMAL, 0},
    [OF] = {"of", {"Lowest units", "最低层单元数"}, CPF_COLUMN_DECIMAL, 0},
    [AGREED] = {"agreed", {"Agreed", "一致值"}, CPF_COLUMN_DECIMAL, 0},
    [CHANGE] = {"change", {"Agreed less given", "一致值与下达之差"}, CPF_COLUMN_DECIMAL, 0},
    [LEFT] = {"remaining",
              {"Gap that remains: committed less agreed", "剩余差距（承诺减一致值）"},
              CPF_COLUMN_DECIMAL,
              0},
    [ROUNDS] = {"rounds", {"Rounds", "协商轮次"}, CPF_COLUMN_DECIMAL, 0},
};

enum { LATE_UNIT, LATE_LEVEL, LATE_INDICATOR, LATE_PERIOD, LATE_GIVEN, LATE_ASKED, LATE_ROUND, LATE_COLUMNS };

static const cpf__column late_columns[LATE_COLUMNS] = {
    [LATE_UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [LATE_LEVEL] = {"level", {"Level", "层级"}, CPF_COLUMN_TEXT, 0},
    [LATE_INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [LATE_PERIOD] = {"period", {"Period", "考核周期"}, CPF_COLUMN_TEXT, 0},
    [LATE_GIVEN] = {"given", {"Given", "下达值"}, CPF_COLUMN_DECIMAL, 0},
    [LATE_ASKED] = {"asked", {"Asked in the last round", "末轮已询问"}, CPF_COLUMN_FLAG, 0},
    [LATE_ROUND] = {"round", {"Last round", "末轮轮次"}, CPF_COLUMN_DECIMAL, 0},
};

/* What is summed up below a unit. Where some have not answered, gaps are those of the others. */
typedef struct sums_below {
    int64_t committed, gap, left, answered, of, rounds;
    int has, covered; /* covered: an answer of its own, or of a unit above */
} sums_below;

typedef struct gaps {
    cpf_table *table;
    const cpf_context *context;
    sums_below *sums;
    int agreed;
} gaps;

static void set_head(const cpf__talks *talks, const cpf__talk *talk, cpf_table *table, int64_t row)
{
    const cpf_model *model = talks->model;

    cpf__table_set_text(table, UNIT, row, cpf_model_unit_code(model, talk->unit));
    cpf__table_set_text(table, LEVEL, row, model->levels[model->unit_level[talk->unit]].code);
    cpf__table_set_text(table, INDICATOR, row, model->indicators[talks->indicator].code);
    cpf__table_set_text(table, PERIOD, row, model->calendar->periods[talks->period].code);
    cpf__table_set_scaled(table, GIVEN, row, talk->given, model->indicators[talks->indicator].decimals);
}

static cpf_status add_below(sums_below *sum, const sums_below *part)
{
    sum->answered += part->answered;
    sum->of += part->of;
    sum->rounds = part->rounds > sum->rounds ? part->rounds : sum->rounds;
    if (!part->has || sum->covered)
        return CPF_OK;
    sum->has = 1;
    if (cpf__add(sum->gap, part->gap, &sum->gap) != CPF_OK || cpf__add(sum->left, part->left, &sum->left) != CPF_OK)
        return CPF_E_RANGE;
    return cpf__add(sum->committed, part->committed, &sum->committed);
}

/* Down: who is answered for. Up: sums of those below a unit that has not answered itself. */
static cpf_status sum_up(const cpf__talks *talks, sums_below *sums)
{
    cpf_status status = CPF_OK;

    for (int64_t i = 0; i < talks->count && status == CPF_OK; i++) {
        const cpf__talk *talk = &talks->items[i];
        sums_below *own = &sums[i];

        own->has = (talk->state & CPF__TALK_ANSWERED) != 0;
        own->rounds = talk->round;
        own->committed = own->has ? talk->answer : 0;
        if (own->has)
            status = cpf__sub(talk->answer, talk->given, &own->gap);
        if (own->has && status == CPF_OK)
            status = cpf__sub(talk->answer, talk->agreed, &own->left);
        own->covered = own->has;
        if (talk->first == talk->end) {
            int64_t above = i;

            while (above != CPF_NONE && !(talks->items[above].state & CPF__TALK_ANSWERED))
                above = talks->items[above].parent;
            own->of = 1;
            own->answered = above != CPF_NONE;
        }
    }
    for (int64_t i = talks->count - 1; i >= 0 && status == CPF_OK; i--)
        if (talks->items[i].parent != CPF_NONE)
            status = add_below(&sums[talks->items[i].parent], &sums[i]);
    return status;
}

static void tell_gap(const gaps *it, const cpf__talks *talks, int64_t at)
{
    const cpf__talk *talk = &talks->items[at];
    const sums_below *sum = &it->sums[at];
    int32_t decimals = talks->model->indicators[talks->indicator].decimals;
    int64_t row = cpf__table_add_row(it->table);

    if (row < 0)
        return;
    set_head(talks, talk, it->table, row);
    if (sum->has) {
        cpf__table_set_scaled(it->table, COMMITTED, row, sum->committed, decimals);
        cpf__table_set_scaled(it->table, GAP, row, sum->gap, decimals);
    }
    cpf__table_set_decimal(it->table, ANSWERED, row, sum->answered);
    cpf__table_set_decimal(it->table, OF, row, sum->of);
    cpf__table_set_decimal(it->table, ROUNDS, row, sum->rounds);
    if (!it->agreed)
        return;
    cpf__table_set_scaled(it->table, AGREED, row, talk->agreed, decimals);
    cpf__table_set_scaled(it->table, CHANGE, row, talk->agreed - talk->given, decimals);
    if (sum->has)
        cpf__table_set_scaled(it->table, LEFT, row, sum->left, decimals);
}

/* Talks that cannot be settled show their gaps all the same. */
static cpf_status try_to_settle(cpf__talks *talks, int *agreed, cpf_error **error)
{
    cpf_error *told = NULL;
    cpf_status status = cpf__settle(talks, &told);

    *agreed = status == CPF_OK && talks->row >= 0;
    cpf_error_free(told);
    return status == CPF_E_MEMORY ? cpf__no_memory(error) : CPF_OK;
}

static cpf_status tell_talks(void *user, cpf__talks *talks, cpf_error **error)
{
    gaps *it = user;
    cpf_status status = try_to_settle(talks, &it->agreed, error);

    if (status != CPF_OK)
        return status;
    it->sums = cpf__alloc(it->context, talks->count, sizeof *it->sums);
    if (!it->sums)
        return cpf__no_memory(error);
    status = sum_up(talks, it->sums);
    for (int64_t i = 0; i < talks->count && status == CPF_OK; i++)
        tell_gap(it, talks, i);
    cpf__free(it->context, it->sums);
    return status == CPF_OK ? CPF_OK : cpf__settle_find(talks, CPF__GOAL_SETTLE_RANGE, 0, 0, error);
}

static cpf_status tell_late(void *user, cpf__talks *talks, cpf_error **error)
{
    cpf_table *table = user;
    (void)error;
    for (int64_t i = 0; i < talks->count; i++) {
        const cpf__talk *talk = &talks->items[i];
        int64_t above = i, row;

        while (above != CPF_NONE && !(talks->items[above].state & CPF__TALK_ANSWERED))
            above = talks->items[above].parent;
        if (above == i || (talk->first < talk->end ? !(talk->state & CPF__TALK_ASKED)
                                                   : above != CPF_NONE && !(talk->state & CPF__TALK_ASKED)))
            continue;
        row = cpf__table_add_row(table);
        if (row < 0)
            break;
        set_head(talks, talk, table, row);
        cpf__table_set_int(table, LATE_ASKED, row, (talk->state & CPF__TALK_ASKED) != 0);
        if (talk->round)
            cpf__table_set_decimal(table, LATE_ROUND, row, talk->round);
    }
    return CPF_OK;
}

static int has_talks(const cpf_model *model)
{
    return cpf__model_records(model, &cpf__record_settlement)->count ||
           cpf__model_records(model, &cpf__record_submission)->count;
}

cpf_status cpf__make_gaps(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    gaps it = {.context = view->context};
    cpf_status status;

    if (!has_talks(view->model))
        return CPF_OK;
    it.table = cpf__table_new(view->context, "gaps", 0, gap_columns, COLUMNS);
    status = it.table ? cpf__each_talks(view, tell_talks, &it, error) : cpf__no_memory(error);
    if (status == CPF_OK)
        return cpf__table_done(it.table, table, error);
    cpf_table_free(it.table);
    return status;
}

cpf_status cpf__make_unanswered(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    cpf_table *made;
    cpf_status status;

    if (!has_talks(view->model))
        return CPF_OK;
    made = cpf__table_new(view->context, "unanswered", 0, late_columns, LATE_COLUMNS);
    status = made ? cpf__each_talks(view, tell_late, made, error) : cpf__no_memory(error);
    if (status == CPF_OK)
        return cpf__table_done(made, table, error);
    cpf_table_free(made);
    return status;
}
