/* SPDX-License-Identifier: MIT */
/*
 * cascade.c - a year's goal by unit and month: a pinned channel, a season, and everything adds up.
 *
 * 1,000,000 yuan in whole yuan; channel c has promised exactly 200,000, a and b share the rest 1 : 2; the months follow
 * the season 1, 2, 3, then 1 ... Prints:
 *
 *     unit       year      jan      feb      mar
 *     all     1000000    66668   133333   200000
 *     a        266667    17778    35555    53333
 *     b        533333    35556    71111   106667
 *     c        200000    13334    26667    40000
 *     every parent is the sum of its children, every year the sum of its months
 */
#include "common.h"

static cpf_model *agree(void)
{
    static const int64_t season[12] = {1, 2, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    static const char *const codes[] = {"a", "b", "c"}, *const potentials[] = {"1", "2", "1"};
    cpf_calendar_options calendar;
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;
    cpf_error *error = NULL;
    cpf_indicator *sales;
    cpf_unit *company;
    cpf_goal *goal;

    must(cpf_plan_new(NULL, &plan), &error);
    must(cpf_calendar_options_init(&calendar, sizeof calendar), &error);
    calendar.first_year = calendar.last_year = 2026;
    cpf_plan_set_name(plan, "cascade", "A year by month", "1");
    cpf_plan_set_calendar(plan, &calendar);
    cpf_plan_add_season(plan, "spring", 12, season);
    cpf_plan_add_level(plan, "company", "Company");
    cpf_plan_add_level(plan, "channel", "Channel");
    company = cpf_plan_add_unit(plan, NULL, "company", "all", "All of us");
    for (int i = 0; i < 3; i++) {
        cpf_unit *unit = cpf_plan_add_unit(plan, company, "channel", codes[i], NULL);

        cpf_unit_set_attribute(unit, "potential", potentials[i]);
    }
    cpf_plan_add_measure(plan, "sales", "Net sales", "sum", 0, "CNY");
    sales = cpf_plan_add_indicator(plan, "sales", "Net sales", "sum(sales)");
    cpf_indicator_set_unit(sales, "CNY");
    cpf_indicator_set_direction(sales, "more");
    cpf_indicator_set_origin(sales, "head of sales", "ERP");

    goal = cpf_plan_add_goal(plan, "all", "sales", "2026");
    cpf_goal_set_target(goal, "1000000");
    cpf_goal_set_split(goal, "by_weight", NULL);
    cpf_goal_add_driver(goal, "potential", NULL, NULL);
    cpf_goal_set_season(goal, "factors", "spring");
    goal = cpf_plan_add_goal(plan, "c", "sales", "2026"); /* a goal under a goal is a pin */
    cpf_goal_set_target(goal, "200000");
    cpf_goal_set_season(goal, "factors", "spring");

    must(cpf_plan_freeze(plan, &model, &error), &error);
    cpf_plan_free(plan);
    return model;
}

int main(void)
{
    static const char *const periods[] = {"2026", "2026-01", "2026-02", "2026-03"};
    cpf_model *model = agree();
    cpf_facts *targets = NULL;
    cpf_error *error = NULL;
    cpf_id sales = cpf_model_find_indicator(model, "sales");

    must(cpf_cascade(model, NULL, NULL, &targets, &error), &error);
    printf("%-6s %8s %8s %8s %8s\n", "unit", "year", "jan", "feb", "mar");
    for (cpf_id u = 0; u < cpf_model_unit_count(model); u++) {
        printf("%-6s", cpf_model_unit_code(model, u));
        for (int p = 0; p < 4; p++) {
            const int64_t *column = cpf_facts_column(targets, sales, cpf_model_find_period(model, periods[p]));

            printf(" %8lld", (long long)column[u]);
        }
        printf("\n");
    }
    must(cpf_check_sums(model, targets, &error), &error);
    puts("every parent is the sum of its children, every year the sum of its months");
    cpf_facts_free(targets);
    cpf_model_free(model);
    return 0;
}
