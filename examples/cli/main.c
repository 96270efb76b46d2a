/* SPDX-License-Identifier: MIT */
/*
 * channelperf - run the performance process of a channel sales force from the shell.
 *
 * Results go to standard output, findings and progress to standard error. Exit statuses: 0 done, 1 findings, 2 usage, 65 bad data,
 * 66 no input, 70 our fault, 74 input or output failed.
 */
#include <stdio.h>

#include <channelperf/channelperf.h>

#include "commands.h"
#include "options.h"
#include "output.h"

#define COMMON_EN                                                                                                      \
    "\nAll commands take:\n"                                                                                           \
    "  --lang en|zh     language of texts (default en)\n"                                                              \
    "  --threads N      threads to use; 0: one a processor (default 1); same results for every N\n"                    \
    "  --quiet          no progress, no remarks, no warnings\n"                                                        \
    "  --help, -h       this text;  --version  the version\n"                                                          \
    "\nExit: 0 done, 1 findings, 2 usage, 65 bad data, 66 no input, 70 our fault, 74 i/o\n"
#define COMMON_ZH                                                                                                      \
    "\n所有命令都可以用：\n"                                                                                           \
    "  --lang en|zh     文字的语言（默认 en）\n"                                                                       \
    "  --threads N      使用的线程数；0 表示每个处理器一个（默认 1）；结果与线程数无关\n"                              \
    "  --quiet          不显示进度、说明和警告\n"                                                                      \
    "  --help, -h       本说明；--version  版本\n"                                                                     \
    "\n退出码：0 完成，1 有问题，2 用法错误，65 数据错误，66 没有输入，70 程序错误，74 读写失败\n"

#define PERIOD_EN "  --period P       period code, for example FY2026-Q3 (channelperf run writes them all to periods.csv)\n"
#define PERIOD_ZH "  --period P       周期代码，例如 FY2026-Q3（run 会把全部周期写入 periods.csv）\n"
#define FORMAT_EN "  --format F       table (default), csv or json\n"
#define FORMAT_ZH "  --format F       table（默认）、csv 或 json\n"
#define AS_OF_EN "  --as-of DAY      as it was known at the end of this day, for example 2026-07-31 (default: all that is known)\n"
#define AS_OF_ZH "  --as-of DAY      按该日结束时已知的情况，例如 2026-07-31（默认：全部已知）\n"
#define TABLE_EN "  --table T        only this table; without it all that the plan's records ask for\n"
#define TABLE_ZH "  --table T        只输出这张表；不写则输出方案记录要求的全部表\n"
#define OUT_EN "  --out DIR        into a file of this folder instead of standard output (readable by you only)\n"
#define OUT_ZH "  --out DIR        写入这个文件夹中的文件，而不是标准输出（只有您本人可读）\n"
#define PART_EN                                                                                                        \
    "  --unit U         only this unit and all below it\n"                                                             \
    "  --indicator I    only this indicator\n"
#define PART_ZH                                                                                                        \
    "  --unit U         只看这个组织单元及其下级\n"                                                                    \
    "  --indicator I    只看这个指标\n"

