/* SPDX-License-Identifier: MIT */
/* Whether raters agree. */
#include <math.h>

#include "agreement.h"
#include "call_doubles.h"
#include "call_methods.h"
#include "special.h"

enum { CLASSES_MOST = 1000, RATERS_MOST = 1000000 };

#define PARAM_CONFIDENCE                                                                                               \
    {                                                                                                                  \
        "confidence", "coverage of the limits", "置信水平", "share", "0", "1", "0.95"                                  \
    }

static const cpf_param icc_params[] = {
    {"ratings", "a row for each subject, a column for each rater", "每行一个被评者、每列一个评分人",
     "list of lists of numbers", NULL, NULL, NULL},
    PARAM_CONFIDENCE,
};

static const cpf_param concordance_params[] = {
    {"ratings", "a row for each subject, a column for each rater; ranks or ratings",
     "每行一个被评者、每列一个评分人；可为名次或评分", "list of lists of numbers", NULL, NULL, NULL},
    {"tie_correction", "whether equal ratings of a rater reduce the denominator", "是否对同分作修正", "flag", NULL,
     NULL, "true"},
};

static const cpf_param kappa_params[] = {
    {"table", "how often the first rater's class (row) met the second's (column)", "两位评分人的交叉频数表",
     "list of lists of numbers", "0", NULL, NULL},
    {"weights", "how much agreement is in neighbouring classes", "相邻等级的一致性权重", "none|linear|quadratic", NULL,
     NULL, "none"},
    PARAM_CONFIDENCE,
};

static const cpf_param alpha_params[] = {
    {"ratings", "a row for each rater, a column for each thing rated; null: not rated",
     "每行一个评分人、每列一个被评对象，null 表示未评", "list of lists of numbers", NULL, NULL, NULL},
    {"metric", "what the numbers mean", "数据的测量尺度", "nominal|ordinal|interval|ratio", NULL, NULL, "nominal"},
};

static const char *const icc_names[CPF__ICC_FORMS][3] = {
    {"ICC(1,1)", "ICC(1,1)_lo", "ICC(1,1)_hi"}, {"ICC(2,1)", "ICC(2,1)_lo", "ICC(2,1)_hi"},
    {"ICC(3,1)", "ICC(3,1)_lo", "ICC(3,1)_hi"}, {"ICC(1,k)", "ICC(1,k)_lo", "ICC(1,k)_hi"},
    {"ICC(2,k)", "ICC(2,k)_lo", "ICC(2,k)_hi"}, {"ICC(3,k)", "ICC(3,k)_lo", "ICC(3,k)_hi"},
};

/* Numbers in rows of one length, at least two each way; where they are too few, why there is no result is answered. */
static cpf__matrix read_ratings(cpf__call *call, const char *reason)
{
    int32_t node = cpf__call_find(call, "ratings");
    cpf__matrix ratings = cpf__call_matrix(call, node, NULL, CPF__ANY_NUMBER);

    cpf__call_squares(call, node, (cpf__doubles){ratings.items, ratings.rows * ratings.columns});
    if (ratings.columns > RATERS_MOST)
        cpf__call_fail(call, node, CPF__IO_CALL_SIZE, "1000000", NULL, NULL);
    if (call->status == CPF_OK && (ratings.rows < 2 || ratings.columns < 2)) {
        cpf__answer_null(call, reason);
        cpf__answer_text(call, "reason", "too_few");
        ratings.rows = 0;
    }
    return ratings;
}

static double read_confidence(cpf__call *call)
{
    return cpf__call_double(call, "confidence", 0.95, CPF__INSIDE_0_TO_1);
}

