/* SPDX-License-Identifier: MIT */
/* Codes that parts of a plan name, looked up; an unknown one is told together with the known ones that are most like
 * it. */
#include <string.h>

#include "build.h"

static const char *name_in_map(const void *user, int32_t index)
{
    return cpf__map_code(user, index);
}

static const char *name_of_level(const void *user, int32_t index)
{
    return ((const cpf_model *)user)->levels[index].code;
}

static const char *name_of_attribute(const void *user, int32_t index)
{
    return ((const cpf_model *)user)->attributes[index].name;
}

static const char *name_of_period(const void *user, int32_t index)
{
    return ((const cpf__calendar *)user)->periods[index].code;
}

static const char *name_in_texts(const void *user, int32_t index)
{
    return ((const char *const *)user)[index];
}

cpf__names cpf__map_names(const cpf__map *map)
{
    return (cpf__names){map, name_in_map, cpf__map_count(map)};
}

cpf__names cpf__level_names(const cpf__build *build)
{
    return (cpf__names){build->model, name_of_level, build->model->level_count};
}

cpf__names cpf__attribute_names(const cpf__build *build)
{
    return (cpf__names){build->model, name_of_attribute, build->model->attribute_count};
}

cpf__names cpf__text_names(const char *const *texts, int32_t count)
{
    return (cpf__names){texts, name_in_texts, count};
}

cpf_id cpf__need_level(cpf__build *build, const cpf__place *place, const char *code)
{
    for (int32_t i = 0; i < build->model->level_count; i++)
        if (strcmp(build->model->levels[i].code, code) == 0)
            return i;
    cpf__tell(build, place, CPF__MODEL(UNKNOWN_LEVEL), code, cpf__nearest(build, code, cpf__level_names(build)));
    return CPF_NONE;
}

cpf_id cpf__need_measure(cpf__build *build, const cpf__place *place, const char *code)
{
    cpf_id id = cpf__find_text(build->measures, code);

    if (id == CPF_NONE)
        cpf__tell(build, place, CPF__MODEL(UNKNOWN_MEASURE), code,
                  cpf__nearest(build, code, cpf__map_names(build->measures)));
    return id;
}

cpf_id cpf__need_indicator(cpf__build *build, const cpf__place *place, const char *code)
{
    cpf_id id = cpf__find_text(build->indicators, code);

    if (id == CPF_NONE)
        cpf__tell(build, place, CPF__MODEL(UNKNOWN_INDICATOR), code,
                  cpf__nearest(build, code, cpf__map_names(build->indicators)));
    return id;
}

cpf_id cpf__need_attribute(cpf__build *build, const cpf__place *place, const char *name)
{
    cpf_id id = cpf__model_find_attribute(build->model, name);

    if (id == CPF_NONE)
        cpf__tell(build, place, CPF__MODEL(UNKNOWN_ATTRIBUTE), name,
                  cpf__nearest(build, name, cpf__attribute_names(build)));
    return id;
}

cpf_id cpf__need_period(cpf__build *build, const cpf__place *place, const char *code)
{
    const cpf__calendar *calendar = build->model->calendar;
    cpf_id id;

    if (!calendar)
        return CPF_NONE; /* told already */
    id = cpf__calendar_find(calendar, code, (int64_t)strlen(code));
    if (id == CPF_NONE)
        cpf__tell(build, place, CPF__MODEL(UNKNOWN_PERIOD), code,
                  cpf__nearest(build, code, (cpf__names){calendar, name_of_period, calendar->count}));
    return id;
}

cpf_id cpf__need_unit(cpf__build *build, const cpf__place *place, const char *code)
{
    cpf_id id = cpf__find_text(build->model->unit_codes, code);
    int suggest = build->suggestions < CPF__UNIT_SUGGESTIONS;

    if (id != CPF_NONE)
        return id;
    build->suggestions++;
    cpf__tell(build, place, CPF__MODEL(UNKNOWN_UNIT), code,
              suggest ? cpf__nearest(build, code, cpf__map_names(build->model->unit_codes)) : "-");
    return CPF_NONE;
}
