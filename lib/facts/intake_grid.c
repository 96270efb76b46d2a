/* SPDX-License-Identifier: MIT */
#include "grid_in.h"
#include "intake_memo.h"
#include "mem.h"

static int is_amount(int32_t kind)
{
    return kind == CPF__MEASURE_SUM || kind == CPF__MEASURE_MIN || kind == CPF__MEASURE_MAX ||
           kind == CPF__MEASURE_STOCK;
}

static int feed_suits(const cpf_events *events, const cpf__source *source, const cpf__feed *feed)
{
    const cpf__measure *measure = &events->model->measures[feed->measure];

    if (feed->column != CPF_NONE && source->derived[feed->column])
        return 0;
    if (is_amount(measure->kind))
        return feed->column != CPF_NONE && measure->decimals <= CPF__QUICK_CHARS;
    return measure->kind == CPF__MEASURE_COUNT && feed->column == CPF_NONE;
}

int cpf__intake_grid_suits(const cpf_events *events, cpf_id id)
{
    const cpf__source *source = &events->model->sources[id];
    int suits = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ && !events->slots->window_count && !source->filter.count &&
                !source->key_count && !source->first_count && source->unit_count == 1 &&
                !(source->prefix && *source->prefix) && !source->derived[source->day_column] &&
                !source->derived[source->unit_columns[0]];
    int all_meant = 0;

    for (int32_t i = 0; i < source->feed_count && suits; i++) {
        suits = feed_suits(events, source, &source->feeds[i]);
        all_meant |= !source->feeds[i].filter.count;
    }
    return suits && all_meant;
}

/* Cell of a column; CPF_NONE: it is not in the file. */
static int32_t cell_of(const cpf__grid_take *take, int32_t column)
{
    return take->grid->positions[column] - 1;
}

static void read_codes(const cpf__grid_take *take, int32_t column)
{
    const cpf__grid *grid = take->grid;
    int32_t cell = cell_of(take, column);

    for (int64_t row = 0; row < grid->rows; row++) {
        cpf__grid_text text = cpf__grid_at(grid, row, cell);

        take->work->words[row] = cpf__grid_code(grid, text);
        take->work->lengths[row] = text.length;
    }
}

/* Codes that are empty or too long for the short way. */
static void find_long_codes(const cpf__grid_take *take, int32_t column, const cpf__short_codes *codes, int32_t *found)
{
    const cpf__grid *grid = take->grid;
    int32_t cell = cell_of(take, column);

    for (int64_t row = 0; row < grid->rows; row++) {
        cpf__slice slice;

        if ((uint32_t)take->work->lengths[row] - 1 < CPF__QUICK_CHARS)
            continue;
        slice = cpf__grid_slice(grid, cpf__grid_at(grid, row, cell));
        cpf__short_codes_find(codes, 1, &slice.data, &slice.length, &found[row]);
    }
}

static void find_codes(const cpf__grid_take *take, int32_t column, const cpf__short_codes *codes, int32_t *found)
{
    read_codes(take, column);
    cpf__short_codes_find_words(codes, take->grid->rows, take->work->words, take->work->lengths, found);
    find_long_codes(take, column, codes, found);
}

/* Days and their slots; 0: one is no day. Rows of one day, and of one slot, often stand together. */
static int read_days(const cpf__grid_take *take)
{
    const cpf__grid *grid = take->grid;
    cpf__grid_work *work = take->work;
    int32_t cell = cell_of(take, take->source->day_column), slot = CPF_NONE;
    uint64_t head = 0, tail = 0;
    cpf_day day = CPF_NO_DAY;
    int32_t several = 0;

    for (int64_t row = 0; row < grid->rows; row++) {
        cpf__grid_text text = cpf__grid_at(grid, row, cell);
        uint64_t first = cpf__grid_word(grid, text.from), last = cpf__grid_word(grid, text.from + 2);

        if (text.length != CPF__QUICK_DATE_CHARS || first != head || last != tail) {
            if (cpf__quick_day(&work->day_memo, cpf__grid_slice(grid, text), &day) != CPF_OK)
                return 0;
            slot = cpf__slots_of(take->events->slots, day, 1, take->events->slot_list) ? take->events->slot_list[0]
                                                                                       : CPF_NONE;
            head = text.length == CPF__QUICK_DATE_CHARS ? first : 0;
            tail = last;
            several |= row && slot != work->slots[0];
        }
        work->days[row] = day;
        work->slots[row] = slot;
    }
    work->one_slot = several ? CPF_NONE : slot;
    work->several = several;
    return 1;
}

