/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "exclusions.h"
#include "freeze_sources.h"
#include "steps.h"

static int32_t need_column(cpf__source_work *work, const char *name)
{
    int32_t column = cpf__columns_add(&work->columns, name);

    if (column == CPF_NONE)
        cpf__build_fail(work->build);
    return column;
}

/* What only makes sense together with something else. */
static void check_key(const cpf__source_work *work)
{
    const cpf_source *draft = work->draft;
    cpf__build *build = work->build;

    if ((draft->known || draft->void_filter) && !draft->key_count)
        cpf__tell(build, cpf__member(build, draft->known ? ".known" : ".void"), CPF__MODEL(KEY_MISSING));
    else if (draft->void_filter && !draft->known)
        cpf__tell(build, cpf__member(build, ".void"), CPF__MODEL(KEY_VOID));
    if (draft->key_count && draft->firsts.count)
        cpf__tell(build, cpf__member(build, ".firsts"), CPF__MODEL(KEY_FIRSTS));
}

static void take_key(cpf__source_work *work)
{
    const cpf_source *draft = work->draft;
    cpf__build *build = work->build;
    cpf__source *source = work->source;

    check_key(work);
    source->known_column = draft->known ? need_column(work, draft->known) : CPF_NONE;
    source->key_columns = cpf__arena_take(build->model->arena, draft->key_count, sizeof *source->key_columns);
    for (int32_t i = 0; source->key_columns && i < draft->key_count; i++) {
        if (!*draft->key_columns[i])
            cpf__tell(build, cpf__member(build, ".key[%d]", (int)i), CPF__MODEL(NO_COLUMN));
        source->key_columns[i] = need_column(work, draft->key_columns[i]);
    }
    source->key_count = source->key_columns ? draft->key_count : 0;
    cpf__source_filter(work, draft->void_filter, cpf__member(build, ".void"), &source->void_filter);
}

static void take_unit_column(cpf__source_work *work)
{
    cpf__build *build = work->build;
    cpf__source *source = work->source;
    int32_t count = work->draft->unit_count;

    source->prefix = cpf__arena_text(build->model->arena, work->draft->prefix);
    source->unit_columns = cpf__arena_take(build->model->arena, count, sizeof *source->unit_columns);
    if (!source->unit_columns)
        return;
    if (!count)
        cpf__tell(build, cpf__member(build, ".unit"), CPF__MODEL(SOURCE_UNIT));
    for (int32_t i = 0; i < count; i++) {
        if (!*work->draft->unit_columns[i])
            cpf__tell(build, cpf__member(build, ".unit.columns[%d]", (int)i), CPF__MODEL(NO_COLUMN));
        source->unit_columns[i] = need_column(work, work->draft->unit_columns[i]);
    }
    source->unit_count = count;
}

static void take_day_column(cpf__source_work *work)
{
    work->source->day_column = CPF_NONE;
    if (work->draft->day)
        work->source->day_column = need_column(work, work->draft->day);
    else
        cpf__tell(work->build, cpf__member(work->build, ".day"), CPF__MODEL(SOURCE_DAY));
}

static void take_feed(cpf__source_work *work, int64_t index)
{
    cpf__build *build = work->build;
    const cpf__feed_draft *draft = &work->draft->feeds.items[index];
    cpf__feed *feed = &work->source->feeds[work->source->feed_count++];
    cpf_status status;

    feed->column = draft->column ? need_column(work, draft->column) : CPF_NONE;
    feed->measure = cpf__need_measure(build, cpf__member(build, ".feeds[%d].measure", (int)index), draft->measure);
    if (feed->measure != CPF_NONE && !draft->column) {
        const cpf__measure_row *kind = &cpf__measure_kinds[build->model->measures[feed->measure].kind];

        if (kind->needs_column)
            cpf__tell(build, cpf__member(build, ".feeds[%d].column", (int)index), CPF__MODEL(FEED_COLUMN),
                      draft->measure, kind->entry.name);
    }
    status = cpf__source_filter(work, draft->filter, cpf__member(build, ".feeds[%d].where", (int)index), &feed->filter);
    work->sound &= status == CPF_OK;
}

/* The column that a lookup or a first date makes: nothing else may make it. */
static int32_t make_column(cpf__source_work *work, const char *as, const char *list, int64_t index)
{
    cpf__build *build = work->build;

    for (int64_t i = 0; i < work->draft->lookups.count + work->draft->firsts.count; i++) {
        int64_t first = i - work->draft->lookups.count;
        const char *other = first < 0 ? work->draft->lookups.items[i].as : work->draft->firsts.items[first].as;

        /* Texts of the plan are told apart by where they lie: what comes before itself is another. */
        if (other == as)
            break;
        if (strcmp(other, as) == 0)
            cpf__tell(build, cpf__member(build, ".%s[%d].as", list, (int)index), CPF__MODEL(COLUMN_TWICE), as);
    }
    if (!*as)
        cpf__tell(build, cpf__member(build, ".%s[%d].as", list, (int)index), CPF__MODEL(NO_COLUMN));
    return need_column(work, as);
}

