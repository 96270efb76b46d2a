/* SPDX-License-Identifier: MIT */
/* What several tables of applying results need: whom a record means, into what it divides a period, its findings. */
#ifndef CPF_APPLY_APPLY_COMMON_H
#define CPF_APPLY_APPLY_COMMON_H

#include "apply_messages.h"
#include "calendar_inside.h"
#include "record_apply.h"
#include "results.h"

/* Words of the fields "no|yes". */
enum { CPF__NO = 0, CPF__YES };

/* A finding about a record's field (NULL: the record); up to three texts go into the message. */
cpf_status cpf__apply_find(const cpf__stage_view *view, const cpf__records *records, int64_t row, const char *field,
                           cpf__apply_message message, const char *const *texts, cpf_error **error);

/* Whom unit and level (each an id, CPF__RECORD_MISSING or CPF_NONE) mean: the unit, those of the level, or those of the
 * level under the unit; without both, everybody. */
int cpf__means_unit(const cpf_model *model, int64_t unit, int64_t level, cpf_id candidate);

/* Whether a part of a period has anything to tell: it has begun at the day of the view. */
int cpf__has_begun(const cpf__stage_view *view, cpf_id period);

/* Whether the view looks at the period: it lies inside the one that is looked at. */
int cpf__is_wanted(const cpf__stage_view *view, cpf_id period);

/* Whether a result is asked for: that of the very period. */
static inline int cpf__is_result_wanted(const cpf__stage_view *view, const cpf__result *result)
{
    return view->period == CPF_NONE || view->period == result->period;
}

/* The value of the facts, 0: there is none. */
int cpf__fact(const cpf_facts *facts, cpf_id unit, cpf_id indicator, cpf_id period, int64_t *value);

/* Whether the unit has a result of the scorecard (an id; CPF__RECORD_MISSING: of any). */
int cpf__result_is_of(const cpf__stage_view *view, const cpf__result *result, cpf_id unit, int64_t scorecard);

/* The column of grades of a standing that may not be given: then the first; CPF_NONE: there is none. */
int32_t cpf__grades_of(const cpf__stage_view *view, const cpf__result *result, int64_t standing);

/* The grade of a unit in that column; NULL: none. */
const char *cpf__grade_in(const cpf__result *result, int32_t column, cpf_id unit);

/* A number as an exact ratio. */
static inline cpf__ratio cpf__field_ratio(const cpf__records *records, int32_t field, int64_t row)
{
    return cpf__ratio_of(cpf__record_value(records, field, row), records->kind->fields[field].decimals);
}

/* A column of a table: set only where there is a value. */
void cpf__set_text(cpf_table *table, int32_t column, int64_t row, const char *text);

/* Unit and its name, the first two columns of most tables. */
void cpf__set_unit(cpf_table *table, int32_t column, int64_t row, const cpf_model *model, cpf_id unit);

#define CPF__COLUMN_UNIT                                                                                               \
    {                                                                                                                  \
        "unit", {"Unit", "组织单元"}, CPF_COLUMN_TEXT, 0                                                               \
    }
#define CPF__COLUMN_NAME                                                                                               \
    {                                                                                                                  \
        "name", {"Name", "名称"}, CPF_COLUMN_TEXT, 0                                                                   \
    }
#define CPF__COLUMN_PERIOD                                                                                             \
    {                                                                                                                  \
        "period", {"Period", "周期"}, CPF_COLUMN_TEXT, 0                                                               \
    }
#define CPF__COLUMN_INDICATOR                                                                                          \
    {                                                                                                                  \
        "indicator", {"Indicator", "指标"}, CPF_COLUMN_TEXT, 0                                                         \
    }

#endif
