/* SPDX-License-Identifier: MIT */
/* Plans that are wrong, said in words: what each word does to the rich plan, and what is found in it then. */
#ifndef CPF_TEST_PLAN_WORDS_H
#define CPF_TEST_PLAN_WORDS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test_plan_rich.h"

/* "kind field=value field=value|kind ..."; some words change the plan itself. */
typedef struct words_case {
    const char *said, *findings; /* each "code subject", one a line */
} words_case;

enum { PARTS = 6 };

/* What a word of a case does to the plan; its parts stand between semicolons, "" where there is no more. */
static inline void words_no_calendar(rich_plan *rich, char *const *part)
{
    cpf_calendar_options options;

    (void)part;
    (void)cpf_calendar_options_init(&options, sizeof options);
    options.first_year = 2026;
    options.last_year = 2025;
    cpf_plan_set_calendar(rich->plan, &options);
}

static inline void words_no_tree(rich_plan *rich, char *const *part)
{
    (void)part;
    (void)cpf_plan_add_unit(rich->plan, NULL, "company", "CN2", NULL);
}

static inline const char *words_given(const char *part)
{
    return *part ? part : NULL;
}

static inline void words_less(rich_plan *rich, char *const *part)
{
    (void)part;
    cpf_indicator_set_direction(rich->rate, "less");
}

/* y: the year, l: the level, q: the quarter, or what was added last. */
static inline cpf_goal *words_goal_of(const rich_plan *rich, const char *name)
{
    return *name == 'y' ? rich->year : *name == 'q' ? rich->quarter : rich->level;
}

static inline void words_add_goal(rich_plan *rich, char *const *part)
{
    cpf_goal *goal = cpf_plan_add_goal(rich->plan, part[0], part[1], part[2]);

    if (*part[3])
        cpf_goal_set_target(goal, part[3]);
    if (*part[4])
        cpf_goal_set_split(goal, part[4], NULL);
    rich->quarter = goal;
}

static inline void words_set_target(rich_plan *rich, char *const *part)
{
    cpf_goal_set_target(words_goal_of(rich, part[0]), part[1]);
    cpf_goal_set_range(words_goal_of(rich, part[0]), words_given(part[2]), words_given(part[3]));
}

static inline void words_set_split(rich_plan *rich, char *const *part)
{
    cpf_goal_set_split(words_goal_of(rich, part[0]), part[1], words_given(part[2]));
}

static inline void words_set_bound(rich_plan *rich, char *const *part)
{
    cpf_goal_set_bound(words_goal_of(rich, part[0]), part[1], part[2], part[3], words_given(part[4]),
                       words_given(part[5]));
}

static inline void words_set_season(rich_plan *rich, char *const *part)
{
    cpf_goal_set_season(words_goal_of(rich, part[0]), part[1], words_given(part[2]));
}

static inline void words_set_step(rich_plan *rich, char *const *part)
{
    cpf_goal_set_step(words_goal_of(rich, part[0]), part[1]);
}

static inline void words_set_ties(rich_plan *rich, char *const *part)
{
    cpf_goal_set_ties(words_goal_of(rich, part[0]), 1);
}

static inline void words_set_missing(rich_plan *rich, char *const *part)
{
    cpf_goal_set_missing(words_goal_of(rich, part[0]), part[1]);
}

static inline void words_add_drivers(rich_plan *rich, char *const *part)
{
    for (int i = 0; i < atoi(part[4]); i++)
        cpf_goal_add_driver(words_goal_of(rich, part[0]), part[1], words_given(part[2]), words_given(part[3]));
}

static inline void words_add_formula(rich_plan *rich, char *const *part)
{
    cpf_indicator *indicator = cpf_plan_add_indicator(rich->plan, "more", NULL, part[0]);

    if (*part[1])
        cpf_indicator_set_parameter(indicator, part[1], part[2]);
}

static inline void words_add_builtin(rich_plan *rich, char *const *part)
{
    cpf_indicator *indicator = cpf_plan_add_builtin(rich->plan, "more", NULL, part[0]);

    for (int i = 1; i + 1 < PARTS; i += 2)
        if (*part[i])
            cpf_indicator_set_parameter(indicator, part[i], part[i + 1]);
}

static inline void words_set_filter(rich_plan *rich, char *const *part)
{
    cpf_source_set_filter(rich->orders, part[0]);
}

static inline void words_set_deep_filter(rich_plan *rich, char *const *part)
{
    char filter[4096] = "";
    int deep = atoi(part[0]);

    for (int i = 0; i < deep; i++)
        strcat(filter, "Amount - (");
    strcat(filter, "Amount");
    for (int i = 0; i < deep; i++)
        strcat(filter, ")");
    strcat(filter, " > 1");
    cpf_source_set_filter(rich->orders, filter);
}

static inline void words_add_numbers(rich_plan *rich, char *const *part)
{
    int64_t values[7];

    for (int i = 0; i < 7; i++)
        values[i] = atoi(part[2]);
    cpf_plan_set_attribute_column(rich->plan, part[0], 0, 7, values, atoi(part[1]));
}

static inline void words_add_card(rich_plan *rich, char *const *part)
{
    cpf_scorecard *card = cpf_plan_add_scorecard(rich->plan, part[0], part[1]);

    if (*part[2])
        cpf_scorecard_set_filter(card, part[2], part[3]);
    for (int i = 0; i < atoi(part[5]); i++)
        (void)cpf_scorecard_add_item(card, i % 2 ? "rate" : "sales", part[4], "capped");
}

