/* SPDX-License-Identifier: MIT */
/* Foreign plans: any bytes are read, checked and, when nothing is wrong with them, frozen. */
#include "fuzz.h"

#include <channelperf/channelperf.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cpf_plan *plan = NULL;
    cpf_model *model = NULL;
    cpf_error *error = NULL, *findings = NULL;
    cpf_status status = cpf_plan_parse(NULL, (const char *)data, (int64_t)size, NULL, &plan, &error);

    fuzz_expect((status == CPF_OK) == !error);
    if (plan) {
        cpf_status checked = cpf_plan_check(plan, &findings);

        fuzz_expect(status == CPF_OK || checked != CPF_OK);
        fuzz_expect((cpf_plan_freeze(plan, &model, NULL) == CPF_OK) == (checked == CPF_OK));
    }
    fuzz_expect(fuzz_readable(error) && fuzz_readable(findings));
    cpf_error_free(error);
    cpf_error_free(findings);
    cpf_model_free(model);
    cpf_plan_free(plan);
    return 0;
}
