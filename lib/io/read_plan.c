/* SPDX-License-Identifier: MIT */
/* A plan from its document: the parts in an order in which each finds what it needs. */
#include "read_plan.h"

#include <string.h>

#include "plan_in.h"
#include "read_parts.h"
#include "read_table.h"
#include "text.h"

typedef struct plan_given {
    const char *format, *code, *name, *version, *channel_level;
    int32_t calendar, levels, units, measures, sources, indicators, goals, scorecards, grades, records; /* nodes */
} plan_given;

#define AT(member) offsetof(plan_given, member)
static const cpf__member plan_members[] = {
    {"channelperf", CPF__FORM_SCALAR, 1, AT(format), NULL, 0, 0},
    {"code", CPF__FORM_TEXT, 0, AT(code), NULL, 0, 0},
    {"name", CPF__FORM_TEXT, 0, AT(name), NULL, 0, 0},
    {"version", CPF__FORM_SCALAR, 0, AT(version), NULL, 0, 0},
    {"calendar", CPF__FORM_OBJECT, 1, AT(calendar), NULL, 0, 0},
    {"levels", CPF__FORM_LIST, 1, AT(levels), NULL, 0, 0},
    {"channel_level", CPF__FORM_TEXT, 0, AT(channel_level), NULL, 0, 0},
    {"units", CPF__FORM_LIST, 1, AT(units), NULL, 0, 0},
    {"measures", CPF__FORM_LIST, 0, AT(measures), NULL, 0, 0},
    {"sources", CPF__FORM_LIST, 0, AT(sources), NULL, 0, 0},
    {"indicators", CPF__FORM_LIST, 0, AT(indicators), NULL, 0, 0},
    {"goals", CPF__FORM_LIST, 0, AT(goals), NULL, 0, 0},
    {"scorecards", CPF__FORM_LIST, 0, AT(scorecards), NULL, 0, 0},
    {"grades", CPF__FORM_LIST, 0, AT(grades), NULL, 0, 0},
    {"records", CPF__FORM_LIST, 0, AT(records), NULL, 0, 0},
};
#undef AT
const cpf__shape cpf__plan_shape = CPF__SHAPE("plan", plan_members);

static void read_lists(cpf__reader *reader, const plan_given *given)
{
    cpf__read_each(reader, given->levels, cpf__read_level);
    if (given->channel_level)
        cpf_plan_set_channel_level(reader->plan, given->channel_level);
    cpf__read_each(reader, given->units, cpf__read_unit);
    cpf__read_each(reader, given->measures, cpf__read_measure);
    cpf__read_each(reader, given->sources, cpf__read_source);
    cpf__read_each(reader, given->indicators, cpf__read_indicator);
    cpf__read_each(reader, given->goals, cpf__read_goal);
    cpf__read_each(reader, given->scorecards, cpf__read_scorecard);
    cpf__read_each(reader, given->grades, cpf__read_grade);
    cpf__read_each(reader, given->records, cpf__read_records);
}

static void read_root(cpf__reader *reader)
{
    plan_given given = {.calendar = CPF_NONE,
                        .levels = CPF_NONE,
                        .units = CPF_NONE,
                        .measures = CPF_NONE,
                        .sources = CPF_NONE,
                        .indicators = CPF_NONE,
                        .goals = CPF_NONE,
                        .scorecards = CPF_NONE,
                        .grades = CPF_NONE,
                        .records = CPF_NONE};

    cpf__read_object(reader, 0, &cpf__plan_shape, &given);
    if (given.format && strcmp(given.format, "1")) {
        cpf__tell(reader, 0, CPF__PLAN_VERSION, given.format, NULL);
        return;
    }
    cpf_plan_set_name(reader->plan, given.code, given.name, given.version);
    if (given.calendar != CPF_NONE)
        cpf__read_calendar(reader, given.calendar);
    read_lists(reader, &given);
    cpf__plan_at(reader->plan, NULL);
}

static int64_t line_of(const void *json, const char *path)
{
    const cpf__json *index = json;

    return index->items[cpf__json_find(index, path)].line;
}

static void release(void *json)
{
    cpf__json_free(json);
}

/* The plan tells the findings again when it is checked, and finds the lines of those that it adds. */
static void hand_over(cpf__reader *reader, cpf__json *json)
{
    cpf_error *copy = NULL;

    cpf__plan_set_locator(reader->plan, (cpf__plan_locator){json, line_of, release});
    if (!reader->findings || cpf__reader_stopped(reader))
        return;
    if (cpf__error_copy(reader->context, reader->findings, &copy) == CPF_OK)
        cpf__plan_add_findings(reader->plan, copy);
    else
        cpf__no_memory(&reader->findings);
}

cpf_status cpf__read_plan(cpf_context *context, cpf__json *json, const char *file, const char *folder, cpf_plan **plan,
                          cpf_error **error)
{
    cpf__reader reader = {.context = context, .json = json, .file = file, .folder = folder};
    cpf_status status;

    if (cpf_plan_new(context, &reader.plan) != CPF_OK) {
        cpf__json_free(json);
        return cpf__no_memory(error);
    }
    reader.path = cpf__text_new(context);
    cpf__plan_set_file(reader.plan, file);
    if (reader.path)
        read_root(&reader);
    if (!reader.path || cpf__arena_failed(reader.plan->arena))
        cpf__no_memory(&reader.findings);
    hand_over(&reader, json);
    cpf__table_forget(&reader);
    cpf_text_free(reader.path);
    status = cpf_error_status(reader.findings);
    *error = reader.findings;
    if (status == CPF_E_MEMORY)
        cpf_plan_free(reader.plan);
    else
        *plan = reader.plan;
    return status;
}