/* Rows of known units. */
static void list_known(const cpf__grid_take *take)
{
    cpf__grid_work *work = take->work;
    int32_t known = 0, n = (int32_t)take->grid->rows;

    for (int32_t row = 0; row < n; row++) {
        work->known.row[known] = row;
        known += work->units[row] != CPF_NONE;
    }
    work->known.count = known;
}

/* Those of them whose slot is below a limit, and the others. */
static void part_known(cpf__grid_work *work, int32_t which, uint32_t limit)
{
    cpf__row_list *taken = &work->made[2 * which], *left = &work->made[2 * which + 1];

    taken->count = left->count = 0;
    for (int32_t i = 0; i < work->known.count; i++) {
        int32_t row = work->known.row[i], is_taken = (uint32_t)work->slots[row] < limit;

        taken->row[taken->count] = left->row[left->count] = row;
        taken->count += is_taken;
        left->count += !is_taken;
    }
    work->taken[which] = taken;
    work->left[which] = left;
}

/* Which rows count; 0: one names a unit that is not known, and that must be told. */
static int sort_rows(const cpf__grid_take *take)
{
    cpf__grid_work *work = take->work;
    uint32_t leaves = (uint32_t)take->events->slots->leaf_count;

    list_known(take);
    for (int32_t which = 0; which < 2; which++) {
        uint32_t limit = leaves + (uint32_t)which;
        int is_taken = (uint32_t)work->slots[0] < limit;

        if (work->several) {
            part_known(work, which, limit);
            continue;
        }
        work->taken[which] = is_taken ? &work->known : &work->none;
        work->left[which] = is_taken ? &work->none : &work->known;
    }
    return work->known.count == take->grid->rows || take->source->ignore_unknown_units;
}

static void list_counted(const cpf__grid_take *take, const cpf__grid_feed *feed)
{
    int32_t n = 0;

    for (int32_t i = 0; i < feed->taken->count; i++) {
        int32_t row = feed->taken->row[i];

        feed->list->row[n] = row;
        n += take->work->holds[row];
    }
    feed->list->count = n;
}

/* Judges the texts that the feed's filter may meet. CPF_OK; CPF_E_MISSING: rows must be looked at; CPF_E_MEMORY. */
static cpf_status judge_texts(const cpf__grid_take *take, int32_t index)
{
    cpf_id source = (cpf_id)(take->source - take->events->model->sources);
    cpf__block *block = cpf__block_begin(take->events, source, &(cpf__rows){0});
    int32_t all = 0;

    if (!block)
        return CPF_E_MEMORY;
    all = cpf__intake_is_memo(block, index) ? cpf__intake_memo_all(block, index) : -1;
    cpf__block_end(block);
    if (all <= 0)
        return all ? CPF_E_MISSING : CPF_E_MEMORY;
    return CPF_OK;
}

/* For which rows the feed's filter holds. CPF_OK or CPF_E_MISSING. */
static cpf_status judge_rows(const cpf__grid_take *take, int32_t index)
{
    const cpf_events *events = take->events, *whole = events->whole ? events->whole : events;
    cpf_id source = (cpf_id)(take->source - events->model->sources);
    const cpf__feed_memo *memo = &events->sources[source].memos[index];
    const cpf__text_table *table = &whole->sources[source].lookups[memo->lookup];
    int32_t column = take->source->lookups[memo->lookup].column;

    if (!table->short_keys || cell_of(take, column) == CPF_NONE)
        return CPF_E_MISSING;
    find_codes(take, column, table->short_keys, take->work->texts);
    for (int64_t row = 0; row < take->grid->rows; row++)
        take->work->holds[row] = (uint8_t)cpf__intake_memo_holds(memo->answers[take->work->texts[row] + 1]);
    return CPF_OK;
}

