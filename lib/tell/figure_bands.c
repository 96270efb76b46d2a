/* SPDX-License-Identifier: MIT */
/* What a commission earned, band by band: exact parts, whose sum is rounded once; of a running total what its rounded
 * pay grew by. */
#include "figure_rows.h"
#include "line_pay.h"

#include <string.h>

/* A commission's lines of one unit on their way, from the first one of the running total. */
typedef struct band_work {
    cpf__figuring *at;
    const cpf__scope *scope; /* the line that is told */
    const cpf__rate_scheme *scheme;
    cpf__line_pay pay;
    int32_t decimals, shut; /* of the amounts; of the line before */
    cpf__ratio total;       /* exact, of the lines so far */
    int64_t paid;           /* the same, rounded */
} band_work;

static int64_t cell_of(const cpf__scope *scope, const char *name, int64_t otherwise)
{
    int32_t column = cpf_table_find(scope->table, name);
    const int64_t *cells = cpf_table_decimals(scope->table, column);

    return cells && cpf_table_valid(scope->table, column, scope->row) ? cells[scope->row] : otherwise;
}

static int has_cell(const cpf__scope *scope, const char *name)
{
    return cpf_table_valid(scope->table, cpf_table_find(scope->table, name), scope->row);
}

static cpf__line_asked ask(const band_work *work, const cpf__scope *line, int32_t shut)
{
    int64_t base = cell_of(line, "base", 0), running = cell_of(line, "running", 0);
    int cumulative = work->scheme->per == CPF__PER_CUMULATIVE;

    return (cpf__line_asked){cumulative ? running - base : 0,
                             cumulative ? running : base,
                             cell_of(line, "target", 0),
                             work->decimals,
                             shut,
                             work->shut,
                             NULL};
}

static cpf_status add_up(const cpf__ratio *parts, int64_t count, cpf__ratio *sum)
{
    cpf_status status = CPF_OK;

    for (int64_t i = 0; i < count && status == CPF_OK; i++)
        status = cpf__ratio_add(*sum, parts[i], sum);
    return status;
}

/* Whether the line earned what the gate's state gives; then it is added. */
static int try_line(band_work *work, const cpf__scope *line, int32_t shut, const cpf__ratio **base,
                    const cpf__ratio **pay)
{
    cpf__line_asked asked = ask(work, line, shut);
    cpf__ratio total = work->scheme->per == CPF__PER_CUMULATIVE ? work->total : (cpf__ratio){0, 1};
    int64_t rounded, before = work->scheme->per == CPF__PER_CUMULATIVE ? work->paid : 0;

    if (cpf__line_exact(&work->pay, work->scheme, &asked, base, pay) != CPF_OK ||
        add_up(*pay, work->scheme->bands.count, &total) != CPF_OK ||
        cpf__ratio_round(total, work->scheme->decimals, CPF__HALF_UP, &rounded) != CPF_OK ||
        rounded - before != cell_of(line, "earned", 0))
        return 0;
    work->total = total;
    work->paid = rounded;
    work->shut = shut;
    return 1;
}

/* A cap hides the state of the gate: then the one is right that gives what was earned. */
static int work_out_line(band_work *work, const cpf__scope *line, const cpf__ratio **base, const cpf__ratio **pay)
{
    const char *state = cpf_table_text(line->table, cpf_table_find(line->table, "state"), line->row);
    int32_t shut = strcmp(state, "gate_shut") == 0;

    if (!has_cell(line, "earned"))
        return 0;
    return try_line(work, line, shut, base, pay) || (work->scheme->gated && try_line(work, line, !shut, base, pay));
}

static int64_t begin_part(cpf_explanation *to, const char *label, const char *label_zh, cpf__operation operation,
                          cpf__ratio value)
{
    int64_t step = cpf__step_begin(to, CPF__STEP_NUMBER, label, label_zh);

    cpf__step_operation(to, step, operation);
    cpf__step_ratio(to, step, value, CPF__MAX_DECIMALS);
    return step;
}

static int fits(cpf__i128 value)
{
    return value <= INT64_MAX && value >= -INT64_MAX;
}

static void leaf(cpf_explanation *to, const char *label, const char *label_zh, int64_t value, int32_t decimals)
{
    cpf__step_leaf(to, CPF__STEP_NUMBER, label, label_zh, value, decimals, 1);
}

