/* SPDX-License-Identifier: MIT */
#include "plan_in.h"

void cpf__plan_free_sources(cpf_plan *plan)
{
    for (int64_t i = 0; i < plan->sources.count; i++) {
        cpf_source *source = plan->sources.items[i];

        cpf__vec_free(plan->context, &source->lookups);
        cpf__vec_free(plan->context, &source->firsts);
        cpf__vec_free(plan->context, &source->feeds);
        cpf__vec_free(plan->context, &source->exclusions);
        cpf__vec_free(plan->context, &source->exceptions);
    }
    cpf__vec_free(plan->context, &plan->sources);
}

void cpf_plan_add_measure(cpf_plan *plan, const char *code, const char *name, const char *kind, int32_t decimals,
                          const char *unit)
{
    cpf__measure_draft *measure;

    if (!plan || !cpf__plan_room(plan, &plan->measures))
        return;
    measure = &plan->measures.items[plan->measures.count++];
    measure->spot = plan->at;
    measure->code = cpf__arena_text(plan->arena, code);
    measure->name = cpf__arena_text(plan->arena, name);
    measure->kind = cpf__arena_text(plan->arena, kind);
    measure->unit = cpf__arena_text(plan->arena, unit);
    measure->decimals = decimals;
}

cpf_source *cpf_plan_add_source(cpf_plan *plan, const char *code, const char *file)
{
    cpf_source *source;

    if (!plan || !cpf__plan_room(plan, &plan->sources))
        return NULL;
    source = cpf__arena_take(plan->arena, 1, sizeof *source);
    if (!source)
        return NULL;
    source->plan = plan;
    source->spot = plan->at;
    source->code = cpf__arena_text(plan->arena, code);
    source->file = cpf__arena_text(plan->arena, file);
    source->prefix = "";
    source->separator = ',';
    source->decimal_point = '.';
    plan->sources.items[plan->sources.count++] = source;
    return source;
}

/* NULL: no memory, or told as a bad argument of `call`. */
static const char **copy_names(cpf_plan *plan, int32_t count, const char *const *names, const char *call)
{
    const char **copy;

    if (count < 0 || (count && !names)) {
        cpf__plan_bad_argument(plan, call);
        return NULL;
    }
    copy = cpf__arena_take(plan->arena, count, sizeof *copy);
    for (int32_t i = 0; copy && i < count; i++)
        copy[i] = cpf__arena_text(plan->arena, names[i]);
    return copy;
}

void cpf_source_set_unit(cpf_source *source, const char *prefix, int32_t count, const char *const *columns)
{
    const char **copy = source ? copy_names(source->plan, count, columns, "cpf_source_set_unit columns") : NULL;

    if (!copy)
        return;
    source->prefix = cpf__arena_text(source->plan->arena, prefix);
    source->unit_columns = copy;
    source->unit_count = count;
}

void cpf_source_set_day(cpf_source *source, const char *column)
{
    if (source)
        source->day = cpf__plan_given(source->plan, column);
}

void cpf_source_set_filter(cpf_source *source, const char *filter)
{
    if (source)
        source->filter = cpf__plan_given(source->plan, filter);
}

void cpf_source_set_key(cpf_source *source, int32_t count, const char *const *columns)
{
    const char **copy = source ? copy_names(source->plan, count, columns, "cpf_source_set_key columns") : NULL;

    if (!copy)
        return;
    source->key_columns = copy;
    source->key_count = count;
}

void cpf_source_set_known(cpf_source *source, const char *column, const char *void_filter)
{
    if (!source)
        return;
    source->known = cpf__plan_given(source->plan, column);
    source->void_filter = cpf__plan_given(source->plan, void_filter);
}

void cpf_source_set_format(cpf_source *source, int32_t separator, int32_t decimal_point, int32_t round)
{
    if (!source)
        return;
    source->separator = separator;
    source->decimal_point = decimal_point;
    source->round = round != 0;
}

void cpf_source_set_policy(cpf_source *source, int32_t set_aside, int32_t ignore_unknown_units)
{
    if (!source)
        return;
    source->set_aside = set_aside != 0;
    source->ignore_unknown_units = ignore_unknown_units != 0;
}

void cpf_source_add_lookup(cpf_source *source, const char *column, const char *file, const char *key, const char *take,
                           const char *as)
{
    cpf__arena *arena;

    if (!source || !cpf__plan_room(source->plan, &source->lookups))
        return;
    arena = source->plan->arena;
    source->lookups.items[source->lookups.count++] =
        (cpf__lookup_draft){cpf__arena_text(arena, column), cpf__arena_text(arena, file), cpf__arena_text(arena, key),
                            cpf__arena_text(arena, take), cpf__arena_text(arena, as)};
}

void cpf_source_add_first(cpf_source *source, const char *column, const char *as)
{
    if (source && cpf__plan_room(source->plan, &source->firsts))
        source->firsts.items[source->firsts.count++] =
            (cpf__first_draft){cpf__arena_text(source->plan->arena, column), cpf__arena_text(source->plan->arena, as)};
}

void cpf_source_add_measure(cpf_source *source, const char *measure, const char *column, const char *filter)
{
    if (source && cpf__plan_room(source->plan, &source->feeds))
        source->feeds.items[source->feeds.count++] =
            (cpf__feed_draft){cpf__arena_text(source->plan->arena, measure), cpf__plan_given(source->plan, column),
                              cpf__plan_given(source->plan, filter)};
}

void cpf_source_add_exclusion(cpf_source *source, const char *code, const char *where, const char *reason)
{
    if (source && cpf__plan_room(source->plan, &source->exclusions))
        source->exclusions.items[source->exclusions.count++] =
            (cpf__exclusion_draft){cpf__arena_text(source->plan->arena, code), cpf__plan_given(source->plan, where),
                                   cpf__plan_given(source->plan, reason)};
}

void cpf_source_add_exception(cpf_source *source, const char *exclusion)
{
    if (!source)
        return;
    if (!source->feeds.count) {
        cpf__plan_bad_argument(source->plan, "cpf_source_add_exception: no measure before it");
        return;
    }
    if (cpf__plan_room(source->plan, &source->exceptions))
        source->exceptions.items[source->exceptions.count++] =
            (cpf__exception_draft){source->feeds.count - 1, cpf__arena_text(source->plan->arena, exclusion)};
}
