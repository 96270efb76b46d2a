/* SPDX-License-Identifier: MIT */
#include "options.h"

#include <string.h>

#include "base_messages.h"

enum { LONGEST = 4096 }; /* no struct of options will be longer: what claims to be was never filled */

cpf_status cpf__options_begin(void *options, uint32_t struct_size, uint32_t known)
{
    if (!options || struct_size < known || struct_size > LONGEST)
        return CPF_E_ABI;
    memset(options, 0, struct_size);
    memcpy(options, &struct_size, sizeof struct_size);
    return CPF_OK;
}

static int tail_is_zero(const unsigned char *bytes, uint32_t from, uint32_t to)
{
    while (from < to && !bytes[from])
        from++;
    return from == to;
}

cpf_status cpf__options_check(const cpf_context *context, const void *options, uint32_t known, cpf_error **error)
{
    uint32_t size = known;

    if (options)
        memcpy(&size, options, sizeof size);
    if (size >= known && size <= LONGEST && (size == known || tail_is_zero(options, known, size)))
        return CPF_OK;
    return cpf__find(context, error, NULL, &cpf__base_messages[CPF__BASE_OPTIONS], (long long)size, (long long)known);
}
