/* SPDX-License-Identifier: MIT */
/* Groups that are too small for places of their own: without any, pooled upward in the tree, or all together. */
#include "mem.h"
#include "quota.h"
#include "text.h"

/* How small groups are pooled. */
typedef struct pooling {
    cpf__forced *quota;
    const cpf__tree *tree;
    int64_t way;
    int32_t top;      /* highest level of a pool */
    int64_t *sizes;   /* by group: ranked members */
    int64_t *waiting; /* by unit: members of small groups below it that have no pool yet; INT64_MAX: has one */
    int32_t *pool_at; /* by unit, CPF_NONE: none */
} pooling;

static int64_t rule_row(const cpf__forced *quota, const cpf__records *rules)
{
    int64_t row = 0;

    while (row < rules->count && cpf__record_value(rules, CPF__QUOTA_RULE_STANDING, row) != quota->id)
        row++;
    return row < rules->count ? row : -1;
}

static void read_rule(pooling *at)
{
    const cpf__records *rules = cpf__model_records(at->quota->appraisal->model, &cpf__record_quota_rule);
    int64_t row = rule_row(at->quota, rules);

    at->way = row < 0 ? CPF__SMALL_EXEMPT : cpf__record_value(rules, CPF__QUOTA_RULE_SMALL, row);
    at->top = row < 0 || !cpf__record_has(rules, CPF__QUOTA_RULE_LEVEL, row)
                  ? 0
                  : (int32_t)cpf__record_value(rules, CPF__QUOTA_RULE_LEVEL, row);
}

static int64_t ranked_in(const cpf__standing_result *result, int32_t group)
{
    int64_t n = 0;

    for (int64_t i = result->start[group]; i < result->start[group + 1]; i++) {
        cpf__rank_run run = result->runs[i];

        for (int32_t k = 0; k < run.count; k++)
            n += result->rank[run.begin + k] > 0;
    }
    return n;
}

static int is_small(const pooling *at, int32_t group)
{
    return at->sizes[group] > 0 && at->sizes[group] < at->quota->standing->minimum;
}

static int32_t add_pool(pooling *at, int32_t group, cpf_id unit)
{
    at->quota->pools[at->quota->pool_count] = (cpf__quota_pool){.group = group, .unit = unit};
    return at->quota->pool_count++;
}

/* The unit in which those who wait at `unit` are looked at next; CPF_NONE: there is none. */
static cpf_id next_above(const pooling *at, cpf_id unit)
{
    cpf_id above = at->tree->parent[unit];

    return above != CPF_NONE && at->quota->appraisal->model->unit_level[above] >= at->top ? above : CPF_NONE;
}

static void wait_above(pooling *at, cpf_id unit, int64_t size)
{
    cpf_id above = next_above(at, unit);

    if (above != CPF_NONE)
        at->waiting[above] += size;
}

/* From below: who are enough below a unit have their pool there, the others wait further up. */
static void pool_upward(pooling *at)
{
    const cpf__standing_result *result = at->quota->result;

    for (int32_t group = 0; group < result->groups; group++)
        if (is_small(at, group))
            wait_above(at, result->group_key[group], at->sizes[group]);
    for (cpf_id unit = at->tree->count - 1; unit >= 0; unit--) {
        at->pool_at[unit] = CPF_NONE;
        if (at->waiting[unit] >= at->quota->standing->minimum)
            at->waiting[unit] = INT64_MAX;
        else if (at->waiting[unit])
            wait_above(at, unit, at->waiting[unit]);
    }
    for (cpf_id unit = 0; unit < at->tree->count; unit++)
        if (at->waiting[unit] == INT64_MAX)
            at->pool_at[unit] = add_pool(at, CPF_NONE, unit);
    for (int32_t group = 0; group < result->groups; group++) {
        cpf_id unit = is_small(at, group) ? next_above(at, result->group_key[group]) : CPF_NONE;

        while (unit != CPF_NONE && at->pool_at[unit] == CPF_NONE)
            unit = next_above(at, unit);
        if (unit != CPF_NONE)
            at->quota->pool_of[group] = at->pool_at[unit];
    }
}

