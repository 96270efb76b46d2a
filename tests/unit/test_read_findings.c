/* SPDX-License-Identifier: MIT */
/* Every value of a rich plan is spoilt once, and every object gets a member too many and loses each of its members:
 * what is told is at the place of the change, and nothing else is told. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "plan_in.h"
#include "read_parts.h"
#include "support.h"

enum { PATH_MAXIMUM = 512, MEMBERS_MAXIMUM = 64 };

typedef struct spoiler {
    json_t *plan;
    int values, objects, members;
} spoiler;

typedef void (*visit)(spoiler *self, json_t *value, json_t *parent, const char *key, size_t index, const char *path);

static json_t *load_plan(const char *name)
{
    char path[PATH_MAXIMUM];
    json_error_t refusal;
    json_t *plan;

    snprintf(path, sizeof path, CPF_TEST_ROOT "/tests/fuzz/seeds/plan/%s", name);
    plan = json_load_file(path, JSON_REJECT_DUPLICATES, &refusal);
    assert_non_null(plan);
    return plan;
}

/* Reads the plan as it is now; the findings are yours. */
static cpf_error *findings_of(json_t *plan)
{
    char *text = json_dumps(plan, JSON_INDENT(1));
    cpf_plan *made = NULL;
    cpf_error *error = NULL;

    assert_non_null(text);
    cpf_plan_parse(NULL, text, (int64_t)strlen(text), CPF_TEST_ROOT "/examples/plans", &made, &error);
    cpf_plan_free(made);
    free(text);
    return error;
}

/* One finding, with that path behind the line. */
static void expect_at(json_t *plan, const char *path, const char *code)
{
    cpf_error *error = findings_of(plan);
    const char *subject = cpf_error_subject(error), *colon = strstr(subject, ": ");

    if (cpf_error_count(error) != 1 || strcmp(colon ? colon + 2 : "", path) ||
        (code && strcmp(cpf_error_code_at(error, 0), code))) {
        print_error("wanted %s at \"%s\"\n", code ? code : "a finding", path);
        cpf_test_tell(CPF_E_PLAN, error);
        fail();
    }
    cpf_error_free(error);
}

static void walk(spoiler *self, json_t *value, json_t *parent, const char *key, size_t index, const char *path,
                 visit visit_one);

/* The names are copied first: a visit may take a member out and put it back at the end. */
static void walk_members(spoiler *self, json_t *object, const char *path, visit visit_one)
{
    char inner[PATH_MAXIMUM], *names[MEMBERS_MAXIMUM];
    size_t count = 0;
    const char *name;
    json_t *child;

    json_object_foreach(object, name, child)
    {
        assert_true(count < MEMBERS_MAXIMUM);
        names[count++] = strdup(name);
    }
    for (size_t i = 0; i < count; i++) {
        snprintf(inner, sizeof inner, "%s%s%s", path, *path ? "." : "", names[i]);
        walk(self, json_object_get(object, names[i]), object, names[i], 0, inner, visit_one);
        free(names[i]);
    }
}

static void walk(spoiler *self, json_t *value, json_t *parent, const char *key, size_t index, const char *path,
                 visit visit_one)
{
    char inner[PATH_MAXIMUM];
    json_t *child;
    size_t i;

    visit_one(self, value, parent, key, index, path);
    json_array_foreach(value, i, child)
    {
        snprintf(inner, sizeof inner, "%s[%zu]", path, i);
        walk(self, child, value, NULL, i, inner, visit_one);
    }
    walk_members(self, value, path, visit_one);
}

static void put(json_t *parent, const char *key, size_t index, json_t *value)
{
    if (key)
        json_object_set(parent, key, value);
    else
        json_array_set(parent, index, value);
}

static const char *told_path(const char *path, char *buffer)
{
    static const char *const wholes[] = {"seasons.", ".columns[", ".code[", ".parent["};

    snprintf(buffer, PATH_MAXIMUM, "%s", path);
    for (size_t i = 0; i < sizeof wholes / sizeof wholes[0]; i++) {
        char *bracket = strstr(buffer, wholes[i]) ? strrchr(buffer, '[') : NULL;

        if (bracket)
            *bracket = '\0';
    }
    return buffer;
}

/* null is allowed nowhere. */
static void spoil_value(spoiler *self, json_t *value, json_t *parent, const char *key, size_t index, const char *path)
{
    char told[PATH_MAXIMUM];
    json_t *null = json_null();

    if (!parent)
        return;
    json_incref(value);
    put(parent, key, index, null);
    /* of a spoilt factor the whole season is told, of a spoilt column its list */
    expect_at(self->plan, told_path(path, told), NULL);
    put(parent, key, index, value);
    json_decref(value);
    self->values++;
}

static int is_free(const char *path)
{
    static const char *const ends[] = {".seasons", ".attributes", ".with", ".rule"};
    size_t length = strlen(path);

    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        size_t end = strlen(ends[i]);

        if (length >= end && !strcmp(path + length - end, ends[i]))
            return 1;
    }
    return 0;
}

static void spoil_object(spoiler *self, json_t *value, json_t *parent, const char *key, size_t index, const char *path)
{
    char inner[PATH_MAXIMUM];

    (void)parent;
    (void)key;
    (void)index;
    if (!json_is_object(value) || is_free(path))
        return;
    json_object_set_new(value, "zzz", json_integer(1));
    snprintf(inner, sizeof inner, "%s%szzz", path, *path ? "." : "");
    expect_at(self->plan, inner, "plan-unknown-member");
    json_object_del(value, "zzz");
    self->objects++;
}

