/* SPDX-License-Identifier: MIT */
/* docs/plan.schema.json and the reader's tables say the same, and the example plans match the schema. */
#define _POSIX_C_SOURCE 200809L
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "read_parts.h"
#include "support.h"

static json_t *load(const char *path)
{
    json_error_t refusal;
    json_t *document = json_load_file(path, JSON_REJECT_DUPLICATES, &refusal);

    if (!document)
        fail_msg("%s line %d: %s", path, refusal.line, refusal.text);
    return document;
}

static json_t *load_schema(void)
{
    return load(CPF_TEST_ROOT "/docs/plan.schema.json");
}

static int list_has(json_t *list, const char *text)
{
    size_t i;
    json_t *item;

    json_array_foreach(list, i, item)
    {
        if (json_is_string(item) && !strcmp(json_string_value(item), text))
            return 1;
    }
    return 0;
}

/* A small judge of the part of JSON Schema that ours uses; every keyword it does not know fails the test. */

typedef struct judge {
    json_t *root;
} judge;

static int matches(const judge *self, json_t *schema, json_t *value);

static int has_type(json_t *value, const char *type)
{
    if (!strcmp(type, "object"))
        return json_is_object(value);
    if (!strcmp(type, "array"))
        return json_is_array(value);
    if (!strcmp(type, "string"))
        return json_is_string(value);
    if (!strcmp(type, "boolean"))
        return json_is_boolean(value);
    if (!strcmp(type, "integer"))
        return json_is_integer(value);
    assert_string_equal(type, "number");
    return json_is_number(value);
}

static int matches_type(json_t *type, json_t *value)
{
    size_t i;
    json_t *item;

    if (json_is_string(type))
        return has_type(value, json_string_value(type));
    json_array_foreach(type, i, item)
    {
        if (has_type(value, json_string_value(item)))
            return 1;
    }
    return 0;
}

/* How many of the alternatives match. */
static int count_matches(const judge *self, json_t *schemas, json_t *value)
{
    int count = 0;
    size_t i;
    json_t *schema;

    json_array_foreach(schemas, i, schema) count += matches(self, schema, value);
    return count;
}

static int matches_members(const judge *self, json_t *schema, json_t *value)
{
    json_t *properties = json_object_get(schema, "properties"), *rest = json_object_get(schema, "additionalProperties");
    const char *name;
    json_t *member;

    if (!json_is_object(value))
        return 1;
    json_object_foreach(value, name, member)
    {
        json_t *property = json_object_get(properties, name);

        if (property ? !matches(self, property, member) : rest && (json_is_false(rest) || !matches(self, rest, member)))
            return 0;
    }
    return 1;
}

static int matches_items(const judge *self, json_t *schema, json_t *value)
{
    json_t *items = json_object_get(schema, "items"), *least = json_object_get(schema, "minItems");
    json_t *most = json_object_get(schema, "maxItems"), *item;
    size_t i;

    if (!json_is_array(value))
        return 1;
    if (least && (json_int_t)json_array_size(value) < json_integer_value(least))
        return 0;
    if (most && (json_int_t)json_array_size(value) > json_integer_value(most))
        return 0;
    json_array_foreach(value, i, item)
    {
        if (items && !matches(self, items, item))
            return 0;
    }
    return 1;
}

static int matches_required(json_t *required, json_t *value)
{
    size_t i;
    json_t *name;

    json_array_foreach(required, i, name)
    {
        if (json_is_object(value) && !json_object_get(value, json_string_value(name)))
            return 0;
    }
    return 1;
}

static int matches_enum(json_t *words, json_t *value)
{
    size_t i;
    json_t *word;

    json_array_foreach(words, i, word)
    {
        if (json_equal(word, value))
            return 1;
    }
    return 0;
}

static void know_keywords(json_t *schema)
{
    static const char *const known[] = {"$schema",  "$id",        "$ref",
                                        "$defs",    "title",      "description",
                                        "type",     "properties", "additionalProperties",
                                        "required", "items",      "minItems",
                                        "maxItems", "minimum",    "maximum",
                                        "pattern",  "enum",       "anyOf",
                                        "oneOf"};
    const char *keyword;
    json_t *ignored;

    json_object_foreach(schema, keyword, ignored)
    {
        int found = 0;

        for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
            found |= !strcmp(keyword, known[i]);
        if (!found)
            fail_msg("the judge does not know \"%s\"", keyword);
    }
}

