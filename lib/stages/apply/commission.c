/* SPDX-License-Identifier: MIT */
#include "commission_order.h"
#include "line_pay.h"

#include <string.h>

enum { OF_FACTS = 0, OF_CREDITS };

const char *const cpf__commission_state_names[CPF__COMMISSION_STATES] = {
    [CPF__COMMISSION_PAID] = "paid",           [CPF__COMMISSION_NO_VALUE] = "no_value",
    [CPF__COMMISSION_NO_TARGET] = "no_target", [CPF__COMMISSION_SHUT] = "gate_shut",
    [CPF__COMMISSION_CAPPED] = "capped",
};

/* One unit on its way through the parts of a commission's period. */
typedef struct walk {
    cpf__commissions *all;
    const cpf__rate_scheme *scheme;
    cpf__line_pay pay;
    int64_t *base, *money; /* of the bands of a line */
    int64_t record, running, carried;
    cpf__ratio total; /* of a running total: its exact pay so far */
    cpf_id unit, indicator, period;
    int32_t scheme_id, decimals; /* of the indicator */
    int32_t before_shut;         /* the gate, a part before */
} walk;

static cpf_status tell_range(const walk *at, cpf_id period, cpf_error **error)
{
    const cpf_model *model = at->all->view->model;
    const char *texts[3] = {cpf_model_unit_code(model, at->unit), model->calendar->periods[period].code,
                            at->scheme->code};

    return cpf__apply_find(at->all->view, at->all->records, at->record, NULL, CPF__APPLY_COMMISSION_RANGE, texts,
                           error);
}

/* Whether a target is needed for anything but to be shown. */
static int needs_target(const cpf__rate_scheme *scheme)
{
    return scheme->base == CPF__BASE_ATTAINMENT || scheme->bands.fast;
}

/* The target that attainment is measured by: of the part, or of the whole period for a running total. */
static void take_target(const walk *at, cpf__commission_line *line)
{
    cpf_id period = at->scheme->per == CPF__PER_CUMULATIVE ? at->period : line->period;

    line->has_target = cpf__fact(at->all->view->targets, at->unit, at->indicator, period, &line->target);
}

/* The gate opens above the target of the whole period; without one it stays shut. */
static int is_shut(const walk *at, const cpf__commission_line *line, int64_t running)
{
    int64_t whole;

    if (!at->scheme->gated)
        return 0;
    return !cpf__fact(at->all->view->targets, line->unit, at->indicator, at->period, &whole) || running <= whole;
}

/* The parts of the bands, which add up to what is earned. */
static cpf_status earn(walk *at, cpf__commission_line *line, int64_t low, int shut)
{
    cpf__commissions *all = at->all;
    int64_t n = at->scheme->bands.count;
    int cumulative = at->scheme->per == CPF__PER_CUMULATIVE;
    cpf__line_asked asked = {cumulative ? low : 0,
                             cumulative ? line->running : line->base,
                             line->has_target ? line->target : 0,
                             at->decimals,
                             shut,
                             at->before_shut,
                             cumulative ? &at->total : NULL};
    cpf_status status = cpf__line_earn(&at->pay, at->scheme, &asked, at->base, at->money, &line->earned);

    line->first_part = all->parts.count;
    for (int64_t i = 0; i < n && status == CPF_OK; i++) {
        if (!cpf__vec_room(all->view->context, &all->parts))
            return CPF_E_MEMORY;
        all->parts.items[all->parts.count++] = (cpf__commission_part){at->base[i], at->money[i]};
    }
    return status;
}

/* The cap, and what becomes of what it takes. */
static cpf_status cap(walk *at, cpf__commission_line *line)
{
    int64_t due, over;

    line->carried_in = at->carried;
    if (cpf__add(line->earned, at->carried, &due) != CPF_OK)
        return CPF_E_RANGE;
    over = at->scheme->has_cap && due > at->scheme->cap ? due - at->scheme->cap : 0;
    line->amount = due - over;
    line->carried_out = at->scheme->carry_over ? over : 0;
    line->lost = over - line->carried_out;
    at->carried = line->carried_out;
    if (over)
        line->state = CPF__COMMISSION_CAPPED;
    return CPF_OK;
}

static cpf_status pay_line(walk *at, cpf__commission_line *line)
{
    int64_t low = at->running;
    int shut;
    cpf_status status = cpf__add(at->running, line->base, &at->running);

    line->running = at->running;
    take_target(at, line);
    if (status == CPF_OK && needs_target(at->scheme) && (!line->has_target || line->target <= 0)) {
        line->state = CPF__COMMISSION_NO_TARGET;
        return CPF_OK;
    }
    shut = is_shut(at, line, line->running);
    line->state = shut ? CPF__COMMISSION_SHUT : CPF__COMMISSION_PAID;
    if (status == CPF_OK)
        status = earn(at, line, low, shut);
    at->before_shut = shut;
    return status == CPF_OK ? cap(at, line) : status;
}

/* A line of its own, paid when its base is known. */
static cpf_status add_line(walk *at, cpf__commission_line line, cpf_error **error)
{
    cpf__commissions *all = at->all;
    cpf_status status = CPF_OK;

    line.record = at->record;
    line.scheme = at->scheme_id;
    line.unit = at->unit;
    line.first_part = -1;
    line.state = CPF__COMMISSION_NO_VALUE;
    if (line.has_base)
        status = pay_line(at, &line);
    else
        take_target(at, &line);
    if (status == CPF_E_RANGE)
        return tell_range(at, line.period, error);
    if (status != CPF_OK || !cpf__vec_room(all->view->context, &all->lines))
        return cpf__no_memory(error);
    all->lines.items[all->lines.count++] = line;
    return CPF_OK;
}