static void pool_together(pooling *at)
{
    int32_t groups = at->quota->result->groups, pool;
    int64_t size = 0;

    for (int32_t group = 0; group < groups; group++)
        size += is_small(at, group) ? at->sizes[group] : 0;
    if (size < at->quota->standing->minimum)
        return;
    pool = add_pool(at, CPF_NONE, CPF_NONE);
    for (int32_t group = 0; group < groups; group++)
        if (is_small(at, group))
            at->quota->pool_of[group] = pool;
}

static void make_pools(pooling *at)
{
    const cpf__standing_result *result = at->quota->result;
    int32_t kind = at->quota->standing->group_kind, small = 0;

    for (int32_t group = 0; group < result->groups; group++) {
        at->sizes[group] = ranked_in(result, group);
        at->quota->pool_of[group] = CPF_NONE;
        small |= is_small(at, group);
        if (at->sizes[group] && !is_small(at, group))
            at->quota->pool_of[group] =
                add_pool(at, group,
                         kind == CPF__GROUP_SIBLINGS || kind == CPF__GROUP_LEVEL ? result->group_key[group] : CPF_NONE);
    }
    if (small && at->way == CPF__SMALL_UP)
        pool_upward(at);
    else if (small && at->way == CPF__SMALL_TOGETHER)
        pool_together(at);
}

/* Members of a pool stand together; `end` moves on while they come in. */
static void gather_members(const pooling *at)
{
    const cpf__standing_result *result = at->quota->result;
    cpf__forced *quota = at->quota;

    for (int32_t group = 0; group < result->groups; group++)
        if (quota->pool_of[group] != CPF_NONE)
            quota->pools[quota->pool_of[group]].end += at->sizes[group];
    for (int32_t pool = 0; pool < quota->pool_count; pool++) {
        int64_t size = quota->pools[pool].end, begin = pool ? quota->pools[pool].begin : 0;

        quota->pools[pool].begin = quota->pools[pool].end = begin;
        if (pool + 1 < quota->pool_count)
            quota->pools[pool + 1].begin = begin + size;
    }
    for (int32_t group = 0; group < result->groups; group++) {
        cpf__quota_pool *pool = quota->pool_of[group] == CPF_NONE ? NULL : &quota->pools[quota->pool_of[group]];

        for (int64_t i = result->start[group]; pool && i < result->start[group + 1]; i++)
            for (int32_t k = 0; k < result->runs[i].count; k++)
                if (result->rank[result->runs[i].begin + k])
                    quota->members[pool->end++] = result->runs[i].begin + k;
    }
}

cpf_status cpf__quota_pools(cpf__forced *quota)
{
    const cpf_context *context = quota->appraisal->context;
    const cpf__tree *tree = quota->appraisal->model->tree;
    int32_t groups = quota->result->groups;
    pooling at = {.quota = quota,
                  .tree = tree,
                  .sizes = cpf__alloc(context, groups, sizeof *at.sizes),
                  .waiting = cpf__alloc(context, tree->count, sizeof *at.waiting),
                  .pool_at = cpf__alloc(context, tree->count, sizeof *at.pool_at)};
    cpf_status status = at.sizes && at.waiting && at.pool_at ? CPF_OK : CPF_E_MEMORY;

    quota->pool_of = cpf__alloc(context, groups, sizeof *quota->pool_of);
    quota->pools = cpf__alloc(context, groups, sizeof *quota->pools);
    quota->members = cpf__alloc(context, quota->appraisal->count, sizeof *quota->members);
    if (!quota->pool_of || !quota->pools || !quota->members)
        status = CPF_E_MEMORY;
    if (status == CPF_OK) {
        read_rule(&at);
        make_pools(&at);
        gather_members(&at);
    }
    cpf__free(context, at.sizes);
    cpf__free(context, at.waiting);
    cpf__free(context, at.pool_at);
    return status;
}

void cpf__quota_name(const cpf__forced *quota, int32_t pool, cpf_text *text)
{
    const cpf__quota_pool *it = &quota->pools[pool];

    if (it->group != CPF_NONE)
        cpf__text_add(text, cpf__standing_group_name(quota->appraisal, quota->id, it->group));
    else if (it->unit == CPF_NONE)
        cpf__text_add(text, "small");
    else
        cpf__text_format(text, "small:%s", cpf_model_unit_code(quota->appraisal->model, it->unit));
}
