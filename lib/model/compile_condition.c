/* SPDX-License-Identifier: MIT */
/* Conditions on one channel: `orders >= 1 and status = "active"`. */
#include <string.h>

#include "compile.h"

/* The operand's place among those of the conditions, where equal ones share one. */
static int32_t share_operand(cpf__compile *compile, const cpf__operand *operand)
{
    for (int64_t i = 0; i < compile->operands.count; i++)
        if (memcmp(&compile->operands.items[i], operand, sizeof *operand) == 0)
            return (int32_t)i;
    if (!cpf__vec_room(compile->build->context, &compile->operands)) {
        cpf__build_fail(compile->build);
        return 0;
    }
    compile->operands.items[compile->operands.count] = *operand;
    return (int32_t)compile->operands.count++;
}

static cpf__type condition_leaf(cpf__compile *compile, int32_t at)
{
    cpf__operand operand;
    cpf__type type;

    if (cpf__node_at(compile, at)->kind == CPF__NODE_CALL && cpf__emit_call(compile, at, &type))
        return type;
    if (!cpf__compile_operand(compile, at, &operand, &type))
        return CPF__TYPE_WRONG;
    cpf__push(compile, CPF__OP_OPERAND, share_operand(compile, &operand), 0);
    return type;
}

static cpf__type attribute_equals(cpf__compile *compile, int32_t name, int32_t text)
{
    static const char prefix[] = "unit.";
    cpf__build *build = compile->build;
    const char *word = cpf__node_at(compile, name)->text, *value = cpf__node_at(compile, text)->text;
    const cpf__attribute *attribute;
    cpf_id id, text_id;

    if (strncmp(word, prefix, sizeof prefix - 1) == 0)
        word += sizeof prefix - 1;
    id = cpf__model_find_attribute(build->model, word);
    if (id == CPF_NONE)
        return cpf__refuse(compile, name, CPF__MODEL(UNKNOWN_ATTRIBUTE), word,
                           cpf__nearest(build, word, cpf__attribute_names(build)));
    attribute = &build->model->attributes[id];
    if (!attribute->texts)
        return cpf__refuse(compile, name, CPF__MODEL(ATTRIBUTE_NUMBER), word);
    text_id = cpf__find_text(attribute->texts, value);
    if (text_id == CPF_NONE)
        cpf__tell(build, cpf__node_place(compile, text), CPF__MODEL(NO_UNIT_HAS), word, value);
    cpf__push(compile, CPF__OP_TEXT_EQUAL, id, text_id);
    return CPF__TYPE_TRUTH;
}

void cpf__compile_condition(cpf__compile *compile, int32_t node, int32_t second, cpf__condition *condition)
{
    cpf__build *build = compile->build;
    cpf__compile outer = *compile;
    cpf__ops ops = {NULL, 0, 0};

    compile->ops = &ops;
    compile->leaf = condition_leaf;
    compile->text_equal = attribute_equals;
    (void)cpf__emit_typed(compile, node, CPF__TYPE_TRUTH);
    if (second != CPF_NONE) {
        (void)cpf__emit_typed(compile, second, CPF__TYPE_TRUTH);
        cpf__push(compile, CPF__OP_AND, 0, 0);
    }
    compile->ops = outer.ops;
    compile->leaf = outer.leaf;
    compile->text_equal = outer.text_equal;
    condition->ops = cpf__arena_copy(build->model->arena, ops.items, ops.count, sizeof *ops.items);
    condition->count = condition->ops ? (int32_t)ops.count : 0;
    cpf__vec_free(build->context, &ops);
}
