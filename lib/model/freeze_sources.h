/* SPDX-License-Identifier: MIT */
/* A source as it grows: shared by the files that take its parts. */
#ifndef CPF_MODEL_FREEZE_SOURCES_H
#define CPF_MODEL_FREEZE_SOURCES_H

#include "build.h"
#include "row_filter.h"

typedef struct cpf__source_work {
    cpf__build *build;
    const cpf_source *draft;
    cpf__source *source;
    cpf__columns columns;
    cpf_text *filter; /* of a feed with exclusions */
    int sound;        /* all feeds, exclusions and exceptions are */
} cpf__source_work;

/* Compiles a filter over the columns of the source; all findings. */
cpf_status cpf__source_filter(cpf__source_work *work, const char *text, const cpf__place *place,
                              cpf__row_filter *filter);

/* Feeds that leave rows out, and further feeds for those rows. The source's own feeds are taken. */
void cpf__take_exceptions(cpf__source_work *work);

#endif
