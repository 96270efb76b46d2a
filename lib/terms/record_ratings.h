/* SPDX-License-Identifier: MIT */
/* Fields and words of the records about ratings. */
#ifndef CPF_TERMS_RECORD_RATINGS_H
#define CPF_TERMS_RECORD_RATINGS_H

#include "record.h"

extern const cpf__record_kind cpf__record_rating, cpf__record_rating_rule, cpf__record_rating_weight;

enum {
    CPF__RATING_UNIT,
    CPF__RATING_INDICATOR,
    CPF__RATING_PERIOD,
    CPF__RATING_CATEGORY,
    CPF__RATING_RATER,
    CPF__RATING_ITEM,
    CPF__RATING_VALUE
};
enum {
    CPF__RATED_INDICATOR,
    CPF__RATED_ORDER,
    CPF__RATED_MINIMUM,
    CPF__RATED_ANONYMOUS,
    CPF__RATED_TRIM,
    CPF__RATED_LOW,
    CPF__RATED_HIGH,
    CPF__RATED_TO_LOW,
    CPF__RATED_TO_HIGH
};
enum { CPF__RATED_BY_CATEGORY, CPF__RATED_BY_ITEM };
enum { CPF__RATING_WEIGHT_INDICATOR, CPF__RATING_WEIGHT_CATEGORY, CPF__RATING_WEIGHT_ITEM, CPF__RATING_WEIGHT_WEIGHT };

#endif
