/* SPDX-License-Identifier: MIT */
/* What a row brings to the measures that its source feeds. */
#include "day.h"
#include "intake_in.h"

/* One cell of one feed. The value and CPF_OK; CPF_E_MISSING: the cell is empty; a bad cell is told. */
typedef struct feed_cell {
    cpf__block *block;
    const cpf__feed *feed;
    int64_t row;
    cpf__slice text; /* of the feed's column; length -1: it has none */
} feed_cell;

static cpf_status read_amount(const feed_cell *cell, int64_t *value)
{
    const cpf__source *source = cell->block->source;
    int32_t decimals = cell->block->events->model->measures[cell->feed->measure].decimals;
    cpf_status status;

    if (cell->text.length <= 0)
        return CPF_E_MISSING;
    status = cpf__decimal_parse(cell->text.data, cell->text.length, source->decimal_point, decimals,
                                source->round ? (int32_t)CPF__HALF_UP : -1, value);
    if (status == CPF_OK)
        return CPF_OK;
    return cpf__intake_bad(cell->block, cell->row, cell->feed->column,
                           status == CPF_E_RANGE ? CPF__FACTS_ROW_RANGE : CPF__FACTS_ROW_NUMBER, cell->text, decimals);
}

static cpf_status read_count(const feed_cell *cell, int64_t *value)
{
    *value = 1;
    return cell->text.length ? CPF_OK : CPF_E_MISSING;
}

static cpf_status read_key(const feed_cell *cell, int64_t *value)
{
    if (cell->text.length <= 0)
        return CPF_E_MISSING;
    *value = cpf__map_add(cell->block->events->keys[cell->feed->measure], cell->text.data, cell->text.length, NULL);
    return *value == CPF_NONE ? CPF_E_MEMORY : CPF_OK;
}

static cpf_status read_day_cell(const feed_cell *cell, int64_t *value)
{
    cpf_day day = cell->block->days[cell->row];

    if (!cell->text.length)
        return CPF_E_MISSING;
    if (cell->text.length > 0 && cpf__day_parse(cell->text.data, cell->text.length, &day) != CPF_OK)
        return cpf__intake_bad(cell->block, cell->row, cell->feed->column, CPF__FACTS_ROW_DAY, cell->text, 0);
    *value = day;
    return CPF_OK;
}

static cpf_status (*const cell_readers[CPF__MEASURE_KINDS])(const feed_cell *cell, int64_t *value) = {
    [CPF__MEASURE_SUM] = read_amount,     [CPF__MEASURE_COUNT] = read_count,   [CPF__MEASURE_DISTINCT] = read_key,
    [CPF__MEASURE_FIRST] = read_day_cell, [CPF__MEASURE_LAST] = read_day_cell, [CPF__MEASURE_MIN] = read_amount,
    [CPF__MEASURE_MAX] = read_amount,     [CPF__MEASURE_STOCK] = read_amount,
};

static cpf_status read_feed(cpf__block *block, int64_t row, int32_t index)
{
    const cpf__feed *feed = &block->source->feeds[index];
    feed_cell cell = {block, feed, row, {NULL, -1, 0}};
    int64_t at = (int64_t)index * block->rows->count + row;
    int holds;
    cpf_status status = cpf__intake_filter(block, &feed->filter, row, &holds);

    block->used[at] = 0;
    if (status != CPF_OK || !holds)
        return status == CPF_OK ? CPF_E_MISSING : status;
    if (feed->column != CPF_NONE)
        cell.text = cpf__block_fields(block, row)[feed->column];
    status = cell_readers[block->events->model->measures[feed->measure].kind](&cell, &block->values[at]);
    block->used[at] = status == CPF_OK;
    /* An empty cell is no reason to call the row filtered: it was meant and says nothing. */
    return status == CPF_E_MISSING ? CPF_OK : status;
}

/* A row is used as a whole or not at all. */
cpf_status cpf__intake_feeds(cpf__block *block, int64_t row)
{
    int32_t meant = 0, taken = 0;

    for (int32_t i = 0; i < block->source->feed_count; i++) {
        cpf_status status = read_feed(block, row, i);

        if (status != CPF_OK && status != CPF_E_MISSING) {
            cpf__intake_drop(block, row);
            return status;
        }
        meant += status == CPF_OK;
        taken += cpf__events_take(block->events, block->source->feeds[i].measure, block->days[row]);
    }
    if (!meant)
        return CPF_E_MISSING;
    if (taken)
        return CPF_OK;
    cpf__intake_drop(block, row);
    return CPF_E_ARGUMENT; /* outside the calendar */
}