/* An exact figure: as decimals where they end, else as a quotient. 0: neither fits. */
static int tell_exact(cpf_explanation *to, const char *label, const char *label_zh, cpf__ratio value)
{
    int64_t step, whole;

    if (cpf__pow10(CPF__MAX_DECIMALS) % value.den == 0 &&
        cpf__ratio_round(value, CPF__MAX_DECIMALS, CPF__HALF_UP, &whole) == CPF_OK) {
        leaf(to, label, label_zh, whole, CPF__MAX_DECIMALS);
        return 1;
    }
    if (!fits(value.num) || !fits(value.den))
        return 0;
    step = begin_part(to, label, label_zh, CPF__BY_QUOTIENT, value);
    (void)step;
    leaf(to, "numerator", "分子", (int64_t)value.num, 0);
    leaf(to, "denominator", "分母", (int64_t)value.den, 0);
    cpf__step_end(to);
    return 1;
}

/* From where to where a band took its part of an amount that begins at 0: 0 when that is not how it came about. */
static int tell_way(const band_work *work, int64_t band, cpf__ratio base)
{
    cpf_explanation *to = work->at->telling.to;
    const cpf__ratio *limits = work->pay.ratios; /* in amounts, of the last line that was worked out */
    cpf__ratio end;
    int64_t from, until;

    if (cpf__ratio_add(limits[band], base, &end) != CPF_OK || base.num <= 0 ||
        work->scheme->bands.mode != CPF__BANDS_MARGINAL || cpf__pow10(CPF__MAX_DECIMALS) % limits[band].den ||
        cpf__pow10(CPF__MAX_DECIMALS) % end.den ||
        cpf__ratio_round(limits[band], CPF__MAX_DECIMALS, CPF__HALF_UP, &from) != CPF_OK ||
        cpf__ratio_round(end, CPF__MAX_DECIMALS, CPF__HALF_UP, &until) != CPF_OK)
        return 0;
    (void)begin_part(to, "in the band", "档内金额", CPF__BY_DIFFERENCE, base);
    leaf(to, "reached in it", "档内所达金额", until, CPF__MAX_DECIMALS);
    leaf(to, "where it begins", "档位起点", from, CPF__MAX_DECIMALS);
    cpf__step_end(to);
    return 1;
}

/* rate x what counts, or money x the part of it. */
static int tell_band(const band_work *work, int64_t band, cpf__ratio base, cpf__ratio pay, int simple)
{
    cpf_explanation *to = work->at->telling.to;
    int money = work->scheme->bands.money[band], told;
    cpf__ratio rate = work->scheme->bands.rates[band], counted = {0, 1};
    char number[24];
    int64_t step;

    if (!base.num && !pay.num)
        return 1;
    cpf_decimal_format(band + 1, 0, number);
    if (rate.num && cpf__ratio_div(pay, rate, &counted) != CPF_OK)
        return 0;
    step = begin_part(to, "band", "档位", CPF__BY_PRODUCT, pay);
    cpf__step_note(to, step, "band %s of \"%s\"", "第 %s 档，费率表“%s”", number, work->scheme->code);
    told = tell_exact(to, money ? "money of the band" : "rate", money ? "整档金额" : "费率", rate);
    if (!money && simple && cpf__ratio_compare(counted, base) == 0 && tell_way(work, band, base))
        told &= 1;
    else
        told &= tell_exact(to,
                           money                                    ? "part that is paid"
                           : cpf__ratio_compare(counted, base) == 0 ? "in the band"
                                                                    : "counts as",
                           money                                    ? "计发比例"
                           : cpf__ratio_compare(counted, base) == 0 ? "档内金额"
                                                                    : "折算金额",
                           counted);
    cpf__step_end(to);
    return told;
}

static int tell_line(const band_work *work, const cpf__scope *line, const cpf__ratio *base, const cpf__ratio *pay,
                     int simple)
{
    cpf_explanation *to = work->at->telling.to;
    cpf__ratio sum = {0, 1};
    int told = add_up(pay, work->scheme->bands.count, &sum) == CPF_OK;
    int64_t step = begin_part(to, "of all bands", "各档合计", CPF__BY_SUM, sum);

    cpf__step_note(to, step, "%s", "%s", cpf_table_text(line->table, cpf_table_find(line->table, "period"), line->row),
                   NULL);
    for (int64_t band = 0; band < work->scheme->bands.count && told; band++)
        told = tell_band(work, band, base[band], pay[band], simple);
    cpf__step_end(to);
    return told;
}

