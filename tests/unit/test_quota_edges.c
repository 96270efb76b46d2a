/* SPDX-License-Identifier: MIT */
/* Forced distributions: published examples, border cases, what small groups and teams' grades mean, each finding, and
 * memory that ends. */
#include "quota_check.h"

/* Everybody in one team, all there, with falling totals unless told otherwise. */
static quota_world plain_world(int32_t people)
{
    quota_world w = {.people = people, .teams = 1, .bands = {-1}, .group = "all", .tie = "order", .level = ""};

    for (int32_t i = 0; i < people; i++) {
        w.value[i] = 100 - i;
        w.there[i] = 1;
    }
    return w;
}

static void set_shares(quota_world *w, int64_t a, int64_t b, int64_t c, int64_t d)
{
    const int64_t shares[] = {a, b, c, d};

    for (int i = 0; i < QUOTA_GRADES; i++)
        w->shares[i] = shares[i] * 10000;
}

typedef struct quota_run {
    cpf_model *model;
    cpf_appraisal *appraisal;
} quota_run;

static quota_run run_world(const quota_world *w)
{
    cpf_plan *plan = quota_plan(NULL, w, 0);
    quota_run run = {NULL, NULL};
    cpf_error *error = NULL;
    cpf_status status = cpf_plan_freeze(plan, &run.model, &error);

    assert_int_equal(cpf_test_tell(status, error), CPF_OK);
    status = quota_appraise(run.model, w, &run.appraisal, &error);
    assert_int_equal(cpf_test_tell(status, error), CPF_OK);
    cpf_plan_free(plan);
    return run;
}

static void end_run(quota_run *run)
{
    cpf_appraisal_free(run->appraisal);
    cpf_model_free(run->model);
}

static cpf_table *table_of(const quota_run *run, const char *name)
{
    cpf_table *table = NULL;

    assert_int_equal(cpf_appraisal_table(run->appraisal, name, &table, NULL), CPF_OK);
    return table;
}

/* A row as its cells of the named columns, "A 2 19". */
static void expect_row(const cpf_table *table, int64_t row, const char *names, const char *wanted)
{
    char found[400] = "", name[40], buffer[40];

    for (const char *at = names; *at; at += strspn(at, " ")) {
        int length = (int)strcspn(at, " ");

        snprintf(name, sizeof name, "%.*s", length, at);
        snprintf(found + strlen(found), sizeof found - strlen(found), "%s%s", *found ? " " : "",
                 cpf_table_format(table, cpf_table_find(table, name), row, buffer));
        at += length;
    }
    assert_string_equal(found, wanted);
}

/* SAP 3634696: 19 people; a at most 10 %, a and b 30 %, c 40 %, d 20 %, e 10 % (here d and e as one grade of 30 %). Its
 * places 5 (a and b) + 7 + 3 + 1 are 16; by largest remainder they are 19, with one place for a at most: 1.9. */
static void test_group_of_grades(void **state)
{
    quota_world w = plain_world(19);
    cpf_table *table;
    quota_run run;

    (void)state;
    set_shares(&w, 10, 20, 40, 30);
    w.rows = 4;
    w.row[0] = (quota_row){0, 0, -1, -1, 100000, -1, -1};
    w.row[1] = (quota_row){0, 1, -1, 300000, 300000, -1, -1};
    w.row[2] = (quota_row){2, 2, -1, 400000, 400000, -1, -1};
    w.row[3] = (quota_row){3, 3, -1, 300000, 300000, -1, -1};
    run = run_world(&w);
    table = table_of(&run, "quotas");
    assert_int_equal(cpf_table_row_count(table), 5);
    expect_row(table, 0, "grade wished least most places given rule", "A 2 0 1 1 1 limit");
    expect_row(table, 1, "grade wished least most places given rule", "B 4 0 19 5 5 limit");
    expect_row(table, 2, "grade wished least most places given rule", "C 7 7 8 7 7 shares");
    expect_row(table, 3, "grade wished least most places given rule", "D 6 5 6 6 6 shares");
    expect_row(table, 4, "grade wished least most places given rule", "A-B 6 5 6 6 6 group-limit");
    cpf_table_free(table);
    end_run(&run);
}

