/* SPDX-License-Identifier: MIT */
/* The index of a JSON text against the writer that made the text and against jansson, which reads the same text its own
 * way. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "json_locate.h"
#include "support.h"
#include "text.h"

enum { DOCUMENTS = 400, VALUES_MAXIMUM = 4000 };

/* What the writer knows about a value that it wrote. */
typedef struct written {
    char path[512];
    int32_t line, column, kind;
} written;

typedef struct writer {
    cpf_test_random random;
    cpf_text *text;
    int32_t line, column, count, budget;
    written values[VALUES_MAXIMUM];
} writer;

static void put(writer *out, const char *bytes)
{
    cpf__text_add(out->text, bytes);
    for (; *bytes; bytes++) {
        out->column += ((unsigned char)*bytes & 0xC0) != 0x80;
        if (*bytes == '\n') {
            out->line++;
            out->column = 1;
        }
    }
}

static void put_gap(writer *out)
{
    static const char *const gaps[] = {"", "", " ", "\n", "\r\n", "\t", "  \n \n"};

    put(out, gaps[cpf_test_between(&out->random, 0, 6)]);
}

static void put_scalar(writer *out, int32_t kind)
{
    static const char *const texts[] = {"\"\"", "\"a\"", "\"\\\"x\\\\\"", "\"中文\\u4e2d\\ud83d\\ude00 é\"",
                                        "\"{[,]}:\""};
    static const char *const numbers[] = {"0", "-1", "0.1", "12.50", "1e5", "-0.30E-2", "123456789012345678"};
    static const char *const words[] = {"true", "false", "null"};

    if (kind == CPF__JSON_TEXT)
        put(out, texts[cpf_test_between(&out->random, 0, 4)]);
    else if (kind == CPF__JSON_NUMBER)
        put(out, numbers[cpf_test_between(&out->random, 0, 6)]);
    else
        put(out, words[kind - CPF__JSON_TRUE]);
}

static void put_value(writer *out, const char *path, int depth);

static void put_members(writer *out, const char *path, int depth, int is_object)
{
    int members = (int)cpf_test_between(&out->random, 0, 6);
    char inner[512];

    for (int i = 0; i < members && out->budget > 0; i++) {
        put(out, i ? "," : "");
        put_gap(out);
        if (is_object) {
            snprintf(inner, sizeof inner, "\"键%d_\\u00e9\"", i);
            put(out, inner);
            put_gap(out);
            put(out, ":");
            put_gap(out);
            snprintf(inner, sizeof inner, "%s%s键%d_é", path, *path ? "." : "", i);
        } else {
            snprintf(inner, sizeof inner, "%s[%d]", path, i);
        }
        put_value(out, inner, depth + 1);
        put_gap(out);
    }
}

static void put_value(writer *out, const char *path, int depth)
{
    int32_t kind = (int32_t)cpf_test_between(&out->random, 0, depth < 8 && depth ? 6 : 1);
    written *value = &out->values[out->count++];

    if (depth >= 8)
        kind = CPF__JSON_NUMBER;
    out->budget--;
    snprintf(value->path, sizeof value->path, "%s", path);
    value->line = out->line;
    value->column = out->column;
    value->kind = kind;
    if (kind > CPF__JSON_LIST) {
        put_scalar(out, kind);
        return;
    }
    put(out, kind == CPF__JSON_OBJECT ? "{" : "[");
    put_gap(out);
    put_members(out, path, depth, kind == CPF__JSON_OBJECT);
    put(out, kind == CPF__JSON_OBJECT ? "}" : "]");
}

static void write_document(writer *out)
{
    out->text = cpf__text_new(NULL);
    out->line = out->column = 1;
    out->count = 0;
    out->budget = VALUES_MAXIMUM - 16;
    put_gap(out);
    put_value(out, "", 0);
    put_gap(out);
}

/* The same value as jansson sees it. */
static void compare_with_jansson(const cpf__json *json, int32_t node, json_t *value)
{
    int32_t child = cpf__json_child(json, node);
    const char *key;
    json_t *inner;
    size_t i;

    if (json_is_string(value))
        assert_string_equal(cpf__json_text(json, node), json_string_value(value));
    else if (json_is_integer(value))
        assert_true(strtoll(cpf__json_text(json, node), NULL, 10) == json_integer_value(value));
    else if (json_is_real(value))
        assert_true(strtod(cpf__json_text(json, node), NULL) == json_real_value(value));
    if (json_is_array(value)) {
        json_array_foreach(value, i, inner)
        {
            compare_with_jansson(json, child, inner);
            child = cpf__json_sibling(json, child);
        }
    } else if (json_is_object(value)) {
        json_object_foreach(value, key, inner)
        {
            assert_string_equal(cpf__json_text(json, child), key);
            compare_with_jansson(json, child + 1, inner);
            child = cpf__json_sibling(json, child);
        }
    }
    if (json_is_array(value) || json_is_object(value))
        assert_int_equal(child, CPF_NONE);
}

static void compare_with_writer(const cpf__json *json, const writer *out)
{
    cpf_text *path = cpf__text_new(NULL);

    for (int32_t i = 0; i < out->count; i++) {
        int32_t node = cpf__json_find(json, out->values[i].path);

        assert_int_equal(json->items[node].line, out->values[i].line);
        assert_int_equal(json->items[node].column, out->values[i].column);
        assert_int_equal(json->items[node].kind, out->values[i].kind);
        cpf__text_cut(path, 0);
        cpf__json_path(json, node, path);
        assert_string_equal(cpf_text_data(path), out->values[i].path);
    }
    cpf_text_free(path);
}

