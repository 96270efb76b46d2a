/* SPDX-License-Identifier: MIT */
/* Plans of improvement: what was to be reached after 30, 60 and 90 days, what was, and whether that ends them. */
#include <stdlib.h>

#include "apply_common.h"
#include "apply_tables.h"
#include "table.h"

enum { CHECKS = 3, CHECK_DAYS = 30, EXIT_LAST = 0, EXIT_TWO, EXIT_ALL, EXITS };

typedef enum check_state { CHECK_OPEN = 0, CHECK_MET, CHECK_MISSED, CHECK_OVERDUE, CHECK_STATES } check_state;
static const char *const check_names[CHECK_STATES] = {"open", "met", "missed", "overdue"};

typedef enum exit_state { EXIT_RUNNING = 0, EXIT_PASSED, EXIT_FAILED, EXIT_STATES } exit_state;
static const char *const exit_names[EXIT_STATES] = {"running", "passed", "failed"};

enum { UNIT, NAME, INDICATOR, AFTER, DUE, EXPECTED, FOUND, STATE, RESULT, COLUMNS };

static const cpf__column columns[COLUMNS] = {
    [UNIT] = CPF__COLUMN_UNIT,
    [NAME] = CPF__COLUMN_NAME,
    [INDICATOR] = CPF__COLUMN_INDICATOR,
    [AFTER] = {"after", {"After days", "第几天"}, CPF_COLUMN_DECIMAL, 0},
    [DUE] = {"due", {"Due on", "检查日期"}, CPF_COLUMN_DAY, 0},
    [EXPECTED] = {"expected", {"Expected", "应达值"}, CPF_COLUMN_DECIMAL, 0},
    [FOUND] = {"found", {"Found", "检查值"}, CPF_COLUMN_DECIMAL, 0},
    [STATE] = {"state", {"State", "状态"}, CPF_COLUMN_TEXT, 0},
    [RESULT] = {"result", {"Result of the plan", "计划结论"}, CPF_COLUMN_TEXT, 0},
};

typedef struct plan_check {
    int64_t expected, found;
    int32_t known, state;
} plan_check;

/* A plan, sorted by unit and indicator. */
typedef struct plan_key {
    int64_t unit, indicator, row;
} plan_key;

static int compare_plans(const void *left, const void *right)
{
    const plan_key *a = left, *b = right;

    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    return (a->indicator > b->indicator) - (a->indicator < b->indicator);
}

/* Values on a straight line, each rounded once. */
static cpf_status expect(const cpf__records *plans, int64_t row, plan_check *checks)
{
    int64_t baseline = cpf__record_value(plans, CPF__IMPROVEMENT_BASELINE, row);
    cpf__i128 way = (cpf__i128)cpf__record_value(plans, CPF__IMPROVEMENT_TARGET, row) - baseline;
    cpf_status status = CPF_OK;

    for (int32_t i = 0; i < CHECKS && status == CPF_OK; i++)
        status = cpf__divide((cpf__i128)baseline * CHECKS + way * (i + 1), CHECKS, CPF__HALF_UP, &checks[i].expected);
    return status;
}

static void take_found(const cpf_model *model, const plan_key *plan, plan_check *checks)
{
    const cpf__records *found = cpf__model_records(model, &cpf__record_improvement_check);

    for (int64_t row = 0; row < found->count; row++) {
        plan_check *check = &checks[cpf__record_value(found, CPF__IMPROVEMENT_CHECK_AFTER, row)];

        if (cpf__record_value(found, CPF__IMPROVEMENT_CHECK_UNIT, row) != plan->unit ||
            cpf__record_value(found, CPF__IMPROVEMENT_CHECK_INDICATOR, row) != plan->indicator)
            continue;
        check->known = 1;
        check->found = cpf__record_value(found, CPF__IMPROVEMENT_CHECK_VALUE, row);
    }
}

static void judge(const cpf__stage_view *view, const cpf__records *plans, int64_t row, plan_check *checks)
{
    int rising = cpf__record_value(plans, CPF__IMPROVEMENT_TARGET, row) >=
                 cpf__record_value(plans, CPF__IMPROVEMENT_BASELINE, row);
    int64_t from = cpf__record_value(plans, CPF__IMPROVEMENT_FROM, row);

    for (int32_t i = 0; i < CHECKS; i++) {
        int met = rising ? checks[i].found >= checks[i].expected : checks[i].found <= checks[i].expected;
        int overdue = view->as_of != CPF_NO_DAY && from + (int64_t)CHECK_DAYS * (i + 1) < view->as_of;

        if (checks[i].known)
            checks[i].state = met ? CHECK_MET : CHECK_MISSED;
        else
            checks[i].state = overdue ? CHECK_OVERDUE : CHECK_OPEN;
    }
}