static cpf_status read_feed_rows(const cpf__grid_take *take, int32_t index)
{
    cpf__grid_work *work = take->work;
    const cpf__feed *feed = &take->source->feeds[index];
    int earlier = take->events->earlier[feed->measure] != 0;
    int32_t decimals = take->events->model->measures[feed->measure].decimals;
    cpf__grid_feed it = {feed,
                         work->taken[earlier],
                         work->left[earlier],
                         &work->lists[index],
                         work->values + (int64_t)index * CPF__GRID_ROWS,
                         decimals,
                         feed->column == CPF_NONE ? CPF_NONE : cell_of(take, feed->column),
                         cpf__pow10(decimals),
                         take->source->decimal_point,
                         0,
                         {{0}, {0}, 0, 0}};
    int counts = feed->column == CPF_NONE, asked = feed->filter.count && (!counts || it.taken->count);
    cpf_status status = feed->filter.count ? judge_texts(take, index) : CPF_OK;
    const cpf__row_list *list = counts && !feed->filter.count ? it.taken : it.list;

    if (status == CPF_OK && asked)
        status = judge_rows(take, index);
    if (status != CPF_OK)
        return status;
    it.list->count = 0;
    cpf__grid_usual_begin(&it.usual, it.point, decimals);
    if (counts && asked)
        list_counted(take, &it);
    else if (!counts &&
             (it.cell == CPF_NONE || !cpf__grid_read_amounts(take, &it) || !cpf__grid_check_amounts(take, &it)))
        return CPF_E_MISSING;
    if (counts)
        it.bound = (uint64_t)list->count;
    work->rows[index] = (cpf__slot_rows){feed->measure,  0,          list->count, list->row,
                                         work->units,    work->days, work->slots, counts ? work->ones : it.values,
                                         work->one_slot, it.bound};
    return CPF_OK;
}

static cpf_status add_rows(const cpf__grid_take *take)
{
    const cpf__row_list *used = take->work->taken[0], *known = &take->work->known;
    cpf__source_state *state = &take->events->sources[take->source - take->events->model->sources];

    for (int32_t i = 0; i < take->source->feed_count; i++)
        if (cpf__events_quick_room(take->events, &take->work->rows[i], take->work->seen) != CPF_OK)
            return CPF_E_MEMORY;
    for (int32_t i = 0; i < take->source->feed_count; i++) {
        cpf__events_quick_add(take->events, &take->work->rows[i]);
        if (take->events->earlier[take->source->feeds[i].measure])
            used = take->work->taken[1];
    }
    state->read += take->grid->rows;
    state->used += used->count;
    state->outside += known->count - used->count;
    state->unknown_unit += take->grid->rows - known->count;
    return CPF_OK;
}

cpf_status cpf__intake_grid(cpf_events *events, cpf_id id, const cpf__grid *grid)
{
    const cpf_events *whole = events->whole ? events->whole : events;
    cpf__grid_take take = {events, &events->model->sources[id], grid, events->grid};
    cpf_status status = CPF_OK;

    if (!events->whole && !cpf__events_expect_rows(events, grid->rows))
        return CPF_E_MEMORY;
    if (!whole->short_units || cell_of(&take, take.source->unit_columns[0]) == CPF_NONE ||
        cell_of(&take, take.source->day_column) == CPF_NONE)
        return CPF_E_MISSING;
    if (!take.work || take.work->source != take.source) {
        cpf__grid_work_free(events->context, take.work);
        take.work = events->grid = cpf__grid_work_new(events, take.source);
    }
    if (!take.work)
        return CPF_E_MEMORY;
    if (!read_days(&take))
        return CPF_E_MISSING;
    find_codes(&take, take.source->unit_columns[0], whole->short_units, take.work->units);
    if (!sort_rows(&take))
        return CPF_E_MISSING;
    for (int32_t i = 0; i < take.source->feed_count && status == CPF_OK; i++)
        status = read_feed_rows(&take, i);
    return status == CPF_OK ? add_rows(&take) : status;
}
