/* SPDX-License-Identifier: MIT */
/* Positions of the fields of product lines and of what is asked about them (record_product.c). */
#ifndef CPF_TERMS_RECORD_PRODUCT_H
#define CPF_TERMS_RECORD_PRODUCT_H

#include "record.h"

typedef enum cpf__product_field {
    CPF__PRODUCT_INDICATOR, /* the line */
    CPF__PRODUCT_OF,        /* what it is a part of */
    CPF__PRODUCT_FIELDS
} cpf__product_field;

typedef enum cpf__blockage_field {
    CPF__BLOCKAGE_INDICATOR,
    CPF__BLOCKAGE_LEVEL,
    CPF__BLOCKAGE_PEERS,
    CPF__BLOCKAGE_HISTORY,
    CPF__BLOCKAGE_PERIODS,
    CPF__BLOCKAGE_WITHIN,
    CPF__BLOCKAGE_FALSE_DISCOVERY,
    CPF__BLOCKAGE_FIELDS
} cpf__blockage_field;

extern const cpf__record_kind cpf__record_product, cpf__record_blockage;

#endif
