/* SPDX-License-Identifier: MIT */
/* A plan read from its text is the plan built by calls: every table of the two models is the same, cell by cell. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

#define PLANS CPF_TEST_ROOT "/examples/plans/"

static const char text[] =
    "\xEF\xBB\xBF{\"channelperf\": 1, \"code\": \"c\", \"name\": \"\\u65b9\\u6848\", \"version\": 7,\n"
    "\"calendar\": {\"years\": [2025, 2026], \"fiscal_start_month\": 7, \"label\": \"start\", \"working_week\": "
    "[\"sunday\", \"monday\"],\n"
    "  \"holidays\": [\"2026-01-01\"], \"windows\": [{\"code\": \"W\", \"from\": \"2026-01-10\", \"to\": "
    "\"2026-02-01\"}],\n"
    "  \"seasons\": {\"s\": [0.5, 1, 1.25, \"2\", 1, 1, 1, 1, 1, 1, 1, 1]}},\n"
    "\"levels\": [{\"code\": \"top\", \"name\": \"Top\"}, {\"code\": \"leaf\"}], \"channel_level\": \"leaf\",\n"
    "\"units\": [{\"level\": \"leaf\", \"code\": 12, \"parent\": \"T\", \"from\": \"2025-01-01\", \"to\": "
    "\"2027-01-01\",\n"
    "    \"attributes\": {\"w\": 0.50, \"kind\": \"x\"}},\n"
    "  {\"level\": \"top\", \"code\": \"T\", \"name\": \"Tip\"}, {\"level\": \"leaf\", \"code\": \"U\", \"parent\": "
    "\"T\",\n"
    "    \"attributes\": {\"w\": \"1.5\"}}],\n"
    "\"measures\": [{\"code\": \"m\", \"name\": \"M\", \"kind\": \"sum\", \"decimals\": 3, \"unit\": \"kg\"},\n"
    "  {\"code\": \"n\", \"kind\": \"count\"}],\n"
    "\"sources\": [{\"code\": \"src\", \"file\": \"f.csv\", \"separator\": \"\\t\", \"decimal_point\": \",\", "
    "\"round\": true,\n"
    "  \"bad_rows\": \"aside\", \"unknown_units\": \"ignore\", \"unit\": {\"columns\": [\"a\", \"b\"], \"prefix\": "
    "\"p\"},\n"
    "  \"day\": \"d\", \"where\": \"k > 1\", \"lookups\": [{\"column\": \"a\", \"file\": \"g.csv\", \"key\": \"x\", "
    "\"take\": "
    "\"y\", \"as\": \"z\"}],\n"
    "  \"firsts\": [{\"column\": \"z\", \"as\": \"zf\"}], \"feeds\": [{\"measure\": \"m\", \"column\": \"v\", "
    "\"where\": \"d > "
    "zf\"},\n"
    "  {\"measure\": \"n\"}]}],\n"
    "\"indicators\": [{\"code\": \"i\", \"name\": \"I\", \"formula\": \"sum(m)\", \"unit\": \"kg\", \"decimals\": 3, "
    "\"direction\":\n"
    "  \"more\", \"owner\": \"o\", \"data_source\": \"ds\"}, {\"code\": \"b\", \"builtin\": \"channel_activity\", "
    "\"with\":\n"
    "  {\"active\": \"n >= 2\"}, \"owner\": \"o\", \"data_source\": \"ds\"}],\n"
    "\"goals\": [{\"unit\": \"T\", \"indicator\": \"i\", \"period\": \"FY2026\", \"target\": 123.456, \"floor\": "
    "\"100\", "
    "\"stretch\":\n"
    "  1.5e2, \"split\": {\"by\": \"blend\", \"to\": \"leaf\", \"drivers\": [{\"of\": \"i\", \"in\": \"year_before\", "
    "\"percent\": 75},\n"
    "  {\"of\": \"w\", \"percent\": \"25\"}], \"step\": \"0.001\", \"ties\": \"weight\"}, \"season\": {\"by\": "
    "\"factors\",\n"
    "  \"season\": \"s\"}}],\n"
    "\"scorecards\": [{\"code\": \"k\", \"level\": \"leaf\", \"where\": {\"attribute\": \"kind\", \"is\": \"x\"}, "
    "\"points_decimals\": 3,\n"
    "  \"total_decimals\": 1, \"missing\": \"zero\", \"items\": [{\"indicator\": \"i\", \"weight\": 60.5, \"rule\": "
    "{\"name\":\n"
    "  \"points\", \"beyond\": \"extend\", \"points\": [[0.5, 1], [\"1\", \"100\"]]}, \"zero_target\": {\"absolute\": "
    "9}},\n"
    "  {\"indicator\": \"b\", \"weight\": \"39.5\", \"rule\": {\"name\": \"gate\", \"points\": 90}, \"target\": 0.85,\n"
    "  \"zero_target\": \"reached\", \"negative_target\": \"missing\"}]}],\n"
    "\"grades\": [{\"code\": \"g\", \"level\": \"leaf\", \"group\": \"siblings\", \"rank\": \"dense\", \"percentile\": "
    "\"mean\",\n"
    "  \"quotas\": [{\"grade\": \"A\", \"percent\": 20}, {\"grade\": \"B\", \"percent\": \"80\"}], \"places\": "
    "\"floor\", "
    "\"rest\": \"B\",\n"
    "  \"ties\": \"down\", \"minimum\": 3}]}";

static void build_calendar(cpf_plan *plan)
{
    static const int64_t factors[] = {50, 100, 125, 200, 100, 100, 100, 100, 100, 100, 100, 100};
    cpf_calendar_options options;

    assert_int_equal(cpf_calendar_options_init(&options, sizeof options), CPF_OK);
    options.first_year = 2025;
    options.last_year = 2026;
    options.fiscal_start_month = 7;
    options.label_by_start = 1;
    options.working_week = 1 << 6 | 1;
    cpf_plan_set_calendar(plan, &options);
    cpf_plan_add_holiday(plan, cpf_day_from_date(2026, 1, 1));
    cpf_plan_add_window(plan, "W", cpf_day_from_date(2026, 1, 10), cpf_day_from_date(2026, 2, 1));
    cpf_plan_add_season(plan, "s", 12, factors);
}

static void build_units(cpf_plan *plan)
{
    cpf_unit *unit;

    cpf_plan_add_level(plan, "top", "Top");
    cpf_plan_add_level(plan, "leaf", NULL);
    cpf_plan_set_channel_level(plan, "leaf");
    unit = cpf_plan_add_unit_under(plan, "T", "leaf", "12", NULL);
    cpf_unit_set_span(unit, cpf_day_from_date(2025, 1, 1), cpf_day_from_date(2027, 1, 1));
    cpf_unit_set_attribute(unit, "w", "0.50");
    cpf_unit_set_attribute(unit, "kind", "x");
    cpf_plan_add_unit_under(plan, NULL, "top", "T", "Tip");
    cpf_unit_set_attribute(cpf_plan_add_unit_under(plan, "T", "leaf", "U", NULL), "w", "1.5");
}

static void build_sources(cpf_plan *plan)
{
    static const char *const columns[] = {"a", "b"};
    cpf_source *source;

    cpf_plan_add_measure(plan, "m", "M", "sum", 3, "kg");
    cpf_plan_add_measure(plan, "n", NULL, "count", 0, NULL);
    source = cpf_plan_add_source(plan, "src", "f.csv");
    cpf_source_set_format(source, '\t', ',', 1);
    cpf_source_set_policy(source, 1, 1);
    cpf_source_set_unit(source, "p", 2, columns);
    cpf_source_set_day(source, "d");
    cpf_source_set_filter(source, "k > 1");
    cpf_source_add_lookup(source, "a", "g.csv", "x", "y", "z");
    cpf_source_add_first(source, "z", "zf");
    cpf_source_add_measure(source, "m", "v", "d > zf");
    cpf_source_add_measure(source, "n", NULL, NULL);
}

static void build_goals(cpf_plan *plan)
{
    cpf_indicator *indicator = cpf_plan_add_indicator(plan, "i", "I", "sum(m)");
    cpf_goal *goal;

    cpf_indicator_set_unit(indicator, "kg");
    cpf_indicator_set_decimals(indicator, 3);
    cpf_indicator_set_direction(indicator, "more");
    cpf_indicator_set_origin(indicator, "o", "ds");
    indicator = cpf_plan_add_builtin(plan, "b", NULL, "channel_activity");
    cpf_indicator_set_parameter(indicator, "active", "n >= 2");
    cpf_indicator_set_origin(indicator, "o", "ds");
    goal = cpf_plan_add_goal(plan, "T", "i", "FY2026");
    cpf_goal_set_target(goal, "123.456");
    cpf_goal_set_range(goal, "100", "150");
    cpf_goal_set_split(goal, "blend", "leaf");
    cpf_goal_add_driver(goal, "i", "year_before", "75");
    cpf_goal_add_driver(goal, "w", NULL, "25");
    cpf_goal_set_step(goal, "0.001");
    cpf_goal_set_ties(goal, 1);
    cpf_goal_set_season(goal, "factors", "s");
}

static void build_cards(cpf_plan *plan)
{
    cpf_scorecard *card = cpf_plan_add_scorecard(plan, "k", "leaf");
    cpf_standing *standing;
    cpf_item *item;

    cpf_scorecard_set_filter(card, "kind", "x");
    cpf_scorecard_set_decimals(card, 3, 1);
    cpf_scorecard_set_missing(card, "zero");
    item = cpf_scorecard_add_item(card, "i", "60.5", "points");
    cpf_item_set_parameter(item, "beyond", "extend");
    cpf_item_add_point(item, "0.5", "1");
    cpf_item_add_point(item, "1", "100");
    cpf_item_set_policies(item, "absolute", "9", "shift");
    item = cpf_scorecard_add_item(card, "b", "39.5", "gate");
    cpf_item_set_parameter(item, "points", "90");
    cpf_item_set_target(item, "0.85");
    cpf_item_set_policies(item, "reached", NULL, "missing");
    standing = cpf_plan_add_standing(plan, "g", "leaf", "siblings");
    cpf_standing_set_methods(standing, "dense", "mean");
    cpf_standing_add_quota(standing, "A", "20");
    cpf_standing_add_quota(standing, "B", "80");
    cpf_standing_set_quota_rule(standing, "floor", "B", "down", 3);
}

static cpf_model *built(void)
{
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;
    cpf_error *error = NULL;

    assert_int_equal(cpf_plan_new(NULL, &plan), CPF_OK);
    cpf_plan_set_name(plan, "c", "方案", "7");
    build_calendar(plan);
    build_units(plan);
    build_sources(plan);
    build_goals(plan);
    build_cards(plan);
    assert_int_equal(cpf_test_tell(cpf_plan_freeze(plan, &model, &error), error), CPF_OK);
    cpf_plan_free(plan);
    return model;
}

static cpf_model *freeze_read(cpf_status status, cpf_plan *plan, cpf_error *error)
{
    cpf_model *model = NULL;

    assert_int_equal(cpf_test_tell(status, error), CPF_OK);
    assert_null(error);
    assert_int_equal(cpf_test_tell(cpf_plan_freeze(plan, &model, &error), error), CPF_OK);
    cpf_plan_free(plan);
    return model;
}

static void compare_tables(const cpf_table *a, const cpf_table *b)
{
    char left[64], right[64];

    assert_int_equal(cpf_table_row_count(a), cpf_table_row_count(b));
    assert_int_equal(cpf_table_column_count(a), cpf_table_column_count(b));
    for (int32_t column = 0; column < cpf_table_column_count(a); column++) {
        assert_string_equal(cpf_table_column_name(a, column), cpf_table_column_name(b, column));
        for (int64_t row = 0; row < cpf_table_row_count(a); row++)
            assert_string_equal(cpf_table_format(a, column, row, left), cpf_table_format(b, column, row, right));
    }
}

static void compare_models(const cpf_model *a, const cpf_model *b)
{
    static const char *const names[] = {"units", "periods", "measures", "indicators", "goals", "scorecards", "sources"};

    assert_string_equal(cpf_model_code(a), cpf_model_code(b));
    assert_string_equal(cpf_model_name(a), cpf_model_name(b));
    assert_string_equal(cpf_model_version(a), cpf_model_version(b));
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        cpf_table *left = NULL, *right = NULL;

        assert_int_equal(cpf_model_table(a, names[i], &left, NULL), CPF_OK);
        assert_int_equal(cpf_model_table(b, names[i], &right, NULL), CPF_OK);
        assert_true(cpf_table_row_count(left) > 0);
        compare_tables(left, right);
        cpf_table_free(left);
        cpf_table_free(right);
    }
}

static void test_text_is_calls(void **state)
{
    cpf_plan *plan = NULL;
    cpf_error *error = NULL;
    cpf_status status = cpf_plan_parse(NULL, text, (int64_t)sizeof text - 1, NULL, &plan, &error);
    cpf_model *read = freeze_read(status, plan, error), *made = built();

    (void)state;
    compare_models(read, made);
    cpf_model_free(read);
    cpf_model_free(made);
}

static cpf_id unit_of(const cpf_model *model, const char *code)
{
    cpf_id unit = cpf_model_find_unit(model, code);

    assert_int_not_equal(unit, CPF_NONE);
    return unit;
}

/* Units of a table of ways and of a table of one level; the joined code; the filter; the quotes of CSV; the days. */
static void test_tables(void **state)
{
    cpf_plan *plan = NULL;
    cpf_error *error = NULL;
    cpf_status status = cpf_plan_read(NULL, PLANS "files.json", &plan, &error);
    cpf_model *model = freeze_read(status, plan, error);
    cpf_table *goals = NULL;

    (void)state;
    assert_int_equal(cpf_model_unit_count(model), 1 + 2 + 3 + 4);
    assert_int_equal(cpf_model_find_unit(model, "W/LS"), CPF_NONE);
    assert_int_equal(cpf_model_unit_parent(model, unit_of(model, "E/SH")), unit_of(model, "E"));
    assert_int_equal(cpf_model_unit_parent(model, unit_of(model, "S3")), unit_of(model, "E/NB"));
    assert_string_equal(cpf_model_unit_name(model, unit_of(model, "S1")), "Bund, north");
    assert_string_equal(cpf_model_unit_name(model, unit_of(model, "S3")), "The \"Old\" Gate");
    assert_string_equal(cpf_model_unit_attribute(model, unit_of(model, "S3"), "tier"), "2");
    assert_int_equal(cpf_model_table(model, "goals", &goals, NULL), CPF_OK);
    assert_int_equal(cpf_table_row_count(goals), 4 * 2 + 1);
    cpf_table_free(goals);
    cpf_model_free(model);
}