/* 20/70/10 for every size: places add up, each within one of its exact share. */
static void test_vitality_curve(void **state)
{
    static const int64_t percents[] = {20, 70, 10};

    (void)state;
    for (int32_t n = 3; n <= 50; n++) {
        quota_world w = plain_world(n);
        int64_t sum = 0;
        quota_run run;
        cpf_table *table;

        set_shares(&w, 20, 70, 10, 0);
        run = run_world(&w);
        table = table_of(&run, "quotas");
        for (int i = 0; i < 3; i++) {
            int64_t places = cpf_table_decimals(table, cpf_table_find(table, "places"))[i];

            assert_true(100 * (places - 1) < percents[i] * n && percents[i] * n < 100 * (places + 1));
            sum += places;
        }
        assert_int_equal(sum, n);
        cpf_table_free(table);
        end_run(&run);
    }
}

/* Ten of everybody by band, but at most a fifth may have the best and a tenth must have the worst. */
static void test_bands_within_limits(void **state)
{
    quota_world w = plain_world(10);
    quota_run run;
    cpf_table *table;

    (void)state;
    w.bands[0] = 95, w.bands[1] = 80, w.bands[2] = 60;
    w.rows = 2;
    w.row[0] = (quota_row){0, 0, -1, -1, 200000, -1, -1};
    w.row[1] = (quota_row){3, 3, -1, 100000, -1, -1, -1};
    run = run_world(&w); /* 100 .. 91: six A, four B */
    table = table_of(&run, "quotas");
    expect_row(table, 0, "grade share wished most places given rule", "A  6 2 2 2 limit");
    expect_row(table, 1, "grade wished places given rule", "B 4 7 7 limit");
    expect_row(table, 2, "grade wished places given rule", "C 0 0 0 bands");
    expect_row(table, 3, "grade wished least places given rule", "D 0 1 1 1 limit");
    cpf_table_free(table);
    table = table_of(&run, "groups");
    expect_row(table, 3, "grade size given lowest", "D 10 1 91.00");
    cpf_table_free(table);
    end_run(&run);
}

/* Who stands next to a line, how near, and whether equal totals were told apart there. */
static void test_borders(void **state)
{
    quota_world w = plain_world(8);
    static const int64_t values[] = {90, 85, 80, 80, 78, 60, 50, 40};
    cpf_plan *plan;
    cpf_record *rule;
    quota_run run = {NULL, NULL};
    cpf_table *table;

    (void)state;
    memcpy(w.value, values, sizeof values);
    set_shares(&w, 40, 40, 20, 0); /* 3.2, 3.2, 1.6: 3, 3, 2 */
    plan = quota_plan(NULL, &w, 0);
    rule = cpf_plan_add_record(plan, "quota_rule");
    cpf_record_set(rule, "standing", "s");
    cpf_record_set(rule, "border", "5");
    assert_int_equal(cpf_plan_freeze(plan, &run.model, NULL), CPF_OK);
    assert_int_equal(quota_appraise(run.model, &w, &run.appraisal, NULL), CPF_OK);
    table = table_of(&run, "borders");
    assert_int_equal(cpf_table_row_count(table), 6);
    expect_row(table, 0, "pool unit place total grade other across distance tied", "all P001 2 85.00 A B 80.00 5.00 0");
    expect_row(table, 1, "pool unit place total grade other across distance tied", "all P002 3 80.00 A B 80.00 0.00 1");
    expect_row(table, 2, "pool unit place total grade other across distance tied", "all P003 4 80.00 B A 80.00 0.00 1");
    expect_row(table, 3, "unit total grade other distance tied", "P004 78.00 B A -2.00 0");
    expect_row(table, 4, "unit total grade other distance tied", "P005 60.00 B C 10.00 0");
    expect_row(table, 5, "unit total grade other distance tied", "P006 50.00 C B -10.00 0");
    cpf_table_free(table);
    cpf_plan_free(plan);
    end_run(&run);
}

/* Pools: one of a large team, one of two small ones below a region, one left alone. */
static void test_pool_names(void **state)
{
    quota_world w = plain_world(14);
    quota_run run;
    cpf_table *table;

    (void)state;
    set_shares(&w, 25, 25, 25, 25);
    w.teams = 4;
    w.group = "siblings";
    w.small = "up";
    w.level = "region";
    w.minimum = 4;
    w.region[2] = w.region[3] = 1;
    for (int32_t i = 0; i < 14; i++)
        w.team[i] = i < 6 ? 0 : i < 9 ? 1 : i < 11 ? 2 : 3; /* 6, 3 alone in its region, 2 and 3 */
    w.team_value[0] = 80;
    w.team_value[1] = w.team_value[2] = w.team_value[3] = -1;
    run = run_world(&w);
    table = table_of(&run, "quotas");
    assert_int_equal(cpf_table_row_count(table), 16);
    expect_row(table, 0, "group size pool pool_size team_total rule", "T0 6 T0 6 80.00 shares");
    expect_row(table, 4, "group size pool pool_size team_total rule", "T1 3    exempt");
    expect_row(table, 8, "group size pool pool_size team_total rule", "T2 2 small:R1 5  shares");
    expect_row(table, 12, "group size pool pool_size rule", "T3 3 small:R1 5 shares");
    cpf_table_free(table);
    end_run(&run);
    w.small = "together";
    w.level = "";
    run = run_world(&w);
    table = table_of(&run, "quotas");
    expect_row(table, 4, "group size pool pool_size places", "T1 3 small 8 2");
    cpf_table_free(table);
    end_run(&run);
}

