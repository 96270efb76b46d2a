/* SPDX-License-Identifier: MIT */
#include <channelperf/registry.h>

#include "aggregate.h"
#include "builtin.h"
#include "record.h"
#include "registry_methods.h"
#include "rule.h"
#include "split.h"

#include <string.h>

/* A table whose rows begin with their cpf_entry; `counted` where only the file of the table knows their number. */
typedef struct registry_table {
    int32_t id, count;
    const int32_t *counted;
    const void *rows;
    size_t stride; /* 0: the rows are pointers to them */
} registry_table;

#define FIXED(id, count, rows)                                                                                         \
    {                                                                                                                  \
        id, count, NULL, rows, sizeof(rows)[0]                                                                         \
    }
#define COUNTED(id, count, rows)                                                                                       \
    {                                                                                                                  \
        id, 0, &(count), rows, sizeof(rows)[0]                                                                         \
    }

static const registry_table tables[] = {
    COUNTED(CPF_REGISTRY_RULES, cpf__rule_count, cpf__rules),
    FIXED(CPF_REGISTRY_SPLITS, CPF__SPLITS, cpf__splits),
    FIXED(CPF_REGISTRY_SEASONS, CPF__SEASONS, cpf__seasons),
    FIXED(CPF_REGISTRY_AGGREGATES, CPF__AGG_COUNT_OF, cpf__aggs),
    FIXED(CPF_REGISTRY_MEASURES, CPF__MEASURE_KINDS, cpf__measure_kinds),
    COUNTED(CPF_REGISTRY_INDICATORS, cpf__builtin_count, cpf__builtins),
    FIXED(CPF_REGISTRY_APPORTIONMENTS, CPF__APPORTION_COUNT, cpf__apportion_entries),
    FIXED(CPF_REGISTRY_RANKS, CPF__RANK_COUNT, cpf__rank_entries),
    FIXED(CPF_REGISTRY_PERCENTILES, CPF__PERCENTILE_COUNT, cpf__percentile_entries),
    {CPF_REGISTRY_RECORDS, 0, &cpf__record_kind_count, cpf__record_kinds, 0},
};

static const registry_table *table_of(int32_t registry)
{
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        if (tables[i].id == registry)
            return &tables[i];
    }
    return NULL;
}

int32_t cpf_registry_count(int32_t registry)
{
    const registry_table *table = table_of(registry);

    if (!table)
        return 0;
    return table->counted ? *table->counted : table->count;
}

const cpf_entry *cpf_registry_at(int32_t registry, int32_t index)
{
    const registry_table *table = table_of(registry);

    if (!table || index < 0 || index >= cpf_registry_count(registry))
        return NULL;
    if (!table->stride)
        return (const cpf_entry *)((const void *const *)table->rows)[index];
    return (const cpf_entry *)(const void *)((const char *)table->rows + table->stride * (size_t)index);
}

const cpf_entry *cpf_registry_find(int32_t registry, const char *name)
{
    int32_t count = name ? cpf_registry_count(registry) : 0;

    for (int32_t i = 0; i < count; i++) {
        const cpf_entry *entry = cpf_registry_at(registry, i);

        if (strcmp(entry->name, name) == 0)
            return entry;
    }
    return NULL;
}
