/* SPDX-License-Identifier: MIT */
/* Periods: a tree of half-open spans of days, and named windows beside it. */
#ifndef CPF_TERMS_CALENDAR_H
#define CPF_TERMS_CALENDAR_H

#include "error.h"

typedef enum cpf__grain {
    CPF__YEAR = 0,
    CPF__HALF,
    CPF__QUARTER,
    CPF__MONTH,
    CPF__WEEK,
    CPF__WINDOW, /* a named span outside the tree */
    CPF__GRAIN_COUNT
} cpf__grain;
extern const char *const cpf__grain_names[CPF__GRAIN_COUNT]; /* "year", "half", ... */

typedef enum cpf__pattern { CPF__GREGORIAN = 0, CPF__445, CPF__454, CPF__544, CPF__PATTERN_COUNT } cpf__pattern;
extern const char *const cpf__pattern_names[CPF__PATTERN_COUNT]; /* "gregorian", "445", "454", "544" */

/* What the plan says. Years are labels: with fiscal_start_month 1 the calendar year; else the year in which the fiscal
 * year ends (label_by_start: begins). The codes are 2026, 2026-H1, 2026-Q3, 2026-07 for a year from January; FY2026,
 * FY2026-H1, FY2026-Q3, 2026-07 (the calendar month) for another; FY2026-P07 for the months of a week pattern;
 * FY2026-W31 for weeks. Week patterns: the year starts on the week_start nearest to the first day of
 * fiscal_start_month; a 53rd week goes to the last month. */
typedef struct cpf__calendar_spec {
    int32_t first_year, last_year;
    int32_t fiscal_start_month; /* 1 to 12 */
    int32_t label_by_start;
    cpf__pattern pattern;
    cpf__grain grain;        /* finest: CPF__YEAR .. CPF__MONTH, CPF__WEEK with a week pattern only */
    int32_t left_out;        /* bits 1 << cpf__grain: levels the tree does without; not the year, not the finest */
    int32_t week_start;      /* 0 Monday .. 6 Sunday */
    int32_t working_week;    /* bit 0 Monday .. bit 6 Sunday */
    const cpf_day *holidays; /* any order, repeats allowed */
    int64_t holiday_count;
    const struct cpf__window_spec *windows;
    int64_t window_count;
} cpf__calendar_spec;

typedef struct cpf__window_spec {
    const char *code;
    cpf_day from, to; /* half-open */
} cpf__window_spec;

/* The public cpf_period is this row. */
struct cpf_period {
    char *code;
    int32_t id, grain, parent; /* parent CPF_NONE: a year or a window */
    cpf_day from, to;
    int32_t child_begin, child_end;
    int32_t leaf_begin, leaf_end; /* leaf periods inside; empty for a window */
    int32_t working_days;
    int32_t previous;    /* same grain, just before; windows: the one that ends where this begins; CPF_NONE */
    int32_t year_before; /* same place one year earlier; windows: the window one year earlier to the day; CPF_NONE */
};

typedef struct cpf__calendar {
    cpf_context *context;
    int32_t count;
    struct cpf_period *periods;   /* years, halves, quarters, months, weeks, then windows: parents before children */
    int32_t leaf_begin, leaf_end; /* the finest grain of the tree */
    int32_t window_begin;         /* windows are window_begin .. count */
    cpf_day from, to;             /* days of the tree */
    int32_t *leaf_of_day;         /* to - from ids */
    int32_t *working_before;      /* to - from + 1: working days of the tree before the day */
    cpf_day *holidays;            /* sorted, unique; windows may lie outside the tree */
    int64_t holiday_count;
    int32_t working_week;
    struct cpf__map *codes; /* code -> id */
} cpf__calendar;

/* Builds the calendar. Errors (CPF_E_PLAN, all of them): years out of 1900..2200 or reversed, empty or
 * reversed windows, more than 4096 of them, equal window codes, a code that the tree has, a grain that does not fit the
 * pattern, a year or a finest grain that is left out. */
cpf_status cpf__calendar_build(const cpf_context *context, const cpf__calendar_spec *spec, cpf__calendar **calendar,
                               cpf_error **error);
void cpf__calendar_free(cpf__calendar *calendar);

cpf_id cpf__calendar_find(const cpf__calendar *calendar, const char *code, int64_t length);
int32_t cpf__calendar_leaf_of(const cpf__calendar *calendar, cpf_day day); /* CPF_NONE outside */
int32_t cpf__calendar_working_days(const cpf__calendar *calendar, cpf_day from, cpf_day to);
/* Periods of the trailing window: `n` leaf periods that end with the period's end; [*begin, *end) in leaf ids.
 * CPF_E_MISSING for a window period or when the tree does not reach back that far. */
cpf_status cpf__calendar_trailing(const cpf__calendar *calendar, cpf_id period, int32_t n, int32_t *begin,
                                  int32_t *end);

#endif
