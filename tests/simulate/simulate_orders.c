/* SPDX-License-Identifier: MIT */
/*
 * simulate_orders PARTNERS RUNS SEED: order lines of partners, day by day, in which nothing happens, or a twentieth of
 * the partners orders a month's sales again in its last week, or a twentieth has stopped to buy a product line. Prints
 * how many alerts there are without cause and how many of the others are found; fails when there are more than the plan
 * puts up with, or when fewer are found than is stated here.
 *
 * A partner has a level of its own, about thirty orders a month by season, each with one to three lines as the partner
 * likes them and as the line goes in that month; more of them in the last week of a month, most in the last of a
 * quarter, for everyone alike. Known are 33 months, up to the end of a quarter.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

enum { KNOWN = 33, LINES = 3, PLANTED_OF = 20, ORDERS = 30, RULES = 7, WEEK = 7 };

#define MEASURE(code, kind) "{\"code\": \"" code "\", \"kind\": \"" kind "\", \"decimals\": 2}"
#define MEASURES                                                                                                       \
    MEASURE("sales", "sum")                                                                                            \
    ", " MEASURE("late", "sum") ", " MEASURE("returns", "sum") ", " MEASURE("out", "sum") ", " MEASURE(                \
        "units", "sum") ", " MEASURE("far", "sum") ", {\"code\": \"lines\", \"kind\": \"count\"}, {\"code\": "         \
                                                   "\"near\", \"kind\": \"count\"}, " MEASURE(                         \
                                                       "a", "sum") ", " MEASURE("b", "sum") ", " MEASURE("c", "sum")

#define FEED(measure, column, where)                                                                                   \
    "{\"measure\": \"" measure "\", \"column\": \"" column "\", \"where\": \"" where "\"}"
#define COUNT(measure, where) "{\"measure\": \"" measure "\", \"where\": \"" where "\"}"
#define BOUGHT "line in ('a', 'b', 'c')"
#define FEEDS                                                                                                                                                             \
    FEED("sales", "amount", BOUGHT)                                                                                                                                       \
    ", " FEED("late", "amount", BOUGHT " and days_left(day) < 7") ", " FEED("returns", "amount", "line = 'return'") ", " FEED("out", "amount", "line = 'out'") ", " FEED( \
        "units", "units",                                                                                                                                                 \
        BOUGHT) ", " FEED("far", "amount",                                                                                                                                \
                          BOUGHT                                                                                                                                          \
                          " and to = 'far'") ", " COUNT("lines",                                                                                                          \
                                                        BOUGHT) ", " COUNT("near", BOUGHT                                                                                 \
                                                                           " and amount >= 800 and amount < "                                                             \
                                                                           "1000") ", " FEED("a", "amount",                                                               \
                                                                                             "line = 'a'") ","                                                            \
                                                                                                           " " FEED(                                                      \
                                                                                                               "b",                                                       \
                                                                                                               "amoun"                                                    \
                                                                                                               "t",                                                       \
                                                                                                               "line "                                                    \
                                                                                                               "= "                                                       \
                                                                                                               "'b'") ", " FEED("c",                                      \
                                                                                                                                "amount",                                 \
                                                                                                                                "line = 'c'")

#define INDICATOR(code, formula, decimals)                                                                             \
    "{\"code\": \"" code "\", \"formula\": \"" formula "\", \"decimals\": " decimals ", \"unit\": \"-\", "             \
    "\"direction\": \"more\", \"owner\": \"o\", \"data_source\": \"d\"}"
#define SUM(code) INDICATOR(code, "sum(" code ")", "2")
#define INDICATORS                                                                                                     \
    SUM("sales")                                                                                                       \
    ", " SUM("late") ", " SUM("a") ", " SUM("b") ", " SUM("c") ", " INDICATOR(                                         \
        "returned", "sum(returns) / sum(sales)",                                                                       \
        "4") ", " INDICATOR("in_out", "sum(sales) / sum(out)",                                                         \
                            "4") ", " INDICATOR("price", "sum(sales) / sum(units)",                                    \
                                                "4") ", " INDICATOR("split", "sum(near) / sum(lines)",                 \
                                                                    "4") ", " INDICATOR("abroad",                      \
                                                                                        "sum(far) / sum(sales)", "4")

#define ALERT(rule, indicator) "{\"code\": \"" rule "\", \"rule\": \"" rule "\", \"indicator\": \"" indicator "\"}"
#define ALERTS                                                                                                         \
    ALERT("size", "sales")                                                                                             \
    ", " ALERT("period_end", "late") ", " ALERT("order_return", "returned") ", " ALERT("stock", "in_out") ", " ALERT(  \
        "price", "price") ", " ALERT("split", "split") ", " ALERT("cross_region", "abroad")

static const char head[] =
    "{\"channelperf\": 1, \"calendar\": {\"years\": [2024, 2026]}, \"levels\": [{\"code\": \"company\"}, {\"code\": "
    "\"partner\"}], \"units\": [{\"level\": \"company\", \"code\": \"ALL\"}";
static const char tail[] =
    "], \"measures\": [" MEASURES "], \"sources\": [{\"code\": \"orders\", \"file\": \"orders.csv\", \"unit\": "
    "{\"columns\": [\"partner\"]}, \"day\": \"day\", \"feeds\": [" FEEDS "]}], \"indicators\": [" INDICATORS "], "
    "\"records\": [{\"kind\": \"alert\", \"set\": {\"level\": \"partner\", \"test\": \"both\", \"side\": \"above\", "
    "\"budget\": 1}, \"rows\": [" ALERTS "]}, {\"kind\": \"product\", \"set\": {\"of\": \"sales\"}, \"rows\": "
    "[{\"indicator\": \"a\"}, {\"indicator\": \"b\"}, {\"indicator\": \"c\"}]}, {\"kind\": \"blockage\", \"rows\": "
    "[{\"indicator\": \"sales\"}]}]}";

static const char *const rules[RULES] = {"size",  "period_end", "order_return", "stock",
                                         "price", "split",      "cross_region"};

typedef struct scene {
    const char *name;
    int loaded, months_blocked; /* of a twentieth of the partners */
    double found_least;         /* share of them that is found, as stated */
} scene;

