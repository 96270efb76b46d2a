/* SPDX-License-Identifier: MIT */
/* Targets of persons: persons and the vacancy are the unit's target in every period, as a slow count day by day has
 * them; who carries too much is told with days and names. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "day.h"
#include "facts_in.h"
#include "support.h"

enum { UNITS = 3, PERSONS = 4, MONTHS = 12, DAYS = 365, MOST = 24, WHOLE = 1000000, RAMP_STEPS = 3 };

typedef struct assignment {
    int unit, person, from, to, ramp; /* days of the year; to -1: open */
    int64_t percent;
} assignment;

typedef struct leave {
    int person, from, to;
} leave;

typedef struct history {
    assignment items[MOST];
    leave leaves[MOST];
    int count, leave_count, working;
    int64_t ramp[RAMP_STEPS];
    int64_t value[UNITS][MONTHS];
} history;

static const char *const person_names[PERSONS] = {"Ann", "Bo", "Cy", "P10"};

static cpf_day day_of(int day)
{
    return cpf_day_from_date(2026, 1, 1) + day;
}

static const char *day_text(int day, char *buffer)
{
    cpf__day_format(day_of(day), buffer);
    return buffer;
}

static cpf_plan *make_plan(cpf_context *context, int32_t grain)
{
    cpf_calendar_options calendar;
    cpf_indicator *indicator;
    cpf_plan *plan = NULL;

    if (cpf_plan_new(context, &plan) != CPF_OK)
        return NULL;
    cpf_calendar_options_init(&calendar, sizeof calendar);
    calendar.first_year = calendar.last_year = 2026;
    calendar.grain = grain;
    cpf_plan_set_calendar(plan, &calendar);
    cpf_plan_add_level(plan, "top", NULL);
    cpf_plan_add_level(plan, "team", NULL);
    cpf_plan_add_unit_under(plan, NULL, "top", "ALL", NULL);
    cpf_plan_add_unit_under(plan, "ALL", "team", "T0", NULL);
    cpf_plan_add_unit_under(plan, "ALL", "team", "T1", NULL);
    cpf_plan_add_unit_under(plan, "ALL", "team", "T2", NULL);
    cpf_plan_add_measure(plan, "sales", NULL, "sum", 2, "USD");
    indicator = cpf_plan_add_indicator(plan, "sales", "Sales", "sum(sales)");
    cpf_indicator_set_decimals(indicator, 2);
    cpf_indicator_set_direction(indicator, "more");
    cpf_indicator_set_origin(indicator, "o", "d");
    return plan;
}

static void add_record(cpf_plan *plan, const char *kind, int count, const char *const *pairs)
{
    cpf_record *record = cpf_plan_add_record(plan, kind);

    for (int i = 0; i < count; i++)
        if (pairs[2 * i + 1])
            cpf_record_set(record, pairs[2 * i], pairs[2 * i + 1]);
}

static void add_assignment(cpf_plan *plan, const char *person, const char *unit, const char *from, const char *to,
                           const char *percent, const char *ramp)
{
    const char *const pairs[] = {"person", person, "unit",    unit,    "from", from,
                                 "to",     to,     "percent", percent, "ramp", ramp};

    add_record(plan, "assignment", 6, pairs);
}

static void say_history(cpf_plan *plan, const history *all, const int32_t *order)
{
    char from[16], to[16], percent[32], unit[4], step[4];

    for (int k = 0; k < all->count; k++) {
        const assignment *it = &all->items[order[k]];

        snprintf(unit, sizeof unit, "T%d", it->unit);
        cpf_decimal_format(it->percent, 4, percent);
        add_assignment(plan, person_names[it->person], unit, day_text(it->from, from),
                       it->to < 0 ? NULL : day_text(it->to, to), percent, it->ramp ? "new" : NULL);
    }
    for (int i = 0; i < all->leave_count; i++) {
        const char *const pairs[] = {"person", person_names[all->leaves[i].person],
                                     "from",   day_text(all->leaves[i].from, from),
                                     "to",     day_text(all->leaves[i].to, to)};

        add_record(plan, "leave", 3, pairs);
    }
    for (int i = 0; i < RAMP_STEPS; i++) {
        const char *const pairs[] = {"code", "new", "step", step, "percent", percent};

        snprintf(step, sizeof step, "%d", i + 1);
        cpf_decimal_format(all->ramp[i], 4, percent);
        add_record(plan, "ramp", 3, pairs);
    }
    if (all->working) {
        const char *const pairs[] = {"days", "working", "history", "person"};

        add_record(plan, "presence", 2, pairs);
    }
}