static int matches_range(json_t *schema, json_t *value)
{
    json_t *low = json_object_get(schema, "minimum"), *high = json_object_get(schema, "maximum");

    if (!json_is_integer(value))
        return 1;
    return (!low || json_integer_value(value) >= json_integer_value(low)) &&
           (!high || json_integer_value(value) <= json_integer_value(high));
}

static int matches(const judge *self, json_t *schema, json_t *value)
{
    const char *reference = json_string_value(json_object_get(schema, "$ref"));
    json_t *type = json_object_get(schema, "type"), *words = json_object_get(schema, "enum");
    json_t *any = json_object_get(schema, "anyOf"), *one = json_object_get(schema, "oneOf");

    know_keywords(schema);
    if (reference) {
        json_t *definition = json_object_get(json_object_get(self->root, "$defs"), reference + strlen("#/$defs/"));

        assert_non_null(definition);
        if (!matches(self, definition, value))
            return 0;
    }
    return (!type || matches_type(type, value)) && (!words || matches_enum(words, value)) &&
           (!any || count_matches(self, any, value)) && (!one || count_matches(self, one, value) == 1) &&
           matches_required(json_object_get(schema, "required"), value) && matches_members(self, schema, value) &&
           matches_items(self, schema, value) && matches_range(schema, value);
}

/* The schema of the member, a reference followed. */
static json_t *followed(json_t *root, json_t *property)
{
    const char *reference = json_string_value(json_object_get(property, "$ref"));

    return reference ? json_object_get(json_object_get(root, "$defs"), reference + strlen("#/$defs/")) : property;
}

static void compare_words(json_t *words, const char *names)
{
    size_t count = 0, length;

    for (const char *name = names; name; name = name[length] ? name + length + 1 : NULL, count++) {
        char word[64];

        length = strcspn(name, "|");
        snprintf(word, sizeof word, "%.*s", (int)length, name);
        assert_true(list_has(words, word));
    }
    assert_int_equal(json_array_size(words), count);
}

/* What a form takes is what the schema says of the member. */
static void compare_form(json_t *root, json_t *property, const cpf__member *member)
{
    static const char *const types[CPF__FORMS] = {
        [CPF__FORM_TEXT] = "string", [CPF__FORM_WHOLE] = "integer", [CPF__FORM_FLAG] = "boolean",
        [CPF__FORM_WORD] = "string", [CPF__FORM_LIST] = "array",    [CPF__FORM_OBJECT] = "object"};
    static const char *const definitions[CPF__FORMS] = {[CPF__FORM_SCALAR] = "#/$defs/scalar",
                                                        [CPF__FORM_VALUE] = "#/$defs/value",
                                                        [CPF__FORM_DAY] = "#/$defs/date",
                                                        [CPF__FORM_TEXTS] = "#/$defs/texts"};
    const char *reference = json_string_value(json_object_get(property, "$ref"));
    json_t *schema = followed(root, property);

    assert_non_null(json_object_get(property, "description") ? json_object_get(property, "description")
                                                             : json_object_get(schema, "description"));
    if (types[member->form])
        assert_string_equal(json_string_value(json_object_get(schema, "type")), types[member->form]);
    if (definitions[member->form] && strcmp(member->name, "channelperf"))
        assert_string_equal(reference, definitions[member->form]);
    if (member->form == CPF__FORM_WHOLE) {
        assert_int_equal(json_integer_value(json_object_get(schema, "minimum")), member->low);
        assert_int_equal(json_integer_value(json_object_get(schema, "maximum")), member->high);
    }
    if (member->words)
        compare_words(json_object_get(schema, "enum"), member->words);
}

static void compare_shape(json_t *root, const cpf__shape *shape)
{
    json_t *definition = json_object_get(json_object_get(root, "$defs"), shape->name);
    json_t *properties = json_object_get(definition, "properties"), *required = json_object_get(definition, "required");
    size_t required_count = 0;

    if (!definition)
        fail_msg("the schema does not define \"%s\"", shape->name);
    assert_int_equal(json_object_size(properties), shape->count);
    assert_true(shape->open != json_is_false(json_object_get(definition, "additionalProperties")));
    for (int32_t i = 0; i < shape->count; i++) {
        const cpf__member *member = &shape->members[i];
        json_t *property = json_object_get(properties, member->name);

        if (!property)
            fail_msg("the schema's \"%s\" has no \"%s\"", shape->name, member->name);
        compare_form(root, property, member);
        assert_int_equal(list_has(required, member->name), member->required);
        required_count += member->required != 0;
    }
    assert_int_equal(json_array_size(required), required_count);
}

