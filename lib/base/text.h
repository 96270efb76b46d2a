/* SPDX-License-Identifier: MIT */
/* Text builder. A failed allocation is remembered: build without checking, ask once at the end. */
#ifndef CPF_BASE_TEXT_H
#define CPF_BASE_TEXT_H

#include <channelperf/base.h>

#include <stdarg.h>

/* NULL when there is no memory; every function below takes NULL and then does nothing. */
cpf_text *cpf__text_new(const cpf_context *context);
void cpf__text_add(cpf_text *text, const char *string);
void cpf__text_add_bytes(cpf_text *text, const char *bytes, int64_t length);
void cpf__text_add_int(cpf_text *text, int64_t value);
void cpf__text_add_decimal(cpf_text *text, int64_t value, int32_t decimals);
void cpf__text_add_double(cpf_text *text, double value); /* shortest digits that read back the same */
void cpf__text_add_day(cpf_text *text, cpf_day day);     /* 2026-07-31 */
void cpf__text_format(cpf_text *text, const char *format, ...);
void cpf__text_vformat(cpf_text *text, const char *format, va_list arguments);
void cpf__text_cut(cpf_text *text, int64_t length);     /* back to a shorter length */
int32_t cpf__double_format(double value, char *buffer); /* the same digits into 32 bytes; number written */
void cpf__text_fail(cpf_text *text);                    /* the writer itself had no memory */
int cpf__text_failed(const cpf_text *text);             /* NULL, or an allocation failed */

/* Columns a terminal uses for UTF-8 text: Chinese characters take two. */
int64_t cpf__text_width(const char *utf8);

/* Length of the valid UTF-8 prefix; equal to `length` when all of it is valid. */
int64_t cpf__utf8_valid(const char *bytes, int64_t length);

#endif