/* The slow way. */

static int month_of(int day)
{
    int month = 0;

    while (month < 11 && cpf_day_from_date(2026, month + 2, 1) <= day_of(day))
        month++;
    return month;
}

static int is_counted(const history *all, int day)
{
    return !all->working || (day_of(day) + 3) % 7 < 5; /* 1970-01-01 was a Thursday */
}

static int is_away(const history *all, int person, int day)
{
    for (int i = 0; i < all->leave_count; i++)
        if (all->leaves[i].person == person && day >= all->leaves[i].from && day < all->leaves[i].to)
            return 1;
    return 0;
}

/* Percent of the ramp on a day: how many whole months since the start. */
static int64_t ramp_on(const history *all, const assignment *it, int day)
{
    int month = month_of(it->from), first = day_of(it->from) - cpf_day_from_date(2026, month + 1, 1) + 1, months = 0;

    if (!it->ramp)
        return WHOLE;
    for (;;) {
        int next = month + months + 1, year = 2026 + next / 12, then = next % 12 + 1, last = first;

        while (cpf_day_from_date(year, then, last) == CPF_NO_DAY)
            last--;
        if (cpf_day_from_date(year, then, last) > day_of(day))
            break;
        months++;
    }
    return months < RAMP_STEPS ? all->ramp[months] : WHOLE;
}

static int64_t carried_on(const history *all, int unit, int person, int day)
{
    int64_t carried = 0;

    for (int i = 0; i < all->count; i++) {
        const assignment *it = &all->items[i];

        if (it->unit == unit && it->person == person && day >= it->from && (it->to < 0 || day < it->to) &&
            !is_away(all, person, day))
            carried += it->percent * ramp_on(all, it, day);
    }
    return carried;
}

/* parts[PERSONS] is the vacancy's. */
static void slow_parts(const history *all, int unit, int month, int64_t *parts)
{
    memset(parts, 0, (PERSONS + 1) * sizeof *parts);
    for (int day = 0; day < DAYS; day++) {
        int64_t left = (int64_t)WHOLE * WHOLE;

        if (month_of(day) != month || !is_counted(all, day))
            continue;
        for (int person = 0; person < PERSONS; person++) {
            int64_t carried = carried_on(all, unit, person, day);

            parts[person] += carried;
            left -= carried;
        }
        parts[PERSONS] += left;
    }
}

static void slow_share(int64_t value, const int64_t *parts, int64_t *amounts)
{
    __extension__ typedef __int128 wide;
    wide sum = 0, size = value < 0 ? -(wide)value : value, left = size, rest[PERSONS + 1];

    for (int i = 0; i <= PERSONS; i++)
        sum += parts[i];
    for (int i = 0; i <= PERSONS; i++) {
        amounts[i] = (int64_t)(size * parts[i] / sum);
        rest[i] = size * parts[i] % sum;
        left -= amounts[i];
    }
    while (left-- > 0) {
        int best = 0;

        for (int i = 1; i <= PERSONS; i++)
            best = rest[i] > rest[best] ? i : best;
        amounts[best]++;
        rest[best] = -1;
    }
    for (int i = 0; i <= PERSONS && value < 0; i++)
        amounts[i] = -amounts[i];
}

