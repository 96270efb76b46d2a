/* SPDX-License-Identifier: MIT */
/* Reads cases of exact.py from standard input and answers each through the public interface; see exact.py for the form.
 */
#include "exact_driver.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PAIRS = 16, MOST_ITEMS = 16 };

typedef struct rule_case {
    char name[WORD], words[4 * MOST_PAIRS][WORD];
    const char *names[MOST_PAIRS], *values[MOST_PAIRS], *x[MOST_PAIRS], *points[MOST_PAIRS];
    int32_t settings, knots;
} rule_case;

typedef struct item_case {
    rule_case rule;
    char direction[WORD], weight[WORD], zero[WORD], scale[WORD], negative[WORD];
    int32_t decimals;
} item_case;

void exact_stop(const char *why)
{
    fprintf(stderr, "exact_driver: %s\n", why);
    exit(2);
}

void exact_stop_error(const cpf_error *error)
{
    fprintf(stderr, "exact_driver: %s (%s)\n", cpf_error_message(error), cpf_error_subject(error));
    exit(2);
}

void *exact_room(size_t bytes)
{
    void *block = calloc(1, bytes ? bytes : 1);

    if (!block)
        exact_stop("out of memory");
    return block;
}

void exact_word(char *word)
{
    if (scanf("%63s", word) != 1)
        exact_stop("input ends early");
}

int64_t exact_number(void)
{
    char word[WORD];

    exact_word(word);
    return strtoll(word, NULL, 10);
}

int32_t exact_count(int32_t most)
{
    int64_t count = exact_number();

    if (count < 0 || count > most)
        exact_stop("a number is out of its range");
    return (int32_t)count;
}

static void read_pairs(rule_case *rule, int32_t count, int32_t first_word, const char **left, const char **right)
{
    for (int32_t i = 0; i < count; i++) {
        left[i] = rule->words[first_word + 2 * i];
        right[i] = rule->words[first_word + 2 * i + 1];
        exact_word(rule->words[first_word + 2 * i]);
        exact_word(rule->words[first_word + 2 * i + 1]);
    }
}

static void read_rule(rule_case *rule)
{
    exact_word(rule->name);
    rule->settings = exact_count(MOST_PAIRS);
    read_pairs(rule, rule->settings, 0, rule->names, rule->values);
    rule->knots = exact_count(MOST_PAIRS);
    read_pairs(rule, rule->knots, 2 * MOST_PAIRS, rule->x, rule->points);
}

static int bit_of(const uint8_t *bits, int64_t i)
{
    return !bits || (bits[i / 8] >> (i % 8) & 1);
}

static void print_figure(int64_t value, int valid, char behind)
{
    if (valid)
        printf("%lld%c", (long long)value, behind);
    else
        printf(".%c", behind);
}

static void answer_rule(void)
{
    rule_case rule;
    int32_t decimals = exact_count(9), n;
    int64_t *columns;
    uint8_t *valid;
    cpf_status status;

    read_rule(&rule);
    n = exact_count(1000000);
    columns = exact_room((size_t)n * 3 * sizeof *columns);
    valid = exact_room((size_t)n / 8 + 1);
    for (int32_t i = 0; i < n; i++) {
        columns[i] = exact_number();
        columns[n + i] = exact_number();
    }
    status = cpf_rule_points(rule.name, rule.settings, rule.names, rule.values, rule.knots, rule.x, rule.points, n,
                             columns, columns + n, decimals, columns + 2 * n, valid, NULL);
    if (status != CPF_OK)
        printf("! %s\n", cpf_status_name(status));
    for (int32_t i = 0; status == CPF_OK && i < n; i++)
        print_figure(columns[2 * n + i], bit_of(valid, i), '\n');
    free(valid);
    free(columns);
}

static void read_item(item_case *item)
{
    item->decimals = exact_count(9);
    exact_word(item->direction);
    exact_word(item->weight);
    exact_word(item->zero);
    exact_word(item->scale);
    exact_word(item->negative);
    read_rule(&item->rule);
}

static void add_item(cpf_plan *plan, cpf_scorecard *card, const item_case *item, int32_t i)
{
    char code[16], formula[32];
    cpf_indicator *indicator;
    cpf_item *line;

    snprintf(code, sizeof code, "k%d", (int)i);
    snprintf(formula, sizeof formula, "sum(%s)", code);
    cpf_plan_add_measure(plan, code, code, "sum", item->decimals, "piece");
    indicator = cpf_plan_add_indicator(plan, code, code, formula);
    cpf_indicator_set_unit(indicator, "piece");
    cpf_indicator_set_decimals(indicator, item->decimals);
    cpf_indicator_set_direction(indicator, item->direction);
    cpf_indicator_set_origin(indicator, "test", "test");
    line = cpf_scorecard_add_item(card, code, item->weight, item->rule.name);
    for (int32_t k = 0; k < item->rule.settings; k++)
        cpf_item_set_parameter(line, item->rule.names[k], item->rule.values[k]);
    for (int32_t k = 0; k < item->rule.knots; k++)
        cpf_item_add_point(line, item->rule.x[k], item->rule.points[k]);
    cpf_item_set_policies(line, item->zero, strcmp(item->zero, "absolute") == 0 ? item->scale : NULL, item->negative);
}