static int is_required(const char *key)
{
    static const char *const always[] = {"by",  "rule",  "weight", "items",   "feeds",
                                         "day", "years", "levels", "calendar"};

    for (size_t i = 0; i < sizeof always / sizeof always[0]; i++) {
        if (!strcmp(key, always[i]))
            return 1;
    }
    return 0;
}

/* A required member that is taken out is told at the object that lacks it; the object's own path is the parent's. */
static void spoil_member(spoiler *self, json_t *value, json_t *parent, const char *key, size_t index, const char *path)
{
    char above[PATH_MAXIMUM];

    (void)index;
    if (!key || !is_required(key))
        return;
    snprintf(above, sizeof above, "%s", path);
    above[strlen(above) - strlen(key)] = '\0';
    if (*above)
        above[strlen(above) - 1] = '\0';
    json_incref(value);
    json_object_del(parent, key);
    expect_at(self->plan, above, "plan-member-missing");
    json_object_set_new(parent, key, value);
    self->members++;
}

static void run_over(const char *name, visit visit_one, spoiler *self)
{
    cpf_error *error;

    self->plan = load_plan(name);
    error = findings_of(self->plan);
    assert_int_equal(cpf_test_tell(CPF_OK, error), CPF_OK);
    assert_null(error);
    walk(self, self->plan, NULL, NULL, 0, "", visit_one);
    json_decref(self->plan);
}

static void test_spoilt_values(void **state)
{
    spoiler self = {0};

    (void)state;
    run_over("rich.json", spoil_value, &self);
    run_over("small.json", spoil_value, &self);
    assert_in_range(self.values, 250, 1000);
}

static void test_members_too_many(void **state)
{
    spoiler self = {0};

    (void)state;
    run_over("rich.json", spoil_object, &self);
    assert_in_range(self.objects, 30, 100);
}

static void test_members_missing(void **state)
{
    spoiler self = {0};

    (void)state;
    run_over("rich.json", spoil_member, &self);
    assert_in_range(self.members, 10, 100);
}

static void test_tables_spoilt(void **state)
{
    json_error_t refusal;
    spoiler self = {0};

    (void)state;
    self.plan = json_load_file(CPF_TEST_ROOT "/examples/plans/files.json", 0, &refusal);
    assert_non_null(self.plan);
    walk(&self, json_object_get(self.plan, "units"), self.plan, "units", 0, "units", spoil_value);
    walk(&self, json_object_get(self.plan, "goals"), self.plan, "goals", 0, "goals", spoil_value);
    walk(&self, json_object_get(self.plan, "units"), self.plan, "units", 0, "units", spoil_object);
    walk(&self, json_object_get(self.plan, "goals"), self.plan, "goals", 0, "goals", spoil_object);
    assert_in_range(self.values, 40, 200);
    json_decref(self.plan);
}

static void test_nearest_names(void **state)
{
    static const struct {
        const char *written, *meant;
    } cases[] = {{"units", "\"units\""},
                 {"unit", "\"units\""},
                 {"goal", "\"goals\""},
                 {"leveles", "\"levels\""},
                 {"Version", "\"version\""},
                 {"xyzzyxyzzy", NULL},
                 {"a-name-that-is-far-too-long-to-be-a-typing-error", NULL}};
    char json[PATH_MAXIMUM];

    (void)state;
    for (size_t i = 1; i < sizeof cases / sizeof cases[0]; i++) {
        cpf_plan *plan = NULL;
        cpf_error *error = NULL;
        const char *hint;

        snprintf(json, sizeof json, "{\"channelperf\": 1, \"%s\": 0}", cases[i].written);
        assert_int_equal(cpf_plan_parse(NULL, json, (int64_t)strlen(json), NULL, &plan, &error), CPF_E_PLAN);
        hint = strstr(cpf_error_message(error), "did you mean");
        assert_true(cases[i].meant ? hint && strstr(hint, cases[i].meant) : !hint);
        cpf_error_free(error);
        cpf_plan_free(plan);
    }
}

/* A season by an attribute of the units, and the two ways at once. */
static void test_season_manners(void **state)
{
    json_t *plan = load_plan("rich.json"), *goal = json_array_get(json_object_get(plan, "goals"), 0);
    char *text;
    cpf_plan *made = NULL;

    (void)state;
    json_object_set_new(goal, "season",
                        json_pack("{s:s, s:s, s:s}", "by", "factors", "season", "s", "attribute", "kind"));
    expect_at(plan, "goals[0].season", "plan-one-of");
    json_object_set_new(goal, "season", json_pack("{s:s, s:s}", "by", "factors", "attribute", "kind"));
    text = json_dumps(plan, 0);
    assert_int_equal(cpf_plan_parse(NULL, text, (int64_t)strlen(text), NULL, &made, NULL), CPF_OK);
    assert_string_equal(made->goals.items[0]->manner->season, "attribute:kind");
    cpf_plan_free(made);
    free(text);
    json_decref(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spoilt_values),   cmocka_unit_test(test_members_too_many),
        cmocka_unit_test(test_members_missing), cmocka_unit_test(test_tables_spoilt),
        cmocka_unit_test(test_nearest_names),   cmocka_unit_test(test_season_manners),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
