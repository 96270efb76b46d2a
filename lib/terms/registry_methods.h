/* SPDX-License-Identifier: MIT */
/* Rows of the registry for the methods of the layer below, whose own tables know nothing of the registry. */
#ifndef CPF_TERMS_REGISTRY_METHODS_H
#define CPF_TERMS_REGISTRY_METHODS_H

#include <channelperf/registry.h>

#include "apportion.h"
#include "rank.h"

extern const cpf_entry cpf__apportion_entries[CPF__APPORTION_COUNT];
extern const cpf_entry cpf__rank_entries[CPF__RANK_COUNT];
extern const cpf_entry cpf__percentile_entries[CPF__PERCENTILE_COUNT];

#endif