static void test_shapes(void **state)
{
    static const char *const forms[] = {"value", "scalar", "date", "texts"};
    json_t *root = load_schema();

    (void)state;
    for (int32_t i = 0; i < cpf__shape_count; i++)
        compare_shape(root, cpf__shapes[i]);
    assert_int_equal(json_object_size(json_object_get(root, "$defs")),
                     cpf__shape_count + (int32_t)(sizeof forms / sizeof forms[0]));
    json_decref(root);
}

/* Words that are rows of the registry are all in the schema, and no others. */
static void test_registries(void **state)
{
    static const struct {
        const char *definition, *member;
        int32_t registry;
    } cases[] = {{"measure", "kind", CPF_REGISTRY_MEASURES},
                 {"split", "by", CPF_REGISTRY_SPLITS},
                 {"season", "by", CPF_REGISTRY_SEASONS},
                 {"grade", "rank", CPF_REGISTRY_RANKS},
                 {"grade", "percentile", CPF_REGISTRY_PERCENTILES}};
    json_t *root = load_schema();

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        json_t *definition = json_object_get(json_object_get(root, "$defs"), cases[i].definition);
        json_t *words =
            json_object_get(json_object_get(json_object_get(definition, "properties"), cases[i].member), "enum");

        assert_int_equal(json_array_size(words), cpf_registry_count(cases[i].registry));
        for (int32_t row = 0; row < cpf_registry_count(cases[i].registry); row++)
            assert_true(list_has(words, cpf_registry_at(cases[i].registry, row)->name));
    }
    json_decref(root);
}

static void test_examples(void **state)
{
    static const char *const patterns[] = {CPF_TEST_ROOT "/examples/plans/*.json",
                                           CPF_TEST_ROOT "/examples/adventureworks/*.json"};
    judge self = {load_schema()};
    size_t seen = 0;

    (void)state;
    for (size_t p = 0; p < sizeof patterns / sizeof patterns[0]; p++) {
        glob_t found;

        if (glob(patterns[p], 0, NULL, &found))
            continue;
        for (size_t i = 0; i < found.gl_pathc; i++, seen++) {
            json_t *plan = load(found.gl_pathv[i]);

            if (!matches(&self, self.root, plan))
                fail_msg("%s does not match the schema", found.gl_pathv[i]);
            json_decref(plan);
        }
        globfree(&found);
    }
    assert_true(seen >= 1);
    json_decref(self.root);
}

/* The judge and the reader refuse the same small mistakes. */
static void test_mistakes(void **state)
{
    static const char *const mistakes[] = {
        "{\"channelperf\": 1}",
        "{\"channelperf\": 2, \"calendar\": {\"years\": [2025, 2026]}, \"levels\": [], \"units\": []}",
        "{\"channelperf\": 1, \"calendar\": {\"years\": [2025]}, \"levels\": [], \"units\": []}",
        "{\"channelperf\": 1, \"calendar\": {\"years\": [2025, 2026], \"grain\": \"day\"}, \"levels\": [], \"units\": "
        "[]}",
        "{\"channelperf\": 1, \"calendar\": {\"years\": [2025, 2026]}, \"levels\": [{\"cod\": \"a\"}], \"units\": []}",
        "{\"channelperf\": 1, \"calendar\": {\"years\": [2025, 2026]}, \"levels\": [], \"units\": [], \"indicators\": "
        "[{\"code\": \"a\"}]}",
        "{\"channelperf\": 1, \"calendar\": {\"years\": [2025, 2026]}, \"levels\": [], \"units\": [], \"x\": 1}"};
    static const char right[] =
        "{\"channelperf\": 1, \"calendar\": {\"years\": [2025, 2026]}, \"levels\": [], \"units\": []}";
    judge self = {load_schema()};
    json_t *plan = json_loads(right, 0, NULL);
    cpf_plan *made = NULL;

    (void)state;
    assert_true(matches(&self, self.root, plan));
    assert_int_equal(cpf_plan_parse(NULL, right, (int64_t)strlen(right), NULL, &made, NULL), CPF_OK);
    cpf_plan_free(made);
    json_decref(plan);
    for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
        plan = json_loads(mistakes[i], 0, NULL);
        assert_false(matches(&self, self.root, plan));
        assert_int_equal(cpf_plan_parse(NULL, mistakes[i], (int64_t)strlen(mistakes[i]), NULL, &made, NULL),
                         CPF_E_PLAN);
        cpf_plan_free(made);
        json_decref(plan);
    }
    json_decref(self.root);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shapes),
        cmocka_unit_test(test_registries),
        cmocka_unit_test(test_examples),
        cmocka_unit_test(test_mistakes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
