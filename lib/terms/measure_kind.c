/* SPDX-License-Identifier: MIT */
#include "aggregate.h"

#include <string.h>

static const cpf_param column_param[] = {
    {"column", "column of the source", "来源中的列名", "column", NULL, NULL, NULL},
};

#define COLUMN column_param, 1, 0
#define NO_PARAM NULL, 0, 0

const cpf__measure_row cpf__measure_kinds[CPF__MEASURE_KINDS] = {
    {{"sum", "Sum of a column", "列合计", "Adds a column up over rows, units and periods.", "对行、单位和周期求和。",
      "sum(column)", "", COLUMN},
     CPF__MEASURE_SUM,
     1},
    {{"count", "Number of rows", "行数", "Counts rows; added up over units and periods.",
      "统计行数，可按单位和周期相加。", "count(rows)", "", NO_PARAM},
     CPF__MEASURE_COUNT,
     0},
    {{"distinct", "Distinct values", "去重计数",
      "Counts different values of a column; a union over units and periods, never a sum.",
      "统计列的不同取值；向上汇总时取并集而不相加。", "|{column}|", "", COLUMN},
     CPF__MEASURE_DISTINCT,
     1},
    {{"first", "First date", "最早日期", "Date of the first row; the earliest over units and periods.",
      "第一行的日期；汇总取最早。", "min(date)", "", NO_PARAM},
     CPF__MEASURE_FIRST,
     0},
    {{"last", "Last date", "最近日期", "Date of the last row; the latest over units and periods.",
      "最后一行的日期；汇总取最晚。", "max(date)", "", NO_PARAM},
     CPF__MEASURE_LAST,
     0},
    {{"min", "Smallest", "最小值", "Smallest value of a column.", "列的最小值。", "min(column)", "", COLUMN},
     CPF__MEASURE_MIN,
     1},
    {{"max", "Largest", "最大值", "Largest value of a column.", "列的最大值。", "max(column)", "", COLUMN},
     CPF__MEASURE_MAX,
     1},
    {{"stock", "Stock", "存量",
      "Value of a column on the latest date (on equal dates the largest); added up over units, the last over periods.",
      "最近日期的列值（同日取最大）；按单位相加，按周期取期末。", "column at max(date)", "", COLUMN},
     CPF__MEASURE_STOCK,
     1},
};

int32_t cpf__measure_kind_find(const char *name)
{
    for (int32_t i = 0; i < CPF__MEASURE_KINDS; i++) {
        if (strcmp(cpf__measure_kinds[i].entry.name, name) == 0)
            return i;
    }
    return CPF_NONE;
}
