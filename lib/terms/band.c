/* SPDX-License-Identifier: MIT */
#include "band.h"

#include "apportion.h"
#include "decimal.h"

const char *const cpf__places_names[CPF__PLACES_COUNT] = {"largest_remainder", "floor"};
const char *const cpf__tie_names[CPF__TIE_COUNT] = {"order", "up", "down"};

int32_t cpf__band_of(const cpf__band *bands, int32_t count, int64_t value)
{
    for (int32_t i = 0; i < count - 1; i++) {
        if (value >= bands[i].from)
            return i;
    }
    return count - 1;
}

static void floors(int64_t n, const int64_t *shares, int32_t count, cpf__i128 sum, int32_t rest, int64_t *places)
{
    int64_t left = n;

    for (int32_t i = 0; i < count; i++) {
        places[i] = (int64_t)((cpf__i128)n * shares[i] / sum);
        left -= i == rest ? 0 : places[i];
    }
    places[rest] = left;
}

cpf_status cpf__places(const cpf_context *context, int64_t n, const int64_t *shares, int32_t count, cpf__places_id how,
                       int32_t rest, int64_t *places)
{
    cpf__apportion_options options = {.method = CPF__HAMILTON, .quota = CPF__HARE, .threshold_den = 1};
    cpf__i128 sum = 0;

    if (n < 0 || count < 1 || (how == CPF__PLACES_FLOOR && (rest < 0 || rest >= count)))
        return CPF_E_ARGUMENT;
    for (int32_t i = 0; i < count; i++) {
        if (shares[i] < 0)
            return CPF_E_RANGE;
        sum += shares[i];
    }
    if (sum == 0)
        return CPF_E_INFEASIBLE;
    if (how != CPF__PLACES_FLOOR)
        return cpf__apportion(context, n, shares, count, &options, places, NULL, NULL, NULL);
    floors(n, shares, count, sum, rest, places);
    return CPF_OK;
}
