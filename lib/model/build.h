/* SPDX-License-Identifier: MIT */
/*
 * Freezing in progress: the plan, the model that grows from it, and what was found wrong on the way. Checking is the
 * same with the model thrown away. A part that is wrong is told and left out; everything else is looked at all the
 * same.
 */
#ifndef CPF_MODEL_BUILD_H
#define CPF_MODEL_BUILD_H

#include "model_messages.h"
#include "plan_in.h"

enum {
    CPF__TOLD_IN_FULL =
        100, /* findings of one kind about units that are told one by one; of the others only their number */
    CPF__UNIT_SUGGESTIONS = 20 /* looking for a code alike among a million takes time */
};

typedef struct cpf__build {
    const cpf_plan *plan;
    cpf_model *model;
    const cpf_context *context;
    cpf_error *findings;
    int32_t failed; /* there was no memory somewhere */
    int32_t suggestions;
    cpf__map *measures, *indicators; /* code -> id */
    int32_t *level_of_name;          /* plan's level name -> level, CPF_NONE */
    cpf_text *path, *subject, *near, *list;
    int64_t base_length; /* of the path, without the member */
    cpf__place place;
} cpf__build;

#define CPF__MODEL(id) (&cpf__model_messages[CPF__MODEL_##id])
#define cpf__tell(build, place, ...) ((void)cpf__find((build)->context, &(build)->findings, (place), __VA_ARGS__))

void cpf__build_fail(cpf__build *build);

/* What is looked at from now on: said at `spot`, the index-th of the plan's `list`. Its subject is then empty. */
void cpf__at(cpf__build *build, const cpf__spot *spot, const char *list, int64_t index);
void cpf__about(cpf__build *build, const char *format, ...);

/* The place of a member of it (".formula", ".items[%d].weight"; "": itself). Borrowed until the next call. */
const cpf__place *cpf__member(cpf__build *build, const char *format, ...);

/* Names to choose from or to compare with. */
typedef struct cpf__names {
    const void *user;
    const char *(*at)(const void *user, int32_t index);
    int32_t count;
} cpf__names;

/* Up to three of the names that are most like `name`, "R10, R100"; a dash when none is. Borrowed until the next call.
 */
const char *cpf__nearest(cpf__build *build, const char *name, cpf__names names);

/* Position of the text among the names; when it is not one, CPF_NONE and a finding that lists them. NULL chooses
 * `fallback`. */
int32_t cpf__choose(cpf__build *build, const cpf__place *place, const char *text, cpf__names names, int32_t fallback);

/* Reads a decimal text; 0 and a finding when it is no number, has more decimals, or does not fit. */
int cpf__read_decimal(cpf__build *build, const cpf__place *place, const char *text, int32_t decimals, int64_t *value);

/* Names that several parts ask for. */
cpf__names cpf__level_names(const cpf__build *build);
cpf__names cpf__map_names(const cpf__map *map);
cpf__names cpf__attribute_names(const cpf__build *build);
cpf__names cpf__text_names(const char *const *texts, int32_t count);

/* Looks a code up; CPF_NONE and a finding with the nearest known when it is unknown. */
cpf_id cpf__need_level(cpf__build *build, const cpf__place *place, const char *code);
cpf_id cpf__need_measure(cpf__build *build, const cpf__place *place, const char *code);
cpf_id cpf__need_indicator(cpf__build *build, const cpf__place *place, const char *code);
cpf_id cpf__need_attribute(cpf__build *build, const cpf__place *place, const char *name);
cpf_id cpf__need_period(cpf__build *build, const cpf__place *place, const char *code);
/* Map id of a unit's code: known even while there is no tree. */
cpf_id cpf__need_unit(cpf__build *build, const cpf__place *place, const char *code);

/* Adds the code to the map (its id is the position when all are new); a finding when it is empty or taken. 0: it was
 * not added. */
int cpf__register(cpf__build *build, cpf__map *map, const char *code);

/* A code as the map takes it. */
cpf_id cpf__find_text(const cpf__map *map, const char *text);

#endif
