/* SPDX-License-Identifier: MIT */
/* Records of product lines: what an indicator is a sum of, and where a line is looked for that is bought no more. */
#include "record_product.h"

static const cpf_param product_params[] = {
    {"indicator", "indicator of the product line", "产品线的指标", "indicator", NULL, NULL, NULL},
    {"of", "indicator that the lines of a family add up to", "各产品线相加得到的指标", "indicator", NULL, NULL, NULL},
};
static const cpf__record_field product_fields[] = {
    {CPF__FIELD_INDICATOR, 0, NULL},
    {CPF__FIELD_INDICATOR, 0, NULL},
};
CPF__RECORD_MATCH(product_params, product_fields);

const cpf__record_kind cpf__record_product = CPF__RECORD_KIND(
    "product", "Product line", "产品线", "An indicator that is a part of another: lines of one family add up to it.",
    "作为另一指标组成部分的产品线指标；同族各产品线相加等于该指标。", "", product_params, product_fields, 1);

static const cpf_param blockage_params[] = {
    {"indicator", "indicator whose product lines are looked at", "按其产品线观察的指标", "indicator", NULL, NULL, NULL},
    {"level", "units of this level; left out: of the lowest", "组织层级；省略则为最低层", "level", NULL, NULL, ""},
    {"peers", "a unit is compared with those that have the same value of it; left out: with all of the level",
     "仅与该属性取值相同的单位比较；省略则为同级全部单位", "attribute", NULL, NULL, ""},
    {"history", "leaf periods looked at", "观察的期数", "periods", "6", "600", "36"},
    {"periods", "a line is told from so many periods on in which the unit ordered, but nothing of the line",
     "单位有订货但该产品线无订货的期数达到该值才列出", "periods", "1", "600", "2"},
    {"within", "a unit without any order in so many last periods is lost rather than blocked, and is not told",
     "最近若干期内无任何订货的单位视为流失，不列入受阻", "periods", "1", "600", "3"},
    {"false_discovery", "of what is found, so much may be there by chance (Benjamini-Hochberg)",
     "判为受阻者中允许的误报比例", "per cent", "0.0001", "50", "5"},
};
static const cpf__record_field blockage_fields[] = {
    {CPF__FIELD_INDICATOR, 0, NULL}, {CPF__FIELD_LEVEL, 0, NULL},  {CPF__FIELD_ATTRIBUTE, 0, NULL},
    {CPF__FIELD_NUMBER, 0, NULL},    {CPF__FIELD_NUMBER, 0, NULL}, {CPF__FIELD_NUMBER, 0, NULL},
    {CPF__FIELD_NUMBER, 4, NULL},
};
CPF__RECORD_MATCH(blockage_params, blockage_fields);

const cpf__record_kind cpf__record_blockage =
    CPF__RECORD_KIND("blockage", "Blocked products", "产品受阻",
                     "Where units that still order have stopped to buy a product line, by more than chance.",
                     "仍在订货的单位停购某产品线，且超出偶然波动。", "Rasch 1960", blockage_params, blockage_fields, 2);
