/* SPDX-License-Identifier: MIT */
#include "read_shape.h"

#include <string.h>

#include "read_nearest.h"

enum { MEMBERS_MAXIMUM = 32 }; /* one bit each */

const cpf__member *cpf__shape_member(const cpf__shape *shape, const char *name)
{
    for (int32_t i = 0; i < shape->count; i++) {
        if (!strcmp(shape->members[i].name, name))
            return &shape->members[i];
    }
    return NULL;
}

const char *cpf__read_scalar(cpf__reader *reader, int32_t node, const char *name)
{
    const char *text = NULL;
    cpf__member member = {0};

    member.name = name;
    member.form = CPF__FORM_SCALAR;
    cpf__read_form(reader, node, &member, &text);
    return text;
}

static void tell_unknown(cpf__reader *reader, int32_t name, const cpf__shape *shape)
{
    const char *text = cpf__json_text(reader->json, name), *nearest = cpf__read_nearest(shape, text);

    cpf__tell(reader, name, nearest ? CPF__PLAN_UNKNOWN_NEAR : CPF__PLAN_UNKNOWN, text, nearest);
}

/* One bit for each member that was given, well or badly; *bad is set when a required one was bad. */
static uint32_t read_members(cpf__reader *reader, int32_t node, const cpf__shape *shape, void *target, int *bad)
{
    uint32_t given = 0;

    for (int32_t name = cpf__json_child(reader->json, node); name != CPF_NONE;
         name = cpf__json_sibling(reader->json, name)) {
        const cpf__member *member = cpf__shape_member(shape, cpf__json_text(reader->json, name));

        if (!member && !shape->open)
            tell_unknown(reader, name, shape);
        if (!member)
            continue;
        given |= UINT32_C(1) << (member - shape->members);
        if (!cpf__read_form(reader, name + 1, member, (char *)target + member->offset))
            *bad |= member->required;
    }
    return given;
}

static int tell_missing(cpf__reader *reader, int32_t node, const cpf__shape *shape, uint32_t given)
{
    int missing = 0;

    for (int32_t i = 0; i < shape->count && i < MEMBERS_MAXIMUM; i++) {
        if (!shape->members[i].required || given >> i & 1)
            continue;
        cpf__tell(reader, node, CPF__PLAN_REQUIRED, shape->members[i].name, NULL);
        missing = 1;
    }
    return missing;
}

int cpf__read_object(cpf__reader *reader, int32_t node, const cpf__shape *shape, void *target)
{
    uint32_t given;
    int bad = 0;

    if (reader->json->items[node].kind != CPF__JSON_OBJECT) {
        cpf__tell(reader, node, CPF__PLAN_NOT_OBJECT, shape->name, NULL);
        return 0;
    }
    given = read_members(reader, node, shape, target, &bad);
    bad |= tell_missing(reader, node, shape, given);
    return !bad;
}
