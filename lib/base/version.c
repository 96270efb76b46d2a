/* SPDX-License-Identifier: MIT */
#include <channelperf/base.h>

static const char version_text[] = "1.0.0";

_Static_assert(CPF_VERSION == 10000, "the number and the text of the version go together");

int32_t cpf_version(void)
{
    return CPF_VERSION;
}

const char *cpf_version_text(void)
{
    return version_text;
}
