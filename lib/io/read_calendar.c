/* SPDX-License-Identifier: MIT */
#include "mem.h"
#include "read_parts.h"

#define GRAINS "month|quarter|half|year|week" /* as cpf_calendar_grain counts */
#define DAYS_OF_WEEK "monday|tuesday|wednesday|thursday|friday|saturday|sunday"

typedef struct calendar_given {
    cpf_calendar_options options;
    int32_t years, levels, working_week, holidays, windows, seasons; /* nodes */
} calendar_given;

#define AT(member) offsetof(calendar_given, member)
static const cpf__member calendar_members[] = {
    {"years", CPF__FORM_LIST, 1, AT(years), NULL, 0, 0},
    {"fiscal_start_month", CPF__FORM_WHOLE, 0, AT(options.fiscal_start_month), NULL, 1, 12},
    {"label", CPF__FORM_WORD, 0, AT(options.label_by_start), "end|start", 0, 0},
    {"pattern", CPF__FORM_WORD, 0, AT(options.pattern), "gregorian|445|454|544", 0, 0},
    {"grain", CPF__FORM_WORD, 0, AT(options.grain), GRAINS, 0, 0},
    {"levels", CPF__FORM_LIST, 0, AT(levels), NULL, 0, 0},
    {"week_start", CPF__FORM_WORD, 0, AT(options.week_start), DAYS_OF_WEEK, 0, 0},
    {"working_week", CPF__FORM_LIST, 0, AT(working_week), NULL, 0, 0},
    {"holidays", CPF__FORM_LIST, 0, AT(holidays), NULL, 0, 0},
    {"windows", CPF__FORM_LIST, 0, AT(windows), NULL, 0, 0},
    {"seasons", CPF__FORM_OBJECT, 0, AT(seasons), NULL, 0, 0},
};
#undef AT
const cpf__shape cpf__calendar_shape = CPF__SHAPE("calendar", calendar_members);

typedef struct window_given {
    const char *code;
    cpf_day from, to;
} window_given;

static const cpf__member window_members[] = {
    {"code", CPF__FORM_TEXT, 1, offsetof(window_given, code), NULL, 0, 0},
    {"from", CPF__FORM_DAY, 1, offsetof(window_given, from), NULL, 0, 0},
    {"to", CPF__FORM_DAY, 1, offsetof(window_given, to), NULL, 0, 0},
};
const cpf__shape cpf__window_shape = CPF__SHAPE("window", window_members);

static const cpf__member year_member = {"years", CPF__FORM_WHOLE, 0, 0, NULL, 1, 9999};
static const cpf__member weekday_member = {"working_week", CPF__FORM_WORD, 0, 0, DAYS_OF_WEEK, 0, 0};
static const cpf__member level_member = {"levels", CPF__FORM_WORD, 0, 0, GRAINS, 0, 0};
static const cpf__member holiday_member = {"holidays", CPF__FORM_DAY, 0, 0, NULL, 0, 0};

static void read_years(cpf__reader *reader, int32_t list, cpf_calendar_options *options)
{
    int32_t first = cpf__json_child(reader->json, list);

    if (reader->json->items[list].count != 2) {
        cpf__tell(reader, list, CPF__PLAN_YEARS, NULL, NULL);
        return;
    }
    cpf__read_form(reader, first, &year_member, &options->first_year);
    cpf__read_form(reader, cpf__json_sibling(reader->json, first), &year_member, &options->last_year);
}

/* Words of a list as bits. */
static int32_t read_set(cpf__reader *reader, int32_t list, const cpf__member *word)
{
    int32_t set = 0, bit = 0;

    if (list == CPF_NONE)
        return 0;
    for (int32_t node = cpf__json_child(reader->json, list); node != CPF_NONE;
         node = cpf__json_sibling(reader->json, node)) {
        if (cpf__read_form(reader, node, word, &bit))
            set |= 1 << bit;
    }
    return set;
}

/* The levels that the list does not name. A calendar whose list has an unknown word is refused anyway. */
static int32_t read_left_out(cpf__reader *reader, int32_t list)
{
    int32_t every = (2 << CPF_GRAIN_WEEK) - 1;

    return list == CPF_NONE ? 0 : every & ~read_set(reader, list, &level_member);
}

static void read_holiday(cpf__reader *reader, int32_t node)
{
    cpf_day day = CPF_NO_DAY;

    if (cpf__read_form(reader, node, &holiday_member, &day))
        cpf_plan_add_holiday(reader->plan, day);
}

static void read_window(cpf__reader *reader, int32_t node)
{
    window_given given = {NULL, CPF_NO_DAY, CPF_NO_DAY};

    cpf__reader_at(reader, node);
    if (cpf__read_object(reader, node, &cpf__window_shape, &given))
        cpf_plan_add_window(reader->plan, given.code, given.from, given.to);
}

/* The fewest decimals with which every factor is whole: only proportions count. Returns 0 when there are none. */
static int read_factors(cpf__reader *reader, int32_t list, int32_t decimals, int64_t *factors)
{
    int32_t i = 0;

    for (int32_t node = cpf__json_child(reader->json, list); node != CPF_NONE;
         node = cpf__json_sibling(reader->json, node)) {
        if (cpf_decimal_parse(cpf__json_text(reader->json, node), decimals, 0, &factors[i++]) != CPF_OK)
            return 0;
    }
    return 1;
}

/* `node` is the name of a season. */
static void read_season_factors(cpf__reader *reader, int32_t node)
{
    int32_t list = node + 1, count = reader->json->items[list].count, decimals = 0;
    int64_t *factors;

    cpf__reader_at(reader, list);
    if (reader->json->items[list].kind != CPF__JSON_LIST) {
        cpf__tell(reader, list, CPF__PLAN_NOT_LIST, cpf__json_text(reader->json, node), NULL);
        return;
    }
    factors = cpf__alloc(reader->context, count, sizeof *factors);
    if (!factors) {
        cpf__no_memory(&reader->findings);
        return;
    }
    while (decimals <= 9 && !read_factors(reader, list, decimals, factors))
        decimals++;
    if (decimals <= 9)
        cpf_plan_add_season_scaled(reader->plan, cpf__json_text(reader->json, node), count, factors, decimals);
    else
        cpf__tell(reader, list, CPF__PLAN_FACTOR, NULL, NULL);
    cpf__free(reader->context, factors);
}

void cpf__read_calendar(cpf__reader *reader, int32_t node)
{
    calendar_given given = {.years = CPF_NONE,
                            .levels = CPF_NONE,
                            .working_week = CPF_NONE,
                            .holidays = CPF_NONE,
                            .windows = CPF_NONE,
                            .seasons = CPF_NONE};

    cpf_calendar_options_init(&given.options, sizeof given.options);
    if (!cpf__read_object(reader, node, &cpf__calendar_shape, &given))
        return;
    read_years(reader, given.years, &given.options);
    given.options.left_out = read_left_out(reader, given.levels);
    given.options.working_week = read_set(reader, given.working_week, &weekday_member);
    cpf__reader_at(reader, node);
    cpf_plan_set_calendar(reader->plan, &given.options);
    cpf__read_each(reader, given.holidays, read_holiday);
    cpf__read_each(reader, given.windows, read_window);
    cpf__read_each(reader, given.seasons, read_season_factors);
}
