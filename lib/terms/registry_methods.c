/* SPDX-License-Identifier: MIT */
#include "registry_methods.h"

const cpf_entry cpf__apportion_entries[CPF__APPORTION_COUNT] = {
    [CPF__HAMILTON] = {"hamilton", "Largest remainder (Hamilton)", "最大余数法",
                       "Whole parts of the exact share; what is left goes to the largest remainders.",
                       "先取整数部分，余下单位按余数从大到小分配。",
                       "floor(q), + 1 for the largest q - floor(q); q = total * weight / sum(weight)",
                       "Hamilton 1792; Balinski & Young, Fair Representation, 2nd ed. 2001", NULL, 0, 0},
    [CPF__JEFFERSON] = {"jefferson", "Jefferson, D'Hondt", "洪德法",
                        "Divisor method that rounds down; favours the large.", "向下取整的除数法，有利于大单位。",
                        "next unit to the largest weight / (parts + 1)",
                        "Jefferson 1792, D'Hondt 1882; Balinski & Young 2001", NULL, 0, 0},
    [CPF__WEBSTER] = {"webster", "Webster, Sainte-Lague", "圣拉古法",
                      "Divisor method that rounds to the nearest; favours nobody.",
                      "四舍五入的除数法，不偏向任何一方。", "next unit to the largest weight / (parts + 1/2)",
                      "Webster 1832, Sainte-Lague 1910; Balinski & Young 2001", NULL, 0, 0},
    [CPF__HILL] = {"hill", "Huntington-Hill", "等比例法",
                   "Divisor method that rounds at the geometric mean; everyone gets one.",
                   "按几何平均取整的除数法，人人至少得一。",
                   "next unit to the largest weight / sqrt(parts * (parts + 1))",
                   "Huntington & Hill 1911; US Code title 2 section 2a", NULL, 0, 0},
    [CPF__DEAN] = {"dean", "Dean", "调和平均法", "Divisor method that rounds at the harmonic mean; everyone gets one.",
                   "按调和平均取整的除数法，人人至少得一。",
                   "next unit to the largest weight / (2 parts (parts + 1) / (2 parts + 1))",
                   "Dean 1832; Balinski & Young 2001", NULL, 0, 0},
    [CPF__ADAMS] = {"adams", "Adams", "亚当斯法",
                    "Divisor method that rounds up; favours the small, everyone gets one.",
                    "向上取整的除数法，有利于小单位，人人至少得一。", "next unit to the largest weight / parts",
                    "Adams 1832; Balinski & Young 2001", NULL, 0, 0},
};

const cpf_entry cpf__rank_entries[CPF__RANK_COUNT] = {
    [CPF__RANK_COMPETITION] = {"1224", "Competition ranking", "并列跳号排名",
                               "Equals share the better place; the places behind them stay empty.",
                               "并列者取较前名次，其后名次跳过。", "1 + number of better ones", "", NULL, 0, 0},
    [CPF__RANK_MODIFIED] = {"1334", "Modified competition ranking", "并列取后排名", "Equals share the worse place.",
                            "并列者取较后名次。", "number of better or equal ones", "", NULL, 0, 0},
    [CPF__RANK_DENSE] = {"dense", "Dense ranking", "并列不跳号排名", "Equals share a place and no place stays empty.",
                         "并列者同名次，其后不跳号。", "1 + number of different better values", "", NULL, 0, 0},
};

const cpf_entry cpf__percentile_entries[CPF__PERCENTILE_COUNT] = {
    [CPF__PERCENTILE_BELOW] = {"below", "Share of the others below", "低于占比（不含本人）",
                               "Share of the other members with a lower value; 100 for one alone.",
                               "其他成员中低于本值的百分比；仅一人时为 100。", "100 * lower / (n - 1)", "", NULL, 0, 0},
    [CPF__PERCENTILE_STRICT] = {"strict", "Share below", "严格低于占比", "Share of all members with a lower value.",
                                "全体成员中低于本值的百分比。", "100 * lower / n",
                                "SciPy stats.percentileofscore, kind strict", NULL, 0, 0},
    [CPF__PERCENTILE_WEAK] = {"weak", "Share at or below", "不高于占比",
                              "Share of all members with a lower or equal value.", "全体成员中不高于本值的百分比。",
                              "100 * (lower + equal) / n", "SciPy stats.percentileofscore, kind weak", NULL, 0, 0},
    [CPF__PERCENTILE_MEAN] = {"mean", "Mean of strict and weak", "两者平均", "Half of the equal ones count.",
                              "同值者按一半计入。", "100 * (lower + equal / 2) / n",
                              "SciPy stats.percentileofscore, kind mean", NULL, 0, 0},
};