/* A history in which nobody carries more than there is. */
static void draw_history(cpf_test_random *random, history *all)
{
    memset(all, 0, sizeof *all);
    all->working = (int)cpf_test_between(random, 0, 1);
    for (int i = 0; i < RAMP_STEPS; i++)
        all->ramp[i] = cpf_test_between(random, 0, WHOLE);
    for (int tries = 0; tries < 40 && all->count < 12; tries++) {
        assignment *it = &all->items[all->count];
        int fits = 1;

        it->unit = (int)cpf_test_between(random, 0, UNITS - 1);
        it->person = (int)cpf_test_between(random, 0, PERSONS - 1);
        it->from = (int)cpf_test_between(random, 0, DAYS - 2);
        it->to = cpf_test_between(random, 0, 3) ? it->from + (int)cpf_test_between(random, 1, DAYS - 1 - it->from) : -1;
        it->ramp = (int)cpf_test_between(random, 0, 1);
        it->percent = cpf_test_between(random, 0, 1) ? WHOLE / 2 : cpf_test_between(random, 0, WHOLE);
        all->count++;
        for (int day = 0; day < DAYS && fits; day++) {
            int64_t unit = 0, person = 0;

            for (int i = 0; i < all->count; i++) {
                const assignment *other = &all->items[i];

                if (day < other->from || (other->to >= 0 && day >= other->to))
                    continue;
                unit += other->unit == it->unit ? other->percent : 0;
                person += other->person == it->person ? other->percent : 0;
                fits &= i == all->count - 1 || other->unit != it->unit || other->person != it->person ||
                        other->from != it->from;
            }
            fits &= unit <= WHOLE && person <= WHOLE;
        }
        all->count -= !fits;
    }
    for (int i = 0; i < 5; i++) {
        leave *it = &all->leaves[all->leave_count++];

        it->person = all->items[cpf_test_between(random, 0, all->count - 1)].person;
        it->from = (int)cpf_test_between(random, 0, DAYS - 10) / 7 * 7 + i; /* the first day names a leave */
        it->to = it->from + (int)cpf_test_between(random, 1, 364 - it->from < 60 ? 364 - it->from : 60);
    }
    for (int unit = 0; unit < UNITS; unit++)
        for (int month = 0; month < MONTHS; month++)
            all->value[unit][month] = cpf_test_between(random, -500, 100000000);
}

static void set_value(cpf_facts *facts, const char *unit, const char *period, int64_t value)
{
    cpf_id where = cpf_model_find_unit(facts->model, unit), what = 0,
           when = cpf_model_find_period(facts->model, period);

    assert_int_equal(cpf_facts_set(facts, 1, &where, &what, &when, &value, NULL), CPF_OK);
}

/* Months, quarters and the year of every unit; the halves between have no column. */
static cpf_facts *make_facts(const cpf_model *model, const history *all)
{
    cpf_facts *facts = NULL;
    char unit[4], period[16];

    assert_int_equal(cpf_facts_new(model, &facts, NULL), CPF_OK);
    for (int i = 0; i < UNITS; i++) {
        int64_t year = 0;

        snprintf(unit, sizeof unit, "T%d", i);
        for (int quarter = 0; quarter < 4; quarter++) {
            int64_t sum = 0;

            for (int month = 3 * quarter; month < 3 * quarter + 3; month++) {
                snprintf(period, sizeof period, "2026-%02d", month + 1);
                set_value(facts, unit, period, all->value[i][month]);
                sum += all->value[i][month];
            }
            snprintf(period, sizeof period, "2026-Q%d", quarter + 1);
            set_value(facts, unit, period, sum);
            year += sum;
        }
        set_value(facts, unit, "2026", year);
    }
    return facts;
}

static cpf_tables *take_table(const cpf_model *model, const cpf_facts *base, const cpf_facts *targets, const char *only,
                              const char *period, cpf_day as_of)
{
    cpf_stage_options options;
    cpf_tables *tables = NULL;
    cpf_error *error = NULL;

    cpf_stage_options_init(&options, sizeof options);
    options.only = only;
    options.as_of = as_of;
    if (period)
        options.period = cpf_model_find_period(model, period);
    assert_int_equal(cpf_test_tell(cpf_cascade_tables(model, base, targets, &options, &tables, &error), error), CPF_OK);
    assert_int_equal(cpf_tables_count(tables), 1);
    return tables;
}

