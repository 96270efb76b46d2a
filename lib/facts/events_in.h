/* SPDX-License-Identifier: MIT */
#ifndef CPF_FACTS_EVENTS_IN_H
#define CPF_FACTS_EVENTS_IN_H

#include "event_column.h"
#include "intake.h"
#include "model_in.h"
#include "short_codes.h"
#include "slots.h"

typedef struct cpf__block cpf__block;
typedef struct cpf__grid_work cpf__grid_work;
typedef struct cpf__keyed cpf__keyed;

enum { CPF__FINDINGS_KEPT = 100 };

/* Text by key: looked-up values, or first dates written as text. */
typedef struct cpf__text_table {
    cpf__map *keys;
    cpf__map *texts;              /* different values */
    int32_t *text;                /* key id -> text id */
    int64_t capacity;             /* items of text and day */
    cpf_day *day;                 /* first dates: key id -> day */
    cpf__short_codes *short_keys; /* lookups that are loaded: key -> text id */
} cpf__text_table;

/* What the filter of a feed says to each text of the lookup that alone it asks for. */
typedef struct cpf__feed_memo {
    int32_t asked;
    int32_t lookup; /* CPF_NONE: it asks for something else */
    int64_t count;
    uint8_t *answers;
    int32_t all; /* every text has been judged: 1, and none was doubtful; -1, some were */
} cpf__feed_memo;

/* What a source has given so far. */
typedef struct cpf__source_state {
    int64_t read, used, filtered, outside, unknown_unit, set_aside;
    cpf__text_table *lookups; /* lookup_count */
    cpf__text_table *firsts;  /* first_count */
    cpf__feed_memo *memos;    /* feed_count */
    cpf__keyed *keyed;        /* NULL: no rows, or the source has no key */
} cpf__source_state;

struct cpf_events {
    cpf_context *context;
    cpf_model *model;
    cpf__slots *slots;
    uint8_t *earlier;            /* per measure: days before periods are kept too */
    cpf__map **keys;             /* per measure: values of distinct measures */
    cpf__event_column **columns; /* [measure * slots->count + slot]; NULL: no rows */
    int32_t *slot_list;          /* scratch of cpf__slots_of */
    cpf__source_state *sources;
    cpf__short_codes *short_units; /* code -> unit; NULL while too few rows have come to be worth it */
    int64_t asked;                 /* rows whose unit was looked for */
    const cpf_events *whole; /* NULL; or that of which these are a part, whose lookups and first dates count here too */
    cpf__block *block;       /* NULL: no rows of text yet */
    cpf__grid_work *grid;    /* NULL: no grids yet */
    cpf_error *findings;
};

/* Rows for one measure, checked: units and days exist. */
typedef struct cpf__entries {
    cpf_id measure;
    int32_t reserved;
    int64_t n;
    const uint8_t *used; /* a byte a row; NULL: all */
    const cpf_id *unit;
    const cpf_day *day;
    const int64_t *value;
} cpf__entries;

/* Makes room for the rows; after that adding them cannot fail. */
cpf_status cpf__events_reserve(cpf_events *events, const cpf__entries *entries);
void cpf__events_add(cpf_events *events, const cpf__entries *entries);

/* Some rows of a block for one measure: row[0 .. n) are positions in the columns. Every slot is one of the measure's.
 */
typedef struct cpf__slot_rows {
    cpf_id measure;
    int32_t reserved;
    int64_t n;
    const int32_t *row;
    const cpf_id *unit;
    const cpf_day *day;
    const int32_t *slot;
    const int64_t *value;
    int32_t one_slot; /* CPF_NONE; or the slot that all of the rows have, and then */
    uint64_t bound;   /* the sum of their magnitudes, UINT64_MAX when it may be large */
} cpf__slot_rows;

/* Magnitudes below this add up to less than 2^63 in any block. */
#define CPF__SMALL_AMOUNT (UINT64_C(1) << 42)

/* The same for calendars without windows. `seen`: a byte a slot, zero before and after. */
cpf_status cpf__events_quick_room(cpf_events *events, const cpf__slot_rows *rows, uint8_t *seen);
void cpf__events_quick_add(cpf_events *events, const cpf__slot_rows *rows);

/* Makes short_units, now that `rows` more are looked for. 0: no memory. */
int cpf__events_expect_rows(cpf_events *events, int64_t rows);

/* Whether rows of the day are kept for the measure. */
int cpf__events_take(const cpf_events *events, cpf_id measure, cpf_day day);

/* Room for a finding in the events: 1 yes; 0 no, and then the first time a finding says so. */
int cpf__events_room(cpf_events *events);

void cpf__block_free(cpf__block *block); /* NULL does nothing */
void cpf__grid_work_free(const cpf_context *context, cpf__grid_work *work);
void cpf__text_table_free(const cpf_context *context, cpf__text_table *table);

#endif