static void run_icc(cpf__call *call)
{
    cpf__matrix ratings = read_ratings(call, icc_names[0][0]);
    double confidence = read_confidence(call);
    cpf__icc icc;

    if (call->status != CPF_OK || !ratings.rows)
        return;
    cpf__icc_of(ratings.items, ratings.rows, ratings.columns, 1 - confidence, &icc);
    for (int32_t form = 0; form < CPF__ICC_FORMS; form++) {
        cpf__answer_double(call, icc_names[form][0], icc.value[form]);
        cpf__answer_double(call, icc_names[form][1], icc.low[form]);
        cpf__answer_double(call, icc_names[form][2], icc.high[form]);
    }
    cpf__answer_double(call, "BMS", icc.between);
    cpf__answer_double(call, "JMS", icc.judges);
    cpf__answer_double(call, "EMS", icc.error);
    cpf__answer_double(call, "WMS", icc.within);
    if (isnan(icc.value[CPF__ICC_1_1]))
        cpf__answer_text(call, "reason", "no_spread");
}

static void run_concordance(cpf__call *call)
{
    cpf__matrix ratings = read_ratings(call, "W");
    int corrected = cpf__call_flag(call, "tie_correction");
    double *scratch = cpf__call_take(call, 2 * ratings.rows, sizeof *scratch);
    int64_t *order = cpf__call_take(call, ratings.rows, sizeof *order);
    cpf__concordance result;

    if (call->status != CPF_OK || !ratings.rows)
        return;
    result = cpf__concordance_of(ratings.items, ratings.rows, ratings.columns, corrected, scratch, order);
    cpf__answer_double(call, "W", result.w);
    cpf__answer_double(call, "chi2", result.chi2);
    cpf__answer_whole(call, "df", ratings.rows - 1);
    cpf__answer_double(call, "p", result.p);
    if (isnan(result.w))
        cpf__answer_text(call, "reason", "no_spread");
}

static cpf__matrix read_table(cpf__call *call)
{
    int32_t node = cpf__call_find(call, "table");
    cpf__matrix table = cpf__call_matrix(call, node, NULL, CPF__NOT_NEGATIVE);
    char rows[24];

    cpf_decimal_format(table.rows, 0, rows);
    if (call->status == CPF_OK && table.rows < 2)
        cpf__call_fail(call, node, CPF__IO_CALL_COUNT, rows, "2", NULL);
    if (call->status == CPF_OK && table.columns != table.rows) {
        char columns[24];

        cpf_decimal_format(table.columns, 0, columns);
        cpf__call_fail(call, cpf__json_child(call->json, node), CPF__IO_CALL_COUNT, columns, rows, NULL);
    }
    if (table.rows > CLASSES_MOST)
        cpf__call_fail(call, node, CPF__IO_CALL_SIZE, "1000", NULL, NULL);
    return table;
}

static void answer_kappa(cpf__call *call, const cpf__kappa *kappa, double confidence)
{
    double half = cpf__normal_quantile((1 + confidence) / 2, (1 - confidence) / 2) * kappa->error;

    cpf__answer_double(call, "kappa", kappa->kappa);
    cpf__answer_double(call, "ase", kappa->error);
    cpf__answer_double(call, "lo", kappa->kappa - half);
    cpf__answer_double(call, "hi", kappa->kappa + half);
    cpf__answer_double(call, "ase0", kappa->error_null);
    cpf__answer_double(call, "z", kappa->z);
    cpf__answer_double(call, "p", kappa->p);
    cpf__answer_double(call, "observed", kappa->observed);
    cpf__answer_double(call, "expected", kappa->expected);
    if (isnan(kappa->kappa))
        cpf__answer_text(call, "reason", "one_class");
}

static void run_kappa(cpf__call *call)
{
    cpf__matrix table = read_table(call);
    int32_t weights = cpf__call_word(call, "weights");
    double confidence = read_confidence(call), total = 0, *scratch;
    cpf__kappa kappa;

    scratch = cpf__call_take(call, 4 * table.rows, sizeof *scratch);
    for (int64_t i = 0; call->status == CPF_OK && i < table.rows * table.columns; i++)
        total += table.items[i];
    if (call->status == CPF_OK && !isfinite(total * total))
        cpf__call_fail(call, cpf__call_find(call, "table"), CPF__IO_CALL_NO_FIT, NULL, NULL, NULL);
    if (call->status != CPF_OK)
        return;
    if (total > 0) {
        kappa = cpf__kappa_of(table.items, table.rows, (cpf__kappa_weights)weights, scratch);
        answer_kappa(call, &kappa, confidence);
    } else {
        cpf__answer_null(call, "kappa");
        cpf__answer_text(call, "reason", "too_few");
    }
}

