/* SPDX-License-Identifier: MIT */
/*
 * first_goal.c - one company, two channels, one goal, and what each channel has to reach.
 *
 * Prints:
 *
 *     east 600000.00
 *     west 400000.00
 */
#include <channelperf/channelperf.h>
#include <stdio.h>

int main(void)
{
    cpf_calendar_options calendar;
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;
    cpf_facts *targets = NULL;
    cpf_error *error = NULL;
    cpf_indicator *sales;
    cpf_unit *company, *unit;
    cpf_goal *goal;
    char text[24];
    int failed;

    if (cpf_plan_new(NULL, &plan) != CPF_OK || cpf_calendar_options_init(&calendar, sizeof calendar) != CPF_OK)
        return 1;
    calendar.first_year = calendar.last_year = 2026;
    cpf_plan_set_name(plan, "first", "My first plan", "1");
    cpf_plan_set_calendar(plan, &calendar);
    cpf_plan_add_level(plan, "company", "Company");
    cpf_plan_add_level(plan, "channel", "Channel");
    company = cpf_plan_add_unit(plan, NULL, "company", "all", "All of us");
    unit = cpf_plan_add_unit(plan, company, "channel", "east", "East Trading");
    cpf_unit_set_attribute(unit, "potential", "3");
    unit = cpf_plan_add_unit(plan, company, "channel", "west", "West & Sons");
    cpf_unit_set_attribute(unit, "potential", "2");

    cpf_plan_add_measure(plan, "sales", "Net sales", "sum", 2, "CNY");
    sales = cpf_plan_add_indicator(plan, "sales", "Net sales", "sum(sales)");
    cpf_indicator_set_unit(sales, "CNY");
    cpf_indicator_set_decimals(sales, 2);
    cpf_indicator_set_direction(sales, "more");
    cpf_indicator_set_origin(sales, "head of sales", "ERP");

    goal = cpf_plan_add_goal(plan, "all", "sales", "2026");
    cpf_goal_set_target(goal, "1000000.00");
    cpf_goal_set_split(goal, "by_weight", NULL);
    cpf_goal_add_driver(goal, "potential", NULL, NULL);

    failed = cpf_plan_freeze(plan, &model, &error) != CPF_OK
             || cpf_cascade(model, NULL, NULL, &targets, &error) != CPF_OK;
    if (failed) /* all that is wrong is in the error; the first of it: */
        fprintf(stderr, "%s: %s\n", cpf_error_subject(error), cpf_error_message(error));
    for (cpf_id u = 1; !failed && u < cpf_model_unit_count(model); u++) {
        int64_t cents = 0;

        cpf_facts_value(targets, u, cpf_model_find_indicator(model, "sales"), cpf_model_find_period(model, "2026"),
                        &cents);
        cpf_decimal_format(cents, 2, text);
        printf("%s %s\n", cpf_model_unit_code(model, u), text);
    }
    cpf_facts_free(targets);
    cpf_model_free(model);
    cpf_plan_free(plan);
    cpf_error_free(error);
    return failed;
}