static int64_t number(const cpf_table *table, const char *column, int64_t row)
{
    return cpf_table_decimals(table, cpf_table_find(table, column))[row];
}

static const char *text(const cpf_table *table, const char *column, int64_t row)
{
    return cpf_table_text(table, cpf_table_find(table, column), row);
}

/* A figure of a person (NULL: of the vacancy); 0 when there is no row. */
static int64_t figure_of(const cpf_table *table, const char *person, const char *unit, const char *period,
                         const char *column)
{
    int32_t flag = cpf_table_find(table, "vacant");

    for (int64_t row = 0; row < cpf_table_row_count(table); row++)
        if (strcmp(text(table, "unit", row), unit) == 0 && strcmp(text(table, "period", row), period) == 0 &&
            (person ? strcmp(text(table, "person", row), person) == 0 : cpf_table_ints(table, flag)[row]))
            return number(table, column, row);
    return 0;
}

static int64_t amount_of(const cpf_table *table, const char *person, const char *unit, const char *period)
{
    return figure_of(table, person, unit, period, "target");
}

/* Days on which somebody who is assigned to the unit is not away: of one person, or (PERSONS) of nobody. */
static int64_t slow_days(const history *all, int unit, int month, int person)
{
    int64_t days = 0;

    for (int day = 0; day < DAYS; day++) {
        int there[PERSONS + 1] = {0};

        if (month_of(day) != month || !is_counted(all, day))
            continue;
        for (int i = 0; i < all->count; i++) {
            const assignment *it = &all->items[i];

            if (it->unit == unit && day >= it->from && (it->to < 0 || day < it->to) && !is_away(all, it->person, day)) {
                there[it->person]++;
                there[PERSONS] = -1;
            }
        }
        there[PERSONS]++;
        days += there[person];
    }
    return days;
}

static void compare_unit(const cpf_table *table, const history *all, int i, int64_t *year)
{
    char unit[4], period[16];
    int64_t quarter[PERSONS + 1] = {0};

    snprintf(unit, sizeof unit, "T%d", i);
    for (int month = 0; month < MONTHS; month++) {
        int64_t parts[PERSONS + 1], amounts[PERSONS + 1];

        slow_parts(all, i, month, parts);
        slow_share(all->value[i][month], parts, amounts);
        snprintf(period, sizeof period, "2026-%02d", month + 1);
        for (int person = 0; person <= PERSONS; person++) {
            assert_int_equal(amount_of(table, person < PERSONS ? person_names[person] : NULL, unit, period),
                             amounts[person]);
            assert_int_equal(figure_of(table, person < PERSONS ? person_names[person] : NULL, unit, period, "present"),
                             slow_days(all, i, month, person));
            quarter[person] += amounts[person];
            year[person] += amounts[person];
        }
        if (month % 3 != 2)
            continue;
        snprintf(period, sizeof period, "2026-Q%d", month / 3 + 1);
        for (int person = 0; person <= PERSONS; person++) {
            assert_int_equal(amount_of(table, person < PERSONS ? person_names[person] : NULL, unit, period),
                             quarter[person]);
            quarter[person] = 0;
        }
    }
}

static int unit_has_people(const history *all, int unit)
{
    for (int i = 0; i < all->count; i++)
        if (all->items[i].unit == unit)
            return 1;
    return 0;
}

