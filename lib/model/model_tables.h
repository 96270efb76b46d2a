/* SPDX-License-Identifier: MIT */
/* Parts of a model as tables. Each gives NULL, or a table that remembers it, when there is no memory. */
#ifndef CPF_MODEL_MODEL_TABLES_H
#define CPF_MODEL_MODEL_TABLES_H

#include "model_in.h"
#include "table.h"

cpf_table *cpf__table_of_units(const cpf_model *model);
cpf_table *cpf__table_of_periods(const cpf_model *model);
cpf_table *cpf__table_of_measures(const cpf_model *model);
cpf_table *cpf__table_of_indicators(const cpf_model *model);
cpf_table *cpf__table_of_goals(const cpf_model *model);
cpf_table *cpf__table_of_scorecards(const cpf_model *model);
cpf_table *cpf__table_of_sources(const cpf_model *model);

#endif