static void run_alpha(cpf__call *call)
{
    static const double none = NAN;
    int32_t metric = cpf__call_word(call, "metric");
    cpf__sense sense = metric == CPF__ALPHA_RATIO ? CPF__NOT_NEGATIVE : CPF__ANY_NUMBER;
    cpf__matrix ratings = cpf__call_matrix(call, cpf__call_find(call, "ratings"), &none, sense);
    double *scratch = cpf__call_take(call, 3 * ratings.rows * ratings.columns, sizeof *scratch);
    cpf__alpha alpha;

    if (call->status != CPF_OK)
        return;
    alpha = cpf__alpha_of(ratings.items, ratings.rows, ratings.columns, (cpf__alpha_metric)metric, scratch);
    cpf__answer_double(call, "alpha", alpha.alpha);
    cpf__answer_double(call, "observed", alpha.observed);
    cpf__answer_double(call, "expected", alpha.expected);
    cpf__answer_whole(call, "units", alpha.units);
    cpf__answer_whole(call, "values", alpha.values);
    if (isnan(alpha.alpha))
        cpf__answer_text(call, "reason", alpha.values ? "no_spread" : "too_few");
}

const cpf__call_row cpf__methods_agreement[CPF__AGREEMENT_METHODS] = {
    {{{"icc", "Intraclass correlation", "组内相关系数",
       "How much of the spread of ratings is the subjects' own, in the six forms of Shrout and Fleiss.",
       "评分差异中有多少来自被评者本身（Shrout 与 Fleiss 的六种形式）。",
       "(1,1) (BMS - WMS) / (BMS + (k-1) WMS); (2,1) (BMS - EMS) / (BMS + (k-1) EMS + k (JMS - EMS) / n); (3,1) (BMS - "
       "EMS) / (BMS + (k-1) EMS)",
       "Shrout & Fleiss 1979, Psychological Bulletin 86", CPF__PARAMS(icc_params)},
      "ICC(1,1) to ICC(3,k), each with _lo and _hi; BMS, JMS, EMS, WMS; null with reason too_few or no_spread where "
      "they are not defined"},
     run_icc},
    {{{"kendall_w", "Kendall's W", "肯德尔和谐系数", "How far raters put subjects in the same order.",
       "多位评分人排序的一致程度。", "12 S / (m^2 (n^3 - n) - m sum(t^3 - t)); chi2 = m (n - 1) W",
       "Kendall & Babington Smith 1939", CPF__PARAMS(concordance_params)},
      "W, chi2, df, p; null with reason too_few or no_spread where they are not defined"},
     run_concordance},
    {{{"cohen_kappa", "Cohen's kappa", "科恩 kappa 系数",
       "Agreement of two raters beyond chance; weighted where classes have an order.",
       "两位评分人超出偶然的一致程度，等级有序时可加权。",
       "(observed - expected) / (1 - expected); weights 1 - |i - j| / (k - 1), or squared",
       "Cohen 1960, 1968; Fleiss, Cohen & Everitt 1969", CPF__PARAMS(kappa_params)},
      "kappa; ase, lo, hi; ase0, z, p against no agreement; observed, expected; null with reason one_class or too_few"},
     run_kappa},
    {{{"krippendorff_alpha", "Krippendorff's alpha", "克里彭多夫 alpha 系数",
       "Agreement of any number of raters with ratings missing.", "允许缺失评分的多评分人一致性系数。",
       "1 - observed / expected disagreement", "Krippendorff 2011, Computing Krippendorff's alpha-reliability",
       CPF__PARAMS(alpha_params)},
      "alpha; observed, expected; units and values that can be compared; null with reason too_few or no_spread"},
     run_alpha},
};
