/* SPDX-License-Identifier: MIT */
#include "figure.h"

const cpf__figure_set *const cpf__figure_sets[CPF__FIGURE_SETS] = {&cpf__figures_of_apply, &cpf__figures_of_review};