/* 9000.005 at 2 decimals is rounded half away from zero, since the table says that it may be. */
static void test_rounded_goal(void **state)
{
    char buffer[64];
    cpf_plan *plan = NULL;
    cpf_error *error = NULL;
    cpf_status status = cpf_plan_read(NULL, PLANS "files.json", &plan, &error);
    cpf_model *model = freeze_read(status, plan, error);
    cpf_table *goals = NULL;
    int32_t unit, target;
    int seen = 0;

    (void)state;
    assert_int_equal(cpf_model_table(model, "goals", &goals, NULL), CPF_OK);
    unit = cpf_table_find(goals, "unit");
    target = cpf_table_find(goals, "target");
    for (int64_t row = 0; row < cpf_table_row_count(goals); row++) {
        if (strcmp(cpf_table_format(goals, unit, row, buffer), "S1"))
            continue;
        assert_string_equal(cpf_table_format(goals, target, row, buffer), "9000.01");
        seen++;
    }
    assert_int_equal(seen, 2);
    cpf_table_free(goals);
    cpf_model_free(model);
}

static cpf_status parse(const char *json, const char *folder, cpf_plan **plan, cpf_error **error)
{
    return cpf_plan_parse(NULL, json, (int64_t)strlen(json), folder, plan, error);
}

