/* SPDX-License-Identifier: MIT */
/* Which teams go on from a stage more or less often than the others, beyond chance. Only stays that had their time are
 * compared: known from the beginning, and begun so long ago that the longest that ended would be over. Who has many
 * young ones is not taken for slow then, and who never gives up on old ones not for good. */
#include <math.h>

#include "fairness.h"
#include "false_alarms.h"
#include "funnel_counts.h"
#include "mem.h"

static int is_ripe(const cpf__funnel_counts *counts, const cpf__stay_known *stay, int32_t stage)
{
    int64_t age = (int64_t)counts->known->last - stay->entered, longest = counts->curves[stage].count - 1;

    return cpf__funnel_dated(counts, stay) && stay->entered >= counts->complete_from && longest >= 0 && age >= longest;
}

static void count_ripe(cpf__funnel_counts *counts, int32_t stage, cpf__stage_count *whole)
{
    for (int32_t team = 0; team < counts->team_count; team++) {
        cpf__stage_count *count = cpf__funnel_at(counts, team, stage);

        for (int64_t i = 0; i < count->filled; i++) {
            const cpf__stay_known *stay = cpf__funnel_stay(counts, count, i);

            if (!is_ripe(counts, stay, stage))
                continue;
            count->ripe++;
            count->ripe_converted += stay->end == CPF__STAY_NEXT;
        }
        whole->ripe += count->ripe;
        whole->ripe_converted += count->ripe_converted;
    }
}

/* Against all others together. */
static double compare_team(const cpf__stage_count *count, const cpf__stage_count *whole)
{
    int64_t others = whole->ripe - count->ripe, others_converted = whole->ripe_converted - count->ripe_converted;
    const int64_t table[4] = {count->ripe_converted, count->ripe - count->ripe_converted, others_converted,
                              others - others_converted};

    return cpf__fisher(table).two_sided;
}

static int is_compared(const cpf__stage_count *count, const cpf__stage_count *whole)
{
    return count->ripe && count->ripe < whole->ripe;
}

/* Room for the tests of one stage. */
typedef struct apart_work {
    double *p, *adjusted; /* 4 columns in one: p, and three kinds of adjusted */
    int64_t *order;
} apart_work;

static void compare_stage(cpf__funnel_counts *counts, int32_t stage, const apart_work *work)
{
    cpf__stage_count whole = {0};
    int64_t n = 0, teams = counts->team_count;
    cpf__adjusted adjusted = {work->adjusted, work->adjusted + teams, work->adjusted + 2 * teams};

    count_ripe(counts, stage, &whole);
    for (int32_t team = 0; team < teams; team++) {
        if (is_compared(cpf__funnel_at(counts, team, stage), &whole))
            work->p[n++] = compare_team(cpf__funnel_at(counts, team, stage), &whole);
    }
    cpf__adjust_for_many(work->p, n, work->order, adjusted);
    n = 0;
    for (int32_t team = 0; team < teams; team++) {
        cpf__stage_count *count = cpf__funnel_at(counts, team, stage);
        int64_t above = count->ripe_converted * (whole.ripe - count->ripe),
                below = (whole.ripe_converted - count->ripe_converted) * count->ripe;

        if (!is_compared(count, &whole))
            continue;
        count->p = work->p[n];
        count->p_adjusted = adjusted.false_discovery[n++];
        if (count->p_adjusted <= counts->false_discovery)
            count->apart = (above > below) - (above < below);
    }
}

cpf_status cpf__funnel_apart(cpf__funnel_counts *counts)
{
    const cpf_context *context = counts->view->context;
    int64_t teams = counts->team_count, cells = teams * counts->known->stage_count;
    apart_work work = {cpf__alloc(context, teams, sizeof *work.p),
                       cpf__alloc(context, 3 * teams, sizeof *work.adjusted),
                       cpf__alloc(context, teams, sizeof *work.order)};
    int has_memory = work.p && work.adjusted && work.order;

    for (int64_t cell = 0; cell < cells; cell++)
        counts->counts[cell].p = counts->counts[cell].p_adjusted = (double)NAN;
    for (int32_t stage = 0; stage < counts->known->stage_count && has_memory; stage++)
        compare_stage(counts, stage, &work);
    cpf__free(context, work.p);
    cpf__free(context, work.adjusted);
    cpf__free(context, work.order);
    return has_memory ? CPF_OK : CPF_E_MEMORY;
}
