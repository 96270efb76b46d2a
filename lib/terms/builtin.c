/* SPDX-License-Identifier: MIT */
/* Built-in indicators. Adding one is adding a row; nothing here is known to any other code by name. */
#include "builtin.h"

#include <string.h>

#define MEASURE(name, en, zh)                                                                                          \
    {                                                                                                                  \
        name, en, zh, "measure", NULL, NULL, name                                                                      \
    }
#define NUMBER(name, en, zh, unit, low, high, value)                                                                   \
    {                                                                                                                  \
        name, en, zh, unit, low, high, value                                                                           \
    }
#define CONDITION(name, en, zh, value)                                                                                 \
    {                                                                                                                  \
        name, en, zh, "condition", NULL, NULL, value                                                                   \
    }

#define SALES MEASURE("sales", "net sales", "净销售额")
#define RETURNS MEASURE("returns", "returned sales, as positive amounts", "退货额（正数）")
#define ORDERS MEASURE("orders", "number of orders", "订单数")
#define ACTIVE CONDITION("active", "what makes a channel active", "活跃渠道的判定条件", "orders >= 1")
#define COVERED CONDITION("covered", "what makes a channel covered", "已覆盖渠道的判定条件", "orders >= 1")
#define ANSWERS MEASURE("answers", "number of survey answers", "问卷回答数")
#define SAMPLE                                                                                                         \
    NUMBER("minimum", "fewest answers that count; below, the indicator is missing", "最少样本量，不足则缺失",          \
           "answers", "0", "1000000000", "5")
#define LEVEL                                                                                                          \
    {                                                                                                                  \
        "level", "level whose value is the whole", "作为总体的层级", "level", NULL, NULL, "company"                    \
    }
#define ACTIVE_MONTHS MEASURE("active_months", "distinct months with an order, per channel", "渠道有订单的月数（去重）")
#define FIRST_ORDER MEASURE("first_order", "date of the first order", "首单日期")
#define NEW_SALES MEASURE("new_sales", "sales of the new business or products", "新业务/新产品销售额")

static const cpf_param sales_only[] = {SALES};
static const cpf_param sales_returns[] = {SALES, RETURNS};
static const cpf_param sales_level[] = {SALES, LEVEL};
static const cpf_param covered_only[] = {COVERED};
static const cpf_param covered_potential[] = {COVERED, MEASURE("potential", "potential of a channel", "渠道潜力")};
static const cpf_param new_channel[] = {
    FIRST_ORDER, ORDERS, SALES, NUMBER("minimum_orders", "fewest orders", "最少订单数", "orders", "0", "1000000", "2"),
    NUMBER("minimum_sales", "least sales", "最低销售额", "measure", "0", "1000000000000", "0")};
static const cpf_param new_channel_within[] = {
    MEASURE("signed", "date of signing", "签约日期"), FIRST_ORDER, ORDERS,
    NUMBER("days", "days from signing to the first order", "签约至首单的最长天数", "days", "0", "3660", "90"),
    NUMBER("minimum_orders", "fewest orders", "最少订单数", "orders", "0", "1000000", "2")};
static const cpf_param new_channel_before[] = {
    ORDERS, NUMBER("minimum_orders", "fewest orders", "最少订单数", "orders", "0", "1000000", "2")};
static const cpf_param active_only[] = {ACTIVE};
static const cpf_param active_trailing[] = {
    ORDERS,
    NUMBER("periods", "leaf periods of the window, up to the end of the period", "滚动窗口的最小周期数", "periods", "1",
           "1200", "3"),
    NUMBER("minimum_orders", "fewest orders in the window", "窗口内最少订单数", "orders", "0", "1000000", "1")};
static const cpf_param months_only[] = {ACTIVE_MONTHS};
static const cpf_param sales_active[] = {SALES, ACTIVE};
static const cpf_param sales_months[] = {SALES, ACTIVE_MONTHS};
static const cpf_param sales_top[] = {
    SALES, NUMBER("n", "how many of the largest", "前几家", "channels", "1", "1000000", "10")};