static const cli_command commands[] = {
    {"run", CLI_PERIOD | CLI_OUT | CLI_AS_OF, 1, 1, cli_command_run,
     {"channelperf run PLAN --out DIR [--period P] [--as-of DAY]\n\n"
      "The main job: reads the plan and its files, sets the targets, measures, appraises, and writes all tables\n"
      "(totals, scores, groups, targets, facts, measures, goals, units, periods, rows, findings as .csv),\n"
      "summary.txt, explanations.txt (a page a subject), provenance.csv (what all is computed from), and the tables of cascade, track, review and apply that the\n"
      "plan's records ask for, into DIR: all of the new files or all of the old.\n"
      "Rows that the plan sets aside are in set_aside.csv. Files are readable by you only.\n\n"
      "  --out DIR        folder for the results; it is made when it is not there\n"
      "  --period P       what is appraised; default: the last year with both targets and actuals\n" AS_OF_EN COMMON_EN,
      "channelperf run PLAN --out DIR [--period P] [--as-of DAY]\n\n"
      "主任务：读取方案及其文件，设定目标，计算指标，考核评估，并把全部表格\n"
      "（totals、scores、groups、targets、facts、measures、goals、units、periods、rows、findings，均为 .csv）\n"
      "以及 summary.txt、explanations.txt（每个考核对象一页）、provenance.csv（计算依据）和方案记录要求的分解、跟踪、应用各表写入 DIR：要么全是新的，要么全是旧的。\n"
      "按方案搁置的行在 set_aside.csv 中。文件只有您本人可读。\n\n"
      "  --out DIR        结果文件夹；不存在时会新建\n"
      "  --period P       考核哪个周期；默认：最后一个既有目标又有实际的年度\n" AS_OF_ZH COMMON_ZH}},
    {"check", CLI_FORMAT, 1, 0, cli_command_check,
     {"channelperf check PLAN\n\n"
      "Tells everything that is wrong with the plan, its files and its goals, with file, line and what to do,\n"
      "and changes nothing. With csv or json the warnings of a plan without errors are the result.\n\n" FORMAT_EN
          COMMON_EN,
      "channelperf check PLAN\n\n"
      "检查方案、数据文件和目标，指出所有问题：文件、行号、怎么办；不改动任何东西。\n"
      "用 csv 或 json 时，没有错误的方案输出其警告。\n\n" FORMAT_ZH COMMON_ZH}},
    {"measure", CLI_PERIOD | CLI_UNIT | CLI_INDICATOR | CLI_OUT | CLI_FORMAT | CLI_AS_OF, 1, 0, cli_command_measure,
     {"channelperf measure PLAN [--period P] [--as-of DAY] [--unit U] [--indicator I] [--out DIR]\n\n"
      "Prints the actual value of every indicator for every unit and period.\n\n" PERIOD_EN AS_OF_EN PART_EN OUT_EN FORMAT_EN COMMON_EN,
      "channelperf measure PLAN [--period P] [--as-of DAY] [--unit U] [--indicator I] [--out DIR]\n\n"
      "输出每个组织单元、每个周期、每个指标的实际值。\n\n" PERIOD_ZH AS_OF_ZH PART_ZH OUT_ZH FORMAT_ZH COMMON_ZH}},
    {"cascade", CLI_PERIOD | CLI_UNIT | CLI_INDICATOR | CLI_OUT | CLI_FORMAT | CLI_AS_OF | CLI_TABLE | CLI_HOW, 1, 0,
     cli_command_cascade,
     {"channelperf cascade PLAN [--period P] [--unit U] [--indicator I] [--out DIR]\n"
      "channelperf cascade PLAN --explain | --gap | --conflicts | --table T [--period P] [--out DIR]\n\n"
      "Brings the goals down to units and periods, proves that everything adds up, and prints the targets.\n\n"
      "  --explain        what each driver, factor, bound and rounding gave or cost each unit\n"
      "  --gap            given and committed targets, who has not answered, and what is left\n"
      "  --conflicts      which pins and bounds cannot hold together, and the least that would have to give\n" TABLE_EN
          PERIOD_EN AS_OF_EN PART_EN OUT_EN FORMAT_EN COMMON_EN,
      "channelperf cascade PLAN [--period P] [--unit U] [--indicator I] [--out DIR]\n"
      "channelperf cascade PLAN --explain | --gap | --conflicts | --table T [--period P] [--out DIR]\n\n"
      "把目标分解到组织单元和周期，验证各级各期相加无误，并输出目标值。\n\n"
      "  --explain        各驱动因素、系数、上下限和取整给每个单元带来或减少的金额\n"
      "  --gap            下达值与承诺值、未答复者、剩余差额\n"
      "  --conflicts      哪些已定目标与上下限不能同时成立，以及最少需要让步多少\n" TABLE_ZH PERIOD_ZH AS_OF_ZH PART_ZH OUT_ZH
          FORMAT_ZH COMMON_ZH}},
    {"track", CLI_PERIOD | CLI_OUT | CLI_FORMAT | CLI_AS_OF | CLI_TABLE, 1, 0, cli_command_track,
     {"channelperf track PLAN [--as-of DAY] [--period P] [--table T] [--out DIR]\n\n"
      "Follows the period: on pace or not, where it will land, funnel, trends, alerts, and where growth stalls,\n"
      "as far as the plan's records ask for them. Rows after the day do not count.\n\n" AS_OF_EN PERIOD_EN TABLE_EN OUT_EN
          FORMAT_EN COMMON_EN,
      "channelperf track PLAN [--as-of DAY] [--period P] [--table T] [--out DIR]\n\n"
      "跟踪考核周期：进度是否正常、预计落点、漏斗、趋势、预警、增长卡点，\n"
      "以方案记录要求的为准。该日之后的行不计入。\n\n" AS_OF_ZH PERIOD_ZH TABLE_ZH OUT_ZH FORMAT_ZH COMMON_ZH}},
    {"appraise", CLI_PERIOD | CLI_OUT | CLI_FORMAT | CLI_TABLE | CLI_AS_OF, 1, 0, cli_command_appraise,
     {"channelperf appraise PLAN [--period P] [--table T] [--out DIR]\n\n"
      "Prints the totals of all subjects with rank, percentile and grade.\n\n"
      "  --table T        totals (default), scores, groups, quotas, borders (who stands next to a line),\n"
      "                   levels (what each level gave), bases (ranks, distances, matrices),\n"
      "                   gates (what a gate took away), or\n"
      "                   next_grade (what would have made it the next better grade)\n" PERIOD_EN AS_OF_EN OUT_EN FORMAT_EN
          COMMON_EN,
      "channelperf appraise PLAN [--period P] [--table T] [--out DIR]\n\n"
      "输出所有考核对象的总分、排名、百分位和等级。\n\n"
      "  --table T        totals（默认）、scores、groups、quotas、borders（等级线两侧）、levels（各层级贡献）、\n"
      "                   bases（名次、差额、二维表）、gates（一票否决的影响）或\n"
      "                   next_grade（怎样才能达到上一等级）\n" PERIOD_ZH AS_OF_ZH OUT_ZH FORMAT_ZH COMMON_ZH}},
    {"review", CLI_PERIOD | CLI_OUT | CLI_FORMAT | CLI_AS_OF | CLI_TABLE, 1, 0, cli_command_review,
     {"channelperf review PLAN [--period P] [--as-of DAY] [--table T] [--out DIR]\n\n"
      "What became of the results: composed over the parts of the period, calibrated, announced, appealed, and the\n"
      "log of it, as far as the plan's records ask for them.\n\n" PERIOD_EN AS_OF_EN TABLE_EN OUT_EN FORMAT_EN COMMON_EN,
      "channelperf review PLAN [--period P] [--as-of DAY] [--table T] [--out DIR]\n\n"
      "考核结果的后续：按各期合成、校准、通知、申诉及其记录，以方案记录要求的为准。\n\n" PERIOD_ZH AS_OF_ZH TABLE_ZH OUT_ZH FORMAT_ZH
          COMMON_ZH}},
    {"apply", CLI_PERIOD | CLI_OUT | CLI_FORMAT | CLI_AS_OF | CLI_TABLE, 1, 0, cli_command_apply,
     {"channelperf apply PLAN [--period P] [--table T] [--out DIR]\n\n"
      "Turns results into outcomes: pay, commissions, shared credits, draws, pools, partner tiers, and lists for\n"
      "training and careers, as far as the plan's records ask for them. Appraises the period and those of its kind\n"
      "before it, which tiers and lists look back at.\n\n" PERIOD_EN AS_OF_EN TABLE_EN OUT_EN FORMAT_EN COMMON_EN,
      "channelperf apply PLAN [--period P] [--table T] [--out DIR]\n\n"
      "结果应用：绩效工资、提成、业绩分摊、预支与追回、奖金池、渠道分级、培训与发展名单，\n"
      "以方案记录要求的为准。考核该周期及之前的同类周期，供分级和名单回看。\n\n" PERIOD_ZH AS_OF_ZH TABLE_ZH OUT_ZH FORMAT_ZH
          COMMON_ZH}},
    {"explain", CLI_PERIOD | CLI_UNIT | CLI_INDICATOR | CLI_FORMAT | CLI_AGAINST | CLI_TABLE, 1, 0, cli_command_explain,
     {"channelperf explain PLAN --unit U [--period P] [--indicator I | --against P2 | --table T]\n\n"
      "Says why a total, or one line of the scorecard, is what it is, down to the measures and each rounding; with\n"
      "--table why the rows of a table of apply or review are, of all units where none is named.\n\n"
      "  --unit U         whose appraisal\n"
      "  --indicator I    one indicator only\n"
      "  --table T        rows of an outcome: pay, commissions, pools, tiers, composed and others\n"
      "  --against P      why the total differs from that of this other period\n" PERIOD_EN FORMAT_EN COMMON_EN,
      "channelperf explain PLAN --unit U [--period P] [--indicator I | --against P2 | --table T]\n\n"
      "说明总分或评分卡的某一项为什么是这个数，一直追到度量和每一次取整；\n"
      "加 --table 则说明 apply 或 review 某张表的各行，不指定单元时为全部单元。\n\n"
      "  --unit U         谁的考核\n"
      "  --indicator I    只看一个指标\n"
      "  --table T        结果应用的行：pay、commissions、pools、tiers、composed 等\n"
      "  --against P      总分与另一周期相比为什么不同\n" PERIOD_ZH FORMAT_ZH COMMON_ZH}},
    {"methods", CLI_FORMAT, 0, 0, cli_command_methods,
     {"channelperf methods [NAME]\n\n"
      "Lists the tables of the library: scoring rules, splits, seasons, aggregates, measures, built-in indicators,\n"
      "methods of call. With NAME (of a row or of a table) its formula, parameters, ranges, defaults and source.\n\n"
      "  --format F       table (default) or json\n" COMMON_EN,
      "channelperf methods [NAME]\n\n"
      "列出库中的各种表：评分规则、目标分解、季节分摊、汇总、度量、内置指标、call 的方法。\n"
      "给出 NAME（行名或表名）时输出公式、参数、范围、默认值和出处。\n\n"
      "  --format F       table（默认）或 json\n" COMMON_ZH}},
    {"call", 0, 1, 0, cli_command_call,
     {"channelperf call METHOD < in.json\n\n"
      "Runs a method on a JSON document from standard input and prints the answer, a JSON object.\n"
      "channelperf methods lists the methods; channelperf methods METHOD tells what goes in.\n" COMMON_EN,
      "channelperf call METHOD < in.json\n\n"
      "对标准输入的 JSON 文档执行一个方法，输出 JSON 对象。\n"
      "channelperf methods 列出全部方法；channelperf methods METHOD 说明输入什么。\n" COMMON_ZH}},
    {NULL, 0, 0, 0, NULL, {NULL, NULL}},
};

