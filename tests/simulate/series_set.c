/* SPDX-License-Identifier: MIT */
#include "series_set.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add_value(series *to, double value)
{
    if (!to->n && value == 0)
        to->first++;
    else if (to->n < SERIES_VALUES)
        to->y[to->n++] = value;
}

static series *add_series(series_set *set)
{
    series *made = &set->items[set->count];

    if (set->count == SERIES_MOST)
        exit(70);
    set->count++;
    *made = (series){.n = 0};
    return made;
}

static void take_unit(series_set *set, const cpf_model *model, const cpf_facts *facts, cpf_id unit)
{
    series *made = add_series(set);
    int64_t sales = 0;

    for (cpf_id period = 0; period < cpf_model_period_count(model); period++) {
        const cpf_period *span = cpf_model_period(model, period);

        if (strcmp(cpf_period_grain(span), "month") == 0 && cpf_period_from(span) < cpf_day_from_date(2013, 12, 1) &&
            cpf_facts_value(facts, unit, 0, period, &sales) == CPF_OK)
            add_value(made, (double)sales);
    }
}

int series_of_example(series_set *set)
{
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;
    cpf_events *events = NULL;
    cpf_facts *facts = NULL;
    cpf_error *error = NULL;
    cpf_read_options options;
    int bad;

    cpf_read_options_init(&options, sizeof options);
    options.folder = CPF_TEST_ROOT "/examples/adventureworks";
    bad =
        cpf_test_tell(cpf_plan_read(NULL, CPF_TEST_ROOT "/examples/adventureworks/track.json", &plan, &error), error) ||
        cpf_test_tell(cpf_plan_freeze(plan, &model, &error), error) ||
        cpf_test_tell(cpf_events_new(model, &events, &error), error) ||
        cpf_test_tell(cpf_events_read(events, 0, &options, &error), error) ||
        cpf_test_tell(cpf_measure(model, events, NULL, &facts, &error), error);
    for (cpf_id unit = 0; !bad && unit < cpf_model_unit_count(model); unit++) {
        if (strcmp(cpf_model_unit_level(model, unit), "reseller") != 0)
            take_unit(set, model, facts, unit);
    }
    cpf_facts_free(facts);
    cpf_events_free(events);
    cpf_model_free(model);
    cpf_plan_free(plan);
    return bad;
}

int series_of_file(series_set *set, const char *path)
{
    FILE *file = fopen(path, "r");
    char line[512], code[sizeof line] = "";
    series *last = NULL;

    for (int64_t at = 0; file && fgets(line, sizeof line, file); at++) {
        char *comma = strchr(line, ','), *value = comma ? strchr(comma + 1, ',') : NULL;

        if (!at || !value)
            continue;
        *comma = 0;
        if (!last || strcmp(line, code) != 0)
            last = add_series(set);
        strcpy(code, line);
        add_value(last, strtod(value + 1, NULL));
    }
    if (file)
        fclose(file);
    return !last;
}

static double uniform(cpf_test_random *random)
{
    return ((double)(cpf_test_next(random) >> 11) + 0.5) / 9007199254740992.0;
}

static double normal(cpf_test_random *random)
{
    return sqrt(-2 * log(uniform(random))) * cos(6.283185307179586 * uniform(random));
}

void series_of_chance(series_set *set, cpf_test_random *random)
{
    for (int unit = 0; unit < 100; unit++) {
        series *made = add_series(set);
        double level = 5000 * exp(normal(random)), season[12];

        for (int month = 0; month < 12; month++)
            season[month] = exp(0.05 * normal(random));
        made->first = unit % 12; /* they begin one after the other */
        for (int month = (int)made->first; month < 36; month++) {
            level *= exp(0.015 * normal(random));
            add_value(made, level * season[month % 12] * exp(0.03 * normal(random)));
        }
    }
}
