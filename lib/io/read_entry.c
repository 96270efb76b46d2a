/* SPDX-License-Identifier: MIT */
/* The two ways in: a file, or text in memory. */
#include <channelperf/io.h>

#include <string.h>

#include "mem.h"
#include "plan_in.h"
#include "read_file.h"
#include "read_json.h"
#include "read_plan.h"
#include "sha256.h"

/* 0: there is no memory, and no plan. */
static int take_digest(cpf_plan **plan, const char *text, int64_t length)
{
    char digest[CPF__SHA256_TEXT];

    cpf__sha256_text(text, length, digest);
    (*plan)->digest = cpf__arena_text((*plan)->arena, digest);
    if (!cpf__arena_failed((*plan)->arena))
        return 1;
    cpf_plan_free(*plan);
    *plan = NULL;
    return 0;
}

static cpf_status read_text(cpf_context *context, const char *text, int64_t length, const char *file,
                            const char *folder, cpf_plan **plan, cpf_error **error)
{
    cpf__json *json = NULL;
    cpf_status status = cpf__read_json(context, text, length, file, &json, error);

    if (status == CPF_OK)
        status = cpf__read_plan(context, json, file, folder, plan, error);
    return *plan && !take_digest(plan, text, length) ? cpf__no_memory(error) : status;
}

/* Findings go to the caller, or nowhere when it does not want them. */
static cpf_status hand_out(cpf_status status, cpf_error *findings, cpf_error **error)
{
    if (error && findings)
        *error = findings;
    else
        cpf_error_free(findings);
    return status;
}

/* The folder that a file lies in, "" for one without. */
static char *folder_of(const cpf_context *context, const char *path)
{
    const char *slash = strrchr(path, '/');

    if (!slash)
        return cpf__strdup(context, "");
    return cpf__strndup(context, path, slash == path ? 1 : slash - path);
}

static cpf_status read_path(cpf_context *context, const char *path, cpf_plan **plan, cpf_error **error)
{
    char *bytes = NULL, *folder = NULL;
    int64_t length = 0;
    cpf_status status = cpf__read_file(context, path, CPF__JSON_BYTES, &bytes, &length, error);

    if (status == CPF_OK) {
        folder = folder_of(context, path);
        status = folder ? read_text(context, bytes, length, path, folder, plan, error) : cpf__no_memory(error);
    }
    cpf__free(context, folder);
    cpf__free(context, bytes);
    return status;
}

cpf_status cpf_plan_read(cpf_context *context, const char *path, cpf_plan **plan, cpf_error **error)
{
    cpf_error *findings = NULL;
    cpf_status status;

    if (plan)
        *plan = NULL;
    if (!path || !plan)
        status = cpf__bad_argument(context, &findings, path ? "plan" : "path");
    else
        status = read_path(context, path, plan, &findings);
    return hand_out(status, findings, error);
}

cpf_status cpf_plan_parse(cpf_context *context, const char *json, int64_t length, const char *folder, cpf_plan **plan,
                          cpf_error **error)
{
    cpf_error *findings = NULL;
    cpf_status status;

    if (plan)
        *plan = NULL;
    if (!json || !plan || length < 0)
        status = cpf__bad_argument(context, &findings, !plan ? "plan" : !json ? "json" : "length");
    else
        status = read_text(context, json, length, "", folder, plan, &findings);
    return hand_out(status, findings, error);
}