/* A team that is graded itself hands its grade on: the best team may give two A, the other none. */
static void test_team_grade(void **state)
{
    quota_world w = plain_world(8);
    cpf_plan *plan;
    cpf_standing *standing;
    quota_run run = {NULL, NULL};
    cpf_error *error = NULL;
    cpf_table *table;
    static const char *const most[] = {"50", "0"};

    (void)state;
    w.teams = 2;
    w.group = "siblings";
    set_shares(&w, 100, 0, 0, 0);
    for (int32_t i = 0; i < 8; i++)
        w.team[i] = i % 2;
    w.team_value[0] = 80;
    w.team_value[1] = 70;
    plan = quota_plan(NULL, &w, 0);
    standing = cpf_plan_add_standing(plan, "teams", "team", "all");
    cpf_standing_add_quota(standing, "good", "50");
    cpf_standing_add_quota(standing, "weak", "50");
    standing = cpf_plan_add_standing(plan, "late", "person", "siblings");
    for (int i = 0; i < QUOTA_GRADES; i++)
        cpf_standing_add_quota(standing, quota_grades[i], "25");
    for (int i = 0; i < 2; i++) {
        cpf_record *record = cpf_plan_add_record(plan, "grade_quota");

        cpf_record_set(record, "standing", "late");
        cpf_record_set(record, "grade", "A");
        cpf_record_set(record, i ? "most" : "least", most[i]);
        cpf_record_set(record, "team", "teams");
        cpf_record_set(record, "team_grade", i ? "weak" : "good");
    }
    if (cpf_plan_freeze(plan, &run.model, &error) != CPF_OK)
        cpf_test_tell(CPF_OK, error);
    assert_int_equal(quota_appraise(run.model, &w, &run.appraisal, NULL), CPF_OK);
    table = table_of(&run, "quotas");
    assert_int_equal(cpf_table_row_count(table), 8 + 2 + 8);
    expect_row(table, 10, "standing group grade wished places", "late T0 A 1 2");
    expect_row(table, 14, "standing group grade wished places", "late T1 A 1 0");
    cpf_table_free(table);
    cpf_plan_free(plan);
    end_run(&run);
}

/* What is told of a person's grade, in English. */
static void expect_told(const quota_run *run, const quota_world *w, const char *person, const char *const *wanted)
{
    cpf_facts *actuals = quota_facts(run->model, w), *targets = NULL;
    cpf_explanation *explanation = NULL;
    cpf_text *text = NULL;

    assert_int_equal(cpf_facts_new(run->model, &targets, NULL), CPF_OK);
    assert_int_equal(cpf_explain(run->appraisal, targets, actuals, cpf_model_find_unit(run->model, person), CPF_NONE,
                                 &explanation, NULL),
                     CPF_OK);
    assert_int_equal(cpf_explanation_text(explanation, CPF_ENGLISH, &text, NULL), CPF_OK);
    for (int i = 0; wanted[i]; i++)
        if (!strstr(cpf_text_data(text), wanted[i]))
            fail_msg("\"%s\" is not in\n%s", wanted[i], cpf_text_data(text));
    cpf_text_free(text);
    cpf_explanation_free(explanation);
    cpf_facts_free(actuals);
    cpf_facts_free(targets);
}

/* Bands within limits: the explanation counts people, and what would make it the next grade is no value of their own.
 */
static void test_told(void **state)
{
    static const char *const wanted[] = {
        "people who share the places", "pool all", "places by band and limits", "before the limits", "at most",
        "place in the order",          NULL};
    quota_world w = plain_world(10);
    quota_run run;
    cpf_table *table;

    (void)state;
    w.bands[0] = 95, w.bands[1] = 80, w.bands[2] = 60;
    w.rows = 2;
    w.row[0] = (quota_row){0, 0, -1, -1, 200000, -1, -1};
    w.row[1] = (quota_row){3, 3, -1, 100000, -1, -1, -1};
    run = run_world(&w);
    expect_told(&run, &w, "P004", wanted);
    table = table_of(&run, "next_grade");
    assert_int_equal(cpf_table_row_count(table), 0);
    cpf_table_free(table);
    end_run(&run);
}

