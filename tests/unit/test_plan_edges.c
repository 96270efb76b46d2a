/* SPDX-License-Identifier: MIT */
/* Bounds, splits, formulas, row filters, scorecards and grades at their edges: all that is told, nothing else. */
#include "plan_words.h"

static const words_case cases[] = {
    /* bounds */
    {"@bound y;zz;amount;1|@bound y;cap;zz;1|@bound y;cap;amount;9999999|@bound y;cap;amount;1|@bound y;floor;amount;x",
     "choice goals[0].split.bounds (goal CN/sales/2026)\n"
     "choice goals[0].split.bounds.cap (goal CN/sales/2026)\n"
     "bound-twice goals[0].split.bounds.cap (goal CN/sales/2026)\n"
     "not-a-number goals[0].split.bounds.floor (goal CN/sales/2026)"},
    {"@bound y;floor;growth;-100.0001;sales|@bound y;cap;growth;x;sales",
     "bound-growth goals[0].split.bounds.floor (goal CN/sales/2026)\n"
     "not-a-number goals[0].split.bounds.cap (goal CN/sales/2026)"},
    {"@bound y;cap;growth;1000000.0001;sales|@bound y;floor;growth;-100;sales",
     "bound-growth goals[0].split.bounds.cap (goal CN/sales/2026)"},
    {"@bound y;cap;growth;1000000;zz|@bound y;floor;growth;1",
     "unknown-indicator goals[0].split.bounds.cap (goal CN/sales/2026)\n"
     "unknown-indicator goals[0].split.bounds.floor (goal CN/sales/2026)"},
    {"@bound y;cap;growth;5;rate|@bound y;floor;growth;5;active",
     "bound-base goals[0].split.bounds.cap (goal CN/sales/2026)"},
    {"@bound y;cap;growth;5;sales;same|@bound y;floor;growth;5;sales;period_before", ""},
    {"@goal CN;sales;2025;100;equal|@bound y;cap;growth;5;sales;2026-Q1|@bound y;floor;growth;5;sales;2026-Q9",
     "unknown-period goals[0].split.bounds.floor (goal CN/sales/2026)"},
    {"@bound q;cap;amount;5", "bound-split goals[1].split.bounds (goal east/sales/2026-Q1)"},
    {"@split q;equal|@bound q;cap;growth;5;sales|@bound q;floor;growth;-5;sales;year_before", ""},
    {"@ties y|@bound y;cap;amount;5", "bound-ties goals[0].split.ties (goal CN/sales/2026)"},
    {"@split y;equal|@split y;same|@bound y;cap;amount;5", "bound-split goals[0].split.bounds (goal CN/sales/2026)"},
    {"@bound y;cap;attribute;zz|@bound y;floor;attribute;stage",
     "unknown-attribute goals[0].split.bounds.cap (goal CN/sales/2026)\n"
     "attribute-text goals[0].split.bounds.floor (goal CN/sales/2026)"},
    {"@bound y;cap;attribute;potential", ""},
    {"@numbers fine;3;15|@bound y;cap;attribute;fine", "bound-decimals goals[0].split.bounds.cap (goal CN/sales/2026)"},
    {"@numbers fine;3;10|@bound y;cap;attribute;fine", ""},
    {"@numbers same;2;10|@bound y;cap;attribute;same", ""},
    {"@target y;-10|@bound y;cap;amount;5", "bound-negative goals[0].target (goal CN/sales/2026)"},
    {"!tree|@bound y;cap;attribute;potential|@bound y;floor;growth;5;sales", "two-roots units[7].parent (unit CN2)"},
    {"!calendar|@bound y;cap;attribute;potential|@bound y;floor;growth;5;sales;same",
     "years calendar.years (calendar)"},
    {"@goal CN;zz;2026;1;equal|@goal CN;sales;zz;1;equal", "unknown-indicator goals[3].indicator (goal CN/zz/2026)\n"
                                                           "unknown-period goals[4].period (goal CN/sales/zz)"},
    /* goals */
    {"@drivers y;sales;year_before;1;99", "many-drivers goals[0].split.drivers (goal CN/sales/2026)"},
    {"@split q;blend|@drivers q;sales;year_before;50;2", ""},
    {"@split q;blend|@drivers q;zz;year_before;50;1|@drivers q;potential;;50;1",
     "unknown-driver goals[1].split.drivers[0].of (goal east/sales/2026-Q1)"},
    {"@split q;by;company", "choice goals[1].split.by (goal east/sales/2026-Q1)"},
    {"@split q;equal;channel|@step q;x", "not-a-number goals[1].split.step (goal east/sales/2026-Q1)"},
    {"@split q;equal;region|@step q;-1", "goal-step goals[1].split.step (goal east/sales/2026-Q1)\n"
                                         "split-level goals[1].split.to (goal east/sales/2026-Q1)"},
    {"@split q;equal;channel|@step q;7|@target q;10000", "goal-multiple goals[1].target (goal east/sales/2026-Q1)"},
    {"@season q;zz|@season l;factors;retail", "choice goals[1].season.by (goal east/sales/2026-Q1)\n"
                                              "season-kind goals[2].season.by (goal CN/rate/2026)"},
    {"@season y;factors;attribute:potential", "season-of-text goals[0].season.attribute (goal CN/sales/2026)\n"
                                              "season-of-text goals[0].season.attribute (goal CN/sales/2026)"},
    {"@season q;history;sales|@season l;factors;attribute:zz",
     "choice goals[1].season.by (goal east/sales/2026-Q1)\n"
     "unknown-attribute goals[2].season.attribute (goal CN/rate/2026)\n"
     "season-kind goals[2].season.by (goal CN/rate/2026)"},
    {"@less|@target l;0.95;0.9;1", "goal-floor goals[2].floor (goal CN/rate/2026)\n"
                                   "goal-stretch goals[2].stretch (goal CN/rate/2026)"},
    {"@less|@target l;0.95;1;0.9", ""},
    {"@target l;;0.9;x", "not-a-number goals[2].stretch (goal CN/rate/2026)\n"
                         "goal-no-target goals[2].target (goal CN/rate/2026)"},
    {"@goal CN;sales;2026;10|@goal CN;zz;2026;10|@goal CN;zz;2026;10|@goal zz;sales;2026;10|@goal "
     "zz;sales;2026;10|@goal "
     "CN;sales;zz;10|@goal CN;sales;zz;10",
     "unknown-indicator goals[4].indicator (goal CN/zz/2026)\n"
     "unknown-indicator goals[5].indicator (goal CN/zz/2026)\n"
     "unknown-unit goals[6].unit (goal zz/sales/2026)\n"
     "unknown-unit goals[7].unit (goal zz/sales/2026)\n"
     "unknown-period goals[8].period (goal CN/sales/zz)\n"
     "unknown-period goals[9].period (goal CN/sales/zz)\n"
     "goal-twice goals[3] (goal CN/sales/2026)"},
    /* formulas */
    {"@formula sum(sales(trailing(3))) / sum(invoiced(period_before))", ""},
    {"@formula sum(sales(trailing(0)))", "trailing indicators[3].formula column 11 (indicator more)"},
    {"@formula sum(sales(trailing(1.5)))", "trailing indicators[3].formula column 11 (indicator more)"},
    {"@formula sum(sales(trailing()))", "trailing indicators[3].formula column 11 (indicator more)"},
    {"@formula sum(sales(trailing(1, 2)))", "trailing indicators[3].formula column 11 (indicator more)"},
    {"@formula sum(sales(trailing(invoiced)))", "trailing indicators[3].formula column 11 (indicator more)"},
    {"@formula sum(sales(trailing(100000)))", "trailing indicators[3].formula column 11 (indicator more)"},
    {"@formula sum(sales(zz))", "window-wanted indicators[3].formula column 5 (indicator more)"},
    {"@formula sum(sales(1))", "window-wanted indicators[3].formula column 5 (indicator more)"},
    {"@formula sum(sales(ever, ever))", "window-wanted indicators[3].formula column 5 (indicator more)"},
    {"@formula sum(sales(zz(1)))", "window-wanted indicators[3].formula column 5 (indicator more)"},
    {"@formula sum(sales())", "window-wanted indicators[3].formula column 5 (indicator more)"},
    {"@formula sum(potential(ever))", "window-wanted indicators[3].formula column 5 (indicator more)"},
    {"@formula sum(unit.potential)", ""},
    {"@formula sum(zz)", "unknown-name indicators[3].formula column 5 (indicator more)"},
    {"@formula sum(1)", "measure-wanted indicators[3].formula column 5 (indicator more)"},
    {"@formula sum(stage)", "attribute-text indicators[3].formula column 5 (indicator more)"},
    {"!tree|@formula sum(stage)", "two-roots units[7].parent (unit CN2)"},
    {"@formula count(first_order + first_order > 1)",
     "type-arithmetic indicators[3].formula column 19 (indicator more)"},
    {"@formula count(first_order * 2 > 1)", "type-arithmetic indicators[3].formula column 19 (indicator more)"},
    {"@formula count(first_order - first_order > 1 and first_order + 2 in period)", ""},
    {"@formula count(2 + first_order in period)", "type-arithmetic indicators[3].formula column 9 (indicator more)"},
    {"@formula count((stage = 'new') + 1 > 0)", "type-arithmetic indicators[3].formula column 23 (indicator more)"},
    {"@formula count(zz + 1 > 0 or 1 + zz > 0)", "unknown-name indicators[3].formula column 7 (indicator more)\n"
                                                 "unknown-name indicators[3].formula column 25 (indicator more)"},
    {"@formula count(sales > zz)", "unknown-name indicators[3].formula column 15 (indicator more)"},
    {"@formula count(zz > sales)", "unknown-name indicators[3].formula column 7 (indicator more)"},
    {"@formula count(stage < 'new')", "text-order indicators[3].formula column 13 (indicator more)"},
    {"@formula count('new' = stage and stage != 'mature')", ""},
    {"@formula count(sales + 1 = 'new')", "text-here indicators[3].formula column 19 (indicator more)"},
    {"@formula count((sales > 1) = (sales > 2))", "type-comparison indicators[3].formula column 19 (indicator more)"},
    {"@formula count(first_order > sales)", "type-comparison indicators[3].formula column 19 (indicator more)"},
    {"@formula count(first_order in year_before)", "in-period indicators[3].formula column 22 (indicator more)"},
    {"@formula count(sales in period)", "date-wanted indicators[3].formula column 7 (indicator more)"},
    {"@formula count(stage in ('new', 'mature') or sales in (1, 2, 3))", ""},
    {"@formula count(stage in ('new', 'zz'))", "no-unit-has indicators[3].formula column 24 (indicator more)"},
    {"@formula count(sales + 1 in ('new'))", "text-here indicators[3].formula column 21 (indicator more)"},
    {"@formula count(sales in (1, first_order))", "formula-list indicators[3].formula column 20 (indicator more)"},
    {"@formula count(zz in (1, 2))", "unknown-name indicators[3].formula column 7 (indicator more)"},
    {"@formula count(not sales > 1 and not (stage = 'new'))", ""},
    {"@formula count(not sales)", "condition-wanted indicators[3].formula column 11 (indicator more)"},
    {"@formula count(sales and sales > 1)", "condition-wanted indicators[3].formula column 7 (indicator more)"},
    {"@formula count(-sales > 1 and -first_order > 1)",
     "number-wanted indicators[3].formula column 23 (indicator more)"},
    {"@formula count(sales)", "condition-wanted indicators[3].formula column 7 (indicator more)"},
    {"@formula 'new'", "text-here indicators[3].formula column 1 (indicator more)"},
    {"@formula stage = 'new'", "text-here indicators[3].formula column 9 (indicator more)"},
    {"@formula sum(sales) = 'new'", "text-here indicators[3].formula column 14 (indicator more)"},
    {"@formula sum(sales) in ('new', 'old')", "text-here indicators[3].formula column 16 (indicator more)"},
    {"@formula sum(sales) and 1", "condition-wanted indicators[3].formula column 1 (indicator more)\n"
                                  "condition-wanted indicators[3].formula column 16 (indicator more)"},
    {"@formula sum(sales) > 1", "number-wanted indicators[3].formula column 12 (indicator more)"},
    {"@formula median(sales)", ""},
    {"@formula sum(sales, invoiced)", "term-option indicators[3].formula column 12 (indicator more)"},
    {"@formula sum()", "measure-wanted indicators[3].formula column 1 (indicator more)"},
    {"@formula sum(sum(sales))", "unknown-name indicators[3].formula column 5 (indicator more)"},
    {"@formula sum(sales) / ", "formula-value indicators[3].formula column 14 (indicator more)"},
    {"@formula sum($a);a;sales", ""},
    {"@formula sum($b);a;sales", "formula-parameter indicators[3].formula column 5 (indicator more)"},
    {"@builtin zz", "choice indicators[3].builtin (indicator more)"},
    {"@builtin channel_activity_trailing;periods;0", "parameter-range indicators[3].with.periods (indicator more)\n"
                                                     "trailing indicators[3].builtin column 14 (indicator more)"},
    {"@builtin channel_activity_trailing;periods;1201;minimum_orders;0",
     "parameter-range indicators[3].with.periods (indicator more)"},
    {"@builtin channel_activity_trailing;periods;x;orders;orders",
     "parameter-range indicators[3].with.periods (indicator more)\n"
     "trailing indicators[3].builtin column 14 (indicator more)"},
    {"@builtin channel_activity_trailing;period;1;orders;orders",
     "unknown-parameter indicators[3].with.period (indicator more)"},
    /* cards and grades */
    {"@card more;region;stage;new;100;1|@card none;company;stage;new;100;1",
     "no-unit-covered scorecards[2] (scorecard none)"},
    {"@card more;region;zz;new;100;1|@numbers fine;3;10|@card none;region;fine;1;100;1",
     "unknown-attribute scorecards[1].where.attribute (scorecard more)\n"
     "attribute-number scorecards[2].where.attribute (scorecard none)"},
    {"@card more;zz;;;100;1", "unknown-level scorecards[1].level (scorecard more)"},
    {"@card more;region;;;922337203685477;2", "weight-sum scorecards[1].items (scorecard more)"},
    {"@card more;region;;;50;3", "item-twice scorecards[1].items[2].indicator (scorecard more)\n"
                                 "weight-sum scorecards[1].items (scorecard more)"},
    {"@card more;region;;;x;1|@card last;company;;;0.1;1001",
     "not-a-number scorecards[1].items[0].weight (scorecard more/sales)\n"
     "weight-sum scorecards[1].items (scorecard more)\n"
     "many-items scorecards[2].items (scorecard last)"},
    {"@grades b;101", "many-grades grades[2] (grades more)"},
    {"@grades q;101", "many-grades grades[2] (grades more)"},
    {"@grades q;100", ""},
    {"@numbers fine;3;10|factor indicator=sales attribute=fine value=1 factor=2|weight scorecard=dealer "
     "indicator=sales "
     "attribute=fine value=1 percent=60",
     "factor-number factor[0].attribute (factor)\n"
     "attribute-number weight[0].attribute (scorecard dealer/sales)"},
    {"leave person=p from=2026-01-02 to=2026-01-02|leave person=p from=2026-01-02 to=2026-01-01|assignment person=p "
     "unit=R1 from=2026-01-01",
     "field-span leave[0].to (leave)\n"
     "field-span leave[1].to (leave)\n"
     "record-twice leave[1] (leave)\n"
     "unit-over assignment[0] (assignment)\n"
     "person-over assignment[0] (assignment)"},
    /* filters of rows */
    {"@deep 10", ""},
    {"@deep 63", ""},
    {"@deep 64", "filter-deep sources[0].where column 712 (source orders)"},
    {"@deep 200", "formula-deep sources[0].where column 2001 (source orders)"},
    {"@filter Status", "filter-condition sources[0].where column 1 (source orders)"},
    {"@filter Amount + Date > 1", ""},
    {"@filter Date - Date > 1 days", ""},
    {"@filter Date + 1 days > unit.from and Date - 2 months < Date", ""},
    {"@filter unit.stage = 'new' and unit.potential > 1", ""},
    {"@filter unit.zz = 'new'", "unknown-attribute sources[0].where column 1 (source orders)"},
    {"@filter -Amount > 1 and not Status = 'x'", ""},
    {"@filter -Date > 1", ""},
    {"@filter Status in ('a', 'b') or Amount in (1, 2)", ""},
    {"@filter Date in period", "filter-list sources[0].where column 9 (source orders)"},
    {"@filter sum(Amount) > 1", "filter-types sources[0].where column 13 (source orders)"},
    {"@filter Date + 999999999999 days > Date", "filter-number sources[0].where column 8 (source orders)"},
    {"@filter Amount * 2 > 1", "filter-types sources[0].where column 12 (source orders)"},
    {"@filter Status = 1 days", ""},
    {"@filter Amount = 'a'", ""},
    {"@filter 1 = 1", ""},
    {"@filter 'a' = 'a'", ""},
    {"@filter Amount > 99999999999999999999", "formula-number sources[0].where column 10 (source orders)"},
    {"@filter Amount > 0.0000000001", "filter-number sources[0].where column 10 (source orders)"},
    {"@filter not Amount", "filter-condition sources[0].where column 5 (source orders)"},
    {"@filter Amount and Status = 'x'", "filter-condition sources[0].where column 1 (source orders)"},
    /* seasons, bands, quotas */
    {"@factors none;0;0|@factors zero;12;0|@factors minus;12;-1|@factors short;11;1|@factors long;13;1|@factors "
     "retail;12;1",
     "season-count calendar.seasons[1] (season none)\n"
     "season-zero calendar.seasons[2] (season zero)\n"
     "season-negative calendar.seasons[3][0] (season minus)\n"
     "season-negative calendar.seasons[3][1] (season minus)\n"
     "season-negative calendar.seasons[3][2] (season minus)\n"
     "season-negative calendar.seasons[3][3] (season minus)\n"
     "season-negative calendar.seasons[3][4] (season minus)\n"
     "season-negative calendar.seasons[3][5] (season minus)\n"
     "season-negative calendar.seasons[3][6] (season minus)\n"
     "season-negative calendar.seasons[3][7] (season minus)\n"
     "season-negative calendar.seasons[3][8] (season minus)\n"
     "season-negative calendar.seasons[3][9] (season minus)\n"
     "season-negative calendar.seasons[3][10] (season minus)\n"
     "season-negative calendar.seasons[3][11] (season minus)\n"
     "season-zero calendar.seasons[3] (season minus)\n"
     "season-count calendar.seasons[4] (season short)\n"
     "season-count calendar.seasons[5] (season long)\n"
     "code-twice calendar.seasons[6].code (season retail)"},
    {"!calendar|@factors short;11;1", "years calendar.years (calendar)"},
    {"@grade b;;5", "no-code grades[0].bands[3].grade (grades people)\n"
                    "band-open grades[0].bands[2].from (grades people)\n"
                    "band-lowest grades[0].bands[3].from (grades people)"},
    {"@grade b;A;zz", "code-twice grades[0].bands[3].grade (grades people)\n"
                      "not-a-number grades[0].bands[3].from (grades people)"},
    {"@grade b;D;5|@grade b;E;6|@grade b;F", "band-open grades[0].bands[2].from (grades people)\n"
                                             "band-order grades[0].bands[4].from (grades people)"},
    {"@grade q;C", "not-a-number grades[1].quotas[2].percent (grades forced)"},
    {"@grade q;C;-1", "percent grades[1].quotas[2].percent (grades forced)"},
    {"@grade q;C;101", "percent grades[1].quotas[2].percent (grades forced)"},
    {"@grade q;;0", "no-code grades[1].quotas[2].grade (grades forced)"},
    {"@grade b;D;200|@grade b;E", "band-open grades[0].bands[2].from (grades people)"},
    /* windows */
    {"@window W4;2026-02-01;2026-02-01", "window-days calendar.windows[1] (window W4)"},
    {"@window W1;2026-01-01;2026-02-01", "window-code calendar.windows (W1)"},
    {"@window 2026;2026-01-01;2026-02-01", "window-code calendar.windows (2026)"},
    /* more of filters and formulas */
    {"@filter 1 months > 2 months", "filter-types sources[0].where column 10 (source orders)"},
    {"@filter 'a' + 1 > 2", "filter-types sources[0].where column 9 (source orders)"},
    {"@filter 1 + 'a' > 2", "filter-types sources[0].where column 9 (source orders)"},
    {"@filter (sum(Amount) + 1) > 2", "filter-types sources[0].where column 19 (source orders)"},
    {"@filter (1 + sum(Amount)) > 2", "filter-types sources[0].where column 19 (source orders)"},
    {"@filter 2026-01-01 + Date > 2", "filter-types sources[0].where column 19 (source orders)"},
    {"@filter Date - 2026-01-01 > Amount", ""},
    {"@filter 2026-01-01 - Date < 5", ""},
    {"@filter 5 days >= Date - 2026-01-01", ""},
    {"@filter 5 = 5 days", ""},
    {"@filter 5 days = 5", ""},
    {"@filter Date + (1 + 2) > 2026-01-01", "filter-types sources[0].where column 16 (source orders)"},
    {"@filter Date - 999999999999 months > 2026-01-01", "filter-number sources[0].where column 8 (source orders)"},
    {"@filter Amount + Amount > Amount - Amount", ""},
    {"@filter Amount = Amount + Amount", ""},
    {"@filter Amount + Amount = Amount", ""},
    {"@filter unit.from + 1 days > Date and unit.from = Date", ""},
    {"@filter unit.stage = 2026-01-01 and unit.potential - 1 days > 2026-01-01", ""},
    {"@filter Date - unit.potential > 2", ""},
    {"!tree|@filter unit.potential > 1 and unit.stage > 1", "two-roots units[7].parent (unit CN2)"},
    {"@numbers fine;3;10|@filter unit.fine = 'x' or unit.fine = 2026-01-01 or unit.fine > 1",
     "attribute-number sources[0].where column 1 (source orders)\n"
     "attribute-number sources[0].where column 20 (source orders)"},
    {"@filter -'a' > 1", "filter-types sources[0].where column 2 (source orders)"},
    {"@filter -2026-01-01 > 1", "filter-types sources[0].where column 2 (source orders)"},
    {"@filter Amount in ()", "formula-list sources[0].where column 12 (source orders)"},
    {"@filter Amount in (1, 'a')", ""},
    {"@filter Amount > 1 and (Date or Status)", "filter-condition sources[0].where column 17 (source orders)\n"
                                                "filter-condition sources[0].where column 25 (source orders)"},
    {"@filter Amount > 123456789012.123456789", "formula-number sources[0].where column 10 (source orders)"},
    {"@formula count(first_order = 2026-01-01 or first_order > first_order + 1)", ""},
    {"@formula sum(sales where stage = 'new')", ""},
    {"@formula sum(sales, level = 'region')", "term-option indicators[3].formula column 18 (indicator more)"},
    {"@formula min(sales) + max(sales) - mean(sales)", ""},
    {"@formula target(sales) / sum(sales)", "target-here indicators[3].formula column 1 (indicator more)"},
    {"@formula share(sales, region)", "unknown-function indicators[3].formula column 1 (indicator more)"},
    {"@formula top(sales, 0.2)", "top-number indicators[3].formula column 5 (indicator more)"},
    {"@formula if(sum(sales) > 0, 1, 0)", "unknown-function indicators[3].formula column 1 (indicator more)"},
    {"@formula round(sum(sales), 2)", "unknown-function indicators[3].formula column 1 (indicator more)"},
    {"@formula 1 / 0", ""},
    {"@formula 1 + 2", ""},
    {"@formula sum(sales(before)) - sum(sales(ever))", ""},
    {"@formula count(orders(period) > 1 and orders(year_before) > 1)", ""},
    {"@formula ", "formula-value indicators[3].formula column 1 (indicator more)"},
    {"@formula count()", ""},
    {"@formula count(sales > 1, sales > 2)", "count-option indicators[3].formula column 24 (indicator more)"},
    {"@formula count(sales > 99999999999999999999 - 1)",
     "formula-number indicators[3].formula column 15 (indicator more)"},
    /* bounds, splits and seasons of a goal in the first year, of no period, of no unit */
    {"@goal CN;sales;2025;100;equal|@bound q;cap;growth;5;sales",
     "driver-period goals[3].split.bounds.cap (goal CN/sales/2025)"},
    {"@goal CN;sales;2025;100;equal|@bound q;cap;growth;5;sales;period_before",
     "driver-period goals[3].split.bounds.cap (goal CN/sales/2025)"},
    {"@goal CN;sales;zz;100;equal|@bound q;cap;growth;5;sales;same",
     "unknown-period goals[3].period (goal CN/sales/zz)"},
    {"@goal CN;zz;2026;100;equal|@bound q;cap;growth;5;sales;same",
     "unknown-indicator goals[3].indicator (goal CN/zz/2026)"},
    {"@goal zz;sales;2026;100;equal|@bound q;cap;growth;5;sales;same|@split q;equal;region",
     "unknown-unit goals[3].unit (goal zz/sales/2026)"},
    {"@goal CN;sales;2025;100;by_base|@drivers q;sales;;;1",
     "driver-period goals[3].split.drivers[0].in (goal CN/sales/2025)"},
    {"@goal CN;sales;2025;100;by_base|@drivers q;sales;period_before;;1",
     "driver-period goals[3].split.drivers[0].in (goal CN/sales/2025)"},
    {"@goal CN;sales;zz;100;by_base|@drivers q;sales;;;1", "unknown-period goals[3].period (goal CN/sales/zz)"},
    {"@goal CN;sales;2025;100;by_base|@drivers q;sales;same;;2",
     "base-driver goals[3].split.drivers (goal CN/sales/2025)"},
    {"@goal CN;sales;2025;100;by_base|@drivers q;potential;;;1",
     "base-driver goals[3].split.drivers (goal CN/sales/2025)"},
    {"@goal CN;sales;2025;100;by_weight|@drivers q;potential;;;2",
     "weight-driver goals[3].split.drivers (goal CN/sales/2025)"},
    {"@goal CN;sales;2025;100;by_weight|@drivers q;sales;same;;1",
     "weight-driver goals[3].split.drivers (goal CN/sales/2025)"},
    {"@goal CN;sales;2025;100;by_weight|@drivers q;potential;;;1", ""},
    {"@goal CN;sales;2025;100;blend|@drivers q;sales;same;x;1|@drivers q;potential;;-1;1|@drivers q;sales;same;101;1",
     "not-a-number goals[3].split.drivers[0].percent (goal CN/sales/2025)\n"
     "percent goals[3].split.drivers[1].percent (goal CN/sales/2025)\n"
     "percent goals[3].split.drivers[2].percent (goal CN/sales/2025)\n"
     "blend-sum goals[3].split.drivers (goal CN/sales/2025)"},
    {"@goal CN;sales;2025;100;blend|@drivers q;sales;same;90000000000000;2|@drivers q;rate;same;1;1|@drivers "
     "q;sales;same;922337203685477;3",
     "percent goals[3].split.drivers[0].percent (goal CN/sales/2025)\n"
     "percent goals[3].split.drivers[1].percent (goal CN/sales/2025)\n"
     "driver-kind goals[3].split.drivers[2].of (goal CN/sales/2025)\n"
     "percent goals[3].split.drivers[3].percent (goal CN/sales/2025)\n"
     "percent goals[3].split.drivers[4].percent (goal CN/sales/2025)\n"
     "percent goals[3].split.drivers[5].percent (goal CN/sales/2025)"},
    {"@goal CN;rate;2025;0.5;equal", "split-kind goals[3].split.by (goal CN/rate/2025)"},
    {"@goal CN;rate;2025;0.5;same|@drivers q;sales;;;1",
     "driver-period goals[3].split.drivers[0].in (goal CN/rate/2025)"},
    {"!tree|@goal CN;sales;2025;100;by_weight|@drivers q;stage;;;1|@split q;by_weight;region",
     "two-roots units[7].parent (unit CN2)"},
    {"!calendar|@goal CN;sales;2025;100;by_base|@drivers q;sales;;;1", "years calendar.years (calendar)"},
    {"@goal CN;sales;W1;100;equal|@season q;equal", "season-window goals[3].season (goal CN/sales/W1)"},
    {"@goal CN;sales;zz;100;equal|@season q;factors;retail", "unknown-period goals[3].period (goal CN/sales/zz)"},
    {"@goal CN;zz;2026;100;equal|@season q;factors;attribute:season",
     "unknown-indicator goals[3].indicator (goal CN/zz/2026)"},
    {"@goal CN;sales;2026-01;100;equal|@season q;factors;retail", ""},
    {"!tree|@season y;factors;attribute:stage", "two-roots units[7].parent (unit CN2)\n"
                                                "season-of-text goals[0].season.attribute (goal CN/sales/2026)\n"
                                                "season-of-text goals[0].season.attribute (goal CN/sales/2026)"},
    {"@numbers fine;3;10|@season y;factors;attribute:fine",
     "attribute-number goals[0].season.attribute (goal CN/sales/2026)"},
    /* goals that say one thing more than a target */
    {"@goal CN;sales;2025;100|@ties q", ""},
    {"@goal CN;sales;2025;100|@split q;;region", ""},
    {"@goal CN;sales;2025;100|@season q;;retail", ""},
    {"@goal CN;sales;2025;100|@season q;equal", ""},
    {"@goal CN;sales;2025;100|@drivers q;zz;;;1", "unknown-driver goals[3].split.drivers[0].of (goal CN/sales/2025)"},
    {"@goal CN;sales;2025;100|@step q;7", "goal-multiple goals[3].target (goal CN/sales/2025)"},
    {"@goal CN;sales;2025;100|@target q;100;110", "goal-floor goals[3].floor (goal CN/sales/2025)"},
    {"@goal CN;sales;2025;100|@missing q;zz", "choice goals[3].split.missing (goal CN/sales/2025)"},
    {"@goal CN;sales;2025;100|@goal CN;rate;2025;0.5|@goal CN;sales;2025-Q1;5|@goal zz;sales;2025-Q1;5",
     "unknown-unit goals[6].unit (goal zz/sales/2025-Q1)"},
};

static void plans_that_are_wrong_are_told(void **state)
{
    (void)state;
    words_check(cases, sizeof cases / sizeof cases[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(plans_that_are_wrong_are_told)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
