/* SPDX-License-Identifier: MIT */
/*
 * simulate_track PARTNERS RUNS SEED: years of partners whose sales go on as they did, or fall by 30 % for a tenth of
 * them. Prints how many are told of without cause, and how many of the others are found; fails when more are told of
 * than the plan puts up with.
 *
 * Sales of a month: level x season x noise of 20 % x level of the whole; four years, known up to September of the last;
 * the target is what the level brings in a year, so that as many reach it as do not.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

enum { MONTHS = 48, KNOWN = 45, FALLING_OF = 10 };

static const char head[] =
    "{\"channelperf\": 1, \"calendar\": {\"years\": [2023, 2026]}, \"levels\": [{\"code\": \"company\"}, {\"code\": "
    "\"partner\"}], \"units\": [{\"level\": \"company\", \"code\": \"ALL\"}";
static const char tail[] =
    "], \"measures\": [{\"code\": \"sales\", \"kind\": \"sum\", \"decimals\": 2}], \"indicators\": [{\"code\": "
    "\"sales\", \"formula\": \"sum(sales)\", \"decimals\": 2, \"unit\": \"CNY\", \"direction\": \"more\", \"owner\": "
    "\"o\", \"data_source\": \"d\"}], \"records\": [{\"kind\": \"pace\", \"rows\": [{\"indicator\": \"sales\", "
    "\"level\": \"partner\"}]}, {\"kind\": \"trend\", \"rows\": [{\"indicator\": \"sales\", \"level\": \"partner\"}, "
    "{\"indicator\": \"sales\", \"season\": \"whole\"}]}, {\"kind\": \"alert\", \"rows\": [{\"code\": \"size\", "
    "\"indicator\": \"sales\", \"level\": \"partner\"}]}]}";

typedef struct scene {
    int partners, months_since; /* of the fall; 0: nothing falls */
    const char *name;
} scene;

/* Trends by seasons of their own and by those of the whole. */
enum { OWN, WHOLE, WAYS };

typedef struct tally {
    int64_t runs, units, falling;
    int64_t behind, falling_behind;
    int64_t false_trends[WAYS], falling_trends[WAYS], false_shifts[WAYS], falling_shifts[WAYS];
    int64_t alerts;
    double false_share[WAYS];       /* sum over runs of the share of false ones among trends found */
    double false_shift_share[WAYS]; /* and among shifts of level found */
    double reached_share;           /* the same of those called behind that reach the target in the end */
} tally;

static double uniform(cpf_test_random *random)
{
    return ((double)(cpf_test_next(random) >> 11) + 0.5) / 9007199254740992.0;
}

static double normal(cpf_test_random *random)
{
    return sqrt(-2 * log(uniform(random))) * cos(6.283185307179586 * uniform(random));
}

static cpf_model *make_model(int partners)
{
    size_t room = sizeof head + sizeof tail + (size_t)partners * 80;
    char *text = malloc(room);
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    int length = snprintf(text, room, "%s", head);

    for (int i = 0; i < partners; i++)
        length += snprintf(text + length, room - (size_t)length,
                           ", {\"level\": \"partner\", \"code\": \"P%d\", \"parent\": \"ALL\"}", i);
    snprintf(text + length, room - (size_t)length, "%s", tail);
    if (cpf_test_tell(cpf_plan_parse(NULL, text, (int64_t)strlen(text), NULL, &plan, &error), error) != CPF_OK ||
        cpf_test_tell(cpf_plan_freeze(plan, &model, &error), error) != CPF_OK)
        exit(70);
    cpf_plan_free(plan);
    free(text);
    return model;
}

/* sales[partner * MONTHS + month] in cents, and the target of a year. */
static void draw_sales(cpf_test_random *random, const scene *is, int64_t *sales, int64_t *target)
{
    for (int i = 0; i < is->partners; i++) {
        double level = 100000 * exp(1.2 * normal(random));
        int falls = is->months_since && i % FALLING_OF == 0;

        target[i] = llround(12 * level);
        for (int month = 0; month < MONTHS; month++) {
            double season = 1 + 0.4 * sin(month * 0.5235987755982988), noise = exp(0.2 * normal(random) - 0.02);

            sales[i * MONTHS + month] =
                llround(level * season * noise * (falls && month >= KNOWN - is->months_since ? 0.7 : 1));
        }
    }
}

