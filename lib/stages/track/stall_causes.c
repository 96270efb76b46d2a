/* SPDX-License-Identifier: MIT */
/* A gap by units and causes: what is asked for beyond the same periods a year ago ("plan"), what each factor of the
 * indicator took away since then, and what is left ("rest"): rounding, and periods that cannot be compared. */
#include "cause_effects.h"
#include "mem.h"
#include "stalls.h"

typedef struct cause_sums {
    cpf__causes causes;
    int64_t *effects; /* of each factor, over the complete leaf periods */
    int64_t before;
} cause_sums;

static cpf_status add_leaf(cause_sums *sums, cpf_id unit, cpf_id leaf)
{
    cpf_status status = cpf__causes_of(&sums->causes, unit, leaf);

    if (status == CPF_E_MISSING)
        return CPF_OK;
    if (status == CPF_OK)
        status = cpf__add(sums->before, sums->causes.before, &sums->before);
    for (int64_t i = 0; i < sums->causes.count && status == CPF_OK; i++)
        status = cpf__add(sums->effects[i], sums->causes.factors[i].effect, &sums->effects[i]);
    return status;
}

static cpf_status sum_leaves(const cpf__stalls *work, cause_sums *sums, cpf_id unit, cpf_error **error)
{
    cpf_status status = CPF_OK;

    sums->before = 0;
    for (int64_t i = 0; i < sums->causes.count; i++)
        sums->effects[i] = 0;
    for (cpf_id leaf = work->course.leaf_begin; leaf < work->course.leaf_full && status == CPF_OK; leaf++)
        status = add_leaf(sums, unit, leaf);
    return status == CPF_OK ? CPF_OK : cpf__stall_range(work, error);
}

/* A part with its gap, which is taken off what is left. */
static cpf_status add_part(const cpf__stalls *work, cpf__stall_list *made, cpf__stall part, int64_t *left,
                           cpf_error **error)
{
    if (cpf__stall_gap(work, &part) != CPF_OK || cpf__sub(*left, part.gap, left) != CPF_OK)
        return cpf__stall_range(work, error);
    return cpf__stall_add(work, made, part, error);
}

static cpf_status split_unit_causes(cpf__stalls *work, cause_sums *sums, const cpf__stall *unit, cpf__stall_list *made,
                                    cpf_error **error)
{
    const struct cpf_indicator *indicators = work->view->model->indicators;
    cpf__stall part = {.unit = unit->unit, .part = "plan", .only_gap = 1, .expected = unit->expected};
    int64_t left = unit->gap;
    cpf_status status = sum_leaves(work, sums, unit->unit, error);

    part.actual = sums->before;
    if (status == CPF_OK)
        status = add_part(work, made, part, &left, error);
    part.expected = 0;
    for (int64_t i = 0; i < sums->causes.count && status == CPF_OK; i++) {
        part.part = indicators[sums->causes.factors[i].indicator].code;
        part.actual = sums->effects[i];
        status = add_part(work, made, part, &left, error);
    }
    part.part = "rest";
    part.gap = left;
    return status == CPF_OK ? cpf__stall_add(work, made, part, error) : status;
}

cpf_status cpf__stall_causes(cpf__stalls *work, cpf_error **error)
{
    const cpf_context *context = work->view->context;
    cause_sums sums = {0};
    cpf__stall_list made = {0};
    cpf_status status = cpf__causes_take(&sums.causes, work->view, work->indicator, error);

    if (status == CPF_OK) {
        sums.effects = cpf__alloc(context, sums.causes.count, sizeof *sums.effects);
        status = sums.effects ? CPF_OK : cpf__no_memory(error);
    }
    for (int64_t i = 0; i < work->parts.count && status == CPF_OK; i++)
        status = split_unit_causes(work, &sums, &work->parts.items[i], &made, error);
    cpf__causes_end(&sums.causes);
    cpf__free(context, sums.effects);
    cpf__vec_free(context, &work->parts);
    work->parts = made;
    return status;
}
