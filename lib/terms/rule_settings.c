/* SPDX-License-Identifier: MIT */
#include "rule_settings.h"

#include "terms_messages.h"
#include "text.h"

#include <string.h>

cpf_status cpf__rule_find_fault(cpf__rule_job *job, const char *member, int32_t index, int32_t message, const char *a,
                                const char *b, const char *c)
{
    cpf__place place = job->place ? *job->place : (cpf__place){0};
    cpf_text *path = cpf__text_new(job->context);
    cpf_status status;

    cpf__text_add(path, place.path ? place.path : "");
    cpf__text_add(path, place.path && place.path[0] ? ".rule" : "rule");
    if (member)
        cpf__text_format(path, ".%s", member);
    if (index >= 0)
        cpf__text_format(path, "[%d]", (int)index);
    if (cpf__text_failed(path)) {
        status = cpf__no_memory(job->error);
    } else {
        place.path = cpf_text_data(path);
        status = cpf__find(job->context, job->error, &place, &cpf__terms_messages[message], a, b, c);
    }
    cpf_text_free(path);
    if (job->status == CPF_OK)
        job->status = status;
    return status;
}

static int number_of(const char *text, int64_t *value)
{
    return cpf__decimal_parse(text, (int64_t)strlen(text), '.', CPF__RULE_DECIMALS, -1, value) == CPF_OK;
}

/* Position of a word among "one|two|three", or -1. */
static int32_t word_of(const char *words, const char *word)
{
    size_t length = strlen(word);

    for (int32_t i = 0; *words; i++) {
        size_t size = strcspn(words, "|");

        if (size == length && memcmp(words, word, size) == 0)
            return i;
        words += size + (words[size] == '|');
    }
    return -1;
}

static void read_value(cpf__rule_job *job, const cpf_param *param, const char *text, int64_t *value)
{
    int64_t low = INT64_MIN, high = INT64_MAX;
    const char *shown[2] = {param->minimum, param->maximum};

    if (strchr(param->unit, '|')) {
        *value = word_of(param->unit, text);
        if (*value < 0)
            cpf__rule_find_fault(job, param->name, -1, CPF__TERMS_RULE_CHOICE, text, param->unit, NULL);
        return;
    }
    if (!number_of(text, value)) {
        cpf__rule_find_fault(job, param->name, -1, CPF__TERMS_RULE_NUMBER, text, NULL, NULL);
        return;
    }
    if (shown[0])
        number_of(shown[0], &low);
    if (shown[1])
        number_of(shown[1], &high);
    if (*value < low || *value > high)
        cpf__rule_find_fault(job, param->name, -1, CPF__TERMS_RULE_RANGE, text, shown[0] ? shown[0] : "-",
                             shown[1] ? shown[1] : "-");
}

static int32_t param_of(const cpf_entry *entry, const char *name)
{
    for (int32_t i = 0; i < entry->param_count; i++) {
        if (strcmp(entry->params[i].name, name) == 0)
            return i;
    }
    return CPF_NONE;
}

void cpf__rule_read_settings(cpf__rule_job *job, const cpf__setting *settings, int32_t count)
{
    const cpf_entry *entry = &job->rule->entry;
    const char *given[CPF__RULE_PARAMS] = {NULL};

    for (int32_t i = 0; i < count; i++) {
        int32_t param = param_of(entry, settings[i].name);

        if (param == CPF_NONE)
            cpf__rule_find_fault(job, settings[i].name, -1, CPF__TERMS_RULE_SETTING, entry->name, settings[i].name,
                                 NULL);
        else if (given[param])
            cpf__rule_find_fault(job, settings[i].name, -1, CPF__TERMS_RULE_TWICE, settings[i].name, NULL, NULL);
        else
            given[param] = settings[i].value;
    }
    for (int32_t i = 0; i < entry->param_count; i++)
        read_value(job, &entry->params[i], given[i] ? given[i] : entry->params[i].fallback, &job->value[i]);
}

static int knot_number(cpf__rule_job *job, int32_t index, const char *text, const char *limit, int64_t *value)
{
    int64_t bound = 0;
    char low[24] = "-";

    if (!number_of(text, value))
        return cpf__rule_find_fault(job, "points", index, CPF__TERMS_RULE_NUMBER, text, NULL, NULL) == CPF_OK;
    number_of(limit, &bound);
    strcpy(low + 1, limit);
    if (*value < -bound || *value > bound)
        return cpf__rule_find_fault(job, "points", index, CPF__TERMS_RULE_RANGE, text, low, limit) == CPF_OK;
    return 1;
}

void cpf__rule_read_knots(cpf__rule_job *job, const cpf__knot *knots, int32_t count)
{
    job->knot_count = count;
    for (int32_t i = 0; i < count; i++) {
        int fine = knot_number(job, i, knots[i].x, "1000", &job->x[i]);

        fine &= knot_number(job, i, knots[i].points, "1000000", &job->points[i]);
        if (fine && i > 0 && job->x[i] <= job->x[i - 1])
            cpf__rule_find_fault(job, "points", i, CPF__TERMS_RULE_ASCEND, knots[i].x, NULL, NULL);
    }
}
