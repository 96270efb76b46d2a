/* SPDX-License-Identifier: MIT */
/* Filters of sources: of feeds that leave rows out, and of those that keep what is left out. */
#include <string.h>

#include "exclusions.h"
#include "freeze_sources.h"
#include "text.h"

cpf_status cpf__source_filter(cpf__source_work *work, const char *text, const cpf__place *place,
                              cpf__row_filter *filter)
{
    cpf__build *build = work->build;
    cpf_status status =
        cpf__filter_compile(build->context, text, build->model, &work->columns, place, filter, &build->findings);

    if (status == CPF_E_MEMORY)
        cpf__build_fail(build);
    return status;
}

/* An exclusion by itself, so that what is wrong with it is told once and where it stands. */
static void check_exclusion(cpf__source_work *work, int64_t index)
{
    cpf__build *build = work->build;
    const cpf__exclusion_draft *draft = &work->draft->exclusions.items[index];
    cpf__row_filter filter;
    cpf_status status;

    if (!*draft->code)
        cpf__tell(build, cpf__member(build, ".exclusions[%d].code", (int)index), CPF__MODEL(NO_CODE));
    else if (cpf__exclusion_find(work->draft, draft->code) != index)
        cpf__tell(build, cpf__member(build, ".exclusions[%d].code", (int)index), CPF__MODEL(CODE_TWICE), draft->code);
    if (!draft->where)
        cpf__tell(build, cpf__member(build, ".exclusions[%d].where", (int)index), CPF__MODEL(EXCLUSION_WHERE));
    status = cpf__source_filter(work, draft->where, cpf__member(build, ".exclusions[%d].where", (int)index), &filter);
    cpf__row_filter_free(build->context, &filter);
    work->sound &= status == CPF_OK && draft->where && *draft->code;
}

static const char *exclusion_code(const void *user, int32_t index)
{
    return ((const cpf_source *)user)->exclusions.items[index].code;
}

static void check_exception(cpf__source_work *work, int64_t index)
{
    cpf__build *build = work->build;
    const cpf_source *draft = work->draft;
    const cpf__exception_draft *it = &draft->exceptions.items[index];
    const cpf__place *place = cpf__member(build, ".feeds[%d].except", (int)it->feed);

    for (int64_t i = 0; i < index; i++)
        if (draft->exceptions.items[i].feed == it->feed && strcmp(draft->exceptions.items[i].code, it->code) == 0) {
            cpf__tell(build, place, CPF__MODEL(CODE_TWICE), it->code);
            work->sound = 0;
        }
    if (cpf__exclusion_find(draft, it->code) >= 0)
        return;
    cpf__tell(build, place, CPF__MODEL(UNKNOWN_EXCLUSION), it->code,
              cpf__nearest(build, it->code, (cpf__names){draft, exclusion_code, (int32_t)draft->exclusions.count}));
    work->sound = 0;
}

/* One more feed: what an exception takes out of `like`, into a measure of its own. */
static cpf_id add_left_out(cpf__source_work *work, int64_t exception, int rows)
{
    cpf__build *build = work->build;
    const cpf__exception_draft *it = &work->draft->exceptions.items[exception];
    const cpf__feed *like = &work->source->feeds[it->feed];
    cpf__feed *feed = &work->source->feeds[work->source->feed_count++];
    const char *code = cpf__exclusion_code(work->filter, it->code, build->model->measures[like->measure].code, rows);

    feed->measure = cpf__find_text(build->measures, code);
    feed->column = rows ? CPF_NONE : like->column;
    (void)cpf__source_filter(work, cpf__exclusion_filter(work->draft, it->feed, exception, work->filter),
                             cpf__member(build, ".feeds[%d].except", (int)it->feed), &feed->filter);
    return feed->measure;
}

static void take_exception(cpf__source_work *work, int64_t index)
{
    cpf__arena *arena = work->build->model->arena;
    const cpf__exception_draft *it = &work->draft->exceptions.items[index];
    const cpf__exclusion_draft *draft = &work->draft->exclusions.items[cpf__exclusion_find(work->draft, it->code)];
    cpf__exclusion *made = &work->source->exclusions[work->source->exclusion_count++];

    made->code = cpf__arena_text(arena, draft->code);
    made->reason = cpf__arena_text(arena, draft->reason ? draft->reason : "");
    made->of = work->source->feeds[it->feed].measure;
    made->amount = add_left_out(work, index, 0);
    made->rows = add_left_out(work, index, 1);
}

/* Feeds that leave rows out, and further feeds for those rows. All feeds are sound. */
void cpf__take_exceptions(cpf__source_work *work)
{
    const cpf_source *draft = work->draft;

    for (int64_t i = 0; i < draft->exclusions.count; i++)
        check_exclusion(work, i);
    for (int64_t i = 0; i < draft->exceptions.count; i++)
        check_exception(work, i);
    for (int32_t i = 0; i < work->source->feed_count; i++)
        work->sound &= work->source->feeds[i].measure != CPF_NONE;
    if (!work->sound || !draft->exceptions.count)
        return;
    work->source->exclusions =
        cpf__arena_take(work->build->model->arena, draft->exceptions.count, sizeof *work->source->exclusions);
    work->filter = cpf__text_new(work->build->context);
    for (int64_t i = 0; work->source->exclusions && i < draft->exceptions.count; i++)
        take_exception(work, i);
    for (int64_t i = 0; i < draft->feeds.count; i++) {
        cpf__row_filter_free(work->build->context, &work->source->feeds[i].filter);
        (void)cpf__source_filter(work, cpf__exclusion_filter(draft, i, -1, work->filter),
                                 cpf__member(work->build, ".feeds[%d].where", (int)i), &work->source->feeds[i].filter);
    }
    if (cpf__text_failed(work->filter))
        cpf__build_fail(work->build);
    cpf_text_free(work->filter);
}
