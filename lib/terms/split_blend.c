/* SPDX-License-Identifier: MIT */
#include "apportion.h"
#include "decimal.h"
#include "mem.h"
#include "split.h"

static int all_zero(const int64_t *values, int64_t n)
{
    for (int64_t i = 0; i < n; i++) {
        if (values[i] != 0)
            return 0;
    }
    return 1;
}

static int64_t shared_divisor(int64_t a, int64_t b)
{
    while (b) {
        int64_t rest = a % b;

        a = b;
        b = rest;
    }
    return a;
}

/* How fine a blend reckons. */
typedef struct blend_scale {
    int64_t divisor; /* that the percents share */
    int64_t parts;   /* of a whole driver */
    int64_t whole;   /* percents of all drivers that count, over the divisor */
} blend_scale;

/* Room of n items each. */
typedef struct blend_room {
    int64_t *rests, *shares, *known, *imputed;
} blend_room;

/* 10^15 parts, less only when percents are so fine that the sum of the weights, which may be `times` theirs, would not
 * fit. */
static cpf_status measure_parts(const cpf__blend *blend, int32_t times, blend_scale *scale)
{
    cpf__i128 sum = 0;

    scale->divisor = 0;
    for (int32_t k = 0; k < blend->drivers; k++) {
        if (blend->percent[k] < 0)
            return CPF_E_RANGE;
        scale->divisor = shared_divisor(scale->divisor, blend->percent[k]);
        sum += blend->percent[k];
    }
    if (scale->divisor == 0)
        scale->divisor = 1;
    sum = sum / scale->divisor * times;
    for (scale->parts = cpf__pow10(15); sum * scale->parts > INT64_MAX; scale->parts /= 10) {
        if (scale->parts == cpf__pow10(9))
            return CPF_E_RANGE;
    }
    return CPF_OK;
}

static const uint8_t *marks_of(const cpf__blend *blend, int32_t driver)
{
    return blend->marks ? blend->marks[driver] : NULL;
}

static int counts(const cpf__blend *blend, int32_t driver, uint64_t dropped)
{
    return blend->percent[driver] != 0 && !(dropped >> driver & 1);
}

/* known[i]: percents of the drivers that the sibling has. */
static void add_known(const cpf__blend *blend, uint64_t dropped, blend_scale *scale, int64_t *known)
{
    scale->whole = 0;
    for (int64_t i = 0; i < blend->n; i++)
        known[i] = 0;
    for (int32_t k = 0; k < blend->drivers; k++) {
        const uint8_t *marks = marks_of(blend, k);
        int64_t percent = blend->percent[k] / scale->divisor;

        if (!counts(blend, k, dropped))
            continue;
        scale->whole += percent;
        for (int64_t i = 0; i < blend->n; i++)
            known[i] += !marks || marks[i] != CPF__DRIVER_UNKNOWN ? percent : 0;
    }
}

/* The driver's shares in whole parts, in room->shares. */
static cpf_status share_driver(const cpf__blend *blend, int32_t driver, int64_t parts, const blend_room *room)
{
    const int64_t *values = blend->values[driver];
    cpf_status status = CPF_OK;

    for (int64_t i = 0; i < blend->n; i++) {
        if (values[i] < 0)
            return CPF_E_RANGE;
    }
    if (marks_of(blend, driver) && blend->unknown == CPF__UNKNOWN_SIBLINGS) {
        cpf__split_impute(values, marks_of(blend, driver), blend->n, room->imputed);
        values = room->imputed;
    }
    cpf__largest_remainder(parts, values, blend->n, &status, room->rests, room->shares);
    return status;
}

/* What the shares bring; `known` NULL: nobody's count for more. */
static void add_shares(int64_t percent, int64_t n, const blend_scale *scale, const blend_room *room,
                       const int64_t *known, int64_t *weights, int64_t *each)
{
    for (int64_t i = 0; i < n; i++) {
        int64_t brought = percent * room->shares[i];

        if (known && known[i] && known[i] != scale->whole)
            brought = (int64_t)((cpf__i128)brought * scale->whole / known[i]);
        weights[i] += brought;
        if (each)
            each[i] = brought;
    }
}

static cpf_status blend_drivers(const cpf__blend *blend, const blend_room *room, int64_t *weights, int64_t *each,
                                uint64_t *dropped)
{
    int more = blend->marks && blend->unknown == CPF__UNKNOWN_RENORMALISE;
    blend_scale scale = {0};
    cpf_status status = measure_parts(blend, more && blend->drivers ? blend->drivers : 1, &scale);

    *dropped = 0;
    for (int32_t k = 0; k < blend->drivers; k++)
        if (blend->percent[k] != 0 && all_zero(blend->values[k], blend->n))
            *dropped |= (uint64_t)1 << k;
    for (int64_t i = 0; i < blend->n; i++)
        weights[i] = 0;
    for (int64_t i = 0; each && i < blend->drivers * blend->n; i++)
        each[i] = 0;
    if (more && status == CPF_OK)
        add_known(blend, *dropped, &scale, room->known);
    for (int32_t k = 0; k < blend->drivers && status == CPF_OK; k++) {
        if (!counts(blend, k, *dropped))
            continue;
        status = share_driver(blend, k, scale.parts, room);
        if (status == CPF_OK)
            add_shares(blend->percent[k] / scale.divisor, blend->n, &scale, room, more ? room->known : NULL, weights,
                       each ? each + k * blend->n : NULL);
    }
    return status;
}

cpf_status cpf__split_weights(const cpf_context *context, const cpf__blend *blend, int64_t *weights, int64_t *each,
                              uint64_t *dropped)
{
    int64_t *memory, n = blend->n;
    blend_room room;
    cpf_status status;

    if (blend->drivers < 0 || blend->drivers > 64 || n < 0)
        return CPF_E_ARGUMENT;
    memory = cpf__alloc(context, (blend->marks ? 4 : 2) * n, sizeof *memory);
    if (!memory)
        return CPF_E_MEMORY;
    room = (blend_room){memory, memory + n, NULL, NULL};
    if (blend->marks) {
        room.known = memory + 2 * n;
        room.imputed = memory + 3 * n;
    }
    status = blend_drivers(blend, &room, weights, each, dropped);
    cpf__free(context, memory);
    return status;
}

cpf_status cpf__split_blend(const cpf_context *context, int32_t drivers, const int64_t *const *values,
                            const int64_t *percent, int64_t n, int64_t *weights, uint64_t *dropped)
{
    cpf__blend blend = {drivers, CPF__UNKNOWN_ZERO, values, NULL, percent, n};

    return cpf__split_weights(context, &blend, weights, NULL, dropped);
}