static const cpf_param collected_due[] = {
    MEASURE("collected", "received against what was due in the period", "当期到期款的回款额"),
    MEASURE("due", "due in the period", "当期到期应收")};
static const cpf_param collected_sales[] = {MEASURE("collected", "received in the period", "当期回款额"), SALES};
static const cpf_param collected_overdue[] = {
    MEASURE("collected", "received in the period", "当期回款额"), MEASURE("due", "due in the period", "当期到期应收"),
    MEASURE("overdue", "overdue from earlier periods at its beginning", "期初逾期应收")};
static const cpf_param receivable_sales[] = {
    MEASURE("receivable", "receivable at the end of the period", "期末应收余额"), SALES};
static const cpf_param survey_mean[] = {MEASURE("score", "sum of the answers' scores", "回答得分之和"), ANSWERS,
                                        SAMPLE};
static const cpf_param survey_top[] = {MEASURE("top_answers", "answers in the top box", "最高档回答数"), ANSWERS,
                                       SAMPLE};
static const cpf_param survey_nps[] = {MEASURE("promoters", "answers of 9 or 10", "推荐者（9–10 分）回答数"),
                                       MEASURE("detractors", "answers of 0 to 6", "贬损者（0–6 分）回答数"), ANSWERS,
                                       SAMPLE};
static const cpf_param new_breadth[] = {NEW_SALES,
                                        NUMBER("minimum", "least sales of the new line that count",
                                               "计入的最低新品销售额", "measure", "0", "1000000000000", "1")};
static const cpf_param new_breadth_active[] = {NEW_SALES, ACTIVE,
                                               NUMBER("minimum", "least sales of the new line that count",
                                                      "计入的最低新品销售额", "measure", "0", "1000000000000", "1")};
static const cpf_param new_depth[] = {NEW_SALES, SALES};
static const cpf_param order_changes[] = {MEASURE("cancelled", "cancelled orders", "取消订单数"),
                                          MEASURE("major_changes", "orders with a major change", "重大变更订单数"),
                                          MEASURE("minor_changes", "orders with a minor change", "轻微变更订单数"),
                                          ORDERS};
static const cpf_param forecast[] = {SALES, MEASURE("forecast", "forecast sales", "预测销售额")};
static const cpf_param lost_only[] = {
    CONDITION("lost", "what makes a channel lost", "流失渠道的判定条件", "orders = 0")};
static const cpf_param training[] = {MEASURE("attended", "training attendances", "培训出勤人次"),
                                     MEASURE("invited", "invitations", "培训应到人次")};

#define WITH(params) "", params, (int32_t)(sizeof params / sizeof params[0]), 0