static const char *const overview[2] = {
    "channelperf: performance management of channel sales forces\n\n"
    "  channelperf run PLAN --out DIR [--period P]   the main job: all tables and pages into DIR\n"
    "  channelperf check PLAN                        everything that is wrong, with file, line and what to do\n"
    "  channelperf measure PLAN                      actual values\n"
    "  channelperf cascade PLAN                      targets by unit and period\n"
    "  channelperf track PLAN [--as-of DAY]          on pace or not, trends, alerts\n"
    "  channelperf appraise PLAN [--period P]        totals, ranks, grades\n"
    "  channelperf review PLAN [--period P]          composed, calibrated and appealed results\n"
    "  channelperf apply PLAN [--period P]           pay, tiers, lists\n"
    "  channelperf explain PLAN --unit U             why a figure is what it is\n"
    "  channelperf methods [NAME]                    rules, splits, indicators and methods with their parameters\n"
    "  channelperf call METHOD < in.json             one method on a JSON document\n\n"
    "channelperf COMMAND --help says more about one.\n" COMMON_EN,
    "channelperf：渠道销售绩效管理\n\n"
    "  channelperf run PLAN --out DIR [--period P]   主任务：全部表格和说明写入 DIR\n"
    "  channelperf check PLAN                        指出所有问题：文件、行号、怎么办\n"
    "  channelperf measure PLAN                      实际值\n"
    "  channelperf cascade PLAN                      各单元各周期的目标\n"
    "  channelperf track PLAN [--as-of DAY]          进度、趋势、预警\n"
    "  channelperf appraise PLAN [--period P]        总分、排名、等级\n"
    "  channelperf review PLAN [--period P]          结果的合成、校准与申诉\n"
    "  channelperf apply PLAN [--period P]           薪酬、分级、名单\n"
    "  channelperf explain PLAN --unit U             一个数字为什么是这样\n"
    "  channelperf methods [NAME]                    规则、分解方式、指标和方法及其参数\n"
    "  channelperf call METHOD < in.json             对 JSON 文档执行一个方法\n\n"
    "channelperf COMMAND --help 给出某个命令的详细说明。\n" COMMON_ZH,
};

int main(int argc, char **argv)
{
    cli_options options;
    const cli_command *command;
    int wrong = cli_options_read(argc, argv, commands, &options, &command);

    if (wrong)
        return wrong;
    if (options.version) {
        printf("channelperf %s\n", cpf_version_text());
        return cli_flush();
    }
    if (options.help) {
        fputs(command ? command->help[options.language] : overview[options.language], stdout);
        return cli_flush();
    }
    return command->run(&options);
}
