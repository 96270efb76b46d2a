/* SPDX-License-Identifier: MIT */
/* Why two results differ: what each line, and the gates, gave to the difference of the totals; it adds up. */
#include <channelperf/explain.h>

#include <string.h>

#include "decimal.h"
#include "gates.h"
#include "levels.h"
#include "mem.h"
#include "table.h"
#include "tell_messages.h"
#include "telling.h"
#include "weighing.h"

enum {
    WHAT,
    INDICATOR,
    ACTUAL_A,
    ACTUAL_B,
    TARGET_A,
    TARGET_B,
    WEIGHT_A,
    WEIGHT_B,
    POINTS_A,
    POINTS_B,
    EFFECT,
    COLUMNS
};

static const cpf__column columns[COLUMNS] = {
    [WHAT] = {"what", {"What", "项目"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [ACTUAL_A] = {"actual_before", {"Actual before", "原实际值"}, CPF_COLUMN_DECIMAL, 0},
    [ACTUAL_B] = {"actual", {"Actual", "实际值"}, CPF_COLUMN_DECIMAL, 0},
    [TARGET_A] = {"target_before", {"Target before", "原目标"}, CPF_COLUMN_DECIMAL, 0},
    [TARGET_B] = {"target", {"Target", "目标"}, CPF_COLUMN_DECIMAL, 0},
    [WEIGHT_A] = {"weight_before", {"Weight before (%)", "原权重（%）"}, CPF_COLUMN_DECIMAL, 4},
    [WEIGHT_B] = {"weight", {"Weight (%)", "权重（%）"}, CPF_COLUMN_DECIMAL, 4},
    [POINTS_A] = {"points_before", {"Points before", "原得分"}, CPF_COLUMN_DECIMAL, 4},
    [POINTS_B] = {"points", {"Points", "得分"}, CPF_COLUMN_DECIMAL, 4},
    [EFFECT] = {"effect", {"Effect on the total", "对总分的影响"}, CPF_COLUMN_DECIMAL, 2},
};

/* One of the two results, and what each of its lines gave to the total before levels and gates: whole steps that add up to it. */
typedef struct side {
    const cpf_appraisal *appraisal;
    const struct cpf_scorecard *card;
    const cpf__card_result *result;
    cpf_id unit;
    int64_t i, subject, total, before_gates;
    int64_t own; /* total of the lines, before levels above */
    int32_t levels, has_own;
    cpf__weighing by;
    int64_t *parts;    /* by line */
    cpf__i128 *rests;  /* what is cut off of each, in parts of the divisor */
    cpf__i128 divisor; /* weights that count, in the same steps as weight times points */
} side;

static int counts(const side *at, int32_t line)
{
    return at->by.lines[line].policy == CPF_NONE && cpf__bit(at->result->lines[line].points_valid, at->i);
}

static int is_missing(const side *at, int32_t line)
{
    return at->by.lines[line].policy == CPF_NONE && !counts(at, line);
}

/* Weight times points of a line, in steps of the total times the divisor. */
static cpf__i128 product_of(const side *at, int32_t line)
{
    int32_t raise = at->card->total_decimals - at->card->points_decimals;

    if (!counts(at, line))
        return 0;
    return (cpf__i128)at->by.lines[line].weight * at->result->lines[line].points[at->i] *
           cpf__pow10(raise > 0 ? raise : 0);
}

static void set_divisor(side *at)
{
    int32_t lower = at->card->points_decimals - at->card->total_decimals;
    int64_t weights = 0;

    for (int32_t line = 0; line < at->card->item_count; line++) {
        if (at->has_own && (!is_missing(at, line) || at->card->missing != CPF__MISSING_REDISTRIBUTE))
            weights += at->by.lines[line].weight;
    }
    at->divisor = (cpf__i128)weights * cpf__pow10(lower > 0 ? lower : 0);
}

/* Whole steps not above what each line gave. Their sum. */
static int64_t cut_parts(side *at)
{
    int64_t sum = 0;

    for (int32_t line = 0; line < at->card->item_count && at->has_own; line++) {
        cpf__i128 product = product_of(at, line), whole = product / at->divisor, rest = product % at->divisor;

        if (rest < 0) {
            rest += at->divisor;
            whole--;
        }
        at->parts[line] = (int64_t)whole;
        at->rests[line] = rest;
        sum += at->parts[line];
    }
    return sum;
}

/* What is left goes to the largest rests, a step each. */
static void share_parts(side *at)
{
    int64_t left = at->own - cut_parts(at);

    for (; left > 0; left--) {
        int32_t most = 0;

        for (int32_t line = 1; line < at->card->item_count; line++)
            most = at->rests[line] > at->rests[most] ? line : most;
        at->parts[most]++;
        at->rests[most] = -1;
    }
}

/* The lines make the total, or the unit's own part of it. */
static void find_own(side *at)
{
    at->levels = cpf__card_has_levels(at->appraisal->model, cpf__subject_card(at->appraisal, at->subject));
    at->has_own = !at->levels || cpf__bit(at->appraisal->own_valid, at->subject);
    at->own = !at->levels ? at->before_gates : at->has_own ? at->appraisal->own_totals[at->subject] : 0;
}

static cpf_status find_subject(side *at, const cpf_appraisal *appraisal, const char *code)
{
    cpf_id card;
    int64_t begin, end;

    at->appraisal = appraisal;
    at->unit = cpf_model_find_unit(appraisal->model, code);
    at->subject = at->unit == CPF_NONE ? CPF_NONE : cpf_appraisal_find(appraisal, at->unit);
    if (at->subject < 0 || !cpf__bit(appraisal->total_valid, at->subject))
        return CPF_E_MISSING;
    card = cpf__subject_card(appraisal, at->subject);
    at->card = &appraisal->model->scorecards[card];
    at->result = &appraisal->cards[card];
    at->i = at->subject - at->result->first;
    at->total = appraisal->totals[at->subject];
    cpf__gates_of(appraisal, at->subject, &begin, &end);
    at->before_gates = begin < end ? appraisal->shut.items[begin].before : at->total;
    find_own(at);
    return CPF_OK;
}

static cpf_status open_side(side *at, const cpf_appraisal *appraisal, const char *code)
{
    const cpf_context *context = appraisal->context;
    cpf_status status = find_subject(at, appraisal, code);

    if (status != CPF_OK)
        return status;
    at->parts = cpf__alloc(context, at->card->item_count, sizeof *at->parts);
    at->rests = cpf__alloc(context, at->card->item_count, sizeof *at->rests);
    status = cpf__weighing_open(&at->by, appraisal, (cpf_id)(at->card - appraisal->model->scorecards));
    if (!at->parts || !at->rests || status != CPF_OK)
        return CPF_E_MEMORY;
    cpf__weighing_at(&at->by, at->unit);
    set_divisor(at);
    share_parts(at);
    return CPF_OK;
}

static void close_side(side *at)
{
    if (!at->card)
        return;
    cpf__weighing_close(&at->by);
    cpf__free(at->appraisal->context, at->parts);
    cpf__free(at->appraisal->context, at->rests);
}

/* The line of the other result with the same indicator; CPF_NONE: it has none. */
static int32_t line_of(const side *at, const char *indicator)
{
    for (int32_t line = 0; line < at->card->item_count; line++) {
        if (strcmp(at->appraisal->model->indicators[at->card->items[line].indicator].code, indicator) == 0)
            return line;
    }
    return CPF_NONE;
}

static const struct cpf_indicator *indicator_of(const side *at, int32_t line)
{
    return &at->appraisal->model->indicators[at->card->items[line].indicator];
}

/* The figures of one side; `after`: 1 for the second columns. */
static void put_side(const side *at, int32_t line, int32_t after, cpf_table *table, int64_t row)
{
    const cpf__line *it = &at->result->lines[line];
    int32_t decimals = indicator_of(at, line)->decimals;
    int64_t value;

    if (cpf__line_actual(it, at->unit, &value))
        cpf__table_set_scaled(table, ACTUAL_A + after, row, value, decimals);
    if (cpf__line_target(it, at->unit, at->i, &value))
        cpf__table_set_scaled(table, TARGET_A + after, row, value, decimals);
    cpf__table_set_decimal(table, WEIGHT_A + after, row, at->by.lines[line].weight);
    if (counts(at, line))
        cpf__table_set_scaled(table, POINTS_A + after, row, it->points[at->i], at->card->points_decimals);
}

static void put_effect(const side *a, const side *b, int64_t before, int64_t after, cpf_table *table, int64_t row)
{
    int32_t first = a->card->total_decimals, second = b->card->total_decimals,
            decimals = first > second ? first : second;

    cpf__table_set_scaled(table, EFFECT, row,
                          after * cpf__pow10(decimals - second) - before * cpf__pow10(decimals - first), decimals);
}

static void put_line(const side *a, const side *b, int32_t line_a, int32_t line_b, cpf_table *table)
{
    int64_t row = cpf__table_add_row(table);

    if (row < 0)
        return;
    cpf__table_set_text(table, WHAT, row, "line");
    cpf__table_set_text(table, INDICATOR, row,
                        line_a == CPF_NONE ? indicator_of(b, line_b)->code : indicator_of(a, line_a)->code);
    if (line_a != CPF_NONE)
        put_side(a, line_a, 0, table, row);
    if (line_b != CPF_NONE)
        put_side(b, line_b, 1, table, row);
    put_effect(a, b, line_a == CPF_NONE ? 0 : a->parts[line_a], line_b == CPF_NONE ? 0 : b->parts[line_b], table, row);
}

/* What levels above make of the total; only where there are any. */
static void put_levels(const side *a, const side *b, cpf_table *table)
{
    int64_t row = a->levels || b->levels ? cpf__table_add_row(table) : -1;

    if (row < 0)
        return;
    cpf__table_set_text(table, WHAT, row, "levels");
    put_effect(a, b, a->before_gates - a->own, b->before_gates - b->own, table, row);
}

static void put_sums(const side *a, const side *b, cpf_table *table)
{
    int64_t gates = cpf__table_add_row(table), total = cpf__table_add_row(table);

    if (total < 0) /* the second row is not there when the first is not */
        return;
    cpf__table_set_text(table, WHAT, gates, "gates");
    put_effect(a, b, a->total - a->before_gates, b->total - b->before_gates, table, gates);
    cpf__table_set_text(table, WHAT, total, "total");
    cpf__table_set_scaled(table, POINTS_A, total, a->total, a->card->total_decimals);
    cpf__table_set_scaled(table, POINTS_B, total, b->total, b->card->total_decimals);
    put_effect(a, b, a->total, b->total, table, total);
}

static void put_difference(const side *a, const side *b, cpf_table *table)
{
    for (int32_t line = 0; line < a->card->item_count; line++)
        put_line(a, b, line, line_of(b, indicator_of(a, line)->code), table);
    for (int32_t line = 0; line < b->card->item_count; line++) {
        if (line_of(a, indicator_of(b, line)->code) == CPF_NONE)
            put_line(a, b, CPF_NONE, line, table);
    }
    put_levels(a, b, table);
    put_sums(a, b, table);
}

cpf_status cpf_explain_difference(const cpf_appraisal *before, const cpf_appraisal *after, const char *unit,
                                  cpf_table **table, cpf_error **error)
{
    const cpf_context *context = before ? before->context : NULL;
    side a = {0}, b = {0};
    cpf__place place = {.subject = unit};
    cpf_table *made = NULL;
    cpf_status status;

    if (!before || !after || !unit || !table)
        return cpf__bad_argument(context, error, !before ? "before" : !after ? "after" : unit ? "table" : "unit");
    status = open_side(&a, before, unit);
    if (status == CPF_OK)
        status = open_side(&b, after, unit);
    if (status == CPF_OK) {
        made = cpf__table_new(context, "difference", 0, columns, COLUMNS);
        if (made)
            put_difference(&a, &b, made);
    }
    close_side(&a);
    close_side(&b);
    if (status == CPF_E_MISSING)
        return cpf__find(context, error, &place, &cpf__tell_messages[CPF__TELL_NO_TOTAL], unit);
    return status == CPF_OK ? cpf__table_done(made, table, error) : cpf__no_memory(error);
}