const cpf__builtin cpf__builtins[] = {
    /* B1 sales completion */
    {{"sales", "Sales", "销售额", "Sales of the channels under the unit.", "下属渠道的销售额。", "sum($sales)",
      WITH(sales_only)},
     "more",
     2,
     1,
     ""},
    {{"net_sales", "Net sales", "净销售额", "Sales less returns; its attainment of the goal is the sales completion.",
      "销售额减去退货；其对目标的完成度即销售完成率。", "sum($sales) - sum($returns)", WITH(sales_returns)},
     "more",
     2,
     1,
     ""},
    {{"sales_growth", "Sales growth", "销售增长率", "Sales against the same period of the year before.",
      "与上年同期相比的增长率。", "sum($sales) / sum($sales, year_before) - 1", WITH(sales_only)},
     "more",
     4,
     0,
     "ratio"},
    {{"sales_share", "Share of sales", "销售占比", "Sales in the sales of a higher level.",
      "在上级层面销售额中的占比。", "sum($sales) / sum($sales, $level)", WITH(sales_level)},
     "more",
     4,
     0,
     "ratio"},
    {{"growth_contribution", "Contribution to growth", "增长贡献率", "Growth in the growth of a higher level.",
      "增长额占上级层面增长额的比重。",
      "(sum($sales) - sum($sales, year_before)) / (sum($sales, $level) - sum($sales, year_before, $level))",
      WITH(sales_level)},
     "more",
     4,
     0,
     "ratio"},
    /* B2 channel coverage */
    {{"channel_coverage", "Channel coverage", "渠道覆盖率",
      "Covered channels in all channels at the end of the period.", "期末渠道中已覆盖的比例。",
      "count($covered) / count()", WITH(covered_only)},
     "more",
     4,
     0,
     "ratio"},
    {{"channel_coverage_opening", "Channel coverage of the opening universe", "期初口径渠道覆盖率",
      "Covered channels in the channels at the beginning of the period.", "以期初渠道数为分母的覆盖率。",
      "count($covered, opening) / count(opening)", WITH(covered_only)},
     "more",
     4,
     0,
     "ratio"},
    {{"channel_coverage_mean", "Channel coverage of the mean universe", "平均口径渠道覆盖率",
      "Covered channels in the mean of the channels at the beginning and at the end.",
      "以期初期末平均渠道数为分母的覆盖率。", "2 * count($covered) / (count(opening) + count(closing))",
      WITH(covered_only)},
     "more",
     4,
     0,
     "ratio"},
    {{"channel_coverage_weighted", "Weighted channel coverage", "加权渠道覆盖率",
      "Potential of the covered channels in all potential.", "已覆盖渠道潜力占全部潜力的比例。",
      "sum($potential where $covered) / sum($potential)", WITH(covered_potential)},
     "more",
     4,
     0,
     "ratio"},
    /* B3 new effective channels */
    {{"new_effective_channels", "New effective channels", "新增有效渠道数",
      "Channels with their first order in the period, enough orders and sales.",
      "本期首次下单且订单数、销售额达标的渠道数。",
      "count($first_order in period and $orders >= $minimum_orders and $sales >= $minimum_sales)", WITH(new_channel)},
     "more",
     0,
     1,
     "channel"},
    {{"new_effective_channels_within", "New effective channels soon after signing", "签约后限期见效的新增渠道数",
      "Channels signed in the period whose first order came within the days, with enough orders up to now.",
      "本期签约、在限定天数内首单且累计订单达标的渠道数。",
      "count($signed in period and $first_order <= $signed + $days days and $orders(ever) >= $minimum_orders)",
      WITH(new_channel_within)},
     "more",
     0,
     1,
     "channel"},
    {{"new_effective_channels_unserved", "New effective channels without orders before", "此前无订单的新增有效渠道数",
      "Channels without any order before the period and with enough orders in it.",
      "此前从无订单、本期订单达标的渠道数。", "count($orders(before) = 0 and $orders >= $minimum_orders)",
      WITH(new_channel_before)},
     "more",
     0,
     1,
     "channel"},
    /* B4 channel activity */
    {{"active_channels", "Active channels", "活跃渠道数", "Channels that are active in the period.", "本期活跃渠道数。",
      "count($active)", WITH(active_only)},
     "more",
     0,
     1,
     "channel"},
    {{"channel_activity", "Channel activity rate", "渠道活跃率",
      "Active channels in those enrolled at the end of the period.", "活跃渠道占期末在册渠道的比例。",
      "count($active) / count()", WITH(active_only)},
     "more",
     4,
     0,
     "ratio"},
    {{"channel_activity_opening", "Channel activity rate of those at the beginning", "期初口径渠道活跃率",
      "Active channels in those enrolled at the beginning of the period.", "以期初在册渠道为分母的活跃率。",
      "count($active, opening) / count(opening)", WITH(active_only)},
     "more",
     4,
     0,
     "ratio"},
    {{"channel_activity_mean", "Channel activity rate of the mean number", "平均口径渠道活跃率",
      "Active channels in the mean of those enrolled at the beginning and at the end.",
      "以期初期末平均在册渠道为分母的活跃率。", "2 * count($active) / (count(opening) + count(closing))",
      WITH(active_only)},
     "more",
     4,
     0,
     "ratio"},
    {{"channel_activity_trailing", "Channel activity rate, trailing", "滚动渠道活跃率",
      "Channels with enough orders in a trailing window.", "滚动窗口内订单达标的渠道占比。",
      "count($orders(trailing($periods)) >= $minimum_orders) / count()", WITH(active_trailing)},
     "more",
     4,
     0,
     "ratio"},
    {{"channel_activity_depth", "Depth of activity", "活跃深度",
      "Mean number of active months of the channels with any.", "活跃渠道的平均活跃月数。",
      "mean($active_months where $active_months >= 1)", WITH(months_only)},
     "more",
     2,
     0,
     "months"},
    /* B5 output per channel */
    {{"output_per_channel", "Output per active channel", "单渠道产出", "Sales for each active channel.",
      "每家活跃渠道的销售额。", "sum($sales) / count($active)", WITH(sales_active)},
     "more",
     2,
     0,
     ""},
    {{"output_per_enrolled_channel", "Output per enrolled channel", "在册渠道单产",
      "Sales for each channel at the end of the period.", "每家期末在册渠道的销售额。", "sum($sales) / count()",
      WITH(sales_only)},
     "more",
     2,
     0,
     ""},
    {{"output_per_mean_channel", "Output per mean channel", "平均渠道单产",
      "Sales for each of the mean of the channels at the beginning and at the end.", "按期初期末平均渠道数计算的单产。",
      "2 * sum($sales) / (count(opening) + count(closing))", WITH(sales_only)},
     "more",
     2,
     0,
     ""},
    {{"output_per_channel_month", "Output per channel month", "渠道月均产出",
      "Sales for each month in which a channel of the end was active.", "每个渠道活跃月的销售额。",
      "sum($sales) / (mean($active_months) * count())", WITH(sales_months)},
     "more",
     2,
     0,
     ""},
    {{"output_median", "Median output", "单渠道产出中位数", "Sales of the active channel in the middle.",
      "活跃渠道销售额的中位数。", "median($sales where $active)", WITH(sales_active)},
     "more",
     2,
     0,
     ""},
    {{"output_top_share", "Share of the largest channels", "头部渠道占比", "Share of the n largest channels in sales.",
      "前 n 家渠道占销售额的比重。", "top($n, $sales)", WITH(sales_top)},
     "less",
     4,
     0,
     "ratio"},
    {{"output_gini", "Concentration of output", "产出集中度", "Gini coefficient of the sales of active channels.",
      "活跃渠道销售额的基尼系数。", "gini($sales where $active)", WITH(sales_active)},
     "less",
     4,
     0,
     "ratio"},
    /* B6 collection */
    {{"collection_rate", "Collection rate", "渠道回款率", "Received against what was due in the period.",
      "当期到期款的回款比例。", "sum($collected) / sum($due)", WITH(collected_due)},
     "more",
     4,
     0,
     "ratio"},
    {{"collection_rate_capped", "Collection rate without advances", "回款率（不计预收）",
      "As the collection rate; advances do not lift it above 1.", "同回款率，预收款不使其超过 1。",
      "least(1, sum($collected) / sum($due))", WITH(collected_due)},
     "more",
     4,
     0,
     "ratio"},
    {{"collection_rate_sales", "Collection rate against sales", "销售回款率",
      "Received in the period against its sales.", "当期回款与当期销售额之比。", "sum($collected) / sum($sales)",
      WITH(collected_sales)},
     "more",
     4,
     0,
     "ratio"},
    {{"collection_rate_overdue", "Collection rate with overdue", "含逾期回款率",
      "Received against what was due, overdue of earlier periods included.", "回款与本期到期及前期逾期应收之比。",
      "sum($collected) / (sum($due) + sum($overdue))", WITH(collected_overdue)},
     "more",
     4,
     0,
     "ratio"},
    {{"days_sales_outstanding", "Days sales outstanding", "应收账款周转天数",
      "Receivable at the end of the period in days of its sales.", "期末应收折合的销售天数。",
      "sum($receivable) / sum($sales) * days()", WITH(receivable_sales)},
     "less",
     1,
     0,
     "days"},
    /* B7 satisfaction */
    {{"satisfaction", "Customer satisfaction", "客户满意度",
      "Mean score of the answers; missing when there are too few.", "回答的平均得分；样本不足则缺失。",
      "when(sum($answers) >= $minimum, sum($score) / sum($answers))", WITH(survey_mean)},
     "more",
     2,
     0,
     "points"},
    {{"satisfaction_top_box", "Satisfaction, top box", "满意度最高档占比",
      "Share of answers in the top box; missing when there are too few.", "最高档回答占比；样本不足则缺失。",
      "when(sum($answers) >= $minimum, sum($top_answers) / sum($answers))", WITH(survey_top)},
     "more",
     4,
     0,
     "ratio"},
    {{"net_promoter_score", "Net promoter score", "净推荐值",
      "Promoters less detractors in 100 answers; missing when there are too few.",
      "每百份回答中推荐者减贬损者；样本不足则缺失。",
      "when(sum($answers) >= $minimum, 100 * (sum($promoters) - sum($detractors)) / sum($answers))", WITH(survey_nps)},
     "more",
     1,
     0,
     "points"},
    /* B8 penetration */
    {{"penetration", "Penetration of the new line, breadth", "新业务渗透率（广度）",
      "Channels that sell the new line in all channels.", "销售新业务/新产品的渠道占全部渠道的比例。",
      "count($new_sales >= $minimum) / count()", WITH(new_breadth)},
     "more",
     4,
     0,
     "ratio"},
    {{"penetration_active", "Penetration among active channels", "活跃渠道渗透率",
      "Active channels that sell the new line in the active ones.", "活跃渠道中销售新业务/新产品的比例。",
      "count($new_sales >= $minimum and ($active)) / count($active)", WITH(new_breadth_active)},
     "more",
     4,
     0,
     "ratio"},
    {{"penetration_depth", "Penetration of the new line, depth", "新业务渗透率（深度）",
      "Sales of the new line in all sales.", "新业务/新产品销售额占比。", "sum($new_sales) / sum($sales)",
      WITH(new_depth)},
     "more",
     4,
     0,
     "ratio"},
    /* B9 helpers */
    {{"order_change_rate", "Order change rate", "订单变更率",
      "Cancelled orders three times, major changes one and a half, minor ones half, in orders.",
      "取消计 3 倍、重大变更计 1.5 倍、轻微变更计 0.5 倍，除以订单数。",
      "(3 * sum($cancelled) + 1.5 * sum($major_changes) + 0.5 * sum($minor_changes)) / sum($orders)",
      WITH(order_changes)},
     "less",
     4,
     0,
     "ratio"},
    {{"forecast_deviation", "Forecast deviation", "预测偏差率", "Distance of sales from the forecast, in the forecast.",
      "销售额偏离预测的幅度。", "greatest(sum($sales) - sum($forecast), sum($forecast) - sum($sales)) / sum($forecast)",
      WITH(forecast)},
     "less",
     4,
     0,
     "ratio"},
    {{"channel_churn", "Channel churn", "渠道流失率", "Channels of the beginning that are lost.",
      "期初渠道中流失的比例。", "count($lost, opening) / count(opening)", WITH(lost_only)},
     "less",
     4,
     0,
     "ratio"},
    {{"training_attendance", "Training attendance", "培训出勤率", "Attendances in invitations.",
      "培训出勤人次占应到人次的比例。", "sum($attended) / sum($invited)", WITH(training)},
     "more",
     4,
     0,
     "ratio"},
};
const int32_t cpf__builtin_count = (int32_t)(sizeof cpf__builtins / sizeof cpf__builtins[0]);

int32_t cpf__builtin_find(const char *name)
{
    for (int32_t i = 0; i < cpf__builtin_count; i++) {
        if (strcmp(cpf__builtins[i].entry.name, name) == 0)
            return i;
    }
    return CPF_NONE;
}