/* Lines before of the same running total: the first is the one at which it begins. */
static int64_t first_line(cpf__figuring *at, const cpf__scope *scope)
{
    const cpf__relation same = {"", "commissions", "unit rate_table indicator"};
    int64_t first = scope->row;
    cpf__scope line;

    for (int64_t row = 0; cpf__figure_row(at, scope, &same, row, &line) && line.row <= scope->row; row = line.row + 1)
        if (has_cell(&line, "base") && cell_of(&line, "base", 0) == cell_of(&line, "running", 0))
            first = line.row;
    return first;
}

static int tell_running(band_work *work)
{
    const cpf__relation same = {"", "commissions", "unit rate_table indicator earned?"};
    int64_t before = 0, step;
    const cpf__ratio *base, *pay;
    cpf_explanation *to = work->at->telling.to;
    cpf__scope line;
    int told = 1;

    step = begin_part(to, "pay of the running total", "累计应得", CPF__BY_ROUNDING, (cpf__ratio){0, 1});
    (void)begin_part(to, "exact pay so far", "精确累计应得", CPF__BY_SUM, (cpf__ratio){0, 1});
    for (int64_t row = first_line(work->at, work->scope);
         told && cpf__figure_row(work->at, work->scope, &same, row, &line) && line.row <= work->scope->row;
         row = line.row + 1) {
        before = work->paid;
        told = work_out_line(work, &line, &base, &pay) && tell_line(work, &line, base, pay, 0);
    }
    cpf__step_ratio(to, step + 1, work->total, CPF__MAX_DECIMALS);
    cpf__step_end(to);
    cpf__step_value(to, step, work->paid, work->scheme->decimals);
    cpf__step_end(to);
    leaf(to, "paid for it before", "此前已计", before, work->scheme->decimals);
    return told;
}

static int tell_alone(band_work *work)
{
    const cpf__ratio *base, *pay;

    return work_out_line(work, work->scope, &base, &pay) &&
           tell_line(work, work->scope, base, pay, cell_of(work->scope, "base", 0) > 0);
}

static int tell_earned(band_work *work)
{
    cpf_explanation *to = work->at->telling.to;
    int cumulative = work->scheme->per == CPF__PER_CUMULATIVE, told;
    int64_t step = cpf__step_begin(to, CPF__STEP_OUTCOME, "Earned", "应得");

    cpf__step_operation(to, step, cumulative ? CPF__BY_DIFFERENCE : CPF__BY_ROUNDING);
    cpf__step_value(to, step, cell_of(work->scope, "earned", 0), work->scheme->decimals);
    told = cumulative ? tell_running(work) : tell_alone(work);
    cpf__step_end(to);
    return told;
}

int cpf__figure_bands(cpf__figuring *at, const cpf__scope *scope)
{
    const cpf_model *model = at->telling.model;
    cpf__stage_view view = {.model = model, .context = model->context, .period = CPF_NONE, .as_of = CPF_NO_DAY};
    band_work work = {.at = at, .scope = scope, .total = {0, 1}};
    cpf__rate_schemes schemes;
    int told = 0, failed = cpf__rate_schemes_make(&view, &schemes, NULL) != CPF_OK;
    int32_t base = cpf_table_find(scope->table, "base"),
            found = failed ? CPF_NONE
                           : cpf__rate_scheme_find(
                                 &schemes,
                                 cpf_table_text(scope->table, cpf_table_find(scope->table, "rate_table"), scope->row));

    if (found != CPF_NONE) {
        work.scheme = &schemes.items[found];
        work.shut = work.scheme->gated;
        work.decimals = cpf_table_row_decimals(scope->table, base, scope->row);
        failed = !cpf__line_pay_make(model->context, schemes.widest, &work.pay);
        told = !failed && tell_earned(&work);
        cpf__line_pay_free(&work.pay);
    }
    if (failed)
        at->status = CPF_E_MEMORY;
    cpf__rate_schemes_free(&schemes);
    return told;
}