/* How many checks must be met; the last one alone, or so many of all. */
static exit_state exit_of(int64_t rule, const plan_check *checks)
{
    static const int32_t needed[EXITS] = {[EXIT_LAST] = 1, [EXIT_TWO] = 2, [EXIT_ALL] = CHECKS};
    int32_t first = rule == EXIT_LAST ? CHECKS - 1 : 0, met = 0, missed = 0;

    for (int32_t i = first; i < CHECKS; i++) {
        met += checks[i].state == CHECK_MET;
        missed += checks[i].state == CHECK_MISSED;
    }
    if (met >= needed[rule])
        return EXIT_PASSED;
    return missed > CHECKS - first - needed[rule] ? EXIT_FAILED : EXIT_RUNNING;
}

static void fill(const cpf__stage_view *view, const plan_key *plan, int64_t from, const plan_check *checks,
                 exit_state ended, cpf_table *table)
{
    const struct cpf_indicator *indicator = &view->model->indicators[plan->indicator];

    for (int32_t i = 0; i < CHECKS; i++) {
        int64_t row = cpf__table_add_row(table);

        cpf__set_unit(table, UNIT, row, view->model, (cpf_id)plan->unit);
        cpf__table_set_text(table, INDICATOR, row, indicator->code);
        cpf__table_set_decimal(table, AFTER, row, CHECK_DAYS * (i + 1));
        cpf__table_set_int(table, DUE, row, (int32_t)(from + (int64_t)CHECK_DAYS * (i + 1)));
        cpf__table_set_scaled(table, EXPECTED, row, checks[i].expected, indicator->decimals);
        if (checks[i].known)
            cpf__table_set_scaled(table, FOUND, row, checks[i].found, indicator->decimals);
        cpf__table_set_text(table, STATE, row, check_names[checks[i].state]);
        cpf__table_set_text(table, RESULT, row, exit_names[ended]);
    }
}

static cpf_status fill_all(const cpf__stage_view *view, const cpf__records *plans, plan_key *keys, cpf_table *table,
                           cpf_error **error)
{
    for (int64_t row = 0; row < plans->count; row++)
        keys[row] = (plan_key){cpf__record_value(plans, CPF__IMPROVEMENT_UNIT, row),
                               cpf__record_value(plans, CPF__IMPROVEMENT_INDICATOR, row), row};
    qsort(keys, (size_t)plans->count, sizeof *keys, compare_plans);
    for (int64_t i = 0; i < plans->count; i++) {
        plan_check checks[CHECKS] = {{0}};
        int64_t row = keys[i].row;

        if (expect(plans, row, checks) != CPF_OK) {
            const char *texts[3] = {cpf_model_unit_code(view->model, (cpf_id)keys[i].unit)};

            return cpf__apply_find(view, plans, row, "target", CPF__APPLY_RANGE, texts, error);
        }
        take_found(view->model, &keys[i], checks);
        judge(view, plans, row, checks);
        fill(view, &keys[i], cpf__record_value(plans, CPF__IMPROVEMENT_FROM, row), checks,
             exit_of(cpf__record_value(plans, CPF__IMPROVEMENT_EXIT, row), checks), table);
    }
    return CPF_OK;
}

cpf_status cpf__improvements_table(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    const cpf__records *plans = cpf__model_records(view->model, &cpf__record_improvement);
    cpf_table *made;
    plan_key *keys;
    cpf_status status;

    if (!plans->count)
        return CPF_OK;
    keys = cpf__alloc(view->context, plans->count, sizeof *keys);
    made = cpf__table_new(view->context, "improvements", 0, columns, COLUMNS);
    status = keys ? fill_all(view, plans, keys, made, error) : cpf__no_memory(error);
    cpf__free(view->context, keys);
    if (status == CPF_OK)
        return cpf__table_done(made, table, error);
    cpf_table_free(made);
    return status;
}