static cpf_status pay_deals(walk *at, cpf_id period, int64_t begin, int64_t end, cpf_error **error)
{
    const cpf__credits *credits = &at->all->credits;
    cpf_status status = CPF_OK;

    while (begin < end && status == CPF_OK) {
        const char *deal = cpf__credit_deal(credits, credits->order[begin]);
        cpf__commission_line line = {.deal = deal, .period = period, .has_base = 1};

        line.on = (cpf_day)cpf__record_value(credits->records, CPF__CREDIT_ON, credits->order[begin]);
        for (; begin < end && strcmp(cpf__credit_deal(credits, credits->order[begin]), deal) == 0; begin++)
            if (cpf__add(line.base, credits->pay[credits->order[begin]], &line.base) != CPF_OK)
                return tell_range(at, period, error);
        status = add_line(at, line, error);
    }
    return status;
}

static cpf_status pay_credits(walk *at, cpf_id period, int64_t begin, int64_t end, cpf_error **error)
{
    const cpf__credits *credits = &at->all->credits;
    cpf__commission_line line = {.period = period, .has_base = 1};

    for (; begin < end; begin++)
        if (cpf__add(line.base, credits->pay[credits->order[begin]], &line.base) != CPF_OK)
            return tell_range(at, period, error);
    return add_line(at, line, error);
}

static cpf_status pay_period(walk *at, cpf_id period, cpf_error **error)
{
    const cpf__commissions *all = at->all;
    int of_credits = cpf__record_value(all->records, CPF__COMMISSION_OF, at->record) == OF_CREDITS;
    cpf__commission_line line = {.period = period};
    int64_t begin, end;

    cpf__credits_of(&all->credits, at->unit, at->indicator, &all->view->model->calendar->periods[period], &begin, &end);
    if (at->scheme->per == CPF__PER_DEAL)
        return pay_deals(at, period, begin, end, error);
    if (of_credits)
        return pay_credits(at, period, begin, end, error);
    line.has_base = cpf__fact(all->view->facts, at->unit, at->indicator, period, &line.base);
    return add_line(at, line, error);
}

static cpf_status pay_unit(walk *at, cpf_error **error)
{
    const cpf__commissions *all = at->all;
    const struct cpf_period *periods = all->view->model->calendar->periods;
    cpf_id begin, end;
    cpf_status status = CPF_OK;

    at->running = at->carried = 0;
    at->total = (cpf__ratio){0, 1};
    at->before_shut = at->scheme->gated;
    cpf__calendar_inside(all->view->model->calendar, at->period,
                         cpf__record_value(all->records, CPF__COMMISSION_EACH, at->record), &begin, &end);
    for (cpf_id part = begin; part < end && status == CPF_OK; part++)
        if (cpf__has_begun(all->view, part) &&
            cpf__model_present(all->view->model, at->unit, periods[part].from, periods[part].to))
            status = pay_period(at, part, error);
    return status;
}

static cpf_status pay_record(walk *at, int64_t record, cpf_error **error)
{
    cpf__commissions *all = at->all;
    const cpf_model *model = all->view->model;
    cpf_status status = CPF_OK;

    at->record = record;
    at->scheme_id = cpf__rate_scheme_find(&all->schemes, cpf__record_text(all->records, CPF__COMMISSION_TABLE, record));
    at->scheme = &all->schemes.items[at->scheme_id];
    at->indicator = (cpf_id)cpf__record_value(all->records, CPF__COMMISSION_INDICATOR, record);
    at->decimals = model->indicators[at->indicator].decimals;
    at->period = (cpf_id)cpf__record_value(all->records, CPF__COMMISSION_PERIOD, record);
    for (at->unit = 0; at->unit < model->tree->count && status == CPF_OK; at->unit++)
        if (cpf__means_unit(model, cpf__record_value(all->records, CPF__COMMISSION_UNIT, record),
                            cpf__record_value(all->records, CPF__COMMISSION_LEVEL, record), at->unit))
            status = pay_unit(at, error);
    return status;
}

static cpf_status pay_records(cpf__commissions *all, cpf_error **error)
{
    const cpf_context *context = all->view->context;
    walk at = {.all = all,
               .base = cpf__alloc(context, all->schemes.widest, sizeof *at.base),
               .money = cpf__alloc(context, all->schemes.widest, sizeof *at.money)};
    int made = cpf__line_pay_make(context, all->schemes.widest, &at.pay) && at.base && at.money;
    cpf_status status = made ? CPF_OK : cpf__no_memory(error);

    for (int64_t record = 0; record < all->records->count && status == CPF_OK; record++)
        status = pay_record(&at, record, error);
    cpf__line_pay_free(&at.pay);
    cpf__free(context, at.base);
    cpf__free(context, at.money);
    return status;
}

cpf_status cpf__commissions_make(const cpf__stage_view *view, cpf__commissions *all, cpf_error **error)
{
    cpf_status status;

    *all = (cpf__commissions){.view = view, .records = cpf__model_records(view->model, &cpf__record_commission)};
    status = cpf__credits_make(view, &all->credits, error);
    if (status == CPF_OK)
        status = cpf__rate_schemes_make(view, &all->schemes, error);
    if (status == CPF_OK)
        status = pay_records(all, error);
    return status == CPF_OK ? cpf__commissions_sort(all, error) : status;
}

void cpf__commissions_free(cpf__commissions *all)
{
    cpf__credits_free(&all->credits);
    cpf__rate_schemes_free(&all->schemes);
    cpf__vec_free(all->view->context, &all->lines);
    cpf__vec_free(all->view->context, &all->parts);
}