static void check_history(const history *all, const int32_t *order)
{
    cpf_plan *plan = make_plan(NULL, CPF_GRAIN_MONTH);
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    cpf_facts *facts;
    cpf_tables *set;
    char unit[4];

    say_history(plan, all, order);
    assert_int_equal(cpf_test_tell(cpf_plan_freeze(plan, &model, &error), error), CPF_OK);
    facts = make_facts(model, all);
    set = take_table(model, NULL, facts, "people", NULL, CPF_NO_DAY);
    for (int i = 0; i < UNITS; i++) {
        int64_t year[PERSONS + 1] = {0}, sum = 0, whole = 0;

        snprintf(unit, sizeof unit, "T%d", i);
        if (!unit_has_people(all, i))
            continue;
        compare_unit(cpf_tables_at(set, 0), all, i, year);
        for (int person = 0; person <= PERSONS; person++) {
            assert_int_equal(
                amount_of(cpf_tables_at(set, 0), person < PERSONS ? person_names[person] : NULL, unit, "2026"),
                year[person]);
            sum += year[person];
        }
        for (int month = 0; month < MONTHS; month++)
            whole += all->value[i][month];
        assert_int_equal(sum, whole);
    }
    cpf_tables_free(set);
    cpf_facts_free(facts);
    cpf_model_free(model);
    cpf_plan_free(plan);
}

static void test_random(void **state)
{
    cpf_test_random random = cpf_test_seed("people", 41);
    history all;

    (void)state;
    for (int round = 0; round < 25; round++) {
        int32_t order[MOST];

        draw_history(&random, &all);
        for (int32_t i = 0; i < all.count; i++)
            order[i] = i;
        cpf_test_shuffle(&random, order, all.count);
        check_history(&all, order);
    }
}

/* Oracle's rule: participation days / interval days, calendar days, not rounded: 16 of 31 days of 3,100.00. */
static void test_participation(void **state)
{
    cpf_plan *plan = make_plan(NULL, CPF_GRAIN_MONTH);
    cpf_model *model = NULL;
    cpf_facts *facts = NULL;
    cpf_tables *set;
    const cpf_table *table;

    (void)state;
    add_assignment(plan, "Ann", "T0", "2026-01-16", NULL, NULL, NULL);
    assert_int_equal(cpf_plan_freeze(plan, &model, NULL), CPF_OK);
    assert_int_equal(cpf_facts_new(model, &facts, NULL), CPF_OK);
    set_value(facts, "T0", "2026-01", 310000);
    set_value(facts, "T0", "2026", 3650000); /* its months are not all there: the year is shared by its own days */
    set = take_table(model, NULL, facts, "people", NULL, CPF_NO_DAY);
    table = cpf_tables_at(set, 0);
    assert_int_equal(amount_of(table, "Ann", "T0", "2026-01"), 160000);
    assert_int_equal(amount_of(table, NULL, "T0", "2026-01"), 150000);
    assert_int_equal(amount_of(table, "Ann", "T0", "2026"), 3500000);
    assert_int_equal(cpf_table_row_count(table), 4);
    assert_string_equal(text(table, "period", 0), "2026");
    assert_int_equal(number(table, "present", 0), 350);
    assert_int_equal(number(table, "days", 0), 365);
    assert_int_equal(number(table, "ramp", 0), WHOLE);
    assert_int_equal(number(table, "part", 2), 516129); /* 16 / 31 */
    assert_int_equal(number(table, "present", 3), 15);  /* days without anybody */
    cpf_tables_free(set);
    set = take_table(model, NULL, facts, "vacancies", "2026-01", CPF_NO_DAY);
    assert_int_equal(cpf_table_row_count(cpf_tables_at(set, 0)), 1);
    assert_int_equal(number(cpf_tables_at(set, 0), "amount", 0), 150000);
    assert_int_equal(number(cpf_tables_at(set, 0), "empty", 0), 15);
    cpf_tables_free(set);
    cpf_facts_free(facts);
    cpf_model_free(model);
    cpf_plan_free(plan);
}

