/* SPDX-License-Identifier: MIT */
/* Ranks by counting how often each value occurs. */
#include "rank_group.h"

#include <string.h>

#include "rank_loops.h"

enum {
    BATCH = 256,
    GLANCE = 32,
    CLASS_SHIFT = 24 /* percentiles are below 2^24 */
};

/* The counters of a group, from its highest value down; each but the first has spread + 1 items. */
typedef struct counting {
    const cpf__rank_task *task;
    cpf__percentile_scale scale;
    cpf__rank_form form;
    int32_t spread;
    int32_t *above;      /* how many values are higher; one item more, for all of them */
    int32_t *equal;      /* how many are the same; the place of the next one while an order is made */
    int32_t *dense;      /* how many different values are higher; NULL where nobody asks */
    int32_t *rank;       /* NULL: fewer members than values, each is worked out by itself */
    int32_t *percentile; /* the same */
    int8_t *classes;     /* the same */
    int packed;          /* classes are above the percentiles in their table, as both are asked for */
    uint16_t *narrow; /* in place of all of these, where ranks and percentiles of a few members are all that is asked */
} counting;

/* Results of members one behind the other; NULL where nobody asks. */
typedef struct outputs {
    int32_t *rank, *percentile;
    int8_t *classes;
} outputs;

static void count_values(const counting *at, const cpf__rank_members *of)
{
    int32_t *restrict next = at->above + 1;
    const int32_t *restrict value = of->value;
    int32_t different = 0;

    memset(at->above, 0, ((size_t)at->spread + 2) * sizeof *at->above);
    for (int32_t i = 0; i < of->count; i++)
        next[value[i]]++;
    for (int32_t i = 0; at->dense && i <= at->spread; i++) {
        at->dense[i] = different;
        different += next[i] > 0;
    }
    cpf__rank_add_up(at->above, (int64_t)at->spread + 2);
}

/* Half as many bytes stay in the near memory. */
static void count_narrow(const counting *at, const cpf__rank_members *of)
{
    uint16_t *restrict next = at->narrow + 1;
    const int32_t *restrict value = of->value;

    memset(at->narrow, 0, ((size_t)at->spread + 2) * sizeof *at->narrow);
    for (int32_t i = 0; i < of->count; i++)
        next[value[i]]++;
    cpf__rank_add_up_narrow(at->narrow, (int64_t)at->spread + 2);
}

/* Ranks, percentiles and classes of n standings. */
static void work_out(const counting *at, const cpf__rank_lines *lines, int32_t n, const int32_t *restrict above,
                     const int32_t *restrict equal, outputs to)
{
    cpf__rank_form form = at->form;
    int32_t *restrict ranks = to.rank;

    for (int32_t i = 0; ranks && i < n; i++)
        ranks[i] = form.above * above[i] + form.equal * equal[i] + form.plus;
    if (to.percentile)
        cpf__percentiles(&at->scale, n, above, equal, to.percentile);
    if (to.classes)
        cpf__rank_classes(lines, n, above, to.classes);
}

static void make_tables(const counting *at, const cpf__rank_lines *lines)
{
    int32_t n = at->spread + 1;
    outputs tables = {at->rank, at->percentile, at->classes};

    for (int32_t i = 0; i < n; i++)
        at->equal[i] = at->above[i + 1] - at->above[i];
    work_out(at, lines, n, at->above, at->equal, tables);
    for (int32_t i = 0; at->dense && at->rank && i < n; i++)
        at->rank[i] += at->dense[i];
    for (int32_t i = 0; at->packed && i < n; i++)
        at->percentile[i] |= (int32_t)((uint32_t)(uint8_t)at->classes[i] << CLASS_SHIFT);
}

static void look_up(const int32_t *restrict table, const int32_t *restrict value, int32_t n, int32_t *restrict to)
{
    for (int32_t i = 0; to && i < n; i++)
        to[i] = table[value[i]];
}

/* Percentiles and classes out of one table. */
static void look_up_both(const counting *at, const int32_t *value, int32_t n, outputs to)
{
    int32_t both[BATCH];

    look_up(at->percentile, value, n, both);
    for (int32_t i = 0; i < n; i++)
        to.percentile[i] = both[i] & ((1 << CLASS_SHIFT) - 1);
    for (int32_t i = 0; i < n; i++)
        to.classes[i] = (int8_t)(both[i] >> CLASS_SHIFT);
}

