/* SPDX-License-Identifier: MIT */
/* The rows of the table of trends: worked out (trend_row.c), compared (trends.c) and told (trend_table.c). */
#ifndef CPF_TRACK_TREND_H
#define CPF_TRACK_TREND_H

#include "level_shift.h"
#include "past.h"
#include "track_time.h"

typedef struct cpf__trend_setting {
    const cpf__stage_view *view;
    cpf_id indicator;
    int64_t level, periods;
    cpf_id end;         /* after the last leaf period that is looked at */
    int32_t season;     /* leaf periods in a year */
    double discovery;   /* share of false ones among the trends found */
    int64_t drop;       /* per cent in 0.0001 */
    int32_t by_whole;   /* the seasons of the whole are taken out */
    int32_t correlated; /* values that follow each other say less */
} cpf__trend_setting;

typedef struct cpf__trend_row {
    cpf_id unit, since; /* since: first leaf period of the decline, CPF_NONE */
    int64_t count;      /* leaf periods */
    int32_t seasonal;
    double slope, p, adjusted; /* NaN: too few values */
    double mean;               /* a leaf period */
    double lag;                /* correlation of neighbours, NaN: too few values */
    double change;             /* per cent, NaN: none */
    int64_t now, before;       /* the last periods of up to a year, and the same of the year before */
    int64_t whole;             /* of everything in the periods of `now` */
    int64_t last, year_ago;    /* the last period, and the same a year ago */
    cpf__level_shift shift;    /* the last quarter, half or whole year beside the years before */
    double shift_adjusted;     /* its p for all units, NaN */
    uint8_t has_before, found, shifted, watched;
    int64_t rank; /* 1: the largest fall; 0: none */
} cpf__trend_row;

/* Room that is kept over the units. */
typedef struct cpf__trend_room {
    cpf__past past;
    double *values, *room, *slopes;
    double *ratios; /* of the whole */
    cpf__past whole;
    int64_t *scratch;
    double *shift;
    cpf__shift_finder shifts;
} cpf__trend_room;

cpf_status cpf__trend_room_take(const cpf__trend_setting *setting, cpf__trend_room *room, cpf_error **error);
void cpf__trend_room_end(const cpf__trend_setting *setting, cpf__trend_room *room);

/* All but what needs the other units. CPF_E_RANGE. */
cpf_status cpf__trend_row_of(const cpf__trend_setting *setting, cpf__trend_room *room, cpf__trend_row *row);

extern const cpf__column cpf__trend_columns[];
extern const int32_t cpf__trend_column_count;

/* One more row of the table. */
cpf_status cpf__trend_fill(cpf_table *table, const cpf__trend_setting *setting, const cpf__trend_row *row,
                           cpf_error **error);

#endif