/* Who is alone in a small group has the band's grade, and it is told as such. */
static void test_told_exempt(void **state)
{
    static const char *const wanted[] = {"the total lies here", NULL};
    quota_world w = plain_world(2);
    quota_run run;

    (void)state;
    w.bands[0] = 95, w.bands[1] = 80, w.bands[2] = 60;
    w.minimum = 5;
    w.small = "exempt";
    run = run_world(&w);
    expect_told(&run, &w, "P000", wanted);
    end_run(&run);
}

/* The best of all is shut out by a gate: the places are dealt out without regard to what it would have had. */
static void test_gates_come_first(void **state)
{
    quota_world w = plain_world(4);
    quota_run run = {NULL, NULL};
    cpf_plan *plan;
    cpf_record *gate;
    cpf_table *table;
    static const char *const fields[][2] = {{"scorecard", "person"}, {"code", "g"},  {"indicator", "k"},
                                            {"condition", "below"},  {"limit", "1"}, {"effect", "zero"}};

    (void)state;
    set_shares(&w, 25, 25, 25, 25);
    for (int i = 1; i < 4; i++)
        w.key[i] = 1;
    plan = quota_plan(NULL, &w, 0);
    gate = cpf_plan_add_record(plan, "gate");
    for (int i = 0; i < 6; i++)
        cpf_record_set(gate, fields[i][0], fields[i][1]);
    assert_int_equal(cpf_plan_freeze(plan, &run.model, NULL), CPF_OK);
    assert_int_equal(quota_appraise(run.model, &w, &run.appraisal, NULL), CPF_OK);
    table = table_of(&run, "borders");
    expect_row(table, 0, "unit grade other", "P001 A B");
    expect_row(table, 5, "unit total grade", "P000 0.00 D");
    cpf_table_free(table);
    cpf_plan_free(plan);
    end_run(&run);
}

/* A record of the kind with up to four fields "name=value". */
static void add_record(cpf_plan *plan, const char *kind, const char *const *fields)
{
    cpf_record *record = cpf_plan_add_record(plan, kind);

    for (int i = 0; i < 5 && fields[i]; i++) {
        char name[40];
        const char *sign = strchr(fields[i], '=');

        snprintf(name, sizeof name, "%.*s", (int)(sign - fields[i]), fields[i]);
        cpf_record_set(record, name, sign + 1);
    }
}