static void test_documents(void **state)
{
    writer *out = calloc(1, sizeof *out);

    (void)state;
    assert_non_null(out);
    out->random = cpf_test_seed("documents", 20260731);
    for (int i = 0; i < DOCUMENTS; i++) {
        cpf__json *json = NULL;
        json_error_t refusal;
        json_t *document;
        int64_t line = 0;

        write_document(out);
        document =
            json_loadb(cpf_text_data(out->text), (size_t)cpf_text_length(out->text), JSON_REJECT_DUPLICATES, &refusal);
        assert_non_null(document);
        assert_int_equal(cpf__json_index(NULL, cpf_text_data(out->text), cpf_text_length(out->text), &json, &line),
                         CPF_OK);
        compare_with_writer(json, out);
        compare_with_jansson(json, 0, document);
        cpf__json_free(json);
        json_decref(document);
        cpf_text_free(out->text);
    }
    free(out);
}

static int32_t index_of(const char *text, cpf__json **json, int64_t *line)
{
    return cpf__json_index(NULL, text, (int64_t)strlen(text), json, line);
}

static void test_numbers_stay_as_written(void **state)
{
    static const char text[] = "{\"a\":0.10,\"b\" : 1.50E+3 ,\"c\":[-0,7],\"d\":12345678901234567890.123456789}";
    cpf__json *json = NULL;
    int64_t line = 0;

    (void)state;
    assert_int_equal(index_of(text, &json, &line), CPF_OK);
    assert_string_equal(cpf__json_text(json, cpf__json_find(json, "a")), "0.10");
    assert_string_equal(cpf__json_text(json, cpf__json_find(json, "b")), "1.50E+3");
    assert_string_equal(cpf__json_text(json, cpf__json_find(json, "c[0]")), "-0");
    assert_string_equal(cpf__json_text(json, cpf__json_find(json, "c[1]")), "7");
    assert_string_equal(cpf__json_text(json, cpf__json_find(json, "d")), "12345678901234567890.123456789");
    cpf__json_free(json);
}

static void compare_escape(const char *source)
{
    json_t *document = json_loads(source, 0, NULL);
    cpf__json *json = NULL;
    int64_t line = 0;

    assert_non_null(document);
    assert_int_equal(index_of(source, &json, &line), CPF_OK);
    assert_string_equal(cpf__json_text(json, 1), json_string_value(json_array_get(document, 0)));
    assert_int_equal(cpf__json_sibling(json, 0), CPF_NONE);
    cpf__json_free(json);
    json_decref(document);
}

/* Every kind of escape becomes the bytes that jansson makes of it. */
static void test_escapes(void **state)
{
    char text[32];

    (void)state;
    for (unsigned code = 1; code < 0x10000; code++) {
        if (code >= 0xD800 && code < 0xE000)
            continue;
        snprintf(text, sizeof text, code % 2 ? "[\"a\\u%04xb\"]" : "[\"a\\u%04Xb\"]", code);
        compare_escape(text);
    }
    compare_escape("[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]");
    compare_escape("[\"\\ud800\\udc00\\uDBFF\\uDFFF\"]");
}

/* A path that leads nowhere ends at the deepest value on the way, so that a finding still gets a line. */
static void test_paths_that_lead_nowhere(void **state)
{
    static const struct {
        const char *path, *found;
    } cases[] = {{"", ""},
                 {"x", ""},
                 {"a.z", "a"},
                 {"a.b[7]", "a.b"},
                 {"a.b[1].q", "a.b[1]"},
                 {"a.b[x]", "a.b"},
                 {"a.b[99999999999999]", "a.b"},
                 {"a.b[", "a.b"},
                 {"a.b[1", "a.b"},
                 {"a.b.c.d", "a.b.c.d"},
                 {"a.b.c", "a.b.c"},
                 {"[0]", ""}};
    cpf_text *path = cpf__text_new(NULL);
    cpf__json *json = NULL;
    int64_t line = 0;

    (void)state;
    assert_int_equal(index_of("{\"a\": {\"b\": [1, [2]], \"b.c\": {\"d\": 3}}}", &json, &line), CPF_OK);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cpf__text_cut(path, 0);
        cpf__json_path(json, cpf__json_find(json, cases[i].path), path);
        assert_string_equal(cpf_text_data(path), cases[i].found);
    }
    cpf_text_free(path);
    cpf__json_free(json);
}

static void test_depth(void **state)
{
    char text[2 * CPF__JSON_DEPTH + 8];
    cpf__json *json = NULL;

    (void)state;
    for (int depth = 1; depth <= CPF__JSON_DEPTH + 1; depth++) {
        int64_t line = 0;
        cpf_status status;

        memset(text, '[', (size_t)depth);
        memset(text + depth, ']', (size_t)depth);
        status = cpf__json_index(NULL, text, 2 * depth, &json, &line);
        assert_int_equal(status, depth <= CPF__JSON_DEPTH ? CPF_OK : CPF_E_RANGE);
        if (status == CPF_OK)
            cpf__json_free(json);
    }
}

static void test_no_memory(void **state)
{
    static const char text[] =
        "{\"a\": [1, 2, 3, {\"b\": \"c\"}], \"d\": [[], {}, null, true, false, 1, 2, 3, 4, 5, 6, 7, 8]}";
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory = NULL;
        cpf_context *context = cpf_test_failing_context(n, &memory);
        cpf__json *json = NULL;
        int64_t line = 0;

        if (context) {
            status = cpf__json_index(context, text, (int64_t)sizeof text - 1, &json, &line);
            cpf__json_free(json);
        }
        cpf_test_failing_free(context, memory);
    }
    assert_int_equal(status, CPF_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_documents),
        cmocka_unit_test(test_numbers_stay_as_written),
        cmocka_unit_test(test_paths_that_lead_nowhere),
        cmocka_unit_test(test_escapes),
        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