static inline void words_add_grades(rich_plan *rich, char *const *part)
{
    cpf_standing *standing = cpf_plan_add_standing(rich->plan, "more", "channel", "all");

    for (int i = 0; i < atoi(part[1]); i++) {
        char code[16];

        snprintf(code, sizeof code, "G%d", i);
        if (*part[0] == 'b')
            cpf_standing_add_band(standing, code, NULL);
        else
            cpf_standing_add_quota(standing, code, "1");
    }
}

static inline void words_add_units(rich_plan *rich, char *const *part)
{
    for (int i = 0; i < atoi(part[0]); i++) {
        char code[16];

        snprintf(code, sizeof code, "X%d", i);
        (void)cpf_plan_add_unit(rich->plan, rich->east, "channel", code, NULL);
    }
}

static inline void words_add_window(rich_plan *rich, char *const *part)
{
    cpf_day day[2];

    for (int i = 0; i < 2; i++)
        day[i] = cpf_day_from_date(atoi(part[i + 1]), atoi(part[i + 1] + 5), atoi(part[i + 1] + 8));
    cpf_plan_add_window(rich->plan, part[0], day[0], day[1]);
}

static inline void words_add_season(rich_plan *rich, char *const *part)
{
    int64_t factors[64];

    for (int i = 0; i < atoi(part[1]); i++)
        factors[i] = atoi(part[2]);
    cpf_plan_add_season(rich->plan, part[0], atoi(part[1]), factors);
}

static inline void words_add_grade(rich_plan *rich, char *const *part)
{
    cpf_standing *standing = *part[0] == 'b' ? rich->bands : rich->quotas;

    if (*part[0] == 'b')
        cpf_standing_add_band(standing, part[1], words_given(part[2]));
    else
        cpf_standing_add_quota(standing, part[1], words_given(part[2]));
}

static const struct {
    const char *word;
    void (*change)(rich_plan *rich, char *const *part);
} words_changes[] = {{"@missing", words_set_missing}, {"@units", words_add_units},
                     {"@window", words_add_window},   {"@factors", words_add_season},
                     {"@grade", words_add_grade},     {"!calendar", words_no_calendar},
                     {"!tree", words_no_tree},        {"@less", words_less},
                     {"@goal", words_add_goal},       {"@target", words_set_target},
                     {"@split", words_set_split},     {"@bound", words_set_bound},
                     {"@season", words_set_season},   {"@step", words_set_step},
                     {"@ties", words_set_ties},       {"@drivers", words_add_drivers},
                     {"@formula", words_add_formula}, {"@builtin", words_add_builtin},
                     {"@filter", words_set_filter},   {"@deep", words_set_deep_filter},
                     {"@numbers", words_add_numbers}, {"@card", words_add_card},
                     {"@grades", words_add_grades}};

static inline void words_change(rich_plan *rich, const char *word, char *text)
{
    static char none[1];
    char *part[PARTS] = {none, none, none, none, none, none};
    size_t row = 0;

    for (int i = 0; i < PARTS && text; i++) {
        char *end = strchr(text, ';');

        part[i] = text;
        if (end)
            *end = '\0';
        text = end ? end + 1 : NULL;
    }
    while (strcmp(words_changes[row].word, word) != 0)
        row++;
    words_changes[row].change(rich, part);
}

static inline void words_say(rich_plan *rich, char *said)
{
    char *field = strchr(said, ' ');
    cpf_record *record;

    if (field)
        *field++ = '\0';
    if (*said == '@' || *said == '!') {
        words_change(rich, said, field);
        return;
    }
    record = cpf_plan_add_record(rich->plan, said);
    while (field) {
        char *end = strchr(field, ' '), *is = strchr(field, '=');

        if (end)
            *end = '\0';
        *is = '\0';
        cpf_record_set(record, field, is + 1);
        field = end ? end + 1 : NULL;
    }
}

/* What is found in the rich plan with the records. */
static inline void words_find(const char *said, char *found, size_t size)
{
    char text[4096], *at = text;
    cpf_error *error = NULL;
    cpf_status status, expected = CPF_OK;
    rich_plan rich;

    assert_int_equal(rich_new(NULL, &rich), CPF_OK);
    snprintf(text, sizeof text, "%s", said);
    while (at) {
        char *end = strchr(at, '|');

        if (end)
            *end = '\0';
        words_say(&rich, at);
        at = end ? end + 1 : NULL;
    }
    status = cpf_plan_check(rich.plan, &error);
    *found = '\0';
    for (int32_t i = 0; i < cpf_error_count(error); i++) {
        size_t n = strlen(found);

        if (cpf_error_severity_at(error, i) != CPF_WARNING)
            expected = CPF_E_PLAN;
        snprintf(found + n, size - n, "%s%s %s", i ? "\n" : "", cpf_error_code_at(error, i),
                 cpf_error_subject_at(error, i));
    }
    cpf_error_free(error);
    assert_int_equal(status, expected);
    cpf_plan_free(rich.plan);
}

/* Every case: exactly its findings, in their order. */
static inline void words_check(const words_case *cases, size_t count)
{
    int wrong = 0;

    for (size_t i = 0; i < count; i++) {
        char found[16384];

        words_find(cases[i].said, found, sizeof found);
        if (strcmp(found, cases[i].findings) != 0) {
            printf("%s\nexpected:\n%s\nfound:\n%s\n", cases[i].said, cases[i].findings, found);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

#endif