static void test_findings(void **state)
{
    static const struct {
        const char *code, *kind, *fields[5];
    } wrong[] = {
        {"quota-empty", "grade_quota", {"standing=s", "grade=A"}},
        {"grade-unknown", "grade_quota", {"standing=s", "grade=X", "most=10"}},
        {"grade-unknown", "grade_quota", {"standing=s", "grade=A", "through=X", "most=10"}},
        {"quota-percent", "grade_quota", {"standing=s", "grade=A", "through=B", "percent=100"}},
        {"quota-sum", "grade_quota", {"standing=s", "grade=A", "percent=90"}},
        {"quota-team", "grade_quota", {"standing=s", "grade=A", "most=10", "team_from=80"}},
        {"quota-team", "grade_quota", {"standing=s", "grade=A", "most=10", "team=s", "team_grade=A"}},
        {"quota-conflict", "grade_quota", {"standing=s", "grade=A", "least=30", "most=20"}},
        {"quota-up", "quota_rule", {"standing=s", "small=up"}},
        {"quota-standing", "quota_rule", {"standing=none"}},
        {"quota-standing", "tie_key", {"standing=none", "indicator=i"}},
        {"quota-tie", "tie_key", {"standing=s", "indicator=band"}},
        {"unknown-standing", "grade_quota", {"standing=nowhere", "grade=A", "most=10"}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        quota_world w = plain_world(3);
        cpf_error *error = NULL;
        cpf_indicator *band;
        cpf_plan *plan;
        int32_t at;

        set_shares(&w, 25, 25, 25, 25);
        plan = quota_plan(NULL, &w, 0);
        cpf_plan_add_standing(plan, "none", "person", "all");
        band = cpf_plan_add_indicator(plan, "band", "band", "sum(m)");
        cpf_indicator_set_unit(band, "one");
        cpf_indicator_set_direction(band, "range");
        cpf_indicator_set_origin(band, "o", "d");
        add_record(plan, wrong[i].kind, wrong[i].fields);
        cpf_plan_check(plan, &error);
        at = cpf_test_has(error, wrong[i].code);
        assert_non_null(strstr(cpf_error_subject_at(error, at), wrong[i].kind));
        assert_true(*cpf_error_message_at(error, at, CPF_CHINESE) && *cpf_error_hint_at(error, at, CPF_CHINESE));
        cpf_error_free(error);
        cpf_plan_free(plan);
    }
}

/* The contradiction is told with what takes part in it only. */
static void test_conflict_is_named(void **state)
{
    static const char *const rows[][5] = {{"standing=s", "grade=B", "most=90"},
                                          {"standing=s", "grade=A", "through=B", "least=40"},
                                          {"standing=s", "grade=C", "through=D", "least=60.5"}};
    quota_world w = plain_world(3);
    cpf_error *error = NULL;
    cpf_plan *plan;

    (void)state;
    set_shares(&w, 25, 25, 25, 25);
    plan = quota_plan(NULL, &w, 0);
    for (int i = 0; i < 3; i++)
        add_record(plan, "grade_quota", rows[i]);
    cpf_plan_check(plan, &error);
    assert_string_equal(cpf_error_message_at(error, cpf_test_has(error, "quota-conflict"), CPF_ENGLISH),
                        "the quotas of \"s\" contradict each other: A-B: 40 - 100 %; C-D: 60.5 - 100 %");
    cpf_error_free(error);
    cpf_plan_free(plan);
}

static cpf_status explain_first(const cpf_model *model, const quota_world *w, const cpf_appraisal *appraisal)
{
    cpf_facts *actuals = quota_facts(model, w), *targets = NULL;
    cpf_explanation *explanation = NULL;
    cpf_status status = actuals ? cpf_facts_new(model, &targets, NULL) : CPF_E_MEMORY;

    if (status == CPF_OK)
        status =
            cpf_explain(appraisal, targets, actuals, cpf_model_find_unit(model, "P000"), CPF_NONE, &explanation, NULL);
    cpf_explanation_free(explanation);
    cpf_facts_free(actuals);
    cpf_facts_free(targets);
    return status;
}

/* Every allocation of plan, appraisal and tables may fail; what comes in the end is what came at first. */
static void test_memory(void **state)
{
    static const char *const tables[] = {"quotas", "borders", "groups"};
    quota_world w = plain_world(30);
    cpf_status status = CPF_E_MEMORY;

    (void)state;
    set_shares(&w, 25, 25, 25, 25);
    w.teams = 6;
    w.group = "siblings";
    w.small = "up";
    w.minimum = 6;
    w.has_key = 1;
    w.rows = 2;
    w.row[0] = (quota_row){0, 0, -1, -1, 200000, -1, -1};
    w.row[1] = (quota_row){0, 1, -1, 300000, 300000, 0, -1};
    for (int32_t i = 0; i < 30; i++)
        w.team[i] = i % 7 == 0 ? 0 : i % 6;
    for (int64_t n = 0; status == CPF_E_MEMORY; n++) {
        cpf_test_memory *memory;
        cpf_context *context = cpf_test_failing_context(-1, &memory);
        cpf_plan *plan = quota_plan(context, &w, 0);
        cpf_model *model = NULL;
        cpf_appraisal *appraisal = NULL;
        cpf_error *error = NULL;

        cpf_test_memory_limit(memory, n);
        status = cpf_plan_freeze(plan, &model, &error);
        if (status == CPF_OK)
            status = quota_appraise(model, &w, &appraisal, &error);
        for (int i = 0; i < 3 && status == CPF_OK; i++) {
            cpf_table *table = NULL;

            status = cpf_appraisal_table(appraisal, tables[i], &table, &error);
            cpf_table_free(table);
        }
        if (status == CPF_OK)
            status = explain_first(model, &w, appraisal);
        cpf_test_memory_limit(memory, -1);
        cpf_error_free(error);
        cpf_appraisal_free(appraisal);
        cpf_model_free(model);
        cpf_plan_free(plan);
        cpf_test_failing_free(context, memory);
    }
    assert_int_equal(status, CPF_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_group_of_grades),
        cmocka_unit_test(test_vitality_curve),
        cmocka_unit_test(test_bands_within_limits),
        cmocka_unit_test(test_borders),
        cmocka_unit_test(test_pool_names),
        cmocka_unit_test(test_team_grade),
        cmocka_unit_test(test_told),
        cmocka_unit_test(test_told_exempt),
        cmocka_unit_test(test_gates_come_first),
        cmocka_unit_test(test_findings),
        cmocka_unit_test(test_conflict_is_named),
        cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