/* Ann moves from T0 to T1 on 16 February: her history stays, or goes with her. */
static void test_transfer(void **state)
{
    (void)state;
    for (int person = 0; person < 2; person++) {
        const char *const pairs[] = {"history", person ? "person" : "unit"};
        cpf_plan *plan = make_plan(NULL, CPF_GRAIN_MONTH);
        cpf_model *model = NULL;
        cpf_facts *facts = NULL;
        cpf_tables *set;
        const cpf_table *table;

        add_assignment(plan, "Ann", "T0", "2026-01-01", "2026-02-15", NULL, NULL);
        add_assignment(plan, "Ann", "T1", "2026-02-15", NULL, NULL, NULL);
        add_record(plan, "presence", 1, pairs);
        assert_int_equal(cpf_plan_freeze(plan, &model, NULL), CPF_OK);
        assert_int_equal(cpf_facts_new(model, &facts, NULL), CPF_OK);
        set_value(facts, "T0", "2026-01", 100);
        set_value(facts, "T0", "2026-02", 280);
        set_value(facts, "T1", "2026-01", 1000);
        set_value(facts, "T1", "2026-02", 2800);
        set = take_table(model, facts, facts, "people_history", NULL, CPF_NO_DAY);
        table = cpf_tables_at(set, 0);
        if (person) { /* 31 of 31 and 14 of 28 days at T0, then 14 of 28 at T1; what nobody had is vacant */
            static const char *const units[] = {"T0", "T0", "T0", "T1", "T1", "T1"};
            static const char *const names[] = {"Ann", "Ann", "vacant", "vacant", "Ann", "vacant"};
            static const int64_t values[] = {100, 140, 140, 1000, 1400, 1400};

            assert_int_equal(cpf_table_row_count(table), 6);
            for (int row = 0; row < 6; row++) {
                assert_string_equal(text(table, "unit", row), units[row]);
                assert_string_equal(text(table, "person", row), names[row]);
                assert_int_equal(number(table, "value", row), values[row]);
            }
        } else {
            assert_int_equal(cpf_table_row_count(table), 2);
            assert_string_equal(text(table, "unit", 0), "T1");
            assert_int_equal(number(table, "value", 0), 1000);
            assert_int_equal(number(table, "value", 1), 2800);
        }
        cpf_tables_free(set);
        set = take_table(model, facts, facts, "people_history", "2026-01", cpf_day_from_date(2026, 2, 14));
        assert_string_equal(text(cpf_tables_at(set, 0), "unit", 0), "T0"); /* the day before */
        cpf_tables_free(set);
        cpf_facts_free(facts);
        cpf_model_free(model);
        cpf_plan_free(plan);
    }
}

/* The example, from its files: Chen Jing leaves East in the middle of February. */
static void test_example(void **state)
{
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;
    cpf_events *events = NULL;
    cpf_facts *actuals = NULL, *targets = NULL;
    cpf_tables *set;
    cpf_error *error = NULL;
    cpf_read_options reading;
    int64_t east;

    (void)state;
    cpf_read_options_init(&reading, sizeof reading);
    reading.folder = CPF_TEST_ROOT "/examples/plans";
    assert_int_equal(cpf_plan_read(NULL, CPF_TEST_ROOT "/examples/plans/people.json", &plan, &error), CPF_OK);
    assert_int_equal(cpf_plan_freeze(plan, &model, &error), CPF_OK);
    assert_int_equal(cpf_events_new(model, &events, &error), CPF_OK);
    assert_int_equal(cpf_events_read(events, CPF_NONE, &reading, &error), CPF_OK);
    assert_int_equal(cpf_measure(model, events, NULL, &actuals, &error), CPF_OK);
    assert_int_equal(cpf_cascade(model, actuals, NULL, &targets, &error), CPF_OK);
    set = take_table(model, actuals, targets, "people", NULL, CPF_NO_DAY);
    assert_int_equal(
        cpf_facts_value(targets, cpf_model_find_unit(model, "East"), 0, cpf_model_find_period(model, "2026-02"), &east),
        CPF_OK);
    assert_int_equal(amount_of(cpf_tables_at(set, 0), "Chen Jing", "East", "2026-02"), (30 * east + 28) / 56);
    assert_int_equal(amount_of(cpf_tables_at(set, 0), NULL, "East", "2026-02"), east - (30 * east + 28) / 56);
    assert_int_equal(amount_of(cpf_tables_at(set, 0), "Li Na", "East", "2026-02"), 0);
    cpf_tables_free(set);
    cpf_facts_free(targets);
    cpf_facts_free(actuals);
    cpf_events_free(events);
    cpf_model_free(model);
    cpf_plan_free(plan);
}

