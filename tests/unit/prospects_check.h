/* SPDX-License-Identifier: MIT */
/* What the tests of funnels share: random stays in the stages of a plan, and what is known about them on a day, worked
 * out one by one. */
#ifndef CPF_TEST_PROSPECTS_CHECK_H
#define CPF_TEST_PROSPECTS_CHECK_H

#include <math.h>

#include "day.h"
#include "track_check.h"

enum { PROSPECTS = 90, PROSPECT_STAGES = 3, PROSPECT_TEAMS = 4, PROSPECT_DAYS = 220 };

typedef struct prospect {
    int deal, stage, team, outcome; /* outcome: 0 not said, 1 next, 2 lost */
    cpf_day entered, left;          /* CPF_NO_DAY: not said */
    int64_t amount;
    /* as known on a day: */
    int is_known, end; /* 0: there, 1: went on, 2: lost */
    int64_t seen, length;
} prospect;

typedef struct prospects {
    prospect items[PROSPECTS];
    cpf_day day, complete_from; /* complete_from CPF_NO_DAY: not said */
} prospects;

static const char *const prospect_stages[PROSPECT_STAGES] = {"visit", "offer", "signed"};
static const char *const prospect_teams[PROSPECT_TEAMS] = {"P1", "P2", "P3", "P4"};

static inline prospect draw_prospect(cpf_test_random *random, cpf_day first, int i)
{
    prospect is = {.deal = i, .stage = (int)cpf_test_between(random, 0, 5) % PROSPECT_STAGES, .left = CPF_NO_DAY};

    is.team = (int)cpf_test_between(random, 0, PROSPECT_TEAMS - 1);
    is.entered = first + (cpf_day)cpf_test_between(random, 0, 150);
    if (is.stage < 2 && cpf_test_between(random, 0, 3)) {
        is.left = is.entered + (cpf_day)cpf_test_between(random, 0, 60);
        is.outcome = (int)cpf_test_between(random, 0, 9) < (is.team ? 5 : 9) ? 1 : 2;
    }
    if (!cpf_test_between(random, 0, 7))
        is.entered = CPF_NO_DAY;
    is.amount = cpf_test_between(random, 0, 100000);
    return is;
}

static inline void know_prospects(prospects *all)
{
    for (int i = 0; i < PROSPECTS; i++) {
        prospect *is = &all->items[i];
        int over = is->left != CPF_NO_DAY && is->left <= all->day;

        is->is_known = is->entered == CPF_NO_DAY || is->entered <= all->day;
        is->end = over ? is->outcome : 0;
        is->length = is->entered == CPF_NO_DAY ? -1 : (over ? is->left : all->day) - is->entered;
        is->seen = all->complete_from == CPF_NO_DAY || is->entered == CPF_NO_DAY || is->entered >= all->complete_from
                       ? 0
                       : all->complete_from - is->entered;
    }
}

static inline void draw_prospects(cpf_test_random *random, prospects *all)
{
    cpf_day first = cpf_day_from_date(2026, 1, 1);

    for (int i = 0; i < PROSPECTS; i++)
        all->items[i] = draw_prospect(random, first, i);
    all->day = first + (cpf_day)cpf_test_between(random, 60, 200);
    all->complete_from = cpf_test_between(random, 0, 2) ? first + (cpf_day)cpf_test_between(random, 0, 60) : CPF_NO_DAY;
    know_prospects(all);
}

/* The records, the prospects in the given order. */
static inline void write_prospects(const prospects *all, const int32_t *order, const char *cohort, char *text,
                                   size_t size)
{
    char from[16] = "";
    int length;

    if (all->complete_from != CPF_NO_DAY)
        (void)cpf__day_format(all->complete_from, from);
    length = snprintf(
        text, size,
        "{\"kind\": \"funnel\", \"rows\": [{\"indicator\": \"sales\", \"level\": \"partner\", \"complete_from\": "
        "\"%s\", \"cohort\": \"%s\", \"false_discovery\": 20}, {\"indicator\": \"sales\", \"level\": \"company\", "
        "\"complete_from\": \"%s\"}]}, {\"kind\": \"funnel_stage\", \"rows\": [{\"code\": \"visit\", \"position\": 1, "
        "\"probability\": 12.5}, {\"code\": \"offer\", \"position\": 2, \"probability\": 50}, {\"code\": \"signed\", "
        "\"position\": 3, \"probability\": 100}]}, {\"kind\": \"stage\", \"set\": {\"indicator\": \"sales\"}, "
        "\"rows\": [",
        from, cohort, from);
    for (int i = 0; i < PROSPECTS; i++) {
        const prospect *is = &all->items[order[i]];
        char entered[16] = "", left[16] = "";

        if (is->entered != CPF_NO_DAY)
            (void)cpf__day_format(is->entered, entered);
        if (is->left != CPF_NO_DAY)
            (void)cpf__day_format(is->left, left);
        length +=
            snprintf(text + length, size - (size_t)length,
                     "%s{\"deal\": \"d%02d\", \"stage\": \"%s\", \"entered\": \"%s\", \"unit\": \"%s\", \"left\": "
                     "\"%s\", \"outcome\": \"%s\", \"amount\": \"%d.%02d\"}",
                     i ? ", " : "", is->deal, prospect_stages[is->stage], entered, prospect_teams[is->team], left,
                     is->outcome == 0   ? ""
                     : is->outcome == 1 ? "next"
                                        : "lost",
                     (int)(is->amount / 100), (int)(is->amount % 100));
    }
    snprintf(text + length, size - (size_t)length, "]}");
}

/* Of those of a team (-1: all) that are `age` days old in a stage: how many are seen there, and end so. */
static inline int64_t prospects_at(const prospects *all, int team, int stage, int64_t age, int end)
{
    int64_t count = 0;

    for (int i = 0; i < PROSPECTS; i++) {
        const prospect *is = &all->items[i];

        if (!is->is_known || is->length < age || is->seen > age || is->stage != stage || is->entered == CPF_NO_DAY ||
            (team >= 0 && is->team != team))
            continue;
        count += end == 0 ? 1 : is->end == end && is->length == age;
    }
    return count;
}

/* The longest that any that ended has lasted; -1: none has. */
static inline int64_t longest_prospect(const prospects *all, int team, int stage)
{
    for (int64_t age = PROSPECT_DAYS; age >= 0; age--) {
        if (prospects_at(all, team, stage, age, 1) + prospects_at(all, team, stage, age, 2) > 0)
            return age;
    }
    return -1;
}

/* Day by day by the hazards of that day: won no more than `days` after the age of -1 (just came) or more. */
static inline double prospect_chance(const prospects *all, int stage, int64_t age, int64_t days)
{
    double there = 1, won = 0;

    if (stage == 2)
        return 1;
    for (int64_t day = age + 1; day <= PROSPECT_DAYS && day - age - (age < 0) <= days; day++) {
        double risk = (double)prospects_at(all, -1, stage, day, 0), went = (double)prospects_at(all, -1, stage, day, 1),
               lost = (double)prospects_at(all, -1, stage, day, 2);

        if (risk > 0 && went > 0)
            won += there * went / risk * prospect_chance(all, stage + 1, -1, days - (day - age - (age < 0)));
        there *= risk > 0 ? 1 - (went + lost) / risk : 1;
    }
    return won;
}

#endif