static void take_lookup(cpf__source_work *work, int64_t index)
{
    cpf__build *build = work->build;
    const cpf__lookup_draft *draft = &work->draft->lookups.items[index];
    cpf__lookup *lookup = &work->source->lookups[work->source->lookup_count++];

    lookup->column = need_column(work, draft->column);
    lookup->as = make_column(work, draft->as, "lookups", index);
    lookup->file = cpf__arena_text(build->model->arena, draft->file);
    lookup->key = cpf__arena_text(build->model->arena, draft->key);
    lookup->take = cpf__arena_text(build->model->arena, draft->take);
    if (!*draft->file)
        cpf__tell(build, cpf__member(build, ".lookups[%d].file", (int)index), CPF__MODEL(LOOKUP_FILE));
    if (!*draft->column || !*draft->key || !*draft->take)
        cpf__tell(build, cpf__member(build, ".lookups[%d]", (int)index), CPF__MODEL(NO_COLUMN));
}

static void take_first(cpf__source_work *work, int64_t index)
{
    const cpf__first_draft *draft = &work->draft->firsts.items[index];
    cpf__first *first = &work->source->firsts[work->source->first_count++];

    first->column = need_column(work, draft->column);
    first->as = make_column(work, draft->as, "firsts", index);
    if (!*draft->column)
        cpf__tell(work->build, cpf__member(work->build, ".firsts[%d].column", (int)index), CPF__MODEL(NO_COLUMN));
}

static void take_format(cpf__source_work *work)
{
    const cpf_source *draft = work->draft;
    cpf__source *source = work->source;
    cpf__build *build = work->build;

    if (draft->separator < 1 || draft->separator > 126 || draft->separator == '"' || draft->separator == '\n' ||
        draft->separator == '\r')
        cpf__tell(build, cpf__member(build, ".separator"), CPF__MODEL(SEPARATOR));
    if (draft->decimal_point != '.' && draft->decimal_point != ',')
        cpf__tell(build, cpf__member(build, ".decimal_point"), CPF__MODEL(DECIMAL_POINT));
    source->separator = (char)draft->separator;
    source->decimal_point = (char)draft->decimal_point;
    source->round = draft->round;
    source->set_aside = draft->set_aside;
    source->ignore_unknown_units = draft->ignore_unknown_units;
}

/* All columns are known now. */
static void take_columns(cpf__source_work *work)
{
    cpf__arena *arena = work->build->model->arena;
    cpf__source *source = work->source;

    source->column_count = (int32_t)work->columns.count;
    source->columns = cpf__arena_take(arena, source->column_count, sizeof *source->columns);
    source->derived = cpf__arena_take(arena, source->column_count, 1);
    if (!source->columns || !source->derived || work->build->failed)
        return;
    for (int32_t i = 0; i < source->column_count; i++)
        source->columns[i] = cpf__arena_text(arena, work->columns.items[i]);
    for (int32_t i = 0; i < source->lookup_count; i++)
        source->derived[source->lookups[i].as] = 1;
    for (int32_t i = 0; i < source->first_count; i++)
        source->derived[source->firsts[i].as] = 1;
}

static void take_source(cpf__build *build, const cpf_source *draft, cpf__source *source)
{
    cpf__arena *arena = build->model->arena;
    cpf__source_work work = {
        .build = build, .draft = draft, .source = source, .columns = {.context = build->context}, .sound = 1};

    source->code = cpf__arena_text(arena, draft->code);
    source->file = cpf__arena_text(arena, draft->file);
    source->feeds =
        cpf__arena_take(arena, draft->feeds.count + cpf__exclusion_feed_count(draft), sizeof *source->feeds);
    source->lookups = cpf__arena_take(arena, draft->lookups.count, sizeof *source->lookups);
    source->firsts = cpf__arena_take(arena, draft->firsts.count, sizeof *source->firsts);
    if (!source->feeds || !source->lookups || !source->firsts)
        return;
    take_format(&work);
    take_unit_column(&work);
    take_day_column(&work);
    take_key(&work);
    cpf__source_filter(&work, draft->filter, cpf__member(build, ".where"), &source->filter);
    for (int64_t i = 0; i < draft->feeds.count; i++)
        take_feed(&work, i);
    if (!draft->feeds.count)
        cpf__tell(build, cpf__member(build, ".feeds"), CPF__MODEL(NO_FEEDS), draft->code);
    for (int64_t i = 0; i < draft->lookups.count; i++)
        take_lookup(&work, i);
    for (int64_t i = 0; i < draft->firsts.count; i++)
        take_first(&work, i);
    cpf__take_exceptions(&work);
    take_columns(&work);
    cpf__columns_free(&work.columns);
}

void cpf__freeze_sources(cpf__build *build)
{
    const cpf_plan *plan = build->plan;
    cpf_model *model = build->model;
    cpf__map *codes = cpf__map_new(build->context);

    model->sources = cpf__arena_take(model->arena, plan->sources.count, sizeof *model->sources);
    if (!codes || !model->sources) {
        cpf__build_fail(build);
        cpf__map_free(codes);
        return;
    }
    for (int64_t i = 0; i < plan->sources.count; i++) {
        const cpf_source *draft = plan->sources.items[i];

        cpf__at(build, &draft->spot, "sources", i);
        cpf__about(build, "source %s", draft->code);
        if (cpf__register(build, codes, draft->code))
            take_source(build, draft, &model->sources[model->source_count++]);
    }
    cpf__map_free(codes);
}
