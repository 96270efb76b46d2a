/* SPDX-License-Identifier: MIT */
/* The table "durations": how long prospects stay in a stage and how it ends, as far as the records know. */
#include <math.h>

#include "funnel_counts.h"
#include "special.h"
#include "track_tables.h"

enum {
    UNIT,
    NAME,
    INDICATOR,
    STAGE,
    STAYS,
    ENDED,
    LASTING,
    LATE,
    QUARTER,
    MEDIAN,
    LOW,
    HIGH,
    THREE_QUARTERS,
    LONGEST,
    WENT_ON,
    LOST,
    STILL,
    STUCK,
    COLUMNS
};

static const cpf__column duration_columns[COLUMNS] = {
    [UNIT] = {"unit", {"Team", "团队"}, CPF_COLUMN_TEXT, 0},
    [NAME] = {"name", {"Name", "名称"}, CPF_COLUMN_TEXT, 0},
    [INDICATOR] = {"indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0},
    [STAGE] = {"stage", {"Stage", "阶段"}, CPF_COLUMN_TEXT, 0},
    [STAYS] = {"stays", {"Stays with a day", "有日期的停留数"}, CPF_COLUMN_DECIMAL, 0},
    [ENDED] = {"ended", {"Over", "已结束"}, CPF_COLUMN_DECIMAL, 0},
    [LASTING] = {"lasting", {"Still there", "仍在该阶段"}, CPF_COLUMN_DECIMAL, 0},
    [LATE] = {"late", {"Begun before the records are complete", "早于完整记录开始"}, CPF_COLUMN_DECIMAL, 0},
    [QUARTER] = {"quarter", {"A quarter is over after (days)", "四分之一结束（天）"}, CPF_COLUMN_DECIMAL, 0},
    [MEDIAN] = {"median_days", {"Half is over after (days)", "停留中位数（天）"}, CPF_COLUMN_DECIMAL, 0},
    [LOW] = {"median_low", {"Lower limit", "下限"}, CPF_COLUMN_DECIMAL, 0},
    [HIGH] = {"median_high", {"Upper limit", "上限"}, CPF_COLUMN_DECIMAL, 0},
    [THREE_QUARTERS] = {"three_quarters",
                        {"Three quarters are over after (days)", "四分之三结束（天）"},
                        CPF_COLUMN_DECIMAL,
                        0},
    [LONGEST] = {"longest", {"Longest that ended (days)", "已结束的最长停留（天）"}, CPF_COLUMN_DECIMAL, 0},
    [WENT_ON] = {"went_on", {"Go on sooner or later", "最终转化比例"}, CPF_COLUMN_DECIMAL, 4},
    [LOST] = {"lost", {"Are lost sooner or later", "最终流失比例"}, CPF_COLUMN_DECIMAL, 4},
    [STILL] = {"still", {"Outlast the longest that ended", "超过最长停留比例"}, CPF_COLUMN_DECIMAL, 4},
    [STUCK] = {"stuck", {"Still there for longer than any that ended", "停滞数"}, CPF_COLUMN_DECIMAL, 0},
};

static void put_numbers(const cpf__funnel_counts *counts, const cpf__stage_count *count, int64_t longest,
                        cpf_table *table, int64_t at)
{
    int64_t stays = 0, ended = 0, late = 0, stuck = 0;

    for (int64_t i = 0; i < count->filled; i++) {
        const cpf__stay_known *stay = cpf__funnel_stay(counts, count, i);

        if (!cpf__funnel_dated(counts, stay))
            continue;
        stays++;
        ended += stay->end != CPF__STAY_OPEN;
        late += stay->entered < counts->complete_from;
        stuck += stay->end == CPF__STAY_OPEN && longest >= 0 && (int64_t)stay->left - stay->entered >= longest;
    }
    cpf__table_set_decimal(table, STAYS, at, stays);
    cpf__table_set_decimal(table, ENDED, at, ended);
    cpf__table_set_decimal(table, LASTING, at, stays - ended);
    cpf__table_set_decimal(table, LATE, at, late);
    cpf__table_set_decimal(table, STUCK, at, stuck);
}

static void put_days(cpf_table *table, int32_t column, int64_t at, int64_t days)
{
    if (days >= 0)
        cpf__table_set_decimal(table, column, at, days);
}

static void put_curve(const cpf__funnel_counts *counts, const cpf__funnel_curve *own, cpf_table *table, int64_t at)
{
    double outside = (1 - counts->confidence) / 2, z = cpf__normal_quantile(1 - outside, outside);
    cpf__stay_limits limits = cpf__stay_quantile_limits(own->days, own->count, 0.5, z);
    const cpf__stay_day *last = &own->days[own->count - 1];

    put_days(table, QUARTER, at, cpf__stay_quantile(own->days, own->count, 0.25));
    put_days(table, MEDIAN, at, cpf__stay_quantile(own->days, own->count, 0.5));
    put_days(table, LOW, at, limits.low);
    put_days(table, HIGH, at, limits.high);
    put_days(table, THREE_QUARTERS, at, cpf__stay_quantile(own->days, own->count, 0.75));
    put_days(table, LONGEST, at, own->count - 1);
    cpf__table_set_decimal(table, WENT_ON, at, llround(10000 * last->over[0]));
    cpf__table_set_decimal(table, LOST, at, llround(10000 * last->over[1]));
    cpf__table_set_decimal(table, STILL, at, llround(10000 * last->still));
}

static cpf_status put_duration(cpf__funnel_counts *counts, int32_t team, int32_t stage, cpf_table *table,
                               cpf_error **error)
{
    cpf__funnel_curve own = cpf__funnel_own_curve(counts, team, stage);
    int64_t at = cpf__table_add_row(table);

    if (at < 0)
        return cpf__no_memory(error);
    cpf__funnel_head(counts, team, stage, table, UNIT, at);
    put_numbers(counts, cpf__funnel_at(counts, team, stage), counts->curves[stage].count - 1, table, at);
    if (own.count)
        put_curve(counts, &own, table, at);
    return CPF_OK;
}

static cpf_status fill_durations(cpf__funnel_counts *counts, cpf_table *table, cpf_error **error)
{
    cpf_status status = CPF_OK;

    for (int32_t team = 0; team < counts->team_count; team++) {
        for (int32_t stage = 0; stage < counts->known->stage_count && status == CPF_OK; stage++)
            status = put_duration(counts, team, stage, table, error);
    }
    return status;
}

cpf_status cpf__track_durations(const cpf__stage_view *view, cpf_table **table, cpf_error **error)
{
    return cpf__funnel_table(view, cpf__table_new(view->context, "durations", 0, duration_columns, COLUMNS),
                             fill_durations, table, error);
}