static void test_arguments(void **state)
{
    cpf_plan *plan = NULL;
    cpf_error *error = NULL;

    (void)state;
    assert_int_equal(cpf_plan_read(NULL, NULL, &plan, &error), CPF_E_ARGUMENT);
    assert_string_equal(cpf_error_subject(error), "path");
    cpf_error_free(error);
    assert_int_equal(cpf_plan_read(NULL, "x", NULL, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_plan_parse(NULL, "{}", -1, NULL, &plan, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_plan_parse(NULL, NULL, 0, NULL, &plan, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_plan_parse(NULL, "{}", 2, NULL, NULL, NULL), CPF_E_ARGUMENT);
    assert_int_equal(cpf_plan_read(NULL, PLANS "no-such-plan.json", &plan, NULL), CPF_E_NOT_FOUND);
    assert_int_equal(cpf_plan_read(NULL, PLANS "first.json/x", &plan, NULL), CPF_E_NOT_FOUND);
    assert_int_equal(cpf_plan_read(NULL, PLANS, &plan, NULL), CPF_E_IO);
    assert_null(plan);
}

static void test_no_folder(void **state)
{
    static const char json[] =
        "{\"channelperf\": 1, \"calendar\": {\"years\": [2026, 2026]}, \"levels\": [], \"units\": [\n"
        "{\"file\": \"u.csv\", \"level\": \"l\", \"code\": \"c\"}]}";
    cpf_plan *plan = NULL;
    cpf_error *error = NULL;

    (void)state;
    assert_int_equal(parse(json, NULL, &plan, &error), CPF_E_PLAN);
    assert_int_equal(cpf_error_count(error), 1);
    assert_string_equal(cpf_error_code_at(error, 0), "plan-no-folder");
    assert_string_equal(cpf_error_subject(error), "line 2: units[0]");
    cpf_error_free(error);
    cpf_plan_free(plan);
    error = NULL;
    assert_int_equal(parse(json, CPF_TEST_ROOT "/no/such/folder", &plan, &error), CPF_E_NOT_FOUND);
    cpf_error_free(error);
    cpf_plan_free(plan);
}

/* Ten thousand mistakes are told as a thousand and a word that there are more. */
static void test_many_findings(void **state)
{
    enum { MISTAKES = 10000 };
    static const char head[] =
        "{\"channelperf\": 1, \"calendar\": {\"years\": [2026, 2026]}, \"units\": [], \"levels\": [";
    char *json = malloc(sizeof head + MISTAKES * 8);
    cpf_plan *plan = NULL;
    cpf_error *error = NULL;
    size_t at = sizeof head - 1;

    (void)state;
    assert_non_null(json);
    memcpy(json, head, at);
    for (int i = 0; i < MISTAKES; i++, at += 2)
        memcpy(json + at, "7,", 2);
    memcpy(json + at - 1, "]}", 3);
    assert_int_equal(parse(json, NULL, &plan, &error), CPF_E_PLAN);
    assert_int_equal(cpf_error_count(error), 1001);
    assert_string_equal(cpf_error_code_at(error, 1000), "plan-many-findings");
    assert_string_equal(cpf_error_subject_at(error, 999), "line 1: levels[999]");
    cpf_error_free(error);
    cpf_plan_free(plan);
    free(json);
}

/* A text of the document that is megabytes long does not make messages of megabytes, and is cut between characters. */
static void test_long_text(void **state)
{
    static const char head[] = "{\"channelperf\": \"";
    enum { LENGTH = 3000000 };
    char *json = malloc(sizeof head + LENGTH + 8);
    cpf_plan *plan = NULL;
    cpf_error *error = NULL;

    (void)state;
    assert_non_null(json);
    memcpy(json, head, sizeof head - 1);
    for (int i = 0; i < LENGTH; i += 3)
        memcpy(json + sizeof head - 1 + i, "目", 3);
    memcpy(json + sizeof head - 1 + LENGTH, "\"}", 3);
    assert_int_equal(parse(json, NULL, &plan, &error), CPF_E_PLAN);
    for (int32_t i = 0; i < cpf_error_count(error); i++)
        assert_true(strlen(cpf_error_message_at(error, i, CPF_ENGLISH)) < 300);
    cpf_test_has(error, "plan-version");
    cpf_error_free(error);
    cpf_plan_free(plan);
    free(json);
}

static cpf_status read_whole(cpf_context *context, const char *path)
{
    cpf_plan *plan = NULL;
    cpf_error *error = NULL;
    cpf_status status = path ? cpf_plan_read(context, path, &plan, &error)
                             : cpf_plan_parse(context, text, (int64_t)sizeof text - 1, NULL, &plan, &error);

    if (status == CPF_E_MEMORY)
        assert_null(plan);
    assert_int_equal(cpf_error_status(error), status);
    cpf_error_free(error);
    cpf_plan_free(plan);
    return status;
}

/* Every allocation of reading fails once; nothing is lost, and the failure is told as what it is. */
static void test_no_memory(void **state)
{
    static const char *const paths[] = {NULL, PLANS "files.json"};

    (void)state;
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        cpf_status status = CPF_E_MEMORY;

        for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
            cpf_test_memory *memory = NULL;
            cpf_context *context = cpf_test_failing_context(n, &memory);

            if (context)
                status = read_whole(context, paths[i]);
            cpf_test_failing_free(context, memory);
        }
        assert_int_equal(status, CPF_OK);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_is_calls), cmocka_unit_test(test_tables),    cmocka_unit_test(test_rounded_goal),
        cmocka_unit_test(test_arguments),     cmocka_unit_test(test_no_folder), cmocka_unit_test(test_many_findings),
        cmocka_unit_test(test_long_text),     cmocka_unit_test(test_no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
