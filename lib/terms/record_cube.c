/* SPDX-License-Identifier: MIT */
#include "record_cube.h"

#define CUBE                                                                                                           \
    {                                                                                                                  \
        "cube", "code of the cube", "多维目标代码", "code", NULL, NULL, NULL                                           \
    }
#define UNIT                                                                                                           \
    {                                                                                                                  \
        "unit", "row: a unit of the cube's level", "行：该层级的组织单元", "unit", NULL, NULL, NULL                    \
    }
#define COLUMN                                                                                                         \
    {                                                                                                                  \
        "column", "column: what the cube is divided by beside units, such as a product line", "列：如产品线", "text",  \
            NULL, NULL, NULL                                                                                           \
    }

static const cpf_param cube_params[] = {
    {"code", "code of the cube", "多维目标代码", "code", NULL, NULL, NULL},
    {"indicator", "indicator whose targets are divided", "被拆分的目标指标", "indicator", NULL, NULL, NULL},
    {"period", "period of the targets", "目标周期", "period", NULL, NULL, NULL},
    {"level", "units of this level are the rows", "作为行的组织层级", "level", NULL, NULL, NULL},
    {"by", "total: one table for the period; months: one for each of its leaf periods too",
     "整期一张表，或按各期逐期拆分", "total|months", NULL, NULL, "total"},
};
static const cpf__record_field cube_fields[] = {
    {CPF__FIELD_TEXT, 0, NULL},  {CPF__FIELD_INDICATOR, 0, NULL},      {CPF__FIELD_PERIOD, 0, NULL},
    {CPF__FIELD_LEVEL, 0, NULL}, {CPF__FIELD_WORD, 0, "total|months"},
};
CPF__RECORD_MATCH(cube_params, cube_fields);

const cpf__record_kind cpf__record_cube = CPF__RECORD_KIND(
    "cube", "Cube", "多维目标", "Targets of a level divided by a second dimension and by periods at once.",
    "将某层级的目标按第二维度与周期同时拆分，各维合计均相符。", "", cube_params, cube_fields, 1);

static const cpf_param margin_params[] = {
    CUBE,
    COLUMN,
    {"share", "its share of the whole, in proportion to the others; or", "占总额的比例，或", "per cent", "0", NULL, ""},
    {"amount", "its amount: the amounts of all columns add up to the whole", "金额（各列合计等于总额）",
     "units of the indicator", "0", NULL, ""},
};
static const cpf__record_field margin_fields[] = {
    {CPF__FIELD_TEXT, 0, NULL},
    {CPF__FIELD_TEXT, 0, NULL},
    {CPF__FIELD_NUMBER, 6, NULL},
    {CPF__FIELD_NUMBER, CPF__CUBE_DECIMALS, NULL},
};
CPF__RECORD_MATCH(margin_params, margin_fields);

const cpf__record_kind cpf__record_cube_margin =
    CPF__RECORD_KIND("cube_margin", "Column of a cube", "多维目标的列", "A column of a cube and what it has in all.",
                     "多维目标的一列及其合计。", "", margin_params, margin_fields, 2);

static const cpf_param seed_params[] = {
    CUBE,
    UNIT,
    COLUMN,
    {"period", "leaf period; left out: the whole period, spread as the unit's targets are",
     "周期；省略则为整期，按该单元各期目标分摊", "period", NULL, NULL, ""},
    {"weight", "what the cell would be in proportion, such as last year's amount", "单元格的起始金额，如上年金额",
     "units of the indicator", "0", NULL, NULL},
};
static const cpf__record_field cell_fields[] = {
    {CPF__FIELD_TEXT, 0, NULL},
    {CPF__FIELD_UNIT, 0, NULL},
    {CPF__FIELD_TEXT, 0, NULL},
    {CPF__FIELD_PERIOD, 0, NULL},
    {CPF__FIELD_NUMBER, CPF__CUBE_DECIMALS, NULL},
};
CPF__RECORD_MATCH(seed_params, cell_fields);

const cpf__record_kind cpf__record_cube_seed = CPF__RECORD_KIND(
    "cube_seed", "Seed of a cell", "单元格种子",
    "The amount a cell starts from; one without starts from what its row and column would give.",
    "单元格的起始金额；未给出者按行列比例推算。", "Deming & Stephan 1940", seed_params, cell_fields, 4);

static const cpf_param fixed_params[] = {
    CUBE,
    UNIT,
    COLUMN,
    {"period", "leaf period of a cube by months", "周期（逐期拆分时）", "period", NULL, NULL, ""},
    {"value", "what the cell has; 0: it stays empty", "单元格的固定值；0 表示不分配", "units of the indicator", "0",
     NULL, NULL},
};
CPF__RECORD_MATCH(fixed_params, cell_fields);

const cpf__record_kind cpf__record_cube_cell =
    CPF__RECORD_KIND("cube_cell", "Fixed cell", "固定单元格", "A cell of a cube that is fixed.", "固定不变的单元格。",
                     "", fixed_params, cell_fields, 4);
