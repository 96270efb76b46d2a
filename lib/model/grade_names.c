/* SPDX-License-Identifier: MIT */
#include "grade_names.h"

#include <string.h>

int32_t cpf__grade_count(const struct cpf_standing *standing)
{
    return standing->band_count ? standing->band_count : standing->quota_count;
}

const char *cpf__grade_at(const struct cpf_standing *standing, int32_t grade)
{
    if (grade < 0)
        return "";
    return standing->band_count ? standing->bands[grade].grade : standing->quotas[grade].grade;
}

int32_t cpf__grade_find(const struct cpf_standing *standing, const char *grade)
{
    for (int32_t i = 0; i < cpf__grade_count(standing); i++) {
        if (strcmp(cpf__grade_at(standing, i), grade) == 0)
            return i;
    }
    return -1;
}