/* Columns of facts and of targets: months, and the year that is followed. */
static void set_columns(const cpf_model *model, const scene *is, const int64_t *sales, const int64_t *target,
                        cpf_facts *facts, cpf_facts *targets)
{
    int64_t *values = calloc((size_t)is->partners + 1, sizeof *values),
            *goals = calloc((size_t)is->partners + 1, sizeof *goals);

    for (cpf_id period = 0; period < cpf_model_period_count(model); period++) {
        const cpf_period *span = cpf_model_period(model, period);

        memset(values, 0, ((size_t)is->partners + 1) * sizeof *values);
        memset(goals, 0, ((size_t)is->partners + 1) * sizeof *goals);
        for (int month = 0; month < MONTHS; month++) {
            cpf_day first = cpf_day_from_date(2023 + month / 12, 1 + month % 12, 1);
            double season = (1 + 0.4 * sin(month * 0.5235987755982988)) / 12;

            if (first < cpf_period_from(span) || first >= cpf_period_to(span))
                continue;
            for (int i = 0; i < is->partners; i++) {
                values[i + 1] += month < KNOWN ? sales[i * MONTHS + month] : 0;
                goals[i + 1] += llround((double)target[i] * season);
            }
        }
        for (int i = 0; i < is->partners; i++) {
            values[0] += values[i + 1];
            goals[0] += goals[i + 1];
        }
        cpf_facts_set_column(facts, 0, period, values, NULL, 0, NULL);
        if (cpf_period_from(span) >= cpf_day_from_date(2026, 1, 1))
            cpf_facts_set_column(targets, 0, period, goals, NULL, 0, NULL);
    }
    free(values);
    free(goals);
}

static const char *text_at(const cpf_table *table, const char *column, int64_t row)
{
    return cpf_table_text(table, cpf_table_find(table, column), row);
}

static int reaches(const int64_t *sales, int partner, int64_t target)
{
    int64_t sum = 0;

    for (int month = MONTHS - 12; month < MONTHS; month++)
        sum += sales[partner * MONTHS + month];
    return sum >= target;
}

/* `begin`: the row of the first partner; counts by the flag `column`. */
static double count_found(const scene *is, const cpf_table *trends, const char *column, int64_t begin,
                          int64_t *without_cause, int64_t *falling)
{
    int64_t found = 0, wrong = 0;

    for (int64_t row = begin; row < begin + is->partners; row++) {
        int falls = is->months_since && atoi(text_at(trends, "unit", row) + 1) % FALLING_OF == 0;
        int trend = cpf_table_ints(trends, cpf_table_find(trends, column))[row];

        found += trend;
        wrong += trend && !falls;
        *falling += trend && falls;
    }
    *without_cause += wrong;
    return found ? (double)wrong / (double)found : 0;
}

static void count_trends(const scene *is, const cpf_table *trends, int way, int64_t begin, tally *count)
{
    count->false_share[way] +=
        count_found(is, trends, "found", begin, &count->false_trends[way], &count->falling_trends[way]);
    count->false_shift_share[way] +=
        count_found(is, trends, "shifted", begin, &count->false_shifts[way], &count->falling_shifts[way]);
}

static void count_tables(const scene *is, const cpf_tables *tables, const int64_t *sales, const int64_t *target,
                         tally *count)
{
    const cpf_table *pace = cpf_tables_find(tables, "pace"), *trends = cpf_tables_find(tables, "trends");
    int64_t behind = 0, reached = 0;

    for (int64_t row = 0; row < is->partners; row++) {
        int partner = atoi(text_at(pace, "unit", row) + 1), falls = is->months_since && partner % FALLING_OF == 0;
        const char *status = text_at(pace, "status", row);
        int off = strcmp(status, "behind") == 0 || strcmp(status, "slipping") == 0;

        count->falling += falls;
        behind += off;
        reached += off && reaches(sales, partner, target[partner]);
        count->falling_behind += off && falls;
    }
    count->runs++;
    count->units += is->partners;
    count->behind += behind;
    count->reached_share += behind ? (double)reached / (double)behind : 0;
    count_trends(is, trends, OWN, 0, count);
    count_trends(is, trends, WHOLE, is->partners + 1, count); /* the whole stands before them */
    count->alerts += cpf_table_row_count(cpf_tables_find(tables, "alerts"));
}

