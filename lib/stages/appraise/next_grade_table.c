/* SPDX-License-Identifier: MIT */
/* What would have made it the next better grade: for each line alone, the least actual value that would do. */
#include "appraisal_tables.h"
#include "decimal.h"
#include "gates.h"
#include "levels.h"
#include "mem.h"
#include "quota.h"
#include "table.h"
#include "weighing.h"

enum {
    UNIT,
    SCORECARD,
    STANDING,
    GRADE,
    NEXT,
    TOTAL,
    NEEDED,
    INDICATOR,
    ACTUAL,
    ACTUAL_NEEDED,
    CHANGE,
    POINTS,
    POINTS_NEEDED,
    WAY,
    COLUMNS
};

static const cpf__column columns[COLUMNS] = {
    [UNIT] = {"unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0},
    [SCORECARD] = {"scorecard", {"Scorecard", "评分卡"}, CPF_COLUMN_TEXT, 0},
    [STANDING] = {"standing", {"Ranks and grades", "等级设置"}, CPF_COLUMN_TEXT, 0},
    [GRADE] = {"grade", {"Grade", "等级"}, CPF_COLUMN_TEXT, 0},
    [NEXT] = {"next", {"Next better grade", "上一等级"}, CPF_COLUMN_TEXT, 0},
    [TOTAL] = {"total", {"Total", "总分"}, CPF_COLUMN_DECIMAL, 2},
    [NEEDED] = {"needed", {"Total needed", "所需总分"}, CPF_COLUMN_DECIMAL, 2},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [ACTUAL] = {"actual", {"Actual", "实际值"}, CPF_COLUMN_DECIMAL, 0},
    [ACTUAL_NEEDED] = {"actual_needed", {"Actual needed", "所需实际值"}, CPF_COLUMN_DECIMAL, 0},
    [CHANGE] = {"change", {"Change", "需变动"}, CPF_COLUMN_DECIMAL, 0},
    [POINTS] = {"points", {"Points", "得分"}, CPF_COLUMN_DECIMAL, 4},
    [POINTS_NEEDED] = {"points_needed", {"Points needed", "所需得分"}, CPF_COLUMN_DECIMAL, 4},
    [WAY] = {"way", {"Way", "可行性"}, CPF_COLUMN_TEXT, 0},
};

/* How a line can bring the total up. */
typedef enum way { BY_THIS_ALONE = 0, NOT_ALONE, NOT_ONE_WAY, SHUT_BY_GATE, BY_OTHERS } way;
static const char *const way_names[] = {"alone", "not_alone", "range", "gate", "basis"};

/* A subject below a better grade, and its weighted sum. */
typedef struct climb {
    const cpf_appraisal *appraisal;
    const struct cpf_scorecard *card;
    const cpf__card_result *result;
    cpf__weighing by;
    int64_t i, subject, needed;
    cpf__i128 sum;   /* of weight times points, in steps of the points */
    int64_t weights; /* that count */
    cpf__level_part *parts;
    int32_t part_count; /* 0: no levels above count */
} climb;

/* A line whose actual value is moved. */
typedef struct lever {
    const climb *at;
    int32_t line;
    int64_t actual, target, points;
} lever;

static int counts(const climb *at, int32_t line)
{
    return at->by.lines[line].policy == CPF_NONE && cpf__bit(at->result->lines[line].points_valid, at->i);
}

static void add_up(climb *at)
{
    at->sum = 0;
    at->weights = 0;
    for (int32_t line = 0; line < at->card->item_count; line++) {
        int is_gap = at->by.lines[line].policy == CPF_NONE && !counts(at, line);

        if (!is_gap || at->card->missing != CPF__MISSING_REDISTRIBUTE)
            at->weights += at->by.lines[line].weight;
        if (counts(at, line))
            at->sum += (cpf__i128)at->by.lines[line].weight * at->result->lines[line].points[at->i];
    }
}

/* The total of several levels when the unit's own is another. */
static cpf_status with_levels(const climb *at, int64_t *total)
{
    for (int32_t i = 0; i < at->part_count; i++)
        if (at->parts[i].from == at->appraisal->units[at->subject])
            at->parts[i].total = *total;
    return at->part_count ? cpf__level_total(at->card, at->parts, at->part_count, at->part_count, total) : CPF_OK;
}

/* Whether the total is high enough when the line has these points instead of its own. */
static int is_enough(const lever *it, int64_t points)
{
    const climb *at = it->at;
    int32_t raise = at->card->total_decimals - at->card->points_decimals;
    cpf__i128 sum = at->sum + (cpf__i128)at->by.lines[it->line].weight * (points - it->points);
    int64_t total;

    return cpf__divide(sum * cpf__pow10(raise > 0 ? raise : 0),
                       (cpf__i128)at->weights * cpf__pow10(raise < 0 ? -raise : 0), CPF__HALF_UP, &total) == CPF_OK &&
           with_levels(at, &total) == CPF_OK && total >= at->needed;
}

static int points_at(const lever *it, int64_t actual, int64_t *points)
{
    const struct cpf_item *item = &it->at->card->items[it->line];
    cpf__i128 num, den;

    return cpf__attainment(&item->attain, actual, it->target, &num, &den) == CPF_OK &&
           cpf__curve_points(item->curve, num, den, it->at->card->points_decimals, points, NULL) == CPF_OK;
}

static int would_do(const lever *it, int64_t actual)
{
    int64_t points;

    return points_at(it, actual, &points) && is_enough(it, points);
}

/* A value on the better side that would do: further and further away. 0: none in reach. */
static int find_enough(const lever *it, int up, int64_t *enough)
{
    enum { DOUBLINGS = 48 };
    int64_t far = 1;

    for (int i = 0; i < DOUBLINGS; i++, far *= 2) {
        if (cpf__add(it->actual, up ? far : -far, enough) != CPF_OK)
            return 0;
        if (!up && it->actual >= 0 && *enough < 0)
            *enough = 0;
        if (would_do(it, *enough))
            return 1;
    }
    return 0;
}

/* The value nearest to the actual one that would do: between it and one that does. */
static int64_t nearest_enough(const lever *it, int64_t enough)
{
    int64_t less = it->actual;

    while (enough - less > 1 || less - enough > 1) {
        int64_t middle = less + (enough - less) / 2;

        if (would_do(it, middle))
            enough = middle;
        else
            less = middle;
    }
    return enough;
}

static way find_way(const lever *it, int64_t *needed)
{
    int32_t direction = it->at->card->items[it->line].attain.direction;

    if (it->at->card->items[it->line].basis)
        return BY_OTHERS;
    if (direction == CPF__RANGE)
        return NOT_ONE_WAY;
    if (!find_enough(it, direction == CPF__MORE, needed))
        return NOT_ALONE;
    *needed = nearest_enough(it, *needed);
    return BY_THIS_ALONE;
}

/* The columns that are the same for every line. */
static int64_t put_head(const climb *at, int32_t standing, int32_t grade, cpf_table *table)
{
    const cpf_model *model = at->appraisal->model;
    int64_t row = cpf__table_add_row(table);

    if (row < 0)
        return row;
    cpf__table_set_text(table, UNIT, row, cpf_model_unit_code(model, at->appraisal->units[at->subject]));
    cpf__table_set_text(table, SCORECARD, row, at->card->code);
    cpf__table_set_text(table, STANDING, row, model->standings[standing].code);
    cpf__table_set_text(table, GRADE, row, model->standings[standing].bands[grade].grade);
    cpf__table_set_text(table, NEXT, row, model->standings[standing].bands[grade - 1].grade);
    cpf__table_set_scaled(table, TOTAL, row, at->appraisal->totals[at->subject], at->card->total_decimals);
    cpf__table_set_scaled(table, NEEDED, row, at->needed, at->card->total_decimals);
    return row;
}

static void put_lever(const lever *it, cpf_table *table, int64_t row)
{
    const cpf_model *model = it->at->appraisal->model;
    const struct cpf_indicator *indicator = &model->indicators[it->at->card->items[it->line].indicator];
    int64_t needed = 0, points = 0;
    way by = find_way(it, &needed);

    cpf__table_set_text(table, INDICATOR, row, indicator->code);
    cpf__table_set_scaled(table, ACTUAL, row, it->actual, indicator->decimals);
    cpf__table_set_scaled(table, POINTS, row, it->points, it->at->card->points_decimals);
    cpf__table_set_text(table, WAY, row, way_names[by]);
    if (by != BY_THIS_ALONE || !points_at(it, needed, &points))
        return;
    cpf__table_set_scaled(table, ACTUAL_NEEDED, row, needed, indicator->decimals);
    cpf__table_set_scaled(table, CHANGE, row, needed - it->actual, indicator->decimals);
    cpf__table_set_scaled(table, POINTS_NEEDED, row, points, it->at->card->points_decimals);
}

static void put_levers(const climb *at, int32_t standing, int32_t grade, cpf_table *table)
{
    for (int32_t line = 0; line < at->card->item_count; line++) {
        lever it = {at, line, 0, 0, 0};
        cpf_id unit = at->appraisal->units[at->subject];
        int64_t row;

        if (!counts(at, line) || !at->by.lines[line].weight ||
            !cpf__line_actual(&at->result->lines[line], unit, &it.actual) ||
            !cpf__line_target(&at->result->lines[line], unit, at->i, &it.target))
            continue;
        it.points = at->result->lines[line].points[at->i];
        row = put_head(at, standing, grade, table);
        if (row >= 0)
            put_lever(&it, table, row);
    }
}

/* A total that a gate holds down goes up only when the gate opens. */
static void put_gate(const climb *at, int32_t standing, int32_t grade, cpf_table *table)
{
    int64_t row = put_head(at, standing, grade, table);

    if (row >= 0)
        cpf__table_set_text(table, WAY, row, way_names[SHUT_BY_GATE]);
}

static void put_subject(climb *at, cpf_table *table)
{
    const cpf_appraisal *appraisal = at->appraisal;
    int64_t begin, end;

    cpf__weighing_at(&at->by, appraisal->units[at->subject]);
    add_up(at);
    if (at->parts)
        at->part_count = cpf__level_parts(
            appraisal, (cpf_id)(at->card - appraisal->model->scorecards), appraisal->units[at->subject], at->parts);
    cpf__gates_of(appraisal, at->subject, &begin, &end);
    for (int32_t standing = 0; standing < appraisal->model->standing_count; standing++) {
        const struct cpf_standing *bands = &appraisal->model->standings[standing];
        int32_t grade = appraisal->standings[standing].grade[at->subject];

        if (!bands->band_count || grade <= 0 || at->weights <= 0 ||
            cpf__quota_governs(appraisal->model, standing)) /* places decide: the table "borders" */
            continue;
        at->needed = bands->bands[grade - 1].from;
        if (begin < end)
            put_gate(at, standing, grade, table);
        else
            put_levers(at, standing, grade, table);
    }
}

static cpf_status put_card(const cpf_appraisal *appraisal, cpf_id card, cpf_table *table, cpf_error **error)
{
    climb at = {.appraisal = appraisal, .card = &appraisal->model->scorecards[card], .result = &appraisal->cards[card]};
    cpf_status status = cpf__weighing_open(&at.by, appraisal, card);

    if (status == CPF_OK && cpf__card_has_levels(appraisal->model, card)) {
        at.parts = cpf__alloc(appraisal->context, appraisal->model->level_count, sizeof *at.parts);
        status = at.parts ? CPF_OK : CPF_E_MEMORY;
    }
    for (at.i = 0; status == CPF_OK && at.i < at.result->count; at.i++) {
        at.subject = at.result->first + at.i;
        if (cpf__bit(appraisal->total_valid, at.subject))
            put_subject(&at, table);
    }
    cpf__weighing_close(&at.by);
    cpf__free(appraisal->context, at.parts);
    return status == CPF_OK ? CPF_OK : cpf__no_memory(error);
}

cpf_status cpf__next_grade_table(const cpf_appraisal *appraisal, cpf_table **table, cpf_error **error)
{
    cpf_table *made = cpf__table_new(appraisal->context, "next_grade", 0, columns, COLUMNS);
    cpf_status status = CPF_OK;

    for (cpf_id card = 0; made && appraisal->cards && card < appraisal->model->scorecard_count && status == CPF_OK;
         card++)
        status = put_card(appraisal, card, made, error);
    if (status == CPF_OK)
        return cpf__table_done(made, table, error);
    cpf_table_free(made);
    return status;
}
