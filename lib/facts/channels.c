/* SPDX-License-Identifier: MIT */
#include "channels.h"

#include "context.h"
#include "mem.h"

static int is_channel(const cpf_model *model, cpf_id unit)
{
    return model->unit_level[unit] == model->channel_level;
}

/* Counts from the bottom up, then hands out places from the top down. */
static void place_channels(cpf__channels *channels, const cpf_model *model)
{
    const cpf__tree *tree = model->tree;

    for (cpf_id unit = tree->count - 1; unit >= 0; unit--) {
        channels->end[unit] += is_channel(model, unit);
        if (tree->parent[unit] != CPF_NONE)
            channels->end[tree->parent[unit]] += channels->end[unit];
    }
    for (cpf_id unit = 0; unit < tree->count; unit++) {
        int32_t next = channels->begin[unit];

        channels->end[unit] += next;
        if (is_channel(model, unit))
            channels->units[next++] = unit;
        for (cpf_id child = tree->child_begin[unit]; child < tree->child_end[unit]; child++) {
            channels->begin[child] = next;
            next += channels->end[child]; /* still its number */
        }
    }
}

cpf__channels *cpf__channels_new(const cpf_model *model)
{
    const cpf_context *context = model->context;
    cpf__channels *channels = cpf__alloc(context, 1, sizeof *channels);

    if (!channels)
        return NULL;
    channels->context = cpf__context_retain(context);
    for (cpf_id unit = 0; unit < model->tree->count; unit++)
        channels->count += is_channel(model, unit);
    channels->units = cpf__alloc(context, channels->count, sizeof *channels->units);
    channels->begin = cpf__alloc(context, model->tree->count, sizeof *channels->begin);
    channels->end = cpf__alloc(context, model->tree->count, sizeof *channels->end);
    if (!channels->units || !channels->begin || !channels->end) {
        cpf__channels_free(channels);
        return NULL;
    }
    place_channels(channels, model);
    return channels;
}

void cpf__channels_free(cpf__channels *channels)
{
    cpf_context *context;

    if (!channels)
        return;
    context = channels->context;
    cpf__free(context, channels->units);
    cpf__free(context, channels->begin);
    cpf__free(context, channels->end);
    cpf__free(context, channels);
    cpf_context_free(context);
}

int cpf__unit_present(const cpf_model *model, cpf_id unit, int32_t presence, const struct cpf_period *period)
{
    cpf_day from = presence == CPF__CLOSING ? period->to - 1 : period->from;
    cpf_day to = presence == CPF__OPENING ? period->from + 1 : period->to;

    return cpf__model_present(model, unit, from, to);
}