static void run_scene(const cpf_model *model, cpf_test_random *random, const scene *is, int runs, tally *count)
{
    int64_t *sales = calloc((size_t)is->partners * MONTHS, sizeof *sales),
            *target = calloc((size_t)is->partners, sizeof *target);

    for (int run = 0; run < runs; run++) {
        cpf_facts *facts = NULL, *targets = NULL;
        cpf_tables *tables = NULL;
        cpf_error *error = NULL;
        cpf_stage_options options;

        draw_sales(random, is, sales, target);
        cpf_facts_new(model, &facts, NULL);
        cpf_facts_new(model, &targets, NULL);
        set_columns(model, is, sales, target, facts, targets);
        cpf_stage_options_init(&options, sizeof options);
        options.as_of = cpf_day_from_date(2026, 9, 30);
        options.period = cpf_model_find_period(model, "2026");
        if (cpf_test_tell(cpf_track(model, facts, targets, &options, &tables, &error), error) != CPF_OK)
            exit(70);
        count_tables(is, tables, sales, target, count);
        cpf_tables_free(tables);
        cpf_facts_free(facts);
        cpf_facts_free(targets);
    }
    free(sales);
    free(target);
}

/* Whether a share is beyond the bound by more than three deviations of so many runs. */
static int is_beyond(const char *what, double share, double bound, int64_t runs)
{
    double slack = 3 * sqrt(bound * (1 - (bound < 1 ? bound : 0)) / (double)runs);

    if (share <= bound + slack)
        return 0;
    printf("  %s: %.4f is beyond %.4f + %.4f\n", what, share, bound, slack);
    return 1;
}

static int tell(const scene *is, const tally *count)
{
    static const char *const ways[WAYS] = {"of their own seasons", "of the seasons of the whole"};
    double runs = (double)count->runs, falling = (double)count->falling;
    int beyond;

    printf("%s: %lld units in %lld runs\n", is->name, (long long)count->units, (long long)count->runs);
    printf("  pace: %.2f %% called behind; of them reach the target in the end %.2f %%\n",
           100 * (double)count->behind / (double)count->units, 100 * count->reached_share / runs);
    printf("  alerts: %.2f a run\n", (double)count->alerts / runs);
    beyond = is_beyond("reached although called behind", count->reached_share / runs, 0.05, count->runs);
    beyond += is_beyond("alerts", is->months_since ? 0 : (double)count->alerts / runs, 1, count->runs);
    for (int way = 0; way < WAYS; way++) {
        printf("  trends %s: without cause in %.2f %% of units; of those found %.2f %% have no cause\n", ways[way],
               100 * (double)count->false_trends[way] / ((double)count->units - falling),
               100 * count->false_share[way] / runs);
        printf("  shifts %s: without cause in %.2f %% of units; of those found %.2f %% have no cause\n", ways[way],
               100 * (double)count->false_shifts[way] / ((double)count->units - falling),
               100 * count->false_shift_share[way] / runs);
        beyond += is_beyond("trends without cause", count->false_share[way] / runs, 0.05, count->runs);
        beyond += is_beyond("shifts without cause", count->false_shift_share[way] / runs, 0.05, count->runs);
    }
    if (is->months_since)
        printf(
            "  of those that fall: called behind %.1f %%, trend found %.1f %% (own), %.1f %% (whole), shift found %.1f "
            "%% (own), %.1f %% (whole)\n",
            100 * (double)count->falling_behind / falling, 100 * (double)count->falling_trends[OWN] / falling,
            100 * (double)count->falling_trends[WHOLE] / falling, 100 * (double)count->falling_shifts[OWN] / falling,
            100 * (double)count->falling_shifts[WHOLE] / falling);
    return beyond;
}

int main(int argc, char **argv)
{
    int partners = argc > 1 ? atoi(argv[1]) : 1000, runs = argc > 2 ? atoi(argv[2]) : 100, beyond = 0;
    cpf_test_random random = cpf_test_seed("simulate_track", argc > 3 ? strtoull(argv[3], NULL, 10) : 1);
    const scene scenes[] = {{partners, 0, "nothing changes"},
                            {partners, 3, "a tenth falls by 30 % three months ago"},
                            {partners, 6, "a tenth falls by 30 % six months ago"},
                            {partners, 12, "a tenth falls by 30 % a year ago"}};
    cpf_model *model;

    if (partners < 1 || runs < 1)
        return 2;
    model = make_model(partners);
    for (size_t i = 0; i < sizeof scenes / sizeof scenes[0]; i++) {
        tally count = {0};

        run_scene(model, &random, &scenes[i], runs, &count);
        beyond += tell(&scenes[i], &count);
    }
    cpf_model_free(model);
    return beyond ? 1 : 0;
}