/* What is wrong, and how it is told. */
static void test_findings(void **state)
{
    static const char *const ramp[] = {"code", "new", "step", "2", "percent", "50"};
    static const char *const away[] = {"person", "Dee", "from", "2026-01-01"};
    cpf_plan *plan = make_plan(NULL, CPF_GRAIN_MONTH);
    cpf_error *error = NULL;
    int32_t at;

    (void)state;
    add_assignment(plan, "Ann", "T0", "2026-01-01", "2026-03-01", "60", NULL);
    add_assignment(plan, "Bo", "T0", "2026-02-15", "2026-04-01", "50.5", NULL);
    add_assignment(plan, "Ann", "T1", "2026-02-27", NULL, "100", "old");
    add_record(plan, "ramp", 3, ramp);
    add_record(plan, "leave", 2, away);
    assert_int_equal(cpf_plan_check(plan, &error), CPF_E_PLAN);
    at = cpf_test_has(error, "unit-over");
    assert_string_equal(cpf_error_message_at(error, at, CPF_ENGLISH),
                        "the persons at T0 carry up to 110.5000 % of its targets from 2026-02-15 to before 2026-03-01: "
                        "Ann, Bo");
    assert_non_null(strstr(cpf_error_subject_at(error, at), "assignment[1]"));
    at = cpf_test_has(error, "person-over");
    assert_string_equal(cpf_error_message_at(error, at, CPF_ENGLISH),
                        "Ann is assigned with up to 160.0000 % from 2026-02-27 to before 2026-03-01: T0, T1");
    cpf_test_has(error, "unknown-ramp");
    cpf_test_has(error, "ramp-gap");
    cpf_test_has(error, "unknown-person");
    cpf_error_free(error);
    cpf_plan_free(plan);
}

/* Every allocation fails once. */
static void test_chaos(void **state)
{
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        static const char *const pairs[] = {"history", "person"}, *const away[] = {"person", "Ann", "from",
                                                                                   "2026-03-05"};
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(n, &memory);
        cpf_plan *plan = context ? make_plan(context, CPF_GRAIN_QUARTER) : NULL;
        cpf_model *model = NULL;
        cpf_facts *facts = NULL;
        cpf_tables *tables = NULL;
        cpf_id unit = 1, indicator = 0, period = 0;
        int64_t value = 1000;

        if (plan) {
            add_assignment(plan, "Ann", "T0", "2026-01-16", NULL, "60", NULL);
            add_assignment(plan, "Bo", "T0", "2026-01-16", NULL, "40", NULL);
            add_record(plan, "presence", 1, pairs);
            add_record(plan, "leave", 2, away);
        }
        status = plan ? cpf_plan_freeze(plan, &model, NULL) : CPF_E_MEMORY;
        if (status == CPF_OK)
            status = cpf_facts_new(model, &facts, NULL);
        if (status == CPF_OK)
            status = cpf_facts_set(facts, 1, &unit, &indicator, &period, &value, NULL);
        if (status == CPF_OK)
            status = cpf_cascade_tables(model, facts, facts, NULL, &tables, NULL);
        if (status == CPF_OK)
            assert_non_null(cpf_tables_find(tables, "people_history"));
        cpf_tables_free(tables);
        cpf_facts_free(facts);
        cpf_model_free(model);
        cpf_plan_free(plan);
        cpf_test_failing_free(context, memory);
    }
    assert_int_equal(status, CPF_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random),  cmocka_unit_test(test_participation), cmocka_unit_test(test_transfer),
        cmocka_unit_test(test_example), cmocka_unit_test(test_findings),      cmocka_unit_test(test_chaos),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
