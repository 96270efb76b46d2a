/* SPDX-License-Identifier: MIT */
/* Numbers of attributes: read from texts, or given as columns. Numbers are not inherited. */
#ifndef CPF_MODEL_ATTRIBUTE_NUMBER_H
#define CPF_MODEL_ATTRIBUTE_NUMBER_H

#include "build.h"

/* When each of the `different` texts is a number, the attribute gets numbers, with as many decimals as any text has.
 * Its `text` still holds ids of `texts`. 0 when there is no memory. */
int cpf__numbers_of_texts(cpf__build *build, cpf__attribute *attribute, const cpf__map *texts, const char *const *used,
                          int32_t different);

/* Numbers that were given as columns. 0 when there is no memory. */
int cpf__numbers_of_parts(cpf__build *build, cpf__attribute *attribute, const cpf__attribute_draft *draft);

#endif