typedef struct tally {
    int64_t runs, planted;
    int64_t alerts[RULES], found[RULES], found_any; /* of partners without and with cause */
    int64_t blocked_found;
    double blocked_false; /* sum over runs of the share of false ones among those found */
} tally;

typedef struct paper {
    char *text;
    int64_t length, room;
} paper;

static double uniform(cpf_test_random *random)
{
    return ((double)(cpf_test_next(random) >> 11) + 0.5) / 9007199254740992.0;
}

static double normal(cpf_test_random *random)
{
    return sqrt(-2 * log(uniform(random))) * cos(6.283185307179586 * uniform(random));
}

static int poisson(cpf_test_random *random, double mean)
{
    double limit = exp(-mean), product = uniform(random);
    int n = 0;

    for (; product > limit; n++)
        product *= uniform(random);
    return n;
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

static void write_row(paper *rows, int partner, int month, int day, const char *line, double amount, double price,
                      const char *to)
{
    if (rows->room - rows->length < 100) {
        rows->room = rows->room * 2 + 1000;
        rows->text = realloc(rows->text, (size_t)rows->room);
    }
    rows->length +=
        snprintf(rows->text + rows->length, 100, "P%d,%d-%02d-%02d,%s,%.2f,%.2f,%s\n", partner, 2024 + month / 12,
                 1 + month % 12, day, line, amount > 0.01 ? amount : 0.01, amount / price, to);
}

static int days_of(int month)
{
    return cpf_day_from_date(2024 + (month + 1) / 12, 1 + (month + 1) % 12, 1) -
           cpf_day_from_date(2024 + month / 12, 1 + month % 12, 1);
}

/* More in the last week, most in that of a quarter. */
static int draw_day(cpf_test_random *random, int month)
{
    int last = days_of(month);

    if (uniform(random) < (month % 3 == 2 ? 0.2 : 0.1))
        return (int)cpf_test_between(random, last - WEEK + 1, last);
    return (int)cpf_test_between(random, 1, last);
}

/* What makes a partner what it is. */
typedef struct partner_is {
    double order;        /* amount of a line of an order */
    double rate;         /* orders a month */
    double far;          /* share of order lines that go to another region */
    double likes[LINES]; /* log odds */
    int loaded, blocked_from;
} partner_is;

static partner_is draw_partner(cpf_test_random *random, const scene *is, int partner)
{
    int planted = partner % PLANTED_OF == 0;
    partner_is drawn = {.order = 1000 * exp(normal(random)),
                        .rate = ORDERS * exp(0.3 * normal(random)),
                        .far = 0.15 * uniform(random),
                        .loaded = planted && is->loaded,
                        .blocked_from = planted && is->months_blocked ? KNOWN - is->months_blocked : KNOWN};

    for (int line = 0; line < LINES; line++)
        drawn.likes[line] = -1 + normal(random);
    return drawn;
}

/* One order: the lines that the partner likes, the first of which may be blocked; its amount. */
static double write_order(cpf_test_random *random, const partner_is *is, paper *rows, int partner, int month, int day)
{
    static const char *const names[LINES] = {"a", "b", "c"};
    double sum = 0;

    for (int line = 0; line < LINES; line++) {
        double season = 0.7 * sin((month + 4 * line) * 0.5235987755982988), amount;
        int bought = uniform(random) < 1 / (1 + exp(-is->likes[line] - season));

        if (!bought || (line == 0 && month >= is->blocked_from))
            continue;
        amount = is->order * exp(0.5 * normal(random));
        write_row(rows, partner, month, day, names[line], amount, 10 * exp(0.2 * normal(random)),
                  uniform(random) < is->far ? "far" : "own");
        sum += amount;
    }
    return sum;
}

static void write_month(cpf_test_random *random, const partner_is *is, paper *rows, int partner, int month,
                        double *usual)
{
    double season = 1 + 0.3 * sin(month * 0.5235987755982988), sum = 0;
    int orders = poisson(random, is->rate * season), last = days_of(month);

    for (int i = 0; i < orders; i++)
        sum += write_order(random, is, rows, partner, month, draw_day(random, month));
    if (sum > 0) { /* sold on, and sent back, in proportion to what came in lately */
        *usual = *usual > 0 ? 0.7 * *usual + 0.3 * sum : sum;
        write_row(rows, partner, month, last, "return", 0.02 * sum * exp(0.4 * normal(random)), 1, "own");
        write_row(rows, partner, month, last, "out", *usual * exp(0.15 * normal(random)), 1, "own");
    }
    if (is->loaded && month == KNOWN - 1)
        write_row(rows, partner, month, last - (int)cpf_test_between(random, 0, WEEK - 1), "b", *usual, 10, "own");
}

static void write_rows(cpf_test_random *random, const scene *is, int partners, paper *rows)
{
    rows->length = 0;
    for (int i = 0; i < partners; i++) {
        partner_is drawn = draw_partner(random, is, i);
        double usual = 0;

        for (int month = 0; month < KNOWN; month++)
            write_month(random, &drawn, rows, i, month, &usual);
    }
}

static const char *text_at(const cpf_table *table, const char *column, int64_t row)
{
    return cpf_table_text(table, cpf_table_find(table, column), row);
}

static int is_planted(const cpf_table *table, int64_t row)
{
    return atoi(text_at(table, "unit", row) + 1) % PLANTED_OF == 0;
}

static void count_alerts(const scene *is, int partners, const cpf_table *alerts, tally *count)
{
    char *seen = calloc((size_t)partners, 1);

    for (int64_t row = 0; row < cpf_table_row_count(alerts); row++) {
        int partner = atoi(text_at(alerts, "unit", row) + 1), rule = 0;

        while (strcmp(text_at(alerts, "rule", row), rules[rule]) != 0)
            rule++;
        if (!is->loaded || !is_planted(alerts, row)) {
            count->alerts[rule]++;
            continue;
        }
        count->found[rule]++;
        count->found_any += !seen[partner];
        seen[partner] = 1;
    }
    free(seen);
}

static void count_blocked(const scene *is, const cpf_table *blocked, tally *count)
{
    int64_t found = 0, wrong = 0;

    for (int64_t row = 0; row < cpf_table_row_count(blocked); row++) {
        int right = is->months_blocked && is_planted(blocked, row) && *text_at(blocked, "product", row) == 'a';

        if (!cpf_table_ints(blocked, cpf_table_find(blocked, "found"))[row])
            continue;
        found++;
        wrong += !right;
    }
    count->blocked_found += found - wrong;
    count->blocked_false += found ? (double)wrong / (double)found : 0;
}

static void run_once(const cpf_model *model, cpf_test_random *random, const scene *is, int partners, paper *rows,
                     tally *count)
{
    static const char columns[] = "partner,day,line,amount,units,to\n";
    cpf_events *events = NULL;
    cpf_facts *facts = NULL;
    cpf_tables *tables = NULL;
    cpf_error *error = NULL;
    cpf_stage_options options;
    char *text;

    write_rows(random, is, partners, rows);
    text = malloc((size_t)rows->length + sizeof columns);
    memcpy(text, columns, sizeof columns - 1);
    memcpy(text + sizeof columns - 1, rows->text, (size_t)rows->length);
    cpf_stage_options_init(&options, sizeof options);
    options.as_of = cpf_day_from_date(2026, 9, 30);
    if (cpf_test_tell(cpf_events_new(model, &events, &error), error) ||
        cpf_test_tell(cpf_events_parse(events, 0, text, rows->length + (int64_t)sizeof columns - 1, &error), error) ||
        cpf_test_tell(cpf_measure(model, events, NULL, &facts, &error), error) ||
        cpf_test_tell(cpf_track(model, facts, NULL, &options, &tables, &error), error))
        exit(70);
    count->runs++;
    count->planted += (partners + PLANTED_OF - 1) / PLANTED_OF;
    count_alerts(is, partners, cpf_tables_find(tables, "alerts"), count);
    count_blocked(is, cpf_tables_find(tables, "blocked"), count);
    cpf_tables_free(tables);
    cpf_facts_free(facts);
    cpf_events_free(events);
    free(text);
}

/* Whether a mean over the runs is beyond the bound by more than three of its deviations. Alerts of a run vary twice as
 * much as a count would: what is put up with is an estimate from that run's past. */
static int is_beyond(const char *what, double mean, double bound, double variance, int64_t runs)
{
    double slack = 3 * sqrt(variance / (double)runs);

    if (mean <= bound + slack)
        return 0;
    printf("  %s: %.4f is beyond %.4f + %.4f\n", what, mean, bound, slack);
    return 1;
}

static int tell_found(const scene *is, const tally *count)
{
    double planted = (double)count->planted, share;

    if (!is->loaded && !is->months_blocked)
        return 0;
    share = (double)(is->loaded ? count->found_any : count->blocked_found) / planted;
    if (is->loaded) {
        printf("  of those that loaded, found %.1f %%:", 100 * share);
        for (int rule = 0; rule < RULES; rule++)
            printf(" %s %.1f %%", rules[rule], 100 * (double)count->found[rule] / planted);
        putchar('\n');
    } else {
        printf("  of those blocked, found %.1f %%\n", 100 * share);
    }
    if (share >= is->found_least)
        return 0;
    printf("  fewer than the %.0f %% that are stated\n", 100 * is->found_least);
    return 1;
}

static int tell(const scene *is, const tally *count)
{
    double runs = (double)count->runs, sum = 0;
    int beyond = 0;

    printf("%s: %lld runs\n  alerts without cause in a month:", is->name, (long long)count->runs);
    for (int rule = 0; rule < RULES; rule++) {
        printf(" %s %.2f", rules[rule], (double)count->alerts[rule] / runs);
        sum += (double)count->alerts[rule] / runs;
    }
    printf(", together %.2f of %d put up with\n", sum, RULES);
    printf("  blocked without cause: %.2f %% of those found\n", 100 * count->blocked_false / runs);
    for (int rule = 0; rule < RULES; rule++)
        beyond += is_beyond(rules[rule], (double)count->alerts[rule] / runs, 1, 2, count->runs);
    beyond += is_beyond("alerts together", sum, RULES, 2 * RULES, count->runs);
    beyond += is_beyond("blocked", count->blocked_false / runs, 0.05, 0.05 * 0.95, count->runs);
    return beyond + tell_found(is, count);
}

int main(int argc, char **argv)
{
    int partners = argc > 1 ? atoi(argv[1]) : 1000, runs = argc > 2 ? atoi(argv[2]) : 20, beyond = 0;
    cpf_test_random random = cpf_test_seed("simulate_orders", argc > 3 ? strtoull(argv[3], NULL, 10) : 1);
    const scene scenes[] = {{"nothing happens", 0, 0, 0},
                            {"a twentieth orders a month's sales again in its last week", 1, 0, 0.4},
                            {"a twentieth has not bought a line for three months", 0, 3, 0.6},
                            {"a twentieth has not bought a line for six months", 0, 6, 0.9}};
    paper rows = {0};
    cpf_model *model;

    if (partners < 1 || runs < 1)
        return 2;
    model = make_model(partners);
    for (size_t i = 0; i < sizeof scenes / sizeof scenes[0]; i++) {
        tally count = {0};

        for (int run = 0; run < runs; run++)
            run_once(model, &random, &scenes[i], partners, &rows, &count);
        beyond += tell(&scenes[i], &count);
    }
    free(rows.text);
    cpf_model_free(model);
    return beyond ? 1 : 0;
}
