/* SPDX-License-Identifier: MIT */
/**
 * @file registry.h
 * The tables: everything that varies is a row with name, texts, formula and parameters, so that a binding, a form or
 * a manual written once covers every rule to come. *Threads of all functions here:* pure; what they return is static.
 */
#ifndef CHANNELPERF_REGISTRY_H
#define CHANNELPERF_REGISTRY_H

#include <channelperf/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** One parameter of a row. Bounds are decimal texts, so that they are exact. */
typedef struct cpf_param {
    const char *name;       /**< as written in a plan */
    const char *summary;    /**< what it means, English */
    const char *summary_zh; /**< what it means, Chinese */
    const char *unit;       /**< "points", "ratio", "days", "measure", ... */
    const char *minimum;    /**< NULL: none */
    const char *maximum;    /**< NULL: none */
    const char *fallback;   /**< value when it is not given; NULL: it must be given */
} cpf_param;

/** One row of a table. */
typedef struct cpf_entry {
    const char *name;       /**< stable, ASCII */
    const char *title;      /**< for people, English */
    const char *title_zh;   /**< for people, Chinese */
    const char *summary;    /**< one or two sentences, English */
    const char *summary_zh; /**< one or two sentences, Chinese */
    const char *formula;    /**< how it is computed */
    const char *source; /**< book, paper, standard or system it is taken from; "" where it is a definition of ours */
    const cpf_param *params; /**< `param_count` rows, or NULL */
    int32_t param_count;     /**< number of parameters */
    int32_t reserved;        /**< 0 */
} cpf_entry;

/** The tables. Numbers are stable. */
enum cpf_registry {
    CPF_REGISTRY_RULES = 1,          /**< scoring rules (评分规则) */
    CPF_REGISTRY_SPLITS = 2,         /**< ways to divide a target among children (目标分解) */
    CPF_REGISTRY_SEASONS = 3,        /**< ways to divide a target among periods (季节分摊) */
    CPF_REGISTRY_AGGREGATES = 4,     /**< functions over the channels under a unit (汇总) */
    CPF_REGISTRY_MEASURES = 5,       /**< ways to make a measure from rows (度量) */
    CPF_REGISTRY_INDICATORS = 6,     /**< built-in indicators (内置指标) */
    CPF_REGISTRY_APPORTIONMENTS = 7, /**< methods of splitting whole numbers (取整分配) */
    CPF_REGISTRY_RANKS = 8,          /**< ways to rank (排名) */
    CPF_REGISTRY_PERCENTILES = 9,    /**< kinds of percentile (百分位) */
    CPF_REGISTRY_RECORDS = 10        /**< kinds of record with their fields (过程记录) */
};

/** Number of rows of a table; 0 for an unknown one. *Threads:* pure. @since 1.0 */
CPF_API int32_t cpf_registry_count(int32_t registry);

/** The index-th row; NULL outside the range. *Ownership:* static. *Threads:* pure. @since 1.0 */
CPF_API const cpf_entry *cpf_registry_at(int32_t registry, int32_t index);

/** The row of that name, or NULL. *Ownership:* static. *Threads:* pure. @since 1.0 */
CPF_API const cpf_entry *cpf_registry_find(int32_t registry, const char *name);

/**
 * Points of a scoring rule for a column of attainments: plot a rule, or score without a plan.
 * @param rule name of a row of #CPF_REGISTRY_RULES
 * @param names,values `settings` parameter names and decimal texts
 * @param knot_x,knot_points `knots` points of the curve as decimal texts, for rules that have them
 * @param n number of rows
 * @param actual,target columns in the same steps
 * @param decimals of the points, 0 to 9
 * @param[out] points n items; 0 where there are none
 * @param[out] valid n bits, or NULL
 * @return #CPF_OK, #CPF_E_ARGUMENT, #CPF_E_NOT_FOUND, #CPF_E_PLAN, #CPF_E_RANGE, #CPF_E_MEMORY
 *
 * *Ownership:* all arrays are yours. *Threads:* pure. @since 1.0
 */
CPF_API cpf_status cpf_rule_points(const char *rule, int32_t settings, const char *const *names,
                                   const char *const *values, int32_t knots, const char *const *knot_x,
                                   const char *const *knot_points, int64_t n, const int64_t *actual,
                                   const int64_t *target, int32_t decimals, int64_t *points, uint8_t *valid,
                                   cpf_error **error);

#ifdef __cplusplus
}
#endif

#endif
