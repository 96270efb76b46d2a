/* SPDX-License-Identifier: MIT */
/*
 * from_json.c - a plan as JSON text and its rows as CSV text, to an explained total.
 *
 * Prints:
 *
 *     north 98.00
 *     south 110.00
 *
 * and then, as a text tree, why north has 98.00.
 */
#include "common.h"

#include <string.h>

static const char json[] =
    "{\"channelperf\": 1, \"code\": \"demo\", \"name\": \"Demo\", \"version\": \"2026\","
    " \"calendar\": {\"years\": [2026, 2026], \"grain\": \"quarter\"},"
    " \"levels\": [{\"code\": \"company\"}, {\"code\": \"channel\"}],"
    " \"units\": [{\"level\": \"company\", \"code\": \"all\"},"
    "   {\"level\": \"channel\", \"code\": \"north\", \"parent\": \"all\"},"
    "   {\"level\": \"channel\", \"code\": \"south\", \"parent\": \"all\"}],"
    " \"measures\": [{\"code\": \"sales\", \"kind\": \"sum\", \"decimals\": 2, \"unit\": \"CNY\"}],"
    " \"sources\": [{\"code\": \"orders\", \"unit\": {\"columns\": [\"channel\"]}, \"day\": \"date\","
    "   \"feeds\": [{\"measure\": \"sales\", \"column\": \"amount\"}]}],"
    " \"indicators\": [{\"code\": \"sales\", \"name\": \"Sales\", \"formula\": \"sum(sales)\", \"unit\": \"CNY\","
    "   \"decimals\": 2, \"direction\": \"more\", \"owner\": \"head of sales\", \"data_source\": \"ERP\"}],"
    " \"goals\": [{\"unit\": \"all\", \"indicator\": \"sales\", \"period\": \"2026\", \"target\": \"8000\","
    "   \"split\": {\"by\": \"equal\"}, \"season\": {\"by\": \"equal\"}}],"
    " \"scorecards\": [{\"code\": \"channels\", \"level\": \"channel\", \"items\": [{\"indicator\": \"sales\","
    "   \"weight\": 100, \"rule\": {\"name\": \"capped\", \"floor\": 0, \"cap\": 120}}]}]}";

static const char csv[] = "channel,date,amount\n"
                          "north,2026-01-15,500.00\n"
                          "south,2026-02-01,1100.00\n"
                          "north,2026-03-31,480.00\n";

int main(void)
{
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;
    cpf_events *events = NULL;
    cpf_facts *actuals = NULL, *targets = NULL;
    cpf_appraisal *appraisal = NULL;
    cpf_explanation *why = NULL;
    cpf_text *text = NULL;
    cpf_error *error = NULL;
    cpf_appraise_options how;
    char total[24];

    must(cpf_plan_parse(NULL, json, (int64_t)strlen(json), NULL, &plan, &error), &error);
    must(cpf_plan_freeze(plan, &model, &error), &error);
    must(cpf_events_new(model, &events, &error), &error);
    must(cpf_events_parse(events, 0, csv, (int64_t)strlen(csv), &error), &error);
    must(cpf_measure(model, events, NULL, &actuals, &error), &error);
    must(cpf_cascade(model, actuals, NULL, &targets, &error), &error);
    must(cpf_appraise_options_init(&how, sizeof how), &error);
    how.period = cpf_model_find_period(model, "2026-Q1");
    must(cpf_appraise(model, targets, actuals, &how, &appraisal, &error), &error);
    for (int64_t i = 0; i < cpf_appraisal_count(appraisal); i++) {
        cpf_decimal_format(cpf_appraisal_totals(appraisal)[i], 2, total);
        printf("%s %s\n", cpf_model_unit_code(model, cpf_appraisal_units(appraisal)[i]), total);
    }
    must(cpf_explain(appraisal, targets, actuals, cpf_model_find_unit(model, "north"), CPF_NONE, &why, &error), &error);
    must(cpf_explanation_text(why, CPF_ENGLISH, &text, &error), &error);
    fputs(cpf_text_data(text), stdout);
    cpf_text_free(text);
    cpf_explanation_free(why);
    cpf_appraisal_free(appraisal);
    cpf_facts_free(targets);
    cpf_facts_free(actuals);
    cpf_events_free(events);
    cpf_model_free(model);
    cpf_plan_free(plan);
    return 0;
}