/* One company with `subjects` channels, which have one scorecard. */
static cpf_model *build(const item_case *items, int32_t count, int32_t subjects, int32_t points_decimals,
                        int32_t total_decimals, const char *missing)
{
    cpf_calendar_options calendar;
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    cpf_scorecard *card;
    int32_t *parent = exact_room((size_t)subjects * sizeof *parent);

    if (cpf_plan_new(NULL, &plan) != CPF_OK || cpf_calendar_options_init(&calendar, sizeof calendar) != CPF_OK)
        exact_stop("no plan");
    cpf_plan_set_name(plan, "exact", "exact", "1");
    calendar.first_year = calendar.last_year = 2026;
    calendar.grain = CPF_GRAIN_YEAR;
    cpf_plan_set_calendar(plan, &calendar);
    cpf_plan_add_level(plan, "company", "company");
    cpf_plan_add_level(plan, "channel", "channel");
    cpf_plan_add_unit(plan, NULL, "company", "ALL", "ALL");
    cpf_plan_add_units(plan, "channel", subjects, parent, NULL);
    card = cpf_plan_add_scorecard(plan, "card", "channel");
    cpf_scorecard_set_decimals(card, points_decimals, total_decimals);
    cpf_scorecard_set_missing(card, missing);
    for (int32_t i = 0; i < count; i++)
        add_item(plan, card, &items[i], i);
    if (cpf_plan_freeze(plan, &model, &error) != CPF_OK)
        exact_stop_error(error);
    cpf_error_free(error);
    cpf_plan_free(plan);
    free(parent);
    return model;
}

/* Sets a single figure unless it is missing ("."). */
static void set_figure(const cpf_model *model, cpf_facts *facts, int32_t subject, int32_t item)
{
    char word[WORD];
    cpf_id unit = cpf_model_unit_added(model, subject + 1), indicator = item, period = 0;
    int64_t value;

    exact_word(word);
    if (strcmp(word, ".") == 0)
        return;
    value = strtoll(word, NULL, 10);
    if (cpf_facts_set(facts, 1, &unit, &indicator, &period, &value, NULL) != CPF_OK)
        exact_stop("a value was refused");
}

static void print_appraisal(const cpf_model *model, const cpf_appraisal *appraisal, int32_t items, int32_t subjects)
{
    for (int32_t s = 0; s < subjects; s++) {
        int64_t row = cpf_appraisal_find(appraisal, cpf_model_unit_added(model, s + 1));

        for (int32_t i = 0; i < items; i++) {
            int64_t first = 0;
            const int64_t *points = cpf_appraisal_points(appraisal, 0, i, &first, NULL);

            print_figure(points[row - first], bit_of(cpf_appraisal_points_validity(appraisal, 0, i), row - first), ' ');
        }
        print_figure(cpf_appraisal_totals(appraisal)[row], bit_of(cpf_appraisal_total_validity(appraisal), row), '\n');
    }
}

static void answer_model(void)
{
    int32_t points_decimals = exact_count(9), total_decimals = exact_count(9), count, subjects;
    char missing[WORD];
    item_case *items;
    cpf_model *model;
    cpf_facts *targets = NULL, *actuals = NULL;
    cpf_appraisal *appraisal = NULL;
    cpf_appraise_options options;
    cpf_error *error = NULL;

    exact_word(missing);
    count = exact_count(MOST_ITEMS);
    subjects = exact_count(1000000);
    items = exact_room((size_t)count * sizeof *items);
    for (int32_t i = 0; i < count; i++)
        read_item(&items[i]);
    model = build(items, count, subjects, points_decimals, total_decimals, missing);
    if (cpf_facts_new(model, &actuals, NULL) != CPF_OK || cpf_facts_new(model, &targets, NULL) != CPF_OK ||
        cpf_appraise_options_init(&options, sizeof options) != CPF_OK)
        exact_stop("no facts");
    for (int32_t s = 0; s < subjects; s++) {
        for (int32_t i = 0; i < count; i++) {
            set_figure(model, actuals, s, i);
            set_figure(model, targets, s, i);
        }
    }
    options.period = 0;
    if (cpf_appraise(model, targets, actuals, &options, &appraisal, &error) != CPF_OK)
        exact_stop_error(error);
    print_appraisal(model, appraisal, count, subjects);
    cpf_appraisal_free(appraisal);
    cpf_facts_free(targets);
    cpf_facts_free(actuals);
    cpf_model_free(model);
    free(items);
}

int main(void)
{
    char kind[WORD];

    while (scanf("%63s", kind) == 1) {
        if (strcmp(kind, "R") == 0)
            answer_rule();
        else if (strcmp(kind, "M") == 0)
            answer_model();
        else if (strcmp(kind, "P") == 0)
            exact_answer_plan();
        else
            exact_stop("neither R nor M nor P");
    }
    return 0;
}