static void find_standings(const counting *at, int32_t n, const int32_t *restrict value, int32_t *restrict above,
                           int32_t *restrict equal)
{
    const uint16_t *narrow = at->narrow;
    const int32_t *wide = at->above;

    for (int32_t i = 0; narrow && i < n; i++) {
        above[i] = narrow[value[i]];
        equal[i] = narrow[value[i] + 1] - above[i];
    }
    for (int32_t i = 0; !narrow && i < n; i++) {
        above[i] = wide[value[i]];
        equal[i] = wide[value[i] + 1] - above[i];
    }
}

static void fill_batch(const counting *at, const cpf__rank_lines *lines, int32_t n, const int32_t *value, outputs to)
{
    int32_t above[BATCH], equal[BATCH];

    if (at->rank) {
        look_up(at->rank, value, n, to.rank);
        if (at->packed) {
            look_up_both(at, value, n, to);
            return;
        }
        look_up(at->percentile, value, n, to.percentile);
        for (int32_t i = 0; to.classes && i < n; i++)
            to.classes[i] = at->classes[value[i]];
        return;
    }
    find_standings(at, n, value, above, equal);
    work_out(at, lines, n, above, equal, to);
    for (int32_t i = 0; at->dense && to.rank && i < n; i++)
        to.rank[i] += at->dense[value[i]];
}

/* Members as they stand: results go where they belong. */
static void put_runs(const counting *at, const cpf__rank_members *of)
{
    const cpf__rank_task *task = at->task;
    const int32_t *value = of->value;

    for (int64_t i = 0; i < of->run_count; i++) {
        cpf__rank_run run = of->runs[i];
        int32_t end = run.begin + run.count, n;

        for (int32_t begin = run.begin; begin < end; begin += n, value += n) {
            outputs to = {task->rank ? task->rank + begin : NULL, task->percentile ? task->percentile + begin : NULL,
                          task->group_class ? task->group_class + begin : NULL};

            n = end - begin < BATCH ? end - begin : BATCH;
            fill_batch(at, &of->lines, n, value, to);
        }
    }
}

static void put_list(const counting *at, const cpf__rank_members *of)
{
    const cpf__rank_task *task = at->task;
    int32_t rank[BATCH], percentile[BATCH], n;
    int8_t classes[BATCH];
    outputs to = {task->rank ? rank : NULL, task->percentile ? percentile : NULL, task->group_class ? classes : NULL};

    for (int32_t begin = 0; begin < of->count; begin += n) {
        const int32_t *members = of->members + begin;

        n = of->count - begin < BATCH ? of->count - begin : BATCH;
        fill_batch(at, &of->lines, n, of->value + begin, to);
        for (int32_t i = 0; to.rank && i < n; i++)
            task->rank[members[i]] = rank[i];
        for (int32_t i = 0; to.percentile && i < n; i++)
            task->percentile[members[i]] = percentile[i];
        for (int32_t i = 0; to.classes && i < n; i++)
            task->group_class[members[i]] = classes[i];
    }
}

static void put_order(const counting *at, const cpf__rank_members *of)
{
    int32_t *order = at->task->order + at->task->place[of->group];

    memcpy(at->equal, at->above, ((size_t)at->spread + 1) * sizeof *at->equal);
    for (int32_t i = 0; i < of->count; i++)
        order[at->equal[of->value[i]]++] = of->members[i];
}

