/* SPDX-License-Identifier: MIT */
#include "exclusions.h"

#include <string.h>

#include "text.h"

int64_t cpf__exclusion_feed_count(const cpf_source *source)
{
    return 2 * source->exceptions.count;
}

int64_t cpf__exclusion_measure_count(const cpf_plan *plan)
{
    int64_t count = 0;

    for (int64_t i = 0; i < plan->sources.count; i++)
        count += cpf__exclusion_feed_count(plan->sources.items[i]);
    return count;
}

int64_t cpf__exclusion_find(const cpf_source *source, const char *code)
{
    for (int64_t i = 0; i < source->exclusions.count; i++)
        if (strcmp(source->exclusions.items[i].code, code) == 0)
            return i;
    return -1;
}

const char *cpf__exclusion_code(cpf_text *code, const char *exclusion, const char *measure, int rows)
{
    cpf__text_cut(code, 0);
    cpf__text_format(code, "%s:%s%s", exclusion, measure, rows ? ":rows" : "");
    return cpf_text_data(code);
}

static void add_measure(cpf__build *build, const cpf__exclusion_draft *exclusion, cpf_id of, int rows)
{
    cpf_model *model = build->model;
    const cpf__measure *like = &model->measures[of];
    const char *code = cpf__exclusion_code(build->list, exclusion->code, like->code, rows);
    cpf__measure *made = &model->measures[model->measure_count];
    int added = 0;

    if (cpf__map_add(build->measures, code, (int64_t)strlen(code), &added) == CPF_NONE)
        cpf__build_fail(build);
    if (!added)
        return;
    model->measure_count++;
    *made = *like;
    made->code = cpf__arena_text(model->arena, code);
    made->name = cpf__arena_text(model->arena, exclusion->reason ? exclusion->reason : code);
    if (rows) {
        made->kind = CPF__MEASURE_COUNT;
        made->decimals = 0;
        made->unit = cpf__arena_text(model->arena, "");
    }
}

/* What is wrong is told where the source is taken. */
void cpf__add_exclusion_measures(cpf__build *build)
{
    const cpf_plan *plan = build->plan;

    for (int64_t i = 0; i < plan->sources.count; i++) {
        const cpf_source *source = plan->sources.items[i];

        for (int64_t k = 0; k < source->exceptions.count && !build->failed; k++) {
            const cpf__exception_draft *exception = &source->exceptions.items[k];
            cpf_id of = cpf__find_text(build->measures, source->feeds.items[exception->feed].measure);
            int64_t at = cpf__exclusion_find(source, exception->code);

            for (int rows = 0; rows < 2 && of != CPF_NONE && at >= 0; rows++)
                add_measure(build, &source->exclusions.items[at], of, rows);
        }
    }
}

const char *cpf__exclusion_filter(const cpf_source *source, int64_t feed, int64_t exception, cpf_text *filter)
{
    const char *own = source->feeds.items[feed].filter;
    int64_t left_out = 0;

    cpf__text_cut(filter, 0);
    if (own)
        cpf__text_format(filter, "(%s)", own);
    for (int64_t i = 0; i < source->exceptions.count; i++) {
        const cpf__exception_draft *it = &source->exceptions.items[i];
        const char *where = source->exclusions.items[cpf__exclusion_find(source, it->code)].where;

        if (it->feed != feed || (exception >= 0 && i > exception))
            continue;
        cpf__text_format(filter, "%s%s (%s)", own || left_out++ ? " and" : "", i == exception ? "" : " not", where);
    }
    return own || left_out ? cpf_text_data(filter) : NULL;
}
