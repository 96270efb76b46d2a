/* SPDX-License-Identifier: MIT */
/**
 * @file cascade.h
 * From goals to targets (目标分解): down the tree and the calendar, exact to the last unit in every period.
 */
#ifndef CHANNELPERF_CASCADE_H
#define CHANNELPERF_CASCADE_H

#include <channelperf/facts.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Options of cpf_cascade. */
typedef struct cpf_cascade_options {
    uint32_t struct_size; /**< sizeof of the struct you compiled with */
    int32_t reuse;        /**< 1: `*targets` is an earlier result of the same model whose memory is written over;
                           * after a failure it is empty: no values */
    cpf_day as_of;        /**< with the goals as they were known at the end of this day: amendments made later are
                           * not there yet; #CPF_NO_DAY, the default: all of them. An older, shorter struct has
                           * none of this and means all */
    int32_t reserved;     /**< 0 */
} cpf_cascade_options;

/** Fills the options with defaults. @return #CPF_OK or #CPF_E_ABI. *Threads:* pure. @since 1.0 */
CPF_API cpf_status cpf_cascade_options_init(cpf_cascade_options *options, uint32_t struct_size);

/**
 * Brings every goal of the plan down to its units and periods.
 *
 * A goal at a unit and a period that lies under another goal of the same indicator is a pinned value: it stays as it
 * is and the others share what is left. A unit gets no less than what is pinned below it. Children are whole steps and add up to their parent in every period; periods
 * add up to theirs for every unit.
 *
 * @param base facts that splits by base and blends go by; NULL when no goal needs them
 * @param options NULL for defaults
 * @param[out] targets yours: frozen; keeps the model alive
 * @return #CPF_OK, #CPF_E_INFEASIBLE (pinned values leave nothing that fits: the cell and the gap are named),
 * #CPF_E_DATA (base missing), #CPF_E_RANGE, #CPF_E_ARGUMENT, #CPF_E_MEMORY, #CPF_E_ABI
 *
 * *Threads:* reads its arguments. Source: largest remainder, Hamilton 1792; see docs/formulas.md. @since 1.0
 */
CPF_API cpf_status cpf_cascade(const cpf_model *model, const cpf_facts *base, const cpf_cascade_options *options,
                               cpf_facts **targets, cpf_error **error);

/**
 * Finds everything that keeps a cascade from being possible (不可行冲突集). Each conflict is a smallest set of values: the
 * target that is divided with the fewest pins, floors or caps that cannot hold together with it. Without any one of
 * them the rest would go together.
 * @param base as of cpf_cascade
 * @param[out] conflicts yours: a row a member, with the number of its conflict, the unit at which it breaks, the amount
 * missing in all, and the change of this member that would do alone (no value: none would); no rows: the cascade is
 * possible
 * @return #CPF_OK, also with conflicts; #CPF_E_INFEASIBLE (periods of goals that cut across each other, or bounds that
 * cannot be brought down), #CPF_E_DATA, #CPF_E_RANGE, #CPF_E_ARGUMENT, #CPF_E_MEMORY
 *
 * *Threads:* reads its arguments. Source: irreducible inconsistent subsets, Chinneck 2008, Feasibility and
 * Infeasibility in Optimization. @since 1.0
 */
CPF_API cpf_status cpf_cascade_conflicts(const cpf_model *model, const cpf_facts *base, cpf_table **conflicts,
                                         cpf_error **error);

/**
 * Brings targets that were given from above and what units below committed themselves to (records `submission`) to one
 * version, as the records `settlement` say: 目标协商一致. Of each unit its last round counts. A unit that has not answered
 * takes what is left, one that answered zero stays at zero, one that is agreed already (records `agreement`) stays.
 *
 * Results are whole steps; units add up to those above them and periods to those around them, as before.
 *
 * @param targets of cpf_cascade
 * @param[out] agreed yours: as `targets` where nothing is settled
 * @return #CPF_OK, #CPF_E_INFEASIBLE (floors, zeros and agreed figures leave no division: the unit and the amount are
 * named), #CPF_E_DATA (no targets there), #CPF_E_RANGE, #CPF_E_ARGUMENT, #CPF_E_MEMORY
 *
 * *Threads:* reads its arguments. Source: least squares, Wickramasuriya, Athanasopoulos & Hyndman 2019. @since 1.0
 */
CPF_API cpf_status cpf_settle(const cpf_model *model, const cpf_facts *targets, cpf_facts **agreed, cpf_error **error);

/**
 * The assigned layer of targets (层层加码): what every unit is told, which is its target with the percentages of the
 * records `hedge` from the top down to it, rounded once. The targets themselves stay as they are.
 *
 * @param targets of cpf_cascade or cpf_settle
 * @param[out] assigned yours: as `targets` where nothing is put on top
 * @return #CPF_OK, #CPF_E_RANGE, #CPF_E_ARGUMENT, #CPF_E_MEMORY
 *
 * *Threads:* reads its arguments. Source: Zoltners, Sinha & Lorimer 2006. @since 1.0
 */
CPF_API cpf_status cpf_assign(const cpf_model *model, const cpf_facts *targets, cpf_facts **assigned,
                              cpf_error **error);

/**
 * Targets as they count after approved circumstances (目标减免): what the records `relief` leave of them, several of one
 * target added up or compounded as `relief_rule` says, rounded once. Targets above and below stay as they are.
 *
 * @param targets of cpf_cascade or cpf_settle
 * @param as_of only what was approved by this day; #CPF_NO_DAY: all
 * @param[out] relieved yours: hand it to cpf_appraise
 * @return #CPF_OK, #CPF_E_RANGE, #CPF_E_ARGUMENT, #CPF_E_MEMORY
 *
 * *Threads:* reads its arguments. @since 1.0
 */
CPF_API cpf_status cpf_relieve(const cpf_model *model, const cpf_facts *targets, cpf_day as_of, cpf_facts **relieved,
                               cpf_error **error);

/**
 * Tells how targets came about and what stands beside them, as far as the plan's records ask for it.
 * @param base facts that the cascade went by, or NULL
 * @param targets of cpf_cascade
 * @param options period, day and table wanted; NULL for defaults
 * @param[out] tables yours
 * @param[out] error also with #CPF_OK: warnings, such as a share and a growth that contradict each other
 * @return #CPF_OK, #CPF_E_NOT_FOUND (no such table), #CPF_E_DATA, #CPF_E_RANGE, #CPF_E_ARGUMENT, #CPF_E_MEMORY
 *
 * *Threads:* reads its arguments. @since 1.0
 */
CPF_API cpf_status cpf_cascade_tables(const cpf_model *model, const cpf_facts *base, const cpf_facts *targets,
                                      const cpf_stage_options *options, cpf_tables **tables, cpf_error **error);

/**
 * Proves that targets add up: every parent is the sum of its children in every period, and every period the sum of
 * its parts for every unit, wherever a goal was divided.
 * @return #CPF_OK; #CPF_E_SUM: the first cell that does not add up is named with both figures; #CPF_E_ARGUMENT;
 * #CPF_E_MEMORY
 *
 * *Threads:* reads its arguments. @since 1.0
 */
CPF_API cpf_status cpf_check_sums(const cpf_model *model, const cpf_facts *targets, cpf_error **error);

#ifdef __cplusplus
}
#endif

#endif
