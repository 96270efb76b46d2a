/* SPDX-License-Identifier: MIT */
/* A stranger's program: only what is installed. Compiles as C11 and as C++17. */
#include <channelperf/channelperf.h>
#include <stdio.h>
#include <string.h>

int second(void);

int main(void)
{
    cpf_context *context = NULL;
    cpf_text *answer = NULL;
    cpf_error *error = NULL;
    const char *json = "{\"amount\": 10, \"weights\": [1, 1, 1]}";

    if (cpf_version() != CPF_VERSION || second() || cpf_context_new(NULL, &context) != CPF_OK)
        return 1;
    if (cpf_call(context, "no such method", json, (int64_t)strlen(json), &answer, &error) != CPF_E_NOT_FOUND)
        return 1;
    printf("channelperf %s: %s\n", cpf_version_text(), cpf_error_message(error));
    cpf_error_free(error);
    cpf_context_free(context);
    return 0;
}
