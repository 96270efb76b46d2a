/* SPDX-License-Identifier: MIT */
#include "call_tree.h"

#include <string.h>

#include "map.h"

typedef struct reading {
    cpf__call *call;
    cpf__map *map;     /* names, in order of appearance */
    int32_t *children; /* node of the list of each name, 0: none */
    int32_t *told_at;  /* node where a name stands as a child, 0: nowhere */
    int64_t room;
} reading;

static int32_t id_of(reading *it, int32_t at)
{
    const char *name = cpf__json_text(it->call->json, at);
    int32_t id = cpf__map_add(it->map, name, (int64_t)strlen(name), NULL);

    if (id == CPF_NONE)
        cpf__call_failed(it->call, CPF_E_MEMORY);
    return id;
}

static void read_children(reading *it, int32_t list)
{
    cpf__call *call = it->call;
    int32_t at = cpf__call_list(call, list, -1) ? cpf__json_child(call->json, list) : CPF_NONE;

    for (; at != CPF_NONE && call->status == CPF_OK; at = cpf__json_sibling(call->json, at)) {
        const char *name = cpf__call_text(call, at);
        int32_t id = id_of(it, at);

        if (id != CPF_NONE && it->told_at[id])
            cpf__call_fail(call, at, CPF__IO_CALL_NODE_TWICE, name, NULL, NULL);
        if (id != CPF_NONE)
            it->told_at[id] = at;
    }
}

static void read_names(reading *it, int32_t node)
{
    cpf__call *call = it->call;

    for (int32_t at = cpf__json_child(call->json, node); at != CPF_NONE && call->status == CPF_OK;
         at = cpf__json_sibling(call->json, at)) {
        int32_t id = id_of(it, at);

        if (id == CPF_NONE)
            return;
        it->children[id] = at + 1;
        read_children(it, at + 1);
    }
}

/* The only name that is nobody's child. */
static int32_t find_root(reading *it, int32_t node)
{
    int32_t root = CPF_NONE;

    for (int32_t id = 0; id < cpf__map_count(it->map); id++) {
        if (it->told_at[id])
            continue;
        if (root != CPF_NONE)
            cpf__call_fail(it->call, node, CPF__IO_CALL_NO_ROOT, cpf__map_code(it->map, id), NULL, NULL);
        root = id;
    }
    if (root == CPF_NONE)
        cpf__call_fail(it->call, node, CPF__IO_CALL_NO_ROOT, "", NULL, NULL);
    return root;
}

/* Breadth first: the list of nodes is its own queue. */
static void order_nodes(reading *it, int32_t node, int32_t root, cpf__call_nodes *nodes)
{
    cpf__call *call = it->call;
    int32_t *ids = cpf__call_take(call, it->room, sizeof *ids);

    if (call->status != CPF_OK)
        return;
    ids[0] = root;
    nodes->parent[0] = CPF_NONE;
    nodes->count = 1;
    for (int64_t i = 0; i < nodes->count; i++) {
        int32_t list = it->children[ids[i]];
        int32_t at = list && call->json->items[list].count ? cpf__json_child(call->json, list) : CPF_NONE;

        nodes->names[i] = it->told_at[ids[i]] ? cpf__json_text(call->json, it->told_at[ids[i]]) : "";
        for (; at != CPF_NONE; at = cpf__json_sibling(call->json, at)) {
            nodes->parent[nodes->count] = i;
            ids[nodes->count++] = id_of(it, at);
        }
    }
    if (nodes->count < cpf__map_count(it->map)) /* the others are a ring of their own */
        cpf__call_fail(call, node, CPF__IO_CALL_NO_ROOT, nodes->names[0], NULL, NULL);
}

cpf__call_nodes cpf__call_tree(cpf__call *call, int32_t node)
{
    cpf__call_nodes nodes = {0, NULL, NULL};
    reading it = {.call = call, .room = cpf__call_object(call, node) ? call->json->items[node].after - node : 1};
    int32_t root = CPF_NONE;

    it.children = cpf__call_take(call, it.room, sizeof *it.children);
    it.told_at = cpf__call_take(call, it.room, sizeof *it.told_at);
    nodes.parent = cpf__call_take(call, it.room, sizeof *nodes.parent);
    nodes.names = cpf__call_take(call, it.room, sizeof *nodes.names);
    it.map = cpf__map_new(call->context);
    if (!it.map)
        cpf__call_failed(call, CPF_E_MEMORY);
    if (call->status == CPF_OK)
        read_names(&it, node);
    if (call->status == CPF_OK)
        root = find_root(&it, node);
    if (call->status == CPF_OK)
        order_nodes(&it, node, root, &nodes);
    cpf__map_free(it.map);
    return nodes;
}