/* The value whose members have the place. */
static int32_t value_at(const counting *at, int32_t place)
{
    int32_t low = 0, high = at->spread;

    while (low < high) {
        int32_t middle = low + (high - low + 1) / 2;

        if (at->above[middle] <= place)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

/* Whether a value is among the next GLANCE ones. */
static int glance(const int32_t *values, int32_t value)
{
    int32_t any = 0;

    for (int i = 0; i < GLANCE; i++)
        any |= values[i] == value;
    return any;
}

/* Members with the value; `members`: NULL where they count up from `first`. */
static int32_t gather_some(const int32_t *values, int32_t n, int32_t value, const int32_t *members, int32_t first,
                           int32_t *equals)
{
    int32_t found = 0;

    for (int32_t i = 0; i < n; i++) {
        if (i + GLANCE <= n && !glance(values + i, value))
            i += GLANCE - 1;
        else if (values[i] == value)
            equals[found++] = members ? members[i] : first + i;
    }
    return found;
}

static int32_t gather_equals(const cpf__rank_members *of, int32_t value, int32_t *equals)
{
    const int32_t *at = of->value;
    int32_t n = 0;

    if (of->members)
        return gather_some(at, of->count, value, of->members, 0, equals);
    for (int64_t i = 0; i < of->run_count; at += of->runs[i].count, i++)
        n += gather_some(at, of->runs[i].count, value, NULL, of->runs[i].begin, equals + n);
    return n;
}

/* Lines that fall among equals find their place before classes are given. */
static void settle_lines(const counting *at, cpf__rank_members *of)
{
    for (int32_t line = 0; line < of->lines.count; line++) {
        int32_t value = value_at(at, of->lines.asked[line]);

        cpf__rank_line_settle(at->task, &of->lines, line, at->above[value], at->above[value + 1]);
    }
}

/* Equals on both sides of a line, once all others have their class. */
static cpf_status split_equals(const counting *at, cpf__rank_members *of, cpf__rank_scratch *scratch)
{
    int32_t last = -1;

    for (int32_t line = 0; line < of->lines.count; line++) {
        int32_t value = value_at(at, of->lines.asked[line]), first = at->above[value], end = at->above[value + 1];
        int32_t *equals;

        if (value == last || !cpf__rank_line_settle(at->task, &of->lines, line, first, end))
            continue;
        equals =
            cpf__rank_hold(scratch->context, scratch->equals, &scratch->equal_capacity, end - first, sizeof *equals);
        if (!equals)
            return CPF_E_MEMORY;
        scratch->equals = equals;
        cpf__rank_split(at->task, &of->lines, first, equals, gather_equals(of, value, equals));
        last = value;
    }
    return CPF_OK;
}

/* Tables where there are fewer values than members. */
static void divide_counters(counting *at, int32_t *counters, int32_t count, int32_t lines)
{
    int64_t each = (int64_t)at->spread + 2;
    int tables = at->spread < count;

    at->narrow = !tables && count <= UINT16_MAX && !at->form.dense && !at->task->order && lines <= 0
                     ? (uint16_t *)(void *)counters
                     : NULL;
    at->packed = tables && at->task->percentile && at->task->group_class;
    at->above = counters;
    at->equal = counters + each;
    at->dense = at->form.dense ? counters + 2 * each : NULL;
    at->rank = tables ? counters + 3 * each : NULL;
    at->percentile = tables ? counters + 4 * each : NULL;
    at->classes = tables ? (int8_t *)(counters + 5 * each) : NULL;
}

cpf_status cpf__rank_by_counting(cpf__rank_members *of, cpf__rank_scratch *scratch)
{
    counting at = {.task = of->task, .form = cpf__rank_forms[of->task->method]};
    int32_t *counters;

    at.spread = (int32_t)(of->highest - of->lowest);
    counters = cpf__rank_hold(scratch->context, scratch->counters, &scratch->counter_capacity,
                              6 * ((int64_t)at.spread + 2), sizeof *counters);
    if (!counters)
        return CPF_E_MEMORY;
    scratch->counters = counters;
    at.scale = cpf__percentile_scale_of(of->task->kind, of->count);
    divide_counters(&at, counters, of->count, of->lines.count);
    cpf__rank_below(of->value, of->count, (int32_t)(uint32_t)(uint64_t)of->highest);
    if (at.narrow)
        count_narrow(&at, of);
    else
        count_values(&at, of);
    settle_lines(&at, of);
    if (at.rank)
        make_tables(&at, &of->lines);
    if (of->members)
        put_list(&at, of);
    else
        put_runs(&at, of);
    if (of->task->order)
        put_order(&at, of);
    return split_equals(&at, of, scratch);
}
